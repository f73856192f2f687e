//! "The North", "the South": a country by the first word of its name, once the text has named it whole.

use super::countries::{Country, CountryMention, Kind};
use crate::document::Document;
use crate::order;
use crate::syntax::Upos;

/// First words of names of countries that stand for the whole name.
const SIDES: [&str; 4] = ["north", "south", "east", "west"];

/// Adds the countries that are named by their side alone, where the text names one country of that side only; `countries` is
/// in the order of the text before and after.
pub(super) fn add(document: &Document, countries: &mut Vec<CountryMention>) {
    let sides = SIDES.map(|side| the_one(side, countries));
    if sides.iter().all(Option::is_none) {
        return;
    }
    let mut added = Vec::new();
    for sentence in &document.tokens.sentences {
        for word in sentence.words.clone() {
            let Some(side) = SIDES.iter().position(|side| document.norm(word) == *side) else { continue };
            let Some(country) = sides[side] else { continue };
            if stands_alone(document, &sentence.words, word) {
                added.push(CountryMention {
                    words: word..word + 1,
                    span: document.span(word),
                    country,
                    kind: Kind::Name,
                    ambiguous: false,
                });
            }
        }
    }
    // "North" of "North Korea" is in a mention already.
    let taken = |word: usize| {
        let next = countries.partition_point(|mention| mention.words.end <= word);
        countries.get(next).is_some_and(|mention| mention.words.start <= word)
    };
    added.retain(|mention| !taken(mention.words.start));
    countries.extend(added);
    order::sort_by_key(countries, |mention| [mention.words.start, 0, 0]);
}

/// The country whose name begins with that side, if the text names one and no other of that side.
fn the_one(side: &str, countries: &[CountryMention]) -> Option<&'static Country> {
    let begins = |country: &Country| {
        country.name.split_once(' ').is_some_and(|(first, _)| first.eq_ignore_ascii_case(side))
    };
    let mut named = countries.iter().map(|mention| mention.country).filter(|country| begins(country));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// "the North said", "North fires shells" in a headline; not "the North Atlantic", "the north", "North Face".
fn stands_alone(document: &Document, sentence: &std::ops::Range<usize>, word: usize) -> bool {
    let capital = |word: usize| document.form(word).starts_with(char::is_uppercase);
    let name = |word: usize| {
        sentence.contains(&word) && capital(word) && matches!(document.upos(word), Upos::Propn | Upos::Adj)
    };
    let before = word.checked_sub(1).filter(|w| sentence.contains(w));
    let after_article = before.is_some_and(|w| document.norm(w) == "the");
    capital(word)
        && document.upos(word) == Upos::Propn
        && !name(word + 1)
        && (after_article || before.is_none_or(|w| !name(w) && document.norm(w) != "up"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::countries;

    #[test]
    fn sides_of_countries() {
        for (text, expected) in [
            ("North Korea fired shells. The North denied it.", "PRK PRK"),
            ("North Korea fired shells. South Korea said the North broke the truce.", "PRK KOR PRK"),
            ("South Korea and South Africa met. The South agreed.", "KOR ZAF"),
            ("South Korea sent ships to the North Atlantic.", "KOR"),
            ("South Korea sent ships to the south of Japan.", "KOR JPN"),
            ("The North agreed.", ""),
        ] {
            let document = Document::of_text(text);
            let mut found = countries::find(text, &document.tokens);
            add(&document, &mut found);
            let codes: Vec<_> = found.iter().map(|mention| mention.country.alpha3).collect();
            assert_eq!(codes.join(" "), expected, "{text}");
        }
    }
}
