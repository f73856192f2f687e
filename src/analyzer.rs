//! From text to report: the pipeline.

use crate::article;
use crate::options::{AnalyzerOptions, Error, Options, parse_published};
use crate::report::{self, OffsetUnit, Report, SCHEMA};
use crate::syntax;
use crate::tokens;

/// Reads articles; reusable. Holds what is the same for every text.
#[derive(Debug, Clone, Default)]
pub struct Analyzer {
    min_confidence: f64,
}

impl Analyzer {
    /// # Errors
    /// When an option can't be had; the message names it and its value.
    pub fn new(options: &AnalyzerOptions) -> Result<Self, Error> {
        let min_confidence = options.min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(Error::new(
                "bad-min-confidence",
                format!("option `minConfidence`: {min_confidence} is not between 0 and 1"),
            ));
        }
        Ok(Self { min_confidence })
    }

    /// Reads one text. Any text gives a report.
    ///
    /// # Errors
    /// When an option can't be had; the message names it and its value.
    pub fn extract(&self, text: &str, options: &Options) -> Result<Report, Error> {
        let given = options.published.as_deref().map(parse_published).transpose()?;
        let article = article::read(text, options.title.is_some());
        let tokens = tokens::tokenize(text, &article);
        let _syntax = syntax::analyze(text, &tokens);
        let _ = self.min_confidence;
        Ok(Report {
            schema: SCHEMA.into(),
            offsets: OffsetUnit::Bytes,
            document: report::Document {
                title: article.title,
                dateline: None,
                published: given.map(|g| g.date.to_string()),
                published_basis: given.map(|_| report::PublishedBasis::Given),
                language: "en".into(),
                boilerplate: Vec::new(),
                sentences: tokens.sentences.iter().map(|s| s.span).collect(),
                warnings: Vec::new(),
                summary: None,
            },
            entities: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            order: Vec::new(),
        })
    }
}
