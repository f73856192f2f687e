//! The event types, their trigger words, and who fills which role: `data/event-types/`, packed.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::options::{Error, EventTypeDefinition};
use crate::report::{Codes, EntityType, ROLES, Role};

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
    /// Empty where there is none.
    pub(super) cameo: Cow<'static, str>,
    pub(super) plover: Cow<'static, str>,
    pub(super) ace: Cow<'static, str>,
    pub tone: Tone,
    /// A speech act, not a deed.
    pub words: bool,
    /// Another type that the same word tells when it has a reading of both: a murder is a death too. Empty: none.
    pub(crate) beside: &'static str,
    /// The codes are the user's: none is made finer by rules.
    pub(super) fixed_codes: bool,
}

impl EventType {
    /// The crosswalk to other coding schemes.
    pub fn codes(&self) -> Codes {
        let owned = |code: &str| (!code.is_empty()).then(|| code.to_string());
        let (cameo, plover, ace) = (owned(&self.cameo), owned(&self.plover), owned(&self.ace));
        Codes { cameo, plover, ace, ..Codes::default() }
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
    pub(super) event_type: u16,
    pub(crate) frame: Frame,
    pub(super) kinds: Kinds,
    /// All lists of words are sorted.
    pub(crate) near: Words,
    pub(crate) not_near: Words,
    pub(crate) before: Words,
    pub(crate) after: Words,
    pub(crate) document: Words,
    pub(crate) capital: bool,
}

impl Entry {
    /// Whether an entity of this kind may fill a role.
    pub(super) fn takes(&self, role: Role, kind: EntityType) -> bool {
        self.kinds.iter().all(|(other, _)| *other != role) || self.kinds.contains(&(role, kind))
    }
}

/// Numbers of the words that conditions ask for, sorted; see [`Catalog::condition_word`].
pub(super) type Words = Vec<u16>;
pub(super) type Frame = Arc<[(Slot, Role)]>;
/// The kinds of entities that roles take; a role that is not in it takes any.
pub(super) type Kinds = Arc<[(Role, EntityType)]>;

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
    /// Words of the phrase that must stand right before and right after, in their order.
    pub(crate) left: Words,
    pub(crate) right: Words,
}

/// `data/event-types/` as the build script packs it.
static PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/catalog.txt"));

/// The grammar of a user's own type that tells none: subject acts on object.
pub(super) const OWN_FRAME: &[(Slot, Role)] = &[
    (Slot::Subject, Role::Actor),
    (Slot::Object, Role::Target),
    (Slot::Possessive, Role::Actor),
    (Slot::Preposition("of"), Role::Target),
    (Slot::Preposition("by"), Role::Actor),
    (Slot::Preposition("in"), Role::Place),
    (Slot::Preposition("at"), Role::Place),
];

/// "subject0 of2" as slots and roles.
fn read_frame(packed: &'static str) -> Frame {
    let pairs = packed.split(' ').filter_map(|pair| {
        let (slot, digit) = pair.split_at_checked(pair.len().checked_sub(1)?)?;
        let (_, role) = *ROLES.get(digit.parse::<usize>().ok()?)?;
        let slot = match slot {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "possessive" => Slot::Possessive,
            "compound" => Slot::Compound,
            "content" => Slot::Content,
            preposition => Slot::Preposition(preposition),
        };
        Some((slot, role))
    });
    pairs.collect()
}

/// A reading of a trigger word, resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'c> {
    /// Number of the type; stable within one catalog.
    pub(crate) type_number: u16,
    pub(crate) sense: &'c Sense,
    pub(crate) entry: &'c Entry,
    pub(crate) own: bool,
}

/// The built-in types and the user's own. Costly to make (a millisecond), cheap to use.
#[derive(Debug, Clone)]
pub struct Catalog {
    pub(super) types: Vec<EventType>,
    pub(super) entries: Vec<Entry>,
    words: FxHashMap<Cow<'static, str>, Vec<Sense>>,
    /// Every word that a condition asks for, with its number: texts are looked up once, conditions compare numbers.
    pub(super) condition_words: FxHashMap<Cow<'static, str>, u16>,
    /// Types and entries from these numbers on are the user's own.
    pub(super) built_in: usize,
    first_own_entry: usize,
    /// For each type, whether the user left it out or replaced it.
    pub(super) off: Vec<bool>,
}

impl Default for Catalog {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Catalog {
    /// The built-in types but those of `without`, and the user's own.
    ///
    /// # Errors
    /// When there is something wrong with a definition, or no type that `without` names.
    pub(crate) fn new(definitions: &[EventTypeDefinition], without: &[String]) -> Result<Self, Error> {
        let mut catalog = Self::built_in();
        catalog.leave_out(without)?;
        for (n, definition) in definitions.iter().enumerate() {
            catalog.add(n, definition)?;
        }
        Ok(catalog)
    }

    /// Reads the packed catalog.
    fn built_in() -> Self {
        let mut catalog = Self {
            types: Vec::new(),
            entries: Vec::new(),
            words: FxHashMap::default(),
            condition_words: FxHashMap::default(),
            built_in: 0,
            first_own_entry: 0,
            off: Vec::new(),
        };
        let mut frame = Arc::from([]);
        let any: Kinds = Arc::from([]);
        for line in PACKED.lines() {
            let Some((kind, rest)) = line.split_at_checked(1) else { continue };
            let mut fields = rest.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            match kind {
                "T" => catalog.types.push(EventType {
                    name: Cow::Borrowed(field()),
                    label: Cow::Borrowed(field()),
                    definition: Cow::Borrowed(field()),
                    cameo: Cow::Borrowed(field()),
                    plover: Cow::Borrowed(field()),
                    ace: Cow::Borrowed(field()),
                    tone: match field() {
                        "coo" => Tone::Cooperation,
                        "con" => Tone::Conflict,
                        _ => Tone::Neutral,
                    },
                    words: field() == "words",
                    beside: field(),
                    fixed_codes: false,
                }),
                "F" => frame = read_frame(rest),
                _ => {
                    let entry = Entry {
                        event_type: catalog.types.len().saturating_sub(1) as u16,
                        frame: frame.clone(),
                        kinds: any.clone(),
                        near: catalog.numbers(field()),
                        not_near: catalog.numbers(field()),
                        before: catalog.numbers(field()),
                        after: catalog.numbers(field()),
                        document: catalog.numbers(field()),
                        capital: field() == "capital",
                    };
                    for class in [Class::Verb, Class::Noun, Class::Adjective] {
                        for trigger in field().split(' ').filter(|t| !t.is_empty()) {
                            catalog.add_trigger(class, trigger.split('+').map(Cow::Borrowed).collect());
                        }
                    }
                    catalog.entries.push(entry);
                }
            }
        }
        catalog.built_in = catalog.types.len();
        catalog.off = vec![false; catalog.built_in];
        catalog.first_own_entry = catalog.entries.len();
        catalog
    }

    /// The number of a word that some condition asks for.
    pub(crate) fn condition_word(&self, word: &str) -> Option<u16> {
        self.condition_words.get(word).copied()
    }

    /// How many words conditions ask for.
    pub(crate) fn condition_word_count(&self) -> usize {
        self.condition_words.len()
    }

    pub(super) fn number(&mut self, word: Cow<'static, str>) -> u16 {
        let next = self.condition_words.len() as u16;
        *self.condition_words.entry(word).or_insert(next)
    }

    fn numbers(&mut self, packed: &'static str) -> Words {
        let words = packed.split(' ').filter(|w| !w.is_empty());
        let mut words: Words = words.map(|w| self.number(Cow::Borrowed(w))).collect();
        words.sort_unstable();
        words
    }

    /// Adds a trigger ("launch"; "state*", "of", "emergency") of the entry that comes next.
    pub(super) fn add_trigger(&mut self, class: Class, mut pieces: Vec<Cow<'static, str>>) {
        let head = pieces.iter().position(|p| p.ends_with('*')).unwrap_or(0);
        let right = pieces.split_off(head + 1).into_iter().map(|piece| self.number(piece)).collect();
        let word = match pieces.pop() {
            Some(Cow::Borrowed(word)) => Cow::Borrowed(word.trim_end_matches('*')),
            Some(Cow::Owned(word)) => Cow::Owned(word.trim_end_matches('*').to_owned()),
            None => return,
        };
        let left = pieces.into_iter().map(|piece| self.number(piece)).collect();
        let sense = Sense { class, entry: self.entries.len() as u16, left, right };
        self.words.entry(word).or_default().push(sense);
    }

    /// A type by its number.
    pub(crate) fn get(&self, number: u16) -> &EventType {
        &self.types[usize::from(number)]
    }

    /// Every type, the user's own last, without what the user left out or replaced.
    pub fn types(&self) -> impl Iterator<Item = &EventType> {
        self.types.iter().zip(&self.off).filter(|(_, off)| !**off).map(|(t, _)| t)
    }

    /// The names of the built-in types in their order, those that the user left out or replaced too.
    pub fn built_in_names(&self) -> Vec<&str> {
        self.types[..self.built_in].iter().map(|t| &*t.name).collect()
    }

    /// The lemmas that may tell an event, in alphabetical order; of phrases the word that triggers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let mut words: Vec<&str> = self.words.keys().map(|word| &**word).collect();
        words.sort_unstable();
        words.into_iter()
    }

    /// Whether the user has neither left a type out nor replaced it.
    pub(crate) fn has(&self, event_type: u16) -> bool {
        self.off.get(usize::from(event_type)) == Some(&false)
    }

    /// A reading of a type: that of the lemma where the catalog lists it, else the first of the type.
    pub(crate) fn reading_of<'c>(&'c self, event_type: u16, lemma: &str) -> Reading<'c> {
        static ANY: Sense = Sense { class: Class::Noun, entry: 0, left: Vec::new(), right: Vec::new() };
        let listed = self.readings(lemma).find(|reading| reading.type_number == event_type);
        listed.unwrap_or_else(|| {
            let entry = self.entries.iter().find(|entry| entry.event_type == event_type);
            Reading {
                type_number: event_type,
                sense: &ANY,
                entry: entry.unwrap_or(&self.entries[0]),
                own: false,
            }
        })
    }

    /// All readings of a lemma (in lower case), in the order of the catalog, the user's own last.
    pub(crate) fn readings<'c>(&'c self, lemma: &str) -> impl Iterator<Item = Reading<'c>> {
        let senses = self.words.get(lemma).map_or(&[][..], Vec::as_slice);
        senses
            .iter()
            .map(|sense| {
                let entry = &self.entries[usize::from(sense.entry)];
                let own = usize::from(sense.entry) >= self.first_own_entry;
                Reading { type_number: entry.event_type, sense, entry, own }
            })
            .filter(|reading| self.has(reading.type_number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_the_catalog_can_be_triggered() {
        let catalog = Catalog::default();
        for (number, t) in catalog.types.iter().enumerate() {
            let mut senses = catalog.words.values().flatten();
            let triggered =
                senses.any(|s| usize::from(catalog.entries[usize::from(s.entry)].event_type) == number);
            assert!(triggered, "{} has no trigger", t.name);
        }
    }
}
