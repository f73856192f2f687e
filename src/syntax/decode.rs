//! From scores to a tree: one root, every word on exactly one head, no circle.
//!
//! Each word first takes the head that scores best; mostly that is a tree already. Where it is not, the best tree is
//! found by the method of Chu and Liu (1965) and Edmonds (1967): circles are drawn together into one node until none is
//! left, then opened again where an arc enters them (the bookkeeping of Gabow, Galil, Spencer and Tarjan, 1986). On a
//! full matrix it takes n^2 steps. Arcs of the root pay a fine larger than any tree can win, so just one is taken.

use super::Xpos;
use crate::work::tick;

/// The most words in a piece: what is longer is scored in pieces, so that time stays linear in the length.
pub const PIECE: usize = 160;
/// How near to the end of a piece a good place to cut is looked for.
const REACH: usize = 40;
/// Classes of distance: 0 is the root, then 9 for heads on the left, 9 for heads on the right.
pub const DISTANCES: usize = 19;
/// The greatest distance of each class but the last.
const UPPER: [usize; 8] = [1, 2, 3, 4, 6, 9, 14, 22];

/// The class of the distance from each word of a piece to a head, numbered by `PIECE + head - word`.
pub const DISTANCE: [u8; 2 * PIECE] = {
    let mut classes = [0; 2 * PIECE];
    let mut distance = 1;
    let mut class = 1;
    while distance <= PIECE {
        if class <= UPPER.len() && distance > UPPER[class - 1] {
            class += 1;
        }
        classes[PIECE - distance] = class as u8;
        if distance < PIECE {
            classes[PIECE + distance] = class as u8 + 9;
        }
        distance += 1;
    }
    classes
};

/// Where the best piece from `start` on ends: after a semicolon, colon or dash, else after a comma, else before a
/// conjunction, in each case the last one in reach.
pub fn piece_end(start: usize, words: usize, xpos: impl Fn(usize) -> Xpos) -> usize {
    if words - start <= PIECE {
        return words;
    }
    let last = start + PIECE;
    tick(REACH);
    let rank = |end: &usize| match (xpos(end - 1), xpos(*end)) {
        (Xpos::Colon, _) => 3,
        (Xpos::Comma, _) => 2,
        (_, Xpos::Cc) => 1,
        _ => 0,
    };
    // Of equals the last.
    (last - REACH..=last).max_by_key(rank).unwrap_or(last)
}

/// The first of the largest numbers for which `may` holds, else 0.
pub fn best(numbers: &[f32], may: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (index, &number) in numbers.iter().enumerate() {
        if best.is_none_or(|(_, most)| number > most) && may(index) {
            best = Some((index, number));
        }
    }
    best.map_or(0, |(index, _)| index)
}

/// The one word that hangs on the root, when every word but that hangs on another and none on itself in a circle.
pub fn single_root(heads: &[u32], state: &mut Vec<u32>) -> Option<usize> {
    let mut roots = heads.iter().enumerate().filter(|(_, head)| **head == 0);
    let root = roots.next()?.0;
    if roots.next().is_some() {
        return None;
    }
    // For each word the last walk that came by, from 1.
    state.clear();
    state.resize(heads.len() + 1, 0);
    for start in 1..=heads.len() {
        let mut word = start;
        while word != 0 && state[word] == 0 {
            state[word] = start as u32;
            word = heads[word - 1] as usize;
        }
        if word != 0 && state[word] == start as u32 {
            return None;
        }
    }
    Some(root)
}

/// An arc between two of the words, 1.., and the root, 0.
#[derive(Debug, Clone, Copy, Default)]
struct Arc {
    score: i64,
    dependent: u32,
    head: u32,
}

/// Memory of [`Tree::best`].
#[derive(Debug, Default)]
pub struct Tree {
    /// The best arc from each node to each other: row dependent, column head.
    arcs: Vec<Arc>,
    /// The node that now stands in a row: a word, or from n + 1 on a circle that was drawn together.
    node: Vec<usize>,
    /// The rows that still stand for a node.
    rows: Vec<usize>,
    state: Vec<State>,
    /// The rows walked through, each the dependent of the next.
    path: Vec<usize>,
    /// The arc into each node.
    into: Vec<Arc>,
    /// The circle that each node is drawn into; 0: none.
    circle: Vec<usize>,
    /// The nodes of each circle.
    members: Vec<Vec<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    /// Leads to the root.
    Done,
}

impl Tree {
    /// The heads (0: root) of the tree with the highest sum that has a single root. `scores` has for each word a row of
    /// `width`: the score of the root as head, then of each word.
    pub fn best(&mut self, scores: &[i32], width: usize, heads: &mut [u32]) {
        let words = heads.len();
        let size = words + 1;
        // Larger than what any two trees differ by.
        let fine = (1 << 33) * size as i64;
        self.arcs.clear();
        self.arcs.resize(size, Arc::default());
        for (word, row) in scores.chunks_exact(width).take(words).enumerate() {
            self.arcs.extend(row[..size].iter().enumerate().map(|(head, &score)| Arc {
                score: i64::from(score) - if head == 0 { fine } else { 0 },
                dependent: word as u32 + 1,
                head: head as u32,
            }));
        }
        self.node.clear();
        self.node.extend(0..size);
        self.rows.clear();
        self.rows.extend(0..size);
        self.state.clear();
        self.state.resize(size, State::New);
        self.state[0] = State::Done;
        self.into.clear();
        self.into.resize(size, Arc::default());
        self.circle.clear();
        self.circle.resize(size, 0);
        self.members.clear();
        for start in 1..size {
            // A row that was drawn into another has been on a path, so it isn't new.
            if self.state[start] == State::New {
                self.walk(start, size);
            }
        }
        self.open(size, heads);
    }

    /// Goes from a node to its best head and on, and draws circles together, until the root is reached.
    fn walk(&mut self, start: usize, size: usize) {
        self.path.clear();
        self.path.push(start);
        self.state[start] = State::OnPath;
        while let Some(&row) = self.path.last() {
            tick(self.rows.len());
            let others = self.rows.iter().filter(|&&head| head != row);
            let Some(&head) = others.reduce(|best, head| {
                let better = self.arcs[row * size + head].score > self.arcs[row * size + best].score;
                if better { head } else { best }
            }) else {
                return;
            };
            self.into[self.node[row]] = self.arcs[row * size + head];
            match self.state[head] {
                State::New => {
                    self.state[head] = State::OnPath;
                    self.path.push(head);
                }
                State::OnPath => self.draw_together(head, size),
                State::Done => {
                    self.path.drain(..).for_each(|row| self.state[row] = State::Done);
                }
            }
        }
    }

    /// Makes one node of the path from a row on; it stands in that row.
    fn draw_together(&mut self, row: usize, size: usize) {
        let first = self.path.iter().rposition(|&r| r == row).unwrap_or(0);
        let members: Vec<usize> = self.path.drain(first..).collect();
        self.path.push(row);
        let node = self.into.len();
        let in_circle = |row: usize| members.contains(&row);
        let others: Vec<usize> = self.rows.iter().copied().filter(|&row| !in_circle(row)).collect();
        tick(members.len() * others.len());
        for other in others {
            // What an arc into the circle is worth more than the one that it breaks.
            let gain = |&member: &usize| {
                let arc = self.arcs[member * size + other];
                Arc { score: arc.score - self.into[self.node[member]].score, ..arc }
            };
            let first = |best: Arc, arc: Arc| if arc.score > best.score { arc } else { best };
            let into = members.iter().map(gain).reduce(first).unwrap_or_default();
            let out = members.iter().map(|&m| self.arcs[other * size + m]).reduce(first).unwrap_or_default();
            self.arcs[row * size + other] = into;
            self.arcs[other * size + row] = out;
        }
        self.rows.retain(|&r| r == row || !in_circle(r));
        let nodes: Vec<usize> = members.iter().map(|&member| self.node[member]).collect();
        nodes.iter().for_each(|&member| self.circle[member] = node);
        self.members.push(nodes);
        self.into.push(Arc::default());
        self.circle.push(0);
        self.node[row] = node;
    }

    /// Opens the circles from the outside in: the arc into a circle takes the place of the arc into the member that it
    /// ends in.
    fn open(&mut self, size: usize, heads: &mut [u32]) {
        for circle in (size..self.into.len()).rev() {
            let arc = self.into[circle];
            let mut member = arc.dependent as usize;
            while self.circle[member] != circle {
                member = self.circle[member];
            }
            self.into[member] = arc;
        }
        for (head, arc) in heads.iter_mut().zip(&self.into[1..]) {
            *head = arc.head;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::Random;
    use super::*;

    fn is_tree(heads: &[u32]) -> bool {
        single_root(heads, &mut Vec::new()).is_some()
    }

    fn total(scores: &[i32], width: usize, heads: &[u32]) -> i64 {
        heads.iter().enumerate().map(|(word, &head)| i64::from(scores[word * width + head as usize])).sum()
    }

    /// The highest sum of all trees with one root, by trying all.
    fn best_by_trial(scores: &[i32], width: usize, words: usize) -> i64 {
        let mut best = i64::MIN;
        for mut number in 0..(words + 1).pow(words as u32) {
            let heads: Vec<u32> = (0..words)
                .map(|_| {
                    let head = number % (words + 1);
                    number /= words + 1;
                    head as u32
                })
                .collect();
            if is_tree(&heads) {
                best = best.max(total(scores, width, &heads));
            }
        }
        best
    }

    #[test]
    fn trees_and_others() {
        for (heads, root) in [
            (&[][..], None),
            (&[0], Some(0)),
            (&[1], None),
            (&[0, 0], None),
            (&[2, 1], None),
            (&[2, 0, 2], Some(1)),
            (&[0, 3, 2], None),
            (&[0, 3, 4, 1], Some(0)),
            (&[2, 3, 0, 4], None),
        ] {
            assert_eq!(single_root(heads, &mut vec![7; 2]), root, "{heads:?}");
        }
    }

    #[test]
    fn the_tree_is_the_best_of_all() {
        let random = &mut Random(11);
        let mut tree = Tree::default();
        for round in 0..400 {
            let words = if round % 40 == 0 { 5 } else { 1 + round % 4 };
            let width = words + 1 + round % 3;
            // Few different scores give many equal ones.
            let range = [5, 1_000, 8_000_000][round % 3];
            let half = range as i32 / 2;
            let mut scores: Vec<i32> =
                (0..words * width).map(|_| random.below(range) as i32 - half).collect();
            (0..words).for_each(|word| scores[word * width + word + 1] = i32::MIN);
            let mut heads = vec![0; words];
            tree.best(&scores, width, &mut heads);
            assert!(is_tree(&heads), "{heads:?} for {scores:?}");
            assert_eq!(total(&scores, width, &heads), best_by_trial(&scores, width, words), "{scores:?}");
        }
    }

    #[test]
    fn circles_within_circles_are_opened() {
        // Every two words want each other, then every two pairs, and so on; the root wants nobody.
        let (words, width) = (128usize, 129);
        let mut scores = vec![0; words * width];
        for word in 0..words {
            for head in 0..words {
                scores[word * width + head + 1] =
                    1000 - 100 * (usize::BITS - (word ^ head).leading_zeros()) as i32;
            }
            scores[word * width] = -4_194_303;
        }
        let mut heads = vec![0; words];
        Tree::default().best(&scores, width, &mut heads);
        assert!(is_tree(&heads));
        // In each of the seven rounds half as many arcs as before join what is together.
        let joined: i64 = (1..=7).map(|round| (128 >> round) * (1000 - 100 * round)).sum();
        assert_eq!(total(&scores, width, &heads), joined - 4_194_303);
    }

    #[test]
    fn large_pieces_have_a_single_root() {
        let random = &mut Random(5);
        let mut tree = Tree::default();
        for words in [1, 2, 50, PIECE] {
            let width = words + 1;
            // Every word wants to be the root.
            let score =
                |random: &mut Random, head| random.below(1000) as i32 + if head == 0 { 4_000_000 } else { 0 };
            let scores: Vec<i32> = (0..words * width).map(|at| score(random, at % width)).collect();
            let mut heads = vec![0; words];
            tree.best(&scores, width, &mut heads);
            assert!(is_tree(&heads), "{words}");
        }
    }

    #[test]
    fn classes_of_distance() {
        for (distance, class) in [
            (1, 1),
            (2, 2),
            (3, 3),
            (4, 4),
            (5, 5),
            (6, 5),
            (7, 6),
            (9, 6),
            (10, 7),
            (14, 7),
            (15, 8),
            (22, 8),
            (23, 9),
            (159, 9),
        ] {
            assert_eq!(DISTANCE[PIECE - distance], class, "{distance} to the left");
            assert_eq!(DISTANCE[PIECE + distance], class + 9, "{distance} to the right");
        }
    }

    #[test]
    fn pieces_end_at_good_places() {
        for (marks, words, expected) in [
            (&[][..], 160, &[160][..]),
            (&[], 161, &[160, 161]),
            (&[], 300, &[160, 300]),
            (&[(130, Xpos::Comma)], 300, &[131, 291, 300]),
            (&[(130, Xpos::Comma), (159, Xpos::Comma)], 300, &[160, 300]),
            (&[(130, Xpos::Colon), (150, Xpos::Comma), (155, Xpos::Cc)], 300, &[131, 291, 300]),
            (&[(150, Xpos::Comma), (155, Xpos::Cc)], 300, &[151, 300]),
            (&[(155, Xpos::Cc)], 300, &[155, 300]),
            (&[(100, Xpos::Colon), (200, Xpos::Colon)], 300, &[160, 300]),
        ] {
            let xpos = |word| marks.iter().find(|mark| mark.0 == word).map_or(Xpos::Nn, |mark| mark.1);
            let mut ends = vec![];
            while ends.last().is_none_or(|end| *end < words) {
                ends.push(piece_end(ends.last().copied().unwrap_or(0), words, xpos));
            }
            assert_eq!(ends, expected, "{marks:?}, {words} words");
        }
    }

    #[test]
    fn the_best_number_is_the_first_of_equals() {
        assert_eq!(best(&[1.0, 3.0, 3.0, 2.0], |_| true), 1);
        assert_eq!(best(&[1.0, 3.0, 3.0, 2.0], |index| index % 3 == 0), 3);
        assert_eq!(best(&[f32::NAN, f32::NAN], |_| false), 0);
    }
}
