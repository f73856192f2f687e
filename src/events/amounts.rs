//! Which quantities belong to an event: those that its trigger governs in the tree.

use super::{Catalog, Event};
use crate::document::Document;
use crate::quantities::{Kind, QuantityMention, slots};
use crate::syntax::{Deprel, Upos};
use crate::work::tick;

/// How many words up from a quantity its event is looked for.
const STEPS: usize = 3;

/// Hangs each quantity that is of something on the event whose trigger is nearest above it, or says what became of those
/// who are counted: "killed" in "5 people killed".
pub(crate) fn add(
    document: &Document,
    catalog: &Catalog,
    events: &mut [Event],
    quantities: &[QuantityMention],
) {
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
            // "two were killed and 12 missing": those are none of the dead
            let own = slot_of_type(&catalog.get(events[event].event_type).name);
            if own.is_none_or(|own| own == of || !OUTCOMES.contains(&of)) {
                found.push((event, number, of));
            }
        }
    }
    for (event, number, of) in found {
        events[event].amounts.push((number, of));
    }
}

/// Slots of what became of people; these are told from farther than what else is counted.
const OUTCOMES: [&str; 8] =
    ["killed", "injured", "casualties", "missing", "displaced", "arrested", "rescued", "infected"];

/// The outcome that a type of event is itself.
fn slot_of_type(name: &str) -> Option<&'static str> {
    match name {
        "life.die" => Some("killed"),
        "life.injure" => Some("injured"),
        "life.missing" => Some("missing"),
        "justice.arrest" => Some("arrested"),
        _ => None,
    }
}

fn governor(
    document: &Document,
    quantity: &QuantityMention,
    event_at: impl Fn(usize) -> Option<usize>,
) -> Option<usize> {
    let syntax = &document.syntax;
    let anchor = slots::anchor(document, quantity);
    if quantity.kind == Kind::Duration && !is_length(document, quantity, anchor) {
        return None;
    }
    // "12 arrests": the noun itself; "5 people killed": what hangs on it
    let own = [quantity.counted, Some(anchor)].into_iter().flatten().find_map(&event_at);
    let below = || {
        let told =
            |&child: &usize| matches!(syntax.deprel[child], Deprel::Acl | Deprel::Amod | Deprel::AclRelcl);
        syntax.dependents(anchor).filter(told).find_map(&event_at)
    };
    // "*arrested* eight people accused of …"
    let done = || {
        let told = matches!(syntax.deprel[anchor], Deprel::Obj | Deprel::NsubjPass);
        let verb = syntax.head(anchor).filter(|&head| told && slots::is_outcome(document.lemma(head)))?;
        event_at(verb)
    };
    if let Some(event) = own.or_else(done).or_else(below) {
        return Some(event);
    }
    // "arrested with $1,200 in his boot"
    let beside = |word: usize| matches!(document.norm(word), "with" | "without");
    if quantity.kind == Kind::Money && syntax.preposition(anchor).is_some_and(beside) {
        return None;
    }
    let outcome = quantity.slot.is_some_and(|slot| OUTCOMES.contains(&slot));
    // A length is of the word that it stands with; a sum or a number of people may be of a noun's: "goods worth $5 million".
    let steps = match quantity.kind {
        Kind::People | Kind::Count | Kind::Money => STEPS,
        _ => 1,
    };
    let mut at = anchor;
    let mut left = steps;
    while left > 0 {
        // Said, thought or told apart from what is above.
        let other_clause = matches!(
            syntax.deprel[at],
            Deprel::Ccomp
                | Deprel::Parataxis
                | Deprel::Csubj
                | Deprel::List
                | Deprel::Appos
                | Deprel::Vocative
        ) || syntax.deprel[at] == Deprel::Advcl && !outcome;
        let head = syntax.head(at).filter(|_| !other_clause)?;
        // "kidnappings and 17,000 child soldiers": one beside the other
        let beside = syntax.deprel[at] == Deprel::Conj && document.upos(head) != Upos::Verb;
        if let Some(event) = event_at(head).filter(|_| !beside) {
            return Some(event);
        }
        // What another verb says is not of the event that it hangs on: "agreed to *pay* $5 million".
        if matches!(document.upos(head), Upos::Verb | Upos::Aux) {
            let direct = syntax.first_conjunct(anchor) == at;
            return if outcome
                && direct
                && (CAUSES.contains(&document.lemma(head)) || slots::is_outcome(document.lemma(head)))
            {
                caused(document, head, event_at)
            } else if SUMS.contains(&document.lemma(head)) && syntax.deprel[head] == Deprel::Acl {
                // "investments *amounting* to $15 billion"
                syntax.head(head).and_then(event_at)
            } else {
                None
            };
        }
        // "34 kg of one and 20 kg of another", "a gift of 25 tons"; not "support *for* thousands", "the execution *of* four" of a
        // verb above
        let of = syntax.preposition(at).is_some_and(|word| document.norm(word) == "of");
        let people = matches!(quantity.kind, Kind::People | Kind::Count);
        if syntax.deprel[at] == Deprel::Nmod && (people || !of && syntax.preposition(at).is_some()) {
            return None;
        }
        let free = of || syntax.deprel[at] == Deprel::Conj;
        left -= usize::from(!free);
        tick(1);
        at = head;
    }
    None
}

/// Verbs that tell an outcome of something that they are no word for: "the crash *left* 12 dead", "the toll *rose* to 12".
const CAUSES: [&str; 10] =
    ["leave", "claim", "cause", "result", "rise", "climb", "bring", "stand", "reach", "increase"];

/// Verbs that only say how much.
const SUMS: [&str; 6] = ["amount", "estimate", "value", "total", "cost", "worth"];

/// The event that a verb without one is about: "the *crash* left 12 dead", "*exploded*, leaving 12 dead", "12 were hurt in the *crash*".
fn caused(document: &Document, verb: usize, event_at: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let syntax = &document.syntax;
    let near = |relations: &[Deprel]| syntax.dependent(verb, relations).and_then(&event_at);
    let subject = || {
        let subject = syntax.own_subject(verb)?;
        // "the death toll from the *earthquake*"
        let of = || syntax.dependent(subject, &[Deprel::Nmod]).and_then(&event_at);
        event_at(subject).or_else(of)
    };
    near(&[Deprel::Xcomp])
        .or_else(subject)
        .or_else(|| syntax.head(verb).filter(|_| syntax.deprel[verb] == Deprel::Advcl).and_then(&event_at))
        .or_else(|| near(&[Deprel::Obl]))
}

/// Whether a length of time is how long something lasts: "for two years", "a two-day visit", "sentenced to two years", "lasted
/// two hours"; not when it was ("two years later", "in the last two years") or by when it must be ("within two years").
fn is_length(document: &Document, quantity: &QuantityMention, anchor: usize) -> bool {
    let syntax = &document.syntax;
    let words = &quantity.words;
    let word = |at: usize| if at < document.tokens.words.len() { document.norm(at) } else { "" };
    let (mut before, after) = (words.start, word(words.end));
    // "for nearly two years", "for more than two years": the bound is in the span; "for the last two years" is a window.
    let window = |at: usize| {
        matches!(word(at), "last" | "past" | "next" | "coming" | "previous" | "first" | "final" | "recent")
    };
    if before > 0 && window(before - 1) {
        return false;
    }
    if matches!(
        after,
        "later" | "ago" | "earlier" | "before" | "after" | "prior" | "since" | "from" | "hence"
    ) {
        return false;
    }
    if before > 0 && matches!(word(before - 1), "a" | "the" | "an" | "his" | "her" | "its" | "their") {
        before -= 1;
    }
    let Some(head) = syntax.head(anchor) else { return false };
    // "a two-day visit"
    let attribute = head >= words.end
        && matches!(
            syntax.deprel[anchor],
            Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodDesc | Deprel::Nmod
        );
    if attribute {
        return true;
    }
    let preposition = before.checked_sub(1).map_or("", word);
    // "jailed for two years", "a sentence of two years"
    if preposition == "for" || preposition == "of" && syntax.deprel[anchor] == Deprel::Nmod {
        return true;
    }
    if preposition == "to" {
        return matches!(document.lemma(head), "sentence" | "jail" | "condemn" | "commit");
    }
    // "lasted two hours", "serve two years"
    matches!(document.lemma(head), "last" | "take" | "spend" | "serve" | "run" | "go" | "continue" | "wait")
        && matches!(
            syntax.deprel[anchor],
            Deprel::Obj | Deprel::OblUnmarked | Deprel::Nsubj | Deprel::Xcomp | Deprel::Obl
        )
        && !matches!(preposition, "in" | "within" | "over" | "after" | "during" | "by")
        || matches!(document.lemma(head), "sentence" | "jail") && syntax.deprel[anchor] == Deprel::Obj
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract};

    /// The amounts of a text's events: "words = of event".
    fn read(text: &str) -> String {
        let report = extract(text, &Options::default()).unwrap();
        let mut shown = Vec::new();
        for event in &report.events {
            for amount in &event.amounts {
                let quantity = report.quantities.iter().find(|q| q.id == amount.quantity).unwrap();
                let words = &text[quantity.start as usize..quantity.end as usize];
                shown.push((quantity.start, format!("{words} = {} {}", amount.of, event.kind)));
            }
        }
        shown.sort();
        shown.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn amounts_of_events() {
        let cases = [
            (
                "A bomb killed at least 44 people and injured some 200 others in Baghdad on Monday, police said.",
                "at least 44 = killed life.die; some 200 = injured life.injure",
            ),
            ("Police arrested seven suspects in Bangkok on Monday.", "seven = arrested justice.arrest"),
            (
                "Turkey arrested eight people accused of planning attacks on Monday.",
                "eight = arrested justice.arrest",
            ),
            ("The riot left 13 inmates dead on Monday.", "13 = killed life.die"),
            ("He made a two-day visit to Ankara in May.", "two-day = duration diplomacy.visit"),
            ("He was sentenced to two years in prison on Monday.", "two years = duration justice.sentence"),
            ("Police detained him for several hours on Monday.", "several hours = duration justice.arrest"),
            (
                "Kenya signed a $6 billion agreement with Iran on Monday.",
                "$6 billion = money diplomacy.agree",
            ),
            (
                "A 7.8-magnitude quake struck Nepal on Monday.",
                "7.8-magnitude = magnitude disaster.earthquake",
            ),
            (
                "An earthquake of magnitude 6.1 hit Nepal on Monday.",
                "magnitude 6.1 = magnitude disaster.earthquake",
            ),
            // When it was and by when it must be are no length of it.
            ("Police arrested him two weeks later in Cairo.", ""),
            ("Police arrested him three days ago in Cairo.", ""),
            ("Police arrested him twice in the last two years.", ""),
            ("Police must arrest him within two days.", ""),
            ("A convoy of six trucks left Cairo on Monday.", "six = vehicles movement.transport"),
            (
                "The state condemned the execution of four activists on Monday.",
                "four = killed justice.execute",
            ),
            // Of another verb than the event's.
            ("He agreed to keep $460,000 for the state on Monday.", ""),
            ("Police arrested a man with $25,000 in his car on Monday.", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
