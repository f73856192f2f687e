//! Names of one thing: the same name, a short form, an acronym, a surname.

use rustc_hash::FxHashMap;

use super::chains::Chains;
use super::mentions::{Form, Mention};
use super::words;
use crate::document::Document;
use crate::names::{self, Known, Name};
use crate::report::EntityType;
use crate::syntax::Xpos;

/// Joins the mentions that are names of one thing.
pub(super) fn join(document: &Document, names: &[Name], mentions: &[Mention], chains: &mut Chains) {
    let mut finder = Finder {
        document,
        names,
        mentions,
        chains,
        written: FxHashMap::default(),
        people: FxHashMap::default(),
    };
    for (number, mention) in mentions.iter().enumerate() {
        if let Form::Name(name) = mention.form {
            finder.read(number, mention, &names[name]);
        }
    }
}

struct Finder<'a> {
    document: &'a Document<'a>,
    names: &'a [Name],
    mentions: &'a [Mention],
    chains: &'a mut Chains,
    /// The first mention of what is written so, in lower case; short forms and acronyms too.
    written: FxHashMap<String, usize>,
    /// The last mention of a person by a first or last word of the name.
    people: FxHashMap<String, usize>,
}

impl Finder<'_> {
    fn read(&mut self, number: usize, mention: &Mention, name: &Name) {
        let key = self.key(name);
        let full = self.document.norms(&name.words);
        let found = self.written.get(&key).copied();
        let found = found.or_else(|| match name.known {
            // "Siemens", which is known, after "Siemens AG"
            Some(Known::Organization(_)) => {
                self.written.get(&full).copied().filter(|&f| self.fits(f, mention))
            }
            Some(_) => None,
            None if name.country.is_none() => {
                self.written.get(&full).copied().filter(|&f| self.fits(f, mention))
            }
            None => self.without_country(&full, mention),
        });
        let found = found.or_else(|| self.short_form(number, name, &full));
        if let Some(found) = found {
            self.chains.join(found, number);
        }
        self.remember(key, number);
        if !matches!(name.known, Some(Known::Country(_) | Known::Place(_))) {
            self.remember(full, number);
        }
        self.remember_short_forms(number, name);
    }

    fn remember(&mut self, key: String, number: usize) {
        self.written.entry(key).or_insert(number);
    }

    /// What all names of one thing have in common: what it is beyond this text, or how it is written. Two countries can
    /// each have a "Defense Ministry".
    fn key(&self, name: &Name) -> String {
        let written = self.document.norms(&name.words);
        match (name.known, name.country) {
            // "the Dutch", "Russians" are people of the country, "a Russian" is somebody.
            (Some(Known::Country(_)), _) if name.kind == EntityType::People => {
                match self.document.xpos(name.words.end - 1) {
                    Xpos::Nn | Xpos::Nnp => format!("{written}#{}", name.words.start),
                    _ => format!("{written}#people"),
                }
            }
            (Some(known), _) => known_key(known),
            (None, Some(country)) if name.kind == EntityType::Organization => format!("{written}|{country}"),
            (None, _) => written,
        }
    }

    /// A name without its country goes with one that has it: "South Korea's Defense Ministry" after "the Defense Ministry".
    fn without_country(&mut self, full: &str, mention: &Mention) -> Option<usize> {
        let found = self.written.get(full).copied()?;
        (self.chains.chain(found).country.is_none_or(|c| Some(c) == mention.country)).then_some(found)
    }

    /// The same letters, but not the town for the person.
    fn fits(&mut self, found: usize, mention: &Mention) -> bool {
        use EntityType::{Person, Place};
        let kinds = (self.chains.chain(found).kind, mention.kind);
        !matches!(kinds, (Some(Person), Some(Place)) | (Some(Place), Some(Person)))
    }

    fn short_form(&mut self, number: usize, name: &Name, full: &str) -> Option<usize> {
        let document = self.document;
        let person = matches!(name.kind, EntityType::Person | EntityType::Other);
        let last = document.norm(name.words.end - 1);
        if name.words.len() == 1 {
            // "DIA" after "Defense Intelligence Agency"
            let form = document.form(name.words.start);
            if is_acronym(form) {
                let key = format!("({})", form.replace('.', "").to_lowercase());
                return self.written.get(&key).copied();
            }
            // "the University" after "University of Helsinki"
            let whole = self.written.get(&format!("{full} of")).copied();
            if whole.is_some() {
                return whole;
            }
            // "Nakatani" after "Gen Nakatani", "Kim" after "Kim Jong Un"
            return person
                .then(|| self.people.get(full).copied())
                .flatten()
                .filter(|&f| self.agree(f, number));
        }
        if let Some(bare) = without_suffix(document, name) {
            let found = self.written.get(&bare).copied();
            if found.is_some() {
                return found;
            }
        }
        if name.kind != EntityType::Person {
            return None;
        }
        // "Al Humiri" after "Mohammed Al Humiri"
        if let Some(before) = self.people.get(full).copied().filter(|&before| self.agree(before, number)) {
            return Some(before);
        }
        // "Barack H. Obama" after "Barack Obama"; "Meghan Cremer" after "Cremer", told in the headline
        let before = self.people.get(last).copied().or_else(|| self.written.get(last).copied())?;
        let same = match self.name_of(before) {
            Some(other) if other.words.len() == 1 => self.agree(before, number),
            Some(other) => {
                document.norm(other.words.start) == document.norm(name.words.start)
                    && document.norm(other.words.end - 1) == last
            }
            None => false,
        };
        same.then_some(before)
    }

    fn agree(&mut self, before: usize, number: usize) -> bool {
        let kind = self.chains.chain(before).kind;
        matches!(kind, None | Some(EntityType::Person)) && {
            let (a, b) = (self.chains.chain(before).female, self.chains.chain(number).female);
            a.zip(b).is_none_or(|(a, b)| a == b)
        }
    }

    fn name_of(&self, mention: usize) -> Option<&Name> {
        self.mentions[mention].name().map(|name| &self.names[name])
    }

    fn remember_short_forms(&mut self, number: usize, name: &Name) {
        let document = self.document;
        if let Some(acronym) = names::acronym_after(document, name.words.end - 1) {
            let acronym = document.form(acronym).to_lowercase();
            self.remember(acronym, number);
        }
        if name.words.len() < 2 {
            return;
        }
        if name.kind == EntityType::Person {
            for word in [name.words.start, name.words.end - 1] {
                self.people.insert(document.norm(word).to_owned(), number);
            }
            if name.words.len() > 2 {
                self.people.insert(document.norms(&(name.words.end - 2..name.words.end)), number);
            }
        } else {
            if document.norm(name.words.start + 1) == "of" {
                self.remember(document.norms(&(name.words.start..name.words.start + 2)), number);
            }
            if let Some(initials) = initials(document, name) {
                self.remember(format!("({initials})"), number);
            }
            if let Some(bare) = without_suffix(document, name) {
                self.remember(bare, number);
            }
        }
    }
}

/// The same for names of the same thing, as far as it is known beyond this text.
fn known_key(known: Known) -> String {
    match known {
        // Scotland is not the United Kingdom.
        Known::Country(country) => format!("#{}", country.name),
        Known::Organization(organization) => format!("#{}", organization.name),
        Known::Place(place) => format!("#{place:?}"),
    }
}

/// What the names of one place have in common.
pub(super) fn key_of_place(document: &Document, name: &Name) -> String {
    name.known.map_or_else(|| document.norms(&name.words), known_key)
}

fn is_acronym(form: &str) -> bool {
    form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

/// "dia" of "Defense Intelligence Agency"
fn initials(document: &Document, name: &Name) -> Option<String> {
    let mut initials = String::new();
    for word in name.words.clone() {
        let first = document.form(word).chars().next()?;
        if first.is_uppercase() {
            initials.extend(first.to_lowercase());
        }
    }
    (initials.len() > 2).then_some(initials)
}

/// "honda" of "Honda Corp."
fn without_suffix(document: &Document, name: &Name) -> Option<String> {
    let mut words = name.words.clone();
    while words.len() > 1 && words::is_suffix(document.norm(words.end - 1)) {
        words.end -= 1;
    }
    (words.len() < name.words.len()).then(|| document.norms(&words))
}
