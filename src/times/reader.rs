//! A sentence in atoms, and the questions that the grammar asks of a place in it.

use super::lexicon::{Atom, Term, Unit};
use crate::sorted::has;
use crate::syntax::{Syntax, Upos, Xpos};
use crate::tokens::Tokens;
use crate::work::tick;

/// A sentence in atoms.
pub struct Reader<'a> {
    pub text: &'a str,
    pub atoms: &'a [Atom],
    pub tokens: &'a Tokens,
    pub syntax: &'a Syntax,
}

impl<'a> Reader<'a> {
    pub fn term(&self, at: usize) -> Term {
        tick(1);
        self.atoms.get(at).map_or(Term::Other, |atom| atom.term)
    }

    /// The term before, [`Term::Other`] at the start.
    pub fn before(&self, at: usize) -> Term {
        at.checked_sub(1).map_or(Term::Other, |at| self.term(at))
    }

    /// No white space before it.
    pub fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// Its own letters as they are written.
    pub fn form(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| atom.span.of(self.text))
    }

    /// The word of an atom in lower case, without the signs around it.
    pub fn norm(&self, at: usize) -> &str {
        let norm = self.atoms.get(at).map_or("", |atom| self.tokens.norm(atom.word));
        norm.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'')
    }

    /// Whether its word stands in a list of the lexicon.
    pub fn is(&self, at: usize, list: &[&str]) -> bool {
        has(list, self.norm(at))
    }

    pub fn xpos(&self, at: usize) -> Option<Xpos> {
        self.atoms.get(at).map(|atom| self.syntax.xpos[atom.word])
    }

    pub fn upos(&self, at: usize) -> Option<Upos> {
        self.atoms.get(at).map(|atom| self.syntax.upos[atom.word])
    }

    pub fn symbol(&self, at: usize, symbol: char) -> bool {
        self.term(at) == Term::Symbol(symbol)
    }

    pub fn dash(&self, at: usize) -> bool {
        matches!(self.term(at), Term::Symbol('-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}'))
    }

    /// A hyphen without white space on either side.
    pub fn hyphen(&self, at: usize) -> bool {
        self.dash(at) && self.glued(at) && self.glued(at + 1)
    }

    pub fn apostrophe(&self, at: usize) -> bool {
        matches!(self.term(at), Term::Symbol('\'' | '\u{2019}' | '\u{2018}'))
    }

    /// Whether a name of several words that the network sees goes on with another capital word: the "Sunday" of "Sunday
    /// Times", the "Friday" of "Friday Harbor".
    pub fn in_name(&self, at: usize) -> bool {
        let Some(atom) = self.atoms.get(at) else { return false };
        let names = &self.syntax.names;
        let next = names.partition_point(|name| name.words.end <= atom.word);
        let Some(name) = names.get(next).filter(|name| name.words.contains(&atom.word)) else { return false };
        let other = |beside: usize| {
            self.atoms.get(beside).is_some_and(|beside| {
                beside.capital && beside.term == Term::Other && name.words.contains(&beside.word)
            })
        };
        other(at + 1) || at > 0 && other(at - 1)
    }

    /// Skips one atom where the test holds.
    pub fn skip(&self, at: usize, test: impl Fn(Term) -> bool) -> usize {
        at + usize::from(test(self.term(at)))
    }

    /// After "of", "of the", "in the".
    pub fn of(&self, at: usize) -> Option<usize> {
        (self.term(at) == Term::Of).then(|| at + 1)
    }

    /// The full stop of an abbreviation.
    pub fn dot(&self, at: usize) -> usize {
        if self.symbol(at, '.') && self.glued(at) { at + 1 } else { at }
    }

    /// A unit, one or more of it.
    pub fn unit(&self, at: usize) -> Option<Unit> {
        match self.term(at) {
            Term::Unit(unit) | Term::Units(unit) => Some(unit),
            _ => None,
        }
    }

    /// A noun, name, adjective or number, not a sign.
    pub fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num))
            && !matches!(self.term(at), Term::Symbol(_))
    }
}
