//! Events that several articles report, as one record with what they agree and differ on.

mod groups;
mod pairs;
mod tellings;
mod topics;

pub use pairs::CLUES;
use tellings::Tellings;

use crate::report::Report;

/// Which events of some reports are one: groups of (report, index of its event).
pub fn groups(reports: &[&Report]) -> Vec<Vec<(usize, usize)>> {
    let tellings = Tellings::of(reports);
    let of = |telling: usize| (tellings.all[telling].report, tellings.all[telling].event);
    groups::groups(&tellings).into_iter().map(|group| group.into_iter().map(of).collect()).collect()
}

/// An event by the number of its report and its index there.
pub type Told = (usize, usize);

/// Pairs of events that may be one, with what speaks for and against: to learn from.
pub fn pairs(reports: &[&Report]) -> Vec<(Told, Told, [f32; CLUES.len()])> {
    let tellings = Tellings::of(reports);
    let of = |telling: usize| (tellings.all[telling].report, tellings.all[telling].event);
    groups::pairs(&tellings).into_iter().map(|(a, b, clues)| (of(a), of(b), clues)).collect()
}
