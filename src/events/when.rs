//! The time of an event: the expression that the tree ties to its trigger.

use super::triggers::Trigger;
use crate::document::Document;
use crate::report::TimeType;
use crate::syntax::Deprel;
use crate::times::TimeMention;
use crate::work::tick;

/// How many time expressions on either side of a trigger are looked at; keeps long sentences linear.
const TIMES_ASIDE: usize = 8;

/// How far a length of time may be from its event: "a 48-hour attack", "was questioned for two hours".
const LENGTH_REACH: usize = 3;

/// The day or time of day of the trigger's sentence that is closest to it in the tree; where there is none, how long it took.
pub(super) fn own(document: &Document, times: &[TimeMention], trigger: &Trigger) -> Option<usize> {
    let next = times.partition_point(|time| time.words.start <= trigger.word);
    let near = next.saturating_sub(TIMES_ASIDE)..times.len().min(next + TIMES_ASIDE);
    let candidates = near.filter(|&index| times[index].sentence == trigger.sentence).filter_map(|index| {
        tick(1);
        let time = &times[index];
        let distance = distance(document, time, trigger.word)?;
        let reach = match time.kind {
            TimeType::Date | TimeType::Time => usize::MAX,
            TimeType::Duration => LENGTH_REACH,
            TimeType::Set => 0,
        };
        let beside = time.words.start.abs_diff(trigger.word);
        (distance <= reach).then_some(((vagueness(time), distance, beside), index))
    });
    candidates.min().map(|(_, index)| index)
}

/// A day says more of when than "recently", and that more than how long.
pub(super) fn vagueness(time: &TimeMention) -> u8 {
    match time.kind {
        TimeType::Date | TimeType::Time if time.value.ends_with("_REF") => 1,
        TimeType::Date | TimeType::Time => 0,
        TimeType::Duration | TimeType::Set => 2,
    }
}

/// Steps in the tree from a time expression to a trigger. Out of a clause is farther than into one: "sued a man who came in 1990" was not in
/// 1990, but "on Monday vowed to fight" is.
fn distance(document: &Document, time: &TimeMention, trigger: usize) -> Option<usize> {
    let words = &time.words;
    // The word of the expression that the others hang on.
    let top =
        words.clone().find(|&word| document.syntax.head(word).is_none_or(|head| !words.contains(&head)));
    let (from_time, from_trigger) = document.syntax.path(top.unwrap_or(words.start), trigger)?;
    let out = |word: usize| match document.syntax.deprel[word] {
        Deprel::AclRelcl
        | Deprel::Advcl
        | Deprel::AdvclRelcl
        | Deprel::Ccomp
        | Deprel::Csubj
        | Deprel::Parataxis => 4,
        Deprel::Conj | Deprel::Acl | Deprel::Appos => 2,
        _ => 1,
    };
    let into = |word: usize| match document.syntax.deprel[word] {
        Deprel::AclRelcl | Deprel::Ccomp | Deprel::Parataxis => 2,
        _ => 1,
    };
    let up: usize = from_time.iter().map(|&word| out(word)).sum();
    Some(up + from_trigger.iter().map(|&word| into(word)).sum::<usize>())
}
