//! Time expressions and their values (TIMEX3): "early Thursday morning" is 2024-10-31TMO in an article of that day.
//!
//! In the order of the data flow: [`lexicon`] cuts a sentence into words of time; [`grammar`] reads what begins at a
//! word, with [`ranges`], [`points`], [`dates`], [`relations`], [`holidays`], [`clocks`], [`amounts`], [`numbers`] and [`vague`]
//! for the pieces, into the tree of [`expression`]; [`resolve`] gives it a value on the [`calendar`] against the day of publication and what was spoken of
//! before. Without a day of publication values stay open: "XXXX-WXX-4" for "Thursday".
//!
//! The rules for dates without a year follow what news does: a weekday is the last one, today's is today, and only a
//! verb that looks forward ("will meet on Friday", "is due Monday") makes it the next one.

mod amounts;
mod anchor;
mod calendar;
mod clocks;
mod dates;
mod expression;
mod grammar;
mod holidays;
mod lexicon;
mod numbers;
mod points;
mod published;
mod ranges;
mod reader;
mod relations;
mod resolve;
mod tense;
mod vague;
mod zones;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::Span;
use crate::document::Document;
use crate::names::Name;
use crate::report::{TimeType, Warning};
use crate::syntax::Syntax;
use crate::tokens::{Sentence, Tokens};
pub use anchor::{Anchor, Placed};
use calendar::When;
use expression::{Base, Clock, Date, Expression, Form, Part, Point, Which, Zone};
use lexicon::{Term, Unit};
use reader::Reader;
use resolve::Context;
use tense::Outlook;

/// What a value was resolved from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The day of publication.
    Published,
    /// Another mention, by its index in the result of [`find`].
    Time(usize),
    /// What happens, by its index in the result of [`crate::events::find`].
    Event(usize),
}

/// A time expression in the text; the data of [`crate::report::Time`] without ids.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    pub span: Span,
    /// Indices into [`Tokens::words`] of the words that it touches.
    pub words: Range<usize>,
    /// Index into [`Tokens::sentences`].
    pub sentence: usize,
    pub kind: TimeType,
    /// TIMEX3 value: "2024-10-31T07:10+09:00", "2024-06", "P3D", "XXXX-WXX-4".
    pub value: String,
    /// TIMEX3 mod: APPROX, START …
    pub modifier: Option<String>,
    /// Start of the interval that it covers, ISO 8601, when it can be placed.
    pub from: Option<String>,
    /// End of the interval, not in it.
    pub to: Option<String>,
    /// `None` for what says all of itself ("31 October 2024").
    pub basis: Option<Basis>,
    /// The mention that ends the range that this one begins: "from [November 20] to [December 11]".
    pub until: Option<usize>,
    /// What it hangs on until that is dated: "[two days] after the attack".
    pub anchor: Option<Anchor>,
}

/// What an article says of times.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) mentions: Vec<TimeMention>,
    /// The day of publication, where it was inferred.
    pub(crate) inferred: Option<NaiveDate>,
    pub(crate) warnings: Vec<Warning>,
}

/// All time expressions of an article, with the zones of their clocks and, without a day of publication, the one inferred: values stay
/// open then, and only the intervals are placed.
///
/// `clock`: the minute of the day of publication and how many minutes it is ahead of Greenwich.
pub(crate) fn read(
    document: &Document,
    names: &[Name],
    published: Option<NaiveDate>,
    clock: Option<(u32, i16)>,
) -> Reading {
    let find = |published| {
        let mut mentions = find_at(document.text, &document.tokens, &document.syntax, published, clock);
        let warnings = zones::settle(document, names, &mut mentions);
        (mentions, warnings)
    };
    let (mut mentions, warnings) = find(published);
    let inferred = match published {
        Some(_) => None,
        None => published::infer(document, &mentions),
    };
    if inferred.is_some() {
        let (placed, _) = find(inferred);
        let at_span = |list: &[TimeMention], span: Span| {
            list.binary_search_by_key(&span.start, |mention| mention.span.start)
                .ok()
                .filter(|&at| list[at].span == span)
        };
        for at in 0..mentions.len() {
            let Some(other) = at_span(&placed, mentions[at].span) else { continue };
            let other = &placed[other];
            // The two lists may differ in what has a value.
            let basis = match other.basis {
                Some(Basis::Time(by)) => at_span(&mentions, placed[by].span).map(Basis::Time),
                basis => basis,
            };
            let mention = &mut mentions[at];
            (mention.from, mention.to) = (other.from.clone(), other.to.clone());
            mention.basis = basis;
        }
    }
    Reading { mentions, inferred, warnings }
}

/// Whether a capitalised word in lower case is the name of a month: "february".
pub(crate) fn is_month(norm: &str) -> bool {
    matches!(lexicon::term(norm, true), lexicon::Term::Month(_))
}

/// All time expressions of a text, in order, without overlap.
pub fn find(text: &str, tokens: &Tokens, syntax: &Syntax, published: Option<NaiveDate>) -> Vec<TimeMention> {
    find_at(text, tokens, syntax, published, None)
}

fn find_at(
    text: &str,
    tokens: &Tokens,
    syntax: &Syntax,
    published: Option<NaiveDate>,
    published_at: Option<(u32, i16)>,
) -> Vec<TimeMention> {
    let mut atoms = Vec::new();
    let mut timeline = Timeline { published, published_at, ..Timeline::default() };
    for (number, sentence) in tokens.sentences.iter().enumerate() {
        if !lexicon::atoms(text, tokens, sentence, &mut atoms) {
            continue;
        }
        let reader = Reader { text, atoms: &atoms, tokens, syntax };
        timeline.sentence_start = timeline.mentions.len();
        timeline.weekday = None;
        let mut at = 0;
        while at < atoms.len() {
            let Some(found) = reader.expression(at).filter(|found| found.end() > at) else {
                at += 1;
                continue;
            };
            at = found.end();
            let place = Place { reader: &reader, sentence, number };
            let first = timeline.read(&place, found.first, found.second.as_ref().map(Other::Closes));
            if let Some(second) = found.second {
                let second = timeline.read(&place, second, first.map(Other::Opened));
                if let (Some(first), Some(second)) = (first, second) {
                    timeline.mentions[first].until = Some(second);
                }
            }
        }
        timeline.date_clocks();
    }
    timeline.mentions
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    reader: &'a Reader<'a>,
    sentence: &'a Sentence,
    /// Of the sentence.
    number: usize,
}

/// The other end of a range.
enum Other<'a> {
    /// The mention that begins it.
    Opened(usize),
    /// The expression that ends it.
    Closes(&'a Expression),
}

/// The start of a range that ends in the future is the last one before its end: "is to run from January 23 to March 9" on
/// January 28.
fn before(context: &Context, last: &Expression, form: &Form, value: resolve::Value) -> resolve::Value {
    // but "will visit from Monday to Friday"
    let weekday = matches!(form, Form::Point(Point { date: Some(Date::Part(Part::Weekday(_))), .. }));
    let part = |form: &Form| {
        !weekday && matches!(form, Form::Point(Point { date: Some(Date::Part(_)), clock: None }))
    };
    if !context.future || !part(form) || !part(&last.form) {
        return value;
    }
    let end = context.value(&last.form).and_then(|end| end.when).and_then(|when| when.start());
    let context = Context { published: end, future: false, ..context.clone() };
    context.value(form).unwrap_or(value)
}

/// How a weekday was said.
#[derive(Clone, Copy)]
enum Weekday {
    /// Bare, from Monday, 1.
    Bare(u8),
    /// With its week or side: how one beside it is told from it.
    Told(Which),
}

/// "next Monday or Tuesday", "next week on Tuesday or Thursday": the second day is told from the first.
fn inherit(beside: Option<Weekday>, form: &mut Form) {
    if let Some(Weekday::Told(which)) = beside
        && let Form::Point(Point { date: Some(date), .. }) = form
        && let Date::Part(part @ Part::Weekday(_)) = *date
    {
        *date = Date::Which(which, part);
    }
}

/// "Monday and Tuesday of next week": the week is that of the first day, `before`, too.
fn hand_back(beside: Option<Weekday>, context: &Context, form: &Form, before: Option<&mut TimeMention>) {
    if let Some(Weekday::Bare(weekday)) = beside
        && let Form::Point(Point { date: Some(Date::Within(Part::Weekday(_), week)), .. }) = form
        && let Some(value) = context.value(&Date::Within(Part::Weekday(weekday), week.clone()).into())
        && let Some(mention) = before
    {
        mention.value = value.value;
        (mention.from, mention.to) = value.interval.unzip();
    }
}

/// What was found so far, and what later expressions are read against.
#[derive(Default)]
struct Timeline {
    published: Option<NaiveDate>,
    /// Minute of the day, and minutes ahead of Greenwich.
    published_at: Option<(u32, i16)>,
    mentions: Vec<TimeMention>,
    /// The last date spoken of and who said it: what "that day" and a bare "7:10 a.m." are read against.
    reference: Option<(When, usize)>,
    /// The first mention of this sentence.
    sentence_start: usize,
    /// Times of day of this sentence before any day of it, with what they say.
    undated: Vec<(usize, Clock)>,
    /// The atom after the last expression of this sentence, where that was a weekday.
    weekday: Option<(usize, Weekday)>,
    /// The last time of day, in minutes, with the sentence it stands in.
    clock: Option<(u32, usize)>,
    /// Dates with a year of their own that is not that of publication.
    told: usize,
    /// Dates that lean on the day of publication: "Thursday", "last week".
    current: usize,
}

impl Timeline {
    /// Gives an expression its value and remembers it; its index. `other`: the other end of its range.
    fn read(&mut self, place: &Place, mut expression: Expression, other: Option<Other>) -> Option<usize> {
        let Place { reader, sentence, number } = *place;
        let (first, last) = (&reader.atoms[expression.start], &reader.atoms[expression.end - 1]);
        let words = first.word..last.word + 1;
        let beside = self.beside(reader, expression.start);
        inherit(beside, &mut expression.form);
        self.shift_clock(number, &mut expression.form);
        let outlook = tense::outlook(reader.tokens, reader.syntax, sentence, &words);
        let context = Context {
            published: self.published,
            reference: self.reference.as_ref().map(|(when, _)| when),
            future: outlook == Outlook::Ahead,
            past: outlook == Outlook::Back,
            narrative: self.published.is_some() && self.told >= 3 && self.told > 3 * self.current,
            near: self
                .reference
                .as_ref()
                .is_some_and(|(_, by)| number - self.mentions[*by].sentence <= STORY),
        };
        let value = context.value(&expression.form)?;
        let index = self.mentions.len();
        // "from 2pm till tomorrow 4:30pm" begins today
        let opens = matches!(
            &other,
            Some(Other::Closes(Expression { form: Form::Point(Point { date: Some(_), .. }), .. }))
        );
        let value = match other {
            Some(Other::Opened(first)) => {
                self.after(&context, &self.mentions[first], &expression.form, value)
            }
            Some(Other::Closes(last)) => before(&context, last, &expression.form, value),
            None => value,
        };
        hand_back(beside, &context, &expression.form, self.mentions.last_mut());
        self.count(&expression.form);
        self.remember(&expression, number);
        let (from, to) = value.interval.unzip();
        let mention = TimeMention {
            span: first.span.to(last.span),
            words,
            sentence: number,
            kind: kind(&expression.form),
            value: value.value,
            modifier: expression.modifier.map(String::from),
            from,
            to,
            basis: self.basis(&expression.form),
            until: None,
            anchor: anchor::find(reader, &expression),
        };
        match expression.form {
            Form::Point(Point { date: None, clock: Some(clock) }) => {
                // "at 9 a.m. and fled at 10:30 a.m., the army said on Tuesday": neither clock has a day yet
                let open = |at: usize| self.undated.iter().any(|&(undated, _)| undated == at);
                let dated = (self.sentence_start..index).any(|at| {
                    let mention = &self.mentions[at];
                    matches!(mention.kind, TimeType::Date | TimeType::Time)
                        && mention.from.is_some()
                        && !open(at)
                });
                if !dated && !opens {
                    self.undated.push((index, clock));
                }
            }
            _ => {
                if let Some(when) =
                    value.when.filter(|when| !matches!(when, When::Open(value) if value.ends_with("_REF")))
                {
                    self.reference = Some((when, index));
                }
            }
        }
        self.mentions.push(mention);
        Some(index)
    }

    /// The weekday right before an expression, with "and", "or" or a comma between them.
    fn beside(&self, reader: &Reader, start: usize) -> Option<Weekday> {
        let joins = |at| matches!(reader.term(at), Term::And | Term::Or | Term::On | Term::Symbol(','));
        let (end, weekday) = self.weekday?;
        ((end + 1..=end + 3).contains(&start) && (end..start).all(joins)).then_some(weekday)
    }

    /// "30 minutes later" after "9 a.m." is 9:30, "two hours ago" in an article of 9 a.m. 7:00.
    fn shift_clock(&self, sentence: usize, form: &mut Form) {
        let Form::Point(Point { date: Some(Date::Shift { amount, back, base }), clock: None }) = form else {
            return;
        };
        let told = self.clock.filter(|(_, told)| sentence - told <= 1).map(|(minutes, _)| minutes);
        let published = || self.published_at.map(|(minutes, ahead)| (minutes, Zone::Fixed(ahead)));
        let from = match base {
            Base::Published => published(),
            Base::Reference if told.is_none() && self.reference.is_none() => published(),
            Base::Reference => told.map(|minutes| (minutes, Zone::Unsaid)),
            Base::Date(_) | Base::Event => None,
        };
        let unit = match amount.unit {
            Unit::Hour => 60,
            Unit::Minute => 1,
            _ => return,
        };
        let (Some((from, zone)), Some(tenths @ 0..10_000), [None, None]) = (from, amount.tenths, amount.rest)
        else {
            return;
        };
        let shift = i64::from(tenths * unit / 10);
        let minutes = i64::from(from) + if *back { -shift } else { shift };
        let base =
            if self.reference.is_some() && zone == Zone::Unsaid { Base::Reference } else { Base::Published };
        let date = Date::Unit { unit: Unit::Day, offset: minutes.div_euclid(1440) as i32, base };
        let minutes = minutes.rem_euclid(1440) as u32;
        let clock = Clock::Time { hour: minutes / 60, minute: minutes % 60, second: None, zone };
        *form = Form::Point(Point { date: Some(date), clock: Some(clock) });
    }

    /// Keeps what the next expressions lean on.
    fn remember(&mut self, expression: &Expression, sentence: usize) {
        self.weekday = None;
        let Form::Point(Point { date, clock }) = &expression.form else { return };
        self.weekday = match date {
            Some(Date::Which(_, Part::Weekday(_))) => Some(Weekday::Told(Which::Following)),
            Some(Date::Within(Part::Weekday(_), _)) => Some(Weekday::Told(Which::That)),
            Some(Date::Part(Part::Weekday(weekday))) if clock.is_none() => Some(Weekday::Bare(*weekday)),
            _ => None,
        }
        .map(|weekday| (expression.end, weekday));
        self.clock = match clock {
            Some(Clock::Time { hour, minute, .. }) => Some((hour * 60 + minute, sentence)),
            _ if date.is_some() => None,
            _ => self.clock,
        };
    }

    /// The end of a range is not before its start: "November 2023 to March".
    fn after(
        &self,
        context: &Context,
        start: &TimeMention,
        form: &Form,
        value: resolve::Value,
    ) -> resolve::Value {
        let (Some(from), Some((to, _)), Form::Point(Point { date: Some(Date::Part(_)), clock: None })) =
            (&start.from, &value.interval, form)
        else {
            return value;
        };
        if to >= from {
            return value;
        }
        let context =
            Context { published: from.parse().ok(), future: true, narrative: false, ..context.clone() };
        context.value(form).unwrap_or(value)
    }

    /// Counts whether the text tells of now or of years gone by.
    fn count(&mut self, form: &Form) {
        let Form::Point(Point { date: Some(date), .. }) = form else { return };
        let Some(published) = self.published else { return };
        match date {
            Date::Within(_, year) | Date::Shift { base: Base::Date(year), .. } => match **year {
                Date::Year(year) if (published.year() - year).abs() > 1 => self.told += 1,
                Date::Year(_) => self.current += 1,
                _ => {}
            },
            Date::Year(year) if (published.year() - year).abs() > 1 => self.told += 1,
            Date::Part(Part::Weekday(_)) | Date::Which(..) => self.current += 1,
            Date::Unit { base: Base::Published, .. } => self.current += 1,
            _ => {}
        }
    }

    /// What the value hangs on; `None` for an absolute expression.
    fn basis(&self, form: &Form) -> Option<Basis> {
        let published = self.published.map(|_| Basis::Published);
        let reference = self.reference.as_ref().map(|(_, mention)| Basis::Time(*mention));
        let date = |date: &Date| match date.base()? {
            Base::Reference => reference.or(published),
            Base::Published => published,
            Base::Date(_) | Base::Event => None,
        };
        match form {
            Form::Point(Point { date: Some(said), .. }) => date(said),
            Form::Point(Point { date: None, .. }) => reference.or(published),
            Form::Between(Point { date: Some(said), .. }, _) => date(said),
            Form::Between(..) => reference.or(published),
            Form::Duration(_, expression::Window::Past | expression::Window::Coming) => published,
            _ => None,
        }
    }

    /// A time of day before any day of its sentence is of the one that follows: "At 9 a.m., on the second day, Friday, …".
    fn date_clocks(&mut self) {
        for (index, clock) in std::mem::take(&mut self.undated) {
            let Some((when, by)) = self.reference.as_ref().filter(|(_, by)| *by > index) else { continue };
            if !when.is_day() {
                continue;
            }
            let basis = Some(Basis::Time(*by));
            let value = resolve::with_clock(Some(when.clone()), Some(clock));
            let mention = &mut self.mentions[index];
            mention.value = value.value;
            (mention.from, mention.to) = value.interval.unzip();
            mention.basis = basis;
        }
    }
}

/// For how many sentences a year long gone is that of the months after it.
const STORY: usize = 1;

fn kind(form: &Form) -> TimeType {
    match form {
        Form::Point(Point { clock: Some(_), .. }) | Form::Between(Point { clock: Some(_), .. }, _) => {
            TimeType::Time
        }
        Form::Point(_) | Form::Between(..) | Form::Vague(_) => TimeType::Date,
        Form::Duration(..) | Form::Stretch { .. } | Form::Length(_) => TimeType::Duration,
        Form::Set(_) | Form::SetOf(_) | Form::Every(..) | Form::EveryMonth(_) => TimeType::Set,
    }
}

#[cfg(test)]
mod tests;
