//! Packs data/quantities.toml, data/units.toml, data/currencies.tsv and data/amounts.toml for `quantities`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

use super::list;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quantities {
    terms: BTreeMap<String, BTreeMap<String, Value>>,
    before: BTreeMap<String, Vec<String>>,
    after: BTreeMap<String, Vec<String>>,
    per: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Whole(i64),
    Number(f64),
    Bounds([f64; 2]),
}

/// Number words, words of bounds and lists of words.
pub(crate) fn pack(text: &str) -> String {
    const SOURCE: &str = "data/quantities.toml";
    let file: Quantities = toml::from_str(text).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let mut terms: BTreeMap<&str, String> = BTreeMap::new();
    for (variant, words) in &file.terms {
        for (word, value) in words {
            let term = match value {
                Value::Whole(number) => format!("Term::{variant}({number}.0)"),
                Value::Number(number) => format!("Term::{variant}({number:?})"),
                Value::Bounds([least, most]) => format!("Term::{variant}({least:?}, {most:?})"),
            };
            let before = terms.insert(word, term);
            assert!(before.is_none(), "{SOURCE}: {word:?} stands in two tables");
        }
    }
    let mut code = table("TERMS", "Term", &terms);
    for (name, bounds) in [("BEFORE", &file.before), ("AFTER", &file.after)] {
        let mut phrases: BTreeMap<&str, String> = BTreeMap::new();
        for (kind, words) in bounds {
            let variant = match kind.as_str() {
                "least" => "Bound::Least",
                "most" => "Bound::Most",
                "about" => "Bound::About",
                _ => panic!("{SOURCE}: bounds {kind:?}"),
            };
            for word in words {
                let before = phrases.insert(word, variant.into());
                assert!(before.is_none_or(|b| b == variant), "{SOURCE}: {word:?} is two bounds");
            }
        }
        code += &table(name, "Bound", &phrases);
    }
    let per: BTreeMap<&str, String> =
        file.per.iter().map(|(word, unit)| (word.as_str(), format!("{unit:?}"))).collect();
    code += &table("PER", "&str", &per);
    for (name, words) in &file.lists {
        code += &list(&name.to_uppercase(), words);
    }
    code
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    units: BTreeMap<String, Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    kind: String,
    si: f64,
    code: Option<String>,
    times: Option<f64>,
    names: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
}

/// Units with their names in lower case and their signs as written.
pub(crate) fn pack_units(text: &str) -> String {
    const SOURCE: &str = "data/units.toml";
    let file: Units = toml::from_str(text).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let mut code = String::from("static UNITS: &[Unit] = &[\n");
    let (mut names, mut signs) = (BTreeMap::new(), BTreeMap::new());
    for (number, (ucum, unit)) in file.units.iter().enumerate() {
        let kind = capitalized(&unit.kind);
        let (ucum, times) = (unit.code.as_ref().unwrap_or(ucum), unit.times.unwrap_or(1.0));
        writeln!(code, "Unit {{ code: {ucum:?}, kind: Kind::{kind}, si: {:?}, times: {times:?} }},", unit.si)
            .expect("a string takes all");
        for (table, words) in [(&mut names, &unit.names), (&mut signs, &unit.signs)] {
            for word in words {
                let before = table.insert(word.clone(), number.to_string());
                assert!(before.is_none(), "{SOURCE}: {word:?} is of two units");
            }
        }
    }
    for (name, number) in names.clone() {
        names.entry(plural(&name)).or_insert(number);
    }
    code.push_str("];\n");
    code + &table("UNIT_NAMES", "u8", &names) + &table("UNIT_SIGNS", "u8", &signs)
}

/// Currencies, and the rows that each sign and noun can be of.
pub(crate) fn pack_currencies(text: &str) -> String {
    const SOURCE: &str = "data/currencies.tsv";
    let mut code = String::from("static CURRENCIES: &[Currency] = &[\n");
    let mut signs: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut nouns: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut cents: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut local = BTreeSet::new();
    for (number, (line, row)) in super::rows(text).enumerate() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [iso, countries, sign, noun, cent] = columns[..] else {
            panic!("{SOURCE}:{line}: {} columns, not 5", columns.len())
        };
        let countries: Vec<&str> = countries.split('|').filter(|c| !c.is_empty()).collect();
        writeln!(code, "Currency {{ code: {iso:?}, countries: &{countries:?} }},")
            .expect("a string takes all");
        for (table, column) in [(&mut signs, sign), (&mut nouns, noun), (&mut cents, cent)] {
            for word in column.split('|').filter(|w| !w.is_empty()) {
                let plain = word.strip_suffix('?').unwrap_or(word);
                if plain.len() < word.len() {
                    local.insert(plain);
                }
                table.entry(plain.to_string()).or_default().insert(number);
            }
        }
    }
    for table in [&mut nouns, &mut cents] {
        for (name, rows) in table.clone() {
            table.entry(plural(&name)).or_default().extend(rows);
        }
    }
    code.push_str("];\n");
    for (name, words) in [("CURRENCY_SIGNS", signs), ("CURRENCY_NOUNS", nouns), ("CENTS", cents)] {
        let rows = words
            .into_iter()
            .map(|(word, rows)| (word, format!("&{:?}", rows.iter().collect::<Vec<_>>())))
            .collect();
        code += &table(name, "&[u8]", &rows);
    }
    code + &list("LOCAL_SIGNS", &local.into_iter().collect::<Vec<_>>())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Amounts {
    slot: Vec<Slot>,
    of_things: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    name: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    subjects: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    tolls: Vec<String>,
    #[serde(default)]
    acts: Vec<String>,
}

/// Words of the slots; a word of two slots is of the first.
pub(crate) fn pack_amounts(text: &str) -> String {
    let file: Amounts = toml::from_str(text).unwrap_or_else(|error| panic!("data/amounts.toml: {error}"));
    let mut code = String::new();
    type Words = fn(&Slot) -> &[String];
    let tables: [(&str, Words); 6] = [
        ("VERBS", |slot| &slot.verbs),
        ("SUBJECTS", |slot| &slot.subjects),
        ("STATES", |slot| &slot.states),
        ("NOUNS", |slot| &slot.nouns),
        ("TOLLS", |slot| &slot.tolls),
        ("ACTS", |slot| &slot.acts),
    ];
    for (name, words) in tables {
        let mut rows: BTreeMap<&str, String> = BTreeMap::new();
        for slot in &file.slot {
            for word in words(slot) {
                rows.entry(word).or_insert_with(|| format!("{:?}", slot.name));
            }
        }
        code += &table(name, "&str", &rows);
    }
    code += &list("OF_THINGS", &file.of_things);
    code
}

/// "square metres", "degrees celsius", "pounds sterling"
fn plural(name: &str) -> String {
    match name.split_once(' ') {
        Some((first @ ("degree" | "part" | "pound"), rest)) => format!("{first}s {rest}"),
        _ => format!("{name}s"),
    }
}

/// A table sorted by its words.
fn table<S: AsRef<str> + Ord>(name: &str, value: &str, rows: &BTreeMap<S, String>) -> String {
    let mut code = format!("static {name}: &[(&str, {value})] = &[\n");
    for (word, row) in rows {
        let word = word.as_ref();
        writeln!(code, "({word:?}, {row}),").expect("a string takes all");
    }
    code + "];\n"
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
