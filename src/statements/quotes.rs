//! Quotations: where they are, and whose.

use std::ops::Range;

use super::beside::{Beside, REACH, Told};
use super::marks::{Between, Marks};
use super::reported::Link;
use super::{By, Draft, reporting};
use crate::document::Document;
use crate::entities;
use crate::report::{Stance, StatementKind};
use crate::syntax::{Deprel, Upos};
use crate::work::tick;

/// Words between quotation marks.
#[derive(Debug, Clone)]
pub struct Quote {
    /// Without the marks.
    pub words: Range<usize>,
    /// Between how many other pairs of marks.
    pub depth: usize,
    paragraph: u32,
    /// Goes on with the quotation that the paragraph before left open.
    continues: bool,
    /// Has a closing mark.
    closed: bool,
}

/// Shorter ones are words held at arm's length ("lofted trajectory"), not statements of their own.
const SHORTEST: usize = 5;

/// Finds the quotations that are in no other, in order.
pub(crate) fn find(document: &Document) -> Vec<Quote> {
    let mut quotes = find_all(document);
    quotes.retain(|quote| quote.depth == 0);
    quotes
}

/// Finds all quotations, in the order of their first words; marks are paired within a paragraph, and one left open ends
/// with it.
pub fn find_all(document: &Document) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut left_open = false;
    for sentences in document.tokens.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let (first, last) = (&sentences[0], &sentences[sentences.len() - 1]);
        let words = first.words.start..last.words.end;
        let marks = Marks::read(document, words.clone());
        let found = marks.pair(left_open);
        let goes_on = |b: &Between| {
            left_open && (b.words.start == words.start || marks.opens() && b.words.start == words.start + 1)
        };
        let open = found.iter().any(|b| b.depth == 0 && !b.closed && b.words.end == words.end);
        quotes.extend(found.iter().map(|b| Quote {
            words: b.words.clone(),
            depth: b.depth,
            paragraph: first.paragraph,
            continues: b.depth == 0 && goes_on(b),
            closed: b.closed,
        }));
        left_open = open;
    }
    quotes
}

/// Makes a statement of each quotation, with its cue; the pieces of one that the cue splits are one statement.
pub(super) fn attribute(document: &Document, quotes: &[Quote], links: &[Link], drafts: &mut Vec<Draft>) {
    let mut sentence_of = vec![0u32; document.tokens.words.len()];
    for (number, sentence) in document.tokens.sentences.iter().enumerate() {
        sentence_of[sentence.words.clone()].fill(number as u32);
    }
    let cues = cues(quotes, links);
    // Reported speech is in the order of the text, as quotations are: each is looked at once.
    let reported = drafts.len();
    let mut at = 0;
    // The paragraph of the last statement before.
    let mut spoken: Option<u32> = None;
    // The end of the last quotation that has a cue after it, and its cue.
    let mut split: Option<(usize, usize)> = None;
    for (number, quote) in quotes.iter().enumerate() {
        let first = &document.tokens.sentences[sentence_of[quote.words.start] as usize];
        let found = cues[number].map(|link| &links[link]);
        // "We came," he said. "We saw.": the quotation goes on after its cue.
        if let Some((cue, draft)) = split
            && quote.words.start > cue
            && quote.words.start - cue <= GAP
            && drafts[draft].paragraph == quote.paragraph
            && (sentence_of[cue] as usize + 1 == sentence_of[quote.words.start] as usize
                && first.words.start + 1 == quote.words.start
                || sentence_of[cue] == sentence_of[quote.words.start]
                    && document.norm(quote.words.start.saturating_sub(2)) == ",")
            && found.is_none_or(|link| drafts[draft].cue == Some(link.cue))
        {
            drafts[draft].content.push(quote.words.clone());
            split = Some((quote.words.end, draft));
            continue;
        }
        let split_before = split.take();
        while at < reported && drafts[at].hull().end < quote.words.start {
            spoken = Some(drafts[at].paragraph);
            at += 1;
        }
        // Reported speech already found holds it: "said the missile was "a threat to all of us""
        let said = quote.words.clone().rev().find(|&w| document.upos(w) != Upos::Punct);
        let bare = quote.words.start..said.map_or(quote.words.end, |w| w + 1);
        let near = at..reported.min(at + NEAR);
        if let Some(holds) = near.clone().find(|&d| drafts[d].holds(&bare)) {
            // "The mine is “a threat,” he said. “Close it.”"
            split = drafts[holds].cue.filter(|&cue| cue > quote.words.start).map(|cue| (cue, holds));
            continue;
        }
        // It goes on where the sentence ends: "said the missile was “a threat. It must go.”"
        if let Some(opens) = near.rev().find(|&d| drafts[d].goes_into(quote)) {
            let draft = &mut drafts[opens];
            draft.attitude = false;
            draft.kind =
                if draft.hull().start < quote.words.start { StatementKind::Mixed } else { draft.kind };
            let last = draft.content.iter_mut().max_by_key(|range| range.end);
            last.into_iter().for_each(|range| range.end = bare.end);
            spoken = Some(quote.paragraph);
            continue;
        }
        let beside = beside(document, quotes, number, &sentence_of);
        // A cue that a quotation or reported speech has already says no more.
        let near = &drafts[reported.min(at.saturating_sub(NEAR))..reported.min(at + NEAR)];
        let taken = |cue: Option<usize>| near.iter().chain(drafts.last()).any(|d| d.cue == cue);
        let led = || beside.led().filter(|(told, _)| found.is_none() && !taken(told.cue));
        let told = || beside.told().filter(|told| told.cue.is_some());
        // called it "a threat", said that it is "a threat"
        let partial = beside.judged().or_else(|| if told().is_none() { led() } else { None });
        if let Some((told, content)) = partial {
            let whole = content.start == quote.words.start;
            spoken = Some(quote.paragraph);
            drafts.push(Draft {
                cue: told.cue,
                content: vec![content],
                kind: if whole { StatementKind::Direct } else { StatementKind::Mixed },
                stance: told.stance,
                attitude: false,
                by: By::Named(told.speaker),
                paragraph: quote.paragraph,
            });
            continue;
        }
        let short = quote.words.len() < SHORTEST;
        let linked = found.filter(|_| !short || ends_with_comma(document, quote));
        let linked = linked.map(|link| Told {
            speaker: link.speaker.clone(),
            cue: Some(link.cue),
            stance: link.stance,
        });
        let told = linked.or_else(|| beside.told());
        let opens = opens_paragraph(document, quote, sentence_of[quote.words.start]);
        // A mark in the middle of a paragraph that nobody closes and nobody speaks at is a slip.
        let goes_on = quotes.get(number + 1).is_some_and(|next| next.continues);
        let slip = !quote.closed && !opens && !goes_on;
        if told.is_none() && (short || slip || is_title(document, quote)) {
            // "…," he told “Morning News.” “…"
            split = split_before;
            continue;
        }
        // "We came," he said. "We saw.¶ "We won.": one quotation over paragraphs
        if told.is_none()
            && quote.continues
            && let Some(last) = drafts[reported..].last_mut()
            && last.content.last().is_some_and(|c| number > 0 && c.end == quotes[number - 1].words.end)
        {
            last.content.push(quote.words.clone());
            spoken = Some(quote.paragraph);
            continue;
        }
        let (by, cue, stance) = match told {
            Some(told) => (By::Named(told.speaker), told.cue, told.stance),
            None if quote.continues || opens => (By::GoesOn(2), None, Stance::Says),
            // "Smith thanked him for "…""; "Smith was blunt. "…""
            None => {
                let sentence = sentence_of[quote.words.start] as usize;
                let own = subject_in(document, beside.before.clone());
                let before = || subject_in(document, sentence_before(document, sentence)?);
                let subject = own.or_else(|| if spoken == Some(quote.paragraph) { None } else { before() });
                (subject.map_or(By::GoesOn(0), By::Named), None, Stance::Says)
            }
        };
        spoken = Some(quote.paragraph);
        // "We came.¶ "We saw," he said: he said both.
        if let By::Named(speaker) = &by
            && quote.continues
        {
            for draft in drafts[reported..].iter_mut().rev().take_while(|d| d.cue.is_none()).take(CHAIN) {
                if draft.paragraph == quote.paragraph {
                    continue;
                }
                if draft.kind != StatementKind::Direct || !matches!(draft.by, By::GoesOn(2)) {
                    break;
                }
                draft.by = By::Named(speaker.clone());
                tick(1);
            }
        }
        if let Some(cue) = cue.filter(|&cue| cue > quote.words.start) {
            split = Some((cue, drafts.len()));
        }
        drafts.push(Draft {
            cue,
            content: vec![quote.words.clone()],
            kind: StatementKind::Direct,
            stance,
            attitude: false,
            by,
            paragraph: quote.paragraph,
        });
    }
}

impl Draft {
    /// Whether what is said ends inside of a quotation that it begins.
    fn goes_into(&self, quote: &Quote) -> bool {
        let words = &quote.words;
        self.content.iter().any(|c| c.start <= words.start && words.start < c.end)
            && self.hull().end < words.end
            && self.cue.is_none_or(|cue| cue < words.start)
    }
}

/// Statements of reported speech that are looked through for a cue.
const NEAR: usize = 6;

/// Paragraphs of one quotation that only the last of them says who said.
const CHAIN: usize = 4;

/// A quotation with what stands beside it up to the next quotations and the ends of its sentences.
fn beside<'a>(document: &'a Document, quotes: &[Quote], number: usize, sentence_of: &[u32]) -> Beside<'a> {
    let sentences = &document.tokens.sentences;
    let words = quotes[number].words.clone();
    let first = sentences[sentence_of[words.start] as usize].words.start;
    let last = sentences[sentence_of[words.end - 1] as usize].words.end;
    let before = number.checked_sub(1).map_or(0, |before| quotes[before].words.end + 1);
    let next = quotes.get(number + 1).map_or(usize::MAX, |next| next.words.start - 1);
    let opening = words.start.saturating_sub(1);
    // "The minister was blunt:¶ "…"
    let above =
        (sentence_of[words.start] as usize).checked_sub(1).map(|above| sentences[above].words.clone());
    let led = above.filter(|above| {
        opening == first && opening == above.end && above.end > before && document.norm(above.end - 1) == ":"
    });
    let first = led.map_or(first, |above| above.start);
    let closing = (words.end + 1).min(last);
    // "…" — Anna Smith
    let below = sentences.get(sentence_of[words.end - 1] as usize + 1).map(|below| below.words.clone());
    let signed = below.filter(|below| {
        closing == last && matches!(document.norm(below.start), "—" | "–" | "-" | "--" | "―")
    });
    // "…?" she asked: no new sentence
    let asked = sentences.get(sentence_of[words.end - 1] as usize + 1).filter(|below| {
        closing == last
            && matches!(document.norm(words.end - 1), "?" | "!")
            && below.paragraph == sentences[sentence_of[words.end - 1] as usize].paragraph
            && asks(document, &below.words)
    });
    let last = signed.or(asked.map(|below| below.words.clone())).map_or(last, |below| below.end);
    Beside {
        document,
        before: first.max(before).max(opening.saturating_sub(REACH)).min(opening)..opening,
        behind: closing..last.min(next).min(closing + REACH).max(closing),
        quote: words,
    }
}

/// "She asked.": no more than that somebody says something.
fn asks(document: &Document, sentence: &Range<usize>) -> bool {
    let syntax = &document.syntax;
    let verb = sentence.clone().take(REACH).find(|&w| syntax.deprel[w] == Deprel::Root);
    let complement = [Deprel::Ccomp, Deprel::Xcomp];
    verb.is_some_and(|verb| {
        reporting(document.lemma(verb)).is_some() && syntax.dependent(verb, &complement).is_none()
    })
}

/// "Gone With the Wind Comes Back": every word of weight in capitals.
fn is_title(document: &Document, quote: &Quote) -> bool {
    let mut words = quote.words.clone().filter(|&w| document.form(w).len() > 3);
    quote.words.len() < LONGEST_TITLE
        && words.all(|w| document.form(w).starts_with(|c: char| !c.is_lowercase()))
}

/// Words of a title at most.
const LONGEST_TITLE: usize = 12;

/// The sentence before in the same paragraph.
fn sentence_before(document: &Document, sentence: usize) -> Option<Range<usize>> {
    let sentences = &document.tokens.sentences;
    let before = &sentences[sentence.checked_sub(1)?];
    (before.paragraph == sentences[sentence].paragraph).then(|| before.words.clone())
}

/// The person that some words speak of: the subject of their sentence.
fn subject_in(document: &Document, words: Range<usize>) -> Option<Range<usize>> {
    let subject = words.take(REACH).find(|&w| {
        let syntax = &document.syntax;
        matches!(syntax.deprel[w], Deprel::Nsubj | Deprel::NsubjPass)
            && syntax.head(w).is_some_and(|verb| syntax.deprel[verb] == Deprel::Root)
    })?;
    let somebody = match document.upos(subject) {
        Upos::Propn => true,
        Upos::Pron => matches!(document.norm(subject), "he" | "she"),
        Upos::Noun => entities::is_person(document.lemma(subject)),
        _ => false,
    };
    let words = document.phrases.at(subject).map(|phrase| document.phrases.nouns[phrase].words.clone());
    somebody.then(|| words.unwrap_or(subject..subject + 1))
}

/// For each quotation the link of a cue to its words, the first if there are several.
fn cues(quotes: &[Quote], links: &[Link]) -> Vec<Option<usize>> {
    let mut cues = vec![None; quotes.len()];
    for (number, link) in links.iter().enumerate() {
        let mut quote = quotes.partition_point(|q| q.words.end <= link.first);
        while quotes.get(quote).is_some_and(|q| q.words.start <= link.last) {
            tick(1);
            cues[quote].get_or_insert(number);
            quote += 1;
        }
    }
    cues
}

/// Words between the cue and where the quotation goes on: ", the minister told a news conference in Tokyo. "…".
const GAP: usize = 30;

/// "Thank you," she said: short, but said as it stands.
fn ends_with_comma(document: &Document, quote: &Quote) -> bool {
    matches!(document.norm(quote.words.end - 1), "," | "!" | "?")
}

fn opens_paragraph(document: &Document, quote: &Quote, sentence: u32) -> bool {
    let sentence = sentence as usize;
    let first_of_paragraph = sentence == 0
        || document.tokens.sentences[sentence - 1].paragraph != document.tokens.sentences[sentence].paragraph;
    first_of_paragraph && document.tokens.sentences[sentence].words.start + 1 == quote.words.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, tokens};

    /// The words of each quotation, the inner ones after a ">".
    fn quoted(text: &str) -> Vec<String> {
        let article = article::read(text, true);
        let tokens = tokens::tokenize(text, &article);
        let document =
            Document { text, article, tokens, syntax: Default::default(), phrases: Default::default() };
        let show = |quote: &Quote| ">".repeat(quote.depth) + document.span_of(&quote.words).of(text);
        find_all(&document).iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_style() {
        let mut wrong = Vec::new();
        for (text, wanted) in [
            ("“We left,” he said.", vec!["We left,"]),
            ("\"We left,\" he said, \"at noon.\"", vec!["We left,", "at noon."]),
            ("``We left,'' he said.", vec!["We left,"]),
            ("„We left“, he said.", vec!["We left"]),
            ("„We left”, he said.", vec!["We left"]),
            ("”We left”, he said.", vec!["We left"]),
            ("«We left», he said.", vec!["We left"]),
            ("« We left », he said.", vec!["We left"]),
            ("»We left«, he said.", vec!["We left"]),
            ("‘We left,’ he said.", vec!["We left,"]),
            ("'We don't know,' he said.", vec!["We don't know,"]),
            ("‘The workers’ rights are gone,’ he said.", vec!["The workers’ rights are gone,"]),
            // one in another
            (
                "“He told us, ‘Leave now,’ and we left,” he said.",
                vec!["He told us, ‘Leave now,’ and we left,", ">Leave now,"],
            ),
            (
                "\"We call it \"research\", you know,\" he said.",
                vec!["We call it \"research\", you know,", ">research"],
            ),
            // no marks of quotations
            ("The workers' rights and the bosses' fears are ours.", vec![]),
            ("We don’t know the workers’ rights.", vec![]),
            ("He is 5' 10\" tall and she is 5' 2\" tall.", vec![]),
            ("A gun of 6\" was found in the town.", vec![]),
            ("The sign said \"We won in 2016\" and fell.", vec!["We won in 2016"]),
            // what nobody closes, what nobody opened
            ("He said “we left on Monday.", vec!["we left on Monday."]),
            ("“We left. “We came,” he said.", vec!["We left.", "We came,"]),
            ("We left,” he said. “We came.”", vec!["We came."]),
            ("He said “we left.\n\nThe town was empty.", vec!["we left."]),
            // over paragraphs
            ("“We left.\n\n“We came,” he said.", vec!["We left.", "We came,"]),
            ("“We left.\n\nWe came,” he said. “We saw.”", vec!["We left.", "We came,", "We saw."]),
        ] {
            let found = quoted(text);
            if found != wanted {
                wrong.push(format!("{text}\n  {found:?}\n  not {wanted:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn ten_thousand_opening_marks_swallow_nothing() {
        for mark in ["“", "\"", "«", "„", "‘", "'", "``"] {
            let text = format!("{}We left.\n\nThe town was empty.", format!("{mark} ").repeat(10_000));
            assert!(quoted(&text).iter().all(|quote| !quote.contains("town")), "{mark}");
        }
    }
}
