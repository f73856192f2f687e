//! Events in words that a reader understands, made of the article's own.

use super::reading::{Reading, SENTENCE_ROLES, of_role};
use crate::order;
use crate::report::{Argument, Event, Factuality, MentionKind, Role, Span};

/// More words than this between two parts are left out.
const LONGEST_GAP: usize = 5;

/// Characters of one part.
const LONGEST_PART: usize = 90;

/// How surely an event is presented.
pub(super) fn certainty(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Actual => "stated as fact",
        Factuality::Alleged => "alleged",
        Factuality::Possible => "possible",
        Factuality::Planned => "planned",
        Factuality::Hypothetical => "not told as having happened",
        Factuality::Negated => "did not happen",
    }
}

/// Who did what to whom: the words of one mention and its participants in their own order, long stretches between them
/// left out, pronouns replaced by names. Where no word of them says that it is not stated as fact, the end does.
pub(super) fn sentence(reading: &Reading, event: &Event) -> String {
    let label = capital(&reading.label(&event.kind));
    let Some(mention) = reading.told(event) else { return label };
    let bounds = reading.bounds(mention);
    let mut pieces: Vec<(Span, String)> = vec![(mention.trigger, reading.words(mention.trigger).to_owned())];
    let distance = |span: Span| {
        let trigger = mention.trigger;
        span.start.saturating_sub(trigger.end).max(trigger.start.saturating_sub(span.end))
    };
    for role in SENTENCE_ROLES {
        let fits = |a: &&Argument| {
            bounds.contains(a.span) && !a.span.is_empty() && !pieces.iter().any(|(s, _)| s.overlaps(a.span))
        };
        if let Some(nearest) = of_role(event, role).filter(fits).min_by_key(|a| distance(a.span)) {
            pieces.push((nearest.span, part(reading, nearest)));
        }
    }
    let alone = pieces.len() == 1;
    for &cue in &mention.cues {
        if bounds.contains(cue) && !cue.is_empty() && !pieces.iter().any(|(span, _)| span.overlaps(cue)) {
            pieces.push((cue, reading.words(cue).to_owned()));
        }
    }
    order::sort_by_key(&mut pieces, |(span, _)| [span.start as usize, 0, 0]);
    let mut out = String::new();
    let acts = of_role(event, Role::Actor).any(|actor| bounds.contains(actor.span));
    if let Some(actor) = of_role(event, Role::Actor).next().filter(|_| !acts) {
        out += &part(reading, actor);
        out += ": ";
    } else if alone {
        // "Accident: stampede"
        out += &label;
        out += ": ";
    }
    let mut before: Option<Span> = None;
    for (span, words) in &pieces {
        if let Some(before) = before {
            out += gap(reading.words(Span::new(before.end, span.start)));
        }
        out += words;
        before = Some(*span);
    }
    let other = event.arguments.iter().find(|a| a.role != Role::Actor && SENTENCE_ROLES.contains(&a.role));
    if let Some(other) = other.filter(|_| alone) {
        out += " – ";
        out += &part(reading, other);
    }
    let says_so = mention.factuality == event.factuality
        && mention.cues.iter().any(|&cue| pieces.iter().any(|(span, _)| span.contains(cue)));
    if event.factuality != Factuality::Actual && !says_so {
        out += &format!(" ({})", certainty(event.factuality));
    }
    capital(&plain(&out))
}

/// What stands between two parts: all of it where it is short and no mark parts them.
fn gap(between: &str) -> &str {
    let parts = |c: char| ";:.!?()—–“”\"\n\r".contains(c);
    let short = between.split_whitespace().count() <= LONGEST_GAP;
    if short && !between.contains(parts) { between } else { " … " }
}

/// The words of a participant; the name instead where the words alone don't say who.
fn part(reading: &Reading, argument: &Argument) -> String {
    let words = reading.words(argument.span);
    let entity = argument.entity.as_deref().and_then(|id| reading.entity(id));
    let pronoun = entity.filter(|e| {
        let same = |m: &&crate::report::EntityMention| Span::new(m.start, m.end) == argument.span;
        e.mentions.iter().find(same).is_some_and(|m| m.kind == MentionKind::Pronoun)
    });
    shorten(pronoun.map_or(words, |e| &e.name), LONGEST_PART)
}

/// At most so many characters, with an ellipsis where there were more.
pub(super) fn shorten(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// On one line: white space and control characters are blanks, and never two of them.
pub(super) fn plain(words: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    words.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// With a capital at the start.
pub(super) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::export::reading;

    #[test]
    fn events_as_sentences() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "Police arrested two men"),
            // who it is, and what is between the parts
            ("North Korea said that it had fired a missile.", "North Korea had fired a missile"),
            (
                "Soldiers, who had come from the north of the country, fired a missile.",
                "Soldiers … fired a missile",
            ),
            // how sure it is
            ("Germany will sign a pact.", "Germany will sign a pact"),
            ("Police did not arrest the men.", "Police did not arrest the men"),
            // a word alone
            ("The stampede was terrible.", "Accident: stampede"),
        ] {
            let mut report = crate::extract(text, &Options::default()).expect("no option is wrong");
            let unit = reading::to_bytes(&mut report, text).expect("it is the text");
            let reading = Reading::of(&report, unit, text);
            let told: Vec<String> = report.events.iter().map(|event| sentence(&reading, event)).collect();
            assert!(told.iter().any(|told| told == wanted), "{text}: {told:?}");
        }
    }

    #[test]
    fn words_on_one_line() {
        for (words, wanted) in
            [("a \n\t b\u{0}c\u{2028}d ", "a b c d"), ("", ""), ("\n", ""), ("a\u{202e}b", "a\u{202e}b")]
        {
            assert_eq!(plain(words), wanted, "{words:?}");
        }
        assert_eq!([shorten("😀😀😀", 2), shorten("😀😀", 2)], ["😀😀 …", "😀😀"]);
        assert_eq!([capital("ß"), capital("")], ["SS", ""]);
    }
}
