//! What happened: the words of the clause that tells the event, without what only adds to it.

use std::ops::Range;

use crate::document::Document;
use crate::events::Mention;
use crate::syntax::{Deprel, Upos, Xpos};

/// An answer that is longer says too much.
const MOST_WORDS: usize = 28;

/// A longer subject is left out where the verb says enough without it.
const SUBJECT: usize = 10;

/// A phrase that is cut off after so many words says nothing.
const LITTLE: usize = 3;

/// So many words up a tree the verb of a clause is looked for.
const CLIMB: usize = 8;

/// The words that tell an event.
#[derive(Debug)]
pub(super) struct Told {
    /// The verb of the clause, where the words are one.
    pub(super) verb: Option<usize>,
    /// The event is told in a clause within that one: "arrested a man *who killed his wife*".
    pub(super) within: bool,
    pub(super) words: Range<usize>,
}

/// The widest clause around the trigger of a mention that is short enough: that is the news, and what is told in passing belongs to it.
/// Where there is none, the noun phrase.
pub(super) fn told(document: &Document, mention: &Mention) -> Told {
    let trigger = mention.trigger;
    let sentence = &document.tokens.sentences[mention.sentence];
    let mut widest = None;
    for (verb, within) in carriers(document, trigger) {
        let group = document.clause(sentence).group_start(verb);
        let words = of_verb(document, group, verb, trigger).filter(|words| words.contains(&trigger));
        widest = words.map(|words| Told { verb: Some(verb), within, words }).or(widest);
    }
    let noun = || Told { verb: None, within: false, words: of_noun(document, trigger, MOST_WORDS) };
    widest.unwrap_or_else(noun)
}

/// The verbs, or nouns with "is", of the clauses that a word is in, and whether another clause is between: "issued" for *ultimatum* in
/// "issued a seven-day ultimatum", "is" for *appear* in "is set to appear"; "said" for nothing in "said that police fired".
fn carriers(document: &Document, trigger: usize) -> Vec<(usize, bool)> {
    let syntax = &document.syntax;
    let mut found = Vec::new();
    let (mut word, mut within) = (trigger, false);
    for _ in 0..CLIMB {
        let relation = syntax.deprel[word];
        let modifies = matches!(relation, Deprel::Amod | Deprel::Compound);
        let heads = syntax.upos[word] == Upos::Verb || syntax.dependent(word, &[Deprel::Cop]).is_some();
        if heads && !modifies {
            // "called the establishment of the facility a national task"
            let names = matches!(document.lemma(word), "call" | "describe" | "hail" | "consider" | "term");
            let speaks = syntax
                .own_subject(word)
                .is_some_and(|subject| matches!(document.norm(subject), "i" | "we" | "you" | "it" | "there"));
            // "the companies said, hours after workers *ended* a strike"
            let says = matches!(document.lemma(word), "say" | "add");
            if word != trigger && (names || says || speaks && within) {
                break;
            }
            match relation {
                // "is set *to appear*"
                Deprel::Xcomp => {}
                // "announced plans *to build*"
                Deprel::Acl if syntax.is_infinitive(word) => {}
                _ => found.push((word, within)),
            }
            match relation {
                Deprel::Xcomp => {}
                Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl | Deprel::AdvclRelcl => within = true,
                Deprel::Conj if syntax.own_subject(word).is_none() => {}
                _ => break,
            }
        } else if matches!(
            relation,
            Deprel::Appos | Deprel::Parataxis | Deprel::List | Deprel::Dislocated | Deprel::Vocative
        ) {
            break;
        }
        match syntax.head(word) {
            Some(above) => word = above,
            None => break,
        }
    }
    found
}

/// "issued a seven-day ultimatum"; of what is done to somebody or says little alone, with the subject: "Two men were arrested", "Talks
/// collapsed".
fn of_verb(document: &Document, group: usize, verb: usize, trigger: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let start = match document.xpos(group) == Xpos::To && group < verb {
        true => group + 1,
        false => group,
    };
    let own = syntax.own_subject(verb).filter(|&subject| {
        subject < start && !matches!(document.xpos(subject), Xpos::Wdt | Xpos::Wp | Xpos::Prp | Xpos::Ex)
    });
    let subject = own.map(|subject| syntax.subtree(subject));
    let end = |start: usize| {
        let last = start + MOST_WORDS;
        let own = reach(document, trigger, verb, last)
            .or_else(|| cut(document, trigger, verb, last))
            .unwrap_or(verb + 1);
        // "swooped in, *seized drugs* and arrested seven"
        let joined = syntax.conjuncts(verb).into_iter().filter(|&other| {
            other > verb
                && other < last
                && syntax.upos[other] == Upos::Verb
                && belongs(document, trigger, other)
        });
        joined.filter_map(|other| reach(document, trigger, other, last)).max().unwrap_or(0).max(own)
    };
    let alone = end(start) <= verb + 1;
    let passive = syntax.is_passive(verb);
    let in_subject = subject.as_ref().is_some_and(|subject| subject.contains(&trigger));
    // "The warning came as …" is told by its noun.
    if in_subject && alone && !passive && matches!(document.lemma(verb), "come" | "be" | "follow") {
        return None;
    }
    let whole = subject
        .filter(|words| in_subject || (alone || passive) && words.len() <= SUBJECT)
        .map(|subject| subject.start..end(subject.start));
    let whole = whole.filter(|words| verb < words.end && words.len() <= MOST_WORDS);
    Some(trimmed(document, whole.unwrap_or_else(|| start..end(start))))
}

/// A noun with all that belongs to it: "the military's killing of 20 refugees".
pub(super) fn of_noun(document: &Document, noun: usize, most: usize) -> Range<usize> {
    let phrase = document.phrases.at(noun).map(|at| &document.phrases.nouns[at]);
    let (words, head) = phrase.map_or((noun..noun + 1, noun), |phrase| (phrase.words.clone(), phrase.head));
    // "A 40-year-old man", "a Jhongli (中壢) police officer", where the phrase is torn
    let article =
        document.syntax.dependents(head).find(|&child| document.syntax.deprel[child] == Deprel::Det);
    let torn = article.filter(|&word| word < words.start && words.start - word <= SUBJECT);
    let start = torn.unwrap_or(words.start);
    let words = match words.end - start <= most {
        true => start..words.end,
        false => noun..noun + 1,
    };
    let end = reach(document, noun, head, words.start + most).unwrap_or(0).max(words.end);
    trimmed(document, words.start..end)
}

/// Where what belongs to `word` ends, not behind `last`: objects, aims, what it is about and where, but no relative clause and no
/// aside. None where what it can't do without does not fit.
fn reach(document: &Document, trigger: usize, word: usize, last: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let phrase = document.phrases.at(word).map(|at| document.phrases.nouns[at].words.end);
    let mut end = phrase.unwrap_or(word + 1).max(word + 1);
    let mut torn = false;
    for child in syntax.dependents(word).filter(|&child| child > word) {
        if !belongs(document, trigger, child) {
            continue;
        }
        // What is further off is not looked into.
        let own = (child < last).then(|| reach(document, trigger, child, last)).flatten();
        match own {
            Some(own) => end = end.max(own),
            // "to become …"
            None if matches!(syntax.deprel[child], Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp) => {
                return None;
            }
            None => torn = true,
        }
    }
    // "in connection" of "in connection with the killing", "between Iran" of "between Iran and Iraq"
    let says_little = matches!(syntax.deprel[word], Deprel::Nmod | Deprel::Obl)
        && end.saturating_sub(syntax.subtree(word).start) <= LITTLE;
    (end <= last && !(torn && says_little)).then_some(end)
}

/// Where what belongs to `verb` ends if of what it can't do without only the first words fit: "was found guilty".
fn cut(document: &Document, trigger: usize, verb: usize, last: usize) -> Option<usize> {
    let syntax = &document.syntax;
    let behind = syntax.dependents(verb).filter(|&child| child > verb && child < last);
    let ends = behind.filter(|&child| belongs(document, trigger, child)).filter_map(|child| {
        let own = || document.phrases.at(child).map_or(child + 1, |at| document.phrases.nouns[at].words.end);
        reach(document, trigger, child, last).or_else(|| Some(own()).filter(|&end| end <= last))
    });
    ends.max()
}

/// Whether a word behind the one it hangs on is a part of what is told by a trigger.
fn belongs(document: &Document, trigger: usize, child: usize) -> bool {
    let syntax = &document.syntax;
    // "arrested a man *who killed his wife*"
    if syntax.subtree(child).contains(&trigger) && syntax.deprel[child] != Deprel::Parataxis {
        return true;
    }
    let start = syntax.subtree(child).start;
    // The comma may hang on either side.
    let opens = |word: usize| matches!(document.xpos(word), Xpos::Comma | Xpos::LeftBracket | Xpos::Colon);
    let behind_comma = || opens(start) || start > 0 && opens(start - 1);
    // "sentenced Lee, a lawyer, *to two years*"
    let behind_aside = || {
        let from = syntax.head(child).unwrap_or(start).max(start.saturating_sub(MOST_WORDS));
        (from..start).filter(|&word| document.xpos(word) == Xpos::Comma).count() > 1
    };
    let of_pronoun = || syntax.head(child).is_some_and(|noun| document.upos(noun) == Upos::Pron);
    match syntax.deprel[child] {
        // "targeted what *they thought was a hideout*"
        Deprel::Acl | Deprel::AclRelcl if of_pronoun() => true,
        Deprel::Punct
        | Deprel::Cc
        | Deprel::Discourse
        | Deprel::Vocative
        | Deprel::Parataxis
        | Deprel::AclRelcl
        | Deprel::AdvclRelcl
        | Deprel::List
        | Deprel::Dep
        | Deprel::Orphan
        | Deprel::Dislocated => false,
        // "a lawyer, Mr Lee"; not "Lee (41)"
        Deprel::Appos => document.xpos(start) != Xpos::LeftBracket,
        Deprel::Acl | Deprel::Advmod => !behind_comma(),
        Deprel::Nmod | Deprel::Obl | Deprel::OblUnmarked => !behind_comma() || behind_aside(),
        // "was found on Friday, guilty of fraud"
        Deprel::Advcl if document.upos(child) == Upos::Adj => true,
        // "after he was arrested", "to protest the law"; not "while the army waits"
        Deprel::Advcl => {
            let mark = syntax.dependent(child, &[Deprel::Mark, Deprel::Case]);
            let aside = mark.is_some_and(|mark| {
                matches!(
                    document.norm(mark),
                    "as" | "while" | "although" | "though" | "if" | "when" | "because"
                )
            });
            !aside && !behind_comma()
        }
        // "was arrested and charged"; not "… and the army said"
        Deprel::Conj => syntax.own_subject(child).is_none(),
        _ => true,
    }
}

/// Without marks at either end, but for the quotation mark that belongs to one inside: "called it “a stunt”".
pub(super) fn trimmed(document: &Document, words: Range<usize>) -> Range<usize> {
    let is_mark = |word: &usize| document.upos(*word) == Upos::Punct;
    let before = words.clone().take_while(is_mark).count();
    if before == words.len() {
        return words;
    }
    let behind = words.clone().rev().take_while(is_mark).count();
    let words = words.start + before..words.end - behind;
    // "on Sept. 13 (Thursday", cut off
    let mut marks = words
        .clone()
        .rev()
        .filter(|&word| matches!(document.xpos(word), Xpos::LeftBracket | Xpos::RightBracket));
    let opened = marks.next().filter(|&mark| document.xpos(mark) == Xpos::LeftBracket && mark > words.start);
    let words = words.start..opened.unwrap_or(words.end);
    let count = |mark: Xpos| words.clone().filter(|&word| document.xpos(word) == mark).count();
    let open = count(Xpos::OpenQuote) > count(Xpos::CloseQuote);
    let closed =
        open && words.end < document.tokens.words.len() && document.xpos(words.end) == Xpos::CloseQuote;
    words.start..words.end + usize::from(closed)
}
