//! Whether the words that govern a time look forward: they decide if "Friday" is the last or the next one.

use std::ops::Range;

use super::lexicon;
use crate::article::ZoneKind;
use crate::sorted::has;
use crate::syntax::{Deprel, Syntax, Xpos};
use crate::tokens::{Sentence, Tokens};

/// Where the verb or adjective that governs an expression looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// "met this Sunday", "said Friday it will".
    Back,
    /// "will meet on Friday", "is due Monday".
    Ahead,
    /// No verb tells: "the vote on Friday", "announced a vote this Sunday".
    Open,
}

/// Where the words that govern an expression look.
pub fn outlook(tokens: &Tokens, syntax: &Syntax, sentence: &Sentence, words: &Range<usize>) -> Outlook {
    let forward = |word: usize| has(lexicon::FUTURE, tokens.norm(word));
    // "is due Monday", "scheduled for May 5", however the tree has it
    let mut before = words.start;
    if before > sentence.words.start && matches!(tokens.norm(before - 1), "for" | "on" | "by" | "in") {
        before -= 1;
    }
    if before > sentence.words.start && forward(before - 1) {
        return Outlook::Ahead;
    }
    // "said on Wednesday it would cut", however the tree has it
    if before > sentence.words.start && syntax.xpos[before - 1] == Xpos::Vbd {
        return Outlook::Back;
    }
    let Some(top) = syntax.tops(words).next() else { return Outlook::Open };
    // "it was the fifth of January"
    if syntax.dependent(top, &[Deprel::Cop]).is_some_and(|be| syntax.xpos[be] == Xpos::Vbd) {
        return Outlook::Back;
    }
    for governor in syntax.ancestors(top).take(GOVERNORS) {
        // "is set to leave", "going to"
        let to = || {
            has(lexicon::WISHES, tokens.norm(governor))
                && syntax.dependent(governor, &[Deprel::Xcomp]).is_some()
                // "was likely to win the vote of November 7"
                && syntax.dependent(governor, &[Deprel::Cop]).is_none_or(|be| syntax.xpos[be] != Xpos::Vbd)
                // but not "set a record in May"
                || has(lexicon::FUTURE_TO, tokens.norm(governor))
                    && syntax.xpos[governor] != Xpos::Vbd
                    && syntax.dependent(governor, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Obl]).is_some()
        };
        // "will", "the upcoming"
        let modifiers = [Deprel::Aux, Deprel::Cop, Deprel::AuxPass, Deprel::Advmod, Deprel::Amod];
        let modified = |word: &usize| modifiers.contains(&syntax.deprel[*word]) && !words.contains(word);
        if forward(governor)
            || to()
            || syntax.dependents(governor).filter(modified).any(forward)
            || asks(tokens, syntax, sentence, governor)
            || syntax.xpos[governor] == Xpos::Vb
                && syntax.dependents(governor).any(|word| {
                    syntax.deprel[word] == Deprel::Aux && has(lexicon::OPEN_MODALS, tokens.norm(word))
                })
        {
            return Outlook::Ahead;
        }
        // "the summit opens Thursday", but "Gunman opens fire Thursday" over an article
        let present = matches!(syntax.xpos[governor], Xpos::Vbz | Xpos::Vbp);
        if present && sentence.zone != ZoneKind::Headline && has(lexicon::SCHEDULED, syntax.lemma(governor)) {
            return Outlook::Ahead;
        }
        // "Macron to visit Kyiv Friday"
        if sentence.zone == ZoneKind::Headline && syntax.is_infinitive(governor) {
            return Outlook::Ahead;
        }
        // "a vote is to be held on May 16"
        let is_to = |head: usize| {
            syntax.lemma(head) == "be" && matches!(syntax.xpos[head], Xpos::Vbz | Xpos::Vbp | Xpos::Vbd)
        };
        let auxiliary = || syntax.dependents(governor).filter(|word| *word < governor).any(is_to);
        if syntax.is_infinitive(governor) && (syntax.head(governor).is_some_and(is_to) || auxiliary()) {
            return Outlook::Ahead;
        }
        let past = |word: usize| syntax.xpos[word] == Xpos::Vbd;
        // "the plan announced Friday"
        let participle = syntax.xpos[governor] == Xpos::Vbn
            && syntax.dependent(governor, &[Deprel::Aux, Deprel::AuxPass]).is_none();
        if past(governor) || participle || syntax.dependents(governor).filter(modified).any(past) {
            // "announced a vote this Sunday" says nothing of the vote
            let at_once = syntax.head(top) == Some(governor);
            return if at_once { Outlook::Back } else { Outlook::Open };
        }
    }
    Outlook::Open
}

/// Whether a verb bids or asks: "schedule a call", "let's meet", "can you find a time"; such verbs have no past.
fn asks(tokens: &Tokens, syntax: &Syntax, sentence: &Sentence, verb: usize) -> bool {
    if syntax.xpos[verb] != Xpos::Vb {
        return false;
    }
    let subject = syntax.dependent(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let helper = syntax.dependent(verb, &[Deprel::Aux]);
    match helper {
        // "can you arrange", "may we leave"
        Some(helper) => {
            has(lexicon::MODALS, tokens.norm(helper))
                && (helper == sentence.words.start || subject.is_none_or(|subject| helper < subject))
        }
        // "book a room", "please book a room"
        None => subject.is_none() && syntax.head(verb).is_none() && !syntax.is_infinitive(verb),
    }
}

/// How many words above an expression are asked for its tense.
const GOVERNORS: usize = 6;
