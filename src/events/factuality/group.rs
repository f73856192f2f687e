//! What the words around a verb say of it: auxiliaries, negations, adverbs, questions, and the conjunction that opens its clause.

use super::{Decision, Form, PATH, Reader, Scope};
use crate::report::Factuality;
use crate::syntax::{Deprel, Upos, Xpos};

impl Reader<'_> {
    /// "did not", "may have", "will", "reportedly": a negation beats the rest, the nearest cue wins.
    pub(super) fn in_group(&self, verb: usize) -> Option<Decision> {
        let part = |w: &usize| {
            let relation = self.relation(*w);
            matches!(relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Cc | Deprel::CcPreconj)
                && *w < verb
                || relation == Deprel::Advmod && (*w < verb || !self.is(*w, &["not"]))
        };
        let found: Vec<(usize, Factuality)> = self
            .dependents(verb)
            .rev()
            .filter(part)
            .filter_map(|w| Some((w, self.cue(w, Scope::Group)?)))
            // "not only attacked"
            .filter(|&(w, f)| f != Factuality::Negated || !self.is_not_only(w))
            .collect();
        let negation = found.iter().find(|(_, f)| *f == Factuality::Negated);
        let wish = found.iter().find(|(w, _)| self.is(*w, &["should", "must", "may", "might", "ought"]));
        let decided = match (negation, wish) {
            // "should not be sacked", "may not come": no denial
            (Some(_), Some(wish)) => Some(wish),
            (Some(negation), None) => Some(negation),
            (None, _) => found.first(),
        };
        if let Some(&(word, factuality)) = decided {
            if factuality == Factuality::Hypothetical && self.is_polite(verb, word) {
                return Some(Decision::plain());
            }
            let would = self.is(word, &["would", "'d"]);
            let open = matches!(factuality, Factuality::Planned | Factuality::Possible) || would;
            // "whether he will ask", "will be jailed if he runs"
            if open && let Some(condition) = self.condition(verb) {
                return Some(Decision { factuality: Factuality::Hypothetical, cues: vec![word, condition] });
            }
            // "hopes that the talks will resume"
            if open && let Some(thought) = self.head(verb).and_then(|w| self.thought(w, self.relation(verb)))
            {
                return Some(Decision {
                    factuality: thought.factuality,
                    cues: [&[word], &thought.cues[..]].concat(),
                });
            }
            // "will the talks resume?", "when will they resume?"
            if open && let Some(question) = self.asked(verb).or_else(|| self.asked_when(verb)) {
                return Some(question);
            }
            // "must have left", "must be lying": so it is thought
            if self.is(word, &["must"])
                && self.document.xpos(verb) != Xpos::Vb
                && !self.document.syntax.is_passive(verb)
            {
                return Some(Decision::by(Factuality::Possible, word));
            }
            // "said a task force would be formed": will, seen from the past
            if would && self.is_told_in_past(verb) {
                return Some(Decision::by(Factuality::Planned, word));
            }
            return Some(Decision::by(factuality, word));
        }
        let to = self.links(verb).find(|&w| self.document.xpos(w) == Xpos::To);
        // "no one was hurt", "none was hurt", "no group has claimed it"
        if to.is_none() {
            let mut subjects = self.dependents(verb).filter(|&w| self.is_subject(w));
            if let Some(no) = subjects.find_map(|subject| self.none(subject)) {
                return Some(Decision::by(Factuality::Negated, no));
            }
            return self.asked(verb);
        }
        // "is to succeed", "are to be sent", "is yet to come"
        let be = |w: &usize| {
            matches!(self.relation(*w), Deprel::Aux | Deprel::Cop)
                && Some(*w) < to
                && self.document.lemma(*w) == "be"
        };
        self.dependents(verb).find(be)?;
        match self.dependents(verb).find(|&w| w < verb && self.is(w, &["yet"])) {
            Some(yet) => Some(Decision::by(Factuality::Negated, yet)),
            None => to.map(|to| Decision::by(Factuality::Planned, to)),
        }
    }

    /// Whether a verb in the past tells a clause: "*said* that it would be formed".
    fn is_told_in_past(&self, verb: usize) -> bool {
        let mut clause = verb;
        for _ in 0..PATH {
            let Some(head) = self.head(clause) else { return false };
            let content = matches!(self.relation(clause), Deprel::Ccomp | Deprel::Parataxis);
            if content && self.is_verb(head) && self.document.xpos(head) == Xpos::Vbd {
                return true;
            }
            clause = head;
        }
        false
    }

    /// "I would urge both sides", "we can confirm that", "I must say": said by the saying of it.
    fn is_polite(&self, verb: usize, modal: usize) -> bool {
        self.is(modal, &["would", "'d", "must", "can"])
            && self.cue(verb, Scope::Polite).is_some()
            && self.document.xpos(verb) == Xpos::Vb
            && self.document.syntax.own_subject(verb).is_some_and(|w| self.is(w, &["i", "we"]))
            && !self.dependents(verb).any(|w| self.is(w, &["?"]))
    }

    pub(super) fn is_not_only(&self, not: usize) -> bool {
        let next = not + 1;
        next < self.document.tokens.words.len() && self.is(next, &["only", "just", "merely", "least"])
    }

    /// The word that makes a noun phrase nobody or nothing: "no" in "no group".
    pub(super) fn none(&self, noun: usize) -> Option<usize> {
        if self.is(noun, &["nobody", "none", "neither", "nothing"]) {
            return Some(noun);
        }
        // "not a single shot", "not one shot"; but "not all"
        self.dependents(noun).find(|&w| {
            self.relation(w) == Deprel::Det && self.is(w, &["no", "neither"])
                || self.is(w, &["not"]) && w + 1 < noun && self.is(w + 1, &["a", "an", "one"])
        })
    }

    /// "Has the army attacked the town?"; who asks why it did takes it that it did.
    pub(super) fn asked(&self, verb: usize) -> Option<Decision> {
        let (mark, subject) = self.question(verb)?;
        let first = self.dependents(verb).next()?;
        let inverted =
            first < subject && matches!(self.relation(first), Deprel::Aux | Deprel::Cop | Deprel::AuxPass);
        inverted.then(|| Decision::by(Factuality::Hypothetical, mark))
    }

    /// "When will the talks resume?"
    fn asked_when(&self, verb: usize) -> Option<Decision> {
        let (mark, subject) = self.question(verb)?;
        let inverted = self.dependents(verb).any(|w| w < subject && self.relation(w) == Deprel::Aux);
        inverted.then(|| Decision::by(Factuality::Hypothetical, mark))
    }

    /// The question mark of a verb, and its subject.
    fn question(&self, verb: usize) -> Option<(usize, usize)> {
        let mark = self.dependents(verb).rev().find(|&w| self.is(w, &["?"]))?;
        Some((mark, self.document.syntax.own_subject(verb)?))
    }

    /// The "if" or "whether" that a verb stands under, or that hangs on it.
    pub(super) fn condition(&self, verb: usize) -> Option<usize> {
        let conditional = |w: &usize| self.cue(*w, Scope::Clause) == Some(Factuality::Hypothetical);
        let first = self.document.syntax.first_conjunct(verb);
        let own = [verb, first].into_iter().find_map(|v| self.links(v).find(conditional));
        own.or_else(|| {
            let clauses = self.dependents(verb).filter(|&w| self.relation(w) == Deprel::Advcl);
            clauses.into_iter().find_map(|clause| self.links(clause).find(|&w| self.is(w, &["if", "unless"])))
        })
    }

    /// What the conjunction or preposition before a verb says of it: "if", "until", "without", "after".
    pub(super) fn opened(&self, verb: usize, form: Form) -> Option<Decision> {
        for link in self.dependents(verb).filter(|&w| {
            matches!(self.relation(w), Deprel::Case | Deprel::Mark)
                || self.relation(w) == Deprel::Advmod && self.document.upos(w) == Upos::Sconj
        }) {
            match self.cue(link, Scope::Clause) {
                // "until a cabinet is formed", but not "until it was formed"
                Some(Factuality::Planned) => {
                    let past = self.document.xpos(verb) == Xpos::Vbd
                        || self.dependents(verb).any(|w| {
                            matches!(self.relation(w), Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
                                && self.document.xpos(w) == Xpos::Vbd
                        });
                    return Some(match past {
                        true => Decision::plain(),
                        false => Decision::by(Factuality::Planned, link),
                    });
                }
                Some(factuality) => return Some(Decision::by(factuality, link)),
                None => {}
            }
            // "will talk before signing"
            if self.is(link, &["before"])
                && self.is_drawn_in(verb, self.relation(verb), form)
                && let Some(head) = self.head(verb)
                && let Some(decision) = self.open_above(head, 1)
            {
                return Some(decision);
            }
            if form != Form::Finite
                && form != Form::Infinitive
                && let Some(decision) = self.by_link(link)
            {
                return Some(decision);
            }
        }
        None
    }

    /// "without", "after", "since" tell by themselves.
    pub(super) fn by_link(&self, link: usize) -> Option<Decision> {
        // "suspended due to the outbreak"
        if self.is(link, &["due"]) {
            return Some(Decision::plain());
        }
        if self.is(link, &["set", "about", "ready", "able", "go"]) {
            return None;
        }
        self.cue(link, Scope::Governor).map(|factuality| match factuality {
            Factuality::Actual => Decision::plain(),
            other => Decision::by(other, link),
        })
    }
}
