//! F1 of surface tokens, words and sentences from raw text, as the CoNLL 2018 shared task counts them: both sides are
//! aligned by characters with white space left out, the words of a multi-word token by their forms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::article::Article;
use dateline::tokens::{Tokens, tokenize};

use crate::conllu::{self, Document};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of UD_English-EWT and UD_English-GUM
    #[arg(long)]
    data: PathBuf,
    /// How many of the most frequent mistakes to print
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Score the training part (to look at its mistakes; for tuning)
    #[arg(long)]
    train: bool,
}

/// A text as tokens (each with the forms of its words) and sentences, all as ranges of characters that aren't white
/// space.
#[derive(Default)]
struct Flat {
    chars: Vec<char>,
    tokens: Vec<(Range<usize>, Vec<String>)>,
    sentences: Vec<Range<usize>>,
}

impl Flat {
    fn push_token(&mut self, form: &str, words: Vec<String>) {
        let start = self.chars.len();
        self.chars.extend(form.chars().filter(|c| !c.is_whitespace()));
        self.tokens.push((start..self.chars.len(), words));
    }

    fn gold(document: &Document) -> Self {
        let mut flat = Self::default();
        for sentence in &document.sentences {
            let start = flat.chars.len();
            for (number, token) in sentence.tokens.iter().enumerate() {
                let words = sentence.words.iter().filter(|w| w.token == number);
                flat.push_token(&token.form, words.map(|w| w.form.to_lowercase()).collect());
            }
            flat.sentences.push(start..flat.chars.len());
        }
        flat
    }

    fn system(text: &str, tokens: &Tokens) -> Self {
        let mut flat = Self::default();
        for sentence in &tokens.sentences {
            let start = flat.chars.len();
            for words in tokens.words[sentence.words.clone()].chunk_by(|a, b| a.token == b.token) {
                let span = words[0].span.to(words[words.len() - 1].span);
                flat.push_token(
                    span.of(text),
                    words.iter().map(|w| w.span.of(text).to_lowercase()).collect(),
                );
            }
            flat.sentences.push(start..flat.chars.len());
        }
        flat
    }

    fn show(&self, range: Range<usize>) -> String {
        self.chars[range].iter().collect()
    }
}

#[derive(Default)]
struct Count {
    right: usize,
    system: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, right: usize, system: usize, gold: usize) {
        self.right += right;
        self.system += system;
        self.gold += gold;
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.system + self.gold).max(1) as f64
    }
}

#[derive(Default)]
struct Score {
    tokens: Count,
    words: Count,
    sentences: Count,
    mistakes: BTreeMap<String, usize>,
    breaks: Vec<String>,
    bytes: usize,
    time: Duration,
}

pub fn run(args: &Args) -> anyhow::Result<()> {
    let part = if args.train { "train" } else { "dev" };
    for (name, folder, file) in [
        ("EWT", "UD_English-EWT", "en_ewt-ud"),
        ("GUM", "UD_English-GUM", "en_gum-ud"),
        ("GUM news", "UD_English-GUM", "en_gum-ud"),
    ] {
        let documents = conllu::read(&args.data.join(folder).join(format!("{file}-{part}.conllu")))?;
        let mut score = Score::default();
        for document in documents.iter().filter(|d| name != "GUM news" || d.id.contains("_news_")) {
            measure(document, &mut score);
        }
        let speed = score.bytes as f64 / 1e6 / score.time.as_secs_f64();
        println!(
            "{name:9} {part}  tokens {:.2}  words {:.2}  sentences {:.2}  ({} words, {} sentences, {speed:.1} MB/s)",
            score.tokens.f1(),
            score.words.f1(),
            score.sentences.f1(),
            score.words.gold,
            score.sentences.gold,
        );
        if args.errors > 0 {
            print_mistakes(&score, args.errors);
        }
    }
    Ok(())
}

fn measure(document: &Document, score: &mut Score) {
    let text = document.text();
    let begin = Instant::now();
    let tokens = tokenize(&text, &Article::plain(&text));
    score.time += begin.elapsed();
    score.bytes += text.len();
    let (gold, system) = (Flat::gold(document), Flat::system(&text, &tokens));
    if gold.chars != system.chars {
        println!("{}: the characters differ", document.id);
    }
    let gold_spans: BTreeSet<(usize, usize)> = gold.tokens.iter().map(|(r, _)| (r.start, r.end)).collect();
    let same = system.tokens.iter().filter(|(r, _)| gold_spans.contains(&(r.start, r.end))).count();
    score.tokens.add(same, system.tokens.len(), gold.tokens.len());
    let words = |flat: &Flat| flat.tokens.iter().map(|(_, words)| words.len()).sum::<usize>();
    score.words.add(aligned_words(&gold, &system, &mut score.mistakes), words(&system), words(&gold));
    let gold_sentences: BTreeSet<_> = gold.sentences.iter().map(|r| (r.start, r.end)).collect();
    let same = system.sentences.iter().filter(|r| gold_sentences.contains(&(r.start, r.end))).count();
    score.sentences.add(same, system.sentences.len(), gold.sentences.len());
    collect_breaks(&gold, &system, &mut score.breaks);
}

/// How many words agree; what does not goes into `mistakes`, by stretches that both sides begin and end alike.
fn aligned_words(gold: &Flat, system: &Flat, mistakes: &mut BTreeMap<String, usize>) -> usize {
    let mut right = 0;
    let (mut g, mut s) = (0, 0);
    while g < gold.tokens.len() && s < system.tokens.len() {
        let (from_g, from_s) = (g, s);
        (g, s) = (g + 1, s + 1);
        // The shortest stretch of whole tokens on both sides.
        while let (gold_end, system_end) = (gold.tokens[g - 1].0.end, system.tokens[s - 1].0.end)
            && gold_end != system_end
        {
            if gold_end < system_end && g < gold.tokens.len() {
                g += 1;
            } else if s < system.tokens.len() {
                s += 1;
            } else {
                return right;
            }
        }
        let forms = |tokens: &[(Range<usize>, Vec<String>)]| -> Vec<String> {
            tokens.iter().flat_map(|(_, words)| words.clone()).collect()
        };
        let (gold_words, system_words) = (forms(&gold.tokens[from_g..g]), forms(&system.tokens[from_s..s]));
        let multi = gold.tokens[from_g..g].iter().any(|(_, words)| words.len() > 1);
        let single = g - from_g == 1 && s - from_s == 1;
        // Without a multi-word token, only equal spans count; longer stretches hold none.
        let same = if single || multi { common(&gold_words, &system_words) } else { 0 };
        right += same;
        if same < gold_words.len().max(system_words.len()) {
            *mistakes
                .entry(format!("{}   for   {}", system_words.join(" "), gold_words.join(" ")))
                .or_default() += 1;
        }
    }
    right
}

/// Length of the longest common subsequence.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

fn collect_breaks(gold: &Flat, system: &Flat, breaks: &mut Vec<String>) {
    let ends = |flat: &Flat| flat.sentences.iter().map(|r| r.end).collect::<BTreeSet<_>>();
    let (gold_ends, system_ends) = (ends(gold), ends(system));
    for (&end, kind) in gold_ends
        .difference(&system_ends)
        .map(|end| (end, "missing"))
        .chain(system_ends.difference(&gold_ends).map(|end| (end, "extra")))
    {
        let before = gold.show(end.saturating_sub(24)..end);
        let after = gold.show(end..(end + 24).min(gold.chars.len()));
        breaks.push(format!("{kind:8} {before} | {after}"));
    }
}

fn print_mistakes(score: &Score, count: usize) {
    let mut mistakes: Vec<_> = score.mistakes.iter().collect();
    mistakes.sort_by_key(|(text, number)| (std::cmp::Reverse(**number), *text));
    for (text, number) in mistakes.iter().take(count) {
        println!("  {number:4}  {text}");
    }
    let extra = score.breaks.iter().filter(|b| b.starts_with("extra")).count();
    println!("  sentence ends: {extra} too many, {} missing", score.breaks.len() - extra);
    let step = (score.breaks.len() / count).max(1);
    for text in score.breaks.iter().step_by(step).take(count) {
        println!("  {text}");
    }
}
