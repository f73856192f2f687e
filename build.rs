//! Packs the word lists under data/ into the library.

#[path = "build/tokens.rs"]
mod tokens;

fn main() {
    tokens::pack();
}
