//! Ranges: two points with "to", "and" or a dash between them, in one piece or in two.

use super::dates::within;
use super::expression::{Clock, Date, Expression, Form, Part, Point, Zone};
use super::grammar::Found;
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::Xpos;

impl Reader<'_> {
    /// "from November 20 to December 11", "between July 2003 and December 2004", "1885-1951", "9am to 5pm on Friday" as two ends;
    /// "Aug. 3 to 5", "5-6 September 2019", "2021-22", "9-11 a.m." as one.
    pub fn range(&self, at: usize) -> Option<Found> {
        // "from 16 to 22 July" is one piece with its preposition
        let opens = matches!(self.term(at), Term::Between | Term::From);
        let between = self.before(at) == Term::Between || self.term(at) == Term::Between;
        let from = self.before(at) == Term::From;
        let joiner = |end: usize| {
            let to = matches!(self.term(end), Term::To)
                || self.dash(end)
                    && (self.term(end) != Term::Symbol('-') || self.glued(end) == self.glued(end + 1));
            to || between && self.term(end) == Term::And
        };
        let inner = if opens { self.skip(at + 1, |term| term == Term::The) } else { at };
        if let Some((first, second, end)) = self.hours(at, None) {
            let first = Point { date: second.date.clone(), clock: Some(first) };
            let form = Form::Between(first, second);
            return Some(Found { first: Expression { start: at, end, form, modifier: None }, second: None });
        }
        if let Some((form, end)) = self.range_in_one(inner, &joiner) {
            return Some(Found { first: Expression { start: at, end, form, modifier: None }, second: None });
        }
        if opens {
            return None;
        }
        if let Some(found) = self.centuries(at, &joiner) {
            return Some(found);
        }
        if self.between_is_far(at, between || from) {
            return None;
        }
        // "over 2000 - 2050", "1885 to 1951"
        let years = matches!(self.term(at), Term::Digits(1000..=2199, 4))
            && joiner(at + 1)
            && matches!(self.term(at + 2), Term::Digits(1000..=2199, 4));
        // "May to March"
        let months = matches!(self.term(at), Term::Month(_))
            && joiner(at + 1)
            && matches!(self.term(at + 2), Term::Month(_));
        if years && self.xpos(at + 3) == Some(Xpos::Nns) && !self.is(at + 3, lexicon::DATED) {
            return None;
        }
        let (mut first, end) = self.range_end(at, between || from || years || months)?;
        if !joiner(end) {
            return None;
        }
        let next = end + 1;
        let (second_modifier, inner) = match self.modifier(next) {
            Some((modifier, inner)) => (modifier, inner),
            None => (None, next),
        };
        let (mut second, last) = self.range_end(inner, true)?;
        let figures = |at: usize| matches!(self.term(at), Term::Digits(..));
        let chained = self.hyphen(last) && figures(last + 1)
            || at >= 2 && self.hyphen(at - 1) && figures(at - 2) && figures(at);
        // "2:00 to 2:30 pm" is all in the afternoon
        if let (
            Some(Clock::Time { hour, minute, .. }),
            Some(Clock::Time { hour: last_hour, minute: last_minute, .. }),
        ) = (&mut first.clock, &second.clock)
            && !self.half_said(at..end)
            && self.term(last - 1) == Term::Pm
            && (*hour + 12, *minute) <= (*last_hour, *last_minute)
            && *hour >= 1
        {
            *hour += 12;
        }
        // "from 2pm till tomorrow 4:30pm": the day is that of the end alone
        let apart =
            matches!(self.term(inner), Term::Day(_) | Term::Next | Term::The) && first.clock.is_some();
        if chained || !apart && !share(&mut first, &mut second) {
            return None;
        }
        let expression =
            |start, end, point, modifier| Expression { start, end, form: Form::Point(point), modifier };
        Some(Found {
            first: expression(at, end, first, None),
            second: Some(expression(next, last, second, second_modifier)),
        })
    }

    /// "the 15th to the 19th century"
    fn centuries(&self, at: usize, joiner: &dyn Fn(usize) -> bool) -> Option<Found> {
        let the = self.skip(at, |term| term == Term::The);
        if !matches!(self.term(the), Term::Digits(..) | Term::Ordinal(_) | Term::Unit(Unit::Second)) {
            return None;
        }
        let (number @ 1..=21, end) = self.ordinal(the)? else { return None };
        if !joiner(end) && !matches!(self.term(end), Term::And | Term::Or) {
            return None;
        }
        let next = self.skip(end + 1, |term| term == Term::The);
        let (second, last) = self.century(next)?;
        let first = Date::Years { first: (number as i32 - 1) * 100, count: 100 };
        let expression =
            |start, end, date: Date| Expression { start, end, form: date.into(), modifier: None };
        Some(Found { first: expression(at, end, first), second: Some(expression(end + 1, last, second)) })
    }

    /// Only figures, months, weekdays, parts and clock times begin a range; keeps the look ahead short.
    fn between_is_far(&self, at: usize, led: bool) -> bool {
        !(led
            || matches!(
                self.term(at),
                Term::Digits(..)
                    | Term::Month(_)
                    | Term::Weekday(_)
                    | Term::Hour(_)
                    | Term::The
                    | Term::Number(_)
                    | Term::Day(_)
            ))
    }

    fn range_end(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        // "(837–908)": years of fewer figures in brackets
        if let Term::Digits(year @ 100..=2199, 3 | 4) = self.term(at)
            && (self.symbol(at.checked_sub(1)?, '(') && self.dash(at + 1)
                || self.dash(at - 1) && self.symbol(at + 1, ')'))
        {
            return Some((Point::date(Date::Year(year as i32)), at + 1));
        }
        // "(1892 – 94)"
        if let Term::Digits(short @ 0..=99, 2) = self.term(at)
            && self.dash(at.checked_sub(1)?)
            && let Term::Digits(year @ 1000..=2199, 4) = self.term(at.checked_sub(2)?)
            && short > year % 100
            && !self.counts(at)
            && matches!(self.term(at + 1), Term::Symbol(')' | ',' | ';') | Term::Other)
            && !self.is_noun(at + 1)
        {
            return Some((Point::date(Date::Year((year - year % 100 + short) as i32)), at + 1));
        }
        self.point(at, led)
    }

    /// "16", "16th", "ninth": a day of a month.
    fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        match self.term(at) {
            Term::Digits(day @ 1..=31, 1 | 2) => Some((day, self.skip(at + 1, |term| term == Term::Suffix))),
            _ => self.ordinal(at).filter(|(day, _)| (1..=31).contains(day)),
        }
    }

    /// Ranges whose ends share a month, a year or the half of the day.
    fn range_in_one(&self, at: usize, joiner: &dyn Fn(usize) -> bool) -> Option<(Form, usize)> {
        let between = |first: Date, second: Date, end| {
            Some((Form::Between(Point::date(first), Point::date(second)), end))
        };
        match self.term(at) {
            // "0730-0930": led by "between" or "from"
            Term::Digits(_, 4) if self.form(at).starts_with('0') => {
                let hour = |at: usize| match self.term(at) {
                    Term::Digits(clock, 4) if clock < 2400 && clock % 100 < 60 => Some(Clock::Time {
                        hour: clock / 100,
                        minute: clock % 100,
                        second: None,
                        zone: Zone::Unsaid,
                    }),
                    _ => None,
                };
                let point = |clock| Point { date: None, clock: Some(clock) };
                let shown = matches!(self.before(at), Term::Between | Term::From) && joiner(at + 1);
                let (first, second) = (hour(at)?, hour(at + 2)?);
                shown.then(|| (Form::Between(point(first), point(second)), at + 3))
            }
            // "19 to 20 July 2022", "26-27 May", "16 and 22 July", "the 3rd to the 5th of May", "ninth till seventeenth of April"
            Term::Digits(1..=31, 1 | 2) | Term::Ordinal(_) | Term::Unit(Unit::Second) => {
                let (first, end) = self.day_number(at)?;
                let pair = matches!(self.term(end), Term::And | Term::Or);
                if !joiner(end) && !pair {
                    return None;
                }
                let next = self.skip(end + 1, |term| term == Term::The);
                if let (Some((second, _)), Some((date, last))) =
                    (self.day_number(next), self.calendar(next, true))
                    && let Some((Part::MonthDay(month, day), year)) = split(&date)
                    && first < second
                    && u32::from(day) == second
                {
                    return between(within(Part::MonthDay(month, first as u8), year), date, last);
                }
                None
            }
            // "2021-22", "2013/14"
            Term::Digits(year @ 1000..=2199, 4) => {
                self.year(at, true)?;
                let Term::Digits(short @ 0..=99, 2) = self.term(at + 2) else { return None };
                let joined = self.hyphen(at + 1)
                    || self.symbol(at + 1, '/') && self.glued(at + 1) && self.glued(at + 2);
                let longer = self.glued(at + 3)
                    && matches!(self.term(at + 3), Term::Symbol('-' | '/') | Term::Digits(..));
                let year = year as i32;
                let last = year - year % 100 + short as i32;
                // "1945-89", but "2015-32" is none
                (joined && !longer && year < last && (last - year <= 10 || last - year <= 50 && last < 2030))
                    .then_some(())
                    .and_then(|()| between(Date::Year(year), Date::Year(last), at + 3))
            }
            Term::Month(month) => {
                // "March-June 2020"
                if self.hyphen(at + 1)
                    && let Term::Month(_) = self.term(at + 2)
                {
                    let (second, end) = self.calendar(at + 2, true)?;
                    let (Part::Month(last), year) = split(&second)? else { return None };
                    // "Nov-Feb 2017"
                    let year = match year {
                        Some(Date::Year(year)) if month > last => Some(Date::Year(year - 1)),
                        year => year,
                    };
                    return between(within(Part::Month(month), year), second, end);
                }
                // "Aug. 3 to 5", "September 26 and 27, 2021", "March 15 or 16"
                let (date, end) = self.calendar(at, true)?;
                let (Part::MonthDay(month, first), None) = split(&date)? else { return None };
                let pair = matches!(self.term(end), Term::And | Term::Or);
                let the = self.skip(end + 1, |term| term == Term::The);
                let (second, next) = self.day_number(the)?;
                // "March 3 and the 15th" is rather two days
                if the > end + 1 && !joiner(end) {
                    return None;
                }
                let other = matches!(
                    self.term(next),
                    Term::Month(_) | Term::Am | Term::Pm | Term::Units(_) | Term::Unit(_)
                ) || self.is_noun(next) && pair
                    || self.symbol(next, ':') && self.glued(next);
                if !(joiner(end) || pair) || u32::from(first) >= second || other {
                    return None;
                }
                let (year, end) = self.year_tail(next);
                between(
                    within(Part::MonthDay(month, first), year.clone()),
                    within(Part::MonthDay(month, second as u8), year),
                    end,
                )
            }
            _ => None,
        }
    }
}

/// The part of a date and the year it is in, if that is said.
fn split(date: &Date) -> Option<(Part, Option<Date>)> {
    match date {
        Date::Part(part) => Some((*part, None)),
        Date::Within(part, year) => Some((*part, Some((**year).clone()))),
        _ => None,
    }
}

/// Gives each end of a range what only the other says; false where the two are no range.
fn share(first: &mut Point, second: &mut Point) -> bool {
    match (&first.clock, &second.clock) {
        (Some(_), Some(_)) => {
            // "from 9am to 5pm on Friday", "Friday 9am to 5pm"
            match (&first.date, &second.date) {
                (None, Some(date)) => first.date = Some(date.clone()),
                (Some(date), None) => second.date = Some(date.clone()),
                _ => {}
            }
            if let (
                Some(Clock::Time { zone: zone @ Zone::Unsaid, .. }),
                Some(Clock::Time { zone: said, .. }),
            ) = (&mut first.clock, &second.clock)
            {
                *zone = *said;
            }
            true
        }
        (None, None) => {
            let (Some(from), Some(to)) = (&first.date, &second.date) else { return false };
            match (from, to) {
                (Date::Year(from), Date::Year(to)) => from < to,
                (Date::Years { first: from, .. }, Date::Years { first: to, .. }) => from < to,
                (Date::Part(from), Date::Within(part, year)) => {
                    let same = same_kind(from, part) || month(from).is_some() && month(part).is_some();
                    let months = month(from).zip(month(part)).is_none_or(|(from, to)| from <= to);
                    if same && months {
                        first.date = Some(Date::Within(*from, year.clone()));
                    } else if same
                        && let Date::Year(year) = **year
                        && month(from).is_some()
                    {
                        first.date = Some(Date::Within(*from, Box::new(Date::Year(year - 1))));
                    }
                    same
                }
                (Date::Within(from, year), Date::Part(part)) => {
                    let same = same_kind(from, part);
                    let months = month(from).zip(month(part)).is_none_or(|(from, to)| from <= to);
                    if same && months && month(part).is_some() {
                        second.date = Some(Date::Within(*part, year.clone()));
                    }
                    same
                }
                (Date::Part(from), Date::Part(to)) | (Date::Within(from, _), Date::Within(to, _)) => {
                    same_kind(from, to)
                }
                _ => from.is_day() && to.is_day(),
            }
        }
        _ => false,
    }
}

fn month(part: &Part) -> Option<u8> {
    match part {
        Part::Month(month) | Part::MonthDay(month, _) => Some(*month),
        _ => None,
    }
}

fn same_kind(a: &Part, b: &Part) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}
