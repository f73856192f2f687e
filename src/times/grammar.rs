//! Reads the expression that begins at a place of a sentence: what it says, not yet its value.

use super::dates::within;
use super::expression::{Base, Clock, Date, Expression, Form, Part, Point, Zone};
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::{Upos, Xpos};

/// What was read: an expression, or the two ends of a range ("from November 20 to December 11").
#[derive(Debug)]
pub struct Found {
    pub first: Expression,
    pub second: Option<Expression>,
}

impl Found {
    /// The atom after it.
    pub fn end(&self) -> usize {
        self.second.as_ref().map_or(self.first.end, |second| second.end)
    }
}

impl Reader<'_> {
    /// What begins at atom `at`.
    pub fn expression(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.range(at) {
            return Some(found);
        }
        let one = |(form, end): (Form, usize), modifier| {
            Some(Found { first: Expression { start: at, end, form, modifier }, second: None })
        };
        if let Some(set) = self.set(at) {
            return one(set, None);
        }
        if let Some((modifier, next)) = self.modifier(at) {
            let amount = !matches!(modifier, Some("START" | "MID" | "END") | None);
            // "nearly a decade ago", "more than two years"
            let asked = matches!(self.norm(at.wrapping_sub(1)), "how" | "what");
            if asked {
                return None;
            }
            if let Some((date, end)) = self.shift(next) {
                return one((date.into(), end), modifier);
            }
            if amount && let Some(duration) = self.duration(next, true) {
                return one(duration, modifier);
            }
            // "at least 1220", "more than 2000" are no years, nor is "about 1900" without a preposition
            let year = amount
                && matches!(self.term(next), Term::Digits(..))
                && !matches!(self.norm(at), "around" | "circa")
                && !matches!(self.before(at), Term::In | Term::Since | Term::At | Term::From);
            if let Some((point, end)) = self.point(next, true)
                && !(year && matches!(point, Point { date: Some(Date::Year(_)), .. }))
            {
                let early =
                    matches!(self.term(self.skip(at, |term| term == Term::The)), Term::Early | Term::Late);
                let (point, modifier) = if early { half_of_day(point, modifier) } else { (point, modifier) };
                return one((Form::Point(point), end), modifier);
            }
        }
        if let Some(duration) = self.window(at) {
            return one(duration, None);
        }
        if let Some((point, end)) = self.point(at, false) {
            return one((Form::Point(point), end), None);
        }
        if let Some((form, end)) = self.duration(at, false) {
            // "a week or so"
            if (self.norm(end), self.norm(end + 1)) == ("or", "so") {
                return one((form, end + 2), Some("APPROX"));
            }
            return one((form, end), None);
        }
        one(self.vague(at)?, None)
    }

    /// "the past year", "the next few days": lengths that would else be read as dates.
    fn window(&self, at: usize) -> Option<(Form, usize)> {
        let the = self.skip(at, |term| term == Term::The);
        let windowed = matches!(self.term(the), Term::Past | Term::Last | Term::Next | Term::Coming);
        // "the last quarter", "the next weekend" are dates
        let dated = matches!(self.term(the + 1), Term::Unit(Unit::Quarter | Unit::Weekend));
        (the > at && windowed && !dated).then(|| self.duration(at, false))?
    }

    /// Words without a date: "recently", "now", "in the past", "recent weeks", "since then".
    fn vague(&self, at: usize) -> Option<(Form, usize)> {
        let found = |value, end| Some((Form::Vague(value), end));

        match self.term(at) {
            // "soon after the launch", "shortly before" are no times of their own
            Term::Vague(_) if matches!(self.term(at + 1), Term::After | Term::Before) => None,
            Term::Vague(value) => found(value, at + 1),
            // "recent days", "a recent attack"
            Term::Recent => {
                let end = self.skip(at + 1, |term| matches!(term, Term::Units(_)));
                found("PAST_REF", end)
            }
            // "the coming months", "next years"
            Term::Coming | Term::Next if matches!(self.term(at + 1), Term::Units(_) | Term::Period) => {
                found("FUTURE_REF", at + 2)
            }
            // "past years"
            Term::Past | Term::Previous if matches!(self.term(at + 1), Term::Units(_)) => {
                found("PAST_REF", at + 2)
            }
            // "some time ago"
            Term::About
                if self.norm(at) == "some"
                    && self.term(at + 1) == Term::Time
                    && self.term(at + 2) == Term::Ago =>
            {
                found("PAST_REF", at + 3)
            }
            // "long ago"
            Term::WordLong if self.term(at + 1) == Term::Ago => found("PAST_REF", at + 2),
            // "a long time ago", "a long time"
            Term::A if self.term(at + 1) == Term::WordLong && self.term(at + 2) == Term::Time => {
                match self.term(at + 3) {
                    Term::Ago => found("PAST_REF", at + 4),
                    _ => Some((Form::Length("PXX"), at + 3)),
                }
            }
            // "right now"
            Term::Other if self.norm(at) == "right" && self.term(at + 1) == Term::Now => {
                found("PRESENT_REF", at + 2)
            }
            // "at this time"
            Term::This if self.norm(at.checked_sub(1)?) == "at" && self.term(at + 1) == Term::Time => {
                found("PRESENT_REF", at + 2)
            }
            // "now", not "now that"
            Term::Now if self.term(at + 1) != Term::That => found("PRESENT_REF", at + 1),
            Term::These if self.term(at + 1) == Term::Units(Unit::Day) => found("PRESENT_REF", at + 2),
            // "at present"
            Term::Present if self.before(at) == Term::At => found("PRESENT_REF", at + 1),
            Term::The => match self.term(at + 1) {
                // "in the past", not "the past president"
                Term::Past if !self.is_noun(at + 2) && self.before(at) == Term::In => {
                    found("PAST_REF", at + 2)
                }
                Term::Future if !self.is_noun(at + 2) && matches!(self.before(at), Term::In | Term::Of) => {
                    found("FUTURE_REF", at + 2)
                }
                // "at the moment", "at the present time"
                _ if self.norm(at + 1) == "moment"
                    && self.norm(at.checked_sub(1)?) == "at"
                    && !matches!(self.term(at + 2), Term::Of)
                    && !self.goes_on_as_clause(at + 2) =>
                {
                    found("PRESENT_REF", at + 2)
                }
                Term::Present if self.term(at + 2) == Term::Time => found("PRESENT_REF", at + 3),
                Term::Recent if matches!(self.term(at + 2), Term::Past) => found("PAST_REF", at + 3),
                Term::Coming | Term::Next if matches!(self.term(at + 2), Term::Units(_) | Term::Period) => {
                    found("FUTURE_REF", at + 3)
                }
                // "at the time", not "at the time of the attack"
                Term::Time if self.norm(at.checked_sub(1)?) == "at" && self.term(at + 2) != Term::Of => {
                    found("PAST_REF", at + 2).filter(|_| !self.goes_on_as_clause(at + 2))
                }
                _ => None,
            },
            // "since then", "by then", "until then"
            Term::Then if matches!(self.before(at), Term::Since | Term::At | Term::To | Term::From) => {
                Some((Date::Then.into(), at + 1))
            }
            _ => None,
        }
    }

    fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num))
            && !matches!(self.term(at), Term::Symbol(_))
    }

    /// "at the time he was elected"
    fn goes_on_as_clause(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Pron | Upos::Sconj | Upos::Det | Upos::Propn | Upos::Noun))
    }

    /// "early", "the end of", "around", "more than": the TIMEX3 mod, `None` inside for "later this week".
    fn modifier(&self, at: usize) -> Option<(Option<&'static str>, usize)> {
        let of = |mode, at: usize| {
            let next = self.of(at)?;
            Some((Some(mode), next))
        };
        match (self.term(at), self.term(at + 1)) {
            // "no more than", "not more than"; "no later than Friday"
            (Term::No, Term::More) if self.term(at + 2) == Term::Than => {
                Some((Some("EQUAL_OR_LESS"), at + 3))
            }
            (Term::No, Term::Less) if self.term(at + 2) == Term::Than => {
                Some((Some("EQUAL_OR_MORE"), at + 3))
            }
            (Term::No, Term::Later) if self.term(at + 2) == Term::Than => {
                Some((Some("ON_OR_BEFORE"), at + 3))
            }
            (Term::No, Term::Earlier) if self.term(at + 2) == Term::Than => {
                Some((Some("ON_OR_AFTER"), at + 3))
            }
            (Term::More, Term::Than) => Some((Some("MORE_THAN"), at + 2)),
            (Term::Less, Term::Than) => Some((Some("LESS_THAN"), at + 2)),
            (Term::At, Term::Least) if self.norm(at) == "at" => Some((Some("EQUAL_OR_MORE"), at + 2)),
            (Term::At, Term::Most) if self.norm(at) == "at" => Some((Some("EQUAL_OR_LESS"), at + 2)),
            (Term::Up, Term::To) => Some((Some("EQUAL_OR_LESS"), at + 2)),
            // "for over two years", "well over a decade"
            (Term::Over, Term::Digits(..) | Term::Number(_) | Term::A | Term::Half)
                if matches!(self.before(at), Term::In | Term::After | Term::Since)
                    || matches!(self.norm(at.checked_sub(1)?), "well" | "just" | "took") =>
            {
                Some((Some("MORE_THAN"), at + 1))
            }
            (Term::Under, Term::Digits(..) | Term::Number(_) | Term::A) => Some((Some("LESS_THAN"), at + 1)),
            // "about this year's vote"
            (
                Term::About,
                Term::This | Term::Last | Term::Next | Term::The | Term::Day(_) | Term::Weekday(_),
            ) => (self.norm(at) != "some")
                .then_some((Some("APPROX"), at + 1))
                .filter(|_| self.norm(at) == "around"),
            // "about first week of May"
            (Term::About, Term::Ordinal(_) | Term::Month(_) | Term::Q) if self.norm(at) != "around" => None,
            (Term::About, _) => Some((Some("APPROX"), at + 1)),
            // "the early hours of Saturday", "early in the morning", "early on Friday"
            (Term::Early, Term::Units(Unit::Hour)) => of("START", at + 2),
            (Term::Late, Term::Units(Unit::Hour)) => of("END", at + 2),
            (Term::Early, _) => Some((Some("START"), self.soft(at + 1))),
            (Term::Late, _) => Some((Some("END"), self.soft(at + 1))),
            // "earlier this month", "later on Friday", "earlier Monday"
            (
                Term::Earlier | Term::Later,
                Term::This | Term::Last | Term::Next | Term::That | Term::Weekday(_) | Term::Day(_),
            ) => Some((None, at + 1)),
            (Term::Earlier | Term::Later, Term::On) => Some((None, at + 2)),
            (Term::Mid, Term::Of) => of("MID", at + 1),
            (Term::Mid, _) => Some((Some("MID"), self.soft(at + 1))),
            (Term::Start, _) => of("START", at + 1),
            (Term::End, _) => of("END", at + 1),
            (Term::The, Term::Early | Term::Late | Term::Mid | Term::Start | Term::End) => {
                self.modifier(at + 1)
            }
            // "the very end of", "the first days of" and the like are rare
            _ => None,
        }
    }

    /// "on" and a hyphen after "early", "late", "mid".
    fn soft(&self, at: usize) -> usize {
        if self.hyphen(at) { at + 1 } else { self.skip(at, |term| term == Term::On) }
    }

    /// A point in time: a date, a time of day or both. `led`: a modifier stands before.
    pub fn point(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        self.part_and_clock(at, led).or_else(|| self.clock_then_date(at, led)).or_else(|| {
            let (date, end) = self.date(at, led)?;
            let (clock, end) = match self.clock_after(&date, end) {
                Some((clock, end)) => (Some(clock), end),
                None => (None, end),
            };
            Some((Point { date: Some(date), clock }, end))
        })
    }

    /// A part of a day and the time in it: "last night at 8:30 p.m.", "this evening at 8".
    fn part_and_clock(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let (mut point, end) = self.part_of_day(at, led)?;
        let Some(Clock::Part(part)) = point.clock else { return Some((point, end)) };
        let clock = self.skip(end, |term| term == Term::Symbol(','));
        let clock = self.skip(clock, |term| term == Term::At);
        if clock == end || self.term(clock - 1) != Term::At {
            return Some((point, end));
        }
        let clock = self.skip(clock, |term| term == Term::About);
        if let Some((time @ Clock::Time { .. }, end)) = self.clock(clock, true) {
            let time = match time {
                Clock::Time { hour: hour @ 1..=11, minute, second, zone }
                    if part != "MO" && !matches!(self.term(end - 1), Term::Am | Term::Pm) =>
                {
                    Clock::Time { hour: hour + 12, minute, second, zone }
                }
                time => time,
            };
            point.clock = Some(time);
            return Some((point, end));
        }
        // "at 8", the only hour that it can be
        if let Term::Digits(hour @ 1..=12, 1 | 2) | Term::Number(hour @ 1..=12) = self.term(clock)
            && !self.is_noun(clock + 1)
            && self.unit(clock + 1).is_none()
            && !self.symbol(clock + 1, '-')
        {
            let hour = if part == "MO" { hour % 12 } else { hour % 12 + 12 };
            point.clock = Some(Clock::Time { hour, minute: 0, second: None, zone: Zone::Unsaid });
            return Some((point, clock + 1));
        }
        Some((point, end))
    }

    /// "tonight", "this morning", "last night", "the night of July 7", "that evening", "the next morning", "overnight", "in the
    /// morning".
    fn part_of_day(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let of =
            |date: Date, part, end| Some((Point { date: Some(date), clock: Some(Clock::Part(part)) }, end));
        let reference = |offset| Date::Unit { unit: Unit::Day, offset, base: Base::Reference };
        match (self.term(at), self.term(at + 1)) {
            (Term::Tonight, _) => return of(Date::days(0), "NI", at + 1),
            (Term::This, Term::Part(part)) => return of(Date::days(0), part, at + 2),
            (Term::Last, Term::Part(part @ ("NI" | "EV"))) => return of(Date::days(-1), part, at + 2),
            (Term::That | Term::Same, Term::Part(part)) => return of(reference(0), part, at + 2),
            (Term::Next | Term::Following, Term::Part(part)) => return of(reference(1), part, at + 2),
            _ => {}
        }
        let the = self.skip(at, |term| term == Term::The);
        let Term::Part(part) = self.term(the) else {
            return match (self.term(the), self.term(the + 1)) {
                (Term::Same, Term::Part(part)) if the > at => of(reference(0), part, the + 2),
                (Term::Next | Term::Following, Term::Part(part)) if the > at => {
                    of(reference(1), part, the + 2)
                }
                (Term::Previous, Term::Part(part)) => of(reference(-1), part, the + 2),
                _ => None,
            };
        };
        // "the night of July 7", "the evening of Friday", "morning of May 5"; "the afternoon of the same day"
        if let Some(next) = self.of(the + 1)
            && let Some((date, end)) = self.date(next, true).filter(|(date, _)| date.is_day())
        {
            return of(date, part, end);
        }
        // "the night before", "the morning after"
        if the > at && matches!(self.term(the + 1), Term::Before | Term::After) {
            let offset = if self.term(the + 1) == Term::Before { -1 } else { 1 };
            return (!self.goes_on(the + 2))
                .then_some(())
                .and_then(|()| of(reference(offset), part, the + 2));
        }
        let alone = self.norm(the) == "overnight";
        // "in the morning", "by the evening"; not "the night shift"
        let shown = the > at
            && (led || matches!(self.before(at), Term::In | Term::On | Term::At | Term::To))
            && self.norm(at.checked_sub(1).unwrap_or(at)) != "for"
            && !self.norm(the).ends_with('s')
            && !self.is_noun(the + 1)
            && !matches!(self.term(the + 1), Term::Of | Term::Symbol('-'));
        // "early morning": the modifier stands right before
        let early = led && the == at && !self.is_noun(the + 1) && !self.norm(the).ends_with('s');
        if alone && self.upos(the) == Some(Upos::Adv) || shown || early {
            return Some((Point { date: None, clock: Some(Clock::Part(part)) }, the + 1));
        }
        None
    }

    /// "7.30pm on Saturday", "9 a.m. Wednesday", "noon on May 5", "7:10 a.m."
    fn clock_then_date(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let (clock, end) = self.clock(at, led)?;
        let next = self.skip(end, |term| term == Term::Symbol(','));
        let next = self.skip(next, |term| term == Term::On);
        let on = next > end && self.term(next - 1) == Term::On;
        let date = self.date(next, on).filter(|(date, _)| date.is_day());
        // "2 p.m. Friday, March 4" but "by noon, Friday's" too
        Some(match date {
            Some((date, end)) => (Point { date: Some(date), clock: Some(clock) }, end),
            // "4 a.m. last night", "10 a.m. this morning"
            None => match self.part_of_day(end, false).filter(|(point, _)| point.date.is_some()) {
                Some((point, end)) => (Point { date: point.date, clock: Some(clock) }, end),
                None => (Point { date: None, clock: Some(clock) }, end),
            },
        })
    }

    /// The time of day after a day: "Thursday morning", "Wednesday at 9 a.m.", "Friday night at around 9", "2024-10-31T07:10".
    fn clock_after(&self, date: &Date, at: usize) -> Option<(Clock, usize)> {
        if !date.is_day() {
            return None;
        }
        if let Some(found) = self.iso_clock(at) {
            return Some(found);
        }
        let (part, next) = match self.term(at) {
            Term::Part(part) => (Some(Clock::Part(part)), at + 1),
            _ => (None, at),
        };
        // "Thursday in the evening"
        if part.is_none()
            && let (Term::In, Term::The, Term::Part(part)) =
                (self.term(at), self.term(at + 1), self.term(at + 2))
        {
            return Some((Clock::Part(part), at + 3));
        }
        let mut clock = self.skip(next, |term| term == Term::Symbol(','));
        let comma = clock > next;
        clock = self.skip(clock, |term| matches!(term, Term::At | Term::About));
        let shown = clock > next + usize::from(comma);
        clock = self.skip(clock, |term| term == Term::About);
        match self.clock(clock, shown || !comma) {
            Some(found) => Some(found),
            None => part.map(|part| (part, next)),
        }
    }

    /// "from November 20 to December 11", "between July 2003 and December 2004", "1885-1951", "9am to 5pm on Friday" as two ends;
    /// "Aug. 3 to 5", "5-6 September 2019", "2021-22", "9-11 a.m." as one.
    fn range(&self, at: usize) -> Option<Found> {
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
        if years && self.xpos(at + 3) == Some(Xpos::Nns) && !self.is(at + 3, lexicon::DATED) {
            return None;
        }
        let (mut first, end) = self.range_end(at, between || from || years)?;
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
            && !matches!(self.term(end - 1), Term::Am | Term::Pm)
            && self.term(last - 1) == Term::Pm
            && (*hour + 12, *minute) <= (*last_hour, *last_minute)
            && *hour >= 1
        {
            *hour += 12;
        }
        if chained || !share(&mut first, &mut second) {
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
        self.point(at, led)
    }

    /// Ranges whose ends share a month, a year or the half of the day.
    fn range_in_one(&self, at: usize, joiner: &dyn Fn(usize) -> bool) -> Option<(Form, usize)> {
        let between = |first: Date, second: Date, end| {
            Some((Form::Between(Point::date(first), Point::date(second)), end))
        };
        match self.term(at) {
            // "19 to 20 July 2022", "26-27 May", "16 and 22 July", "the 3rd to the 5th of May"
            Term::Digits(first @ 1..=31, 1 | 2) => {
                let end = self.skip(at + 1, |term| term == Term::Suffix);
                let pair = matches!(self.term(end), Term::And | Term::Or);
                if !joiner(end) && !pair {
                    return None;
                }
                let next = self.skip(end + 1, |term| term == Term::The);
                if let (Term::Digits(second, 1 | 2), Some((date, last))) =
                    (self.term(next), self.calendar(next, true))
                    && let Some((Part::MonthDay(month, day), year)) = split(&date)
                    && first < second
                    && u32::from(day) == second
                {
                    return between(within(Part::MonthDay(month, first as u8), year), date, last);
                }
                // "9-11 a.m.", "between 9 and 11:30 p.m."
                let (second, last) = self.clock_then_date(next, true)?;
                if let Some(Clock::Time { hour, zone, .. }) = second.clock
                    && (1..=12).contains(&first)
                    && joiner(end)
                {
                    let noon = if hour >= 12 && first < 12 && first + 12 <= hour { 12 } else { 0 };
                    let first = Clock::Time { hour: first % 12 + noon, minute: 0, second: None, zone };
                    let first = Point { date: second.date.clone(), clock: Some(first) };
                    return Some((Form::Between(first, second), last));
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
                (joined && !longer && year < last && last - year <= 50)
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
                let Term::Digits(second @ 1..=31, 1 | 2) = self.term(end + 1) else { return None };
                let next = self.skip(end + 2, |term| term == Term::Suffix);
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
                    let same = same_kind(from, part);
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

/// "early Thursday" is its morning, "late on Saturday" its night; with a part of day it is the start of that.
fn half_of_day(mut point: Point, modifier: Option<&'static str>) -> (Point, Option<&'static str>) {
    let part = match modifier {
        Some("START") => "MO",
        Some("END") => "NI",
        _ => return (point, modifier),
    };
    let day = match &point.date {
        Some(Date::Part(Part::Weekday(_)) | Date::Which(_, Part::Weekday(_))) => true,
        Some(Date::Unit { unit: Unit::Day, base: Base::Published, .. }) => true,
        _ => false,
    };
    if !day || point.clock.is_some() {
        return (point, modifier);
    }
    point.clock = Some(Clock::Part(part));
    (point, None)
}
