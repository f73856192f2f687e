//! How likely two tellings are of one event.

use super::tellings::{Telling, Tellings};
use crate::report::Role;

/// What speaks for and against, by the names of [`CLUES`].
pub(super) type Clues = [f32; CLUES.len()];

/// What two tellings are held against each other by.
pub const CLUES: [&str; 21] = [
    "always",
    "same word",
    "same stem",
    "same type",
    "same group",
    "reports alike",
    "sentences alike",
    "same word, reports alike",
    "same word, sentences alike",
    "same type, reports alike",
    "same named participant in the role",
    "same participant",
    "other named participants in the role",
    "same time",
    "other time",
    "same report",
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
    let same_type = flag(a.kind.is_some() && a.kind == b.kind);
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
    [
        1.0,
        same_word,
        flag(word.is_none() && common(&a.stems, &b.stems).is_some()),
        same_type,
        flag(a.kind.is_some() && a.kind != b.kind && a.group == b.group),
        alike,
        near,
        same_word * alike,
        same_word * near,
        same_type * alike,
        by_role,
        flag(shared),
        flag(other),
        same_time,
        other_time,
        flag(a.report == b.report),
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
    clues.iter().zip(&*WEIGHTS).map(|(clue, weight)| clue * weight).sum()
}

/// Of a logistic regression on pairs of topics 1 to 35 of ECB+: `cargo xtask eval ecb --data ECB --fit`.
static WEIGHTS: std::sync::LazyLock<Clues> = std::sync::LazyLock::new(|| {
    let text = std::fs::read_to_string("/tmp/w.txt").unwrap();
    let mut w = [0.0; CLUES.len()];
    for (at, line) in text.lines().filter(|l| l.contains(", //")).enumerate() {
        w[at] = line.split(',').next().unwrap().trim().parse().unwrap();
    }
    w
});
