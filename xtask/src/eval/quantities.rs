//! `cargo xtask eval quantities`: quantities against those told by hand.
//!
//! The gold is a table: article, SHA-256 of its text, start and end in code points, kind, min, max, unit, approximate. A
//! gold quantity and a found one are a pair where they overlap, one to one, the greatest overlap first. "Exact" is a pair
//! of the same least, most and unit.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dateline::report::OffsetUnit;
use dateline::{Options, convert_offsets};

use super::one_to_one;

#[derive(clap::Args)]
pub struct Args {
    /// Table of the quantities
    #[arg(long)]
    gold: PathBuf,
    /// Folder of ARTICLE.txt
    #[arg(long)]
    texts: PathBuf,
    /// List what is missed, wrong or too much
    #[arg(long)]
    errors: bool,
}

#[derive(Debug)]
struct Quantity {
    start: u32,
    end: u32,
    kind: String,
    min: Option<f64>,
    max: Option<f64>,
    unit: String,
    approximate: bool,
}

/// How many are told, found, and right in three ways.
#[derive(Default, Clone, Copy)]
struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    exact: usize,
    kind: usize,
    approximate: usize,
}

pub fn run(args: &Args) -> Result<()> {
    let table =
        fs::read_to_string(&args.gold).with_context(|| format!("can't read {}", args.gold.display()))?;
    let mut all = Counts::default();
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    for (article, gold) in read(&table)? {
        let found = find(&args.texts, &article)?;
        let text: Vec<char> = found.0.chars().collect();
        let found = found.1;
        let pairs = one_to_one(&gold, &found, overlap);
        all.gold += gold.len();
        all.found += found.len();
        for quantity in &gold {
            kinds.entry(quantity.kind.clone()).or_default().gold += 1;
        }
        for quantity in &found {
            kinds.entry(quantity.kind.clone()).or_default().found += 1;
        }
        let words = |q: &Quantity| {
            text.get(q.start as usize..q.end as usize).unwrap_or_default().iter().collect::<String>()
        };
        let around = |q: &Quantity| {
            let end = text.len().min(q.end as usize + 30);
            let before =
                text.get((q.start as usize).saturating_sub(30)..q.start as usize).unwrap_or_default();
            let after = text.get(q.end as usize..end).unwrap_or_default();
            let show = |part: &[char]| part.iter().collect::<String>().replace('\n', " ");
            format!("{}[{}]{}", show(before), words(q), show(after))
        };
        for &(_, g, f) in &pairs {
            let (gold, found) = (&gold[g], &found[f]);
            let exact = same(gold.min, found.min)
                && same(gold.max, found.max)
                && gold.unit.eq_ignore_ascii_case(&found.unit);
            let (strict, kind) =
                ((gold.start, gold.end) == (found.start, found.end), gold.kind == found.kind);
            // By kind, a pair of two kinds is missed in the one and too much in the other.
            let of_kind = if kind { kinds.get_mut(&gold.kind) } else { None };
            for counts in [Some(&mut all), of_kind].into_iter().flatten() {
                counts.relaxed += 1;
                counts.strict += usize::from(strict);
                counts.exact += usize::from(exact);
                counts.kind += usize::from(kind);
                counts.approximate += usize::from(gold.approximate == found.approximate);
            }
            if args.errors && !exact {
                println!("{article} WRONG {}: {} not {}", around(gold), show(found), show(gold));
            } else if args.errors && !strict {
                println!("{article} span {}: {:?}", around(gold), words(found));
            } else if args.errors && (!kind || gold.approximate != found.approximate) {
                println!("{article} kind {}: {} not {}", around(gold), show(found), show(gold));
            }
        }
        if args.errors {
            for (g, quantity) in gold.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|p| p.1 == *g)) {
                let _ = g;
                println!("{article} MISSED {}: {}", around(quantity), show(quantity));
            }
            for (_, quantity) in found.iter().enumerate().filter(|(f, _)| !pairs.iter().any(|p| p.2 == *f)) {
                println!("{article} EXTRA {}: {}", around(quantity), show(quantity));
            }
        }
    }
    let f1 =
        |right: usize, counts: &Counts| 200.0 * right as f64 / (counts.gold + counts.found).max(1) as f64;
    println!(
        "{} told, {} found: strict F1 {:.1}, relaxed F1 {:.1}, value + unit + bound exact F1 {:.1}",
        all.gold,
        all.found,
        f1(all.strict, &all),
        f1(all.relaxed, &all),
        f1(all.exact, &all)
    );
    let of_pairs = |right: usize| 100.0 * right as f64 / all.relaxed.max(1) as f64;
    println!(
        "of the pairs: kind {:.1} %, approximate {:.1} %",
        of_pairs(all.kind),
        of_pairs(all.approximate)
    );
    for (kind, counts) in &kinds {
        println!(
            "  {kind:<12} told {:>4} found {:>4}  relaxed {:>5.1}  exact {:>5.1}",
            counts.gold,
            counts.found,
            f1(counts.relaxed, counts),
            f1(counts.exact, counts)
        );
    }
    Ok(())
}

/// The quantities of each article, in the order of the table.
fn read(table: &str) -> Result<Vec<(String, Vec<Quantity>)>> {
    let mut articles: Vec<(String, Vec<Quantity>)> = Vec::new();
    for (number, row) in table.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#'))
    {
        let columns: Vec<&str> = row.split('\t').collect();
        if columns[0] == "article" {
            continue;
        }
        let [article, _, start, end, kind, min, max, unit, approximate] = columns[..] else {
            // an article without quantities: what is found in it is too much
            if let [article, _] = columns[..] {
                articles.push((article.into(), Vec::new()));
                continue;
            }
            bail!("line {}: {} columns, not 9", number + 1, columns.len())
        };
        let value = |column: &str| match column.trim() {
            "" | "-" | "null" => Ok(None),
            value => value.parse().map(Some).with_context(|| format!("line {}: {value:?}", number + 1)),
        };
        let quantity = Quantity {
            start: start.parse().with_context(|| format!("line {}", number + 1))?,
            end: end.parse().with_context(|| format!("line {}", number + 1))?,
            kind: kind.into(),
            min: value(min)?,
            max: value(max)?,
            unit: unit.trim().into(),
            approximate: matches!(approximate.trim(), "true" | "1" | "yes"),
        };
        match articles.iter_mut().find(|(name, _)| name == article) {
            Some((_, quantities)) => quantities.push(quantity),
            None => articles.push((article.into(), vec![quantity])),
        }
    }
    Ok(articles)
}

fn find(texts: &Path, article: &str) -> Result<(String, Vec<Quantity>)> {
    let file = texts.join(format!("{article}.txt"));
    let text = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let mut report = dateline::extract(&text, &Options::default())?;
    convert_offsets(&mut report, &text, OffsetUnit::Chars);
    let quantities = report.quantities.into_iter().map(|q| Quantity {
        start: q.start,
        end: q.end,
        kind: q.kind,
        min: q.min,
        max: q.max,
        unit: q.unit.unwrap_or_default(),
        approximate: q.approximate,
    });
    let quantities = quantities.collect();
    Ok((text, quantities))
}

/// How many characters two share, if any.
fn overlap(a: &Quantity, b: &Quantity) -> Option<f64> {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    (shared > 0).then_some(f64::from(shared))
}

/// The same number to a millionth of it, fractions to four decimals.
fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs() || a.abs() < 1.0 && (a - b).abs() < 6e-5,
        (None, None) => true,
        _ => false,
    }
}

fn show(quantity: &Quantity) -> String {
    let bound = |value: Option<f64>| value.map_or("-".to_string(), |value| value.to_string());
    let Quantity { kind, unit, approximate, .. } = quantity;
    let about = if *approximate { " ~" } else { "" };
    format!("{kind} {} {} {unit:?}{about}", bound(quantity.min), bound(quantity.max))
}
