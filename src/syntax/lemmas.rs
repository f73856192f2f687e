//! Lemmas by the tag and the ending of a word.
//!
//! `data/models/lemmas.tsv`, written by `cargo xtask train syntax`, holds one rule a line: XPOS tag, ending of the
//! normalised word ("^" before it: the whole word), how many characters to take off, what to add. The longest ending
//! that fits decides; a word that no rule fits is its own lemma. Irregular verbs have a table of their own.

use rustc_hash::FxHashMap;

use super::{Xpos, verbs};

/// The longest ending of a rule, in characters; whole words may be longer.
pub const LONGEST: usize = 6;

/// What makes a lemma of a word: characters to take off its end, letters to add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit<'t> {
    pub strip: usize,
    pub add: &'t str,
}

impl<'t> Edit<'t> {
    /// The edit that turns `word` into `lemma`.
    pub fn between(word: &str, lemma: &'t str) -> Self {
        let same: usize =
            word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        Self { strip: word[same..].chars().count(), add: &lemma[same..] }
    }

    /// What is left of `word` before the letters to add.
    fn stem(self, word: &str) -> &str {
        let end = word.char_indices().rev().nth(self.strip.saturating_sub(1)).map_or(0, |(start, _)| start);
        if self.strip == 0 { word } else { &word[..end] }
    }
}

/// The rules of one tag.
#[derive(Debug, Clone, Default)]
struct Rules<'t> {
    words: FxHashMap<&'t str, Edit<'t>>,
    endings: FxHashMap<&'t str, Edit<'t>>,
}

/// The rules of all tags.
#[derive(Debug, Clone, Default)]
pub struct Lemmas<'t> {
    /// By the number of the tag.
    rules: Vec<Rules<'t>>,
}

impl<'t> Lemmas<'t> {
    /// Reads the rules; lines that are none are left out.
    pub fn read(text: &'t str) -> Self {
        let mut rules = vec![Rules::default(); Xpos::ALL.len()];
        for line in text.lines() {
            let mut columns = line.split('\t');
            let (Some(xpos), Some(ending)) = (columns.next().and_then(Xpos::parse), columns.next()) else {
                continue;
            };
            let (Some(Ok(strip)), Some(add)) = (columns.next().map(str::parse), columns.next()) else {
                continue;
            };
            let rules = &mut rules[xpos as usize];
            let edit = Edit { strip, add };
            match ending.strip_prefix('^') {
                Some(word) => rules.words.insert(word, edit),
                None => rules.endings.insert(ending, edit),
            };
        }
        Self { rules }
    }

    /// The edit for a normalised word under a tag.
    pub fn edit(&self, norm: &str, xpos: Xpos) -> Edit<'t> {
        let keep = Edit { strip: 0, add: "" };
        if let Some(lemma) = verbs::lemma(norm, xpos) {
            return Edit { strip: usize::MAX, add: lemma };
        }
        let Some(rules) = self.rules.get(xpos as usize) else { return keep };
        if let Some(&edit) = rules.words.get(norm) {
            return edit;
        }
        let mut found = rules.endings.get("").copied().unwrap_or(keep);
        for (start, _) in norm.char_indices().rev().take(LONGEST) {
            if let Some(&edit) = rules.endings.get(&norm[start..]) {
                found = edit;
            }
        }
        found
    }

    /// Appends the lemma of a word. Names keep their letters as `raw` has them.
    pub fn lemma(&self, raw: &str, norm: &str, xpos: Xpos, out: &mut String) {
        let edit = self.edit(norm, xpos);
        if matches!(xpos, Xpos::Nnp | Xpos::Nnps) {
            let straight = edit.stem(raw).chars().map(|c| if matches!(c, '‘' | '’') { '\'' } else { c });
            out.extend(straight.filter(|&c| c != '\u{AD}'));
        } else {
            out.push_str(edit.stem(norm));
        }
        out.push_str(edit.add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits() {
        for (word, lemma, strip, add) in
            [("was", "be", 3, "be"), ("cities", "city", 3, "y"), ("über", "über", 0, ""), ("", "", 0, "")]
        {
            let edit = Edit::between(word, lemma);
            assert_eq!(edit, Edit { strip, add });
            assert_eq!(format!("{}{add}", edit.stem(word)), lemma);
        }
        assert_eq!(Edit { strip: 9, add: "" }.stem("né"), "");
    }

    #[test]
    fn the_longest_ending_decides() {
        let lemmas =
            Lemmas::read("# header\nNNS\ts\t1\t\nNNS\ties\t3\ty\nNNS\t^series\t0\t\nNNPS\ts\t1\t\nbroken\n");
        for (raw, xpos, lemma) in [
            ("missiles", Xpos::Nns, "missile"),
            ("Cities", Xpos::Nns, "city"),
            ("series", Xpos::Nns, "series"),
            ("States", Xpos::Nnps, "State"),
            ("O’Brien", Xpos::Nnp, "O'Brien"),
            ("was", Xpos::Vbd, "was"),
        ] {
            let mut out = String::new();
            lemmas.lemma(raw, &raw.to_lowercase(), xpos, &mut out);
            assert_eq!(out, lemma);
        }
    }
}
