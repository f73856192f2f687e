//! Mentions that are of one thing, growing together, with what all of them tell of it.

use super::mentions::{Form, Mention, Number};
use crate::report::EntityType;
use crate::work::tick;

/// What the mentions of a chain tell together.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) kind: Option<EntityType>,
    pub(super) number: Number,
    pub(super) female: Option<bool>,
    pub(super) country: Option<&'static str>,
    pub(super) sector: Option<&'static str>,
    pub(super) named: bool,
    pub(super) size: u32,
}

/// A partition of mentions (union-find; the root of a chain is its first mention).
pub(super) struct Chains {
    up: Vec<u32>,
    of_root: Vec<Chain>,
}

impl Chains {
    pub(super) fn new(mentions: &[Mention]) -> Self {
        let chain = |mention: &Mention| Chain {
            kind: mention.kind,
            number: mention.number,
            female: mention.female,
            country: mention.country,
            sector: mention.sector,
            named: matches!(mention.form, Form::Name(_)),
            size: 1,
        };
        Self { up: (0..mentions.len() as u32).collect(), of_root: mentions.iter().map(chain).collect() }
    }

    /// The first mention of the chain of a mention.
    pub(super) fn root(&mut self, mention: usize) -> usize {
        let mut at = mention;
        while self.up[at] as usize != at {
            tick(1);
            // Halves the way for the next time.
            self.up[at] = self.up[self.up[at] as usize];
            at = self.up[at] as usize;
        }
        at
    }

    pub(super) fn chain(&mut self, mention: usize) -> &Chain {
        let root = self.root(mention);
        &self.of_root[root]
    }

    /// Whether two mentions can be of one thing by what their chains tell.
    pub(super) fn agree(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.chain(a).clone(), self.chain(b).clone());
        agree_in_kind(a.kind, b.kind)
            && agree_in_number(a.number, b.number)
            && agree_if_told(a.female, b.female)
            && agree_if_told(a.country, b.country)
    }

    /// Makes two chains one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.up[second] = first as u32;
        let other = self.of_root[second].clone();
        let chain = &mut self.of_root[first];
        // What a name is, it is surer of than nouns and pronouns.
        chain.kind = match (chain.kind, other.kind) {
            (Some(_), Some(theirs)) if other.named && !chain.named => Some(theirs),
            (ours, theirs) => ours.or(theirs),
        };
        if chain.number == Number::Either {
            chain.number = other.number;
        }
        chain.female = chain.female.or(other.female);
        chain.country = chain.country.or(other.country);
        chain.sector = chain.sector.or(other.sector);
        chain.named |= other.named;
        chain.size += other.size;
    }
}

fn agree_in_number(a: Number, b: Number) -> bool {
    a == b || a == Number::Either || b == Number::Either
}

fn agree_if_told<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

/// A company is no person; a country may be called a government.
fn agree_in_kind(a: Option<EntityType>, b: Option<EntityType>) -> bool {
    use EntityType::*;
    let Some((a, b)) = a.zip(b) else { return true };
    a == b
        || a == Other
        || b == Other
        || matches!(
            (a, b),
            (Place, Facility) | (Facility, Place) | (Organization, Facility) | (Facility, Organization)
        )
        || matches!((a, b), (People, Organization) | (Organization, People))
        || matches!((a, b), (Product | Law | Vehicle | Weapon, Product | Law | Vehicle | Weapon))
}
