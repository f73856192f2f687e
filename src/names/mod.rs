//! Names: who and what is called by its name in the text.
//!
//! The [recogniser](crate::syntax::recognizer) sees names in each sentence; [`repeats`] makes them agree over the text;
//! [`spans`] brings them together with the look-ups of [`countries`], [`organizations`] and [`places`]; each name is then
//! given its kind, title, country, sector and place.

pub mod affiliation;
pub mod countries;
pub mod gazetteer;
pub mod given;
mod halves;
mod inner;
mod kinds;
mod lookup;
pub mod marks;
pub mod metonymy;
mod ministers;
pub mod organizations;
pub mod places;
mod repeats;
mod spans;
pub mod titles;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::report::EntityType;
use crate::sorted::look_up;
use crate::syntax::Recognized;
use countries::{Country, CountryMention};
use gazetteer::{Gazetteer, PlaceId};
use marks::Listed;
use organizations::Organization;
use places::PlaceName;
use spans::{Meant, NameSpan};
use titles::Title;

pub(crate) use repeats::acronym_after;

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
    /// What a person is by the words around the name: "Defense Minister".
    pub title: Option<Title>,
    /// What it is beyond this text.
    pub known: Option<Known>,
    /// Where it is on the map.
    pub place: Option<PlaceId>,
    /// "South Korean" before a noun: names the country, but as a modifier.
    pub adjective: bool,
    /// Countries and places whose names are part of this one: "Ghana" in "Bank of Ghana".
    pub inner: Vec<Name>,
}

/// What is known beyond the text: names of the same thing have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Country(&'static Country),
    Organization(&'static Organization),
    Place(PlaceId),
}

/// What a noun says that something is: "missile" a weapon, "city" a place.
pub(crate) fn kind_of_word(word: &str) -> Option<EntityType> {
    look_up(KINDS, word)
}

/// All names, in the order of the text, without overlap; those in captions and the like are left out.
pub fn find(document: &Document) -> Vec<Name> {
    let Listed { mut countries, organizations } = document.syntax.listed.clone();
    halves::add(document, &mut countries);
    let located = places::find(document, &countries);
    let mut seen = document.syntax.names.clone();
    titles::add_given_names(document, &mut seen);
    repeats::complete(document, &mut seen);
    let acronyms = acronyms(document, &seen);
    let spans = spans::merge(document, seen, &countries, &organizations, &located);
    let outer: Vec<Name> = spans.into_iter().map(|span| name(document, &acronyms, span)).collect();
    let places = inner::Places::new(document, &outer);
    let mut names: Vec<Name> = Vec::with_capacity(outer.len());
    for outer in outer {
        let within = inner::find(document, &outer, &places, &countries, &located);
        names.push(outer);
        names.extend(within.into_iter().map(|span| name(document, &acronyms, span)));
    }
    locate(document, &countries, &located, &mut names);
    let mut names = inner::nest(names);
    ministers::serve(document, &mut names);
    names
}

/// Short forms that the text explains itself: "DIA" of "Defense Intelligence Agency (DIA)", whatever it is elsewhere.
fn acronyms<'d>(document: &'d Document, seen: &[Recognized]) -> FxHashSet<&'d str> {
    let last = seen.iter().filter(|name| name.words.len() > 1).map(|name| name.words.end - 1);
    last.filter_map(|last| acronym_after(document, last)).map(|word| document.norm(word)).collect()
}

fn name(document: &Document, acronyms: &FxHashSet<&str>, span: NameSpan) -> Name {
    let words = span.words;
    let kind = kinds::kind(document, &words, span.kind);
    let mut name = Name {
        kind,
        country: None,
        sector: None,
        title: None,
        known: None,
        place: None,
        adjective: span.adjective,
        inner: Vec::new(),
        words,
    };
    match span.meant {
        Meant::Country(country) => {
            name.country = Some(country.alpha3);
            name.known = Some(Known::Country(country));
            // "the Russians" are where Russia is.
            let itself = matches!(kind, EntityType::Place | EntityType::People) && !country.part;
            name.place = Gazetteer::built_in().country(country.alpha3).filter(|_| itself);
        }
        Meant::Capital(country) | Meant::Seat(country) => {
            name.country = Some(country.alpha3);
            if kind == EntityType::Organization {
                name.sector = Some("GOV");
            }
        }
        Meant::Organization(organization) => name.known = Some(Known::Organization(organization)),
        Meant::Nothing => {}
    }
    match kind {
        EntityType::Person => {
            name.title = titles::of_name(document, &name.words);
            name.country = name.title.as_ref().and_then(|title| title.country);
            name.sector = name.title.as_ref().and_then(|title| title.sector);
        }
        EntityType::Organization | EntityType::Facility if name.country.is_none() => {
            let explained = name.words.len() == 1 && acronyms.contains(document.norm(name.words.start));
            if !explained {
                let meaning = organizations::meaning(document, &name.words);
                name.country = meaning.country;
                name.sector = meaning.sector;
            }
        }
        _ => {}
    }
    name
}

/// Towns of fewer people give their names to schools and streets elsewhere, or have them from somebody else.
const NAMESAKE: u32 = 150_000;

/// Puts the names of places on the map, and bodies and buildings whose names have one: "Florida Highway Patrol", "Science
/// Museum of Virginia".
fn locate(document: &Document, countries: &[CountryMention], located: &[PlaceName], names: &mut [Name]) {
    // All that could be a place tells of the others, even where the name here is none.
    let mut places: Vec<PlaceName> = Vec::with_capacity(located.len());
    let mut found = located.iter().peekable();
    let mut wanted: Vec<(usize, usize)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        while let Some(place) = found.next_if(|place| place.words.end <= name.words.start) {
            places.push(place.clone());
        }
        let within = found
            .peek()
            .filter(|place| name.words.start <= place.words.start && place.words.end <= name.words.end);
        let is_place = name.kind == EntityType::Place;
        let body = matches!(name.kind, EntityType::Organization | EntityType::Facility);
        match within {
            // "southern Indiana" is in Indiana.
            Some(_) if (is_place || body) && !name.adjective => wanted.push((number, places.len())),
            None if is_place && !name.adjective => {
                wanted.push((number, places.len()));
                places.push(PlaceName {
                    words: name.words.clone(),
                    country: match name.known {
                        Some(Known::Country(country)) if !country.part => Some(country.alpha3),
                        _ => None,
                    },
                    certain: true,
                    sure: false,
                    part: false,
                    inside: false,
                });
            }
            _ => {}
        }
    }
    places.extend(found.cloned());
    let resolved = places::resolve(document, &places, countries);
    let gazetteer = Gazetteer::built_in();
    // "Hillcrest International School" may be called after any Hillcrest, and so may the name inside: it is there if the text
    // tells of that country otherwise.
    let mut told: FxHashSet<&str> = countries.iter().map(|mention| mention.country.alpha3).collect();
    let mut in_bodies = vec![false; wanted.len()];
    let mut body = 0..0;
    for (at, &(number, place)) in wanted.iter().enumerate() {
        let name = &names[number];
        let is_place = name.kind == EntityType::Place;
        body = if is_place { body } else { name.words.clone() };
        in_bodies[at] = !is_place || name.words.end <= body.end;
        if !in_bodies[at] {
            told.extend(resolved[place].and_then(|found| gazetteer.place(found.place).country));
        }
    }
    for ((number, place), in_body) in wanted.into_iter().zip(in_bodies) {
        let name = &mut names[number];
        let resolved = resolved[place].filter(|found| {
            let said = matches!(found.reason, places::Reason::Said | places::Reason::Within);
            let spot = gazetteer.place(found.place);
            let town = matches!(spot.kind, gazetteer::Kind::City | gazetteer::Kind::District);
            let known = !town || spot.population > NAMESAKE;
            !in_body || said || known || spot.country.is_none_or(|country| told.contains(country))
        });
        name.place = name.place.or(resolved.map(|resolved| resolved.place));
        // "Pyongyang" is the city; the province around it has the same name.
        if let (EntityType::Place, None, Some(country)) = (name.kind, name.known, name.country) {
            let key = gazetteer::key(document.span_of(&name.words).of(document.text));
            let capital = |id: &PlaceId| {
                let place = gazetteer.place(*id);
                place.kind == gazetteer::Kind::Capital && place.country == Some(country)
            };
            name.place = gazetteer.candidates(&key).find(capital).or(name.place);
        }
        let Some(place) = name.place else { continue };
        if name.kind == EntityType::Place && name.known.is_none() {
            name.known = Some(Known::Place(place));
        }
        name.country = name.country.or(gazetteer.place(place).country);
    }
}

/// Whether a word says what somebody is: "minister", "spokesman".
pub(crate) fn is_person(lemma: &str) -> bool {
    kind_of_word(lemma) == Some(EntityType::Person) || titles::is_person(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, syntax, tokens};

    /// A text with its words and trees.
    pub(super) fn document(text: &str) -> Document<'_> {
        let article = article::read(text, false);
        let tokens = tokens::tokenize(text, &article);
        let syntax = syntax::analyze(text, &tokens);
        let phrases = syntax::noun_phrases(&tokens, &syntax);
        Document { text, article, tokens, syntax, phrases }
    }

    /// Names on the map as "name = place, in what".
    fn located(text: &str) -> String {
        let document = document(text);
        let gazetteer = Gazetteer::built_in();
        let names = find(&document).into_iter().filter_map(|name| {
            let place = name.place?;
            let outer = gazetteer.contained_in(place).next().unwrap_or("-");
            let words = document.span_of(&name.words).of(text);
            Some(format!("{words} = {}, {outer}", gazetteer.name(place)))
        });
        Vec::from_iter(names).join("; ")
    }

    #[test]
    fn names_on_the_map() {
        for (text, expected) in [
            ("A woman from Marion, Ohio, fell ill.", "Marion = Marion, Ohio; Ohio = Ohio, United States"),
            (
                "The Dallas Police Department in Texas closed.",
                "Dallas Police Department = Dallas, Texas; Texas = Texas, United States",
            ),
            ("He studied at the University of Cincinnati.", "University of Cincinnati = Cincinnati, Ohio"),
            ("The Russians left.", "Russians = Russia, -"),
            ("The Chicago Bulls won.", ""),
            ("Paris Hilton arrived.", ""),
        ] {
            assert_eq!(located(text), expected, "{text}");
        }
    }
}
