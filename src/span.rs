//! A stretch of text, `[start, end)`.

use serde::{Deserialize, Serialize};

/// A half-open stretch `[start, end)` of the text that was passed in; `start <= end`.
///
/// Inside the crate and in the native API the unit is bytes of UTF-8, always on character boundaries. When a
/// report leaves through the wasm module the unit is UTF-16 code units, so `text.slice(start, end)` works in JavaScript.
///
/// ```
/// let span = dateline::Span::new(6, 11);
/// assert_eq!(span.of("North Korea"), "Korea");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// From `start` up to, and not with, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span from the start of `self` to the end of `last`.
    pub fn to(self, last: Span) -> Self {
        Self { start: self.start, end: last.end }
    }

    /// Length in the unit of the span.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether all of `other` is in it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share something.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` under this span (in bytes); empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}
