//! What a word makes of what hangs on it: "denied *sending*", "accused of *sending*", "plans to *visit*".

use super::{Decision, Form, Reader, Scope, Verdict};
use crate::report::Factuality;
use crate::syntax::{Deprel, Upos, Xpos};

impl Reader<'_> {
    /// What `head` makes of `word` that hangs on it: "denied *sending*", "accused of *sending*", "plans to *visit*".
    pub(super) fn governed(&self, word: usize, head: usize, relation: Deprel, form: Form) -> Verdict {
        let document = self.document;
        let upos = document.upos(head);
        let lemma = document.lemma(head);
        // "have to leave", "has yet to leave"
        if lemma == "have" && relation == Deprel::Xcomp && form == Form::Infinitive {
            // "had to leave", "have had to leave": and did
            if matches!(document.xpos(head), Xpos::Vbd | Xpos::Vbn)
                && !self.dependents(head).chain(self.dependents(word)).any(|w| self.is(w, &["yet"]))
            {
                return Verdict::Same;
            }
            let mut around = self.dependents(head).chain(self.dependents(word));
            return Verdict::Decided(match around.find(|&w| self.is(w, &["yet"])) {
                Some(yet) => Decision::by(Factuality::Negated, yet),
                None => self.in_group(head).unwrap_or(Decision::by(Factuality::Hypothetical, head)),
            });
        }
        if form == Form::Infinitive
            && self.cue(head, Scope::Implicative).is_some()
            && self.implies(head, relation)
        {
            return Verdict::Same;
        }
        // "was able to leave": and did; but "is able to leave", "would be able to leave"
        if lemma == "able" && form == Form::Infinitive && self.is_past(head) {
            return Verdict::Same;
        }
        // "tried phoning him": and did
        if lemma == "try" && form == Form::Participle && relation == Deprel::Xcomp {
            return Verdict::Same;
        }
        // "stopped shelling the town": it was shelled; but "stopped them from shelling", "stopped the shelling"
        if form == Form::Participle
            && relation == Deprel::Xcomp
            && matches!(lemma, "stop" | "quit" | "cease" | "end")
            && self.links(word).next().is_none()
        {
            return Verdict::Decided(Decision::by(Factuality::Actual, head));
        }
        // "hopes that the talks bring peace"
        if form == Form::Finite
            && let Some(decision) = self.thought(head, relation)
        {
            return Verdict::Decided(decision);
        }
        // "looks forward to meeting him"
        if lemma == "look" && form == Form::Participle && self.linked_by(word, &["to"]) {
            return Verdict::Decided(Decision::by(Factuality::Planned, head));
        }
        // "called to say that", by telephone, but not "called on them to say"
        if lemma == "call"
            && form == Form::Infinitive
            && !document.syntax.is_passive(head)
            && (document.syntax.object(head).is_some() || self.relation(head) != Deprel::Acl)
            && !self.dependents(head).any(|w| {
                w > head
                    && w < word
                    && self.relation(w) == Deprel::Obl
                    && self.linked_by(w, &["on", "upon", "for"])
            })
        {
            return Verdict::Silent;
        }
        // "the first woman to win", "the only team to qualify"
        if form == Form::Infinitive && relation == Deprel::Acl && self.is_ranked(head) {
            return Verdict::Decided(Decision::plain());
        }
        // "the goal of ending it"
        if form == Form::Participle
            && self.linked_by(word, &["of"])
            && let Some(value) = self.cue(head, Scope::Aim)
        {
            return Verdict::Decided(Decision::by(value, head));
        }
        // "accusations he harassed them", but not "the accusations he made"
        let relation = if self.is_content(word, relation, form) { Deprel::Acl } else { relation };
        let value = self.cue(head, Scope::Governor).or_else(|| {
            // "is likely to come", "it is likely that"
            (upos == Upos::Adj).then(|| self.cue(head, Scope::Group)).flatten()
        });
        let Some(value) = value.filter(|&value| self.governs(word, head, relation, form, value)) else {
            return Verdict::Silent;
        };
        // "tried in vain to get a meeting", "a failed bid to sign"
        if let Some(vain) = self.dependents(head).find(|&w| w < word && self.cue(w, Scope::Vain).is_some()) {
            return Verdict::Decided(Decision::by(Factuality::Negated, vain));
        }
        // "is not expected to come", "does not plan to"
        let not = || {
            self.dependents(head).find(|&w| {
                self.relation(w) == Deprel::Advmod && self.cue(w, Scope::Group) == Some(Factuality::Negated)
            })
        };
        let by = |factuality| Verdict::Decided(Decision::by(factuality, head));
        match value {
            Factuality::Actual if upos == Upos::Verb => Verdict::Same,
            Factuality::Actual => by(value),
            // "denying allegations of collusion"
            Factuality::Alleged if upos == Upos::Noun => {
                let above = self.head(head).filter(|&w| {
                    matches!(document.lemma(w), "deny" | "reject" | "dismiss" | "dispute" | "refute")
                });
                Verdict::Decided(match above {
                    Some(denial) => Decision::by(Factuality::Negated, denial),
                    None => Decision::by(Factuality::Alleged, head),
                })
            }
            // "did not fail to sign": signed; "did not rule out signing": perhaps
            Factuality::Negated if upos == Upos::Verb && not().is_some() => {
                let implied = form == Form::Infinitive
                    && matches!(lemma, "fail" | "forget" | "neglect" | "omit" | "refuse" | "decline");
                match (implied, not()) {
                    (false, Some(not)) => {
                        Verdict::Decided(Decision { factuality: Factuality::Possible, cues: vec![not, head] })
                    }
                    (_, not) => Verdict::Decided(Decision {
                        factuality: Factuality::Actual,
                        cues: not.into_iter().chain([head]).collect(),
                    }),
                }
            }
            Factuality::Planned if matches!(upos, Upos::Verb | Upos::Adj) => match not() {
                Some(not) => Verdict::Decided(Decision::by(Factuality::Negated, not)),
                None => by(value),
            },
            // "approved a motion to end it"
            Factuality::Hypothetical if upos == Upos::Noun => match self.passed(head) {
                Some(passed) => {
                    Verdict::Decided(Decision { factuality: Factuality::Planned, cues: vec![passed, head] })
                }
                None => by(value),
            },
            // "suggested that he withdraw"
            Factuality::Possible if form == Form::Bare => by(Factuality::Hypothetical),
            _ => by(value),
        }
    }

    /// The verb that says that what a noun proposes was agreed to.
    fn passed(&self, noun: usize) -> Option<usize> {
        let verb =
            self.head(noun).filter(|_| matches!(self.relation(noun), Deprel::Obj | Deprel::NsubjPass))?;
        (self.cue(verb, Scope::Passed).is_some() && self.in_group(verb).is_none()).then_some(verb)
    }

    /// Whether what the tree takes for a relative clause lacks nothing, so that it is what the noun is about.
    fn is_content(&self, verb: usize, relation: Deprel, form: Form) -> bool {
        let syntax = &self.document.syntax;
        relation == Deprel::AclRelcl
            && form == Form::Finite
            && syntax.own_subject(verb).is_some()
            && (syntax.object(verb).is_some() || syntax.is_passive(verb))
            && !self.dependents(verb).any(|w| self.is(w, &["that", "which", "who", "whom", "where", "when"]))
    }

    /// What a verb of [`Scope::Thought`] makes of its clause.
    pub(super) fn thought(&self, head: usize, relation: Deprel) -> Option<Decision> {
        let value = self.cue(head, Scope::Thought).filter(|_| relation == Deprel::Ccomp)?;
        // "made sure that", but not "is sure that"
        let thought = !self.is(head, &["sure"])
            || self.relation(head) == Deprel::Xcomp
                && self.head(head).is_some_and(|w| self.document.lemma(w) == "make");
        thought.then(|| Decision::by(value, head))
    }

    /// "was able", "has been able", but not "is able", "would be able"
    fn is_past(&self, adjective: usize) -> bool {
        self.dependents(adjective).any(|w| {
            self.relation(w) == Deprel::Cop && matches!(self.document.xpos(w), Xpos::Vbd | Xpos::Vbn)
        }) && !self.dependents(adjective).any(|w| self.document.xpos(w) == Xpos::Md)
    }

    /// Whether a word of [`Scope::Implicative`] is one here.
    fn implies(&self, head: usize, relation: Deprel) -> bool {
        let passive = self.document.syntax.is_passive(head);
        match self.document.lemma(head) {
            // "used to live here", but not "is used to cut"
            "use" => relation == Deprel::Xcomp && self.is(head, &["used"]) && !passive,
            // "got to meet him", but not "got him to come"
            "get" | "come" | "choose" | "elect" | "remember" => relation == Deprel::Xcomp && !passive,
            // "decided to leave", but not "will decide to leave", "decides to leave"
            "decide" => matches!(self.document.xpos(head), Xpos::Vbd | Xpos::Vbn) && !passive,
            _ => true,
        }
    }

    /// Whether a cue above takes a word as its complement.
    pub(super) fn governs(
        &self,
        word: usize,
        head: usize,
        relation: Deprel,
        form: Form,
        value: Factuality,
    ) -> bool {
        use Deprel::{Acl, Advcl, Ccomp, Csubj, Nmod, Obj, Obl, Xcomp};
        let document = self.document;
        let lemma = document.lemma(head);
        // "set a record", "about the plan"
        if self.is(head, &["set", "setting", "about", "ready", "due", "able"]) {
            return form == Form::Infinitive || form == Form::Noun && self.linked_by(word, &["for"]);
        }
        // "forgot to sign", but not "forgot the attack"; "told to sign"
        if matches!(lemma, "forget" | "neglect" | "omit" | "tell" | "suppose") {
            return form == Form::Infinitive;
        }
        // "is said to have signed"
        if lemma == "say" {
            return form == Form::Infinitive && document.syntax.is_passive(head);
        }
        // "going to sign", but not "gone to sign"
        if lemma == "go" {
            return form == Form::Infinitive && self.is(head, &["going"]);
        }
        match form {
            // "discussed the attack", "allowed the march", "talks on trade": no doubt of it; "talks to end" is one
            Form::Noun if self.cue(head, Scope::Topic).is_some() => return false,
            // Only what is said to be so can be said to be finite: not "plans", "managed".
            Form::Finite => {
                let said = matches!(relation, Ccomp | Csubj | Acl);
                // "demanded that they leave"
                let wanted = document.xpos(word) == Xpos::Vbp && self.linked_by(word, &["that"]);
                return said
                    && match value {
                        Factuality::Alleged | Factuality::Possible => true,
                        Factuality::Hypothetical => wanted,
                        Factuality::Negated => {
                            matches!(lemma, "deny" | "denial" | "reject" | "dismiss" | "dispute" | "unlikely")
                        }
                        _ => false,
                    };
            }
            _ => {}
        }
        let links = match value {
            // "stopped over the protests"
            Factuality::Negated => ["of", "from", "to", "with", "on"].as_slice(),
            _ => [
                "of",
                "for",
                "to",
                "including",
                "on",
                "over",
                "about",
                "against",
                "with",
                "from",
                "into",
                "in",
                "at",
                "towards",
            ]
            .as_slice(),
        };
        let linked = || self.linked_by(word, links);
        match document.upos(head) {
            // "the suspects in the attack"
            Upos::Noun if lemma == "suspect" => false,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv => match relation {
                // "plans of attacking", but not "a motion filed on Monday"
                Acl | Advcl if form == Form::Participle => linked(),
                Acl | Advcl | Xcomp | Ccomp | Csubj => true,
                Nmod | Obl => linked(),
                _ => false,
            },
            Upos::Verb if self.is(head, &["following"]) => false,
            Upos::Verb => match relation {
                Obj | Xcomp | Ccomp | Csubj | Acl => true,
                // "accused of attacking"; but "stopped to rest"
                Advcl if form == Form::Participle => linked(),
                Advcl => value != Factuality::Negated,
                Obl => linked() && !self.linked_by(word, &["in", "at"]),
                _ => false,
            },
            _ => false,
        }
    }

    /// "the first woman", "the only team"
    pub(super) fn is_ranked(&self, noun: usize) -> bool {
        let ranked = |noun: usize| {
            self.cue(noun, Scope::Rank).is_some()
                || self.dependents(noun).any(|w| self.cue(w, Scope::Rank).is_some())
        };
        // "the third son of the leader to be jailed"
        let above = self.head(noun).filter(|_| self.relation(noun) == Deprel::Nmod);
        ranked(noun) || above.is_some_and(ranked)
    }
}
