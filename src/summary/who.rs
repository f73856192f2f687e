//! Who did it, or whom it was done to.

use super::{ASKED, Main, what};
use crate::entities::is_person;
use crate::report::{EntityType, Role};
use crate::syntax::{Deprel, Upos, Xpos};

/// So many words say who somebody is.
const MOST_WORDS: usize = 12;

/// So many words before a verb its lost subject is looked for.
const LOST: usize = 20;

/// So many sentences on, and so many words, somebody is called by name: "identified the victim as Anna Smith".
const IDENTIFIED: usize = 6;
const LOOKED_AT: usize = 200;

/// So many of a list are told.
const JOINED: usize = 4;

/// The fullest names of who did it; of what is done to somebody, theirs.
pub(super) fn of(main: &Main) -> String {
    let document = main.found.document;
    let trigger = main.mention.trigger;
    let verb = main.told.verb;
    let subject = verb.and_then(|verb| main.subject(verb));
    let acts = |word: &usize| main.acts(*word);
    let doer = || match verb.filter(|&verb| document.syntax.is_passive(verb)) {
        Some(verb) => subject.filter(acts).or_else(|| document.syntax.agent(verb).filter(acts)),
        None => subject.filter(acts),
    };
    let own = || subject.filter(|_| verb == Some(trigger));
    let called = |word: usize| main.called(word);
    let name = doer()
        .and_then(called)
        .or_else(|| main.fillers(Role::Actor))
        .or_else(|| own().and_then(|word| main.retold().or_else(|| called(word))))
        .or_else(|| main.fillers(Role::Target))
        .or_else(|| main.of_event())
        .or_else(|| subject.and_then(called))
        .or_else(|| main.speaker())
        .or_else(|| main.around())
        .or_else(|| main.fillers(Role::Object));
    name.unwrap_or_else(|| main.text(&what::of_noun(document, trigger, MOST_WORDS)))
}

impl Main<'_> {
    /// The subject of the clause that tells; not what the event itself is a part of: "The talks between Iran and Iraq should include". Where
    /// a tree has lost it, the last person before the verb.
    fn subject(&self, verb: usize) -> Option<usize> {
        let document = self.found.document;
        let syntax = &document.syntax;
        if let Some(subject) = syntax.subject(verb) {
            let part = syntax.subtree(subject).contains(&self.mention.trigger) && !self.told.within;
            return (!part).then_some(subject);
        }
        let finite = syntax.dependent(verb, &[Deprel::Aux]).is_some() || document.xpos(verb) == Xpos::Vbd;
        let start = document.tokens.sentences[self.mention.sentence].words.start;
        let mut before = (start.max(verb.saturating_sub(LOST))..verb).rev();
        let is_person = |word: usize| {
            let entity = self.found.entities.at(&(word..word + 1))?;
            let entity = &self.found.entities.all[entity];
            Some(entity.named && entity.kind == EntityType::Person && document.upos(word) == Upos::Propn)
        };
        before.find(|&word| finite && syntax.deprel[verb] == Deprel::Root && is_person(word) == Some(true))
    }

    /// Whether a word is somebody who can do things.
    fn acts(&self, word: usize) -> bool {
        let document = self.found.document;
        let kind = self.entity(word).map(|entity| self.found.entities.all[entity].kind);
        matches!(
            kind,
            Some(EntityType::Person | EntityType::Organization | EntityType::People | EntityType::Place)
        ) || is_person(document.lemma(word))
    }

    /// The entity of the phrase around a word.
    fn entity(&self, word: usize) -> Option<usize> {
        let document = self.found.document;
        let words = document.phrases.at(word).map(|at| document.phrases.nouns[at].words.clone());
        let words = words.filter(|words| !words.is_empty()).unwrap_or(word..word + 1);
        let apposed = || {
            let name = document.syntax.apposed_name(word)?;
            let at = document.phrases.at(name)?;
            self.found.entities.at(&document.phrases.nouns[at].words)
        };
        let named = |&entity: &usize| self.found.entities.all[entity].named;
        let own = self.found.entities.at(&words);
        own.filter(named).or_else(|| apposed().filter(named)).or(own)
    }

    /// Those in a role in this telling, each once.
    fn fillers(&self, role: Role) -> Option<String> {
        let syntax = &self.found.document.syntax;
        let heads = || self.in_role(role).take(JOINED).map(|a| (self.top(&a.words), a.entity));
        let mut names: Vec<String> = Vec::new();
        for (head, entity) in heads() {
            // "a delegation from *the Union of Comoros*"
            let within = |&(other, _): &(usize, usize)| other < head && syntax.subtree(other).contains(&head);
            let joined = |other: usize| syntax.first_conjunct(head) == syntax.first_conjunct(other);
            if heads().any(|other| within(&other) && !joined(other.0)) {
                continue;
            }
            if let Some(name) = self.one(head, entity)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        list(&names)
    }

    /// Somebody with a name in any telling, else anybody.
    fn of_event(&self) -> Option<String> {
        let arguments = || self.event.arguments.iter().take(ASKED);
        let entities = &self.found.entities.all;
        // of equals the first
        let of = |role: Role| {
            arguments().rev().filter(move |a| a.role == role).max_by_key(|a| entities[a.entity].named)
        };
        let someone = [Role::Actor, Role::Target].into_iter().find_map(of)?;
        self.one(self.top(&someone.words), someone.entity)
    }

    /// Who says so.
    fn speaker(&self) -> Option<String> {
        let entity = self.mention.source?;
        let sentence = &self.found.document.tokens.sentences[self.mention.sentence].words;
        let all = &self.found.entities.all[entity];
        let from = all.mentions.partition_point(|(words, _)| words.start < sentence.start);
        let here = all.mentions.get(from).filter(|(words, _)| words.end <= sentence.end);
        here.and_then(|(words, _)| self.one(self.top(words), entity)).or_else(|| Some(all.name.clone()))
    }

    /// Whom the sentence is about.
    fn around(&self) -> Option<String> {
        let syntax = &self.found.document.syntax;
        let above = syntax.ancestors(self.mention.trigger).find_map(|word| syntax.own_subject(word));
        above.filter(|&word| self.acts(word)).and_then(|word| self.called(word))
    }

    /// What somebody is called, with those joined to them: "Saudi Arabia and Iran".
    fn called(&self, word: usize) -> Option<String> {
        let document = self.found.document;
        let nominal = |&word: &usize| matches!(document.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
        let members: Vec<usize> =
            document.syntax.conjuncts(word).into_iter().filter(nominal).take(JOINED).collect();
        let members = if members.contains(&word) { members } else { vec![word] };
        let mut names: Vec<String> = Vec::new();
        for member in members {
            let entity = self.entity(member);
            let name = match entity {
                Some(entity) => self.one(member, entity),
                None if is_person(document.lemma(member)) && document.xpos(member) == Xpos::Nn => {
                    self.by_name(member).or_else(|| self.phrase(member))
                }
                None => self.phrase(member),
            };
            if let Some(name) = name
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        list(&names)
    }

    /// The name of an entity; of what has none the words here.
    fn one(&self, word: usize, entity: usize) -> Option<String> {
        let entity = &self.found.entities.all[entity];
        let document = self.found.document;
        let pronoun = document.upos(word) == Upos::Pron;
        let someone = entity.kind == EntityType::Person || is_person(document.lemma(word));
        match entity.named {
            true => Some(entity.name.clone()),
            false if someone && document.xpos(word) == Xpos::Nn => {
                self.by_name(word).or_else(|| self.phrase(word))
            }
            false if pronoun => Some(entity.name.clone()),
            false => self.phrase(word),
        }
    }

    /// The person that another telling names in the role of the subject.
    fn retold(&self) -> Option<String> {
        let passive = self.told.verb.is_some_and(|verb| self.found.document.syntax.is_passive(verb));
        let role = if passive { Role::Target } else { Role::Actor };
        let entities = &self.found.entities.all;
        // Of the event around nothing is known.
        let arguments = || self.event.arguments.iter().take(ASKED).filter(|_| !self.told.within);
        let named = |entity: usize| entities[entity].named && entities[entity].kind == EntityType::Person;
        // Who is one thing here and another there is neither for sure.
        let elsewhere = |entity: usize| arguments().any(|a| a.entity == entity && a.role != role);
        let mut people = arguments().filter(|a| a.role == role && named(a.entity) && !elsewhere(a.entity));
        people.next().map(|a| entities[a.entity].name.clone())
    }

    /// The name that another telling gives for one who has none here, or a sentence soon behind.
    fn by_name(&self, word: usize) -> Option<String> {
        self.retold().or_else(|| self.identified(word))
    }

    /// "identified the victim as *Anna Smith*", of who was killed; "named the suspect as *Adam Lee*", of who was arrested.
    fn identified(&self, word: usize) -> Option<String> {
        let document = self.found.document;
        let syntax = &document.syntax;
        let group = self.found.catalog.get(self.event.event_type).name.split('.').next();
        let is_same = |other: usize| match document.lemma(other) {
            "victim" | "deceased" | "dead" | "body" => group != Some("justice"),
            "suspect" | "accused" => group == Some("justice"),
            lemma => lemma == document.lemma(word),
        };
        let sentences = &document.tokens.sentences;
        let last = sentences.len().min(self.mention.sentence + IDENTIFIED);
        let words = sentences[self.mention.sentence].words.start..sentences[last - 1].words.end;
        let mut verbs = words.take(LOOKED_AT).filter(|&verb| {
            let told = match syntax.is_passive(verb) {
                true => syntax.subject(verb),
                false => syntax.object(verb),
            };
            matches!(document.lemma(verb), "identify" | "name") && told.is_some_and(is_same)
        });
        verbs.find_map(|verb| {
            let name = syntax.dependents(verb).find(|&name| {
                name > verb && syntax.preposition(name).is_some_and(|word| document.norm(word) == "as")
            })?;
            let entity = &self.found.entities.all[self.entity(name)?];
            (entity.named && entity.kind == EntityType::Person).then(|| entity.name.clone())
        })
    }

    /// "A delegation from the Union of Comoros"; of "the office on Tuesday", "the Congress Monday" without the day.
    fn phrase(&self, word: usize) -> Option<String> {
        let document = self.found.document;
        if document.upos(word) == Upos::Pron {
            return None;
        }
        let words = what::of_noun(document, word, MOST_WORDS);
        let times = self.found.times;
        let next = times.partition_point(|time| time.words.start <= words.start);
        let day = times.get(next).map(|time| time.words.start).filter(|&day| day < words.end);
        let linked = |day: usize| usize::from(document.upos(day - 1) == Upos::Adp);
        let end = day.map(|day| day - linked(day)).filter(|&end| end > words.start);
        Some(self.text(&(words.start..end.unwrap_or(words.end))))
    }
}

/// "A, B and C"
fn list(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(match others.is_empty() {
        true => last.clone(),
        false => format!("{} and {last}", others.join(", ")),
    })
}
