//! From annotated texts to what the head learns from.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::names::marks::{self, Listed, Marks};
use dateline::syntax::network::Scratch;
use dateline::syntax::recognizer::{LABELS, input_width, put_row};
use dateline::syntax::rows::SentenceRows;
use dateline::syntax::{self, Models, NameKind};
use dateline::tokens::{self, Tokens};
use dateline::{Span, article};
use serde::Deserialize;

use super::network::Target;
use crate::names::{Document, Kinds, Name, Set};
use crate::train::layers::matrix::Matrix;
use crate::train::layers::random::Random;
use crate::treebank::{Recase, Sentence};

/// Every label: nobody knows.
const ALL: u16 = (1 << LABELS) - 1;

/// A sentence with what the head shall say of its words.
pub struct Lesson {
    sentence: Sentence,
    pub targets: Vec<Target>,
    /// As the whole text gives them.
    marks: Vec<Marks>,
}

/// The labels that begin names of these kinds.
fn beginnings(kinds: Kinds) -> u16 {
    let all = (0..NameKind::ALL.len()).filter(|kind| kinds >> kind & 1 == 1);
    all.map(|kind| 1 << (1 + 2 * kind)).sum()
}

/// Sentences of annotated texts, with our own words.
pub fn of_set(set: &Set, documents: &[Document], models: &Models<'_>) -> Vec<Lesson> {
    let outside = 1 | beginnings(set.unmarked) | beginnings(set.unmarked) << 1;
    let mut lessons = Vec::new();
    for Document { text, names, .. } in documents {
        let tokens = tokens::tokenize(text, &article::read(text, false));
        let targets = |words: Range<usize>| {
            let allowed = labels_of(text, &tokens.words[words], names, outside);
            let target = |allowed| Target { allowed, shares: Vec::new(), weight: set.weight };
            allowed.into_iter().map(target).collect()
        };
        add(text, &tokens, models, targets, &mut lessons);
    }
    lessons
}

/// The labels that each word may have.
fn labels_of(text: &str, words: &[tokens::Word], names: &[Name], outside: u16) -> Vec<u16> {
    let mut allowed = vec![outside; words.len()];
    let of_word = |word: &tokens::Word| (word.span.start as usize, word.span.end as usize);
    let Some(first) = words.first().map(|word| of_word(word).0) else { return allowed };
    let next = names.partition_point(|name| name.end <= first);
    for name in &names[next..] {
        let mut inside: Vec<usize> = (0..words.len())
            .filter(|&word| of_word(&words[word]).0 < name.end && of_word(&words[word]).1 > name.start)
            .collect();
        let Some(&last) = inside.last() else { break };
        // Of a word that is a name only in part nothing can be said: "Kim-led".
        let fits = of_word(&words[inside[0]]).0 >= name.start && of_word(&words[last]).1 <= name.end;
        // The report has no "the", so neither have we; and a name that was cut in two may begin so: "Mali | 's Supreme Court".
        if inside.len() > 1 && matches!(words[inside[0]].span.of(text), "the" | "The" | "THE" | "'s" | "’s")
        {
            inside.remove(0);
        }
        // "Mandela 's", where the annotators took in what belongs outside.
        if inside.len() > 1 && matches!(words[last].span.of(text), "'s" | "’s") {
            inside.pop();
        }
        for (place, &word) in inside.iter().enumerate() {
            allowed[word] = match (name.kinds, fits) {
                (0, _) | (_, false) => ALL,
                (kinds, true) => beginnings(kinds) << usize::from(place > 0),
            };
        }
    }
    allowed
}

/// Adds the sentences of a text.
fn add(
    text: &str,
    tokens: &Tokens,
    models: &Models<'_>,
    targets: impl Fn(Range<usize>) -> Vec<Target>,
    lessons: &mut Vec<Lesson>,
) {
    let syntax = syntax::analyze_with(models, text, tokens);
    let marks = marks::find(text, tokens, &Listed::find(text, tokens));
    for sentence in &tokens.sentences {
        let range = sentence.words.clone();
        let mut plain = Sentence::untagged(text, tokens.words[range.clone()].iter().copied());
        // Rewriting as a headline asks for tags and heads.
        for (index, word) in range.clone().enumerate() {
            plain.tags[index] = Some((syntax.upos[word], syntax.xpos[word]));
            plain.heads[index] = syntax.head[word] as usize - range.start;
        }
        let marks = marks[range.clone()].to_vec();
        lessons.push(Lesson { sentence: plain, targets: targets(range), marks });
    }
}

/// What a teacher says of a sentence; a line of its file.
#[derive(Deserialize)]
struct Taught {
    forms: Vec<String>,
    space_after: Vec<bool>,
    /// For each word its likeliest labels with their shares.
    labels: Vec<Vec<(String, f32)>>,
}

/// Taught sentences that are read as one text: they come one after the other, as they stood in their articles.
const TOGETHER: usize = 20;

/// Sentences that a teacher labelled.
pub fn taught(path: &Path, models: &Models<'_>) -> Result<Vec<Lesson>> {
    let file = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    let all = file.lines().map(|line| Ok(serde_json::from_str(line)?)).collect::<Result<Vec<Taught>>>()?;
    let mut lessons = Vec::new();
    for some in all.chunks(TOGETHER) {
        let mut text = String::new();
        let mut sentences = Vec::new();
        let mut targets = Vec::new();
        for Taught { forms, space_after, labels } in some {
            anyhow::ensure!(
                forms.len() == labels.len() && forms.len() == space_after.len(),
                "{}: a line of lists of other lengths",
                path.display()
            );
            let mut words = Vec::new();
            for (token, (form, &space_after)) in forms.iter().zip(space_after).enumerate() {
                let start = text.len() as u32;
                text += form;
                let span = Span::new(start, text.len() as u32);
                words.push(tokens::Word { span, token: token as u32, space_after });
                text += if space_after { " " } else { "" };
            }
            text += "\n";
            sentences.push(words);
            targets.extend(labels.iter().map(|labels| shares(labels)));
        }
        let tokens = tokens::from_words(&text, &sentences);
        add(&text, &tokens, models, |words| targets[words].to_vec(), &mut lessons);
    }
    Ok(lessons)
}

/// What a teacher says of a word.
fn shares(labels: &[(String, f32)]) -> Target {
    let mut shares: Vec<(u16, f32)> =
        labels.iter().filter_map(|(label, share)| Some((number(label)?, *share))).collect();
    let sum: f32 = shares.iter().map(|share| share.1).sum();
    shares.iter_mut().for_each(|share| share.1 /= sum);
    Target { allowed: ALL, shares, weight: 1.0 }
}

/// The number of a label: "O", "B-Person".
fn number(label: &str) -> Option<u16> {
    let Some((place, kind)) = label.split_once('-') else { return (label == "O").then_some(0) };
    let kind = NameKind::parse(kind)? as u16;
    Some(1 + 2 * kind + u16::from(place == "I"))
}

/// Sentences as they go into the head, one after the other.
#[derive(Default)]
pub struct Batch<'l> {
    /// First word and number of words of each.
    pub sentences: Vec<(usize, usize)>,
    pub x: Matrix,
    pub targets: Vec<&'l Target>,
}

/// Sentences in a hundred that lose what the rest of the text tells of them.
const ALONE: usize = 30;

impl<'l> Batch<'l> {
    /// Each lesson, written so.
    pub fn new(
        lessons: impl Iterator<Item = (&'l Lesson, Recase)>,
        models: &Models<'_>,
        scratch: &mut Scratch,
        mut random: Option<&mut Random>,
    ) -> Self {
        let width = input_width(models.network.widths());
        let mut batch = Self { x: Matrix { rows: 0, cols: width, data: Vec::new() }, ..Self::default() };
        let mut row = vec![0; width];
        for (lesson, recase) in lessons {
            let (text, tokens) = lesson.sentence.tokens(recase);
            let words = lesson.sentence.words(recase);
            let mut marks: Vec<Marks> = words.iter().map(|&word| lesson.marks[word]).collect();
            if recase != Recase::Keep {
                let rewritten = marks::find(&text, &tokens, &Listed::find(&text, &tokens));
                for (marks, rewritten) in marks.iter_mut().zip(rewritten) {
                    *marks = *marks & marks::OF_TEXT | rewritten & !marks::OF_TEXT;
                }
            }
            if random.as_mut().is_some_and(|random| random.below(100) < ALONE) {
                marks.iter_mut().for_each(|marks| *marks &= !marks::OF_TEXT);
            }
            let mut rows = SentenceRows::default();
            for (index, word) in tokens.words.iter().enumerate() {
                rows.push(word.span.of(&text), tokens.norm(index));
            }
            models.network.show(&rows, scratch, |stretch, encoded| {
                for (at, word) in stretch.enumerate() {
                    put_row(encoded, at, marks[word], &mut row);
                    batch.x.data.extend(row.iter().map(|&number| f32::from(number) / 4096.0));
                }
            });
            batch.sentences.push((batch.targets.len(), words.len()));
            batch.targets.extend(words.iter().map(|&word| &lesson.targets[word]));
        }
        batch.x.rows = batch.targets.len();
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_get_their_labels() {
        let text = "the Kim-led army of the U.N. in Mali's north";
        let words: Vec<tokens::Word> = tokens::tokenize(text, &article::read(text, false)).words;
        let name = |form: &str, kinds| {
            let start = text.find(form).expect("it is there");
            Name { start, end: start + form.len(), kinds }
        };
        let forms: Vec<&str> = words.iter().map(|word| word.span.of(text)).collect();
        let names = [name("Kim", 1), name("the U.N.", 2), name("Mali's", 4 | 8)];
        let labels = labels_of(text, &words, &names, 1);
        for (form, label) in forms.iter().zip(labels) {
            let wanted = match *form {
                "Kim-led" => ALL,
                "Kim" => 0b10,
                "U.N." => 0b1000,
                "Mali" => 1 << 5 | 1 << 7,
                _ => 1,
            };
            assert_eq!(label, wanted, "{form} of {forms:?}");
        }
        assert_eq!(["O", "B-Person", "I-Misc", "B-X"].map(number), [Some(0), Some(1), Some(14), None]);
    }
}
