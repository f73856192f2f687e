//! The event types, their trigger words, and who fills which role: `data/event-types.toml`, packed.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::options::{Error, EventTypeDefinition};
use crate::report::{Codes, Role};

/// Cooperation or conflict: what a page colours by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Cooperation,
    Conflict,
    Neutral,
}

/// One type of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventType {
    /// `group.name`
    pub name: Cow<'static, str>,
    /// A few words for people: "weapon test".
    pub label: Cow<'static, str>,
    pub definition: Cow<'static, str>,
    cameo: Option<&'static str>,
    plover: Option<&'static str>,
    ace: Option<&'static str>,
    pub tone: Tone,
    /// A speech act, not a deed.
    pub words: bool,
}

impl EventType {
    /// The crosswalk to other coding schemes.
    pub fn codes(&self) -> Codes {
        let owned = |code: Option<&str>| code.map(str::to_string);
        Codes { cameo: owned(self.cameo), plover: owned(self.plover), ace: owned(self.ace) }
    }
}

/// Where in the grammar of a clause an argument stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    /// "Russia's invasion"
    Possessive,
    /// "missile test"
    Compound,
    /// What a complement clause says.
    Content,
    /// After the preposition of this lemma.
    Preposition(&'static str),
}

/// The conditions under which some trigger words carry a type, and its grammar then.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Index into the catalog's types.
    event_type: u16,
    pub(crate) frame: &'static [(Slot, Role)],
    pub(crate) near: &'static [&'static str],
    pub(crate) not_near: &'static [&'static str],
    pub(crate) before: &'static [&'static str],
    pub(crate) after: &'static [&'static str],
    pub(crate) document: &'static [&'static str],
    pub(crate) capital: bool,
}

/// The part of speech that a trigger word must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Verb,
    Noun,
    Adjective,
}

/// One way to read a trigger word.
#[derive(Debug, Clone)]
pub(crate) struct Sense {
    pub(crate) class: Class,
    /// Index into the entries.
    entry: u16,
    /// Words of the phrase that must stand right before and right after.
    pub(crate) left: &'static [&'static str],
    pub(crate) right: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

/// The grammar of a user's own type: subject acts on object.
static OWN_FRAME: &[(Slot, Role)] = &[
    (Slot::Subject, Role::Actor),
    (Slot::Object, Role::Target),
    (Slot::Possessive, Role::Actor),
    (Slot::Preposition("of"), Role::Target),
    (Slot::Preposition("by"), Role::Actor),
    (Slot::Preposition("in"), Role::Place),
    (Slot::Preposition("at"), Role::Place),
];

/// A reading of a trigger word, resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'c> {
    /// Number of the type; stable within one catalog.
    pub(crate) type_number: u16,
    pub(crate) sense: &'c Sense,
    pub(crate) entry: &'c Entry,
    /// The user's own words come before the built-in ones.
    pub(crate) own: bool,
}

/// The built-in types and the user's own.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    own: Vec<EventType>,
    own_entries: Vec<Entry>,
    own_words: FxHashMap<String, Vec<Sense>>,
    /// Built-in types that the user replaced.
    replaced: Vec<u16>,
}

impl Catalog {
    /// # Errors
    /// When a definition has a bad name, or no trigger words.
    pub(crate) fn new(definitions: &[EventTypeDefinition]) -> Result<Self, Error> {
        let mut catalog = Self::default();
        for definition in definitions {
            catalog.add(definition)?;
        }
        Ok(catalog)
    }

    fn add(&mut self, definition: &EventTypeDefinition) -> Result<(), Error> {
        let bad = |why: &str| Error::new("bad-type", format!("option `types`: \"{}\" {why}", definition.name));
        let well_formed = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let (group, name) = definition.name.split_once('.').ok_or_else(|| bad("is not of the form `group.name`"))?;
        if !well_formed(group) || !well_formed(name) {
            return Err(bad("may have only small letters, digits and hyphens around its dot"));
        }
        if definition.verbs.is_empty() && definition.nouns.is_empty() {
            return Err(bad("has neither `verbs` nor `nouns`"));
        }
        if self.own.iter().any(|t| t.name == definition.name) {
            return Err(bad("is defined twice"));
        }
        let mut built_in = None;
        if let Some(number) = TYPES.iter().position(|t| t.name == definition.name) {
            self.replaced.push(number as u16);
            built_in = Some(&TYPES[number]);
        }
        self.own.push(EventType {
            name: Cow::Owned(definition.name.clone()),
            label: Cow::Owned(name.replace('-', " ")),
            definition: Cow::Owned(definition.definition.clone().unwrap_or_default()),
            cameo: built_in.and_then(|t| t.cameo),
            plover: built_in.and_then(|t| t.plover),
            ace: built_in.and_then(|t| t.ace),
            tone: built_in.map_or(Tone::Neutral, |t| t.tone),
            words: built_in.is_some_and(|t| t.words),
        });
        let event_type = (TYPES.len() + self.own.len() - 1) as u16;
        let words = definition.verbs.iter().map(|w| (Class::Verb, w));
        for (class, word) in words.chain(definition.nouns.iter().map(|w| (Class::Noun, w))) {
            let word = word.trim().to_lowercase();
            if word.is_empty() || word.contains(char::is_whitespace) {
                return Err(bad(&format!("has the trigger \"{word}\"; a trigger is one word")));
            }
            let entry = (ENTRIES.len() + self.own_entries.len()) as u16;
            self.own_entries.push(Entry {
                event_type,
                frame: OWN_FRAME,
                near: &[],
                not_near: &[],
                before: &[],
                after: &[],
                document: &[],
                capital: class == Class::Noun,
            });
            self.own_words.entry(word).or_default().push(Sense { class, entry, left: &[], right: &[] });
        }
        Ok(())
    }

    /// A type by its number.
    pub(crate) fn get(&self, number: u16) -> &EventType {
        let number = number as usize;
        TYPES.get(number).unwrap_or_else(|| &self.own[number - TYPES.len()])
    }

    /// Every type, the user's own last; a replaced one is left out.
    pub fn types(&self) -> impl Iterator<Item = &EventType> {
        let built_in = TYPES.iter().enumerate().filter(|(n, _)| !self.replaced.contains(&(*n as u16)));
        built_in.map(|(_, t)| t).chain(&self.own)
    }

    /// All readings of a lemma (in lower case), the user's own first, then in the order of the catalog.
    pub(crate) fn readings<'c>(&'c self, lemma: &str) -> impl Iterator<Item = Reading<'c>> {
        let own = self.own_words.get(lemma).map_or(&[][..], Vec::as_slice);
        let built_in = match WORDS.binary_search_by(|(word, _)| (*word).cmp(lemma)) {
            Ok(at) => WORDS[at].1,
            Err(_) => &[],
        };
        let own = own.iter().map(|sense| {
            let entry = &self.own_entries[sense.entry as usize - ENTRIES.len()];
            Reading { type_number: entry.event_type, sense, entry, own: true }
        });
        own.chain(built_in.iter().map(|sense| {
            let entry = &ENTRIES[sense.entry as usize];
            Reading { type_number: entry.event_type, sense, entry, own: false }
        }))
        .filter(|reading| !self.replaced.contains(&reading.type_number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(name: &str, verbs: &[&str]) -> EventTypeDefinition {
        EventTypeDefinition {
            name: name.into(),
            verbs: verbs.iter().map(|v| v.to_string()).collect(),
            ..EventTypeDefinition::default()
        }
    }

    #[test]
    fn the_words_are_sorted_for_the_search() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn every_type_of_the_catalog_can_be_triggered() {
        for (number, t) in TYPES.iter().enumerate() {
            let triggered = WORDS.iter().flat_map(|(_, senses)| *senses).any(|s| ENTRIES[s.entry as usize].event_type == number as u16);
            assert!(triggered, "{} has no trigger", t.name);
        }
    }

    #[test]
    fn bad_definitions_name_the_type() {
        for (name, verbs) in [("parade", &["parade"][..]), ("Army.parade", &["parade"]), ("army.parade", &[]), ("army.parade", &["go on"])] {
            let error = Catalog::new(&[definition(name, verbs)]).unwrap_err();
            assert_eq!(error.code(), "bad-type");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn a_type_of_the_same_name_replaces_the_built_in_one() {
        let catalog = Catalog::new(&[definition("conflict.attack", &["smite"])]).unwrap();
        let named = |word: &str| catalog.readings(word).any(|r| catalog.get(r.type_number).name == "conflict.attack");
        assert!(named("smite"));
        assert!(!named("bomb"));
    }
}
