//! Packs `data/article-zones.tsv` into a table of constants.

use std::fmt::Write;
use std::path::Path;

/// Writes `article_zones.rs` into `out`: every phrase as `(Match, Option<BoilerplateReason>, "phrase")`.
pub fn pack(data: &Path, out: &Path) {
    let file = data.join("article-zones.tsv");
    println!("cargo::rerun-if-changed={}", file.display());
    let table = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut rows = String::from("&[\n");
    for (number, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (reason, matching, phrase) = row(line).unwrap_or_else(|| {
            panic!("{}: line {}: not reason, match, phrase: {line}", file.display(), number + 1)
        });
        writeln!(rows, "    (Match::{matching}, {reason}, {phrase:?}),").expect("strings take all");
    }
    rows.push_str("]\n");
    std::fs::write(out.join("article_zones.rs"), rows).expect("OUT_DIR can be written");
}

/// The three columns as Rust expressions.
fn row(line: &str) -> Option<(&'static str, &'static str, &str)> {
    let mut columns = line.split('\t');
    let reason = match columns.next()? {
        "caption" => "Some(BoilerplateReason::Caption)",
        "related" => "Some(BoilerplateReason::Related)",
        "share" => "Some(BoilerplateReason::Share)",
        "byline" => "Some(BoilerplateReason::Byline)",
        "ad" => "Some(BoilerplateReason::Ad)",
        "copyright" => "Some(BoilerplateReason::Copyright)",
        "-" => "None",
        _ => return None,
    };
    let matching = match columns.next()? {
        "whole" => "Whole",
        "head" => "Head",
        "start" => "Start",
        "label" => "Label",
        "in" => "In",
        "bar" => "Bar",
        "credit" => "Credit",
        "agency" => "Agency",
        "no-place" => "NoPlace",
        _ => return None,
    };
    let phrase = columns.next().filter(|p| !p.is_empty() && *p == p.to_lowercase())?;
    columns.next().is_none().then_some((reason, matching, phrase))
}
