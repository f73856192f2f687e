//! Builds the wasm package: cargo, then wasm-bindgen, then wasm-opt, then www/pkg.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::{cargo, command, run};
use crate::setup::WASM_TARGET;
use crate::sizes::{Sizes, kb, measure};
use crate::{budget, root, setup};

/// What www/pkg holds besides its package.json.
const FILES: [&str; 4] = ["dateline.js", "dateline.d.ts", "dateline_bg.wasm", "dateline_bg.wasm.d.ts"];

/// All that Node 20 and the browsers of 2023 load. One by one: `--all-features` writes modules that they refuse.
const WASM_OPT: [&str; 13] = [
    "-O3",
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The package's folder.
pub fn folder() -> PathBuf {
    root().join("www/pkg")
}

/// `cargo xtask build`: the package, its sizes and whether they are within the budget.
pub fn build_and_check() -> Result<()> {
    build()?;
    check_sizes()
}

/// Builds the package into www/pkg, and what the page has from others into www/vendor.
pub fn build() -> Result<()> {
    setup::for_build()?;
    let start = Instant::now();
    run(wasm_cargo("build").args(["--release", "--lib"]))?;
    let work = root().join("target/xtask");
    let bound = work.join("bindgen");
    clear(&bound)?;
    // Where cargo has put it, which is not always target/.
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let module = target.join(WASM_TARGET).join("release/dateline.wasm");
    Bindgen::new()
        .input_path(&module)
        .out_name("dateline")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&bound)
        .context("wasm-bindgen failed")?;
    let optimized = optimize(&bound.join("dateline_bg.wasm"), &work.join("wasm-opt"))?;

    let package = folder();
    clear(&package)?;
    for file in FILES {
        let from = if file.ends_with(".wasm") { optimized.clone() } else { bound.join(file) };
        copy(&from, &package.join(file))?;
    }
    write(&package.join("package.json"), package_json().as_bytes())?;
    // What the page has from others, and the credits.
    run(command("node").args(["xtask/page.mjs", "vendor"]))?;
    println!("Built www/pkg in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Prints what the built package weighs.
///
/// # Errors
/// When it weighs more than data/budgets.toml allows today.
pub fn check_sizes() -> Result<()> {
    println!("{:24}{:>10}{:>10}{:>10}  (KB, 1000 bytes)", "", "raw", "gzip", "brotli");
    let [wasm, js] = [measure(&folder().join("dateline_bg.wasm"))?, measure(&folder().join("dateline.js"))?];
    print_sizes("dateline_bg.wasm", wasm);
    print_sizes("dateline.js", js);
    let wasm = kb(wasm.brotli);
    let budget = budget::read()?.now.wasm_brotli_kb;
    if wasm > budget {
        bail!("dateline_bg.wasm is {wasm:.1} KB in brotli; data/budgets.toml allows {budget} KB");
    }
    println!("Within the budget of {budget} KB for dateline_bg.wasm in brotli");
    Ok(())
}

fn print_sizes(name: &str, sizes: Sizes) {
    println!("{name:24}{:>10.1}{:>10.1}{:>10.1}", kb(sizes.raw), kb(sizes.gzip), kb(sizes.brotli));
}

/// A cargo command over the library for WebAssembly, with the flags of the shipped build.
pub fn wasm_cargo(subcommand: &str) -> Command {
    let mut command = cargo();
    command.args([subcommand, "--package", "dateline", "--target", WASM_TARGET]);
    // wasm-bindgen reads the features in use from a section that stripping takes away; wasm-opt strips later.
    command.env("CARGO_PROFILE_RELEASE_STRIP", "none");
    // Panic messages name source files: not with the path of the builder's home.
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let mut flags = OsString::from("-Ctarget-feature=+simd128");
    if let Some(home) = home {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(home.join("registry/src"));
        flags.push("=");
    }
    // Unlike RUSTFLAGS it takes paths with spaces, and it wins over what the user has set.
    command.env("CARGO_ENCODED_RUSTFLAGS", flags);
    command
}

/// Runs wasm-opt, or takes what it made of the same module with the same options before.
fn optimize(module: &Path, cache: &Path) -> Result<PathBuf> {
    let binaryen = root().join("node_modules/binaryen");
    let version =
        fs::read_to_string(binaryen.join("package.json")).context("the npm package binaryen is missing")?;
    let options = format!("{WASM_OPT:?}\n{version}");
    let [before, options_before, after] =
        ["before.wasm", "options", "after.wasm"].map(|file| cache.join(file));
    let bytes = read(module)?;
    let unchanged = after.is_file()
        && fs::read(&before).is_ok_and(|b| b == bytes)
        && fs::read_to_string(&options_before).is_ok_and(|o| o == options);
    if unchanged {
        return Ok(after);
    }
    clear(cache)?;
    run(command("node").arg(binaryen.join("bin/wasm-opt")).args(WASM_OPT).arg(module).arg("-o").arg(&after))?;
    write(&options_before, options.as_bytes())?;
    // Last: its presence says that the rest is whole.
    write(&before, &bytes)?;
    Ok(after)
}

/// Types come first in `exports`: a resolver takes the first condition that it knows.
fn package_json() -> String {
    let files = FILES.map(|file| format!("\"{file}\"")).join(", ");
    format!(
        r#"{{
  "name": "dateline",
  "version": "{version}",
  "description": "News events as structured data, each tied to its words",
  "license": "{license}",
  "type": "module",
  "main": "./dateline.js",
  "types": "./dateline.d.ts",
  "exports": {{
    ".": {{ "types": "./dateline.d.ts", "default": "./dateline.js" }},
    "./dateline_bg.wasm": {{ "types": "./dateline_bg.wasm.d.ts", "default": "./dateline_bg.wasm" }},
    "./package.json": "./package.json"
  }},
  "files": [{files}],
  "sideEffects": false
}}
"#,
        version = env!("CARGO_PKG_VERSION"),
        license = env!("CARGO_PKG_LICENSE"),
    )
}

/// Makes a folder that is there and empty.
pub fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("can't clear {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("can't write {}", path.display()))
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("can't copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
