//! Words that tell who somebody can be, from `data/coreference.toml`.

use crate::sorted::has;

include!(concat!(env!("OUT_DIR"), "/coreference.rs"));

/// Whether a noun or a title is for women or for men: "spokeswoman", "Mr".
pub(super) fn female(word: &str) -> Option<bool> {
    if has(FEMALE, word) { Some(true) } else { has(MALE, word).then_some(false) }
}

/// A noun for one person, beside those that [`crate::names::kind_of_word`] knows.
pub(crate) fn is_person(lemma: &str) -> bool {
    has(PEOPLE, lemma) || has(MALE, lemma) || has(FEMALE, lemma)
}

/// "police have", "the team are"
pub(super) fn is_collective(lemma: &str) -> bool {
    has(COLLECTIVE, lemma)
}

/// Times and measures: "week", "percent".
pub(super) fn is_calendar(lemma: &str) -> bool {
    has(CALENDAR, lemma)
}

/// "it" of these stands for nothing: "it rains".
pub(super) fn is_impersonal(verb: &str) -> bool {
    has(IMPERSONAL, verb)
}

/// Says which of several: "the *second* test".
pub(super) fn tells_apart(modifier: &str) -> bool {
    has(OTHERS, modifier)
}

/// Tells an event from those of its kind: "*another* attack".
pub(crate) fn tells_event_apart(modifier: &str) -> bool {
    has(OTHER_EVENTS, modifier)
}

/// What the name of a company may go without: "Corp."
pub(super) fn is_suffix(word: &str) -> bool {
    has(SUFFIX, word)
}

/// What a named thing can be called by afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalledBy {
    Organization,
    Country,
    Town,
    Person,
}

/// "the agency" can be an organisation named before.
pub(super) fn called_by(noun: &str) -> Option<CalledBy> {
    let lists = [
        (ORGANIZATION, CalledBy::Organization),
        (COUNTRY, CalledBy::Country),
        (TOWN, CalledBy::Town),
        (PERSON, CalledBy::Person),
    ];
    lists.into_iter().find(|(list, _)| has(list, noun)).map(|(_, called)| called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_one_sex() {
        assert_eq!(female("spokeswoman"), Some(true));
        assert_eq!(female("king"), Some(false));
        assert_eq!(female("minister"), None);
    }
}
