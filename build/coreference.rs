//! Packs data/coreference.toml and data/given-names.tsv.

use std::collections::BTreeMap;

use super::list;

/// A sorted list of words for each list of the file.
pub(crate) fn pack(text: &str) -> String {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(text).unwrap_or_else(|e| panic!("data/coreference.toml: {e}"));
    lists.iter().map(|(name, words)| list(&name.to_uppercase(), words)).collect()
}

/// Names one a line with "f" or "m" before them, sorted by name, in one string that is looked up in place.
pub(crate) fn pack_given_names(text: &str) -> String {
    let mut names: Vec<(&str, &str)> = super::rows(text)
        .map(|(_, row)| row.split_once('\t').unwrap_or_else(|| panic!("data/given-names.tsv: {row:?}")))
        .collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0].0 != pair[1].0), "data/given-names.tsv: a name stands twice");
    let lines: Vec<String> = names.iter().map(|(name, gender)| format!("{name}\t{gender}")).collect();
    format!("static GIVEN_NAMES: &str = {:?};\n", lines.join("\n"))
}
