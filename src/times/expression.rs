//! What an expression says, as a small tree of operators over the calendar; [`super::resolve`] gives it a value.
//!
//! "the first week of March last year" is `Nth(1, Week, Within(March, Unit(Year, -1)))`. The operators are those of
//! SCATE (Bethard and Parker 2016): this, last, next, nth, before and after (shift), between, intersection (within).

use super::holidays::Holiday;
use super::lexicon::Unit;

/// Which of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Last,
    This,
    Next,
    /// "that Friday", "the same month": of what was spoken of last.
    That,
    /// "the following Tuesday": the one after what was spoken of last.
    Following,
    /// "the previous May": the one before.
    Previous,
}

/// A part of the calendar that comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Month(u8),
    /// "June 24": month and day.
    MonthDay(u8, u8),
    /// "the 15th" of a month.
    Day(u8),
    /// "Friday the 13th": weekday and day of a month.
    WeekdayDay(u8, u8),
    /// From Monday, 1.
    Weekday(u8),
    /// TIMEX3 code.
    Season(&'static str),
    Quarter(u8),
    Half(u8),
    Weekend,
    Holiday(&'static Holiday),
}

/// What is counted in a longer time: "the first *week* of March", "the last *Monday* of May".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Unit(Unit),
    Weekday(u8),
}

/// What a relative date is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    Published,
    /// The date spoken of last.
    Reference,
    Date(Box<Date>),
    /// "the day before the attack": what happened, placed later.
    Event,
}

/// A date as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Date {
    /// "2008"; 0 is 1 BC.
    Year(i32),
    /// "the 1990s" by its first year, "the 20th century" by 1900.
    Years { first: i32, count: i32 },
    /// "fiscal 2013"
    Fiscal(i32),
    /// "Thursday", "June", "Oct. 31": the one that fits the tense.
    Part(Part),
    /// "last June", "next Friday"
    Which(Which, Part),
    /// "June 2024", "Friday last week", "October 31, 2024"
    Within(Part, Box<Date>),
    /// "yesterday", "last week", "that year": units from the base.
    Unit { unit: Unit, offset: i32, base: Base },
    /// "the first week of March", "the last Monday of May" (-1).
    Nth { nth: i32, piece: Piece, within: Box<Date> },
    /// "three days ago", "a year later", "two weeks after Easter".
    Shift { amount: Amount, back: bool, base: Base },
    /// "by then": when that was; `since`: the time from then on, "since then".
    Then { since: bool },
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// In tenths ("two and a half" is 25); `None` for "several".
    pub tenths: Option<u32>,
    pub unit: Unit,
    /// "1 month 21 days" of "2 years 1 month 21 days": whole counts of smaller units.
    pub rest: [Option<(u32, Unit)>; 2],
}

impl Amount {
    /// So many tenths of a unit.
    pub fn of(tenths: Option<u32>, unit: Unit) -> Self {
        Self { tenths, unit, rest: [None; 2] }
    }
}

/// The offset of a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Unsaid,
    /// Minutes east of Greenwich.
    Fixed(i16),
    /// "ET": standard time east of Greenwich, an hour more in American summer.
    American(i16),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// "night": TIMEX3 code.
    Part(&'static str),
    /// "7:10 a.m.", "2210 GMT"
    Time { hour: u32, minute: u32, second: Option<u32>, zone: Zone },
}

/// A place on the line of time: a date, a time of day or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub date: Option<Date>,
    pub clock: Option<Clock>,
}

/// Where a length of time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    Unsaid,
    /// "the past two years": ends at publication.
    Past,
    /// "the next two years": begins at publication.
    Coming,
}

/// What kind of expression it is, with what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Point(Point),
    /// "5-6 September 2019", "2021-22": a range whose ends share words.
    Between(Point, Point),
    Duration(Amount, Window),
    /// "the first nine months of 2013", "the last 3 weeks of this year": a length at the start or end of a date.
    Stretch {
        amount: Amount,
        last: bool,
        within: Date,
    },
    /// "some time": TIMEX3 value.
    Length(&'static str),
    /// "every two weeks"
    Set(Amount),
    /// "daily", "weekends": TIMEX3 value.
    SetOf(&'static str),
    /// "Mondays", "every Monday at 4 p.m.", "every morning"
    Every(Option<u8>, Option<Clock>),
    /// "the 19th of every month"
    EveryMonth(u8),
    /// "recently": TIMEX3 value.
    Vague(&'static str),
}

/// An expression over the atoms `start..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    pub start: usize,
    pub end: usize,
    pub form: Form,
    /// TIMEX3 mod.
    pub modifier: Option<&'static str>,
}

impl Date {
    /// A day of a month of a year.
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        Date::Within(Part::MonthDay(month, day), Box::new(Date::Year(year)))
    }

    /// "today", "yesterday"
    pub fn days(offset: i32) -> Self {
        Date::Unit { unit: Unit::Day, offset, base: Base::Published }
    }

    /// What its value hangs on; `None` for a date that says all of itself.
    pub fn base(&self) -> Option<&Base> {
        match self {
            Date::Year(_) | Date::Years { .. } | Date::Fiscal(_) => None,
            Date::Part(_) | Date::Which(Which::Last | Which::This | Which::Next, _) => Some(&Base::Published),
            Date::Which(..) => Some(&Base::Reference),
            Date::Within(_, within) | Date::Nth { within, .. } => within.base(),
            Date::Unit { base: Base::Date(date), .. } | Date::Shift { base: Base::Date(date), .. } => {
                date.base()
            }
            Date::Unit { base, .. } | Date::Shift { base, .. } => Some(base),
            Date::Then { .. } => Some(&Base::Reference),
        }
    }

    /// "June 24", with a year or without.
    pub fn day_of_month(&self) -> bool {
        matches!(self, Date::Part(Part::MonthDay(..)) | Date::Within(Part::MonthDay(..), _))
    }

    /// Whether it is one day, which a time of day can follow.
    pub fn is_day(&self) -> bool {
        match self {
            Date::Part(part) | Date::Which(_, part) | Date::Within(part, _) => {
                matches!(
                    part,
                    Part::MonthDay(..)
                        | Part::Day(_)
                        | Part::WeekdayDay(..)
                        | Part::Weekday(_)
                        | Part::Holiday(_)
                )
            }
            Date::Unit { unit, .. } => *unit == Unit::Day,
            Date::Nth { piece, .. } => matches!(piece, Piece::Weekday(_) | Piece::Unit(Unit::Day)),
            Date::Shift { amount, .. } => amount.unit == Unit::Day,
            Date::Year(_) | Date::Years { .. } | Date::Fiscal(_) | Date::Then { .. } => false,
        }
    }
}

impl Point {
    pub fn date(date: Date) -> Self {
        Point { date: Some(date), clock: None }
    }
}

impl From<Date> for Form {
    fn from(date: Date) -> Self {
        Form::Point(Point::date(date))
    }
}
