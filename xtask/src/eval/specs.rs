//! `cargo xtask eval specs`: the cases of other libraries' specs that apply to news, in `tests/specs`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::root;

#[path = "../../../tests/specs/numbers.rs"]
mod numbers;
#[path = "../../../tests/specs/table.rs"]
mod table;
#[path = "../../../tests/specs/times.rs"]
mod times;

#[derive(clap::Args)]
pub struct Args {
    /// List the cases that are wrong
    #[arg(long)]
    errors: bool,
    /// This table only
    #[arg(long, value_name = "NAME", value_parser = TABLES.map(|(name, _)| name))]
    table: Option<String>,
}

/// Scores a table of this name and, where told to, lists its wrong cases.
type Score = fn(name: &str, table: &str, errors: bool);

const TABLES: [(&str, Score); 4] = [
    ("recognizers-times.tsv", score_times),
    ("duckling-times.tsv", score_times),
    ("recognizers-numbers.tsv", score_numbers),
    ("duckling-numbers.tsv", score_numbers),
];

pub fn run(args: &Args) -> Result<()> {
    for (name, score) in TABLES {
        if args.table.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let path = root().join("tests/specs").join(name);
        let table = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        score(name, &table, args.errors);
    }
    Ok(())
}

fn score_times(name: &str, table: &str, errors: bool) {
    let cases = times::cases(table);
    let (mut right, mut merged, mut all) = (0, 0, 0);
    let mut rejected: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        if !case.applies() {
            *rejected.entry(&case.verdict).or_default() += 1;
            continue;
        }
        let found = case.find();
        let strict = case.right(&found, true);
        all += 1;
        right += usize::from(strict);
        merged += usize::from(case.right(&found, false));
        if errors && !strict {
            println!("{} {} {:?}", case.number, case.published, case.text);
            println!("    expected {}", case.expected);
            for time in &found {
                let words = &case.text[time.start as usize..time.end as usize];
                let (from, to) = (time.from.as_deref().unwrap_or(""), time.to.as_deref().unwrap_or(""));
                println!("    found    {words:?} {:?} {} {from}/{to}", time.kind, time.value);
            }
        }
    }
    println!(
        "{name}: {right} of {all} that apply wholly right, {:.1} %; {:.1} % with DATE and TIME as one",
        percent(right, all),
        percent(merged, all)
    );
    let mut reasons: Vec<(&str, usize)> = rejected.into_iter().collect();
    reasons.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let reasons: Vec<String> = reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    println!("    {} cases rejected: {}", cases.len() - all, reasons.join(", "));
}

fn score_numbers(name: &str, table: &str, errors: bool) {
    // Of each model how many are right, and how many apply.
    let mut models: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in numbers::cases(table).iter().filter(|case| case.applies()) {
        let found = case.find();
        let right = case.right(&found);
        let counts = models.entry(case.model.clone()).or_default();
        counts.0 += usize::from(right);
        counts.1 += 1;
        if errors && !right {
            println!("{} {} {:?}", case.model, case.number, case.text);
            println!("    expected {}", case.expected);
            for q in &found {
                let bound = |value: Option<f64>| value.map_or("-".to_string(), |value| value.to_string());
                let unit = q.unit.as_deref().unwrap_or("-");
                println!(
                    "    found    {}-{} {} {} {} {unit}",
                    q.start,
                    q.end,
                    q.kind,
                    bound(q.min),
                    bound(q.max)
                );
            }
        }
    }
    let (right, all) = models.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{name}: {right} of {all} that apply wholly right, {:.1} %", percent(right, all));
    for (model, &counts) in &models {
        println!("    {model:<12} {:>3} of {:>3}, {:.1} %", counts.0, counts.1, percent(counts.0, counts.1));
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
