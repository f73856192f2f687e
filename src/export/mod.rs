//! What was read, in formats of others.

mod conllu;

pub use conllu::conllu;
