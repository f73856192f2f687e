//! Words that tell the same event: "die", "death".

include!(concat!(env!("OUT_DIR"), "/same_events.rs"));

/// The first of the words that tell the same as a base form in lower case, if `data/same-events.toml` has it.
pub(crate) fn first_of(lemma: &str) -> Option<&'static str> {
    SAME_EVENTS.binary_search_by_key(&lemma, |(word, _)| word).ok().map(|at| SAME_EVENTS[at].1)
}
