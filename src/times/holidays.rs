//! Holidays: the name in the text, and its day in a year. The names and rules are those of `data/holidays.toml`.

use chrono::{Datelike, NaiveDate};

use super::calendar::add_days;

include!(concat!(env!("OUT_DIR"), "/holidays.rs"));

/// A day or days of each year that have a name.
#[derive(Debug, PartialEq, Eq)]
pub struct Holiday {
    rule: Rule,
    /// How many days it lasts.
    pub days: u8,
}

#[derive(Debug, PartialEq, Eq)]
enum Rule {
    /// Month and day.
    Fixed(u8, u8),
    /// The nth weekday of a month, -1 the last, and days after it.
    Nth { n: i8, weekday: u8, month: u8, plus: u8 },
    /// Days from Easter Sunday of the western churches.
    Easter(i16),
    /// Days from Easter Sunday of the eastern churches.
    Orthodox(i16),
    /// 20240210 for each year that is known, ascending.
    Known(&'static [u32]),
}

impl Holiday {
    /// Its first day in a year, where that is known.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        match self.rule {
            Rule::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
            Rule::Nth { n, weekday, month, plus } => {
                let day = nth_weekday(year, month.into(), weekday, n.into())?;
                add_days(day, plus.into())
            }
            Rule::Easter(days) => add_days(easter(year)?, days.into()),
            Rule::Orthodox(days) => add_days(orthodox_easter(year)?, days.into()),
            Rule::Known(dates) => {
                let year = u32::try_from(year).ok()?;
                let at = dates.partition_point(|date| date / 10_000 < year);
                let date = dates.get(at).filter(|date| *date / 10_000 == year)?;
                NaiveDate::from_ymd_opt(year as i32, date / 100 % 100, date % 100)
            }
        }
    }

    /// "XXXX-12-25": what is known of its date without a year.
    pub fn open(&self) -> String {
        match self.rule {
            Rule::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
            _ => "XXXX-XX-XX".to_string(),
        }
    }
}

/// The names that begin with the letters read so far; narrowed word by word.
pub struct Search {
    left: &'static [(&'static str, u8)],
    read: usize,
}

impl Search {
    pub fn new() -> Self {
        Self { left: NAMES, read: 0 }
    }

    /// Reads on; false where no name goes on so.
    pub fn push(&mut self, word: &str) -> bool {
        for byte in word.bytes() {
            let at = self.read;
            let next = |name: &str| name.as_bytes().get(at).copied().unwrap_or(0);
            let byte = byte.to_ascii_lowercase();
            let start = self.left.partition_point(|(name, _)| next(name) < byte);
            let end = self.left.partition_point(|(name, _)| next(name) <= byte);
            self.left = &self.left[start..end];
            self.read += 1;
            if self.left.is_empty() {
                return false;
            }
        }
        true
    }

    /// The holiday whose name ends here.
    pub fn found(&self) -> Option<&'static Holiday> {
        let (name, index) = self.left.first()?;
        (name.len() == self.read).then(|| &HOLIDAYS[usize::from(*index)])
    }
}

/// The nth weekday (1: Monday) of a month, -1 the last.
pub fn nth_weekday(year: i32, month: u32, weekday: u8, n: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let days_to =
        |day: NaiveDate| (i64::from(weekday) + 7 - i64::from(day.weekday().number_from_monday())) % 7;
    if n > 0 {
        let day = add_days(first, days_to(first) + 7 * (i64::from(n) - 1))?;
        return (day.month() == month).then_some(day);
    }
    // the last seven days of the month
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let last_week = add_days(NaiveDate::from_ymd_opt(next_year, next_month, 1)?, -7)?;
    add_days(last_week, days_to(last_week) + 7 * (i64::from(n) + 1))
}

/// Easter Sunday in the Gregorian calendar: the computus of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - moon_shift + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32)
}

/// Easter Sunday of the Julian calendar by the rule of Meeus, told in the Gregorian one.
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
    let weekday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
    let days = moon + weekday + 114;
    let julian = NaiveDate::from_ymd_opt(year, (days / 31) as u32, (days % 31 + 1) as u32)?;
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    add_days(julian, behind.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_years() {
        for (name, year, expected) in [
            ("Easter", 2024, "2024-03-31"),
            ("Good Friday", 2013, "2013-03-29"),
            ("Easter", 1961, "1961-04-02"),
            ("Orthodox Easter", 2024, "2024-05-05"),
            ("Orthodox Easter", 2021, "2021-05-02"),
            ("Thanksgiving", 2013, "2013-11-28"),
            ("Black Friday", 2013, "2013-11-29"),
            ("Labor Day", 2024, "2024-09-02"),
            ("Memorial Day", 2024, "2024-05-27"),
            ("Martin Luther King Jr. Day", 2024, "2024-01-15"),
            ("New Year's Eve", 2024, "2024-12-31"),
            ("Lunar New Year", 2024, "2024-02-10"),
            ("Eid al-Fitr", 2024, "2024-04-10"),
        ] {
            let mut search = Search::new();
            assert!(name.split(|c: char| !c.is_alphanumeric()).all(|word| search.push(word)), "{name}");
            let day = search.found().and_then(|holiday| holiday.in_year(year));
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(expected), "{name} {year}");
        }
    }

    #[test]
    fn years_out_of_the_tables() {
        let mut search = Search::new();
        assert!(search.push("Ramadan"));
        let ramadan = search.found().expect("a holiday");
        assert_eq!(ramadan.in_year(1800), None);
        assert_eq!(ramadan.in_year(i32::MAX), None);
        assert!(!Search::new().push("Ramadane"));
    }
}
