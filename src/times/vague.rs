//! Words of time without a date: "recently", "now", "in the past", "since then".

use super::expression::{Date, Form};
use super::lexicon::{Term, Unit};
use super::reader::Reader;
use crate::syntax::Upos;

impl Reader<'_> {
    /// Words without a date: "recently", "now", "in the past", "recent weeks", "since then".
    pub fn vague(&self, at: usize) -> Option<(Form, usize)> {
        let found = |value, end| Some((Form::Vague(value), end));

        match self.term(at) {
            // "soon after the launch", "shortly before" are no times of their own
            Term::Vague(_) if matches!(self.term(at + 1), Term::After | Term::Before) => None,
            Term::Vague(value) => found(value, at + 1),
            // "recent days", "a recent attack"
            Term::Recent => {
                let end = self.skip(at + 1, |term| matches!(term, Term::Units(_)));
                found("PAST_REF", end)
            }
            // "the coming months", "next years"
            Term::Coming | Term::Next if matches!(self.term(at + 1), Term::Units(_) | Term::Period) => {
                found("FUTURE_REF", at + 2)
            }
            // "past years"
            Term::Past | Term::Previous if matches!(self.term(at + 1), Term::Units(_)) => {
                found("PAST_REF", at + 2)
            }
            // "some time ago"
            Term::About
                if self.norm(at) == "some"
                    && self.term(at + 1) == Term::Time
                    && self.term(at + 2) == Term::Ago =>
            {
                found("PAST_REF", at + 3)
            }
            // "long ago"
            Term::WordLong if self.term(at + 1) == Term::Ago => found("PAST_REF", at + 2),
            // "a long time ago", "a long time"
            Term::A if self.term(at + 1) == Term::WordLong && self.term(at + 2) == Term::Time => {
                match self.term(at + 3) {
                    Term::Ago => found("PAST_REF", at + 4),
                    _ => Some((Form::Length("PXX"), at + 3)),
                }
            }
            // "to date", "until date", not "up to date" nor "to date her"
            Term::Other
                if self.norm(at) == "date"
                    && self.before(at) == Term::To
                    && !matches!(self.term(at - 1), Term::Up)
                    && (at < 2 || self.term(at - 2) != Term::Up)
                    && self.upos(at) != Some(Upos::Verb)
                    && !self.goes_on(at + 1) =>
            {
                found("PRESENT_REF", at + 1)
            }
            // "right now"
            Term::Other if self.norm(at) == "right" && self.term(at + 1) == Term::Now => {
                found("PRESENT_REF", at + 2)
            }
            // "at this time"
            Term::This if self.norm(at.checked_sub(1)?) == "at" && self.term(at + 1) == Term::Time => {
                found("PRESENT_REF", at + 2)
            }
            // "now", not "now that"
            Term::Now if self.term(at + 1) != Term::That => found("PRESENT_REF", at + 1),
            Term::These if self.term(at + 1) == Term::Units(Unit::Day) => found("PRESENT_REF", at + 2),
            // "at present", "(2013 – present)", "from 1998 to present"
            Term::Present
                if self.before(at) == Term::At
                    || self.before(at) == Term::To
                        && self.upos(at) != Some(Upos::Verb)
                        && !self.goes_on(at + 1)
                    || at >= 2
                        && self.dash(at - 1)
                        && matches!(self.term(at - 2), Term::Digits(1000..=2199, 4)) =>
            {
                found("PRESENT_REF", at + 1)
            }
            Term::The => match self.term(at + 1) {
                // "in the past", not "the past president"
                Term::Past if !self.is_noun(at + 2) && self.before(at) == Term::In => {
                    found("PAST_REF", at + 2)
                }
                Term::Future if !self.is_noun(at + 2) && matches!(self.before(at), Term::In | Term::Of) => {
                    found("FUTURE_REF", at + 2)
                }
                // "at the moment", "at the present time"
                _ if matches!(self.norm(at + 1), "moment" | "minute")
                    && self.norm(at.checked_sub(1)?) == "at"
                    && !matches!(self.term(at + 2), Term::Of)
                    && (self.norm(at + 1) == "minute" || !self.goes_on_as_clause(at + 2)) =>
                {
                    found("PRESENT_REF", at + 2)
                }
                Term::Present if self.term(at + 2) == Term::Time => found("PRESENT_REF", at + 3),
                Term::Recent if matches!(self.term(at + 2), Term::Past) => found("PAST_REF", at + 3),
                Term::Coming | Term::Next if matches!(self.term(at + 2), Term::Units(_) | Term::Period) => {
                    found("FUTURE_REF", at + 3)
                }
                // "at the time", not "at the time of the attack"
                Term::Time if self.norm(at.checked_sub(1)?) == "at" && self.term(at + 2) != Term::Of => {
                    found("PAST_REF", at + 2).filter(|_| !self.goes_on_as_clause(at + 2))
                }
                _ => None,
            },
            // "since then", "by then", "until then"
            Term::Then if matches!(self.before(at), Term::Since | Term::At | Term::To | Term::From) => {
                let since = matches!(self.before(at), Term::Since | Term::From);
                Some((Date::Then { since }.into(), at + 1))
            }
            _ => None,
        }
    }

    /// "at the time he was elected"
    fn goes_on_as_clause(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Pron | Upos::Sconj | Upos::Det | Upos::Propn | Upos::Noun))
    }
}
