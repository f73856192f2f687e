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
    write: Write,
}

/// How a format is written.
#[derive(Debug)]
enum Write {
    /// The report as it is, offsets and all. What runs the library has its own way to do it: serde_json, JSON.stringify.
    Json {
        pretty: bool,
    },
    Reading(fn(&Reading) -> String),
}

/// All formats, as a menu has them.
pub static FORMATS: &[Format] = &[
    Format {
        name: "json",
        label: "JSON, the whole report",
        extension: "json",
        media_type: "application/json",
        joins: true,
        write: Write::Json { pretty: true },
    },
    Format {
        name: "jsonl",
        label: "JSON Lines, the whole report on a line",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        joins: true,
        write: Write::Json { pretty: false },
    },
    Format {
        name: "csv",
        label: "CSV, an event a row",
        extension: "csv",
        media_type: "text/csv",
        joins: true,
        write: Write::Reading(csv::write),
    },
    Format {
        name: "markdown",
        label: "Markdown, to read",
        extension: "md",
        media_type: "text/markdown",
        joins: true,
        write: Write::Reading(markdown::write),
    },
    Format {
        name: "geojson",
        label: "GeoJSON, events on a map",
        extension: "geojson",
        media_type: "application/geo+json",
        joins: false,
        write: Write::Reading(geojson::write),
    },
    Format {
        name: "ics",
        label: "iCalendar, events on a calendar",
        extension: "ics",
        media_type: "text/calendar",
        joins: true,
        write: Write::Reading(calendar::write),
    },
    Format {
        name: "plover",
        label: "PLOVER event records, JSON Lines",
        extension: "jsonl",
        media_type: "application/x-ndjson",
        joins: true,
        write: Write::Reading(records::plover),
    },
    Format {
        name: "cameo",
        label: "CAMEO event records, tab-separated",
        extension: "tsv",
        media_type: "text/tab-separated-values",
        joins: true,
        write: Write::Reading(records::cameo),
    },
    Format {
        name: "webanno",
        label: "Web Annotation, every mention in JSON-LD",
        extension: "jsonld",
        media_type: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
        joins: false,
        write: Write::Reading(annotations::write),
    },
    Format {
        name: "brat",
        label: "brat standoff, every mention beside the text",
        extension: "ann",
        media_type: "text/plain",
        joins: false,
        write: Write::Reading(brat::write),
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

    /// Whether the report as it is, is what this format writes, and whether over several lines.
    #[cfg(target_family = "wasm")]
    pub(crate) fn json(&self) -> Option<bool> {
        if let Write::Json { pretty } = self.write { Some(pretty) } else { None }
    }

    /// Writes a report, whatever unit its offsets are in, over its text.
    ///
    /// # Errors
    /// When the report is of another text.
    #[cfg(not(target_family = "wasm"))]
    pub fn write(&self, report: &Report, text: &str) -> Result<String, Error> {
        let written = self.write_owned(report.clone(), text)?;
        let json = match self.write {
            Write::Json { pretty: true } => serde_json::to_string_pretty(report),
            Write::Json { pretty: false } => serde_json::to_string(report),
            Write::Reading(_) => return Ok(written),
        };
        // A report has no map whose keys are no strings, so this can't fail.
        Ok(json.unwrap_or_default() + "\n")
    }

    /// The same of a report that is not needed any more; empty where the report as it is, is what is asked for.
    pub(crate) fn write_owned(&self, mut report: Report, text: &str) -> Result<String, Error> {
        let unit = reading::to_bytes(&mut report, text)?;
        match self.write {
            Write::Json { .. } => Ok(String::new()),
            Write::Reading(write) => Ok(write(&Reading::of(&report, unit, text))),
        }
    }
}

/// Writes a report in the format of a name, one of [`FORMATS`].
///
/// # Errors
/// When there is no format of this name, or the report is of another text.
#[cfg(not(target_family = "wasm"))]
pub fn export(report: &Report, text: &str, format: &str) -> Result<String, Error> {
    Format::named(format)?.write(report, text)
}
