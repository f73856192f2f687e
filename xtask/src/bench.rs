//! Measures the built package in Node beside the peers of xtask/bench, and holds it against data/budgets.toml.
//!
//! Every figure comes from a fresh process of its own; engines and text lengths take turns, so that a busy moment of
//! the machine falls on all alike. Printed are medians over the rounds.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::Deserialize;

use crate::budget::{self, Budgets};
use crate::command::{command, run};
use crate::sizes::{Sizes, kb, measure};
use crate::{root, setup, wasm};

const FOLDER: &str = "xtask/bench";
const ENGINES: [&str; 3] = ["dateline", "wink-nlp", "compromise"];
const COPIES: [usize; 3] = [1, 10, 100];
/// A process that takes longer is ended, and not run again in later rounds.
const LIMIT: Duration = Duration::from_secs(10);

#[derive(Args)]
pub struct Command {
    /// The text to read
    #[arg(long, default_value = "www/samples/north-korea.txt")]
    text: PathBuf,
    /// How often everything is measured; medians of fewer than 20 say little
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// What bench.mjs prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    ready: f64,
    ms: f64,
    words_per_second: Option<f64>,
}

/// The measurements of one engine.
#[derive(Default)]
struct Times {
    ready: Vec<f64>,
    /// Of the whole of toConllu, over the longest text.
    words_per_second: Vec<f64>,
    /// For each of [`COPIES`]; `None` when it passed the limit.
    calls: [Option<Vec<f64>>; COPIES.len()],
}

pub fn bench(options: &Command) -> Result<()> {
    let text = std::path::absolute(&options.text)?;
    let words = std::fs::read_to_string(&text)
        .with_context(|| format!("can't read {}; name a text with --text", text.display()))?
        .split_whitespace()
        .count();
    wasm::build()?;
    setup::install_packages(FOLDER)?;
    let sizes = ENGINES.map(size).into_iter().collect::<Result<Vec<_>>>()?;
    let times = measure_all(&text, options.rounds)?;
    println!(
        "\nText of {words} words; medians of {} rounds, each figure in a process of its own",
        options.rounds
    );
    print_table(&sizes, &times);
    println!("toConllu: {:.0} words a second, one thread", median(&times[0].words_per_second));
    let brotli = |file: PathBuf| measure(&file).map(|sizes| kb(sizes.brotli));
    let wasm_kb = brotli(wasm::folder().join("dateline_bg.wasm"))?;
    let model_kb = brotli(root().join("data/models/syntax.bin"))?;
    check(&rows(&budget::read()?, words, wasm_kb, model_kb, sizes[0], &times[0])?)
}

/// What a reader downloads: our package as it is, a peer as a minified bundle.
fn size(engine: &str) -> Result<Sizes> {
    if engine == "dateline" {
        let [a, b] = ["dateline_bg.wasm", "dateline.js"].map(|file| measure(&wasm::folder().join(file)));
        let (a, b) = (a?, b?);
        return Ok(Sizes { raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });
    }
    let bundle = root().join(format!("target/xtask/bench/{engine}.js"));
    run(command("node").arg(format!("{FOLDER}/bundle.mjs")).arg(engine).arg(&bundle))?;
    measure(&bundle)
}

fn measure_all(text: &Path, rounds: u32) -> Result<[Times; ENGINES.len()]> {
    let mut all = ENGINES.map(|_| Times { calls: COPIES.map(|_| Some(Vec::new())), ..Times::default() });
    for round in 1..=rounds {
        eprint!("\rround {round} of {rounds}");
        for (column, copies) in COPIES.iter().enumerate() {
            for (engine, times) in ENGINES.iter().zip(&mut all) {
                let Some(calls) = &mut times.calls[column] else { continue };
                match measure_once(engine, text, *copies)? {
                    Some(measured) => {
                        calls.push(measured.ms);
                        times.ready.push(measured.ready);
                        if column + 1 == COPIES.len() {
                            times.words_per_second.extend(measured.words_per_second);
                        }
                    }
                    None => times.calls[column] = None,
                }
            }
        }
    }
    eprintln!();
    Ok(all)
}

/// Runs bench.mjs once; `None` when it takes too long.
fn measure_once(engine: &str, text: &Path, copies: usize) -> Result<Option<Measured>> {
    let mut node = command("node");
    node.arg(format!("{FOLDER}/bench.mjs")).arg(engine).arg(text).arg(copies.to_string());
    let mut child = node.stdout(Stdio::piped()).spawn().context("can't start node")?;
    if !ends_in_time(&mut child)? {
        child.kill()?;
        child.wait()?;
        return Ok(None);
    }
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{engine} failed on {copies} copies of the text");
    Ok(Some(serde_json::from_slice(&output.stdout)?))
}

fn ends_in_time(child: &mut Child) -> Result<bool> {
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > LIMIT {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(true)
}

fn print_table(sizes: &[Sizes], times: &[Times]) {
    println!(
        "{:12}{:>9}{:>9}{:>9}{:>9}{:>10}{:>10}{:>10}",
        "", "KB raw", "gzip", "brotli", "ready", "ms 1x", "10x", "100x"
    );
    for ((engine, size), times) in ENGINES.iter().zip(sizes).zip(times) {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(kb);
        let calls: String =
            times.calls.iter().map(|calls| format!("{:>10}", shown(calls.as_deref()))).collect();
        println!("{engine:12}{raw:9.0}{gzip:9.0}{brotli:9.0}{:9.1}{calls}", median(&times.ready));
    }
    println!(
        "What they give: dateline events with all that belongs to them; wink-nlp sentences, parts of speech, times and"
    );
    println!("numbers; compromise sentences, tags, people and places. Only dateline gives events.");
}

fn shown(calls: Option<&[f64]>) -> String {
    calls.map_or_else(|| format!("> {} s", LIMIT.as_secs()), |calls| format!("{:.2}", median(calls)))
}

/// A figure beside what is allowed.
struct Row {
    name: &'static str,
    measured: f64,
    goal: Option<f64>,
    limit: f64,
}

fn rows(
    budgets: &Budgets,
    words: usize,
    wasm_kb: f64,
    model_kb: f64,
    size: Sizes,
    times: &Times,
) -> Result<[Row; 8]> {
    let [once, _, hundred] =
        times.calls.each_ref().map(|calls| calls.as_deref().map_or(f64::INFINITY, median));
    let per_750_words = once * 750.0 / words.max(1) as f64;
    let conllu = 750_000.0 / median(&times.words_per_second);
    let Budgets { product, goal, now, stage } = budgets;
    let syntax = stage.get("syntax").context("data/budgets.toml has no [stage.syntax]")?;
    let row = |name, measured, goal, limit| Row { name, measured, goal, limit };
    Ok([
        row("KB of the wasm, brotli", wasm_kb, None, now.wasm_brotli_kb),
        row("KB of the syntax model", model_kb, None, syntax.brotli_kb),
        row("ms of toConllu, 750 words", conllu, None, syntax.ms_per_750_words),
        row("ms for the text", once, None, now.sample_ms),
        row("times as long for 100x", hundred / once, None, now.time_of_100_texts),
        row("KB of the package, brotli", kb(size.brotli), Some(goal.brotli_kb), product.brotli_kb),
        row("ms for 750 words", per_750_words, Some(goal.ms_per_750_words), product.ms_per_750_words),
        row("ms until ready", median(&times.ready), Some(goal.ready_ms), product.ready_ms),
    ])
}

/// The names of the figures that pass their limit; one that could not be measured does.
fn over_limits(rows: &[Row]) -> Vec<&'static str> {
    rows.iter().filter(|row| row.measured.is_nan() || row.measured > row.limit).map(|row| row.name).collect()
}

/// Prints what is measured beside what is allowed.
///
/// # Errors
/// When a limit of today or of the product is passed.
fn check(rows: &[Row]) -> Result<()> {
    println!("\n{:28}{:>10}{:>10}{:>10}", "data/budgets.toml", "measured", "goal", "limit");
    for Row { name, measured, goal, limit } in rows {
        let goal = goal.map_or(String::new(), |goal| goal.to_string());
        println!("{name:28}{measured:>10.1}{goal:>10}{limit:>10}");
    }
    let over = over_limits(rows);
    if !over.is_empty() {
        bail!("over the budget: {}", over.join(", "));
    }
    println!("Within the budgets");
    Ok(())
}

/// The middle value; the mean of the two middle ones of an even number; NaN of none.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match (sorted.len(), sorted.len() / 2) {
        (0, _) => f64::NAN,
        (length, middle) if length % 2 == 0 => (sorted[middle - 1] + sorted[middle]) / 2.0,
        (_, middle) => sorted[middle],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        for (values, expected) in [(&[3.0, 1.0, 2.0][..], 2.0), (&[4.0, 1.0, 2.0, 3.0], 2.5), (&[7.0], 7.0)] {
            assert_eq!(median(values), expected, "{values:?}");
        }
    }

    #[test]
    fn what_is_over_a_limit_is_named() {
        let budgets = budget::read().unwrap();
        // More than is allowed today, but not more than the product's.
        let slow = (budgets.now.sample_ms + budgets.product.ms_per_750_words) / 2.0;
        let calls = [Some(vec![slow]), Some(vec![slow]), Some(vec![slow * 50.0])];
        let times = Times { ready: vec![1.0], words_per_second: vec![1e6], calls };
        let size = Sizes { raw: 1, gzip: 1, brotli: 1 };
        let over = over_limits(&rows(&budgets, 750, 1.0, 1.0, size, &times).unwrap());
        assert_eq!(over, ["ms for the text"]);
    }
}
