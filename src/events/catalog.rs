//! The event types, their trigger words, and who fills which role: `data/event-types/`, packed.

use std::borrow::Cow;
use std::sync::Arc;

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
    /// Empty where there is none.
    cameo: &'static str,
    plover: &'static str,
    ace: &'static str,
    pub tone: Tone,
    /// A speech act, not a deed.
    pub words: bool,
    /// Another type that the same word tells when it has a reading of both: a murder is a death too. Empty: none.
    pub(crate) beside: &'static str,
}

impl EventType {
    /// The crosswalk to other coding schemes.
    pub fn codes(&self) -> Codes {
        let owned = |code: &str| (!code.is_empty()).then(|| code.to_string());
        let (cameo, plover, ace) = (owned(self.cameo), owned(self.plover), owned(self.ace));
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
    event_type: u16,
    pub(crate) frame: Frame,
    /// All lists of words are sorted.
    pub(crate) near: Words,
    pub(crate) not_near: Words,
    pub(crate) before: Words,
    pub(crate) after: Words,
    pub(crate) document: Words,
    pub(crate) capital: bool,
}

/// Numbers of the words that conditions ask for, sorted; see [`Catalog::condition_word`].
type Words = Vec<u16>;
type Frame = Arc<[(Slot, Role)]>;

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

/// The grammar of a user's own type: subject acts on object.
const OWN_FRAME: &[(Slot, Role)] = &[
    (Slot::Subject, Role::Actor),
    (Slot::Object, Role::Target),
    (Slot::Possessive, Role::Actor),
    (Slot::Preposition("of"), Role::Target),
    (Slot::Preposition("by"), Role::Actor),
    (Slot::Preposition("in"), Role::Place),
    (Slot::Preposition("at"), Role::Place),
];

/// The roles by the digit that stands for them in a packed frame.
const ROLES: &[Role] = &[
    Role::Actor,
    Role::Target,
    Role::Object,
    Role::Instrument,
    Role::Recipient,
    Role::Topic,
    Role::Place,
    Role::Origin,
    Role::Destination,
];

/// "subject0 of2" as slots and roles.
fn read_frame(packed: &'static str) -> Frame {
    let pairs = packed.split(' ').filter_map(|pair| {
        let (slot, digit) = pair.split_at_checked(pair.len().checked_sub(1)?)?;
        let role = *ROLES.get(digit.parse::<usize>().ok()?)?;
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
    types: Vec<EventType>,
    entries: Vec<Entry>,
    words: FxHashMap<Cow<'static, str>, Vec<Sense>>,
    /// Every word that a condition asks for, with its number: texts are looked up once, conditions compare numbers.
    condition_words: FxHashMap<&'static str, u16>,
    /// Types and entries from these numbers on are the user's own.
    built_in: usize,
    first_own_entry: usize,
    /// Built-in types that the user replaced.
    replaced: Vec<u16>,
}

impl Default for Catalog {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Catalog {
    /// # Errors
    /// When a definition has a bad name, or no trigger words.
    pub(crate) fn new(definitions: &[EventTypeDefinition]) -> Result<Self, Error> {
        let mut catalog = Self::built_in();
        let built_in = catalog.types.len();
        for definition in definitions {
            catalog.add(definition, built_in)?;
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
            replaced: Vec::new(),
        };
        let mut frame = Arc::from([]);
        for line in PACKED.lines() {
            let Some((kind, rest)) = line.split_at_checked(1) else { continue };
            let mut fields = rest.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            match kind {
                "T" => catalog.types.push(EventType {
                    name: Cow::Borrowed(field()),
                    label: Cow::Borrowed(field()),
                    definition: Cow::Borrowed(field()),
                    cameo: field(),
                    plover: field(),
                    ace: field(),
                    tone: match field() {
                        "coo" => Tone::Cooperation,
                        "con" => Tone::Conflict,
                        _ => Tone::Neutral,
                    },
                    words: field() == "words",
                    beside: field(),
                }),
                "F" => frame = read_frame(rest),
                _ => {
                    let entry = Entry {
                        event_type: catalog.types.len().saturating_sub(1) as u16,
                        frame: frame.clone(),
                        near: catalog.numbers(field()),
                        not_near: catalog.numbers(field()),
                        before: catalog.numbers(field()),
                        after: catalog.numbers(field()),
                        document: catalog.numbers(field()),
                        capital: field() == "capital",
                    };
                    for class in [Class::Verb, Class::Noun, Class::Adjective] {
                        for trigger in field().split(' ').filter(|t| !t.is_empty()) {
                            catalog.add_trigger(class, trigger);
                        }
                    }
                    catalog.entries.push(entry);
                }
            }
        }
        catalog.built_in = catalog.types.len();
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

    fn number(&mut self, word: &'static str) -> u16 {
        let next = self.condition_words.len() as u16;
        *self.condition_words.entry(word).or_insert(next)
    }

    fn numbers(&mut self, packed: &'static str) -> Words {
        let mut words: Words = packed.split(' ').filter(|w| !w.is_empty()).map(|w| self.number(w)).collect();
        words.sort_unstable();
        words
    }

    /// Adds a packed trigger ("launch", "state*+of+emergency") of the entry that comes next.
    fn add_trigger(&mut self, class: Class, trigger: &'static str) {
        let pieces: Vec<&'static str> = trigger.split('+').collect();
        let head = pieces.iter().position(|p| p.ends_with('*')).unwrap_or(0);
        let sense = Sense {
            class,
            entry: self.entries.len() as u16,
            left: pieces[..head].iter().map(|piece| self.number(piece)).collect(),
            right: pieces[head + 1..].iter().map(|piece| self.number(piece)).collect(),
        };
        self.words.entry(Cow::Borrowed(pieces[head].trim_end_matches('*'))).or_default().push(sense);
    }

    fn add(&mut self, definition: &EventTypeDefinition, built_in: usize) -> Result<(), Error> {
        let bad =
            |why: &str| Error::new("bad-type", format!("option `types`: \"{}\" {why}", definition.name));
        let well_formed = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let (group, name) =
            definition.name.split_once('.').ok_or_else(|| bad("is not of the form `group.name`"))?;
        if !well_formed(group) || !well_formed(name) {
            return Err(bad("may have only small letters, digits and hyphens around its dot"));
        }
        if definition.verbs.is_empty() && definition.nouns.is_empty() {
            return Err(bad("has neither `verbs` nor `nouns`"));
        }
        if self.types[built_in..].iter().any(|t| t.name == definition.name) {
            return Err(bad("is defined twice"));
        }
        let replaced = self.types[..built_in].iter().position(|t| t.name == definition.name);
        let mut event_type = EventType {
            name: Cow::Owned(definition.name.clone()),
            label: Cow::Owned(name.replace('-', " ")),
            definition: Cow::Owned(definition.definition.clone().unwrap_or_default()),
            cameo: "",
            plover: "",
            ace: "",
            tone: Tone::Neutral,
            words: false,
            beside: "",
        };
        if let Some(number) = replaced {
            self.replaced.push(number as u16);
            let old = &self.types[number];
            event_type = EventType { definition: event_type.definition, ..old.clone() };
        }
        self.types.push(event_type);
        let verbs = definition.verbs.iter().map(|w| (Class::Verb, w));
        for (class, word) in verbs.chain(definition.nouns.iter().map(|w| (Class::Noun, w))) {
            let word = word.trim().to_lowercase();
            if word.is_empty() || word.contains(char::is_whitespace) {
                return Err(bad(&format!("has the trigger \"{word}\"; a trigger is one word")));
            }
            let sense =
                Sense { class, entry: self.entries.len() as u16, left: Words::new(), right: Words::new() };
            self.words.entry(Cow::Owned(word)).or_default().push(sense);
        }
        self.entries.push(Entry {
            event_type: (self.types.len() - 1) as u16,
            frame: OWN_FRAME.iter().copied().collect(),
            near: Words::new(),
            not_near: Words::new(),
            before: Words::new(),
            after: Words::new(),
            document: Words::new(),
            capital: false,
        });
        Ok(())
    }

    /// A type by its number.
    pub(crate) fn get(&self, number: u16) -> &EventType {
        &self.types[usize::from(number)]
    }

    /// Every type, the user's own last; a replaced one is left out.
    pub fn types(&self) -> impl Iterator<Item = &EventType> {
        self.types.iter().enumerate().filter(|(n, _)| !self.replaced.contains(&(*n as u16))).map(|(_, t)| t)
    }

    /// The names of the built-in types in their order, those that the user replaced too.
    pub fn built_in_names(&self) -> Vec<&str> {
        self.types[..self.built_in].iter().map(|t| &*t.name).collect()
    }

    /// The lemmas that may tell an event, in alphabetical order; of phrases the word that triggers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let mut words: Vec<&str> = self.words.keys().map(|word| &**word).collect();
        words.sort_unstable();
        words.into_iter()
    }

    /// Whether a built-in type is not replaced by the user.
    pub(crate) fn has(&self, event_type: u16) -> bool {
        !self.replaced.contains(&event_type)
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
    fn every_type_of_the_catalog_can_be_triggered() {
        let catalog = Catalog::default();
        for (number, t) in catalog.types.iter().enumerate() {
            let mut senses = catalog.words.values().flatten();
            let triggered =
                senses.any(|s| usize::from(catalog.entries[usize::from(s.entry)].event_type) == number);
            assert!(triggered, "{} has no trigger", t.name);
        }
    }

    #[test]
    fn bad_definitions_name_the_type() {
        for (name, verbs) in [
            ("parade", &["parade"][..]),
            ("Army.parade", &["parade"]),
            ("army.parade", &[]),
            ("army.parade", &["go on"]),
        ] {
            let error = Catalog::new(&[definition(name, verbs)]).unwrap_err();
            assert_eq!(error.code(), "bad-type");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn a_type_of_the_same_name_replaces_the_built_in_one() {
        let catalog = Catalog::new(&[definition("conflict.attack", &["smite"])]).unwrap();
        let named =
            |word: &str| catalog.readings(word).any(|r| catalog.get(r.type_number).name == "conflict.attack");
        assert!(named("smite"));
        assert!(!named("bomb"));
    }
}
