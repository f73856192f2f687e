//! The word lists of `data/tokens.toml`.

/// What an abbreviation is for, as far as words and sentences go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// "Gen.": a name follows.
    Title,
    /// "vs.": the phrase goes on.
    Inner,
    /// "Oct.", "Mon."
    Date,
    /// "Inc.", "etc.": a sentence may end here.
    End,
    /// "No.": only before a number.
    Number,
}

include!(concat!(env!("OUT_DIR"), "/tokens.rs"));

/// Longest word worth a look-up, in bytes.
const LONGEST: usize = 24;

/// A word in lower case with straight apostrophes, on the stack, for look-ups.
#[derive(Clone, Copy)]
pub struct Key {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Key {
    /// Nothing for words that no list could hold.
    pub fn new(word: &str) -> Option<Self> {
        let mut key = Key { bytes: [0; LONGEST], len: 0 };
        for c in word.chars() {
            let c = if is_apostrophe(c) { '\'' } else { c.to_lowercase().next().unwrap_or(c) };
            if key.len + c.len_utf8() > LONGEST {
                return None;
            }
            key.len += c.encode_utf8(&mut key.bytes[key.len..]).len();
        }
        Some(key)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '＇')
}

/// Whether a sorted list holds a word, in any case.
pub fn has(list: &[&str], word: &str) -> bool {
    Key::new(word).is_some_and(|key| list.binary_search(&key.as_str()).is_ok())
}

/// The kind of an abbreviation given without its final full stop.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    let key = Key::new(word)?;
    let at = ABBREVIATIONS.binary_search_by(|(form, ..)| (*form).cmp(key.as_str())).ok()?;
    let (_, kind, capital) = ABBREVIATIONS[at];
    let capitalised = word.starts_with(char::is_uppercase);
    // "b. 1950", but not "plan B."
    let letter = word.len() == 1;
    (if capital { capitalised } else { !letter || !capitalised }).then_some(kind)
}

/// Where a contraction without a clitic of its own is cut, in bytes: "can|not".
pub fn contraction(word: &str) -> Option<usize> {
    let key = Key::new(word)?;
    // "im", but not the name in "Mr. Im".
    if word.len() == 2 && word != key.as_str() {
        return None;
    }
    let at = CONTRACTIONS.binary_search_by(|(form, _)| (*form).cmp(key.as_str())).ok()?;
    let border = CONTRACTIONS[at].1;
    // A curly apostrophe before the border is longer than the straight one of the list.
    let letters = key.as_str()[..border].chars().count();
    word.char_indices().nth(letters).map(|(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_in_any_case_but_keeps_capitals_where_asked() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("GEN"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("gen"), None);
        assert_eq!(abbreviation("Etc"), Some(Abbreviation::End));
        assert_eq!(abbreviation("sun"), None);
        assert_eq!(abbreviation(&"x".repeat(1000)), None);
        assert_eq!(contraction("Cannot"), Some(3));
        assert_eq!(contraction("d’you"), Some("d’".len()));
        assert_eq!(contraction("canon"), None);
    }
}
