//! Who "he", "its" and "they" are: of those that agree and that grammar allows, the one that stands out most.
//!
//! In the manner of Lappin and Leass 1994: recent ones and subjects stand out, and so do those that are spoken of often.

use super::chains::Chains;
use super::constructions::Heads;
use super::mentions::{Article, Form, Mention, Number, Pronoun, Role};
use super::nominals::holds;
use super::words;
use crate::document::Document;
use crate::names::Name;
use crate::report::EntityType;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::work::tick;

/// How many sentences back.
const REACH: u32 = 3;

/// How many mentions back.
const CANDIDATES: usize = 80;

/// Joins pronouns with what they stand for.
pub(super) fn join(
    document: &Document,
    names: &[Name],
    mentions: &[Mention],
    at: &Heads,
    chains: &mut Chains,
) {
    for (number, mention) in mentions.iter().enumerate() {
        if let Some(pronoun) = mention.pronoun()
            && matches!(pronoun, Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They)
            && !(pronoun == Pronoun::It && is_empty(document, mention.head))
        {
            let finder = Finder { document, names, mentions, at, number, pronoun };
            if let Some(antecedent) = finder.antecedent(chains) {
                chains.join(antecedent, number);
            }
        }
    }
}

struct Finder<'a> {
    document: &'a Document<'a>,
    names: &'a [Name],
    mentions: &'a [Mention],
    at: &'a Heads,
    number: usize,
    pronoun: Pronoun,
}

impl Finder<'_> {
    fn antecedent(&self, chains: &mut Chains) -> Option<usize> {
        let mention = &self.mentions[self.number];
        let doer = self.doer().map(|doer| chains.root(doer));
        let mut best: Option<(i32, usize)> = None;
        for before in (0..self.number).rev().take(CANDIDATES) {
            tick(1);
            let old = &self.mentions[before];
            if mention.sentence - old.sentence > REACH {
                break;
            }
            if doer == Some(chains.root(before)) || !self.can_be(before, chains) {
                continue;
            }
            let weight = self.weight(before, chains);
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, before));
            }
        }
        best.map(|(_, before)| before)
    }

    /// Who it can't be since he does what it is done to: "the army" for "it" in "the army (the largest of all) denied it", "saw
    /// no sign of it".
    fn doer(&self) -> Option<usize> {
        let syntax = &self.document.syntax;
        let new = &self.mentions[self.number];
        if matches!(new.role, Role::Subject | Role::Possessor) || is_reflexive(self.document.norm(new.head)) {
            return None;
        }
        let mut above = syntax.head(syntax.first_conjunct(new.head))?;
        if new.role == Role::Modifier && syntax.dependent(above, &[Deprel::NmodPoss]).is_none() {
            above = syntax.head(above)?;
        }
        self.at.mention(syntax.subject(above)?)
    }

    fn can_be(&self, before: usize, chains: &mut Chains) -> bool {
        let document = self.document;
        let (old, new) = (&self.mentions[before], &self.mentions[self.number]);
        match old.form {
            Form::Pronoun(Pronoun::I | Pronoun::We | Pronoun::You | Pronoun::Relative) => return false,
            Form::Name(name) if self.names[name].adjective => return false,
            _ => {}
        }
        self.agrees(before, chains) && !holds(document, old, new) && self.grammar_allows(old, new)
    }

    fn agrees(&self, before: usize, chains: &mut Chains) -> bool {
        use EntityType::*;
        let ours = self.mentions[self.number].female;
        let chain = chains.chain(before);
        let gender = ours.zip(chain.female).is_none_or(|(a, b)| a == b);
        let old = &self.mentions[before];
        let name = old.name().is_some();
        match self.pronoun {
            Pronoun::He | Pronoun::She => {
                let person = match chain.kind {
                    Some(Person) => true,
                    // A name that nothing is known of may be a person's.
                    None => name || chain.female.is_some(),
                    Some(_) => false,
                };
                person && gender && chain.number != Number::Many
            }
            Pronoun::It => {
                !matches!(chain.kind, Some(Person | People))
                    && chain.female.is_none()
                    && chain.number != Number::Many
            }
            _ => match chain.kind {
                // One who may be a man or a woman: "a student lost their bag".
                Some(Person) => {
                    chain.number != Number::One
                        || !chain.named
                            && chain.female.is_none()
                            && old.article() == Some(Article::Indefinite)
                }
                Some(Organization | People) => true,
                _ => chain.number != Number::One,
            },
        }
    }

    /// "He hit him" are two; "he hit himself" is one.
    fn grammar_allows(&self, old: &Mention, new: &Mention) -> bool {
        let document = self.document;
        if old.sentence != new.sentence {
            return true;
        }
        let syntax = &document.syntax;
        let Some(verb) = syntax.head(syntax.first_conjunct(new.head)) else { return true };
        let reflexive =
            document.norm(new.head).ends_with("self") || document.norm(new.head).ends_with("selves");
        let fellow = syntax.head(old.head) == Some(verb) || syntax.subject(verb) == Some(old.head);
        if reflexive {
            return fellow || syntax.own_subject(verb).is_none();
        }
        if new.role == Role::Possessor {
            return true;
        }
        // Those who take part in one thing are others, but for subjects of clauses inside.
        if fellow && !matches!(new.role, Role::Subject) || syntax.head(old.head) == Some(verb) {
            return false;
        }
        // "Smith said: "He has left"": he is not Smith.
        !(new.quoted && !old.quoted && self.says(old.head, new.head))
    }

    /// Whether `subject` is the subject of a verb that the clause of `word` hangs on.
    fn says(&self, subject: usize, word: usize) -> bool {
        let syntax = &self.document.syntax;
        let verb = syntax.head(subject);
        let inside = |at: usize| matches!(syntax.deprel[at], Deprel::Ccomp | Deprel::Parataxis);
        let mut at = word;
        for above in syntax.ancestors(word) {
            if Some(above) == verb || Some(at) == verb && syntax.deprel[at] == Deprel::Parataxis {
                return inside(at);
            }
            at = above;
        }
        // The tree may hang the saying on what is said.
        verb.is_some_and(|verb| {
            syntax.deprel[verb] == Deprel::Parataxis
                && syntax.ancestors(word).any(|w| Some(w) == syntax.head(verb))
        })
    }

    fn weight(&self, before: usize, chains: &mut Chains) -> i32 {
        let (old, new) = (&self.mentions[before], &self.mentions[self.number]);
        let away = new.sentence - old.sentence;
        let mut weight = match away {
            0 => 20,
            1 => 12,
            2 => 4,
            _ => 0,
        };
        weight += match old.role {
            Role::Subject => 10,
            Role::Object => 5,
            Role::Oblique | Role::Possessor => 3,
            Role::Modifier | Role::Other => 0,
        };
        if old.role == new.role {
            weight += 3;
        }
        if is_location(self.document, old) {
            weight -= 8;
        }
        let chain = chains.chain(before);
        weight += 2 * chain.size.min(5) as i32;
        if chain.named {
            weight += 3;
        }
        if old.quoted != new.quoted {
            weight -= 4;
        }
        if old.headline {
            weight -= 4;
        }
        if away > 0 && old.paragraph != new.paragraph {
            weight -= 2;
        }
        match self.pronoun {
            // What acts has a plan, a budget, a capital of its own.
            Pronoun::It if matches!(chain.kind, Some(EntityType::Organization | EntityType::Place)) => {
                weight += 2
            }
            Pronoun::They if chain.number == Number::Many => weight += 4,
            Pronoun::He | Pronoun::She if chain.named => weight += 3,
            _ => {}
        }
        // Of two in one sentence the nearer, a little.
        if away == 0 {
            weight -= ((new.head - old.head) / 8).min(4) as i32;
        }
        weight
    }
}

/// "in South Korea", "near the town": where something is, not what is spoken of.
fn is_location(document: &Document, mention: &Mention) -> bool {
    matches!(mention.role, Role::Oblique | Role::Modifier)
        && matches!(mention.kind, Some(EntityType::Place | EntityType::Facility))
        && document.syntax.preposition(mention.head).is_some_and(|preposition| {
            matches!(
                document.norm(preposition),
                "in" | "at" | "near" | "from" | "over" | "off" | "outside" | "across"
            )
        })
}

fn is_reflexive(norm: &str) -> bool {
    norm.ends_with("self") || norm.ends_with("selves")
}

/// "It is clear that", "it rains", "it took years to": stands for nothing.
fn is_empty(document: &Document, it: usize) -> bool {
    let syntax = &document.syntax;
    if document.norm(it) != "it" {
        return false;
    }
    if syntax.deprel[it] == Deprel::Expl {
        return true;
    }
    let Some(head) = syntax.head(it) else { return false };
    if !matches!(syntax.deprel[it], Deprel::Nsubj | Deprel::NsubjPass) {
        return false;
    }
    if words::is_impersonal(syntax.lemma(head)) {
        return true;
    }
    let copula = syntax.dependent(head, &[Deprel::Cop]).is_some();
    let clause = syntax.dependents(head).any(|child| {
        child > head
            && (matches!(syntax.deprel[child], Deprel::Csubj | Deprel::CsubjPass)
                || copula
                    && document.upos(head) == Upos::Adj
                    && matches!(syntax.deprel[child], Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl)
                    && syntax.dependents(child).any(|mark| {
                        syntax.deprel[mark] == Deprel::Mark
                            && (document.xpos(mark) == Xpos::To || document.norm(mark) == "that")
                    }))
    });
    // "it is cold", "it was Monday", "it was said that"
    let weather =
        copula && matches!(syntax.lemma(head), "cold" | "warm" | "hot" | "dark" | "late" | "early" | "time");
    clause || weather || copula && words::is_calendar(document.norm(head))
}
