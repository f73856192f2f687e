//! Words of numbers, bounds, units and currencies: `data/quantities.toml`, `data/units.toml`, `data/currencies.tsv`.

use super::Kind;
use crate::sorted::{has, look_up};

include!(concat!(env!("OUT_DIR"), "/quantities.rs"));
include!(concat!(env!("OUT_DIR"), "/units.rs"));
include!(concat!(env!("OUT_DIR"), "/currencies.rs"));

/// What a word is to a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    /// "one" … "nine"
    Ones(f64),
    /// "ten" … "nineteen"
    Teens(f64),
    /// "twenty" … "ninety"
    Tens(f64),
    /// "hundred", "million", "dozen"
    Scale(f64),
    /// "m", "bn": right after figures only.
    Short(f64),
    /// "third"
    Ordinal(f64),
    /// "half", "thirds": how many of them the whole has.
    Part(f64),
    /// "dozens": the least and the most, 0: no end.
    Vague(f64, f64),
    /// "several"
    Several(f64),
    /// "few" of "a few"
    Handful(f64),
    /// "twice"
    Multiple(f64),
}

/// What the words around a number make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// "at least"
    Least,
    /// "up to"
    Most,
    /// "about"
    About,
}

/// A unit of measure.
#[derive(Debug)]
pub(super) struct Unit {
    /// UCUM, or the words of points and grades.
    pub code: &'static str,
    pub kind: Kind,
    /// How many of the SI unit of its kind; 0 where that has no sense.
    pub si: f64,
    /// What the number is multiplied by: a decade is 10 a.
    pub times: f64,
}

/// A currency.
#[derive(Debug)]
pub(super) struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// ISO 3166-1 alpha-3 of those who pay with it.
    pub countries: &'static [&'static str],
}

/// The longest word of [`TERMS`] has this many bytes.
const LONGEST_TERM: usize = 12;

pub(super) fn term(norm: &str) -> Option<Term> {
    let found = || TERMS.binary_search_by(|(word, _)| (*word).cmp(norm)).ok();
    if norm.len() > LONGEST_TERM { None } else { found().map(|at| TERMS[at].1) }
}

/// "at least"
pub(super) fn bound_before(phrase: &str) -> Option<Bound> {
    look_up(BEFORE, phrase)
}

/// "or more"
pub(super) fn bound_after(phrase: &str) -> Option<Bound> {
    look_up(AFTER, phrase)
}

/// "day" of "a day": the code of the time.
pub(super) fn per(norm: &str) -> Option<&'static str> {
    look_up(PER, norm)
}

/// A unit by its name in lower case: "kilometres".
pub(super) fn unit_named(phrase: &str) -> Option<&'static Unit> {
    look_up(UNIT_NAMES, phrase).map(|at| &UNITS[usize::from(at)])
}

/// A unit by its sign, as written: "km".
pub(super) fn unit_sign(form: &str) -> Option<&'static Unit> {
    look_up(UNIT_SIGNS, form).map(|at| &UNITS[usize::from(at)])
}

/// The currencies that a sign can be of: "$".
pub(super) fn sign(form: &str) -> &'static [u8] {
    look_up(CURRENCY_SIGNS, form).unwrap_or_default()
}

/// Whether a sign only counts where its country is spoken of: "R".
pub(super) fn is_local_sign(form: &str) -> bool {
    has(LOCAL_SIGNS, form)
}

/// The currencies that a noun can be of: "pesos".
pub(super) fn currency_noun(phrase: &str) -> &'static [u8] {
    look_up(CURRENCY_NOUNS, phrase).unwrap_or_default()
}

/// The currencies that a noun can be the hundredth of: "cents".
pub(super) fn cents(phrase: &str) -> &'static [u8] {
    look_up(CENTS, phrase).unwrap_or_default()
}

pub(super) fn currency(row: u8) -> &'static Currency {
    &CURRENCIES[usize::from(row)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_short_enough_to_be_found() {
        for (word, wanted) in TERMS {
            assert_eq!(term(word), Some(*wanted), "{word}");
        }
    }

    #[test]
    fn units_and_currencies() {
        assert_eq!(unit_named("square kilometres").map(|u| u.code), Some("km2"));
        assert_eq!(unit_named("degrees celsius").map(|u| u.code), Some("Cel"));
        assert_eq!(unit_sign("km").map(|u| u.code), Some("km"));
        assert!(unit_sign("in").is_none() && unit_named("in").is_none());
        assert_eq!(sign("US$").iter().map(|&row| currency(row).code).collect::<Vec<_>>(), ["USD"]);
        assert!(currency_noun("rupees").len() > 2);
    }
}
