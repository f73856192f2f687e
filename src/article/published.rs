//! The date of publication that the text itself gives: a date line, or a date in a line that names the authors.

use chrono::NaiveDate;

use super::blocks::Paragraph;
use super::{Published, ZoneKind, dates, phrases, shape};
use crate::Span;
use crate::report::BoilerplateReason;

/// A bare date line is looked for in the first lines only: further down it may belong to a list.
const TOP: usize = 8;
const MAX_LINE: usize = 160;

/// How sure a date is the one of publication; the first of the best kind is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Updated,
    Published,
}

/// Marks date lines and gives the date of publication.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) -> Option<Published> {
    let mut best: Option<(Sort, NaiveDate, Span)> = None;
    for (i, paragraph) in paragraphs.iter_mut().enumerate() {
        let byline = paragraph.kind == Some(ZoneKind::Boilerplate(BoilerplateReason::Byline));
        let line = paragraph.span.of(text);
        if !(byline || paragraph.kind.is_none()) || line.len() > MAX_LINE {
            continue;
        }
        let found = dates::find(line);
        let Some(first) = found.first() else {
            if paragraph.kind.is_none() && is_relative(line) {
                paragraph.kind = Some(ZoneKind::Boilerplate(BoilerplateReason::Byline));
            }
            continue;
        };
        let label = label(line);
        if byline {
            // The date stays inside the line of the authors.
        } else if is_date_line(line) && (i < TOP || label.is_some()) {
            paragraph.kind = Some(ZoneKind::Published);
        } else if label.is_some() && !shape::ends_sentence(line) {
            paragraph.kind = Some(ZoneKind::Boilerplate(BoilerplateReason::Byline));
        } else {
            continue;
        }
        let updated = line[..first.start].to_lowercase().contains("updated");
        // "Updated 4 Oct 2024, first published 3 Oct 2024"
        let (sort, at) = match found.get(1) {
            Some(second) if updated && line[first.end..].to_lowercase().contains("published") => {
                (Sort::Published, second)
            }
            _ if updated => (Sort::Updated, first),
            _ => (Sort::Published, first),
        };
        if best.is_none_or(|(b, ..)| sort > b) {
            let start = paragraph.span.start;
            best = Some((sort, at.date, Span::new(start + at.start as u32, start + at.end as u32)));
        }
    }
    best.map(|(_, date, span)| Published { date, span })
}

/// The word before the date in "Published: …", "Last updated on …".
fn label(line: &str) -> Option<&'static str> {
    let folded = phrases::fold(line);
    [
        "first published",
        "published",
        "posted",
        "last updated",
        "updated",
        "last modified",
        "publish date",
        "date published",
    ]
    .into_iter()
    .find(|label| folded.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// "Updated 3 hours ago"
fn is_relative(line: &str) -> bool {
    label(line).is_some() && shape::word_count(line) <= 8 && line.trim_end_matches('.').ends_with("ago")
}

/// Nothing in the line but a date, a time and the words around them.
fn is_date_line(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|word| {
        let folded = word.to_lowercase();
        let small = matches!(
            folded.as_str(),
            "published"
                | "first"
                | "posted"
                | "last"
                | "updated"
                | "modified"
                | "publish"
                | "date"
                | "on"
                | "at"
                | "am"
                | "pm"
                | "a"
                | "m"
                | "p"
                | "noon"
                | "midnight"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "t"
                | "z"
                | "hrs"
                | "h"
                | "local"
                | "time"
        );
        let clock = word.trim_end_matches(|c: char| c.is_alphabetic()).chars().all(|c| c.is_ascii_digit())
            && word.len() <= 6
            && word.starts_with(|c: char| c.is_ascii_digit());
        // "GMT", "IST", "AEST"
        let zone = (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
        let iso = word.len() <= 6 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'T' | 'Z'));
        small || clock || zone || iso || dates::month(word).is_some() || dates::is_weekday(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::read;

    #[test]
    fn date_lines() {
        for (line, expected) in [
            ("Friday, August 21, 2015", true),
            ("Published 3 Oct 2024 10:11 GMT", true),
            ("2024-10-31T07:10+09:00", true),
            ("Posted: Jun 14, 2022 5:00 AM ET", true),
            ("2017-01-13\t2017\tHonduras\t2-1\tNicaragua", false),
            ("The treaty of August 21, 2015", false),
        ] {
            assert_eq!(is_date_line(line), expected, "{line}");
        }
    }

    #[test]
    fn the_first_published_date_counts() {
        let body = "The council of the small harbour town agreed on Monday to close the old fish market.";
        for (lines, expected) in [
            ("Friday, August 21, 2015", Some("2015-08-21")),
            ("Updated: July 18, 2022 5:36:50 pm\nPublished: July 17, 2022", Some("2022-07-17")),
            ("Updated 4 Oct 2024, first published 3 Oct 2024", Some("2024-10-03")),
            ("By Ann Lee | Published 3 Oct 2024 10:11 GMT", Some("2024-10-03")),
            ("Updated July 18, 2022", Some("2022-07-18")),
            ("They met on July 18, 2022, in the old town hall.", None),
        ] {
            let text = format!("Harbour town closes fish market\n{lines}\n\n{body}\n");
            let published = read(&text, false).published.map(|p| p.date.to_string());
            assert_eq!(published.as_deref(), expected, "{lines}");
        }
    }
}
