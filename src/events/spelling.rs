//! Trigger words as people write them, in the pieces that the tokenizer leaves. The build script reads the catalog with it too.

/// The pieces of a trigger, the one that triggers starred where there are several: "state*", "of", "emergency". "test-fire" comes
/// in three pieces, "re-elect" in one: `is_prefix` knows what the tokenizer leaves at its word. Of pieces none of which is starred
/// the last triggers.
pub fn spellings(entry: &str, is_prefix: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let whole = entry.trim().to_lowercase();
    let prefix = whole.split_once('-').map(|(prefix, _)| prefix);
    let kept = !whole.contains(char::is_whitespace) && prefix.is_some_and(is_prefix);
    let mut all = vec![pieces(entry)];
    if kept {
        all.push(vec![whole]);
    }
    all
}

fn pieces(entry: &str) -> Vec<String> {
    let spaced = entry.replace('-', " - ").to_lowercase();
    let mut pieces: Vec<String> = spaced.split_whitespace().map(str::to_string).collect();
    if pieces.len() > 1
        && !pieces.iter().any(|p| p.ends_with('*'))
        && let Some(last) = pieces.last_mut()
    {
        last.push('*');
    }
    pieces
}
