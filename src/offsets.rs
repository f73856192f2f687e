//! Offsets in other units: bytes inside, UTF-16 code units at the JavaScript border, code points for some exports.

use crate::report::{OffsetUnit, Report, Span};

/// Translates byte offsets of one text into another unit.
pub(crate) struct Offsets {
    /// For every 64th byte, how many units lie before it.
    checkpoints: Vec<u32>,
    unit: OffsetUnit,
}

const STRIDE: usize = 64;

fn width(unit: OffsetUnit, byte: u8) -> u32 {
    match (unit, byte) {
        (OffsetUnit::Bytes, _) => 1,
        // A character is counted at its first byte; four-byte characters are two UTF-16 units.
        (_, 0x80..=0xBF) => 0,
        (OffsetUnit::Utf16, 0xF0..) => 2,
        _ => 1,
    }
}

impl Offsets {
    pub(crate) fn new(text: &str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(units);
            units += chunk.iter().map(|&b| width(unit, b)).sum::<u32>();
        }
        checkpoints.push(units);
        Self { checkpoints, unit }
    }

    /// What lies before the byte `byte` of the text.
    pub(crate) fn at(&self, text: &str, byte: u32) -> u32 {
        let byte = (byte as usize).min(text.len());
        let base = byte / STRIDE;
        let rest = text.as_bytes()[base * STRIDE..byte].iter().map(|&b| width(self.unit, b)).sum::<u32>();
        self.checkpoints[base] + rest
    }
}

/// Rewrites every offset of a report over `text` from bytes to `unit`, once.
///
/// A report whose offsets are not in bytes is left as it is.
pub fn convert(report: &mut Report, text: &str, unit: OffsetUnit) {
    if report.offsets != OffsetUnit::Bytes || unit == OffsetUnit::Bytes {
        return;
    }
    report.offsets = unit;
    if text.is_ascii() {
        return;
    }
    let offsets = Offsets::new(text, unit);
    each_offset(report, &mut |offset| *offset = offsets.at(text, *offset));
}

/// Rewrites every offset of a report over `text` to bytes.
///
/// # Errors
/// The first offset that is none of this text: it lies behind its end or inside a character.
pub(crate) fn to_bytes(report: &mut Report, text: &str) -> Result<(), u32> {
    // For each unit the byte that it begins at; none where it is inside a character.
    let mut bytes: Vec<Option<u32>> = Vec::new();
    for (byte, c) in (0..).zip(text.bytes()) {
        for unit in 0..width(report.offsets, c) {
            bytes.push(Some(byte).filter(|&byte| unit == 0 && text.is_char_boundary(byte as usize)));
        }
    }
    bytes.push(u32::try_from(text.len()).ok());
    let mut wrong = None;
    each_offset(report, &mut |offset| match bytes.get(*offset as usize) {
        Some(&Some(byte)) => *offset = byte,
        _ => wrong = wrong.or(Some(*offset)),
    });
    report.offsets = OffsetUnit::Bytes;
    wrong.map_or(Ok(()), Err)
}

/// Calls `f` on every offset of a report.
fn each_offset(report: &mut Report, f: &mut impl FnMut(&mut u32)) {
    let mut span = |s: &mut Span| {
        f(&mut s.start);
        f(&mut s.end);
    };
    let document = &mut report.document;
    document.title.iter_mut().for_each(&mut span);
    document.dateline.iter_mut().for_each(|d| span(&mut d.span));
    document.sentences.iter_mut().for_each(&mut span);
    document.warnings.iter_mut().filter_map(|w| w.span.as_mut()).for_each(&mut span);
    for statement in &mut report.statements {
        statement.cue.iter_mut().for_each(&mut span);
        statement.content.iter_mut().for_each(&mut span);
    }
    for event in &mut report.events {
        for mention in &mut event.mentions {
            span(&mut mention.trigger);
            mention.cues.iter_mut().for_each(&mut span);
        }
        event.arguments.iter_mut().for_each(|a| span(&mut a.span));
    }
    report.order.iter_mut().filter_map(|o| o.cue.as_mut()).for_each(&mut span);
    let boilerplate = report.document.boilerplate.iter_mut().map(|b| (&mut b.start, &mut b.end));
    let mentions =
        report.entities.iter_mut().flat_map(|e| &mut e.mentions).map(|m| (&mut m.start, &mut m.end));
    let times = report.times.iter_mut().map(|t| (&mut t.start, &mut t.end));
    report.quantities.iter_mut().filter_map(|q| q.counted.as_mut()).for_each(&mut span);
    let quantities = report.quantities.iter_mut().map(|q| (&mut q.start, &mut q.end));
    for (start, end) in boilerplate.chain(mentions).chain(times).chain(quantities) {
        f(start);
        f(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_boundary_in_every_unit() {
        let text = "é€😀 don’t\u{301} 東京 ".repeat(20);
        for unit in [OffsetUnit::Utf16, OffsetUnit::Chars] {
            let offsets = Offsets::new(&text, unit);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..byte];
                let expected = match unit {
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                    _ => before.chars().count(),
                };
                assert_eq!(offsets.at(&text, byte as u32), expected as u32);
            }
        }
    }

    #[test]
    fn back_to_bytes() {
        let text = "é 😀 Police arrested a man. 😀";
        let report = crate::extract(text, &Default::default()).unwrap();
        for unit in [OffsetUnit::Bytes, OffsetUnit::Utf16, OffsetUnit::Chars] {
            let mut converted = report.clone();
            convert(&mut converted, text, unit);
            let mut back = converted.clone();
            assert_eq!(to_bytes(&mut back, text), Ok(()));
            assert_eq!(back, report);
            // behind the end, and inside of a character
            assert!(to_bytes(&mut converted.clone(), "é 😀 Police").is_err());
            let emoji = Offsets::new(text, unit).at(text, "é ".len() as u32);
            for (end, right) in [(u32::MAX, false), (emoji, true), (emoji + 1, unit == OffsetUnit::Chars)] {
                converted.document.sentences[0].end = end;
                assert_eq!(to_bytes(&mut converted.clone(), text).is_ok(), right, "{unit:?} {end}");
            }
        }
    }
}
