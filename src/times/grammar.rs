//! Reads the expression that begins at a place of a sentence: what it says, not yet its value.

use super::expression::{Amount, Base, Clock, Date, Expression, Form, Part, Point};
use super::lexicon::{Term, Unit};
use super::reader::Reader;

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
            let some = modifier.is_none() && self.term(at) == Term::About;
            let amount = some || !matches!(modifier, Some("START" | "MID" | "END") | None);
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
            if let Some(hours) = self.hours_of(&point, end) {
                return one(hours, None);
            }
            // "3pm each day", "at 6 a.m. every Monday"
            if let Point { date: None, clock: Some(clock @ Clock::Time { .. }) } = point
                && let Some((form, end)) = self.set(end)
            {
                let weekday = match form {
                    Form::Every(weekday, None) => Some(weekday),
                    Form::SetOf("P1D") => Some(None),
                    Form::Set(Amount { tenths: Some(10), unit: Unit::Day, .. }) => Some(None),
                    _ => None,
                };
                if let Some(weekday) = weekday {
                    return one((Form::Every(weekday, Some(clock)), end), None);
                }
            }
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
    /// "early", "the end of", "around", "more than": the TIMEX3 mod, `None` inside for "later this week".
    pub fn modifier(&self, at: usize) -> Option<(Option<&'static str>, usize)> {
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
            // "some weeks later"
            (Term::About, Term::Units(_)) if self.norm(at) == "some" => Some((None, at + 1)),
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
            // "later in the year", "earlier in the evening"
            (Term::Earlier | Term::Later, Term::In) if self.within_the(at + 1) => Some((None, at + 2)),
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

    /// "in the year", "in the morning": a date follows that something lies early or late in.
    fn within_the(&self, at: usize) -> bool {
        self.norm(at) == "in"
            && self.term(at + 1) == Term::The
            && matches!(self.term(at + 2), Term::Unit(_) | Term::Part(_) | Term::Season(_) | Term::Ordinal(_))
    }

    /// "on", "in" and a hyphen after "early", "late", "mid": "early in the morning".
    fn soft(&self, at: usize) -> usize {
        if self.within_the(at) {
            return at + 1;
        }
        if self.hyphen(at) { at + 1 } else { self.skip(at, |term| term == Term::On) }
    }
}

/// "early Thursday" is its morning, "late on Saturday" its night; with a part of day it is the start of that.
fn half_of_day(mut point: Point, modifier: Option<&'static str>) -> (Point, Option<&'static str>) {
    let part = match modifier {
        Some("START") => "MO",
        Some("END") => "NI",
        _ => return (point, modifier),
    };
    let day = matches!(
        &point.date,
        Some(
            Date::Part(Part::Weekday(_))
                | Date::Which(_, Part::Weekday(_))
                | Date::Unit { unit: Unit::Day, base: Base::Published, .. }
        )
    );
    if !day || point.clock.is_some() {
        return (point, modifier);
    }
    point.clock = Some(Clock::Part(part));
    (point, None)
}
