//! Numbers in figures and words: "1,204", "twenty-five thousand", "1.3 trillion", "2½", "two-thirds", "the 13th".

use std::ops::Range;

use super::lexicon::{self, Term, term};
use crate::document::Document;
use crate::work::tick;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "12", without separators, decimals or scale.
    PlainFigures,
    /// "1,204", "2.5", "3 million"
    Figures,
    /// "twelve", "a hundred"
    Words,
    /// "13th", "third"
    Ordinal,
    /// "half", "two-thirds", "1/3"
    Part,
}

/// A number in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    pub words: Range<usize>,
    pub form: Form,
    /// The scale that was said of it, 1 if none: a million in "5 million".
    pub scale: f64,
    /// Letters written on to the figures that are no part of the number: "C" of "41C".
    pub suffix: Range<u32>,
}

/// Digits that are more than these are no number that news counts with.
const MOST_DIGITS: usize = 40;

/// Reads the words of a document up to the end of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    pub document: &'d Document<'d>,
    /// The first word of the sentence.
    pub start: usize,
    /// The end of the sentence.
    pub end: usize,
}

impl<'d> Reader<'d> {
    pub(super) fn norm(&self, at: usize) -> &'d str {
        if at < self.end { self.document.norm(at) } else { "" }
    }

    /// The word before a word of the sentence; empty where there is none.
    pub(super) fn before(&self, at: usize) -> &'d str {
        if at > self.start { self.document.norm(at - 1) } else { "" }
    }

    pub(super) fn form(&self, at: usize) -> &'d str {
        if at < self.end { self.document.form(at) } else { "" }
    }

    pub(super) fn term(&self, at: usize) -> Option<Term> {
        if at < self.end { term(self.document.norm(at)) } else { None }
    }

    /// Whether two words are written together: "5" and "-" in "5-day".
    pub(super) fn joined(&self, left: usize) -> bool {
        left + 1 < self.end && self.document.span(left).end == self.document.span(left + 1).start
    }

    /// Whether a hyphen stands at a word that joins the words beside it.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.norm(at), "-" | "‐" | "‑") && at > 0 && self.joined(at - 1) && self.joined(at)
    }

    /// The word after an optional hyphen: "million" of "5 million", "5-million".
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// The number that begins at a word. `money`: a currency stands before it, so that "m" is million.
    pub(super) fn number(&self, at: usize, money: bool) -> Option<Number> {
        if at >= self.end {
            return None;
        }
        let form = self.form(at);
        let number = match form.chars().next()? {
            '0'..='9' | '.' => self.figures(self.document.span(at).start, at, money),
            c => match vulgar(c) {
                Some(part) if form.chars().count() == 1 => Some(self.scaled(Number {
                    value: part,
                    words: at..at + 1,
                    form: Form::Part,
                    scale: 1.0,
                    suffix: 0..0,
                })),
                Some(_) => None,
                None => self.in_words(at),
            },
        };
        number.filter(|number| number.value.is_finite())
    }

    /// A number in figures from a byte inside the word `at`.
    pub(super) fn figures(&self, start: u32, at: usize, money: bool) -> Option<Number> {
        let text = self.document.text;
        let mut last = at;
        // "RM250,000" is cut before its comma, and so is "12,500km".
        let inside = start > self.document.span(at).start;
        if inside || self.norm(at + 1) == "," && self.form(at).len() <= 3 {
            while self.norm(last + 1) == ","
                && self.joined(last)
                && self.joined(last + 1)
                && self.form(last + 2).len() >= 3
                && self.form(last + 2).bytes().take_while(u8::is_ascii_digit).count() == 3
                && (inside || last < at + 8)
            {
                last += 2;
            }
        }
        let written = text.get(start as usize..self.document.span(last).end as usize)?;
        tick(written.len());
        if let Some(part) = slash(written) {
            return Some(Number {
                value: part,
                words: at..last + 1,
                form: Form::Part,
                scale: 1.0,
                suffix: 0..0,
            });
        }
        let (value, plain, length) = read_figures(written)?;
        let rest = &written[length..];
        let suffix = start + length as u32..start + written.len() as u32;
        let mut number = Number {
            value,
            words: at..last + 1,
            form: if plain { Form::PlainFigures } else { Form::Figures },
            scale: 1.0,
            suffix: 0..0,
        };
        if !rest.is_empty() {
            let lower = rest.to_lowercase();
            match (lower.as_str(), term(&lower)) {
                ("st" | "nd" | "rd" | "th", _) if plain => number.form = Form::Ordinal,
                // "5M", "3B", "10K"
                (_, Some(Term::Short(scale))) if rest != "m" || money => {
                    number.value = times(number.value, scale);
                    number.scale = scale;
                    number.form = Form::Figures;
                }
                ("mm", _) if money => {
                    number.value = times(number.value, 1e6);
                    number.scale = 1e6;
                }
                _ if rest.chars().count() <= 4
                    && rest.bytes().filter(u8::is_ascii_digit).count() <= 1
                    && rest.starts_with(|c: char| c.is_alphabetic() || "°º€£¥₹%".contains(c)) =>
                {
                    number.suffix = suffix;
                }
                _ => return None,
            }
            return Some(number);
        }
        // "1 204 500" with blanks that do not break, or two of them
        if plain && value < 1000.0 {
            self.spaced_groups(&mut number, money);
        }
        let next = number.words.end;
        if plain {
            self.decimal_comma(&mut number);
        }
        // "2½", "2 1/2"
        let whole = number.form != Form::Ordinal && number.value.fract() == 0.0;
        if let Some(part) = self.part_after(next).filter(|_| whole) {
            number.value += part;
            number.words.end += 1;
            number.form = Form::Figures;
        }
        self.and_a_half(&mut number);
        let next = number.words.end;
        // "5bn", "$2m", and "2m people", but "2m" deep
        if let Some(Term::Short(scale)) = self.term(next)
            && (self.joined(next - 1) || money || self.norm(next).len() > 1)
            && (money || self.norm(next) != "m" || self.form(next) == "M" || self.counts_after(next + 1))
        {
            number.value = times(number.value, scale);
            number.scale = scale;
            number.words.end += 1;
            number.form = Form::Figures;
        }
        Some(self.scaled(number))
    }

    /// "92,2 million", "21,6%": a comma for a point, where what follows leaves no doubt.
    fn decimal_comma(&self, number: &mut Number) {
        let comma = number.words.end;
        let form = self.form(comma + 1);
        let digits = matches!(form.len(), 1 | 2) && form.bytes().all(|b| b.is_ascii_digit());
        if self.norm(comma) != "," || !digits || !self.joined(comma - 1) || !self.joined(comma) {
            return;
        }
        let next = self.norm(comma + 2);
        if matches!(next, "%" | "percent") || matches!(self.term(comma + 2), Some(Term::Scale(_))) {
            let part: f64 = form.parse().unwrap_or(0.0);
            number.value += part / if form.len() == 1 { 10.0 } else { 100.0 };
            number.words.end = comma + 2;
            number.form = Form::Figures;
        }
    }

    /// Whether a noun of several follows: "2m people".
    fn counts_after(&self, at: usize) -> bool {
        use crate::syntax::Xpos;
        let tagged = |at: usize| at < self.end && self.document.xpos(at) == Xpos::Nns;
        tagged(at) || tagged(at + 1) && self.document.upos(at) == crate::syntax::Upos::Adj
    }

    fn spaced_groups(&self, number: &mut Number, money: bool) {
        let text = self.document.text;
        let three = |at: usize| {
            let form = self.form(at);
            form.len() == 3 && form.bytes().all(|b| b.is_ascii_digit())
        };
        // "1 234.5": the last group may have decimals
        let last = |at: usize| {
            let (whole, decimals) = self.form(at).split_once('.')?;
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            (whole.len() == 3 && digits(whole) && digits(decimals) && !decimals.is_empty()).then_some(())
        };
        let start = number.words.end;
        let mut end = start;
        while end < start + 5 && (three(end) || last(end).is_some()) {
            end += 1;
            if !three(end - 1) {
                break;
            }
        }
        if end == start {
            return;
        }
        let gap = self.document.span(start - 1).end..self.document.span(start).start;
        let gap = text.get(gap.start as usize..gap.end as usize).unwrap_or_default();
        // "40 000": no number begins with a naught
        let zero = self.form(start).starts_with('0');
        // "Rs 13 500"
        let sum = money && three(start) && number.value < 1000.0 && gap == " ";
        if end - start < 2 && !zero && !sum && !matches!(gap, "\u{A0}" | "\u{2009}" | "\u{202F}") {
            return;
        }
        for at in start..end {
            number.value = number.value * 1000.0 + self.form(at).parse::<f64>().unwrap_or(0.0);
        }
        number.words.end = end;
        number.form = Form::Figures;
    }

    /// "½" or "1/2" at a word.
    fn part_after(&self, at: usize) -> Option<f64> {
        let form = self.form(at);
        match form.chars().next().and_then(vulgar) {
            Some(part) if form.chars().count() == 1 => Some(part),
            _ => slash(form),
        }
    }

    /// "two *and a half*", "4-*and-a-half*"
    fn and_a_half(&self, number: &mut Number) {
        let and = self.past_hyphen(number.words.end);
        if self.norm(and) != "and" {
            return;
        }
        let next = self.past_hyphen(and + 1);
        let (count, part) = match self.norm(next) {
            "a" | "one" => (1.0, self.past_hyphen(next + 1)),
            "three" => (3.0, self.past_hyphen(next + 1)),
            "two" => (2.0, self.past_hyphen(next + 1)),
            _ => return,
        };
        let parts = match self.term(part) {
            Some(Term::Part(parts)) => parts,
            Some(Term::Ordinal(parts)) if parts >= 3.0 && count == 1.0 => parts,
            _ => return,
        };
        number.value += count / parts * number.scale;
        number.words.end = part + 1;
    }

    /// Takes the scales after a number: "5 *million*", "50-*billion*".
    fn scaled(&self, mut number: Number) -> Number {
        while number.form != Form::Ordinal {
            let next = self.past_hyphen(number.words.end);
            let scale = match self.term(next) {
                Some(Term::Scale(scale)) => scale,
                // "three dozens", "5 millions"
                Some(Term::Vague(least, _)) if self.norm(next + 1) != "of" || number.form != Form::Words => {
                    least / 2.0
                }
                _ => break,
            };
            if number.words.len() > 20 {
                break;
            }
            number.value = times(number.value, scale);
            number.scale *= scale;
            number.words.end = next + 1;
            number.form = if number.form == Form::Words { Form::Words } else { Form::Figures };
            self.and_a_half(&mut number);
        }
        number
    }

    /// A number in words.
    fn in_words(&self, at: usize) -> Option<Number> {
        let article = matches!(self.norm(at), "a" | "an");
        if !article && self.term(at).is_none() {
            return None;
        }
        if let Some(part) = self.part(at) {
            return Some(part);
        }
        let mut sum = Sum::default();
        let mut end = at;
        if article {
            if !matches!(self.term(self.past_hyphen(at + 1)), Some(Term::Scale(_))) {
                return None;
            }
            sum.add(Term::Ones(1.0));
            end += 1;
        }
        // "hundred thousand dollars", "thousand litres"
        let bare = at == end
            && matches!(self.norm(at), "hundred" | "thousand")
            && !at.checked_sub(1).is_some_and(|before| self.joined(before));
        if bare {
            sum.add(Term::Ones(1.0));
        }
        let mut ordinal = false;
        while end < self.end && end < at + 24 {
            let mut next = if end > at { self.past_hyphen(end) } else { end };
            // "a hundred and five"
            if self.norm(next) == "and" && sum.takes_and() {
                next = self.past_hyphen(next + 1);
                if !matches!(self.term(next), Some(Term::Ones(_) | Term::Teens(_) | Term::Tens(_))) {
                    break;
                }
            }
            match self.term(next) {
                // "twenty-first", "hundredth"
                Some(Term::Ordinal(value)) if end > at && sum.takes_ordinal(value) => {
                    sum.add_ordinal(value);
                    ordinal = true;
                    end = next + 1;
                    break;
                }
                Some(word) if sum.add(word) => end = next + 1,
                _ => break,
            }
        }
        if end == at {
            return match self.term(at) {
                Some(Term::Ordinal(value)) => {
                    Some(Number { value, words: at..at + 1, form: Form::Ordinal, scale: 1.0, suffix: 0..0 })
                }
                _ => None,
            };
        }
        let mut number = Number {
            value: sum.value(),
            words: at..end,
            form: if ordinal { Form::Ordinal } else { Form::Words },
            scale: if sum.current == 0.0 { sum.scale } else { 1.0 },
            suffix: 0..0,
        };
        if !ordinal {
            self.point(&mut number);
            self.and_a_half(&mut number);
            number = self.scaled(number);
        }
        Some(number)
    }

    /// "two *point five*"
    fn point(&self, number: &mut Number) {
        let mut at = number.words.end;
        if self.norm(at) != "point" {
            return;
        }
        let mut place = 0.1;
        while let Some(Term::Ones(digit)) = self.term(at + 1)
            && place > 1e-12
        {
            number.value += digit * place;
            place /= 10.0;
            at += 1;
        }
        if place < 0.1 {
            number.words.end = at + 1;
        }
    }

    /// "half", "two-thirds", "a quarter", and with a scale after it "half a million".
    fn part(&self, at: usize) -> Option<Number> {
        let (count, noun) = match (self.norm(at), self.term(at)) {
            ("a" | "an", _) => (1.0, self.past_hyphen(at + 1)),
            (_, Some(Term::Ones(count) | Term::Teens(count))) => (count, self.past_hyphen(at + 1)),
            (_, Some(Term::Part(_))) => (1.0, at),
            _ => return None,
        };
        let next = self.norm(noun + 1);
        let parts = match self.term(noun)? {
            // "quarters" alone are lodgings or times; two of them are times
            Term::Part(parts) if noun == at => {
                // "quarter million", "quarter-mile"
                let next = self.norm(self.past_hyphen(at + 1));
                let measured = self.norm(at) == "quarter"
                    && (matches!(term(next), Some(Term::Scale(_))) || lexicon::unit_named(next).is_some());
                (self.norm(at) == "half" || measured).then_some(parts)?
            }
            Term::Part(parts) if parts == 4.0 && count == 2.0 => return None,
            // "once a quarter", "each quarter"
            Term::Part(4.0)
                if matches!(self.norm(at), "a")
                    && at.checked_sub(1).is_some_and(|b| {
                        matches!(self.norm(b), "once" | "twice" | "times" | "per" | "each" | "every")
                    }) =>
            {
                return None;
            }
            Term::Part(parts) if count < parts => parts,
            Term::Ordinal(parts) if parts >= 3.0 && count == 1.0 => {
                // "a third of the seats" and "by a third", but "a third man"
                let noun_after =
                    noun + 1 < self.end && is_nominal(self.document, noun + 1) && self.norm(at) != "one";
                let another = self.is_hyphen(noun + 1) && self.norm(at) != "one";
                // "a fifth is in preparation"; "fell by a fifth"
                let measured = self.norm(at) == "one"
                    || next == "of"
                    || at.checked_sub(1).is_some_and(|before| {
                        matches!(
                            self.norm(before),
                            "by" | "nearly"
                                | "about"
                                | "almost"
                                | "than"
                                | "around"
                                | "over"
                                | "to"
                                | "least"
                                | "roughly"
                                | "only"
                                | "just"
                        )
                    });
                (!noun_after && !another && measured).then_some(parts)?
            }
            _ => return None,
        };
        let mut number =
            Number { value: count / parts, words: at..noun + 1, form: Form::Part, scale: 1.0, suffix: 0..0 };
        // "half a million", "a quarter of a million", "half a dozen"
        let of = if next == "of" { noun + 2 } else { self.past_hyphen(noun + 1) };
        let article = matches!(self.norm(of), "a" | "an");
        let scale = if article { self.past_hyphen(of + 1) } else { of };
        if let Some(Term::Scale(_)) = self.term(scale).filter(|_| article || next != "of") {
            number.words.end = scale;
            number.form = Form::Words;
            return Some(self.scaled(number));
        }
        Some(number)
    }

    /// "dozens", "hundreds of thousands": the least, the most and the words.
    pub(super) fn vague(&self, at: usize) -> Option<(f64, Option<f64>, Range<usize>)> {
        let Some(Term::Vague(mut least, mut most)) = self.term(at) else { return None };
        let mut end = at + 1;
        while self.norm(end) == "of" {
            let scale = match self.term(end + 1) {
                Some(Term::Vague(least, _)) => least / 2.0,
                Some(Term::Scale(scale)) if scale >= 1000.0 => scale,
                _ => break,
            };
            least *= scale;
            most = if most > 0.0 && scale < 1e6 { (most + 1.0) * scale - 1.0 } else { 0.0 };
            end += 2;
            if least > 1e15 {
                break;
            }
        }
        // "test scores", "tens" alone
        let counts = matches!(self.norm(end), "of" | "more");
        let strict = matches!(self.norm(at), "tens" | "scores");
        if strict && end == at + 1 && !counts {
            return None;
        }
        Some((least, (most > 0.0).then_some(most), at..end))
    }
}

/// Whether a word can be or lead to the noun that a number counts.
pub(super) fn is_nominal(document: &Document, word: usize) -> bool {
    use crate::syntax::Upos;
    matches!(document.upos(word), Upos::Noun | Upos::Adj | Upos::Propn)
}

/// A product without the dust of binary fractions: 16.4 million is 16400000.
fn times(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let whole = product.round();
    if (product - whole).abs() <= product.abs() * 1e-12 { whole } else { product }
}

/// The value of a written-out number while it is read.
#[derive(Debug, Default)]
struct Sum {
    total: f64,
    current: f64,
    /// What the word before was: the least that may not follow it.
    room: f64,
    scale: f64,
    words: u32,
}

impl Sum {
    /// Whether the word can go on the number; adds it.
    fn add(&mut self, term: Term) -> bool {
        let fits = match term {
            Term::Ones(value) | Term::Teens(value) | Term::Tens(value) => {
                let fits = self.words == 0 || (value < self.room && value > 0.0);
                if fits {
                    self.current += value;
                    self.room = if matches!(term, Term::Tens(_)) { 10.0 } else { 0.0 };
                }
                fits
            }
            // "a hundred" is "one hundred"; "hundred" alone is no number
            Term::Scale(scale) => self.words > 0 && self.multiply(scale),
            _ => false,
        };
        self.words += u32::from(fits);
        fits
    }

    fn multiply(&mut self, scale: f64) -> bool {
        if scale == 100.0 {
            let fits = self.current > 0.0 && self.current < 100.0;
            if fits {
                self.current *= scale;
                self.room = 100.0;
                self.scale = scale;
            }
            return fits;
        }
        if self.current == 0.0 {
            // "hundred thousand million"
            self.total *= scale;
        } else if self.scale >= 1000.0 && scale > self.scale {
            self.total = (self.total + self.current) * scale;
        } else {
            self.total += self.current * scale;
        }
        self.current = 0.0;
        self.room = scale.min(1000.0);
        self.scale = scale;
        true
    }

    fn takes_and(&self) -> bool {
        self.room >= 100.0
    }

    fn takes_ordinal(&self, value: f64) -> bool {
        value < self.room || value >= 100.0
    }

    fn add_ordinal(&mut self, value: f64) {
        if value < self.room {
            self.current += value;
        } else {
            self.multiply(value);
        }
    }

    fn value(&self) -> f64 {
        self.total + self.current
    }
}

/// Reads "1,204.5", "12,34,567", "1.204.500", ".5": the value, whether it is bare digits, and how many bytes it takes.
fn read_figures(written: &str) -> Option<(f64, bool, usize)> {
    let length = written.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let figures = written[..length].trim_end_matches(['.', ',']);
    let length = figures.len();
    if length == 0 || length > MOST_DIGITS {
        return None;
    }
    let plain = figures.bytes().all(|b| b.is_ascii_digit());
    if plain {
        return figures
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
            .map(|value| (value, true, length));
    }
    let stops = figures.matches('.').count();
    let joined: String = match (stops, figures.contains(',')) {
        (0 | 1, commas) => {
            let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
            if commas && !are_groups(whole, ',') || decimals.contains(',') {
                return None;
            }
            let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
            // "1.000 persons": nobody writes three naughts after a point
            match decimals == "000" && whole.len() <= 3 {
                true => format!("{whole}000"),
                false => format!("{whole}.{decimals}0"),
            }
        }
        (_, false) if are_groups(figures, '.') => figures.chars().filter(char::is_ascii_digit).collect(),
        _ => return None,
    };
    joined.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| (value, false, length))
}

/// "1,204,500" in groups of three, or as India writes it, "12,04,500".
fn are_groups(whole: &str, mark: char) -> bool {
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default().len();
    let rest: Vec<usize> = groups.map(str::len).collect();
    let Some((&last, inner)) = rest.split_last() else { return false };
    let western = (1..=3).contains(&first) && inner.iter().all(|&length| length == 3);
    let indian = (1..=2).contains(&first) && !inner.is_empty() && inner.iter().all(|&length| length == 2);
    last == 3 && (western || indian)
}

/// "1/3", "3/4"; no date and not "9/11".
fn slash(written: &str) -> Option<f64> {
    let (over, under) = written.split_once('/')?;
    let whole =
        |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2 && !part.starts_with(['0', '+']));
    let (over, under) = (whole(over)?, whole(under)?);
    let common = matches!(under, 2..=6 | 8 | 10 | 16) && over < under;
    common.then(|| f64::from(over) / f64::from(under))
}

/// "½"
fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅑' => 1.0 / 9.0,
        '⅒' => 0.1,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of the number that a text begins with, and how much of the text it takes.
    fn read(text: &str) -> Option<(f64, String)> {
        let document = Document::of_text(text);
        let reader = Reader { document: &document, start: 0, end: document.tokens.words.len() };
        let number = reader.number(0, false)?;
        Some((number.value, document.span_of(&number.words).of(text).to_string()))
    }

    #[test]
    fn numbers() {
        for (text, value, words) in [
            ("12 men left", 12.0, "12"),
            ("1,204 men left", 1204.0, "1,204"),
            ("12,34,567 men left", 1_234_567.0, "12,34,567"),
            ("1.5 million men left", 1_500_000.0, "1.5 million"),
            ("50-billion-euro plan", 5e10, "50-billion"),
            ("5bn euros", 5e9, "5bn"),
            ("twenty-five thousand men left", 25_000.0, "twenty-five thousand"),
            ("two hundred and thirty-four men left", 234.0, "two hundred and thirty-four"),
            (
                "one million two hundred thousand and six men",
                1_200_006.0,
                "one million two hundred thousand and six",
            ),
            ("a hundred men left", 100.0, "a hundred"),
            ("a dozen men left", 12.0, "a dozen"),
            ("two dozen men left", 24.0, "two dozen"),
            ("half a million men left", 500_000.0, "half a million"),
            ("half a dozen men left", 6.0, "half a dozen"),
            ("one and a half tonnes", 1.5, "one and a half"),
            ("two and a half million men", 2.5e6, "two and a half million"),
            ("2 1/2 tonnes", 2.5, "2 1/2"),
            ("2½ tonnes", 2.5, "2½"),
            ("½ of them", 0.5, "½"),
            ("two-thirds of them", 2.0 / 3.0, "two-thirds"),
            ("a third of them", 1.0 / 3.0, "a third"),
            ("three quarters of them", 0.75, "three quarters"),
            ("13th of them", 13.0, "13th"),
            ("twenty-first of them", 21.0, "twenty-first"),
            ("hundred men", 100.0, "hundred"),
            ("three dozens are left", 36.0, "three dozens"),
            ("40 000 men left", 40_000.0, "40 000"),
            ("1 414 021 100 men", 1_414_021_100.0, "1 414 021 100"),
            ("16.4 million men", 16_400_000.0, "16.4 million"),
            ("quarter million men", 250_000.0, "quarter million"),
            ("two point five tonnes", 2.5, "two point five"),
            ("three lakh people", 300_000.0, "three lakh"),
            ("99999999999999999999 men", 99999999999999999999.0, "99999999999999999999"),
        ] {
            match read(text) {
                Some((found, taken)) => {
                    assert!((found - value).abs() <= value.abs() * 1e-12, "{text}: {found}");
                    assert_eq!(taken, words, "{text}");
                }
                None => assert!(value.is_nan(), "{text}"),
            }
        }
    }

    #[test]
    fn no_numbers() {
        let long = "9".repeat(400);
        for text in [
            "7:10 came",
            "1,2,3 came",
            "9/11 came",
            "24/7 it",
            "1.2.3 came",
            "Ten's",
            "a man",
            &long,
            "1e400 came",
        ] {
            let found = read(text);
            assert!(found.is_none() || text == "Ten's" || text.starts_with("1,2"), "{text}: {found:?}");
        }
    }
}
