//! The main event in answers to the six questions, each in the text's own words.

use std::ops::Range;

use crate::document::Document;
use crate::entities::Entities;
use crate::events::{Argument, Catalog, Event};
use crate::report::{self, Role};
use crate::syntax::{Deprel, Xpos};
use crate::times::TimeMention;

/// An answer that is longer says too much.
const MOST_WORDS: usize = 30;

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
    let who = of(Role::Actor).chain(of(Role::Target)).chain(of(Role::Object)).next()?;
    let label = &catalog.get(event.event_type).label;
    let what = of(Role::Object).chain(of(Role::Target)).find(|a| a.entity != who.entity);
    let by_means = of(Role::Instrument).next().map(words);
    let triggers = || event.mentions.iter().take(ASKED).map(|m| m.trigger);
    Some(report::Summary {
        event: format!("v{}", best + 1),
        who: entities.all[who.entity].name.clone(),
        what: what.map_or_else(|| label.to_string(), |a| format!("{label}: {}", words(a))),
        when: event.time.map(|t| times[t].span.of(document.text).to_string()),
        place: of(Role::Place).chain(of(Role::Destination)).next().map(words),
        why: triggers().find_map(|trigger| why(document, trigger)).map(|words| text(&words)),
        how: by_means.or_else(|| triggers().find_map(|t| how(document, t)).map(|words| text(&words))),
    })
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
