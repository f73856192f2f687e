//! Finds a full calendar date ("August 21, 2015", "3 Oct 2024", "2024-10-31") in a short line.

use chrono::NaiveDate;

/// A stretch of letters or of digits.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Where a date stands in a line, in bytes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub(super) date: NaiveDate,
    pub(super) start: usize,
    pub(super) end: usize,
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let class = |c: char| if c.is_ascii_digit() { 1 } else { usize::from(c.is_alphabetic()) * 2 };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = 0;
    for (at, c) in line.char_indices() {
        let now = class(c);
        match pieces.last_mut() {
            Some(last) if now != 0 && now == before => last.text = &line[last.start..at + c.len_utf8()],
            _ if now != 0 => pieces.push(Piece { text: &line[at..at + c.len_utf8()], start: at }),
            _ => {}
        }
        before = now;
    }
    pieces
}

/// The number of a month by name or by its usual short form ("Sept").
pub(super) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let exact = NAMES.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(&word)));
    exact.or((word == "sept").then_some(8)).map(|i| i as u32 + 1)
}

pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| *day == word || ((3..=5).contains(&word.len()) && day.starts_with(&word)))
}

fn number(piece: &Piece, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    digits.contains(&piece.text.len()).then(|| piece.text.parse().ok())?
}

fn year(piece: &Piece) -> Option<i32> {
    number(piece, 4..=4).filter(|y| (1900..2100).contains(y)).map(|y| y as i32)
}

/// All full dates of a line, in order.
pub(super) fn find(line: &str) -> Vec<Found> {
    let pieces = pieces(line);
    // "August 21st": the ending is a piece of its own and says nothing.
    let pieces: Vec<Piece> =
        pieces.into_iter().filter(|p| !matches!(p.text, "st" | "nd" | "rd" | "th")).collect();
    let mut found = Vec::new();
    let mut i = 0;
    while i + 3 <= pieces.len() {
        let three = &pieces[i..i + 3];
        match date(line, three) {
            Some(date) => {
                found.push(Found { date, start: three[0].start, end: three[2].end() });
                i += 3;
            }
            None => i += 1,
        }
    }
    found
}

fn date(line: &str, three: &[Piece]) -> Option<NaiveDate> {
    let [a, b, c] = three else { return None };
    let close = |left: &Piece, right: &Piece| {
        let gap = &line[left.end()..right.start];
        let gap = ["st", "nd", "rd", "th"].iter().find_map(|ending| gap.strip_prefix(ending)).unwrap_or(gap);
        gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '/' | '\u{A0}'))
    };
    if !close(a, b) || !close(b, c) {
        return None;
    }
    if let (Some(month), Some(day), Some(year)) = (month(a.text), number(b, 1..=2), year(c)) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    if let (Some(day), Some(month), Some(year)) = (number(a, 1..=2), month(b.text), year(c)) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (year(a), number(b, 1..=2), number(c, 1..=2)) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // "21/08/2015" can only be read when one of the numbers is no month.
    if let (Some(a), Some(b), Some(year)) = (number(a, 1..=2), number(b, 1..=2), year(c)) {
        let (day, month) = if a > 12 { (a, b) } else { (b, a) };
        return (day > 12 || a == b).then(|| NaiveDate::from_ymd_opt(year, month, day))?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_lines() {
        for (line, expected) in [
            ("Friday, August 21, 2015", Some("2015-08-21")),
            ("Published 3 Oct 2024 10:11 GMT", Some("2024-10-03")),
            ("Posted: Jun 14, 2022 5:00 AM ET", Some("2022-06-14")),
            ("Sept. 9th, 2016", Some("2016-09-09")),
            ("2024-10-31T07:10+09:00", Some("2024-10-31")),
            ("21/08/2015", Some("2015-08-21")),
            ("08/21/2015", Some("2015-08-21")),
            ("07/08/2015", None),
            ("February 30, 2015", None),
            ("May 2015", None),
            ("12 people, May 2015", None),
            ("Group F: Sweden 1 – 0 Korea 2018", None),
        ] {
            assert_eq!(find(line).first().map(|f| f.date.to_string()).as_deref(), expected, "{line}");
        }
    }
}
