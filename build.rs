//! Packs the human-edited files in data/ into the library.

#[path = "build/countries.rs"]
mod countries;
#[path = "build/times.rs"]
mod times;

fn main() {
    countries::pack();
    times::pack();
}
