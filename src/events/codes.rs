//! Finer codes of events: CAMEO sub-codes, PLOVER modes and contexts, by the rules of `data/codes.toml`.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Event, EventType, Mention};
use crate::document::Document;
use crate::report::{Codes, Role};
use crate::syntax::{Deprel, Upos};
use crate::work::tick;

/// `data/codes.toml` as the build script packs it.
static PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/codes.txt"));

/// How many contexts an event has at most.
const CONTEXTS: usize = 3;

/// How many words of what somebody says or asks are looked at.
const CONTENT: usize = 24;

/// How many words that rules ask for are kept around a trigger.
const NEAR: usize = 48;

/// How deep nouns that hang on nouns are followed: "violations of the *rights* of *prisoners*".
const DEPTH: usize = 2;

/// Where a word near a trigger stands, as bits.
mod zone {
    pub(super) const TRIGGER: u8 = 1;
    /// Who does it.
    pub(super) const BY: u8 = 2;
    /// What it is done to or given.
    pub(super) const TO: u8 = 4;
    pub(super) const OTHER: u8 = 8;
    pub(super) const ANY: u8 = TRIGGER | BY | TO | OTHER;
}

/// One of these words stands in one of these zones.
#[derive(Debug)]
struct Condition {
    zones: u8,
    /// Numbers of words, sorted.
    words: Vec<u16>,
}

impl Condition {
    fn holds(&self, near: &[(u16, u8)]) -> bool {
        tick(near.len());
        near.iter().any(|(word, zone)| zone & self.zones != 0 && self.words.binary_search(word).is_ok())
    }
}

/// What an event is coded as where all conditions hold; what is empty is not told.
#[derive(Debug)]
struct Rule {
    cameo: &'static str,
    /// Stands for the first two digits of the CAMEO code.
    root: &'static str,
    plover: &'static str,
    mode: &'static str,
    conditions: Vec<Condition>,
    unless: Option<Condition>,
}

impl Rule {
    fn holds(&self, near: &[(u16, u8)]) -> bool {
        tick(self.conditions.len() + 1);
        self.conditions.iter().all(|condition| condition.holds(near))
            && !self.unless.as_ref().is_some_and(|unless| unless.holds(near))
    }
}

/// The rules of each type and the words of each context.
#[derive(Debug, Default)]
struct Rules {
    rules: Vec<Rule>,
    /// Numbers of rules, in their order.
    of_type: FxHashMap<&'static str, Vec<u16>>,
    /// Every word that a rule or a context asks for, with its number.
    words: FxHashMap<&'static str, u16>,
    contexts: Vec<&'static str>,
    /// For each word its contexts as bits; those of the words behind the last are none.
    contexts_of: Vec<u64>,
}

impl Rules {
    fn built_in() -> &'static Self {
        static RULES: LazyLock<Rules> = LazyLock::new(Rules::read);
        &RULES
    }

    fn read() -> Self {
        let mut rules = Self::default();
        let mut lists: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
        for line in PACKED.lines() {
            let Some((kind, rest)) = line.split_at_checked(1) else { continue };
            let mut fields = rest.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            match kind {
                "L" => {
                    let name = field();
                    let words = rules.numbers(field(), &lists);
                    lists.insert(name, words);
                }
                "C" => {
                    let types = field();
                    let mut rule = Rule {
                        cameo: field(),
                        root: field(),
                        plover: field(),
                        mode: field(),
                        conditions: Vec::new(),
                        unless: None,
                    };
                    let doer = zone::TRIGGER | zone::BY | zone::OTHER;
                    for zones in [zone::TRIGGER, zone::ANY, zone::ANY, zone::TO, doer, zone::BY] {
                        let words = rules.numbers(field(), &lists);
                        if !words.is_empty() {
                            rule.conditions.push(Condition { zones, words });
                        }
                    }
                    let words = rules.numbers(field(), &lists);
                    rule.unless = (!words.is_empty()).then_some(Condition { zones: zone::ANY, words });
                    let number = rules.rules.len() as u16;
                    for name in types.split(' ') {
                        rules.of_type.entry(name).or_default().push(number);
                    }
                    rules.rules.push(rule);
                }
                _ => {
                    let bit = 1 << rules.contexts.len();
                    rules.contexts.push(field());
                    for word in rules.numbers(field(), &lists) {
                        let word = usize::from(word);
                        if rules.contexts_of.len() <= word {
                            rules.contexts_of.resize(word + 1, 0);
                        }
                        rules.contexts_of[word] |= bit;
                    }
                }
            }
        }
        rules
    }

    /// The words of a field, "@name" for those of a list, by their numbers.
    fn numbers(&mut self, packed: &'static str, lists: &FxHashMap<&str, Vec<u16>>) -> Vec<u16> {
        let mut numbers = Vec::new();
        for word in packed.split(' ').filter(|word| !word.is_empty()) {
            if let Some(list) = word.strip_prefix('@') {
                numbers.extend(lists.get(list).into_iter().flatten());
                continue;
            }
            let next = self.words.len() as u16;
            numbers.push(*self.words.entry(word).or_insert(next));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The number of a word of the text, where anything asks for it.
    fn number(&self, document: &Document, word: usize) -> Option<u16> {
        // The lemma of a name keeps its capitals.
        let lemma = match document.upos(word) {
            Upos::Propn => document.norm(word),
            _ => document.lemma(word),
        };
        self.words.get(lemma).copied()
    }
}

/// Gives events of a text their codes.
pub(crate) struct Coder<'d> {
    document: &'d Document<'d>,
    rules: &'static Rules,
    /// How many words of a sentence speak for each context; sentences are counted when an event asks.
    contexts: FxHashMap<usize, Vec<(usize, usize)>>,
}

impl<'d> Coder<'d> {
    pub(crate) fn new(document: &'d Document<'d>) -> Self {
        Self { document, rules: Rules::built_in(), contexts: FxHashMap::default() }
    }

    /// The codes of an event: those of its type, made finer where the text tells more.
    pub(crate) fn codes(&mut self, kind: &EventType, event: &Event) -> Codes {
        let mut codes = kind.codes();
        // A user's own type has no codes, nor have births and sports.
        if codes.cameo.is_none() && codes.plover.is_none() {
            return codes;
        }
        let rules = self.rules.of_type.get(&*kind.name).filter(|_| !kind.fixed_codes);
        if let Some(rules) = rules {
            let near: Vec<Vec<(u16, u8)>> =
                event.mentions.iter().map(|m| Near::of(self.document, self.rules, m)).collect();
            let holding: Vec<&Rule> = rules
                .iter()
                .map(|&rule| &self.rules.rules[usize::from(rule)])
                .filter(|rule| near.iter().any(|words| rule.holds(words)))
                .collect();
            refine(&mut codes, &holding);
        }
        if codes.plover.is_some() {
            codes.plover_contexts = self.contexts(event);
        }
        codes
    }

    /// The contexts that most words of the sentences that tell an event speak for; of equals the first of the list.
    fn contexts(&mut self, event: &Event) -> Option<Vec<String>> {
        let mut sentences: Vec<usize> = event.mentions.iter().map(|m| m.sentence).collect();
        sentences.sort_unstable();
        sentences.dedup();
        let mut counts = vec![0; self.rules.contexts.len()];
        for sentence in sentences {
            for &(context, count) in self.contexts_of(sentence) {
                counts[context] += count;
            }
        }
        let mut found: Vec<usize> = (0..counts.len()).filter(|&context| counts[context] > 0).collect();
        // Stable: of equals the first.
        found.sort_by_key(|&context| usize::MAX - counts[context]);
        found.truncate(CONTEXTS);
        let names = found.iter().map(|&context| self.rules.contexts[context].to_owned());
        (!found.is_empty()).then(|| names.collect())
    }

    /// The contexts of a sentence, with how many of its words speak for each.
    fn contexts_of(&mut self, sentence: usize) -> &[(usize, usize)] {
        let (document, rules) = (self.document, self.rules);
        self.contexts.entry(sentence).or_insert_with(|| {
            let mut counts: Vec<(usize, usize)> = Vec::new();
            for word in document.tokens.sentences[sentence].words.clone() {
                let number = rules.number(document, word).map(usize::from);
                let mut bits = number.and_then(|n| rules.contexts_of.get(n)).copied().unwrap_or(0);
                while bits != 0 {
                    let context = bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    match counts.iter_mut().find(|(other, _)| *other == context) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((context, 1)),
                    }
                }
            }
            counts
        })
    }
}

/// Puts in what the rules that hold tell, the first of them that tells it.
fn refine(codes: &mut Codes, holding: &[&Rule]) {
    if let Some(rule) = holding.iter().find(|rule| !rule.cameo.is_empty()) {
        codes.cameo = Some(rule.cameo.to_owned());
    }
    let root = holding.iter().find(|rule| !rule.root.is_empty());
    if let Some((rule, code)) = root.zip(codes.cameo.as_mut())
        && let Some(rest) = code.get(2..)
    {
        *code = format!("{}{rest}", rule.root);
    }
    // A mode is one of the type's: both come from one rule.
    let how = holding.iter().find(|rule| !rule.mode.is_empty() || !rule.plover.is_empty());
    if let Some(rule) = how {
        codes.plover_mode = (!rule.mode.is_empty()).then(|| rule.mode.to_owned());
        if !rule.plover.is_empty() {
            codes.plover = Some(rule.plover.to_owned());
        }
    }
}

/// Gathers the words around a trigger that rules ask for, each with its zone.
struct Near<'d> {
    document: &'d Document<'d>,
    rules: &'static Rules,
    /// Word numbers in the text that are in, and the words.
    taken: Vec<usize>,
    words: Vec<(u16, u8)>,
}

impl<'d> Near<'d> {
    fn of(document: &'d Document<'d>, rules: &'static Rules, mention: &Mention) -> Vec<(u16, u8)> {
        let mut near = Self { document, rules, taken: Vec::new(), words: Vec::new() };
        near.gather(mention);
        near.words
    }

    fn gather(&mut self, mention: &Mention) {
        let document = self.document;
        let syntax = &document.syntax;
        let trigger = mention.trigger;
        self.add(trigger, zone::TRIGGER);
        // What takes part first: of "hospital attack" the hospital is no means of it.
        for argument in &mention.arguments {
            let zone = match argument.role {
                Role::Actor => zone::BY,
                Role::Instrument | Role::Topic => zone::OTHER,
                _ => zone::TO,
            };
            argument.words.clone().for_each(|word| self.add(word, zone));
        }
        self.add_dependents(trigger);
        self.add_phrase(trigger, zone::OTHER);
        if document.upos(trigger) == Upos::Verb {
            self.add_understood(trigger);
        }
        // "imposed a curfew", "talks were brokered"
        let carried = matches!(syntax.deprel[trigger], Deprel::Obj | Deprel::NsubjPass);
        if let Some(head) = syntax.head(trigger).filter(|_| carried) {
            self.add(head, zone::OTHER);
        }
        let sentence = &document.tokens.sentences[mention.sentence];
        if let Some(verb) = document.clause(sentence).carrying_verb(trigger) {
            self.add_dependents(verb);
        }
    }

    fn add(&mut self, word: usize, zone: u8) {
        if self.words.len() >= NEAR || self.taken.contains(&word) {
            return;
        }
        if let Some(number) = self.rules.number(self.document, word) {
            tick(self.taken.len());
            self.taken.push(word);
            self.words.push((number, zone));
        }
    }

    /// The noun phrase of a word.
    fn add_phrase(&mut self, word: usize, zone: u8) {
        let phrases = &self.document.phrases;
        match phrases.at(word) {
            Some(phrase) => phrases.nouns[phrase].words.clone().for_each(|word| self.add(word, zone)),
            None => self.add(word, zone),
        }
    }

    /// A noun with the nouns that hang on it.
    fn add_nouns(&mut self, word: usize, zone: u8, depth: usize) {
        let syntax = &self.document.syntax;
        self.add_phrase(word, zone);
        if depth == 0 {
            return;
        }
        for child in syntax.dependents(word) {
            if matches!(syntax.deprel[child], Deprel::Nmod | Deprel::Conj) {
                self.add_nouns(child, zone, depth - 1);
            }
        }
    }

    /// What hangs on a trigger, or on the verb that carries it.
    fn add_dependents(&mut self, head: usize) {
        let syntax = &self.document.syntax;
        for child in syntax.dependents(head) {
            let zone = match syntax.deprel[child] {
                Deprel::Nsubj | Deprel::OblAgent | Deprel::NmodPoss => zone::BY,
                Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass => zone::TO,
                Deprel::Obl | Deprel::Nmod => self.zone_after_preposition(child),
                Deprel::Compound | Deprel::Amod | Deprel::Advmod | Deprel::CompoundPrt => zone::OTHER,
                // "demanded that the army withdraw", "a vow to send arms"
                Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl => {
                    syntax.subtree(child).take(CONTENT).for_each(|word| self.add(word, zone::OTHER));
                    continue;
                }
                // "used gas to disperse the crowd", "attacked the town using drones"
                Deprel::Advcl if child > head && self.is_bare(child) => {
                    self.add(child, zone::OTHER);
                    if let Some(object) = syntax.object(child) {
                        self.add_nouns(object, zone::OTHER, 0);
                    }
                    continue;
                }
                _ => continue,
            };
            self.add_nouns(child, zone, DEPTH);
        }
    }

    /// Who does it and what it is done to where other clauses tell that: "a channel *closed* by the army".
    fn add_understood(&mut self, verb: usize) {
        let syntax = &self.document.syntax;
        if let Some(subject) = syntax.subject(verb) {
            self.add_nouns(subject, if syntax.is_passive(verb) { zone::TO } else { zone::BY }, 0);
        }
        if let Some(object) = syntax.object(verb) {
            self.add_nouns(object, zone::TO, 0);
        }
    }

    fn zone_after_preposition(&self, noun: usize) -> u8 {
        match self.document.syntax.preposition(noun).map(|word| self.document.norm(word)) {
            Some("by") => zone::BY,
            Some("of" | "on" | "upon" | "against" | "at" | "to" | "into" | "near" | "toward" | "towards") => {
                zone::TO
            }
            _ => zone::OTHER,
        }
    }

    /// Whether no conjunction leads a clause: "to attack", "by attacking", "of attacking".
    fn is_bare(&self, verb: usize) -> bool {
        let mark = self.document.syntax.dependent(verb, &[Deprel::Mark]);
        mark.is_none_or(|mark| {
            matches!(self.document.norm(mark), "to" | "by" | "of" | "for" | "from" | "with")
        })
    }
}
