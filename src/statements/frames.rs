//! Words that tell what somebody wants, thinks of something, or speaks about: "refused to leave", "criticized the plan
//! for its cost", "sees it as a threat", "his criticism of the law", "confident that the talks would go on".
//!
//! Which of what hangs on such a word is the content is in `data/reporting.toml`. What happens in it is nobody's report.

use super::reported::{Content, Found, Reader, reported_noun};
use super::{FRAMES, SHOWN_BY};
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};

/// What one word takes, and how it is meant.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) part: Part,
    pub(super) takes: Takes,
    pub(super) stance: crate::report::Stance,
}

/// What the word is where it takes this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Verb,
    /// "is expected to": nobody says who does, unless there is an agent.
    Passive,
    /// "is sure that", "is convinced that": the subject is.
    Adjective,
    Noun,
}

/// What is said, of what hangs on the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// "knows that he left", "asked why he left"
    Clause,
    /// "refused *to leave*"
    To,
    /// "considered *leaving*"
    Ing,
    /// "is expected to win": *the party … win*
    Raised,
    /// "criticized *the plan for its cost*"
    Object,
    /// "*the plan* was criticized"
    Subject,
    /// "expects *the talks to fail*"
    ObjectTo,
    /// "sees *the plan as a threat*"
    ObjectAs,
    /// "called *the plan a threat*"
    Predicate,
    /// "spoke about *the plan*"
    With(&'static str),
}

impl Reader<'_> {
    /// What a word with a frame tells.
    pub(super) fn frame(&self, word: usize) -> Option<Found> {
        if matches!(self.relation(word), Deprel::Amod | Deprel::Compound) {
            return None;
        }
        let document = self.document;
        let lemma = self.lemma(word);
        let at = FRAMES.binary_search_by(|(known, _)| (*known).cmp(lemma)).ok()?;
        let parts: &[Part] = match document.upos(word) {
            Upos::Verb if document.syntax.is_passive(word) => &[Part::Passive, Part::Adjective],
            Upos::Verb => &[Part::Verb],
            Upos::Adj => &[Part::Adjective],
            _ => &[Part::Noun],
        };
        // "to support the plan": no more than may come
        let open = document.xpos(word) == Xpos::Vb
            && self.dependents(word).all(|w| self.lemma(w) != "do")
            && document.syntax.is_infinitive(word);
        let of_part = |frame: &&Frame| {
            parts.contains(&frame.part) && !(open && matches!(frame.takes, Takes::Object | Takes::To))
        };
        for frame in FRAMES[at].1.iter().filter(of_part) {
            let Some(heads) = self.complement(word, frame.takes) else { continue };
            let speaker = self.holder(word, frame.part);
            // "the poll shows a close race"; but "the bridge showed cracks"
            let shown = |s: usize| has(SHOWN_BY, document.lemma(s));
            if frame.takes == Takes::Object && lemma == "show" && !speaker.is_some_and(shown) {
                continue;
            }
            let content = self.pieces(&Content { without: self.cuts(&heads, word), heads });
            if content.is_empty() || speaker.is_none() && !matches!(frame.part, Part::Passive | Part::Noun) {
                continue;
            }
            let speaker = speaker.map(|s| self.named(s));
            return Some(Found { content, speaker, stance: frame.stance, attitude: true });
        }
        None
    }

    /// Whose wish, thought or speech it is.
    fn holder(&self, word: usize, part: Part) -> Option<usize> {
        let document = self.document;
        let found = match part {
            Part::Noun => self.owner(word),
            // "is convinced that"
            Part::Adjective => self.own_subject(word).or_else(|| self.speaker(word, "say")),
            _ => self.speaker(word, "say"),
        };
        found.filter(|&s| self.can_say(s, "say") && document.norm(s) != "it")
    }

    /// "the *party's* support", "*he* voiced support"
    fn owner(&self, noun: usize) -> Option<usize> {
        let own = self.dependents(noun).find(|&w| self.relation(w) == Deprel::NmodPoss);
        if own.is_some() {
            return own;
        }
        let verb = self.head(noun).filter(|_| self.relation(noun) == Deprel::Obj)?;
        if self.document.syntax.is_passive(verb) {
            return None;
        }
        self.speaker(verb, "say")
    }

    /// The heads of what is said.
    fn complement(&self, word: usize, takes: Takes) -> Option<Vec<usize>> {
        let syntax = &self.document.syntax;
        let right = |w: &usize| *w > word;
        let find = |relations: &[Deprel], link: Option<&str>| {
            self.dependents(word).filter(right).find(|&w| {
                relations.contains(&self.relation(w)) && link.is_none_or(|link| self.linked_by(w, &[link]))
            })
        };
        let object = find(&[Deprel::Obj], None);
        let whom = object.or_else(|| find(&[Deprel::Iobj], None));
        let infinitive = || {
            self.dependents(word)
                .filter(right)
                .find(|&w| self.relation(w) == Deprel::Xcomp && syntax.is_infinitive(w))
        };
        let relative = |w: usize| matches!(self.document.xpos(w), Xpos::Wdt | Xpos::Wp | Xpos::Ex);
        match takes {
            Takes::Clause => {
                let clause = self.dependents(word).filter(right).find(|&w| match self.relation(w) {
                    Deprel::Ccomp => !syntax.is_infinitive(w),
                    Deprel::Acl | Deprel::Advcl => {
                        self.linked_by(w, &["that"])
                            && self.own_subject(w).is_some_and(|s| !self.is(s, &["that"]))
                    }
                    _ => false,
                })?;
                Some(vec![clause])
            }
            Takes::To => {
                if object.is_some() {
                    return None;
                }
                let noun = || find(&[Deprel::Acl], None).filter(|&w| syntax.is_infinitive(w));
                infinitive().or_else(noun).map(|w| vec![w])
            }
            Takes::Ing => {
                let gerund = |&w: &usize| {
                    matches!(self.relation(w), Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp)
                        && self.document.xpos(w) == Xpos::Vbg
                        && syntax.dependent(w, &[Deprel::Mark]).is_none()
                };
                let gerund = self.dependents(word).filter(right).find(gerund).filter(|_| object.is_none())?;
                Some(vec![gerund])
            }
            Takes::Subject => {
                let subject = self.own_subject(word).filter(|&s| !relative(s))?;
                Some(vec![subject])
            }
            Takes::Raised => {
                let to = infinitive()?;
                let subject = self.own_subject(word).filter(|&s| !relative(s));
                Some(subject.into_iter().chain([to]).collect())
            }
            Takes::Object => {
                // "repeated its claim that": the claim is what is told
                let object = object.filter(|&w| {
                    !has(super::DAYS, self.document.norm(w)) && !reported_noun(self.document, w)
                })?;
                let more = self.dependents(word).filter(|&w| w > object && self.goes_with_object(w));
                Some([object].into_iter().chain(more).collect())
            }
            Takes::ObjectTo => Some(vec![whom?, infinitive()?]),
            Takes::ObjectAs => {
                Some(vec![whom?, find(&[Deprel::Obl, Deprel::Advcl, Deprel::Xcomp], Some("as"))?])
            }
            Takes::Predicate => {
                let object = object?;
                let predicate = self
                    .dependents(word)
                    .find(|&w| w > object && self.relation(w) == Deprel::Xcomp && !syntax.is_infinitive(w))?;
                Some(vec![object, predicate])
            }
            // "blamed the party for the plan": the party as well
            Takes::With(preposition) => {
                let relations = [Deprel::Obl, Deprel::Advcl, Deprel::Nmod, Deprel::Acl];
                let noun = find(&relations, Some(preposition))?;
                // but "distanced himself from the plan"
                let own = |w: usize| {
                    let norm = self.document.norm(w);
                    norm.ends_with("self") || norm.ends_with("selves")
                };
                let object = object.filter(|&object| object < noun && !own(object));
                Some(object.into_iter().chain([noun]).collect())
            }
        }
    }

    /// What a verb with an object says of it: "touted her plans *to build bridges*", "praised him *for his work*".
    fn goes_with_object(&self, word: usize) -> bool {
        match self.relation(word) {
            Deprel::Xcomp | Deprel::Obj => !has(super::DAYS, self.document.norm(word)),
            Deprel::Advcl => self.linked_by(word, &["for", "as", "over", "to"]),
            Deprel::Obl => {
                let links = ["for", "as", "over", "in", "at", "with", "to", "by", "against"];
                self.linked_by(word, &links) && !has(super::DAYS, self.document.norm(word))
            }
            _ => false,
        }
    }
}
