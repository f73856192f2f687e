//! From text to paragraphs: lines, with hard-wrapped ones joined.

use super::ZoneKind;
use crate::Span;

/// A line of the text, or several that a mail program broke; without the blanks around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    /// None as long as nothing tells what it is for; it is body then.
    pub(super) kind: Option<ZoneKind>,
}

/// Lines wider than this are not broken by hand or by a mail program.
const MAX_WIDTH: usize = 100;
const MIN_WIDTH: usize = 40;
/// Fewer lines than this say nothing about the habit.
const MIN_LINES: usize = 6;

struct Line {
    span: Span,
    /// In characters.
    width: usize,
    /// An empty line stands before it.
    after_gap: bool,
}

/// What stands between words or around lines: white space, control characters (NUL), byte order marks, zero-width
/// space.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// `span` without the blanks around it; None when nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start_matches(is_blank).len());
    let end = span.start as usize + words.trim_end_matches(is_blank).len();
    (start < end).then(|| Span::new(start as u32, end as u32))
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut gap = true;
    // "\r\n" makes an empty line of its own here, hence the look at the line break before.
    for piece in text.split_inclusive(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let span = Span::new(at as u32, (at + piece.len()) as u32);
        let second_half = piece == "\n" && text[..at].ends_with('\r');
        at += piece.len();
        match trim(text, span) {
            Some(span) => {
                lines.push(Line { span, width: span.of(text).chars().count(), after_gap: gap });
                gap = false;
            }
            None => gap |= !second_half,
        }
    }
    lines
}

/// The first word of `next` would not have fitted behind `line`: what a program that breaks lines leaves.
fn is_broken(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count() > width
}

/// The width that the whole text is wrapped at, if it is.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|l| l.width).max().filter(|w| (MIN_WIDTH..=MAX_WIDTH).contains(w))?;
    let pairs = || lines.windows(2).filter(|pair| !pair[1].after_gap);
    let inside = pairs().filter(|pair| !super::shape::ends_sentence(pair[0].span.of(text)));
    let (mut all, mut broken) = (0, 0);
    for pair in inside {
        all += 1;
        broken += usize::from(is_broken(text, &pair[0], &pair[1], width));
    }
    (all + 1 >= MIN_LINES && broken * 10 >= all * 9).then_some(width)
}

/// The paragraphs of `text`: its lines; in a hard-wrapped text, the lines that belong together.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = !line.after_gap
            && i > 0
            && width.is_some_and(|width| is_broken(text, &lines[i - 1], line, width));
        match paragraphs.last_mut() {
            Some(last) if joins => last.span.end = line.span.end,
            _ => paragraphs.push(Paragraph { span: line.span, kind: None }),
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn lines_and_blanks() {
        for (text, expected) in [
            ("", vec![]),
            (" \r\n\t\0\u{FEFF}\u{A0}\n", vec![]),
            ("\u{FEFF}One.\r\n\r\nTwo.\r\n", vec!["One.", "Two."]),
            ("One.\rTwo.\u{2029}Three.", vec!["One.", "Two.", "Three."]),
            ("\u{A0}One\ttwo.\0", vec!["One\ttwo."]),
        ] {
            assert_eq!(split(text), expected);
        }
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The council of the small harbour town agreed on Monday to close the old\n\
                    fish market by the river for two years, because the roof might come down\n\
                    in the next storm that crosses the coast, as the mayor told the reporters.\n\
                    \n\
                    Traders said they had not been asked, and that they would go to court if\n\
                    the town did not find them another place to sell their fish before the\n\
                    summer, when most of the visitors come and when prices are at their best\n\
                    and the boats go out twice.\n\
                    The mayor did not answer.";
        assert_eq!(split(text).len(), 3);
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(split(&crlf).len(), 3);
    }

    #[test]
    fn a_list_is_not_hard_wrapped() {
        let text = "1. A first rather long entry of a list of forty\n2. Short one\n3. Another\n4. Fourth\n5. Fifth\n\
                    6. Sixth\n7. Seventh entry";
        assert_eq!(split(text).len(), 7);
    }
}
