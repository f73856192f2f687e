//! Noun phrases, and which of them go with a verb or a noun, read off the tags.
//!
//! There is no tree yet: neighbours and word order stand in for it.

use std::ops::Range;

use super::{Syntax, Upos, Xpos};
use crate::tokens::{Sentence, Tokens};
use crate::work::tick;

include!(concat!(env!("OUT_DIR"), "/phrase_words.rs"));

/// A noun phrase without what follows its head: "South Korea's new Defense Ministry".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    pub words: Range<usize>,
    /// The last noun.
    pub head: usize,
    /// "South Korea" in "South Korea's Defense Ministry".
    pub possessor: Option<Range<usize>>,
}

/// All noun phrases of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    pub nouns: Vec<NounPhrase>,
    /// For each word, one more than the index of its noun phrase; 0: in none.
    of_word: Vec<u32>,
}

impl Phrases {
    /// The index of the noun phrase that a word is in.
    pub fn at(&self, word: usize) -> Option<usize> {
        tick(1);
        (self.of_word.get(word).copied().unwrap_or(0) as usize).checked_sub(1)
    }
}

/// Words that a noun phrase can hold before its head.
fn inside(syntax: &Syntax, tokens: &Tokens, word: usize) -> bool {
    if NEVER_IN_NAMES.binary_search(&tokens.norm(word)).is_ok() {
        return false;
    }
    use Upos::{Adj, Det, Noun, Num, Pron, Propn, Sym};
    tick(1);
    match syntax.upos[word] {
        Adj | Noun | Num | Propn | Sym => true,
        Det => true,
        Pron => syntax.xpos[word] == Xpos::PrpS,
        Upos::Verb => matches!(syntax.xpos[word], Xpos::Vbn | Xpos::Vbg),
        Upos::Adv => {
            matches!(tokens.norm(word), "most" | "more" | "very" | "so" | "nearly" | "about" | "highly")
        }
        Upos::Punct => syntax.xpos[word] == Xpos::Hyph,
        _ => false,
    }
}

fn is_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn)
}

/// Finds the noun phrases of every sentence.
pub fn noun_phrases(tokens: &Tokens, syntax: &Syntax) -> Phrases {
    let mut phrases = Phrases { nouns: Vec::new(), of_word: vec![0; tokens.words.len()] };
    for sentence in &tokens.sentences {
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            match phrase_at(tokens, syntax, word, sentence.words.end) {
                Some(phrase) => {
                    word = phrase.words.end;
                    phrases.nouns.push(phrase);
                    let number = phrases.nouns.len() as u32;
                    let phrase = &phrases.nouns[number as usize - 1];
                    phrases.of_word[phrase.words.clone()].fill(number);
                }
                None => word += 1,
            }
        }
    }
    phrases
}

/// Words of a noun phrase; what goes on longer is a list without commas. Keeps such lists linear.
const LONGEST: usize = 40;

/// The noun phrase that starts at `start`, if one does.
fn phrase_at(tokens: &Tokens, syntax: &Syntax, start: usize, end: usize) -> Option<NounPhrase> {
    let end = end.min(start + LONGEST);
    let upos = |w: usize| syntax.upos[w];
    // "he", "that", "who": alone
    if upos(start) == Upos::Pron && syntax.xpos[start] != Xpos::PrpS {
        return Some(NounPhrase { words: start..start + 1, head: start, possessor: None });
    }
    // A phrase does not open with a participle after an auxiliary ("was fired shells") nor with a bare gerund.
    if upos(start) == Upos::Verb {
        let modifies = syntax.xpos[start] == Xpos::Vbn
            && start + 1 < end
            && is_noun(upos(start + 1))
            && (start == 0
                || !matches!(upos(start - 1), Upos::Aux | Upos::Adv | Upos::Noun | Upos::Propn | Upos::Pron));
        if !modifies {
            return None;
        }
    }
    if matches!(upos(start), Upos::Adv) || (upos(start) == Upos::Punct) || !inside(syntax, tokens, start) {
        return None;
    }
    let mut head = None;
    let mut possessor = None;
    let mut word = start;
    while word < end {
        if inside(syntax, tokens, word) {
            // A new determiner after a head opens the next phrase: "gave Kim the order".
            let opens = upos(word) == Upos::Det || (upos(word) == Upos::Pron);
            if head.is_some() && opens {
                break;
            }
            // A participle stays only before a noun: "a stolen car", not "soldiers wounded in …", "teams playing …".
            if upos(word) == Upos::Verb
                && (head.is_some() || word + 1 >= end || !inside(syntax, tokens, word + 1))
            {
                break;
            }
            if is_noun(upos(word))
                || (upos(word) == Upos::Num && (word + 1 >= end || !inside(syntax, tokens, word + 1)))
            {
                head = Some(word);
            }
            // "officials able to …": an adjective after the head that no noun follows is outside.
            word += 1;
        } else if syntax.xpos[word] == Xpos::Pos && head.is_some() {
            possessor = Some(start..word);
            head = None;
            word += 1;
        } else if head.is_some() && tokens.norm(word) == "of" && joins_name(tokens, syntax, word, end) {
            // "Joint Chiefs of Staff", "Ministry of Defense"
            word += 1;
            while word < end && upos(word) == Upos::Propn {
                word += 1;
            }
            // The head stays where it is: the Chiefs.
            return Some(NounPhrase { words: start..word, head: head?, possessor });
        } else {
            break;
        }
    }
    let head = match (head, &possessor) {
        (Some(head), _) => head,
        // "Kim's" with nothing after it
        (None, Some(possessor)) => possessor.end.checked_sub(1)?,
        (None, None) => return None,
    };
    Some(NounPhrase { words: start..head + 1, head, possessor: possessor.filter(|p| p.end <= head) })
}

/// "of" between two capitalised words, the second on its own: a name.
fn joins_name(tokens: &Tokens, syntax: &Syntax, of: usize, end: usize) -> bool {
    of > 0
        && of + 1 < end
        && syntax.upos[of - 1] == Upos::Propn
        && syntax.upos[of + 1] == Upos::Propn
        && JOINING_HEADS.binary_search(&tokens.norm(of - 1)).is_ok()
}

/// What stands around a verb or a noun: its would-be dependents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    /// Indices into [`Phrases::nouns`].
    pub subject: Option<usize>,
    pub object: Option<usize>,
    /// Words of the possessor: "Russia" in "Russia's invasion".
    pub possessive: Option<Range<usize>>,
    /// The words before a noun in its phrase: "ballistic missile" in "a ballistic missile test".
    pub compound: Option<Range<usize>>,
    /// The preposition and its noun phrase.
    pub prepositions: Vec<(usize, usize)>,
}

/// How far to the right a phrase is looked for, in words; keeps long sentences linear.
const REACH: usize = 40;

/// The sentence with its tags, in which slots are looked for.
#[derive(Clone, Copy)]
pub struct Clause<'a> {
    pub tokens: &'a Tokens,
    pub syntax: &'a Syntax,
    pub phrases: &'a Phrases,
    pub sentence: &'a Sentence,
}

impl Clause<'_> {
    fn upos(&self, word: usize) -> Upos {
        tick(1);
        self.syntax.upos[word]
    }

    fn xpos(&self, word: usize) -> Xpos {
        tick(1);
        self.syntax.xpos[word]
    }

    fn norm(&self, word: usize) -> &str {
        self.tokens.norm(word)
    }

    /// The first word of the verb group that ends in `verb`: "had not been" in "had not been fired".
    pub fn group_start(&self, verb: usize) -> usize {
        let mut start = verb;
        while start > self.sentence.words.start && verb - start < 8 {
            let left = start - 1;
            let part = match self.upos(left) {
                Upos::Aux | Upos::Part => self.xpos(left) != Xpos::Pos,
                Upos::Adv => true,
                _ => false,
            };
            if !part {
                break;
            }
            start = left;
        }
        start
    }

    /// Whether a participle is passive: "was fired", "fired by", "troops stationed in".
    pub fn is_passive(&self, verb: usize) -> bool {
        if self.xpos(verb) != Xpos::Vbn {
            return false;
        }
        let group = self.group_start(verb)..verb;
        let mut auxiliaries = group.filter(|&w| self.upos(w) == Upos::Aux).peekable();
        if auxiliaries.peek().is_none() {
            return true;
        }
        auxiliaries.any(|w| BE_FORMS.binary_search(&self.norm(w)).is_ok())
    }

    /// The noun phrase that does what a verb says (or, of a passive, that it is done to).
    fn left_argument(&self, verb: usize) -> Option<usize> {
        let begin = self.sentence.words.start;
        let group = self.group_start(verb);
        let mut word = group;
        let mut skipped_comma = false;
        let mut steps = 0;
        let bare_infinitive = self.xpos(verb) == Xpos::Vb && (group..verb).any(|w| self.norm(w) == "to");
        let gerund = self.xpos(verb) == Xpos::Vbg && !(group..verb).any(|w| self.upos(w) == Upos::Aux);
        while word > begin && steps < REACH {
            word -= 1;
            steps += 1;
            if self.upos(word) == Upos::Punct {
                skipped_comma |= self.norm(word) == ",";
                // "…; X said": another main clause
                if matches!(self.norm(word), ";" | ":") && !skipped_comma {
                    return None;
                }
                continue;
            }
            let Some(phrase) = self.phrases.at(word) else { continue };
            let nouns = &self.phrases.nouns[phrase];
            word = nouns.words.start;
            let adjacent = nouns.words.end == group;
            // "accusations of sending": what the preposition hangs on does not send
            if gerund && nouns.words.end + 1 == group && self.upos(group - 1) == Upos::Adp {
                continue;
            }
            // "the man, who …", "talks that …": what the pronoun stands for is the phrase right before
            if matches!(self.xpos(nouns.head), Xpos::Wdt | Xpos::Wp) && nouns.words.len() == 1 {
                let comma = word > begin && self.norm(word - 1) == ",";
                let before = word.checked_sub(1 + usize::from(comma)).filter(|&w| w >= begin);
                return before.and_then(|w| self.phrases.at(w));
            }
            // "there were", and an age: "Kim, 42, said"
            let age = self.upos(nouns.head) == Upos::Num && word > begin && self.norm(word - 1) == ",";
            if self.xpos(nouns.head) == Xpos::Ex || age {
                continue;
            }
            let before = nouns.words.start.checked_sub(1).filter(|&w| w >= begin);
            let Some(before) = before else { return Some(phrase) };
            match self.upos(before) {
                // "the launch of missiles drew": part of the phrase before
                Upos::Adp => {
                    // "with Nakatani reporting", "accused of": the verb's own subject after "with"
                    if adjacent && gerund && self.norm(before) == "with" {
                        return Some(phrase);
                    }
                    continue;
                }
                // "confirmed the launch and assessed": an object of the verb before, unless "said Kim fired",
                // "urging Pyongyang to withdraw"
                Upos::Verb if !adjacent => continue,
                Upos::Verb if adjacent && gerund => return Some(phrase),
                Upos::Verb if adjacent && bare_infinitive => return Some(phrase),
                Upos::Verb if adjacent && self.xpos(verb) == Xpos::Vbn && !self.has_auxiliary(verb) => {
                    return Some(phrase);
                }
                _ => return Some(phrase),
            }
        }
        None
    }

    fn has_auxiliary(&self, verb: usize) -> bool {
        (self.group_start(verb)..verb).any(|w| self.upos(w) == Upos::Aux)
    }

    /// The noun phrase right after a verb.
    fn right_argument(&self, verb: usize) -> Option<usize> {
        for word in verb + 1..self.sentence.words.end.min(verb + 5) {
            match self.upos(word) {
                Upos::Adv | Upos::Part => continue,
                // particles: "set up a company"
                Upos::Adp if self.xpos(word) == Xpos::Rp => continue,
                Upos::Punct if matches!(self.xpos(word), Xpos::OpenQuote) => continue,
                _ => {
                    let phrase = self.phrases.at(word)?;
                    // "said he would": the subject of the next clause
                    let end = self.phrases.nouns[phrase].words.end;
                    let clause = end < self.sentence.words.end
                        && (self.upos(end) == Upos::Aux
                            || matches!(self.xpos(end), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
                    return (!clause).then_some(phrase);
                }
            }
        }
        None
    }

    /// "thousands of soldiers": what a counting phrase counts.
    fn counted(&self, phrase: usize) -> usize {
        let nouns = &self.phrases.nouns[phrase];
        let next = nouns.words.end;
        if next + 1 < self.sentence.words.end
            && self.norm(next) == "of"
            && QUANTIFIERS.binary_search(&singular(self.norm(nouns.head))).is_ok()
            && let Some(counted) = self.phrases.at(next + 1)
        {
            return counted;
        }
        phrase
    }

    /// Prepositions and their phrases to the right of `word`, up to the end of the clause.
    fn prepositions(&self, word: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = word + 1;
        let end = self.sentence.words.end.min(word + REACH);
        while at < end && found.len() < 6 {
            match self.upos(at) {
                Upos::Adp | Upos::Part if at + 1 < end => {
                    if let Some(phrase) = self.phrases.at(at + 1) {
                        found.push((at, self.counted(phrase)));
                        at = self.phrases.nouns[phrase].words.end;
                        continue;
                    }
                }
                Upos::Verb if self.phrases.at(at).is_none() => break,
                Upos::Aux | Upos::Sconj => break,
                Upos::Punct if matches!(self.norm(at), ";" | ":" | "." | "," | "—" | "–") => break,
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// What goes with a verb.
    pub fn of_verb(&self, verb: usize) -> Slots {
        let left = self.left_argument(verb);
        let prepositions = self.prepositions(verb);
        let by = prepositions.iter().find(|(p, _)| self.norm(*p) == "by").map(|(_, phrase)| *phrase);
        let (subject, object) = match self.is_passive(verb) {
            true => (by, left),
            false => (left, self.right_argument(verb).map(|p| self.counted(p))),
        };
        Slots { subject, object, possessive: None, compound: None, prepositions }
    }

    /// What goes with a noun.
    pub fn of_noun(&self, noun: usize) -> Slots {
        let mut slots = Slots { prepositions: self.prepositions(noun), ..Slots::default() };
        let Some(phrase) = self.phrases.at(noun) else { return slots };
        let nouns = &self.phrases.nouns[phrase];
        slots.possessive = nouns.possessor.clone();
        let first = nouns.possessor.as_ref().map_or(nouns.words.start, |p| p.end + 1);
        let modifiers = (first..noun)
            .skip_while(|&w| matches!(self.upos(w), Upos::Det | Upos::Num | Upos::Adv | Upos::Pron));
        let mut modifiers = modifiers.peekable();
        if let Some(&start) = modifiers.peek()
            && start < noun
        {
            slots.compound = Some(start..noun);
        }
        // "his arrest", "its invasion"
        if slots.possessive.is_none()
            && let Some(own) = nouns.words.clone().find(|&w| self.xpos(w) == Xpos::PrpS && w < noun)
        {
            slots.possessive = Some(own..own + 1);
        }
        // "conducted a test", "held talks": the subject of the verb that carries the noun
        if let Some(verb) = self.carrying_verb(noun) {
            let carrier = self.left_argument(verb);
            match self.is_passive(verb) {
                false => slots.subject = carrier,
                true => slots.object = None,
            }
        }
        slots
    }

    /// The light verb whose object a noun is: "conducted" for *test* in "conducted a ballistic missile test".
    pub fn carrying_verb(&self, noun: usize) -> Option<usize> {
        let phrase = self.phrases.at(noun)?;
        let start = self.phrases.nouns[phrase].words.start;
        let mut verb = start.checked_sub(1).filter(|&w| w >= self.sentence.words.start)?;
        // "carried out a raid", "came under attack"
        if matches!(self.upos(verb), Upos::Adp | Upos::Adv) && verb > self.sentence.words.start {
            verb -= 1;
        }
        (self.upos(verb) == Upos::Verb && LIGHT_VERBS.binary_search(&self.syntax.lemma(verb)).is_ok())
            .then_some(verb)
    }
}

/// "thousands" to "thousand", for the look-up only.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}
