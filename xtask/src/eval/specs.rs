//! `cargo xtask eval specs`: the cases of other libraries' specs that apply to news, in `tests/specs`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::root;

#[path = "../../../tests/specs/times.rs"]
mod times;

#[derive(clap::Args)]
pub struct Args {
    /// List the cases that are wrong
    #[arg(long)]
    errors: bool,
    /// This table only
    #[arg(long, value_name = "NAME", value_parser = TIMES)]
    table: Option<String>,
}

/// The tables of time expressions.
const TIMES: [&str; 2] = ["recognizers-times.tsv", "duckling-times.tsv"];

pub fn run(args: &Args) -> Result<()> {
    for name in TIMES {
        if args.table.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let path = root().join("tests/specs").join(name);
        let table = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        score_times(name, &table, args.errors);
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

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
