//! What is known of each word before its sentence is read: is it in a list of names, and how does the rest of the text
//! write it? The [recognizer](crate::syntax::recognizer) takes it in beside what the network makes of the words; training
//! and reading share this code.
//!
//! A headline or a name at the start of a sentence does not tell by its capital that it is a name; the same word elsewhere
//! does (Mikheev, "Periods, capitalized words, etc.", 2002).

use rustc_hash::FxHashMap;

use super::countries::{self, CountryMention, Kind};
use super::gazetteer::{Gazetteer, Kind as PlaceKind};
use super::given;
use super::organizations::{self, OrganizationMention};
use crate::tokens::{Sentence, Tokens};

/// Marks of a word, one bit each.
pub type Marks = u16;

/// In the name or capital of a country: "North Korea".
pub const COUNTRY: Marks = 1 << 0;
/// In the name of a people: "South Korean".
pub const DEMONYM: Marks = 1 << 1;
/// The text has the word in lower case as well.
pub const SMALL_ELSEWHERE: Marks = 1 << 2;
/// The text has the word with a capital within a plain sentence.
pub const LARGE_ELSEWHERE: Marks = 1 << 3;
/// Its sentence has capitals nearly everywhere, as a headline.
pub const SHOUTED: Marks = 1 << 4;
/// The text has the word in capitals only, within a plain sentence: "UN".
pub const CAPITALS_ELSEWHERE: Marks = 1 << 5;

/// In the name of a place of the gazetteer, of any size; a town's name is often something else.
pub const PLACE: Marks = 1 << 6;
/// The same, of a region, a water, a mountain range or a town of more than [`LARGE_TOWN`] people.
pub const LARGE_PLACE: Marks = 1 << 7;
/// In the name of an organisation of the list.
pub const ORGANIZATION: Marks = 1 << 8;
/// A given name with a capital.
pub const GIVEN_NAME: Marks = 1 << 9;

const LARGE_TOWN: u32 = 200_000;

/// How many bits the recognizer reads; those that nobody sets yet are kept for further lists.
pub const COUNT: usize = 16;

/// What tells of the text and not of the word where it stands.
pub const OF_TEXT: Marks = SMALL_ELSEWHERE | LARGE_ELSEWHERE | CAPITALS_ELSEWHERE;

/// What the lists have of a text; looked up once.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    pub countries: Vec<CountryMention>,
    pub organizations: Vec<OrganizationMention>,
}

impl Listed {
    /// Looks up all words.
    pub fn find(text: &str, tokens: &Tokens) -> Self {
        Self { countries: countries::find(text, tokens), organizations: organizations::find(text, tokens) }
    }
}

/// The marks of every word.
pub fn find(text: &str, tokens: &Tokens, listed: &Listed) -> Vec<Marks> {
    let mut marks = vec![0; tokens.words.len()];
    for mention in &listed.countries {
        let mark = if mention.kind == Kind::Demonym { DEMONYM } else { COUNTRY };
        marks[mention.words.clone()].iter_mut().for_each(|marks| *marks |= mark);
    }
    for mention in listed.organizations.iter().filter(|mention| !mention.ambiguous) {
        marks[mention.words.clone()].iter_mut().for_each(|marks| *marks |= ORGANIZATION);
    }
    for (word, marks) in marks.iter_mut().enumerate() {
        let capital = tokens.words[word].span.of(text).starts_with(char::is_uppercase);
        if capital && given::is_given_name(tokens.norm(word)) {
            *marks |= GIVEN_NAME;
        }
    }
    mark_places(text, tokens, &mut marks);
    let mut elsewhere: FxHashMap<&str, Marks> = FxHashMap::default();
    for sentence in &tokens.sentences {
        if is_shouted(text, tokens, sentence) {
            marks[sentence.words.clone()].iter_mut().for_each(|marks| *marks |= SHOUTED);
            continue;
        }
        // The first word, and one after a quote or a colon, has its capital from its place.
        let mut free = false;
        for word in sentence.words.clone() {
            let form = tokens.words[word].span.of(text);
            let mark = match case(form) {
                Case::None => {
                    free = matches!(form, "," | "-" | "–" | "(" | ";" | "'s" | "’s");
                    continue;
                }
                Case::Small => SMALL_ELSEWHERE,
                Case::Capitals => CAPITALS_ELSEWHERE,
                Case::Large if free => LARGE_ELSEWHERE,
                Case::Large => 0,
            };
            free = true;
            if mark != 0 {
                *elsewhere.entry(tokens.norm(word)).or_default() |= mark;
            }
        }
    }
    for (word, marks) in marks.iter_mut().enumerate() {
        *marks |= elsewhere.get(tokens.norm(word)).copied().unwrap_or_default();
    }
    marks
}

/// Marks the longest name of a place at each word.
fn mark_places(text: &str, tokens: &Tokens, marks: &mut [Marks]) {
    let gazetteer = Gazetteer::built_in();
    let mut phrase = String::new();
    for sentence in &tokens.sentences {
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            let capital = tokens.words[word].span.of(text).starts_with(char::is_uppercase);
            let words = match capital {
                true => gazetteer.longest(text, tokens, word..sentence.words.end, &mut phrase),
                false => None,
            };
            let Some(words) = words else {
                word += 1;
                continue;
            };
            let large = gazetteer.candidates(&phrase).any(|id| {
                let place = gazetteer.place(id);
                !matches!(place.kind, PlaceKind::City | PlaceKind::District) || place.population > LARGE_TOWN
            });
            word = words.end;
            let mark = if large { PLACE | LARGE_PLACE } else { PLACE };
            marks[words].iter_mut().for_each(|marks| *marks |= mark);
        }
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// No letters.
    None,
    Small,
    Large,
    /// Two capitals or more and no small letter.
    Capitals,
}

fn case(form: &str) -> Case {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        None => Case::None,
        Some(first) if !first.is_uppercase() => Case::Small,
        Some(_) => {
            let mut more = false;
            let small = letters.any(|c| {
                more = true;
                !c.is_uppercase()
            });
            if more && !small { Case::Capitals } else { Case::Large }
        }
    }
}

/// Of the words of four letters and more nearly all have a capital: "Kim Conducts Missile Test".
fn is_shouted(text: &str, tokens: &Tokens, sentence: &Sentence) -> bool {
    let (mut large, mut all) = (0, 0);
    for word in &tokens.words[sentence.words.clone()] {
        let form = word.span.of(text);
        if form.len() < 4 {
            continue;
        }
        match case(form) {
            Case::None => {}
            Case::Small => all += 1,
            Case::Large | Case::Capitals => {
                large += 1;
                all += 1;
            }
        }
    }
    all >= 3 && large * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::tokens::tokenize;

    /// The marks of the first word of `text` that is written `form`.
    fn marks(text: &str, form: &str) -> Marks {
        let tokens = tokenize(text, &article::read(text, false));
        let word = tokens.words.iter().position(|w| w.span.of(text) == form);
        find(text, &tokens, &Listed::find(text, &tokens))[word.expect("the word is in the text")]
    }

    #[test]
    fn lists_and_the_rest_of_the_text() {
        for (text, form, wanted) in [
            ("He left North Korea.", "Korea", COUNTRY | PLACE | LARGE_PLACE | LARGE_ELSEWHERE),
            ("South Korean troops left.", "Korean", DEMONYM | LARGE_ELSEWHERE),
            ("Rose said so. It rose again.", "Rose", GIVEN_NAME | SMALL_ELSEWHERE),
            ("Rose said so. We met Rose again.", "Rose", GIVEN_NAME | LARGE_ELSEWHERE),
            ("Fears grew. They had none.", "Fears", 0),
            ("He said: Fears grew.", "Fears", 0),
            ("The EU met.", "EU", ORGANIZATION | CAPITALS_ELSEWHERE),
            ("They met in Hyderabad.", "Hyderabad", PLACE | LARGE_PLACE | LARGE_ELSEWHERE),
            ("Xanthe met them.", "met", SMALL_ELSEWHERE),
            ("Army Kills Rebels In Market\n\nThe army did it.", "Army", SHOUTED | SMALL_ELSEWHERE),
            ("The army did it in March.", "army", SMALL_ELSEWHERE),
        ] {
            assert_eq!(marks(text, form), wanted, "{form} in {text:?}");
        }
    }

    #[test]
    fn any_text_gives_one_for_each_word() {
        for text in ["", " ", "é 東京 \u{301}x 😀", "'", "\u{0}", "ǅ ß"] {
            let tokens = tokenize(text, &article::read(text, false));
            assert_eq!(find(text, &tokens, &Listed::default()).len(), tokens.words.len());
        }
    }
}
