//! Times that hang on what happens: "two days after the attack", "mere hours after its launch", "the day before the vote".

use chrono::NaiveDate;

use super::calendar;
use super::expression::{Amount, Base, Date, Expression, Form, Point};
use super::lexicon::{Term, Unit};
use super::reader::Reader;
use crate::syntax::Deprel;

/// What a time hangs on, until that is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The head word of "the attack" in "two days after the attack", an index into [`crate::tokens::Tokens::words`].
    pub word: usize,
    /// "before" rather than "after".
    pub back: bool,
    /// How far from it; without a count for "hours after".
    amount: Amount,
}

/// A time that was placed by its anchor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// TIMEX3 value of the day, week, month or year.
    pub value: String,
    /// First day and the day after the last, ISO 8601.
    pub from: String,
    pub to: String,
}

impl Anchor {
    /// Where the time lies when its anchor is on a day; `None` where nobody says how far from it ("days after"), but hours
    /// and minutes stay on the day.
    pub fn place(&self, day: NaiveDate) -> Option<Placed> {
        let when = match (self.amount.tenths, self.amount.unit) {
            (None, Unit::Hour | Unit::Minute | Unit::Second) => calendar::When::Day(day),
            _ => calendar::shift(day, self.amount, self.back)?,
        };
        let (from, to) = when.interval()?;
        Some(Placed { value: when.value(), from: from.to_string(), to: to.to_string() })
    }
}

/// The anchor of an expression, if something that happens follows it after "after" or "before".
pub fn find(reader: &Reader, expression: &Expression) -> Option<Anchor> {
    let (amount, preposition) = match &expression.form {
        // "the day after the attack": the preposition is its own last word
        Form::Point(Point { date: Some(Date::Shift { amount, base: Base::Event, .. }), .. }) => {
            (*amount, expression.end - 1)
        }
        Form::Duration(amount, _) => (*amount, expression.end),
        _ => return None,
    };
    let back = match reader.term(preposition) {
        Term::After => false,
        Term::Before => true,
        // "two days following the attack"
        Term::Following => false,
        // "days ahead of the vote", "a week prior to the vote"
        _ if matches!(reader.norm(preposition), "ahead" | "prior") => true,
        _ => return None,
    };
    let joining = reader.atoms.get(preposition)?.word;
    // "after" hangs on its noun or verb
    let word = reader.syntax.head(joining)?;
    let hangs = [Deprel::Case, Deprel::Mark].contains(&reader.syntax.deprel[joining]);
    let word = if hangs && word > joining {
        word
    } else {
        // "ahead of the vote"
        reader
            .syntax
            .dependent(joining, &[Deprel::Obl, Deprel::Nmod, Deprel::Advcl])
            .filter(|word| *word > joining)?
    };
    Some(Anchor { word, back, amount })
}
