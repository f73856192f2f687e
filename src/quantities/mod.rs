//! Quantities: how many, how much, how far, how often, which in a row, with what is counted or measured.
//!
//! [`numbers`] reads a number, [`units`] what it measures, [`bounds`] the words that bound it, [`counted`] the noun that
//! it counts; [`read`] puts them together, [`ranges`] with a second number and with the same in another unit; [`kinds`] tells
//! what a number without a unit is, [`referent`] what one without a noun counts; [`never`] tells numbers that are no quantities; [`slots`] says what a quantity is of: killed, troops, money. `tests/quantities/README.md` says what counts
//! as a quantity and how it is written down.

mod bounds;
mod counted;
mod kinds;
mod lexicon;
mod never;
mod numbers;
mod ranges;
mod read;
mod referent;
pub mod slots;
#[cfg(test)]
mod tests;
mod units;

use std::ops::Range;

use crate::Span;
use crate::document::Document;
use crate::names::Name;
use crate::times::TimeMention;

/// What a quantity is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    People,
    Count,
    Ordinal,
    Money,
    Percent,
    Points,
    Fraction,
    Multiple,
    Distance,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    Power,
    Energy,
    Pressure,
    Data,
    Frequency,
    Angle,
    Rate,
    Magnitude,
    Duration,
    Age,
    Score,
}

impl Kind {
    /// As in the reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Count => "count",
            Self::Ordinal => "ordinal",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Points => "points",
            Self::Fraction => "fraction",
            Self::Multiple => "multiple",
            Self::Distance => "distance",
            Self::Area => "area",
            Self::Volume => "volume",
            Self::Mass => "mass",
            Self::Speed => "speed",
            Self::Temperature => "temperature",
            Self::Power => "power",
            Self::Energy => "energy",
            Self::Pressure => "pressure",
            Self::Data => "data",
            Self::Frequency => "frequency",
            Self::Angle => "angle",
            Self::Rate => "rate",
            Self::Magnitude => "magnitude",
            Self::Duration => "duration",
            Self::Age => "age",
            Self::Score => "score",
        }
    }
}

/// A quantity in the text; the data of [`crate::report::Quantity`] without ids.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityMention {
    pub span: Span,
    /// Indices into the words of the text.
    pub words: Range<usize>,
    /// Index into the sentences.
    pub sentence: usize,
    pub kind: Kind,
    /// "at least 12" is 12 to none.
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// UCUM, ISO 4217, or the counted noun in singular.
    pub unit: Option<String>,
    pub approximate: bool,
    /// The counted noun, by its word.
    pub counted: Option<usize>,
    /// What it is of: "killed", "troops", "money".
    pub slot: Option<&'static str>,
    /// The same in another unit, where the text says so: "1,000 km (621 miles)".
    pub conversion: Option<Conversion>,
}

/// A measure said once more in another unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// UCUM or ISO 4217.
    pub unit: String,
}

/// All quantities of a text, in order, without overlap; those of captions and the like are left out.
pub fn find(document: &Document, names: &[Name], times: &[TimeMention]) -> Vec<QuantityMention> {
    let mut found: Vec<QuantityMention> = Vec::new();
    let taken = never::Taken { names, times };
    let countries = units::countries_of(names);
    for (number, sentence) in document.telling_sentences() {
        let room = read::Room::new(document, taken, &countries, sentence);
        let mut at = sentence.words.start;
        let mut free = at;
        while at < sentence.words.end {
            let Some(mut mention) = room.quantity(at, free, number, &found) else {
                at += 1;
                continue;
            };
            at = mention.words.end.max(at + 1);
            free = at;
            mention.slot = slots::of(document, &mention);
            found.push(mention);
        }
    }
    found
}
