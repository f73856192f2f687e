//! One quantity: number, sign, unit, bounds, range and conversion put together.

use std::ops::Range;

use super::lexicon::{self, Bound, Term};
use super::never::{self, Taken};
use super::numbers::{Form, Number, Reader};
use super::units::{Measure, Measures};
use super::{Conversion, Kind, QuantityMention, bounds};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::report::TimeType;
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::tokens::Sentence;

/// One sentence to read quantities in.
pub(super) struct Room<'d> {
    pub document: &'d Document<'d>,
    pub reader: Reader<'d>,
    pub measures: Measures<'d>,
    pub taken: Taken<'d>,
    pub headline: bool,
}

/// A number with its unit, before bounds and what it counts are known.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// With sign and unit.
    pub words: Range<usize>,
    /// The number alone.
    pub number: Range<usize>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub approximate: bool,
    pub form: Form,
    pub scale: f64,
    pub measure: Option<Measure>,
    /// "a day"
    pub per: Option<&'static str>,
    /// Set where the words themselves say the kind: "34-year-old", "twice".
    pub kind: Option<Kind>,
}

/// What a quantity is a number of.
#[derive(Debug)]
pub(super) struct Meaning {
    pub kind: Kind,
    pub unit: Option<String>,
    /// The counted noun.
    pub counted: Option<usize>,
}

impl Meaning {
    pub(super) fn measured(kind: Kind, unit: &str) -> Self {
        Self { kind, unit: Some(unit.into()), counted: None }
    }
}

impl Amount {
    pub(super) fn single(number: &Number, measure: Option<Measure>, words: Range<usize>) -> Self {
        let value = product(number.value, measure);
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

    pub(super) fn vague(words: Range<usize>, min: f64, max: Option<f64>) -> Self {
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

    pub(super) fn value(&self) -> f64 {
        self.min.or(self.max).unwrap_or(0.0)
    }
}

/// How many scales follow each other at most: "several hundred thousand".
const MOST_SCALES: usize = 3;

impl<'d> Room<'d> {
    pub(super) fn new(
        document: &'d Document<'d>,
        taken: Taken<'d>,
        countries: &'d [(&'static str, usize)],
        sentence: &Sentence,
    ) -> Self {
        let reader = Reader { document, start: sentence.words.start, end: sentence.words.end };
        let headline = sentence.zone == ZoneKind::Headline;
        Self { document, reader, measures: Measures { reader, countries }, taken, headline }
    }

    /// The quantity that begins at a word or whose number does. `free`: the words before belong to others; `found` are
    /// the quantities before.
    pub(super) fn quantity(
        &self,
        at: usize,
        free: usize,
        sentence: usize,
        found: &[QuantityMention],
    ) -> Option<QuantityMention> {
        if !self.may_begin(at) {
            return None;
        }
        let mut amount = self.amount(at)?;
        self.compound(&mut amount);
        self.out_of(&mut amount);
        self.extend(&mut amount, free);
        let conversion = self.conversion(&mut amount);
        // "150,000 yuan (US$22,200) a day"
        if conversion.is_some() && amount.per.is_none() {
            self.of_time(&mut amount);
        }
        self.finish(amount, conversion, free, sentence, found)
    }

    /// Whether a quantity can begin at a word, by its first letter mostly: spares the most of them every look-up.
    fn may_begin(&self, at: usize) -> bool {
        let form = self.reader.form(at);
        match form.bytes().next() {
            None => false,
            // "Rs", "US$", "CHF"
            Some(b'A'..=b'Z') if form.len() <= 5 => true,
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                let reader = &self.reader;
                let norm = reader.norm(at);
                // "a dozen", "a year and a half"
                matches!(norm, "a" | "an")
                    && (reader.term(reader.past_hyphen(at + 1)).is_some()
                        || reader.norm(at + 2) == "and"
                        || at > reader.start && lexicon::unit_named(reader.norm(at + 1)).is_some())
                    || norm == "the" && reader.norm(at + 1) == "handful"
                    || norm == "no"
                    || lexicon::term(norm).is_some()
                    || self.reader.norm(at + 1).ends_with('$')
                    || form.ends_with(|c: char| c == '$' || c.is_ascii_digit())
            }
            Some(_) => true,
        }
    }

    /// A number with sign and unit at a word.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        if let Some((measure, number)) = self.measures.money_before(at) {
            let words = at..number.words.end;
            let mut amount = Amount::single(&number, Some(measure), words);
            self.of_time(&mut amount);
            return Some(amount);
        }
        if let Some(vague) = self.vague(at).or_else(|| self.none(at)) {
            return Some(vague);
        }
        let mut number = reader.number(at, false)?;
        let free = self.reader.start.max(at.saturating_sub(1));
        let after_date = free < at && self.taken.time(free).is_some();
        let start = if after_date { at } else { self.reader.start };
        if self.taken.in_name(self.document, &number) || never::is_label(reader, &number, start, after_date) {
            return None;
        }
        // "-5 degrees", "minus 5"
        let sign = at.checked_sub(1).filter(|&sign| sign >= self.reader.start);
        let negative = sign.is_some_and(|sign| match reader.norm(sign) {
            "minus" | "negative" => true,
            "-" | "−" | "–" => {
                reader.joined(sign) && (sign == self.reader.start || !reader.joined(sign - 1))
            }
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
            None => match self.measures.named_before(&number).filter(|_| !never::takes_noun(reader, &number))
            {
                Some((measure, first)) => Amount::single(&number, Some(measure), first..number.words.end),
                None => Amount::single(&number, None, start..number.words.end),
            },
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

    /// Ages, and the "per" of rates.
    pub(super) fn of_time(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let end = amount.words.end;
        if amount.measure.is_some_and(|measure| measure.kind == Kind::Duration) {
            // "34-year-old", "34 years old", "34 years of age"
            let old = reader.past_hyphen(end);
            if matches!(reader.norm(old), "old" | "olds") {
                amount.words.end = old + 1;
                amount.kind = Some(Kind::Age);
            } else if reader.norm(end) == "of" && reader.norm(end + 1) == "age" {
                amount.words.end = end + 2;
                amount.kind = Some(Kind::Age);
            }
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
    pub(super) fn vague(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        let article = matches!(reader.norm(at), "a" | "the" | "an");
        // "the handful" is the only one with "the"
        if reader.norm(at) == "the" && reader.norm(at + 1) != "handful" {
            return None;
        }
        let word = if article { at + 1 } else { at };
        if let Some(amount) = self.and_a_half(at).or_else(|| self.bounded_article(at)) {
            return Some(amount);
        }
        let mut amount = match reader.term(word)? {
            Term::Vague(..) if !article => {
                let (min, max, words) = reader.vague(at)?;
                Amount::vague(words, min, max)
            }
            Term::Several(least) if !article => Amount::vague(at..at + 1, least, None),
            Term::Handful(least) if article => {
                let max = (least == 2.0).then_some(2.0);
                let mut end = word + 1;
                let of = reader.norm(end) == "of";
                let size = matches!(reader.norm(end), "more" | "dozen" | "hundred" | "thousand" | "million");
                let counts = of || size || end < reader.end && self.document.xpos(end) == Xpos::Nns;
                // "a couple" from the town
                if matches!(reader.norm(word), "couple" | "handful") && !counts {
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
        for _ in 0..MOST_SCALES {
            let Some(Term::Scale(scale)) = reader.term(amount.words.end) else { break };
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

    /// "a year and a half", "an hour and a half"
    fn and_a_half(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        let half = matches!(reader.norm(at), "a" | "an")
            && reader.norm(at + 2) == "and"
            && reader.norm(at + 3) == "a"
            && reader.norm(at + 4) == "half";
        let unit =
            lexicon::unit_named(reader.norm(at + 1)).filter(|unit| half && unit.kind == Kind::Duration)?;
        let mut amount = Amount::vague(at..at + 5, 1.5 * unit.times, Some(1.5 * unit.times));
        amount.approximate = false;
        amount.measure = Some(unit.into());
        Some(amount)
    }

    /// "more than *a week*", "less than *an hour*", "nearly *a kilometre*": the article counts where a bound says so.
    fn bounded_article(&self, at: usize) -> Option<Amount> {
        let reader = &self.reader;
        if !matches!(reader.norm(at), "a" | "an") {
            return None;
        }
        let unit = lexicon::unit_named(reader.norm(at + 1))
            .filter(|unit| matches!(unit.kind, Kind::Duration | Kind::Distance | Kind::Mass))?;
        bounds::before(reader, at, reader.start, true)?;
        // "some a day", "over a year" as "a year's worth", "about a minute-long"
        if reader.is_hyphen(at + 2) || self.document.xpos(at + 1) == Xpos::Nns {
            return None;
        }
        let mut amount = Amount::vague(at..at + 2, unit.times, Some(unit.times));
        amount.approximate = false;
        amount.measure = Some(unit.into());
        Some(amount)
    }

    /// "millions of dollars", "several hours", "hundreds of kilometres"
    pub(super) fn vague_unit(&self, amount: &mut Amount) {
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
            amount.min = amount.min.map(|min| product(min, amount.measure));
            amount.max = amount.max.map(|max| product(max, amount.measure));
            amount.words.end = end;
            self.of_time(amount);
        }
    }

    /// "no injuries", "no deaths": none of what counts victims.
    pub(super) fn none(&self, at: usize) -> Option<Amount> {
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
        let whole = !matches!(self.document.syntax.deprel[noun], Deprel::Compound);
        (described && whole).then_some(amount)
    }

    /// Bounds, counted noun, kind and unit.
    pub(super) fn finish(
        &self,
        mut amount: Amount,
        conversion: Option<Conversion>,
        free: usize,
        sentence: usize,
        found: &[QuantityMention],
    ) -> Option<QuantityMention> {
        let (document, reader) = (self.document, &self.reader);
        let duration = amount.measure.is_some_and(|measure| measure.kind == Kind::Duration);
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
                bounds::before(reader, amount.words.start, free.max(self.reader.start), duration)
            {
                bounded |= self.bound(&mut amount, bound);
                amount.words.start = start;
                // "nearly about", "as many as about"
                if let Some((outer, start)) =
                    bounds::before(reader, start, free.max(self.reader.start), duration)
                {
                    self.bound(&mut amount, outer);
                    amount.words.start = start;
                }
            }
        }
        if bounded {
            self.other_end(&mut amount);
        }
        let meaning = match (amount.measure, amount.kind) {
            (Some(measure), _) => self.measured(&amount, measure, found)?,
            (None, Some(kind @ (Kind::Multiple | Kind::Count))) => self.how_often(&mut amount, kind),
            (None, Some(kind)) => Meaning { kind, unit: None, counted: None },
            (None, None) => self.meaning(&mut amount, bounded, found)?,
        };
        let span = document.span_of(&amount.words);
        Some(QuantityMention {
            span,
            words: amount.words,
            sentence,
            kind: meaning.kind,
            min: amount.min,
            max: amount.max,
            unit: meaning.unit,
            approximate: amount.approximate,
            counted: meaning.counted,
            slot: None,
            conversion,
        })
    }

    /// The kind and unit of a measure.
    fn measured(&self, amount: &Amount, measure: Measure, found: &[QuantityMention]) -> Option<Meaning> {
        let speed = measure.kind == Kind::Distance && matches!(amount.per, Some("s" | "h"));
        let kind = match (amount.kind, amount.per) {
            (Some(kind), _) => kind,
            (None, Some(_)) if speed => Kind::Speed,
            (None, Some(_)) => Kind::Rate,
            (None, None) if measure.kind == Kind::Duration && self.is_age(amount, found) => Kind::Age,
            (None, None) => measure.kind,
        };
        let unit = Some(unit_with_time(measure.code, amount.per));
        (!self.is_no_length(amount, measure)).then_some(Meaning { kind, unit, counted: None })
    }

    /// "met twice", "twice a week"
    fn how_often(&self, amount: &mut Amount, kind: Kind) -> Meaning {
        let Some((time, end)) = self.measures.per(amount.words.end) else {
            let unit = (kind == Kind::Count).then(|| "time".into());
            return Meaning { kind, unit, counted: None };
        };
        amount.words.end = end;
        Meaning { kind: Kind::Rate, unit: Some(format!("time/{time}")), counted: None }
    }

    /// "20 or more *kilometres*": the unit after the bound.
    pub(super) fn late_unit(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let mut end = amount.words.end;
        // "600-plus *billion* pesos"
        if let Some(Term::Scale(scale)) = reader.term(end) {
            amount.min = amount.min.map(|min| min * scale);
            amount.max = amount.max.map(|max| max * scale);
            amount.scale = scale;
            end += 1;
            amount.words.end = end;
        }
        let number = Number {
            value: amount.value(),
            words: end..end,
            form: Form::Words,
            scale: amount.scale,
            suffix: 0..0,
        };
        if let Some((measure, end)) = self.measures.after(&number) {
            amount.measure = Some(measure);
            amount.min = amount.min.map(|min| product(min, amount.measure));
            amount.max = amount.max.map(|max| product(max, amount.measure));
            amount.words.end = end;
            self.of_time(amount);
        }
    }

    /// Lets a bound work on an amount; whether it takes an end away.
    pub(super) fn bound(&self, amount: &mut Amount, bound: Bound) -> bool {
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
}

/// A number in its unit: 70 cents are 0.7 dollars.
pub(super) fn product(value: f64, measure: Option<Measure>) -> f64 {
    match measure.map_or(1.0, |measure| measure.times) {
        hundredth @ 0.0..1.0 => value / (1.0 / hundredth).round(),
        times => value * times,
    }
}

/// The code, "/" and the time.
pub(super) fn unit_with_time(code: &str, per: Option<&str>) -> String {
    match per {
        Some(time) => format!("{code}/{time}"),
        None => code.to_string(),
    }
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
