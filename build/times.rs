//! Packs data/times.toml into a sorted table of terms and sorted lists of words for `times::lexicon`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

const SOURCE: &str = "data/times.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Times {
    terms: BTreeMap<String, BTreeMap<String, toml::Value>>,
    words: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, Vec<String>>,
}

pub(crate) fn pack(text: &str) -> String {
    let times: Times = toml::from_str(text).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));

    let mut table: BTreeMap<String, String> = BTreeMap::new();
    let mut insert = |word: &str, term: String| {
        let before = table.insert(word.to_string(), term);
        assert!(before.is_none(), "{SOURCE}: {word:?} stands in two tables");
    };
    for (variant, words) in &times.terms {
        for (word, value) in words {
            let value = match value {
                toml::Value::String(unit) if matches!(variant.as_str(), "Unit" | "Units" | "Long") => {
                    format!("Unit::{unit}")
                }
                value => value.to_string(),
            };
            insert(word, format!("Term::{variant}({value})"));
        }
    }
    for (variant, words) in &times.words {
        for word in words {
            insert(word, format!("Term::{variant}"));
        }
    }

    let mut code = String::from("static TERMS: &[(&str, Term)] = &[\n");
    for (word, term) in &table {
        writeln!(code, "({word:?}, {term}),").expect("a string takes all");
    }
    code.push_str("];\n");
    for (name, words) in &times.lists {
        code += &super::list(&name.to_uppercase(), words);
    }
    code
}
