//! What was read, in formats of others.
//!
//! CoNLL-U is of the text; all others are made of a report and its text, so they can be made of a report that was kept:
//!
//! ```
//! let text = "Police arrested two men in Cairo on Monday.";
//! let report = dateline::extract(text, &Default::default())?;
//! let csv = dateline::export::export(&report, text, "csv")?;
//! assert!(csv.starts_with("id,type,label,"));
//! # Ok::<(), dateline::Error>(())
//! ```
//!
//! Nothing here knows a clock: the same report and text give the same bytes.

mod annotations;
mod brat;
mod calendar;
mod conllu;
mod csv;
mod geojson;
mod json;
mod markdown;
mod reading;
mod records;
mod words;

pub use conllu::conllu;

use crate::options::Error;
use crate::report::Report;
use reading::Reading;

/// A format that a report can be written in.
#[derive(Debug)]
pub struct Format {
    /// For programs: "geojson".
    pub name: &'static str,
    /// For people: "GeoJSON, events on a map".
    pub label: &'static str,
    /// Of its files, without the dot.
    pub extension: &'static str,
    pub media_type: &'static str,
    /// Whether what several texts give can stand one after another in a file.
    pub joins: bool,
    write: fn(&Reading) -> String,
}

/// All formats, as a menu has them.
pub static FORMATS: &[Format] = &[
    Format {
        name: "json",
        label: "JSON, the whole report",
        extension: "json",
        media_type: "application/json",
        joins: true,
        write: json::report_pretty,
    },
    Format {
        name: "jsonl",
        label: "JSON Lines, the whole report on a line",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        joins: true,
        write: json::report_line,
    },
    Format {
        name: "csv",
        label: "CSV, an event a row",
        extension: "csv",
        media_type: "text/csv",
        joins: true,
        write: csv::write,
    },
    Format {
        name: "markdown",
        label: "Markdown, to read",
        extension: "md",
        media_type: "text/markdown",
        joins: true,
        write: markdown::write,
    },
    Format {
        name: "geojson",
        label: "GeoJSON, events on a map",
        extension: "geojson",
        media_type: "application/geo+json",
        joins: false,
        write: geojson::write,
    },
    Format {
        name: "ics",
        label: "iCalendar, events on a calendar",
        extension: "ics",
        media_type: "text/calendar",
        joins: true,
        write: calendar::write,
    },
    Format {
        name: "plover",
        label: "PLOVER event records, JSON Lines",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        joins: true,
        write: records::plover,
    },
    Format {
        name: "cameo",
        label: "CAMEO event records, tab-separated",
        extension: "tsv",
        media_type: "text/tab-separated-values",
        joins: true,
        write: records::cameo,
    },
    Format {
        name: "webanno",
        label: "Web Annotation, every mention in JSON-LD",
        extension: "jsonld",
        media_type: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
        joins: false,
        write: annotations::write,
    },
    Format {
        name: "brat",
        label: "brat standoff, every mention beside the text",
        extension: "ann",
        media_type: "text/plain",
        joins: false,
        write: brat::write,
    },
];

impl Format {
    /// # Errors
    /// When there is no format of this name.
    pub fn named(name: &str) -> Result<&'static Self, Error> {
        FORMATS.iter().find(|format| format.name == name).ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            Error::new("bad-format", format!("no format is \"{name}\"; there are {}", names.join(", ")))
        })
    }

    /// Writes a report, whatever unit its offsets are in, over its text.
    ///
    /// # Errors
    /// When the report is of another text.
    pub fn write(&self, report: &Report, text: &str) -> Result<String, Error> {
        let bytes = reading::in_bytes(report, text)?;
        Ok((self.write)(&Reading::of(report, &bytes, text)))
    }
}

/// Writes a report in the format of a name, one of [`FORMATS`].
///
/// # Errors
/// When there is no format of this name, or the report is of another text.
pub fn export(report: &Report, text: &str, format: &str) -> Result<String, Error> {
    Format::named(format)?.write(report, text)
}
