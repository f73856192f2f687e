//! The dateline before the first words of the body: "SEOUL, Oct. 31 (Reuters) —", "Pretoria -", "(Reuters) -", "Doha:".

use chrono::NaiveDate;

use super::{Dateline, dates, phrases, shape};
use crate::Span;

/// Datelines are short; the dash is looked for in so many bytes only.
const MAX_LEN: usize = 110;
/// Less text than this behind a dash is no article.
const MIN_REST: usize = 20;

/// What a dateline says, in bytes of its line.
#[derive(Debug, Default, Clone, PartialEq)]
struct Parts {
    place: Option<(usize, usize)>,
    region: Option<(usize, usize)>,
    /// Month and day.
    date: Option<(u32, u32)>,
    year: Option<i32>,
    agency: bool,
    /// The place is written in capitals.
    capitals: bool,
}

/// A dateline read from the start of a paragraph.
pub(super) struct Reading {
    pub(super) dateline: Dateline,
    /// Its date, where it has a year.
    pub(super) day: Option<NaiveDate>,
    /// Names an agency or a day, or has the place in capitals: no ordinary words begin so.
    pub(super) sure: bool,
}

/// Reads the dateline at the start of the paragraph `span`.
pub(super) fn read(text: &str, span: Span) -> Option<Reading> {
    let line = span.of(text);
    let (parts, end) = parse(line)?;
    let at = |(start, end): (usize, usize)| Span::new(span.start + start as u32, span.start + end as u32);
    let day =
        parts.date.zip(parts.year).and_then(|((month, day), year)| NaiveDate::from_ymd_opt(year, month, day));
    Some(Reading {
        dateline: Dateline {
            span: at((0, end)),
            place: parts.place.map(at),
            region: parts.region.map(at),
            date: parts.date,
        },
        day,
        sure: parts.agency || parts.date.is_some() || parts.capitals,
    })
}

/// The parts, and where the dateline ends (behind its dash).
fn parse(line: &str) -> Option<(Parts, usize)> {
    let limit = (MAX_LEN.min(line.len())..=line.len()).find(|&i| line.is_char_boundary(i))?;
    for (start, end) in separators(&line[..limit]) {
        if let Some(found) = parts(line, start).and_then(|parts| accept(line, parts, start, end)) {
            return Some(found);
        }
    }
    bare_agency(line)
}

/// Dashes and colons that may close a dateline, as byte ranges.
fn separators(head: &str) -> impl Iterator<Item = (usize, usize)> {
    head.char_indices().filter_map(move |(at, c)| {
        let rest = &head[at..];
        let before = &head[..at];
        match c {
            '—' | '–' | '―' => Some((at, at + c.len_utf8())),
            '-' if before.ends_with('-') => None,
            '-' if rest.starts_with("--") => Some((at, at + 2)),
            // "London -The"
            '-' if before.ends_with(' ') => Some((at, at + 1)),
            // "Srinagar- The", "LEON, GUANAJUATO.- A"; a hyphen inside a word is none.
            '-' | ':' if rest[1..].starts_with(char::is_whitespace) => Some((at, at + 1)),
            _ => None,
        }
    })
}

/// "TODAY NICARAGUA (EFE) The…", "(Prensa Latina) Nicaragua…": an agency in brackets without a dash.
fn bare_agency(line: &str) -> Option<(Parts, usize)> {
    let (open, _) = line.char_indices().take(60).find(|(_, c)| *c == '(')?;
    let close = open + line[open..].find(')')?;
    let end = close + 1;
    let parts = parts(line, end)?;
    let rest = line[end..].trim_start();
    let named = open == 0 || parts.capitals;
    (phrases::is_agency(&line[open + 1..close]) && named && opens_body(rest) && rest.len() >= MIN_REST)
        .then_some((parts, end))
}

fn opens_body(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\''))
}

/// Decides whether the words before a separator are a dateline, given what follows it.
fn accept(line: &str, mut parts: Parts, start: usize, end: usize) -> Option<(Parts, usize)> {
    let rest = line[end..].trim_start();
    let colon = line[start..end] == *":";
    // "AFP.- London - The…"
    if parts.agency && parts.place.is_none() && !colon {
        let offset = line.len() - rest.len();
        if let Some((mut more, more_end)) = parse(rest).filter(|(more, _)| more.place.is_some()) {
            more.place = more.place.map(|(s, e)| (s + offset, e + offset));
            more.region = more.region.map(|(s, e)| (s + offset, e + offset));
            more.agency = true;
            return Some((more, offset + more_end));
        }
    }
    // "CAIRO – 26 July 2022: The…"
    if parts.date.is_none()
        && let Some((at, _)) = rest.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '-' | '–' | '—'))
        && let Some((date, year)) = month_day(&rest[..at])
    {
        (parts.date, parts.year) = (Some(date), year);
        let mark = rest[at..].chars().next()?.len_utf8();
        return Some((parts, line.len() - rest.len() + at + mark));
    }
    if !opens_body(rest) || rest.len() < MIN_REST {
        return None;
    }
    let place = parts.place.map_or("", |(s, e)| &line[s..e]);
    if parts.agency || parts.date.is_some() {
        return Some((parts, end));
    }
    // "TEHRAN— In the summit" begins a sentence even where its stop is lost.
    let sentence = shape::ends_sentence(line)
        || shape::is_real(rest)
        || (parts.capitals && rest.split(' ').next().is_some_and(phrases::is_no_place));
    if place.is_empty() || phrases::is_no_place(place) || !sentence {
        return None;
    }
    let words = shape::word_count(place);
    (parts.capitals || words <= if colon { 2 } else { 3 }).then_some((parts, end))
}

/// Reads "PLACE, Region, Oct. 31, 2024 (Agency)", any of which may be missing; None when other words are there.
fn parts(line: &str, end: usize) -> Option<Parts> {
    let mut parts = Parts::default();
    let mut head = line[..end].trim_end();
    while let Some(open) = head.strip_suffix(')').and_then(|h| h.rfind('(')) {
        let inner = &head[open + 1..head.len() - 1];
        if let Some((date, year)) = month_day(inner) {
            (parts.date, parts.year) = (Some(date), year);
        } else if phrases::is_agency(inner) || is_name(inner, 3) {
            parts.agency = true;
        } else {
            return None;
        }
        head = head[..open].trim_end();
    }
    let mut at = 0;
    for piece in head.split(',') {
        let start = at + (piece.len() - piece.trim_start().len());
        let name = piece.trim().trim_end_matches(|c: char| c == '.' && piece.trim().len() > 6);
        at += piece.len() + 1;
        if name.is_empty() {
            continue;
        }
        // From the first day on, the rest of the head is the date: "May 6, 2021".
        if let Some((date, year)) = month_day(head[start..].trim()).or_else(|| month_day(name)) {
            (parts.date, parts.year) = (Some(date), year);
            break;
        }
        let dated = || head[start..].split(',').skip(1).any(|p| month_day(p).is_some());
        let dated_source = || parts.place.is_none() && shape::word_count(name) <= 5 && dated();
        if !(is_name(name, 5) || dated_source()) {
            return None;
        }
        if phrases::is_agency(name.trim_end_matches('.')) && parts.place.is_none() {
            parts.agency = true;
        } else if parts.place.is_none() {
            parts.capitals = is_capitals(name);
            // "afrol News": a source, not a place.
            if !is_name(name, 5) || name.ends_with(" News") {
                parts.agency = true;
                continue;
            }
            parts.place = Some((start, start + first_of(name)));
        } else if parts.region.is_none() {
            parts.region = Some((start, start + name.len()));
        } else {
            return None;
        }
    }
    (parts.place.is_some() || parts.agency).then_some(parts)
}

/// The length of the first of several places: "SYDNEY and KUALA LUMPUR", "WASHINGTON/LONDON".
fn first_of(name: &str) -> usize {
    [" and ", " AND ", " & ", "/"].iter().filter_map(|joiner| name.find(joiner)).min().unwrap_or(name.len())
}

/// Every word is a name's: capitalised, or a joiner between such.
fn is_name(text: &str, most: usize) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let joins = words > 1 && (shape::is_joiner(word) || word == "&");
        if !(joins || shape::is_capitalised(word))
            || word.chars().any(|c| c.is_ascii_digit() || ",;:!?\"“”()".contains(c))
        {
            return false;
        }
    }
    (1..=most).contains(&words)
}

/// "KUALA LUMPUR", but not "IT": all letters are capitals, and there are enough of them.
fn is_capitals(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 4
        && name.split_whitespace().all(|w| shape::is_joiner(w) || w.chars().all(|c| !c.is_lowercase()))
}

/// Month and day with an optional year, and nothing else: "Oct. 31", "27 January", "Jul 26 2022".
fn month_day(text: &str) -> Option<((u32, u32), Option<i32>)> {
    let mut words =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.')).filter(|w| !w.is_empty());
    let (a, b, c) = (words.next()?, words.next()?, words.next());
    let day = |w: &str| (w.len() <= 2).then(|| w.parse::<u32>().ok())?.filter(|d| (1..=31).contains(d));
    let date = match (dates::month(a), dates::month(b)) {
        (Some(month), _) => (month, day(b)?),
        (_, Some(month)) => (month, day(a)?),
        _ => return None,
    };
    let year = match c {
        Some(year) => Some(year.parse().ok().filter(|y| (1900..2100).contains(y))?),
        None => None,
    };
    words.next().is_none().then_some((date, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "The council of the old town agreed on Monday to close the fish market.";

    #[test]
    fn datelines() {
        for (head, place, region, date) in [
            ("SEOUL, Oct. 31 (Reuters) — ", "SEOUL", "", Some((10, 31))),
            ("Pretoria - ", "Pretoria", "", None),
            ("JERUSALEM (AP) — ", "JERUSALEM", "", None),
            ("(Reuters) - ", "", "", None),
            ("WASHINGTON/LONDON, June 3 – ", "WASHINGTON", "", Some((6, 3))),
            ("NEW DELHI: ", "NEW DELHI", "", None),
            ("CAIRO – 26 July 2022: ", "CAIRO", "", Some((7, 26))),
            ("BULAWAYO, Zimbabwe , Jun 21 2022 (IPS) - ", "BULAWAYO", "Zimbabwe", Some((6, 21))),
            ("SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) - ", "SYDNEY", "", Some((7, 26))),
            ("SINGAPORE (May 6, 2021) — ", "SINGAPORE", "", Some((5, 6))),
            ("ANAHEIM, Calif. --", "ANAHEIM", "Calif.", None),
            (
                "BANDAR SERI BEGAWAN, July 25 (Borneo Bulletin/ANN): ",
                "BANDAR SERI BEGAWAN",
                "",
                Some((7, 25)),
            ),
            ("Mumbai, India – ", "Mumbai", "India", None),
            ("TEHRAN— ", "TEHRAN", "", None),
            ("Srinagar- ", "Srinagar", "", None),
            ("Doha: ", "Doha", "", None),
            ("AFP.- London - ", "London", "", None),
            ("afrol News, 27 January - ", "", "", Some((1, 27))),
            ("TODAY NICARAGUA (EFE) ", "TODAY NICARAGUA", "", None),
        ] {
            let line = format!("{head}{BODY}");
            let (parts, end) = parse(&line).unwrap_or_else(|| panic!("{line}"));
            let of = |range: Option<(usize, usize)>| range.map_or("", |(s, e)| &line[s..e]);
            assert_eq!((of(parts.place), of(parts.region), parts.date), (place, region, date), "{line}");
            assert_eq!(line[..end].trim_end(), head.trim_end());
        }
    }

    #[test]
    fn no_datelines() {
        for line in [
            "Prime Minister - a title that only few have held in this town - spoke on Monday.",
            "Friday - The council of the old town agreed to close the fish market.",
            "Analysis: The council of the old town agreed to close the fish market.",
            "The Anti-Corruption Commission (ACC) on Thursday filed a case against an inspector.",
            "Police (July 28, 2022) recovered the body of a man from a house in the old town.",
            "Oil paintings, ink sketches, wood – Adolfo Perez has tried nearly everything there is.",
            "Energy Crisis - Council of Old Town Announces Plan",
            "NATO (the alliance) said on Monday that it would close the market.",
            "",
            "-",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
