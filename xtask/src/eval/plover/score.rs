//! Accuracy, F1 by root and on the mean, confusions.

use std::fmt::Write;

use super::ROOTS;

/// How often each root was told as each, or as none.
#[derive(Debug, Default)]
pub struct Score {
    pairs: Vec<(usize, Option<usize>)>,
}

impl Score {
    pub fn add(&mut self, gold: usize, answer: Option<usize>) {
        self.pairs.push((gold, answer));
    }

    fn count(&self, fits: impl Fn(usize, Option<usize>) -> bool) -> f64 {
        self.pairs.iter().filter(|&&(gold, answer)| fits(gold, answer)).count() as f64
    }

    /// Precision, recall and F1 of a root; 0 where there is nothing.
    fn of(&self, root: usize) -> [f64; 3] {
        let right = self.count(|gold, answer| gold == root && answer == Some(root));
        let told = self.count(|_, answer| answer == Some(root));
        let gold = self.count(|gold, _| gold == root);
        [right / told.max(1.0), right / gold.max(1.0), 2.0 * right / (told + gold).max(1.0)]
    }

    /// The mean of the F1 of all roots.
    fn macro_f1(&self) -> f64 {
        (0..ROOTS.len()).map(|root| self.of(root)[2]).sum::<f64>() / ROOTS.len() as f64
    }

    pub fn line(&self) -> String {
        let all = (self.pairs.len() as f64).max(1.0);
        format!(
            "macro F1 {:.1}, accuracy {:.1} %, no answer {:.1} %",
            100.0 * self.macro_f1(),
            100.0 * self.count(|gold, answer| answer == Some(gold)) / all,
            100.0 * self.count(|_, answer| answer.is_none()) / all
        )
    }

    /// A row for each root, with what it is told as most often beside itself.
    pub fn table(&self) -> String {
        let mut table = String::from("root        count  precision  recall    F1  told as\n");
        for (root, name) in ROOTS.iter().enumerate() {
            let [precision, recall, f1] = self.of(root).map(|part| 100.0 * part);
            let mut others: Vec<(usize, &str)> = ROOTS
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != root)
                .map(|(other, name)| {
                    (self.count(|gold, answer| gold == root && answer == Some(other)) as usize, *name)
                })
                .filter(|(count, _)| *count > 0)
                .collect();
            others.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
            let others: Vec<String> =
                others.iter().map(|(count, name)| format!("{} {count}", name.to_lowercase())).collect();
            let count = self.count(|gold, _| gold == root);
            // Writing to a string can't fail.
            let _ = writeln!(
                table,
                "{name:<11} {count:>5}  {precision:>9.1}  {recall:>6.1}  {f1:>4.1}  {}",
                others.join(", ")
            );
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let mut score = Score::default();
        // Of root 0: two right, one told as 1, one as none; of root 1: one right.
        for (gold, answer) in [(0, Some(0)), (0, Some(0)), (0, Some(1)), (0, None), (1, Some(1))] {
            score.add(gold, answer);
        }
        assert_eq!(score.of(0), [1.0, 0.5, 2.0 / 3.0]);
        assert_eq!(score.of(1), [0.5, 1.0, 2.0 / 3.0]);
        assert_eq!(score.of(2), [0.0, 0.0, 0.0]);
        assert!((score.macro_f1() - 4.0 / 3.0 / 15.0).abs() < 1e-9);
        assert_eq!(score.line(), "macro F1 8.9, accuracy 60.0 %, no answer 20.0 %");
    }
}
