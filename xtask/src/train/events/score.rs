//! How models fare on articles that they did not learn from.

use std::fmt::Write;

use dateline::events::model::{share_of, softmax, stands};

use super::lessons::{Article, Example};
use super::{Learnt, Weights};

/// Right ones, given ones, told ones.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    right: usize,
    given: usize,
    told: usize,
}

impl Counts {
    fn show(self) -> String {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        format!(
            "P {:.1}  R {:.1}  F1 {:.1}",
            percent(self.right, self.given),
            percent(self.right, self.told),
            percent(2 * self.right, self.given + self.told)
        )
    }
}

const FROM: [f32; 8] = [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.6];

#[derive(Debug, Default)]
pub struct Scores {
    catalog: Counts,
    catalog_words: Counts,
    /// By threshold: word and type, word alone, roles with the events given.
    triggers: [Counts; FROM.len()],
    words: [Counts; FROM.len()],
    roles: [Counts; FROM.len()],
}

impl Scores {
    pub fn add(&mut self, learnt: &Learnt, article: &Article) {
        let told = article.words.iter().map(|w| w.gold.len()).sum::<usize>() + article.lost;
        let all = [&mut self.catalog, &mut self.catalog_words]
            .into_iter()
            .chain(&mut self.triggers)
            .chain(&mut self.words);
        all.for_each(|counts| counts.told += told);
        let mut chances = vec![0.0; learnt.kind.classes];
        for word in &article.words {
            let right = |types: &[u16]| types.iter().filter(|t| word.gold.contains(t)).count();
            self.catalog.given += word.told.len();
            self.catalog.right += right(&word.told);
            self.catalog_words.given += word.told.len();
            self.catalog_words.right += word.told.len().min(word.gold.len());
            let chance = whether(&learnt.event, &word.example);
            learnt.kind.scores(&word.example, &mut chances);
            softmax(&mut chances);
            let types = types(&chances, &word.told);
            let by_catalog = stands(&chances, word.told.iter().copied());
            let share = share_of(&chances, types.iter().copied(), by_catalog);
            for (at, _) in FROM.iter().enumerate().filter(|(_, from)| chance * share >= **from) {
                self.triggers[at].given += types.len();
                self.triggers[at].right += right(&types);
                self.words[at].given += types.len();
                self.words[at].right += types.len().min(word.gold.len());
            }
        }
        let mut chances = vec![0.0; learnt.role.classes];
        self.roles.iter_mut().for_each(|counts| counts.told += article.roles_lost);
        for example in &article.roles {
            learnt.role.scores(example, &mut chances);
            softmax(&mut chances);
            let gold = example.target.first().map_or(0, |(class, _)| *class);
            let best =
                (1..chances.len()).rev().max_by(|&a, &b| chances[a].total_cmp(&chances[b])).unwrap_or(0);
            for (at, from) in FROM.iter().enumerate() {
                self.roles[at].told += usize::from(gold > 0);
                if 1.0 - chances[0] >= *from {
                    self.roles[at].given += 1;
                    self.roles[at].right += usize::from(usize::from(gold) == best);
                }
            }
        }
    }

    pub fn table(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(
            text,
            "catalog alone: word and type {}; word {}",
            self.catalog.show(),
            self.catalog_words.show()
        );
        for (at, from) in FROM.iter().enumerate() {
            let (triggers, words, roles) =
                (self.triggers[at].show(), self.words[at].show(), self.roles[at].show());
            let _ = writeln!(text, "from {from:.2}: word and type {triggers}; word {words}; role {roles}");
        }
        text
    }
}

fn whether(weights: &Weights, example: &Example) -> f32 {
    let mut score = [0.0];
    let untied = Example { clues: example.clues.clone(), ..Example::default() };
    weights.scores(&untied, &mut score);
    1.0 / (1.0 + (-score[0]).exp())
}

/// As the library takes them: the catalog's where no other is much likelier, else the likeliest, and the second where it has three tenths.
fn types(chances: &[f32], told: &[u16]) -> Vec<u16> {
    if stands(chances, told.iter().copied()) {
        return told.to_vec();
    }
    let mut order: Vec<u16> = (0..chances.len() as u16).collect();
    order.sort_by(|a, b| chances[usize::from(*b)].total_cmp(&chances[usize::from(*a)]));
    order.truncate(2);
    if chances[usize::from(order[1])] < 0.3 {
        order.pop();
    }
    order
}
