//! Paths of labels through a sentence: their shares and the gradients of the loss (forward-backward; Lafferty, McCallum and
//! Pereira, "Conditional random fields", 2001).

use dateline::syntax::recognizer::LABELS;

use super::network::Target;
use crate::train::layers::matrix::Matrix;

type Labels = [f32; LABELS];

/// Shares of labels in all paths of a sentence.
struct Shares {
    /// Logarithm of the sum of all paths.
    all: f64,
    /// Of each label at each word.
    labels: Vec<Labels>,
    /// Of each pair of a label and the next, all words together.
    pairs: [Labels; LABELS],
}

/// What a label adds to the next, as factors; and the same for what may be.
pub struct Transitions {
    factors: [Labels; LABELS],
}

impl Transitions {
    pub fn new(matrix: &Matrix) -> Self {
        let mut factors = [[0.0; LABELS]; LABELS];
        for (before, row) in factors.iter_mut().enumerate() {
            row.iter_mut().zip(matrix.row(before)).for_each(|(factor, score)| *factor = score.exp());
        }
        Self { factors }
    }

    /// The shares of all paths whose labels are among those allowed; O stands before the first word.
    fn shares(&self, scores: &[&[f32]], allowed: impl Fn(usize) -> u16) -> Shares {
        let words = scores.len();
        let mut all = 0.0;
        // What each label is worth on its word alone, the greatest 1.
        let worth: Vec<Labels> = scores
            .iter()
            .enumerate()
            .map(|(word, scores)| {
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                all += f64::from(top);
                let allowed = allowed(word);
                let mut worth = [0.0; LABELS];
                for (label, worth) in worth.iter_mut().enumerate() {
                    *worth =
                        if allowed >> label & 1 == 1 { (scores[label] - top).exp().max(1e-30) } else { 0.0 };
                }
                worth
            })
            .collect();
        let mut forward: Vec<Labels> = Vec::with_capacity(words);
        let mut before = [0.0; LABELS];
        before[0] = 1.0;
        for worth in &worth {
            let mut now = [0.0; LABELS];
            for (before, row) in before.iter().zip(&self.factors) {
                now.iter_mut().zip(row).for_each(|(now, factor)| *now += before * factor);
            }
            now.iter_mut().zip(worth).for_each(|(now, worth)| *now *= worth);
            let sum = normalise(&mut now);
            all += f64::from(sum).ln();
            forward.push(now);
            before = now;
        }
        let mut labels = vec![[0.0; LABELS]; words];
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut backward = [1.0; LABELS];
        for word in (0..words).rev() {
            let mut share = forward[word];
            share.iter_mut().zip(&backward).for_each(|(share, backward)| *share *= backward);
            normalise(&mut share);
            labels[word] = share;
            // What stands behind each label before this word.
            let mut behind = worth[word];
            behind.iter_mut().zip(&backward).for_each(|(behind, backward)| *behind *= backward);
            let before = match word.checked_sub(1) {
                Some(before) => forward[before],
                None => {
                    let mut outside = [0.0; LABELS];
                    outside[0] = 1.0;
                    outside
                }
            };
            let mut of_pairs = [[0.0; LABELS]; LABELS];
            let mut sum = 0.0;
            for (first, row) in of_pairs.iter_mut().enumerate() {
                for (second, pair) in row.iter_mut().enumerate() {
                    *pair = before[first] * self.factors[first][second] * behind[second];
                    sum += *pair;
                }
            }
            for (pairs, row) in pairs.iter_mut().zip(&of_pairs) {
                pairs.iter_mut().zip(row).for_each(|(pair, one)| *pair += one / sum.max(1e-37));
            }
            for (before, row) in backward.iter_mut().zip(&self.factors) {
                *before = row.iter().zip(&behind).map(|(factor, behind)| factor * behind).sum();
            }
            normalise(&mut backward);
        }
        Shares { all, labels, pairs }
    }

    /// The loss of a sentence; adds its gradients, times `scale`, to those of the scores and of the transitions.
    ///
    /// It is minus the logarithm of the share of all paths that the targets allow. Of words whose labels have shares of their
    /// own it is the cross-entropy of these, as if each word stood alone; these don't teach the transitions.
    pub fn loss(
        &self,
        scores: &[&[f32]],
        targets: &[&Target],
        scale: f32,
        d_scores: &mut [f32],
        d_transitions: &mut Matrix,
    ) -> f64 {
        const EVERY: u16 = u16::MAX;
        let free = self.shares(scores, |_| EVERY);
        let taught = targets.iter().any(|target| !target.shares.is_empty());
        let rows = d_scores.chunks_exact_mut(LABELS).zip(&free.labels);
        if taught {
            let mut loss = free.all;
            for (((d, free), target), scores) in rows.zip(targets).zip(scores) {
                // What the teacher says of the word is no label of ours.
                if target.shares.is_empty() {
                    continue;
                }
                d.iter_mut().zip(free).for_each(|(d, share)| *d = scale * share);
                for &(label, share) in &target.shares {
                    let label = usize::from(label);
                    d[label] -= scale * share;
                    loss -= f64::from(share * scores[label]);
                }
            }
            return loss;
        }
        let right = self.shares(scores, |word| targets[word].allowed);
        for ((d, free), right) in rows.zip(&right.labels) {
            for ((d, free), right) in d.iter_mut().zip(free).zip(right) {
                *d = scale * (free - right);
            }
        }
        for (before, (free, right)) in free.pairs.iter().zip(&right.pairs).enumerate() {
            for ((d, free), right) in d_transitions.row_mut(before).iter_mut().zip(free).zip(right) {
                *d += scale * (free - right);
            }
        }
        free.all - right.all
    }
}

/// Makes the sum 1; gives what it was.
fn normalise(labels: &mut Labels) -> f32 {
    let sum = labels.iter().sum::<f32>().max(1e-37);
    labels.iter_mut().for_each(|label| *label /= sum);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::layers::random::Random;

    #[test]
    fn losses_and_slopes_are_those_of_all_paths() {
        let random = &mut Random::new(3, [0, 0]);
        let mut transitions = Matrix::zeros(LABELS, LABELS);
        transitions.data.iter_mut().for_each(|v| *v = random.unit() * 2.0 - 1.0);
        let scores: Vec<Labels> = (0..3).map(|_| [(); LABELS].map(|()| random.unit() * 4.0 - 2.0)).collect();
        let scores: Vec<&[f32]> = scores.iter().map(|scores| &scores[..]).collect();
        let targets: Vec<Target> =
            [0b10, 0b101, 0x7FFF].map(|allowed| Target { allowed, weight: 1.0, ..Target::default() }).into();
        let targets: Vec<&Target> = targets.iter().collect();
        let (mut all, mut right) = (0.0, 0.0);
        for path in 0..LABELS.pow(3) {
            let path = [path / LABELS / LABELS, path / LABELS % LABELS, path % LABELS];
            let mut sum = transitions.row(0)[path[0]] + scores[0][path[0]];
            for word in 1..3 {
                sum += transitions.row(path[word - 1])[path[word]] + scores[word][path[word]];
            }
            let worth = f64::from(sum).exp();
            all += worth;
            let may = path.iter().zip(&targets).all(|(label, target)| target.allowed >> label & 1 == 1);
            right += if may { worth } else { 0.0 };
        }
        let loss = |transitions: &Matrix| {
            let mut d = (vec![0.0; 3 * LABELS], Matrix::zeros(LABELS, LABELS));
            let loss = Transitions::new(transitions).loss(&scores, &targets, 1.0, &mut d.0, &mut d.1);
            (loss, d.1)
        };
        let (found, slopes) = loss(&transitions);
        assert!((found + f64::ln(right / all)).abs() < 1e-4, "{found}");
        for at in (0..transitions.data.len()).step_by(7) {
            let value = transitions.data[at];
            let two = [0.01, -0.01].map(|step: f32| {
                transitions.data[at] = value + step;
                loss(&transitions).0
            });
            transitions.data[at] = value;
            let slope = (two[0] - two[1]) / 0.02;
            assert!((slope - f64::from(slopes.data[at])).abs() < 2e-3, "{at}: {slope} {}", slopes.data[at]);
        }
    }
}
