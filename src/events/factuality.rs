//! How surely an event is presented, from the cue words around its trigger.
//!
//! The value is looked for from the trigger outwards: its own verb group or noun phrase, then what governs it.

use std::ops::Range;

use crate::document::Document;
use crate::report::Factuality;
use crate::syntax::{Clause, Upos, Xpos};

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

/// How far to the left a governor is looked for, in words.
const REACH: usize = 12;

/// How many words may stand between a noun and its verb: "talks *between the two sides in Geneva* will be held".
const GAP: usize = 10;

fn cue(document: &Document, word: usize, scope: Scope) -> Option<Factuality> {
    let find = |key: &str| {
        let at = CUES.binary_search_by(|(w, _)| (*w).cmp(key)).ok()?;
        CUES[at].1.iter().find(|c| c.scope == scope).map(|c| c.factuality)
    };
    find(document.norm(word)).or_else(|| find(document.lemma(word)))
}

/// Decides the factuality of the event that `trigger` tells.
pub(crate) fn decide(document: &Document, clause: &Clause, trigger: usize) -> Decision {
    let begin = clause.sentence.words.start;
    let verbal = document.upos(trigger) == Upos::Verb;
    if let Some(next) = (trigger + 1 < clause.sentence.words.end).then_some(trigger + 1)
        && let Some(factuality) = cue(document, next, Scope::Follower)
    {
        return Decision::by(factuality, next);
    }
    if verbal && document.phrases.at(trigger).is_none() {
        return decide_verb(document, clause, trigger);
    }
    let phrase = document
        .phrases
        .at(trigger)
        .map_or(trigger..trigger + 1, |p| document.phrases.nouns[p].words.clone());
    // "corruption charges", "collaboration plans", "impeachment proceedings"
    for word in trigger + 1..phrase.end {
        if let Some(factuality) = cue(document, word, Scope::Head) {
            return Decision::by(factuality, word);
        }
    }
    // "an alleged attack", "no attack", "planned talks", "the ongoing talks"
    for word in (phrase.start..trigger).rev() {
        match cue(document, word, Scope::Modifier) {
            Some(Factuality::Actual) => return Decision::plain(),
            Some(factuality) => return Decision::by(factuality, word),
            None => {}
        }
    }
    // "no injuries or deaths"
    if phrase.start >= begin + 2
        && matches!(document.norm(phrase.start - 1), "or" | "nor")
        && let Some(joined) = document.phrases.at(phrase.start - 2)
        && let first = document.phrases.nouns[joined].words.start
        && cue(document, first, Scope::Modifier) == Some(Factuality::Negated)
    {
        return Decision::by(Factuality::Negated, first);
    }
    // "there will be talks", "there has been no attack"
    if let Some(decision) = existential(document, clause, phrase.start) {
        return decision;
    }
    let own = cue(document, trigger, Scope::Own) == Some(Factuality::Actual);
    // "the talks will be held", "the visit was cancelled"; but not "the victims of the attack will be buried",
    // "to consider her removal would be wrong"
    let object = phrase.start > begin
        && (document.upos(phrase.start - 1) == Upos::Adp
            || matches!(document.xpos(phrase.start - 1), Xpos::Vb | Xpos::Vbg));
    if !own && let Some(decision) = predicate(document, clause, phrase.end, object) {
        return decision;
    }
    // "will hold talks": the carrying verb decides
    let light = clause.carrying_verb(trigger);
    if let Some(verb) = light.or_else(|| carrier(document, clause, phrase.start)) {
        return decide_verb(document, clause, verb);
    }
    // "rejected the allegations": they were made
    if own {
        return Decision::plain();
    }
    // "are not under investigation"
    if phrase.start > begin + 1
        && document.upos(phrase.start - 1) == Upos::Adp
        && document.upos(phrase.start) != Upos::Det
        && matches!(document.upos(phrase.start - 2), Upos::Aux | Upos::Part)
    {
        let group = clause.group_start(phrase.start - 1)..phrase.start - 1;
        if let Some(decision) = in_group(document, clause, group, phrase.start - 1) {
            return decision;
        }
    }
    // "strangled to death"
    if phrase.len() == 1
        && document.norm(trigger) == "death"
        && trigger >= begin + 2
        && document.norm(trigger - 1) == "to"
        && document.upos(trigger - 2) == Upos::Verb
    {
        return decide_verb(document, clause, trigger - 2);
    }
    governed(document, clause, phrase.start, Form::Noun)
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
    /// "(he) signs", which only a word of claiming or doubting, or "if", reaches
    Finite,
}

/// The verb group of `verb`, with a "nor" or "neither" before it.
fn verb_group(document: &Document, clause: &Clause, verb: usize) -> Range<usize> {
    let mut start = clause.group_start(verb);
    if start > clause.sentence.words.start && matches!(document.norm(start - 1), "nor" | "neither") {
        start -= 1;
    }
    start..verb
}

fn decide_verb(document: &Document, clause: &Clause, trigger: usize) -> Decision {
    let begin = clause.sentence.words.start;
    // "will meet Kim and sign a pact": the verb joined to; a few steps, so that no chain is long
    let mut verb = trigger;
    for _ in 0..4 {
        match joined_to(document, clause, verb) {
            Some(other) => verb = other,
            None => break,
        }
    }
    let group = verb_group(document, clause, verb);
    let has_to = group.clone().any(|w| document.norm(w) == "to");
    if let Some(decision) = in_group(document, clause, group.clone(), verb) {
        return decision;
    }
    // "no one was hurt", "none was hurt", "no group has claimed it"
    if !has_to && let Some(word) = negated_subject(document, clause, group.start) {
        return Decision::by(Factuality::Negated, word);
    }
    if document.xpos(trigger) != Xpos::Vbn && cue(document, trigger, Scope::Own) == Some(Factuality::Actual) {
        // "would like to thank": the saying is the doing
        if document.xpos(trigger) != Xpos::Vb || performative(document, group.clone()) {
            return Decision::plain();
        }
    }
    let auxiliary = group.clone().any(|w| document.upos(w) == Upos::Aux);
    let form = match document.xpos(verb) {
        _ if has_to => Form::Infinitive,
        Xpos::Vb => Form::Bare,
        Xpos::Vbg if !auxiliary => Form::Participle,
        Xpos::Vbn if group.is_empty() => Form::Participle,
        _ => Form::Finite,
    };
    // "pledged to boost ties by expanding trade": as the main verb
    if document.xpos(verb) == Xpos::Vbg
        && group.start > begin
        && document.norm(group.start - 1) == "by"
        && let Some(main) = (begin.max(group.start.saturating_sub(REACH))..group.start - 1)
            .rev()
            .find(|&w| is_verb(document, w))
    {
        let group = verb_group(document, clause, main);
        if let Some(decision) = in_group(document, clause, group.clone(), main) {
            return decision;
        }
        return match group.clone().find(|&w| document.norm(w) == "to") {
            Some(to) => infinitive(document, clause, group.start, to),
            None => Decision::plain(),
        };
    }
    match group.clone().find(|&w| document.norm(w) == "to") {
        Some(to) => infinitive(document, clause, group.start, to),
        None => governed(document, clause, group.start, form),
    }
}

fn is_verb(document: &Document, word: usize) -> bool {
    document.upos(word) == Upos::Verb && document.phrases.at(word).is_none()
}

/// The verb that a bare one continues: "*meet* Kim and sign a pact".
fn joined_to(document: &Document, clause: &Clause, verb: usize) -> Option<usize> {
    let group = verb_group(document, clause, verb);
    if document.xpos(verb) != Xpos::Vb
        || group.clone().any(|w| matches!(document.upos(w), Upos::Aux | Upos::Part))
    {
        return None;
    }
    let begin = clause.sentence.words.start.max(group.start.saturating_sub(REACH));
    let joined = (begin..group.start)
        .rev()
        .find(|&w| document.upos(w) == Upos::Verb && document.xpos(w) == Xpos::Vb)?;
    (joined..group.start).any(|w| document.upos(w) == Upos::Cconj).then_some(joined)
}

/// "met *to discuss*", "troops *to be sent*": where nothing else tells, it is still to come.
fn infinitive(document: &Document, clause: &Clause, from: usize, to: usize) -> Decision {
    let mut from = from;
    // A few steps, so that no chain is long: "asked to convene a session to debate it"
    for _ in 0..3 {
        let decision = governed(document, clause, from, Form::Infinitive);
        if !decision.cues.is_empty()
            || actual_governor(document, clause, from)
            || ranked(document, clause, from)
        {
            return decision;
        }
        let begin = clause.sentence.words.start.max(from.saturating_sub(REACH));
        let Some(main) = (begin..from).rev().find(|&w| is_verb(document, w)) else { break };
        let group = verb_group(document, clause, main);
        // "could choose to give more"
        if let Some(decision) = in_group(document, clause, group.clone(), main) {
            return decision;
        }
        if !group.clone().any(|w| document.norm(w) == "to") {
            break;
        }
        from = group.start;
    }
    Decision { factuality: Factuality::Planned, cues: vec![to] }
}

/// "the first woman to win", "the only team to qualify"
fn ranked(document: &Document, clause: &Clause, from: usize) -> bool {
    let begin = clause.sentence.words.start.max(from.saturating_sub(6));
    (begin..from)
        .rev()
        .take_while(|&w| !is_verb(document, w) && document.upos(w) != Upos::Punct)
        .any(|w| cue(document, w, Scope::Rank).is_some())
}

/// "would like to", "want to", "wish to"
fn performative(document: &Document, group: Range<usize>) -> bool {
    group.start > 0
        && matches!(
            document.norm(group.start - 1),
            "like" | "want" | "wish" | "opportunity" | "wants" | "wishes"
        )
        || group.is_empty()
}

/// "no one", "nobody", "none", "no group" right before the verb group.
fn negated_subject(document: &Document, clause: &Clause, group_start: usize) -> Option<usize> {
    let word = group_start.checked_sub(1).filter(|&w| w >= clause.sentence.words.start)?;
    if matches!(document.norm(word), "nobody" | "none" | "neither") {
        return Some(word);
    }
    let first = document.phrases.at(word).map_or(word, |p| document.phrases.nouns[p].words.start);
    if document.norm(first) == "no" {
        return Some(first);
    }
    (document.norm(word) == "one" && word > clause.sentence.words.start && document.norm(word - 1) == "no")
        .then(|| word - 1)
}

/// "did not", "may have", "will", "reportedly": a negation beats the rest, the nearest cue wins.
fn in_group(document: &Document, clause: &Clause, group: Range<usize>, verb: usize) -> Option<Decision> {
    let found: Vec<(usize, Factuality)> =
        group.clone().rev().filter_map(|w| Some((w, cue(document, w, Scope::Group)?))).collect();
    let negation = found.iter().find(|(_, f)| *f == Factuality::Negated);
    let wish = found
        .iter()
        .find(|(w, _)| matches!(document.norm(*w), "should" | "must" | "may" | "might" | "ought"));
    let to = group.clone().find(|&w| document.norm(w) == "to");
    if let Some(&(word, factuality)) = match (negation, wish) {
        // "should not be sacked", "may not come": no denial
        (Some(_), Some(wish)) => Some(wish),
        (Some(negation), None) => Some(negation),
        (None, _) => found.first(),
    } {
        let open = matches!(factuality, Factuality::Planned | Factuality::Possible)
            || document.norm(word) == "would";
        // "whether he will ask", "will be jailed if he runs"
        if open && let Some(condition) = condition(document, clause, group.start, verb) {
            return Some(Decision { factuality: Factuality::Hypothetical, cues: vec![word, condition] });
        }
        // "said a task force would be formed": will, seen from the past
        if document.norm(word) == "would" && told_before(document, clause, group.start) {
            return Some(Decision::by(Factuality::Planned, word));
        }
        return Some(Decision::by(factuality, word));
    }
    let to = to.filter(|&to| to > group.start)?;
    let before = document.norm(to - 1);
    // "have yet to be resolved"
    if before == "yet" {
        return Some(Decision::by(Factuality::Negated, to - 1));
    }
    // "have to leave"
    if matches!(before, "have" | "has") {
        return Some(Decision::by(Factuality::Hypothetical, to - 1));
    }
    // "is to succeed", "are to be sent"
    if matches!(before, "is" | "are" | "was" | "were") {
        return Some(Decision::by(Factuality::Planned, to));
    }
    None
}

/// The "if" or "whether" that a verb group stands under, or that follows it in its sentence.
fn condition(document: &Document, clause: &Clause, group_start: usize, verb: usize) -> Option<usize> {
    let begin = clause.sentence.words.start.max(group_start.saturating_sub(REACH));
    let before = (begin..group_start)
        .rev()
        .take_while(|&w| !is_verb(document, w) && document.upos(w) != Upos::Punct)
        .find(|&w| cue(document, w, Scope::Clause) == Some(Factuality::Hypothetical));
    let end = clause.sentence.words.end.min(verb + REACH);
    before.or_else(|| {
        (verb..end).take_while(|&w| document.upos(w) != Upos::Punct).find(|&w| {
            matches!(document.norm(w), "if" | "unless") && (w == verb || !is_verb(document, w - 1))
        })
    })
}

/// Whether a finite verb in the past stands before, as "said" before "would".
fn told_before(document: &Document, clause: &Clause, from: usize) -> bool {
    let begin = clause.sentence.words.start.max(from.saturating_sub(2 * REACH));
    (begin..from).any(|w| document.upos(w) == Upos::Verb && document.xpos(w) == Xpos::Vbd)
}

/// The verb group of which a noun phrase is the subject: "talks *will be held*", "no visit *is planned*".
///
/// `object`: the phrase is none, as in "the victims of the attack will be buried", unless "that" follows.
fn predicate(document: &Document, clause: &Clause, from: usize, object: bool) -> Option<Decision> {
    let limit = clause.sentence.words.end.min(from + GAP);
    let mut start = from;
    // "talks between the two sides in Geneva will be held"
    while start + 1 < limit
        && matches!(document.upos(start), Upos::Adp | Upos::Cconj)
        && start.abs_diff(from) < GAP
    {
        let phrase = document.phrases.at(start + 1)?;
        start = document.phrases.nouns[phrase].words.end;
    }
    let relative = start < limit && matches!(document.norm(start), "that" | "which");
    if relative {
        start += 1;
    } else if object {
        return None;
    }
    let end = clause.sentence.words.end.min(start + 7);
    let group: Vec<usize> = (start..end)
        .take_while(|&w| match document.upos(w) {
            Upos::Aux | Upos::Adv | Upos::Part | Upos::Verb => true,
            Upos::Adj => {
                cue(document, w, Scope::Governor).or_else(|| cue(document, w, Scope::Group)).is_some()
            }
            _ => false,
        })
        .collect();
    let last = *group.last()?;
    if !group.iter().any(|&w| document.upos(w) == Upos::Aux) {
        return None;
    }
    let happens = document.upos(last) != Upos::Verb || cue(document, last, Scope::Carrier).is_some();
    let perfect = group.iter().any(|&w| document.norm(w) == "have");
    if let Some(decision) = in_group(document, clause, group[0]..last + 1, last) {
        let bears = match decision.factuality {
            // "the attack will not be forgotten", "the attack could have been prevented": it took place
            Factuality::Negated => happens && document.upos(last) == Upos::Verb,
            Factuality::Possible | Factuality::Hypothetical => happens || !perfect,
            _ => !perfect,
        };
        if bears {
            return Some(decision);
        }
    }
    // "is likely to be held", "was cancelled", "is being considered"
    group.iter().find_map(|&w| {
        let value = cue(document, w, Scope::Governor)?;
        let open = document.upos(w) == Upos::Adj || document.xpos(w) == Xpos::Vbn;
        let bears = match value {
            Factuality::Negated | Factuality::Planned | Factuality::Possible => true,
            Factuality::Hypothetical => {
                w == last
                    && matches!(
                        document.lemma(w),
                        "consider" | "mull" | "weigh" | "need" | "demand" | "request"
                    )
            }
            _ => false,
        };
        (open && bears).then(|| Decision::by(value, w))
    })
}

/// "there *will be* talks", "there *has not been* an attack"
fn existential(document: &Document, clause: &Clause, from: usize) -> Option<Decision> {
    let begin = clause.sentence.words.start.max(from.saturating_sub(6));
    let start = (begin..from)
        .rev()
        .take_while(|&w| matches!(document.upos(w), Upos::Aux | Upos::Adv | Upos::Part | Upos::Pron))
        .find(|&w| document.norm(w) == "there")?;
    in_group(document, clause, start + 1..from, from)
}

/// The verb whose object takes place only where the verb does: "will *impose* sanctions", "to *provide* $5m in funding".
fn carrier(document: &Document, clause: &Clause, from: usize) -> Option<usize> {
    let begin = clause.sentence.words.start.max(from.saturating_sub(8));
    for word in (begin..from).rev() {
        match document.upos(word) {
            Upos::Verb if document.phrases.at(word).is_none() => {
                return cue(document, word, Scope::Carrier).is_some().then_some(word);
            }
            // "$5m in funding", "take part in the race", "participate in the sale"
            Upos::Adp if document.norm(word) == "of" => {}
            Upos::Adp
                if word > begin
                    && (matches!(document.upos(word - 1), Upos::Num | Upos::Sym | Upos::Verb)
                        || document.norm(word - 1) == "part") => {}
            Upos::Adp | Upos::Punct | Upos::Sconj | Upos::Aux | Upos::Part => return None,
            _ => {}
        }
    }
    None
}

/// What takes the trigger as its complement: "denied *sending*", "accused of *sending*", "plans to *visit*".
fn governed(document: &Document, clause: &Clause, from: usize, form: Form) -> Decision {
    let begin = clause.sentence.words.start;
    let finite = form == Form::Finite;
    let mut linked = form == Form::Infinitive;
    let mut phrases = 0;
    for word in (begin.max(from.saturating_sub(REACH))..from).rev() {
        match cue(document, word, Scope::Clause) {
            // "until a cabinet is formed", but not "until it was formed"
            Some(Factuality::Planned) if past(document, from) => return Decision::plain(),
            Some(Factuality::Planned) if matches!(document.norm(word + 1), "now" | "then" | "recently") => {}
            Some(factuality) => return Decision::by(factuality, word),
            None => {}
        }
        match document.upos(word) {
            Upos::Adp | Upos::Part | Upos::Sconj => {
                // "without", "after", "since" tell by themselves
                if let Some(factuality) = cue(document, word, Scope::Governor)
                    && !finite
                {
                    return match factuality {
                        Factuality::Actual => Decision::plain(),
                        other => Decision::by(other, word),
                    };
                }
                linked = true;
            }
            Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Pron | Upos::Adv => {
                // "suspended due to the outbreak"
                if form == Form::Noun && document.norm(word) == "due" && document.norm(word + 1) == "to" {
                    return Decision::plain();
                }
                let value = cue(document, word, Scope::Governor);
                let next = document.norm(word + 1);
                let governs = value.filter(|&f| match document.upos(word) {
                    // "set a record", "about the plan", "able"
                    _ if matches!(
                        document.norm(word),
                        "set" | "setting" | "about" | "ready" | "due" | "able"
                    ) =>
                    {
                        form == Form::Infinitive && next == "to" || form == Form::Noun && next == "for"
                    }
                    // "discussed the attack", "allowed the march", "talks on trade": no doubt of it; "talks to end" is one
                    _ if form == Form::Noun && cue(document, word, Scope::Topic).is_some() => false,
                    // "going to sign", but not "gone to sign"
                    _ if document.lemma(word) == "go" => {
                        form == Form::Infinitive && document.norm(word) == "going"
                    }
                    // "Sias claims he was beaten", mistaken for a noun
                    Upos::Noun if finite => {
                        f == Factuality::Alleged
                            && word + 1 == from - 1
                            && document.upos(word + 1) == Upos::Pron
                    }
                    // "the suspects in the attack"
                    Upos::Noun if document.lemma(word) == "suspect" => false,
                    Upos::Noun | Upos::Adj => linked && governs_here(document, word + 1, from),
                    Upos::Adv => !finite && linked,
                    Upos::Verb if finite => {
                        is_verb(document, word) && matches!(f, Factuality::Alleged | Factuality::Possible)
                    }
                    Upos::Verb => true,
                    _ => false,
                });
                match governs {
                    Some(Factuality::Actual) => return Decision::plain(),
                    // "denying allegations of collusion"
                    Some(Factuality::Alleged) if document.upos(word) == Upos::Noun => {
                        let denial = (begin.max(word.saturating_sub(3))..word).find(|&w| {
                            matches!(document.lemma(w), "deny" | "reject" | "dismiss" | "dispute" | "refute")
                        });
                        return match denial {
                            Some(denial) => Decision::by(Factuality::Negated, denial),
                            None => Decision::by(Factuality::Alleged, word),
                        };
                    }
                    // "is not expected to come"
                    Some(Factuality::Planned) if form == Form::Infinitive && is_verb(document, word) => {
                        let group = verb_group(document, clause, word);
                        let not = group
                            .rev()
                            .find(|&w| cue(document, w, Scope::Group) == Some(Factuality::Negated));
                        return match not {
                            Some(not) => Decision::by(Factuality::Negated, not),
                            None => Decision::by(Factuality::Planned, word),
                        };
                    }
                    Some(factuality) => return Decision::by(factuality, word),
                    None if is_verb(document, word) => return Decision::plain(),
                    None => {}
                }
                if document.phrases.at(word).is_some_and(|p| document.phrases.nouns[p].head == word) {
                    phrases += 1;
                    if phrases > 2 {
                        return Decision::plain();
                    }
                }
            }
            // "counts of murder, robbery and theft"
            Upos::Punct
                if document.norm(word) == "," && form == Form::Noun && listed(document, word, from) =>
            {
                phrases = 0;
            }
            // The hyphen of "Jie-won" is none
            Upos::Punct
                if matches!(document.norm(word), ";" | ":" | "," | "—" | "–" | "-")
                    && !finite
                    && document.xpos(word) != Xpos::Hyph
                    && !(word > begin
                        && document.norm(word) == "-"
                        && document.span(word - 1).end == document.span(word).start) =>
            {
                return Decision::plain();
            }
            _ => {}
        }
    }
    Decision::plain()
}

/// Whether a noun or adjective that ends before `next` can take a complement: a link follows it, or the trigger does.
fn governs_here(document: &Document, next: usize, from: usize) -> bool {
    next == from
        || matches!(document.upos(next), Upos::Adp | Upos::Part | Upos::Sconj)
            && !matches!(document.norm(next), "while" | "when" | "as" | "by")
}

/// Whether a comma joins nouns of a list: nouns on both sides, no pronoun or verb between it and the trigger.
fn listed(document: &Document, comma: usize, from: usize) -> bool {
    comma > 0
        && document.phrases.at(comma - 1).is_some()
        && from - comma < 6
        && (comma + 1..from)
            .all(|w| document.phrases.at(w).is_some() || matches!(document.upos(w), Upos::Adp | Upos::Cconj))
}

/// Whether a verb or auxiliary is in the past tense.
fn past(document: &Document, from: usize) -> bool {
    matches!(document.xpos(from), Xpos::Vbd)
}

/// Whether an implicative verb ("managed to", "was forced to") stands before an infinitive.
fn actual_governor(document: &Document, clause: &Clause, from: usize) -> bool {
    let begin = clause.sentence.words.start.max(from.saturating_sub(3));
    (begin..from).any(|w| cue(document, w, Scope::Governor) == Some(Factuality::Actual))
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
            // denied
            ("The army did not attack the village.", "attack", Negated),
            ("No one was arrested after the march.", "arrested", Negated),
            ("No group was attacked on Monday.", "attacked", Negated),
            ("Moscow denied attacking the port.", "attacking", Negated),
            ("The city went a week without murders.", "murders", Negated),
            ("The summit in Geneva has been cancelled.", "summit", Negated),
            ("The killers have yet to be arrested.", "arrested", Negated),
            ("She is not expected to resign.", "resign", Negated),
            // to come
            ("The president will visit Tokyo on Friday.", "visit", Planned),
            ("The talks between the two sides in Geneva will be held on Friday.", "talks", Planned),
            ("The ministers are expected to meet in Paris.", "meet", Planned),
            ("The minister is to visit Tokyo next week.", "visit", Planned),
            ("The government will impose sanctions on the company.", "sanctions", Planned),
            ("The general said that troops would be deployed in May.", "deployed", Planned),
            ("The government is going to send aid to the region.", "aid", Planned),
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
            // asked for, wished, conditional
            ("The union urged the mayor to resign.", "resign", Hypothetical),
            ("If the army attacks the port, prices will rise.", "attacks", Hypothetical),
            ("The mayor should resign, the party said.", "resign", Hypothetical),
            ("She asked why the mayor should not be dismissed.", "dismissed", Hypothetical),
            ("The party hopes to win the election.", "win", Hypothetical),
            ("It is not clear whether the mayor will resign.", "resign", Hypothetical),
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
