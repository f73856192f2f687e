//! The words of `data/factuality.toml`, and where each must stand to bear on an event.

use crate::document::Document;
use crate::report::Factuality;

/// Where a cue must stand to bear on a trigger; see the head of `data/factuality.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Group,
    Modifier,
    Governor,
    Clause,
    Follower,
    Head,
    Own,
    Carrier,
    Rank,
    Topic,
    Implicative,
    Thought,
    Vain,
    Aim,
    Errand,
    Polite,
    Passed,
    Open,
}

pub(super) struct Cue {
    pub(super) factuality: Factuality,
    pub(super) scope: Scope,
}

include!(concat!(env!("OUT_DIR"), "/factuality.rs"));

pub(super) fn cue(document: &Document, word: usize, scope: Scope) -> Option<Factuality> {
    let find = |key: &str| {
        let at = CUES.binary_search_by(|(w, _)| (*w).cmp(key)).ok()?;
        CUES[at].1.iter().find(|c| c.scope == scope).map(|c| c.factuality)
    };
    find(document.norm(word)).or_else(|| find(document.lemma(word)))
}
