//! Names: who and what is called by its name in the text.

pub mod countries;
pub mod gazetteer;
pub mod places;
