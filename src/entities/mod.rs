//! Who and what is spoken of: names, countries, pronouns and the noun phrases that take part in something.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::names::{Known, Name, kind_of_word, sector_of_word};
use crate::report::{EntityType, MentionKind};
use crate::syntax::Upos;

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

/// Finds who is named, and what pronouns stand for.
pub fn find(document: &Document, names: &[Name]) -> Entities {
    let mut finder = Finder {
        document,
        entities: Entities { ends_at: vec![0; document.tokens.words.len()], ..Entities::default() },
        countries: FxHashMap::default(),
        names: FxHashMap::default(),
        people: FxHashMap::default(),
        last_person: None,
        last_body: None,
    };
    let mut names = names.iter().peekable();
    for sentence in &document.tokens.sentences {
        if matches!(sentence.zone, ZoneKind::Boilerplate(_) | ZoneKind::Published) {
            continue;
        }
        for word in sentence.words.clone() {
            if let Some(name) = names.next_if(|name| name.words.end == word + 1) {
                finder.name(name);
            } else if document.upos(word) == Upos::Pron {
                finder.pronoun(word);
            }
        }
    }
    finder.entities
}

struct Finder<'d> {
    document: &'d Document<'d>,
    entities: Entities,
    countries: FxHashMap<&'static str, usize>,
    /// Names, short forms and acronyms in lower case.
    names: FxHashMap<String, usize>,
    /// First and last words of people's names; a later person takes the word over.
    people: FxHashMap<String, usize>,
    last_person: Option<usize>,
    last_body: Option<usize>,
}

impl Finder<'_> {
    fn add(&mut self, entity: Entity) -> usize {
        self.entities.all.push(entity);
        self.entities.all.len() - 1
    }

    fn mention(&mut self, entity: usize, words: Range<usize>, kind: MentionKind) {
        self.entities.ends_at[words.end - 1] = entity as u32 + 1;
        self.entities.all[entity].mentions.push((words, kind));
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

    fn name(&mut self, name: &Name) {
        let document = self.document;
        let text = document.span_of(&name.words).of(document.text);
        let entity = match name.known {
            Some(Known::Country(country)) => match self.countries.get(country.alpha3) {
                Some(&known) => known,
                None => {
                    let new = self.add(entity_of(name, country.name));
                    self.countries.insert(country.alpha3, new);
                    new
                }
            },
            None => self.by_name(name, text),
        };
        match self.entities.all[entity].kind {
            EntityType::Person => self.last_person = Some(entity),
            EntityType::Organization => self.last_body = Some(entity),
            EntityType::Place if name.country.is_some() && !name.adjective => self.last_body = Some(entity),
            _ => {}
        }
        self.mention(entity, name.words.clone(), MentionKind::Name);
    }

    fn by_name(&mut self, name: &Name, text: &str) -> usize {
        let document = self.document;
        let key = text.to_lowercase();
        // Two countries can each have a "Defense Ministry".
        let qualified = match (name.kind, name.country) {
            (EntityType::Organization, Some(code)) => format!("{key}|{code}"),
            _ => key.clone(),
        };
        let known = self
            .names
            .get(&qualified)
            .or_else(|| self.names.get(&key).filter(|_| name.country.is_none()))
            .copied();
        let known = known.or_else(|| match name.kind {
            EntityType::Person | EntityType::Other => self.person_called(&name.words),
            _ => None,
        });
        let known = known.or_else(|| self.short_form_of(name.kind, &name.words, text));
        let entity = known.unwrap_or_else(|| self.add(entity_of(name, text)));
        if self.entities.all[entity].title.is_none() {
            let title = name.title.as_ref();
            self.entities.all[entity].title =
                title.map(|words| document.span_of(words).of(document.text).to_string());
        }
        if self.entities.all[entity].country.is_none() {
            self.entities.all[entity].country = name.country;
        }
        self.names.entry(qualified).or_insert(entity);
        self.names.entry(key).or_insert(entity);
        if let Some(acronym) = acronym_after(document, name.words.end - 1) {
            self.names.entry(acronym).or_insert(entity);
        }
        if known.is_none() && name.kind == EntityType::Person && name.words.len() > 1 {
            for word in [name.words.start, name.words.end - 1] {
                self.people.insert(document.norm(word).to_string(), entity);
            }
        }
        entity
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
}

fn entity_of(name: &Name, text: &str) -> Entity {
    Entity {
        name: text.to_string(),
        kind: name.kind,
        mentions: Vec::new(),
        country: name.country,
        sector: name.sector,
        title: None,
        named: true,
    }
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
                let kind = kind_of_word(document.norm(head))
                    .or_else(|| kind_of_word(document.lemma(head)))
                    .unwrap_or(EntityType::Other);
                let within = bare.clone().filter_map(|w| self.at(&(w..w + 1)));
                let country = within.rev().find_map(|e| self.all[e].country);
                let sector =
                    sector_of_word(document.norm(head)).or_else(|| sector_of_word(document.lemma(head)));
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
