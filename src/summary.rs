//! The main event in answers to the six questions, each in the text's own words.

use std::ops::Range;

use crate::document::Document;
use crate::entities::Entities;
use crate::events::{Argument, Catalog, Event, Mention};
use crate::report::{self, Role};
use crate::syntax::{Deprel, Xpos};
use crate::times::TimeMention;

/// An answer that is longer says too much.
const MOST_WORDS: usize = 30;

/// So much of a sentence says what was done.
const MOST_TOLD: usize = 15;

/// So many of an event's mentions are asked.
const ASKED: usize = 12;

/// What a summary is read from.
pub(crate) struct Found<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) catalog: &'a Catalog,
    pub(crate) entities: &'a Entities,
    pub(crate) events: &'a [Event],
    pub(crate) times: &'a [TimeMention],
}

/// The most salient of the events `kept`; none where nobody and nothing takes part in it.
pub(crate) fn of(found: &Found, kept: &[usize]) -> Option<report::Summary> {
    let Found { document, catalog, entities, events, times } = *found;
    let best = (0..kept.len())
        .max_by(|&a, &b| events[kept[a]].salience.total_cmp(&events[kept[b]].salience).then(b.cmp(&a)))?;
    let event = &events[kept[best]];
    let of = |role: Role| event.arguments.iter().filter(move |a| a.role == role);
    let text = |words: &Range<usize>| document.span_of(words).of(document.text).to_string();
    let words = |a: &Argument| text(&a.words);
    // Of several somebody with a name.
    let named = |role: Role| of(role).find(|a| entities.all[a.entity].named).or_else(|| of(role).next());
    let who = [Role::Actor, Role::Target, Role::Object].into_iter().find_map(named)?;
    let label = &catalog.get(event.event_type).label;
    let fullest = event.fullest()?;
    let by_means = of(Role::Instrument).next().map(words);
    let triggers = || event.mentions.iter().take(ASKED).map(|m| m.trigger);
    Some(report::Summary {
        event: format!("v{}", best + 1),
        who: entities.all[who.entity].name.clone(),
        what: format!("{label}: {}", text(&told(document, fullest))),
        when: event.time.map(|t| times[t].span.of(document.text).to_string()),
        place: of(Role::Place).chain(of(Role::Destination)).next().map(words),
        why: triggers().find_map(|trigger| why(document, trigger)).map(|words| text(&words)),
        how: by_means.or_else(|| triggers().find_map(|t| how(document, t)).map(|words| text(&words))),
    })
}

/// The words that tell an event, with what it is done to or about: "arrested two men", "the annual congress of the party".
fn told(document: &Document, mention: &Mention) -> Range<usize> {
    let trigger = mention.trigger;
    let short = |words: &Range<usize>| words.len() <= MOST_TOLD;
    let phrase = document.phrases.at(trigger).map(|at| document.phrases.nouns[at].words.clone());
    let particle = document.syntax.dependent(trigger, &[Deprel::CompoundPrt]).unwrap_or(trigger);
    let own = phrase.filter(short).unwrap_or(trigger..particle.max(trigger) + 1);
    let completes = |role: Role| matches!(role, Role::Object | Role::Target | Role::Recipient | Role::Topic);
    let arguments = mention.arguments.iter().filter(|a| completes(a.role)).map(|a| &a.words);
    let behind = mention.content.iter().chain(arguments).filter(|words| words.start > trigger);
    let up_to = |words: &Range<usize>| own.start..words.end.max(own.end);
    behind.map(up_to).filter(short).max_by_key(|words| words.end).unwrap_or_else(|| own.clone())
}

/// What the text gives as the reason or the aim of what a word tells: "because of the drought", "to protest the law".
fn why(document: &Document, trigger: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let reason = clause(document, trigger, |word, link| match document.norm(link) {
        "because" | "due" | "owing" => true,
        // "protested over the law", "sued over the name"; not "over the weekend"
        "over" => syntax.deprel[word] == Deprel::Obl && !is_time(document, word),
        _ => false,
    });
    let aim = || {
        clause(document, trigger, |word, link| {
            syntax.deprel[word] == Deprel::Advcl
                && document.xpos(word) == Xpos::Vb
                && document.xpos(link) == Xpos::To
        })
    };
    reason.or_else(aim)
}

/// The way in which something was done: "by blocking the road", "using drones".
fn how(document: &Document, trigger: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let by = clause(document, trigger, |word, link| {
        syntax.deprel[word] == Deprel::Advcl
            && document.xpos(word) == Xpos::Vbg
            && matches!(document.norm(link), "by" | "through")
    });
    let using = || {
        let uses = |&word: &usize| syntax.deprel[word] == Deprel::Advcl && document.norm(word) == "using";
        syntax.dependents(trigger).find(uses).and_then(|word| bounded(document, word))
    };
    by.or_else(using)
}

/// What hangs on `trigger` by a preposition or conjunction that `is` so.
fn clause(document: &Document, trigger: usize, is: impl Fn(usize, usize) -> bool) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let found = syntax.dependents(trigger).filter(|&word| word > trigger).find(|&word| {
        matches!(syntax.deprel[word], Deprel::Advcl | Deprel::Obl | Deprel::Nmod)
            && syntax.dependent(word, &[Deprel::Mark, Deprel::Case]).is_some_and(|link| is(word, link))
    });
    bounded(document, found?)
}

fn bounded(document: &Document, word: usize) -> Option<Range<usize>> {
    let words = document.syntax.subtree(word);
    (words.len() <= MOST_WORDS).then_some(words)
}

fn is_time(document: &Document, word: usize) -> bool {
    crate::syntax::TIME_HEADS.binary_search(&document.lemma(word).to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract};

    /// "why | how" of the summary of a text.
    fn read(text: &str) -> String {
        let report = extract(text, &Options::default()).unwrap();
        let summary = report.document.summary.expect(text);
        let or_none = |answer: Option<String>| answer.unwrap_or_else(|| "-".into());
        format!("{} | {}", or_none(summary.why), or_none(summary.how))
    }

    #[test]
    fn what_is_told_in_the_words_of_the_text() {
        for (text, wanted) in [
            ("Police arrested two men in Cairo on Monday.", "arrest: arrested two men"),
            ("Two men were arrested in Cairo on Monday.", "arrest: arrested"),
            ("The mayor asked residents to be patient.", "request: asked residents to be patient"),
            ("The arrest of two men angered Cairo.", "arrest: The arrest of two men"),
        ] {
            let report = extract(text, &Options::default()).unwrap();
            assert_eq!(report.document.summary.map(|s| s.what).as_deref(), Some(wanted), "{text}");
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
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
