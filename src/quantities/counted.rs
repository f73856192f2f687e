//! What a number counts: the noun that it hangs on in the tree, or the one after "of".

use super::lexicon::{self, Term};
use super::numbers::{Form, Reader, is_nominal};
use super::units::is_noun;
use crate::document::Document;
use crate::entities;
use crate::names::{kind_of_word, titles};
use crate::report::EntityType;
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};

/// How far from its number a noun can be.
const FAR: usize = 10;

/// The noun that the number in `words` counts; `end` is the word after all that belongs to the number.
pub(super) fn noun(reader: &Reader, start: usize, core_end: usize, end: usize, form: Form) -> Option<usize> {
    let document = reader.document;
    // "12-member team", "3,000-strong"
    if reader.is_hyphen(core_end) && end == core_end {
        let next = core_end + 1;
        if form == Form::Ordinal {
            return in_tree(reader, start, core_end).or_else(|| after(reader, next));
        }
        if document.norm(next) == "strong" {
            return None;
        }
        return (is_noun(document, next) || document.upos(next) == Upos::X)
            .then_some(next)
            .or_else(|| after(reader, next));
    }
    // "dozens and *dozens* of boxes", "hundreds, if not *thousands*, of kilometres"
    let more =
        (end..reader.end.min(end + 4)).find(|&word| matches!(reader.term(word), Some(Term::Vague(..))));
    if let Some(more) = more
        && matches!(reader.term(start), Some(Term::Vague(..)))
        && (end..more).all(|word| matches!(reader.norm(word), "and" | "or" | "if" | "not" | "even" | ","))
    {
        let after = if reader.norm(more + 1) == "," { more + 2 } else { more + 1 };
        if reader.norm(after) == "of" {
            return of_plain(reader, after);
        }
    }
    // "hundreds, if not thousands*, of* kilometres"
    let vague = matches!(reader.term(start), Some(Term::Vague(..)));
    if vague && reader.norm(end) == "," && reader.norm(end + 1) == "of" {
        return of_plain(reader, end + 1);
    }
    // "thousands of troops"
    if matches!(reader.norm(end), "of") {
        return of(reader, start, core_end, end);
    }
    let mut next = end;
    while matches!(
        reader.norm(next),
        "more" | "other" | "additional" | "further" | "such" | "different" | "separate" | "-" | "new"
    ) {
        next += 1;
    }
    // "two *of* its ships", "dozens more of them"
    if next > end && reader.norm(next) == "of" {
        return of(reader, start, core_end, next);
    }
    // "half the voters", "twice the number"
    if matches!(form, Form::Part)
        && matches!(
            reader.norm(end),
            "the" | "its" | "their" | "his" | "her" | "our" | "all" | "this" | "that"
        )
    {
        return after(reader, end + 1);
    }
    in_tree(reader, start, core_end).or_else(|| after(reader, end))
}

/// The noun above the number in the tree, after it.
fn in_tree(reader: &Reader, start: usize, end: usize) -> Option<usize> {
    let document = reader.document;
    let syntax = &document.syntax;
    let top = syntax.tops(&(start..end)).next_back()?;
    let mut at = top;
    // Compounds between: "two [North Korean] soldiers", "12 of" excluded
    for _ in 0..4 {
        let relation = syntax.deprel[at];
        let up = matches!(
            relation,
            Deprel::Nummod
                | Deprel::Amod
                | Deprel::Det
                | Deprel::Compound
                | Deprel::NmodDesc
                | Deprel::Advmod
                | Deprel::DetPredet
                | Deprel::Nmod
                | Deprel::Flat
        );
        let head = syntax.head(at).filter(|&head| up && head >= end && head < end + FAR)?;
        // Nothing but the noun's own words between: no clause, no comma list of others
        if is_noun(document, head) && !breaks(reader, end, head) {
            return Some(last_of_compound(reader, head));
        }
        at = head;
    }
    None
}

/// "two soldiers" not "two, the soldiers": whether something between a number and a noun parts them.
fn breaks(reader: &Reader, from: usize, noun: usize) -> bool {
    (from..noun).any(|word| {
        matches!(
            reader.document.upos(word),
            Upos::Verb | Upos::Aux | Upos::Adp | Upos::Sconj | Upos::Pron
        ) && !matches!(reader.document.xpos(word), Xpos::Vbn | Xpos::Vbg)
            // "killing 5 and wounding dozens", but "200 pregnant and nursing women"
            || reader.document.upos(word) == Upos::Cconj
                && (word == from && reader.document.upos(word + 1) != Upos::Adj
                    || matches!(reader.document.upos(word + 1), Upos::Num | Upos::Det))
            || matches!(reader.norm(word), "(" | ")" | ";" | ":" | "the" | "a" | "—" | "–" | "“")
    })
}

/// The last noun of a run: the tree may have stopped at "police" in "police officers".
fn last_of_compound(reader: &Reader, noun: usize) -> usize {
    let document = reader.document;
    let mut last = noun;
    while last + 1 < reader.end
        && last < noun + 3
        && is_noun(document, last + 1)
        && document.syntax.deprel[last] == Deprel::Compound
        && document.syntax.head(last) == Some(last + 1)
    {
        last += 1;
    }
    last
}

/// The noun of the phrase that begins at a word, read from left to right.
fn after(reader: &Reader, at: usize) -> Option<usize> {
    let document = reader.document;
    let mut noun = None;
    for word in at..reader.end.min(at + FAR) {
        let participle = matches!(document.xpos(word), Xpos::Vbn | Xpos::Vbg)
            && matches!(document.syntax.deprel[word], Deprel::Amod | Deprel::Compound);
        let hyphen = reader.is_hyphen(word);
        // "30,000 “disappeared” people"
        if noun.is_none() && matches!(reader.norm(word), "“" | "”" | "\"" | "'" | "‘" | "’") {
            continue;
        }
        if is_noun(document, word) {
            // "two men Kim saw"
            let name = noun.is_some_and(|n| document.upos(n) == Upos::Noun && document.xpos(n) == Xpos::Nns)
                && document.upos(word) == Upos::Propn;
            if name {
                break;
            }
            noun = Some(word);
        } else if noun.is_some() && !hyphen
            || !(is_nominal(document, word)
                || participle
                || hyphen
                || document.upos(word) == Upos::Adv && noun.is_none() && word > at)
        {
            break;
        }
    }
    noun
}

/// The noun after "of" at a word.
fn of(reader: &Reader, start: usize, core_end: usize, of: usize) -> Option<usize> {
    let document = reader.document;
    let syntax = &document.syntax;
    // By the tree: the number's own dependent with this "of".
    let by_case = syntax.head(of).filter(|&noun| {
        syntax.deprel[of] == Deprel::Case
            && noun > of
            && noun < of + FAR
            && is_noun(document, noun)
            && syntax.ancestors(noun).take(2).any(|above| (start..core_end).contains(&above))
    });
    if let Some(noun) = by_case {
        // "one of the thousands of containers"
        let counts = matches!(reader.term(noun), Some(Term::Vague(..) | Term::Handful(_)));
        if counts && reader.norm(noun + 1) == "of" {
            return of_plain(reader, noun + 1);
        }
        // "one of the President's friends"
        if !owned(reader, noun) {
            return Some(noun);
        }
    }
    of_plain(reader, of)
}

/// Whether "'s" follows a noun or the name that it is part of.
fn owned(reader: &Reader, noun: usize) -> bool {
    let document = reader.document;
    let after = (noun + 1..reader.end.min(noun + 5))
        .find(|&word| document.upos(word) != Upos::Propn && !reader.is_hyphen(word));
    after.is_some_and(|word| document.xpos(word) == Xpos::Pos)
}

/// The noun after "of" at a word, read from left to right.
fn of_plain(reader: &Reader, of: usize) -> Option<usize> {
    let document = reader.document;
    let mut at = of + 1;
    while at < reader.end
        && (matches!(document.upos(at), Upos::Det | Upos::Num | Upos::Punct)
            || matches!(document.xpos(at), Xpos::PrpS)
            || matches!(reader.norm(at), "more" | "most" | "all"))
        && at < of + 5
        && !matches!(reader.norm(at), "." | "," | ";")
    {
        at += 1;
    }
    let noun = after(reader, at)?;
    if matches!(reader.term(noun), Some(Term::Vague(..))) && reader.norm(noun + 1) == "of" && noun > of {
        return after(reader, noun + 2);
    }
    // "two of North Korea's ships"
    let possessive = (noun + 1..reader.end.min(noun + 3)).find(|&word| document.xpos(word) == Xpos::Pos);
    match possessive {
        Some(mark) => after(reader, mark + 1).or(Some(noun)),
        None => Some(noun),
    }
}

/// The noun as units are written: in singular, small letters.
pub(super) fn singular(document: &Document, noun: usize) -> String {
    let lemma = document.lemma(noun).to_lowercase();
    let norm = document.norm(noun);
    let plural_name = document.upos(noun) == Upos::Propn && lemma == norm;
    let lemma = match lemma.strip_suffix('s') {
        Some(stem) if plural_name && stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_string(),
        _ => lemma,
    };
    match lemma.as_str() {
        "troops" => "troop".into(),
        "persons" => "person".into(),
        "men" => "man".into(),
        "women" => "woman".into(),
        "children" => "child".into(),
        _ => lemma,
    }
}

/// Whether what is counted are people.
pub(super) fn are_people(document: &Document, noun: usize, unit: &str) -> bool {
    if has(lexicon::THINGS, unit) {
        return false;
    }
    has(lexicon::PEOPLE, unit)
        || titles::is_person(unit)
        || entities::is_person(unit)
        || matches!(kind_of_word(unit), Some(EntityType::Person | EntityType::People))
        || kind_of_word(document.norm(noun)) == Some(EntityType::People)
        || is_role(unit)
}

/// "separatist", "technocrat", "craftsman", "ex-combatant", "co-author": by the end or beginning of the word.
fn is_role(unit: &str) -> bool {
    let known =
        |word: &str| has(lexicon::PEOPLE, word) || titles::is_person(word) || entities::is_person(word);
    if let Some(rest) =
        ["ex-", "co-", "semi-", "non-", "mid-"].iter().find_map(|before| unit.strip_prefix(before))
    {
        return known(rest) || is_role(rest);
    }
    if let Some((_, last)) = unit.rsplit_once('-') {
        return known(last) || is_role(last);
    }
    let list = unit.ends_with("list");
    let person = ["alist", "elist", "yclist", "ilist"].iter().any(|end| unit.ends_with(end));
    unit.len() >= 7
        && (unit.ends_with("ist") && (!list || person)
            || unit.ends_with("crat")
            || unit.ends_with("woman")
            || unit.ends_with("sman") && unit != "talisman"
            || unit.ends_with("goer"))
}

/// "Africans", "Asians", "Europeans": of a part of the world, not of a country.
pub(super) fn is_inhabitant(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && has(lexicon::INHABITANTS, form.to_lowercase().as_str())
}

/// "killing 5", "12 dead": a number without a noun that counts people.
pub(super) fn counts_harmed(reader: &Reader, start: usize, end: usize) -> bool {
    let document = reader.document;
    let harm =
        |word: usize| has(lexicon::HARMED, document.lemma(word)) || has(lexicon::HARMED, document.norm(word));
    let before = start.saturating_sub(3).max(reader.start)..start;
    if (end..reader.end.min(end + 4)).any(harm) {
        return true;
    }
    if before.rev().take_while(|&word| !matches!(document.norm(word), "." | ";")).any(harm) {
        return true;
    }
    let top = document.syntax.tops(&(start..end)).next_back();
    top.and_then(|top| document.syntax.head(top)).is_some_and(harm)
}
