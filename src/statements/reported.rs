//! Reported speech and thought: "X said that …", "…, X said", "according to X", "X denied doing …".
//!
//! There is no tree yet: clauses are told by tags, commas and conjunctions.

use std::ops::Range;

use super::{BARE, By, DAYS, Draft, MEASURES, SAID_BY_IT, SHOWN, SHOWN_BY, WRITINGS, has, reporting};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::report::{Stance, StatementKind};
use crate::syntax::{Clause, Upos, Xpos};
use crate::tokens::Sentence;

/// Finds what one sentence reports.
pub(super) fn find(document: &Document, sentence: &Sentence, quoted: &[bool], drafts: &mut Vec<Draft>) {
    if sentence.words.len() > LONGEST {
        return;
    }
    let reader =
        Reader { document, clause: document.clause(sentence), words: sentence.words.clone(), quoted };
    let first = drafts.len();
    for word in sentence.words.clone() {
        if quoted[word] {
            continue;
        }
        let found = match document.upos(word) {
            _ if document.norm(word) == "according" => reader.according_to(word),
            Upos::Verb => reader.verb(word, document.lemma(word), drafts.len() > first),
            // The tagger reads some for adjectives.
            _ if document.norm(word) == "said" => reader.verb(word, "say", drafts.len() > first),
            Upos::Punct if document.norm(word) == ":" && sentence.zone == ZoneKind::Headline => {
                reader.headline(word)
            }
            _ => None,
        };
        if let Some((content, by, stance)) = found {
            let inside = content.iter().cloned().flatten().any(|w| quoted[w]);
            let kind = if inside { StatementKind::Mixed } else { StatementKind::Indirect };
            drafts.push(Draft { cue: Some(word), content, kind, stance, by, paragraph: sentence.paragraph });
        }
    }
}

/// Words of a sentence that is read; longer ones are lists or no prose, and each cue looks through its sentence.
const LONGEST: usize = 400;

/// The pieces of what is said, by whom, and how surely.
type Found = (Vec<Range<usize>>, By, Stance);

/// A sentence with what is known of it.
struct Reader<'a> {
    document: &'a Document<'a>,
    clause: Clause<'a>,
    words: Range<usize>,
    quoted: &'a [bool],
}

impl Reader<'_> {
    fn finite(&self, word: usize) -> bool {
        let document = self.document;
        match document.xpos(word) {
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md => true,
            // "it raised": the tagger takes it for a participle
            Xpos::Vbn => word > self.words.start && document.xpos(word - 1) == Xpos::Prp,
            _ => false,
        }
    }

    fn is(&self, word: usize, norms: &[&str]) -> bool {
        self.words.contains(&word) && norms.contains(&self.document.norm(word))
    }

    fn phrase(&self, phrase: usize) -> Range<usize> {
        speaker_words(self.document, phrase)
    }

    fn headline(&self, colon: usize) -> Option<Found> {
        let last = (colon + 1..self.words.end).rev().find(|&w| self.document.upos(w) != Upos::Punct)?;
        let (left, right) = (self.words.start..colon, colon + 1..last + 1);
        let whole = |side: &Range<usize>| {
            let phrase = self.document.phrases.at(side.start)?;
            (self.document.phrases.nouns[phrase].words == *side && side.len() <= 5).then_some(phrase)
        };
        let verb = |side: &Range<usize>| {
            side.clone().any(|w| matches!(self.document.upos(w), Upos::Verb | Upos::Aux | Upos::Part))
        };
        // "Ministers to meet in Cairo: official"; "Minister: talks will go on"
        let (content, phrase) = match (whole(&left), whole(&right)) {
            (_, Some(phrase)) if left.len() > 3 && verb(&left) => (left, phrase),
            (Some(phrase), None) if right.len() > 3 && verb(&right) => (right, phrase),
            _ => return None,
        };
        let speaker = self.phrase(phrase);
        Some((vec![content], By::Named(speaker), Stance::Says))
    }

    fn according_to(&self, word: usize) -> Option<Found> {
        let document = self.document;
        if !self.is(word + 1, &["to"]) {
            return None;
        }
        let phrase = document.phrases.at(word + 2)?;
        let head = document.phrases.nouns[phrase].head;
        // What things go by says nothing.
        if has(MEASURES, document.lemma(head)) {
            return None;
        }
        let speaker = self.behind_document(phrase);
        let source_end =
            document.phrases.nouns[speaker].words.end.max(document.phrases.nouns[phrase].words.end);
        let initial = (self.words.start..word)
            .all(|w| document.upos(w) == Upos::Punct || document.upos(w) == Upos::Cconj);
        let content = match initial {
            true => {
                let comma = (source_end..self.words.end).find(|&w| document.norm(w) == ",")?;
                self.trimmed(comma + 1..self.words.end)
            }
            false => {
                let end = if self.is(word - 1, &[","]) { word - 1 } else { word };
                self.trimmed(self.words.start..end)
            }
        };
        (!content.is_empty()).then(|| (vec![content], By::Named(self.phrase(speaker)), Stance::Says))
    }

    /// "a statement by the ambassador": the ambassador.
    fn behind_document(&self, phrase: usize) -> usize {
        let nouns = &self.document.phrases.nouns[phrase];
        let next = nouns.words.end;
        let says = has(WRITINGS, self.document.lemma(nouns.head));
        match says && self.is(next, &["by", "from", "of"]) && next + 1 < self.words.end {
            true => self.document.phrases.at(next + 1).unwrap_or(phrase),
            false => phrase,
        }
    }

    fn verb(&self, verb: usize, lemma: &str, again: bool) -> Option<Found> {
        let document = self.document;
        let (stance, quoting) = reporting(lemma)?;
        if quoting || document.phrases.at(verb).is_some() {
            return None;
        }
        let group = self.clause.group_start(verb);
        let slots = self.clause.of_verb(verb);
        let by_phrase = self.is(verb + 1, &["by"]);
        let auxiliary = (group..verb).any(|w| document.upos(w) == Upos::Aux);
        // "the lawmaker, however, stressed that": the tagger takes it for a participle
        let passive = self.clause.is_passive(verb) && (auxiliary || by_phrase);
        let active = match self.clause.is_passive(verb) && !passive {
            true => slots.object,
            false => slots.subject,
        };
        let before = group.checked_sub(1).filter(|w| self.words.contains(w));
        // "as announced by the president": what stands before
        if passive && let Some(as_word) = before.filter(|&w| self.is(w, &["as"])) {
            let content = self.trimmed(self.words.start..as_word);
            let by = slots.subject?;
            return (content.len() > 2).then(|| (vec![content], By::Named(self.phrase(by)), stance));
        }
        // "said … and accused …", "he said, adding that …"
        let gerund =
            document.xpos(verb) == Xpos::Vbg && !(group..verb).any(|w| document.upos(w) == Upos::Aux);
        let joined = again
            && before.is_some_and(|w| {
                document.upos(w) == Upos::Cconj
                    || gerund
                        && (document.upos(w) == Upos::Punct || self.is(w, &["while", "before", "after"]))
            });
        let quoted_as = self.quoted_as(verb);
        let speaker = match quoted_as {
            Some(phrase) => Some(phrase),
            None => active,
        };
        if passive && (slots.subject.is_none() || !by_phrase) {
            return None;
        }
        // "…, Nakatani said.", "…, said a spokesman for the army.", "…, Nakatani told them, …"
        if !passive
            && !gerund
            && quoted_as.is_none()
            && let Some((content, phrase)) = self.parenthetical(verb, group, speaker)
        {
            return Some((content, By::Named(self.phrase(phrase)), stance));
        }
        let content = self.content_after(verb, lemma, stance)?;
        let by = match speaker {
            _ if joined => By::Same,
            Some(phrase) if self.can_say(phrase, lemma) => By::Named(self.phrase(phrase)),
            Some(_) => return None,
            None => return None,
        };
        Some((vec![content], by, stance))
    }

    /// "was quoted as saying": who was.
    fn quoted_as(&self, verb: usize) -> Option<usize> {
        let quote = verb.checked_sub(2).filter(|w| self.words.contains(w))?;
        let quotes = self.document.norm(verb) == "saying"
            && self.is(verb - 1, &["as"])
            && matches!(self.document.lemma(quote), "quote" | "cite");
        match quotes && self.clause.is_passive(quote) {
            true => self.clause.of_verb(quote).object,
            false => None,
        }
    }

    /// Somebody, or something written that says: no bridge shows, no result believes.
    fn can_say(&self, phrase: usize, lemma: &str) -> bool {
        let document = self.document;
        let words = self.phrase(phrase);
        let head = words.end - 1;
        match document.upos(head) {
            Upos::Pron => match document.norm(head) {
                "it" => has(SAID_BY_IT, lemma),
                norm => matches!(norm, "he" | "she" | "they" | "who" | "some" | "many" | "others"),
            },
            Upos::Propn => true,
            Upos::Num => false,
            _ if has(SHOWN, lemma) => has(SHOWN_BY, document.lemma(head)),
            _ => !is_time(document.norm(head)),
        }
    }

    /// The clause beside ", X said": before it, and after it where the cue stands in the middle.
    fn parenthetical(
        &self,
        verb: usize,
        group: usize,
        speaker: Option<usize>,
    ) -> Option<(Vec<Range<usize>>, usize)> {
        let document = self.document;
        let mark = |w: usize| document.upos(w) == Upos::Punct;
        let comma_before = |edge: usize| {
            let mut left = edge.checked_sub(1).filter(|w| self.words.contains(w))?;
            while matches!(document.xpos(left), Xpos::CloseQuote | Xpos::OpenQuote) && left > self.words.start
            {
                left -= 1;
            }
            self.is(left, &[",", "—", "–", "-", "?", "!"]).then_some(left)
        };
        let (comma, phrase, end) = match comma_before(group) {
            // "…, said the spokesman"
            Some(comma) if self.words.contains(&(verb + 1)) && document.phrases.at(verb + 1).is_some() => {
                let phrase = document.phrases.at(verb + 1)?;
                (comma, phrase, document.phrases.nouns[phrase].words.end)
            }
            // "Nakatani, the minister, said": the speaker stands before the comma
            _ => {
                let phrase = speaker?;
                let start = named_before(document, &self.words, phrase);
                let opening = document.phrases.nouns[start].words.start;
                (comma_before(opening)?, start, verb + 1)
            }
        };
        let front = self.words.start..comma;
        let opening = front.clone().find(|&w| !mark(w))?;
        let tells = front.clone().any(|w| self.finite(w) || self.is(w, &["to"]));
        if comma < opening + 3 || !tells || self.introduces(end) {
            return None;
        }
        // Wholly quoted: the quotation is a statement by itself.
        if (opening..comma).all(|w| self.quoted[w] || mark(w)) {
            return None;
        }
        let mut content = vec![self.last_clause(opening..comma)];
        if self.is(end, &[","]) && !self.is_participle(end + 1) {
            let rest = self.trimmed(end + 1..self.words.end);
            if rest.clone().any(|w| self.finite(w)) && !self.is(rest.start, &["who", "which", "but", "and"]) {
                content.push(rest);
            }
        }
        Some((content, phrase))
    }

    fn is_participle(&self, word: usize) -> bool {
        self.words.contains(&word) && matches!(self.document.xpos(word), Xpos::Vbg | Xpos::Vbn)
    }

    /// Without main clauses before a semicolon: "He left; the talks failed, she said".
    fn last_clause(&self, range: Range<usize>) -> Range<usize> {
        let cut = range.clone().rev().find(|&w| self.is(w, &[";"]));
        cut.map_or(range.clone(), |w| w + 1..range.end)
    }

    /// Whether a clause that is said follows the cue: "said that", "said the missile was".
    fn introduces(&self, from: usize) -> bool {
        for word in from..self.words.end.min(from + 8) {
            if self.is(word, &[",", ".", ";"]) {
                return false;
            }
            if self.is(word, &["that", "whether", ":"])
                || word == from
                    && self.is(word, &["to"])
                    && self.document.xpos((word + 1).min(self.words.end - 1)) == Xpos::Vb
            {
                return true;
            }
            if self.finite(word) {
                return true;
            }
        }
        false
    }

    /// What a verb of saying introduces.
    fn content_after(&self, verb: usize, lemma: &str, stance: Stance) -> Option<Range<usize>> {
        let document = self.document;
        let after = verb + 1;
        let near = after..self.words.end.min(after + 16);
        // "that", after whom it is told to and when; not that of a relative clause inside what is said.
        let that = near
            .clone()
            .take_while(|&w| !self.finite(w) || self.is(w, &["that"]))
            .find(|&w| self.is(w, &["that"]) && matches!(document.xpos(w), Xpos::In | Xpos::Wdt | Xpos::Dt));
        let that = that
            .filter(|&w| w == after || document.xpos(w) == Xpos::In && !matches!(lemma, "express" | "voice"));
        if let Some(that) = that {
            return self.non_empty(self.trimmed(that + 1..self.words.end));
        }
        if matches!(lemma, "accuse" | "suspect")
            && let Some(of) = near.clone().find(|&w| self.is(w, &["of"]))
        {
            return self.non_empty(self.trimmed(of + 1..self.words.end));
        }
        if lemma == "deny" {
            let phrase = document.phrases.at(after);
            let claim = phrase.map(|p| &document.phrases.nouns[p]).filter(|p| {
                matches!(document.lemma(p.head), "allegation" | "accusation" | "claim" | "report" | "charge")
            });
            let start = match claim {
                Some(claim) => claim.words.end + 1,
                None => after,
            };
            return self.non_empty(self.trimmed(start..self.words.end));
        }
        // "urged Moscow to withdraw", "vowed to fight on", "called for talks"
        let infinitive = near
            .clone()
            .find(|&w| self.is(w, &["to"]) && w + 1 < self.words.end && document.xpos(w + 1) == Xpos::Vb);
        let wants = stance == Stance::Asks && matches!(lemma, "urge" | "ask" | "call" | "request" | "demand");
        if wants || matches!(lemma, "vow" | "pledge" | "promise" | "threaten") {
            let free = |to: usize| (after..to).all(|w| !self.is(w, &[",", ".", ";", ":"]) && !self.finite(w));
            let start = match infinitive.filter(|&to| free(to) && (to == after || wants)) {
                Some(to) => Some(to + 1),
                None if lemma == "call" => self.is(after, &["for"]).then_some(after + 1),
                None if lemma == "demand" => document.phrases.at(after).map(|_| after),
                None => None,
            };
            if let Some(start) = start {
                return self.non_empty(self.trimmed(start..self.words.end));
            }
        }
        if !has(BARE, lemma) {
            return None;
        }
        // "told reporters the …", "said on Tuesday the …"
        let mut start = after;
        let mut skipped = 0;
        while start < self.words.end && skipped < 3 {
            if matches!(document.upos(start), Upos::Adv | Upos::Adp)
                && document.phrases.at(start + 1).is_some_and(|p| self.temporal(p))
            {
                start = document.phrases.nouns[document.phrases.at(start + 1)?].words.end;
            } else if document
                .phrases
                .at(start)
                .is_some_and(|p| self.temporal(p) || (lemma == "tell" && skipped == 0))
            {
                start = document.phrases.nouns[document.phrases.at(start)?].words.end;
            } else if self.is(start, &[":"]) {
                start += 1;
            } else {
                break;
            }
            skipped += 1;
        }
        let next = (start..self.words.end).next()?;
        if self.is(next, &["in", "at", "to", ",", ".", "with", "as"])
            && !self.is(next, &["in", "at"])
            && stance != Stance::Denies
        {
            return None;
        }
        let clause = (next..self.words.end.min(next + 40))
            .take_while(|&w| !self.is(w, &[";", "."]))
            .any(|w| self.finite(w));
        let opens = document.phrases.at(next).is_some()
            || self.is(
                next,
                &[
                    "there", "if", "when", "while", "after", "as", "in", "at", "on", "despite", "although",
                    "“", "\"", "‘", "«", "not", "both", "since", "because", "such",
                ],
            )
            || matches!(document.upos(next), Upos::Adv | Upos::Det | Upos::Verb | Upos::Num | Upos::Adj);
        if opens && clause {
            return self.non_empty(self.trimmed(next..self.words.end));
        }
        // "announced the raid", "report a total of 67 days"
        if matches!(lemma, "announce" | "report" | "confirm") && document.phrases.at(after).is_some() {
            let end =
                near.clone().find(|&w| self.is(w, &[",", ".", ";"]) || self.finite(w)).unwrap_or(near.end);
            return self.non_empty(self.trimmed(after..end));
        }
        None
    }

    fn temporal(&self, phrase: usize) -> bool {
        let head = self.document.phrases.nouns[phrase].head;
        is_time(self.document.norm(head))
    }

    fn non_empty(&self, range: Range<usize>) -> Option<Range<usize>> {
        (!range.is_empty()).then_some(range)
    }

    /// Without the marks at its ends and without what the article goes on with: ", adding that", ", according to",
    /// "and accused".
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let document = self.document;
        let mark = |w: usize| document.upos(w) == Upos::Punct;
        let start = range.clone().find(|&w| !mark(w)).unwrap_or(range.end);
        let cut = (start + 1..range.end).find(|&w| {
            if self.quoted[w] {
                return false;
            }
            if self.is(w, &[";"]) {
                return true;
            }
            if self.is(w, &[","]) && w + 1 < range.end {
                let verb =
                    (w + 1..range.end.min(w + 3)).find(|&v| document.upos(v) != Upos::Adv).unwrap_or(w + 1);
                return document.xpos(verb) == Xpos::Vbg
                    && reporting(document.lemma(verb)).is_some_and(|(_, q)| !q)
                    || self.is(w + 1, &["according"])
                    || self.is(w + 1, &["referring"])
                    || self.is(w + 1, &["while", "but"])
                        && (w + 2..range.end.min(w + 6)).any(|v| {
                            document.upos(v) == Upos::Verb
                                && document.phrases.at(v).is_none()
                                && reporting(document.lemma(v)).is_some_and(|(_, q)| !q)
                        });
            }
            // "and accused", "and also said"
            self.is(w, &["and", "but"])
                && (w + 1..range.end.min(w + 3)).find(|&v| document.upos(v) != Upos::Adv).is_some_and(|v| {
                    matches!(document.xpos(v), Xpos::Vbd | Xpos::Vbz)
                        && reporting(document.lemma(v)).is_some_and(|(_, q)| !q)
                })
        });
        let end = cut.unwrap_or(range.end);
        let end = (start..end).rev().find(|&w| !mark(w)).map_or(start, |w| w + 1);
        start..end
    }
}

fn is_time(norm: &str) -> bool {
    has(DAYS, norm)
}

/// The words of a speaker, without the day: "the lawmaker yesterday said".
pub(super) fn speaker_words(document: &Document, phrase: usize) -> Range<usize> {
    let words = document.phrases.nouns[phrase].words.clone();
    let end = words.clone().rev().find(|&w| !is_time(document.norm(w))).map_or(words.end, |w| w + 1);
    words.start..end
}

/// "Gen Nakatani" of "Gen Nakatani, the defense minister, said" when `phrase` is the minister.
pub(super) fn named_before(document: &Document, words: &Range<usize>, phrase: usize) -> usize {
    let nouns = &document.phrases.nouns;
    let apposition = &nouns[phrase];
    if phrase == 0 || document.upos(speaker_words(document, phrase).end - 1) != Upos::Noun {
        return phrase;
    }
    let before = &nouns[phrase - 1];
    let comma = apposition.words.start.checked_sub(1);
    let follows = comma.is_some_and(|c| c == before.words.end && document.norm(c) == ",");
    // "left on Wednesday, police said", "arrived from Haridwar, the officer said"
    let free = before.words.start <= words.start || document.upos(before.words.start - 1) != Upos::Adp;
    let name = document.upos(before.head) == Upos::Propn && !is_time(document.norm(before.head));
    match follows && free && name && before.words.start >= words.start {
        true => phrase - 1,
        false => phrase,
    }
}
