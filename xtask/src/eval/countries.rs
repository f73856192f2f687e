//! The country of actors: of the arguments of gold events that name a country's actor, how many the report gives to
//! that country. The answers, told by hand, are in `country-of-actors.tsv`.
//!
//! An argument counts as found when the mention that overlaps it most, the shortest of them, is of an entity with the right country.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args as ClapArgs;
use dateline::report::OffsetUnit;
use dateline::{Options, Report, convert_offsets};
use serde::Deserialize;

#[derive(ClapArgs)]
pub struct Args {
    /// Folder with texts/NAME.txt and gold/NAME.json
    dir: PathBuf,
    /// Print every miss
    #[arg(long)]
    errors: bool,
}

#[derive(Deserialize)]
struct Gold {
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    args: Vec<Argument>,
}

#[derive(Deserialize)]
struct Argument {
    span: Option<[u32; 2]>,
    text: Option<String>,
}

const ANSWERS: &str = include_str!("country-of-actors.tsv");

pub fn run(args: &Args) -> Result<()> {
    let mut document: Option<(&str, Gold, Report)> = None;
    let (mut right, mut without, mut all) = (0, 0, 0);
    for row in ANSWERS.lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [name, start, country] = columns[..] else { anyhow::bail!("country-of-actors.tsv: {row:?}") };
        let start: u32 = start.parse().with_context(|| format!("country-of-actors.tsv: {row:?}"))?;
        if document.as_ref().is_none_or(|d| d.0 != name) {
            let read = |path: PathBuf| {
                fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))
            };
            let text = read(args.dir.join("texts").join(format!("{name}.txt")))?;
            let gold = serde_json::from_str(&read(args.dir.join("gold").join(format!("{name}.json")))?)?;
            let mut report = dateline::extract(&text, &Options::default())?;
            convert_offsets(&mut report, &text, OffsetUnit::Utf16);
            document = Some((name, gold, report));
        }
        let Some((_, gold, report)) = &document else { continue };
        let arguments = gold.mentions.iter().flat_map(|m| &m.args);
        let argument = arguments.clone().find(|a| a.span.is_some_and(|s| s[0] == start));
        let argument = argument.with_context(|| format!("{name} has no argument at {start}"))?;
        let Some([start, end]) = argument.span else { continue };
        let found = country_at(report, start, end);
        all += 1;
        right += usize::from(found == Some(country));
        without += usize::from(found.is_none());
        if args.errors && found != Some(country) {
            let words = argument.text.as_deref().unwrap_or_default();
            println!("{name} {start}: {words:?} is {country}, got {}", found.unwrap_or("nothing"));
        }
    }
    println!(
        "country of actor {:.1} % of {all}; without a country {without}",
        100.0 * right as f64 / all as f64
    );
    Ok(())
}

/// The country of the entity whose mention covers most of the argument.
fn country_at(report: &Report, start: u32, end: u32) -> Option<&str> {
    let overlap = |m: &dateline::report::EntityMention| m.end.min(end).saturating_sub(m.start.max(start));
    let mentions = report.entities.iter().flat_map(|e| e.mentions.iter().map(move |m| (e, m)));
    let (entity, _) = mentions
        .filter(|(_, m)| overlap(m) > 0)
        .max_by_key(|(_, m)| (overlap(m), std::cmp::Reverse(m.end - m.start)))?;
    entity.country.as_deref()
}
