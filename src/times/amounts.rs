//! Lengths of time and what comes back: "three days", "half an hour", "every two weeks", "twice a month".

use super::expression::{Amount, Clock, Form, Window};
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::{Upos, Xpos};

impl Reader<'_> {
    /// "three days", "11-year", "half an hour", "a year and a half", "two full years"
    pub fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        // "half an hour", "half a century", "half-hour"
        if self.term(at) == Term::Half {
            let next = if self.hyphen(at + 1) { at + 2 } else { self.skip(at + 1, |term| term == Term::A) };
            if next > at + 1
                && let Term::Unit(unit) = self.term(next)
            {
                return Some((Amount::of(Some(5), unit), next + 1));
            }
        }
        let (tenths, next) = self.count(at)?;
        // "three consecutive days", "two full years"
        let filled = if self.is(next, lexicon::BETWEEN) { next + 1 } else { next };
        if filled == next && self.hyphen(next) {
            // "11-year", "ten-day"
            let unit = self.unit(next + 1)?;
            return Some((Amount::of(tenths, unit), next + 2));
        }
        let unit = match self.term(filled) {
            Term::Unit(unit) if matches!(tenths, Some(5 | 10)) => unit,
            Term::Units(unit) => unit,
            // "a three month campaign", "one and a half hour"
            Term::Unit(unit @ (Unit::Hour | Unit::Week | Unit::Month | Unit::Year))
                if tenths.is_some_and(|tenths| (10..1000).contains(&tenths))
                    && (self.is_noun(filled + 1)
                        || self.symbol(filled + 1, '(')
                        || tenths.is_some_and(|tenths| tenths % 10 != 0)) =>
            {
                unit
            }
            // "3h", glued to its figures
            Term::H
                if self.glued(filled)
                    && !self.counts(filled)
                    && !matches!(self.before(at), Term::From | Term::To | Term::At | Term::Between)
                    && self.term(filled + 1) != Term::To =>
            {
                Unit::Hour
            }
            // "two nights"
            Term::Part("NI")
                if self.form(filled) == "nights"
                    || self.form(filled) == "night" && matches!(self.term(at), Term::Digits(1, _)) =>
            {
                Unit::Day
            }
            _ => return None,
        };
        let end = filled + 1;
        // "a year and a half"
        if (self.term(end), self.term(end + 1), self.term(end + 2)) == (Term::And, Term::A, Term::Half) {
            return Some((Amount::of(tenths.and_then(|tenths| tenths.checked_add(5)), unit), end + 3));
        }
        let mut amount = Amount::of(tenths, unit);
        let mut end = end;
        let mut smallest = unit;
        for rest in &mut amount.rest {
            let Some((found, after)) = self.rest(smallest, end) else { break };
            // "the last 3 months and 2 days ago": two times
            if end > filled + 1 || self.term(end) == Term::And {
                let pointed = matches!(self.term(after), Term::Ago);
                if pointed && self.term(end) == Term::And && self.windowed(at) {
                    break;
                }
            }
            *rest = Some(found);
            (smallest, end) = (found.1, after);
        }
        Some((amount, end))
    }

    /// After "the last", "the past".
    fn windowed(&self, at: usize) -> bool {
        matches!(self.before(at), Term::Last | Term::Past | Term::Previous)
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
        let one = |unit| Form::Duration(Amount::of(Some(10), unit), Window::Unsaid);
        match self.term(at) {
            Term::Long(unit) => return Some((one(unit), at + 1)),
            // "for days", "after years of", "decades-long"
            Term::Units(unit) => {
                let long = self.hyphen(at + 1) && self.term(at + 2) == Term::WordLong;
                let shown =
                    matches!(self.before(at), Term::In | Term::After | Term::Over | Term::Than | Term::Since)
                        || matches!(self.term(at + 1), Term::After | Term::Before) && self.goes_on(at + 2)
                        || self.norm(at + 1) == "ahead" && self.term(at + 2) == Term::Of
                        || matches!(
                            self.norm(at.wrapping_sub(1)),
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
                let form = Form::Duration(Amount::of(None, unit), Window::Unsaid);
                return (long || (shown || led) && !named).then_some((form, end));
            }
            // "week-long"
            Term::Unit(unit) if self.hyphen(at + 1) && self.term(at + 2) == Term::WordLong => {
                return Some((one(unit), at + 3));
            }
            // "all day", "the whole week", "the entire year"
            // "left for the day", "offline for the hour"
            Term::The
                if self.norm(at.wrapping_sub(1)) == "for"
                    && matches!(self.term(at + 1), Term::Unit(Unit::Day | Unit::Hour))
                    && (at + 2 >= self.atoms.len() || matches!(self.term(at + 2), Term::Symbol(_))) =>
            {
                return Some((one(self.unit(at + 1)?), at + 2));
            }
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
        // "should not last two hours", "is to last 18 months"
        let last = self.term(the) == Term::Last
            && the == at
            && (matches!(self.upos(the), Some(Upos::Verb))
                || the > 0 && (self.norm(the - 1) == "to" || self.upos(the - 1) == Some(Upos::Aux)));
        let (window, counted) = match self.term(the) {
            _ if last => return None,
            // "the first nine months", not "the first two"
            Term::Ordinal(1) => (Window::Unsaid, the + 1),
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
                return Some((Form::Duration(Amount::of(tenths, unit), window), next + 2));
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
            return (span && unit != Unit::Second)
                .then_some((Form::Duration(Amount::of(Some(10), unit), window), counted + 1));
        }
        // "the following days"
        if let (Term::Following, Term::Units(unit)) = (self.term(the), self.term(counted)) {
            return Some((Form::Duration(Amount::of(None, unit), window), counted + 1));
        }
        let (amount, end) = self.amount(counted)?;
        if self.age(at, end) {
            return None;
        }
        // "the first nine months of 2013", "the last 3 weeks of this year"
        if matches!(self.term(the), Term::Ordinal(1) | Term::Last)
            && let Some(of) = self.of(end)
            && let Some((within, end)) = self.inner(of).filter(|(within, _)| !within.is_day())
        {
            return Some((Form::Stretch { amount, last: self.term(the) == Term::Last, within }, end));
        }
        // "first ten days"
        if the == at && matches!(self.term(the), Term::Ordinal(1)) {
            return None;
        }
        if window == Window::Unsaid && counted > at && amount.tenths == Some(10) {
            return None;
        }
        let long = self.hyphen(end) && self.term(end + 1) == Term::WordLong;
        // the article of "a month-long strike" is that of the strike
        if long && self.term(counted) == Term::A {
            return None;
        }
        let end = if long { end + 2 } else { end };
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
            )
                // "a decade after the invasion"
                || matches!(self.term(end), Term::After | Term::Before) && self.goes_on(end + 1);
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
        let people = |at: usize| self.xpos(at) == Some(Xpos::Nns);
        self.term(old) == Term::Old
            // "under18 years", "children under 18 years"
            || self.before(at) == Term::Under
                && self.unit(end - 1) == Some(Unit::Year)
                && (self.glued(at) || at >= 2 && people(at - 2))
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
            || self.xpos(before) == Some(Xpos::Nns) && (before.saturating_sub(3)..before).any(|at| matches!(self.term(at), Term::Digits(..) | Term::Number(_) | Term::Scale(_)) || self.is(at, lexicon::RATES))
    }

    /// "every Monday", "every Monday at 4 p.m.", "every day at noon"
    fn every_at(&self, weekday: Option<u8>, at: usize) -> (Form, usize) {
        let clock = match self.term(at) {
            Term::At => self.clock(at + 1, true),
            Term::Part(part) => Some((Clock::Part(part), at + 1)),
            // "every day 6 a.m.", not "daily 8:00 - 20:00"
            _ => self.clock(at, false).filter(|(_, end)| !self.dash(*end)),
        };
        match clock {
            Some((clock, end)) => (Form::Every(weekday, Some(clock)), end),
            None if weekday.is_none() => (Form::SetOf("P1D"), at),
            None => (Form::Every(weekday, None), at),
        }
    }

    /// "a week", "per day" after "once"
    fn rate_of(&self, at: usize) -> Option<(Form, usize)> {
        match (self.term(at), self.term(at + 1)) {
            // "once a week passes"
            (Term::A, _) if self.upos(at + 2) == Some(Upos::Verb) => None,
            (Term::A | Term::Per | Term::Every, Term::Unit(unit)) => {
                Some((Form::Set(Amount::of(Some(10), unit)), at + 2))
            }
            _ => None,
        }
    }

    /// "mornings", "afternoons"
    fn parts_of_days(&self, at: usize) -> Option<(Form, usize)> {
        let Term::Part(part) = self.term(at) else { return None };
        let nights = self.form(at) == "nights" && self.before(at) != Term::The;
        (self.form(at).ends_with('s') && !nights && !self.is_noun(at + 1) && self.term(at + 1) != Term::Of)
            .then_some((Form::Every(None, Some(Clock::Part(part))), at + 1))
    }

    /// "19th of every month"
    fn day_of_months(&self, at: usize) -> Option<(Form, usize)> {
        let (day @ 1..=31, end) = self.ordinal(at)? else { return None };
        let of = self.of(end)?;
        (self.term(of) == Term::Every && self.term(of + 1) == Term::Unit(Unit::Month))
            .then_some((Form::EveryMonth(day as u8), of + 2))
    }

    /// "every year", "each Friday", "every two weeks", "per month", "annually", "Mondays", "weekends"
    pub fn set(&self, at: usize) -> Option<(Form, usize)> {
        let every = |tenths, unit| Form::Set(Amount::of(tenths, unit));
        match self.term(at) {
            // not the "Daily Mail"
            Term::Set(period) => {
                let atom = &self.atoms[at];
                let named = atom.capital && self.atoms.get(at + 1).is_some_and(|next| next.capital);
                if period == "P1D" && !named {
                    return Some(self.every_at(None, at + 1));
                }
                (!named).then_some((Form::SetOf(period), at + 1))
            }
            // "semi-annually"
            Term::Other if self.hyphen(at + 1) && self.term(at + 2) == Term::Set("P1Y") => {
                self.form(at).eq_ignore_ascii_case("semi").then_some((Form::SetOf("P6M"), at + 3))
            }
            // "once a week", "twice per day"
            Term::Other if self.is(at, lexicon::TIMES_OF) => self.rate_of(at + 1),
            // "three times a week"
            Term::Digits(..) | Term::Number(_) if self.norm(at + 1) == "times" => self.rate_of(at + 2),
            // "in the mornings", "they train mornings"
            Term::The if self.before(at) == Term::In => self.parts_of_days(at + 1),
            Term::Part(_)
                if self.upos(at.wrapping_sub(1)) == Some(Upos::Verb)
                    || self.norm(at.wrapping_sub(1)) == "out" =>
            {
                self.parts_of_days(at)
            }
            // "early mornings"
            Term::Early | Term::Late => self.parts_of_days(at + 1),
            // "all weekends"
            Term::All if self.term(at + 1) == Term::Units(Unit::Weekend) => {
                Some((Form::SetOf("XXXX-WXX-WE"), at + 2))
            }
            // "the 19th of every month"
            Term::The if matches!(self.term(at + 1), Term::Digits(..) | Term::Ordinal(_)) => {
                self.day_of_months(at + 1)
            }
            Term::Digits(_, 1 | 2) | Term::Ordinal(_) => self.day_of_months(at),
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
