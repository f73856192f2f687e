//! Packs data/countries.tsv and data/not-countries.tsv into sorted static tables for `names::countries`.

use std::collections::BTreeSet;
use std::fmt::Write;

const COUNTRIES: &str = "data/countries.tsv";

/// The countries and all their forms.
pub(crate) fn pack(text: &str) -> String {
    let mut countries = String::from("pub static COUNTRIES: &[Country] = &[\n");
    // (key, country, kind, acronym, ambiguous): the order of the tuple is the order of the look-up table.
    let mut forms: BTreeSet<(String, usize, &str, bool, bool)> = BTreeSet::new();
    for (number, (_, row)) in super::rows(text).enumerate() {
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
    countries + &table
}

/// Phrases that use up the words of a country, and what makes a country's word another name before or after it.
pub(crate) fn pack_not(text: &str) -> String {
    let (mut phrases, mut before, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for (_, row) in super::rows(text) {
        if let Some(prefix) = row.strip_suffix(" *") {
            before.push(key(prefix));
        } else if let Some(suffix) = row.strip_prefix("* ") {
            after.push(key(suffix));
        } else {
            phrases.push(key(row));
        }
    }
    let lists = [("NOT", phrases), ("NOT_AFTER", before), ("NOT_BEFORE", after)];
    lists.map(|(name, keys)| super::list(name, &keys)).concat()
}

pub(crate) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').filter(|item| !item.is_empty())
}

/// The form as `names::countries` looks it up: lower case, hyphens as blanks, without dots.
pub(crate) fn key(form: &str) -> String {
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
pub(crate) fn acronym(form: &str) -> bool {
    form.chars().all(|c| c.is_uppercase() || c == '.') && form.chars().filter(|c| *c != '.').count() <= 4
}
