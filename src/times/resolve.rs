//! From the form of an expression to its TIMEX3 value and the interval that it covers.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::grammar::{Clock, Date, Form, Which};
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
    /// By its first day.
    Season(&'static str, i32),
    Year(i32),
    /// Decades and centuries.
    Years(i32, i32),
    /// Not placed: "XXXX-WXX-4".
    Open(String),
}

/// What an expression is read against.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    pub published: Option<NaiveDate>,
    /// The day, month or year spoken of last.
    pub reference: Option<&'a When>,
    /// The verb that governs it looks forward.
    pub future: bool,
}

/// What an expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub value: String,
    pub interval: Option<(String, String)>,
    /// The date part, for what is read against it later.
    pub when: Option<When>,
}

impl Context<'_> {
    /// The value of a form; `None` where it is no date of the calendar ("June 31").
    pub fn value(&self, form: Form) -> Option<Value> {
        match form {
            Form::Point { date, clock } => {
                let when = match date {
                    Some(date) => Some(self.when(date)?),
                    None => self.day(),
                };
                Some(with_clock(when, clock))
            }
            Form::Range(from, to) => {
                let from = self.when(from)?;
                let to = match (self.when(to)?, &from) {
                    // "November 2023 to March": the end is not before its start
                    (When::Month(to), When::Month(from)) if to < *from => When::Month(add_months(to, 12)?),
                    (When::Day(to), When::Day(from)) if to < *from => When::Day(add_months(to, 12)?),
                    (to, _) => to,
                };
                let interval = from
                    .interval()
                    .zip(to.interval())
                    .map(|((from, _), (_, to))| (from.to_string(), to.to_string()));
                let value = format!("{}/{}", from.value(), to.value());
                Some(Value { value, interval, when: Some(to) })
            }
            Form::Duration { count, unit, which } => {
                let interval = match (which, self.published, count) {
                    (Which::Last, Some(day), Some(count)) => {
                        add(day, unit, -i64::from(count)).map(|from| (from.to_string(), day.to_string()))
                    }
                    (Which::Next, Some(day), Some(count)) => {
                        add(day, unit, i64::from(count)).map(|to| (day.to_string(), to.to_string()))
                    }
                    _ => None,
                };
                Some(Value { value: period(count, unit), interval, when: None })
            }
            Form::Set { count, unit } => Some(plain(period(Some(count), unit))),
            Form::SetOf(value) | Form::Vague(value) => Some(plain(value.to_string())),
            Form::EveryWeekday(weekday) => Some(plain(format!("XXXX-WXX-{weekday}"))),
        }
    }

    /// The day that a bare time of day belongs to: the one spoken of last, else that of publication.
    fn day(&self) -> Option<When> {
        match self.reference {
            Some(When::Day(day)) => Some(When::Day(*day)),
            Some(When::Open(day)) if is_day(day) => Some(When::Open(day.clone())),
            _ => self.published.map(When::Day),
        }
    }

    fn when(&self, date: Date) -> Option<When> {
        let open = |value: String| Some(When::Open(value));
        let published = self.published;
        match date {
            Date::Calendar { year: Some(year), month: Some(month), day: Some(day) } => {
                NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(When::Day)
            }
            Date::Calendar { year: Some(year), month: Some(month), day: None } => {
                NaiveDate::from_ymd_opt(year, month.into(), 1).map(When::Month)
            }
            Date::Calendar { year: Some(year), .. } => Some(When::Year(year)),
            Date::Calendar { year: None, month: Some(month), day: Some(day) } => match published {
                Some(published) => self
                    .nearest(published, |year| NaiveDate::from_ymd_opt(year, month.into(), day.into()))
                    .map(When::Day),
                // any leap year will do to see that there is such a day
                None => NaiveDate::from_ymd_opt(2000, month.into(), day.into())
                    .and_then(|_| open(format!("XXXX-{month:02}-{day:02}"))),
            },
            Date::Calendar { year: None, month: Some(month), day: None } => match published {
                Some(published) => self
                    .nearest(published.with_day(1)?, |year| NaiveDate::from_ymd_opt(year, month.into(), 1))
                    .map(When::Month),
                None => open(format!("XXXX-{month:02}")),
            },
            Date::Calendar { .. } => None,
            Date::MonthOfYear { month, day, years } => match (published, day) {
                (Some(published), None) => {
                    NaiveDate::from_ymd_opt(published.year() + years, month.into(), 1).map(When::Month)
                }
                (Some(published), Some(day)) => {
                    NaiveDate::from_ymd_opt(published.year() + years, month.into(), day.into()).map(When::Day)
                }
                (None, None) => open(format!("XXXX-{month:02}")),
                (None, Some(day)) => open(format!("XXXX-{month:02}-{day:02}")),
            },
            Date::Month { month, which } => {
                let Some(published) = published else { return open(format!("XXXX-{month:02}")) };
                let here = published.with_day(1)?;
                let year = match which {
                    Which::Last if u32::from(month) >= here.month() => here.year() - 1,
                    Which::Next if u32::from(month) <= here.month() => here.year() + 1,
                    _ => here.year(),
                };
                NaiveDate::from_ymd_opt(year, month.into(), 1).map(When::Month)
            }
            Date::Weekday { weekday, which } => {
                let Some(published) = published else { return open(format!("XXXX-WXX-{weekday}")) };
                // days since that weekday, 0 … 6
                let since =
                    (7 + i64::from(published.weekday().number_from_monday()) - i64::from(weekday)) % 7;
                let until = (7 - since) % 7;
                let days = match which {
                    Which::Last if since == 0 => -7,
                    Which::Last => -since,
                    Which::Next if until == 0 => 7,
                    Which::Next => until,
                    Which::This => i64::from(weekday) - i64::from(published.weekday().number_from_monday()),
                    Which::Unsaid if self.future => until,
                    Which::Unsaid => -since,
                };
                add_days(published, days).map(When::Day)
            }
            Date::Day(days) => match published {
                Some(published) => add_days(published, days).map(When::Day),
                None => open("XXXX-XX-XX".to_string()),
            },
            // "this weekend" in the first half of a week is the one that was: "fans met this weekend"
            Date::Unit { unit: Unit::Weekend, offset: 0 }
                if !self.future && published.is_some_and(|day| day.weekday().number_from_monday() <= 3) =>
            {
                at(add(published?, Unit::Weekend, -1)?, Unit::Weekend)
            }
            Date::Unit { unit, offset } => match published {
                Some(published) => at(add(published, unit, offset.into())?, unit),
                None => open(unplaced(unit).to_string()),
            },
            Date::Shift { count, unit, back, from_publication } => {
                let Some(count) = count else {
                    return open(
                        if back && from_publication { "PAST_REF" } else { unplaced(unit) }.to_string(),
                    );
                };
                let anchor = if from_publication { published } else { self.reference.and_then(When::start) };
                let Some(anchor) = anchor else { return open(unplaced(unit).to_string()) };
                let count = if back { -i64::from(count) } else { i64::from(count) };
                at(add(anchor, unit, count)?, unit)
            }
            Date::Years { first, count } => Some(When::Years(first, count)),
            Date::Season { season, year: Some(year), .. } => Some(When::Season(season, year)),
            Date::Season { season, year: None, which } => {
                let Some(published) = published else { return open(format!("XXXX-{season}")) };
                let this = When::Season(season, published.year());
                let (from, to) = this.interval()?;
                let years = match which {
                    Which::Last if to > published => -1,
                    Which::Next if from <= published => 1,
                    _ => 0,
                };
                Some(When::Season(season, published.year() + years))
            }
            Date::Quarter { quarter, year } => {
                let Some(year) = year.or(published.map(|day| day.year())) else {
                    return open(format!("XXXX-Q{quarter}"));
                };
                NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1).map(When::Quarter)
            }
            Date::Reference => match self.day() {
                Some(day) if self.reference.is_some() => Some(day),
                _ => open("XXXX-XX-XX".to_string()),
            },
        }
    }

    /// A date without a year: the next one where the verb looks forward, else the last one. A date that is nearly a
    /// year back would carry its year, so then it is the coming one ("was put off to May 16").
    fn nearest(&self, published: NaiveDate, dated: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let year = published.year();
        let around = || (year - 4..=year + 4).filter_map(&dated);
        let past = around().filter(|date| *date <= published).max();
        let next = around().filter(|date| *date >= published).min();
        match (past, next) {
            (Some(past), Some(next)) => {
                let back = (published - past).num_days();
                Some(if back == 0 || !self.future && back <= 300 { past } else { next })
            }
            (past, next) => past.or(next),
        }
    }
}

impl When {
    /// TIMEX3 value.
    pub fn value(&self) -> String {
        match self {
            When::Day(day) => day.to_string(),
            When::Week(monday) => format!("{}-W{:02}", monday.iso_week().year(), monday.iso_week().week()),
            When::Weekend(monday) => {
                format!("{}-W{:02}-WE", monday.iso_week().year(), monday.iso_week().week())
            }
            When::Month(first) => format!("{:04}-{:02}", first.year(), first.month()),
            When::Quarter(first) => format!("{:04}-Q{}", first.year(), first.month().div_ceil(3)),
            When::Season(season, year) => format!("{year:04}-{season}"),
            When::Year(year) => format!("{year:04}"),
            When::Years(first, 10) => format!("{:03}", first / 10),
            When::Years(first, _) => format!("{:02}", first / 100),
            When::Open(value) => value.clone(),
        }
    }

    fn start(&self) -> Option<NaiveDate> {
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
            When::Year(first) => Some((year(first)?, year(first + 1)?)),
            When::Years(first, count) => Some((year(first)?, year(first + count)?)),
            When::Open(_) => None,
        }
    }
}

/// Adds the time of day to a date, "2024-10-31" and "07:10" to "2024-10-31T07:10".
fn with_clock(when: Option<When>, clock: Option<Clock>) -> Value {
    let Some(clock) = clock else {
        let interval = when.as_ref().and_then(When::interval);
        let interval = interval.map(|(from, to)| (from.to_string(), to.to_string()));
        return Value { value: when.as_ref().map_or_else(String::new, When::value), interval, when };
    };
    let day = when.as_ref().map_or_else(String::new, When::value);
    match clock {
        Clock::Part(part) => {
            let hours = match part {
                "MO" => (0, 12),
                "MI" => (11, 14),
                "AF" => (12, 18),
                "EV" => (18, 24),
                // the night of a day ends in the morning of the next
                _ => (18, 30),
            };
            let interval = match when {
                Some(When::Day(day)) => hour(day, hours.0).zip(hour(day, hours.1)),
                _ => None,
            };
            Value { value: format!("{day}T{part}"), interval, when }
        }
        Clock::Time { hour, minute, zone } => {
            let zone = zone.map_or_else(String::new, offset);
            let interval = match when {
                Some(When::Day(day)) => minute_interval(day, hour * 60 + minute, &zone),
                _ => None,
            };
            Value { value: format!("{day}T{hour:02}:{minute:02}{zone}"), interval, when }
        }
    }
}

/// "Z", "+09:00"
pub fn offset(minutes: i16) -> String {
    match minutes {
        0 => "Z".to_string(),
        _ => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

fn hour(day: NaiveDate, hour: u32) -> Option<String> {
    minute_of(day, hour * 60, "")
}

/// The minute that begins so many minutes into a day.
pub fn minute_interval(day: NaiveDate, minutes: u32, zone: &str) -> Option<(String, String)> {
    minute_of(day, minutes, zone).zip(minute_of(day, minutes + 1, zone))
}

fn minute_of(day: NaiveDate, minutes: u32, zone: &str) -> Option<String> {
    let day = add_days(day, i64::from(minutes / 1440))?;
    let minutes = minutes % 1440;
    Some(format!("{day}T{:02}:{:02}{zone}", minutes / 60, minutes % 60))
}

fn plain(value: String) -> Value {
    Value { value, interval: None, when: None }
}

/// "P3D", "PT48H", "PXD"
fn period(count: Option<u32>, unit: Unit) -> String {
    let (before, code, times) = match unit {
        Unit::Second => ("PT", 'S', 1),
        Unit::Minute => ("PT", 'M', 1),
        Unit::Hour => ("PT", 'H', 1),
        Unit::Day => ("P", 'D', 1),
        Unit::Week => ("P", 'W', 1),
        Unit::Weekend => ("P", 'W', 1),
        Unit::Month => ("P", 'M', 1),
        Unit::Quarter => ("P", 'M', 3),
        Unit::Year => ("P", 'Y', 1),
        Unit::Decade => ("P", 'Y', 10),
        Unit::Century => ("P", 'Y', 100),
    };
    match count {
        Some(count) => format!("{before}{}{code}", u64::from(count) * times),
        None => format!("{before}X{code}"),
    }
}

/// What stands for a unit that can't be placed.
fn unplaced(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The unit that a day lies in.
fn at(day: NaiveDate, unit: Unit) -> Option<When> {
    let monday = || day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()));
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => When::Day(day),
        Unit::Week => When::Week(monday()?),
        Unit::Weekend => When::Weekend(monday()?),
        Unit::Month => When::Month(day.with_day(1)?),
        Unit::Quarter => When::Quarter(NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?),
        Unit::Year => When::Year(day.year()),
        Unit::Decade => When::Years(day.year().div_euclid(10) * 10, 10),
        Unit::Century => When::Years(day.year().div_euclid(100) * 100, 100),
    })
}

/// A day moved by units of the calendar; hours and less don't move it.
fn add(day: NaiveDate, unit: Unit, count: i64) -> Option<NaiveDate> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => add_days(day, count),
        Unit::Week | Unit::Weekend => add_days(day, count.checked_mul(7)?),
        Unit::Month => add_months(day, count),
        Unit::Quarter => add_months(day, count.checked_mul(3)?),
        Unit::Year => add_months(day, count.checked_mul(12)?),
        Unit::Decade => add_months(day, count.checked_mul(120)?),
        Unit::Century => add_months(day, count.checked_mul(1200)?),
    }
}

fn add_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let days = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

fn add_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// "XXXX-WXX-4", "XXXX-10-31", "XXXX-XX-XX": a day, though not which.
fn is_day(value: &str) -> bool {
    value.len() == "XXXX-XX-XX".len()
}
