//! Countries in the text: by name ("South Korea"), people ("Dutch", "Russians"), capital ("Seoul") and seat of
//! government ("Kremlin").
//!
//! The forms are those of `data/countries.tsv`; the longest that begins at a word wins, so "South Korea" beats "Korea",
//! and phrases of `data/not-countries.tsv` ("New Mexico", "South China Sea") use their words up without a mention.
//!
//! ```
//! use dateline::{article, names::countries, tokens};
//! let text = "Dutch troops left Mali";
//! let tokens = tokens::tokenize(text, &article::read(text, false));
//! let found = countries::find(text, &tokens);
//! let codes: Vec<_> = found.iter().map(|mention| mention.country.alpha3).collect();
//! assert_eq!(codes, ["NLD", "MLI"]);
//! ```

use std::ops::Range;

use super::lookup::{self, starts_capital};
use crate::Span;
use crate::tokens::{Sentence, Tokens};

include!(concat!(env!("OUT_DIR"), "/countries.rs"));
include!(concat!(env!("OUT_DIR"), "/not_countries.rs"));

/// A country, or a part of one that news names like a country (England, Gaza).
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3, "PRK"; XKX for Kosovo; of a part, that of the whole.
    pub alpha3: &'static str,
    /// The common name in English.
    pub name: &'static str,
    /// "North Korean"; empty where there is none.
    pub adjective: &'static str,
    /// The (first) capital; empty where it is the country itself or rarely meant (Hamilton, Bermuda).
    pub capital: &'static str,
    /// A part of the country with this code, not all of it.
    pub part: bool,
}

/// Which word of a country stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// "North Korea", "U.S."
    Name,
    /// "North Korean", "Briton"
    Demonym,
    /// "Pyongyang"
    Capital,
    /// "Kremlin"
    Seat,
}

/// A country's word in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryMention {
    /// Indices into [`Tokens::words`].
    pub words: Range<usize>,
    pub span: Span,
    pub country: &'static Country,
    pub kind: Kind,
    /// The form is often something else (Jordan, Georgia, Washington): a personal name around it is a veto.
    pub ambiguous: bool,
}

/// A row of the look-up table, which is sorted by key.
struct Form {
    key: &'static str,
    country: u16,
    kind: Kind,
    /// In capitals only: "US", never "us" or "Us".
    acronym: bool,
    ambiguous: bool,
}

/// Looks up a country by its ISO 3166-1 alpha-3 code.
pub fn by_alpha3(alpha3: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.alpha3 == alpha3 && !country.part)
}

/// All mentions of countries, in the order of the text, without overlap.
pub fn find(text: &str, tokens: &Tokens) -> Vec<CountryMention> {
    let mut mentions = Vec::new();
    let mut phrase = String::new();
    for sentence in &tokens.sentences {
        let capitals = all_capitals(text, sentence);
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            let Some((end, form)) = longest(text, tokens, sentence, word, capitals, &mut phrase) else {
                word += 1;
                continue;
            };
            let named_thing = stands_after(tokens, sentence, word) || stands_before(tokens, sentence, end);
            if let Some(form) = form.filter(|_| !named_thing) {
                mentions.push(mention(tokens, word..end, form));
            }
            word = end;
        }
    }
    mentions
}

/// The country that the words of a name or a phrase tell, the last if there are several: "Japanese" in "the Japanese
/// Defense Ministry", "England" in "Bank of England", which [`find`] leaves alone. Backers and those who are for or
/// against a country are not of it: "Iran-backed militias", "anti-Russian protesters".
pub fn within(text: &str, tokens: &Tokens, words: &Range<usize>) -> Option<CountryMention> {
    let sentence = tokens.sentences.partition_point(|sentence| sentence.words.end <= words.start);
    let sentence = tokens.sentences.get(sentence)?;
    let mut found = None;
    let mut phrase = String::new();
    let mut word = words.start;
    while word < words.end.min(sentence.words.end) {
        let Some((end, form)) = longest(text, tokens, sentence, word, false, &mut phrase) else {
            word += 1;
            continue;
        };
        let before = |back: usize| word.checked_sub(back).filter(|&w| w >= sentence.words.start);
        let sided = before(2).is_some_and(|w| matches!(tokens.norm(w), "pro" | "anti" | "non"))
            && before(1).is_some_and(|w| tokens.norm(w) == "-");
        let backer = end + 1 < sentence.words.end
            && tokens.norm(end) == "-"
            && matches!(
                tokens.norm(end + 1),
                "backed" | "supported" | "aligned" | "made" | "funded" | "allied"
            );
        if let Some(form) = form.filter(|_| end <= words.end && !sided && !backer) {
            found = Some(mention(tokens, word..end, form));
        }
        word = end;
    }
    found
}

fn mention(tokens: &Tokens, words: Range<usize>, form: &Form) -> CountryMention {
    CountryMention {
        span: tokens.words[words.start].span.to(tokens.words[words.end - 1].span),
        words,
        country: &COUNTRIES[usize::from(form.country)],
        kind: form.kind,
        ambiguous: form.ambiguous && !form.acronym,
    }
}

/// The longest form or phrase that begins at `first`: where it ends and, unless it is no country, its row.
fn longest(
    text: &str,
    tokens: &Tokens,
    sentence: &Sentence,
    first: usize,
    capitals: bool,
    phrase: &mut String,
) -> Option<(usize, Option<&'static Form>)> {
    if !may_begin(tokens.words[first].span.of(text)) {
        return None;
    }
    let mut best = None;
    let visit = |end: usize, phrase: &str| {
        let form = tokens.words[end - 1].span.of(text);
        if !form.contains(char::is_alphanumeric) {
            return;
        }
        if NOT.binary_search(&phrase).is_ok() {
            best = Some((end, None));
        } else if form.contains(|c: char| c.is_uppercase() || c.is_numeric())
            && let Some(row) = look_up(phrase)
            && case_fits(text, tokens, sentence, first, end - 1, row, capitals)
        {
            best = Some((end, Some(row)));
        }
    };
    lookup::grow(tokens, first..sentence.words.end, phrase, visit, |phrase| {
        let form = FORMS.partition_point(|form| form.key < phrase);
        let not = NOT.partition_point(|key| *key < phrase);
        lookup::begins(FORMS.get(form).map(|form| form.key), phrase)
            || lookup::begins(NOT.get(not).copied(), phrase)
    });
    best
}

/// The row of a form, of a plural ("Russians") or of a compound with "man" ("Frenchwoman").
fn look_up(phrase: &str) -> Option<&'static Form> {
    let exact = |key: &str| {
        let row = &FORMS[FORMS.partition_point(|form| form.key < key)..];
        row.first().filter(|form| form.key == key)
    };
    exact(phrase).or_else(|| {
        let endings = ["s", "women", "woman", "men", "man"];
        let singular = endings.iter().find_map(|ending| phrase.strip_suffix(ending))?;
        exact(singular).filter(|form| form.kind == Kind::Demonym)
    })
}

/// Capital letters where the form has them: "turkey" is a bird and "us" a pronoun.
fn case_fits(
    text: &str,
    tokens: &Tokens,
    sentence: &Sentence,
    first: usize,
    last: usize,
    row: &Form,
    capitals: bool,
) -> bool {
    let surface = tokens.words[first].span.to(tokens.words[last].span).of(text);
    if !row.acronym {
        return surface.starts_with("the ") || starts_capital(surface);
    }
    // "TELL US MORE" against "US STRIKES SYRIA", "THE US" and "U.S. STRIKES SYRIA"
    let pronoun = capitals
        && row.ambiguous
        && !surface.contains('.')
        && first > sentence.words.start
        && tokens.norm(first - 1) != "the";
    !pronoun && !surface.contains(char::is_lowercase)
}

/// "bank of" stands before the mention: the Bank of England is no country.
fn stands_after(tokens: &Tokens, sentence: &Sentence, word: usize) -> bool {
    NOT_AFTER.iter().any(|phrase| {
        let mut at = word;
        phrase.rsplit(' ').all(|part| {
            let same = at > sentence.words.start && tokens.norm(at - 1) == part;
            at = at.saturating_sub(1);
            same
        })
    })
}

/// "airlines" stands after the mention: Turkish Airlines is no country.
fn stands_before(tokens: &Tokens, sentence: &Sentence, end: usize) -> bool {
    NOT_BEFORE.iter().any(|phrase| {
        phrase.split(' ').enumerate().all(|(number, part)| {
            let at = end + number;
            at < sentence.words.end && tokens.norm(at) == part
        })
    })
}

fn may_begin(form: &str) -> bool {
    starts_capital(form) || form == "the"
}

fn all_capitals(text: &str, sentence: &Sentence) -> bool {
    sentence.words.len() > 1 && !sentence.span.of(text).contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, tokens};

    /// Every mention as "CODE:words", a small letter before for what is no name.
    fn found(text: &str) -> String {
        let tokens = tokens::tokenize(text, &article::read(text, false));
        let mentions = find(text, &tokens);
        let all = mentions.iter().map(|mention| {
            let kind = match mention.kind {
                Kind::Name => "",
                Kind::Demonym => "d/",
                Kind::Capital => "c/",
                Kind::Seat => "s/",
            };
            let doubt = if mention.ambiguous { "?" } else { "" };
            format!("{kind}{}{doubt}:{}", mention.country.alpha3, mention.span.of(text))
        });
        Vec::from_iter(all).join(" ")
    }

    #[test]
    fn words_of_countries() {
        for (text, expected) in [
            ("South Korea and North Korea spoke", "KOR:South Korea PRK:North Korea"),
            ("a North Korean missile", "d/PRK:North Korean"),
            ("North Koreans fled", "d/PRK:North Koreans"),
            ("The U.S. and the US and USA agree", "USA:U.S. USA:US USA:USA"),
            ("the U.K. left", "GBR:U.K."),
            ("Two Frenchmen met an Irishwoman", "d/FRA:Frenchmen d/IRL:Irishwoman"),
            ("Turkmen officials", "d/TKM:Turkmen"),
            ("Papua New Guinea voted", "PNG:Papua New Guinea"),
            ("Guinea voted", "GIN:Guinea"),
            ("Guinea-Bissau voted", "GNB:Guinea-Bissau"),
            ("a Ni-Vanuatu man", "d/VUT:Ni-Vanuatu"),
            ("Côte d'Ivoire won", "CIV:Côte d'Ivoire"),
            ("Côte d’Ivoire won", "CIV:Côte d’Ivoire"),
            ("Burma is now Myanmar", "MMR:Burma MMR:Myanmar"),
            ("Türkiye once Turkey", "TUR:Türkiye TUR?:Turkey"),
            ("The Kremlin and Downing Street", "s/RUS:Kremlin s/GBR:Downing Street"),
            ("the Élysée answered", "s/FRA:Élysée"),
            ("Pyongyang warned Seoul", "c/PRK:Pyongyang c/KOR:Seoul"),
            ("in The Hague today", "c/NLD?:The Hague"),
            ("in Mexico City today", "c/MEX:Mexico City"),
            ("RUSSIA ATTACKS UKRAINE", "RUS:RUSSIA UKR:UKRAINE"),
            ("US STRIKES SYRIA", "USA:US SYR:SYRIA"),
            ("Jordan signed", "JOR?:Jordan"),
            ("Kosovo Serbs met", "XKX:Kosovo d/SRB:Serbs"),
            ("Democratic Republic of Congo", "COD:Democratic Republic of Congo"),
            ("Dominican Republic and Dominica", "DOM:Dominican Republic DMA:Dominica"),
            ("Nigerien and Nigerian troops", "d/NER:Nigerien d/NGA:Nigerian"),
            ("England beat Wales", "GBR:England GBR?:Wales"),
            ("Bosnia and Herzegovina", "BIH:Bosnia and Herzegovina"),
            ("Bosnia and Serbia", "BIH:Bosnia SRB:Serbia"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn no_country() {
        for text in [
            "New Mexico sued",
            "in the Gulf of Mexico",
            "over the Sea of Japan",
            "in the South China Sea",
            "The Bank of England cut rates",
            "New England and New South Wales",
            "tell us more",
            "Tell Us More",
            "PLEASE TELL US MORE",
            "a roast turkey and fine china",
            "the male suspect was polish-free",
            "Latin America grew",
            "a Turkish Airlines flight",
            "the Washington Post reported",
            "Indiana and Romans and Germs",
            "the car and the cub",
            "Michael Jordan scored",
            "the Niger Delta burned",
            "",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(FORMS.windows(2).all(|pair| pair[0].key <= pair[1].key));
        assert!(NOT.is_sorted());
    }

    #[test]
    fn codes() {
        assert_eq!(by_alpha3("PRK").map(|country| country.capital), Some("Pyongyang"));
        assert_eq!(by_alpha3("GBR").map(|country| country.name), Some("United Kingdom"));
        assert_eq!(by_alpha3("XXX"), None);
        assert!(COUNTRIES.len() > 250);
    }
}
