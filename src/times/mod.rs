//! Time expressions and their values (TIMEX3): "early Thursday morning" is 2024-10-31TMO in an article of that day.
//!
//! [`lexicon`] cuts a sentence into words of time, [`grammar`] reads one expression, [`resolve`] gives it a value
//! against the day of publication and what was spoken of before. Without a day of publication values stay open:
//! "XXXX-WXX-4" for "Thursday".
//!
//! The rules for dates without a year follow what news does: a weekday is the last one, today's is today, and only a
//! verb that looks forward ("will meet on Friday", "is due Monday") makes it the next one.

mod grammar;
mod lexicon;
mod published;
mod resolve;
mod zones;

use std::ops::Range;

use chrono::NaiveDate;

use crate::Span;
use crate::article::ZoneKind;
use crate::document::Document;
use crate::names::Name;
use crate::report::{TimeType, Warning};
use crate::syntax::{Deprel, Syntax, Xpos};
use crate::tokens::{Sentence, Tokens};
use grammar::{Date, Expression, Form, Reader};
use resolve::{Context, When};

/// What a value was resolved from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The day of publication.
    Published,
    /// Another mention, by its index in the result of [`find`].
    Time(usize),
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
pub(crate) fn read(document: &Document, names: &[Name], published: Option<NaiveDate>) -> Reading {
    let find = |published| {
        let mut mentions = find(document.text, &document.tokens, &document.syntax, published);
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
        let mut placed = placed.into_iter().peekable();
        for mention in &mut mentions {
            while placed.next_if(|other| other.span.start < mention.span.start).is_some() {}
            if let Some(other) = placed.next_if(|other| other.span == mention.span) {
                (mention.from, mention.to, mention.basis) = (other.from, other.to, other.basis);
            }
        }
    }
    Reading { mentions, inferred, warnings }
}

/// All time expressions of a text, in order, without overlap.
pub fn find(text: &str, tokens: &Tokens, syntax: &Syntax, published: Option<NaiveDate>) -> Vec<TimeMention> {
    let mut mentions: Vec<TimeMention> = Vec::new();
    let mut atoms = Vec::new();
    // What "that day" and a bare "7:10 a.m." are read against: the last date spoken of and who said it.
    let mut reference: Option<(When, usize)> = None;
    for (number, sentence) in tokens.sentences.iter().enumerate() {
        if !lexicon::atoms(text, tokens, sentence, &mut atoms) {
            continue;
        }
        let reader = Reader { atoms: &atoms, tokens, syntax };
        let mut at = 0;
        while at < atoms.len() {
            let Some(expression) = reader.expression(at).filter(|found| found.end > at) else {
                at += 1;
                continue;
            };
            at = expression.end;
            let words = atoms[expression.start].word..atoms[expression.end - 1].word + 1;
            let context = Context {
                published,
                reference: reference.as_ref().map(|(when, _)| when),
                future: looks_forward(tokens, syntax, sentence, &words),
            };
            let Some(value) = context.value(expression.form) else { continue };
            let basis = basis(&expression, published, reference.as_ref().map(|(_, mention)| *mention));
            if let Some(when) = &value.when
                && !matches!(expression.form, Form::Point { date: None, .. })
            {
                reference = Some((when.clone(), mentions.len()));
            }
            let (from, to) = value.interval.unzip();
            mentions.push(TimeMention {
                span: atoms[expression.start].span.to(atoms[expression.end - 1].span),
                words,
                sentence: number,
                kind: kind(expression.form),
                value: value.value,
                modifier: expression.modifier.map(String::from),
                from,
                to,
                basis,
            });
        }
    }
    mentions
}

fn kind(form: Form) -> TimeType {
    match form {
        Form::Point { clock: Some(_), .. } => TimeType::Time,
        Form::Point { .. } | Form::Range(..) | Form::Vague(_) => TimeType::Date,
        Form::Duration { .. } => TimeType::Duration,
        Form::Set { .. } | Form::SetOf(_) | Form::EveryWeekday(_) => TimeType::Set,
    }
}

/// What the value hangs on; `None` for an absolute expression.
fn basis(expression: &Expression, published: Option<NaiveDate>, reference: Option<usize>) -> Option<Basis> {
    let published = published.map(|_| Basis::Published);
    let date = |date: Date| match date {
        Date::Calendar { year: Some(_), .. } | Date::Years { .. } => None,
        Date::Season { year: Some(_), .. } | Date::Quarter { year: Some(_), .. } => None,
        Date::Reference | Date::Shift { from_publication: false, .. } => reference.map(Basis::Time),
        _ => published,
    };
    match expression.form {
        Form::Point { date: Some(said), .. } => date(said),
        Form::Point { date: None, .. } => reference.map(Basis::Time).or(published),
        Form::Range(from, to) => date(from).or(date(to)),
        Form::Duration { which: grammar::Which::Last | grammar::Which::Next, .. } => published,
        _ => None,
    }
}

/// Whether the verb or adjective that governs an expression looks forward: "will meet on Friday", "is due Monday"; not
/// "said Friday it will".
fn looks_forward(tokens: &Tokens, syntax: &Syntax, sentence: &Sentence, words: &Range<usize>) -> bool {
    // The word of the expression that hangs on none of the others.
    let outside = |&word: &usize| syntax.head(word).is_none_or(|head| !words.contains(&head));
    let Some(top) = words.clone().take(GOVERNORS).find(outside) else { return false };
    for governor in syntax.ancestors(top).take(GOVERNORS) {
        let forward = |word: usize| lexicon::has(lexicon::FUTURE, tokens.norm(word));
        // "is set to leave", "going to"
        let to = || {
            lexicon::has(lexicon::FUTURE_TO, tokens.norm(governor))
                && syntax.dependent(governor, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Obl]).is_some()
        };
        // "will", "the upcoming"
        let modifiers = [Deprel::Aux, Deprel::Cop, Deprel::AuxPass, Deprel::Advmod, Deprel::Amod];
        let modified = |word: &usize| modifiers.contains(&syntax.deprel[*word]) && !words.contains(word);
        if forward(governor) || to() || syntax.dependents(governor).filter(modified).any(forward) {
            return true;
        }
        // "Macron to visit Kyiv Friday"
        if sentence.zone == ZoneKind::Headline && syntax.is_infinitive(governor) {
            return true;
        }
        let past = |word: usize| syntax.xpos[word] == Xpos::Vbd;
        if past(governor) || syntax.dependents(governor).filter(modified).any(past) {
            return false;
        }
    }
    false
}

/// How many words above an expression are asked for its tense.
const GOVERNORS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, syntax, tokens};

    #[test]
    fn vague_words_alone_and_before_what_they_are_counted_from() {
        for (text, expected) in [
            ("The army will leave soon.", &["FUTURE_REF"][..]),
            ("The army left recently.", &["PAST_REF"]),
            ("The army left soon after the attack.", &[]),
            ("The general spoke soon before the launch.", &[]),
        ] {
            let tokens = tokens::tokenize(text, &article::read(text, false));
            let syntax = syntax::analyze(text, &tokens);
            let values: Vec<String> =
                find(text, &tokens, &syntax, None).into_iter().map(|time| time.value).collect();
            assert_eq!(values, expected, "{text}");
        }
    }
}
