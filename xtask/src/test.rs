//! `cargo xtask test`: all that must hold before a change goes in. Stops at the first thing that does not.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::command::{cargo, command, run};
use crate::wasm::wasm_cargo;
use crate::{root, setup, wasm};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 7] = [
    ("setup", setup::for_tests),
    ("rustfmt", || run(cargo().args(["fmt", "--all", "--check"]))),
    ("clippy", || run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))),
    ("clippy for wasm", || run(wasm_cargo("clippy").args(["--lib", "--", "-D", "warnings"]))),
    ("cargo test", || run(cargo().args(["test", "--workspace"]))),
    ("build and size budget", wasm::build_and_check),
    ("tests in Node and the browser", node_tests),
];

pub fn test() -> Result<()> {
    let start = Instant::now();
    for (name, step) in STEPS {
        println!("\n== {name}");
        let start = Instant::now();
        step().with_context(|| format!("`cargo xtask test` FAILED at: {name}"))?;
        println!("== {name}: passed in {:.1} s", start.elapsed().as_secs_f64());
    }
    println!(
        "\n`cargo xtask test` passed: {} of {0} steps in {:.0} s",
        STEPS.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn node_tests() -> Result<()> {
    let mut files = test_files("tests")?;
    let in_browser = test_files("tests/browser")?;
    let mut node = command("node");
    if !in_browser.is_empty() {
        node.env("CHROMIUM", setup::chromium()?);
    }
    files.extend(in_browser);
    if files.is_empty() {
        println!("There are none.");
        return Ok(());
    }
    // One after another: a browser under test and a timing beside it disturb each other.
    run(node.args(["--test", "--test-concurrency=1"]).args(files))
}

/// The files of a folder that end in .test.mjs, in order; none where there is no such folder.
fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let path = root().join(folder);
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        if name.as_encoded_bytes().ends_with(b".test.mjs") {
            files.push(PathBuf::from(folder).join(name));
        }
    }
    files.sort();
    Ok(files)
}
