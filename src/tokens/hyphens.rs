//! Compounds at the hyphen. Universal Dependencies 2.16 splits them ("long", "-", "range") but keeps a word whole that
//! begins with a prefix ("co-operate", "pre-war"), as it does telephone numbers and dates in figures.

use super::lists::{PREFIXES, SUFFIXES, has};

/// Whether the parts on both sides of a hyphen are one token. `first`: no hyphen stands before the left part;
/// `after` is what follows the right part.
pub fn joins(left: &str, right: &str, first: bool, after: &str) -> bool {
    if is_figures(left) && is_figures(right) {
        return joins_figures(left, right, first, after);
    }
    if right.starts_with(|c: char| c.is_ascii_digit()) {
        // "mid-1980s", but "COVID-19" and "post-2015" are split.
        return left.eq_ignore_ascii_case("mid");
    }
    if has(SUFFIXES, right) {
        return left.chars().count() > 1;
    }
    // "UN-backed" begins with no prefix.
    let short_name = left.len() == 2 && left.bytes().all(|b| b.is_ascii_uppercase()) && !is_capitals(right);
    first && !short_name && is_prefix(left)
}

/// Whether what follows the hyphen of such a beginning stays with it: "re" of "re-elect".
pub fn is_prefix(beginning: &str) -> bool {
    has(PREFIXES, beginning)
}

fn is_capitals(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_figures(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// "713-555-0142" and "04-12-2000" are one token; a score or a range, "2-1" or "500-1000", is three.
fn joins_figures(left: &str, right: &str, first: bool, after: &str) -> bool {
    let next = after
        .strip_prefix('-')
        .map(|rest| rest.bytes().take(6).take_while(u8::is_ascii_digit).count())
        .unwrap_or(0);
    match (left.len(), right.len()) {
        (3, 3) | (1, 3) => next >= 3,
        (3, 4) => !(first && left.ends_with('0') && right.ends_with('0')),
        (5, 4) => !right.ends_with('0'),
        (1 | 2, 1 | 2) if first => next == 4 || next == 2,
        (4, 2) => next == 2,
        (2, 2 | 4) => !first,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_numbers_and_the_rest() {
        let whole = [
            ("co", "operate", ""),
            ("pre", "war", ""),
            ("Non", "proliferation", ""),
            ("E", "mail", ""),
            ("mid", "1980s", ""),
            ("career", "wise", ""),
            ("555", "0142", ""),
            ("713", "555", "-0142"),
            ("04", "12", "-2000"),
            ("2016", "05", "-04"),
            ("NON", "PROFIT", ""),
        ];
        for (left, right, after) in whole {
            assert!(joins(left, right, true, after), "{left}-{right}");
        }
        let split = [
            ("long", "range", ""),
            ("F", "16", ""),
            ("COVID", "19", ""),
            ("2", "1", ""),
            ("UN", "backed", ""),
            ("al", "Qaeda", ""),
            ("500", "1000", ""),
            ("2007", "08", ""),
            ("self", "defence", ""),
        ];
        for (left, right, after) in split {
            assert!(!joins(left, right, true, after), "{left}-{right}");
        }
        assert!(!joins("co", "op", false, ""), "only at the start");
    }
}
