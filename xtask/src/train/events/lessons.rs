//! Annotated and taught articles as lessons for the models.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::document::Document;
use dateline::events::Catalog;
use dateline::events::lessons::{self, Lesson};
use dateline::events::model::TIED;
use dateline::{entities, names, times};
use serde::{Deserialize, Serialize};

use crate::annotated;
use crate::eval::json_lines;

/// Types (-1: none) and their shares.
type Shares = Vec<(i32, f32)>;

/// What a teacher says of an article: for words by sentence and place in it the types.
#[derive(Deserialize)]
struct Taught {
    doc: String,
    words: Vec<(usize, usize, Shares)>,
}

/// An article as the teacher reads it: its words, which of them may tell an event, and what they tell.
#[derive(Debug, Serialize)]
pub struct Row {
    doc: String,
    /// "gold", "dev" or "news"
    pub part: &'static str,
    /// The names of all types, in the first row only.
    pub types: Vec<String>,
    sentences: Vec<RowSentence>,
}

#[derive(Debug, Serialize)]
struct RowSentence {
    forms: Vec<String>,
    may: Vec<u8>,
    /// False for what is no part of the article's body.
    telling: bool,
    labels: Vec<Vec<String>>,
}

/// Something to learn from: clues, and what they stand for.
#[derive(Debug, Default)]
pub struct Example {
    pub clues: Vec<u32>,
    pub tied: Vec<(u16, u8)>,
    /// Classes with their shares. Of a word that tells nothing none, of one that a teacher is unsure about less than one in all.
    pub target: Vec<(u16, f32)>,
}

pub struct Word {
    pub example: Example,
    pub gold: Vec<u16>,
    pub told: Vec<u16>,
}

/// An article with its lessons.
pub struct Article {
    pub doc: String,
    /// Annotated by hand, not only taught.
    pub annotated: bool,
    pub words: Vec<Word>,
    /// One for each candidate of each mention; class 0 is none.
    pub roles: Vec<Example>,
    /// Mentions on no word that may tell an event.
    pub lost: usize,
    /// Arguments whose words no candidate has.
    pub roles_lost: usize,
    /// Where the teacher is to read it.
    pub row: Option<Row>,
}

impl Article {
    /// Articles of one newspaper are learnt or tested together.
    pub fn paper(&self) -> &str {
        annotated::paper(&self.doc)
    }
}

/// What a teacher says, by article.
pub struct Teacher(HashMap<String, HashMap<(usize, usize), Shares>>);

impl Teacher {
    pub fn read(file: &Path) -> Result<Self> {
        let taught: Vec<Taught> = json_lines(file)?;
        let words = |taught: Taught| {
            (taught.doc, taught.words.into_iter().map(|(s, w, shares)| ((s, w), shares)).collect())
        };
        Ok(Self(taught.into_iter().map(words).collect()))
    }

    pub fn knows(&self, doc: &str) -> bool {
        self.0.contains_key(doc)
    }
}

/// What an article is learnt with.
pub struct Reader<'a> {
    pub catalog: &'a Catalog,
    pub types: HashMap<String, u16>,
    /// Of the types, by number.
    pub names: Vec<String>,
    /// Give what the teacher reads.
    pub rows: bool,
    pub teacher: Option<&'a Teacher>,
    /// How much of the target of an annotated word is the annotation's, not the teacher's.
    pub trust: f32,
}

impl Reader<'_> {
    /// `seen`: the catalog was written with this article at hand, so what it says of it counts for nothing elsewhere.
    pub fn article(
        &self,
        doc: &str,
        text: &str,
        gold: Option<&annotated::Article>,
        seen: bool,
    ) -> Result<Article> {
        let document = Document::of_text(text);
        let names = names::find(&document);
        let times = times::find(text, &document.tokens, &document.syntax, None);
        let entities = entities::find(&document, &names);
        let mut words: Vec<(Lesson, Word)> = lessons::of_words(&document, self.catalog, &entities)
            .into_iter()
            .map(|lesson| (word(&lesson, seen), lesson))
            .map(|(word, lesson)| (lesson, word))
            .collect();
        let (mut roles, mut lost, mut roles_lost) = (Vec::new(), 0, 0);
        let bytes = annotated::bytes_of_units(text);
        for mention in gold.iter().flat_map(|gold| &gold.mentions) {
            let [Some(&start), Some(&end)] = mention.trigger.map(|unit| bytes.get(unit as usize)) else {
                continue;
            };
            let event_type =
                *self.types.get(&mention.kind).with_context(|| format!("{doc}: no type {}", mention.kind))?;
            let touches = |word: usize| {
                let span = document.span(word);
                span.start < end && start < span.end
            };
            // Of the words of a trigger the highest in the tree.
            let telling = words.iter_mut().filter(|(lesson, _)| touches(lesson.word));
            let Some((lesson, word)) = telling.min_by_key(|(l, _)| document.syntax.ancestors(l.word).count())
            else {
                lost += 1;
                roles_lost += mention.args.iter().filter(|a| a.span.is_some()).count();
                continue;
            };
            match word.gold.contains(&event_type) {
                true => lost += 1,
                false => word.gold.push(event_type),
            }
            let (sentence, word) = (lesson.sentence, lesson.word);
            let candidates =
                lessons::of_roles(&document, self.catalog, &entities, &times, sentence, word, event_type);
            let mut targets = vec![0; candidates.len()];
            let span_of = |n: usize| document.span_of(&candidates[n].0);
            for argument in &mention.args {
                let best = match (argument.span, &argument.event) {
                    (Some(span), _) => {
                        let [Some(&start), Some(&end)] = span.map(|unit| bytes.get(unit as usize)) else {
                            continue;
                        };
                        // The candidate that has most of it, and not much more.
                        let overlap = |n: &usize| {
                            let span = span_of(*n);
                            let both = span.end.min(end).saturating_sub(span.start.max(start));
                            f64::from(both) / f64::from(span.end.max(end) - span.start.min(start))
                        };
                        let best = (0..candidates.len()).max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
                        best.filter(|n| overlap(n) > 0.2)
                    }
                    // An event: the shortest candidate that tells it.
                    (None, Some(event)) => {
                        let tellings =
                            gold.iter().flat_map(|gold| &gold.mentions).filter(|m| m.event == *event);
                        let starts: Vec<u32> =
                            tellings.filter_map(|m| bytes.get(m.trigger[0] as usize).copied()).collect();
                        let tells = |n: &usize| {
                            let span = span_of(*n);
                            starts.iter().any(|start| (span.start..span.end).contains(start))
                        };
                        let told = (0..candidates.len()).filter(tells);
                        let Some(best) = told.min_by_key(|n| candidates[*n].0.len()) else { continue };
                        Some(best)
                    }
                    _ => continue,
                };
                match best {
                    Some(best) => {
                        targets[best] = 1 + argument.role as u16;
                    }
                    None => roles_lost += 1,
                }
            }
            // "The police said *they* would": other words for who takes part are neither right nor wrong.
            let entity = |n: usize| entities.at(&candidates[n].0);
            let taking_part: Vec<usize> =
                (0..targets.len()).filter(|&n| targets[n] > 0).filter_map(entity).collect();
            let open: Vec<bool> = (0..targets.len())
                .map(|n| targets[n] > 0 || !entity(n).is_some_and(|e| taking_part.contains(&e)))
                .collect();
            let examples = candidates.into_iter().zip(targets).zip(open).filter(|(_, open)| *open).map(
                |(((_, clues), target), _)| Example { clues, tied: Vec::new(), target: vec![(target, 1.0)] },
            );
            roles.extend(examples);
        }
        for (_, word) in &mut words {
            let share = 1.0 / word.gold.len().max(1) as f32;
            word.example.target = word.gold.iter().map(|&t| (t, share)).collect();
        }
        if let Some(shares) = self.teacher.and_then(|teacher| teacher.0.get(doc)) {
            let trust = if gold.is_some() { self.trust } else { 0.0 };
            for (lesson, word) in &mut words {
                let start = document.tokens.sentences[lesson.sentence].words.start;
                let Some(shares) = shares.get(&(lesson.sentence, lesson.word - start)) else { continue };
                word.example.target.iter_mut().for_each(|(_, share)| *share *= trust);
                for &(event_type, share) in shares.iter().filter(|(t, _)| *t >= 0) {
                    let share = share * (1.0 - trust);
                    match word.example.target.iter_mut().find(|(t, _)| i32::from(*t) == event_type) {
                        Some(same) => same.1 += share,
                        None => word.example.target.push((event_type as u16, share)),
                    }
                }
            }
        }
        let row = self.rows.then(|| row(&document, &words, &self.names, doc, gold.is_some()));
        let words = words.into_iter().map(|(_, word)| word).collect();
        Ok(Article { doc: doc.into(), annotated: gold.is_some(), words, roles, lost, roles_lost, row })
    }
}

fn row(document: &Document, words: &[(Lesson, Word)], names: &[String], doc: &str, annotated: bool) -> Row {
    let mut sentences: Vec<RowSentence> = document
        .tokens
        .sentences
        .iter()
        .map(|sentence| RowSentence {
            forms: sentence.words.clone().map(|w| document.form(w).to_string()).collect(),
            may: vec![0; sentence.words.len()],
            telling: false,
            labels: vec![Vec::new(); sentence.words.len()],
        })
        .collect();
    document.telling_sentences().for_each(|(number, _)| sentences[number].telling = true);
    for (lesson, word) in words {
        let at = lesson.word - document.tokens.sentences[lesson.sentence].words.start;
        let sentence = &mut sentences[lesson.sentence];
        sentence.may[at] = 1;
        sentence.labels[at] = word.gold.iter().map(|&t| names[usize::from(t)].clone()).collect();
    }
    Row { doc: doc.into(), part: if annotated { "gold" } else { "news" }, types: Vec::new(), sentences }
}

fn word(lesson: &Lesson, seen: bool) -> Word {
    let mut clues = lesson.clues.clone();
    clues.extend(lesson.spoken.clues.iter().map(|clue| if seen { clue ^ 0x55_5555 } else { *clue }));
    let of_seen = if seen { TIED as u8 } else { 0 };
    let tied = lesson.spoken.tied.iter().map(|&(t, evidence)| (t, evidence + of_seen)).collect();
    Word { example: Example { clues, tied, target: Vec::new() }, gold: Vec::new(), told: lesson.told.clone() }
}
