//! Whom a minister serves, by the ministry that the sentence names before: "Japan's Defense Ministry confirmed it, with
//! Defense Minister Gen Nakatani reporting …".

use super::Name;
use crate::document::Document;
use crate::report::EntityType;

/// How many names back.
const REACH: usize = 8;

/// Gives ministers without a country that of their ministry; two ministries of one field leave it open.
pub(super) fn serve(document: &Document, names: &mut [Name]) {
    for number in 0..names.len() {
        let Some(field) = field(&names[number]) else { continue };
        let start = names[number].words.start;
        let sentences = &document.tokens.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.words.end <= start);
        let Some(sentence) = sentences.get(sentence) else { continue };
        let before = names[number.saturating_sub(REACH)..number].iter().rev();
        let mut serving = before
            .take_while(|name| name.words.start >= sentence.words.start)
            .filter(|name| is_ministry(document, name, &field))
            .filter_map(|name| name.country);
        let country = serving.next().filter(|first| serving.all(|other| other == *first));
        names[number].country = country;
    }
}

/// "defense" of a "Defense Minister" without a country.
fn field(name: &Name) -> Option<String> {
    let title = name.title.as_ref().filter(|_| name.country.is_none() && name.kind == EntityType::Person)?;
    let text = title.text.to_lowercase();
    let field = text.strip_suffix(" minister")?;
    Some(field.strip_prefix("vice ").or(field.strip_prefix("deputy ")).unwrap_or(field).to_owned())
}

/// "Defense Ministry", "Ministry of Defense", with and without its country.
fn is_ministry(document: &Document, name: &Name, field: &str) -> bool {
    name.kind == EntityType::Organization
        && name.words.clone().any(|word| document.norm(word) == "ministry")
        && field.split(' ').all(|part| name.words.clone().any(|word| document.norm(word) == part))
}

#[cfg(test)]
mod tests {
    use super::super::{find, tests::document};

    #[test]
    fn ministers_of_ministries() {
        for (text, expected) in [
            (
                "Japan's Defense Ministry confirmed the launch, with Defense Minister Gen Nakatani reporting it.",
                "JPN",
            ),
            // Another field; two countries
            (
                "Japan's Defense Ministry confirmed the launch, with Foreign Minister Anna Brown reporting it.",
                "",
            ),
            (
                "Japan's Defense Ministry met China's Defense Ministry before Defense Minister Anna Brown left.",
                "",
            ),
        ] {
            let document = document(text);
            let names = find(&document);
            let minister = names.iter().find(|name| name.title.is_some()).expect("one has a title");
            assert_eq!(minister.country.unwrap_or(""), expected, "{text}");
        }
    }
}
