//! Two numbers that are one quantity: ranges, scores, "5 feet 6 inches", "one in five", and the same measure in another unit.

use super::lexicon::{self, Bound};
use super::numbers::Form;
use super::read::{Amount, Room, product, unit_with_time};
use super::units::{self, Measure};
use super::{Conversion, Kind};
use crate::sorted::has;

/// How many times its start the end of a range is at most, right after a verb of change.
const MOST_OF_RANGE: f64 = 5.0;

impl Room<'_> {
    /// "5 feet 2 inches", "3 dollars and 50 cents": the smaller unit as a part of the greater.
    pub(super) fn compound(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let Some(first) = amount.measure.filter(|_| amount.min == amount.max && amount.per.is_none()) else {
            return;
        };
        if first.kind != Kind::Money && !matches!(first.code, "[ft_i]" | "[lb_av]") {
            return;
        }
        let mut at = amount.words.end;
        if matches!(reader.norm(at), "and" | "," | "-") {
            at += 1;
        }
        let Some(number) = reader.number(at, false) else { return };
        let (second, end) = match self.measures.after(&number) {
            Some(found) => found,
            // "12 ft 2 in", "5-foot-11"
            None if first.code == "[ft_i]"
                && (reader.norm(number.words.end) == "in" && reader.norm(at - 1) != ","
                    || reader.is_hyphen(at - 1)) =>
            {
                let inch = lexicon::unit_named("inch").map(Measure::from);
                let Some(inch) = inch else { return };
                (inch, number.words.end + usize::from(reader.norm(number.words.end) == "in"))
            }
            None => return,
        };
        let part = match (first.code, second.code) {
            ("[ft_i]", "[in_i]") => 1.0 / 12.0,
            ("[lb_av]", "[oz_av]") => 1.0 / 16.0,
            (a, b) if a == b && second.times < 1.0 && first.times == 1.0 => second.times,
            _ => return,
        };
        let value = amount.value() + number.value * part;
        (amount.min, amount.max) = (Some(value), Some(value));
        amount.words.end = end;
        amount.number.end = number.words.end;
    }

    /// "nine out of 10", "one in five": a part of the whole.
    pub(super) fn out_of(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let value = amount.value();
        if amount.measure.is_some() || amount.approximate || matches!(amount.form, Form::Ordinal | Form::Part)
        {
            return;
        }
        let end = amount.words.end;
        let out = reader.norm(end) == "out" && reader.norm(end + 1) == "of";
        let at = match reader.norm(end) {
            "out" if out => end + 2,
            "in" => end + 1,
            _ => return,
        };
        let at = if out && matches!(reader.norm(at), "every" | "each") { at + 1 } else { at };
        let Some(whole) = reader.number(at, false).filter(|whole| whole.suffix.is_empty()) else { return };
        let round = matches!(whole.value as u64, 2..=10 | 20 | 25 | 50 | 100 | 1000 | 10_000 | 100_000);
        let few = value >= 1.0 && value < whole.value && value.fract() == 0.0;
        let year = whole.form == Form::PlainFigures && whole.value >= 1900.0 && whole.value <= 2100.0;
        let parts = matches!(whole.form, Form::Ordinal | Form::Part);
        if !few || parts || year || !(out || value == 1.0 || round && value < 10.0) {
            return;
        }
        // "one in two cities": a number of them in some; "killed three in 10 days"
        if self.measures.after(&whole).is_some() || self.taken.time(at).is_some() {
            return;
        }
        let part = value / whole.value;
        (amount.min, amount.max) = (Some(part), Some(part));
        amount.form = Form::Part;
        amount.words.end = whole.words.end;
        amount.number.end = whole.words.end;
    }

    /// Takes in the second number of a range or a score: "10,000-12,000", "between 5 and 10", "2-1".
    pub(super) fn extend(&self, amount: &mut Amount, free: usize) {
        let reader = &self.reader;
        if amount.approximate || amount.form == Form::Ordinal {
            return;
        }
        let end = amount.words.end;
        let before = amount
            .words
            .start
            .checked_sub(1)
            .filter(|&word| word >= free)
            .map_or("", |word| reader.norm(word));
        let dash = matches!(reader.norm(end), "-" | "–" | "‑" | "‐" | "—" | "--");
        let joined = dash && reader.joined(end - 1) == reader.joined(end);
        let (hyphen_to, next) = match reader.norm(end) {
            _ if dash && joined => (reader.is_hyphen(end) && reader.norm(end + 1) == "to", end + 1),
            "to" | "and" | "or" | "through" | "thru" | "~" => (false, end + 1),
            _ => return,
        };
        // "five-to-ten-year"
        let next = if hyphen_to { reader.past_hyphen(end + 2) } else { next };
        let link = if dash && !hyphen_to {
            "-"
        } else if hyphen_to {
            "to"
        } else {
            reader.norm(end)
        };
        // "between 2 kg and about 7 kg"
        let softened = matches!(
            reader.norm(next),
            "even"
                | "maybe"
                | "perhaps"
                | "about"
                | "around"
                | "nearly"
                | "approximately"
                | "roughly"
                | "almost"
                | "possibly"
                | "some"
        );
        let next = if softened && link != "-" { next + 1 } else { next };
        let Some(second) = self.second(next, amount.measure) else { return };
        if second.form == Form::Ordinal || second.approximate {
            return;
        }
        let same_unit = match (amount.measure, second.measure) {
            (Some(a), Some(b)) => {
                a.code == b.code || a.kind == Kind::Money && b.kind == Kind::Money && b.code == "USD"
            }
            (None, _) => true,
            // "$5 to 10 million"
            (Some(a), None) => a.kind == Kind::Money || link == "-" && amount.words.end == amount.number.end,
        };
        if !same_unit || matches!(amount.form, Form::Part) != matches!(second.form, Form::Part) {
            return;
        }
        let (mut low, high) = (amount.value(), second.value());
        // "5-10 million", "$5 to 10 million"
        if amount.scale == 1.0 && second.scale >= 1000.0 && low < 1000.0 && amount.form != Form::Part {
            low *= second.scale;
        }
        // "two or three decades"
        if second.measure.is_some_and(|m| m.times != 1.0) && amount.measure.is_none() {
            low = product(low, second.measure);
        }
        let from = before == "from";
        let between = before == "between";
        let plain = amount.measure.is_none() && second.measure.is_none();
        // "rose $1.20 to $93.50": by how much, and to what
        let by_and_to =
            amount.measure.is_some()
                && high > MOST_OF_RANGE * low
                && amount.words.start.checked_sub(1).is_some_and(|word| {
                    word >= reader.start && has(lexicon::CHANGES, self.document.lemma(word))
                });
        let changes = from && self.changes(amount.words.start) || by_and_to;
        let is_range = match link {
            "and" => between && low <= high,
            "to" | "through" | "thru" | "~" => !changes && low < high,
            // "two or three", "50 or 60"
            "or" => {
                low < high && high <= low * 2.0 && amount.measure.is_none() && amount.form != Form::Part
                    || low == 1.0 && high == 2.0
            }
            _ => low < high && !(plain && self.is_score(amount, &second)),
        };
        if is_range {
            amount.min = Some(low);
            amount.max = Some(high);
            amount.words.end = second.words.end;
            amount.number.end = second.number.end;
            amount.measure = second.measure.or(amount.measure);
            amount.per = second.per;
            amount.kind = second.kind;
            amount.form = second.form;
            if from || between {
                amount.words.start -= 1;
            }
            return;
        }
        // "a 2-1 victory", "won 3-0"
        let small = low.fract() == 0.0 && high.fract() == 0.0 && low < 300.0 && high < 300.0;
        if link == "-" && plain && small && self.is_score(amount, &second) {
            amount.min = Some(low.min(high));
            amount.max = Some(low.max(high));
            amount.words.end = second.words.end;
            amount.number.end = second.number.end;
            amount.kind = Some(Kind::Score);
        }
    }

    /// The second number of a range, which may have a sign of its own.
    pub(super) fn second(&self, at: usize, first: Option<Measure>) -> Option<Amount> {
        let reader = &self.reader;
        if let Some((measure, number)) = self.measures.money_before(at) {
            let mut amount = Amount::single(&number, Some(measure), at..number.words.end);
            self.of_time(&mut amount);
            return Some(amount);
        }
        let money = first.is_some_and(|measure| measure.kind == Kind::Money);
        let number = reader.number(at, money)?;
        let found = if number.form == Form::Ordinal { None } else { self.measures.after(&number) };
        let mut amount = match found {
            Some((measure, end)) => Amount::single(&number, Some(measure), at..end),
            None if !number.suffix.is_empty() => return None,
            None => Amount::single(&number, None, at..number.words.end),
        };
        self.of_time(&mut amount);
        Some(amount)
    }

    /// "rose from 3% to 5%": a verb or noun of change shortly before.
    pub(super) fn changes(&self, at: usize) -> bool {
        let from = at.saturating_sub(10).max(self.reader.start);
        (from..at).any(|word| {
            has(lexicon::CHANGES, self.document.lemma(word))
                || has(lexicon::CHANGES, self.document.norm(word))
        })
    }

    /// Whether two numbers with a hyphen between are a score.
    pub(super) fn is_score(&self, first: &Amount, second: &Amount) -> bool {
        if first.form != Form::PlainFigures || second.form != Form::PlainFigures {
            return false;
        }
        let contest = |word: usize| {
            has(lexicon::CONTESTS, self.document.norm(word))
                || has(lexicon::CONTESTS, self.document.lemma(word))
        };
        let end = second.words.end;
        // "a 2-1 victory", "won 2-1", "6-3, 6-3"; the first the higher: no range
        let falls = first.value() >= second.value();
        let after = (end..self.reader.end.min(end + 3)).any(contest);
        let before =
            (first.words.start.saturating_sub(8).max(self.reader.start)..first.words.start).any(contest);
        after || before || falls
    }

    /// "more than 5 *and less than 10*": the other end of the same.
    pub(super) fn other_end(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let end = amount.words.end;
        if !matches!(reader.norm(end), "and" | "but") || amount.min.is_some() == amount.max.is_some() {
            return;
        }
        for at in end + 2..reader.end.min(end + 7) {
            let bound = lexicon::bound_before(&self.document.norms(&(end + 1..at)));
            let Some(bound @ (Bound::Least | Bound::Most)) = bound else { continue };
            let Some(second) = self.second(at, amount.measure) else { continue };
            let value = second.value();
            let fits = match bound {
                Bound::Least => amount.min.is_none() && amount.max.is_some_and(|max| value <= max),
                _ => amount.max.is_none() && amount.min.is_some_and(|min| min <= value),
            };
            let same =
                second.measure.map(|m| m.code) == amount.measure.map(|m| m.code) || amount.measure.is_none();
            if !fits || !same {
                return;
            }
            match bound {
                Bound::Least => amount.min = Some(value),
                _ => amount.max = Some(value),
            }
            amount.measure = second.measure;
            amount.words.end = second.words.end;
            amount.number.end = second.number.end;
            return;
        }
    }

    /// Takes in the same measure in another unit: "1,000 km (621 miles)", "1,000 km, or 621 miles,".
    pub(super) fn conversion(&self, amount: &mut Amount) -> Option<Conversion> {
        let reader = &self.reader;
        let first = amount.measure?;
        if amount.kind.is_some()
            || matches!(first.kind, Kind::Duration | Kind::Percent | Kind::Points | Kind::Angle)
        {
            return None;
        }
        let mut at = amount.words.end;
        // "1,000 km long (…)" stays two
        let bracket = matches!(reader.norm(at), "(" | "[");
        if bracket || matches!(reader.norm(at), "/" | "-") {
            at += 1;
        } else {
            // ", or 621 miles,"
            at += usize::from(reader.norm(at) == ",");
            if reader.norm(at) != "or" {
                return None;
            }
            at += 1;
        }
        // "(about 621 miles)", "(roughly US$940 million)"
        let mut skipped = 0;
        while skipped < 3 && self.measures.money_before(at).is_none() && reader.number(at, false).is_none() {
            if reader.term(at).is_some() || at >= reader.end || matches!(reader.norm(at), ")" | ",") {
                return None;
            }
            let bound = (1..=3).any(|n| {
                at + n <= reader.end && lexicon::bound_before(&self.document.norms(&(at..at + n))).is_some()
            });
            if !bound
                && !matches!(reader.norm(at), "than" | "to" | "least" | "or" | "equivalent" | "worth" | "=")
            {
                return None;
            }
            at += 1;
            skipped += 1;
        }
        let mut second = self.second(at, None)?;
        self.extend(&mut second, at);
        let other = second.measure?;
        let same = match (first.kind, other.kind) {
            (Kind::Money, Kind::Money) => first.code != other.code,
            (Kind::Temperature, Kind::Temperature) => first.code != other.code,
            _ => {
                unit_with_time(first.code, amount.per) != unit_with_time(other.code, second.per)
                    && close(amount, &first, &second, &other)
            }
        };
        if !same {
            return None;
        }
        let mut end = second.words.end;
        if bracket {
            // "($13 million; £10 million)": to the bracket if it is near
            let close = (end..reader.end.min(end + 12)).find(|&word| matches!(reader.norm(word), ")" | "]"));
            let direct = matches!(reader.norm(end), ")" | "]" | "," | ";" | "/" | "or");
            end = close.filter(|_| direct).map_or(end, |close| close + 1);
        }
        amount.words.end = end;
        Some(Conversion { min: second.min, max: second.max, unit: unit_with_time(other.code, second.per) })
    }
}

/// Whether two measures are of the same size, but for rounding.
fn close(first: &Amount, unit: &Measure, second: &Amount, other: &Measure) -> bool {
    let size = |value: f64, measure: &Measure, per: Option<&str>| {
        value * measure.si / per.map_or(1.0, units::seconds)
    };
    let a = size(first.value(), unit, first.per);
    let b = size(second.value(), other, second.per);
    let kinds = unit.kind == other.kind || first.per.is_some() != second.per.is_some();
    kinds && a.is_finite() && b.is_finite() && a > 0.0 && (a / b - 1.0).abs() <= 0.08
}
