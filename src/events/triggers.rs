//! Which words tell an event, and of which type.

use rustc_hash::FxHashMap;

use super::catalog::{Catalog, Class, Reading};
use super::clues::Words;
use super::evidence::Evidence;
use super::model::{Model, share_of, stands};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::syntax::{Deprel, TELLING_HEADS, Upos, Xpos};
use crate::tokens::Sentence;

/// A word that tells an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trigger<'c> {
    pub(crate) word: usize,
    pub(crate) sentence: usize,
    pub(crate) reading: Reading<'c>,
    pub(crate) verbal: bool,
    /// The word of the surroundings that settled the type: "missile" for "launch".
    pub(crate) company: Option<usize>,
    /// How surely it tells an event.
    pub(crate) chance: f32,
    /// The type is what was learnt from articles, not what the catalog says of the word.
    pub(crate) learnt: bool,
}

/// Company is looked for this many words to either side.
const NEAR: usize = 8;

/// The words of a text by the numbers that the conditions of the catalog have for them.
struct Numbered {
    /// Of each word its lemma and its form, where a condition asks for them.
    of_word: Vec<[Option<u16>; 2]>,
    /// For each number, whether the word is anywhere in the text.
    anywhere: Vec<bool>,
}

impl Numbered {
    fn new(document: &Document, catalog: &Catalog) -> Self {
        let words = 0..document.tokens.words.len();
        let number =
            |w| [catalog.condition_word(document.lemma(w)), catalog.condition_word(document.norm(w))];
        let of_word: Vec<[Option<u16>; 2]> = words.map(number).collect();
        let mut anywhere = vec![false; catalog.condition_word_count()];
        for number in of_word.iter().flatten().flatten() {
            anywhere[usize::from(*number)] = true;
        }
        Self { of_word, anywhere }
    }
}

/// A second type of a word has at least this chance beside the first: "murdered" tells a murder and a death.
const BESIDE: f32 = 0.3;

/// Of the words that tell an event and have a type in the catalog so many have that one: 91 of 100 in cross-validation.
const BY_CATALOG: f32 = 0.91;

/// The triggers of a text, in order: words that the model takes for events. Which type they tell the catalog says where it says
/// any that is not far less likely than another, else the model. What the catalog has of a word is evidence for the model; a user's own types need none.
pub(crate) fn find<'c>(
    document: &Document,
    catalog: &'c Catalog,
    model: &Model,
    words: &Words,
) -> Vec<Trigger<'c>> {
    let readings = Readings::new(document, catalog);
    let told = readings.triggers();
    let evidence = Evidence::new(document, words, readings, &told);
    let mut triggers = Vec::new();
    let (mut clues, mut chances) = (Vec::new(), Vec::new());
    for (number, word) in evidence.open() {
        let at = told.partition_point(|trigger| trigger.word < word);
        let listed = told[at..].iter().take_while(|t| t.word == word);
        if listed.clone().any(|t| t.reading.own) {
            triggers.extend(listed.filter(|t| t.reading.own));
            continue;
        }
        clues.clear();
        super::clues::of_word(document, words, &document.tokens.sentences[number], word, &mut clues);
        let spoken = evidence.of(number, word);
        clues.extend(&spoken.clues);
        let chance = model.event(&clues);
        if chance < model.event_from {
            continue;
        }
        model.types(&clues, &spoken.tied, &mut chances);
        let by_catalog = listed.clone().map(|trigger| trigger.reading.type_number);
        if stands(&chances, by_catalog.clone()) {
            if chance * share_of(&chances, by_catalog, true) >= model.event_from {
                triggers.extend(listed.map(|trigger| Trigger { chance: chance * BY_CATALOG, ..*trigger }));
            }
            continue;
        }
        let lemma = document.lemma(word).to_lowercase();
        let likeliest: Vec<(u16, f32)> = likeliest(&chances).collect();
        let types = likeliest.iter().map(|(event_type, _)| *event_type);
        if chance * share_of(&chances, types, false) < model.event_from {
            continue;
        }
        for &(event_type, share) in likeliest.iter().filter(|(event_type, _)| catalog.has(*event_type)) {
            triggers.push(Trigger {
                word,
                sentence: number,
                reading: catalog.reading_of(event_type, &lemma),
                verbal: document.upos(word) == Upos::Verb,
                company: None,
                chance: chance * share,
                learnt: true,
            });
        }
    }
    triggers
}

/// The likeliest type, and the second where it comes near.
fn likeliest(chances: &[f32]) -> impl Iterator<Item = (u16, f32)> {
    let best = |not: Option<usize>| {
        let others = chances.iter().enumerate().filter(|(t, _)| Some(*t) != not);
        // of equals the first
        others.rev().max_by(|a, b| a.1.total_cmp(b.1)).map(|(t, &chance)| (t, chance))
    };
    let first = best(None);
    let second = first.and_then(|(t, _)| best(Some(t))).filter(|(_, chance)| *chance >= BESIDE);
    first.into_iter().chain(second).map(|(t, chance)| (t as u16, chance))
}

/// The readings that the catalog has of the words of a text.
pub(crate) struct Readings<'d, 'c> {
    document: &'d Document<'d>,
    catalog: &'c Catalog,
    numbered: Numbered,
}

/// The types that the catalog has of a word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// Those of which a reading holds, with the number of conditions that it has.
    pub(crate) holds: Vec<(u16, usize)>,
    /// Those of which no reading holds, as conditions fail.
    pub(crate) fails: Vec<u16>,
    /// Those that are listed for other parts of speech only.
    pub(crate) other: Vec<u16>,
}

impl<'d, 'c> Readings<'d, 'c> {
    pub(crate) fn new(document: &'d Document<'d>, catalog: &'c Catalog) -> Self {
        Self { document, catalog, numbered: Numbered::new(document, catalog) }
    }

    /// What the catalog has of a word of a sentence.
    pub(crate) fn of(&self, sentence: usize, word: usize) -> Found {
        let sentence = &self.document.tokens.sentences[sentence];
        let lemma = self.document.lemma(word).to_lowercase();
        let mut found = Found::default();
        for reading in self.catalog.readings(&lemma) {
            let event_type = reading.type_number;
            if !right_class(self.document, sentence, word, &reading) {
                found.other.push(event_type);
                continue;
            }
            match conditions_met(self.document, sentence, word, &reading, &self.numbered) {
                None => found.fails.push(event_type),
                Some((conditions, _)) => match found.holds.iter_mut().find(|(t, _)| *t == event_type) {
                    Some(same) => same.1 = same.1.max(conditions),
                    None => found.holds.push((event_type, conditions)),
                },
            }
        }
        let Found { holds, fails, other } = &mut found;
        for types in [&mut *fails, &mut *other] {
            types.sort_unstable();
            types.dedup();
            types.retain(|t| !holds.iter().any(|(held, _)| held == t));
        }
        other.retain(|t| !fails.contains(t));
        found
    }

    /// The triggers that the catalog, taken alone, finds in a text, in order; one word has one type, but for types that
    /// stand beside each other.
    pub(crate) fn triggers(&self) -> Vec<Trigger<'c>> {
        by_catalog(self.document, self.catalog, &self.numbered)
    }
}

fn by_catalog<'c>(document: &Document, catalog: &'c Catalog, numbered: &Numbered) -> Vec<Trigger<'c>> {
    let mut triggers = Vec::new();
    let mut lower = String::new();
    // The type that a lemma told first in this text.
    let mut told: FxHashMap<String, u16> = FxHashMap::default();
    for (number, sentence) in document.telling_sentences() {
        for word in sentence.words.clone() {
            lower.clear();
            lower.extend(document.lemma(word).chars().flat_map(char::to_lowercase));
            let verbal = document.upos(word) == Upos::Verb;
            // The best reading of each type; of equals the first.
            let mut readings: Vec<(usize, Trigger)> = Vec::new();
            for reading in catalog.readings(&lower) {
                if !right_class(document, sentence, word, &reading) {
                    continue;
                }
                let Some((conditions, company)) =
                    conditions_met(document, sentence, word, &reading, numbered)
                else {
                    continue;
                };
                let score = conditions + if reading.own { 100 } else { 0 };
                let found = (
                    score,
                    Trigger { word, sentence: number, reading, verbal, company, chance: 1.0, learnt: false },
                );
                match readings.iter_mut().find(|(_, t)| t.reading.type_number == reading.type_number) {
                    Some(same) if score > same.0 => *same = found,
                    Some(_) => {}
                    None => readings.push(found),
                }
            }
            let best = readings.iter().map(|(score, _)| *score).max();
            // Two conditions say more than what the word told before: "the *launch* of the company's new app".
            let again = match best {
                Some(score) if score > 1 => None,
                _ => told_before(document, sentence, word, catalog, &told, &lower),
            };
            if let Some(reading) = again {
                triggers.push(Trigger {
                    word,
                    sentence: number,
                    reading,
                    verbal,
                    company: None,
                    chance: 1.0,
                    learnt: false,
                });
                continue;
            }
            let Some(best) = best else { continue };
            let Some((_, first)) = readings.iter().find(|(score, _)| *score == best) else { continue };
            triggers.push(*first);
            told.entry(lower.clone()).or_insert(first.reading.type_number);
            // "murdered": a murder and a death
            let name = |t: &Trigger| &catalog.get(t.reading.type_number).name;
            let beside = |a: &Trigger, b: &Trigger| catalog.get(a.reading.type_number).beside == *name(b);
            let second = readings.iter().map(|(_, t)| t).find(|t| beside(first, t) || beside(t, first));
            triggers.extend(second);
        }
    }
    triggers
}

/// "The launch" of an article that has told of a missile launch: a noun that points back means what it meant before,
/// without the company it needs at first (one sense per discourse: Gale, Church and Yarowsky 1992).
fn told_before<'c>(
    document: &Document,
    sentence: &Sentence,
    word: usize,
    catalog: &'c Catalog,
    told: &FxHashMap<String, u16>,
    lemma: &str,
) -> Option<Reading<'c>> {
    let &event_type = told.get(lemma)?;
    let phrase = &document.phrases.nouns[document.phrases.at(word)?];
    let points_back = phrase.possessor.is_some()
        || (phrase.words.start..word).any(|w| {
            matches!(document.upos(w), Upos::Det | Upos::Pron)
                && !matches!(document.norm(w), "a" | "an" | "no")
        });
    if !points_back || phrase.head != word {
        return None;
    }
    catalog.readings(lemma).find(|reading| {
        reading.type_number == event_type
            && reading.sense.class == Class::Noun
            && reading.sense.left.is_empty()
            && reading.sense.right.is_empty()
            && right_class(document, sentence, word, reading)
    })
}

/// Whether the word is used as the part of speech that the reading asks for.
fn right_class(document: &Document, sentence: &Sentence, word: usize, reading: &Reading) -> bool {
    let phrase = document.phrases.at(word).map(|p| &document.phrases.nouns[p]);
    let heads = phrase.is_none_or(|p| p.head == word);
    match (reading.sense.class, document.upos(word)) {
        // "jailed activists" is the adjective's reading
        (Class::Verb, Upos::Verb) => phrase.is_none() || document.xpos(word) == Xpos::Vbg,
        (Class::Noun, Upos::Noun) => heads || tells_before_head(document, word),
        (Class::Noun, Upos::Propn) => (reading.entry.capital || sentence.zone == ZoneKind::Headline) && heads,
        // "the bombing of", tagged as a verb
        (Class::Noun, Upos::Verb) => {
            document.xpos(word) == Xpos::Vbg && document.syntax.dependent(word, &[Deprel::Det]).is_some()
        }
        (Class::Adjective, Upos::Adj) => true,
        (Class::Adjective, Upos::Verb) => document.xpos(word) == Xpos::Vbn,
        _ => false,
    }
}

/// In "arrest warrant" the arrest is only named; in "attack helicopter" too. A possessor tells its own event all the
/// same ("the attack's victims"), and so does what a trial or a result is of ("corruption charges", "election results").
fn tells_before_head(document: &Document, word: usize) -> bool {
    let Some(phrase) = document.phrases.at(word) else { return true };
    let phrase = &document.phrases.nouns[phrase];
    let modifies = document.syntax.head(word) == Some(phrase.head);
    let telling = modifies && TELLING_HEADS.binary_search(&document.lemma(phrase.head)).is_ok();
    telling || document.syntax.deprel[word] == Deprel::NmodPoss
}

/// How many conditions of a reading hold, if none fails, and the word that met `near`.
fn conditions_met(
    document: &Document,
    sentence: &Sentence,
    word: usize,
    reading: &Reading,
    numbered: &Numbered,
) -> Option<(usize, Option<usize>)> {
    let words = &sentence.words;
    let entry = reading.entry;
    let mut met = 0;
    if entry.capital {
        if !document.form(word).starts_with(char::is_uppercase) {
            return None;
        }
        met += 1;
    }
    let is = |w: usize, wanted: &u16| numbered.of_word[w].contains(&Some(*wanted));
    let among = |w: usize, list: &[u16]| {
        numbered.of_word[w].iter().flatten().any(|number| list.binary_search(number).is_ok())
    };
    let (left, right) = (&reading.sense.left, &reading.sense.right);
    if word < words.start + left.len() || word + right.len() >= words.end {
        return None;
    }
    if !left.iter().rev().enumerate().all(|(k, wanted)| is(word - 1 - k, wanted)) {
        return None;
    }
    if !right.iter().enumerate().all(|(k, wanted)| is(word + 1 + k, wanted)) {
        return None;
    }
    met += 2 * (left.len() + right.len());
    let surroundings = words.start.max(word.saturating_sub(NEAR))..words.end.min(word + NEAR + 1);
    if surroundings.clone().any(|w| w != word && among(w, &entry.not_near)) {
        return None;
    }
    let mut company = None;
    if !entry.near.is_empty() {
        // The nearest one explains best.
        company =
            surroundings.filter(|&w| w != word && among(w, &entry.near)).min_by_key(|&w| w.abs_diff(word));
        company?;
        met += 1;
    }
    if !entry.before.is_empty() {
        if !(words.start.max(word.saturating_sub(2))..word).any(|w| among(w, &entry.before)) {
            return None;
        }
        met += 1;
    }
    if !entry.after.is_empty() {
        let near = (word + 1..words.end.min(word + 3)).any(|w| among(w, &entry.after));
        // "shot the plane *down*"
        let mut particles = document
            .syntax
            .dependents(word)
            .filter(|&w| w > word && document.syntax.deprel[w] == Deprel::CompoundPrt);
        if !near && !particles.any(|w| among(w, &entry.after)) {
            return None;
        }
        met += 1;
    }
    if !entry.document.is_empty() {
        if !entry.document.iter().any(|&wanted| numbered.anywhere[usize::from(wanted)]) {
            return None;
        }
        met += 1;
    }
    Some((met, company))
}
