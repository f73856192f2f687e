//! How likely two tellings are of one event.

use super::tellings::{Telling, Tellings};
use crate::report::Role;

/// What speaks for and against, by the names of [`CLUES`].
pub(super) type Clues = [f32; CLUES.len()];

/// What two tellings are held against each other by.
pub const CLUES: [&str; 24] = [
    "always",
    "same word",
    "same stem",
    "same type only",
    "reports alike",
    "same word or stem, reports alike",
    "same type only, reports alike",
    "sentences alike",
    "same word or stem, sentences alike",
    "same type only, sentences alike",
    "same participant",
    "same word or stem, same participant",
    "same type only, same participant",
    "same named participant in the role",
    "other named participants in the role",
    "same time",
    "other time",
    "same report",
    "same report, same word or stem",
    "same place",
    "other place",
    "how rare the word is",
    "one denied",
    "published apart",
];

/// Reports that appeared farther apart than this many days seldom tell the same news.
const DAYS: i64 = 10;

pub(super) fn clues(tellings: &Tellings, alike: f32, a: &Telling, b: &Telling) -> Clues {
    let flag = |is: bool| f32::from(u8::from(is));
    let word = common(&a.lemmas, &b.lemmas);
    let same_word = flag(word.is_some());
    let near = near(tellings, a, b);
    let same_stem = flag(word.is_none() && common(&a.stems, &b.stems).is_some());
    let same_form = same_word + same_stem;
    let type_only = flag(same_form == 0.0 && a.kind.is_some() && a.kind == b.kind);
    let mut by_role = 0.0;
    let mut shared = false;
    let mut other = false;
    for role in [Role::Actor, Role::Target, Role::Object, Role::Recipient] {
        let of = |t: &Telling| t.participants.iter().filter(move |p| p.role == role && p.named).count();
        let both = a.participants.iter().filter(|p| p.role == role && p.named);
        let same = both.filter(|p| b.participants.contains(p)).count();
        by_role += same.min(1) as f32;
        other |= same == 0 && of(a) > 0 && of(b) > 0;
    }
    for one in &a.participants {
        shared |= b.participants.iter().any(|p| p.key == one.key);
    }
    let (same_time, other_time) = match (a.days, b.days) {
        (Some(a), Some(b)) => {
            let apart = (b.0 - a.1).max(a.0 - b.1).num_days();
            (flag(apart <= 0), flag(apart > 1))
        }
        _ => (0.0, 0.0),
    };
    let same_place = common(&a.places, &b.places).is_some();
    let other_place = !same_place && !a.places.is_empty() && !b.places.is_empty();
    let published = |t: &Telling| tellings.topics[t.report].published;
    let apart = match (published(a), published(b)) {
        (Some(a), Some(b)) => (a - b).num_days().abs() > DAYS,
        _ => false,
    };
    let (shared, same_report) = (flag(shared), flag(a.report == b.report));
    [
        1.0,
        same_word,
        same_stem,
        type_only,
        alike,
        same_form * alike,
        type_only * alike,
        near,
        same_form * near,
        type_only * near,
        shared,
        same_form * shared,
        type_only * shared,
        by_role,
        flag(other),
        same_time,
        other_time,
        same_report,
        same_form * same_report,
        flag(same_place),
        flag(other_place),
        word.map_or(0.0, |word| tellings.weight[word as usize]),
        flag(a.negated != b.negated),
        flag(apart),
    ]
}

/// The first number that two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> Option<u32> {
    a.iter().copied().find(|word| b.binary_search(word).is_ok())
}

/// How much sentences have in common: the cosine of what they speak of.
fn near(tellings: &Tellings, a: &Telling, b: &Telling) -> f32 {
    let square = |word: u32| tellings.weight[word as usize].powi(2);
    let both: f32 = a.near.iter().filter(|word| b.near.binary_search(word).is_ok()).map(|&w| square(w)).sum();
    let length = |t: &Telling| t.near.iter().map(|&word| square(word)).sum::<f32>().sqrt();
    if both > 0.0 { both / (length(a) * length(b)) } else { 0.0 }
}

/// How sure, as the logarithm of odds.
pub(super) fn score(clues: &Clues) -> f32 {
    clues.iter().zip(WEIGHTS).map(|(clue, weight)| clue * weight).sum()
}

/// Of a logistic regression on pairs of topics 1 to 35 of ECB+: `cargo xtask eval ecb --data ECB --fit`. Three are lower than that: words of one
/// type, which keeps "kill" from "shooting"; another time and another place, which are rarely told there, and tell most in a collection of any
/// articles.
const WEIGHTS: Clues = [
    -3.08, -1.78, -2.75, -3.11, 3.63, 3.05, 2.03, 0.39, 0.85, -1.05, 0.50, 0.22, 0.20, -0.19, -0.28, 0.62,
    -2.50, -0.67, 0.09, -0.23, -1.50, -0.48, -0.67, -0.22,
];
