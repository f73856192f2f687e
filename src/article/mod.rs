//! Zones of the pasted text: headline, dateline, body, boilerplate. Marked, never deleted.

mod blocks;
mod boilerplate;
mod dateline;
mod dates;
mod headline;
mod phrases;
mod published;
mod shape;
mod torn;

use chrono::NaiveDate;

use crate::Span;
use crate::report::BoilerplateReason;

/// A dateline stands before one of the first paragraphs of the body.
const DATELINE_REACH: usize = 3;

/// What a stretch of the pasted text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    Headline,
    /// "SEOUL, Oct. 31 (Reuters) —"
    Dateline,
    /// A line that only gives the publication date.
    Published,
    /// A heading inside the article.
    SectionHead,
    Body,
    Boilerplate(BoilerplateReason),
}

/// One stretch of text that belongs together; no sentence crosses its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    pub span: Span,
    pub kind: ZoneKind,
    /// Number of the paragraph (a block of the pasted text) that it lies in, from 0.
    pub paragraph: u32,
}

/// The publication date that the text itself gives, with the words it was read from: a date line, the line
/// of the authors, or a dateline with a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub date: NaiveDate,
    pub span: Span,
}

/// The parts of a dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, dash included.
    pub span: Span,
    /// "SEOUL", the first of several; none in "(Reuters) -".
    pub place: Option<Span>,
    /// "Zimbabwe" in "BULAWAYO, Zimbabwe, Jun 21 2022 (IPS) -".
    pub region: Option<Span>,
    /// Month and day, from 1.
    pub date: Option<(u32, u32)>,
}

/// A pasted text in its zones: in order, without overlap, covering all but white space.
#[derive(Debug, Clone, Default)]
pub struct Article {
    pub zones: Vec<Zone>,
    pub title: Option<Span>,
    pub dateline: Option<Dateline>,
    pub published: Option<Published>,
}

impl Article {
    /// A text of nothing but body, its paragraphs set apart by empty lines.
    pub fn plain(text: &str) -> Self {
        let mut article = Self::default();
        let mut paragraph: Option<Span> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n').chain([""]) {
            let trimmed = line.trim();
            if trimmed.is_empty() {
                let number = article.zones.len() as u32;
                let zone =
                    paragraph.take().map(|span| Zone { span, kind: ZoneKind::Body, paragraph: number });
                article.zones.extend(zone);
            } else {
                let start = at + (line.len() - line.trim_start().len());
                let span = Span::new(start as u32, (start + trimmed.len()) as u32);
                paragraph = Some(paragraph.map_or(span, |first| first.to(span)));
            }
            at += line.len();
        }
        article
    }
}

/// Finds the zones of `text`. No headline is looked for when the caller gave it apart (`title_given`).
///
/// Nothing is ever left out: what no rule can tell is body. A headline that stands in the text twice is the headline
/// once and a caption the second time, as is a paragraph said twice word for word, so that no event is read twice.
pub fn read(text: &str, title_given: bool) -> Article {
    let mut paragraphs = blocks::paragraphs(text);
    boilerplate::mark(text, &mut paragraphs);
    let mut published = published::mark(text, &mut paragraphs);
    let title = if title_given { None } else { headline::mark(text, &mut paragraphs) };
    if let Some(title) = title {
        headline::mark_captions(text, &mut paragraphs, title);
    }
    headline::mark_sections(text, &mut paragraphs);

    let mut article = Article { title, ..Article::default() };
    let last_body = paragraphs.iter().rposition(|p| p.kind.is_none());
    let first_bodies: Vec<usize> =
        (0..paragraphs.len()).filter(|&i| paragraphs[i].kind.is_none()).take(DATELINE_REACH).collect();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if let Some(kind) = paragraph.kind {
            article.zones.push(Zone { span: paragraph.span, kind, paragraph: i as u32 });
            continue;
        }
        if first_bodies.contains(&i) && article.dateline.is_none() {
            let first = first_bodies[0] == i;
            if let Some(reading) = dateline::read(text, paragraph.span).filter(|r| first || r.sure) {
                let span = reading.dateline.span;
                published = published.or(reading.day.map(|date| Published { date, span }));
                article.dateline = Some(reading.dateline);
            }
        }
        split_body(text, &mut article, paragraph.span, i as u32, Some(i) == last_body);
    }
    article.published = published;
    article
}

/// Pushes the zones of a body paragraph: the dateline before it, the body, what is torn or signed at the very end.
fn split_body(text: &str, article: &mut Article, span: Span, paragraph: u32, last: bool) {
    let mut push = |kind: ZoneKind, span: Span| {
        if let Some(span) = blocks::trim(text, span) {
            article.zones.push(Zone { span, kind, paragraph });
        }
    };
    let mut body = span;
    if let Some(dateline) = article.dateline.as_ref().filter(|d| d.span.start == span.start) {
        push(ZoneKind::Dateline, dateline.span);
        body.start = dateline.span.end;
    }
    let words = body.of(text);
    let cut = if !last {
        None
    } else if let Some(at) = boilerplate::sign_off(words) {
        Some((at, BoilerplateReason::Byline))
    } else {
        torn::find(words, text).map(|at| (at, BoilerplateReason::Torn))
    };
    match cut {
        Some((at, reason)) => {
            let at = body.start + at as u32;
            push(ZoneKind::Body, Span::new(body.start, at));
            push(ZoneKind::Boilerplate(reason), Span::new(at, body.end));
        }
        None => push(ZoneKind::Body, body),
    }
}

#[cfg(test)]
mod tests {
    use proptest::strategy::Strategy;

    use super::*;

    /// The zones but body, as "Kind: words".
    fn marked(text: &str) -> Vec<String> {
        let article = read(text, false);
        let other = article.zones.iter().filter(|z| z.kind != ZoneKind::Body);
        other
            .map(|z| match z.kind {
                ZoneKind::Boilerplate(reason) => format!("{reason:?}: {}", z.span.of(text)),
                kind => format!("{kind:?}: {}", z.span.of(text)),
            })
            .collect()
    }

    const LEAD: &str =
        "The council of the small harbour town agreed on Monday to close the old fish market by the river.";
    const NEXT: &str =
        "Traders said that they had not been asked, and that they would take the town to court over it.";

    #[test]
    fn a_pasted_page() {
        let text = format!(
            "Harbour Town Closes ‘Unsafe’ Fish Market\n\nHarbour town market\n\nHARBOUR TOWN, Oct. 31 (AP) — {LEAD}\n\n\
             Court case ahead\n\n{NEXT}\n\nRead more: Old market burns\n\n{LEAD}\n\n\
             The mayor told the reporters that the decision may be final, especially aLS\n\nRelated Posts\n\nA link"
        );
        assert_eq!(
            marked(&text),
            [
                "Headline: Harbour Town Closes ‘Unsafe’ Fish Market",
                "Caption: Harbour town market",
                "Dateline: HARBOUR TOWN, Oct. 31 (AP) —",
                "SectionHead: Court case ahead",
                "Related: Read more: Old market burns",
                "Torn: especially aLS",
                "Related: Related Posts",
                "Related: A link",
            ]
        );
    }

    #[test]
    fn tops_of_pages() {
        for (top, expected) in [
            ("", vec![]),
            ("Town closes market", vec!["Headline: Town closes market"]),
            (
                "Town closes market\nTown closes market",
                vec!["Headline: Town closes market", "Caption: Town closes market"],
            ),
            ("Town closes market\nBy Ann Lee", vec!["Headline: Town closes market", "Byline: By Ann Lee"]),
            ("Zora Quill", vec!["Byline: Zora Quill"]),
            (
                "Town closes market\nFriday, August 21, 2015",
                vec!["Headline: Town closes market", "Published: Friday, August 21, 2015"],
            ),
            (
                "Town closes market\nold traders at the market in 2008.",
                vec!["Headline: Town closes market", "Caption: old traders at the market in 2008."],
            ),
            ("Old stalls. Image: Ann Lee.", vec!["Caption: Old stalls. Image: Ann Lee."]),
            ("The town was quiet on Monday.", vec![]),
            ("He had only this to say:", vec![]),
            ("“It is the first time that a town has done so,”", vec![]),
            ("LEON, GUANAJUATO.- A boy was bitten by a dog at the zoo", vec!["Dateline: LEON, GUANAJUATO.-"]),
        ] {
            assert_eq!(marked(&format!("{top}\n\n{LEAD}\n\n{NEXT}")), expected, "{top}");
        }
    }

    #[test]
    fn what_nothing_tells_is_body() {
        for text in [
            "Town closes market".to_string(),
            "One\nTwo\nThree\nFour".to_string(),
            format!("{LEAD}\n\n1. Zurich\n2. Basel\n3. Bern\n\n{NEXT}"),
            format!("{LEAD}\n\nHe said no\nShe said yes\n\n{NEXT}"),
            format!("{LEAD}\n\nPolice said:\n\n{NEXT}"),
            format!("{LEAD}\n\n{NEXT} It was late and nobody in the town would go home"),
        ] {
            assert_eq!(marked(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_given_title_is_not_looked_for() {
        let text = format!("Town closes market\n\n{LEAD}\n\n{NEXT}");
        assert_eq!(read(&text, true).title, None);
        assert!(read(&text, true).zones.iter().all(|z| z.kind != ZoneKind::Headline));
    }

    #[test]
    fn a_dateline_with_a_year_gives_the_date() {
        let text = format!("CAIRO – 26 July 2022: {LEAD}");
        let article = read(&text, false);
        assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2022-07-26"));
        assert_eq!(article.dateline.and_then(|d| d.date), Some((7, 26)));
    }

    proptest::proptest! {
        #[test]
        fn zones_cover_any_text_in_order(pieces in proptest::collection::vec(
            proptest::prop_oneof![
                proptest::string::string_regex("(?s).{0,12}").expect("a pattern"),
                proptest::sample::select(vec![
                    "\r\n", "\n\n", "\0", "\u{FEFF}", " ", "CAIRO (AP) — ", "– Bernama", "By Ann", "Related Posts", ",",
                    "Photo: ", "“", "” - Ann", "Oct 3, 2024", "aLS", "Updated ", "(", ")", ". The", "é", "İ", ">>",
                ]).prop_map(String::from),
            ], 0..40)) {
            let text = pieces.concat();
            let article = read(&text, false);
            let mut at = 0;
            for zone in &article.zones {
                let words = text.get(zone.span.start as usize..zone.span.end as usize);
                proptest::prop_assert!(words.is_some_and(|w| !w.is_empty() && w.trim() == w));
                let gap = text.get(at..zone.span.start as usize);
                proptest::prop_assert!(gap.is_some_and(|gap| gap.chars().all(blocks::is_blank)));
                at = zone.span.end as usize;
            }
            proptest::prop_assert!(text[at..].chars().all(blocks::is_blank));
        }
    }
}
