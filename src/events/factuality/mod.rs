//! How surely an event is presented.
//!
//! In the manner of De Facto (Saurí and Pustejovsky 2012): the value is looked for along the path from the trigger up its
//! tree, first its own auxiliaries, negations and modifiers, then at each word above what that word makes of what it
//! governs, until one decides or a clause that stands by itself is reached.

mod cues;
mod event;
mod governors;
mod group;
mod nouns;
#[cfg(test)]
mod tests;

pub(super) use event::of_event;

use crate::document::Document;
use crate::report::Factuality;
use crate::syntax::{Deprel, Upos, Xpos};
use cues::{Scope, cue};

/// A value with the words that decided it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision {
    pub(crate) factuality: Factuality,
    /// Word numbers.
    pub(crate) cues: Vec<usize>,
}

impl Decision {
    fn plain() -> Self {
        Self { factuality: Factuality::Actual, cues: Vec::new() }
    }

    /// Told plainly of what a cue says was done: "*managed* to sign".
    fn implied_by(self, cue: Option<usize>) -> Self {
        match (self.factuality, cue) {
            (Factuality::Actual, Some(cue)) if self.cues.is_empty() => Self::by(Factuality::Actual, cue),
            _ => self,
        }
    }

    fn by(factuality: Factuality, cue: usize) -> Self {
        Self { factuality, cues: vec![cue] }
    }
}

/// How many words up its tree an event is followed.
const PATH: usize = 8;

/// How many nouns above a noun are looked at: "plans for a *round* of *talks*".
const NOUNS: usize = 3;

/// Decides the factuality of the event that `trigger` tells.
pub(crate) fn decide(document: &Document, trigger: usize) -> Decision {
    let reader = Reader { document };
    match reader.is_verb(trigger) {
        true => reader.of_verb(trigger),
        false => reader.of_noun(trigger),
    }
}

/// What stands as the complement of a governor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Noun,
    /// "to sign"
    Infinitive,
    /// "signing"
    Participle,
    /// "(asked that he) sign"
    Bare,
    /// "(he) signs"
    Finite,
}

/// What a word above makes of what it governs.
enum Verdict {
    Decided(Decision),
    /// It says that what it governs takes place where it does itself: "managed to sign".
    Same,
    Silent,
}

struct Reader<'a> {
    document: &'a Document<'a>,
}

impl Reader<'_> {
    fn relation(&self, word: usize) -> Deprel {
        self.document.syntax.deprel[word]
    }

    fn head(&self, word: usize) -> Option<usize> {
        self.document.syntax.head(word)
    }

    fn dependents(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.document.syntax.dependents(word).collect::<Vec<_>>().into_iter()
    }

    fn cue(&self, word: usize, scope: Scope) -> Option<Factuality> {
        cue(self.document, word, scope)
    }

    fn is(&self, word: usize, norms: &[&str]) -> bool {
        norms.contains(&self.document.norm(word))
    }

    /// Heads a clause or a part of one: "a *stolen* car" does not.
    fn is_verb(&self, word: usize) -> bool {
        self.document.upos(word) == Upos::Verb
            && !matches!(self.relation(word), Deprel::Amod | Deprel::Compound | Deprel::Case)
    }

    fn is_subject(&self, word: usize) -> bool {
        matches!(self.relation(word), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
    }

    fn has_auxiliary(&self, word: usize) -> bool {
        self.dependents(word).any(|w| matches!(self.relation(w), Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
    }

    /// The prepositions and conjunctions that open what hangs on a word: "without" in "without attacking".
    fn links(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.dependents(word).filter(|&w| matches!(self.relation(w), Deprel::Case | Deprel::Mark))
    }

    fn linked_by(&self, word: usize, norms: &[&str]) -> bool {
        self.links(word).any(|w| self.is(w, norms))
    }

    fn form(&self, verb: usize) -> Form {
        let syntax = &self.document.syntax;
        let auxiliary = |w: &usize| matches!(self.relation(*w), Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        let mut auxiliaries = self.dependents(verb).filter(auxiliary);
        if syntax.is_infinitive(verb) {
            return Form::Infinitive;
        }
        match (self.document.xpos(verb), auxiliaries.next()) {
            (Xpos::Vb, None) => Form::Bare,
            // "that he be released"
            (Xpos::Vbn, Some(first)) if self.document.xpos(first) == Xpos::Vb => Form::Bare,
            (Xpos::Vbg | Xpos::Vbn, None) => Form::Participle,
            _ => Form::Finite,
        }
    }

    /// Looks from a verb upwards.
    fn of_verb(&self, trigger: usize) -> Decision {
        self.climb(trigger, PATH)
    }

    /// Looks from a verb at most `steps` words upwards.
    fn climb(&self, trigger: usize, steps: usize) -> Decision {
        let mut implied = None;
        self.climb_from(trigger, steps, &mut implied).implied_by(implied)
    }

    /// The way up; `implied` becomes the nearest word that says that what it governs was done.
    fn climb_from(&self, trigger: usize, steps: usize, implied: &mut Option<usize>) -> Decision {
        let mut verb = trigger;
        let mut purpose = None;
        for step in 0..steps {
            if let Some(decision) = self.in_group(verb) {
                return decision;
            }
            let form = self.form(verb);
            // "talks begin tomorrow", "is flying to Paris next week"
            if self.is_present(verb, form)
                && let Some(decision) = self.to_come(verb)
            {
                return decision;
            }
            if verb == trigger
                && self.document.xpos(trigger) != Xpos::Vbn
                && self.cue(trigger, Scope::Own) == Some(Factuality::Actual)
                && (self.document.xpos(trigger) != Xpos::Vb || self.is_performed(trigger))
            {
                return Decision::plain();
            }
            if let Some(decision) = self.opened(verb, form) {
                return decision;
            }
            // "is *going* to sign": as surely as the signing
            if verb == trigger
                && self.is(verb, &["going"])
                && self.dependents(verb).any(|w| {
                    w > verb && self.document.syntax.is_infinitive(w) && self.relation(w) == Deprel::Xcomp
                })
            {
                return Decision::by(Factuality::Planned, verb);
            }
            if self.is_ordered(verb, form) {
                return Decision::by(Factuality::Hypothetical, verb);
            }
            if form == Form::Infinitive && purpose.is_none() {
                purpose = self.links(verb).find(|&w| self.document.xpos(w) == Xpos::To);
            }
            let Some(head) = self.head(verb) else { break };
            let relation = self.relation(verb);
            if relation == Deprel::Conj {
                // "if he comes and she leaves": what governs the first governs it too
                let own_subject = self.document.syntax.own_subject(verb).is_some();
                if own_subject || form == Form::Finite {
                    return self.of_joined(verb);
                }
                verb = self.joined_to(verb, head, form);
                continue;
            }
            match self.governed(verb, head, relation, form) {
                Verdict::Decided(decision) => return decision,
                Verdict::Same => {
                    implied.get_or_insert(head);
                    // "managed to send men to help": sent, to help
                    if form == Form::Infinitive && purpose.is_some_and(|to| self.head(to) == Some(verb)) {
                        purpose = None;
                    }
                    verb = head;
                    continue;
                }
                Verdict::Silent => {}
            }
            // "accused *Moscow* of attacking", "urged the *mayor* to resign", where it hangs on the object
            if let Some(above) = self.head(head)
                && relation == Deprel::Acl
                && form != Form::Finite
                && matches!(self.relation(head), Deprel::Obj | Deprel::Iobj)
                && (form == Form::Infinitive || self.linked_by(verb, &["of", "from", "for"]))
                && let Verdict::Decided(decision) = self.governed(verb, above, Deprel::Xcomp, form)
            {
                return decision;
            }
            if let Some(decision) = self.asked_in_noun(verb, head, form) {
                return decision;
            }
            if let Some(decision) = self.open_infinitive(head, relation, form) {
                return decision;
            }
            // "talked about leaving", "worried about losing it"
            if form == Form::Participle && self.linked_by(verb, &["about"]) {
                return Decision::by(Factuality::Hypothetical, head);
            }
            if self.is_drawn_in(verb, relation, form)
                && let Some(decision) = self.open_above(head, steps - step - 1)
            {
                return decision;
            }
            if let Some(link) = self.awaited(verb, relation, form)
                && let Some(above) = self.open_above(self.governing_verb(head), steps - step - 1)
            {
                return Decision { cues: [&above.cues[..], &[link]].concat(), ..above };
            }
            // "granting it would lead to war"
            if relation == Deprel::Csubj
                && form != Form::Finite
                && let Some(decision) = self.in_group(head)
            {
                return Decision { factuality: Factuality::Hypothetical, ..decision };
            }
            if self.stands_alone(verb, head, form) {
                break;
            }
            verb = head;
        }
        match purpose {
            Some(to) => Decision { factuality: Factuality::Planned, cues: vec![to] },
            None => Decision::plain(),
        }
    }

    /// "talks *tomorrow*", "arrives *next* week"
    fn to_come(&self, word: usize) -> Option<Decision> {
        let named = |w: usize| Some((w, self.cue(w, Scope::Follower)?));
        let dated = |w: usize| {
            let unmarked = matches!(self.relation(w), Deprel::OblUnmarked | Deprel::NmodUnmarked);
            self.dependents(w)
                .find(|&day| unmarked && self.is(day, &["next"]))
                .map(|day| (day, Factuality::Planned))
        };
        let (day, factuality) =
            self.dependents(word).filter(|&w| w > word).find_map(|w| named(w).or_else(|| dated(w)))?;
        Some(Decision::by(factuality, day))
    }

    /// "arrives", "is arriving"
    fn is_present(&self, verb: usize, form: Form) -> bool {
        let present = |w: usize| matches!(self.document.xpos(w), Xpos::Vbz | Xpos::Vbp);
        let mut auxiliaries =
            self.dependents(verb).filter(|&w| matches!(self.relation(w), Deprel::Aux | Deprel::AuxPass));
        form == Form::Finite
            && match auxiliaries.next() {
                None => present(verb),
                Some(first) => present(first) && self.document.lemma(first) == "be",
            }
    }

    /// An imperative: "*withdraw* your troops", "please *send* help", "let us *talk*".
    fn is_ordered(&self, verb: usize, form: Form) -> bool {
        let by_itself = match self.relation(verb) {
            Deprel::Root | Deprel::Parataxis => true,
            Deprel::Ccomp => self.links(verb).next().is_none(),
            _ => false,
        };
        form == Form::Bare && by_itself && !self.dependents(verb).any(|w| self.is_subject(w))
    }

    /// "a *request* was filed to hold a vote", "filed a *motion* to end it": what the noun governs, whatever the tree says.
    fn asked_in_noun(&self, verb: usize, head: usize, form: Form) -> Option<Decision> {
        let syntax = &self.document.syntax;
        if form != Form::Infinitive || !self.is_verb(head) {
            return None;
        }
        let noun = match syntax.is_passive(head) {
            true => syntax.own_subject(head),
            false => syntax.object(head).filter(|&w| w > head && w < verb),
        };
        let noun = noun.filter(|&w| self.document.upos(w) == Upos::Noun)?;
        match self.governed(verb, noun, Deprel::Acl, form) {
            Verdict::Decided(decision) => Some(decision),
            _ => None,
        }
    }

    /// An infinitive that only says what for or in what respect: "a *place* to eat", "*free* to leave", "*hard* to find";
    /// not of a headline, "Ministers to meet".
    fn open_infinitive(&self, head: usize, relation: Deprel, form: Form) -> Option<Decision> {
        let open = form == Form::Infinitive
            && self.cue(head, Scope::Governor).is_none()
            && match relation {
                Deprel::Xcomp | Deprel::Advcl | Deprel::Csubj => self.document.upos(head) == Upos::Adj,
                Deprel::Acl if self.cue(head, Scope::Open).is_some() => true,
                Deprel::Acl => {
                    self.document.upos(head) == Upos::Noun
                        && self.relation(head) != Deprel::Root
                        && !self.is_subject(head)
                        // "raised money to rebuild it" for that end, "needs money to rebuild it"
                        && self.head(head).is_none_or(|w| self.document.xpos(w) != Xpos::Vbd)
                }
                _ => false,
            };
        // "too late to stop it"
        let too = self.dependents(head).find(|&w| w < head && self.is(w, &["too"]));
        // "a strategy to secure it" is one to do so
        let value = self.cue(head, Scope::Open).unwrap_or(Factuality::Hypothetical);
        open.then(|| match too {
            Some(too) => Decision { factuality: Factuality::Negated, cues: vec![too, head] },
            None => Decision::by(value, head),
        })
    }

    /// "would help in *finding* him", "will succeed in *stopping* it": no surer than what it hangs on.
    fn is_drawn_in(&self, verb: usize, relation: Deprel, form: Form) -> bool {
        form == Form::Participle
            && matches!(relation, Deprel::Advcl | Deprel::Acl)
            && self.linked_by(
                verb,
                &[
                    "in", "of", "to", "on", "about", "from", "before", "by", "while", "into", "at", "when",
                    "once",
                ],
            )
    }

    /// What is told in the present of a time to come: "when he *arrives*, talks will begin", "call us before you *leave*";
    /// with the conjunction that says so.
    fn awaited(&self, verb: usize, relation: Deprel, form: Form) -> Option<usize> {
        let present = form == Form::Finite
            && relation == Deprel::Advcl
            && matches!(self.document.xpos(verb), Xpos::Vbz | Xpos::Vbp)
            && !self.has_auxiliary(verb);
        let time = ["when", "before", "once", "after", "whenever", "as", "till", "until"];
        present.then(|| self.dependents(verb).find(|&w| w < verb && self.is(w, &time)))?
    }

    /// The verb that "as soon as he arrives" hangs on.
    fn governing_verb(&self, head: usize) -> usize {
        match self.is(head, &["soon", "long"]) {
            true => self.head(head).unwrap_or(head),
            false => head,
        }
    }

    /// The value of a verb above, where it is not told as a fact or denied.
    fn open_above(&self, head: usize, steps: usize) -> Option<Decision> {
        let above = match self.is_verb(head) {
            true => self.climb(head, steps),
            false => self.in_group(head)?,
        };
        let open =
            matches!(above.factuality, Factuality::Planned | Factuality::Hypothetical | Factuality::Possible);
        open.then_some(above)
    }

    /// The verb that a bare one goes on from: "needs money to pay and *buy*" is joined to "pay", whatever the tree says.
    fn joined_to(&self, verb: usize, head: usize, form: Form) -> usize {
        if form != Form::Bare || self.document.xpos(head) == Xpos::Vb {
            return head;
        }
        let infinitive = |&w: &usize| w > head && w < verb && self.document.syntax.is_infinitive(w);
        self.dependents(head).rev().find(infinitive).unwrap_or(head)
    }

    /// Whether nothing above bears on a verb.
    fn stands_alone(&self, verb: usize, head: usize, form: Form) -> bool {
        match form {
            Form::Finite => true,
            // "met to discuss", but "the men to be sent"
            Form::Infinitive => !self.is_verb(head),
            // "killed two, wounding three", "help by sending"; but "troops stationed there", "jailed for stealing"
            _ => {
                !matches!(self.relation(verb), Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp)
                    || self.links(verb).any(|w| !self.is(w, &["by"]))
            }
        }
    }

    /// A finite verb that is joined to another: only what governs both tells.
    fn of_joined(&self, verb: usize) -> Decision {
        let first = self.document.syntax.first_conjunct(verb);
        let form = self.form(first);
        if let Some(decision) = self.opened(first, form) {
            return decision;
        }
        match self.head(first).map(|head| self.governed(first, head, self.relation(first), form)) {
            Some(Verdict::Decided(decision)) => decision,
            _ => Decision::plain(),
        }
    }

    /// "would like to thank": the saying is the doing.
    fn is_performed(&self, verb: usize) -> bool {
        !self.has_auxiliary(verb) && !self.document.syntax.is_infinitive(verb)
            || self.relation(verb) != Deprel::Conj
                && self.head(verb).is_some_and(|w| {
                    matches!(self.document.lemma(w), "like" | "want" | "wish" | "opportunity")
                })
    }
}
