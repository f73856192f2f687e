//! A last sentence that is torn off: what stands before the tear counts, the rest is boilerplate.

use rustc_hash::FxHashSet;

use super::shape;

/// Words that no English sentence ends with.
const NEVER_LAST: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "and",
    "or",
    "but",
    "nor",
    "to",
    "from",
    "with",
    "at",
    "into",
    "than",
    "because",
    "although",
    "while",
    "whose",
    "which",
    "if",
    "unless",
    "until",
    "my",
    "your",
    "our",
    "their",
    "its",
    "especially",
    "including",
    "during",
    "between",
    "among",
    "against",
    "via",
    "per",
    "is",
    "was",
    "were",
    "be",
    "been",
    "has",
    "had",
];

/// Where the torn remainder begins in the last paragraph of the body, if the text is torn there.
///
/// `text` is all of it, for words that only look odd ("iPhone") and stand elsewhere too.
pub(super) fn find(paragraph: &str, text: &str) -> Option<usize> {
    let cut_by_hand = ["[…]", "[...]", "(…)", "(...)"].iter().any(|mark| paragraph.ends_with(mark));
    if (shape::ends_sentence(paragraph) && !cut_by_hand) || shape::word_count(paragraph) < 8 {
        return None;
    }
    let start = shape::last_sentence(paragraph);
    let sentence = &paragraph[start..];
    let last = sentence.split_whitespace().next_back()?;
    let cut = cut_by_hand
        || NEVER_LAST.contains(&last)
        || is_scrap(last, text)
        || sentence.ends_with([',', ';', '–', '—']);
    if !cut {
        return None;
    }
    let remainder = clause_break(sentence).unwrap_or(sentence.len() - last.len());
    let blank = sentence[remainder..].len() - sentence[remainder..].trim_start().len();
    (remainder + blank < sentence.len()).then_some(start + remainder + blank)
}

/// A word broken off and run into something else ("aLS"): it begins small, has capitals later, and stands nowhere
/// else in the text.
fn is_scrap(word: &str, text: &str) -> bool {
    let mixed = word.starts_with(char::is_lowercase)
        && word.chars().all(char::is_alphabetic)
        && word.chars().rev().take_while(|c| c.is_uppercase()).count() >= 2;
    mixed && text.matches(word).take(2).count() == 1
}

/// Behind the last comma, semicolon or dash of the sentence that is not its very end.
fn clause_break(sentence: &str) -> Option<usize> {
    let mut found = None;
    for (at, c) in sentence.char_indices() {
        let end = at + c.len_utf8();
        let clause = match c {
            ',' | ';' => sentence[end..].starts_with(char::is_whitespace),
            '–' | '—' => true,
            '-' => sentence[..at].ends_with(' ') && sentence[end..].starts_with(' '),
            _ => false,
        };
        if clause && !sentence[end..].trim().is_empty() {
            found = Some(end);
        }
    }
    found
}

/// Whole paragraphs that stand in the text before, so that no event is read twice from the same words.
#[derive(Default)]
pub(super) struct Repeats<'a>(FxHashSet<&'a str>);

impl<'a> Repeats<'a> {
    /// Shorter paragraphs may well be said twice.
    const MIN_LEN: usize = 60;

    /// Whether a paragraph of these very words was here before.
    pub(super) fn is_repeat(&mut self, paragraph: &'a str) -> bool {
        paragraph.len() >= Self::MIN_LEN && !self.0.insert(paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_sentences() {
        for (paragraph, torn) in [
            (
                "The move may be part of a plan to win a partner in the war, especially aLS",
                Some("especially aLS"),
            ),
            ("He left. The minister told the reporters in the old town that the", Some("the")),
            ("The minister said that the fish market would be closed in May. […]", Some("[…]")),
            (
                "The minister told reporters that the market, which is old, was closed in May and",
                Some("was closed in May and"),
            ),
            ("The minister said that the fish market by the river would be closed in May", None),
            ("The minister said that the fish market by the river would be closed in May.", None),
            ("The old town has a new shop that sells nothing but the iPhone", None),
            ("Closed in May and", None),
        ] {
            assert_eq!(find(paragraph, paragraph).map(|at| &paragraph[at..]), torn, "{paragraph}");
        }
    }
}
