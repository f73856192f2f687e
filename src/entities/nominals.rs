//! Noun phrases that speak of a thing again: "the missile" after "a ballistic missile", "the agency" after its name.

use rustc_hash::FxHashMap;

use super::chains::Chains;
use super::constructions::Heads;
use super::mentions::{Article, Form, Mention, Number, lemma};
use super::words::{self, CalledBy};
use crate::document::Document;
use crate::names::{Known, Name, kind_of_word};
use crate::report::EntityType;
use crate::syntax::{Deprel, Upos};
use crate::work::tick;

/// How many mentions with the same head are looked at.
const SAME_HEAD: usize = 6;

/// How many sentences back a name is looked for that a noun calls by what it is.
const REACH: u32 = 6;

/// How many names back.
const NAMES: usize = 24;

/// Joins noun phrases with what they speak of again.
pub(super) fn join(document: &Document, names: &[Name], mentions: &[Mention], chains: &mut Chains) {
    let mut finder = Finder {
        document,
        names,
        mentions,
        chains,
        by_head: FxHashMap::default(),
        by_title: FxHashMap::default(),
        named: Vec::new(),
    };
    for number in 0..mentions.len() {
        finder.read(number);
    }
}

/// Joins what belongs to one owner and is called the same: "his house" and "Brown's house". Pronouns are known by now.
pub(super) fn join_owned(document: &Document, mentions: &[Mention], at: &Heads, chains: &mut Chains) {
    // By the noun and the owner.
    let mut owned: FxHashMap<(&str, usize), usize> = FxHashMap::default();
    for (number, mention) in mentions.iter().enumerate() {
        if mention.article() != Some(Article::Possessive) {
            continue;
        }
        let owner = document.syntax.dependent(mention.head, &[Deprel::NmodPoss]);
        let Some(owner) = owner.and_then(|owner| at.mention(owner)) else { continue };
        let key = (document.lemma(mention.head), chains.root(owner));
        let said = |mention: &Mention| {
            let start = document
                .syntax
                .dependent(mention.head, &[Deprel::NmodPoss])
                .map_or(mention.words.start, |w| w + 1);
            let words = start.min(mention.head)..mention.head;
            words
                .filter(|&w| matches!(document.upos(w), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num))
                .collect::<Vec<_>>()
        };
        match owned.get(&key) {
            Some(&before)
                if mentions[before].number == mention.number
                    && said(mention).iter().all(|&w| {
                        said(&mentions[before])
                            .iter()
                            .any(|&other| document.lemma(other) == document.lemma(w))
                    })
                    && chains.agree(before, number) =>
            {
                chains.join(before, number);
            }
            Some(_) => {}
            None => {
                owned.insert(key, number);
            }
        }
    }
}

/// "his house": whose it is, is not known yet.
fn is_pronouns(document: &Document, mention: &Mention) -> bool {
    let owner = document.syntax.dependent(mention.head, &[Deprel::NmodPoss]);
    owner.is_some_and(|owner| document.upos(owner) == Upos::Pron)
}

struct Finder<'a> {
    document: &'a Document<'a>,
    names: &'a [Name],
    mentions: &'a [Mention],
    chains: &'a mut Chains,
    /// The last mentions with a head, by its lemma; names by their last word.
    by_head: FxHashMap<&'a str, Vec<usize>>,
    /// The last person with a title, by its words.
    by_title: FxHashMap<&'a str, usize>,
    /// Mentions that are names, in order.
    named: Vec<usize>,
}

impl<'a> Finder<'a> {
    fn read(&mut self, number: usize) {
        let document = self.document;
        let mention = &self.mentions[number];
        match mention.form {
            Form::Noun(article) => {
                if article != Article::Indefinite
                    && !is_pronouns(document, mention)
                    && let Some(before) = self.antecedent(number, article)
                {
                    self.chains.join(before, number);
                }
                self.by_head.entry(lemma(document, mention.head)).or_default().push(number);
            }
            Form::Name(name) => {
                let name = &self.names[name];
                if name.adjective {
                    return;
                }
                for word in name.title.iter().flat_map(|title| title.words.clone()) {
                    self.by_title.insert(document.norm(word), number);
                }
                if name.kind != EntityType::Person {
                    let last = document.norm(name.words.end - 1);
                    self.by_head.entry(last).or_default().push(number);
                    // "the university" after "University of Ghana"
                    let head = document.norm(mention.head);
                    if head != last && document.norm((mention.head + 1).min(name.words.end - 1)) == "of" {
                        self.by_head.entry(head).or_default().push(number);
                    }
                }
                self.named.push(number);
            }
            Form::Pronoun(_) => {}
        }
    }

    fn antecedent(&mut self, number: usize, article: Article) -> Option<usize> {
        let mention = &self.mentions[number];
        let lemma = lemma(self.document, mention.head);
        let same_head: Vec<usize> =
            self.by_head.get(lemma).into_iter().flatten().rev().take(SAME_HEAD).copied().collect();
        for before in same_head {
            if self.same_thing(before, number, article) {
                return Some(before);
            }
        }
        if !matches!(article, Article::Definite | Article::Demonstrative) {
            return None;
        }
        // "the president" after "President Anna Brown"
        if let Some(&titled) = self.by_title.get(lemma)
            && mention.number == Number::One
            && self.chains.agree(titled, number)
            && !fellows(self.document, &self.mentions[titled], mention)
        {
            return Some(titled);
        }
        self.called_by(number)
    }

    /// The same head, and nothing that tells the two apart.
    fn same_thing(&mut self, before: usize, number: usize, article: Article) -> bool {
        let (document, mentions) = (self.document, self.mentions);
        let (old, new) = (&mentions[before], &mentions[number]);
        if fellows(document, old, new) {
            return false;
        }
        if old.name().is_some() {
            // "the ministry" after "the Defense Ministry"
            return matches!(article, Article::Definite | Article::Demonstrative)
                && new.number == Number::One
                && kind_of_word(lemma(document, new.head)).is_some()
                && self.modifiers(new).is_empty()
                && new.sentence - old.sentence <= 2 * REACH;
        }
        if !self.chains.agree(before, number) || holds(document, old, new) || holds(document, new, old) {
            return false;
        }
        if old.number != new.number {
            return false;
        }
        let (old_words, new_words) = (self.modifiers(old), self.modifiers(new));
        let added = |word: &&'a str| !old_words.contains(word);
        if new_words.iter().any(|word| added(word) || words::tells_apart(word)) {
            return false;
        }
        let lost = old_words.iter().any(|word| !new_words.contains(word));
        let (old_after, new_after) = (self.after(old), self.after(new));
        // "the history of events", "the history of values"
        if new_after.is_some() && new_after != old_after {
            return false;
        }
        match article {
            Article::Indefinite => false,
            // "missiles" of any kind are not those before, and "missiles" are not "the two missiles".
            // "officials" are others each time.
            Article::Bare if new.kind == Some(EntityType::People) && new.number == Number::Many => false,
            Article::Bare => {
                !lost
                    && old_after == new_after
                    && matches!(old.article(), Some(Article::Bare | Article::Definite))
            }
            Article::Possessive => !lost || new.sentence - old.sentence <= REACH,
            Article::Definite | Article::Demonstrative => {
                old_words.iter().all(|word| !words::tells_apart(word))
                    || !lost
                    || new.sentence - old.sentence <= 2
            }
        }
    }

    /// Words that say more of the head than its article: "South", "Korean", "new" in "the new South Korean ministry", the owner too.
    fn modifiers(&self, mention: &Mention) -> Vec<&'a str> {
        let document = self.document;
        let said = |&word: &usize| {
            word != mention.head
                && matches!(
                    document.upos(word),
                    Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Verb | Upos::Pron
                )
                && document.syntax.deprel[word] != Deprel::Det
        };
        mention.words.clone().filter(said).map(|word| document.lemma(word)).collect()
    }

    /// The noun that a preposition hangs on the head: "events" in "the history of events".
    fn after(&self, mention: &Mention) -> Option<&'a str> {
        let syntax = &self.document.syntax;
        let noun = syntax.dependents(mention.head).find(|&child| {
            child >= mention.words.end
                && matches!(syntax.deprel[child], Deprel::Nmod | Deprel::AclRelcl | Deprel::Acl)
        });
        noun.map(|noun| self.document.lemma(noun))
    }

    /// "the agency", "the country", "the city", "the man" for the last that was named.
    fn called_by(&mut self, number: usize) -> Option<usize> {
        let mention = &self.mentions[number];
        let called = words::called_by(lemma(self.document, mention.head))?;
        if mention.number == Number::Many
            || self.after(mention).is_some()
            || !self.modifiers(mention).is_empty()
        {
            return None;
        }
        let reach = match called {
            CalledBy::Person => 2,
            _ => REACH,
        };
        for at in (0..self.named.len()).rev().take(NAMES) {
            tick(1);
            let before = self.named[at];
            let old = &self.mentions[before];
            if mention.sentence - old.sentence > reach {
                break;
            }
            let Some(name) = old.name().map(|name| &self.names[name]) else { continue };
            let fits = match called {
                CalledBy::Organization => name.kind == EntityType::Organization,
                CalledBy::Country => matches!(name.known, Some(Known::Country(_))) && !name.adjective,
                CalledBy::Town => name.kind == EntityType::Place && name.known.is_none(),
                CalledBy::Person => name.kind == EntityType::Person,
            };
            if fits
                && self.chains.agree(before, number)
                && !fellows(self.document, old, mention)
                && !holds(self.document, mention, old)
                && !holds(self.document, old, mention)
            {
                return Some(before);
            }
        }
        None
    }
}

/// Whether one mention is inside of another, with all that hangs on it: "his" in "his father", "Japan" in "the minister of Japan".
pub(super) fn holds(document: &Document, outer: &Mention, inner: &Mention) -> bool {
    if outer.words.contains(&inner.head) {
        return true;
    }
    let syntax = &document.syntax;
    if !syntax.subtree(outer.head).contains(&inner.head) {
        return false;
    }
    // "the man who lost his job": what a clause says of the man may name him again.
    let mut at = inner.head;
    for above in syntax.ancestors(inner.head) {
        use Deprel::*;
        if !matches!(
            syntax.deprel[at],
            Nmod | NmodPoss | NmodDesc | NmodUnmarked | Compound | Amod | Nummod | Flat | Det
        ) {
            return false;
        }
        if above == outer.head {
            return true;
        }
        at = above;
    }
    false
}

/// "Brown met the minister", "Brown is not the minister": who takes part in one thing beside another is not that other.
fn fellows(document: &Document, a: &Mention, b: &Mention) -> bool {
    let above = |mention: &Mention| document.syntax.head(mention.head);
    a.sentence == b.sentence
        && (above(a) == Some(b.head)
            || above(b) == Some(a.head)
            || above(a).is_some() && above(a) == above(b))
}
