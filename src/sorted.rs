//! Looking words up in sorted lists, as the build script packs them from `data/`.

/// Whether a list has the word.
pub(crate) fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// What a table says of the word.
pub(crate) fn look_up<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| table[at].1)
}
