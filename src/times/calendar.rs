//! Arithmetic on the calendar, and stretches of it as coarse as they were said.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::expression::Amount;
use super::lexicon::Unit;

/// Where an expression lies in time, as coarse as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    Day(NaiveDate),
    /// By its Monday.
    Week(NaiveDate),
    /// By the Monday of its week.
    Weekend(NaiveDate),
    Month(NaiveDate),
    /// By its first month.
    Quarter(NaiveDate),
    Half(NaiveDate),
    /// TIMEX3 code and year; winter begins in December.
    Season(&'static str, i32),
    Year(i32),
    /// Decades and centuries.
    Years(i32, i32),
    /// First day and how many: Ramadan.
    Days(NaiveDate, u8),
    /// Not placed: "XXXX-WXX-4".
    Open(String),
}

impl When {
    /// TIMEX3 value.
    pub fn value(&self) -> String {
        // years before Christ and after 9999 have no months in TIMEX3
        if let Some(year) = self.odd_year() {
            return When::Year(year).value();
        }
        match self {
            When::Day(day) => day.to_string(),
            When::Week(monday) => format!("{}-W{:02}", monday.iso_week().year(), monday.iso_week().week()),
            When::Weekend(monday) => {
                format!("{}-W{:02}-WE", monday.iso_week().year(), monday.iso_week().week())
            }
            When::Month(first) => format!("{:04}-{:02}", first.year(), first.month()),
            When::Quarter(first) => format!("{:04}-Q{}", first.year(), first.month().div_ceil(3)),
            When::Half(first) => format!("{:04}-H{}", first.year(), first.month().div_ceil(6)),
            When::Season(season, year) => format!("{year:04}-{season}"),
            When::Year(year) if *year < 1 => format!("BC{:04}", 1 - year),
            When::Year(year) => format!("{year:04}"),
            When::Years(first, 10) => format!("{:03}", first.div_euclid(10)),
            When::Years(first, _) if *first < 0 => format!("BC{:02}", -first.div_euclid(100) - 1),
            When::Years(first, _) => format!("{:02}", first.div_euclid(100)),
            When::Days(first, count) => match add_days(*first, i64::from(*count) - 1) {
                Some(last) => format!("{first}/{last}"),
                None => first.to_string(),
            },
            When::Open(value) => value.clone(),
        }
    }

    /// The year of a day, month or season before Christ or of five figures.
    fn odd_year(&self) -> Option<i32> {
        let year = match self {
            When::Day(day) | When::Month(day) | When::Quarter(day) | When::Half(day) | When::Days(day, _) => {
                day.year()
            }
            When::Season(_, year) => *year,
            _ => return None,
        };
        (!(1..=9999).contains(&year)).then_some(year)
    }

    /// Its first day, where it is placed.
    pub fn start(&self) -> Option<NaiveDate> {
        self.interval().map(|(from, _)| from)
    }

    /// First day and the day after the last.
    pub fn interval(&self) -> Option<(NaiveDate, NaiveDate)> {
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        match *self {
            When::Day(day) => Some((day, add_days(day, 1)?)),
            When::Week(monday) => Some((monday, add_days(monday, 7)?)),
            When::Weekend(monday) => Some((add_days(monday, 5)?, add_days(monday, 7)?)),
            When::Month(first) => Some((first, add_months(first, 1)?)),
            When::Quarter(first) => Some((first, add_months(first, 3)?)),
            When::Half(first) => Some((first, add_months(first, 6)?)),
            When::Season(season, year) => {
                let month = match season {
                    "SP" => 3,
                    "SU" => 6,
                    "FA" => 9,
                    _ => 12,
                };
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                Some((first, add_months(first, 3)?))
            }
            When::Year(first) => Some((year(first)?, year(first.checked_add(1)?)?)),
            When::Years(first, count) => Some((year(first)?, year(first.checked_add(count)?)?)),
            When::Days(first, count) => Some((first, add_days(first, count.into())?)),
            When::Open(_) => None,
        }
    }

    /// A day, though perhaps not which: "XXXX-WXX-4", "XXXX-10-31".
    pub fn is_day(&self) -> bool {
        match self {
            When::Day(_) => true,
            When::Open(value) => value.len() == "XXXX-XX-XX".len(),
            _ => false,
        }
    }
}

/// The unit that a day lies in.
pub fn at(day: NaiveDate, unit: Unit) -> Option<When> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => When::Day(day),
        Unit::Week | Unit::Fortnight => When::Week(monday(day)?),
        Unit::Weekend => When::Weekend(monday(day)?),
        Unit::Month => When::Month(day.with_day(1)?),
        Unit::Quarter => When::Quarter(NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?),
        Unit::Year => When::Year(day.year()),
        Unit::Decade => When::Years(day.year().div_euclid(10) * 10, 10),
        Unit::Century => When::Years(day.year().div_euclid(100) * 100, 100),
    })
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> Option<NaiveDate> {
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// A day moved by units of the calendar; hours and less don't move it.
pub fn add(day: NaiveDate, unit: Unit, count: i64) -> Option<NaiveDate> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => add_days(day, count),
        Unit::Week | Unit::Weekend => add_days(day, count.checked_mul(7)?),
        Unit::Fortnight => add_days(day, count.checked_mul(14)?),
        Unit::Month => add_months(day, count),
        Unit::Quarter => add_months(day, count.checked_mul(3)?),
        Unit::Year => add_months(day, count.checked_mul(12)?),
        Unit::Decade => add_months(day, count.checked_mul(120)?),
        Unit::Century => add_months(day, count.checked_mul(1200)?),
    }
}

/// A day moved by an amount that is counted, and how coarse the result is: "two years ago" is a year, "a decade ago" one
/// too, "18 months ago" a month, "48 hours ago" a day.
pub fn shift(day: NaiveDate, amount: Amount, back: bool) -> Option<When> {
    if amount.rest[0].is_some() {
        let sign = if back { -1 } else { 1 };
        let mut moved = add(day, amount.unit, sign * i64::from(amount.tenths? / 10))?;
        let mut finest = amount.unit;
        for (count, unit) in amount.rest.into_iter().flatten() {
            moved = add(moved, unit, sign * i64::from(count))?;
            finest = unit;
        }
        return at(moved, finest);
    }
    let mut tenths = i64::from(amount.tenths?);
    if back {
        tenths = -tenths;
    }
    let (moved, unit) = match amount.unit {
        Unit::Second | Unit::Minute => (Some(day), Unit::Day),
        // days that the hours fill
        Unit::Hour => (add_days(day, tenths / 240), Unit::Day),
        // years and a half are months, weeks and a half are days
        Unit::Year if tenths % 10 != 0 => (add_months(day, tenths * 12 / 10), Unit::Month),
        Unit::Week if tenths % 10 != 0 => (add_days(day, tenths * 7 / 10), Unit::Day),
        // "a decade and a half ago"
        Unit::Decade if tenths % 10 != 0 => (add(day, Unit::Year, tenths), Unit::Year),
        Unit::Century if tenths % 10 != 0 => (add(day, Unit::Year, tenths * 10), Unit::Year),
        // "a month and a half ago"
        Unit::Month if tenths % 10 != 0 => {
            (add_days(add_months(day, tenths / 10)?, tenths % 10 * 3), Unit::Month)
        }
        Unit::Decade | Unit::Century => (add(day, amount.unit, tenths / 10), Unit::Year),
        unit => (add(day, unit, tenths / 10), unit),
    };
    at(moved?, unit)
}

/// A day moved by whole counts of units.
pub fn moved(day: NaiveDate, amount: Amount, back: bool) -> Option<NaiveDate> {
    let whole = amount.tenths.filter(|tenths| tenths % 10 == 0)?;
    let sign = if back { -1 } else { 1 };
    let first = add(day, amount.unit, sign * i64::from(whole / 10));
    amount
        .rest
        .into_iter()
        .flatten()
        .fold(first, |day, (count, unit)| add(day?, unit, sign * i64::from(count)))
}

/// A day so many days later; earlier where `count` is negative.
pub fn add_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let days = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

/// The same day of a month so many months later, or the last day of a shorter one.
pub fn add_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// What stands for a unit that can't be placed.
pub fn unplaced(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// TIMEX3 value of a length: "P3D", "PT48H", "P2DE", "PXD"; half of a unit in the next smaller one ("PT30M").
pub fn period(amount: Amount) -> String {
    let (before, code, times) = match amount.unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "DE", 1),
        Unit::Century => ("P", "CE", 1),
    };
    if amount.rest[0].is_some() {
        let mut whole = period(Amount::of(amount.tenths, amount.unit));
        for (count, unit) in amount.rest.into_iter().flatten() {
            let rest = period(Amount::of(count.checked_mul(10), unit));
            // "PT3H" and "PT30M", "P1D" and "PT12H", "P2Y" and "P3M"
            let joined = if whole.contains('T') { rest.strip_prefix("PT") } else { rest.strip_prefix('P') };
            whole += joined.unwrap_or("");
        }
        return whole;
    }
    match (amount.tenths, amount.unit) {
        (None, _) => format!("{before}X{code}"),
        (Some(5), Unit::Minute) => "PT30S".to_string(),
        (Some(5), Unit::Hour) => "PT30M".to_string(),
        (Some(5), Unit::Day) => "PT12H".to_string(),
        (Some(5), Unit::Year) => "P6M".to_string(),
        (Some(5), Unit::Decade) => "P5Y".to_string(),
        (Some(5), Unit::Century) => "P50Y".to_string(),
        (Some(tenths), _) => {
            let tenths = u64::from(tenths) * times;
            match tenths % 10 {
                0 => format!("{before}{}{code}", tenths / 10),
                part => format!("{before}{}.{part}{code}", tenths / 10),
            }
        }
    }
}
