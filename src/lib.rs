//! Dateline reads a news article and gives its events as structured data: who did what to whom, when, where, how
//! surely, and who says so, each tied to the words it was read from.
//!
//! Text goes in at the front, a report comes out at the back; the rooms between them are in the order of the text's
//! way: [`article`], [`tokens`], [`syntax`], [`names`], [`times`], [`entities`], [`statements`], [`events`].
//!
//! ```
//! let options = dateline::Options { published: Some("2024-10-31".into()), ..Default::default() };
//! let report = dateline::extract("North Korea launched a ballistic missile early Thursday.", &options)?;
//! assert_eq!(report.events[0].kind, "military.weapon-test");
//! assert_eq!(report.times[0].value, "2024-10-31TMO");
//! # Ok::<(), dateline::Error>(())
//! ```

mod analyzer;
pub mod article;
mod assemble;
pub mod document;
pub mod entities;
pub mod events;
pub mod export;
mod language;
pub mod merge;
pub mod names;
mod offsets;
mod options;
mod order;
pub mod quantities;
pub mod report;
mod sorted;
mod span;
pub mod statements;
mod summary;
mod synonyms;
pub mod syntax;
pub mod times;
pub mod tokens;
#[cfg(target_family = "wasm")]
mod wasm;
#[doc(hidden)]
pub mod work;

pub use analyzer::Analyzer;
pub use events::{EventType, Tone};
pub use merge::merge;
pub use offsets::convert as convert_offsets;
pub use options::{
    AnalyzerOptions, CodesDefinition, Error, EventTypeDefinition, Options, Roles, TriggerDefinition,
};
pub use report::Report;
pub use span::Span;

/// Reads one text with the default [`Analyzer`].
///
/// # Errors
/// When an option can't be had; text never makes an error.
pub fn extract(text: &str, options: &Options) -> Result<Report, Error> {
    Analyzer::shared().extract(text, options)
}
