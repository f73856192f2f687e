//! One quantity: number, sign, unit, bounds, range and conversion put together.

use std::ops::Range;

use super::lexicon::{self, Bound, Term, has};
use super::never::{self, Taken};
use super::numbers::{Form, Number, Reader};
use super::units::{self, Measure, Measures};
use super::{Conversion, Kind, QuantityMention, bounds, counted};
use crate::document::Document;
use crate::report::TimeType;
use crate::syntax::{Deprel, Upos, Xpos};

/// One sentence to read quantities in.
pub(super) struct Room<'d> {
    document: &'d Document<'d>,
    reader: Reader<'d>,
    measures: Measures<'d>,
    taken: Taken<'d>,
    start: usize,
}

/// A number with its unit, before bounds and what it counts are known.
#[derive(Debug, Clone)]
struct Amount {
    /// With sign and unit.
    words: Range<usize>,
    /// The number alone.
    number: Range<usize>,
    min: Option<f64>,
    max: Option<f64>,
    approximate: bool,
    form: Form,
    scale: f64,
    measure: Option<Measure>,
    /// "a day"
    per: Option<&'static str>,
    /// Set where the words themselves say the kind: "34-year-old", "twice".
    kind: Option<Kind>,
}

impl Amount {
    fn single(number: &Number, measure: Option<Measure>, words: Range<usize>) -> Self {
        let value = number.value * measure.map_or(1.0, |measure| measure.times);
        Self {
            words,
            number: number.words.clone(),
            min: Some(value),
            max: Some(value),
            approximate: false,
            form: number.form,
            scale: number.scale,
            measure,
            per: None,
            kind: None,
        }
    }

    fn vague(words: Range<usize>, min: f64, max: Option<f64>) -> Self {
        Self {
            number: words.clone(),
            words,
            min: Some(min),
            max,
            approximate: true,
            form: Form::Words,
            scale: 1.0,
            measure: None,
            per: None,
            kind: None,
        }
    }

    fn value(&self) -> f64 {
        self.min.or(self.max).unwrap_or(0.0)
    }
}

impl<'d> Room<'d> {
    pub(super) fn new(
        document: &'d Document<'d>,
        taken: Taken<'d>,
        country: Option<(&'static str, bool)>,
        sentence: Range<usize>,
    ) -> Self {
        let reader = Reader { document, end: sentence.end };
        Self { document, reader, measures: Measures { reader, country }, taken, start: sentence.start }
    }

    /// The quantity that begins at a word or whose number does. `free`: the words before belong to others; `last` is the
    /// quantity before.
    pub(super) fn quantity(
        &self,
        at: usize,
        free: usize,
        sentence: usize,
        last: Option<&QuantityMention>,
    ) -> Option<QuantityMention> {
        let mut amount = self.amount(at)?;
        self.compound(&mut amount);
        self.out_of(&mut amount);
        self.extend(&mut amount, free);
        let conversion = self.conversion(&mut amount);
        self.finish(amount, conversion, free, sentence, last)
    }

    /// A number with sign and unit at a word.
    fn amount(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        if let Some((measure, number)) = self.measures.money_before(at) {
            let words = at..number.words.end;
            return Some(Amount::single(&number, Some(measure), words));
        }
        if let Some(vague) = self.vague(at).or_else(|| self.none(at)) {
            return Some(vague);
        }
        let mut number = reader.number(at, false)?;
        if self.taken.in_name(&number) || never::is_label(reader, &number, self.start) {
            return None;
        }
        // "-5 degrees", "minus 5"
        let sign = at.checked_sub(1).filter(|&sign| sign >= self.start);
        let negative = sign.is_some_and(|sign| match reader.norm(sign) {
            "minus" | "negative" => true,
            "-" | "−" | "–" => reader.joined(sign) && (sign == self.start || !reader.joined(sign - 1)),
            _ => false,
        });
        let found = match number.form {
            Form::Ordinal => None,
            _ => self.measures.after(&number),
        };
        let start = if negative { at - 1 } else { at };
        if negative {
            number.value = -number.value;
        }
        let mut amount = match found {
            Some((measure, end)) => Amount::single(&number, Some(measure), start..end),
            None if !number.suffix.is_empty() => return None,
            None => Amount::single(&number, None, start..number.words.end),
        };
        self.temperature(&mut amount);
        self.of_time(&mut amount);
        let unit = amount.measure.map(|measure| measure.kind);
        if let Some(time) = self.taken.time(at) {
            // "three days ago" is a date with a length of time in it
            let length =
                unit == Some(Kind::Duration) && number.form != Form::Ordinal && time.kind != TimeType::Set;
            if !length {
                return None;
            }
        }
        Some(amount)
    }

    /// "98 degrees" where it is warm or cold, "2 degrees below zero".
    fn temperature(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let degrees =
            amount.measure.filter(|measure| matches!(measure.kind, Kind::Angle | Kind::Temperature));
        let end = amount.words.end;
        let below = reader.norm(end) == "below" && matches!(reader.norm(end + 1), "zero" | "freezing");
        if below && (degrees.is_some() || amount.measure.is_none()) {
            amount.min = amount.min.map(|min| -min);
            amount.max = amount.max.map(|max| -max);
            amount.words.end = end + 2;
        }
        let near = end.saturating_sub(12).max(self.start)..reader.end.min(end + 6);
        let warm = |word: usize| has(lexicon::WARMTH, reader.norm(word));
        let bare = degrees.map_or(below && amount.measure.is_none(), |measure| measure.kind == Kind::Angle);
        if bare && (below || near.into_iter().any(warm)) {
            let measure = degrees.or_else(|| lexicon::unit_named("degree").map(Measure::from));
            amount.measure = measure.map(|measure| Measure { kind: Kind::Temperature, ..measure });
        }
    }

    /// "5 feet 2 inches", "3 dollars and 50 cents": the smaller unit as a part of the greater.
    fn compound(&self, amount: &mut Amount) {
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
    fn out_of(&self, amount: &mut Amount) {
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

    /// Ages, and the "per" of rates.
    fn of_time(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let end = amount.words.end;
        if let Some(measure) = amount.measure.filter(|measure| measure.kind == Kind::Duration) {
            // "34-year-old", "34 years old", "34 years of age"
            let old = reader.past_hyphen(end);
            if matches!(reader.norm(old), "old" | "olds") {
                amount.words.end = old + 1;
                amount.kind = Some(Kind::Age);
            } else if reader.norm(end) == "of" && reader.norm(end + 1) == "age" {
                amount.words.end = end + 2;
                amount.kind = Some(Kind::Age);
            }
            let _ = measure;
            return;
        }
        // "60,000 barrels a day", "barrels of oil per day"
        let Some(measure) = amount.measure else { return };
        let mut at = end;
        if reader.norm(at) == "of"
            && at + 1 < reader.end
            && self.document.upos(at + 1) == Upos::Noun
            && self.measures.per(at + 2).is_some()
        {
            at += 2;
        }
        let takes = !matches!(measure.kind, Kind::Percent | Kind::Points | Kind::Temperature);
        if let Some((time, end)) = self.measures.per(at).filter(|_| takes) {
            amount.per = Some(time);
            amount.words.end = end;
        }
    }

    /// "dozens", "several", "a few", "twice", "tenfold", "no injuries".
    fn vague(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        let article = matches!(reader.norm(at), "a" | "the" | "an");
        let word = if article { at + 1 } else { at };
        let mut amount = match reader.term(word)? {
            Term::Vague(..) if !article => {
                let (min, max, words) = reader.vague(at)?;
                Amount::vague(words, min, max)
            }
            Term::Several(least) if !article => Amount::vague(at..at + 1, least, None),
            Term::Handful(least) if article => {
                // "the few" and "the couple", who are two married people
                if reader.norm(at) == "the" && reader.norm(word) == "couple" {
                    return None;
                }
                let max = (least == 2.0).then_some(2.0);
                let mut end = word + 1;
                let of = reader.norm(end) == "of";
                let noun = matches!(reader.norm(word), "couple" | "handful")
                    && !of
                    && !matches!(reader.norm(end), "more" | "dozen" | "hundred" | "thousand" | "million")
                    && !(end < reader.end && self.document.xpos(end) == Xpos::Nns);
                // "a couple" from the town
                if noun {
                    return None;
                }
                // "a couple of" hundred
                if of && matches!(reader.term(end + 1), Some(Term::Scale(_))) {
                    end += 1;
                }
                let start = if reader.norm(at) == "the" { word } else { at };
                Amount::vague(start..end, least, max)
            }
            Term::Multiple(times) if !article => return self.multiple(at, times),
            _ => return None,
        };
        if self.taken.time(at).is_some_and(|time| time.kind == TimeType::Set) {
            return None;
        }
        // "several hundred", "a few thousand", "several dozen"
        while let Some(Term::Scale(scale)) = reader.term(amount.words.end) {
            amount.min = amount.min.map(|min| min * scale);
            amount.max = amount.max.map(|max| max * scale);
            amount.words.end += 1;
            amount.number.end = amount.words.end;
        }
        self.vague_unit(&mut amount);
        if self.taken.time(at).is_some()
            && amount.measure.is_none_or(|measure| measure.kind != Kind::Duration)
        {
            return None;
        }
        Some(amount)
    }

    /// "millions of dollars", "several hours", "hundreds of kilometres"
    fn vague_unit(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let end = amount.words.end;
        let of = reader.norm(end) == "of";
        let number = Number {
            value: amount.value(),
            words: end..if of { end + 1 } else { end },
            form: Form::Words,
            scale: amount.value(),
            suffix: 0..0,
        };
        // "several points" are places
        if let Some((measure, end)) = self.measures.after(&number).filter(|(m, _)| m.kind != Kind::Points) {
            amount.measure = Some(measure);
            amount.min = amount.min.map(|min| min * measure.times);
            amount.max = amount.max.map(|max| max * measure.times);
            amount.words.end = end;
            self.of_time(amount);
        }
    }

    /// "no injuries", "no deaths": none of what counts victims.
    fn none(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        if reader.norm(at) != "no" {
            return None;
        }
        let noun = (at + 1..reader.end.min(at + 4)).find(|&word| has(lexicon::HARMS, reader.norm(word)))?;
        let described = (at + 1..noun).all(|word| {
            matches!(self.document.upos(word), Upos::Adj | Upos::Noun | Upos::Adv)
                || matches!(reader.norm(word), "or" | "reported")
        });
        let mut amount = Amount::vague(at..at + 1, 0.0, Some(0.0));
        amount.approximate = false;
        described.then_some(amount)
    }

    /// "twice as many", "triple the number"
    fn multiple(&self, at: usize, times: f64) -> Option<Amount> {
        let reader = &self.reader;
        let next = reader.norm(at + 1);
        let compares =
            matches!(next, "as" | "the" | "its" | "their" | "his" | "her" | "that" | "what" | "this");
        let adverb = matches!(reader.norm(at), "twice" | "thrice");
        if !compares && !adverb || !adverb && !matches!(next, "the" | "that" | "what") {
            return None;
        }
        // "will double the number": the verb
        if !adverb && self.document.upos(at) == Upos::Verb {
            return None;
        }
        if self.taken.time(at).is_some() {
            return None;
        }
        let mut amount = Amount::vague(at..at + 1, times, Some(times));
        amount.approximate = false;
        // "met twice": how often
        amount.kind = Some(Kind::Multiple);
        Some(amount)
    }

    /// Takes in the second number of a range or a score: "10,000-12,000", "between 5 and 10", "2-1".
    fn extend(&self, amount: &mut Amount, free: usize) {
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
            low *= second.measure.map_or(1.0, |m| m.times);
        }
        let from = before == "from";
        let between = before == "between";
        let plain = amount.measure.is_none() && second.measure.is_none();
        let changes = from && self.changes(amount.words.start);
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
    fn second(&self, at: usize, first: Option<Measure>) -> Option<Amount> {
        let reader = &self.reader;
        if let Some((measure, number)) = self.measures.money_before(at) {
            return Some(Amount::single(&number, Some(measure), at..number.words.end));
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
    fn changes(&self, at: usize) -> bool {
        let from = at.saturating_sub(10).max(self.start);
        (from..at).any(|word| {
            has(lexicon::CHANGES, self.document.lemma(word))
                || has(lexicon::CHANGES, self.document.norm(word))
        })
    }

    /// Whether two numbers with a hyphen between are a score.
    fn is_score(&self, first: &Amount, second: &Amount) -> bool {
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
        let before = (first.words.start.saturating_sub(8).max(self.start)..first.words.start).any(contest);
        after || before || falls
    }

    /// Takes in the same measure in another unit: "1,000 km (621 miles)", "1,000 km, or 621 miles,".
    fn conversion(&self, amount: &mut Amount) -> Option<Conversion> {
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
        if bracket {
            at += 1;
        } else if matches!(reader.norm(at), "," | "/" | "-") && reader.norm(at) != "," {
            at += 1;
        } else {
            if reader.norm(at) == "," {
                at += 1;
            }
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

    /// Bounds, counted noun, kind and unit.
    fn finish(
        &self,
        mut amount: Amount,
        conversion: Option<Conversion>,
        free: usize,
        sentence: usize,
        last: Option<&QuantityMention>,
    ) -> Option<QuantityMention> {
        let (document, reader) = (self.document, &self.reader);
        let duration = amount.measure.is_some_and(|measure| measure.kind == Kind::Duration);
        let core = amount.number.clone();
        let mut bounded = false;
        if amount.form != Form::Ordinal {
            // "a" of "more than a dozen" is in the number already
            if let Some((bound, end)) = bounds::after(reader, amount.words.end) {
                bounded = self.bound(&mut amount, bound);
                amount.words.end = end;
                if bound != Bound::About && amount.measure.is_none() {
                    self.late_unit(&mut amount);
                }
            }
            if let Some((bound, start)) =
                bounds::before(reader, amount.words.start, free.max(self.start), duration)
            {
                bounded |= self.bound(&mut amount, bound);
                amount.words.start = start;
                // "nearly about", "as many as about"
                if let Some((outer, start)) = bounds::before(reader, start, free.max(self.start), duration) {
                    self.bound(&mut amount, outer);
                    amount.words.start = start;
                }
            }
        }
        if bounded {
            self.other_end(&mut amount);
        }
        let mut kind = amount.kind;
        let mut unit = None;
        let mut noun = None;
        match amount.measure {
            Some(measure) => {
                let speed =
                    measure.kind == Kind::Distance && amount.per.is_some_and(|per| matches!(per, "s" | "h"));
                kind = kind.or(Some(match amount.per {
                    Some(_) if speed => Kind::Speed,
                    Some(_) => Kind::Rate,
                    None => measure.kind,
                }));
                unit = Some(unit_with_time(measure.code, amount.per));
                if kind == Some(Kind::Duration) && self.is_age(&amount) {
                    kind = Some(Kind::Age);
                }
                if self.is_no_length(&amount, measure) {
                    return None;
                }
            }
            None if kind == Some(Kind::Multiple) => {
                noun = None;
                // "met twice", "twice a week"
                if let Some((time, end)) = self.measures.per(amount.words.end) {
                    kind = Some(Kind::Rate);
                    unit = Some(format!("time/{time}"));
                    amount.words.end = end;
                }
            }
            None => {
                noun = match kind {
                    Some(_) => {
                        counted::noun(reader, core.start, amount.number.end, amount.words.end, amount.form)
                            .filter(|_| false)
                    }
                    None => self.counted(&amount, core.start),
                };
                if kind.is_none() {
                    kind = Some(self.count(&mut amount, &mut unit, &mut noun, bounded, last)?);
                }
            }
        }
        let kind = kind?;
        let span = document.span_of(&amount.words);
        Some(QuantityMention {
            span,
            words: amount.words,
            sentence,
            kind,
            min: amount.min,
            max: amount.max,
            unit: unit.filter(|unit| !unit.is_empty()),
            approximate: amount.approximate,
            counted: noun,
            slot: None,
            conversion,
        })
    }

    /// "more than 5 *and less than 10*": the other end of the same.
    fn other_end(&self, amount: &mut Amount) {
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

    /// "20 or more *kilometres*": the unit after the bound.
    fn late_unit(&self, amount: &mut Amount) {
        let end = amount.words.end;
        let number = Number {
            value: amount.value(),
            words: end..end,
            form: Form::Words,
            scale: amount.scale,
            suffix: 0..0,
        };
        if let Some((measure, end)) = self.measures.after(&number) {
            amount.measure = Some(measure);
            amount.min = amount.min.map(|min| min * measure.times);
            amount.max = amount.max.map(|max| max * measure.times);
            amount.words.end = end;
            self.of_time(amount);
        }
    }

    /// Lets a bound work on an amount; whether it takes an end away.
    fn bound(&self, amount: &mut Amount, bound: Bound) -> bool {
        match bound {
            Bound::Least => {
                amount.min = amount.min.or(amount.max);
                amount.max = None;
                true
            }
            Bound::Most => {
                amount.max = amount.max.or(amount.min);
                amount.min = None;
                true
            }
            Bound::About => {
                amount.approximate = true;
                false
            }
        }
    }

    fn counted(&self, amount: &Amount, core: usize) -> Option<usize> {
        counted::noun(
            &self.reader,
            core,
            amount.number.end,
            amount.words.end.max(amount.number.end),
            amount.form,
        )
    }

    /// What a number without a unit counts: people, things, a fraction, a place in a row; none for no quantity.
    fn count(
        &self,
        amount: &mut Amount,
        unit: &mut Option<String>,
        noun: &mut Option<usize>,
        bounded: bool,
        last: Option<&QuantityMention>,
    ) -> Option<Kind> {
        let (document, reader) = (self.document, &self.reader);
        let core = amount.number.clone();
        let number = Number {
            value: amount.value(),
            words: core.clone(),
            form: amount.form,
            scale: amount.scale,
            suffix: 0..0,
        };
        if amount.form == Form::Ordinal {
            return self.ordinal(&core, unit, *noun);
        }
        // "42," after a name; "aged 12"
        if self.is_age(amount) {
            *unit = Some("a".into());
            *noun = None;
            return Some(Kind::Age);
        }
        if let Some(grade) = self.grade(amount) {
            *unit = Some(grade.into());
            *noun = None;
            return Some(Kind::Magnitude);
        }
        // "three times more", "ten times the size", "fivefold"
        if matches!(reader.norm(amount.words.end), "times") {
            let next = amount.words.end + 1;
            let compares = matches!(
                reader.norm(next),
                "as" | "more"
                    | "higher"
                    | "larger"
                    | "bigger"
                    | "greater"
                    | "the"
                    | "its"
                    | "their"
                    | "faster"
                    | "less"
                    | "longer"
                    | "stronger"
                    | "that"
                    | "over"
                    | "what"
            ) || next < reader.end && document.xpos(next) == Xpos::Jjr;
            if compares {
                amount.words.end = next;
                return Some(Kind::Multiple);
            }
        }
        let fold = reader.past_hyphen(amount.words.end);
        if reader.norm(fold) == "fold" {
            amount.words.end = fold + 1;
            return Some(Kind::Multiple);
        }
        if amount.form == Form::Part {
            return self.part(amount, unit, *noun);
        }
        let strong = reader.is_hyphen(core.end) && reader.norm(core.end + 1) == "strong";
        if strong {
            amount.words.end = core.end + 2;
            *unit = Some("people".into());
            return Some(Kind::People);
        }
        let harmed = || counted::counts_harmed(reader, amount.words.start, amount.words.end);
        let mut people = false;
        let mut name = noun.map(|noun| counted::singular(document, noun));
        if let (Some(word), Some(singular)) = (*noun, name.as_deref()) {
            people = counted::are_people(document, word, singular);
            if singular == "other" {
                // "two others": of those counted before
                let named = |last: &&QuantityMention| {
                    let before = last.words.start.checked_sub(1).map_or("", |word| document.norm(word));
                    last.kind == Kind::People
                        && !matches!(before, "including" | "among")
                        && last.counted.is_some()
                };
                let before = last.filter(named).and_then(|last| last.unit.clone());
                people = before.is_some() || harmed();
                name = Some(before.unwrap_or_else(|| if people { "people".into() } else { "other".into() }));
            }
        }
        if never::is_year(reader, &number, bounded || amount.approximate, *noun, people) {
            return None;
        }
        if name.is_none() {
            if !self.stands_alone(amount, &number, bounded) {
                return None;
            }
            if harmed() {
                people = true;
                name = Some("people".into());
            }
        } else if core.len() == 1 && !self.one_counts(core.start, *noun) {
            return None;
        }
        // "300 people a day"
        if let Some(word) = *noun
            && let Some((time, end)) = self.measures.per(word + 1)
            && word >= amount.words.end
        {
            *unit = name.map(|name| format!("{name}/{time}"));
            let _ = end;
            return Some(Kind::Rate);
        }
        *unit = name;
        Some(if people { Kind::People } else { Kind::Count })
    }

    fn ordinal(&self, core: &Range<usize>, unit: &mut Option<String>, noun: Option<usize>) -> Option<Kind> {
        let (document, reader) = (self.document, &self.reader);
        let (first, last) = (core.start, core.end - 1);
        if self.taken.time(first).is_some() {
            return None;
        }
        // "first reported", "First, …", "at first", "first of all"
        let adverb = document.syntax.deprel[last] == Deprel::Advmod && noun.is_none();
        let verb = document.syntax.head(last).is_some_and(|head| document.upos(head) == Upos::Verb)
            && document.upos(last) == Upos::Adv;
        let before = first.checked_sub(1).filter(|&w| w >= self.start);
        // "finished second"
        let placed = before.is_some_and(|word| {
            matches!(
                document.lemma(word),
                "finish" | "come" | "place" | "rank" | "stand" | "end" | "sit" | "lie"
            )
        });
        if placed && noun.is_none() {
            return Some(Kind::Ordinal);
        }
        let before = before.map_or("", |word| reader.norm(word));
        let next = reader.norm(core.end);
        if adverb
            || verb
            || before == "at" && noun.is_none()
            || next == "of" && reader.norm(core.end + 1) == "all"
            || next == "," && noun.is_none()
        {
            return None;
        }
        // "Second World War", "1st Battalion", "First Lady": the next word has a capital too
        let capital = |word: usize| reader.form(word).starts_with(char::is_uppercase);
        let headline = document
            .tokens
            .sentences
            .iter()
            .any(|s| s.words.start == self.start && s.zone == crate::article::ZoneKind::Headline);
        if capital(core.end)
            && (capital(first) && first > self.start
                || reader.form(first).starts_with(|c: char| c.is_ascii_digit()))
            && !headline
        {
            return None;
        }
        // "second-hand", "first-degree", "third-party", "first aid"
        if reader.is_hyphen(core.end)
            && matches!(reader.norm(core.end + 1), "hand" | "degree" | "party" | "rate" | "class" | "person")
        {
            return None;
        }
        if matches!(
            next,
            "aid"
                | "lady"
                | "minister"
                | "name"
                | "responder"
                | "responders"
                | "half-brother"
                | "hand"
                | "thing"
                | "instance"
                | "place"
                | "party"
        ) && matches!(next, "aid" | "lady" | "name" | "hand")
        {
            return None;
        }
        *unit = noun.map(|noun| counted::singular(document, noun));
        Some(Kind::Ordinal)
    }

    /// "half of the voters", "a third"
    fn part(&self, amount: &mut Amount, unit: &mut Option<String>, noun: Option<usize>) -> Option<Kind> {
        let (document, reader) = (self.document, &self.reader);
        let (start, end) = (amount.number.start, amount.number.end);
        if self.taken.time(start).is_some() {
            return None;
        }
        if reader.norm(start) == "half" {
            let before = start.checked_sub(1).filter(|&w| w >= self.start).map_or("", |w| reader.norm(w));
            // "the first half", "half-brother", "in half", "half past"
            let game = matches!(
                before,
                "first"
                    | "second"
                    | "other"
                    | "better"
                    | "latter"
                    | "last"
                    | "past"
                    | "other's"
                    | "1st"
                    | "2nd"
            );
            if game
                || before == "in" && noun.is_none()
                || reader.is_hyphen(end)
                || before == "-"
                || document.xpos(start) == Xpos::Rb
                    && noun.is_none()
                    && reader.norm(end) != "of"
                    && !matches!(reader.norm(end), "the" | "its" | "their" | "a")
            {
                return None;
            }
        }
        *unit = noun.map(|noun| counted::singular(document, noun));
        Some(Kind::Fraction)
    }

    /// Whether a number without noun, unit or sign is a quantity.
    fn stands_alone(&self, amount: &Amount, number: &Number, bounded: bool) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let (start, end) = (amount.number.start, amount.number.end);
        if bounded || amount.approximate || number.value < 0.0 {
            return true;
        }
        let before = start.checked_sub(1).filter(|&w| w >= self.start).map_or("", |w| reader.norm(w));
        let next = reader.norm(end);
        if start + 1 == end && reader.norm(start) == "one" {
            return false;
        }
        // "(2)", "[4]", "1:2", "1, 2, 3"
        if matches!(before, "(" | "[") && matches!(next, ")" | "]")
            || matches!(next, ":" | "°")
            || before == ":"
        {
            return false;
        }
        // "zero tolerance" has its noun; bare "zero" is a level
        let top = (start..end)
            .find(|&word| document.syntax.head(word).is_none_or(|head| !(start..end).contains(&head)));
        let relation = document.syntax.deprel[top.unwrap_or(end - 1)];
        let placed = !matches!(
            relation,
            Deprel::Dep
                | Deprel::List
                | Deprel::Flat
                | Deprel::Punct
                | Deprel::Goeswith
                | Deprel::Discourse
                | Deprel::Vocative
                | Deprel::Appos
        );
        // a name before: "Apollo 11"
        let figures = number.form == Form::PlainFigures;
        let named = figures
            && start > self.start
            && document.upos(start - 1) == Upos::Propn
            && !matches!(document.upos(start), Upos::Adj);
        placed && !named && number.value.is_finite()
    }

    /// "one" that counts: "one person", "one of its missiles"; not "no one", "one another", "one day" for some day.
    fn one_counts(&self, word: usize, noun: Option<usize>) -> bool {
        let reader = &self.reader;
        if reader.norm(word) != "one" {
            return true;
        }
        let before = word.checked_sub(1).filter(|&w| w >= self.start).map_or("", |w| reader.norm(w));
        let next = reader.norm(word + 1);
        let noun_is_near = noun.is_some_and(|noun| noun < word + 6) || next == "of";
        noun_is_near
            && !matches!(
                before,
                "no" | "number"
                    | "every"
                    | "any"
                    | "some"
                    | "each"
                    | "day"
                    | "this"
                    | "that"
                    | "another"
                    | "which"
                    | "phase"
                    | "square"
                    | "world"
                    | "formula"
                    | "round"
            )
            && !matches!(next, "another" | "'s" | "who" | "," | "." | "where" | "that" | "on" | "or")
            && !(reader.is_hyphen(word + 1)
                && matches!(reader.norm(word + 2), "on" | "off" | "to" | "sided" | "time" | "way" | "size"))
    }

    /// A number of years that somebody is old.
    fn is_age(&self, amount: &Amount) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let start = amount.words.start;
        let value = amount.value();
        let word = |back: usize| start.checked_sub(back).filter(|&w| w >= self.start);
        let before = word(1).map_or("", |w| reader.norm(w));
        let years = amount.measure.is_none();
        // "aged 12-15", "age 5", "at the age of 16", "ages 5 to 11"
        if matches!(before, "aged" | "age" | "ages") && value <= 150.0 {
            return true;
        }
        if before == "of"
            && matches!(word(2).map_or("", |w| reader.norm(w)), "age" | "ages")
            && value <= 150.0
        {
            return true;
        }
        let whole = matches!(amount.form, Form::PlainFigures) && years && amount.min == amount.max;
        if !whole || !(1.0..=115.0).contains(&value) {
            return false;
        }
        let after = reader.norm(amount.words.end);
        // "Thomas Sam, 42, said", "Abu Saeed (40)"
        let name = word(2).is_some_and(|w| document.upos(w) == Upos::Propn || self.in_person(w));
        let comma = before == "," && matches!(after, "," | "." | ";" | "" | "and" | ")" | "of" | "from");
        let bracket =
            before == "(" && after == ")" && value >= 5.0 && word(2).is_some_and(|w| self.in_person(w));
        let listed = comma
            && (after == "," || matches!(after, "." | ";" | ")" | "and"))
            && word(2).is_some_and(|w| self.in_person(w));
        (name && comma && after == "," && value >= 5.0 && word(2).is_some_and(|w| self.in_person(w)))
            || bracket
            || listed
            // "turned 42", "he was 16"
            || matches!(before, "turned" | "turns") && matches!(after, "" | "." | "," | "in" | "on" | "this" | "last")
    }

    fn in_person(&self, word: usize) -> bool {
        let names = self.taken.names;
        let at = names.partition_point(|name| name.words.end <= word);
        names
            .get(at)
            .is_some_and(|name| name.words.contains(&word) && name.kind == crate::report::EntityType::Person)
    }

    /// "a 6.4-magnitude quake", "magnitude 6.4", "Category 4", "a magnitude of 6.4".
    fn grade(&self, amount: &mut Amount) -> Option<&'static str> {
        let reader = &self.reader;
        let grade = |word: &str| lexicon::GRADES.binary_search(&word).ok().map(|at| lexicon::GRADES[at]);
        let end = amount.words.end;
        if reader.is_hyphen(end)
            && let Some(found) = grade(reader.norm(end + 1))
        {
            amount.words.end = end + 2;
            return Some(found);
        }
        let start = amount.words.start;
        let back = |n: usize| start.checked_sub(n).filter(|&w| w >= self.start);
        if let Some(found) = back(1).and_then(|w| grade(reader.norm(w))) {
            amount.words.start -= 1;
            return Some(found);
        }
        // "measuring 6.4 on the Richter scale"
        if reader.norm(end) == "on" && reader.norm(end + 1) == "the" && reader.norm(end + 2) == "richter" {
            return Some("magnitude");
        }
        let of = back(1).filter(|&w| reader.norm(w) == "of")?;
        let found = of.checked_sub(1).filter(|&w| w >= self.start).and_then(|w| grade(reader.norm(w)))?;
        (found == "magnitude").then_some(found)
    }

    /// "one day" for some day, "second" and "third" of lists.
    fn is_no_length(&self, amount: &Amount, measure: Measure) -> bool {
        let reader = &self.reader;
        let start = amount.number.start;
        if measure.kind != Kind::Duration || amount.number.len() != 1 || reader.norm(start) != "one" {
            return false;
        }
        // "one day they will come"
        let before = start.checked_sub(1).filter(|&w| w >= self.start).map_or("", |w| reader.norm(w));
        let after = reader.norm(amount.words.end);
        measure.code == "d"
            && !matches!(
                before,
                "in" | "for"
                    | "of"
                    | "within"
                    | "after"
                    | "least"
                    | "than"
                    | "only"
                    | "just"
                    | "about"
                    | "over"
                    | "to"
                    | "last"
                    | "by"
            )
            && !matches!(after, "after" | "before" | "ago" | "later" | "earlier" | "of")
            && !reader.is_hyphen(start + 1)
    }
}

/// The code, "/" and the time.
fn unit_with_time(code: &str, per: Option<&str>) -> String {
    match per {
        Some(time) => format!("{code}/{time}"),
        None => code.to_string(),
    }
}

/// Whether two measures are of the same size within 5 %.
fn close(first: &Amount, unit: &Measure, second: &Amount, other: &Measure) -> bool {
    let size = |value: f64, measure: &Measure, per: Option<&str>| {
        value * measure.si / per.map_or(1.0, units::seconds)
    };
    let a = size(first.value(), unit, first.per);
    let b = size(second.value(), other, second.per);
    let kinds = unit.kind == other.kind || first.per.is_some() != second.per.is_some();
    kinds && a.is_finite() && b.is_finite() && a > 0.0 && (a / b - 1.0).abs() <= 0.08
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_with_a_time() {
        assert_eq!(unit_with_time("[bbl_us]", Some("d")), "[bbl_us]/d");
        assert_eq!(unit_with_time("km", None), "km");
    }
}
