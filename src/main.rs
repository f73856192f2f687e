//! The command line: files or standard input to JSON Lines.
fn main() {}
