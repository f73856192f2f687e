//! Names: who and what is called by its name in the text.

pub mod countries;
pub mod gazetteer;
pub mod marks;
pub mod places;

use std::ops::Range;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::report::EntityType;
use crate::syntax::{Upos, Xpos};
use countries::{Country, CountryMention};

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
    let mut country_at = vec![None; document.tokens.words.len()];
    for mention in countries::find(document.text, &document.tokens) {
        let last = mention.words.end - 1;
        country_at[last] = Some(mention);
    }
    let finder = Finder { document, country_at };
    let mut names = Vec::new();
    for sentence in &document.tokens.sentences {
        if !matches!(sentence.zone, ZoneKind::Boilerplate(_) | ZoneKind::Published) {
            finder.read(sentence.words.clone(), &mut names);
        }
    }
    names
}

struct Finder<'d> {
    document: &'d Document<'d>,
    /// The country mention that ends at a word.
    country_at: Vec<Option<CountryMention>>,
}

impl Finder<'_> {
    fn read(&self, words: Range<usize>, names: &mut Vec<Name>) {
        for word in words {
            if let Some(mention) = &self.country_at[word] {
                names.push(self.country(mention));
            } else if self.document.upos(word) == Upos::Propn && !self.goes_on(word) {
                let name = self.name(word);
                // The longer: "Sea of Japan", not "Sea".
                while names.pop_if(|before| before.words.end > name.words.start).is_some() {}
                names.push(name);
            }
        }
    }

    /// A country by its name or its people is the country; a capital or a seat of government ("Kremlin") only belongs
    /// to it.
    fn country(&self, mention: &CountryMention) -> Name {
        let country = mention.country;
        let itself = matches!(mention.kind, countries::Kind::Name | countries::Kind::Demonym);
        Name {
            words: mention.words.clone(),
            kind: EntityType::Place,
            country: Some(country.alpha3),
            sector: None,
            title: None,
            known: itself.then_some(Known::Country(country)),
            adjective: mention.kind == countries::Kind::Demonym,
        }
    }

    /// Whether a name goes on after `word`: "Kim" "Jong", "Seong" "-" "dong".
    fn goes_on(&self, word: usize) -> bool {
        let document = self.document;
        let same_phrase = |next: usize| {
            next < document.tokens.words.len() && document.phrases.at(next) == document.phrases.at(word)
        };
        let is_name = |next: usize| same_phrase(next) && document.upos(next) == Upos::Propn;
        is_name(word + 1)
            || (same_phrase(word + 1) && document.xpos(word + 1) == Xpos::Hyph && is_name(word + 2))
    }

    /// The name whose last word is `last`.
    fn name(&self, last: usize) -> Name {
        let document = self.document;
        let phrase = document.phrases.at(last).map(|p| &document.phrases.nouns[p]);
        let floor = phrase.map_or(last, |p| match &p.possessor {
            Some(possessor) if possessor.end < last => possessor.end + 1,
            _ => p.words.start,
        });
        let sentence = document.tokens.sentences.partition_point(|s| s.words.end <= last);
        let prose = document.tokens.sentences.get(sentence).is_some_and(|s| s.zone == ZoneKind::Body);
        let mut start = last;
        while start > floor {
            let left = start - 1;
            let joins = document.upos(left) == Upos::Propn
                || (prose && written_as_name(document, left))
                || (document.xpos(left) == Xpos::Hyph && start > floor + 1)
                || document.norm(left) == "of";
            // "South Korean" before a name only says whose it is.
            let nationality =
                self.country_at[left].as_ref().is_some_and(|m| m.kind == countries::Kind::Demonym);
            if !joins || nationality {
                break;
            }
            start = left;
        }
        let (title, start) = split_title(document, floor..start, start..last + 1);
        let words = start..last + 1;
        let head = document.lemma(last).to_lowercase();
        let sector = sector_of_word(&head).or_else(|| sector_of_title(document, title.clone()?));
        Name {
            kind: self.kind_of(&words, title.is_some()),
            country: self.country_of(floor..start, phrase.and_then(|p| p.possessor.clone())),
            words,
            sector,
            title,
            known: None,
            adjective: false,
        }
    }

    fn kind_of(&self, words: &Range<usize>, titled: bool) -> EntityType {
        let document = self.document;
        let last = words.end - 1;
        for word in [last, words.start] {
            if let Some(kind) = kind_of_word(&document.norm(word).to_lowercase())
                && (word == last || kind == EntityType::Organization)
            {
                return kind;
            }
        }
        if titled {
            return EntityType::Person;
        }
        let form = document.form(last);
        if words.len() == 1
            && form.len() > 1
            && form.bytes().all(|b| b.is_ascii_uppercase() || b == b'.' || b == b'&')
        {
            return EntityType::Organization;
        }
        let preposition = document.syntax.preposition(last).map(|w| document.norm(w));
        if matches!(preposition, Some("in" | "at" | "near" | "outside" | "from" | "to" | "across")) {
            return EntityType::Place;
        }
        let written_out = words.clone().all(|w| document.form(w).chars().skip(1).any(char::is_lowercase));
        if words.len() > 1
            && words.len() < 5
            && written_out
            && !words.clone().any(|w| document.norm(w) == "of")
        {
            return EntityType::Person;
        }
        EntityType::Other
    }

    /// The country that modifies a name: "South Korea's", "Russian".
    fn country_of(&self, before: Range<usize>, possessor: Option<Range<usize>>) -> Option<&'static str> {
        let possessor = possessor.into_iter().flatten();
        before.chain(possessor).find_map(|w| self.country_at[w].as_ref().map(|m| m.country.alpha3))
    }
}

/// A capital letter inside a sentence, whatever the tag: "Joint" of "Joint Chiefs of Staff".
fn written_as_name(document: &Document, word: usize) -> bool {
    let inside = word > 0 && document.upos(word - 1) != Upos::Punct && document.form(word - 1) != ".";
    inside
        && matches!(document.upos(word), Upos::Adj | Upos::Noun)
        && document.form(word).starts_with(char::is_uppercase)
}

/// Takes a title off the front of a name: "Defense Minister" off "Defense Minister Gen Nakatani". Lower-case titles
/// stand in `before`.
fn split_title(
    document: &Document,
    before: Range<usize>,
    name: Range<usize>,
) -> (Option<Range<usize>>, usize) {
    let is_title = |w: usize| TITLES.binary_search(&document.norm(w)).is_ok();
    let organisation = matches!(
        kind_of_word(document.norm(name.end - 1)),
        Some(EntityType::Organization | EntityType::Place | EntityType::Facility)
    );
    let inside = (name.start..name.end.saturating_sub(1)).rev().find(|&w| is_title(w));
    if let Some(last) = inside.filter(|_| !organisation) {
        return (Some(name.start..last + 1), last + 1);
    }
    let written = before.end.checked_sub(1).filter(|&w| before.contains(&w) && is_title(w));
    if let Some(last) = written.filter(|_| !organisation) {
        let first = before.clone().find(|&w| !matches!(document.upos(w), Upos::Det | Upos::Adj | Upos::Pron));
        return (Some(first.unwrap_or(last).min(last)..last + 1), name.start);
    }
    (None, name.start)
}

fn sector_of_title(document: &Document, title: Range<usize>) -> Option<&'static str> {
    title.rev().find_map(|word| sector_of_word(document.norm(word)))
}

/// Whether a word says what somebody is: "minister", "spokesman".
pub(crate) fn is_person(lemma: &str) -> bool {
    kind_of_word(lemma) == Some(EntityType::Person) || TITLES.binary_search(&lemma).is_ok()
}
