//! Names: who and what is called by its name in the text.

pub mod countries;
pub mod gazetteer;
mod halves;
mod kinds;
pub mod marks;
pub mod places;
mod repeats;
mod spans;

use std::ops::Range;

use crate::document::Document;
use crate::report::EntityType;
use crate::syntax::Upos;
use countries::{Country, CountryMention};
use gazetteer::{Gazetteer, PlaceId};
use places::PlaceName;

include!(concat!(env!("OUT_DIR"), "/name_cues.rs"));

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Indices into the words of the text; without article, title and "'s".
    pub words: Range<usize>,
    pub kind: EntityType,
    /// ISO 3166-1 alpha-3 of what it is or belongs to.
    pub country: Option<&'static str>,
    /// CAMEO/PLOVER sector.
    pub sector: Option<&'static str>,
    /// The words before it that tell the office: "Defense Minister".
    pub title: Option<Range<usize>>,
    /// What it is beyond this text.
    pub known: Option<Known>,
    /// "South Korean" before a noun: names the country, but as a modifier.
    pub adjective: bool,
}

/// What is known beyond the text: names of the same thing have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Country(&'static Country),
    Place(PlaceId),
}

impl Known {
    /// Where it is on the map.
    pub fn place(self) -> Option<PlaceId> {
        match self {
            Self::Country(country) if !country.part => Gazetteer::built_in().country(country.alpha3),
            Self::Country(_) => None,
            Self::Place(place) => Some(place),
        }
    }
}

/// What a noun says that something is: "minister" a person, "ministry" an organisation.
pub(crate) fn kind_of_word(word: &str) -> Option<EntityType> {
    table(KINDS, word)
}

/// The CAMEO/PLOVER sector of whoever carries the word: "soldier" MIL.
pub(crate) fn sector_of_word(word: &str) -> Option<&'static str> {
    table(SECTORS, word)
}

fn table<T: Copy>(rows: &[(&str, T)], word: &str) -> Option<T> {
    rows.binary_search_by(|(w, _)| (*w).cmp(word)).ok().map(|at| rows[at].1)
}

/// All names, in the order of the text, without overlap; those in captions and the like are left out.
pub fn find(document: &Document) -> Vec<Name> {
    let mut countries = countries::find(document.text, &document.tokens);
    halves::add(document, &mut countries);
    let mut seen = document.syntax.names.clone();
    repeats::complete(document, &mut seen);
    let spans = spans::merge(document, seen, &countries);
    let mut names: Vec<Name> = spans.into_iter().map(|span| name(document, &countries, span)).collect();
    locate(document, &countries, &mut names);
    names
}

fn name(document: &Document, countries: &[CountryMention], span: spans::NameSpan) -> Name {
    let words = span.words;
    let kind = kinds::kind(document, &words, span.kind);
    let last = words.end - 1;
    let phrase = document.phrases.at(last).map(|p| &document.phrases.nouns[p]);
    let floor = phrase.map_or(words.start, |p| p.words.start.min(words.start));
    let title = (kind == EntityType::Person).then(|| title_before(document, floor..words.start)).flatten();
    let before = title.as_ref().map_or(words.start, |title| title.start);
    let within = countries[countries.partition_point(|c| c.words.start < floor)..].iter();
    let mut within = within.take_while(|c| c.words.end <= words.end);
    let of = span.country.or_else(|| match kind {
        EntityType::Person | EntityType::Organization | EntityType::Facility => {
            within.find(|c| kind != EntityType::Person || c.words.end <= before).map(|c| c.country)
        }
        _ => None,
    });
    let own = span.country.filter(|_| span.itself);
    let sector = sector_of_word(document.lemma(last).to_lowercase().as_str());
    Name {
        kind,
        country: of.map(|country| country.alpha3),
        sector: sector.or_else(|| sector_of_title(document, title.clone()?)),
        title,
        known: own.map(Known::Country),
        adjective: span.adjective,
        words,
    }
}

/// The places of the names.
fn locate(document: &Document, countries: &[CountryMention], names: &mut [Name]) {
    let is_place = |name: &Name| name.kind == EntityType::Place && !name.adjective;
    let places: Vec<PlaceName> = names
        .iter()
        .filter(|name| is_place(name))
        .map(|name| PlaceName {
            words: name.words.clone(),
            country: match name.known {
                Some(Known::Country(country)) => Some(country.alpha3),
                _ => None,
            },
            certain: true,
            part: false,
        })
        .collect();
    let resolved = places::resolve(document, &places, countries);
    for (name, resolved) in names.iter_mut().filter(|name| is_place(name)).zip(resolved) {
        let Some(resolved) = resolved else { continue };
        let place = Gazetteer::built_in().place(resolved.place);
        if name.known.is_none() {
            name.known = Some(Known::Place(resolved.place));
            name.country = place.country;
        }
    }
}

/// "Defense Minister" before "Gen Nakatani".
fn title_before(document: &Document, before: Range<usize>) -> Option<Range<usize>> {
    let is_title = |w: usize| TITLES.binary_search(&document.norm(w)).is_ok();
    let last = before.end.checked_sub(1).filter(|&w| before.contains(&w) && is_title(w))?;
    let first = before.clone().find(|&w| !matches!(document.upos(w), Upos::Det | Upos::Adj | Upos::Pron));
    Some(first.unwrap_or(last).min(last)..last + 1)
}

fn sector_of_title(document: &Document, title: Range<usize>) -> Option<&'static str> {
    title.rev().find_map(|word| sector_of_word(document.norm(word)))
}

/// Whether a word says what somebody is: "minister", "spokesman".
pub(crate) fn is_person(lemma: &str) -> bool {
    kind_of_word(lemma) == Some(EntityType::Person) || TITLES.binary_search(&lemma).is_ok()
}
