//! Quotation marks: which open, which close, which are apostrophes, feet or inches, and which belong together.
//!
//! Marks are paired within their paragraph as brackets are. A straight mark tells which way it looks by the blanks around
//! it, and a curly one looks the other way where it can't be what it is („so“, ”så”). Double marks that nobody closes end
//! with their paragraph or where the next opens; single ones that nobody closes are apostrophes.

use std::ops::Range;

use crate::document::Document;
use crate::order;
use crate::work::tick;

/// What stands between two marks that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Between {
    /// Without the marks.
    pub(super) words: Range<usize>,
    /// Between how many other pairs.
    pub(super) depth: usize,
    /// Whether a closing mark was there.
    pub(super) closed: bool,
    single: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Angle,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Right,
    Left,
    /// Blanks on both sides or on neither.
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    word: usize,
    glyph: &'static str,
    family: Family,
    looks: Looks,
    /// The character before is a digit: 10".
    after_digit: bool,
    /// "the workers' rights": may be an apostrophe.
    may_own: bool,
    /// Opens the paragraph.
    first: bool,
}

/// The marks of one paragraph, in order.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: Vec<Mark>,
    words: Range<usize>,
}

/// How deep an opening mark is looked for: nobody quotes deeper.
const DEPTH: usize = 4;

const GLYPHS: [(&str, Family); 14] = [
    ("\"", Family::Double),
    ("“", Family::Double),
    ("”", Family::Double),
    ("„", Family::Double),
    ("‟", Family::Double),
    ("``", Family::Double),
    ("''", Family::Double),
    ("«", Family::Angle),
    ("»", Family::Angle),
    ("'", Family::Single),
    ("‘", Family::Single),
    ("’", Family::Single),
    ("`", Family::Single),
    ("＂", Family::Double),
];

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' | '`' | '＂')
}

impl Marks {
    /// Reads the marks among the words of a paragraph.
    pub(super) fn read(document: &Document, words: Range<usize>) -> Self {
        let mut marks = Vec::new();
        for word in words.clone() {
            let form = document.form(word);
            if form.starts_with(is_mark)
                && let Some(&(glyph, family)) = GLYPHS.iter().find(|(glyph, _)| *glyph == form)
            {
                marks.push(mark(document, word, glyph, family, word == words.start));
            }
        }
        Self { marks, words }
    }

    /// Whether the paragraph begins with a mark that opens.
    pub(super) fn opens(&self) -> bool {
        self.marks.first().is_some_and(|mark| mark.first && mark.looks != Looks::Left)
    }

    /// Pairs the marks. `goes_on`: the paragraph before was left open, so that a mark that closes first closes that.
    pub(super) fn pair(&self, goes_on: bool) -> Vec<Between> {
        let next = self.next_of_family();
        let mut found = Vec::new();
        let mut open: Vec<Mark> = Vec::new();
        let mut double_seen = false;
        for (number, &mark) in self.marks.iter().enumerate() {
            let top = open.iter().rev().take(DEPTH).position(|other| other.family == mark.family);
            let before = top.map(|above| open[open.len() - 1 - above]);
            let after = next[number].map(|next| self.marks[next]);
            let first_double = mark.family != Family::Single && !std::mem::replace(&mut double_seen, true);
            match turn(mark, before, after, self.is_foot(number)) {
                Turn::Opens => open.push(mark),
                Turn::Closes => match top {
                    // ‘He said “the workers’ rights”’
                    Some(1..) if mark.family == Family::Single => {}
                    Some(above) => {
                        let at = open.len() - 1 - above;
                        end(&mut found, &mut open, at, mark.word, true);
                    }
                    None if goes_on && first_double && mark.looks == Looks::Left => found.push(Between {
                        words: self.words.start..mark.word,
                        depth: 0,
                        closed: true,
                        single: false,
                    }),
                    None => {}
                },
                Turn::Nothing => {}
            }
        }
        end(&mut found, &mut open, 0, self.words.end, false);
        self.settle(found)
    }

    /// For each mark the next one of its family.
    fn next_of_family(&self) -> Vec<Option<usize>> {
        let mut next = vec![None; self.marks.len()];
        let mut last = [None; 3];
        for (number, mark) in self.marks.iter().enumerate().rev() {
            let last = &mut last[mark.family as usize];
            next[number] = *last;
            // An apostrophe closes nothing.
            if mark.family != Family::Single || mark.looks != Looks::Either {
                *last = Some(number);
            }
        }
        next
    }

    /// 5' 10": the inches after feet.
    fn is_foot(&self, number: usize) -> bool {
        let mark = self.marks[number];
        let before = number.checked_sub(1).map(|before| self.marks[before]);
        mark.after_digit && before.is_some_and(|b| b.after_digit && b.word + 2 == mark.word)
    }

    /// In order, with their depths; where one without an end holds others it ends with the first of them.
    fn settle(&self, mut found: Vec<Between>) -> Vec<Between> {
        order::sort_by_key(&mut found, |b| [b.words.start, usize::MAX - b.words.end, 0]);
        let mut next = usize::MAX;
        for between in found.iter_mut().rev() {
            if !between.closed && !between.single {
                between.words.end = between.words.end.min(next - 1).max(between.words.start);
            }
            if !between.single {
                next = between.words.start;
            }
        }
        found.retain(|b| !b.words.is_empty());
        let mut ends: Vec<usize> = Vec::new();
        for between in &mut found {
            tick(1);
            while ends.last().is_some_and(|&end| end <= between.words.start) {
                ends.pop();
            }
            between.depth = ends.len();
            ends.push(between.words.end);
        }
        found
    }
}

/// Ends the open mark `at` and those that opened after it; `closed`: the first by a mark of its own.
fn end(found: &mut Vec<Between>, open: &mut Vec<Mark>, at: usize, end: usize, closed: bool) {
    for (number, mark) in open.drain(at..).enumerate() {
        let closed = closed && number == 0;
        // Single marks without an end are apostrophes, but for those of a quotation that goes on in the next paragraph.
        if closed || mark.family != Family::Single || mark.first {
            let single = mark.family == Family::Single;
            found.push(Between { words: mark.word + 1..end, depth: 0, closed, single });
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    Nothing,
}

/// What a mark does; `open` is the innermost open mark of its family, `next` the next mark of it in the paragraph.
fn turn(mark: Mark, open: Option<Mark>, next: Option<Mark>, foot: bool) -> Turn {
    use Looks::{Left, Right};
    let closes_next = next.is_some_and(|next| next.looks == Left);
    if mark.family == Family::Single {
        return single(mark, open, closes_next);
    }
    // 5' 10", a 6" gun; but "in 2016"
    if foot || mark.after_digit && mark.looks == Left && mark.glyph == "\"" && (open.is_none() || closes_next)
    {
        return Turn::Nothing;
    }
    let by_looks = match mark.looks {
        // A mark that closes and has nothing to close was meant to open where another closes it.
        Left if open.is_some() => Turn::Closes,
        Left if closes_next => Turn::Opens,
        Left => Turn::Closes,
        Right => Turn::Opens,
        Looks::Either if open.is_some() => Turn::Closes,
        Looks::Either => Turn::Opens,
    };
    match mark.glyph {
        "„" | "‟" | "``" => Turn::Opens,
        // „so“
        "“" if open.is_some() && mark.looks == Left => Turn::Closes,
        "“" => Turn::Opens,
        // ”så”
        "”" | "''" if open.is_none() && mark.looks == Right => Turn::Opens,
        "”" | "''" => Turn::Closes,
        // »so«
        "«" if open.is_some_and(|open| open.glyph == "»") => Turn::Closes,
        "«" => Turn::Opens,
        "»" if open.is_none() && mark.looks == Right => Turn::Opens,
        "»" => Turn::Closes,
        _ => by_looks,
    }
}

/// What a single mark does; one that opens needs another that closes.
fn single(mark: Mark, open: Option<Mark>, closes_next: bool) -> Turn {
    match mark.looks {
        // 5' 10"
        Looks::Left if mark.after_digit && open.is_none() => Turn::Nothing,
        // "the 'workers' rights'": an apostrophe where another mark closes
        Looks::Left if mark.may_own && closes_next => Turn::Nothing,
        Looks::Left if mark.glyph != "‘" => Turn::Closes,
        Looks::Right if mark.glyph != "’" || open.is_none() => match closes_next || mark.first {
            true => Turn::Opens,
            false => Turn::Nothing,
        },
        _ => Turn::Nothing,
    }
}

fn mark(document: &Document, word: usize, glyph: &'static str, family: Family, first: bool) -> Mark {
    let span = document.span(word);
    let before = document.text[..span.start as usize].chars().next_back();
    let mut behind = document.text[span.end as usize..].chars();
    let after = behind.next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let dash = |c: char| matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '…');
    let right = match before {
        _ if first => true,
        _ if blank(before) => !blank(after),
        Some(c) if dash(c) || is_mark(c) => {
            after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '[' | '$' | '£' | '€'))
        }
        _ => false,
    };
    let stop =
        |c: char| is_mark(c) || !c.is_alphanumeric() && !matches!(c, '[' | '(' | '$' | '£' | '€' | '#' | '@');
    let left = !blank(before) && (blank(after) || after.is_some_and(stop));
    let looks = match (right, left) {
        (true, _) => Looks::Right,
        (false, true) => Looks::Left,
        (false, false) => Looks::Either,
    };
    let owner = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x'));
    Mark {
        word,
        glyph,
        family,
        looks,
        after_digit: before.is_some_and(|c| c.is_ascii_digit()),
        may_own: owner && after == Some(' ') && behind.next().is_some_and(char::is_lowercase),
        first,
    }
}
