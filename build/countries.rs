//! Packs data/countries.tsv and data/not-countries.tsv into sorted static tables for `names::countries`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const COUNTRIES: &str = "data/countries.tsv";
const NOT_COUNTRIES: &str = "data/not-countries.tsv";

pub fn pack() {
    let mut countries = String::from("pub static COUNTRIES: &[Country] = &[\n");
    // (key, country, kind, acronym, ambiguous): the order of the tuple is the order of the look-up table.
    let mut forms: BTreeSet<(String, usize, &str, bool, bool)> = BTreeSet::new();
    for (number, row) in rows(COUNTRIES).iter().enumerate() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [alpha3, name, aliases, people, capital, seats, ambiguous] = columns[..] else {
            panic!("{COUNTRIES}: {} columns in {row:?}", columns.len());
        };
        let (alpha3, part) = match alpha3.strip_suffix('+') {
            Some(alpha3) => (alpha3, true),
            None => (alpha3, false),
        };
        assert!(
            alpha3.len() == 3 && alpha3.bytes().all(|b| b.is_ascii_uppercase()),
            "{COUNTRIES}: {alpha3:?}"
        );
        let first = |list| items(list).next().unwrap_or("");
        writeln!(
            countries,
            "Country {{ alpha3: {alpha3:?}, name: {name:?}, adjective: {:?}, capital: {:?}, part: {part} }},",
            first(people),
            first(capital),
        )
        .expect("a string takes all");
        let flagged: BTreeSet<&str> = items(ambiguous).collect();
        let mut known = BTreeSet::new();
        for (list, kind) in
            [(name, "Name"), (aliases, "Name"), (people, "Demonym"), (capital, "Capital"), (seats, "Seat")]
        {
            for form in items(list) {
                known.insert(form);
                forms.insert((key(form), number, kind, acronym(form), flagged.contains(form)));
            }
        }
        for form in flagged {
            assert!(known.contains(form), "{COUNTRIES}: ambiguous {form:?} is no form of {name}");
        }
    }
    countries.push_str("];\n");

    let mut table = String::from("static FORMS: &[Form] = &[\n");
    let mut last = None;
    for (key, country, kind, acronym, ambiguous) in &forms {
        // "U.S. Virgin Islands" and "US Virgin Islands" are one key.
        if last.replace((key, country, kind)) == Some((key, country, kind)) {
            continue;
        }
        writeln!(
            table,
            "Form {{ key: {key:?}, country: {country}, kind: Kind::{kind}, acronym: {acronym}, ambiguous: {ambiguous} }},"
        )
        .expect("a string takes all");
    }
    table.push_str("];\n");

    let (mut phrases, mut before, mut after) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for row in rows(NOT_COUNTRIES) {
        if let Some(prefix) = row.strip_suffix(" *") {
            before.insert(key(prefix));
        } else if let Some(suffix) = row.strip_prefix("* ") {
            after.insert(key(suffix));
        } else {
            phrases.insert(key(&row));
        }
    }
    for (name, keys) in [("NOT", phrases), ("NOT_AFTER", before), ("NOT_BEFORE", after)] {
        writeln!(table, "static {name}: &[&str] = &{:?};", Vec::from_iter(keys)).expect("a string takes all");
    }

    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("countries.rs");
    fs::write(out, countries + &table).expect("OUT_DIR can be written");
}

/// The rows of a file without its comments.
fn rows(path: &str) -> Vec<String> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(String::from).collect()
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').filter(|item| !item.is_empty())
}

/// The form as `names::countries` looks it up: lower case, hyphens as blanks, without dots.
fn key(form: &str) -> String {
    let mut key = String::new();
    for c in form.chars() {
        match c {
            '.' => {}
            '-' => key.push(' '),
            _ => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// "US", "U.K.", "DPRK"
fn acronym(form: &str) -> bool {
    form.chars().all(|c| c.is_uppercase() || c == '.') && form.chars().filter(|c| *c != '.').count() <= 4
}
