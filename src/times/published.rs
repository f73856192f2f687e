//! The day of publication where nobody gives it: inferred when a weekday, a month and a year of the text agree, never guessed from less.
//!
//! "The two met on Wednesday, Oct. 30 … in 2024 … he said Thursday": October 30 is a Wednesday in 2024, the last year that is told, and
//! the Thursday is the day after. Newspapers report days that have just been, so the last day that is told and sure is taken.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::TimeMention;
use super::tense::{Outlook, outlook};
use crate::document::Document;
use crate::work::tick;

/// A day as the text tells it, in what has been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Told {
    year: Option<i32>,
    month_and_day: Option<(u32, u32)>,
    weekday: Option<Weekday>,
}

/// How many days after the last full date a bare weekday is taken to lie after it, not before.
const SOON: u64 = 3;

/// The day of publication as the expressions of a text tell it that were read without one.
pub(crate) fn infer(document: &Document, mentions: &[TimeMention]) -> Option<NaiveDate> {
    let looks_ahead = |mention: &TimeMention| {
        let sentence = &document.tokens.sentences[mention.sentence];
        outlook(&document.tokens, &document.syntax, sentence, &mention.words) == Outlook::Ahead
    };
    let told: Vec<Told> = mentions
        .iter()
        .filter(|mention| !looks_ahead(mention))
        .map(|mention| told(document, mention))
        .collect();
    // "aims for net zero by 2030"
    let goal = |mention: &TimeMention| {
        let before = mention.words.start.checked_sub(1).map_or("", |word| document.norm(word));
        matches!(before, "by" | "until" | "till" | "through" | "before")
    };
    let years = mentions.iter().filter(|mention| !goal(mention) && !looks_ahead(mention));
    let last_year = years.filter_map(|mention| self::told(document, mention).year).max()?;
    let bare = |weekday: Weekday| {
        told.iter().any(|told| told.month_and_day.is_none() && told.weekday == Some(weekday))
    };
    let mut last: Option<NaiveDate> = None;
    for day in &told {
        let Some((month, number)) = day.month_and_day else { continue };
        // a year that the date doesn't tell is the last one that is told
        let Some(date) = NaiveDate::from_ymd_opt(day.year.unwrap_or(last_year), month, number) else {
            continue;
        };
        match day.weekday {
            // "Monday, July 26" is no day of that year: something else is wrong
            Some(weekday) if weekday != date.weekday() => return None,
            Some(_) => last = last.max(Some(date)),
            // "October 30" may be years ago, and one in seven is a Wednesday
            None => {}
        }
    }
    // what happened years ago has its year, and later years are told
    let last = last.filter(|day| day.year() == last_year)?;
    (0..=SOON)
        .rev()
        .filter_map(|days| last.checked_add_days(Days::new(days)))
        .find(|day| *day == last || bare(day.weekday()))
}

fn told(document: &Document, mention: &TimeMention) -> Told {
    tick(mention.words.len());
    let weekday = mention.words.clone().find_map(|word| document.norm(word).trim_matches('.').parse().ok());
    // of a range its end: "2019/2022"
    let value = mention.value.rsplit('/').next().unwrap_or_default();
    let month_and_day = || Some((value.get(5..7)?.parse().ok()?, value.get(8..10)?.parse().ok()?));
    Told { year: value.get(..4).and_then(|year| year.parse().ok()), month_and_day: month_and_day(), weekday }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times;

    #[test]
    fn days_of_publication() {
        for (text, expected) in [
            ("The ministers met on Wednesday, Oct. 30, 2024.", Some("2024-10-30")),
            ("The ministers met on Wednesday, Oct. 30, 2024, he said Thursday.", Some("2024-10-31")),
            ("He came in 2024. The ministers met on Wednesday, October 30.", Some("2024-10-30")),
            ("He came in 2024. The ministers met on October 30. They left on Wednesday.", None),
            // no weekday agrees
            ("He came in 2024. The ministers met on October 30. They left on Friday.", None),
            ("The ministers met on October 30, 2024.", None),
            ("The ministers met on Thursday, Oct. 30, 2024.", None),
            // a goal is no year of now
            ("The two met on Wednesday, Oct. 30. The plan aims for net zero by 2030.", None),
            // a year is never invented
            ("The ministers met on Wednesday, Oct. 30.", None),
            ("He said on Thursday that they met in June this year.", None),
            // long ago
            ("The king died on Wednesday, October 30, 2002. His son died in 2024.", None),
            // not yet
            ("The ministers will meet on Wednesday, October 30, 2024.", None),
            ("", None),
        ] {
            let document = Document::of_text(text);
            let found = times::find(text, &document.tokens, &document.syntax, None);
            let day = infer(&document, &found).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        }
    }
}
