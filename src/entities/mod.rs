//! Who and what is spoken of: names, countries, pronouns and the noun phrases that take part in something.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::names::countries::{self, Country};
use crate::report::{EntityType, MentionKind};
use crate::syntax::{Upos, Xpos};

include!(concat!(env!("OUT_DIR"), "/name_cues.rs"));

/// Someone or something, with all its mentions (word ranges, in order).
#[derive(Debug, Clone)]
pub struct Entity {
    pub name: String,
    pub kind: EntityType,
    pub mentions: Vec<(Range<usize>, MentionKind)>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    pub sector: Option<&'static str>,
    pub title: Option<String>,
    pub named: bool,
}

/// All entities of a text.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    pub all: Vec<Entity>,
    /// For each word, one more than the entity whose mention ends there; 0: none.
    ends_at: Vec<u32>,
    /// Unnamed ones by their words, so that "lawmakers" twice is one.
    nominal: FxHashMap<String, usize>,
}

fn table<T: Copy>(rows: &[(&str, T)], word: &str) -> Option<T> {
    rows.binary_search_by(|(w, _)| (*w).cmp(word)).ok().map(|at| rows[at].1)
}

/// Finds all names and countries and what pronouns stand for.
pub fn find(document: &Document) -> Entities {
    let mut finder = Finder {
        document,
        entities: Entities { ends_at: vec![0; document.tokens.words.len()], ..Entities::default() },
        countries: FxHashMap::default(),
        names: FxHashMap::default(),
        people: FxHashMap::default(),
        country_at: vec![None; document.tokens.words.len()],
        last_person: None,
        last_body: None,
    };
    for mention in countries::find(document.text, &document.tokens) {
        finder.country_at[mention.words.end - 1] =
            Some((mention.words.clone(), mention.country, mention.kind));
    }
    for sentence in &document.tokens.sentences {
        if !matches!(sentence.zone, ZoneKind::Boilerplate(_) | ZoneKind::Published) {
            finder.read(sentence.words.clone());
        }
    }
    finder.entities
}

type CountryAt = (Range<usize>, &'static Country, countries::Kind);

struct Finder<'d> {
    document: &'d Document<'d>,
    entities: Entities,
    countries: FxHashMap<&'static str, usize>,
    /// Names, short forms and acronyms in lower case.
    names: FxHashMap<String, usize>,
    /// The country mention that ends at a word.
    country_at: Vec<Option<CountryAt>>,
    /// First and last words of people's names; a later person takes the word over.
    people: FxHashMap<String, usize>,
    last_person: Option<usize>,
    last_body: Option<usize>,
}

impl Finder<'_> {
    fn read(&mut self, words: Range<usize>) {
        for word in words {
            if let Some((range, country, kind)) = self.country_at[word].clone() {
                self.country(range, country, kind);
                continue;
            }
            if self.document.upos(word) == Upos::Pron {
                self.pronoun(word);
                continue;
            }
            if self.document.upos(word) == Upos::Propn && !self.goes_on(word) {
                self.name(word);
            }
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

    fn add(&mut self, entity: Entity) -> usize {
        self.entities.all.push(entity);
        self.entities.all.len() - 1
    }

    fn mention(&mut self, entity: usize, words: Range<usize>, kind: MentionKind) {
        self.entities.ends_at[words.end - 1] = entity as u32 + 1;
        self.entities.all[entity].mentions.push((words, kind));
    }

    /// A country by its name or its people is the country; a capital or a seat of government ("Kremlin") is an entity of
    /// its own that belongs to it.
    fn country(&mut self, words: Range<usize>, country: &'static Country, kind: countries::Kind) {
        let written = self.document.span_of(&words).of(self.document.text);
        let known = match kind {
            countries::Kind::Name | countries::Kind::Demonym => self.countries.get(country.alpha3),
            countries::Kind::Capital | countries::Kind::Seat => self.names.get(&written.to_lowercase()),
        };
        let entity = match (known, kind) {
            (Some(&known), _) => known,
            (None, countries::Kind::Name | countries::Kind::Demonym) => {
                let new = self.add_place(country.name, country);
                self.countries.insert(country.alpha3, new);
                new
            }
            (None, countries::Kind::Capital | countries::Kind::Seat) => {
                let new = self.add_place(written, country);
                self.names.insert(written.to_lowercase(), new);
                new
            }
        };
        if kind != countries::Kind::Demonym {
            self.last_body = Some(entity);
        }
        self.mention(entity, words, MentionKind::Name);
    }

    fn add_place(&mut self, name: &str, country: &'static Country) -> usize {
        self.add(Entity {
            name: name.to_string(),
            kind: EntityType::Place,
            mentions: Vec::new(),
            country: Some(country.alpha3),
            sector: None,
            title: None,
            named: true,
        })
    }

    fn pronoun(&mut self, word: usize) {
        let antecedent = match self.document.norm(word) {
            "he" | "she" | "him" | "his" | "her" | "himself" | "herself" => self.last_person,
            "it" | "its" | "itself" => self.last_body,
            _ => None,
        };
        if let Some(entity) = antecedent {
            self.mention(entity, word..word + 1, MentionKind::Pronoun);
        }
    }

    /// The name whose last word is `last`.
    fn name(&mut self, last: usize) {
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
            let nationality = matches!(self.country_at[left], Some((_, _, countries::Kind::Demonym)));
            if !joins || nationality {
                break;
            }
            start = left;
        }
        let (title, start) = split_title(document, floor..start, start..last + 1);
        let words = start..last + 1;
        let name = document.span_of(&words).of(document.text).to_string();
        let key = name.to_lowercase();
        let country = self.country_of(floor..start, phrase.and_then(|p| p.possessor.clone()));
        let body = self.kind_of(&words, title.is_some());
        // Two countries can each have a "Defense Ministry".
        let qualified = match (body, country) {
            (EntityType::Organization, Some(code)) => format!("{key}|{code}"),
            _ => key.clone(),
        };
        let known = self
            .names
            .get(&qualified)
            .or_else(|| self.names.get(&key).filter(|_| country.is_none()))
            .copied();
        let known = known.or_else(|| match body {
            EntityType::Person | EntityType::Other => self.person_called(&words),
            _ => None,
        });
        let known = known.or_else(|| self.short_form_of(body, &words, &name));
        let entity = known.unwrap_or_else(|| {
            let head = document.lemma(last).to_lowercase();
            let sector = table(SECTORS, &head).or_else(|| title.as_ref().and_then(|t| sector_of_title(t)));
            self.add(Entity {
                name: name.clone(),
                kind: body,
                mentions: Vec::new(),
                country,
                sector,
                title: None,
                named: true,
            })
        });
        if self.entities.all[entity].title.is_none() {
            self.entities.all[entity].title = title;
        }
        if self.entities.all[entity].country.is_none() {
            self.entities.all[entity].country = country;
        }
        self.names.entry(qualified).or_insert(entity);
        self.names.entry(key).or_insert(entity);
        if let Some(acronym) = acronym_after(document, last) {
            self.names.entry(acronym).or_insert(entity);
        }
        if known.is_none() && body == EntityType::Person && words.len() > 1 {
            for word in [words.start, last] {
                self.people.insert(document.norm(word).to_string(), entity);
            }
        }
        match self.entities.all[entity].kind {
            EntityType::Person => self.last_person = Some(entity),
            EntityType::Organization => self.last_body = Some(entity),
            _ => {}
        }
        self.mention(entity, words, MentionKind::Name);
    }

    /// "Nakatani" after "Gen Nakatani", "Kim" after "Kim Jong Un".
    fn person_called(&self, words: &Range<usize>) -> Option<usize> {
        (words.len() == 1).then(|| self.people.get(self.document.norm(words.start)).copied()).flatten()
    }

    /// "Cremer", told before "Meghan Cremer": the short form takes the full name.
    fn short_form_of(&mut self, body: EntityType, words: &Range<usize>, name: &str) -> Option<usize> {
        if body != EntityType::Person || words.len() < 2 {
            return None;
        }
        let short = *self.names.get(self.document.norm(words.end - 1))?;
        let entity = &mut self.entities.all[short];
        let single =
            !entity.name.contains(' ') && matches!(entity.kind, EntityType::Person | EntityType::Other);
        if !single || entity.country.is_some() {
            return None;
        }
        entity.name = name.to_string();
        entity.kind = EntityType::Person;
        Some(short)
    }

    fn kind_of(&self, words: &Range<usize>, titled: bool) -> EntityType {
        let document = self.document;
        let last = words.end - 1;
        for word in [last, words.start] {
            if let Some(kind) = table(KINDS, &document.norm(word).to_lowercase())
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
        before
            .chain(possessor)
            .find_map(|w| self.country_at[w].as_ref().map(|(_, country, _)| country.alpha3))
    }
}

/// A capital letter inside a sentence, whatever the tag: "Joint" of "Joint Chiefs of Staff".
fn written_as_name(document: &Document, word: usize) -> bool {
    let inside = word > 0 && document.upos(word - 1) != Upos::Punct && document.form(word - 1) != ".";
    inside
        && matches!(document.upos(word), Upos::Adj | Upos::Noun)
        && document.form(word).starts_with(char::is_uppercase)
}

/// "(JCS)" after a name: its short form, in lower case.
fn acronym_after(document: &Document, last: usize) -> Option<String> {
    let open = last + 1;
    if open + 2 >= document.tokens.words.len() || document.norm(open) != "(" || document.norm(open + 2) != ")"
    {
        return None;
    }
    let form = document.form(open + 1);
    let acronym = form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
    acronym.then(|| form.to_lowercase())
}

/// Takes a title off the front of a name: "Defense Minister" off "Defense Minister Gen Nakatani". Lower-case titles
/// stand in `before`.
fn split_title(document: &Document, before: Range<usize>, name: Range<usize>) -> (Option<String>, usize) {
    let is_title = |w: usize| TITLES.binary_search(&document.norm(w)).is_ok();
    let organisation = matches!(
        table(KINDS, document.norm(name.end - 1)),
        Some(EntityType::Organization | EntityType::Place | EntityType::Facility)
    );
    let inside = (name.start..name.end.saturating_sub(1)).rev().find(|&w| is_title(w));
    if let Some(last) = inside.filter(|_| !organisation) {
        let title = document.span_of(&(name.start..last + 1)).of(document.text);
        return (Some(title.to_string()), last + 1);
    }
    let written = before.end.checked_sub(1).filter(|&w| before.contains(&w) && is_title(w));
    if let Some(last) = written.filter(|_| !organisation) {
        let first = before.clone().find(|&w| !matches!(document.upos(w), Upos::Det | Upos::Adj | Upos::Pron));
        let title = document.span_of(&(first.unwrap_or(last).min(last)..last + 1)).of(document.text);
        return (Some(title.to_string()), name.start);
    }
    (None, name.start)
}

/// Whether a word says what somebody is: "minister", "spokesman".
pub(crate) fn is_person(lemma: &str) -> bool {
    table(KINDS, lemma) == Some(EntityType::Person) || TITLES.binary_search(&lemma).is_ok()
}

fn sector_of_title(title: &str) -> Option<&'static str> {
    title.split_whitespace().rev().find_map(|word| table(SECTORS, &word.to_lowercase()))
}

impl Entities {
    /// The entity that some words are, by the mention that ends where they end.
    pub fn at(&self, words: &Range<usize>) -> Option<usize> {
        (self.ends_at[words.end - 1] as usize).checked_sub(1)
    }

    /// The entity that some words are; what is not known yet is noted as an unnamed one.
    pub fn at_or_new(&mut self, document: &Document, words: &Range<usize>) -> usize {
        if let Some(known) = self.at(words) {
            return known;
        }
        let skipped = words.clone().take_while(|&w| document.upos(w) == Upos::Det).count();
        let bare = (words.start + skipped).min(words.end - 1)..words.end;
        let name = document.span_of(&bare).of(document.text).to_string();
        let key = name.to_lowercase();
        let entity = match self.nominal.get(&key) {
            Some(&known) => known,
            None => {
                let head = words.end - 1;
                let kind = table(KINDS, document.norm(head))
                    .or_else(|| table(KINDS, document.lemma(head)))
                    .unwrap_or(EntityType::Other);
                let within = bare.clone().filter_map(|w| self.at(&(w..w + 1)));
                let country = within.rev().find_map(|e| self.all[e].country);
                let sector =
                    table(SECTORS, document.norm(head)).or_else(|| table(SECTORS, document.lemma(head)));
                self.all.push(Entity {
                    name,
                    kind,
                    mentions: Vec::new(),
                    country,
                    sector,
                    title: None,
                    named: false,
                });
                self.nominal.insert(key, self.all.len() - 1);
                self.all.len() - 1
            }
        };
        self.all[entity].mentions.push((words.clone(), MentionKind::Nominal));
        self.ends_at[words.end - 1] = entity as u32 + 1;
        entity
    }
}
