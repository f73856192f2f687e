//! Mentions that grammar says are of one thing: appositions, predicates, relative pronouns.

use super::chains::Chains;
use super::mentions::{Article, Form, Mention, Number, Pronoun, relative_clause};
use crate::document::Document;
use crate::report::EntityType;
use crate::syntax::{Deprel, Xpos};

/// Joins appositions and predicate nouns with what they tell of.
pub(super) fn join(document: &Document, mentions: &[Mention], at: &Heads, chains: &mut Chains) {
    for (number, mention) in mentions.iter().enumerate() {
        let other =
            apposed(document, mentions, at, number).or_else(|| subject(document, mentions, at, mention));
        let other = other.or_else(|| called(document, mentions, at, mention));
        if let Some(other) = other.filter(|&other| other != number)
            && chains.agree(other, number)
        {
            chains.join(other, number);
        }
    }
}

/// Joins relative pronouns with their nouns.
pub(super) fn join_relatives(document: &Document, mentions: &[Mention], at: &Heads, chains: &mut Chains) {
    for (number, mention) in mentions.iter().enumerate() {
        if mention.form == Form::Pronoun(Pronoun::Relative)
            && let Some(noun) = relative_clause(document, mention.head).and_then(|noun| at.mention(noun))
        {
            chains.join(noun, number);
        }
    }
}

/// For each word the mention that it heads.
pub(super) struct Heads(Vec<u32>);

impl Heads {
    pub(super) fn new(words: usize, mentions: &[Mention]) -> Self {
        let mut of_word = vec![0; words];
        for (number, mention) in mentions.iter().enumerate() {
            // All words of a name: trees differ on its head.
            if mention.name().is_some() {
                of_word[mention.words.clone()].fill(number as u32 + 1);
            }
            of_word[mention.head] = number as u32 + 1;
        }
        Self(of_word)
    }

    pub(super) fn mention(&self, word: usize) -> Option<usize> {
        (self.0[word] as usize).checked_sub(1)
    }
}

/// "the agency" for "DIA" in "the agency, DIA, said"; "Smith" for "a lawyer" in "Smith, a lawyer, said".
fn apposed(document: &Document, mentions: &[Mention], at: &Heads, number: usize) -> Option<usize> {
    let mention = &mentions[number];
    let syntax = &document.syntax;
    if syntax.deprel[mention.head] != Deprel::Appos {
        return None;
    }
    let other = at.mention(syntax.head(mention.head)?)?;
    let told = &mentions[other];
    let [a, b] = [told, mention].map(|m| m.name().is_some());
    // "Irving, Texas"; names side by side are mostly a list. Of two nouns "the suspect, a teacher" is one person.
    let both = a && b || mention.kind == Some(EntityType::Place) || told.kind == Some(EntityType::Place);
    let list = syntax.dependent(mention.head, &[Deprel::Conj]).is_some();
    let marked = mention.words.start > 0
        && matches!(document.norm(mention.words.start - 1), "," | "(" | "-" | "–" | "—" | ":" | "\"");
    let near = told.head < mention.head && mention.head - told.head < 40;
    let joined = near && (marked || a || b);
    (joined && !both && !list && told.pronoun().is_none() && mention.pronoun().is_none()).then_some(other)
}

/// How many words before a verb of naming another name is looked for.
const BESIDE: usize = 12;

/// "Sea of Japan" for "East Sea" in "the Sea of Japan, also known as the East Sea", "is often referred to as the East Sea".
fn called(document: &Document, mentions: &[Mention], at: &Heads, mention: &Mention) -> Option<usize> {
    let syntax = &document.syntax;
    // "known for its wines"; of all nouns only names, since "known as a dealer" is less than a name
    mention.name()?;
    let verb = syntax.head(mention.head)?;
    let by_as = || syntax.preposition(mention.head).is_some_and(|word| document.norm(word) == "as");
    let naming = document.xpos(verb) == Xpos::Vbn
        && verb < mention.head
        && match syntax.lemma(verb) {
            "know" | "refer" => by_as(),
            "call" | "dub" | "name" | "nickname" | "rename" => {
                matches!(
                    syntax.deprel[mention.head],
                    Deprel::Xcomp | Deprel::Obj | Deprel::Obl | Deprel::OblUnmarked
                ) && syntax.preposition(mention.head).is_none()
            }
            _ => false,
        };
    if !naming {
        return None;
    }
    let noun = match syntax.deprel[verb] {
        Deprel::Acl | Deprel::Amod => syntax.head(verb).filter(|&noun| noun < verb)?,
        _ => syntax.dependent(verb, &[Deprel::NsubjPass])?,
    };
    let hedged = syntax
        .dependents(verb)
        .any(|child| matches!(document.norm(child), "not" | "n't" | "never" | "after" | "if"));
    // "flew over the Sea of Japan, referred to as": the name beside it, wherever the tree has hung the verb
    let mut beside = (noun + 1..verb).rev().take(BESIDE).filter_map(|word| at.mention(word));
    let beside = beside.find(|&name| mentions[name].name().is_some());
    let same_kind = beside.filter(|&name| mentions[name].kind == mention.kind);
    same_kind.or(at.mention(noun)).filter(|_| !hedged)
}

/// "Smith" for "the director" in "Smith is the director", "Smith became director".
fn subject(document: &Document, mentions: &[Mention], at: &Heads, mention: &Mention) -> Option<usize> {
    let syntax = &document.syntax;
    match mention.form {
        // "The commander is Anna Brown"
        Form::Name(_) if mention.kind == Some(EntityType::Person) => {}
        // "water is life" says nothing of who is who
        Form::Noun(article) if article != Article::Bare || mention.kind == Some(EntityType::Person) => {}
        _ => return None,
    }
    if mention.number == Number::Many {
        return None;
    }
    syntax.dependent(mention.head, &[Deprel::Cop])?;
    let hedged = syntax.dependents(mention.head).any(|child| {
        matches!(document.norm(child), "not" | "n't" | "never" | "?" | "if" | "whether" | "like" | "as")
            || syntax.deprel[child] == Deprel::Aux && !matches!(syntax.lemma(child), "have" | "be")
            || matches!(syntax.deprel[child], Deprel::Case)
    });
    let subject = syntax.dependent(mention.head, &[Deprel::Nsubj])?;
    let known = at.mention(subject)?;
    // "It is a shame", "there is a way"
    let empty = matches!(document.norm(subject), "it" | "this" | "that" | "these" | "what" | "there");
    // Two names are two.
    let names = mention.name().is_some() && mentions[known].article() != Some(Article::Definite);
    (!hedged && !empty && !names && subject < mention.head).then_some(known)
}
