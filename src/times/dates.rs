//! Dates of the calendar as they are written: "October 31, 2024", "31/10/2024", "the 7th of May", "June", "2008", "44 BC",
//! "the 1990s".

use super::expression::{Base, Date, Part, Which};
use super::lexicon::{self, Term, Unit};
use super::reader::Reader;
use crate::syntax::{Upos, Xpos};

impl Reader<'_> {
    /// A date that the calendar names. `led`: a word before shows that a date comes ("early", "between").
    pub fn calendar(&self, at: usize, led: bool) -> Option<(Date, usize)> {
        match self.term(at) {
            Term::Digits(day, figures) => {
                if let Some(found) = self.in_figures(at).or_else(|| self.with_hyphens(at)) {
                    return Some(found);
                }
                // "31 October 2024", "7th of May"
                if (1..=31).contains(&day) && figures <= 2 && !self.in_sum(at) {
                    let next = self.skip(at + 1, |term| term == Term::Suffix);
                    if let Some(found) = self.month_after_day(day as u8, next) {
                        return Some(found);
                    }
                }
                // "2017 Q1", "2019-H2"
                if let (Term::Digits(year @ 1900..=2199, 4), Some((part, end))) =
                    (self.term(at), self.part_of_year(at + 1))
                {
                    return Some((within(part, Some(Date::Year(year as i32))), end));
                }
                let (year, end) = self.year(at, led)?;
                Some((Date::Year(year), end))
            }
            // "the fifth of January": the article is read before
            Term::Ordinal(_) | Term::Unit(Unit::Second) | Term::Number(_) => {
                let (day @ 1..=31, end) = self.ordinal(at)? else { return None };
                if self.term(end) != Term::Of {
                    return None;
                }
                self.month_after_day(day as u8, end)
            }
            Term::Month(month) => self.month_first(month, at, led),
            Term::Ad => match self.term(at + 1) {
                // "AD 79"
                Term::Digits(year @ 1..=2100, _) if self.form(at).starts_with('A') => {
                    Some((Date::Year(year as i32), at + 2))
                }
                _ => None,
            },
            Term::Fiscal => self.fiscal(at),
            _ => None,
        }
    }

    /// "Q1" after "2017", "-H2" after "2019"
    fn part_of_year(&self, at: usize) -> Option<(Part, usize)> {
        let at = if self.hyphen(at) { at + 1 } else { at };
        match (self.term(at), self.term(at + 1)) {
            (Term::Q, Term::Digits(quarter @ 1..=4, 1)) if self.glued(at + 1) => {
                Some((Part::Quarter(quarter as u8), at + 2))
            }
            (Term::H, Term::Digits(half @ 1..=2, 1)) if self.glued(at + 1) => {
                Some((Part::Half(half as u8), at + 2))
            }
            _ => None,
        }
    }

    /// "05-Aug-2016", "2019-Aug-01", "2015-12"
    fn with_hyphens(&self, at: usize) -> Option<(Date, usize)> {
        if !self.hyphen(at + 1) || self.in_sum(at) || at >= 2 && self.hyphen(at - 1) {
            return None;
        }
        let more = |at: usize| self.hyphen(at) && matches!(self.term(at + 1), Term::Digits(..));
        match (self.term(at), self.term(at + 2)) {
            // a month in figures; "2010-12" is a range of years
            (Term::Digits(year @ 1900..=2199, 4), Term::Digits(month @ 1..=12, 2))
                if month <= year % 100 && !more(at + 3) && !(self.glued(at + 3) && self.dash(at + 3)) =>
            {
                Some((within(Part::Month(month as u8), Some(Date::Year(year as i32))), at + 3))
            }
            (first, Term::Month(month)) if self.hyphen(at + 3) => match (first, self.term(at + 4)) {
                (Term::Digits(day @ 1..=31, 1 | 2), Term::Digits(year @ 1000..=2199, 4))
                | (Term::Digits(year @ 1000..=2199, 4), Term::Digits(day @ 1..=31, 1 | 2)) => {
                    (!more(at + 5)).then(|| (Date::day(year as i32, month, day as u8), at + 5))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// "of May 2024", "May" after "the 7th"
    fn month_after_day(&self, day: u8, at: usize) -> Option<(Date, usize)> {
        let at = self.skip(at, |term| term == Term::Of);
        let Term::Month(month) = self.term(at) else { return None };
        let (year, end) = self.year_tail(self.dot(at + 1));
        let end = if year.is_none() { self.own_dot(at) } else { end };
        Some((within(Part::MonthDay(month, day), year), end))
    }

    /// After a month and its dot: that of "in Oct." belongs to it, that of "in June." ends the sentence.
    fn own_dot(&self, at: usize) -> usize {
        let dot = self.dot(at + 1);
        let own = self.atoms.get(dot - 1).is_some_and(|dot| dot.word == self.atoms[at].word);
        if own { dot } else { at + 1 }
    }

    /// "Oct. 31", "March 24th", "May the 5th", "May 5 1862", "June 2024", "June last year", "June"
    fn month_first(&self, month: u8, at: usize, led: bool) -> Option<(Date, usize)> {
        let next = self.dot(at + 1);
        if self.hyphen(next)
            && let Some(found) = self.hyphened_after_month(month, next + 1)
        {
            return Some(found);
        }
        // "October, 1st"
        if self.symbol(next, ',')
            && let Term::Digits(day @ 1..=31, 1 | 2) = self.term(next + 1)
            && self.term(next + 2) == Term::Suffix
            && self.glued(next + 2)
        {
            let (year, end) = self.year_tail(next + 3);
            return Some((within(Part::MonthDay(month, day as u8), year), end));
        }
        let the = self.skip(next, |term| term == Term::The);
        let day = match self.term(the) {
            Term::Digits(day @ 1..=31, 1 | 2) if the == next && !self.begins_sum(next) => {
                Some((day, self.skip(next + 1, |term| term == Term::Suffix)))
            }
            _ if the > next => self.ordinal(the),
            // "January first 2000"
            Term::Ordinal(day) if self.upos(the + 1) != Some(Upos::Noun) => Some((day, the + 1)),
            _ => None,
        };
        if let Some((day @ 1..=31, end)) = day {
            let (year, end) = self.year_tail(end);
            return Some((within(Part::MonthDay(month, day as u8), year), end));
        }
        let (year, end) = self.year_tail(next);
        if year.is_some() {
            return Some((within(Part::Month(month), year), end));
        }
        self.bare_month(at, led)?;
        Some((Date::Part(Part::Month(month)), self.own_dot(at)))
    }

    /// "Dec-2018", "Sep-23-2020" after the month and its hyphen.
    fn hyphened_after_month(&self, month: u8, at: usize) -> Option<(Date, usize)> {
        let goes_on = |at: usize| self.hyphen(at) && matches!(self.term(at + 1), Term::Digits(..));
        match self.term(at) {
            Term::Digits(year @ 1000..=2199, 4) if !goes_on(at + 1) => {
                Some((within(Part::Month(month), Some(Date::Year(year as i32))), at + 1))
            }
            Term::Digits(day @ 1..=31, 1 | 2) if goes_on(at + 1) && !goes_on(at + 3) => {
                match self.term(at + 2) {
                    Term::Digits(year @ 1000..=2199, 4) => {
                        Some((Date::day(year as i32, month, day as u8), at + 3))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A bare month that is no verb and no name: "in May", but "May left", "officials may" and "April O'Neil".
    fn bare_month(&self, at: usize, led: bool) -> Option<()> {
        if !self.is(at, lexicon::WEAK_MONTHS) {
            return Some(());
        }
        // "by August Wilson", "from April O'Neil": a name goes on
        let named = self.atoms.get(at + 1).is_some_and(|next| {
            next.capital && !next.glued && next.term == Term::Other && self.upos(at + 1) == Some(Upos::Propn)
        });
        // "this august body"
        let adjective = !self.atoms[at].capital && self.upos(at) == Some(Upos::Adj);
        let shown = (led || at > 0 && self.is(at - 1, lexicon::BEFORE_MONTH)) && !adjective;
        // "the April meeting", "China's March exports", "August sales rose"; "May attacks Labour" is about a person
        let noun = self.upos(at + 1) == Some(Upos::Noun)
            && self.atoms.get(at + 1).is_some_and(|next| !next.capital && next.term == Term::Other);
        let dates = self.atoms[at].capital
            && noun
            && (at == 0 && self.norm(at) != "may"
                || matches!(self.before(at), Term::The | Term::A | Term::S));
        ((shown || dates) && !named && !self.in_name(at)).then_some(())
    }

    /// ", 2024", " 2024", " last year", " of 2024", " of that year" after a month or day.
    pub fn year_tail(&self, at: usize) -> (Option<Date>, usize) {
        let of = self.skip(at, |term| term == Term::Of);
        let next = self.skip(of, |term| term == Term::The);
        let of_that = |offset, base| Date::Unit { unit: Unit::Year, offset, base };
        if self.term(next + 1) == Term::Unit(Unit::Year) {
            let year = match self.term(next) {
                Term::Last => Some(of_that(-1, Base::Published)),
                Term::This => Some(of_that(0, Base::Published)),
                Term::Next if next == of => Some(of_that(1, Base::Published)),
                Term::That | Term::Same if next > at => Some(of_that(0, Base::Reference)),
                Term::Previous => Some(of_that(-1, Base::Reference)),
                Term::Following | Term::Next => Some(of_that(1, Base::Reference)),
                _ => None,
            };
            // "in May this year's", but not "of this year's vote"
            if year.is_some() {
                return (year, next + 2);
            }
        }
        // "on 26 June in 2020"
        let of = if self.norm(of) == "in" { of + 1 } else { of };
        let next = self.skip(of, |term| term == Term::Symbol(','));
        match self.term(next) {
            Term::Digits(year @ 1000..=2199, 4) if !self.counts(next) => {
                (Some(Date::Year(year as i32)), next + 1)
            }
            // "30 September 420", "15 March 44 BC"
            Term::Digits(..) => match self.era_year(next) {
                Some((year, end)) => (Some(Date::Year(year)), end),
                None => (None, at),
            },
            // "May 5, '68"
            _ if self.apostrophe(next) => match self.term(next + 1) {
                Term::Digits(year @ 0..=99, 2) if self.glued(next + 1) && self.term(next + 2) != Term::S => {
                    (Some(Date::Year(in_century(year))), next + 2)
                }
                _ => (None, at),
            },
            _ => (None, at),
        }
    }

    /// "44 BC", "79 AD"
    fn era_year(&self, at: usize) -> Option<(i32, usize)> {
        let Term::Digits(year @ 1..=9999, figures) = self.term(at) else { return None };
        if self.in_sum(at) || figures > 4 || !self.form(at + 1).starts_with(['B', 'A', 'C']) {
            return None;
        }
        match self.term(at + 1) {
            // there is no year 0: 1 BC is 0
            Term::Bc => Some((1 - year as i32, at + 2)),
            Term::Ad => Some((year as i32, at + 2)),
            _ => None,
        }
    }

    /// "2024-10-31", "2024/10/31", "10/31/2024", "31.10.2024", "3/22/13". Where both might be a month, the first is it, as in
    /// American news, but not before dots, which the rest of Europe writes.
    fn in_figures(&self, at: usize) -> Option<(Date, usize)> {
        let sign = match self.term(at + 1) {
            Term::Symbol(sign @ ('-' | '/' | '.')) => sign,
            _ => return None,
        };
        // "133-03-03-2020"
        let joined = at >= 2 && self.hyphen(at - 1) && matches!(self.term(at - 2), Term::Digits(..));
        if joined && sign != '/'
            || self.in_sum(at)
            || (at..at + 4).any(|at| !self.glued(at + 1)) && self.term(at + 3) == Term::Symbol(sign)
        {
            return None;
        }
        let (Term::Digits(first, a), Term::Digits(second, b)) = (self.term(at), self.term(at + 2)) else {
            return None;
        };
        if !self.symbol(at + 3, sign) {
            // the day of 2001
            let free = !matches!(self.term(at + 3), Term::Symbol('/' | '.' | '-')) || !self.glued(at + 4);
            let attacks =
                sign == '/' && (first, second) == (9, 11) && self.glued(at + 1) && self.glued(at + 2);
            return (attacks && free).then_some((Date::day(2001, 9, 11), at + 3));
        }
        let Term::Digits(third, c) = self.term(at + 4) else { return None };
        let longer = self.glued(at + 5)
            && match self.term(at + 5) {
                Term::Symbol('-') if sign == '/' => false,
                Term::Symbol('-' | '/' | '.') => {
                    self.glued(at + 6) && matches!(self.term(at + 6), Term::Digits(..))
                }
                Term::Digits(..) => true,
                _ => false,
            };
        if longer {
            return None;
        }
        let (year, month, day) = match (a, b, c) {
            (4, 1 | 2, 1 | 2) if sign != '.' => (first as i32, second, third),
            (1 | 2, 1 | 2, 4) if first > 12 => (third as i32, second, first),
            (1 | 2, 1 | 2, 4) if second > 12 => (third as i32, first, second),
            (1 | 2, 1 | 2, 4) if sign == '.' => (third as i32, second, first),
            (1 | 2, 1 | 2, 4) => (third as i32, first, second),
            (1 | 2, 1 | 2, 2) if sign == '/' && first > 12 => (in_century(third), second, first),
            (1 | 2, 1 | 2, 2) if sign == '/' => (in_century(third), first, second),
            _ => return None,
        };
        let dated = (1000..=2199).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        dated.then(|| (Date::day(year, month as u8, day as u8), at + 5))
    }

    /// The figures go on a number or sum.
    fn in_sum(&self, at: usize) -> bool {
        // "says:30 December" is no clock
        let clock = at >= 2 && matches!(self.term(at - 2), Term::Digits(..));
        self.glued(at)
            && match self.before(at) {
                Term::Symbol(':') => clock,
                Term::Symbol('.' | ',' | '$' | '£' | '€' | '/' | '#') => true,
                _ => false,
            }
    }

    /// "May 5,000", "July 2.5", "June 3 p.m.": no day of a month.
    fn begins_sum(&self, at: usize) -> bool {
        let longer = matches!(self.term(at + 1), Term::Symbol('.' | ':' | ','))
            && self.glued(at + 1)
            && self.glued(at + 2)
            && matches!(self.term(at + 2), Term::Digits(..));
        longer || matches!(self.term(at + 1), Term::Am | Term::Pm | Term::Symbol('%'))
    }

    /// The number counts what follows, or is part of a longer one.
    pub fn counts(&self, at: usize) -> bool {
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
        longer || spaced || self.is(next, lexicon::COUNTED) || matches!(self.term(next), Term::Zone(_))
    }

    /// A bare year: four figures that count nothing. `led` by "early", "between" and the like.
    pub fn year(&self, at: usize, led: bool) -> Option<(i32, usize)> {
        if let Some(found) = self.era_year(at) {
            return Some(found);
        }
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
        // "2010-2011-2012": figures joined to others; ranges are read before
        let chained = at >= 2 && self.hyphen(at - 1) && matches!(self.term(at - 2), Term::Digits(..))
            || self.hyphen(at + 1) && matches!(self.term(at + 2), Term::Digits(..));
        if joined
            || chained && !led
            || matches!(before, Term::Symbol('$' | '£' | '€' | '¥' | '#' | '₹' | '₩'))
        {
            return None;
        }
        if !led && at > 0 && self.is(at - 1, lexicon::NUMBERED) {
            return None;
        }
        // "1687 and 1689", "the 2011 and 2017 censuses"
        let paired = matches!(before, Term::And | Term::Or)
            && at >= 2
            && matches!(self.term(at - 2), Term::Digits(1000..=2199, 4));
        // "c. 1580"
        let circa = before == Term::Symbol('.') && at >= 2 && matches!(self.norm(at - 2), "c" | "ca");
        // years far back only where the words before show them: "in 1862"
        let shown = led
            || paired
            || circa
            || matches!(
                before,
                Term::In
                    | Term::At
                    | Term::Of
                    | Term::To
                    | Term::From
                    | Term::Since
                    | Term::Before
                    | Term::After
                    | Term::Between
                    | Term::Unit(Unit::Year)
                    | Term::Symbol('(')
            );
        // "a survey of 1709 schoolchildren", "2000 workers"; but "the 2016 elections", "in 2016 elections", "2000 levels"
        let plural = self.xpos(at + 1) == Some(Xpos::Nns) && !self.is(at + 1, lexicon::DATED);
        if plural && !led && !paired && !matches!(before, Term::The | Term::In | Term::S) {
            return None;
        }
        // "the 1836 assault", "the government's 1829 abolition", "Aberdeen, 1859"
        let old = (1500..1900).contains(&year)
            && !plural
            && (matches!(before, Term::The | Term::This | Term::S) && self.upos(at + 1) == Some(Upos::Noun)
                || before == Term::Symbol(',') && matches!(self.term(at + 1), Term::Symbol(_)));
        (shown || old || (1900..=2099).contains(&year)).then_some((year as i32, at + 1))
    }

    /// "fiscal 2013", "FY2013", "fiscal year 2013-14"
    fn fiscal(&self, at: usize) -> Option<(Date, usize)> {
        let next = self.skip(at + 1, |term| term == Term::Unit(Unit::Year));
        match self.term(next) {
            Term::Digits(year @ 1900..=2199, 4) => Some((Date::Fiscal(year as i32), next + 1)),
            Term::Digits(year @ 0..=99, 2) if self.glued(next) => {
                Some((Date::Fiscal(in_century(year)), next + 1))
            }
            _ => None,
        }
    }

    /// "1990s", "'90s", "sixties": the word "the" is read before.
    pub fn decade(&self, at: usize) -> Option<(Date, usize)> {
        let (first, end) = match self.term(at) {
            Term::Decade(first) => return Some((decade(1900 + i32::from(first)), at + 1)),
            Term::Digits(first @ 1000..=2190, 4) if first % 10 == 0 => (first as i32, at + 1),
            _ if self.apostrophe(at) => match self.term(at + 1) {
                Term::Digits(first @ 10..=90, 2) if first % 10 == 0 && self.glued(at + 1) => {
                    (1900 + first as i32, at + 2)
                }
                _ => return None,
            },
            _ => return None,
        };
        let end = if self.apostrophe(end) && self.glued(end) { end + 1 } else { end };
        (self.term(end) == Term::S && self.glued(end)).then_some((decade(first), end + 1))
    }

    /// "20th century", "first century BC"
    pub fn century(&self, at: usize) -> Option<(Date, usize)> {
        let (number @ 1..=22, end) = self.ordinal(at)? else { return None };
        let end = if self.hyphen(end) { end + 1 } else { end };
        if self.term(end) != Term::Unit(Unit::Century) {
            return None;
        }
        let number = number as i32;
        Some(match self.term(end + 1) {
            Term::Bc => (Date::Years { first: -number * 100, count: 100 }, end + 2),
            _ => (Date::Years { first: (number - 1) * 100, count: 100 }, end + 1),
        })
    }

    /// "Christmas", "Labor Day", "Martin Luther King Jr. Day": the longest name that begins here.
    pub fn holiday(&self, at: usize) -> Option<(Part, usize)> {
        if !matches!(self.term(at), Term::Holiday | Term::Month(_)) {
            return None;
        }
        // "Johnnie Christmas"
        let named = |at: usize| self.upos(at) == Some(Upos::Propn) && self.term(at) == Term::Other;
        if at > 0 && named(at - 1) && self.atoms[at - 1].capital {
            return None;
        }
        let mut search = super::holidays::Search::new();
        let mut longest = None;
        for next in at..at + LONGEST_HOLIDAY {
            let form = self.form(next);
            let sign = matches!(
                self.term(next),
                Term::Symbol('\'' | '\u{2019}' | '.' | '-' | '\u{2010}' | '\u{2011}')
            );
            if next >= self.atoms.len() || !sign && !search.push(form) {
                break;
            }
            if !sign && let Some(holiday) = search.found() {
                longest = Some((Part::Holiday(holiday), next + 1));
            }
        }
        // "five days before new year", but "in the new year", "all new year parties"
        let small = longest.is_some() && self.form(at) == "new";
        if small
            && (!matches!(self.before(at), Term::Before | Term::After | Term::At | Term::Since | Term::To)
                || longest.is_some_and(|(_, end)| self.is_noun(end)))
        {
            return None;
        }
        // "Christmas Island"
        longest.filter(|(_, end)| !(named(*end) && self.atoms[*end].capital))
    }
}

/// "Martin Luther King, Jr.'s Day" in atoms.
const LONGEST_HOLIDAY: usize = 8;

/// A part of the year that is said, else the one that fits.
pub fn within(part: Part, year: Option<Date>) -> Date {
    match year {
        Some(year) => Date::Within(part, Box::new(year)),
        None => Date::Part(part),
    }
}

/// A part named with "last", "this" …
pub fn which(which: Which, part: Part) -> Date {
    Date::Which(which, part)
}

/// "'13" is 2013, "'68" 1968.
fn in_century(year: u32) -> i32 {
    let year = year.min(99) as i32;
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// The years that begin with `first`; "the 1800s" are a century, "the 2000s" rather ten years.
fn decade(first: i32) -> Date {
    Date::Years { first, count: if first % 100 == 0 && first < 2000 { 100 } else { 10 } }
}
