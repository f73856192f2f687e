//! Packs data/holidays.toml into a table of names sorted by their letters for `times::holidays`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

const SOURCE: &str = "data/holidays.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    names: Vec<String>,
    fixed: Option<String>,
    nth: Option<[i8; 3]>,
    #[serde(default)]
    plus: u8,
    easter: Option<i16>,
    orthodox: Option<i16>,
    dates: Option<Vec<String>>,
    #[serde(default = "one")]
    days: u8,
}

fn one() -> u8 {
    1
}

pub(crate) fn pack(text: &str) -> String {
    let file: Holidays = toml::from_str(text).unwrap_or_else(|error| panic!("{SOURCE}: {error}"));
    let mut names = BTreeMap::new();
    let mut rules = String::new();
    for (index, holiday) in file.holiday.iter().enumerate() {
        for name in &holiday.names {
            let key: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            let before = names.insert(key, index);
            assert!(before.is_none(), "{SOURCE}: {name:?} stands twice");
        }
        let rule = match holiday {
            Holiday { fixed: Some(day), .. } => {
                let (month, day) = day.split_once('-').unwrap_or_else(|| panic!("{SOURCE}: {day}"));
                let number = |text: &str| text.parse::<u8>().unwrap_or_else(|e| panic!("{SOURCE}: {e}"));
                format!("Rule::Fixed({}, {})", number(month), number(day))
            }
            Holiday { nth: Some([n, weekday, month]), plus, .. } => {
                format!("Rule::Nth {{ n: {n}, weekday: {weekday}, month: {month}, plus: {plus} }}")
            }
            Holiday { easter: Some(days), .. } => format!("Rule::Easter({days})"),
            Holiday { orthodox: Some(days), .. } => format!("Rule::Orthodox({days})"),
            Holiday { dates: Some(dates), .. } => {
                let number = |date: &String| {
                    date.replace('-', "").parse::<u32>().unwrap_or_else(|e| panic!("{SOURCE}: {date}: {e}"))
                };
                let dates: Vec<u32> = dates.iter().map(number).collect();
                assert!(dates.is_sorted(), "{SOURCE}: {:?} out of order", holiday.names);
                format!("Rule::Known(&{dates:?})")
            }
            Holiday { names, .. } => panic!("{SOURCE}: {names:?} has no rule"),
        };
        writeln!(rules, "Holiday {{ rule: {rule}, days: {} }},", holiday.days).expect("a string takes all");
    }
    let names: Vec<(String, usize)> = names.into_iter().collect();
    format!("static NAMES: &[(&str, u8)] = &{names:?};\nstatic HOLIDAYS: &[Holiday] = &[\n{rules}];\n")
}
