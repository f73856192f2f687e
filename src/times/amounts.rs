//! Lengths of time and what comes back: "three days", "half an hour", "every two weeks", "twice a month".

use super::expression::{Amount, Clock, Form, Window};
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::Upos;

impl Reader<'_> {
    /// "three days", "11-year", "half an hour", "a year and a half", "two full years"
    pub fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        // "half an hour", "half a century", "half-hour"
        if self.term(at) == Term::Half {
            let next = if self.hyphen(at + 1) { at + 2 } else { self.skip(at + 1, |term| term == Term::A) };
            if next > at + 1
                && let Term::Unit(unit) = self.term(next)
            {
                return Some((Amount { tenths: Some(5), unit, rest: None }, next + 1));
            }
        }
        let (tenths, next) = self.count(at)?;
        // "three consecutive days", "two full years"
        let filled = if self.is(next, lexicon::BETWEEN) { next + 1 } else { next };
        if filled == next && self.hyphen(next) {
            // "11-year", "ten-day"
            let unit = self.unit(next + 1)?;
            return Some((Amount { tenths, unit, rest: None }, next + 2));
        }
        let unit = match self.term(filled) {
            Term::Unit(unit) if tenths == Some(10) => unit,
            Term::Units(unit) => unit,
            _ => return None,
        };
        let end = filled + 1;
        // "a year and a half"
        if (self.term(end), self.term(end + 1), self.term(end + 2)) == (Term::And, Term::A, Term::Half) {
            return Some((
                Amount { tenths: tenths.and_then(|tenths| tenths.checked_add(5)), unit, rest: None },
                end + 3,
            ));
        }
        let (rest, end) = self.rest(unit, end).map_or((None, end), |(rest, end)| (Some(rest), end));
        Some((Amount { tenths, unit, rest }, end))
    }

    /// "and 30 minutes", "3 months" after hours and years.
    fn rest(&self, unit: Unit, at: usize) -> Option<((u32, Unit), usize)> {
        let at = self.skip(at, |term| term == Term::And);
        let (Some(tenths), next) = self.count(at)? else { return None };
        let smaller = self.unit(next).filter(|smaller| *smaller < unit && tenths % 10 == 0)?;
        let counted = matches!(self.term(next), Term::Units(_)) || tenths == 10;
        // "two years and a day later" but not "an hour a day"
        let joined = self.before(at) == Term::And || !matches!(self.term(at), Term::A);
        (counted && joined).then_some(((tenths / 10, smaller), next + 1))
    }

    /// "three days", "the past two years", "for days", "week-long", "all day". `led`: "more than" stands before.
    pub fn duration(&self, at: usize, led: bool) -> Option<(Form, usize)> {
        let one = |unit| Form::Duration(Amount { tenths: Some(10), unit, rest: None }, Window::Unsaid);
        match self.term(at) {
            Term::Long(unit) => return Some((one(unit), at + 1)),
            // "for days", "after years of", "decades-long"
            Term::Units(unit) => {
                let long = self.hyphen(at + 1) && self.term(at + 2) == Term::WordLong;
                let shown =
                    matches!(self.before(at), Term::In | Term::After | Term::Over | Term::Than | Term::Since)
                        || matches!(self.term(at + 1), Term::After | Term::Before) && self.goes_on(at + 2)
                        || matches!(
                            self.norm(at.checked_sub(1)?),
                            "took" | "lasted" | "spent" | "last" | "take" | "spend"
                        )
                        || self.term(at + 1) == Term::Of;
                // "the months of April and June", "between the hours of 9 and 10", "years of the war"
                let named = self.term(at + 1) == Term::Of
                    && (matches!(self.term(at + 2), Term::Month(_) | Term::Digits(..))
                        || self.before(at) == Term::The
                        || self.norm(at + 2) == "age"
                        || self.upos(at + 2) == Some(Upos::Det));
                let end = if long { at + 3 } else { at + 1 };
                let form = Form::Duration(Amount { tenths: None, unit, rest: None }, Window::Unsaid);
                return (long || (shown || led) && !named).then_some((form, end));
            }
            // "week-long"
            Term::Unit(unit) if self.hyphen(at + 1) && self.term(at + 2) == Term::WordLong => {
                return Some((one(unit), at + 3));
            }
            // "all day", "the whole week", "the entire year"
            // "the whole week"
            Term::The if self.term(at + 1) == Term::All => {
                let Term::Unit(unit) = self.term(at + 2) else { return None };
                return Some((one(unit), at + 3));
            }
            Term::All if self.form(at) != "All" => {
                if let Term::Unit(unit) = self.term(at + 1) {
                    return Some((one(unit), at + 2));
                }
                if let (Term::The, Term::Unit(unit)) = (self.term(at + 1), self.term(at + 2)) {
                    return Some((one(unit), at + 3));
                }
                return None;
            }
            // "some time"
            Term::About if self.norm(at) == "some" && self.norm(at + 1) == "time" => {
                return (self.before(at) == Term::In).then_some((Form::Length("PXX"), at + 2));
            }
            _ => {}
        }
        let the = self.skip(at, |term| term == Term::The);
        let last = self.term(the) == Term::Last && self.upos(the) == Some(Upos::Verb);
        let (window, counted) = match self.term(the) {
            // "should not last two hours"
            _ if last => return None,
            // "the first nine months", not "the first two"
            Term::Ordinal(1) if the > at => (Window::Unsaid, the + 1),
            Term::Last | Term::Past | Term::Previous => (Window::Past, the + 1),
            Term::Next | Term::Coming | Term::Following => (Window::Coming, the + 1),
            // "the five coming years"
            _ if the > at => {
                let (tenths, next) = self.count(the)?;
                let window = match self.term(next) {
                    Term::Last | Term::Past | Term::Previous => Window::Past,
                    Term::Next | Term::Coming | Term::Following => Window::Coming,
                    _ => return None,
                };
                let unit = self.unit(next + 1)?;
                return Some((Form::Duration(Amount { tenths, unit, rest: None }, window), next + 2));
            }
            _ => (Window::Unsaid, at),
        };
        // "the past year"; "in the last week", "over the next month"
        if counted > at
            && window != Window::Unsaid
            && let Term::Unit(unit) = self.term(counted)
        {
            let past = self.term(the) == Term::Past;
            let spans = matches!(self.before(at), Term::In | Term::Over);
            let span = the > at
                && (past || spans && matches!(self.term(the), Term::Last | Term::Next | Term::Coming));
            return (span && unit != Unit::Second).then_some((
                Form::Duration(Amount { tenths: Some(10), unit, rest: None }, window),
                counted + 1,
            ));
        }
        // "the following days"
        if let (Term::Following, Term::Units(unit)) = (self.term(the), self.term(counted)) {
            return Some((Form::Duration(Amount { tenths: None, unit, rest: None }, window), counted + 1));
        }
        let (amount, end) = self.amount(counted)?;
        if self.age(at, end) {
            return None;
        }
        if window == Window::Unsaid && counted > at && amount.tenths == Some(10) {
            return None;
        }
        let end = if self.hyphen(end) && self.term(end + 1) == Term::WordLong { end + 2 } else { end };
        // "twice a day", "$5 a month": how often
        if self.term(counted) == Term::A && amount.tenths == Some(10) && !led && end == counted + 2 {
            if self.rate(at) {
                return Some((Form::Set(amount), end));
            }
            // "a day", "a second" without more may be anything
            let long = !matches!(
                amount.unit,
                Unit::Second | Unit::Minute | Unit::Day | Unit::Quarter | Unit::Weekend
            );
            let shown = matches!(
                self.before(at),
                Term::In | Term::About | Term::Than | Term::Half | Term::Over | Term::After | Term::Since
            );
            if !(shown
                || long
                    && matches!(
                        self.norm(at.checked_sub(1)?),
                        "took" | "lasted" | "spent" | "last" | "take" | "spend" | "takes" | "lasts"
                    ))
            {
                return None;
            }
        }
        // "a couple of seconds" is a length, "one second" too; "the second one" is none
        Some((Form::Duration(amount, window), end))
    }

    /// "a 47-year-old", "12 years old", "aged 12 months"
    fn age(&self, at: usize, end: usize) -> bool {
        let old = if self.dash(end) { end + 1 } else { end };
        self.term(old) == Term::Old
            || self.term(old) == Term::Of && self.norm(old + 1) == "age"
            || self.before(at) == Term::Old
    }

    /// Whether a count, a sum or how often stands before "a day".
    fn rate(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        self.is(before, lexicon::RATES)
            || matches!(self.term(before), Term::Symbol('%'))
            // "$5 a month", "4.5 barrels a day"
            || matches!(self.term(before), Term::Digits(..))
            || self.xpos(before) == Some(crate::syntax::Xpos::Nns) && (before.saturating_sub(3)..before).any(|at| matches!(self.term(at), Term::Digits(..) | Term::Number(_) | Term::Scale(_)) || self.is(at, lexicon::RATES))
    }

    /// "every Monday", "every Monday at 4 p.m.", "every day at noon"
    fn every_at(&self, weekday: Option<u8>, at: usize) -> (Form, usize) {
        let clock = match self.term(at) {
            Term::At => self.clock(at + 1, true),
            Term::Part(part) => Some((Clock::Part(part), at + 1)),
            _ => None,
        };
        match clock {
            Some((clock, end)) => (Form::Every(weekday, Some(clock)), end),
            None if weekday.is_none() => (Form::SetOf("P1D"), at),
            None => (Form::Every(weekday, None), at),
        }
    }

    /// "every year", "each Friday", "every two weeks", "per month", "annually", "Mondays", "weekends"
    pub fn set(&self, at: usize) -> Option<(Form, usize)> {
        let every = |tenths, unit| Form::Set(Amount { tenths, unit, rest: None });
        match self.term(at) {
            // not the "Daily Mail"
            Term::Set(period) => {
                let atom = &self.atoms[at];
                let named = atom.capital && self.atoms.get(at + 1).is_some_and(|next| next.capital);
                (!named).then_some((Form::SetOf(period), at + 1))
            }
            Term::Weekdays(weekday) => Some(self.every_at(Some(weekday), at + 1)),
            // "Saturday mornings"
            Term::Weekday(weekday)
                if matches!(self.term(at + 1), Term::Part(_)) && self.norm(at + 1).ends_with('s') =>
            {
                match self.term(at + 1) {
                    Term::Part(part) => Some((Form::Every(Some(weekday), Some(Clock::Part(part))), at + 2)),
                    _ => None,
                }
            }
            Term::Units(Unit::Weekend)
                if !matches!(self.before(at), Term::Digits(..) | Term::Number(_) | Term::Few) =>
            {
                Some((Form::SetOf("XXXX-WXX-WE"), at + 1))
            }
            Term::Per => match self.term(at + 1) {
                Term::Unit(unit) => Some((every(Some(10), unit), at + 2)),
                _ => None,
            },
            Term::Every => match self.term(at + 1) {
                Term::Unit(Unit::Weekend) => Some((Form::SetOf("XXXX-WXX-WE"), at + 2)),
                Term::Unit(unit) => {
                    // "every second year"
                    if unit == Unit::Second
                        && let Term::Unit(unit) = self.term(at + 2)
                    {
                        return Some((every(Some(20), unit), at + 3));
                    }
                    if unit == Unit::Day
                        && let found @ (Form::Every(None, _), _) = self.every_at(None, at + 2)
                    {
                        return Some(found);
                    }
                    Some((every(Some(10), unit), at + 2))
                }
                Term::Weekday(weekday) => Some(self.every_at(Some(weekday), at + 2)),
                Term::Part(part) => match self.every_at(None, at + 2) {
                    found @ (Form::Every(..), _) => Some(found),
                    _ => Some((Form::Every(None, Some(Clock::Part(part))), at + 2)),
                },
                // "every single day", "every other week"
                _ if self.is(at + 1, lexicon::BETWEEN) || self.norm(at + 1) == "single" => {
                    let tenths = if self.norm(at + 1) == "other" { 20 } else { 10 };
                    match self.term(at + 2) {
                        Term::Unit(unit) => Some((every(Some(tenths), unit), at + 3)),
                        // "every other Friday"
                        Term::Weekday(weekday) => Some((Form::Every(Some(weekday), None), at + 3)),
                        _ => None,
                    }
                }
                _ => {
                    let (amount, end) = self.amount(at + 1)?;
                    amount.tenths?;
                    Some((Form::Set(amount), end))
                }
            },
            _ => None,
        }
    }
}
