//! Who and what is spoken of: which names, noun phrases and pronouns are of one thing.
//!
//! A sieve of passes, the surest first, each of which sees what those before it joined (Raghunathan et al. 2010, Lee et al.
//! 2013): names, constructions that say so, nouns, speakers, pronouns. Each looks back a bounded way.

mod chains;
mod constructions;
mod mentions;
mod named;
mod nominals;
mod pronouns;
mod speakers;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::names::gazetteer::PlaceId;
use crate::names::{Known, Name, kind_of_word, titles};
use crate::order;
use crate::report::{EntityType, MentionKind};
use crate::syntax::Upos;
use chains::Chains;
use constructions::Heads;
use mentions::{Form, Mention, Pronoun};

pub(crate) use speakers::{bind as bind_speakers, is_first_person};
pub(crate) use words::{is_person, tells_event_apart};

/// Someone or something, with all its mentions (word ranges, in order).
#[derive(Debug, Clone)]
pub struct Entity {
    /// The fullest name; of what has none the words of the first mention without article.
    pub name: String,
    pub kind: EntityType,
    pub mentions: Vec<(Range<usize>, MentionKind)>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    pub sector: Option<&'static str>,
    pub title: Option<String>,
    pub named: bool,
    /// Where it is on the map.
    pub place: Option<PlaceId>,
}

/// All entities of a text: those with names, those that are spoken of twice, and those that somebody asked for.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    pub all: Vec<Entity>,
    /// For each word, one more than the entity whose mention ends there; 0: none.
    ends_at: Vec<u32>,
    /// For each word whether it is between quotation marks.
    quoted: Vec<bool>,
    /// Those that somebody asked for by their words, so that "lawmakers" twice in an event is one.
    asked: FxHashMap<String, usize>,
    /// Pronouns that are who speaks, as it turned out, and the entities that they are.
    retold: Vec<(usize, usize)>,
}

/// Finds who is spoken of, and all that speaks of them.
pub fn find(document: &Document, names: &[Name]) -> Entities {
    let quoted = mentions::quoted(document);
    let mentions = mentions::find(document, names, &quoted);
    let heads = Heads::new(document.tokens.words.len(), &mentions);
    let mut chains = Chains::new(&mentions);
    named::join(document, names, &mentions, &mut chains);
    constructions::join(document, &mentions, &heads, &mut chains);
    nominals::join(document, names, &mentions, &mut chains);
    speakers::join(document, &mentions, &mut chains);
    pronouns::join(document, names, &mentions, &heads, &mut chains);
    nominals::join_owned(document, &mentions, &heads, &mut chains);
    constructions::join_relatives(document, &mentions, &heads, &mut chains);

    let mut members: Vec<Vec<usize>> = vec![Vec::new(); mentions.len()];
    for number in 0..mentions.len() {
        members[chains.root(number)].push(number);
    }
    let mut entities = Entities {
        all: Vec::new(),
        ends_at: vec![0; document.tokens.words.len()],
        quoted,
        asked: FxHashMap::default(),
        retold: Vec::new(),
    };
    let mut of_known: FxHashMap<String, usize> = FxHashMap::default();
    for (root, members) in members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
        let told = members.iter().filter(|&&m| mentions[m].form != Form::Pronoun(Pronoun::Relative)).count();
        let chain = chains.chain(root);
        if told < 2 && !chain.named {
            continue;
        }
        let entity = Entity {
            name: name(document, names, &mentions, members),
            kind: kind(names, &mentions, members).or(chain.kind).unwrap_or(EntityType::Other),
            mentions: Vec::with_capacity(members.len()),
            country: chain.country,
            sector: chain.sector,
            title: title(document, names, &mentions, members),
            named: chain.named,
            place: members.iter().find_map(|&m| names[mentions[m].name()?].place),
        };
        entities.all.push(entity);
        let entity = entities.all.len() - 1;
        for &member in members {
            let mention = &mentions[member];
            let kind = match mention.form {
                Form::Name(name) if names[name].adjective => MentionKind::Nominal,
                Form::Name(_) => MentionKind::Name,
                Form::Noun(_) => MentionKind::Nominal,
                Form::Pronoun(_) => MentionKind::Pronoun,
            };
            // "who" is in the chain, but takes part in nothing that its noun doesn't.
            if mention.form != Form::Pronoun(Pronoun::Relative) {
                entities.mention(entity, mention.words.clone(), kind);
            }
            if let Some(name) = mention.name().map(|name| &names[name])
                && name.kind != EntityType::People
            {
                of_known.entry(named::key_of_place(document, name)).or_insert(entity);
            }
        }
    }
    for inner in names.iter().flat_map(|name| &name.inner) {
        entities.inner_name(document, inner, &mut of_known);
    }
    for entity in &mut entities.all {
        order::sort_by_key(&mut entity.mentions, |(words, _)| [words.start, words.end, 0]);
    }
    entities
}

/// The name of the country; else the name with the most words, of equals the longest, then the first; else the first noun
/// phrase.
fn name(document: &Document, names: &[Name], mentions: &[Mention], members: &[usize]) -> String {
    let mut fullest: Option<&Range<usize>> = None;
    for &member in members {
        let mention = &mentions[member];
        let Some(name) = mention.name().map(|name| &names[name]) else { continue };
        // "Russians" are not Russia, but "Russian troops" are Russia's.
        if let Some(Known::Country(country)) = name.known
            && name.kind != EntityType::People
        {
            return country.name.to_owned();
        }
        let size = |words: &Range<usize>| (words.len(), document.span_of(words).len());
        if fullest.is_none_or(|other| size(&name.words) > size(other)) {
            fullest = Some(&name.words);
        }
    }
    let noun = || members.iter().find(|&&m| mentions[m].article().is_some()).unwrap_or(&members[0]);
    let words = match fullest {
        Some(words) => words.clone(),
        None => bare(document, &mentions[*noun()].words),
    };
    document.span_of(&words).of(document.text).to_owned()
}

/// What most of the names of an entity say that it is; of equals the first.
fn kind(names: &[Name], mentions: &[Mention], members: &[usize]) -> Option<EntityType> {
    let kinds = || members.iter().filter_map(|&m| Some(names[mentions[m].name()?].kind));
    let count = |kind: EntityType| kinds().filter(|&k| k == kind).count();
    let mut seen: Vec<EntityType> = Vec::new();
    kinds().for_each(|kind| {
        if !seen.contains(&kind) {
            seen.push(kind)
        }
    });
    seen.into_iter().rev().max_by_key(|&kind| count(kind))
}

/// Words without the article and the marks before them.
fn bare(document: &Document, words: &Range<usize>) -> Range<usize> {
    let skipped = words.clone().take_while(|&w| matches!(document.upos(w), Upos::Det | Upos::Punct)).count();
    (words.start + skipped).min(words.end - 1)..words.end
}

/// The first title of somebody's names that is more than "Mr."; of who has no name, the first of the phrases.
fn title(document: &Document, names: &[Name], mentions: &[Mention], members: &[usize]) -> Option<String> {
    let named = || members.iter().filter_map(|&m| Some(&names[mentions[m].name()?]));
    if named().next().is_none() {
        let nouns = members.iter().filter(|&&m| mentions[m].article().is_some());
        return nouns.map(|&m| &mentions[m].words).find_map(|words| titles::of_unnamed(document, words));
    }
    let mut titles = named().filter_map(|name| name.title.as_ref());
    titles.find(|title| !title.address).map(|title| title.text.clone())
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
        let bare = bare(document, words);
        let name = document.span_of(&bare).of(document.text);
        let key = name.to_lowercase();
        if let Some(&known) = self.asked.get(&key) {
            self.mention(known, words.clone(), MentionKind::Nominal);
            return known;
        }
        let role = titles::role(document, &bare);
        let head = role.map_or(words.end - 1, |role| role.head);
        let kind = role.map(|role| mentions::kind_of_role(role.kind));
        let kind = kind.or_else(|| kind_of_word(document.norm(head)));
        let within = || bare.clone().rev().find_map(|w| self.all[self.at(&(w..w + 1))?].country);
        let entity = Entity {
            name: name.to_owned(),
            kind: kind.or_else(|| kind_of_word(document.lemma(head))).unwrap_or(EntityType::Other),
            mentions: Vec::new(),
            country: role.and_then(|role| role.country).or_else(within),
            sector: role.and_then(|role| role.sector),
            title: titles::of_unnamed(document, &bare),
            named: false,
            place: None,
        };
        self.all.push(entity);
        let new = self.all.len() - 1;
        self.asked.insert(key, new);
        self.mention(new, words.clone(), MentionKind::Nominal);
        new
    }

    /// Notes that some words speak of an entity. The first to end at a word keeps it.
    pub(crate) fn mention(&mut self, entity: usize, words: Range<usize>, kind: MentionKind) {
        let end = &mut self.ends_at[words.end - 1];
        if *end == 0 || kind == MentionKind::Name {
            *end = entity as u32 + 1;
        }
        self.all[entity].mentions.push((words, kind));
    }

    /// Notes a name inside of another one. What takes part in an event is the outer one, whatever word it ends at.
    fn inner_name(&mut self, document: &Document, name: &Name, of_known: &mut FxHashMap<String, usize>) {
        let new = self.all.len();
        let entity = *of_known.entry(named::key_of_place(document, name)).or_insert(new);
        if entity == new {
            self.all.push(Entity {
                name: match name.known {
                    Some(Known::Country(country)) => country.name.to_owned(),
                    _ => document.span_of(&name.words).of(document.text).to_owned(),
                },
                kind: name.kind,
                mentions: Vec::new(),
                country: name.country,
                sector: name.sector,
                title: None,
                named: true,
                place: name.place,
            });
        }
        self.all[entity].mentions.push((name.words.clone(), MentionKind::Name));
    }

    /// Whether a word is between quotation marks.
    pub(crate) fn is_quoted(&self, word: usize) -> bool {
        self.quoted.get(word).copied().unwrap_or(false)
    }
}
