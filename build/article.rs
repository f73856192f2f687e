//! Packs `data/article-zones.tsv` into a table of constants.

use std::fmt::Write;

/// Every phrase as `(Match, Option<BoilerplateReason>, "phrase")`.
pub(crate) fn pack(text: &str) -> String {
    let mut table = String::from("&[\n");
    for (number, line) in super::rows(text) {
        let (reason, matching, phrase) = row(line).unwrap_or_else(|| {
            panic!("data/article-zones.tsv: line {number}: not reason, match, phrase: {line}")
        });
        writeln!(table, "    (Match::{matching}, {reason}, {phrase:?}),").expect("strings take all");
    }
    table.push_str("]\n");
    table
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
