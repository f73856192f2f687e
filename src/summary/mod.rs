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

use crate::document::Document;
use crate::entities::Entities;
use crate::events::{Argument, Catalog, Event, Mention};
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
    pub(crate) catalog: &'a Catalog,
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
    let main = Main { found, event, mention, told: what::told(document, mention), lead: document.lead() };
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

#[cfg(test)]
mod tests {
    use crate::{Options, extract};

    /// "who | what | when | where | why | how" of the summary of a text.
    fn read(text: &str) -> String {
        let report = extract(text, &Options::default()).unwrap();
        let summary = report.document.summary.expect(text);
        let or_none = |answer: Option<String>| answer.unwrap_or_else(|| "-".into());
        let answers =
            [Some(summary.who), Some(summary.what), summary.when, summary.place, summary.why, summary.how];
        answers.map(or_none).join(" | ")
    }

    /// Some of the answers, by their numbers.
    fn some(text: &str, answers: &[usize]) -> String {
        let all = read(text);
        let all: Vec<&str> = all.split(" | ").collect();
        answers.iter().map(|&answer| all[answer]).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn who_is_told_of() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "Police"),
            ("Two men were arrested in Cairo on Monday.", "Two men"),
            ("Saudi Arabia and Iran held talks in Baghdad.", "Saudi Arabia and Iran"),
            (
                "A delegation from the Union of Comoros visited Cairo on Monday.",
                "A delegation from the Union of Comoros",
            ),
            ("The talks between Iran and Iraq should include Syria.", "Iran and Iraq"),
            ("The prosecutor's office on Tuesday demanded a trial of Adam Lee.", "The prosecutor's office"),
            ("The Congress Monday warned Adam Lee.", "The Congress"),
            ("A judge in Cairo issued a warning to Adam Lee on Monday.", "A judge in Cairo"),
            ("A man was killed in Cairo on Monday. Police identified the victim as Adam Lee.", "Adam Lee"),
            ("A man was arrested in Cairo on Monday. Police identified the victim as Adam Lee.", "A man"),
            // More than one, and nobody knows which.
            ("Two men were killed in Cairo on Monday. Police identified one victim as Adam Lee.", "Two men"),
        ] {
            assert_eq!(some(text, &[0]), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_told_in_the_words_of_the_text() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "arrested two men in Cairo on Monday"),
            ("Two men were arrested in Cairo.", "Two men were arrested in Cairo"),
            ("Talks between Iran and Iraq collapsed.", "Talks between Iran and Iraq collapsed"),
            ("The mayor asked residents to be patient.", "asked residents to be patient"),
            ("The arrest of two men angered Cairo.", "The arrest of two men angered Cairo"),
            ("The warning from the minister came as he left.", "The warning from the minister"),
            ("The court issued a warning to Adam Lee.", "issued a warning to Adam Lee"),
            ("A man is set to appear in court on Monday.", "A man is set to appear in court on Monday"),
            ("Police arrested Adam Lee, who fled Cairo in 2009, while troops waited.", "arrested Adam Lee"),
            ("Police arrested Adam Lee, a lawyer from Cairo.", "arrested Adam Lee, a lawyer from Cairo"),
            (
                "Officers swooped in, seized drugs and arrested seven suspects.",
                "swooped in, seized drugs and arrested seven suspects",
            ),
            ("Troops attacked what they thought was a camp.", "attacked what they thought was a camp"),
            (
                "A man who killed his wife was released on Monday.",
                "A man who killed his wife was released on Monday",
            ),
            ("Police said that troops killed two men.", "killed two men"),
            ("The firms said, hours after workers attacked a guard.", "attacked a guard"),
            ("Police arrested Adam Lee, and the army said nothing.", "arrested Adam Lee"),
        ] {
            assert_eq!(some(text, &[1]), wanted, "{text}");
        }
    }

    #[test]
    fn when_it_was() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "Monday"),
            ("Police arrested two men in Cairo, officials said on Monday.", "Monday"),
            ("The fair was opened in Cairo from July 7 to July 9.", "July 7 to July 9"),
            ("Police arrested a man who was jailed in 2009.", "-"),
            ("Adam Lee won the 2022 Championship in Cairo.", "-"),
            ("The mayor pledged to halve waste in Cairo by 2030.", "-"),
            ("A woman was found guilty in Cairo of smuggling migrants yesterday.", "yesterday"),
            // of the lead's news, in the sentence behind it
            ("Police arrested two men in Cairo. The men were seen on Monday.", "Monday"),
            ("Police arrested two men in Cairo. “I saw them on Monday,” a woman said.", "-"),
            ("KUWAIT CITY, July 24: Adam Lee won the jetski race in Poland.", "July 24"),
        ] {
            assert_eq!(some(text, &[2]), wanted, "{text}");
        }
    }

    #[test]
    fn where_it_was() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "Cairo"),
            ("Police arrested two men at a hotel in Cairo on Monday.", "a hotel in Cairo"),
            ("Adam Lee was shot dead on the Colombian island of Baru.", "the Colombian island of Baru"),
            ("World Athletics will introduce a new round at the Paris 2024 Games.", "the Paris 2024 Games"),
            ("KABUL (Reuters) - Police arrested two men on Monday, officials said.", "KABUL"),
            ("KABUL (Reuters) - Police arrested two men in Herat on Monday, officials said.", "Herat"),
            ("TODAY NICARAGUA (EFE) Police arrested two men on Monday, officials said.", "-"),
            ("Adam Lee left home to visit her parents.", "-"),
            // Whose it is, is not where.
            ("Officials of Egypt arrested two men on Monday.", "-"),
        ] {
            assert_eq!(some(text, &[3]), wanted, "{text}");
        }
    }

    #[test]
    fn reasons_and_ways_are_in_the_words_of_the_text() {
        for (text, wanted) in [
            ("Police arrested two men on Monday.", "- | -"),
            ("Police arrested two men in Cairo because of the fire.", "because of the fire | -"),
            ("Thousands protested in Nairobi over the new tax.", "over the new tax | -"),
            // When, not why.
            ("Thousands protested in Nairobi over the weekend.", "- | -"),
            ("Farmers protested in Lima by blocking a bridge.", "- | by blocking a bridge"),
        ] {
            assert_eq!(some(text, &[4, 5]), wanted, "{text}");
        }
    }

    #[test]
    fn an_event_without_participants_is_told_too() {
        assert_eq!(
            some("The talks will resume on Monday.", &[0, 1]),
            "The talks | The talks will resume on Monday"
        );
    }
}
