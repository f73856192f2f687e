//! Which quantities belong to an event: those that its trigger governs in the tree.

use super::Event;
use crate::document::Document;
use crate::quantities::{Kind, QuantityMention, slots};
use crate::syntax::Deprel;

/// How many words up from a quantity its event is looked for.
const STEPS: usize = 5;

/// Hangs each quantity that is of something on the event whose trigger is nearest above it, or says what became of those
/// who are counted: "killed" in "5 people killed".
pub(crate) fn add(document: &Document, events: &mut [Event], quantities: &[QuantityMention]) {
    let mut triggers: Vec<(usize, usize)> = events
        .iter()
        .enumerate()
        .flat_map(|(event, e)| e.mentions.iter().map(move |mention| (mention.trigger, event)))
        .collect();
    triggers.sort_unstable();
    let event_at = |word: usize| {
        let at = triggers.binary_search_by_key(&word, |(trigger, _)| *trigger).ok()?;
        Some(triggers[at].1)
    };
    let mut found = Vec::new();
    for (number, quantity) in quantities.iter().enumerate() {
        let Some(of) = quantity.slot else { continue };
        if let Some(event) = governor(document, quantity, event_at) {
            found.push((event, number, of));
        }
    }
    for (event, number, of) in found {
        events[event].amounts.push((number, of));
    }
}

fn governor(
    document: &Document,
    quantity: &QuantityMention,
    event_at: impl Fn(usize) -> Option<usize>,
) -> Option<usize> {
    let syntax = &document.syntax;
    let anchor = slots::anchor(document, quantity);
    // "12 arrests": the noun itself; "5 people killed": what hangs on it
    let own = [quantity.counted, Some(anchor)].into_iter().flatten().find_map(&event_at);
    let below = || {
        let told =
            |&child: &usize| matches!(syntax.deprel[child], Deprel::Acl | Deprel::Amod | Deprel::AclRelcl);
        syntax.dependents(anchor).filter(told).find_map(&event_at)
    };
    if let Some(event) = own.or_else(below) {
        return Some(event);
    }
    // Money and lengths of time belong to the verb or noun that they stand with; those who are killed may be told of from farther.
    let people = matches!(quantity.kind, Kind::People | Kind::Count);
    let mut at = anchor;
    for _ in 0..if people { STEPS } else { 2 } {
        // Said, thought or told apart from what is above.
        let other_clause = matches!(
            syntax.deprel[at],
            Deprel::Ccomp
                | Deprel::Parataxis
                | Deprel::Csubj
                | Deprel::List
                | Deprel::Appos
                | Deprel::Vocative
        );
        let head = syntax.head(at).filter(|_| !other_clause)?;
        if let Some(event) = event_at(head) {
            return Some(event);
        }
        at = head;
    }
    None
}
