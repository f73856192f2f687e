//! From what an expression says to its TIMEX3 value and the interval that it covers.
//!
//! Dates without a year follow what news does: a weekday or month is the last one, and only a verb that looks forward
//! makes it the next. In a text about years long gone ("In January 1835 …") months and days are of the year spoken of.

use chrono::{Datelike, NaiveDate};

use super::calendar::{self, When, add_days};
use super::expression::{Amount, Base, Clock, Date, Form, Part, Piece, Point, Which, Window, Zone};
use super::holidays::nth_weekday;
use super::lexicon::Unit;

/// What an expression is read against.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    pub published: Option<NaiveDate>,
    /// The day, month or year spoken of last.
    pub reference: Option<&'a When>,
    /// The verb that governs it looks forward.
    pub future: bool,
    /// The verb looks back: "met this Sunday".
    pub past: bool,
    /// The text tells of years gone by.
    pub narrative: bool,
    /// The date spoken of last stands in this sentence or shortly before.
    pub near: bool,
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
    pub fn value(&self, form: &Form) -> Option<Value> {
        match form {
            Form::Point(point) => self.point(point),
            Form::Between(first, last) => {
                let (first, second) = (self.point(first)?, self.point(last)?);
                // from 9 to 11 o'clock ends as 11 strikes, from the 9th to the 11th ends with the 11th
                let strikes = |to: (String, String)| if last.clock.is_some() { to.0 } else { to.1 };
                let interval = first.interval.zip(second.interval).map(|((from, _), to)| (from, strikes(to)));
                let value = format!("{}/{}", first.value, second.value);
                Some(Value { value, interval, when: second.when })
            }
            Form::Duration(amount, window) => {
                let moved = |back| calendar::moved(self.published?, *amount, back);
                let day = self.published;
                let interval = match window {
                    Window::Past => moved(true).zip(day),
                    Window::Coming => day.zip(moved(false)),
                    Window::Unsaid => None,
                };
                // hours are less than the days that are counted here
                let interval = interval.filter(|(from, to)| from < to);
                let interval = interval.and_then(written);
                Some(Value { value: calendar::period(*amount), interval, when: None })
            }
            Form::Stretch { amount, last, within } => {
                let whole = self.when(within)?.interval();
                let interval = whole.and_then(|(from, to)| {
                    let edge = if *last { to } else { from };
                    let other = calendar::moved(edge, *amount, *last)?;
                    Some(if *last { (other, to) } else { (from, other) })
                });
                let interval = interval.and_then(written);
                Some(Value { value: calendar::period(*amount), interval, when: None })
            }
            Form::Set(amount) => Some(plain(calendar::period(*amount))),
            Form::EveryMonth(day) => Some(plain(format!("XXXX-XX-{day:02}"))),
            Form::Length(value) | Form::SetOf(value) | Form::Vague(value) => {
                Some(plain((*value).to_string()))
            }
            Form::Every(weekday, clock) => {
                let day = match weekday {
                    Some(weekday) => format!("XXXX-WXX-{weekday}"),
                    None => "XXXX-XX-XX".to_string(),
                };
                Some(plain(with_clock(Some(When::Open(day)), *clock).value))
            }
        }
    }

    fn point(&self, point: &Point) -> Option<Value> {
        let when = match &point.date {
            Some(date) => Some(self.when(date)?),
            None => self.day(),
        };
        Some(with_clock(when, point.clock))
    }

    /// The day that a bare time of day belongs to: the one spoken of last, else that of publication.
    fn day(&self) -> Option<When> {
        match self.reference {
            Some(day) if day.is_day() => Some(day.clone()),
            _ => self.published.map(When::Day),
        }
    }

    fn when(&self, date: &Date) -> Option<When> {
        match date {
            Date::Year(year) => NaiveDate::from_ymd_opt(*year, 1, 1).map(|_| When::Year(*year)),
            Date::Years { first, count } => Some(When::Years(*first, *count)),
            // its first and last day are those of a company or state
            Date::Fiscal(year) => Some(When::Open(format!("FY{year:04}"))),
            Date::Part(part) => self.nearest(*part),
            Date::Which(which, part) => self.which(*which, *part),
            Date::Within(part, whole) => within(*part, &self.when(whole)?),
            Date::Unit { unit, offset, base } => self.unit(*unit, *offset, base),
            Date::Nth { nth, piece, within } => Some(self::nth(*nth, *piece, &self.when(within)?)),
            Date::Shift { amount, back, base } => self.shift(*amount, *back, base),
            // what has been since June was not in June
            Date::Then { since: true } => Some(When::Open("PAST_REF".to_string())),
            Date::Then { since: false } => {
                Some(self.reference.cloned().unwrap_or_else(|| When::Open("PAST_REF".to_string())))
            }
        }
    }

    /// The one that is meant where no year is said.
    fn nearest(&self, part: Part) -> Option<When> {
        if let Some(told) = self.narrative.then(|| self.in_story(part)).flatten() {
            return Some(told);
        }
        let Some(published) = self.published else { return open(part) };
        match part {
            Part::Weekday(weekday) => {
                // days since that weekday, 0 … 6
                let since = since(published, weekday);
                let days = if self.future { (7 - since) % 7 } else { -since };
                add_days(published, days).map(When::Day)
            }
            Part::Weekend => {
                let monday = calendar::monday(published)?;
                let here = published.weekday().number_from_monday() >= 6 || self.future;
                add_days(monday, if here { 0 } else { -7 }).map(When::Weekend)
            }
            Part::WeekdayDay(weekday, day) => {
                let month =
                    |offset| calendar::add_months(published.with_day(1)?, offset)?.with_day(day.into());
                let fits = |day: &NaiveDate| day.weekday().number_from_monday() == u32::from(weekday);
                let past = (-14..=0).rev().filter_map(month).filter(fits).find(|day| *day <= published);
                let next = (0..=14).filter_map(month).filter(fits).find(|day| *day >= published);
                if self.future { next.or(past) } else { past.or(next) }.map(When::Day)
            }
            Part::Day(day) => {
                let month =
                    |offset| calendar::add_months(published.with_day(1)?, offset)?.with_day(day.into());
                let days = (-3..=3).filter_map(month).collect::<Vec<_>>();
                let past = days.iter().rev().find(|day| **day <= published);
                let next = days.iter().find(|day| **day >= published);
                let day = if self.future { next.or(past) } else { past.or(next) };
                day.copied().map(When::Day)
            }
            _ => self.nearest_in_years(part, published),
        }
    }

    /// A month, day of a month, season or holiday: the last one, the next one where the verb looks forward. One that is
    /// nearly a year back would carry its year, so then it is the coming one ("was put off to May 16").
    fn nearest_in_years(&self, part: Part, published: NaiveDate) -> Option<When> {
        let year = published.year();
        let mut past = None;
        let mut next = None;
        for year in year.checked_sub(4)?..=year.checked_add(4)? {
            let Some(when) = within(part, &When::Year(year)) else { continue };
            let Some((from, to)) = when.interval() else { return Some(when) };
            if from <= published {
                past = Some((when.clone(), from, to));
            }
            if to > published && next.is_none() {
                next = Some(when);
            }
        }
        match (past, next) {
            (Some((past, from, to)), Some(next)) => {
                let far = match part {
                    Part::Quarter(_) | Part::Half(_) => 366,
                    _ if self.past => 330,
                    _ => 300,
                };
                let recent = (published - from).num_days() <= far;
                // today is in it
                let now = from <= published && published < to;
                Some(if now || !self.future && recent { past } else { next })
            }
            (past, next) => past.map(|(past, ..)| past).or(next),
        }
    }

    /// In a text about years long gone: the year spoken of last, or the next one where the months went round.
    fn in_story(&self, part: Part) -> Option<When> {
        // "September" of an article that had told of 1989 some paragraphs before
        if matches!(part, Part::Month(_)) && !self.near {
            return None;
        }
        if matches!(part, Part::Weekday(_) | Part::Day(_) | Part::WeekdayDay(..) | Part::Weekend) {
            return None;
        }
        let reference = self.reference?;
        let start = reference.start()?;
        if matches!(reference, When::Years(..)) {
            return None;
        }
        let same = within(part, &When::Year(start.year()))?;
        let back = (start - same.start()?).num_days();
        if back > 200 && !matches!(reference, When::Year(_)) {
            return within(part, &When::Year(start.year().checked_add(1)?));
        }
        Some(same)
    }

    fn which(&self, which: Which, part: Part) -> Option<When> {
        if matches!(which, Which::That | Which::Following | Which::Previous) {
            return match self.reference.and_then(When::start) {
                Some(start) => beside(which, part, start),
                None => match which {
                    // "the following Tuesday" of nothing in the text
                    Which::Following => Context { future: true, ..self.clone() }.nearest(part),
                    Which::Previous => self.which(Which::Last, part),
                    _ => self.nearest(part),
                },
            };
        }
        let Some(published) = self.published else { return open(part) };
        match part {
            Part::Weekday(weekday) => {
                let since = since(published, weekday);
                let days = match which {
                    Which::Last if since == 0 => -7,
                    Which::Last => -since,
                    Which::Next if since == 0 => 7,
                    Which::Next => 7 - since,
                    // "met this Sunday", told on a Thursday
                    _ if self.past => -since,
                    _ => i64::from(weekday) - i64::from(published.weekday().number_from_monday()),
                };
                add_days(published, days).map(When::Day)
            }
            Part::Day(_) | Part::WeekdayDay(..) | Part::Weekend => self.nearest(part),
            _ => {
                let here = within(part, &When::Year(published.year()))?;
                let running = |when: &When| {
                    when.interval().is_some_and(|(from, to)| from <= published && published < to)
                };
                // in January the winter is that of the year before
                let last = within(part, &When::Year(published.year() - 1)).filter(running);
                let year = published.year() - i32::from(last.is_some());
                let here = last.unwrap_or(here);
                let Some((from, to)) = here.interval() else { return Some(here) };
                let far = (from - published).num_days() > 150;
                let years = match which {
                    Which::Last if to > published => -1,
                    // "was cancelled this summer" in January
                    Which::This if far && !self.future => -1,
                    Which::Next if from <= published => 1,
                    _ => 0,
                };
                within(part, &When::Year(year + years))
            }
        }
    }

    fn unit(&self, unit: Unit, offset: i32, base: &Base) -> Option<When> {
        let anchor = match base {
            Base::Published => self.published,
            // "that day" after a day, "that year" after anything in it
            Base::Reference => match (self.reference, offset) {
                (Some(reference @ When::Open(_)), 0) if unit == Unit::Day && reference.is_day() => {
                    return Some(reference.clone());
                }

                (Some(reference), _) if coarser(reference, unit) => return Some(placeholder(unit)),
                // "the week before" of nothing in the text is told from the day of publication
                (None, _) if offset != 0 && unit != Unit::Day => self.published,
                // "next evening" of nothing in the text is that of tomorrow
                (None, 1) if unit == Unit::Day => self.published,
                (reference, _) => reference.and_then(When::start),
            },
            Base::Date(date) => self.when(date)?.start(),
            Base::Event => None,
        };
        let Some(anchor) = anchor else { return Some(placeholder(unit)) };
        // "this weekend" in the first half of a week is the one that was: "fans met this weekend"
        let past_weekend = unit == Unit::Weekend
            && offset == 0
            && !self.future
            && *base == Base::Published
            && anchor.weekday().number_from_monday() <= 3;
        // the weekend of a holiday on Monday or Tuesday is the one before
        let before = unit == Unit::Weekend
            && matches!(base, Base::Date(_))
            && anchor.weekday().number_from_monday() <= 2;
        let offset = if past_weekend || before { -1 } else { i64::from(offset) };
        calendar::at(calendar::add(anchor, unit, offset)?, unit)
    }

    fn shift(&self, amount: Amount, back: bool, base: &Base) -> Option<When> {
        if amount.tenths.is_none() {
            return Some(When::Open(if back { "PAST_REF" } else { "FUTURE_REF" }.to_string()));
        }
        let anchor = match base {
            Base::Published => self.published,
            Base::Reference => match self.reference {
                Some(reference) => reference.start(),
                None => self.published,
            },
            Base::Date(date) => self.when(date)?.start(),
            Base::Event => None,
        };
        let Some(anchor) = anchor else { return Some(placeholder(amount.unit)) };
        let when = calendar::shift(anchor, amount, back)?;
        // "two weeks before Christmas" is a day
        match base {
            Base::Date(_) => calendar::moved(anchor, amount, back).map(When::Day),
            _ => Some(when),
        }
    }
}

/// What stands for a part without a year.
fn open(part: Part) -> Option<When> {
    Some(When::Open(match part {
        Part::Month(month) => format!("XXXX-{month:02}"),
        Part::MonthDay(month, day) => {
            // any leap year will do to see that there is such a day
            NaiveDate::from_ymd_opt(2000, month.into(), day.into())?;
            format!("XXXX-{month:02}-{day:02}")
        }
        Part::Day(day) | Part::WeekdayDay(_, day) => format!("XXXX-XX-{day:02}"),
        Part::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Part::Season(season) => format!("XXXX-{season}"),
        Part::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Part::Half(half) => format!("XXXX-H{half}"),
        Part::Weekend => "XXXX-WXX-WE".to_string(),
        Part::Holiday(holiday) => holiday.open(),
    }))
}

fn placeholder(unit: Unit) -> When {
    When::Open(calendar::unplaced(unit).to_string())
}

/// Whether a date is less exact than a unit.
fn coarser(when: &When, unit: Unit) -> bool {
    let days = |unit| match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 1,
        Unit::Week | Unit::Fortnight | Unit::Weekend => 7,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::Year => 366,
        Unit::Decade | Unit::Century => 36_525,
    };
    when.interval().is_some_and(|(from, to)| (to - from).num_days() > days(unit))
}

/// Days since a weekday, 0 … 6.
fn since(day: NaiveDate, weekday: u8) -> i64 {
    (7 + i64::from(day.weekday().number_from_monday()) - i64::from(weekday)) % 7
}

/// A part of a longer time; `None` where it has no such part (June 31).
fn within(part: Part, whole: &When) -> Option<When> {
    let first = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    match (part, whole) {
        (Part::Month(month), When::Year(year)) => first(*year, month.into()).map(When::Month),
        (Part::MonthDay(month, day), When::Year(year)) => {
            NaiveDate::from_ymd_opt(*year, month.into(), day.into()).map(When::Day)
        }
        (Part::Season(season), When::Year(year)) => Some(When::Season(season, *year)),
        (Part::Quarter(quarter @ 1..=4), When::Year(year)) => {
            first(*year, u32::from(quarter) * 3 - 2).map(When::Quarter)
        }
        (Part::Half(half @ 1..=2), When::Year(year)) => first(*year, u32::from(half) * 6 - 5).map(When::Half),
        (Part::Holiday(holiday), When::Year(year)) => Some(match holiday.in_year(*year) {
            Some(day) if holiday.days > 1 => When::Days(day, holiday.days),
            Some(day) => When::Day(day),
            None => When::Open(format!("{year:04}-XX-XX")),
        }),
        (Part::Day(day), When::Month(month)) => month.with_day(day.into()).map(When::Day),
        (Part::Weekday(weekday), When::Week(monday)) => {
            add_days(*monday, i64::from(weekday) - 1).map(When::Day)
        }
        // "the third quarter of fiscal 2013"
        (_, When::Open(whole)) => match (part, whole.strip_prefix("FY")) {
            (Part::Quarter(quarter), Some(_)) => Some(When::Open(format!("{whole}-Q{quarter}"))),
            (Part::Half(half), Some(_)) => Some(When::Open(format!("{whole}-H{half}"))),
            _ => open(part),
        },
        _ => open(part),
    }
}

/// The part in the same week or year as a day, or the one after or before it.
fn beside(which: Which, part: Part, day: NaiveDate) -> Option<When> {
    if let Part::Weekday(weekday) = part {
        let since = since(day, weekday);
        let days = match which {
            Which::Following => 7 - since,
            Which::Previous if since == 0 => -7,
            Which::Previous => -since,
            _ => i64::from(weekday) - i64::from(day.weekday().number_from_monday()),
        };
        return add_days(day, days).map(When::Day);
    }
    let running = |when: &When| when.interval().is_some_and(|(from, to)| from <= day && day < to);
    // in January the winter is that of the year before
    let last = within(part, &When::Year(day.year().checked_sub(1)?)).filter(running);
    let year = day.year() - i32::from(last.is_some());
    let same = match last {
        Some(last) => last,
        None => within(part, &When::Year(year))?,
    };
    let Some((from, to)) = same.interval() else { return Some(same) };
    let years = match which {
        Which::Following if from <= day => 1,
        Which::Previous if to > day => -1,
        _ => 0,
    };
    within(part, &When::Year(year + years))
}

/// The nth week, day, weekday … of a longer time, -1 the last. A week of a month is the ISO week of its nth Thursday.
fn nth(nth: i32, piece: Piece, whole: &When) -> When {
    let open = || match piece {
        Piece::Unit(unit) => placeholder(unit),
        Piece::Weekday(weekday) => When::Open(format!("XXXX-WXX-{weekday}")),
    };
    let found = || {
        let (from, to) = whole.interval()?;
        let in_month = |weekday| match whole {
            When::Month(first) => nth_weekday(first.year(), first.month(), weekday, nth),
            _ if nth > 0 => {
                let first = add_days(from, (7 - since(from, weekday)) % 7)?;
                add_days(first, 7 * (i64::from(nth) - 1))
            }
            _ => {
                let last = add_days(to, -1)?;
                add_days(last, -since(last, weekday))
            }
        };
        let when = match piece {
            Piece::Weekday(weekday) => When::Day(in_month(weekday)?),
            Piece::Unit(Unit::Week) => When::Week(calendar::monday(in_month(4)?)?),
            Piece::Unit(Unit::Weekend) => When::Weekend(calendar::monday(in_month(6)?)?),
            Piece::Unit(unit) if nth > 0 => {
                calendar::at(calendar::add(from, unit, i64::from(nth) - 1)?, unit)?
            }
            Piece::Unit(unit) => calendar::at(add_days(to, -1)?, unit)?,
        };
        when.start().filter(|start| *start < to).map(|_| when.clone())
    };
    found().unwrap_or_else(open)
}

/// An interval as ISO 8601 writes it; there only years of four figures are plain.
fn written((from, to): (NaiveDate, NaiveDate)) -> Option<(String, String)> {
    let plain = |day: NaiveDate| (0..=9999).contains(&day.year());
    (plain(from) && plain(to)).then(|| (from.to_string(), to.to_string()))
}

/// Adds the time of day to a date, "2024-10-31" and "07:10" to "2024-10-31T07:10".
pub fn with_clock(when: Option<When>, clock: Option<Clock>) -> Value {
    let day = when.as_ref().map_or_else(String::new, When::value);
    let Some(clock) = clock else {
        let interval = when.as_ref().and_then(When::interval);
        let interval = interval.and_then(written);
        return Value { value: day, interval, when };
    };
    let placed = match when {
        Some(When::Day(day)) => Some(day),
        _ => None,
    };
    match clock {
        Clock::Part(part) => {
            let hours = match part {
                "MO" => (0, 12),
                "MI" => (11, 14),
                "AF" => (12, 18),
                "EV" => (18, 24),
                "DT" => (6, 18),
                // the night of a day ends in the morning of the next
                _ => (18, 30),
            };
            let interval = placed.and_then(|day| hour(day, hours.0).zip(hour(day, hours.1)));
            Value { value: format!("{day}T{part}"), interval, when }
        }
        Clock::Time { hour, minute, second, zone } => {
            let zone = match zone {
                Zone::Unsaid => String::new(),
                Zone::Fixed(minutes) => offset(minutes),
                Zone::American(standard) => placed.map_or_else(String::new, |day| {
                    offset(if is_american_summer(day) { standard + 60 } else { standard })
                }),
            };
            let interval = placed.and_then(|day| minute_interval(day, hour * 60 + minute, &zone));
            let second = second.map_or_else(String::new, |second| format!(":{second:02}"));
            Value { value: format!("{day}T{hour:02}:{minute:02}{second}{zone}"), interval, when }
        }
    }
}

/// Clocks of the United States are an hour ahead from the second Sunday of March to the first of November (the rule since
/// 2007).
fn is_american_summer(day: NaiveDate) -> bool {
    let change = |month, nth| nth_weekday(day.year(), month, 7, nth);
    change(3, 2).zip(change(11, 1)).is_some_and(|(from, to)| (from..to).contains(&day))
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
