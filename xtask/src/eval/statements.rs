//! `cargo xtask eval statements`: statements against attributions told by hand.
//!
//! The gold has one text a line: text, and of each attribution the content, cue and source (UTF-16 spans) and the kind. A
//! content and a statement are a pair where their characters overlap (shared over all), one to one, the greatest overlap
//! first; found loosely at 0.3, tightly at 0.8. Of those found that have a source, the speaker is right where a mention of
//! it overlaps the source, or where its name ends as the source does.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use dateline::report::{OffsetUnit, Report};
use dateline::{Options, convert_offsets};
use serde::Deserialize;

use super::{json_lines, one_to_one};

#[derive(clap::Args)]
pub struct Args {
    /// Texts with attributions, one a line
    #[arg(long)]
    gold: PathBuf,
    /// Only the first so many texts
    #[arg(long)]
    limit: Option<usize>,
    /// List what is missed, of another extent, of another speaker, or too much
    #[arg(long)]
    errors: bool,
    /// List the cues: told and found, given and right
    #[arg(long)]
    cues: bool,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    date: Option<String>,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    #[serde(default)]
    content: Vec<(u32, u32)>,
    #[serde(default)]
    cue: Vec<(u32, u32)>,
    #[serde(default)]
    source: Vec<(u32, u32)>,
    kind: String,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    given: usize,
    loose: usize,
    tight: usize,
    /// Found with a source, and of them those of the right speaker.
    sourced: usize,
    speakers: usize,
    /// By kind: told, found.
    kinds: BTreeMap<String, [usize; 2]>,
    /// By the words of the cue: told, found, given, right.
    cues: BTreeMap<String, [usize; 4]>,
}

const LOOSE: f64 = 0.3;
const TIGHT: f64 = 0.8;

pub fn run(args: &Args) -> Result<()> {
    let texts: Vec<Text> = json_lines(&args.gold)?;
    let mut counts = Counts::default();
    for gold in texts.into_iter().take(args.limit.unwrap_or(usize::MAX)) {
        let options = Options { published: gold.date.clone(), ..Options::default() };
        let mut report = dateline::extract(&gold.text, &options)?;
        convert_offsets(&mut report, &gold.text, OffsetUnit::Utf16);
        score(args, &gold, &report, &mut counts);
    }
    if args.cues {
        println!("told\tfound\tgiven\tright\tcue");
        let mut cues: Vec<_> = counts.cues.iter().collect();
        cues.sort_by_key(|(_, [told, _, given, _])| std::cmp::Reverse(told + given));
        for (cue, [told, found, given, right]) in cues {
            println!("{told}\t{found}\t{given}\t{right}\t{cue}");
        }
    }
    let f1 = |right: usize| 200.0 * right as f64 / (counts.gold + counts.given).max(1) as f64;
    let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
    print!(
        "loose {:.1}  tight {:.1}  speaker {:.1}",
        f1(counts.loose),
        f1(counts.tight),
        percent(counts.speakers, counts.sourced)
    );
    for (kind, [told, found]) in &counts.kinds {
        print!("  {kind}Recall {:.1}", percent(*found, *told));
    }
    println!("  sys {}  gold {}", counts.given, counts.gold);
    Ok(())
}

fn score(args: &Args, text: &Text, report: &Report, counts: &mut Counts) {
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let gold: Vec<&Attribution> = text.attributions.iter().filter(|a| !a.content.is_empty()).collect();
    let given: Vec<Vec<(u32, u32)>> =
        report.statements.iter().map(|s| s.content.iter().map(|c| (c.start, c.end)).collect()).collect();
    counts.gold += gold.len();
    counts.given += given.len();
    let pairs = one_to_one(&gold, &given, |told, given| overlap(told, given));
    let show = |spans: &[(u32, u32)]| words(&units, spans);
    let around = |spans: &[(u32, u32)]| sentence(&units, spans);
    for (g, a) in gold.iter().enumerate() {
        let kind = counts.kinds.entry(a.kind.clone()).or_default();
        kind[0] += 1;
        let cue = counts.cues.entry(show(&a.cue).to_lowercase()).or_default();
        cue[0] += 1;
        let Some(&(overlap, _, f)) = pairs.iter().find(|p| p.1 == g && p.0 >= LOOSE) else {
            if args.errors {
                let (source, cue, content) = (show(&a.source), show(&a.cue), show(&a.content));
                println!("MISSED {}\t{source} | {cue} | {content}\t{}", a.kind, around(&a.content));
            }
            continue;
        };
        kind[1] += 1;
        cue[1] += 1;
        counts.loose += 1;
        counts.tight += usize::from(overlap >= TIGHT);
        if args.errors && overlap < TIGHT {
            println!(
                "EXTENT {overlap:.2} {}\t{}\t{}\tnot\t{}",
                a.kind,
                show(&a.cue),
                show(&given[f]),
                show(&a.content)
            );
        }
        if a.source.is_empty() {
            continue;
        }
        counts.sourced += 1;
        let speaker = report.statements[f].speaker.as_ref();
        let entity = speaker.and_then(|id| report.entities.iter().find(|e| e.id == *id));
        let right = entity.is_some_and(|e| {
            let mentioned =
                e.mentions.iter().any(|m| a.source.iter().any(|&s| shared(s, (m.start, m.end)) > 0));
            mentioned || a.source.iter().any(|&s| last(&show(&[s])) == last(&e.name))
        });
        counts.speakers += usize::from(right);
        if args.errors && !right {
            let name = entity.map_or("nobody", |e| &e.name);
            println!("SPEAKER {name}\tnot {} | {}\t{}", show(&a.source), show(&a.cue), around(&a.content));
        }
    }
    for (f, content) in given.iter().enumerate() {
        let cue = report.statements[f].cue.map_or(Vec::new(), |c| vec![(c.start, c.end)]);
        let right = pairs.iter().any(|p| p.2 == f && p.0 >= LOOSE);
        let row = counts.cues.entry(show(&cue).to_lowercase()).or_default();
        row[2] += 1;
        row[3] += usize::from(right);
        if args.errors && !right {
            println!("SPURIOUS\t{} | {}\t{}", show(&cue), show(content), around(content));
        }
    }
}

/// What the contents of two share, over all that they have.
fn overlap(told: &Attribution, given: &[(u32, u32)]) -> Option<f64> {
    let both: u32 = told.content.iter().map(|&x| given.iter().map(|&y| shared(x, y)).sum::<u32>()).sum();
    let all = size(&told.content) + size(given) - both;
    (both > 0).then(|| f64::from(both) / f64::from(all))
}

fn size(spans: &[(u32, u32)]) -> u32 {
    spans.iter().map(|(start, end)| end - start).sum()
}

fn shared(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// The last word of a name, without marks.
fn last(name: &str) -> String {
    let plain: String =
        name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    plain.split_whitespace().last().unwrap_or_default().into()
}

fn words(units: &[u16], spans: &[(u32, u32)]) -> String {
    let piece = |&(start, end): &(u32, u32)| {
        String::from_utf16_lossy(units.get(start as usize..end as usize).unwrap_or_default())
            .replace('\n', " ")
    };
    spans.iter().map(piece).collect::<Vec<_>>().join(" … ")
}

/// The paragraph around some words, no more than is easily read.
fn sentence(units: &[u16], spans: &[(u32, u32)]) -> String {
    let start = spans.iter().map(|s| s.0).min().unwrap_or(0) as usize;
    let end = spans.iter().map(|s| s.1).max().unwrap_or(0) as usize;
    let newline = u16::from(b'\n');
    let first =
        (start.saturating_sub(150)..start).rev().find(|&at| units[at] == newline).map_or(0, |at| at + 1);
    let last = (end..units.len().min(end + 100)).find(|&at| units[at] == newline).unwrap_or(units.len());
    words(
        units,
        &[(first.max(start.saturating_sub(150)) as u32, last.min(end + 100).min(units.len()) as u32)],
    )
}
