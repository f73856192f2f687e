//! All that may be spoken of: names, noun phrases and pronouns, with what they tell of who they can be.

use std::ops::Range;

use super::words;
use crate::article::ZoneKind;
use crate::document::Document;
use crate::names::given::{self, Gender};
use crate::names::{Name, kind_of_word, titles};
use crate::order;
use crate::report::EntityType;
use crate::statements::quotes;
use crate::syntax::{Deprel, Syntax, Upos, Xpos};

/// One mention.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Without what follows the head, but for the rest of a name.
    pub(super) words: Range<usize>,
    /// The word that the others hang on.
    pub(super) head: usize,
    pub(super) form: Form,
    /// None where the words don't tell.
    pub(super) kind: Option<EntityType>,
    pub(super) number: Number,
    pub(super) female: Option<bool>,
    pub(super) country: Option<&'static str>,
    pub(super) sector: Option<&'static str>,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) role: Role,
    pub(super) quoted: bool,
    pub(super) headline: bool,
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Index into the names of the text.
    Name(usize),
    Noun(Article),
    Pronoun(Pronoun),
}

/// How a noun phrase begins, which tells whether its thing is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// "the ministry"
    Definite,
    /// "this ministry"
    Demonstrative,
    /// "its ministry", "Japan's ministry"
    Possessive,
    /// "a ministry", "some ministries", "every ministry"
    Indefinite,
    /// "ministries"
    Bare,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    /// "who", "which" of a relative clause
    Relative,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
    /// "police", "the team", "you"
    Either,
}

/// What a mention is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Subject,
    Object,
    Oblique,
    Possessor,
    Modifier,
    Other,
}

impl Mention {
    pub(super) fn pronoun(&self) -> Option<Pronoun> {
        match self.form {
            Form::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<usize> {
        match self.form {
            Form::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn article(&self) -> Option<Article> {
        match self.form {
            Form::Noun(article) => Some(article),
            _ => None,
        }
    }
}

/// All mentions, in the order of their heads; those of one head once.
pub(super) fn find(document: &Document, names: &[Name], quoted: &[bool]) -> Vec<Mention> {
    let mut named = vec![false; document.tokens.words.len()];
    let mut country_at = vec![None; document.tokens.words.len()];
    for name in names {
        named[name.words.clone()].fill(true);
        if name.known.is_some() {
            country_at[name.words.end - 1] = name.country;
        }
    }
    let mut finder = Finder { document, quoted, country_at, mentions: Vec::new() };
    let mut names = names.iter().enumerate().peekable();
    let mut phrase = 0;
    for (number, sentence) in document.tokens.sentences.iter().enumerate() {
        if matches!(sentence.zone, ZoneKind::Boilerplate(_) | ZoneKind::Published) {
            continue;
        }
        let first = finder.mentions.len();
        let at = At {
            sentence: number as u32,
            paragraph: sentence.paragraph,
            headline: sentence.zone == ZoneKind::Headline,
        };
        while names.next_if(|(_, name)| name.words.end <= sentence.words.start).is_some() {}
        while let Some((number, name)) = names.next_if(|(_, name)| name.words.end <= sentence.words.end) {
            finder.name(number, name, at);
        }
        for word in sentence.words.clone() {
            finder.pronoun(word, at);
        }
        let nouns = &document.phrases.nouns;
        while nouns.get(phrase).is_some_and(|p| p.words.start < sentence.words.start) {
            phrase += 1;
        }
        while let Some(noun) = nouns.get(phrase).filter(|p| p.words.start < sentence.words.end) {
            if let Some(owner) = &noun.possessor {
                let head = top(&document.syntax, owner);
                if !named[head] && owner.contains(&head) {
                    finder.noun(owner.clone(), head, at);
                }
            }
            if !named[noun.head] {
                finder.noun(noun.words.clone(), noun.head, at);
            }
            phrase += 1;
        }
        order::sort_by_key(&mut finder.mentions[first..], |m| [m.head, m.words.start, 0]);
    }
    finder.mentions.dedup_by_key(|m| m.head);
    finder.mentions
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
struct At {
    sentence: u32,
    paragraph: u32,
    headline: bool,
}

struct Finder<'d> {
    document: &'d Document<'d>,
    quoted: &'d [bool],
    /// The country that is named by the name that ends at a word.
    country_at: Vec<Option<&'static str>>,
    mentions: Vec<Mention>,
}

impl Finder<'_> {
    fn push(&mut self, words: Range<usize>, head: usize, form: Form, at: At) -> &mut Mention {
        self.mentions.push(Mention {
            head,
            form,
            kind: None,
            number: Number::Either,
            female: None,
            country: None,
            sector: None,
            sentence: at.sentence,
            paragraph: at.paragraph,
            role: role(&self.document.syntax, head),
            quoted: self.quoted[head],
            headline: at.headline,
            words,
        });
        let last = self.mentions.len() - 1;
        &mut self.mentions[last]
    }

    fn name(&mut self, number: usize, name: &Name, at: At) {
        let document = self.document;
        // "Wednesday" is a time; "May" may be somebody.
        let time = || name.words.clone().all(|w| words::is_calendar(document.norm(w)));
        if name.words.is_empty() || name.kind != EntityType::Person && time() {
            return;
        }
        let head = top(&document.syntax, &name.words);
        let plural = document.xpos(name.words.end - 1) == Xpos::Nnps && name.known.is_none();
        let mention = self.push(name.words.clone(), head, Form::Name(number), at);
        mention.kind = Some(name.kind).filter(|kind| *kind != EntityType::Other);
        (mention.country, mention.sector) = (name.country, name.sector);
        mention.number = match name.kind {
            EntityType::People => Number::Many,
            EntityType::Organization => Number::Either,
            _ if plural => Number::Either,
            _ => Number::One,
        };
        if name.kind == EntityType::Person {
            let title = name.title.as_ref().map_or(0..0, |title| title.words.clone());
            let told = title.rev().find_map(|w| words::female(document.norm(w)));
            mention.female = told.or_else(|| match given::gender(document.norm(name.words.start))? {
                Gender::Female => Some(true),
                Gender::Male => Some(false),
                Gender::Either => None,
            });
        }
    }

    fn pronoun(&mut self, word: usize, at: At) {
        let document = self.document;
        if document.upos(word) != Upos::Pron {
            return;
        }
        use {Number::*, Pronoun::*};
        let person = Some(EntityType::Person);
        let (pronoun, number, kind, female) = match document.norm(word) {
            "i" | "me" | "my" | "mine" | "myself" => (I, One, person, None),
            "we" | "us" | "our" | "ours" | "ourselves" => (We, Many, None, None),
            "you" | "your" | "yours" | "yourself" | "yourselves" => (You, Either, None, None),
            "he" | "him" | "his" | "himself" => (He, One, person, Some(false)),
            "she" | "her" | "hers" | "herself" => (She, One, person, Some(true)),
            "it" | "its" | "itself" => (It, One, None, None),
            "they" | "them" | "their" | "theirs" | "themselves" | "'em" => (They, Many, None, None),
            "who" | "which" | "that" | "whom" if relative_clause(document, word).is_some() => {
                (Relative, Either, None, None)
            }
            _ => return,
        };
        // "in the US" in capitals is no pronoun.
        if pronoun == We && document.form(word) == "US" {
            return;
        }
        let mention = self.push(word..word + 1, word, Form::Pronoun(pronoun), at);
        (mention.number, mention.kind, mention.female) = (number, kind, female);
    }

    fn noun(&mut self, words: Range<usize>, head: usize, at: At) {
        let document = self.document;
        let noun = match document.upos(head) {
            Upos::Noun => true,
            // "the University": a noun in capitals
            Upos::Propn => document.norm(words.start) == "the" && is_body(document.norm(head)),
            _ => is_group(document, head),
        };
        if !noun {
            return;
        }
        let lemma = lemma(document, head);
        if words::is_calendar(lemma) || words::is_calendar(document.norm(head)) {
            return;
        }
        let article = article(document, &words, head);
        let role = titles::role(document, &words);
        let kind = role.map(|role| kind_of_role(role.kind)).or_else(|| kind_of_word(document.norm(head)));
        let kind = kind.or_else(|| kind_of_word(lemma));
        let kind = kind.or_else(|| words::is_person(lemma).then_some(EntityType::Person));
        let plural = document.xpos(head) == Xpos::Nns || document.upos(head) == Upos::Adj;
        let number = match plural {
            _ if words::is_collective(lemma) => Number::Either,
            true => Number::Many,
            false => Number::One,
        };
        let kind = match kind {
            Some(EntityType::Person) if plural => Some(EntityType::People),
            None if document.upos(head) == Upos::Adj => Some(EntityType::People),
            kind => kind,
        };
        let female = words::female(lemma).filter(|_| !plural);
        let sector = role.and_then(|role| role.sector);
        let country = role.and_then(|role| role.country);
        let country = country.or_else(|| words.clone().rev().find_map(|word| self.country_at[word]));
        let mention = self.push(words, head, Form::Noun(article), at);
        mention.country = country;
        (mention.kind, mention.number, mention.female, mention.sector) = (kind, number, female, sector);
    }
}

fn is_body(noun: &str) -> bool {
    words::called_by(noun) == Some(words::CalledBy::Organization)
}

/// The lemma of a head; of a noun in capitals, which is taken for a name, the word for look-ups.
pub(super) fn lemma<'d>(document: &'d Document, head: usize) -> &'d str {
    match document.upos(head) {
        Upos::Propn => document.norm(head),
        _ => document.lemma(head),
    }
}

/// What kind of thing has a role.
pub(super) fn kind_of_role(kind: titles::Kind) -> EntityType {
    match kind {
        titles::Kind::Person => EntityType::Person,
        titles::Kind::People => EntityType::People,
        titles::Kind::Body => EntityType::Organization,
    }
}

/// "the injured", "the poor"
fn is_group(document: &Document, head: usize) -> bool {
    document.upos(head) == Upos::Adj
        && document.xpos(head) == Xpos::Jj
        && document.syntax.dependent(head, &[Deprel::Det]).is_some_and(|the| document.norm(the) == "the")
        && document.syntax.dependent(head, &[Deprel::Cop]).is_none()
}

fn article(document: &Document, words: &Range<usize>, head: usize) -> Article {
    let first = words.start;
    match document.norm(first) {
        "the" | "both" => return Article::Definite,
        "this" | "that" | "these" | "those" | "such" => return Article::Demonstrative,
        "a" | "an" | "another" | "some" | "any" | "no" | "every" | "each" | "many" | "several" | "few"
        | "more" | "most" | "how" | "other" | "all" | "what" | "which" | "whatever" | "much" | "enough"
        | "one" => {
            return Article::Indefinite;
        }
        _ => {}
    }
    if document.syntax.dependent(head, &[Deprel::NmodPoss]).is_some() {
        return Article::Possessive;
    }
    match document.upos(first) {
        // "two men" are others than "two men" before.
        Upos::Num if first != head => Article::Indefinite,
        _ => Article::Bare,
    }
}

/// The noun that a relative pronoun stands for: "troops" in "troops who had left".
pub(super) fn relative_clause(document: &Document, pronoun: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let relative = matches!(document.xpos(pronoun), Xpos::Wdt | Xpos::Wp) || document.norm(pronoun) == "that";
    if !relative || document.xpos(pronoun) == Xpos::Dt {
        return None;
    }
    let verb = syntax.ancestors(pronoun).take(4).find(|&above| syntax.deprel[above] == Deprel::AclRelcl)?;
    syntax.head(verb).filter(|&noun| noun < pronoun)
}

/// The word of some that hangs on a word outside of them.
pub(super) fn top(syntax: &Syntax, words: &Range<usize>) -> usize {
    let outside = |word: &usize| syntax.head(*word).is_none_or(|above| !words.contains(&above));
    words.clone().find(outside).unwrap_or(words.start)
}

fn role(syntax: &Syntax, head: usize) -> Role {
    use Deprel::*;
    match syntax.deprel[syntax.first_conjunct(head)] {
        Nsubj | NsubjPass | NsubjOuter | Root => Role::Subject,
        Obj | Iobj => Role::Object,
        Obl | OblAgent | OblUnmarked => Role::Oblique,
        NmodPoss => Role::Possessor,
        Nmod | Compound | Amod | NmodDesc | NmodUnmarked | Flat => Role::Modifier,
        _ => Role::Other,
    }
}

/// For each word whether it is between quotation marks.
pub(super) fn quoted(document: &Document) -> Vec<bool> {
    let mut quoted = vec![false; document.tokens.words.len()];
    for quote in quotes::find(document) {
        quoted[quote.words].fill(true);
    }
    quoted
}
