//! Times of day as they are written.

use super::expression::{Clock, Zone};
use super::lexicon::{Term, Unit};
use super::reader::Reader;

impl Reader<'_> {
    /// "7:10 a.m. local time", "4.30 am", "2210 GMT", "noon", "3 o'clock", "15:00", "half past five". `led`: a word before
    /// shows that a time of day comes.
    pub fn clock(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        let shown = || {
            led || matches!(self.before(at), Term::At | Term::About | Term::From | Term::To | Term::Between)
        };
        match self.term(at) {
            Term::Hour(hour) => {
                // not the "noon meal" nor "the midnight sun"
                let shown = shown()
                    || matches!(
                        self.before(at),
                        Term::In | Term::Before | Term::After | Term::Since | Term::Day(_)
                    )
                    || self.term(at + 1) == Term::On;
                let (zone, end) = self.zone(at + 1);
                shown.then_some((time(hour.into(), 0, zone), end))
            }
            Term::Digits(number, 4) => {
                // "2210 GMT", "0800 hours"; hours and minutes run together
                if number % 100 >= 60 || number >= 2400 {
                    return None;
                }
                let (zone, end) = match (self.term(at + 1), self.zone(at + 1)) {
                    (_, (zone, end)) if zone != Zone::Unsaid => (zone, end),
                    (Term::Units(Unit::Hour), _) if self.form(at).starts_with('0') => (Zone::Unsaid, at + 2),
                    _ => return None,
                };
                Some((time(number / 100, number % 100, zone), end))
            }
            Term::Digits(hour, 1 | 2) if hour < 24 && !self.in_number(at) => {
                self.clock_in_figures(hour, at, shown())
            }
            Term::Number(hour @ 1..=12) => {
                let (hour, end) = self.half_of_day(hour, at + 1, shown())?;
                let (zone, end) = self.zone(end);
                Some((time(hour, 0, zone), end))
            }
            // "half past five", "quarter to six"
            Term::Half | Term::Unit(Unit::Quarter) => {
                let minute = if self.term(at) == Term::Half { 30 } else { 15 };
                let hour = match self.term(at + 2) {
                    Term::Number(hour @ 1..=12) | Term::Digits(hour @ 1..=12, 1 | 2) => hour,
                    _ => return None,
                };
                let (hour, end) = self.half_of_day(hour, at + 3, true).unwrap_or((hour, at + 3));
                match self.term(at + 1) {
                    Term::Past => Some((time(hour, minute, Zone::Unsaid), end)),
                    Term::To if minute == 15 && shown() => {
                        Some((time((hour + 23) % 24, 45, Zone::Unsaid), end))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The figures belong to a longer number, score or sum.
    fn in_number(&self, at: usize) -> bool {
        self.glued(at) && matches!(self.before(at), Term::Symbol(':' | '.' | ',' | '/' | '$' | '£' | '€'))
    }

    fn clock_in_figures(&self, hour: u32, at: usize, shown: bool) -> Option<(Clock, usize)> {
        let pair = |at: usize| self.glued(at) && self.glued(at + 1);
        let mut next = at + 1;
        let mut minute = None;
        let mut second = None;
        let colon = self.symbol(next, ':');
        if matches!(self.term(next), Term::Symbol(':' | '.'))
            && pair(next)
            && let Term::Digits(number, 2) = self.term(next + 1)
        {
            if number >= 60 {
                return None;
            }
            minute = Some(number);
            next += 2;
            // "15:04:05"
            if colon && self.symbol(next, ':') && pair(next) {
                let Term::Digits(number @ 0..60, 2) = self.term(next + 1) else { return None };
                second = Some(number);
                next += 2;
                // ".123"
                if self.symbol(next, '.') && pair(next) && matches!(self.term(next + 1), Term::Digits(..)) {
                    next += 2;
                }
            }
        }
        // "1.05.2024", "10:30-times", "3.30%"
        let longer = self.glued(next)
            && (matches!(self.term(next), Term::Symbol('%' | '°' | '$'))
                || matches!(self.term(next), Term::Symbol('.' | ':' | '/' | ','))
                    && self.glued(next + 1)
                    && matches!(self.term(next + 1), Term::Digits(..)));
        if longer {
            return None;
        }
        let clock = |hour, zone| Clock::Time { hour, minute: minute.unwrap_or(0), second, zone };
        if let Some((hour, end)) = self.half_of_day(hour, next, shown || minute.is_some() && colon) {
            let (zone, end) = self.zone(end);
            return Some((clock(hour, zone), end));
        }
        let (zone, end) = self.zone(next);
        if minute.is_some() && zone != Zone::Unsaid {
            return Some((clock(hour, zone), end));
        }
        // "at 15:00", but neither "won 3:1" nor "2.50"
        minute.filter(|_| colon)?;
        let hours = self.term(next) == Term::Units(Unit::Hour);
        // "08:00 - 20:00"
        let two = self.form(at).len() == 2;
        let spans = two
            && (self.dash(next)
                && matches!(self.term(next + 1), Term::Digits(_, 2))
                && self.symbol(next + 2, ':')
                || at >= 3 && self.dash(at - 1) && self.symbol(at - 3, ':'));
        let shown = shown || hours || end > next || second.is_some() || spans;
        shown.then_some((clock(hour, zone), self.skip(end, |term| term == Term::Units(Unit::Hour))))
    }

    /// "a.m.", "p.m.", "o'clock", "in the morning" after an hour: the hour of 24.
    fn half_of_day(&self, hour: u32, at: usize, shown: bool) -> Option<(u32, usize)> {
        let in_twelve = (1..=12).contains(&hour);
        match self.term(at) {
            Term::Am if in_twelve => Some((hour % 12, at + 1)),
            Term::Pm if in_twelve => Some((hour % 12 + 12, at + 1)),
            Term::O if self.apostrophe(at + 1) && self.term(at + 2) == Term::Clock => {
                Some(self.in_part_of_day(hour, at + 3).unwrap_or((hour, at + 3)))
            }
            _ if shown && in_twelve => self.in_part_of_day(hour, at),
            _ => None,
        }
    }

    /// "in the morning", "in the afternoon" after an hour.
    fn in_part_of_day(&self, hour: u32, at: usize) -> Option<(u32, usize)> {
        match (self.term(at), self.term(at + 1), self.term(at + 2)) {
            (Term::In, Term::The, Term::Part("MO")) => Some((hour % 12, at + 3)),
            (Term::In, Term::The, Term::Part("AF" | "EV")) => Some((hour % 12 + 12, at + 3)),
            _ => None,
        }
    }

    /// "GMT", "ET", "Eastern time", "(EST)", "local time"; where there is none the place stays.
    fn zone(&self, at: usize) -> (Zone, usize) {
        let capitals = |at: usize| self.form(at).bytes().all(|byte| byte.is_ascii_uppercase());
        match self.term(at) {
            Term::Zone(minutes) if capitals(at) => (Zone::Fixed(minutes), at + 1),
            Term::UsZone(minutes) if capitals(at) => (Zone::American(minutes), at + 1),
            // "Eastern time", "Pacific Daylight Time"
            Term::UsZone(minutes) => match (self.term(at + 1), self.norm(at + 1), self.term(at + 2)) {
                (Term::Time, ..) => (Zone::American(minutes), at + 2),
                (_, "daylight" | "standard", Term::Time) => (Zone::American(minutes), at + 3),
                _ => (Zone::Unsaid, at),
            },
            Term::Local if self.term(at + 1) == Term::Time => (Zone::Unsaid, at + 2),
            _ => (Zone::Unsaid, at),
        }
    }

    /// The time of an ISO date-time after its date: "T07:10:00Z", "T07:10+09:00".
    pub fn iso_clock(&self, at: usize) -> Option<(Clock, usize)> {
        if !(self.form(at).eq_ignore_ascii_case("t") && self.glued(at) && self.glued(at + 1)) {
            return None;
        }
        let Term::Digits(hour, 2) = self.term(at + 1) else { return None };
        if hour >= 24 {
            return None;
        }
        let (Clock::Time { hour, minute, second, .. }, end) = self.clock_in_figures(hour, at + 1, true)?
        else {
            return None;
        };
        let sign = match self.term(end) {
            _ if !self.glued(end) => 0,
            _ if self.form(end) == "Z" => {
                return Some((Clock::Time { hour, minute, second, zone: Zone::Fixed(0) }, end + 1));
            }
            Term::Symbol('+') => 1,
            Term::Symbol('-' | '\u{2212}') => -1,
            _ => 0,
        };
        let zone = match (self.term(end + 1), self.term(end + 2), self.term(end + 3)) {
            (Term::Digits(hours @ 0..=14, 2), Term::Symbol(':'), Term::Digits(minutes @ 0..60, 2))
                if sign != 0 =>
            {
                Some(sign * (hours * 60 + minutes) as i16)
            }
            _ => None,
        };
        Some(match zone {
            Some(zone) => (Clock::Time { hour, minute, second, zone: Zone::Fixed(zone) }, end + 4),
            None => (Clock::Time { hour, minute, second, zone: Zone::Unsaid }, end),
        })
    }
}

fn time(hour: u32, minute: u32, zone: Zone) -> Clock {
    Clock::Time { hour, minute, second: None, zone }
}
