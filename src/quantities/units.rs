//! What a number measures: units, currencies and times that something is "per".

use super::Kind;
use super::lexicon::{self, Currency, Unit};
use super::numbers::{Form, Number, Reader};
use crate::document::Document;
use crate::names::{Name, countries};
use crate::report::EntityType;
use crate::syntax::Upos;

/// A unit or a currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    /// UCUM or ISO 4217.
    pub code: &'static str,
    pub kind: Kind,
    /// How many of the SI unit; 0: not to be compared.
    pub si: f64,
    /// What the number has to be multiplied by: 0.01 for cents.
    pub times: f64,
}

impl From<&'static Unit> for Measure {
    fn from(unit: &'static Unit) -> Self {
        Self { code: unit.code, kind: unit.kind, si: unit.si, times: unit.times }
    }
}

/// How often a country has to be named for "$" to be its dollar.
const OFTEN: usize = 2;

/// The countries that the names of a text belong to (ISO 3166-1 alpha-3), with how many names do.
pub(super) fn countries_of(names: &[Name]) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for name in names {
        let Some(country) = name.country.filter(|_| name.kind != EntityType::Person) else { continue };
        match counts.iter_mut().find(|(code, _)| *code == country) {
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    counts
}

/// Reads what stands before and after numbers.
#[derive(Clone, Copy)]
pub(super) struct Measures<'d> {
    pub reader: Reader<'d>,
    /// See [`countries_of`].
    pub countries: &'d [(&'static str, usize)],
}

impl<'d> Measures<'d> {
    /// Which of some currencies is meant: that of a country said beside it, or of the one that the text names most.
    fn money(&self, rows: &[u8], times: f64, country: Option<&str>) -> Option<Measure> {
        let currencies = || rows.iter().map(|&row| lexicon::currency(row));
        let first = currencies().next()?;
        let said = country.and_then(|country| currencies().find(|c| c.countries.contains(&country)));
        // "$" is the American one unless the text is plainly of another country.
        let all: usize = self.countries.iter().map(|(_, count)| count).sum();
        let plainly = |count: usize| first.code != "USD" || count >= OFTEN && 2 * count > all;
        let named = currencies()
            .map(|currency| (self.named_in(currency), currency))
            .rev()
            .filter(|(count, _)| *count > 0 && plainly(*count))
            .max_by_key(|(count, _)| *count);
        let currency = said.or(named.map(|(_, currency)| currency)).unwrap_or(first);
        Some(Measure { code: currency.code, kind: Kind::Money, si: 0.0, times })
    }

    /// How often the countries that pay with a currency are named.
    fn named_in(&self, currency: &Currency) -> usize {
        self.countries
            .iter()
            .filter(|(code, _)| currency.countries.contains(code))
            .map(|(_, count)| count)
            .sum()
    }

    fn sign(&self, form: &str) -> Option<Measure> {
        // "30 MUSD"
        if let Some(code) =
            form.strip_prefix('M').filter(|code| code.len() == 3 && lexicon::sign(form).is_empty())
        {
            let measure = self.money(lexicon::sign(code), 1.0, None)?;
            return Some(Measure { times: 1e6, ..measure });
        }
        let rows = lexicon::sign(form);
        let local = lexicon::is_local_sign(form);
        let spoken_of = |&row: &u8| self.named_in(lexicon::currency(row)) > 0;
        if rows.is_empty() || local && !rows.iter().any(spoken_of) {
            return None;
        }
        self.money(rows, 1.0, None)
    }

    /// A currency and the number after it: "US$ 940 million", "Rs. 500", "Sh60", "$-36.5".
    pub(super) fn money_before(&self, at: usize) -> Option<(Measure, Number)> {
        let reader = &self.reader;
        let form = reader.form(at);
        // "us $" apart, no sign begins with a small letter
        if form.starts_with(|c: char| c.is_ascii_lowercase())
            && !form.ends_with(|c: char| c == '$' || c.is_ascii_digit())
            && !reader.norm(at + 1).ends_with('$')
        {
            return None;
        }
        // "Sh60", "RM250,000"
        if let Some(cut) = form.find(|c: char| c.is_ascii_digit()) {
            if cut == 0 || cut > 5 {
                return None;
            }
            let measure = self.sign(&form[..cut])?;
            let number = reader.figures(reader.document.span(at).start + cut as u32, at, true)?;
            // "COP27"
            if form.starts_with("COP") && number.form == Form::PlainFigures && number.value < 100.0 {
                return None;
            }
            return number.suffix.is_empty().then_some((measure, number));
        }
        // "US $", "Rs .", "U.S. $"
        for words in [3, 2, 1] {
            let last = at + words - 1;
            if last >= reader.end {
                continue;
            }
            let span = reader.document.span(at).to(reader.document.span(last));
            if span.len() > 6 {
                continue;
            }
            let written = span.of(reader.document.text);
            let found = self.sign(written).or_else(|| self.loose_dollar(written));
            let Some(mut measure) = found else { continue };
            let next = reader.past_hyphen(last + 1);
            if let Some(number) = reader.number(next, true)
                && reader.form(next).starts_with(|c: char| c.is_ascii_digit() || c == '.')
            {
                // "$5 pesos"
                if let Some((noun, end)) = self.named(number.words.end, &number, false)
                    && noun.kind == Kind::Money
                    && noun.times == 1.0
                {
                    let mut number = number;
                    number.words.end = end;
                    measure = noun;
                    return Some((measure, number));
                }
                return Some((measure, number));
            }
        }
        None
    }

    /// "us $", "c $", "usd$"; not "a $".
    fn loose_dollar(&self, written: &str) -> Option<Measure> {
        let country = written.strip_suffix('$')?.trim_end();
        let known = ["us", "c", "hk", "nz", "nt", "au", "usd", "aud", "cad", "nzd", "mxn", "hkd", "sgd"];
        let found = known.into_iter().find(|known| country.eq_ignore_ascii_case(known))?;
        self.sign(&format!("{}$", found.to_uppercase())).or_else(|| self.sign(&found.to_uppercase()))
    }

    /// "US dollars *6000*", "rupees *500*": a currency by its name before figures; with its first word.
    pub(super) fn named_before(&self, number: &Number) -> Option<(Measure, usize)> {
        let reader = &self.reader;
        let at = number.words.start;
        let figures = matches!(number.form, Form::PlainFigures | Form::Figures) && number.suffix.is_empty();
        for start in [at.checked_sub(2), at.checked_sub(1)].into_iter().flatten() {
            if !figures || start < reader.start {
                continue;
            }
            let phrase = reader.document.norms(&(start..at));
            let rows = lexicon::currency_noun(&phrase);
            // "the dollar 5 years ago": in plural, and of money that is paid
            if phrase.ends_with('s')
                && let Some(measure) = self.money(rows, 1.0, None)
            {
                return Some((measure, start));
            }
        }
        None
    }

    /// What follows a number: a unit, a currency, and the word after it. `attributive`: "500-pound".
    pub(super) fn after(&self, number: &Number) -> Option<(Measure, usize)> {
        let reader = &self.reader;
        // "41C"
        if !number.suffix.is_empty() {
            let suffix =
                reader.document.text.get(number.suffix.start as usize..number.suffix.end as usize)?;
            let unit = lexicon::unit_sign(suffix).filter(|_| !matches!(suffix, "s" | "S"));
            return match unit {
                Some(unit) => Some((unit.into(), number.words.end)),
                None => self.sign(suffix).map(|measure| (measure, number.words.end)),
            };
        }
        let mut at = number.words.end;
        let attributive = reader.is_hyphen(at);
        at = reader.past_hyphen(at);
        // "half an hour", "a quarter of a mile"
        if number.form == Form::Part {
            let of = if reader.norm(at) == "of" { at + 1 } else { at };
            if matches!(reader.norm(of), "a" | "an" | "one") {
                at = of + 1;
            }
        }
        let found = self.named(at, number, attributive).or_else(|| self.signed(at));
        // "half a cup" of flour, but "won three cups"
        let cooks = number.form == Form::Part || number.value.fract() != 0.0;
        let found = found.filter(|(measure, _)| measure.code != "[cup_us]" || cooks);
        found.or_else(|| self.foreign(at))
    }

    /// A unit or currency by its name, the longest first: "square kilometres", "Hong Kong dollars".
    fn named(&self, at: usize, number: &Number, attributive: bool) -> Option<(Measure, usize)> {
        let reader = &self.reader;
        if at >= reader.end {
            return None;
        }
        let mut phrase = String::new();
        let mut found = None;
        for word in at..reader.end.min(at + 4) {
            let norm = reader.norm(word);
            if reader.is_hyphen(word) {
                continue;
            }
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(norm);
            // "12 won the race"
            let verb = word == at
                && matches!(reader.document.upos(word), Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv)
                && number.scale < 1e6;
            let unit = lexicon::unit_named(&phrase).filter(|unit| !verb || unit.kind == Kind::Duration);
            let rows = if verb { &[][..] } else { lexicon::currency_noun(&phrase) };
            if let Some(unit) = unit.filter(|_| rows.is_empty() || self.is_weight(number, word, attributive))
            {
                found = Some((unit.into(), word + 1));
            } else if let Some(measure) = self.money(rows, 1.0, None) {
                found = Some((measure, word + 1));
            } else if let Some(measure) =
                self.money(if verb { &[] } else { lexicon::cents(&phrase) }, 0.01, None)
            {
                found = Some((measure, word + 1));
            }
        }
        found
    }

    /// Pounds of weight, not of money: "a 500-pound bomb", "200 pounds of cocaine", "weighs 20 pounds".
    fn is_weight(&self, number: &Number, word: usize, attributive: bool) -> bool {
        let reader = &self.reader;
        if number.scale >= 1e6 {
            return false;
        }
        // "a 50,000-pound ($63,000) prize"
        if reader.norm(word + 1) == "(" && self.money_before(word + 2).is_some() {
            return false;
        }
        let weighs = (0..4).any(|back| {
            let before = number.words.start.checked_sub(back + 1);
            before.is_some_and(|w| reader.document.norm(w).starts_with("weigh"))
        });
        let pays =
            lexicon::currency_noun("pound").iter().any(|&row| self.named_in(lexicon::currency(row)) >= OFTEN);
        weighs || reader.norm(word + 1) == "of" || reader.norm(word) != "pounds" && attributive || !pays
    }

    /// A unit by its sign: "km", "%", "° C", "€".
    fn signed(&self, at: usize) -> Option<(Measure, usize)> {
        let reader = &self.reader;
        for words in [3, 2, 1] {
            let last = at + words - 1;
            if last >= reader.end {
                continue;
            }
            let span = reader.document.span(at).to(reader.document.span(last));
            if span.len() > 8 || (at..last).any(|word| !reader.joined(word)) && reader.form(at) != "°" {
                continue;
            }
            let form = span.of(reader.document.text);
            let blank: String;
            let form = match form.contains(' ') {
                true => {
                    blank = form.replace(' ', "");
                    &blank
                }
                false => form,
            };
            if let Some(unit) = lexicon::unit_sign(form) {
                // "5 m" but not "5 g" of another word: one letter needs a noun's place
                let letter = form.len() == 1 && form.starts_with(char::is_alphabetic);
                // "800,000 F-Series"
                let name = letter && reader.is_hyphen(last + 1);
                if !name
                    && (!letter
                        || reader.joined(at - 1)
                        || matches!(form, "m" | "C" | "F" | "L" | "l" | "t" | "W" | "g" | "h"))
                {
                    return Some((unit.into(), last + 1));
                }
            }
            let is_sign = words == 1 && !form.chars().any(char::is_alphanumeric)
                || form.len() > 1 && form.starts_with(char::is_uppercase);
            if is_sign && let Some(measure) = self.sign(form) {
                return Some((measure, last + 1));
            }
        }
        None
    }

    /// A currency with the adjective of its country: "Jamaican dollars", "Syrian pounds".
    fn foreign(&self, at: usize) -> Option<(Measure, usize)> {
        let reader = &self.reader;
        let capital = reader.form(at).starts_with(char::is_uppercase);
        for noun in at + 1..reader.end.min(at + 3) {
            let rows = lexicon::currency_noun(reader.norm(noun));
            if rows.is_empty() || !capital {
                continue;
            }
            let country = countries::within(reader.document.text, &reader.document.tokens, &(at..noun))?;
            let measure = self.money(rows, 1.0, Some(country.country.alpha3))?;
            return Some((measure, noun + 1));
        }
        None
    }

    /// "a day", "per second", "/h": the time of UCUM and the word after it.
    pub(super) fn per(&self, at: usize) -> Option<(&'static str, usize)> {
        let reader = &self.reader;
        let time = |at: usize| lexicon::per(reader.norm(at));
        match reader.norm(at) {
            "per" | "a" | "an" | "each" | "every" => {
                let next = reader.past_hyphen(at + 1);
                // "every two years", "a year earlier", "a day after"
                let moved =
                    matches!(reader.norm(next + 1), "ago" | "earlier" | "later" | "before" | "after" | "-");
                time(next).filter(|_| !moved).map(|code| (code, next + 1))
            }
            "/" => match reader.norm(at + 1) {
                "h" | "hr" => Some(("h", at + 2)),
                "s" | "sec" => Some(("s", at + 2)),
                "d" => Some(("d", at + 2)),
                _ => time(at + 1).map(|code| (code, at + 2)),
            },
            "-" if reader.is_hyphen(at) && matches!(reader.norm(at + 1), "per" | "a" | "an") => {
                self.per(at + 1)
            }
            "annually" | "yearly" => Some(("a", at + 1)),
            "daily" => Some(("d", at + 1)),
            "monthly" => Some(("mo", at + 1)),
            "weekly" => Some(("wk", at + 1)),
            "hourly" => Some(("h", at + 1)),
            _ => None,
        }
    }
}

/// A time of UCUM in seconds, to compare speeds.
pub(super) fn seconds(code: &str) -> f64 {
    match code {
        "s" => 1.0,
        "min" => 60.0,
        "h" => 3600.0,
        "d" => 86_400.0,
        _ => 0.0,
    }
}

/// Whether the document tags a word as a thing.
pub(super) fn is_noun(document: &Document, word: usize) -> bool {
    matches!(document.upos(word), Upos::Noun | Upos::Propn)
}
