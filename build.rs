//! Packs the data files into what the library includes.

use std::path::PathBuf;

#[path = "build/article.rs"]
mod article;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let data = PathBuf::from("data");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    article::pack(&data, &out);
}
