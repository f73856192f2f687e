//! Zones of the pasted text: headline, dateline, body, boilerplate. Marked, never deleted.

use chrono::NaiveDate;

use crate::Span;
use crate::report::BoilerplateReason;

/// What a stretch of the pasted text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneKind {
    Headline,
    /// "SEOUL, Oct. 31 (Reuters) —"
    Dateline,
    /// A line that only gives the publication date.
    Published,
    /// A heading inside the article.
    SectionHead,
    Body,
    Boilerplate(BoilerplateReason),
}

/// One stretch of text that belongs together; no sentence crosses its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone {
    pub span: Span,
    pub kind: ZoneKind,
    /// Number of the paragraph (a block of the pasted text) that it lies in, from 0.
    pub paragraph: u32,
}

/// The publication date that the text itself gives, with the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub date: NaiveDate,
    pub span: Span,
}

/// The parts of a dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, dash included.
    pub span: Span,
    /// "SEOUL"
    pub place: Span,
}

/// A pasted text in its zones: in order, without overlap, covering all but white space.
#[derive(Debug, Clone, Default)]
pub struct Article {
    pub zones: Vec<Zone>,
    pub title: Option<Span>,
    pub dateline: Option<Dateline>,
    pub published: Option<Published>,
}

/// Finds the zones of `text`.
pub fn read(text: &str, _title_given: bool) -> Article {
    let mut zones = Vec::new();
    let mut at = 0;
    for (paragraph, line) in text.split('\n').enumerate() {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let span = Span::new(start as u32, (start + trimmed.len()) as u32);
            zones.push(Zone { span, kind: ZoneKind::Body, paragraph: paragraph as u32 });
        }
        at += line.len() + 1;
    }
    Article { zones, ..Article::default() }
}
