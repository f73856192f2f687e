//! Packs the human-edited files in data/ into the library.

#[path = "build/countries.rs"]
mod countries;

fn main() {
    countries::pack();
}
