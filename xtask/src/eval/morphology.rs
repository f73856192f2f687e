//! Features of words against those of the treebanks.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline::syntax::morphology::Features;
use dateline::syntax::{Deprel, Syntax, Upos, Xpos};

use crate::treebank::{Recase, Sentence};

/// The features that are predicted.
const NAMES: [&str; 8] = ["Degree", "Mood", "Number", "Person", "Polarity", "Tense", "VerbForm", "Voice"];

/// Counts over some words: for each feature how often its value is right, in gold, and predicted.
#[derive(Default, Clone)]
pub struct Score {
    counts: [[usize; 3]; NAMES.len()],
    /// What is wrong: XPOS, gold value, predicted value.
    wrong: BTreeMap<String, usize>,
}

impl Score {
    /// Adds a word with its gold features in the notation of CoNLL-U.
    pub fn add(&mut self, xpos: Option<Xpos>, gold: &str, predicted: Features) {
        let gold: Vec<(&str, &str)> = gold.split('|').filter_map(|pair| pair.split_once('=')).collect();
        for (name, [right, in_gold, found]) in NAMES.iter().zip(&mut self.counts) {
            let wanted = gold.iter().find(|pair| pair.0 == *name).map(|pair| pair.1);
            let value = predicted.pairs().find(|pair| pair.0 == *name).map(|pair| pair.1);
            *in_gold += usize::from(wanted.is_some());
            *found += usize::from(value.is_some());
            *right += usize::from(wanted.is_some() && wanted == value);
            if wanted != value {
                let show = |value: Option<&str>| value.unwrap_or("–").to_string();
                let kind =
                    format!("{} {name} {} → {}", xpos.map_or("?", Xpos::as_str), show(wanted), show(value));
                *self.wrong.entry(kind).or_default() += 1;
            }
        }
    }

    /// Adds a sentence with its gold tags and its gold tree.
    pub fn add_gold(&mut self, sentence: &Sentence) {
        let (_, tokens) = sentence.tokens(Recase::Keep);
        let mut syntax = Syntax::default();
        (syntax.upos, syntax.xpos) =
            sentence.tags.iter().map(|tag| tag.unwrap_or((Upos::X, Xpos::Xx))).unzip();
        let relations = sentence.deprels.iter().map(|relation| relation.unwrap_or(Deprel::Dep)).collect();
        syntax.set_trees(sentence.heads(Recase::Keep), relations);
        for (word, gold) in sentence.feats.iter().enumerate() {
            self.add(sentence.tags[word].map(|tag| tag.1), gold, syntax.features(&tokens, word));
        }
    }

    /// F1 of all features together in percent.
    pub fn f1(&self) -> f64 {
        let sum = |at: usize| self.counts.iter().map(|counts| counts[at]).sum::<usize>();
        percent([sum(0), sum(1), sum(2)])
    }
}

fn percent([right, gold, found]: [usize; 3]) -> f64 {
    200.0 * right as f64 / (gold + found).max(1) as f64
}

/// F1 by feature as a Markdown table.
pub fn table(slices: &[(String, &Score)]) -> String {
    let mut out = String::from("| feature |");
    let mut rule = String::from("| --- |");
    for (name, _) in slices {
        let _ = write!(out, " {name} |");
        rule.push_str(" --- |");
    }
    let _ = writeln!(out, "\n{rule}");
    for (at, feature) in NAMES.iter().enumerate() {
        let _ = write!(out, "| {feature} |");
        for (_, score) in slices {
            let _ = write!(out, " {:.1} |", percent(score.counts[at]));
        }
        out.push('\n');
    }
    out.push_str("| all |");
    for (_, score) in slices {
        let _ = write!(out, " {:.1} |", score.f1());
    }
    out.push('\n');
    out
}

/// The most frequent errors.
pub fn errors(score: &Score) -> String {
    let mut kinds: Vec<_> = score.wrong.iter().collect();
    kinds.sort_by_key(|(_, often)| std::cmp::Reverse(**often));
    kinds.into_iter().take(25).map(|(kind, often)| format!("{often:5}  {kind}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline::syntax::morphology::{Number, Person};

    #[test]
    fn counts_by_hand() {
        let mut score = Score::default();
        let predicted =
            Features { number: Some(Number::Plur), person: Some(Person::Third), ..Features::default() };
        score.add(Some(Xpos::Prp), "Case=Nom|Number=Plur|Person=3", predicted);
        score.add(Some(Xpos::Prp), "Number=Sing|PronType=Prs", predicted);
        let lines: Vec<String> = table(&[("x".into(), &score)]).lines().map(String::from).collect();
        assert!(lines.contains(&"| Number | 50.0 |".into()), "{lines:?}");
        // one right, one gold, two predicted
        assert!(lines.contains(&"| Person | 66.7 |".into()), "{lines:?}");
        assert_eq!(errors(&score), "    1  PRP Number Sing → Plur\n    1  PRP Person – → 3\n");
    }
}
