//! A collection in the Web Annotation Data Model of the W3C (JSON-LD), an annotation for each mention of an event, of an entity, of a time and of a
//! quantity.
//!
//! Each target has a position, in code points as the model counts, and a quotation with what stands around it. The bodies classify the words
//! by the type that the report has, tag them with what is meant, and describe an event in words. The text has no address: `source` is a
//! number made of its content.

use super::json::Json;
use super::reading::{Reading, name_of, uuid};
use super::words::sentence;
use crate::offsets::Offsets;
use crate::report::{OffsetUnit, Span};

/// So many code points before and after a quotation.
const AROUND: usize = 32;

pub(super) fn write(reading: &Reading) -> String {
    let source = urn(&[reading.text]);
    let mut writer =
        Writer { reading, chars: reading.offsets(OffsetUnit::Chars), source: &source, items: Vec::new() };
    for event in &reading.report.events {
        let (label, told) = (reading.label(&event.kind), sentence(reading, event));
        for mention in &event.mentions {
            writer.add(&event.id, mention.trigger, &event.kind, &label, Some(&told));
        }
    }
    for entity in &reading.report.entities {
        for mention in &entity.mentions {
            writer.add(
                &entity.id,
                Span::new(mention.start, mention.end),
                &name_of(entity.kind),
                &entity.name,
                None,
            );
        }
    }
    for time in &reading.report.times {
        writer.add(&time.id, Span::new(time.start, time.end), &name_of(time.kind), &time.value, None);
    }
    for quantity in &reading.report.quantities {
        let unit = quantity.unit.as_deref().unwrap_or(&quantity.kind);
        writer.add(&quantity.id, Span::new(quantity.start, quantity.end), &quantity.kind, unit, None);
    }
    let total = writer.items.len() as u32;
    // A page has at least one item.
    let page = (total > 0).then(|| {
        Json::Object(vec![
            ("id", urn(&[reading.text, "page"]).into()),
            ("type", "AnnotationPage".into()),
            ("startIndex", 0.into()),
            ("items", Json::List(writer.items)),
        ])
    });
    Json::Object(vec![
        ("@context", "http://www.w3.org/ns/anno.jsonld".into()),
        ("id", urn(&[reading.text, "collection"]).into()),
        ("type", "AnnotationCollection".into()),
        ("label", "Events by Dateline".into()),
        ("total", total.into()),
        ("first", page.into()),
    ])
    .line()
}

fn urn(pieces: &[&str]) -> String {
    format!("urn:uuid:{}", uuid(pieces))
}

struct Writer<'r> {
    reading: &'r Reading<'r>,
    chars: Offsets,
    source: &'r str,
    items: Vec<Json>,
}

impl Writer<'_> {
    /// An annotation of what has an id.
    fn add(&mut self, id: &str, span: Span, class: &str, tag: &str, description: Option<&str>) {
        let text = self.reading.text;
        let exact = span.of(text);
        if exact.is_empty() {
            return;
        }
        let body = |purpose: &str, value: &str| {
            Json::Object(vec![
                ("type", "TextualBody".into()),
                ("purpose", purpose.into()),
                ("format", "text/plain".into()),
                ("value", value.into()),
            ])
        };
        let bodies = [("classifying", Some(class)), ("tagging", Some(tag)), ("describing", description)];
        let bodies = bodies.into_iter().filter_map(|(purpose, value)| Some(body(purpose, value?)));
        let before = &text[..span.start as usize];
        let prefix = before.char_indices().rev().take(AROUND).last().map_or("", |(at, _)| &before[at..]);
        let after = &text[span.end as usize..];
        let suffix = after.char_indices().nth(AROUND).map_or(after, |(at, _)| &after[..at]);
        let at = |byte: u32| self.chars.at(text, byte);
        let position = vec![
            ("type", "TextPositionSelector".into()),
            ("start", at(span.start).into()),
            ("end", at(span.end).into()),
        ];
        let quote = vec![
            ("type", "TextQuoteSelector".into()),
            ("exact", exact.into()),
            ("prefix", prefix.into()),
            ("suffix", suffix.into()),
        ];
        let target = vec![
            ("type", "SpecificResource".into()),
            ("source", self.source.into()),
            ("selector", Json::List(vec![Json::Object(position), Json::Object(quote)])),
        ];
        // Two annotations of the same thing are of different words.
        let number = self.items.len().to_string();
        self.items.push(Json::Object(vec![
            ("id", urn(&[self.source, &number, id]).into()),
            ("type", "Annotation".into()),
            ("motivation", "classifying".into()),
            ("body", Json::list(bodies)),
            ("target", Json::Object(target)),
        ]));
    }
}
