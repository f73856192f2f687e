//! stand-in until merged
use std::ops::Range;
use chrono::NaiveDate;
use crate::{Span, report, syntax::Syntax, tokens::Tokens};
#[derive(Debug, Clone)]
pub struct TimeMention { pub span: Span, pub words: Range<usize>, pub sentence: usize }
impl TimeMention {
    pub fn is_point(&self) -> bool { true }
    pub fn to_report(&self, id: String) -> report::Time {
        report::Time { id, start: 0, end: 0, kind: report::TimeType::Date, value: String::new(), modifier: None, from: None, to: None, basis: None }
    }
}
pub fn find(_t: &str, _k: &Tokens, _s: &Syntax, _p: Option<NaiveDate>) -> Vec<TimeMention> { Vec::new() }
