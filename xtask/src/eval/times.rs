//! `cargo xtask eval times`: time expressions against the times of gold events, and against GUM dates.

use std::path::{Path, PathBuf};
use std::{fs, io::BufRead};

use anyhow::{Context, Result};
use chrono::{Days, NaiveDate};
use dateline::report::TimeType;
use dateline::times::{self, TimeMention};
use dateline::{article, syntax, tokens};
use serde_json::Value;

#[derive(clap::Args)]
pub struct Args {
    /// Folder of DOC.txt
    #[arg(long, requires = "gold")]
    texts: Option<PathBuf>,
    /// Folder of DOC.json with mentions[].time {span, text, value}
    #[arg(long, requires = "texts")]
    gold: Option<PathBuf>,
    /// gum_time.jsonl: dates of GUM
    #[arg(long)]
    gum: Option<PathBuf>,
    /// Genres of GUM that are scored; without it news, then all whose texts are openly licensed
    #[arg(long, value_delimiter = ',')]
    genres: Vec<String>,
    /// List what was not found and what got another value
    #[arg(long)]
    errors: bool,
}

pub fn run(args: &Args) -> Result<()> {
    if let (Some(texts), Some(gold)) = (&args.texts, &args.gold) {
        events(texts, gold, args.errors)?;
    }
    if let Some(gum) = &args.gum {
        if args.genres.is_empty() {
            gum_dates(gum, &["news".to_string()], args.errors)?;
            gum_dates(gum, &OPEN_GENRES.map(String::from), false)?;
        } else {
            gum_dates(gum, &args.genres, args.errors)?;
        }
    }
    Ok(())
}

/// The genres of GUM whose texts may be used for anything (CC BY and CC BY-SA).
const OPEN_GENRES: [&str; 10] =
    ["news", "interview", "bio", "speech", "court", "academic", "voyage", "textbook", "vlog", "conversation"];

/// Share of gold event times that a found time overlaps, and whose value agrees.
fn events(texts: &Path, gold: &Path, errors: bool) -> Result<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(gold)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let (mut all, mut found, mut valued, mut agreed, mut system) = (0, 0, 0, 0, 0);
    for file in files {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let doc = gold["doc"].as_str().context("no doc")?;
        let text = fs::read_to_string(texts.join(format!("{doc}.txt")))?;
        let mentions = read(&text, day(&gold["published"]));
        system += mentions.len();
        let place = byte_offsets(&text);
        for time in gold["mentions"].as_array().into_iter().flatten().map(|mention| &mention["time"]) {
            let Some((start, end)) = span(&time["span"], &place) else { continue };
            all += 1;
            let value = time["value"].as_str();
            valued += usize::from(value.is_some());
            let hits: Vec<&TimeMention> =
                mentions.iter().filter(|found| found.span.start < end && start < found.span.end).collect();
            found += usize::from(!hits.is_empty());
            let same = value.is_some_and(|value| hits.iter().any(|hit| same_time(value, &hit.value)));
            agreed += usize::from(same);
            if errors && !same {
                let values: Vec<&str> = hits.iter().map(|hit| hit.value.as_str()).collect();
                println!("{doc}: {:?} {value:?} got {values:?}", &text[start as usize..end as usize]);
            }
        }
    }
    println!(
        "event times: {} of {all} found {}, values {agreed} of {valued} {}   ({system} expressions)",
        found,
        percent(found, all),
        percent(agreed, valued)
    );
    Ok(())
}

/// GUM: strict and relaxed span F1, and value F1 with points and intervals to the day, where an end that GUM leaves open is
/// not asked for. What GUM doesn't place on the calendar ("11:00") is left out of the values.
fn gum_dates(file: &Path, genres: &[String], errors: bool) -> Result<()> {
    let (mut all, mut system, mut strict, mut relaxed, mut agreed, mut unplaced) = (0, 0, 0, 0, 0, 0);
    for line in std::io::BufReader::new(fs::File::open(file)?).lines() {
        let doc: Value = serde_json::from_str(&line?)?;
        if !genres.iter().any(|genre| doc["genre"] == genre.as_str()) {
            continue;
        }
        let id = doc["id"].as_str().unwrap_or_default();
        let text = doc["text"].as_str().context("no text")?;
        let place: Vec<u32> =
            text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let mut mentions = read(text, day(&doc["dct"]));
        // GUM has dateable expressions only.
        mentions.retain(|found| {
            matches!(found.kind, TimeType::Date | TimeType::Time) && !found.value.ends_with("_REF")
        });
        system += mentions.len();
        let mut used = vec![false; mentions.len()];
        for time in doc["timex"].as_array().into_iter().flatten() {
            all += 1;
            let at = |key: &str| time[key].as_u64().and_then(|at| place.get(at as usize)).copied();
            let (Some(start), Some(end)) = (at("start"), at("end")) else { continue };
            let exact = mentions.iter().any(|found| found.span.start == start && found.span.end == end);
            strict += usize::from(exact);
            let shared =
                |found: &TimeMention| found.span.end.min(end).saturating_sub(found.span.start.max(start));
            let free = (0..mentions.len()).filter(|number| !used[*number] && shared(&mentions[*number]) > 0);
            let words = time["text"].as_str().unwrap_or_default();
            // the first of those that share the most
            let Some(hit) = free.rev().max_by_key(|number| shared(&mentions[*number])) else {
                if errors {
                    let before =
                        text.get(start.saturating_sub(30) as usize..start as usize).unwrap_or_default();
                    println!("missed   {id}: {before}[{words}]");
                }
                continue;
            };
            used[hit] = true;
            let found = &mentions[hit];
            relaxed += 1;
            let (from, to) = interval(time);
            if from.is_none() && to.is_none() {
                unplaced += 1;
                continue;
            }
            let near = |gold: Option<NaiveDate>, ours: Option<&str>| {
                gold.is_none_or(|gold| {
                    ours.and_then(to_day).is_some_and(|ours| (gold - ours).num_days().abs() <= 1)
                })
            };
            let same = near(from, found.from.as_deref()) && near(to, found.to.as_deref());
            agreed += usize::from(same);
            if errors && !same {
                let span = found.span.of(text);
                println!("value    {id}: {words} {from:?} {to:?} got {span} {}", found.value);
            } else if errors && !exact {
                println!("span     {id}: {words} got {}", found.span.of(text));
            }
        }
        if errors {
            for (found, _) in mentions.iter().zip(&used).filter(|(_, used)| !**used) {
                let start = found.span.start as usize;
                let before = text.get(start.saturating_sub(30)..start).unwrap_or_default();
                println!("spurious {id}: {before}[{}] {}", found.span.of(text), found.value);
            }
        }
    }
    let f1 = |right: usize, less: usize| percent(2 * right, all + system - 2 * less);
    println!(
        "GUM {}: strict F1 {}, relaxed F1 {}, value F1 {}   ({system} found, {all} gold)",
        genres.join(","),
        f1(strict, 0),
        f1(relaxed, 0),
        f1(agreed, unplaced)
    );
    Ok(())
}

fn read(text: &str, published: Option<NaiveDate>) -> Vec<TimeMention> {
    let tokens = tokens::tokenize(text, &article::read(text, false));
    let syntax = syntax::analyze(text, &tokens);
    times::find(text, &tokens, &syntax, published)
}

fn day(value: &Value) -> Option<NaiveDate> {
    to_day(value.as_str()?)
}

fn to_day(value: &str) -> Option<NaiveDate> {
    value.get(..10)?.parse().ok()
}

/// First and last day + 1 of a GUM annotation, as far as it says them.
fn interval(time: &Value) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let bounds = |value: &Value| {
        let value = value.as_str()?;
        if value.len() >= 10 {
            let day = to_day(value)?;
            return Some((day, day.checked_add_days(Days::new(1))?));
        }
        let year: i32 = value.get(..4)?.parse().ok()?;
        let month: Option<u32> = value.get(5..7).and_then(|month| month.parse().ok());
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
        Some((first, first.checked_add_months(chrono::Months::new(if month.is_some() { 1 } else { 12 }))?))
    };
    let either = |a: &str, b: &str| if time[a].is_null() { bounds(&time[b]) } else { bounds(&time[a]) };
    if time["when"].is_null() {
        let (from, to) = (either("from", "notBefore"), either("to", "notAfter"));
        return (from.map(|from| from.0), to.map(|to| to.1));
    }
    bounds(&time["when"]).unzip()
}

/// As in the scorer of events: equal, or the same day.
fn same_time(gold: &str, value: &str) -> bool {
    gold == value
        || gold.starts_with(|c: char| c.is_ascii_digit())
            && gold.len() >= 10
            && value.len() >= 10
            && gold.get(..10) == value.get(..10)
}

/// Byte offset of every UTF-16 code unit.
fn byte_offsets(text: &str) -> Vec<u32> {
    let mut place = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        place.extend(std::iter::repeat_n(at as u32, c.len_utf16()));
    }
    place.push(text.len() as u32);
    place
}

fn span(span: &Value, place: &[u32]) -> Option<(u32, u32)> {
    let at = |number: usize| place.get(span[number].as_u64()? as usize).copied();
    at(0).zip(at(1))
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}
