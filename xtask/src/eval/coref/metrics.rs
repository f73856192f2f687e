//! MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-e with φ4 (Luo 2005), as Pradhan et al. 2014 define
//! them for mentions that a system found by itself: what only one side has counts against that side.

use std::collections::{BTreeMap, BTreeSet};

/// Where a mention stands.
pub type Mention = (u32, u32);

/// A partition of mentions.
pub type Chains = Vec<Vec<Mention>>;

/// Recall and precision as fractions, so that those of many documents can be added up.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    pub recalled: f64,
    pub gold: f64,
    pub right: f64,
    pub found: f64,
}

impl Score {
    pub fn recall(&self) -> f64 {
        ratio(self.recalled, self.gold)
    }

    pub fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    pub fn f1(&self) -> f64 {
        ratio(2.0 * self.recall() * self.precision(), self.recall() + self.precision())
    }

    pub fn add(&mut self, other: &Self) {
        self.recalled += other.recalled;
        self.gold += other.gold;
        self.right += other.right;
        self.found += other.found;
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The chain of each mention.
fn chain_of(chains: &Chains) -> BTreeMap<Mention, usize> {
    chains.iter().enumerate().flat_map(|(number, chain)| chain.iter().map(move |&m| (m, number))).collect()
}

/// How well mentions themselves are found.
pub fn mentions(gold: &Chains, found: &Chains) -> Score {
    let gold: BTreeSet<Mention> = gold.iter().flatten().copied().collect();
    let found: BTreeSet<Mention> = found.iter().flatten().copied().collect();
    let both = gold.intersection(&found).count() as f64;
    Score { recalled: both, gold: gold.len() as f64, right: both, found: found.len() as f64 }
}

/// By links: how many of those that hold a chain together the other side has.
pub fn muc(gold: &Chains, found: &Chains) -> Score {
    let (recalled, gold_links) = links(gold, found);
    let (right, found_links) = links(found, gold);
    Score { recalled, gold: gold_links, right, found: found_links }
}

fn links(chains: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut kept, mut all) = (0, 0);
    for chain in chains {
        let parts: BTreeSet<usize> = chain.iter().filter_map(|m| of.get(m).copied()).collect();
        let alone = chain.iter().filter(|m| !of.contains_key(m)).count();
        kept += chain.len() - parts.len() - alone;
        all += chain.len() - 1;
    }
    (kept as f64, all as f64)
}

/// By mentions: how much of a mention's chain the other side has in its chain too.
pub fn b_cubed(gold: &Chains, found: &Chains) -> Score {
    let (recalled, gold_mentions) = overlaps(gold, found);
    let (right, found_mentions) = overlaps(found, gold);
    Score { recalled, gold: gold_mentions, right, found: found_mentions }
}

fn overlaps(chains: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut sum, mut all) = (0.0, 0);
    for chain in chains {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        for part in chain.iter().filter_map(|m| of.get(m)) {
            *parts.entry(*part).or_default() += 1;
        }
        sum += parts.values().map(|&n| (n * n) as f64).sum::<f64>() / chain.len() as f64;
        all += chain.len();
    }
    (sum, all as f64)
}

/// By entities: chains of both sides are paired one to one so that they have the most in common, φ4 = 2 |A ∩ B| / (|A| + |B|).
pub fn ceaf_e(gold: &Chains, found: &Chains) -> Score {
    let of = chain_of(found);
    let mut common = vec![vec![0.0; found.len()]; gold.len()];
    for (row, chain) in common.iter_mut().zip(gold) {
        for part in chain.iter().filter_map(|m| of.get(m)) {
            row[*part] += 1.0;
        }
        for (cell, other) in row.iter_mut().zip(found) {
            *cell *= 2.0 / (chain.len() + other.len()) as f64;
        }
    }
    let best = best_pairing(&common);
    Score { recalled: best, gold: gold.len() as f64, right: best, found: found.len() as f64 }
}

/// The greatest sum of cells with no two in one row or column (the Hungarian method with potentials, cubic time).
fn best_pairing(gains: &[Vec<f64>]) -> f64 {
    let size = gains.len().max(gains.first().map_or(0, Vec::len));
    let gain = |row: usize, column: usize| gains.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    // Columns and rows count from 1; column 0 stands for the row that is looking for its place.
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_in = vec![0; size + 1];
    for row in 1..=size {
        row_in[0] = row;
        let mut slack = vec![f64::INFINITY; size + 1];
        let mut from = vec![0; size + 1];
        let mut used = vec![false; size + 1];
        let mut column = 0;
        while row_in[column] != 0 {
            used[column] = true;
            let here = row_in[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|&c| !used[c]) {
                let cost = -gain(here - 1, other - 1) - of_row[here] - of_column[other];
                if cost < slack[other] {
                    (slack[other], from[other]) = (cost, column);
                }
                if slack[other] < step {
                    (step, next) = (slack[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[row_in[other]] += step;
                    of_column[other] -= step;
                } else {
                    slack[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_in[column] = row_in[from[column]];
            column = from[column];
        }
    }
    (1..=size).map(|column| gain(row_in[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chains of mentions that are single letters: "abc de".
    fn chains(text: &str) -> Chains {
        let mention = |c: char| (c as u32, c as u32 + 1);
        text.split_whitespace().map(|chain| chain.chars().map(mention).collect()).collect()
    }

    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value}, not {expected}");
    }

    /// The example of Pradhan et al. 2014: gold {a b c} {d e f g}, found {a b} {c d} {f g h i}.
    #[test]
    fn the_example_of_pradhan() {
        let (gold, found) = (chains("abc defg"), chains("ab cd fghi"));
        // Gold: (3-2) + (4-3) of 2 + 3; found: (2-1) + (2-2) + (4-3) of 1 + 1 + 3.
        let score = muc(&gold, &found);
        close(score.recall(), 2.0 / 5.0);
        close(score.precision(), 2.0 / 5.0);
        close(score.f1(), 0.4);
        // Gold: (2² + 1²)/3 + (1² + 2²)/4 of 7; found: 2²/2 + (1² + 1²)/2 + 2²/4 of 8.
        let score = b_cubed(&gold, &found);
        close(score.recall(), (5.0 / 3.0 + 5.0 / 4.0) / 7.0);
        close(score.precision(), 4.0 / 8.0);
        // {a b c}-{a b}: 2·2/5; {d e f g}-{f g h i}: 2·2/8.
        let score = ceaf_e(&gold, &found);
        close(score.recall(), (4.0 / 5.0 + 4.0 / 8.0) / 2.0);
        close(score.precision(), (4.0 / 5.0 + 4.0 / 8.0) / 3.0);
        let score = mentions(&gold, &found);
        close(score.recall(), 6.0 / 7.0);
        close(score.precision(), 6.0 / 8.0);
    }

    /// The example of Bagga and Baldwin 1998: joining a chain of two with one of five hurts less than joining two of five.
    #[test]
    fn the_example_of_bagga_and_baldwin() {
        let gold = chains("abcde fg hijkl");
        let score = b_cubed(&gold, &chains("abcde fghijkl"));
        close(score.precision(), 16.0 / 21.0);
        close(score.recall(), 1.0);
        let score = b_cubed(&gold, &chains("abcdehijkl fg"));
        close(score.precision(), 7.0 / 12.0);
        // MUC sees no difference.
        close(muc(&gold, &chains("abcde fghijkl")).precision(), 9.0 / 10.0);
        close(muc(&gold, &chains("abcdehijkl fg")).precision(), 9.0 / 10.0);
    }

    /// Luo 2005 on the same: one chain of all is paired with one of five only.
    #[test]
    fn the_example_of_luo() {
        let gold = chains("abcde fg hijkl");
        let score = ceaf_e(&gold, &chains("abcdefghijkl"));
        close(score.recall(), 2.0 * 5.0 / 17.0 / 3.0);
        close(score.precision(), 2.0 * 5.0 / 17.0);
        close(ceaf_e(&gold, &gold).f1(), 1.0);
    }

    #[test]
    fn the_best_pairing_is_not_the_greedy_one() {
        close(best_pairing(&[vec![0.9, 0.8], vec![0.8, 0.1]]), 1.6);
        close(best_pairing(&[vec![1.0, 2.0, 3.0], vec![3.0, 2.0, 2.5]]), 6.0);
        close(best_pairing(&[vec![0.5], vec![0.75]]), 0.75);
        close(best_pairing(&[]), 0.0);
    }

    #[test]
    fn nothing_found_is_nothing_right() {
        for metric in [muc, b_cubed, ceaf_e, mentions] {
            close(metric(&chains("ab cd"), &chains("")).f1(), 0.0);
            close(metric(&chains(""), &chains("ab")).f1(), 0.0);
        }
    }
}
