//! How surely an event is presented.
//!
//! In the manner of De Facto (Saurí and Pustejovsky 2012): the value is looked for along the path from the trigger up its
//! tree, first its own auxiliaries, negations and modifiers, then at each word above what that word makes of what it
//! governs, until one decides or a clause that stands by itself is reached.

use crate::document::Document;
use crate::report::Factuality;
use crate::syntax::{Deprel, Upos, Xpos};

/// Where a cue must stand to bear on a trigger; see the head of `data/factuality.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Group,
    Modifier,
    Governor,
    Clause,
    Follower,
    Head,
    Own,
    Carrier,
    Rank,
    Topic,
}

struct Cue {
    factuality: Factuality,
    scope: Scope,
}

include!(concat!(env!("OUT_DIR"), "/factuality.rs"));

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

    fn by(factuality: Factuality, cue: usize) -> Self {
        Self { factuality, cues: vec![cue] }
    }
}

/// How many words up its tree an event is followed.
const PATH: usize = 8;

/// How many nouns above a noun are looked at: "plans for a *round* of *talks*".
const NOUNS: usize = 3;

fn cue(document: &Document, word: usize, scope: Scope) -> Option<Factuality> {
    let find = |key: &str| {
        let at = CUES.binary_search_by(|(w, _)| (*w).cmp(key)).ok()?;
        CUES[at].1.iter().find(|c| c.scope == scope).map(|c| c.factuality)
    };
    find(document.norm(word)).or_else(|| find(document.lemma(word)))
}

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
        let mut verb = trigger;
        let mut purpose = None;
        for _ in 0..PATH {
            if let Some(decision) = self.in_group(verb) {
                return decision;
            }
            let form = self.form(verb);
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
                    purpose = None;
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

    /// "did not", "may have", "will", "reportedly": a negation beats the rest, the nearest cue wins.
    fn in_group(&self, verb: usize) -> Option<Decision> {
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
            let would = self.is(word, &["would", "'d"]);
            let open = matches!(factuality, Factuality::Planned | Factuality::Possible) || would;
            // "whether he will ask", "will be jailed if he runs"
            if open && let Some(condition) = self.condition(verb) {
                return Some(Decision { factuality: Factuality::Hypothetical, cues: vec![word, condition] });
            }
            // "said a task force would be formed": will, seen from the past
            let told = |w: usize| self.is_verb(w) && self.document.xpos(w) == Xpos::Vbd;
            if would && self.document.syntax.ancestors(verb).take(PATH).any(told) {
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

    fn is_not_only(&self, not: usize) -> bool {
        let next = not + 1;
        next < self.document.tokens.words.len() && self.is(next, &["only", "just", "merely", "least"])
    }

    /// The word that makes a noun phrase nobody or nothing: "no" in "no group".
    fn none(&self, noun: usize) -> Option<usize> {
        if self.is(noun, &["nobody", "none", "neither", "nothing"]) {
            return Some(noun);
        }
        self.dependents(noun).find(|&w| self.relation(w) == Deprel::Det && self.is(w, &["no", "neither"]))
    }

    /// "Has the army attacked the town?"; who asks why it did takes it that it did.
    fn asked(&self, verb: usize) -> Option<Decision> {
        let mark = self.dependents(verb).rev().find(|&w| self.is(w, &["?"]))?;
        let subject = self.document.syntax.own_subject(verb)?;
        let first = self.dependents(verb).next()?;
        let inverted =
            first < subject && matches!(self.relation(first), Deprel::Aux | Deprel::Cop | Deprel::AuxPass);
        inverted.then(|| Decision::by(Factuality::Hypothetical, mark))
    }

    /// The "if" or "whether" that a verb stands under, or that hangs on it.
    fn condition(&self, verb: usize) -> Option<usize> {
        let conditional = |w: &usize| self.cue(*w, Scope::Clause) == Some(Factuality::Hypothetical);
        let first = self.document.syntax.first_conjunct(verb);
        let own = [verb, first].into_iter().find_map(|v| self.links(v).find(conditional));
        own.or_else(|| {
            let clauses = self.dependents(verb).filter(|&w| self.relation(w) == Deprel::Advcl);
            clauses.into_iter().find_map(|clause| self.links(clause).find(|&w| self.is(w, &["if", "unless"])))
        })
    }

    /// What the conjunction or preposition before a verb says of it: "if", "until", "without", "after".
    fn opened(&self, verb: usize, form: Form) -> Option<Decision> {
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
    fn by_link(&self, link: usize) -> Option<Decision> {
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

    /// What `head` makes of `word` that hangs on it: "denied *sending*", "accused of *sending*", "plans to *visit*".
    fn governed(&self, word: usize, head: usize, relation: Deprel, form: Form) -> Verdict {
        let document = self.document;
        let upos = document.upos(head);
        let lemma = document.lemma(head);
        // "have to leave", "has yet to leave"
        if lemma == "have" && relation == Deprel::Xcomp && form == Form::Infinitive {
            let mut around = self.dependents(head).chain(self.dependents(word));
            return Verdict::Decided(match around.find(|&w| self.is(w, &["yet"])) {
                Some(yet) => Decision::by(Factuality::Negated, yet),
                None => self.in_group(head).unwrap_or(Decision::by(Factuality::Hypothetical, head)),
            });
        }
        // "the first woman to win", "the only team to qualify"
        if form == Form::Infinitive && relation == Deprel::Acl && self.is_ranked(head) {
            return Verdict::Decided(Decision::plain());
        }
        let value = self.cue(head, Scope::Governor).or_else(|| {
            // "is likely to come", "it is likely that"
            (upos == Upos::Adj).then(|| self.cue(head, Scope::Group)).flatten()
        });
        let Some(value) = value.filter(|&value| self.governs(word, head, relation, form, value)) else {
            return Verdict::Silent;
        };
        // "tried in vain to get a meeting"
        if let Some(vain) = self.dependents(head).find(|&w| w < word && self.is(w, &["vain"])) {
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
            Factuality::Actual => Verdict::Decided(Decision::plain()),
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
            Factuality::Planned if matches!(upos, Upos::Verb | Upos::Adj) => match not() {
                Some(not) => Verdict::Decided(Decision::by(Factuality::Negated, not)),
                None => by(value),
            },
            // "suggested that he withdraw"
            Factuality::Possible if form == Form::Bare => by(Factuality::Hypothetical),
            _ => by(value),
        }
    }

    /// Whether a cue above takes a word as its complement.
    fn governs(&self, word: usize, head: usize, relation: Deprel, form: Form, value: Factuality) -> bool {
        use Deprel::{Acl, Advcl, Ccomp, Csubj, Nmod, Obj, Obl, Xcomp};
        let document = self.document;
        let lemma = document.lemma(head);
        // "set a record", "about the plan"
        if self.is(head, &["set", "setting", "about", "ready", "due", "able"]) {
            return form == Form::Infinitive || form == Form::Noun && self.linked_by(word, &["for"]);
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
                "of", "for", "to", "on", "over", "about", "against", "with", "from", "into", "in", "at",
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
    fn is_ranked(&self, noun: usize) -> bool {
        let ranked = |noun: usize| {
            self.cue(noun, Scope::Rank).is_some()
                || self.dependents(noun).any(|w| self.cue(w, Scope::Rank).is_some())
        };
        // "the third son of the leader to be jailed"
        let above = self.head(noun).filter(|_| self.relation(noun) == Deprel::Nmod);
        ranked(noun) || above.is_some_and(ranked)
    }

    /// Looks from a noun, or an adjective, upwards.
    fn of_noun(&self, trigger: usize) -> Decision {
        let tomorrow = self.dependents(trigger).find_map(|w| Some((w, self.cue(w, Scope::Follower)?)));
        if let Some((word, factuality)) = tomorrow {
            return Decision::by(factuality, word);
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
    fn modifier(&self, noun: usize) -> Option<(usize, Factuality)> {
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
    fn of_phrase(&self, noun: usize, own: bool) -> Decision {
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
                Verdict::Same => return self.of_verb(head),
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

    /// "$5m", "part", "a series": what is counted or shared is what follows.
    fn counts(&self, noun: usize) -> bool {
        matches!(self.document.upos(noun), Upos::Num | Upos::Sym)
            || self.dependents(noun).any(|w| self.document.upos(w) == Upos::Sym)
            || matches!(
                self.document.lemma(noun),
                "part" | "series" | "round" | "number" | "string" | "wave" | "million"
            )
    }

    /// The verb whose object takes place only where the verb does: "*impose* sanctions", "*provide* $5m in funding",
    /// "*take* part in the race", "*came* under attack".
    fn is_carried(&self, noun: usize, head: usize) -> bool {
        if !self.is_verb(head) || self.cue(head, Scope::Carrier).is_none() {
            return false;
        }
        match self.relation(noun) {
            Deprel::Obj => true,
            Deprel::Obl => self.linked_by(noun, &["under", "in", "out"]) && !self.has_object(head),
            _ => false,
        }
    }

    fn has_object(&self, verb: usize) -> bool {
        let object = self.document.syntax.dependent(verb, &[Deprel::Obj]);
        object.is_some_and(|w| {
            !self.is(w, &["part"]) && !matches!(self.document.upos(w), Upos::Num | Upos::Sym)
        })
    }

    /// What a predicate says of its subject: "talks *will be held*", "no visit *is planned*".
    fn predicate(&self, predicate: usize) -> Option<Decision> {
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
    fn arranged(&self, predicate: usize) -> Option<Decision> {
        let document = self.document;
        let adjective = document.upos(predicate) == Upos::Adj;
        let value = self
            .cue(predicate, Scope::Governor)
            .or_else(|| adjective.then(|| self.cue(predicate, Scope::Group)).flatten())?;
        let open =
            adjective || document.xpos(predicate) == Xpos::Vbn && document.syntax.is_passive(predicate);
        let bears = match value {
            Factuality::Negated | Factuality::Planned | Factuality::Possible => true,
            Factuality::Hypothetical => matches!(
                document.lemma(predicate),
                "consider" | "mull" | "weigh" | "need" | "demand" | "request"
            ),
            _ => false,
        };
        (open && bears).then(|| Decision::by(value, predicate))
    }
}

/// The factuality of an event from those of its mentions: the fullest mention first; a plain telling anywhere decides.
pub(crate) fn of_event(mentions: &[Factuality]) -> Factuality {
    if mentions.contains(&Factuality::Actual) {
        return Factuality::Actual;
    }
    mentions.first().copied().unwrap_or(Factuality::Actual)
}

#[cfg(test)]
mod tests {
    use crate::report::Factuality::{self, Actual, Alleged, Hypothetical, Negated, Planned, Possible};
    use crate::{Options, extract};

    /// The factuality of the mention whose trigger is the first `word` of a sentence that has a mention on it.
    fn factuality(sentence: &str, word: &str) -> Option<Factuality> {
        let options = Options { language: Some("en".to_owned()), ..Options::default() };
        let report = extract(sentence, &options).expect("the options are right");
        let mut mentions: Vec<_> = report.events.iter().flat_map(|e| &e.mentions).collect();
        mentions.sort_by_key(|m| m.trigger.start);
        mentions
            .iter()
            .find(|m| &sentence[m.trigger.start as usize..m.trigger.end as usize] == word)
            .map(|m| m.factuality)
    }

    #[test]
    fn one_value_for_each_mention() {
        let mut wrong = Vec::new();
        for (sentence, word, expected) in [
            // told plainly
            ("The army attacked the village on Monday.", "attacked", Actual),
            ("Police said two men were killed in the village.", "killed", Actual),
            ("The rebels managed to attack the base.", "attack", Actual),
            ("He is the first minister to resign this year.", "resign", Actual),
            ("The victims of the attack will be buried on Friday.", "attack", Actual),
            ("The attack will not be forgotten.", "attack", Actual),
            ("Trade has stopped due to the protests in the capital.", "protests", Actual),
            ("The ministers discussed the bombing of the embassy.", "bombing", Actual),
            ("The minister rejected the allegations on Sunday.", "allegations", Actual),
            ("The army suspended the exercise because of the storm.", "storm", Actual),
            ("He left the country the day before the attack.", "attack", Actual),
            ("The governor resigned after the protests.", "protests", Actual),
            ("The mayor urged the ongoing protests to end.", "protests", Actual),
            ("The bomb exploded in the market, killing two people.", "killing", Actual),
            ("The rebels were accused of the attack that killed two people.", "killed", Actual),
            ("The talks that are taking place in Geneva should end soon.", "talks", Actual),
            ("Why did the army attack the village?", "attack", Actual),
            ("The army not only attacked the village but stayed.", "attacked", Actual),
            // denied
            ("The army did not attack the village.", "attack", Negated),
            ("No one was arrested after the march.", "arrested", Negated),
            ("No group was attacked on Monday.", "attacked", Negated),
            ("Moscow denied attacking the port.", "attacking", Negated),
            ("The city went a week without murders.", "murders", Negated),
            ("The summit in Geneva has been cancelled.", "summit", Negated),
            ("The killers have yet to be arrested.", "arrested", Negated),
            ("She is not expected to resign.", "resign", Negated),
            ("The minister denied that the army had attacked the port.", "attacked", Negated),
            ("The rebels tried in vain to attack the base.", "attack", Negated),
            ("The army did not manage to attack the base.", "attack", Negated),
            // to come
            ("The president will visit Tokyo on Friday.", "visit", Planned),
            ("The talks between the two sides in Geneva will be held on Friday.", "talks", Planned),
            ("The ministers are expected to meet in Paris.", "meet", Planned),
            ("The minister is to visit Tokyo next week.", "visit", Planned),
            ("The government will impose sanctions on the company.", "sanctions", Planned),
            ("The general said that troops would be deployed in May.", "deployed", Planned),
            ("The government is going to send aid to the region.", "aid", Planned),
            ("The ministers met to sign an agreement.", "sign", Planned),
            ("The president will meet the king and visit the port.", "visit", Planned),
            ("The minister arrived ahead of the talks in Geneva.", "talks", Planned),
            ("The next round of talks was prepared in Geneva.", "talks", Planned),
            // not sure
            ("The army may have attacked the village.", "attacked", Possible),
            ("The two leaders might meet in Paris.", "meet", Possible),
            ("The summit is likely to be held in Paris.", "summit", Possible),
            // somebody's claim
            ("The army allegedly attacked the village.", "attacked", Alleged),
            ("Kyiv accused Moscow of attacking the port.", "attacking", Alleged),
            ("The mayor is on trial over corruption charges.", "corruption", Alleged),
            ("He was charged with four counts of murder, robbery and theft.", "theft", Alleged),
            ("The suspected murder shocked the town.", "murder", Alleged),
            (
                "The company denied allegations of fraud but police claimed that it attacked them.",
                "attacked",
                Alleged,
            ),
            ("The police are looking at a suspected case of murder.", "murder", Alleged),
            // asked for, wished, conditional
            ("The union urged the mayor to resign.", "resign", Hypothetical),
            ("If the army attacks the port, prices will rise.", "attacks", Hypothetical),
            ("The mayor should resign, the party said.", "resign", Hypothetical),
            ("She asked why the mayor should not be dismissed.", "dismissed", Hypothetical),
            ("The party hopes to win the election.", "win", Hypothetical),
            ("It is not clear whether the mayor will resign.", "resign", Hypothetical),
            ("Did the army attack the village?", "attack", Hypothetical),
            ("The minister has to resign this week.", "resign", Hypothetical),
            ("The opposition demanded that the army withdraw from the town.", "withdraw", Hypothetical),
        ] {
            let value = factuality(sentence, word);
            if value != Some(expected) {
                wrong.push(format!("{word} in {sentence:?}: {value:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
