//! Points in time: a date, a time of day or both, in any order.

use super::dates::within;
use super::expression::{Base, Clock, Date, Form, Part, Point, Zone};
use super::lexicon::{Term, Unit};
use super::reader::Reader;
use crate::syntax::Upos;

impl Reader<'_> {
    /// A point in time: a date, a time of day or both. `led`: a modifier stands before.
    pub fn point(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        self.part_and_clock(at, led).or_else(|| self.clock_then_date(at, led)).or_else(|| {
            let (date, end) = self.date(at, led)?;
            let Some((clock, end)) = self.clock_after(&date, end) else {
                return Some((Point::date(date), end));
            };
            // "Wednesday evening next week"
            if let (Date::Part(part @ Part::Weekday(_)), Clock::Part(_)) = (&date, clock)
                && let Some((week, end)) = self.week_after(end)
            {
                return Some((Point { date: Some(within(*part, Some(week))), clock: Some(clock) }, end));
            }
            Some((Point { date: Some(date), clock: Some(clock) }, end))
        })
    }

    /// A day and the hours of it: "Monday 8-9am", "tonight from 7 to 7:30", "December 12 at 4 - 6:30 pm".
    pub fn hours_of(&self, day: &Point, at: usize) -> Option<(Form, usize)> {
        let date = day.date.as_ref().filter(|date| date.is_day())?;
        let part = match day.clock {
            None => None,
            Some(Clock::Part(part)) => Some(part),
            Some(Clock::Time { .. }) => return None,
        };
        let next = self.skip(at, |term| term == Term::Symbol(','));
        let next = self.skip(next, |term| term == Term::At);
        let (first, second, end) = self.hours(next, part)?;
        let point = |clock| Point { date: Some(date.clone()), clock };
        second.date.is_none().then(|| (Form::Between(point(Some(first)), point(second.clock)), end))
    }

    /// Hours that share the half of their day: "1-3 pm", "2:00 to 2:30 pm", "from 7 to 9:30 last night". `part`: that of the
    /// day said before.
    pub fn hours(&self, at: usize, part: Option<&str>) -> Option<(Clock, Point, usize)> {
        let opens = matches!(self.term(at), Term::From | Term::Between);
        let inner = if opens { at + 1 } else { at };
        let ((hour, minute), end) = self.bare_hour(inner)?;
        let dash =
            self.dash(end) && (self.term(end) != Term::Symbol('-') || self.glued(end) == self.glued(end + 1));
        if !(self.term(end) == Term::To
            || dash
            || self.term(at) == Term::Between && self.term(end) == Term::And)
        {
            return None;
        }
        let next = end + 1;
        let (mut last, after, said) = match self.clock_then_date(next, true) {
            Some((last, after)) => {
                // the ends of "between 9:00 and noon" stand apart
                if matches!(self.term(next), Term::Hour(_)) {
                    return None;
                }
                let said = self.half_said(next..after);
                (last, after, said)
            }
            // "between 7 and 9 last night", "this evening from 7 to 9", but "won 3-2 last night"
            None => {
                if !opens && self.norm(inner.wrapping_sub(1)) != "at" {
                    return None;
                }
                let ((hour, minute), after) = self.bare_hour(next)?;
                let clock = Clock::Time { hour, minute, second: None, zone: Zone::Unsaid };
                match self.part_of_day(after, false) {
                    Some((Point { date: Some(date), clock: Some(Clock::Part(part)) }, after)) => {
                        (Point { date: Some(date), clock: Some(in_part(clock, part)) }, after, true)
                    }
                    _ if part.is_none() || self.is_noun(after) || self.unit(after).is_some() => return None,
                    _ => (Point { date: None, clock: Some(clock) }, after, false),
                }
            }
        };
        if let (Some(part), Some(clock), false) = (part, last.clock, said) {
            last.clock = Some(in_part(clock, part));
        }
        let Some(Clock::Time { hour: last_hour, minute: last_minute, zone, .. }) = last.clock else {
            return None;
        };
        let colons = self.symbol(inner + 1, ':') || self.symbol(next + 1, ':');
        let halved = said || part.is_some();
        if !(halved || opens && colons) {
            return None;
        }
        let end = (last_hour, last_minute);
        // the last such time before the end
        let hour = match hour % 12 {
            hour if halved && ((hour + 12, minute) <= end || (hour, minute) > end) => hour + 12,
            hour if halved => hour,
            _ => hour,
        };
        Some((Clock::Time { hour, minute, second: None, zone }, last, after))
    }

    /// A part of a day and the time in it: "last night at 8:30 p.m.", "this evening at 8".
    fn part_and_clock(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let (mut point, end) = self.part_of_day(at, led)?;
        let Some(Clock::Part(part)) = point.clock else { return Some((point, end)) };
        let clock = self.skip(end, |term| term == Term::Symbol(','));
        if self.term(clock) != Term::At {
            return Some((point, end));
        }
        match self.clock_in_part(clock + 1, part) {
            Some((clock, end)) => {
                point.clock = Some(clock);
                Some((point, end))
            }
            None => Some((point, end)),
        }
    }

    /// The time after "Friday night at": "8:30 p.m.", "around 9:30", "8", the only hour that it can be.
    fn clock_in_part(&self, at: usize, part: &str) -> Option<(Clock, usize)> {
        if self.hours(at, Some(part)).is_some() {
            return None;
        }
        let at = self.skip(at, |term| term == Term::About);
        if let Some((clock @ Clock::Time { .. }, end)) = self.clock(at, true) {
            return Some((if self.half_said(at..end) { clock } else { in_part(clock, part) }, end));
        }
        let ((hour, minute), end) = self.bare_hour(at)?;
        let other = self.is_noun(end) || self.unit(end).is_some() || self.symbol(end, '-');
        let clock = Clock::Time { hour: hour % 12, minute, second: None, zone: Zone::Unsaid };
        (!other).then(|| (in_part(clock, part), end))
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
            // "this early morning"
            (Term::This, Term::Early | Term::Late) => {
                let Term::Part(part) = self.term(at + 2) else { return None };
                return of(Date::days(0), part, at + 3);
            }
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
        // "the morning hours of Sunday"
        let hours = self.skip(the + 1, |term| term == Term::Units(Unit::Hour));
        // "the night of July 7", "the evening of Friday", "morning of May 5"; "the afternoon of the same day"
        if let Some(next) = self.of(hours)
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
        // "the night-time"
        if the > at && self.hyphen(the + 1) && self.term(the + 2) == Term::Time {
            return Some((Point { date: None, clock: Some(Clock::Part(part)) }, the + 3));
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
        let date = match self.term(next) {
            // "6pm of April 22"
            Term::Of => self.date(next + 1, true).filter(|(date, _)| date.day_of_month()),
            _ => self.date(next, on),
        };
        let in_part = |part| if self.half_said(at..end) { clock } else { in_part(clock, part) };
        // "2 p.m. Friday, March 4" but "by noon, Friday's" too
        Some(match date.filter(|(date, _)| date.is_day()) {
            Some((date, end)) => match self.term(end) {
                // "five-thirty tomorrow evening"
                Term::Part(part) => (Point { date: Some(date), clock: Some(in_part(part)) }, end + 1),
                _ => (Point { date: Some(date), clock: Some(clock) }, end),
            },
            // "4 a.m. last night", "10 a.m. this morning"
            None => match self.part_of_day(end, false).filter(|(point, _)| point.date.is_some()) {
                Some((Point { date, clock: Some(Clock::Part(part)) }, end)) => {
                    (Point { date, clock: Some(in_part(part)) }, end)
                }
                Some((point, end)) => (Point { date: point.date, clock: Some(clock) }, end),
                None => match self.early_part(end) {
                    Some((part, end)) => (Point { date: None, clock: Some(in_part(part)) }, end),
                    None => (Point { date: None, clock: Some(clock) }, end),
                },
            },
        })
    }

    /// "early morning", "late evening" beside a day or hour
    fn early_part(&self, at: usize) -> Option<(&'static str, usize)> {
        match (self.term(at), self.term(at + 1)) {
            (Term::Early | Term::Late, Term::Part(part)) => Some((part, at + 2)),
            _ => None,
        }
    }

    /// The time of day after a day: "Thursday morning", "Wednesday at 9 a.m.", "Friday night at around 9", "2024-10-31T07:10".
    fn clock_after(&self, date: &Date, at: usize) -> Option<(Clock, usize)> {
        if !date.is_day() {
            return None;
        }
        if let Some(found) = self.iso_clock(at) {
            return Some(found);
        }
        let (part, next) = match (self.term(at), self.early_part(at)) {
            (Term::Part(part), _) => (Some(part), at + 1),
            (_, Some((part, next))) => (Some(part), next),
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
        // the hours of "Tuesday at 2:00 - 2:30 pm" are read with the day
        if self.hours(clock, part).is_some() {
            return part.map(|part| (Clock::Part(part), next));
        }
        clock = self.skip(clock, |term| term == Term::About);
        let found = match part {
            Some(part) if shown => self.clock_in_part(clock, part),
            _ => self.clock(clock, shown || !comma),
        };
        match (found, part) {
            (Some((found, end)), Some(part)) if !self.half_said(clock..end) => {
                Some((in_part(found, part), end))
            }
            // "Sunday at 8:00 early morning"
            (Some((found, end)), None) if !self.half_said(clock..end) => match self.early_part(end) {
                Some((part, end)) => Some((in_part(found, part), end)),
                None => Some((found, end)),
            },
            (Some(found), _) => Some(found),
            (None, part) => part.map(|part| (Clock::Part(part), next)),
        }
    }
}

/// A time in the part of the day that is said beside it: "8:30 last night" is 20:30.
fn in_part(clock: Clock, part: &str) -> Clock {
    match clock {
        Clock::Time { hour: hour @ 1..=11, minute, second, zone } if matches!(part, "AF" | "EV" | "NI") => {
            Clock::Time { hour: hour + 12, minute, second, zone }
        }
        clock => clock,
    }
}
