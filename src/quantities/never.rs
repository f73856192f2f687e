//! Numbers that are no quantities: dates, clock times, names with numbers, labels, numbers of lists.

use super::lexicon;
use super::numbers::{Form, Number, Reader};
use super::read::Amount;
use crate::document::Document;
use crate::names::Name;
use crate::report::{EntityType, TimeType};
use crate::sorted::has;
use crate::syntax::{Upos, Xpos};
use crate::times::TimeMention;

/// What other rooms found in the text.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    pub names: &'a [Name],
    pub times: &'a [TimeMention],
}

impl Taken<'_> {
    /// Whether a number is part of a name: "Group of 20", "Seven Network"; not of "20 Palestinians".
    pub(super) fn in_name(&self, document: &Document, number: &Number) -> bool {
        let word = number.words.start;
        // "the 11th National Parliament"
        let is_row = |name: &&Name| {
            number.form == Form::Ordinal
                && name.words.start == word
                && document.form(word).starts_with(|c: char| c.is_ascii_digit())
                && has(lexicon::IN_A_ROW, document.norm(name.words.end - 1))
        };
        let at = self.names.partition_point(|name| name.words.end <= word);
        self.names.get(at).filter(|name| !is_row(name)).is_some_and(|name| {
            let inside = name.words.contains(&word);
            let people = name.kind == EntityType::People && name.words.start == word;
            inside && !people && name.words.len() > number.words.len()
        })
    }

    /// The time expression that a word is in, if it is a date, a time of day or a set of them.
    pub(super) fn time(&self, word: usize) -> Option<&TimeMention> {
        let at = self.times.partition_point(|time| time.words.end <= word);
        self.times.get(at).filter(|time| time.words.contains(&word) && time.kind != TimeType::Duration)
    }
}

/// Whether a number in figures is a label, a model, a page, a list number: "Article 5", "F-16", "[3]", "1. Open the box".
/// `start` is the first word of its sentence or after a date, which `after_date` says.
pub(super) fn is_label(reader: &Reader, number: &Number, start: usize, after_date: bool) -> bool {
    let document = reader.document;
    let at = number.words.start;
    let figures = matches!(number.form, Form::PlainFigures | Form::Figures) && number.scale == 1.0;
    let end = number.words.end;
    let before = at.checked_sub(1).filter(|&before| before >= start);
    let Some(before) = before else {
        // "1. Open the box", "2) Close it"
        let alone = document.tokens.sentences.len() == 1 && end == reader.end;
        return number.form == Form::PlainFigures
            && !alone
            && !after_date
            && number.suffix.is_empty()
            && number.value < 100.0
            && (matches!(reader.norm(end), ")" | "]" | ":")
                || reader.norm(end) == "." && end + 1 < reader.end
                || end == reader.end);
    };
    let joined = reader.joined(before);
    let norm = document.norm(before);
    if joined {
        match norm {
            // "F-16", "COVID-19"; but "mid-5", "$-5", "a - 5" are others
            "-" | "‐" | "‑" | "–" if before > start && reader.joined(before - 1) => {
                let left = document.form(before - 1);
                if left.starts_with(char::is_alphabetic)
                    && reader.term(before - 1).is_none()
                    && !matches!(norm, "–")
                {
                    return true;
                }
                // "2017-01", "2-1" that was no range and no score
                if left.starts_with(|c: char| c.is_ascii_digit()) {
                    return true;
                }
            }
            "#" | "№" | "/" | "." | ":" | "'" | "_" | "@" => return true,
            "[" => return reader.norm(end) == "]",
            _ => {}
        }
    }
    // "+44 20 7946 0958": groups of figures one after the other, and naughts in front
    let group = |word: usize| {
        word < reader.end
            && document.form(word).bytes().all(|b| b.is_ascii_digit())
            && !document.form(word).is_empty()
    };
    let plain = number.form == Form::PlainFigures;
    if plain
        && (group(end) || group(before) || document.form(at).len() > 1 && document.form(at).starts_with('0'))
    {
        return true;
    }
    if !figures {
        return words_label(reader, number, before);
    }
    if end < reader.end && reader.joined(end - 1) && matches!(reader.norm(end), "/" | ":" | "_") {
        let per = matches!(reader.norm(end), "/") && reader.form(end + 1).starts_with(char::is_alphabetic);
        if !per {
            return true;
        }
    }
    // "days 14 and *20*", "seats 36, 39 and *40*"
    if plain && is_in_row_of_labels(reader, before, start) && !takes_noun(reader, number) {
        return true;
    }
    let label = norm.trim_end_matches('.');
    let strong = has(lexicon::STRONG_LABELS, label) && number.form == Form::PlainFigures;
    // "won the match 2-1" is a score
    let score = reader.is_hyphen(end) && reader.form(end + 1).starts_with(|c: char| c.is_ascii_digit());
    if has(lexicon::LABELS, label) && !score && (strong || !takes_noun(reader, number)) {
        return number.form == Form::PlainFigures || number.value.fract() != 0.0;
    }
    // "Boeing 737", "Gallium 68"
    let name = document.upos(before) == Upos::Propn
        || document.form(before).starts_with(char::is_uppercase)
            && document.upos(before) == Upos::Noun
            && before > start;
    name && number.form == Form::PlainFigures
        && !takes_noun(reader, number)
        && document.xpos(before) != Xpos::Nnps
        && document.syntax.head(at) == Some(before)
}

/// Whether the words up to one are a label in plural and figures: "days 14 and", "seats 36, 39 and".
fn is_in_row_of_labels(reader: &Reader, last: usize, start: usize) -> bool {
    let mut at = last;
    for _ in 0..8 {
        let joins = matches!(reader.norm(at), "and" | "or" | "to" | "," | "&" | "-" | "–");
        let figures = reader.form(at).bytes().all(|b| b.is_ascii_digit());
        if !joins && !figures {
            let norm = reader.norm(at);
            return at < last
                && norm.strip_suffix('s').is_some_and(|one| has(lexicon::LABELS, one))
                && reader.norm(at + 1).bytes().all(|b| b.is_ascii_digit());
        }
        if at <= start {
            return false;
        }
        at -= 1;
    }
    false
}

/// "one day" for some day, "no one", "number one", "round one".
fn words_label(reader: &Reader, number: &Number, before: usize) -> bool {
    let norm = reader.document.norm(before);
    let label = has(lexicon::LABELS, norm);
    let strong = matches!(norm, "round" | "number" | "phase" | "tier" | "season" | "episode" | "chapter");
    label
        && number.form == Form::Words
        && (strong || !takes_noun(reader, number))
        && !matches!(
            reader.document.norm(before),
            "part"
                | "case"
                | "am"
                | "group"
                | "class"
                | "top"
                | "big"
                | "count"
                | "law"
                | "band"
                | "act"
                | "call"
                | "set"
                | "stage"
                | "order"
                | "issue"
                | "measure"
                | "form"
                | "turn"
                | "area"
                | "station"
                | "club"
                | "match"
                | "game"
                | "type"
                | "war"
                | "stand"
                | "floor"
        )
}

/// Whether the word after a number is a noun that it can count.
pub(super) fn takes_noun(reader: &Reader, number: &Number) -> bool {
    let at = number.words.end;
    at < reader.end
        && (matches!(reader.document.xpos(at), Xpos::Nns | Xpos::Nnps)
            || reader
                .document
                .syntax
                .head(number.words.start)
                .is_some_and(|head| head >= at && head < at + 4))
}

/// A year that no time expression took: bare figures from 1000 to 2100 that count nothing.
pub(super) fn is_year(
    reader: &Reader,
    amount: &Amount,
    bounded: bool,
    counted: Option<usize>,
    people: bool,
) -> bool {
    let value = amount.value();
    let four = reader.form(amount.number.start).len() == 4;
    // "over 2022" is a year too, "over 2022 houses" not
    let bounded = bounded && (counted.is_some() || value < 1900.0);
    if amount.form != Form::PlainFigures || !(1000.0..=2100.0).contains(&value) || !four || bounded || people
    {
        return false;
    }
    let plural = counted.is_some_and(|noun| matches!(reader.document.xpos(noun), Xpos::Nns | Xpos::Nnps));
    value >= 1900.0 || !plural
}
