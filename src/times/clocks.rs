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
            // "12 noon"
            Term::Digits(12, 2) if let Term::Hour(hour) = self.term(at + 1) => {
                let (zone, end) = self.zone(at + 2);
                Some((time(hour.into(), 0, zone), end))
            }
            Term::Digits(number, 4) => {
                // "2210 GMT", "0800 hours"; hours and minutes run together
                if number % 100 >= 60 || number >= 2400 {
                    return None;
                }
                // "1140 a.m."
                if matches!(self.term(at + 1), Term::Am | Term::Pm) {
                    let (hour, end) = self.half_of_day(number / 100, at + 1, false)?;
                    let (zone, end) = self.zone(end);
                    return Some((time(hour, number % 100, zone), end));
                }
                let (zone, end) = match (self.term(at + 1), self.zone(at + 1)) {
                    (_, (zone, end)) if zone != Zone::Unsaid => (zone, end),
                    (Term::Units(Unit::Hour), _) if self.form(at).starts_with('0') => (Zone::Unsaid, at + 2),
                    _ => return None,
                };
                Some((time(number / 100, number % 100, zone), end))
            }
            Term::Digits(hour, 1 | 2) if hour < 24 && !self.in_number(at) => {
                self.clock_in_figures(hour, at, shown()).or_else(|| self.past_the_hour(at, shown()))
            }
            Term::Number(hour @ 1..=12) => {
                // "at five-thirty"
                if self.hyphen(at + 1)
                    && let Term::Number(minute @ 10..=59) = self.term(at + 2)
                {
                    let (hour, end) = match self.half_of_day(hour, at + 3, true) {
                        Some(found) => found,
                        None => shown().then_some((hour, at + 3))?,
                    };
                    return Some((time(hour, minute, Zone::Unsaid), end));
                }
                let Some((hour, end)) = self.half_of_day(hour, at + 1, shown()) else {
                    return self.past_the_hour(at, shown());
                };
                let (zone, end) = self.zone(end);
                Some((time(hour, 0, zone), end))
            }
            Term::Number(_) | Term::Half | Term::A | Term::Unit(Unit::Quarter) => {
                self.past_the_hour(at, shown())
            }
            _ => None,
        }
    }

    /// "half past five", "a quarter to six", "ten past nine in the evening", "20 minutes to eight"
    fn past_the_hour(&self, at: usize, shown: bool) -> Option<(Clock, usize)> {
        let (minute, next, sure) = match self.term(at) {
            Term::Half => (30, at + 1, true),
            Term::Unit(Unit::Quarter) => (15, at + 1, true),
            Term::A if self.term(at + 1) == Term::Unit(Unit::Quarter) => (15, at + 2, true),
            Term::A => return None,
            _ => {
                let (Some(tenths), next) = self.count(at)? else { return None };
                let said = self.term(next) == Term::Units(Unit::Minute);
                (tenths / 10, next + usize::from(said), said || tenths % 50 == 0)
            }
        };
        let before = match self.term(next) {
            Term::Past if sure => false,
            Term::To if self.norm(next) == "to" => true,
            _ => return None,
        };
        let hour = match self.term(next + 1) {
            Term::Number(hour @ 1..=12) | Term::Digits(hour @ 1..=12, 1 | 2) => hour,
            _ => return None,
        };
        let part = self.half_of_day(hour, next + 2, true);
        // "fell from ten to six"
        if minute == 0 || minute > 30 || before && part.is_none() && !(shown && minute == 15) {
            return None;
        }
        let (hour, end) = part.unwrap_or((hour, next + 2));
        let clock = if before {
            time((hour + 23) % 24, 60 - minute, Zone::Unsaid)
        } else {
            time(hour, minute, Zone::Unsaid)
        };
        Some((clock, end))
    }

    /// Whether the words of a time of day tell its half of the day: "a.m.", "in the evening", "noon".
    pub fn half_said(&self, mut atoms: std::ops::Range<usize>) -> bool {
        atoms.any(|at| matches!(self.term(at), Term::Am | Term::Pm | Term::Part(_) | Term::Hour(_)))
    }

    /// An hour that others may tell the half of the day of: the "7" of "from 7 to 9 p.m.", "2:00", "seven".
    pub fn bare_hour(&self, at: usize) -> Option<((u32, u32), usize)> {
        match self.term(at) {
            Term::Number(hour @ 1..=12) => Some(((hour, 0), at + 1)),
            Term::Digits(hour @ 1..=12, 1 | 2) if !self.in_number(at) && !self.form(at).starts_with('0') => {
                if self.symbol(at + 1, ':')
                    && self.glued(at + 1)
                    && self.glued(at + 2)
                    && let Term::Digits(minute @ 0..60, 2) = self.term(at + 2)
                {
                    return Some(((hour, minute), at + 3));
                }
                Some(((hour, 0), at + 1))
            }
            _ => None,
        }
    }

    /// The figures belong to a longer number, score or sum.
    fn in_number(&self, at: usize) -> bool {
        self.glued(at)
            && matches!(
                self.before(at),
                Term::Symbol(':' | '.' | ',' | '/' | '$' | '£' | '€' | '~' | '=' | '_')
            )
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
        // "1.05.2024", "10:30-times", "3.30%", "x3am3y"
        let letters = matches!(self.term(next), Term::Am | Term::Pm)
            && self.glued(next + 1)
            && !matches!(self.term(next + 1), Term::Symbol(_));
        let longer = letters
            || self.glued(next)
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
            // "at 10 at night"
            (Term::At, Term::Part("NI"), _) if (6..12).contains(&hour) && self.norm(at) == "at" => {
                Some((hour + 12, at + 2))
            }
            _ => None,
        }
    }

    /// "GMT", "ET", "Eastern time", "(EST)", "local time"; where there is none the place stays.
    fn zone(&self, at: usize) -> (Zone, usize) {
        let capitals = |at: usize| self.form(at).bytes().all(|byte| byte.is_ascii_uppercase());
        match self.term(at) {
            // "GMT+7", "UTC+05:30"
            Term::Zone(0) if capitals(at) && self.glued(at + 1) && self.glued(at + 2) => {
                let sign = match self.term(at + 1) {
                    Term::Symbol('+') => 1,
                    Term::Symbol('-' | '\u{2212}' | '\u{2013}') => -1,
                    _ => return (Zone::Fixed(0), at + 1),
                };
                let Term::Digits(hours @ 0..=14, 1 | 2) = self.term(at + 2) else {
                    return (Zone::Fixed(0), at + 1);
                };
                match (self.term(at + 3), self.term(at + 4)) {
                    (Term::Symbol(':'), Term::Digits(minutes @ 0..60, 2)) if self.glued(at + 3) => {
                        (Zone::Fixed(sign * (hours * 60 + minutes) as i16), at + 5)
                    }
                    _ => (Zone::Fixed(sign * (hours * 60) as i16), at + 3),
                }
            }
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
