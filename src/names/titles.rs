//! What people are called by what they do: titles before and after a name, and roles of those without a name.
//!
//! The words are those of `data/titles.toml`. A general role ("leader", "spokesman") has the sector of what it belongs
//! to, by the words before it ("rebel leader"), its owner ("the army's spokesman") or what follows ("spokesman for the
//! army"); the country is found in the same places.

use std::ops::Range;

use super::{countries, lookup, organizations};
use crate::document::Document;
use crate::syntax::recognizer::{NameKind, Recognized};
use crate::syntax::{Deprel, Upos, Xpos};

include!(concat!(env!("OUT_DIR"), "/titles.rs"));

/// How far a title goes to the left of its role, in words.
const LEFT: usize = 12;

/// How many words a role has: "chairman of the joint chiefs of staff".
const LONGEST: usize = 7;

/// A title in the text: "Vice Foreign Minister" before "Im Chon Il".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// From its first to its last word; a country's word may be inside.
    pub words: Range<usize>,
    /// Without the country and the owner: "Defense Minister" of "Japanese Defense Minister".
    pub text: String,
    /// CAMEO/PLOVER.
    pub sector: Option<&'static str>,
    /// ISO 3166-1 alpha-3 of whom the title serves.
    pub country: Option<&'static str>,
    /// Only a form of address: "Mr."
    pub address: bool,
}

/// Who a role is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One person: "official"
    Person,
    /// Several: "officials", "troops", "police"
    People,
    /// "ministry", "army"
    Body,
}

/// What a phrase for somebody without a name tells: "an unnamed South Korean presidential official".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    pub kind: Kind,
    /// CAMEO/PLOVER.
    pub sector: Option<&'static str>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The noun of the phrase.
    pub head: usize,
}

/// What a role word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// Empty: none.
    sector: &'static str,
    kind: Kind,
    /// Has the sector of what it belongs to, if that has one.
    general: bool,
    /// May stand before a name: "minister", but not "son".
    title: bool,
}

/// A role word in its place.
#[derive(Debug, Clone)]
struct Found {
    words: Range<usize>,
    word: Word,
}

/// The title of a person, before the name, else after it.
pub fn of_name(document: &Document, name: &Range<usize>) -> Option<Title> {
    let before = before(document, name);
    match before {
        Some(title) if !title.address => Some(title),
        _ => after(document, name).or(before),
    }
}

/// The title before a name: "former U.S. national security adviser" before "John Bolton", "Gen." before "Mark Milley".
pub fn before(document: &Document, name: &Range<usize>) -> Option<Title> {
    let sentence = sentence_of(document, name.start)?;
    // "the minister, Mr. Smith" has a title after a comma; that is an apposition.
    let mut at = name.start;
    let mut rank = None;
    if let Some(start) = address_ending(document, &sentence, at, name) {
        rank = Some(is_rank_word(document, start..at));
        at = start;
    }
    let role = role_ending(document, &sentence, at).filter(|found| found.word.title);
    let Some(found) = role else {
        let military = rank?;
        let words = at..name.start;
        return Some(Title {
            text: written(document, &words, &[]),
            country: owner_country(document, &sentence, at),
            sector: military.then_some("MIL"),
            address: !military,
            words,
        });
    };
    Some(title(document, &sentence, &found, at))
}

/// The title that a sentence tells of a name: "Jane Doe, a spokeswoman for the ministry", "Japan's defense minister, Gen
/// Nakatani", "X is the president of Y".
pub fn after(document: &Document, name: &Range<usize>) -> Option<Title> {
    let sentence = sentence_of(document, name.start)?;
    let syntax = &document.syntax;
    let head = head_of(document, name)?;
    let outside = |word: &usize| !name.contains(word) && sentence.contains(word);
    let apposition = syntax.dependents(head).filter(|&child| syntax.deprel[child] == Deprel::Appos);
    let above = syntax.head(head).filter(|&above| match syntax.deprel[head] {
        Deprel::Appos | Deprel::NmodDesc => true,
        // "X is the president of Y"
        Deprel::Nsubj => syntax.dependent(above, &[Deprel::Cop]).is_some() && !is_negated(document, above),
        _ => false,
    });
    // "X became president"
    let becoming = syntax.head(head).filter(|&verb| {
        syntax.deprel[head] == Deprel::Nsubj && matches!(syntax.lemma(verb), "become" | "remain" | "serve")
    });
    let complement = |&verb: &usize| {
        syntax.dependents(verb).find(|&child| {
            syntax.deprel[child] == Deprel::Xcomp
                || syntax.deprel[child] == Deprel::Obl
                    && syntax.preposition(child).is_some_and(|link| document.norm(link) == "as")
        })
    };
    let nouns = apposition.chain(above).chain(becoming.as_ref().and_then(complement));
    nouns.filter(outside).find_map(|noun| {
        let found = role_at(document, &sentence, noun)?;
        // "X, ministers and officials": no list, no plural
        let one = found.word.title && !is_plural(document, noun);
        one.then(|| title(document, &sentence, &found, found.words.end))
    })
}

/// What the words of a phrase for somebody tell; none where its noun is no role.
pub fn role(document: &Document, words: &Range<usize>) -> Option<Role> {
    let sentence = sentence_of(document, words.start)?;
    let words = words.start..words.end.min(sentence.end);
    let head = head_of(document, &words)?;
    let meaning = match words.clone().any(|word| lookup::starts_capital(document.form(word))) {
        true => organizations::meaning(document, &words),
        // All names of the list have a capital somewhere.
        false => organizations::Meaning::default(),
    };
    if meaning.known.is_some() {
        return Some(Role { kind: Kind::Body, sector: meaning.sector, country: meaning.country, head });
    }
    // "the Soviet Union"
    if meaning.is_country {
        return None;
    }
    // "South Korea's *Joint Chiefs*"
    let owner = || owner_country(document, &sentence, words.start);
    if let Some(found) = role_at(document, &sentence, head) {
        // "Interior Ministry": what names say has its own table
        let kind = match found.word.kind {
            Kind::Person if is_plural(document, head) => Kind::People,
            kind => kind,
        };
        let left = words.start.min(found.words.start)..found.words.start;
        return Some(Role {
            kind,
            sector: sector(document, &left, &found, head),
            country: country(document, &left, head, found.word.sector)
                .or_else(|| country(document, &(left.end..left.end), found.words.end - 1, found.word.sector))
                .or_else(owner),
            head,
        });
    }
    // "the Blue Brigades", "the oil refinery"
    if !organizations::is_body(document.text, &document.tokens, &(words.start..head + 1)) {
        return None;
    }
    let meaning = organizations::meaning(document, &(words.start..head + 1));
    let left = words.start..head;
    let country = meaning
        .country
        .or_else(|| country(document, &left, head, meaning.sector.unwrap_or("")))
        .or_else(owner);
    Some(Role { kind: Kind::Body, sector: meaning.sector, country, head })
}

/// The title in a phrase for somebody without a name: "presidential official" of "an unnamed South Korean presidential
/// official"; none where the noun is no title ("man") or tells of several ("officials").
pub fn of_unnamed(document: &Document, words: &Range<usize>) -> Option<String> {
    let sentence = sentence_of(document, words.start)?;
    let words = words.start..words.end.min(sentence.end);
    let head = head_of(document, &words)?;
    let found = role_at(document, &sentence, head).filter(|found| {
        let one = found.word.kind == Kind::Person && !is_plural(document, head);
        found.word.title && one && words.start <= found.words.start
    })?;
    Some(title(document, &sentence, &found, found.words.end).text)
}

/// Whether a word is a short rank and no name: "Gen. Nakatani", "Gen Mark Milley", but not "Gen Nakatani".
pub fn is_rank(document: &Document, word: usize) -> bool {
    let names = (word + 1..document.tokens.words.len()).take(2);
    let two = names.filter(|&next| document.upos(next) == Upos::Propn).count() == 2;
    is_rank_word(document, word..word + 1) && (document.form(word).ends_with('.') || two)
}

/// Makes given names that are also short ranks part of the name, where a title stands before: "Gen" in "Defense Minister
/// Gen Nakatani".
pub(super) fn add_given_names(document: &Document, names: &mut [Recognized]) {
    let mut free = 0;
    for name in names {
        let end = std::mem::replace(&mut free, name.words.end);
        let one = name.kind == NameKind::Person && name.words.len() == 1;
        let Some(given) = name.words.start.checked_sub(1).filter(|&given| one && given >= end) else {
            continue;
        };
        let written = document.form(given).starts_with(char::is_uppercase)
            && is_rank_word(document, given..given + 1)
            && !is_rank(document, given);
        let full = given..name.words.end;
        if written && before(document, &full).is_some_and(|title| !title.address) {
            name.words = full;
        }
    }
}

/// Whether a noun, in lower case, is a role of a single person: "minister", "spokesman".
pub fn is_person(lemma: &str) -> bool {
    let found = ROLES.binary_search_by(|(word, _)| (*word).cmp(lemma));
    found.is_ok_and(|at| ROLES[at].1.kind == Kind::Person)
}

fn sentence_of(document: &Document, word: usize) -> Option<Range<usize>> {
    let sentences = &document.tokens.sentences;
    let number = sentences.partition_point(|sentence| sentence.words.end <= word);
    sentences.get(number).map(|sentence| sentence.words.clone())
}

/// The word of a phrase that hangs on one outside of it.
fn head_of(document: &Document, words: &Range<usize>) -> Option<usize> {
    let outside = |head: &usize| document.syntax.head(*head).is_none_or(|above| !words.contains(&above));
    let phrase = document.phrases.at(words.end.checked_sub(1)?).map(|at| document.phrases.nouns[at].head);
    let known = phrase.filter(|head| words.contains(head) && outside(head));
    known.or_else(|| document.syntax.tops(words).next_back())
}

fn is_plural(document: &Document, word: usize) -> bool {
    matches!(document.xpos(word), Xpos::Nns | Xpos::Nnps)
}

fn is_negated(document: &Document, predicate: usize) -> bool {
    document
        .syntax
        .dependents(predicate)
        .any(|child| matches!(document.norm(child), "not" | "n't" | "no" | "never"))
}

/// The title whose role was found, with what belongs to it on its left, up to `end`.
fn title(document: &Document, sentence: &Range<usize>, found: &Found, end: usize) -> Title {
    let left = Left::of(document, sentence, found.words.start);
    let head = head_of(document, &found.words).unwrap_or(found.words.end - 1);
    let words = left.start..end.max(found.words.end);
    Title {
        text: written(document, &words, &left.left_out),
        sector: sector(document, &(left.context..found.words.start), found, head),
        country: country(document, &(left.context..found.words.start), head, found.word.sector),
        address: false,
        words,
    }
}

/// What stands before a role and belongs to it.
struct Left {
    /// Where the title begins.
    start: usize,
    /// Where its owner begins: "the army's" in "the army's chief spokesman".
    context: usize,
    /// Countries' words.
    left_out: Vec<Range<usize>>,
}

impl Left {
    fn of(document: &Document, sentence: &Range<usize>, role: usize) -> Left {
        let floor = role.saturating_sub(LEFT).max(sentence.start);
        let mut left = Left { start: role, context: role, left_out: Vec::new() };
        while left.start > floor {
            let word = left.start - 1;
            if let Some(country) = country_ending(document, floor, left.start) {
                left.start = country.start;
                left.left_out.push(country);
            } else if let Some(found) = role_ending(document, sentence, left.start) {
                left.start = found.words.start.max(floor);
            } else if is_part(document, sentence, word) {
                left.start = word;
            } else {
                break;
            }
        }
        // A country at the front and a hyphen are no part of it: "Japanese Defense Minister", "U.S.-born actor".
        while let Some(country) = left.left_out.last().filter(|country| country.start == left.start) {
            left.context = left.context.min(country.start);
            left.start = country.end;
            left.left_out.pop();
        }
        while left.start < role && document.xpos(left.start) == Xpos::Hyph {
            left.start += 1;
        }
        left.context = left.context.min(left.start);
        // "Japan's", "the ministry's"
        let possessive = left.context > sentence.start && document.xpos(left.context - 1) == Xpos::Pos;
        if possessive {
            let owner =
                document.phrases.at(left.context - 1).map(|at| document.phrases.nouns[at].words.start);
            let owner = owner.unwrap_or(left.context.saturating_sub(4));
            left.context = owner.min(left.context - 1).max(floor).max(sentence.start);
        }
        left
    }
}

/// Whether a word before a role is a part of the title: "Vice", "opposition", "White House", "ex-".
fn is_part(document: &Document, sentence: &Range<usize>, word: usize) -> bool {
    let mut key = String::new();
    lookup::push_key(&mut key, document.norm(word));
    let small =
        MODIFIERS.binary_search(&key.as_str()).is_ok() || belongs_ending(document, word, word + 1).is_some();
    let hyphen = document.xpos(word) == Xpos::Hyph;
    let follows =
        document.phrases.at(word).is_some() && document.phrases.at(word) == document.phrases.at(word + 1);
    match document.upos(word) {
        Upos::Noun => small || follows,
        Upos::Propn => small || follows && document.xpos(word) != Xpos::Pos,
        Upos::Adj => {
            // "Supreme Leader" inside of a sentence
            let capital = word > sentence.start && lookup::starts_capital(document.form(word));
            small || follows && capital
        }
        _ => small || hyphen && word > sentence.start && follows,
    }
}

/// The country's word that ends at a word.
fn country_ending(document: &Document, floor: usize, end: usize) -> Option<Range<usize>> {
    let start = end.saturating_sub(5).max(floor);
    let found = countries::within(document.text, &document.tokens, &(start..end))?;
    (found.words.end == end).then_some(found.words)
}

/// "Japanese" or "Japan's" before a rank.
fn owner_country(document: &Document, sentence: &Range<usize>, at: usize) -> Option<&'static str> {
    let end = at - usize::from(at > sentence.start && document.xpos(at - 1) == Xpos::Pos);
    let words = country_ending(document, sentence.start, end)?;
    countries::within(document.text, &document.tokens, &words).map(|found| found.country.alpha3)
}

/// The words of a title as they stand, without some.
fn written(document: &Document, words: &Range<usize>, left_out: &[Range<usize>]) -> String {
    let mut text = String::new();
    for word in words.clone().filter(|word| !left_out.iter().any(|out| out.contains(word))) {
        text.push_str(document.form(word));
        if document.tokens.words[word].space_after {
            text.push(' ');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The longest form of address or rank that ends at a word: where it begins.
fn address_ending(
    document: &Document,
    sentence: &Range<usize>,
    end: usize,
    name: &Range<usize>,
) -> Option<usize> {
    let fits = |start: usize| {
        let key = key_of(document, &(start..end), None);
        let dotted = document.form(end - 1).ends_with('.');
        let honorific = HONORIFICS.binary_search(&key.as_str()).is_ok();
        let rank = RANKS.binary_search(&key.as_str()).is_ok();
        let capital = lookup::starts_capital(document.form(start));
        capital && (honorific || rank && (dotted || name.len() > 1 || end - start > 1))
    };
    (end.saturating_sub(4).max(sentence.start)..end).find(|&start| fits(start))
}

fn is_rank_word(document: &Document, words: Range<usize>) -> bool {
    RANKS.binary_search(&key_of(document, &words, None).as_str()).is_ok()
}

/// Words as the tables have them, one of them maybe by its lemma.
fn key_of(document: &Document, words: &Range<usize>, lemma: Option<usize>) -> String {
    let mut key = String::new();
    for word in words.clone() {
        match lemma == Some(word) {
            true => key.extend(document.lemma(word).chars().flat_map(char::to_lowercase)),
            false => lookup::push_key(&mut key, document.norm(word)),
        }
        if word + 1 < words.end && document.tokens.words[word].space_after && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key
}

fn find_role(document: &Document, words: &Range<usize>, head: usize) -> Option<Word> {
    let find = |key: &str| ROLES.binary_search_by(|(word, _)| (*word).cmp(key)).ok().map(|at| ROLES[at].1);
    let key = key_of(document, words, None);
    find(&key).or_else(|| {
        // "members of parliament", "lawmakers"; the lemma of a name may keep its plural
        let plural = is_plural(document, head).then(|| key_of(document, words, Some(head)))?;
        find(&plural).or_else(|| find(plural.strip_suffix('s')?))
    })
}

/// Whether a noun stands in any role, so that most need no search for the phrase.
fn may_be_role(document: &Document, noun: usize) -> bool {
    let known = |key: &str| {
        let last = key.rsplit(' ').next().unwrap_or(key);
        let has = |word: &str| ROLE_WORDS.binary_search(&word).is_ok();
        has(last) || last.strip_suffix('s').is_some_and(has)
    };
    known(&key_of(document, &(noun..noun + 1), None))
        || known(&key_of(document, &(noun..noun + 1), Some(noun)))
}

/// The longest role that ends at a word.
fn role_ending(document: &Document, sentence: &Range<usize>, end: usize) -> Option<Found> {
    let nominal =
        |word: usize| matches!(document.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb);
    if end == sentence.start || !nominal(end - 1) || !may_be_role(document, end - 1) {
        return None;
    }
    (end.saturating_sub(LONGEST).max(sentence.start)..end).find_map(|start| {
        let words = start..end;
        find_role(document, &words, end - 1).map(|word| Found { words, word })
    })
}

/// The longest role that a noun is the head of: "secretary" of "secretary of state", "general" of "attorney general".
fn role_at(document: &Document, sentence: &Range<usize>, head: usize) -> Option<Found> {
    if !may_be_role(document, head) {
        return None;
    }
    let first = (head + 1).saturating_sub(LONGEST).max(sentence.start);
    // Only "of", "for", "in" and the rest of a title go on after the noun.
    let next = head + 1;
    let goes_on = next < sentence.end
        && matches!(
            document.norm(next),
            "of" | "for" | "in" | "general" | "elect" | "-" | "first" | "executive" | "d'affaires"
        );
    let last = match goes_on {
        true => (head + LONGEST).min(sentence.end),
        false => next,
    };
    let mut best: Option<Found> = None;
    for start in first..=head {
        for end in next..=last {
            let longer = best.as_ref().is_none_or(|found| found.words.len() < end - start);
            if longer && let Some(word) = find_role(document, &(start..end), head) {
                best = Some(Found { words: start..end, word });
            }
        }
    }
    best
}

/// The sector of the word that ends at `end` for roles that belong to it: "rebel", "public health".
fn belongs_ending(document: &Document, start: usize, end: usize) -> Option<&'static str> {
    (start.max(end.saturating_sub(4))..end).find_map(|first| {
        let words = first..end;
        let find =
            |key: &str| BELONGS.binary_search_by(|(word, _)| (*word).cmp(key)).ok().map(|at| BELONGS[at].1);
        let exact = find(&key_of(document, &words, None));
        exact.or_else(|| find(&key_of(document, &words, Some(end - 1))))
    })
}

/// The sector of a role: its own, or that of what it belongs to.
fn sector(document: &Document, left: &Range<usize>, found: &Found, head: usize) -> Option<&'static str> {
    let some = |sector: &'static str| Some(sector).filter(|sector| !sector.is_empty());
    let own = some(found.word.sector);
    if !found.word.general {
        return own;
    }
    sector_within(document, left)
        .or_else(|| complements(document, head).find_map(|words| sector_within(document, &words)))
        .or(own)
}

/// What the words beside a general role belong to, the nearest first.
fn sector_within(document: &Document, words: &Range<usize>) -> Option<&'static str> {
    let end = match words.end > words.start && document.xpos(words.end - 1) == Xpos::Pos {
        true => words.end - 1,
        false => words.end,
    };
    let words = words.start..end;
    let meaning = match words.clone().any(|word| lookup::starts_capital(document.form(word))) {
        true => organizations::meaning(document, &words),
        // All names of the list have a capital somewhere.
        false => organizations::Meaning::default(),
    };
    if meaning.known.is_some() {
        return meaning.sector;
    }
    (words.start..words.end)
        .rev()
        .find_map(|word| belongs_ending(document, words.start, word + 1))
        .or(meaning.sector)
}

/// The country of a role: "South Korean official", "Japan's minister", "president of France", "Pentagon spokesman".
fn country(document: &Document, left: &Range<usize>, head: usize, sector: &str) -> Option<&'static str> {
    let within = |words: &Range<usize>| {
        let named =
            countries::within(document.text, &document.tokens, words).map(|found| found.country.alpha3);
        named.or_else(|| organizations::meaning(document, words).country)
    };
    // "troops in Syria" may be anyone's
    let anywhere = matches!(sector, "MIL" | "IGO" | "NGO" | "MED");
    let own = within(&(left.start..left.end.max(left.start)));
    own.or_else(|| {
        complements(document, head).find_map(|words| {
            let link = words.start.checked_sub(1).map(|link| document.norm(link));
            within(&words).filter(|_| !(anywhere && link == Some("in")))
        })
    })
}

/// The nouns after a role that it belongs to, with what stands before them: "the army" in "spokesman for the army".
fn complements<'d>(document: &'d Document, head: usize) -> impl Iterator<Item = Range<usize>> + 'd {
    let syntax = &document.syntax;
    let nouns =
        syntax.dependents(head).filter(move |&child| child > head && syntax.deprel[child] == Deprel::Nmod);
    nouns.filter_map(move |noun| {
        let link = syntax.preposition(noun)?;
        matches!(document.norm(link), "of" | "for" | "from" | "in" | "at" | "with")
            .then(|| {
                link + 1
                    ..document.phrases.at(noun).map_or(noun + 1, |at| document.phrases.nouns[at].words.end)
            })
            .filter(|words| !words.is_empty() && words.len() <= LEFT)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::names::tests::document;

    fn words_of(document: &Document, form: &str) -> Range<usize> {
        let start = document.text.find(form).expect("the form is in the text") as u32;
        let span = Span::new(start, start + form.len() as u32);
        let words = document.tokens.words.iter().enumerate();
        let inside = Vec::from_iter(words.filter(|(_, word)| span.contains(word.span)).map(|(at, _)| at));
        inside[0]..inside[inside.len() - 1] + 1
    }

    fn told(sector: Option<&str>, country: Option<&str>) -> String {
        [sector, country].map(|code| code.unwrap_or("-")).join(" ")
    }

    #[test]
    fn titles_of_the_unnamed() {
        for (text, phrase, expected) in [
            (
                "An unnamed South Korean presidential official denied it.",
                "An unnamed South Korean presidential official",
                Some("presidential official"),
            ),
            (
                "A government spokesperson denied it.",
                "A government spokesperson",
                Some("government spokesperson"),
            ),
            (
                "The ministry's chief spokesman denied it.",
                "The ministry's chief spokesman",
                Some("chief spokesman"),
            ),
            ("Two senior U.S. officials denied it.", "Two senior U.S. officials", None),
            (
                "The former foreign minister denied it.",
                "The former foreign minister",
                Some("former foreign minister"),
            ),
            ("A secretary of state denied it.", "A secretary of state", Some("secretary of state")),
            ("The young man denied it.", "The young man", None),
            ("The victim's brother denied it.", "The victim's brother", None),
            ("The ministry denied it.", "The ministry", None),
            ("Riot police denied it.", "Riot police", None),
        ] {
            let document = document(text);
            assert_eq!(of_unnamed(&document, &words_of(&document, phrase)).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn titles_of_names() {
        for (text, name, expected) in [
            ("Vice Foreign Minister Im Chon Il left.", "Im Chon Il", "Vice Foreign Minister GOV -"),
            ("Japanese Defense Minister Gen Nakatani spoke.", "Gen Nakatani", "Defense Minister GOV JPN"),
            ("South Korean President Yoon Suk Yeol spoke.", "Yoon Suk Yeol", "President GOV KOR"),
            (
                "He met former U.S. national security adviser John Bolton.",
                "John Bolton",
                "former national security adviser GOV USA",
            ),
            ("Gen. Mark Milley spoke.", "Mark Milley", "Gen. MIL -"),
            ("Lt. Gen. Mark Milley spoke.", "Mark Milley", "Lt. Gen. MIL -"),
            ("Supreme Leader Ali Khamenei spoke.", "Ali Khamenei", "Supreme Leader GOV -"),
            ("Opposition leader Ana Lopez was held.", "Ana Lopez", "Opposition leader OPP -"),
            ("The army's chief spokesman Omar Hadi spoke.", "Omar Hadi", "chief spokesman MIL -"),
            ("Jane Doe, a spokeswoman for the ministry, said so.", "Jane Doe", "spokeswoman GOV -"),
            ("Russia's foreign minister, Ivan Petrov, arrived.", "Ivan Petrov", "foreign minister GOV RUS"),
            ("Anna Berg is the president of Finland.", "Anna Berg", "president GOV FIN"),
            ("Ivan Petrov became president of Belarus.", "Ivan Petrov", "president GOV BLR"),
            ("US Secretary of State Jane Doe arrived.", "Jane Doe", "Secretary of State GOV USA"),
            ("Rebel commander Paul Okello fled.", "Paul Okello", "Rebel commander REB -"),
            ("Police chief Peter Brown said so.", "Peter Brown", "Police chief COP -"),
            ("Hamas leader Abu Karim died.", "Abu Karim", "Hamas leader REB PSE"),
            ("Apple chief executive Tim Brown spoke.", "Tim Brown", "Apple chief executive BUS USA"),
            ("Attorney General Jane Doe sued.", "Jane Doe", "Attorney General JUD -"),
            ("Mr. Smith said so.", "Smith", "Mr. - -"),
            ("UN Secretary-General Antonio Lopez spoke.", "Antonio Lopez", "UN Secretary-General IGO -"),
            ("Prime Minister Mr. Smith spoke.", "Smith", "Prime Minister GOV -"),
            ("Farmer John Brown lost all.", "John Brown", "Farmer AGR -"),
        ] {
            let document = document(text);
            let title = of_name(&document, &words_of(&document, name));
            let title = title.map(|title| format!("{} {}", title.text, told(title.sector, title.country)));
            assert_eq!(title.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_titles() {
        for (text, name) in [
            ("On Monday John Brown left.", "John Brown"),
            ("His son John Brown left.", "John Brown"),
            ("Police shot John Brown.", "John Brown"),
            ("John Brown is not the president of France.", "John Brown"),
            ("John Brown met the president of France.", "John Brown"),
            ("The ministry said John Brown left.", "John Brown"),
            ("John Brown, 34, left.", "John Brown"),
        ] {
            let document = document(text);
            assert_eq!(of_name(&document, &words_of(&document, name)), None, "{text}");
        }
    }

    #[test]
    fn gen_is_a_name_and_a_rank() {
        for (text, expected) in [
            ("Gen. Nakatani spoke to them.", true),
            ("Gen Nakatani spoke to them.", false),
            ("Gen Mark Milley spoke to them.", true),
            ("John Nakatani spoke to them.", false),
        ] {
            assert_eq!(is_rank(&document(text), 0), expected, "{text}");
        }
    }

    #[test]
    fn roles() {
        for (text, phrase, expected) in [
            (
                "An unnamed South Korean presidential official said so.",
                "An unnamed South Korean presidential official",
                "Person GOV KOR",
            ),
            ("The ministry's spokesman said so.", "The ministry's spokesman", "Person GOV -"),
            ("Ukrainian troops left the town.", "Ukrainian troops", "People MIL UKR"),
            ("Rebels took the town.", "Rebels", "People REB -"),
            ("Police arrested two men.", "Police", "People COP -"),
            ("Lawmakers voted for it.", "Lawmakers", "People LEG -"),
            ("The Japanese army fired.", "The Japanese army", "Body MIL JPN"),
            ("A spokesman for the Russian army said so.", "A spokesman", "Person MIL RUS"),
            ("The president of France left.", "The president", "Person GOV FRA"),
            ("The president of the company left.", "The president", "Person BUS -"),
            ("Pentagon officials said so.", "Pentagon officials", "People MIL USA"),
            ("The leader of Hamas said so.", "The leader", "Person REB PSE"),
            ("Iran-backed militias fired.", "Iran-backed militias", "Body UAF -"),
            ("Members of parliament voted.", "Members of parliament", "People LEG -"),
            ("Union leaders called a strike.", "Union leaders", "People LAB -"),
            ("Health officials warned them.", "Health officials", "People HLH -"),
            ("The U.S. ambassador to Japan left.", "The U.S. ambassador", "Person GOV USA"),
            ("Turkish intelligence officials said so.", "Turkish intelligence officials", "People SPY TUR"),
            ("The government of Chad fell.", "The government", "Body GOV TCD"),
            ("Residents of Gaza fled.", "Residents", "People CVL PSE"),
            ("The supreme court ruled.", "The supreme court", "Body JUD -"),
            ("Two Chinese companies were fined.", "Two Chinese companies", "Body BUS CHN"),
            ("A news agency was closed.", "A news agency", "Body MED -"),
            ("The Blue Front was banned.", "The Blue Front", "Body PTY -"),
            ("A woman was hurt.", "A woman", "Person - -"),
        ] {
            let document = document(text);
            let role = role(&document, &words_of(&document, phrase));
            let role = role.map(|role| format!("{:?} {}", role.kind, told(role.sector, role.country)));
            assert_eq!(role.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_roles() {
        for (text, phrase) in [
            ("The missile hit the sea.", "The missile"),
            ("The law was passed.", "The law"),
            ("Tensions rose.", "Tensions"),
            ("The talks failed.", "The talks"),
            ("The chemicals caught fire.", "The chemicals"),
            ("The review was short.", "The review"),
        ] {
            let document = document(text);
            assert_eq!(role(&document, &words_of(&document, phrase)), None, "{text}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(ROLES.is_sorted_by_key(|(word, _)| *word));
        assert!(BELONGS.is_sorted_by_key(|(word, _)| *word));
        assert!(HONORIFICS.is_sorted() && RANKS.is_sorted() && MODIFIERS.is_sorted());
    }
}
