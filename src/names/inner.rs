//! Names within names: the countries and places that bodies and buildings are called after, "Ghana" in "Bank of Ghana".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::countries::{CountryMention, Kind};
use super::gazetteer::Gazetteer;
use super::places::PlaceName;
use super::spans::{Meant, NameSpan};
use super::{Name, kind_of_word};
use crate::document::Document;
use crate::order;
use crate::report::EntityType;
use crate::syntax::Upos;
use crate::syntax::recognizer::NameKind;

/// Of these "of" a place: "University of Helsinki"; not "Chamber of Commerce", "Ministry of Justice".
const OF_PLACES: &[&str] = &[
    "archdiocese",
    "bank",
    "bishop",
    "city",
    "county",
    "diocese",
    "district",
    "government",
    "municipality",
    "museum",
    "parliament",
    "port",
    "province",
    "state",
    "university",
];

/// How many words an inner name has at most.
const LONGEST: usize = 4;

/// What a text names as places, by their words.
pub(super) struct Places(FxHashSet<String>);

impl Places {
    pub(super) fn new(document: &Document, names: &[Name]) -> Self {
        let places = names.iter().filter(|name| name.kind == EntityType::Place && !name.adjective);
        Self(places.map(|name| document.norms(&name.words)).collect())
    }
}

/// The names of places strictly inside of a name, in order; both lists are in the order of the text.
pub(super) fn find(
    document: &Document,
    outer: &Name,
    places: &Places,
    countries: &[CountryMention],
    located: &[PlaceName],
) -> Vec<NameSpan> {
    let mut found: Vec<NameSpan> = Vec::new();
    let of_place = matches!(outer.kind, EntityType::Person | EntityType::People | EntityType::Place);
    if of_place || outer.words.len() < 2 {
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
    let first = located.partition_point(|name| name.words.end <= outer.words.start);
    let within = located[first..].iter().take_while(|name| name.words.start < outer.words.end);
    let listed = within.filter(|name| inside(&name.words)).filter(|name| {
        let open = name.words.start > outer.words.start + 1
            && matches!(document.norm(name.words.start - 1), "of" | "for" | "and");
        let of_place = !open || OF_PLACES.contains(&document.norm(name.words.start - 2));
        name.country.is_some() || of_place && !is_noun(document, &name.words)
    });
    let listed = listed.map(|name| name.words.clone());
    let told = || told_elsewhere(document, &outer.words, places);
    for words in listed.chain(after_of(document, &outer.words)).chain(told()) {
        if found.iter().all(|name| name.words.end <= words.start || words.end <= name.words.start) {
            found.push(place(words, Meant::Nothing));
        }
    }
    order::sort_by_key(&mut found, |name| [name.words.start, 0, 0]);
    found
}

/// "Bank" of "Bank of Ghana", "Police" of "Police Academy": a town somewhere, but here a noun.
fn is_noun(document: &Document, words: &Range<usize>) -> bool {
    let last = words.end - 1;
    let noun = kind_of_word(document.norm(last)).is_some_and(|kind| kind != EntityType::Place);
    let next = (last + 1 < document.tokens.words.len()).then(|| document.norm(last + 1));
    let of = matches!(next, Some("of" | "for" | "and"));
    words.len() == 1 && (noun || of)
}

/// "Kargil" of "Kargil War Memorial" where the text speaks of Kargil, too; the longest at each word.
fn told_elsewhere(document: &Document, outer: &Range<usize>, places: &Places) -> Vec<Range<usize>> {
    let mut told = Vec::new();
    let mut start = outer.start;
    while start < outer.end {
        let longest = outer.end.min(start + LONGEST);
        let ends = (start + 1..=longest).rev().filter(|end| end - start < outer.len());
        let mut named = ends.map(|end| start..end).filter(|words| places.0.contains(&document.norms(words)));
        let found = named.next();
        start = found.as_ref().map_or(start + 1, |words| words.end);
        told.extend(found.filter(|words| !is_noun(document, words)));
    }
    told
}

fn place(words: Range<usize>, meant: Meant) -> NameSpan {
    NameSpan { words, kind: NameKind::Location, meant, adjective: false }
}

/// "Helsinki" of "University of Helsinki".
fn after_of(document: &Document, outer: &Range<usize>) -> Option<Range<usize>> {
    let of = outer.clone().rev().find(|&word| matches!(document.norm(word), "of" | "in" | "at"))?;
    let before = of.checked_sub(1).filter(|word| outer.contains(word))?;
    let rest = of + 1..outer.end;
    OF_PLACES.contains(&document.norm(before)).then(|| listed(document, &rest)).flatten()
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
            ("The Bank of Russia raised rates.", "Bank of Russia (Russia)"),
            // What is no place at all
            ("The Chamber of Commerce said no.", "Chamber of Commerce ()"),
            ("The Ministry of Justice said no.", "Ministry of Justice ()"),
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
