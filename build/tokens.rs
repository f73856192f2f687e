//! Packs `data/tokens.toml` into sorted tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    abbreviations: Abbreviations,
    words: BTreeMap<String, Vec<String>>,
    contractions: Contractions,
    symbols: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    title: Vec<String>,
    inner: Vec<String>,
    number: Vec<String>,
    date: Vec<String>,
    end: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contractions {
    split: Vec<String>,
}

fn parse(text: &str) -> Lists {
    toml::from_str(text).unwrap_or_else(|e| panic!("in data/tokens.toml: {e}"))
}

/// What is kept whole with what follows its hyphen.
pub(crate) fn prefixes(text: &str) -> Vec<String> {
    parse(text).words.remove("prefixes").unwrap_or_default()
}

/// All tables and lists.
pub(crate) fn pack(text: &str) -> String {
    let lists = parse(text);
    let mut code = String::new();
    write_abbreviations(&lists.abbreviations, &mut code);
    write_contractions(&lists.contractions.split, &mut code);
    for (name, words) in lists.words.iter().chain(&lists.symbols) {
        code += &super::list(&name.to_uppercase(), words);
    }
    code
}

/// `(lower-case form, kind, must be capitalised)`, sorted by form; a form of two kinds keeps the first.
fn write_abbreviations(lists: &Abbreviations, code: &mut String) {
    let kinds = [
        ("Title", &lists.title),
        ("Inner", &lists.inner),
        ("Date", &lists.date),
        ("End", &lists.end),
        ("Number", &lists.number),
    ];
    let mut table = BTreeMap::new();
    for (kind, forms) in kinds {
        for form in forms {
            let capital = form.starts_with(char::is_uppercase);
            table.entry(form.to_lowercase()).or_insert((kind, capital));
        }
    }
    code.push_str("pub static ABBREVIATIONS: &[(&str, Abbreviation, bool)] = &[\n");
    for (form, (kind, capital)) in table {
        let _ = writeln!(code, "    ({form:?}, Abbreviation::{kind}, {capital}),");
    }
    code.push_str("];\n");
}

/// `(letters, bytes before the border)`, sorted by letters.
fn write_contractions(words: &[String], code: &mut String) {
    let table: BTreeMap<String, usize> = words
        .iter()
        .map(|word| (word.replace('|', ""), word.find('|').unwrap_or_else(|| panic!("no border in {word}"))))
        .collect();
    code.push_str("pub static CONTRACTIONS: &[(&str, usize)] = &[\n");
    for (letters, border) in table {
        let _ = writeln!(code, "    ({letters:?}, {border}),");
    }
    code.push_str("];\n");
}
