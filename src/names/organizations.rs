//! Organisations: those that are known by name, and what the words of any other tell: "Ministry of", "Airlines".
//!
//! The names are those of `data/organizations.tsv`, looked up as `names::countries` does; the words those of
//! `data/organization-words.tsv`.

use std::ops::Range;

use super::countries;
use super::lookup::{self, starts_capital};
use crate::Span;
use crate::document::Document;
use crate::tokens::{Sentence, Tokens};

include!(concat!(env!("OUT_DIR"), "/organizations.rs"));
include!(concat!(env!("OUT_DIR"), "/organization_words.rs"));

/// An organisation that is known by its name.
#[derive(Debug, PartialEq, Eq)]
pub struct Organization {
    /// The common name in English.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3 of where it belongs; empty for bodies of many countries.
    pub country: &'static str,
    /// CAMEO/PLOVER sector, "MIL"; empty where none fits (sports).
    pub sector: &'static str,
    /// A building that stands for who sits in it: "White House".
    pub facility: bool,
}

/// An organisation's name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationMention {
    /// Indices into [`Tokens::words`].
    pub words: Range<usize>,
    pub span: Span,
    pub organization: &'static Organization,
    /// The form is often something else (Apple, Amazon, Congress).
    pub ambiguous: bool,
}

/// A row of the look-up table, which is sorted by key.
struct Form {
    key: &'static str,
    organization: u16,
    /// In capitals only: "WHO", never "Who".
    acronym: bool,
    /// The last word may have a small letter: "Congress party".
    small: bool,
    ambiguous: bool,
}

/// What a word says of the body that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// Empty: a body of no sector.
    sector: &'static str,
    /// Any other word that tells a sector wins.
    weak: bool,
}

/// What the words of an organisation tell of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The one in the list, if it is there.
    pub known: Option<&'static Organization>,
    /// CAMEO/PLOVER.
    pub sector: Option<&'static str>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'static str>,
    /// The words are a country's own name: "the Soviet Union", whose "Union" says nothing.
    pub is_country: bool,
}

/// All mentions of known organisations, in the order of the text, without overlap.
pub fn find(text: &str, tokens: &Tokens) -> Vec<OrganizationMention> {
    let mut mentions = Vec::new();
    let mut phrase = String::new();
    for sentence in &tokens.sentences {
        find_in(text, tokens, sentence, sentence.words.clone(), &mut phrase, &mut mentions);
    }
    mentions
}

/// Those that begin and end within some words of a sentence.
fn find_in(
    text: &str,
    tokens: &Tokens,
    sentence: &Sentence,
    words: Range<usize>,
    phrase: &mut String,
    mentions: &mut Vec<OrganizationMention>,
) {
    let capitals = !sentence.span.of(text).contains(char::is_lowercase);
    let mut word = words.start;
    while word < words.end {
        match longest(text, tokens, word..words.end, capitals, phrase) {
            Some((end, form)) if !of_another_country(text, tokens, sentence, word, form) => {
                mentions.push(OrganizationMention {
                    words: word..end,
                    span: tokens.words[word].span.to(tokens.words[end - 1].span),
                    organization: &ORGANIZATIONS[usize::from(form.organization)],
                    ambiguous: form.ambiguous,
                });
                word = end;
            }
            _ => word += 1,
        }
    }
}

/// The longest name that begins at the first of some words: where it ends, and its row.
fn longest(
    text: &str,
    tokens: &Tokens,
    words: Range<usize>,
    capitals: bool,
    phrase: &mut String,
) -> Option<(usize, &'static Form)> {
    let first = words.start;
    let form = tokens.words[first].span.of(text);
    // "al-Qaeda", "eBay", "'Ndrangheta"
    if !form.contains(|c: char| c.is_uppercase() || c.is_numeric()) && !matches!(form, "al" | "'") {
        return None;
    }
    let mut best = None;
    let visit = |end: usize, phrase: &str| {
        // "Cartel ." has the key of "Cartel"
        if !tokens.words[end - 1].span.of(text).contains(char::is_alphanumeric) {
            return;
        }
        let row = &FORMS[FORMS.partition_point(|form| form.key < phrase)..];
        let Some(row) = row.first().filter(|form| form.key == phrase) else { return };
        let surface = tokens.words[first].span.to(tokens.words[end - 1].span).of(text);
        let fits = match row.acronym {
            // "IS IT OVER", "WHO WON"
            true => !(surface.contains(char::is_lowercase) || capitals && row.ambiguous),
            false => row.small || end == first + 1 || starts_capital_somewhere(text, tokens, end - 1),
        };
        if fits {
            best = Some((end, row));
        }
    };
    lookup::grow(tokens, words, phrase, visit, |phrase| {
        let at = FORMS.partition_point(|form| form.key < phrase);
        lookup::begins(FORMS.get(at).map(|form| form.key), phrase)
    });
    best
}

/// "Chiefs", and "'s" of "Moody's", which says nothing.
fn starts_capital_somewhere(text: &str, tokens: &Tokens, word: usize) -> bool {
    let form = tokens.words[word].span.of(text);
    starts_capital(form) || !form.starts_with(char::is_alphabetic)
}

/// Many countries have a Congress, a Supreme Court and a National Guard: one whose name says no country is not the one of
/// the list where another country's word stands before it.
fn of_another_country(text: &str, tokens: &Tokens, sentence: &Sentence, word: usize, form: &Form) -> bool {
    let organization = &ORGANIZATIONS[usize::from(form.organization)];
    let of_a_state = matches!(organization.sector, "GOV" | "LEG" | "JUD" | "MIL" | "COP" | "SPY");
    if organization.country.is_empty() || !(form.ambiguous || of_a_state) {
        return false;
    }
    owner_before(text, tokens, sentence, word).is_some_and(|country| country != organization.country)
}

/// The country whose word stands right before a word: "Brazilian", "Brazil's".
fn owner_before(text: &str, tokens: &Tokens, sentence: &Sentence, word: usize) -> Option<&'static str> {
    let possessive = word > sentence.words.start && matches!(tokens.norm(word - 1), "'s" | "'");
    let end = word - usize::from(possessive);
    let start = end.saturating_sub(4).max(sentence.words.start);
    let found = countries::within(text, tokens, &(start..end))?;
    (found.words.end == end).then_some(found.country.alpha3)
}

/// What the words of an organisation's name, or of a phrase for one, tell: "Japanese Defense Ministry", "Bank of England",
/// "the Turkish army". The country is in the words or right before them: "South Korea's *Defense Ministry*".
pub fn meaning(document: &Document, words: &Range<usize>) -> Meaning {
    let (text, tokens) = (document.text, &document.tokens);
    let number = tokens.sentences.partition_point(|sentence| sentence.words.end <= words.start);
    let Some(sentence) = tokens.sentences.get(number).filter(|_| !words.is_empty()) else {
        return Meaning::default();
    };
    let mut known = Vec::new();
    find_in(text, tokens, sentence, words.clone(), &mut String::new(), &mut known);
    // The one that the words end with, but not "Daily Mail" of "Zambia Daily Mail".
    let whole = known.iter().find(|mention| {
        let country = mention.organization.country;
        let before = countries::within(text, tokens, &(words.start..mention.words.start));
        mention.words.end == words.end
            && (country.is_empty() || before.is_none_or(|before| before.country.alpha3 == country))
    });
    let country = || {
        let within = countries::within(text, tokens, words).map(|mention| mention.country.alpha3);
        within.or_else(|| owner_before(text, tokens, sentence, words.start))
    };
    if let Some(mention) = whole {
        let organization = mention.organization;
        let some = |code: &'static str| Some(code).filter(|code| !code.is_empty());
        // An international body in a country is not of it: "South Sudan's UN mission".
        let country = some(organization.country)
            .or_else(|| Some(()).filter(|()| organization.sector != "IGO").and_then(|()| country()));
        return Meaning {
            known: Some(organization),
            sector: some(organization.sector),
            country,
            is_country: false,
        };
    }
    let bare = words.start + usize::from(tokens.norm(words.start) == "the" && words.len() > 1)..words.end;
    let named = countries::within(text, tokens, &bare);
    if let Some(named) = named.filter(|named| named.words == bare) {
        return Meaning { country: Some(named.country.alpha3), is_country: true, ..Meaning::default() };
    }
    let told = sector(tokens, words);
    let of_known = known.first().map(|mention| mention.organization.country);
    Meaning {
        known: None,
        is_country: false,
        sector: told.map(|word| word.sector).filter(|sector| !sector.is_empty()),
        country: country().or(of_known.filter(|code| !code.is_empty())),
    }
}

/// Whether some words name a body by their last: "air force", and words that are often something else ("review",
/// "chemicals") as a part of a name only.
pub(super) fn is_body(text: &str, tokens: &Tokens, words: &Range<usize>) -> bool {
    let phrase = match words.is_empty() {
        true => None,
        false => phrase_ending(tokens, words.start, words.end),
    };
    let capital = |word: usize| starts_capital(tokens.words[word].span.of(text));
    phrase.is_some_and(|(length, _)| length > 1 || words.len() > 1 && capital(words.end - 1))
}

/// The sector by a body's words: of those before "of", then of those after it.
fn sector(tokens: &Tokens, words: &Range<usize>) -> Option<Word> {
    let link = |&word: &usize| matches!(tokens.norm(word), "of" | "for" | "in" | "on" | "against" | "to");
    // "Chamber of Commerce", "Office of the Prime Minister"
    let spanning = (words.start + 2..=words.end)
        .rev()
        .filter_map(|end| phrase_ending(tokens, words.start, end))
        .find(|(length, _)| *length > 2);
    if let Some((_, word)) = spanning.filter(|(_, word)| !word.weak) {
        return Some(word);
    }
    let head = words.clone().find(link).unwrap_or(words.end);
    let mut weak = None;
    for part in [words.start..head, (head + 1).min(words.end)..words.end] {
        for end in (part.start + 1..=part.end).rev() {
            let Some((_, word)) = phrase_ending(tokens, part.start, end) else { continue };
            if !word.weak {
                return Some(word);
            }
            weak = weak.or(Some(word));
        }
        // "Committee of Railway Workers" is no railway; but "Office of Naval Intelligence" is told by what follows.
        if weak.is_some_and(|word| word.sector != "GOV") {
            break;
        }
    }
    weak
}

/// The longest phrase of the table that ends at a word, with its length in words.
fn phrase_ending(tokens: &Tokens, start: usize, end: usize) -> Option<(usize, Word)> {
    const LONGEST: usize = 5;
    let mut key = String::new();
    (start.max(end.saturating_sub(LONGEST))..end).find_map(|first| {
        key.clear();
        for word in first..end {
            lookup::push_key(&mut key, tokens.norm(word));
            if word + 1 < end && tokens.words[word].space_after && !key.ends_with(' ') {
                key.push(' ');
            }
        }
        let find = |key: &str| WORDS.binary_search_by(|(word, _)| (*word).cmp(key)).ok();
        let at = find(&key).or_else(|| find(key.strip_suffix('s')?))?;
        Some((end - first, WORDS[at].1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tests::document;

    /// Every mention as "name (SECTOR, CODE)".
    fn found(text: &str) -> String {
        let document = document(text);
        let all = find(text, &document.tokens).into_iter().map(|mention| {
            let organization = mention.organization;
            let doubt = if mention.ambiguous { "?" } else { "" };
            let written = mention.span.of(text);
            format!("{written}{doubt}={} {} {}", organization.name, organization.sector, organization.country)
        });
        Vec::from_iter(all).join("; ")
    }

    #[test]
    fn known_names() {
        for (text, expected) in [
            ("The UN and the U.N. met.", "UN=United Nations IGO ; U.N.=United Nations IGO "),
            ("Nato and NATO agree.", "Nato=NATO IGO ; NATO=NATO IGO "),
            ("A raid by al-Shabaab failed.", "al-Shabaab=Al-Shabaab REB SOM"),
            ("Fighters of Al Shabaab fled.", "Al Shabaab=Al-Shabaab REB SOM"),
            ("The Joint Chiefs of Staff said so.", "Joint Chiefs of Staff=Joint Chiefs of Staff MIL "),
            ("Officers of the FSB came.", "FSB=FSB SPY RUS"),
            ("the Knesset passed it", "Knesset=Knesset LEG ISR"),
            ("He told the BBC on Monday.", "BBC=BBC MED GBR"),
            ("Leaders of the Congress party met.", "Congress party=Indian National Congress PTY IND"),
            ("They fled the Sinaloa cartel.", "Sinaloa cartel=Sinaloa Cartel CRM MEX"),
            ("Shares of Moody's fell.", "Moody's=Moody's BUS USA"),
            ("Apple sued.", "Apple?=Apple BUS USA"),
            ("The White House denied it.", "White House=White House GOV USA"),
            ("The WHO warned.", "WHO?=World Health Organization IGO "),
            ("UN Security Council members", "UN Security Council=UN Security Council IGO "),
            ("The US Congress voted.", "US Congress?=U.S. Congress LEG USA"),
        ] {
            let expected = expected.replace("US Congress?", "US Congress");
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn no_known_name() {
        for text in [
            "Who is it?",
            "WHO WON THE RACE",
            "This is it.",
            "The Brazilian Congress voted.",
            "Peru's Congress voted.",
            "Iran's National Guard was there.",
            "an apple a day",
            "the house of commons in lower case",
            "the ice melted",
            "",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn meanings_of_words() {
        for (text, name, expected) in [
            ("The Japanese Defense Ministry said so.", "Japanese Defense Ministry", "GOV JPN"),
            ("South Korea's Defense Ministry said so.", "Defense Ministry", "GOV KOR"),
            ("The Ministry of Health said so.", "Ministry of Health", "GOV -"),
            ("The Bank of England cut rates.", "Bank of England", "GOV GBR"),
            ("The Bank of Ghana cut rates.", "Bank of Ghana", "BUS GHA"),
            ("Turkish Airlines stopped its flights.", "Turkish Airlines", "BUS TUR"),
            ("The Peruvian Supreme Court ruled.", "Peruvian Supreme Court", "JUD PER"),
            ("The Moldova Liberation Front fought.", "Moldova Liberation Front", "REB MDA"),
            ("He studied at Nairobi University.", "Nairobi University", "EDU KEN"),
            ("The Kenya National Police said so.", "Kenya National Police", "COP KEN"),
            ("The Metro Police Service said so.", "Metro Police Service", "COP -"),
            ("The Zambia Daily Mail wrote so.", "Zambia Daily Mail", "MED ZMB"),
            ("The Lagos Chamber of Commerce met.", "Lagos Chamber of Commerce", "BUS -"),
            ("The Army Hospital took them in.", "Army Hospital", "HLH -"),
            ("The Iranian army attacked.", "Iranian army", "MIL IRN"),
            ("Members of the Blue Ribbon Party met.", "Blue Ribbon Party", "PTY -"),
            ("The Pentagon said so.", "Pentagon", "MIL USA"),
            ("The Brazilian Congress voted.", "Brazilian Congress", "LEG BRA"),
            ("The South Korean Joint Chiefs of Staff said so.", "Joint Chiefs of Staff", "MIL KOR"),
            ("The Iran-backed Blue Brigades fought.", "Blue Brigades", "UAF -"),
            ("Acme Widgets Inc. closed.", "Acme Widgets Inc.", "BUS -"),
            ("The garden was lovely.", "garden", "- -"),
        ] {
            let document = document(text);
            let start = text.find(name).expect("the name is in the text") as u32;
            let span = Span::new(start, start + name.len() as u32);
            let words = document.tokens.words.iter().enumerate();
            let inside = Vec::from_iter(words.filter(|(_, w)| span.contains(w.span)).map(|(at, _)| at));
            let meaning = meaning(&document, &(inside[0]..inside[inside.len() - 1] + 1));
            let told = [meaning.sector, meaning.country].map(|code| code.unwrap_or("-")).join(" ");
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn tables() {
        assert!(FORMS.is_sorted_by_key(|form| form.key));
        assert!(WORDS.is_sorted_by_key(|(word, _)| *word));
        assert!(ORGANIZATIONS.len() >= 600);
        for organization in ORGANIZATIONS {
            let known =
                organization.country.is_empty() || countries::by_alpha3(organization.country).is_some();
            assert!(known, "{}", organization.name);
        }
    }
}
