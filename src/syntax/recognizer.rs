//! The names in a sentence: a head on the [`network`](super::network).
//!
//! What the network makes of each word goes with its [`marks`] through a layer with tanh, an LSTM in either direction and
//! a layer that scores fifteen labels: O, outside; B and I, beginning and inside, of each [`NameKind`]. A label also adds to
//! the next. The labels of the best sum in which no I follows another kind are the names (Viterbi).
//!
//! Numbers are as [`kernel`] has them; the file is a [`container`](super::container) without tags and relations.
//!
//! | tensor | rows × columns | |
//! | --- | --- | --- |
//! | `input` | d × (embedded, top, 16 marks) | the widths are [`Network::widths`] |
//! | `lstm.fw` `lstm.bw` `.x` `.h` `.b` | 3H × d, 3H × H, 1 × 3H | as in the network |
//! | `label` | 15 × 2H | |
//! | `transitions.b` | 15 × 15, f32 | what a label, the row, adds to the next; O stands before the first word |

use std::ops::Range;

use wide::f32x4;

use super::container::Container;
use super::kernel::{self, BLOCK, ONE, Rows, VECTOR};
use super::layers::{Linear, Lstm, State, wrong};
use super::network::{Encoded, Model as Network};
use crate::names::marks::{self, Marks};
use crate::tokens::Tokens;
use crate::work::tick;

tags! {
    /// What a name is of.
    NameKind,
    Person = "Person", Organization = "Organization",
    // Countries, cities, regions, rivers; what people built is a facility: "Gori Airport".
    Location = "Location", Facility = "Facility",
    // Nationalities, religions, political groups: "Dutch", "Sunni", "Republicans".
    People = "People",
    Product = "Product",
    // Events, works, laws, awards, languages.
    Misc = "Misc",
}

/// A name in the text, as the network sees it: without "the", titles and a "'s" behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognized {
    /// Indices into [`Tokens::words`]; within one sentence, never empty.
    pub words: Range<usize>,
    pub kind: NameKind,
}

/// O, then B and I of each kind.
pub const LABELS: usize = 1 + 2 * NameKind::ALL.len();

/// Memory that is used again for each sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    input: Rows,
    hidden: Rows,
    output: Rows,
    state: State,
    scores: Vec<f32x4>,
    /// For each word and label the label before.
    before: Vec<[u8; LABELS]>,
    /// The label of each word of the stretch: 0 is O, odd ones are B.
    pub labels: Vec<u8>,
}

/// A trained head.
#[derive(Debug)]
pub struct Recognizer {
    input: Linear,
    layer: [Lstm; 2],
    label: Linear,
    /// For each label what it adds as the next, by the label before.
    transitions: [[f32; LABELS]; LABELS],
    /// Numbers in a row of what the network gives: embedded, top.
    widths: [usize; 2],
}

impl Recognizer {
    /// Reads a file that was learnt on that network.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(bytes: &[u8], network: &Network<'_>) -> Result<Self, String> {
        let container = &Container::read(bytes)?;
        let widths = network.widths();
        let input = Linear::read(container, "input", input_width(widths))?;
        let width = input.width(container, "input")?;
        let [fw, bw] = ["fw", "bw"].map(|way| Lstm::read(container, &format!("lstm.{way}"), width));
        let layer = [fw?, bw?];
        let width = (layer[0].blocks + layer[1].blocks) * BLOCK;
        let label = Linear::read_rows(container, "label", width, LABELS)?;
        let kinds = NameKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ");
        if !container.manifest.contains(&("kinds", kinds.as_str())) {
            return Err(wrong("kinds"));
        }
        let numbers = container.tensor("transitions.b").and_then(|t| t.f32());
        let numbers = numbers.filter(|n| n.len() == LABELS * LABELS).ok_or_else(|| wrong("transitions.b"))?;
        Ok(Self { input, layer, label, transitions: transitions(&numbers), widths })
    }

    /// Leaves in `scratch.labels` the label of each word of a stretch.
    pub fn find(&self, encoded: Encoded<'_>, marks: &[Marks], scratch: &mut Scratch) {
        let Scratch { input, hidden, output, state, scores, before, labels } = scratch;
        let words = marks.len();
        tick(words);
        input.reset(words, input_width(self.widths));
        for (word, &marks) in marks.iter().enumerate() {
            put_row(encoded, word, marks, input.numbers_mut(word));
        }
        hidden.reset(words, self.input.weights.rows());
        self.input.activations(input, 0..words, hidden, 0, |low, high| {
            kernel::activations(kernel::tanh(low), kernel::tanh(high))
        });
        let [fw, bw] = &self.layer;
        output.reset(words, (fw.blocks + bw.blocks) * BLOCK);
        fw.run(hidden, words, false, output, 0, state);
        bw.run(hidden, words, true, output, fw.blocks * BLOCK / VECTOR, state);
        self.label.values(output, 0..words, scores);
        let scores: &[f32] = bytemuck::cast_slice(scores);
        let scores = scores.chunks_exact(self.label.weights.rows());
        best_labels(scores, &self.transitions, before, labels);
    }
}

/// Numbers that go into the head for each word, in whole vectors.
pub fn input_width(widths: [usize; 2]) -> usize {
    widths[0] + widths[1] + marks::COUNT
}

/// Puts what goes into the head for a word side by side.
pub fn put_row(encoded: Encoded<'_>, word: usize, marks: Marks, out: &mut [i16]) {
    let embedded: &[i16] = bytemuck::cast_slice(encoded.embedded.row(word));
    let top: &[i16] = bytemuck::cast_slice(encoded.top.row(word));
    let (out, rest) = out.split_at_mut(embedded.len());
    out.copy_from_slice(embedded);
    let (out, rest) = rest.split_at_mut(top.len());
    out.copy_from_slice(top);
    for (bit, out) in rest.iter_mut().enumerate() {
        *out = if bit < marks::COUNT && marks >> bit & 1 == 1 { ONE as i16 } else { 0 };
    }
}

/// What labels add to the next as [`best_labels`] takes them: an I only stands after its own kind.
pub fn transitions(by_before: &[f32]) -> [[f32; LABELS]; LABELS] {
    let mut by_next = [[f32::MIN; LABELS]; LABELS];
    for (next, row) in by_next.iter_mut().enumerate() {
        for (before, number) in row.iter_mut().enumerate() {
            let inside = next > 0 && next % 2 == 0;
            if !inside || before == next || before + 1 == next {
                *number = by_before.get(before * LABELS + next).copied().unwrap_or(0.0);
            }
        }
    }
    by_next
}

/// The labels of the greatest sum of scores and transitions.
pub fn best_labels<'s>(
    scores: impl Iterator<Item = &'s [f32]>,
    transitions: &[[f32; LABELS]; LABELS],
    before: &mut Vec<[u8; LABELS]>,
    labels: &mut Vec<u8>,
) {
    before.clear();
    labels.clear();
    // O stands before the first word.
    let mut sums = [f32::MIN; LABELS];
    sums[0] = 0.0;
    for scores in scores {
        let mut now = [0.0; LABELS];
        let mut from = [0; LABELS];
        for (label, (now, from)) in now.iter_mut().zip(&mut from).enumerate() {
            // An I stands after the B or I of its kind only.
            let inside = label > 0 && label % 2 == 0;
            let candidates = if inside { label - 1..label + 1 } else { 0..LABELS };
            let mut best = (f32::MIN, candidates.start);
            for before in candidates {
                let sum = sums[before] + transitions[label][before];
                if sum > best.0 {
                    best = (sum, before);
                }
            }
            // Never below the least number, and so never none.
            *now = best.0 + scores[label];
            *from = best.1 as u8;
        }
        // The best sum counts as 0, so that sums stay small however long the sentence is.
        let best = now[first_of_best(&now)];
        for (sum, now) in sums.iter_mut().zip(now) {
            *sum = (now - best).max(f32::MIN);
        }
        before.push(from);
    }
    let mut label = first_of_best(&sums) as u8;
    for before in before.iter().rev() {
        labels.push(label);
        label = before[usize::from(label)];
    }
    labels.reverse();
}

fn first_of_best(sums: &[f32; LABELS]) -> usize {
    let mut best = 0;
    for (label, sum) in sums.iter().enumerate() {
        if *sum > sums[best] {
            best = label;
        }
    }
    best
}

/// Adds the names that the labels of some words of a sentence say.
pub fn read_spans(
    text: &str,
    tokens: &Tokens,
    words: Range<usize>,
    labels: &[u8],
    names: &mut Vec<Recognized>,
) {
    let mut start = 0;
    while start < labels.len() {
        let label = labels[start];
        if label == 0 {
            start += 1;
            continue;
        }
        let kind = usize::from(label - 1) / 2;
        let inside = 2 * kind as u8 + 2;
        let more = labels[start + 1..].iter().take_while(|&&label| label == inside).count();
        let end = start + 1 + more;
        let form = |word: usize| tokens.words[word].span.of(text);
        let name = trimmed(words.start + start..words.start + end, form);
        if !name.is_empty() {
            names.push(Recognized { words: name, kind: NameKind::ALL[kind] });
        }
        start = end;
    }
}

/// A sign beyond ASCII, and no letter: "🚀", "•".
fn is_picture(form: &str) -> bool {
    !form.contains(|c: char| c.is_alphanumeric() || c.is_ascii())
}

/// A name without what is none of its own at its ends: "the", "'s", marks, brackets without their other half.
fn trimmed<'t>(mut words: Range<usize>, form: impl Fn(usize) -> &'t str) -> Range<usize> {
    while !words.is_empty() {
        let opened = |mark| words.clone().any(|word| form(word) == mark);
        let behind = match form(words.end - 1) {
            // "Uganda | 's Supreme Court"; "McDonald's" is a name of one word in some texts, and loses its end.
            "'s" | "’s" | "'" | "’" | "," | "." | ":" | ";" | "/" => true,
            "-" | "–" | "—" | "\"" | "“" | "”" | "‘" | "(" | "[" => true,
            // "Ministry (Kenya)", but "SMUG)"
            ")" => !opened("("),
            "]" => !opened("["),
            // "Ruritania 🚀"
            form => is_picture(form),
        };
        let before = match form(words.start) {
            // "the United Nations"
            "the" | "The" | "THE" | "'s" | "’s" | "'" | "’" | "," | "." | ":" | ";" | "/" => true,
            "-" | "–" | "—" | "\"" | "“" | "”" | "‘" | "(" | ")" | "[" | "]" => true,
            form => is_picture(form),
        };
        match (behind, before) {
            (true, _) => words.end -= 1,
            (false, true) => words.start += 1,
            (false, false) => break,
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::synthetic::Random;
    use super::super::{Models, analyze, network};
    use super::*;
    use crate::article;
    use crate::tokens::tokenize;

    /// The names of a text: "Person Kim Jong Un".
    fn names(text: &str) -> Vec<String> {
        let tokens = tokenize(text, &article::read(text, false));
        let name = |name: &Recognized| {
            let words: Vec<&str> =
                tokens.words[name.words.clone()].iter().map(|word| word.span.of(text)).collect();
            format!("{} {}", name.kind.as_str(), words.join(" "))
        };
        analyze(text, &tokens).names.iter().map(name).collect()
    }

    #[test]
    fn names_in_their_place() {
        for (text, wanted) in [
            (
                "President Vladimir Putin arrived in Beijing on Tuesday.",
                &["Person Vladimir Putin", "Location Beijing"][..],
            ),
            (
                "The United Nations sent Maria Lopez to Kenya.",
                &["Organization United Nations", "Person Maria Lopez", "Location Kenya"],
            ),
            ("Mr Kato's lawyer left South Africa.", &["Person Kato", "Location South Africa"]),
            ("The Turkish army shelled Aleppo.", &["People Turkish", "Location Aleppo"]),
            // No names.
            ("The minister said on Monday that prices rose by 5 percent.", &[]),
            ("They had lunch, and then it rained.", &[]),
        ] {
            assert_eq!(names(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", " ", "'", "(((", "the the the", "é 東京 \u{301}x 😀", "\u{0}", "THE THE (Kim"] {
            names(text);
        }
        let long = "Kim Jong Un ".repeat(3_000);
        let tokens = tokenize(&long, &article::read(&long, false));
        let names = analyze(&long, &tokens).names;
        assert!(names.windows(2).all(|pair| pair[0].words.end <= pair[1].words.start));
    }

    #[test]
    fn ends_of_names() {
        for (form, wanted) in [
            ("the United Nations", "United Nations"),
            ("The Hague", "Hague"),
            ("Uganda 's", "Uganda"),
            ("\" Titanic \"", "Titanic"),
            ("( SMUG )", "SMUG"),
            ("SMUG )", "SMUG"),
            ("Ministry ( Kenya )", "Ministry ( Kenya )"),
            ("Kenya , (", "Kenya"),
            ("the", ""),
            ("' ) '", ""),
        ] {
            let words: Vec<&str> = form.split(' ').collect();
            let range = trimmed(0..words.len(), |word| words[word]);
            assert_eq!(words[range].join(" "), wanted, "{form}");
        }
    }

    /// No I after what is not of its kind.
    fn is_well_formed(labels: &[u8]) -> bool {
        (0..labels.len()).all(|at| {
            let label = labels[at];
            label == 0 || label % 2 == 1 || at > 0 && matches!(label.wrapping_sub(labels[at - 1]), 0 | 1)
        })
    }

    #[test]
    fn the_best_labels_are_the_best_of_all() {
        let random = &mut Random(5);
        for _ in 0..60 {
            let mut number = || random.below(1000) as f32 / 100.0;
            let scores: Vec<[f32; LABELS]> = (0..3).map(|_| [(); LABELS].map(|()| number())).collect();
            let by_before: Vec<f32> = (0..LABELS * LABELS).map(|_| number()).collect();
            let (before, labels) = (&mut Vec::new(), &mut Vec::new());
            best_labels(scores.iter().map(|scores| &scores[..]), &transitions(&by_before), before, labels);
            let sum = |labels: &[u8]| {
                let (mut sum, mut before) = (0.0, 0);
                for (label, scores) in labels.iter().zip(&scores) {
                    let label = usize::from(*label);
                    sum += scores[label] + by_before[before * LABELS + label];
                    before = label;
                }
                sum
            };
            assert!(is_well_formed(labels), "{labels:?}");
            let n = LABELS as u8;
            let all = (0..n).flat_map(|a| (0..n).flat_map(move |b| (0..n).map(move |c| [a, b, c])));
            let best = all.filter(|labels| is_well_formed(labels)).map(|labels| sum(&labels));
            assert!((best.fold(0.0, f32::max) - sum(labels)).abs() < 1e-3, "{labels:?}");
        }
        let (before, labels) = (&mut Vec::new(), &mut Vec::new());
        let strange = [[f32::NAN; LABELS], [f32::INFINITY; LABELS], [f32::MAX; LABELS], [f32::MIN; LABELS]];
        best_labels(strange.iter().map(|scores| &scores[..]), &transitions(&[]), before, labels);
        assert_eq!(labels.len(), 4);
    }

    #[test]
    fn a_head_is_of_its_network() {
        let file = include_bytes!("../../data/models/names.bin");
        let syntax = include_bytes!("../../data/models/syntax.bin");
        let container = Container::read(file).unwrap();
        let of = format!("{:016x}", super::super::container::checksum(syntax));
        assert!(
            container.manifest.contains(&("on the network", of.as_str())),
            "trained on another syntax.bin"
        );
        let (other, _) = super::super::synthetic::file(super::super::synthetic::SMALL, 3);
        assert!(Recognizer::read(file, &network::Model::read(&other).unwrap()).is_err());
        for end in (0..file.len()).step_by(997) {
            assert!(Recognizer::read(&file[..end], &Models::built_in().network).is_err());
        }
    }
}
