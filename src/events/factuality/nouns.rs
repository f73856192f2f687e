//! The way up from a noun: "an *alleged* attack", "*plans* for talks", "the talks *will be held*".

use super::{Decision, Form, NOUNS, Reader, Scope, Verdict};
use crate::report::Factuality;
use crate::syntax::{Deprel, Upos, Xpos};

impl Reader<'_> {
    /// Looks from a noun, or an adjective, upwards.
    pub(super) fn of_noun(&self, trigger: usize) -> Decision {
        if let Some(decision) = self.to_come(trigger) {
            return decision;
        }
        // "corruption charges", "collaboration plans", "impeachment proceedings"
        let mut noun = trigger;
        for _ in 0..NOUNS {
            let compound =
                matches!(self.relation(noun), Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked);
            let Some(head) = self.head(noun).filter(|_| compound) else { break };
            if let Some(factuality) = self.cue(head, Scope::Head) {
                return Decision::by(factuality, head);
            }
            if self.relation(noun) == Deprel::Amod {
                break;
            }
            noun = head;
        }
        // "an alleged attack", "no attack", "planned talks", "the ongoing talks"; "no injuries or deaths"
        let first = self.document.syntax.first_conjunct(noun);
        let mut found = self.modifier(trigger).or_else(|| self.modifier(noun));
        if found.is_none() && first != noun {
            found = self.modifier(first).filter(|(_, f)| *f == Factuality::Negated);
        }
        match found {
            Some((_, Factuality::Actual)) => return Decision::plain(),
            Some((word, factuality)) => return Decision::by(factuality, word),
            None => {}
        }
        // "are not under investigation", "it was not an attack"
        if self.has_auxiliary(trigger)
            && let Some(decision) = self.in_group(trigger)
        {
            return decision;
        }
        if matches!(self.relation(noun), Deprel::Amod) {
            return Decision::plain();
        }
        let own = self.cue(trigger, Scope::Own) == Some(Factuality::Actual);
        if !own {
            // "the talks that will be held", "talks planned for Friday"
            let clauses =
                self.dependents(noun).filter(|&w| matches!(self.relation(w), Deprel::AclRelcl | Deprel::Acl));
            for clause in clauses.filter(|&w| w > noun) {
                let subject = self.document.syntax.own_subject(clause);
                let relative = self.relation(clause) == Deprel::AclRelcl
                    && subject.is_none_or(|s| self.is(s, &["that", "which"]));
                let told = match relative {
                    true => self.predicate(clause),
                    false => self.arranged(clause),
                };
                if let Some(decision) = told {
                    return decision;
                }
                // "the talks that are taking place"
                if relative && self.is_verb(clause) && self.cue(clause, Scope::Carrier).is_some() {
                    return Decision::plain();
                }
            }
        }
        self.of_phrase(noun, own)
    }

    /// The cue before a noun in its phrase, the nearest first.
    pub(super) fn modifier(&self, noun: usize) -> Option<(usize, Factuality)> {
        use Deprel::{Advmod, Amod, Compound, Det, DetPredet, NmodPoss, Nummod, Obl, OblUnmarked};
        let modifies = |&w: &usize| {
            matches!(
                self.relation(w),
                Det | DetPredet | Amod | Nummod | Compound | Advmod | NmodPoss | Obl | OblUnmarked
            ) && w < noun
        };
        self.dependents(noun).rev().filter(modifies).find_map(|w| Some((w, self.cue(w, Scope::Modifier)?)))
    }

    /// What stands above a noun phrase.
    pub(super) fn of_phrase(&self, noun: usize, own: bool) -> Decision {
        let mut noun = noun;
        // Whether what is looked at is the event, not what it belongs to: "the *victims* of the attack will be buried".
        let mut itself = true;
        for _ in 0..NOUNS {
            let Some(head) = self.head(noun) else { break };
            let relation = self.relation(noun);
            match relation {
                // "counts of murder, robbery and theft"
                Deprel::Conj | Deprel::Compound | Deprel::Appos | Deprel::Flat | Deprel::List => {
                    noun = head;
                    continue;
                }
                Deprel::Nsubj | Deprel::NsubjPass => {
                    // "there will be talks", "there has been no attack"
                    let existential = self.dependents(head).any(|w| self.relation(w) == Deprel::Expl);
                    // "the talks will be held", "the visit was cancelled"
                    let decision = match existential {
                        true => self.in_group(head),
                        false if own || !itself => None,
                        false => self.predicate(head),
                    };
                    return decision.unwrap_or(Decision::plain());
                }
                _ => {}
            }
            // "will hold talks": the carrying verb decides
            if (itself || self.counts(noun)) && self.is_carried(noun, head) {
                return self.of_verb(head);
            }
            // "rejected the allegations": they were made
            if own {
                break;
            }
            if itself && let Some(decision) = self.sent_for(noun, head) {
                return decision;
            }
            if let Some(decision) = self.links(noun).find_map(|link| self.by_link(link)) {
                return decision;
            }
            // "ahead of the talks", whatever "ahead" hangs on
            if let Some(of) = self.links(noun).find(|&w| self.is(w, &["of"]))
                && of > 0
                && self.is(of - 1, &["ahead"])
            {
                return Decision::by(Factuality::Planned, of - 1);
            }
            match self.governed(noun, head, relation, Form::Noun) {
                Verdict::Decided(decision) => return decision,
                // "continued the attack"
                Verdict::Same => return self.of_verb(head).implied_by(Some(head)),
                Verdict::Silent => {}
            }
            // "strangled to death"
            if self.document.norm(noun) == "death" && self.linked_by(noun, &["to"]) && self.is_verb(head) {
                return self.of_verb(head);
            }
            if !matches!(relation, Deprel::Nmod | Deprel::NmodPoss | Deprel::Obl) || self.is_verb(head) {
                break;
            }
            // "a suspected case of murder"
            if self.linked_by(noun, &["of"])
                && let Some((word, factuality)) = self.modifier(head)
                && matches!(factuality, Factuality::Alleged | Factuality::Possible | Factuality::Planned)
            {
                return Decision::by(factuality, word);
            }
            noun = head;
            itself = false;
        }
        Decision::plain()
    }

    /// "detained for *questioning*", "may be deployed in *combat*", "will end it through *talks*": a noun that is not known yet is
    /// yet to come, or as sure as its verb.
    fn sent_for(&self, noun: usize, head: usize) -> Option<Decision> {
        let oblique = matches!(self.relation(noun), Deprel::Obl | Deprel::Nmod)
            && self.document.upos(noun) == Upos::Noun;
        let link = oblique.then(|| self.links(noun).next())??;
        // "in combat against the rebels"
        let bare = self.dependents(noun).all(|w| {
            matches!(self.relation(w), Deprel::Case | Deprel::Punct) || self.linked_by(w, &["against"])
        });
        let known = self.dependents(noun).any(|w| matches!(self.relation(w), Deprel::Det | Deprel::NmodPoss));
        if bare
            && self.is(link, &["for"])
            && let Some(value) = self.cue(noun, Scope::Errand)
        {
            return Some(Decision::by(value, link));
        }
        if !self.is_verb(head) {
            return None;
        }
        let drawn = bare && self.is(link, &["in", "into", "on", "to", "under"])
            || !known && self.is(link, &["through", "via"]);
        if drawn && let Some(above) = self.open_above(head, NOUNS) {
            return Some(above);
        }
        // "will be settled at the summit"
        let above = self.is(link, &["at", "during"]).then(|| self.in_group(head))??;
        (above.factuality == Factuality::Planned).then_some(above)
    }

    /// "$5m", "part", "a series": what is counted or shared is what follows.
    pub(super) fn counts(&self, noun: usize) -> bool {
        matches!(self.document.upos(noun), Upos::Num | Upos::Sym)
            || self.dependents(noun).any(|w| self.document.upos(w) == Upos::Sym)
            || matches!(
                self.document.lemma(noun),
                "part" | "series" | "round" | "number" | "string" | "wave" | "million"
            )
    }

    /// The verb whose object takes place only where the verb does: "*impose* sanctions", "*provide* $5m in funding",
    /// "*take* part in the race", "*came* under attack".
    pub(super) fn is_carried(&self, noun: usize, head: usize) -> bool {
        if !self.is_verb(head) || self.cue(head, Scope::Carrier).is_none() {
            return false;
        }
        match self.relation(noun) {
            Deprel::Obj => true,
            Deprel::Obl => self.linked_by(noun, &["under", "in", "out"]) && !self.has_object(head),
            _ => false,
        }
    }

    pub(super) fn has_object(&self, verb: usize) -> bool {
        let object = self.document.syntax.dependent(verb, &[Deprel::Obj]);
        object.is_some_and(|w| {
            !self.is(w, &["part"]) && !matches!(self.document.upos(w), Upos::Num | Upos::Sym)
        })
    }

    /// What a predicate says of its subject: "talks *will be held*", "no visit *is planned*".
    pub(super) fn predicate(&self, predicate: usize) -> Option<Decision> {
        let document = self.document;
        let verbal = document.upos(predicate) == Upos::Verb;
        let happens = !verbal || self.cue(predicate, Scope::Carrier).is_some();
        let perfect =
            self.dependents(predicate).any(|w| self.relation(w) == Deprel::Aux && document.norm(w) == "have");
        if let Some(decision) = self.in_group(predicate) {
            let bears = match decision.factuality {
                // "the attack will not be forgotten", "the attack could have been prevented": it took place
                Factuality::Negated => happens && verbal,
                Factuality::Possible | Factuality::Hypothetical => happens || !perfect,
                _ => !perfect,
            };
            if bears {
                return Some(decision);
            }
        }
        self.arranged(predicate)
    }

    /// "is likely to be held", "was cancelled", "is being considered", "talks planned for Friday"
    pub(super) fn arranged(&self, predicate: usize) -> Option<Decision> {
        let document = self.document;
        let adjective = document.upos(predicate) == Upos::Adj;
        let value = self
            .cue(predicate, Scope::Governor)
            .or_else(|| adjective.then(|| self.cue(predicate, Scope::Group)).flatten())?;
        let open =
            adjective || document.xpos(predicate) == Xpos::Vbn && document.syntax.is_passive(predicate);
        let bears = match value {
            // "the attack was forgotten": it took place
            Factuality::Negated => !matches!(document.lemma(predicate), "forget" | "neglect" | "omit"),
            Factuality::Planned | Factuality::Possible => true,
            Factuality::Hypothetical => matches!(
                document.lemma(predicate),
                "consider" | "mull" | "weigh" | "need" | "demand" | "request"
            ),
            _ => false,
        };
        (open && bears).then(|| Decision::by(value, predicate))
    }
}
