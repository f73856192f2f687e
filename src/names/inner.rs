//! Names within names: the countries and places that bodies and buildings are called after, "Ghana" in "Bank of Ghana".

use std::ops::Range;

use super::Name;
use super::countries::{CountryMention, Kind};
use super::gazetteer::Gazetteer;
use super::spans::{Meant, NameSpan};
use crate::document::Document;
use crate::report::EntityType;
use crate::syntax::Upos;
use crate::syntax::recognizer::NameKind;

/// The names of places strictly inside of a name, in order; `countries` are in the order of the text.
pub(super) fn find(document: &Document, outer: &Name, countries: &[CountryMention]) -> Vec<NameSpan> {
    let mut found: Vec<NameSpan> = Vec::new();
    if !matches!(outer.kind, EntityType::Organization | EntityType::Facility) || outer.words.len() < 2 {
        return found;
    }
    let inside = |words: &Range<usize>| {
        outer.words.start <= words.start && words.end <= outer.words.end && words.len() < outer.words.len()
    };
    let first = countries.partition_point(|mention| mention.words.end <= outer.words.start);
    let within = countries[first..].iter().take_while(|mention| mention.words.start < outer.words.end);
    for mention in within.filter(|mention| inside(&mention.words)) {
        let meant = match mention.kind {
            Kind::Name => Meant::Country(mention.country),
            // The "Washington" of "Washington Post" is seldom told of.
            Kind::Capital if !mention.ambiguous => Meant::Capital(mention.country),
            _ => continue,
        };
        found.push(place(mention.words.clone(), meant));
    }
    // Towns in the names of bodies are as often somebody's: "Wellington College".
    if let Some(words) = after_of(document, &outer.words) {
        if found.iter().all(|name| name.words.end <= words.start || words.end <= name.words.start) {
            found.push(place(words, Meant::Nothing));
        }
    }
    found.sort_by_key(|name| name.words.start);
    found
}

fn place(words: Range<usize>, meant: Meant) -> NameSpan {
    NameSpan { words, kind: NameKind::Location, meant, adjective: false }
}

/// "Helsinki" of "University of Helsinki"; not "Commerce" of "Chamber of Commerce".
fn after_of(document: &Document, outer: &Range<usize>) -> Option<Range<usize>> {
    let of = outer.clone().rev().find(|&word| matches!(document.norm(word), "of" | "in" | "at"))?;
    let rest = of + 1..outer.end;
    (of > outer.start).then(|| listed(document, &rest)).flatten()
}

/// Words that are as they stand the name of a place.
fn listed(document: &Document, words: &Range<usize>) -> Option<Range<usize>> {
    let proper = words.clone().all(|word| document.upos(word) == Upos::Propn);
    if words.is_empty() || !proper {
        return None;
    }
    let mut phrase = String::new();
    let found = Gazetteer::built_in().longest(document.text, &document.tokens, words.clone(), &mut phrase);
    found.filter(|found| found == words)
}

/// Puts the names that lie in others into these; `names` is in the order of the text, the outer one first.
pub(super) fn nest(names: Vec<Name>) -> Vec<Name> {
    let mut nested: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match nested.last_mut().filter(|outer| name.words.end <= outer.words.end) {
            // Not on the map: a surname or a noun after all.
            Some(_) if name.country.is_none() && name.place.is_none() => {}
            Some(outer) => outer.inner.push(name),
            None => nested.push(name),
        }
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::super::{find, tests::document};

    #[test]
    fn places_in_names() {
        for (text, expected) in [
            ("The Bank of Ghana raised rates on Monday.", "Bank of Ghana (Ghana)"),
            ("Officials of the University of Helsinki said no.", "University of Helsinki (Helsinki)"),
            // A nationality is no place; what is no place at all
            ("The Central Bank of Russia raised rates.", "Central Bank of Russia (Russia)"),
            ("The Chamber of Commerce said no.", "Chamber of Commerce ()"),
        ] {
            let document = document(text);
            let shown = |words: &std::ops::Range<usize>| document.span_of(words).of(text).to_owned();
            let names: Vec<String> = find(&document)
                .iter()
                .map(|name| {
                    let inner: Vec<String> = name.inner.iter().map(|inner| shown(&inner.words)).collect();
                    format!("{} ({})", shown(&name.words), inner.join(" "))
                })
                .collect();
            assert_eq!(names.join(", "), expected, "{text}");
        }
    }
}
