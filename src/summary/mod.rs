//! The main event in answers to the six questions, each in the text's own words.
//!
//! All are read from one telling of the event, most often its first in the body, and from the clause around that: "was
//! killed in an encounter" says more than "encounter". What is not said there is looked for near by, and last in the
//! dateline.

mod place;
mod what;
mod when;
mod who;
mod why;

use std::ops::Range;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::events::{Argument, Event, Mention};
use crate::report::{self, Role};
use crate::times::TimeMention;
use what::Told;

/// So many of an event's mentions are asked.
const ASKED: usize = 12;

/// A telling that says more stands at most so many sentences behind the first.
const SOON: usize = 2;

/// What a summary is read from.
pub(crate) struct Found<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) entities: &'a Entities,
    pub(crate) events: &'a [Event],
    pub(crate) times: &'a [TimeMention],
}

/// The main event as it is told.
struct Main<'a> {
    found: &'a Found<'a>,
    event: &'a Event,
    /// The telling that is read.
    mention: &'a Mention,
    told: Told,
    /// The first sentence of the body that tells something.
    lead: usize,
}

/// The most salient of the events `kept`; none where there is none.
pub(crate) fn of(found: &Found, kept: &[usize]) -> Option<report::Summary> {
    let Found { document, events, .. } = *found;
    let best = (0..kept.len())
        .max_by(|&a, &b| events[kept[a]].salience.total_cmp(&events[kept[b]].salience).then(b.cmp(&a)))?;
    let event = &events[kept[best]];
    let mention = telling(event)?;
    let mut telling = document.telling_sentences();
    let lead = telling.find(|(_, sentence)| sentence.zone == ZoneKind::Body).map_or(0, |(number, _)| number);
    let main = Main { found, event, mention, told: what::told(document, mention), lead };
    let words = event.mentions.iter().take(ASKED).map(|m| m.trigger);
    let words: Vec<usize> = main.told.verb.into_iter().chain(words).collect();
    let instrument = event.arguments.iter().find(|a| a.role == Role::Instrument).map(|a| a.words.clone());
    let how = || words.iter().find_map(|&word| why::how(document, word));
    Some(report::Summary {
        event: format!("v{}", best + 1),
        who: who::of(&main),
        what: main.text(&main.told.words),
        when: when::of(&main),
        place: place::of(&main),
        why: words.iter().find_map(|&word| why::why(document, word)).map(|words| main.text(&words)),
        how: instrument.or_else(how).map(|words| main.text(&words)),
    })
}

/// The mention that is read: of the first in the body and those soon behind it the one that says most; of an event that is told in the
/// headline only, that.
fn telling(event: &Event) -> Option<&Mention> {
    let asked = || event.mentions.iter().take(ASKED);
    let Some(first) = asked().find(|m| !m.headline) else { return event.mentions.first() };
    let says = |m: &Mention| {
        let more = m.arguments.len().min(3) + 2 * usize::from(m.verbal);
        more + 2 * (first.sentence + SOON).saturating_sub(m.sentence)
    };
    // of equals the first
    asked().filter(|m| !m.headline && m.sentence <= first.sentence + SOON).rev().max_by_key(|m| says(m))
}

impl Main<'_> {
    fn text(&self, words: &Range<usize>) -> String {
        self.found.document.span_of(words).of(self.found.document.text).to_string()
    }

    /// The participants in this telling that have a role.
    fn in_role(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.mention.arguments.iter().filter(move |a| a.role == role)
    }

    /// The word that the others of a phrase hang on.
    fn top(&self, words: &Range<usize>) -> usize {
        self.found.document.syntax.tops(words).next().unwrap_or(words.start)
    }
}
