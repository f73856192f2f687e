//! Whether a text is English, by its most frequent words and its script.
//!
//! Every English text of some length is held together by a few dozen function words; no other language uses them so
//! often. That costs a few hundred bytes where a language identifier costs 70 KB and more.

use crate::report::Warning;
use crate::tokens::Tokens;

/// Function words of English that are no frequent words of other languages in Latin script.
const ENGLISH: &[&str] = &[
    "about", "after", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has",
    "have", "he", "her", "his", "is", "it", "its", "not", "of", "on", "said", "she", "that", "the", "their",
    "they", "this", "to", "was", "we", "were", "which", "who", "will", "with", "would", "you",
];

/// What a text is written in, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    /// Something else.
    Other,
    /// Too few words to tell; read as English.
    Unknown,
}

impl Language {
    pub(crate) fn is_english(self) -> bool {
        self != Self::Other
    }

    /// BCP 47; "und" is undetermined.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English | Self::Unknown => "en",
            Self::Other => "und",
        }
    }
}

/// Fewer words than this tell nothing.
const ENOUGH: usize = 20;

/// The share of function words below which a text is not English. English news has 0.30 to 0.45, titles alone 0.15;
/// texts in German, French, Spanish, Dutch have under 0.05.
const SHARE: f64 = 0.10;

/// Checks the language of a text.
pub(crate) fn check(text: &str, tokens: &Tokens) -> Language {
    let is_word = |w: &usize| tokens.words[*w].span.of(text).chars().any(char::is_alphabetic);
    let words: Vec<usize> = (0..tokens.words.len()).filter(is_word).collect();
    let latin =
        words.iter().filter(|&&w| tokens.norm(w).starts_with(|c: char| c.is_ascii_alphabetic())).count();
    let english = words.iter().filter(|&&w| ENGLISH.binary_search(&tokens.norm(w)).is_ok()).count();
    if !words.is_empty() && latin * 2 < words.len() {
        return Language::Other;
    }
    if words.len() < ENOUGH {
        return Language::Unknown;
    }
    match english as f64 / words.len() as f64 >= SHARE {
        true => Language::English,
        false => Language::Other,
    }
}

/// What a reader must know about a text that gives little or nothing.
pub(crate) fn warnings(text: &str, tokens: &Tokens, language: Language, assumed: bool) -> Vec<Warning> {
    let warning =
        |code: &str, message: &str| vec![Warning { code: code.into(), message: message.into(), span: None }];
    if text.trim().is_empty() {
        return warning("empty", "the text is empty");
    }
    let letters = tokens.words.iter().any(|w| w.span.of(text).chars().any(char::is_alphabetic));
    if !letters {
        return warning("no-letters", "the text has no letters");
    }
    if language == Language::Other && !assumed {
        return warning(
            "language",
            "the text does not look like English, so no events were looked for; the option language: \"en\" overrides this",
        );
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, tokens};

    fn language(text: &str) -> Language {
        check(text, &tokens::tokenize(text, &article::read(text, false)))
    }

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(ENGLISH.is_sorted());
    }

    #[test]
    fn languages() {
        let english = "The minister said on Monday that the talks with the union would go on, although neither side expects that they will reach an agreement.";
        let german = "Der Minister sagte am Montag, die Gespräche mit der Gewerkschaft gingen weiter, obwohl keine der beiden Seiten damit rechnet, dass man sich einigen wird.";
        let french = "Le ministre a déclaré lundi que les discussions avec le syndicat se poursuivraient, bien qu'aucune des deux parties ne s'attende à un accord avant la fin du mois.";
        let russian = "Министр заявил в понедельник, что переговоры с профсоюзом продолжатся";
        for (text, expected) in [
            (english, Language::English),
            (german, Language::Other),
            (french, Language::Other),
            (russian, Language::Other),
            ("Quake hits Chile", Language::Unknown),
            ("", Language::Unknown),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
