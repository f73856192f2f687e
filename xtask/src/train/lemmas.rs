//! Learns `data/models/lemmas.tsv`: from tag and ending of a word to its lemma.

use std::collections::BTreeMap;

use dateline::syntax::lemmas::{Edit, LONGEST};
use dateline::syntax::{Xpos, verbs};

use crate::treebank::Sentence;

const HEADER: &str = "\
# Lemma rules: XPOS tag, ending of the word in lower case (^ before it: the whole word), characters to take off, what to add.
# Learnt by `cargo xtask train syntax`; not edited by hand.
# Source: UD English EWT and GUM, see syntax.md.
# Licence: CC BY-SA 4.0
";

/// Each word under a tag with its lemmas and how often each was seen.
type Words<'s> = BTreeMap<String, BTreeMap<Edit<'s>, usize>>;

/// A rule for an ending must set right this many different words more than the shorter ending does.
const WORDS: f64 = 2.0;
/// A rule for a whole word must set right this many words of the running text.
const TIMES: usize = 2;

pub fn learn(sentences: &[Sentence]) -> String {
    let lowered: Vec<(String, String, Xpos)> = sentences
        .iter()
        .flat_map(|s| s.forms.iter().zip(&s.lemmas).zip(&s.tags))
        .filter_map(|((form, lemma), tags)| Some((form.to_lowercase(), lemma.to_lowercase(), (*tags)?.1)))
        .filter(|(form, lemma, xpos)| (form == "_" || lemma != "_") && verbs::lemma(form, *xpos).is_none())
        .collect();
    let mut by_tag: BTreeMap<Xpos, Words> = BTreeMap::new();
    for (form, lemma, xpos) in &lowered {
        let edits = by_tag.entry(*xpos).or_default().entry(form.clone()).or_default();
        *edits.entry(Edit::between(form, lemma)).or_default() += 1;
    }
    let mut out = String::from(HEADER);
    for (xpos, words) in &by_tag {
        for (ending, edit) in rules(words) {
            out.push_str(&format!("{}\t{ending}\t{}\t{}\n", xpos.as_str(), edit.strip, edit.add));
        }
    }
    out
}

/// The rules of one tag, shorter endings first.
fn rules<'s>(words: &Words<'s>) -> Vec<(String, Edit<'s>)> {
    let keep = Edit { strip: 0, add: "" };
    let mut rules: BTreeMap<String, Edit> = BTreeMap::new();
    // What the rules so far make of each word.
    let mut now: BTreeMap<&str, Edit> = words.keys().map(|word| (word.as_str(), keep)).collect();
    let mut out = Vec::new();
    for length in 0..=LONGEST {
        let mut endings: BTreeMap<&str, BTreeMap<Edit, f64>> = BTreeMap::new();
        for (word, edits) in words {
            let Some(ending) = ending(word, length) else { continue };
            let total: usize = edits.values().sum();
            for (&edit, &times) in edits.iter().filter(|(edit, _)| edit.strip <= length) {
                *endings.entry(ending).or_default().entry(edit).or_default() += times as f64 / total as f64;
            }
        }
        for (ending, edits) in endings {
            let before = rules_for(&rules, ending).unwrap_or(keep);
            let right = |edit: &Edit| edits.get(edit).copied().unwrap_or(0.0);
            let Some(best) =
                edits.keys().copied().max_by(|a, b| right(a).total_cmp(&right(b)).then(b.cmp(a)))
            else {
                continue;
            };
            if right(&best) >= right(&before) + WORDS {
                rules.insert(ending.into(), best);
                out.push((ending.to_string(), best));
            }
        }
    }
    for (word, now) in &mut now {
        *now = rules_for(&rules, word).unwrap_or(keep);
    }
    for (word, edits) in words {
        let Some((&best, &times)) = edits.iter().max_by_key(|(_, times)| **times) else { continue };
        if times >= edits.get(&now[word.as_str()]).copied().unwrap_or(0) + TIMES {
            out.push((format!("^{word}"), best));
        }
    }
    out
}

/// The last `length` characters of a word that has as many.
fn ending(word: &str, length: usize) -> Option<&str> {
    match length {
        0 => Some(""),
        _ => word.char_indices().rev().nth(length - 1).map(|(start, _)| &word[start..]),
    }
}

/// The edit of the longest ending of `word` that has a rule.
fn rules_for<'s>(rules: &BTreeMap<String, Edit<'s>>, word: &str) -> Option<Edit<'s>> {
    (0..=LONGEST)
        .rev()
        .filter_map(|length| ending(word, length))
        .find_map(|ending| rules.get(ending).copied())
}
