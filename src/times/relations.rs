//! Dates said by their relation to others: "last week", "next Friday", "three days ago", "the first week of March", "two
//! days before Christmas".

use super::dates::{which, within};
use super::expression::{Amount, Base, Date, Part, Piece, Which};
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::Upos;

impl Reader<'_> {
    /// Any date. `led`: a word before shows that a date comes.
    pub fn date(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        match self.term(at) {
            Term::Weekday(_) | Term::WeakWeekday(_) => {
                // "on a Monday" is any of them
                let any = self.before(at) == Term::A && at >= 2 && self.term(at - 2) == Term::On;
                (!any && !self.in_name(at)).then(|| self.weekday(at)).flatten()
            }
            Term::Day(offset) => {
                // "USA Today", but "Today" at the start of a sentence
                let named = at > 0
                    && self.atoms[at].capital
                    && self.atoms[at - 1].capital
                    && self.upos(at - 1) == Some(Upos::Propn)
                    && self.upos(at) == Some(Upos::Propn);
                (!named).then(|| (Date::days(offset.into()), at + 1))
            }
            Term::The => self.date_with_the(at, led),
            Term::Last => self.nth(at, led).or_else(|| self.determined(at, false)),
            Term::Past
            | Term::Previous
            | Term::This
            | Term::That
            | Term::Same
            | Term::Next
            | Term::Following
            | Term::Coming => self.determined(at, false),
            Term::Decade(_) => {
                (led || matches!(self.before(at), Term::The | Term::In)).then(|| self.decade(at)).flatten()
            }
            Term::Season(season) => self.season(season, at, led),
            Term::WeakSeason(season) => self.season(season, at, led),
            Term::Q => match self.term(at + 1) {
                // "Q3 2013"
                Term::Digits(quarter @ 1..=4, 1) if self.glued(at + 1) => {
                    // "Q1-2019"
                    let after = if self.hyphen(at + 2) { at + 3 } else { at + 2 };
                    let (date, end) = self.of_year(Part::Quarter(quarter as u8), after)?;
                    let end = if end == after { at + 2 } else { end };
                    // "the first quartile (Q1)"
                    let shown =
                        matches!(self.before(at), Term::In | Term::Of | Term::S | Term::From | Term::At);
                    (shown || end > at + 2).then_some((date, end))
                }
                _ => None,
            },
            Term::H => match self.term(at + 1) {
                // "H1 2023": alone it is anything
                Term::Digits(half @ 1..=2, 1) if self.glued(at + 1) => {
                    let (date, end) = self.of_year(Part::Half(half as u8), at + 2)?;
                    (end > at + 2).then_some((date, end))
                }
                _ => None,
            },
            // "year-end", "by year end"
            Term::Unit(unit @ (Unit::Year | Unit::Month | Unit::Quarter)) => {
                let end = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
                if self.term(end) == Term::End {
                    return Some((Date::Unit { unit, offset: 0, base: Base::Published }, end + 1));
                }
                // "the end of the year", "by end of month"
                let led = led && matches!(self.before(at), Term::The | Term::Of);
                led.then_some((Date::Unit { unit, offset: 0, base: Base::Published }, at + 1))
            }
            // "week 10", but "Week 10" of a league
            Term::Unit(Unit::Week)
                if matches!(self.term(at + 1), Term::Digits(..)) && !self.atoms[at].capital =>
            {
                self.week_number(at + 1)
            }
            Term::Unit(Unit::Weekend) => self.weekend_of(at),
            Term::Unit(unit @ (Unit::Week | Unit::Day)) if led && self.before(at) == Term::The => {
                Some((Date::Unit { unit, offset: 0, base: Base::Published }, at + 1))
            }
            _ => self.plain(at, led),
        }
    }

    fn plain(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        if let Some((part, end)) = self.holiday(at) {
            let (date, end) = self.of_year(part, end).unwrap_or((Date::Part(part), end));
            // "Labor Day weekend", "Halloween weekend 2021", "Christmas week"
            let Term::Unit(unit @ (Unit::Weekend | Unit::Week)) = self.term(end) else {
                return Some((date, end));
            };
            let (year, after) = match date {
                Date::Part(_) => self.year_tail(end + 1),
                _ => (None, end + 1),
            };
            let date = if year.is_some() { within(part, year) } else { date };
            return Some((Date::Unit { unit, offset: 0, base: Base::Date(Box::new(date)) }, after));
        }
        self.shift(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.nth(at, led))
            .or_else(|| self.calendar(at, led))
    }

    /// "Friday, August 21, 2015", "Thurs. Oct 31", "Friday last week", "Thursday"
    fn weekday(&self, at: usize) -> Option<(Date, usize)> {
        let mut next = self.skip(at + 1, |term| term == Term::Symbol('.'));
        next = self.skip(next, |term| term == Term::Symbol(','));
        next = self.skip(next, |term| term == Term::The);
        if let Some((date @ (Date::Part(Part::MonthDay(..)) | Date::Within(Part::MonthDay(..), _)), end)) =
            self.calendar(next, true)
        {
            return Some((date, end));
        }
        let (Term::Weekday(weekday) | Term::WeakWeekday(weekday)) = self.term(at) else { return None };
        // "Friday the 13th", "Tues. 13th"
        let the = self.before(next) == Term::The;
        if (the || matches!(self.term(next), Term::Digits(..)))
            && let Some((day @ 1..=31, end)) = self.ordinal(next)
            && !matches!(self.term(end), Term::Of | Term::Month(_) | Term::Unit(_))
            && !matches!(self.upos(end), Some(Upos::Noun))
        {
            return Some((Date::Part(Part::WeekdayDay(weekday, day as u8)), end));
        }
        if matches!(self.term(at), Term::WeakWeekday(_)) {
            return None;
        }
        let part = Part::Weekday(weekday);
        if let Some((week, end)) = self.week_after(at + 1) {
            return Some((within(part, Some(week)), end));
        }
        Some((Date::Part(part), at + 1))
    }

    /// The week of "Friday last week", "Tuesday of next week", "Monday evening this week".
    pub fn week_after(&self, at: usize) -> Option<(Date, usize)> {
        let of = self.skip(at, |term| term == Term::Of);
        let of = if of > at { self.skip(of, |term| term == Term::The) } else { of };
        (self.term(of + 1) == Term::Unit(Unit::Week)).then(|| self.determined(of, false)).flatten()
    }

    /// "summer 2024", "spring of 2020", "the summer of last year"; "the summer" where a preposition shows that it is a time.
    fn season(&self, season: &'static str, at: usize, led: bool) -> Option<(Date, usize)> {
        let (date, end) = self.of_year(Part::Season(season), at + 1)?;
        if end > at + 1 {
            return Some((date, end));
        }
        // "the fall of the Soviet Union", "the spring of nations"
        if self.term(end) == Term::Of {
            return None;
        }
        let the = at.checked_sub(1).filter(|the| self.term(*the) == Term::The)?;
        let shown = matches!(
            self.before(the),
            Term::In
                | Term::At
                | Term::To
                | Term::From
                | Term::Since
                | Term::Over
                | Term::Of
                | Term::Before
                | Term::After
        );
        // "in the winter Olympics"
        let noun = matches!(self.upos(end), Some(Upos::Noun | Upos::Propn));
        ((shown || led) && !noun).then_some((date, end))
    }

    /// "of 2013", "2013", "last year", "of the year" after a part of the year.
    fn of_year(&self, part: Part, at: usize) -> Option<(Date, usize)> {
        let (year, end) = self.year_tail(at);
        if year.is_some() {
            return Some((within(part, year), end));
        }
        let the = self.of(at).filter(|the| self.term(*the) == Term::The);
        if let Some(the) = the
            && self.term(the + 1) == Term::Unit(Unit::Year)
        {
            let year = Date::Unit { unit: Unit::Year, offset: 0, base: Base::Published };
            return Some((within(part, Some(year)), the + 2));
        }
        // "the third quarter of fiscal 2013"
        let of = self.of(at).unwrap_or(at);
        if self.term(of) == Term::Fiscal
            && let Some((fiscal, end)) = self.calendar(of, true)
        {
            return Some((within(part, Some(fiscal)), end));
        }
        Some((Date::Part(part), at))
    }

    /// "the first quarter", "third-quarter", "the second half of the year"
    fn quarter(&self, at: usize) -> Option<(Date, usize)> {
        let (number, end) = self.ordinal(at)?;
        let end = if self.hyphen(end) { end + 1 } else { end };
        match self.term(end) {
            Term::Unit(Unit::Quarter) if (1..=4).contains(&number) => {
                // "the third quarter of the game"
                let found = self.of_year(Part::Quarter(number as u8), end + 1)?;
                (self.term(found.1) != Term::Of).then_some(found)
            }
            // a half without its year is one of a game
            Term::Half if number <= 2 && number > 0 => {
                let (date, after) = self.of_year(Part::Half(number as u8), end + 1)?;
                (after > end + 1).then_some((date, after))
            }
            _ => None,
        }
    }

    /// "first week of March", "last Monday in May", "third day of the month"; "the 15th".
    fn nth(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        let (nth, next) = match self.term(at) {
            Term::Last => (-1, at + 1),
            _ => {
                let (number, end) = self.ordinal(at)?;
                (i32::try_from(number).ok()?, end)
            }
        };
        // "the last quarter of 2012"
        if nth == -1
            && self.term(next) == Term::Unit(Unit::Quarter)
            && self.term(next + 1) == Term::Of
            && let Some((date @ Date::Within(..), end)) = self.of_year(Part::Quarter(4), next + 1)
        {
            return Some((date, end));
        }
        let piece = match self.term(next) {
            Term::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month)) => Piece::Unit(unit),
            Term::Weekday(weekday) => Piece::Weekday(weekday),
            _ => return self.day_of_month(nth, at, next, led),
        };
        if !matches!(self.term(next + 1), Term::Of | Term::In) {
            return None;
        }
        let (date, end) = self.inner(next + 2)?;
        // "the first week of May 5" is nothing
        let long = matches!(
            &date,
            Date::Year(_)
                | Date::Part(Part::Month(_))
                | Date::Within(Part::Month(_), _)
                | Date::Which(_, Part::Month(_))
                | Date::Unit { unit: Unit::Month | Unit::Year | Unit::Week, .. }
        );
        long.then_some((Date::Nth { nth, piece, within: Box::new(date) }, end))
    }

    /// "on the 15th": a day of the month where nothing follows that it could count.
    fn day_of_month(&self, day: i32, at: usize, end: usize, led: bool) -> Option<(Date, usize)> {
        let figures = matches!(self.term(at), Term::Digits(..));
        let the = at.checked_sub(1).filter(|the| self.term(*the) == Term::The)?;
        // "the 21st this month", "the 5th of last month"
        let of = self.of(end).unwrap_or(end);
        if self.term(of + 1) == Term::Unit(Unit::Month)
            && (1..=31).contains(&day)
            && let Some((month, end)) = self.determined(of, false)
        {
            return Some((within(Part::Day(day as u8), Some(month)), end));
        }
        let shown =
            led || matches!(self.before(the), Term::On | Term::To | Term::From | Term::Since | Term::Between);
        let noun = matches!(self.upos(end), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num))
            || matches!(self.term(end), Term::Of | Term::Symbol('-'));
        (figures && shown && !noun && (1..=31).contains(&day))
            .then_some((Date::Part(Part::Day(day as u8)), end))
    }

    /// "last week", "this year", "next Friday", "last June", "this coming Saturday", "the previous day", "last year's third
    /// quarter". `the` stands before.
    fn determined(&self, at: usize, the: bool) -> Option<(Date, usize)> {
        let (one, offset, base) = match self.term(at) {
            Term::Last | Term::Past => (Which::Last, -1, Base::Published),
            Term::Previous => (Which::Previous, -1, Base::Reference),
            Term::This => (Which::This, 0, Base::Published),
            Term::That | Term::Same => (Which::That, 0, Base::Reference),
            // "the next day", "the next Tuesday" follow what was told; "next Tuesday" follows today
            Term::Next if the => (Which::Following, 1, Base::Reference),
            Term::Next | Term::Coming => (Which::Next, 1, Base::Published),
            Term::Following => (Which::Following, 1, Base::Reference),
            _ => return None,
        };
        let next = at + 1;
        match self.term(next) {
            // "this past week", "this coming Saturday", "that same day"
            Term::Last | Term::Past | Term::Next | Term::Coming if one == Which::This => {
                self.determined(next, false)
            }
            Term::Same if matches!(self.term(at), Term::That | Term::This) => self.determined(next, false),
            Term::Weekday(weekday) => match self.weekday(next)? {
                (Date::Part(_), end) => Some((which(one, Part::Weekday(weekday)), end)),
                // "this Friday, May 5"
                full => Some(full),
            },
            Term::Month(_) if self.is_month_here(next) => match self.calendar(next, true)? {
                (Date::Part(part), end) => Some((which(one, part), end)),
                (full, end) => Some((full, end)),
            },
            Term::Season(season) | Term::WeakSeason(season) => {
                Some((which(one, Part::Season(season)), next + 1))
            }
            Term::Unit(unit @ (Unit::Second | Unit::Minute | Unit::Hour | Unit::Day)) => {
                match (unit, &base) {
                    (Unit::Day, Base::Reference) => Some((Date::Unit { unit, offset, base }, next + 1)),
                    // "this day"; "next day" follows what was told
                    (Unit::Day, _) if one == Which::This => {
                        (self.before(at) == Term::On).then(|| (Date::days(0), next + 1))
                    }
                    (Unit::Day, _) if one == Which::Next => {
                        Some((Date::Unit { unit, offset, base: Base::Reference }, next + 1))
                    }
                    _ => None,
                }
            }
            Term::Unit(unit) => {
                let year = Date::Unit { unit, offset, base };
                // "next week Wednesday", "next week on Tuesday"
                let on = self.skip(next + 1, |term| term == Term::On);
                if unit == Unit::Week
                    && let Term::Weekday(weekday) | Term::WeakWeekday(weekday) = self.term(on)
                {
                    return Some((within(Part::Weekday(weekday), Some(year)), on + 1));
                }
                // "last year's third quarter", "this year's second half"
                let s = self.apostrophe(next + 1) && self.term(next + 2) == Term::S;
                if unit == Unit::Year
                    && s
                    && let Some((Date::Part(part), end)) = self.quarter(next + 3)
                {
                    return Some((within(part, Some(year)), end));
                }
                Some((year, next + 1))
            }
            // "this years" for "this year's"
            Term::Units(Unit::Year) if one == Which::This => {
                Some((Date::Unit { unit: Unit::Year, offset, base }, next + 1))
            }
            // "last fiscal year"
            Term::Fiscal if self.term(next + 1) == Term::Unit(Unit::Year) => {
                Some((Date::Unit { unit: Unit::Year, offset, base }, next + 2))
            }
            // "this calendar year", "next working week"
            Term::Other if self.is(next, lexicon::KINDS) => match self.term(next + 1) {
                Term::Unit(unit @ (Unit::Year | Unit::Week)) => {
                    Some((Date::Unit { unit, offset, base }, next + 2))
                }
                _ => None,
            },
            // "last Christmas"
            Term::Holiday => {
                let (part, end) = self.holiday(next)?;
                Some((which(one, part), end))
            }
            _ => None,
        }
    }

    /// "last March", not "last March on the palace" nor "this May help".
    fn is_month_here(&self, at: usize) -> bool {
        !matches!(self.upos(at), Some(Upos::Verb | Upos::Aux))
            && self.atoms.get(at).is_some_and(|atom| atom.capital)
    }

    /// "the 7th of May", "the 1990s", "the 20th century", "the third quarter of 2023", "the year", "the day before", "the
    /// following week".
    fn date_with_the(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        let next = at + 1;
        match self.term(next) {
            Term::Unit(
                unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Weekend | Unit::Quarter),
            ) => self.bare_unit(unit, at, led),
            Term::Last => self.nth(next, true).or_else(|| self.determined(next, true)),
            Term::Past | Term::Previous | Term::Next | Term::Following | Term::Coming | Term::Same => {
                self.determined(next, true)
            }
            Term::Season(season) | Term::WeakSeason(season) => self.season(season, next, led),
            Term::Decade(_) => self.date(next, true),
            // "the fiscal year 2008", "the calendar year 2008", but "the fiscal 2013 budget"
            Term::Fiscal if self.term(next + 1) == Term::Unit(Unit::Year) => self.calendar(next, true),
            Term::Fiscal => None,
            Term::Other if self.is(next, lexicon::KINDS) && self.term(next + 1) == Term::Unit(Unit::Year) => {
                self.year(next + 2, true).map(|(year, end)| (Date::Year(year), end))
            }
            Term::This | Term::Weekday(_) | Term::WeakWeekday(_) => None,
            _ if self.term(next) == Term::Holiday => None,
            _ => self
                .decade(next)
                .or_else(|| self.century(next))
                // the article of "the first-quarter profit" is that of the profit
                .or_else(|| self.quarter(next).filter(|_| !self.hyphen(next + 1)))
                .or_else(|| self.nth(next, led))
                .or_else(|| match self.term(next) {
                    // "the 7th of May", "the fifth of January", "the 5 May ceasefire" without its article
                    Term::Digits(_, 1 | 2) if self.term(next + 1) == Term::Suffix => {
                        self.calendar(next, true)
                    }
                    Term::Ordinal(_) | Term::Unit(Unit::Second) | Term::Number(_) => {
                        self.calendar(next, true)
                    }
                    _ => None,
                }),
        }
    }

    /// "the year", "the week before", "the day after tomorrow" with its article at `at`.
    fn bare_unit(&self, unit: Unit, at: usize, led: bool) -> Option<(Date, usize)> {
        let end = at + 2;
        let one = Amount::of(Some(10), unit);
        if let back @ (Term::Before | Term::After) = self.term(end) {
            let back = back == Term::Before;
            // "the week after next", "the year before last"
            let twice = if back { Term::Last } else { Term::Next };
            if self.term(end + 1) == twice && self.unit(end + 2).is_none() && !self.is_noun(end + 2) {
                let offset = if back { -2 } else { 2 };
                return Some((Date::Unit { unit, offset, base: Base::Published }, end + 2));
            }
            // "the day before yesterday", "the week after Easter"
            if let Some((date, end)) = self.inner(end + 1) {
                return Some((Date::Shift { amount: one, back, base: Base::Date(Box::new(date)) }, end));
            }
            let base = if self.goes_on(end + 1) { Base::Event } else { Base::Reference };
            return Some((Date::Shift { amount: one, back, base }, end + 1));
        }
        // "the week of April 10", "the weekend of the 18th", "the week beginning on Monday", "the week ended March 16"
        let of = match self.term(end) {
            Term::Of => Some(end + 1),
            _ if self.is(end, lexicon::WEEK_OF) => Some(self.skip(end + 1, |term| term == Term::On)),
            _ => None,
        };
        // "the quarter ended Dec. 31", "the year ending June 30"
        let reported =
            matches!(unit, Unit::Quarter | Unit::Month | Unit::Year) && self.is(end, lexicon::ENDED);
        if (reported || matches!(unit, Unit::Week | Unit::Weekend))
            && let Some(of) = of
            && let Some((date, end)) = self.inner(of).filter(|(date, _)| date.is_day())
        {
            return Some((Date::Unit { unit, offset: 0, base: Base::Date(Box::new(date)) }, end));
        }
        // "the week 31", "the week 3 of 2027"
        if unit == Unit::Week
            && let Some(found) = self.week_number(end)
        {
            return Some(found);
        }
        // "the year 2030"
        if unit == Unit::Year
            && let Some((year, end)) = self.year(end, true)
        {
            return Some((Date::Year(year), end));
        }
        let here = Date::Unit { unit, offset: 0, base: Base::Published };
        // "the year to date"
        if self.to_date(end) {
            return Some((here, end + 2));
        }
        if led {
            // "the end of the year he died" is no year of the calendar, but that is rare
            return Some((here, end));
        }
        let shown = match self.before(at) {
            Term::In | Term::Over => true,
            Term::Of => at >= 2 && self.is_rest(at - 2),
            _ => false,
        };
        // "for the day he left", "in the week that followed", "in the month of May"
        let goes_on = matches!(self.term(end), Term::Of | Term::That | Term::To | Term::Since)
            || matches!(
                self.upos(end),
                Some(Upos::Pron | Upos::Noun | Upos::Propn | Upos::Sconj | Upos::Det | Upos::Adj | Upos::Num)
            )
            || self.hyphen(end);
        let goes_on =
            goes_on || self.term(end) == Term::Symbol('\u{2019}') || self.term(end) == Term::Symbol('\'');
        if unit == Unit::Weekend {
            return (!goes_on).then_some((Date::Part(Part::Weekend), end));
        }
        (shown && !goes_on && unit != Unit::Day).then_some((here, end))
    }

    /// "to date" after "the year"
    pub fn to_date(&self, at: usize) -> bool {
        self.norm(at) == "to" && self.norm(at + 1) == "date"
    }

    /// A date within another: no relation of its own that could go on without end.
    pub fn inner(&self, at: usize) -> Option<(Date, usize)> {
        let the = self.skip(at, |term| term == Term::The);
        match self.term(the) {
            Term::Weekday(_) | Term::WeakWeekday(_) => self.weekday(the),
            Term::Day(offset) => Some((Date::days(offset.into()), the + 1)),
            Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if the > at => {
                Some((Date::Unit { unit, offset: 0, base: Base::Published }, the + 1))
            }
            Term::Holiday => {
                let (part, end) = self.holiday(the)?;
                self.of_year(part, end)
            }
            Term::Season(season) => self.of_year(Part::Season(season), the + 1),
            _ => self
                .determined(the, the > at)
                .or_else(|| self.calendar(the, true))
                // "the 18th"
                .or_else(|| {
                    let (day, end) = self.ordinal(the).filter(|_| the > at)?;
                    self.day_of_month(day as i32, the, end, true)
                }),
        }
    }

    /// "weekend of March 5", "weekend of Thanksgiving 2023"
    fn weekend_of(&self, at: usize) -> Option<(Date, usize)> {
        let (date, end) = self.inner(self.of(at + 1)?).filter(|(date, _)| date.is_day())?;
        Some((Date::Unit { unit: Unit::Weekend, offset: 0, base: Base::Date(Box::new(date)) }, end))
    }

    /// "31", "3 of 2027" after "week"
    fn week_number(&self, at: usize) -> Option<(Date, usize)> {
        let Term::Digits(number @ 1..=53, 1 | 2) = self.term(at) else { return None };
        if self.unit(at + 1).is_some() || self.counts(at) || matches!(self.upos(at + 1), Some(Upos::Noun)) {
            return None;
        }
        let (year, end) = self.year_tail(at + 1);
        let year = year.unwrap_or(Date::Unit { unit: Unit::Year, offset: 0, base: Base::Published });
        let week = Date::Nth { nth: number as i32, piece: Piece::Unit(Unit::Week), within: Box::new(year) };
        Some((week, end))
    }

    /// "the rest of", "much of": what the year after it is a part of.
    fn is_rest(&self, at: usize) -> bool {
        matches!(self.norm(at), "rest" | "remainder" | "most" | "much" | "part" | "course")
    }

    /// Something is named after "before" and "after": no stop, no verb.
    pub fn goes_on(&self, at: usize) -> bool {
        at < self.atoms.len()
            && !matches!(self.term(at), Term::Symbol(_) | Term::And)
            && !matches!(self.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Adv | Upos::Punct))
    }

    /// "three days ago", "two weeks later", "a year earlier", "two days before Christmas", "a week from Friday", "hours later"
    pub fn shift(&self, at: usize) -> Option<(Date, usize)> {
        let (amount, next) = match self.term(at) {
            Term::Units(unit) => (Amount::of(None, unit), at + 1),
            _ => self.amount(at)?,
        };
        // "a couple of weeks ago" is not just two
        let couple = self.is_couple(at) || self.is_couple(at + 1);
        let amount = if couple { Amount::of(None, amount.unit) } else { amount };
        let counted = |back, base, end| Some((Date::Shift { amount, back, base }, end));
        match self.term(next) {
            Term::Ago => counted(true, Base::Published, next + 1),
            Term::Earlier => counted(true, Base::Reference, next + 1),
            // "find 30 minutes later this week"
            Term::Later
                if matches!(self.term(next + 1), Term::This | Term::That)
                    && matches!(self.term(next + 2), Term::Unit(_) | Term::Part(_)) =>
            {
                None
            }
            // "two years later", not "no later than"
            Term::Later => counted(false, Base::Reference, next + 1),
            Term::From => match self.term(next + 1) {
                Term::Now => counted(false, Base::Published, next + 2),
                _ => {
                    let (date, end) = self.inner(next + 1).filter(|(date, _)| date.is_day())?;
                    counted(false, Base::Date(Box::new(date)), end)
                }
            },
            word @ (Term::Before | Term::After) => {
                let back = word == Term::Before;
                if let Some((date, end)) = self.inner(next + 1) {
                    return date
                        .is_day()
                        .then_some((Date::Shift { amount, back, base: Base::Date(Box::new(date)) }, end));
                }
                // "two weeks after." of what was spoken of; "two weeks after the launch" is a length
                if self.goes_on(next + 1) || self.upos(next + 1) == Some(Upos::Verb) {
                    return None;
                }
                counted(back, Base::Reference, next + 1)
            }
            _ => None,
        }
    }
}
