//! `cargo xtask eval quotes`: spans of quotations against those told by hand, by genre.
//!
//! The gold has one text a line: text, genre and the spans of its quotations, in code points. Compared is what stands between the marks, without the marks and the blanks and punctuation at its ends. Told
//! quotations hold scare quotes and titles, so what is scored is every pair of marks, before statements are made of some.
//! The gold leaves out the quotations of whole articles: the first F1 counts what is found in them as too much, the
//! second one leaves them out. Where the gold cuts a quotation at the end of a sentence, so that no mark stands between the two pieces, they are one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use dateline::document::Document;
use dateline::statements::quotes;
use dateline::{article, tokens};
use serde::Deserialize;

use super::{json_lines, one_to_one};

#[derive(clap::Args)]
pub struct Args {
    /// Texts with their quotations, one a line
    #[arg(long)]
    gold: PathBuf,
    /// List what is missed, of another extent or too much
    #[arg(long)]
    errors: bool,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    genre: String,
    text: String,
    quotes: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    start: usize,
    end: usize,
}

type Span = (usize, usize);

#[derive(Default, Clone, Copy)]
struct Counts {
    gold: usize,
    found: usize,
    /// Of those found, those in texts that any are told of.
    found_beside: usize,
    exact: usize,
    relaxed: usize,
}

/// The least overlap, shared over all characters, of a relaxed pair.
const RELAXED: f64 = 0.3;

pub fn run(args: &Args) -> Result<()> {
    let texts: Vec<Text> = json_lines(&args.gold)?;
    let mut genres: BTreeMap<String, Counts> = BTreeMap::new();
    for text in texts {
        let chars: Vec<char> = text.text.chars().collect();
        let gold = whole(&chars, &text.quotes.iter().map(|told| (told.start, told.end)).collect::<Vec<_>>());
        let found = find(&text.text, &chars);
        let pairs = one_to_one(&gold, &found, overlap);
        let counts = genres.entry(text.genre).or_default();
        counts.gold += gold.len();
        counts.found += found.len();
        counts.found_beside += if gold.is_empty() { 0 } else { found.len() };
        counts.exact += pairs.iter().filter(|&&(_, g, f)| gold[g] == found[f]).count();
        counts.relaxed += pairs.len();
        if args.errors {
            let show =
                |&(start, end): &Span| chars[start..end].iter().collect::<String>().replace('\n', " / ");
            for &(_, g, f) in pairs.iter().filter(|&&(_, g, f)| gold[g] != found[f]) {
                println!("{} EXTENT {:?} not {:?}", text.id, show(&found[f]), show(&gold[g]));
            }
            for (_, span) in gold.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|p| p.1 == *g)) {
                println!("{} MISSED {:?}", text.id, show(span));
            }
            for (_, span) in found.iter().enumerate().filter(|(f, _)| !pairs.iter().any(|p| p.2 == *f)) {
                println!("{} EXTRA {:?}", text.id, show(span));
            }
        }
    }
    for (genre, counts) in &genres {
        let f1 = |right: usize, found: usize| 200.0 * right as f64 / (counts.gold + found).max(1) as f64;
        println!(
            "{genre:<10} told {:>3} found {:>3}  exact F1 {:.1}  relaxed F1 {:.1}; in texts that any are told of {:>3}  exact F1 {:.1}  relaxed F1 {:.1}",
            counts.gold,
            counts.found,
            f1(counts.exact, counts.found),
            f1(counts.relaxed, counts.found),
            counts.found_beside,
            f1(counts.exact, counts.found_beside),
            f1(counts.relaxed, counts.found_beside)
        );
    }
    Ok(())
}

fn find(text: &str, chars: &[char]) -> Vec<Span> {
    let article = article::read(text, false);
    let tokens = tokens::tokenize(text, &article);
    // Marks are paired without tags and trees.
    let document =
        Document { text, article, tokens, syntax: Default::default(), phrases: Default::default() };
    let mut at = vec![0; text.len() + 1];
    for (number, (byte, _)) in text.char_indices().enumerate() {
        at[byte] = number;
    }
    at[text.len()] = chars.len();
    let span = |quote: &quotes::Quote| {
        let span = document.span_of(&quote.words);
        bare(chars, (at[span.start as usize], at[span.end as usize]))
    };
    quotes::find_all(&document).iter().map(span).filter(|(start, end)| start < end).collect()
}

/// Gold quotations without their marks, the pieces of one joined.
fn whole(chars: &[char], spans: &[Span]) -> Vec<Span> {
    let mark = |c: &char| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | '„');
    let mut all: Vec<Span> = Vec::new();
    for &(start, end) in spans {
        let goes_on = all.last().is_some_and(|&(_, before)| {
            before <= start
                && chars[before..start].iter().all(|c| c.is_whitespace())
                && !mark(&chars[before - 1])
                && !mark(&chars[start])
        });
        match all.last_mut() {
            Some(last) if goes_on => last.1 = end,
            _ => all.push((start, end)),
        }
    }
    all.into_iter().map(|span| bare(chars, span)).filter(|(start, end)| start < end).collect()
}

/// Without what is no letter or figure at the ends.
fn bare(chars: &[char], (mut start, mut end): Span) -> Span {
    while start < end && !chars[start].is_alphanumeric() {
        start += 1;
    }
    while start < end && !chars[end - 1].is_alphanumeric() {
        end -= 1;
    }
    (start, end)
}

/// What two spans share, over all that they have, where that is enough.
fn overlap(a: &Span, b: &Span) -> Option<f64> {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0)) as f64;
    let overlap = shared / ((a.1 - a.0 + b.1 - b.0) as f64 - shared);
    (overlap >= RELAXED).then_some(overlap)
}
