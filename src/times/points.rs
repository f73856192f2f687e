//! Points in time: a date, a time of day or both, in any order.

use super::expression::{Base, Clock, Date, Point, Zone};
use super::lexicon::{Term, Unit};
use super::reader::Reader;
use crate::syntax::Upos;

impl Reader<'_> {
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
    pub fn clock_then_date(&self, at: usize, led: bool) -> Option<(Point, usize)> {
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
}
