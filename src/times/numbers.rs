//! Counts and ordinals in words and figures.

use super::lexicon::{Term, Unit};
use super::reader::Reader;

impl Reader<'_> {
    /// How many, in tenths: "three", "48", "twenty-five", "2.5", "two and a half", "a", "a few"; `None` inside for
    /// "several".
    pub fn count(&self, at: usize) -> Option<(Option<u32>, usize)> {
        match self.term(at) {
            // "a couple of weeks", "the next couple weeks"
            Term::A if self.is_couple(at + 1) => Some((Some(20), self.skip(at + 2, |term| term == Term::Of))),
            Term::Few if self.is_couple(at) => Some((Some(20), self.skip(at + 1, |term| term == Term::Of))),
            // "a few days"
            Term::A if self.term(at + 1) == Term::Few => {
                Some((None, self.skip(at + 2, |term| term == Term::Of)))
            }
            // "a hundred years", "a dozen days"
            Term::A if matches!(self.term(at + 1), Term::Scale(_)) => self.cardinal(at + 1),
            // "another three days", "another week"
            Term::Another => Some(self.cardinal(at + 1).unwrap_or((Some(10), at + 1))),
            Term::A => Some((Some(10), at + 1)),
            // "in as many weeks"
            Term::Few if self.norm(at.wrapping_sub(1)) == "as" => None,
            Term::Few => Some((None, self.skip(at + 1, |term| term == Term::Of))),
            // "[Ten] years ago": put in by an editor
            Term::Symbol('[') if self.symbol(at + 2, ']') => {
                self.cardinal(at + 1).map(|(count, end)| (count, end + 1)).filter(|(_, end)| *end == at + 3)
            }
            // "½ hour"
            Term::Symbol('½') => Some((Some(5), at + 1)),
            // "half a dozen years"
            Term::Half if self.term(at + 1) == Term::A && self.term(at + 2) == Term::Scale(12) => {
                Some((Some(60), at + 3))
            }
            _ => {
                let (count, end) = self.cardinal(at)?;
                // "two and a half years", "two-and-a-half-year"
                let hyphen = |at: usize| if self.hyphen(at) { at + 1 } else { at };
                let and = hyphen(end);
                let a = hyphen(and + 1);
                let half = hyphen(a + 1);
                if (self.term(and), self.term(a), self.term(half)) == (Term::And, Term::A, Term::Half) {
                    return Some((count.and_then(|count| count.checked_add(5)), half + 1));
                }
                // "1 and ½ hours"
                if self.term(end) == Term::And && self.symbol(end + 1, '½') {
                    return Some((count.and_then(|count| count.checked_add(5)), end + 2));
                }
                Some((count, end))
            }
        }
    }

    /// "couple"
    pub fn is_couple(&self, at: usize) -> bool {
        self.term(at) == Term::Few && self.norm(at) == "couple"
    }

    /// "48", "1,500", "2.5", "two hundred", "twenty-five", in tenths.
    fn cardinal(&self, at: usize) -> Option<(Option<u32>, usize)> {
        match self.term(at) {
            Term::Digits(count, 1..=4) => {
                // the 500 of "1,500 years", the 5 of "2.5 hours", the 4 of "$4"
                let inside = self.glued(at)
                    && matches!(self.before(at), Term::Symbol(sign) if !"(-\u{2013}\u{2014}\"“[/".contains(sign));
                if inside {
                    return None;
                }
                let next = self.glued(at + 1) && self.glued(at + 2);
                match (self.term(at + 1), self.term(at + 2)) {
                    (Term::Symbol(','), Term::Digits(rest, 3)) if next && count < 1000 => {
                        Some((Some((count * 1000 + rest) * 10), at + 3))
                    }
                    (Term::Symbol('.'), Term::Digits(part, 1)) if next => {
                        Some((Some(count * 10 + part), at + 3))
                    }
                    // "2.25 seconds"
                    (Term::Symbol('.' | ','), Term::Digits(..)) if next => None,
                    // "2 1/2 years"
                    (Term::Digits(1, 1), Term::Symbol('/'))
                        if self.term(at + 3) == Term::Digits(2, 1)
                            && self.glued(at + 2)
                            && self.glued(at + 3) =>
                    {
                        Some((Some(count * 10 + 5), at + 4))
                    }
                    (Term::Symbol('½'), _) if self.glued(at + 1) => Some((Some(count * 10 + 5), at + 2)),
                    _ => Some((Some(count * 10), at + 1)),
                }
            }
            Term::Number(tens) => {
                let next = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
                let (count, end) = match self.term(next) {
                    Term::Number(ones @ 1..=9) if tens >= 20 => (tens + ones, next + 1),
                    _ => (tens, at + 1),
                };
                match self.term(end) {
                    Term::Scale(scale) => Some((Some(count * scale * 10), end + 1)),
                    _ => Some((Some(count * 10), end)),
                }
            }
            Term::Scale(scale) => Some((Some(scale * 10), at + 1)),
            _ => None,
        }
    }

    /// "first", "21st", "twenty-first"
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        match self.term(at) {
            Term::Ordinal(number) => Some((number, at + 1)),
            Term::Unit(Unit::Second) => Some((2, at + 1)),
            Term::Digits(number, 1 | 2) if self.term(at + 1) == Term::Suffix && self.glued(at + 1) => {
                Some((number, at + 2))
            }
            Term::Number(tens @ (20 | 30)) if self.dash(at + 1) => match self.term(at + 2) {
                Term::Ordinal(ones @ 1..=9) => Some((tens + ones, at + 3)),
                Term::Unit(Unit::Second) => Some((tens + 2, at + 3)),
                _ => None,
            },
            _ => None,
        }
    }
}
