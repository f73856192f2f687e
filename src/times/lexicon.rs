//! The words of time expressions, and a sentence cut into them.

use super::holidays::Search;
use crate::Span;
use crate::sorted::has;
use crate::tokens::{Sentence, Tokens};
use crate::work::tick;

include!(concat!(env!("OUT_DIR"), "/times.rs"));

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// What a word is in a time expression: the tables of `data/times.toml`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Term {
    Month(u8),
    Weekday(u8),
    WeakWeekday(u8),
    Weekdays(u8),
    Number(u32),
    /// "hundred", "dozen"
    Scale(u32),
    Ordinal(u32),
    Decade(u8),
    Part(&'static str),
    Hour(u8),
    Season(&'static str),
    WeakSeason(&'static str),
    Day(i8),
    Zone(i16),
    UsZone(i16),
    Set(&'static str),
    Vague(&'static str),
    Unit(Unit),
    Units(Unit),
    Long(Unit),
    /// First word of the name of a holiday.
    Holiday,
    Last,
    Past,
    Previous,
    Next,
    Following,
    Coming,
    This,
    These,
    That,
    Same,
    Recent,
    Ago,
    Later,
    Earlier,
    Before,
    After,
    Since,
    Early,
    Late,
    Mid,
    End,
    Start,
    Tonight,
    Now,
    Then,
    Present,
    Future,
    The,
    A,
    Of,
    And,
    Or,
    To,
    From,
    Between,
    On,
    At,
    In,
    Every,
    Per,
    All,
    About,
    Over,
    Under,
    Up,
    More,
    Less,
    Least,
    Most,
    Than,
    No,
    Few,
    Another,
    Half,
    Old,
    Suffix,
    S,
    Am,
    Pm,
    O,
    Clock,
    Local,
    Time,
    Period,
    WordLong,
    Fiscal,
    Bc,
    Ad,
    Q,
    H,
    /// A run of figures: its value and how many they are.
    Digits(u32, u8),
    Symbol(char),
    /// Any other word.
    Other,
}

/// The smallest piece that the grammar looks at. Words are cut again where letters, figures and signs meet ("7.30pm",
/// "11-year", "mid-June"), so the grammar doesn't hang on how a tokenizer counts them.
#[derive(Debug, Clone, Copy)]
pub struct Atom {
    pub span: Span,
    /// Index into [`Tokens::words`].
    pub word: usize,
    pub term: Term,
    /// No white space before it.
    pub glued: bool,
    pub capital: bool,
}

/// Cuts a sentence into `atoms`; true where one of them may begin or carry a time expression.
pub fn atoms(text: &str, tokens: &Tokens, sentence: &Sentence, atoms: &mut Vec<Atom>) -> bool {
    atoms.clear();
    let mut any = false;
    let mut norm = String::new();
    let mut end = 0;
    for word in sentence.words.clone() {
        let span = tokens.words[word].span;
        let form = span.of(text);
        let mut at = 0;
        while let Some(first) = form[at..].chars().next() {
            let rest = &form[at..];
            let start = span.start + at as u32;
            let (length, term) = if first.is_ascii_digit() {
                let length = rest.bytes().take_while(u8::is_ascii_digit).count();
                let value = rest[..length].parse().unwrap_or(u32::MAX);
                (length, Term::Digits(value, length.min(255) as u8))
            } else if first.is_alphabetic() {
                let length = letters(rest);
                norm.clear();
                norm.extend(rest[..length].chars().filter(|c| *c != '.').flat_map(char::to_lowercase));
                // the "aug" of "2019-aug-1"
                let dated = matches!(
                    atoms[..],
                    [
                        ..,
                        Atom { term: Term::Digits(..), .. },
                        Atom { term: Term::Symbol('-'), glued: true, .. }
                    ]
                ) && start == end;
                (length, term(&norm, first.is_uppercase() || dated))
            } else {
                (first.len_utf8(), Term::Symbol(first))
            };
            atoms.push(Atom {
                span: Span::new(start, start + length as u32),
                word,
                term,
                glued: start == end,
                capital: first.is_uppercase(),
            });
            any |= !matches!(term, Term::Symbol(_) | Term::Other);
            at += length;
            end = start + length as u32;
        }
    }
    any
}

/// Length in bytes of the letters at the start: "a.m." is one run, "Oct." ends before its dot.
fn letters(text: &str) -> usize {
    let run = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let first = run(text);
    if text[..first].chars().nth(1).is_some() {
        return first;
    }
    let mut length = first;
    while let Some(rest) = text[length..].strip_prefix('.') {
        let next = run(rest);
        if next == 0 || rest[..next].chars().nth(1).is_some() {
            break;
        }
        length += 1 + next;
    }
    if length > first && text[length..].starts_with('.') { length + 1 } else { length }
}

pub fn term(norm: &str, capital: bool) -> Term {
    tick(norm.len());
    let term = TERMS.binary_search_by(|(word, _)| (*word).cmp(norm)).map_or(Term::Other, |at| TERMS[at].1);
    match term {
        Term::Month(_) | Term::Weekday(_) | Term::WeakWeekday(_) if !capital && !has(SMALL, norm) => {
            Term::Other
        }
        Term::Other if (capital || has(SMALL, norm)) && Search::new().push(norm) => Term::Holiday,
        term => term,
    }
}
