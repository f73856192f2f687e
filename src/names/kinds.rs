//! What kind of thing a name is of: the kinds of the recogniser, told apart further by the words of the name.

use std::ops::Range;

use super::kind_of_word;
use crate::document::Document;
use crate::report::EntityType;
use crate::syntax::recognizer::NameKind;

/// The kind of a name.
pub(super) fn kind(document: &Document, words: &Range<usize>, seen: NameKind) -> EntityType {
    match seen {
        NameKind::Person => EntityType::Person,
        NameKind::Organization => match kind_of_word(document.norm(words.start)) {
            // "ICBM" looks like one.
            Some(kind @ (EntityType::Weapon | EntityType::Vehicle)) if words.len() == 1 => kind,
            _ => EntityType::Organization,
        },
        NameKind::Location => EntityType::Place,
        NameKind::Facility => EntityType::Facility,
        NameKind::People => EntityType::People,
        NameKind::Product => by_words(document, words).unwrap_or(EntityType::Product),
        NameKind::Misc => by_words(document, words).unwrap_or(EntityType::Other),
    }
}

/// "Kinzhal missile" is a weapon, "Treaty of Rome" a law.
fn by_words(document: &Document, words: &Range<usize>) -> Option<EntityType> {
    let told = words.clone().rev().find_map(|word| kind_of_word(document.norm(word)));
    told.filter(|kind| matches!(kind, EntityType::Weapon | EntityType::Vehicle | EntityType::Law))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tests::document;

    #[test]
    fn kinds_by_the_words() {
        use EntityType::*;
        for (text, seen, wanted) in [
            ("Kinzhal missile", NameKind::Product, Weapon),
            ("Treaty of Rome", NameKind::Misc, Law),
            ("iPhone", NameKind::Product, Product),
            ("Rugby World Cup", NameKind::Misc, Other),
            ("ICBM", NameKind::Organization, Weapon),
            ("Missile Defense Agency", NameKind::Organization, Organization),
            ("Tank", NameKind::Person, Person),
        ] {
            let document = document(text);
            assert_eq!(kind(&document, &(0..document.tokens.words.len()), seen), wanted, "{text}");
        }
    }
}
