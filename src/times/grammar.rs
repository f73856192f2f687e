//! Reads one time expression at a place of a sentence: its form, not yet its value.

use super::lexicon::{self, Atom, Term, Unit, has};
use crate::syntax::{Syntax, Xpos};
use crate::tokens::Tokens;
use crate::work::tick;

/// Which of several: "last", "this", "next" or not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Unsaid,
    Last,
    This,
    Next,
}

/// A date as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// "October 31, 2024", "Oct. 31", "June 2024", "June", "2008"
    Calendar { year: Option<i32>, month: Option<u8>, day: Option<u8> },
    /// "June last year": years from that of publication.
    MonthOfYear { month: u8, day: Option<u8>, years: i32 },
    /// "last June"
    Month { month: u8, which: Which },
    /// "Thursday", "next Friday"
    Weekday { weekday: u8, which: Which },
    /// "yesterday": days from publication.
    Day(i64),
    /// "last week": units from publication.
    Unit { unit: Unit, offset: i32 },
    /// "three days ago", "a year later"; `None` for "several".
    Shift { count: Option<u32>, unit: Unit, back: bool, from_publication: bool },
    /// "the 1990s" by its first year, "the 20th century" by 1900.
    Years { first: i32, count: i32 },
    /// "summer 2024", "last winter"
    Season { season: &'static str, year: Option<i32>, which: Which },
    /// "the third quarter of 2023"
    Quarter { quarter: u32, year: Option<i32> },
    /// "that day"
    Reference,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// "night": TIMEX3 code.
    Part(&'static str),
    /// "7:10 a.m.", "2210 GMT": the zone in minutes east.
    Time { hour: u32, minute: u32, zone: Option<i16> },
}

/// What kind of expression it is, with what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Point {
        date: Option<Date>,
        clock: Option<Clock>,
    },
    /// "from 1885 to 1951"
    Range(Date, Date),
    /// `count` is `None` for "for days". "the past two years" ends at publication, "the next" begins there.
    Duration {
        count: Option<u32>,
        unit: Unit,
        which: Which,
    },
    /// TIMEX3 value: "P1D".
    Set {
        count: u32,
        unit: Unit,
    },
    SetOf(&'static str),
    /// "Mondays"
    EveryWeekday(u8),
    Vague(&'static str),
}

/// An expression over the atoms `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expression {
    pub start: usize,
    pub end: usize,
    pub form: Form,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
}

/// A sentence in atoms.
pub struct Reader<'a> {
    pub atoms: &'a [Atom],
    pub tokens: &'a Tokens,
    pub syntax: &'a Syntax,
}

impl Reader<'_> {
    /// The expression that begins at atom `at`.
    pub fn expression(&self, at: usize) -> Option<Expression> {
        let found = |end: usize, form, modifier| Some(Expression { start: at, end, form, modifier });
        if let Some((form, end)) = self.set(at) {
            return found(end, form, None);
        }
        if let Some((form, end)) = self.range(at) {
            return found(end, form, None);
        }
        if let Some((modifier, next)) = self.modifier(at) {
            // "nearly a decade ago"
            if let Some((date, end)) = self.shift(next) {
                return found(end, Form::Point { date: Some(date), clock: None }, Some(modifier));
            }
            if let Some((form, end)) = self.duration(next, true).filter(|_| is_amount(modifier)) {
                return found(end, form, Some(modifier));
            }
            if let Some((form, end)) = self.point(next, true) {
                let (form, modifier) = halves_of_day(form, modifier);
                return found(end, form, modifier);
            }
        }
        if let Some((form, end)) = self.point(at, false) {
            return found(end, form, None);
        }
        if let Some((form, end)) = self.duration(at, false) {
            return found(end, form, None);
        }
        match self.term(at) {
            // "soon after the launch" is no time of its own
            Term::Vague(_)
                if at + 1 < self.atoms.len() && matches!(self.norm(at + 1), "after" | "before") =>
            {
                None
            }
            Term::Vague(value) => found(at + 1, Form::Vague(value), None),
            // "recent days", "a recent attack", "the coming months"
            Term::Recent => {
                let end = self.skip(at + 1, |term| matches!(term, Term::Units(_)));
                found(end, Form::Vague("PAST_REF"), None)
            }
            Term::Next if matches!(self.term(at + 1), Term::Units(_)) => {
                found(at + 2, Form::Vague("FUTURE_REF"), None)
            }
            _ => None,
        }
    }

    fn term(&self, at: usize) -> Term {
        tick(1);
        self.atoms.get(at).map_or(Term::Other, |atom| atom.term)
    }

    /// The term before, [`Term::Other`] at the start.
    fn before(&self, at: usize) -> Term {
        at.checked_sub(1).map_or(Term::Other, |at| self.term(at))
    }

    fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// The word of an atom, without the signs around it.
    fn norm(&self, at: usize) -> &str {
        let norm = self.atoms.get(at).map_or("", |atom| self.tokens.norm(atom.word));
        norm.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'')
    }

    fn symbol(&self, at: usize, symbol: char) -> bool {
        self.term(at) == Term::Symbol(symbol)
    }

    fn dash(&self, at: usize) -> bool {
        matches!(self.term(at), Term::Symbol('-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}'))
    }

    /// Skips one atom where the test holds.
    fn skip(&self, at: usize, test: impl Fn(Term) -> bool) -> usize {
        at + usize::from(test(self.term(at)))
    }

    /// "early", "the end of", "around", "more than"
    fn modifier(&self, at: usize) -> Option<(&'static str, usize)> {
        match (self.term(at), self.term(at + 1)) {
            (Term::More, Term::Than) => Some(("MORE_THAN", at + 2)),
            (Term::Less, Term::Than) => Some(("LESS_THAN", at + 2)),
            (Term::At, Term::Least) => Some(("EQUAL_OR_MORE", at + 2)),
            (Term::About, _) => Some(("APPROX", at + 1)),
            // "the early hours of Saturday"
            (Term::Early, Term::Units(Unit::Hour)) => Some(("START", self.of(at + 2)?)),
            (Term::Late, Term::Units(Unit::Hour)) => Some(("END", self.of(at + 2)?)),
            // "earlier this month", "later on Friday" say only which, so they give no modifier
            (Term::Early, _) => Some(("START", self.soft(at + 1))),
            (Term::Late, _) => Some(("END", self.soft(at + 1))),
            (Term::Mid, _) => {
                let next = self.soft(at + 1);
                let next = if self.term(next) == Term::Of { self.of(next)? } else { next };
                Some(("MID", next))
            }
            (Term::Start, _) => Some(("START", self.of(at + 1)?)),
            (Term::End, _) => Some(("END", self.of(at + 1)?)),
            (Term::The, Term::Early | Term::Late | Term::Mid | Term::Start | Term::End) => {
                self.modifier(at + 1)
            }
            _ => None,
        }
    }

    /// "on" and a hyphen after "early", "late", "mid".
    fn soft(&self, at: usize) -> usize {
        if self.dash(at) && self.glued(at) { at + 1 } else { self.skip(at, |term| term == Term::On) }
    }

    fn of(&self, at: usize) -> Option<usize> {
        (self.term(at) == Term::Of).then(|| self.skip(at + 1, |term| term == Term::The))
    }

    /// "between July 16 and July 22", "from 1885 to 1951", "2021-22", "19 to 20 July 2022", "Aug. 3 to 5"
    fn range(&self, at: usize) -> Option<(Form, usize)> {
        let (first, inner) = match self.term(at) {
            Term::Between => (at + 1, Some(Term::And)),
            Term::From => (at + 1, Some(Term::To)),
            _ => (at, None),
        };
        // "19 to 20 July 2022", "26-27 May"
        if let Term::Digits(from @ 1..=31, 1 | 2) = self.term(first)
            && (self.dash(first + 1) || matches!(self.term(first + 1), Term::To | Term::And))
            && let Some((to @ Date::Calendar { year, month: Some(month), day: Some(day) }, end)) =
                self.calendar(first + 2, true)
            && from < u32::from(day)
            && matches!(self.term(first + 2), Term::Digits(..))
        {
            let from = Date::Calendar { year, month: Some(month), day: Some(from as u8) };
            return Some((Form::Range(from, to), end));
        }
        let (from, end) = self.calendar(first, inner.is_some())?;
        let joined = match inner {
            Some(Term::And) => self.term(end) == Term::And,
            Some(_) => self.term(end) == Term::To,
            None => self.term(end) == Term::To || self.dash(end) && self.glued(end),
        };
        let pair = self.term(end) == Term::And;
        match from {
            // "2015-17", "2015 to 2017"
            Date::Calendar { year: Some(year), month: None, .. } if joined => match self.term(end + 1) {
                Term::Digits(short @ 0..=99, 2)
                    if self.dash(end) && self.glued(end + 1) && !self.dash(end + 2) =>
                {
                    let to = year - year % 100 + short as i32;
                    let to = Date::Calendar { year: Some(to), month: None, day: None };
                    (year < year - year % 100 + short as i32).then_some((Form::Range(from, to), end + 2))
                }
                _ => match self.calendar(end + 1, true)? {
                    (to @ Date::Calendar { year: Some(last), month: None, .. }, end) if year < last => {
                        Some((Form::Range(from, to), end))
                    }
                    _ => None,
                },
            },
            Date::Calendar { year, month: Some(month), day } if joined || pair => {
                // "Aug. 3 to 5", "September 26 and 27"
                if let (Some(day), Term::Digits(last @ 1..=31, 1 | 2)) = (day, self.term(end + 1))
                    && u32::from(day) < last
                    && !matches!(self.term(end + 2), Term::Month(_))
                {
                    let end = self.skip(end + 2, |term| term == Term::Suffix);
                    let (year, end) = self.year_after(end).map_or((year, end), |(y, end)| (Some(y), end));
                    let from = Date::Calendar { year, month: Some(month), day: Some(day) };
                    let to = Date::Calendar { year, month: Some(month), day: Some(last as u8) };
                    return Some((Form::Range(from, to), end));
                }
                // "July 16 and July 22" are two unless "between" holds them together
                if !joined {
                    return None;
                }
                // "March to June 2020"
                match self.calendar(end + 1, true)? {
                    (to @ Date::Calendar { year: last, month: Some(_), day: other }, end)
                        if other.is_some() == day.is_some() =>
                    {
                        let from = Date::Calendar { year: year.or(last), month: Some(month), day };
                        Some((Form::Range(from, to), end))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A point in time: a date, a time of day or both. `led`: a modifier stands before.
    fn point(&self, at: usize, led: bool) -> Option<(Form, usize)> {
        // "the night of July 7", "the evening of Friday", "morning of May 5"
        let part_at = self.skip(at, |term| term == Term::The);
        if let Term::Part(part) = self.term(part_at)
            && let Some(next) = self.of(part_at + 1)
            && let Some((date, end)) = self.date(next, true)
        {
            return Some((Form::Point { date: Some(date), clock: Some(Clock::Part(part)) }, end));
        }
        if let Some((clock, end)) = self.clock(at, led) {
            // "7.30pm on Saturday", "9 a.m. Wednesday", "7:10 a.m. (local time)"
            let next = self.skip(end, |term| term == Term::Symbol(','));
            let next = self.skip(next, |term| term == Term::On);
            let (date, end) = self
                .date(next, next > end && self.term(next - 1) == Term::On)
                .map_or((None, end), |(date, end)| (Some(date), end));
            let placed = match date {
                Some(Date::Calendar { day, .. }) => day.is_some(),
                Some(Date::Weekday { .. } | Date::Day(_)) | None => true,
                Some(_) => false,
            };
            return if placed {
                Some((Form::Point { date, clock: Some(clock) }, end))
            } else {
                Some((Form::Point { date: None, clock: Some(clock) }, next))
            };
        }
        if let Some((day, part, end)) = self.near_part(at) {
            return Some((Form::Point { date: Some(Date::Day(day)), clock: Some(Clock::Part(part)) }, end));
        }
        let (date, end) = self.date(at, led)?;
        let clock = self.clock_after(date, end);
        let (clock, end) = clock.map_or((None, end), |(clock, end)| (Some(clock), end));
        Some((Form::Point { date: Some(date), clock }, end))
    }

    /// "tonight", "this morning", "last night": days from publication and the part.
    fn near_part(&self, at: usize) -> Option<(i64, &'static str, usize)> {
        match (self.term(at), self.term(at + 1)) {
            (Term::Tonight, _) => Some((0, "NI", at + 1)),
            (Term::This, Term::Part(part)) => Some((0, part, at + 2)),
            (Term::Last, Term::Part(part @ ("NI" | "EV"))) => Some((-1, part, at + 2)),
            _ => None,
        }
    }

    /// The time of day after a day: "Thursday morning", "Wednesday at 9 a.m.", "March 28, 2017 at 3:00 PM".
    fn clock_after(&self, date: Date, at: usize) -> Option<(Clock, usize)> {
        let day = match date {
            Date::Calendar { day, .. } => day.is_some(),
            Date::Weekday { .. } | Date::Day(_) | Date::Reference => true,
            _ => false,
        };
        if !day {
            return None;
        }
        if let Term::Part(part) = self.term(at) {
            return Some((Clock::Part(part), at + 1));
        }
        let next = self.skip(at, |term| term == Term::Symbol(','));
        let next = self.skip(next, |term| matches!(term, Term::At | Term::About));
        let next = self.skip(next, |term| term == Term::About);
        self.clock(next, true)
    }

    fn date(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        let term = self.term(at);
        match term {
            Term::Weekday(weekday) | Term::WeakWeekday(weekday) => {
                // "Friday, August 21, 2015", "Thurs. Oct 31", "Wednesday, 14 July"
                let mut next = self.skip(at + 1, |term| term == Term::Symbol('.'));
                next = self.skip(next, |term| term == Term::Symbol(','));
                next = self.skip(next, |term| term == Term::The);
                if let Some((date @ Date::Calendar { month: Some(_), day: Some(_), .. }, end)) =
                    self.calendar(next, true)
                {
                    return Some((date, end));
                }
                if matches!(term, Term::WeakWeekday(_)) {
                    return None;
                }
                // "Saturday last", "Friday this week" stay bare
                let which = match self.before(at) {
                    Term::Last => Which::Last,
                    Term::This => Which::This,
                    Term::Next => Which::Next,
                    _ => Which::Unsaid,
                };
                // "a week on Monday" is rare; "Black Friday" is a name
                Some((Date::Weekday { weekday, which }, at + 1))
            }
            Term::Day(day) => Some((Date::Day(day.into()), at + 1)),
            Term::That => match self.term(at + 1) {
                Term::Unit(Unit::Day) => Some((Date::Reference, at + 2)),
                _ => None,
            },
            Term::Last | Term::This | Term::Next => self.which(at, term),
            Term::The => self.date_with_the(at, led),
            // "by the end of the year": the article stands before
            Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if led => {
                (self.before(at) == Term::The).then_some((Date::Unit { unit, offset: 0 }, at + 1))
            }
            Term::Decade(first) => {
                let the = self.before(at) == Term::The || led;
                the.then_some((Date::Years { first: 1900 + i32::from(first), count: 10 }, at + 1))
            }
            Term::Season(season) => {
                let next = self.skip(at + 1, |term| term == Term::Of);
                let (year, end) = self.year(next, true)?;
                Some((Date::Season { season, year: Some(year), which: Which::Unsaid }, end))
            }
            _ => self.shift(at).or_else(|| self.decade(at)).or_else(|| self.calendar(at, led)),
        }
    }

    /// "last week", "this year", "next Friday", "last June", "this coming Saturday", "last summer"
    fn which(&self, at: usize, term: Term) -> Option<(Date, usize)> {
        let (which, offset) = match term {
            Term::Last => (Which::Last, -1),
            Term::Next => (Which::Next, 1),
            _ => (Which::This, 0),
        };
        match self.term(at + 1) {
            // "this past week", "this coming Saturday"
            next @ (Term::Last | Term::Next) if which == Which::This => self.which(at + 1, next),
            Term::Weekday(weekday) => match self.date(at + 1, true)? {
                (Date::Weekday { .. }, end) => Some((Date::Weekday { weekday, which }, end)),
                full => Some(full),
            },
            Term::Month(month) if self.month(at + 1, true).is_some() => {
                Some((Date::Month { month, which }, at + 2))
            }
            Term::Unit(unit @ (Unit::Day | Unit::Second | Unit::Minute | Unit::Hour)) => {
                // "the previous day", "the next day"
                (unit == Unit::Day && which != Which::This).then_some((
                    Date::Shift { count: Some(1), unit, back: offset < 0, from_publication: false },
                    at + 2,
                ))
            }
            Term::Unit(unit) => Some((Date::Unit { unit, offset }, at + 2)),
            Term::Season(season) => Some((Date::Season { season, year: None, which }, at + 2)),
            _ => None,
        }
    }

    /// "the 7th of May", "the 1990s", "the sixties", "the 20th century", "the third quarter of 2023", "the year"
    fn date_with_the(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        let next = at + 1;
        match self.term(next) {
            // "the end of the year", "later in the day"
            Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if led => {
                Some((Date::Unit { unit, offset: 0 }, next + 1))
            }
            Term::Last | Term::Next if matches!(self.term(next + 1), Term::Unit(_)) => {
                self.which(next, self.term(next))
            }
            Term::Ordinal(number) => match self.term(next + 1) {
                Term::Unit(Unit::Century) => Some((century(number)?, next + 2)),
                Term::Unit(Unit::Quarter) => self.quarter(number, next + 2),
                _ => None,
            },
            Term::Unit(Unit::Second) if self.term(next + 1) == Term::Unit(Unit::Quarter) => {
                self.quarter(2, next + 2)
            }
            Term::Digits(number, 1 | 2) if self.term(next + 1) == Term::Suffix => {
                if self.term(next + 2) == Term::Unit(Unit::Century) {
                    return Some((century(number)?, next + 3));
                }
                self.calendar(next, true)
            }
            Term::Decade(_) => self.date(next, true),
            Term::That => self.date(next, led),
            Term::Symbol('\'' | '\u{2019}') | Term::Digits(..) => self.decade(next),
            _ => None,
        }
    }

    fn quarter(&self, quarter: u32, at: usize) -> Option<(Date, usize)> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let year = self.of(at).and_then(|next| self.year(next, true)).or_else(|| self.year(at, true));
        let (year, end) = year.map_or((None, at), |(year, end)| (Some(year), end));
        Some((Date::Quarter { quarter, year }, end))
    }

    /// "1990s", "'90s"
    fn decade(&self, at: usize) -> Option<(Date, usize)> {
        let (first, end) = match self.term(at) {
            Term::Digits(first @ 1000..=2090, 4) if first % 10 == 0 => (first as i32, at + 1),
            Term::Symbol('\'' | '\u{2019}' | '\u{2018}') => match self.term(at + 1) {
                Term::Digits(first @ 10..=90, 2) if first % 10 == 0 && self.glued(at + 1) => {
                    (1900 + first as i32, at + 2)
                }
                _ => return None,
            },
            _ => return None,
        };
        let end = if matches!(self.term(end), Term::Symbol('\'' | '\u{2019}')) && self.glued(end) {
            end + 1
        } else {
            end
        };
        (self.term(end) == Term::S && self.glued(end)).then_some((Date::Years { first, count: 10 }, end + 1))
    }

    /// "three days ago", "two weeks later", "a year earlier"
    fn shift(&self, at: usize) -> Option<(Date, usize)> {
        let (count, next) = self.count(at)?;
        let (Term::Unit(unit) | Term::Units(unit)) = self.term(next) else { return None };
        let (back, from_publication) = match self.term(next + 1) {
            Term::Ago => (true, true),
            Term::Earlier => (true, false),
            Term::Later => (false, false),
            _ => return None,
        };
        Some((Date::Shift { count, unit, back, from_publication }, next + 2))
    }

    /// How many: "three", "48", "twenty-five", "a", "a few"; `None` inside for "several".
    fn count(&self, at: usize) -> Option<(Option<u32>, usize)> {
        match self.term(at) {
            Term::Digits(count, 1..=4) => {
                // the 500 of "1,500 years", the 5 of "2.5 hours", the 4 of "$4"
                let inside = self.glued(at)
                    && matches!(self.before(at), Term::Symbol(sign) if !"(-\u{2013}\u{2014}\"“".contains(sign));
                (!inside).then_some((Some(count), at + 1))
            }
            Term::Number(tens) => {
                let next = if self.dash(at + 1) && self.glued(at + 1) { at + 2 } else { at + 1 };
                match self.term(next) {
                    Term::Number(ones @ 1..=9) if tens >= 20 => Some((Some(tens + ones), next + 1)),
                    _ => Some((Some(tens), at + 1)),
                }
            }
            // "a few days", "a couple of weeks", "a year"
            Term::A if self.term(at + 1) == Term::Few => {
                Some((None, self.skip(at + 2, |term| term == Term::Of)))
            }
            Term::A | Term::Another => match self.count(at + 1) {
                Some((Some(count), next)) if self.term(at) == Term::Another => Some((Some(count), next)),
                _ => Some((Some(1), at + 1)),
            },
            Term::Few => Some((None, at + 1)),
            _ => None,
        }
    }

    /// "three days", "11-year", "the past two years", "for days", "week-long". `led`: "more than" stands before.
    fn duration(&self, at: usize, led: bool) -> Option<(Form, usize)> {
        match self.term(at) {
            Term::Long(unit) => {
                return Some((Form::Duration { count: Some(1), unit, which: Which::Unsaid }, at + 1));
            }
            // "for days", "for decades"
            Term::Units(unit) if self.norm(at.checked_sub(1)?) == "for" => {
                return Some((Form::Duration { count: None, unit, which: Which::Unsaid }, at + 1));
            }
            // "week-long"
            Term::Unit(unit) if self.dash(at + 1) && self.term(at + 2) == Term::WordLong => {
                return Some((Form::Duration { count: Some(1), unit, which: Which::Unsaid }, at + 3));
            }
            _ => {}
        }
        let (which, counted) = match self.term(at) {
            Term::The => match self.term(at + 1) {
                Term::Last => (Which::Last, at + 2),
                Term::Next => (Which::Next, at + 2),
                _ => return None,
            },
            Term::Last => (Which::Last, at + 1),
            Term::Next => (Which::Next, at + 1),
            Term::Half if self.term(at + 1) == Term::A => return None,
            _ => (Which::Unsaid, at),
        };
        let (count, next) = self.count(counted)?;
        let hyphen = self.dash(next) && self.glued(next) && self.glued(next + 1);
        let (unit, end) = match self.term(if hyphen { next + 1 } else { next }) {
            Term::Unit(unit) if hyphen => (unit, next + 2),
            Term::Unit(unit) if count == Some(1) => (unit, next + 1),
            Term::Units(unit) => (unit, if hyphen { next + 2 } else { next + 1 }),
            _ => return None,
        };
        let a = self.term(counted) == Term::A;
        // "in a few days", "over the past few days"
        if count.is_none() && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
            let soon = at.checked_sub(1).is_some_and(|before| matches!(self.norm(before), "in" | "within"));
            match which {
                Which::Last => return Some((Form::Vague("PAST_REF"), end)),
                Which::Next => return Some((Form::Vague("FUTURE_REF"), end)),
                _ if soon => return Some((Form::Vague("FUTURE_REF"), end)),
                _ => {}
            }
        }
        // "twice a day", "$5 a month": only where the words before ask for a length
        if a && count.is_some()
            && !led
            && !matches!(self.before(at), Term::In | Term::About | Term::Than | Term::Half)
        {
            return None;
        }
        // "a 47-year-old", "12 years old"
        let age =
            self.skip(end, |term| matches!(term, Term::Symbol('-' | '\u{2010}' | '\u{2011}' | '\u{2013}')));
        if self.term(age) == Term::Old {
            return None;
        }
        // "the first two minutes", "one day" as "some day" are lengths all the same
        let end = if self.dash(end) && self.term(end + 1) == Term::WordLong { end + 2 } else { end };
        Some((Form::Duration { count, unit, which }, end))
    }

    /// "every year", "each Friday", "every two weeks", "per month", "annually", "Mondays"
    fn set(&self, at: usize) -> Option<(Form, usize)> {
        match self.term(at) {
            Term::Set(period) => Some((Form::SetOf(period), at + 1)),
            Term::Weekdays(weekday) => Some((Form::EveryWeekday(weekday), at + 1)),
            Term::Per => match self.term(at + 1) {
                Term::Unit(unit) => Some((Form::Set { count: 1, unit }, at + 2)),
                _ => None,
            },
            Term::Every => match self.term(at + 1) {
                Term::Unit(unit) => Some((Form::Set { count: 1, unit }, at + 2)),
                Term::Weekday(weekday) => Some((Form::EveryWeekday(weekday), at + 2)),
                Term::Part(_) => Some((Form::SetOf("P1D"), at + 2)),
                _ => {
                    let (Some(count), next) = self.count(at + 1)? else { return None };
                    let (Term::Unit(unit) | Term::Units(unit)) = self.term(next) else { return None };
                    Some((Form::Set { count, unit }, next + 1))
                }
            },
            _ => None,
        }
    }

    /// "October 31, 2024", "31 October", "2024-10-31", "June 2024", "June", "June last year", "2008"
    fn calendar(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        match self.term(at) {
            Term::Digits(year @ 1000..=2199, 4) => {
                // "2024-10-31"
                if let (
                    Term::Symbol('-'),
                    Term::Digits(month @ 1..=12, 2),
                    Term::Symbol('-'),
                    Term::Digits(day @ 1..=31, 2),
                ) = (self.term(at + 1), self.term(at + 2), self.term(at + 3), self.term(at + 4))
                {
                    let date = Date::Calendar {
                        year: Some(year as i32),
                        month: Some(month as u8),
                        day: Some(day as u8),
                    };
                    return Some((date, at + 5));
                }
                let (year, end) = self.year(at, led)?;
                Some((Date::Calendar { year: Some(year), month: None, day: None }, end))
            }
            // "31 October 2024", "7th of May"
            Term::Digits(day @ 1..=31, 1 | 2)
                if !(self.glued(at)
                    && matches!(self.before(at), Term::Symbol('.' | ':' | ',' | '$' | '£' | '€' | '/'))) =>
            {
                let next = self.skip(at + 1, |term| term == Term::Suffix);
                let next = self.skip(next, |term| term == Term::Of);
                let Term::Month(month) = self.term(next) else { return None };
                // "The 27 May survive" is not news English
                let end = self.dot(next + 1);
                let (years, end) = self.years_after(end);
                Some((self.month_of(month, Some(day as u8), years), end))
            }
            Term::Month(month) => {
                let mut next = self.dot(at + 1);
                // "Oct. 31", "March 24th", "May 5 1862"; not the "May 5,000" or "July 2.5" of other things
                if let Term::Digits(day @ 1..=31, 1 | 2) = self.term(next)
                    && !(matches!(self.term(next + 1), Term::Symbol('.' | ':' | ','))
                        && self.glued(next + 1)
                        && self.glued(next + 2)
                        && matches!(self.term(next + 2), Term::Digits(..)))
                    && !matches!(self.term(next + 1), Term::Am | Term::Pm)
                {
                    next = self.skip(next + 1, |term| term == Term::Suffix);
                    let (years, end) = self.years_after(next);
                    return Some((self.month_of(month, Some(day as u8), years), end));
                }
                let (years, end) = self.years_after(next);
                if years.is_none() {
                    self.month(at, led)?;
                    // the dot of "in Oct." belongs to it, that of "in June." ends the sentence
                    let own = self.atoms.get(next - 1).is_some_and(|dot| dot.word == self.atoms[at].word);
                    return Some((self.month_of(month, None, None), if own { next } else { at + 1 }));
                }
                Some((self.month_of(month, None, years), end))
            }
            _ => None,
        }
    }

    fn dot(&self, at: usize) -> usize {
        if self.symbol(at, '.') && self.glued(at) { at + 1 } else { at }
    }

    fn month_of(&self, month: u8, day: Option<u8>, years: Option<YearWord>) -> Date {
        match years {
            Some(YearWord::Offset(years)) => Date::MonthOfYear { month, day, years },
            Some(YearWord::Year(year)) => Date::Calendar { year: Some(year), month: Some(month), day },
            None => Date::Calendar { year: None, month: Some(month), day },
        }
    }

    /// A bare month that is no verb and no name: "in May", but "May left" and "officials may".
    fn month(&self, at: usize, led: bool) -> Option<()> {
        if !has(lexicon::WEAK_MONTHS, self.norm(at)) || led {
            return Some(());
        }
        let before = at.checked_sub(1)?;
        let word = self.norm(before);
        // "by August Wilson", "from April O'Neil": a name goes on
        let named = self
            .atoms
            .get(at + 1)
            .is_some_and(|next| next.capital && !next.glued && next.term == Term::Other);
        (has(lexicon::BEFORE_MONTH, word) && !named).then_some(())
    }

    /// ", 2024", " 2024", " last year", " of 2024", "this year" after a month or day.
    fn years_after(&self, at: usize) -> (Option<YearWord>, usize) {
        let offset = match (self.term(at), self.term(at + 1)) {
            (Term::Last, Term::Unit(Unit::Year)) => Some(-1),
            (Term::This, Term::Unit(Unit::Year)) => Some(0),
            (Term::Next, Term::Unit(Unit::Year)) => Some(1),
            _ => None,
        };
        if let Some(offset) = offset {
            return (Some(YearWord::Offset(offset)), at + 2);
        }
        self.year_after(at).map_or((None, at), |(year, end)| (Some(YearWord::Year(year)), end))
    }

    fn year_after(&self, at: usize) -> Option<(i32, usize)> {
        let next = self.skip(at, |term| matches!(term, Term::Symbol(',') | Term::Of));
        match self.term(next) {
            Term::Digits(year @ 1000..=2199, 4) if !self.counts(next) => Some((year as i32, next + 1)),
            _ => None,
        }
    }

    /// The number counts what follows, or is part of a longer one.
    fn counts(&self, at: usize) -> bool {
        let next = at + 1;
        let longer = self.glued(next)
            && match self.term(next) {
                Term::Symbol(',' | '.' | ':' | '/') => {
                    self.glued(at + 2) && matches!(self.term(at + 2), Term::Digits(..))
                }
                Term::Symbol('%' | '$' | '€' | '£' | '°' | '²' | '+' | '@' | '_' | '=') => true,
                Term::Symbol(_) => false,
                Term::S => false,
                _ => true,
            };
        let spaced = self.term(next) == Term::Symbol('%');
        longer || spaced || has(lexicon::COUNTED, self.norm(next)) || matches!(self.term(next), Term::Zone(_))
    }

    /// A bare year: four figures that count nothing. `led` by "early", "between" and the like.
    fn year(&self, at: usize, led: bool) -> Option<(i32, usize)> {
        let Term::Digits(year @ 1000..=2199, 4) = self.term(at) else { return None };
        if self.counts(at) {
            return None;
        }
        let before = self.before(at);
        let joined = self.glued(at)
            && at > 0
            && !matches!(
                before,
                Term::Symbol('(' | '[' | '"' | '“' | '‘' | '\'' | '-' | '\u{2013}' | '\u{2014}')
            );
        if joined || matches!(before, Term::Symbol('$' | '£' | '€' | '¥' | '#' | '₹' | '₩')) {
            return None;
        }
        if !led && at > 0 && has(lexicon::NUMBERED, self.norm(at - 1)) {
            return None;
        }
        // years far back only where a preposition shows them: "in 1862"
        let shown = led
            || matches!(
                before,
                Term::In
                    | Term::Of
                    | Term::To
                    | Term::From
                    | Term::Between
                    | Term::Unit(Unit::Year)
                    | Term::Symbol('(')
            );
        // "a survey of 1709 schoolchildren", "2000 workers"; but "the 2016 elections", "in 2016 elections"
        let plural = self.atoms.get(at + 1).is_some_and(|next| self.syntax.xpos[next.word] == Xpos::Nns);
        if plural && !matches!(before, Term::The | Term::In | Term::S) {
            return None;
        }
        (shown || (1900..=2099).contains(&year)).then_some((year as i32, at + 1))
    }

    /// "7:10 a.m. local time", "4.30 am", "2210 GMT", "noon", "3 o'clock", "15:00"
    fn clock(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        let hour = match self.term(at) {
            Term::Hour(hour) => {
                let shown = led
                    || matches!(self.before(at), Term::At | Term::About | Term::In | Term::To | Term::From)
                    || self.term(at + 1) == Term::On;
                return shown.then_some((Clock::Time { hour: hour.into(), minute: 0, zone: None }, at + 1));
            }
            Term::Digits(number, figures) => {
                // "2210 GMT", "0800 hours"
                if figures == 4 && number % 100 < 60 && number < 2400 {
                    let zone = match self.term(at + 1) {
                        Term::Zone(zone) => Some(zone),
                        Term::Units(Unit::Hour) if self.tokens.norm(self.atoms[at].word).starts_with('0') => {
                            None
                        }
                        _ => return None,
                    };
                    return Some((Clock::Time { hour: number / 100, minute: number % 100, zone }, at + 2));
                }
                if figures > 2
                    || number > 24
                    || self.glued(at)
                        && matches!(self.before(at), Term::Symbol(':' | '.' | ',' | '/' | '$' | '£' | '€'))
                {
                    return None;
                }
                number
            }
            _ => return None,
        };
        let mut next = at + 1;
        let mut minute = None;
        let mut colon = false;
        if matches!(self.term(next), Term::Symbol(':' | '.'))
            && self.glued(next)
            && self.glued(next + 1)
            && let Term::Digits(number @ 0..60, 2) = self.term(next + 1)
        {
            minute = Some(number);
            colon = self.symbol(next, ':');
            next += 2;
            // "15:04:05"
            if colon
                && self.symbol(next, ':')
                && self.glued(next)
                && matches!(self.term(next + 1), Term::Digits(0..60, 2))
            {
                next += 2;
            }
        }
        let (hour, next) = match self.term(next) {
            Term::Am if (1..=12).contains(&hour) => (hour % 12, next + 1),
            Term::Pm if (1..=12).contains(&hour) => (hour % 12 + 12, next + 1),
            Term::O
                if matches!(self.term(next + 1), Term::Symbol('\'' | '\u{2019}'))
                    && self.term(next + 2) == Term::Clock =>
            {
                (hour, next + 3)
            }
            Term::Zone(_) if minute.is_some() && hour < 24 => (hour, next),
            // "at 15:00", but neither "won 3:1" nor "2.50"
            _ if colon && hour < 24 => {
                let shown =
                    led || matches!(
                        self.before(at),
                        Term::At | Term::About | Term::From | Term::To | Term::Between
                    ) || self.term(next) == Term::Local
                        || self.term(next) == Term::Units(Unit::Hour);
                if !shown {
                    return None;
                }
                (hour, self.skip(next, |term| term == Term::Units(Unit::Hour)))
            }
            _ => return None,
        };
        let (zone, next) = match self.term(next) {
            Term::Zone(zone) => (Some(zone), next + 1),
            Term::Local if self.term(next + 1) == Term::Time => (None, next + 2),
            _ => (None, next),
        };
        Some((Clock::Time { hour, minute: minute.unwrap_or(0), zone }, next))
    }
}

#[derive(Clone, Copy)]
enum YearWord {
    Year(i32),
    /// "last year" is -1.
    Offset(i32),
}

fn century(number: u32) -> Option<Date> {
    let first = (i32::try_from(number).ok()? - 1) * 100;
    (10..=21).contains(&number).then_some(Date::Years { first, count: 100 })
}

fn is_amount(modifier: &str) -> bool {
    !matches!(modifier, "START" | "MID" | "END")
}

/// "early Thursday" is its morning, "late on Saturday" its night; with a part of day it is the start of that.
fn halves_of_day(form: Form, modifier: &'static str) -> (Form, Option<&'static str>) {
    let part = match (form, modifier) {
        (Form::Point { date: Some(Date::Weekday { .. } | Date::Day(_)), clock: None }, "START") => "MO",
        (Form::Point { date: Some(Date::Weekday { .. } | Date::Day(_)), clock: None }, "END") => "NI",
        (form, modifier) => return (form, Some(modifier)),
    };
    let Form::Point { date, .. } = form else { return (form, Some(modifier)) };
    (Form::Point { date, clock: Some(Clock::Part(part)) }, None)
}
