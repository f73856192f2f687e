//! Packs data/metonyms.toml for `names::metonymy`.

use std::collections::BTreeMap;

use super::list;

pub(crate) fn pack(text: &str) -> String {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(text).unwrap_or_else(|e| panic!("data/metonyms.toml: {e}"));
    lists.iter().map(|(name, words)| list(&name.to_uppercase(), words)).collect()
}
