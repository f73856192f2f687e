//! One list of names out of what several look-ups found: the recogniser, the countries.

use std::ops::Range;

use super::countries::{Country, CountryMention, Kind};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::syntax::Deprel;
use crate::syntax::recognizer::{NameKind, Recognized};

/// A name and what the look-ups say of it.
#[derive(Debug, Clone)]
pub(super) struct NameSpan {
    pub(super) words: Range<usize>,
    pub(super) kind: NameKind,
    pub(super) country: Option<&'static Country>,
    /// The country itself, not something of it.
    pub(super) itself: bool,
    /// A nationality word before a noun.
    pub(super) adjective: bool,
}

/// All names of what is told, in the order of the text, without overlap.
pub(super) fn merge(
    document: &Document,
    seen: Vec<Recognized>,
    countries: &[CountryMention],
) -> Vec<NameSpan> {
    let mut spans = Vec::with_capacity(seen.len());
    let mut seen = seen.into_iter().peekable();
    for mention in countries {
        while let Some(name) = seen.next_if(|name| name.words.end <= mention.words.start) {
            spans.push(recognized(name));
        }
        let around = seen.peek().filter(|name| name.words.start < mention.words.end);
        match around {
            Some(name) if !is_country(mention, name) => {}
            Some(_) => {
                // The words of the table are the whole name: "South Korea" where only "Korea" was seen.
                while seen.next_if(|name| name.words.start < mention.words.end).is_some() {}
                spans.push(country(document, mention));
            }
            None if mention.ambiguous => {}
            None => spans.push(country(document, mention)),
        }
    }
    spans.extend(seen.map(recognized));
    spans.retain(|span| is_told(document, span.words.start));
    spans
}

fn recognized(name: Recognized) -> NameSpan {
    NameSpan { words: name.words, kind: name.kind, country: None, itself: false, adjective: false }
}

/// Whether a recognised name is no more than the country that stands there.
fn is_country(mention: &CountryMention, name: &Recognized) -> bool {
    let inside = mention.words.start <= name.words.start && name.words.end <= mention.words.end;
    inside && (name.kind != NameKind::Person || !mention.ambiguous)
}

fn country(document: &Document, mention: &CountryMention) -> NameSpan {
    let last = mention.words.end - 1;
    let people = mention.kind == Kind::Demonym;
    let adjective = people && modifies(document, last);
    NameSpan {
        words: mention.words.clone(),
        kind: if people && !adjective { NameKind::People } else { NameKind::Location },
        country: Some(mention.country),
        itself: matches!(mention.kind, Kind::Name | Kind::Demonym),
        adjective,
    }
}

/// Whether a nationality word only says whose a thing is: "a South Korean missile", "Russian and Chinese troops"; not
/// "the French", "two Danes".
fn modifies(document: &Document, word: usize) -> bool {
    let syntax = &document.syntax;
    let first = match syntax.head(word) {
        Some(before) if syntax.deprel[word] == Deprel::Conj => before,
        _ => word,
    };
    matches!(syntax.deprel[first], Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodUnmarked)
}

/// Whether a word is in the article, not in a caption.
fn is_told(document: &Document, word: usize) -> bool {
    let sentence = document.tokens.sentences.partition_point(|s| s.words.end <= word);
    let zone = document.tokens.sentences.get(sentence).map(|s| s.zone);
    zone.is_some_and(|zone| !matches!(zone, ZoneKind::Boilerplate(_) | ZoneKind::Published))
}
