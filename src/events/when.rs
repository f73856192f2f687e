//! The time of an event: the expression that the tree ties to its trigger.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::Event;
use super::triggers::Trigger;
use crate::document::Document;
use crate::report::TimeType;
use crate::syntax::Deprel;
use crate::times::{Basis, TimeMention};
use crate::work::tick;

/// How many time expressions on either side of a trigger are looked at; keeps long sentences linear.
const TIMES_ASIDE: usize = 8;

/// How far a length of time may be from its event: "a 48-hour attack", "was questioned for two hours".
const LENGTH_REACH: usize = 3;

/// How far "recently" or "since then" may be from it: "since then they have voiced concerns over shipments" tells nothing of these.
const VAGUE_REACH: usize = 2;

/// How much farther from its event than the time that is nearest a day within that may be.
const FINER_REACH: usize = 1;

/// The day or time of day of the trigger's sentence that is closest to it in the tree; where there is none, how long it took.
pub(super) fn own(document: &Document, times: &[TimeMention], trigger: &Trigger) -> Option<usize> {
    let next = times.partition_point(|time| time.words.start <= trigger.word);
    let near = next.saturating_sub(TIMES_ASIDE)..times.len().min(next + TIMES_ASIDE);
    let candidates = near.filter(|&index| times[index].sentence == trigger.sentence).filter_map(|index| {
        tick(1);
        let time = &times[index];
        // "two days after the attack on troops" is not when the attack was, nor is it of what hangs on that
        if time.anchor.is_some_and(|anchor| {
            let mut above = document.syntax.ancestors(trigger.word);
            // a length of time is of what stands before: "fled hours after a statement urging them to stay"
            let behind = time.kind == TimeType::Duration && trigger.word > anchor.word;
            behind || anchor.word == trigger.word || above.any(|word| word == anchor.word)
        }) {
            return None;
        }
        if is_compared(document, times, index, trigger.word) {
            return None;
        }
        let distance = distance(document, time, trigger.word)?;
        let reach = match time.kind {
            TimeType::Date | TimeType::Time if vagueness(time) > 0 => VAGUE_REACH,
            TimeType::Date | TimeType::Time => usize::MAX,
            TimeType::Duration => LENGTH_REACH,
            TimeType::Set => 0,
        };
        let beside = time.words.start.abs_diff(trigger.word);
        (distance <= reach).then_some(((vagueness(time), distance, beside), index))
    });
    let candidates: Vec<((u8, usize, usize), usize)> = candidates.collect();
    let &((vague, distance, _), index) = candidates.iter().min()?;
    // "will be launched at the end of the month on April 29"
    let inside = |&&((other, far, _), finer): &&((u8, usize, usize), usize)| {
        other == vague && far <= distance + FINER_REACH && within(&times[finer], &times[index])
    };
    let index = candidates.iter().filter(inside).min().map_or(index, |&(_, finer)| finer);
    // "between Monday and Friday" began on Monday
    let before = index.checked_sub(1).filter(|&before| times[before].until == Some(index));
    Some(before.unwrap_or(index))
}

/// Whether a time is no more than what something is measured by: "the deadliest attack *since* 2014", "rose *from* a year earlier", "more than
/// *in* 2019"; but "has been held since 2019", "from Monday".
fn is_compared(document: &Document, times: &[TimeMention], index: usize, trigger: usize) -> bool {
    let time = &times[index];
    let start = document.tokens.sentences[time.sentence].words.start;
    let word = |back: usize| {
        let at = time.words.start.checked_sub(back).filter(|&at| at >= start);
        at.map_or("", |at| document.norm(at))
    };
    let from = |back: usize| match word(back) {
        // a range has its own "from"
        "from" => time.until.is_none() && tells_before(document, time),
        "than" | "versus" | "vs" => true,
        "with" | "to" => word(back + 1) == "compared",
        _ => false,
    };
    let perfect = || {
        let have = document.syntax.dependent(trigger, &[Deprel::Aux]);
        have.is_some_and(|have| document.lemma(have) == "have")
    };
    match word(1) {
        "since" => !perfect(),
        "in" | "on" | "the" => from(2),
        _ => from(1),
    }
}

/// "a year earlier", "last year", "2019"
fn tells_before(document: &Document, time: &TimeMention) -> bool {
    let (first, last) = (document.norm(time.words.start), document.norm(time.words.end - 1));
    matches!(last, "earlier" | "ago" | "before") || first == "last" || time.value.len() == 4
}

/// Ties times to the events that they are told from: "two days after the attack" lies two days after the day of the attack,
/// where that has one. Called when the events are known.
pub fn anchor(events: &[Event], times: &mut [TimeMention]) {
    let mut event_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, event) in events.iter().enumerate() {
        for mention in &event.mentions {
            tick(1);
            event_of.entry(mention.trigger).or_insert(number);
        }
    }
    for index in 0..times.len() {
        tick(1);
        let Some(anchor) = times[index].anchor else { continue };
        let Some(&event) = event_of.get(&anchor.word) else { continue };
        times[index].basis = Some(Basis::Event(event));
        // not by itself, nor by a time that waits for another event to be placed
        let Some(from) = events[event].time.filter(|&other| other != index).map(|other| &times[other]) else {
            continue;
        };
        let known = from.value.get(..10).is_some_and(|day| day.parse::<NaiveDate>().is_ok());
        let day = from.from.as_deref().and_then(|from| from.get(..10)?.parse().ok());
        let one_day = matches!(from.kind, TimeType::Time) || is_one_day(from);
        let Some(placed) = day.filter(|_| one_day).and_then(|day| anchor.place(day)) else { continue };
        let time = &mut times[index];
        (time.from, time.to) = (Some(placed.from), Some(placed.to));
        // a length of time stays one: "hours after" is no date
        if known && time.kind == TimeType::Date {
            time.value = placed.value;
        }
    }
}

/// Whether an interval has the length of a day: "two days after June" can't be placed.
fn is_one_day(time: &TimeMention) -> bool {
    let day = |end: &Option<String>| end.as_deref()?.parse::<NaiveDate>().ok();
    day(&time.from).and_then(|from| from.succ_opt()).is_some_and(|next| Some(next) == day(&time.to))
}

/// A day says more of when than "recently", and that more than how long.
pub(crate) fn vagueness(time: &TimeMention) -> u8 {
    match time.kind {
        TimeType::Date | TimeType::Time if time.value.ends_with("_REF") => 1,
        TimeType::Date | TimeType::Time => 0,
        // "two days after the attack"
        TimeType::Duration if time.anchor.is_some() => 1,
        TimeType::Duration | TimeType::Set => 2,
    }
}

/// Whether two dates or times of day can't be the same: their intervals don't meet, or where one of them has none, their values
/// differ in what both tell ("XXXX-WXX-3" and "XXXX-WXX-6").
pub(super) fn apart(a: &TimeMention, b: &TimeMention) -> bool {
    if let (Some((a_from, a_to)), Some((b_from, b_to))) = (days(a), days(b)) {
        return a_to < b_from || b_to < a_from;
    }
    for (a, b) in a.value.bytes().zip(b.value.bytes()) {
        match (a, b) {
            (b'T', _) | (_, b'T') => return false,
            _ if a == b || a == b'X' || b == b'X' => {}
            _ => return a.is_ascii_digit() && b.is_ascii_digit(),
        }
    }
    false
}

/// Whether one lies in the other and is shorter.
pub(super) fn within(part: &TimeMention, whole: &TimeMention) -> bool {
    let interval = |time: &TimeMention| days(time).filter(|_| time.kind == TimeType::Date);
    match (interval(part), interval(whole)) {
        (Some((from, to)), Some((first, last))) => {
            first <= from && to <= last && (to - from) < (last - first)
        }
        _ => false,
    }
}

/// The first and the last day of an interval, one more on either side where it is a time of day: zones differ.
pub(super) fn days(time: &TimeMention) -> Option<(NaiveDate, NaiveDate)> {
    let day = |end: &Option<String>| end.as_deref()?.get(..10)?.parse::<NaiveDate>().ok();
    let (from, to) = (day(&time.from)?, day(&time.to)?);
    match time.kind {
        TimeType::Time => Some((from.pred_opt()?, to.succ_opt()?)),
        _ => Some((from, to.pred_opt()?)),
    }
}

/// Steps in the tree from a time expression to a trigger. Out of a clause is farther than into one: "sued a man who came in 1990" was not in
/// 1990, but "on Monday vowed to fight" is.
fn distance(document: &Document, time: &TimeMention, trigger: usize) -> Option<usize> {
    let words = &time.words;
    // The word of the expression that the others hang on.
    let top = document.syntax.tops(words).next();
    let (from_time, from_trigger) = document.syntax.path(top.unwrap_or(words.start), trigger)?;
    let out = |word: usize| match document.syntax.deprel[word] {
        Deprel::AclRelcl
        | Deprel::Advcl
        | Deprel::AdvclRelcl
        | Deprel::Ccomp
        | Deprel::Csubj
        | Deprel::Parataxis => 4,
        // "a motion calling to convene a session next Sunday"
        Deprel::Conj | Deprel::Acl | Deprel::Appos | Deprel::Xcomp => 2,
        _ => 1,
    };
    let into = |word: usize| match document.syntax.deprel[word] {
        Deprel::AclRelcl | Deprel::Ccomp | Deprel::Parataxis => 2,
        _ => 1,
    };
    // "arrested a man who moved in 1990" was not in 1990, nor was "confirmed that he left on Monday" on Monday; but "the attack, which came on
    // Monday" was
    let another = |(at, &word): (usize, &usize)| match document.syntax.deprel[word] {
        Deprel::Ccomp => true,
        Deprel::AclRelcl => at + 1 < from_time.len(),
        _ => false,
    };
    if from_time.iter().enumerate().any(another) {
        return None;
    }
    let up: usize = from_time.iter().map(|&word| out(word)).sum();
    Some(up + from_trigger.iter().map(|&word| into(word)).sum::<usize>())
}

#[cfg(test)]
mod tests {
    use crate::report::TimeBasisKind;
    use crate::{Options, Report, extract};

    /// The report of an article of Thursday, 31 October 2024.
    fn read(text: &str) -> Report {
        let options = Options { published: Some("2024-10-31".into()), ..Options::default() };
        extract(text, &options).unwrap()
    }

    /// Of the event told by a word: the value and interval of its time.
    fn when(text: &str, trigger: &str) -> Option<(String, String)> {
        let report = read(text);
        let event = report.events.iter().find(|event| {
            let span = event.mentions[0].trigger;
            &text[span.start as usize..span.end as usize] == trigger
        });
        let event = event.unwrap_or_else(|| panic!("no event {trigger:?} in {text:?}"));
        let time = report.times.iter().find(|time| Some(&time.id) == event.time.as_ref())?;
        Some((time.value.clone(), time.from.clone().unwrap_or_default()))
    }

    #[test]
    fn times_of_events() {
        for (text, trigger, expected) in [
            ("Troops attacked the village on Monday.", "attacked", Some(("2024-10-28", "2024-10-28"))),
            ("Police questioned him for two hours.", "questioned", Some(("PT2H", ""))),
            // a day beside the length
            (
                "Police questioned him for two hours on Monday.",
                "questioned",
                Some(("2024-10-28", "2024-10-28")),
            ),
            ("Police arrested a man who moved to Kyiv in 1990.", "arrested", None),
            ("The attack, which came on Monday, killed two.", "attack", Some(("2024-10-28", "2024-10-28"))),
            ("The army confirmed that troops attacked on Monday.", "confirmed", None),
            (
                "On Monday police arrested a man who moved to Kyiv in 1990.",
                "arrested",
                Some(("2024-10-28", "2024-10-28")),
            ),
            ("Troops attacked the village.", "attacked", None),
            // what it is measured by
            ("It was the deadliest attack since 2014.", "attack", None),
            ("Profit rose 5 percent from a year earlier.", "rose", None),
            ("He met Biden for the first time since 2021.", "met", None),
            // a range has the time that begins it
            (
                "Troops attacked the village between May 2022 and June 2023.",
                "attacked",
                Some(("2022-05", "2022-05-01")),
            ),
        ] {
            let found = when(text, trigger);
            let found = found.as_ref().map(|(value, from)| (value.as_str(), from.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn times_told_from_events() {
        for (text, words, value, from, told_from_event) in [
            (
                "The attack happened on Monday. He fled the day after the attack.",
                "the day after",
                "2024-10-29",
                "2024-10-29",
                true,
            ),
            (
                "The attack happened on Monday. Police arrested him two days after the attack.",
                "two days",
                "P2D",
                "2024-10-30",
                true,
            ),
            (
                "The attack happened in June. Police arrested him two days after the attack.",
                "two days",
                "P2D",
                "",
                true,
            ),
            ("Police arrested him two days after the attack.", "two days", "P2D", "", true),
            ("Police arrested him two days after the weekend.", "two days", "P2D", "", false),
        ] {
            let report = read(text);
            let time =
                report.times.iter().find(|time| &text[time.start as usize..time.end as usize] == words);
            let time = time.unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
            assert_eq!(
                (time.value.as_str(), time.from.as_deref().unwrap_or_default()),
                (value, from),
                "{text}"
            );
            let basis = time.basis.as_ref().is_some_and(|basis| basis.kind == TimeBasisKind::Event);
            assert_eq!(basis, told_from_event, "{text}");
        }
    }
}
