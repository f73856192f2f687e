//! Event types of the user's own: what is wrong with a definition, and what the catalog makes of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::catalog::{Catalog, Class, Entry, EventType, Frame, Kinds, OWN_FRAME, Slot, Tone, Words};
use super::spelling::spellings;
use crate::options::{CodesDefinition, Error, EventTypeDefinition, Roles, TriggerDefinition, way};
use crate::report::{EntityType, ROLES};
use crate::syntax::{Models, Xpos};
use crate::tokens::is_prefix;

/// The slots that are no prepositions.
const SLOTS: &[(&str, Slot)] = &[
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("possessive", Slot::Possessive),
    ("compound", Slot::Compound),
    ("content", Slot::Content),
];

/// The prepositions that a role can be looked for after; with it a misspelt slot is one.
const PREPOSITIONS: &[&str] = &[
    "aboard",
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beside",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "involving",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "opposite",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "regarding",
    "since",
    "targeting",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "via",
    "with",
    "within",
    "without",
    "worth",
];

const KINDS: &[(&str, EntityType)] = &[
    ("person", EntityType::Person),
    ("organization", EntityType::Organization),
    ("place", EntityType::Place),
    ("people", EntityType::People),
    ("weapon", EntityType::Weapon),
    ("vehicle", EntityType::Vehicle),
    ("product", EntityType::Product),
    ("law", EntityType::Law),
    ("facility", EntityType::Facility),
    ("other", EntityType::Other),
];

const TONES: &[(&str, Tone)] =
    &[("cooperation", Tone::Cooperation), ("conflict", Tone::Conflict), ("neutral", Tone::Neutral)];

/// The types of PLOVER's manual of 2021.
const PLOVER: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

fn bad(at: &str, why: impl AsRef<str>) -> Error {
    Error::new("bad-type", format!("{at}: {}", why.as_ref()))
}

/// A value by its name, or an error that tells all names.
fn one_of<T: Copy>(known: &[(&str, T)], what: &str, name: &str, at: &str) -> Result<T, Error> {
    let names = || known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let found = known.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    found.ok_or_else(|| bad(at, format!("unknown {what} \"{name}\"; one of {}", names())))
}

impl Catalog {
    /// Leaves out the built-in types that these name: "speech.deny", "sport.*", "*".
    pub(super) fn leave_out(&mut self, without: &[String]) -> Result<(), Error> {
        for (n, pattern) in without.iter().enumerate() {
            let prefix =
                pattern.strip_suffix('*').filter(|prefix| prefix.is_empty() || prefix.ends_with('.'));
            let meant = |name: &str| match prefix {
                Some(prefix) => name.starts_with(prefix),
                None => name == pattern,
            };
            let mut found = false;
            for (t, off) in self.types.iter().zip(&mut self.off) {
                if meant(&t.name) {
                    (found, *off) = (true, true);
                }
            }
            if !found {
                let names: Vec<&str> = self.types.iter().map(|t| &*t.name).collect();
                let mut groups: Vec<&str> =
                    names.iter().filter_map(|name| Some(name.split_once('.')?.0)).collect();
                groups.dedup();
                let group = pattern.split('.').next().filter(|group| groups.contains(group));
                let known: Vec<String> = match group {
                    Some(group) => {
                        let of_group = |name: &&str| name.split('.').next() == Some(group);
                        names.into_iter().filter(of_group).map(str::to_owned).collect()
                    }
                    None => groups.iter().map(|group| format!("{group}.*")).collect(),
                };
                let known = known.join(", ");
                return Err(Error::new(
                    "bad-without",
                    format!("option `without`[{n}]: no built-in type is \"{pattern}\"; there are {known}"),
                ));
            }
        }
        Ok(())
    }

    /// Adds the `n`th of the user's types.
    pub(super) fn add(&mut self, n: usize, definition: &EventTypeDefinition) -> Result<(), Error> {
        let at = &way(n, &definition.name);
        let event_type = self.own_type(n, definition, at)?;
        self.types.push(event_type);
        self.off.push(false);
        let frame = match &definition.roles {
            Some(roles) => frame(roles, &format!("{at}.roles"))?,
            None => OWN_FRAME.iter().copied().collect(),
        };
        let kinds = kinds(&definition.kinds, &format!("{at}.kinds"))?;
        let bare = TriggerDefinition {
            verbs: definition.verbs.clone(),
            nouns: definition.nouns.clone(),
            adjectives: definition.adjectives.clone(),
            ..TriggerDefinition::default()
        };
        let has_words = !(bare.verbs.is_empty() && bare.nouns.is_empty() && bare.adjectives.is_empty());
        if !has_words && definition.triggers.is_empty() {
            return Err(bad(
                at,
                "there is no word that tells it, in `verbs`, `nouns`, `adjectives` or `triggers`",
            ));
        }
        if has_words {
            self.add_entry(&bare, frame.clone(), kinds.clone(), at)?;
        }
        for (number, trigger) in definition.triggers.iter().enumerate() {
            let at = &format!("{at}.triggers[{number}]");
            if trigger.verbs.is_empty() && trigger.nouns.is_empty() && trigger.adjectives.is_empty() {
                return Err(bad(at, "there is no word in `verbs`, `nouns` or `adjectives`"));
            }
            let frame = match &trigger.roles {
                Some(roles) => self::frame(roles, &format!("{at}.roles"))?,
                None => frame.clone(),
            };
            self.add_entry(trigger, frame, kinds.clone(), at)?;
        }
        let most = self.types.len().max(self.entries.len()).max(self.condition_words.len());
        match most > usize::from(u16::MAX) {
            true => Err(bad(at, "these are more types, triggers or words of conditions than fit")),
            false => Ok(()),
        }
    }

    /// The type itself; what is not given is what the built-in type of the name has, which is then replaced.
    fn own_type(&mut self, n: usize, definition: &EventTypeDefinition, at: &str) -> Result<EventType, Error> {
        let well_formed = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let name = &definition.name;
        let halves = name.split_once('.').filter(|(group, name)| well_formed(group) && well_formed(name));
        let Some((_, second)) = halves else {
            let form = "`group.name` in small letters, digits and hyphens";
            return Err(bad(
                &format!("{}.name", way(n, "")),
                format!("\"{name}\" is not of the form {form}"),
            ));
        };
        if let Some(other) = self.types[self.built_in..].iter().position(|t| t.name == *name) {
            return Err(bad(at, format!("types[{other}] has this name too")));
        }
        let mut event_type = EventType {
            name: Cow::Owned(name.clone()),
            label: Cow::Owned(second.replace('-', " ")),
            definition: Cow::Borrowed(""),
            cameo: Cow::Borrowed(""),
            plover: Cow::Borrowed(""),
            ace: Cow::Borrowed(""),
            tone: Tone::Neutral,
            words: false,
            beside: "",
            fixed_codes: false,
        };
        if let Some(number) = self.types[..self.built_in].iter().position(|t| t.name == *name) {
            self.off[number] = true;
            event_type = self.types[number].clone();
        }
        for (field, value, own) in [
            ("label", &definition.label, &mut event_type.label),
            ("definition", &definition.definition, &mut event_type.definition),
        ] {
            if let Some(value) = value {
                if value.trim().is_empty() {
                    return Err(bad(&format!("{at}.{field}"), format!("\"{value}\" has no words")));
                }
                *own = Cow::Owned(value.clone());
            }
        }
        if let Some(tone) = &definition.tone {
            event_type.tone = one_of(TONES, "tone", tone, &format!("{at}.tone"))?;
        }
        event_type.words = definition.words.unwrap_or(event_type.words);
        if let Some(codes) = &definition.codes {
            check_codes(codes, at)?;
            let owned = |code: &Option<String>| Cow::Owned(code.clone().unwrap_or_default());
            event_type.cameo = owned(&codes.cameo);
            event_type.plover = owned(&codes.plover);
            event_type.ace = owned(&codes.ace);
            event_type.fixed_codes = true;
        }
        Ok(event_type)
    }

    /// Adds trigger words with their conditions.
    fn add_entry(
        &mut self,
        trigger: &TriggerDefinition,
        frame: Frame,
        kinds: Kinds,
        at: &str,
    ) -> Result<(), Error> {
        for (class, name, words) in [
            (Class::Verb, "verbs", &trigger.verbs),
            (Class::Noun, "nouns", &trigger.nouns),
            (Class::Adjective, "adjectives", &trigger.adjectives),
        ] {
            for (n, word) in words.iter().enumerate() {
                let at = &format!("{at}.{name}[{n}]");
                let written = starred(class, word).ok_or_else(|| {
                    let stars = word.contains('*');
                    let why = if stars { "is not one word with a star behind it" } else { "is no word" };
                    bad(at, format!("\"{word}\" {why}"))
                })?;
                if words[..n].iter().any(|other| starred(class, other).as_ref() == Some(&written)) {
                    return Err(bad(at, format!("\"{word}\" is there already")));
                }
                for pieces in spellings(&written, is_prefix) {
                    if let Some(participle) = participle(class, &pieces) {
                        self.add_trigger(class, participle);
                    }
                    self.add_trigger(class, pieces.into_iter().map(Cow::Owned).collect());
                }
            }
        }
        let mut numbers = |name: &str, words: &[String]| -> Result<Words, Error> {
            let mut numbers = Words::new();
            for (n, word) in words.iter().enumerate() {
                let lower = word.trim().to_lowercase();
                if !lower.contains(char::is_alphanumeric) || lower.contains([' ', '*']) {
                    return Err(bad(&format!("{at}.{name}[{n}]"), format!("\"{word}\" is not one word")));
                }
                numbers.push(self.number(Cow::Owned(lower)));
            }
            numbers.sort_unstable();
            numbers.dedup();
            Ok(numbers)
        };
        let entry = Entry {
            near: numbers("near", &trigger.near)?,
            not_near: numbers("notNear", &trigger.not_near)?,
            before: numbers("before", &trigger.before)?,
            after: numbers("after", &trigger.after)?,
            document: numbers("document", &trigger.document)?,
            capital: trigger.capital,
            event_type: (self.types.len() - 1) as u16,
            frame,
            kinds,
        };
        self.entries.push(entry);
        Ok(())
    }
}

/// A trigger with a star behind the word that triggers, where it is not the last: of a verb the first, "knock* out". None: it
/// has no such word.
fn starred(class: Class, word: &str) -> Option<String> {
    let mut words: Vec<String> = word.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let stars = word.matches('*').count();
    if stars == 0 && class == Class::Verb && words.len() > 1 {
        words[0].push('*');
    }
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let at_end =
        |word: &String| word.strip_suffix('*').is_some_and(|rest| is_word(rest) && !rest.ends_with('-'));
    let right = match stars {
        0 => words.last().is_some_and(|last| is_word(last) && !last.ends_with('-')),
        1 => words.iter().any(at_end),
        _ => false,
    };
    right.then(|| words.join(" "))
}

/// An adjective that is the participle of a verb, by this: words are looked up by what the tagger takes them for, "frozen" or
/// "freeze".
fn participle(class: Class, pieces: &[String]) -> Option<Vec<Cow<'static, str>>> {
    let head = pieces.iter().position(|piece| piece.ends_with('*')).unwrap_or(0);
    let word = pieces.get(head).filter(|_| class == Class::Adjective)?.trim_end_matches('*');
    let mut verb = String::new();
    Models::built_in().lemmas.lemma(word, word, Xpos::Vbn, &mut verb);
    if verb == word {
        return None;
    }
    let starred = if pieces.len() > 1 { verb + "*" } else { verb };
    let mut pieces: Vec<Cow<str>> = pieces.iter().cloned().map(Cow::Owned).collect();
    pieces[head] = Cow::Owned(starred);
    Some(pieces)
}

/// Slots and roles, in the order of the roles.
fn frame(roles: &Roles, at: &str) -> Result<Frame, Error> {
    check_roles(roles, at)?;
    let mut frame: Vec<(Slot, _)> = Vec::new();
    for (name, role) in ROLES {
        for given in roles.get(name).into_iter().flatten() {
            let at = &format!("{at}.{name}");
            let word = SLOTS.iter().find(|(known, _)| known == given).map(|(_, slot)| *slot);
            let preposition =
                || PREPOSITIONS.iter().find(|known| *known == given).map(|p| Slot::Preposition(p));
            let slot = word.or_else(preposition).ok_or_else(|| {
                let slots: Vec<&str> = SLOTS.iter().map(|(name, _)| *name).collect();
                let (slots, prepositions) = (slots.join(", "), PREPOSITIONS.join(", "));
                bad(at, format!("unknown slot \"{given}\"; one of {slots}, or a preposition: {prepositions}"))
            })?;
            if let Some((_, other)) = frame.iter().find(|(other, _)| *other == slot) {
                let (other, _) = ROLES[*other as usize];
                return Err(bad(at, format!("the slot \"{given}\" is `{other}` already")));
            }
            frame.push((slot, role));
        }
    }
    Ok(frame.into())
}

/// The kinds of entities that a role takes.
fn kinds(kinds: &BTreeMap<String, Vec<String>>, at: &str) -> Result<Kinds, Error> {
    check_roles(kinds, at)?;
    let mut allowed = Vec::new();
    for (name, role) in ROLES {
        let Some(given) = kinds.get(name) else { continue };
        let at = &format!("{at}.{name}");
        if given.is_empty() {
            return Err(bad(at, "[] is no kind of entity; leave it out for all"));
        }
        for kind in given {
            let kind = (role, one_of(KINDS, "kind of entity", kind, at)?);
            if !allowed.contains(&kind) {
                allowed.push(kind);
            }
        }
    }
    Ok(allowed.into())
}

fn check_roles(roles: &Roles, at: &str) -> Result<(), Error> {
    roles.keys().try_for_each(|name| one_of(&ROLES, "role", name, at).map(drop))
}

fn check_codes(codes: &CodesDefinition, at: &str) -> Result<(), Error> {
    let check = |field: &str, code: &Option<String>, right: fn(&str) -> bool, form: &str| match code {
        Some(code) if !right(code) => {
            Err(bad(&format!("{at}.codes.{field}"), format!("\"{code}\" is not {form}")))
        }
        _ => Ok(()),
    };
    let digits = |code: &str| (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    check("cameo", &codes.cameo, digits, "a CAMEO code of two to four digits")?;
    let one_of_plover = format!("one of {}", PLOVER.join(", "));
    check("plover", &codes.plover, |code| PLOVER.contains(&code), &one_of_plover)?;
    let named = |code: &str| code.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
    check("ace", &codes.ace, named, "of the form Conflict.Attack")
}
