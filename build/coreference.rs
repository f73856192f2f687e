//! Packs data/coreference.toml, data/same-events.toml and data/connectives.toml.

use std::collections::BTreeMap;

use super::list;

pub(crate) fn pack(text: &str) -> String {
    lists(text, "coreference.toml")
}

pub(crate) fn pack_connectives(text: &str) -> String {
    lists(text, "connectives.toml")
}

/// A sorted list of words for each list of a file.
fn lists(text: &str, file: &str) -> String {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(text).unwrap_or_else(|e| panic!("data/{file}: {e}"));
    lists.iter().map(|(name, words)| list(&name.to_uppercase(), words)).collect()
}

#[derive(serde::Deserialize)]
struct SameEvents {
    same: Vec<Vec<String>>,
}

/// Of data/same-events.toml: each word, sorted, with the first of its list.
pub(crate) fn pack_same_events(text: &str) -> String {
    let file: SameEvents = toml::from_str(text).unwrap_or_else(|e| panic!("data/same-events.toml: {e}"));
    let mut first_of: BTreeMap<&str, &str> = BTreeMap::new();
    for list in &file.same {
        for word in list {
            let known = first_of.insert(word, &list[0]);
            assert!(known.is_none(), "data/same-events.toml: {word:?} stands in two lists");
        }
    }
    let rows: Vec<(&str, &str)> = first_of.into_iter().collect();
    format!("static SAME_EVENTS: &[(&str, &str)] = &{rows:?};\n")
}
