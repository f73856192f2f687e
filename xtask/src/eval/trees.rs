//! Trees against gold trees: attachment scores, F1 by relation, and the kinds of wrong attachments with examples.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline::syntax::{Deprel, Upos};

use crate::treebank::{Recase, Sentence};

/// Counts over some sentences.
#[derive(Default, Clone)]
pub struct Score {
    pub words: usize,
    /// Right heads.
    heads: usize,
    /// Right heads with the right relation but for its subtype, as the CoNLL 2018 shared task counts.
    universal: usize,
    /// Right heads with the right relation.
    full: usize,
    /// Words that are no punctuation, and those of them with the right head and universal relation.
    plain: usize,
    plain_right: usize,
    /// Per [`Deprel`]: right with its head, gold, predicted.
    by_relation: Vec<[usize; 3]>,
}

impl Score {
    /// Adds a sentence: the predicted head of each word, numbered within the sentence, the root its own, and its relation.
    pub fn add(&mut self, gold: &Sentence, recase: Recase, heads: &[u32], deprels: &[Deprel]) {
        self.by_relation.resize(Deprel::ALL.len(), [0; 3]);
        let gold_heads = gold.heads(recase);
        for (at, word) in gold.words(recase).into_iter().enumerate() {
            let (relation, predicted) = (gold.deprels[word], deprels[at]);
            let attached = heads[at] == gold_heads[at];
            let labelled = attached && relation.is_some_and(|r| r.universal() == predicted.universal());
            let exact = attached && relation == Some(predicted);
            self.words += 1;
            self.heads += usize::from(attached);
            self.universal += usize::from(labelled);
            self.full += usize::from(exact);
            if relation != Some(Deprel::Punct) {
                self.plain += 1;
                self.plain_right += usize::from(labelled);
            }
            if let Some(relation) = relation {
                self.by_relation[relation as usize][0] += usize::from(exact);
                self.by_relation[relation as usize][1] += 1;
            }
            self.by_relation[predicted as usize][2] += 1;
        }
    }

    /// Unlabelled attachment score in percent.
    pub fn uas(&self) -> f64 {
        percent(self.heads, self.words)
    }

    /// Labelled attachment score in percent, subtypes left out.
    pub fn las(&self) -> f64 {
        percent(self.universal, self.words)
    }

    /// Labelled attachment score in percent with subtypes.
    pub fn full_las(&self) -> f64 {
        percent(self.full, self.words)
    }

    /// [`Score::las`] of the words that are no punctuation.
    pub fn las_without_punctuation(&self) -> f64 {
        percent(self.plain_right, self.plain)
    }

    /// F1 of a relation in percent; it is right with its head and its subtype.
    pub fn f1(&self, relation: Deprel) -> f64 {
        let [right, gold, predicted] = self.counts(relation);
        percent(2 * right, gold + predicted)
    }

    fn counts(&self, relation: Deprel) -> [usize; 3] {
        self.by_relation.get(relation as usize).copied().unwrap_or_default()
    }
}

fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

/// F1 by relation of some slices as a Markdown table, the most frequent relations first.
pub fn relations(slices: &[(&str, &Score)]) -> String {
    let total = |relation: Deprel| slices.iter().map(|(_, score)| score.counts(relation)[1]).sum::<usize>();
    let mut order: Vec<Deprel> = Deprel::ALL.iter().copied().filter(|&r| total(r) > 0).collect();
    order.sort_by_key(|&relation| std::cmp::Reverse(total(relation)));
    let mut out = String::from("| relation |");
    let mut rule = String::from("| --- |");
    for (name, _) in slices {
        let _ = write!(out, " {name} gold | {name} F1 |");
        rule.push_str(" --- | --- |");
    }
    let _ = writeln!(out, "\n{rule}");
    for relation in order {
        let _ = write!(out, "| {} |", relation.as_str());
        for (_, score) in slices {
            let _ = write!(out, " {} | {:.1} |", score.counts(relation)[1], score.f1(relation));
        }
        out.push('\n');
    }
    out
}

/// Wrong attachments of some gold relations, by kind.
pub struct Errors {
    relations: Vec<Deprel>,
    /// By gold relation: how many there are and how many are wrong.
    counts: BTreeMap<Deprel, [usize; 2]>,
    /// By gold relation and kind: how often and some examples.
    kinds: BTreeMap<(Deprel, String), (usize, Vec<String>)>,
}

const KINDS: usize = 10;
const EXAMPLES: usize = 3;

impl Errors {
    pub fn of(relations: &[Deprel]) -> Self {
        Self { relations: relations.to_vec(), counts: BTreeMap::new(), kinds: BTreeMap::new() }
    }

    /// Adds a sentence as it stands; heads as in [`Score::add`].
    pub fn add(&mut self, gold: &Sentence, heads: &[u32], deprels: &[Deprel]) {
        for word in 0..gold.forms.len() {
            let Some(relation) = gold.deprels[word].filter(|r| self.relations.contains(r)) else { continue };
            let count = self.counts.entry(relation).or_default();
            count[0] += 1;
            let (right, wrong) = (gold.heads[word], heads[word] as usize);
            if right == wrong && deprels[word] == relation {
                continue;
            }
            count[1] += 1;
            let found = if right == wrong { "the same head".into() } else { head(gold, word, wrong) };
            let kind = format!("of {} → {} of {found}", head(gold, word, right), deprels[word].as_str());
            let (often, examples) = self.kinds.entry((relation, kind)).or_default();
            *often += 1;
            if examples.len() < EXAMPLES {
                examples.push(example(gold, word, right, wrong));
            }
        }
    }

    /// The most frequent kinds of each relation with examples: "[dependent]", "<gold head>", "{predicted head}".
    pub fn report(&self) -> String {
        let mut out = String::new();
        for (&relation, &[all, wrong]) in &self.counts {
            let _ = writeln!(out, "{}: {wrong} of {all} wrong", relation.as_str());
            let mut kinds: Vec<_> = self.kinds.iter().filter(|((r, _), _)| *r == relation).collect();
            kinds.sort_by_key(|(_, (often, _))| std::cmp::Reverse(*often));
            for ((_, kind), (often, examples)) in kinds.into_iter().take(KINDS) {
                let _ = writeln!(out, "  {often:4}  {kind}");
                for example in examples {
                    let _ = writeln!(out, "          {example}");
                }
            }
        }
        out
    }
}

/// The tag of a head, with its lemma where that tells most: "VERB", "ADP of", "itself" of a root.
fn head(gold: &Sentence, word: usize, head: usize) -> String {
    if head == word {
        return "itself".into();
    }
    match gold.tags[head].map(|(upos, _)| upos) {
        Some(
            upos @ (Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::Adv | Upos::Punct),
        ) => upos.as_str().into(),
        Some(upos) => format!("{} {}", upos.as_str(), gold.lemmas[head]),
        None => "?".into(),
    }
}

fn example(gold: &Sentence, word: usize, right: usize, wrong: usize) -> String {
    let mut out = String::new();
    for (at, form) in gold.forms.iter().enumerate() {
        let mut shown = form.clone();
        if at == wrong {
            shown = format!("{{{shown}}}");
        }
        if at == right {
            shown = format!("<{shown}>");
        }
        if at == word {
            shown = format!("[{shown}]");
        }
        out.push_str(if at > 0 { " " } else { "" });
        out.push_str(&shown);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::treebank::tests::read;

    fn fired() -> Sentence {
        read(&[
            ("The", 2, "det"),
            ("navy", 3, "nsubj"),
            ("fired", 0, "root"),
            ("shells", 3, "obj"),
            ("by", 6, "case"),
            ("night", 3, "obl:unmarked"),
            (".", 3, "punct"),
        ])
    }

    fn gold(sentence: &Sentence) -> (Vec<u32>, Vec<Deprel>) {
        let relations = sentence.deprels.iter().map(|relation| relation.unwrap_or(Deprel::Dep)).collect();
        (sentence.heads(Recase::Keep), relations)
    }

    #[test]
    fn gold_is_right_and_each_error_counts_once() {
        let sentence = fired();
        let (heads, relations) = gold(&sentence);
        let mut score = Score::default();
        score.add(&sentence, Recase::Keep, &heads, &relations);
        let all = [score.uas(), score.las(), score.full_las(), score.las_without_punctuation()];
        assert_eq!(all, [100.0; 4]);
        assert_eq!(score.f1(Deprel::Nsubj), 100.0);

        let (mut heads, mut relations) = gold(&sentence);
        heads[6] = 3; // the stop on "shells"
        relations[3] = Deprel::Nsubj; // a second subject
        relations[5] = Deprel::Obl; // only the subtype is wrong
        let mut score = Score::default();
        score.add(&sentence, Recase::Keep, &heads, &relations);
        let percent = |part: f64, of: f64| 100.0 * part / of;
        assert_eq!(score.uas(), percent(6.0, 7.0));
        assert_eq!(score.las(), percent(5.0, 7.0));
        assert_eq!(score.full_las(), percent(4.0, 7.0));
        assert_eq!(score.las_without_punctuation(), percent(5.0, 6.0));
        assert_eq!(score.f1(Deprel::Obj), 0.0);
        // one right, one gold, two predicted
        assert_eq!(score.f1(Deprel::Nsubj), percent(2.0, 3.0));
    }

    #[test]
    fn words_left_out_of_headlines() {
        let mut score = Score::default();
        let relations = [Deprel::Nsubj, Deprel::Root, Deprel::Obj, Deprel::Case, Deprel::OblUnmarked];
        score.add(&fired(), Recase::Headline, &[1, 1, 1, 4, 1], &relations);
        assert_eq!((score.words, score.full_las()), (5, 100.0));
    }

    #[test]
    fn kinds_of_errors() {
        let sentence = fired();
        let (mut heads, mut relations) = gold(&sentence);
        (heads[1], relations[1]) = (3, Deprel::Compound);
        relations[3] = Deprel::Iobj;
        let mut errors = Errors::of(&[Deprel::Nsubj, Deprel::Obj, Deprel::Det]);
        errors.add(&sentence, &heads, &relations);
        assert_eq!(
            errors.report(),
            "det: 0 of 1 wrong
nsubj: 1 of 1 wrong
     1  of X _ → compound of X _
          The [navy] <fired> {shells} by night .
obj: 1 of 1 wrong
     1  of X _ → iobj of the same head
          The navy <{fired}> [shells] by night .
"
        );
    }
}
