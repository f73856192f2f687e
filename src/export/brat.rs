//! Standoff annotations as brat has them: a file `.ann` that lies beside the text.
//!
//! `T` lines are words: triggers by the type of their event ("military_weapon-test"), mentions of entities by theirs ("Person"), times, quantities
//! and statements. `E` lines are events, one for each mention, the first with its participants; `R` lines say which mentions are of the same
//! event, which event is before which, who says so and who speaks; `*` lines which mentions are of the same entity; `A` lines how surely an event
//! is presented; `#` lines are notes: an event in words, the value of a time. Offsets are code points. Where lines end within words, they are told
//! in pieces, since the format has a line for each annotation.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::reading::{Reading, name_of};
use super::words::{capital, plain, sentence};
use crate::offsets::Offsets;
use crate::report::{Event, OffsetUnit, ROLES, Span};

pub(super) fn write(reading: &Reading) -> String {
    let mut writer = Writer {
        reading,
        chars: reading.offsets(OffsetUnit::Chars),
        out: String::new(),
        counts: [0; 5],
        words: FxHashMap::default(),
        events: Vec::new(),
    };
    writer.entities();
    writer.times();
    writer.events();
    writer.statements();
    writer.out
}

/// The kinds of lines that are numbered, in the order of [`Writer::counts`].
#[derive(Clone, Copy)]
enum Line {
    Words,
    Event,
    Relation,
    Attribute,
    Note,
}

struct Writer<'r> {
    reading: &'r Reading<'r>,
    chars: Offsets,
    out: String,
    counts: [u32; 5],
    /// The lines of words by their place and type.
    words: FxHashMap<(Span, String), String>,
    /// For each event the lines of its mentions and their triggers.
    events: Vec<Vec<(String, String)>>,
}

impl Writer<'_> {
    /// The id of a new line: "T1".
    fn id(&mut self, line: Line) -> String {
        let number = &mut self.counts[line as usize];
        *number += 1;
        format!("{}{number}", ['T', 'E', 'R', 'A', '#'][line as usize])
    }

    /// The line of some words, which is written where there is none yet. None for words that no line can have.
    fn span(&mut self, kind: &str, spans: &[Span]) -> Option<String> {
        let kind = type_name(kind);
        let key = (spans.first()?.to(*spans.last()?), kind);
        if let Some(known) = self.words.get(&key) {
            return Some(known.clone());
        }
        let pieces: Vec<Span> = spans.iter().flat_map(|&span| pieces(self.reading.text, span)).collect();
        if pieces.is_empty() {
            return None;
        }
        let id = self.id(Line::Words);
        let at = |byte: u32| self.chars.at(self.reading.text, byte);
        let places: Vec<String> = pieces.iter().map(|p| format!("{} {}", at(p.start), at(p.end))).collect();
        let words: Vec<&str> = pieces.iter().map(|&piece| self.reading.words(piece)).collect();
        // Writing to a string can't fail.
        let _ = writeln!(self.out, "{id}\t{} {}\t{}", key.1, places.join(";"), words.join(" "));
        self.words.insert(key, id.clone());
        Some(id)
    }

    fn relation(&mut self, kind: &str, first: &str, second: &str) {
        if first != second {
            let id = self.id(Line::Relation);
            let _ = writeln!(self.out, "{id}\t{kind} Arg1:{first} Arg2:{second}");
        }
    }

    fn note(&mut self, of: &str, note: &str) {
        let (id, note) = (self.id(Line::Note), plain(note));
        let _ = writeln!(self.out, "{id}\tAnnotatorNotes {of}\t{note}");
    }

    fn attribute(&mut self, kind: &str, of: &str, value: &str) {
        let (id, value) = (self.id(Line::Attribute), capital(value));
        let _ = writeln!(self.out, "{id}\t{kind} {of} {value}");
    }

    fn entities(&mut self) {
        for entity in &self.reading.report.entities {
            let kind = name_of(entity.kind);
            let mut same: Vec<String> = Vec::new();
            for mention in &entity.mentions {
                same.extend(self.span(&kind, &[Span::new(mention.start, mention.end)]));
            }
            // Two mentions in one place are one line.
            same.dedup();
            if same.len() > 1 {
                let _ = writeln!(self.out, "*\tEquiv {}", same.join(" "));
            }
        }
    }

    fn times(&mut self) {
        for time in &self.reading.report.times {
            if let Some(id) = self.span(&name_of(time.kind), &[Span::new(time.start, time.end)]) {
                self.note(&id, &time.value);
            }
        }
    }

    fn events(&mut self) {
        let report = self.reading.report;
        // First the numbers, since an event can be what another is about.
        for event in &report.events {
            let mut lines = Vec::new();
            for mention in &event.mentions {
                let trigger = self.span(&event.kind, &[mention.trigger]);
                lines.extend(trigger.map(|trigger| (self.id(Line::Event), trigger)));
            }
            self.events.push(lines);
        }
        for (number, event) in report.events.iter().enumerate() {
            let lines = std::mem::take(&mut self.events[number]);
            let Some((own, _)) = lines.first() else { continue };
            let kind = type_name(&event.kind);
            for (n, ((id, trigger), mention)) in lines.iter().zip(&event.mentions).enumerate() {
                let arguments = if n == 0 { self.arguments(event, own) } else { String::new() };
                let _ = writeln!(self.out, "{id}\t{kind}:{trigger}{arguments}");
                self.attribute("Factuality", id, &name_of(mention.factuality));
                self.relation("Same_event", id, own);
                if let Some(source) = mention.source.as_deref().and_then(|id| self.mention_of(id)) {
                    self.relation("Told_by", id, &source);
                }
            }
            self.note(own, &sentence(self.reading, event));
            self.events[number] = lines;
        }
        for order in &report.order {
            if let (Some(first), Some(then)) = (self.event(&order.first), self.event(&order.then)) {
                self.relation(&capital(&name_of(order.relation)), &first, &then);
            }
        }
    }

    /// The first line of an event.
    fn event(&self, id: &str) -> Option<String> {
        let number = self.reading.at(id).filter(|_| self.reading.event(id).is_some())?;
        self.events.get(number)?.first().map(|(id, _)| id.clone())
    }

    /// " Actor:T1 Actor2:T4 Time:T9"
    fn arguments(&mut self, event: &Event, own: &str) -> String {
        let mut out = String::new();
        let mut counts = [0; ROLES.len() + 2];
        let mut add = |number: usize, name: &str, filler: Option<String>| {
            if let Some(filler) = filler.filter(|filler| filler != own) {
                counts[number] += 1;
                // Several of a role are numbered from the second on.
                let count = if counts[number] > 1 { counts[number].to_string() } else { String::new() };
                let _ = write!(out, " {name}{count}:{filler}");
            }
        };
        for argument in &event.arguments {
            let entity = argument.entity.as_deref().and_then(|id| self.reading.entity(id));
            let kind = entity.map_or_else(|| "other".into(), |entity| name_of(entity.kind));
            let topic = argument.event.as_deref().and_then(|id| self.event(id));
            let filler = topic.or_else(|| self.span(&kind, &[argument.span]));
            add(argument.role as usize, &capital(&name_of(argument.role)), filler);
        }
        let time = event.time.as_deref().and_then(|id| self.reading.time(id));
        let time = time.and_then(|t| self.span(&name_of(t.kind), &[Span::new(t.start, t.end)]));
        add(ROLES.len(), "Time", time);
        for amount in &event.amounts {
            let quantity = self.reading.quantity(&amount.quantity);
            let filler = quantity.and_then(|q| self.span("quantity", &[Span::new(q.start, q.end)]));
            add(ROLES.len() + 1, "Amount", filler);
        }
        out
    }

    /// The line of the first mention of an entity.
    fn mention_of(&mut self, id: &str) -> Option<String> {
        let entity = self.reading.entity(id)?;
        let mention = entity.mentions.first()?;
        self.span(&name_of(entity.kind), &[Span::new(mention.start, mention.end)])
    }

    fn statements(&mut self) {
        for statement in &self.reading.report.statements {
            let Some(id) = self.span("statement", &statement.content) else { continue };
            self.attribute("Stance", &id, &name_of(statement.stance));
            if let Some(speaker) = statement.speaker.as_deref().and_then(|id| self.mention_of(id)) {
                self.relation("Speaker", &id, &speaker);
            }
        }
    }
}

/// A type as brat reads it: letters, digits, "-" and "_".
fn type_name(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name: String = name.chars().take(64).map(|c| if allowed(c) { c } else { '_' }).collect();
    if name.is_empty() { "_".into() } else { capital(&name) }
}

/// A span without what ends a line or a column, in pieces where such a character is within it.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut at = span.start;
    let mut found = Vec::new();
    for line in words.split_inclusive(breaks) {
        let own = line.trim_end_matches(breaks);
        let start = at + (own.len() - own.trim_start().len()) as u32;
        let own = own.trim();
        if !own.is_empty() {
            found.push(Span::new(start, start + own.len() as u32));
        }
        at += line.len() as u32;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_pieces() {
        for (words, wanted) in [
            ("North Korea", &["North Korea"][..]),
            ("North\nKorea", &["North", "Korea"]),
            ("North \r\n\r\n Korea", &["North", "Korea"]),
            ("North\tKorea\u{2028}said\u{85}so", &["North", "Korea", "said", "so"]),
            ("\n", &[]),
        ] {
            let found = pieces(words, Span::new(0, words.len() as u32));
            assert_eq!(found.iter().map(|p| p.of(words)).collect::<Vec<_>>(), wanted, "{words:?}");
        }
    }

    #[test]
    fn types_that_brat_reads() {
        for (name, wanted) in
            [("military.weapon-test", "Military_weapon-test"), ("a b:c\t", "A_b_c_"), ("", "_"), ("é", "_")]
        {
            assert_eq!(type_name(name), wanted);
        }
    }
}
