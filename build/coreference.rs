//! Packs data/coreference.toml.

use std::collections::BTreeMap;

use super::list;

/// A sorted list of words for each list of the file.
pub(crate) fn pack(text: &str) -> String {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(text).unwrap_or_else(|e| panic!("data/coreference.toml: {e}"));
    lists.iter().map(|(name, words)| list(&name.to_uppercase(), words)).collect()
}
