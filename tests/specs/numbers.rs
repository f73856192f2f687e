//! Reads the tables of numbers, money, measures and ages in this folder and judges what Dateline finds in their cases.
//!
//! Their headers tell the format. Shared by the test `specs` and `cargo xtask eval specs`.

use super::table::{rows, unescape};
use dateline::report::{OffsetUnit, Quantity};
use dateline::{Options, convert_offsets, extract};

/// One line of a table.
pub struct Case {
    pub model: String,
    pub number: String,
    pub text: String,
    /// The column as it stands.
    pub expected: String,
    /// "applies", or the reason why the case says nothing about news.
    pub verdict: String,
}

/// All cases of a table.
///
/// # Panics
/// Where a line has not the five columns.
pub fn cases(table: &str) -> Vec<Case> {
    let case = |[model, number, text, expected, verdict]: [&str; 5]| Case {
        model: model.into(),
        number: number.into(),
        text: unescape(text),
        expected: expected.into(),
        verdict: verdict.into(),
    };
    rows(table).map(case).collect()
}

/// One quantity that should be found.
struct Expected<'c> {
    start: u32,
    end: u32,
    kind: &'c str,
    min: Option<f64>,
    max: Option<f64>,
    unit: &'c str,
}

impl Case {
    pub fn applies(&self) -> bool {
        self.verdict == "applies"
    }

    /// The quantities that Dateline finds, offsets in code points.
    pub fn find(&self) -> Vec<Quantity> {
        let options = Options { language: Some("en".into()), ..Options::default() };
        let mut report = extract(&self.text, &options).expect("the options are right");
        convert_offsets(&mut report, &self.text, OffsetUnit::Chars);
        report.quantities
    }

    /// Whether the quantities are what is expected, and none of the kinds that the model counts is too much.
    pub fn right(&self, found: &[Quantity]) -> bool {
        let expected: Vec<Expected> =
            self.expected.split(" ; ").filter(|part| !part.trim().is_empty()).map(read).collect();
        let all = expected.iter().all(|wanted| found.iter().any(|q| self.agrees(wanted, q)));
        all && found.iter().all(|q| !self.counts(q) || expected.iter().any(|wanted| self.is_meant(wanted, q)))
    }

    /// Whether a quantity that is not expected is an error.
    fn counts(&self, quantity: &Quantity) -> bool {
        let kinds: &[&str] = match self.model.as_str() {
            "number" | "numeral" => &["people", "count", "fraction", "multiple"],
            "range" => return quantity.min != quantity.max,
            "ordinal" => &["ordinal"],
            "percent" => &["percent", "points"],
            "currency" | "money" => &["money"],
            "dimension" => &["distance", "area", "volume", "mass", "speed", "data", "angle"],
            "distance" => &["distance"],
            "volume" => &["volume"],
            "quantity" => &["mass", "volume", "count"],
            "temperature" => &["temperature"],
            "age" => &["age"],
            other => panic!("model {other}"),
        };
        kinds.contains(&quantity.kind.as_str())
    }

    fn is_number(&self) -> bool {
        matches!(self.model.as_str(), "number" | "numeral")
    }

    /// Whether a quantity is the one that is wanted, right or not: not too much.
    fn is_meant(&self, wanted: &Expected, found: &Quantity) -> bool {
        match self.is_number() {
            true => wanted.start < found.end && found.start < wanted.end,
            false => self.agrees(wanted, found),
        }
    }

    fn agrees(&self, wanted: &Expected, found: &Quantity) -> bool {
        if self.is_number() {
            let overlaps = wanted.start < found.end && found.start < wanted.end;
            return overlaps && (same(wanted.min, found.min) || same(wanted.min, found.max));
        }
        (wanted.start, wanted.end) == (found.start, found.end)
            && one_of(wanted.kind, &found.kind)
            && same(wanted.min, found.min)
            && same(wanted.max, found.max)
            && one_of(wanted.unit, found.unit.as_deref().unwrap_or("-"))
    }
}

fn one_of(wanted: &str, found: &str) -> bool {
    wanted == "*" || wanted.split('|').any(|wanted| wanted == found)
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-4 * a.abs().max(b.abs()),
        (None, None) => true,
        _ => false,
    }
}

/// "start-end kind min max unit"
fn read(part: &str) -> Expected<'_> {
    let words: Vec<&str> = part.trim().splitn(5, ' ').collect();
    let [span, kind, min, max, unit] = words[..] else { panic!("expected {part:?}") };
    let place = |text: &str| text.parse().unwrap_or_else(|_| panic!("span of {part:?}"));
    let (start, end) = span.split_once('-').unwrap_or_else(|| panic!("span of {part:?}"));
    let value = |text: &str| match text {
        "-" => None,
        number => Some(number.parse().unwrap_or_else(|_| panic!("number of {part:?}"))),
    };
    Expected { start: place(start), end: place(end), kind, min: value(min), max: value(max), unit }
}
