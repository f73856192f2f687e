//! Who says a quotation, by the words beside it: "…," the judge exclaimed; chanted "…"; X: "…"; "…" — X; called it "…".
//!
//! Trees break where a quotation stands in the middle of a sentence, so what is told without one is read here word by word,
//! a bounded way before and behind the marks.

use std::ops::Range;

use super::{BARE, DAYS, JUDGING, SHOWN, reporting};
use crate::document::Document;
use crate::report::Stance;
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::work::tick;

/// Who says a quotation, the cue, and what is said where it is more than the quotation.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) speaker: Range<usize>,
    pub(super) cue: Option<usize>,
    pub(super) stance: Stance,
}

/// A quotation with the words of the article before and behind it in its sentences.
pub(super) struct Beside<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) quote: Range<usize>,
    pub(super) before: Range<usize>,
    pub(super) behind: Range<usize>,
}

/// Words that are read on each side.
pub(super) const REACH: usize = 40;

/// Words between a verb of saying and "that", or a quotation without it.
const LED: usize = 12;

/// How far up a tree what judges is looked for.
const CLIMB: usize = 4;

impl Beside<'_> {
    pub(super) fn told(&self) -> Option<Told> {
        self.told_behind().or_else(|| self.told_before()).or_else(|| self.signed())
    }

    fn is(&self, word: usize, norms: &[&str]) -> bool {
        norms.contains(&self.document.norm(word))
    }

    fn is_mark(&self, word: usize) -> bool {
        self.document.upos(word) == Upos::Punct
    }

    /// "…," the judge exclaimed; "…", said the judge
    fn told_behind(&self) -> Option<Told> {
        let document = self.document;
        let first = self.behind.start;
        let set_off = self.is(self.quote.end - 1, &[",", "!", "?", "—", "–", "-", "--", "…", "..."])
            || !self.behind.is_empty() && self.is(first, &[","]);
        if !set_off || self.behind.is_empty() {
            return None;
        }
        for word in self.behind.clone() {
            if word > first && self.is_mark(word) && self.is(word, &[".", ";", ":"]) {
                break;
            }
            let Some(stance) = self.says(word) else { continue };
            let subject = document.syntax.own_subject(word).filter(|w| self.behind.contains(w));
            // The judge exclaimed; the judge then exclaimed
            let left = || {
                let mut left = self.behind.start..word;
                let end = left.rfind(|&w| !matches!(document.upos(w), Upos::Adv | Upos::Aux))?;
                self.phrase_of(end).filter(|_| !self.is_mark(end))
            };
            // said the judge
            let right = || self.phrase_of(word + 1).filter(|_| self.behind.contains(&(word + 1)));
            let speaker = subject.map(|head| self.words(head)).or_else(left).or_else(right)?;
            return self.can_say(&speaker).then_some(Told { speaker, cue: Some(word), stance });
        }
        // "…," the judge barked: whatever somebody does right behind it
        let somebody = first + usize::from(self.is(first, &[","]));
        let speaker = self
            .phrase_of(somebody)
            .filter(|words| words.start == somebody && self.behind.contains(&words.end))?;
        let cue = speaker.end;
        let does = document.upos(cue) == Upos::Verb && matches!(document.xpos(cue), Xpos::Vbd | Xpos::Vbz);
        (does && self.can_say(&speaker)).then_some(Told { speaker, cue: Some(cue), stance: Stance::Says })
    }

    /// The judge exclaimed: "…"; some chanted "…"
    fn told_before(&self) -> Option<Told> {
        let document = self.document;
        let last = self.before.clone().next_back()?;
        let set_off = self.is(last, &[",", ":"]);
        let near = if set_off { self.before.clone() } else { last..last + 1 };
        let verb = near.rev().find_map(|word| Some((word, self.says(word)?)));
        if let Some((word, stance)) = verb {
            let agent = || document.syntax.agent(word);
            let subject = document.syntax.subject(word).filter(|_| !document.syntax.is_passive(word));
            let subject = subject.or_else(agent).filter(|w| !self.quote.contains(w))?;
            // "the sign shows"
            let shown = has(SHOWN, document.lemma(word)) && !set_off;
            let speaker = self.words(subject);
            return (!shown && self.can_say(&speaker)).then_some(Told { speaker, cue: Some(word), stance });
        }
        if !self.is(last, &[":"]) {
            return None;
        }
        // "Smith: …", "In a letter the ministry was blunt: …"
        let whole = self.phrase_of(last.checked_sub(1)?).filter(|words| words.start == self.before.start);
        let subject = || {
            let head = self
                .before
                .clone()
                .find(|&w| matches!(document.syntax.deprel[w], Deprel::Nsubj | Deprel::NsubjPass))?;
            Some(self.words(head))
        };
        let speaker = whole.or_else(subject)?;
        self.can_say(&speaker).then_some(Told { speaker, cue: None, stance: Stance::Says })
    }

    /// "…" — Anna Smith
    fn signed(&self) -> Option<Told> {
        let first = self.behind.start;
        if self.behind.len() < 2 || !self.is(first, &["—", "–", "-", "--", "―"]) {
            return None;
        }
        let speaker = self.phrase_of(first + 1)?;
        let alone = self.behind.clone().all(|w| !matches!(self.document.upos(w), Upos::Verb | Upos::Aux));
        let named = self.document.upos(speaker.end - 1) == Upos::Propn;
        (alone && named && speaker.start == first + 1).then_some(Told {
            speaker,
            cue: None,
            stance: Stance::Says,
        })
    }

    /// What a verb that judges says with a quotation in it: called [it "a threat"].
    pub(super) fn judged(&self) -> Option<(Told, Range<usize>)> {
        let document = self.document;
        let syntax = &document.syntax;
        let top =
            self.quote.clone().take(REACH).find(|&w| {
                !self.is_mark(w) && syntax.head(w).is_some_and(|head| !self.quote.contains(&head))
            })?;
        let mut below = top;
        for above in syntax.ancestors(top).take(CLIMB) {
            tick(1);
            if document.upos(above) == Upos::Verb {
                let judges = above < self.quote.start
                    && self.quote.start - above <= REACH
                    && has(JUDGING, document.lemma(above));
                let below_it = matches!(
                    syntax.deprel[below],
                    Deprel::Obj
                        | Deprel::Iobj
                        | Deprel::Xcomp
                        | Deprel::Ccomp
                        | Deprel::Obl
                        | Deprel::Advcl
                        | Deprel::OblUnmarked
                );
                // "called the plans to build a bridge “a disgrace”": the tree may hang it on any word before
                let inner = matches!(document.xpos(above), Xpos::Vb | Xpos::Vbg | Xpos::Vbn);
                if !judges && inner && above < self.quote.start && self.says(above).is_none() {
                    below = above;
                    continue;
                }
                if !judges || !below_it {
                    return None;
                }
                let passive = syntax.is_passive(above);
                let subject = if passive { syntax.agent(above) } else { syntax.subject(above) };
                let speaker = self.words(subject.filter(|w| !self.quote.contains(w))?);
                if !self.can_say(&speaker) {
                    return None;
                }
                let own = |w: &usize| {
                    *w > above
                        && matches!(
                            syntax.deprel[*w],
                            Deprel::Obj | Deprel::Iobj | Deprel::Xcomp | Deprel::Ccomp
                        )
                };
                let first = syntax.dependents(above).filter(own).map(|w| syntax.subtree(w).start).min();
                let start = first.unwrap_or(self.quote.start).clamp(above + 1, self.quote.start);
                let start = if self.is(start, &["as"]) { start + 1 } else { start };
                // "called it" asks for nothing.
                let stance = match document.lemma(above) {
                    "call" => Stance::Says,
                    lemma => reporting(lemma).map_or(Stance::Says, |(stance, _)| stance),
                };
                return Some((Told { speaker, cue: Some(above), stance }, start..self.quote.end));
            }
            below = above;
        }
        None
    }

    /// What a verb of saying says with a quotation further on in it: says in a letter that [the plan is "a threat"].
    pub(super) fn led(&self) -> Option<(Told, Range<usize>)> {
        let document = self.document;
        let (cue, stance) = self.before.clone().rev().find_map(|word| Some((word, self.says(word)?)))?;
        let that = (cue + 1..self.before.end).take(LED).find(|&w| self.is(w, &["that"]));
        let start = that.unwrap_or(cue) + 1;
        let near = that.is_some() || has(BARE, document.lemma(cue)) && self.before.end - cue <= LED;
        if !near || document.syntax.is_passive(cue) {
            return None;
        }
        let subject = document.syntax.subject(cue).filter(|w| !self.quote.contains(w))?;
        let speaker = self.words(subject);
        self.can_say(&speaker).then_some((Told { speaker, cue: Some(cue), stance }, start..self.quote.end))
    }

    /// The stance of a word that says.
    fn says(&self, word: usize) -> Option<Stance> {
        let document = self.document;
        if document.upos(word) != Upos::Verb && document.norm(word) != "said" {
            return None;
        }
        let lemma = if document.norm(word) == "said" { "say" } else { document.lemma(word) };
        let (stance, quoting) = reporting(lemma)?;
        (quoting || has(BARE, lemma) || stance != Stance::Believes).then_some(stance)
    }

    fn words(&self, head: usize) -> Range<usize> {
        let document = self.document;
        let name = document.syntax.apposed_name(head).filter(|_| document.upos(head) == Upos::Noun);
        let head = name.unwrap_or(head);
        self.phrase_of(head).unwrap_or(head..head + 1)
    }

    /// The noun phrase, or the pronoun, that a word is in.
    fn phrase_of(&self, word: usize) -> Option<Range<usize>> {
        let document = self.document;
        match document.phrases.at(word) {
            Some(phrase) => Some(document.phrases.nouns[phrase].words.clone()),
            None => (word < document.tokens.words.len() && document.upos(word) == Upos::Pron)
                .then(|| word..word + 1),
        }
    }

    /// Somebody: no day, no relative, nothing that is quoted.
    fn can_say(&self, speaker: &Range<usize>) -> bool {
        let document = self.document;
        let last = speaker.end - 1;
        let outside = speaker.end <= self.quote.start || speaker.start >= self.quote.end;
        let pronoun = matches!(
            document.norm(last),
            "he" | "she" | "it" | "they" | "i" | "we" | "who" | "some" | "many" | "others" | "one"
        );
        outside
            && !has(DAYS, document.norm(last))
            && document.xpos(last) != Xpos::Cd
            && (document.upos(last) != Upos::Pron || pronoun)
    }
}
