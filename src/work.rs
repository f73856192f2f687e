//! Counts the steps that are taken over a text, so that a test can hold them linear in its length whatever the machine
//! does meanwhile. Only builds with debug assertions count; in others nothing is left of it.
//!
//! Words are counted where they are looked at (norms, lemmas, tags, phrases), which takes in every loop over words;
//! loops over anything else count for themselves.

#[cfg(debug_assertions)]
use std::cell::Cell;

#[cfg(debug_assertions)]
thread_local! {
    static DONE: Cell<u64> = const { Cell::new(0) };
}

/// Counts some steps.
#[inline(always)]
#[cfg_attr(not(debug_assertions), expect(unused_variables))]
pub(crate) fn tick(steps: usize) {
    #[cfg(debug_assertions)]
    DONE.with(|done| done.set(done.get() + steps as u64));
}

/// The steps of this thread since it began.
#[cfg(debug_assertions)]
pub fn done() -> u64 {
    DONE.with(Cell::get)
}
