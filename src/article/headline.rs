//! The headline, the lines between it and the first real paragraph, and the heads inside the article.

use super::ZoneKind;
use super::blocks::Paragraph;
use super::{dateline, dates, phrases, shape};
use crate::Span;
use crate::report::BoilerplateReason::{Byline, Caption};

const MAX_HEADLINE: usize = 220;
/// A real paragraph must follow within so many.
const REACH: usize = 10;
const MAX_HEAD: usize = 80;

/// Marks the headline, and a name or a rubric above it; gives its span.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) -> Option<Span> {
    let mut open = (0..paragraphs.len()).filter(|&i| paragraphs[i].kind.is_none());
    let (first, second) = (open.next()?, open.next());
    let of = |i: usize| paragraphs[i].span.of(text);
    if !is_headline(text, paragraphs, first) {
        return None;
    }
    // "WORLD", "Ann Lee": a rubric or the author above the headline proper.
    let words = shape::word_count(of(first));
    let above = words <= 3
        && second.is_some_and(|s| {
            shape::word_count(of(s)) >= 5 && s <= first + 2 && is_headline(text, paragraphs, s)
        });
    let author = is_author(text, paragraphs, first);
    if author || words < 2 {
        let kind = if author { ZoneKind::Boilerplate(Byline) } else { ZoneKind::SectionHead };
        let next = second.filter(|_| above);
        paragraphs[first].kind = Some(kind);
        let next = next?;
        paragraphs[next].kind = Some(ZoneKind::Headline);
        return Some(paragraphs[next].span);
    }
    let headline = match second {
        Some(second) if above && !shares_word(of(first), of(second)) => {
            paragraphs[first].kind = Some(ZoneKind::SectionHead);
            second
        }
        _ => first,
    };
    paragraphs[headline].kind = Some(ZoneKind::Headline);
    Some(paragraphs[headline].span)
}

/// Reads like a headline: no final stop, not too long, a real paragraph soon after, and not one line among many that
/// lack the stop.
fn is_headline(text: &str, paragraphs: &[Paragraph], i: usize) -> bool {
    let line = paragraphs[i].span.of(text);
    let starts =
        line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || line.split(char::is_whitespace).next().is_some_and(|w| w.chars().any(char::is_uppercase));
    let question = line.ends_with('?') || line.ends_with('!');
    let stops = shape::ends_sentence(line) && !question
        || line.trim_end_matches(shape::CLOSERS).ends_with([':', ',', ';']);
    if line.len() > MAX_HEADLINE
        || stops
        || !starts
        || shape::has_inner_stop(line) && shape::word_count(line) > 16
    {
        return false;
    }
    // A lead that only lost its stop still has its dateline.
    if dateline::read(text, paragraphs[i].span).is_some_and(|d| d.sure && d.dateline.place.is_some()) {
        return false;
    }
    let rest = || paragraphs[i + 1..].iter().filter(|p| p.kind.is_none()).map(|p| p.span.of(text));
    if !rest().take(REACH).any(shape::is_real) {
        return false;
    }
    let long = || rest().take(40).filter(|l| l.len() >= 80);
    let (all, stopped) = (long().count(), long().filter(|l| shape::ends_sentence(l)).count());
    line.len() < 120 || stopped * 2 >= all
}

/// Two or three capitalised words that the article never uses are the author's name, not a headline.
fn is_author(text: &str, paragraphs: &[Paragraph], i: usize) -> bool {
    let line = paragraphs[i].span.of(text);
    let words: Vec<&str> = line.split_whitespace().collect();
    let name = (2..=3).contains(&words.len())
        && words
            .iter()
            .all(|w| shape::is_capitalised(w) && w.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c)))
        && !phrases::is_no_place(words[0]);
    let rest = text.get(paragraphs[i].span.end as usize..).unwrap_or("");
    name && {
        let body = phrases::fold(rest);
        words.iter().all(|w| !body.contains(phrases::fold(w).trim_end_matches('s')))
    }
}

fn shares_word(a: &str, b: &str) -> bool {
    shared(a, b).0 > 0
}

/// How many of the telling words of `line` stand in `headline`, and how many there are.
fn shared(line: &str, headline: &str) -> (usize, usize) {
    let headline = phrases::fold(headline);
    let headline: Vec<&str> = shape::words(&headline).collect();
    let folded = phrases::fold(line);
    let (mut same, mut all) = (0, 0);
    for word in shape::words(&folded).filter(|w| !shape::is_small(w)) {
        all += 1;
        same += usize::from(headline.iter().any(|h| h.trim_end_matches('s') == word.trim_end_matches('s')));
    }
    (same, all)
}

/// Marks captions among the lines between the headline and the first real paragraph, and a second headline that only
/// repeats the first: it is a caption too, so that no event is read from it twice.
pub(super) fn mark_captions(text: &str, paragraphs: &mut [Paragraph], title: Span) {
    let headline = title.of(text);
    for paragraph in paragraphs.iter_mut().skip_while(|p| p.span != title).skip(1).take(6) {
        let line = paragraph.span.of(text);
        if paragraph.kind.is_some() {
            continue;
        }
        let caption = phrases::fold(line) == phrases::fold(headline) || is_caption(line, headline);
        if shape::is_real(line) && !caption {
            break;
        }
        if caption {
            paragraph.kind = Some(ZoneKind::Boilerplate(Caption));
        }
    }
}

fn is_caption(line: &str, headline: &str) -> bool {
    let words = shape::word_count(line);
    if words > 14 || line.ends_with([':', ',', ';', '?']) {
        return false;
    }
    // "pilgrims at the Great Mosque in 2008.": what named it a photo is gone.
    if line.starts_with(char::is_lowercase) && words <= 14 {
        return true;
    }
    let (same, all) = shared(line, headline);
    if shape::ends_sentence(line) || same == 0 {
        return false;
    }
    // "The Plains of Arafat on the day of Hajj": nothing in it could be a verb.
    let verbless = line.split_whitespace().skip(1).all(|w| {
        shape::is_capitalised(w)
            || shape::is_joiner(w)
            || matches!(w, "a" | "an" | "by" | "near" | "day" | "from" | "to")
    });
    // Without a verb of its own a line that says the headline's words is a caption; a deck has more to say.
    same * 2 >= all && words <= 6 || (verbless && words > 3 && line.contains(' '))
}

/// Marks short lines that stand between two real paragraphs as heads.
pub(super) fn mark_sections(text: &str, paragraphs: &mut [Paragraph]) {
    let mut real_before = false;
    for i in 0..paragraphs.len() {
        let line = paragraphs[i].span.of(text);
        if paragraphs[i].kind.is_some() {
            continue;
        }
        let next = paragraphs[i + 1..].iter().find(|p| !matches!(p.kind, Some(ZoneKind::Boilerplate(_))));
        let real_next = next.is_some_and(|p| p.kind.is_none() && shape::is_real(p.span.of(text)));
        if real_before && real_next && is_head(line) {
            paragraphs[i].kind = Some(ZoneKind::SectionHead);
            real_before = false;
        } else {
            real_before = shape::is_real(line) || shape::ends_sentence(line);
        }
    }
}

fn is_head(line: &str) -> bool {
    let starts = line
        .trim_start_matches(['"', '“', '‘', '\''])
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    starts
        && line.len() <= MAX_HEAD
        && shape::word_count(line) <= 10
        && !line.ends_with(['.', '!', ':', ';', ',', '"', '”', ')'])
        && !line.contains('\t')
        && dates::find(line).is_empty()
}
