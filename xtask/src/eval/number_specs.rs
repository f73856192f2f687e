//! `cargo xtask eval number-specs`: the cases of other libraries' specs of numbers and units that apply to news, in
//! `tests/specs`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use crate::root;

#[path = "../../../tests/specs/numbers.rs"]
mod numbers;

#[derive(clap::Args)]
pub struct Args {
    /// List the cases that are wrong
    #[arg(long)]
    errors: bool,
}

const TABLES: [&str; 2] = ["recognizers-numbers.tsv", "duckling-numbers.tsv"];

pub fn run(args: &Args) -> Result<()> {
    for name in TABLES {
        let path = root().join("tests/specs").join(name);
        let table = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        score(name, &table, args.errors);
    }
    Ok(())
}

fn score(name: &str, table: &str, errors: bool) {
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
    let percent = |(right, all): (usize, usize)| 100.0 * right as f64 / all.max(1) as f64;
    println!("{name}: {right} of {all} that apply wholly right, {:.1} %", percent((right, all)));
    for (model, &counts) in &models {
        println!("    {model:<12} {:>3} of {:>3}, {:.1} %", counts.0, counts.1, percent(counts));
    }
}
