//! Which tellings are of one event: those that may be are looked up by what they share, held against each other, and joined from the surest on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pairs::{self, Clues};
use super::tellings::{Telling, Tellings};
use super::topics;

/// A telling is held against this many that follow it under each key: keeps large collections near linear.
const FOLLOWING: usize = 40;

/// So many of the most telling words of its sentences, and of its report, are keys.
const KEYS: usize = 8;

/// So many members of a group are asked whether another belongs to it.
const ASKED: usize = 8;

/// Two groups are joined from these odds on, as a logarithm, on average over their members; the best on topics 1 to 35.
const FROM: f32 = -0.6;

/// Pairs that may be of one event, by number, each once, the smaller first.
pub(super) fn pairs(tellings: &Tellings) -> Vec<(usize, usize, Clues)> {
    let mut under: FxHashMap<(u32, u32), Vec<usize>> = FxHashMap::default();
    // In the order in which they first came up, so that none depends on how a table is laid out.
    let mut keys: Vec<(u32, u32)> = Vec::new();
    let topics: Vec<Vec<u32>> = tellings
        .topics
        .iter()
        .map(|topic| telling_words(tellings, topic.words.iter().map(|w| w.0)))
        .collect();
    for (number, telling) in tellings.all.iter().enumerate() {
        let mut words = telling_words(tellings, telling.near.iter().copied());
        words.extend(&topics[telling.report]);
        words.sort_unstable();
        words.dedup();
        for &first in telling.stems.iter().chain(&telling.kind) {
            for &word in &words {
                let key = (first, word);
                let list = under.entry(key).or_insert_with(|| {
                    keys.push(key);
                    Vec::new()
                });
                list.push(number);
            }
        }
    }
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut alike: FxHashMap<(usize, usize), f32> = FxHashMap::default();
    let mut all = Vec::new();
    for key in keys {
        let list = &under[&key];
        for (at, &a) in list.iter().enumerate() {
            for &b in list[at + 1..].iter().take(FOLLOWING) {
                if seen.insert((a, b)) {
                    let (one, other) = (&tellings.all[a], &tellings.all[b]);
                    let reports = (one.report, other.report);
                    let alike = *alike.entry(reports).or_insert_with(|| {
                        topics::alike(&tellings.topics[reports.0], &tellings.topics[reports.1])
                    });
                    all.push((a, b, pairs::clues(tellings, alike, one, other)));
                }
            }
        }
    }
    all
}

/// The rarest of some words that several reports have.
fn telling_words(tellings: &Tellings, words: impl Iterator<Item = u32>) -> Vec<u32> {
    // A word that no other report has ties nothing.
    let mut words: Vec<u32> = words.filter(|&word| tellings.shared[word as usize]).collect();
    let weight = |word: &u32| tellings.weight[*word as usize];
    words.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
    words.truncate(KEYS);
    words
}

/// Groups of tellings, each in the order of their numbers.
pub(super) fn groups(tellings: &Tellings) -> Vec<Vec<usize>> {
    let mut links: Vec<(f32, usize, usize)> = Vec::new();
    for (a, b, clues) in pairs(tellings) {
        let score = pairs::score(&clues);
        if score > FROM {
            links.push((score, a, b));
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut group_of: Vec<usize> = (0..tellings.all.len()).collect();
    let mut groups: Vec<Vec<usize>> = group_of.iter().map(|&number| vec![number]).collect();
    for (_, a, b) in links {
        let (a, b) = (group_of[a], group_of[b]);
        if a == b || !belong(tellings, &groups[a], &groups[b]) {
            continue;
        }
        // The smaller goes into the larger.
        let (from, to) = if groups[a].len() < groups[b].len() { (a, b) } else { (b, a) };
        let moved = std::mem::take(&mut groups[from]);
        moved.iter().for_each(|&member| group_of[member] = to);
        groups[to].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// Whether two groups are of one event, on average over pairs of their members.
fn belong(tellings: &Tellings, a: &[usize], b: &[usize]) -> bool {
    let step = |group: &[usize]| group.len().div_ceil(ASKED);
    let (mut sum, mut count) = (0.0, 0);
    for &one in a.iter().step_by(step(a)) {
        for &other in b.iter().step_by(step(b)) {
            let (one, other): (&Telling, &Telling) = (&tellings.all[one], &tellings.all[other]);
            let alike = topics::alike(&tellings.topics[one.report], &tellings.topics[other.report]);
            sum += pairs::score(&pairs::clues(tellings, alike, one, other));
            count += 1;
        }
    }
    sum > FROM * count as f32
}
