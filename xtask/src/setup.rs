//! Sees that what a build needs is there: adds it where it can, and says plainly what it could not do.

use anyhow::{Context, Result, bail};

use crate::command::{command, npm, output, run};
use crate::root;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Everything [`crate::wasm::build`] needs.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    node()?;
    node_modules()
}

/// The standard library for WebAssembly, added with rustup.
fn wasm_target() -> Result<()> {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let installed = || {
        output(command(&rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]))
            .is_some_and(|folder| std::path::Path::new(&folder).is_dir())
    };
    if installed() {
        return Ok(());
    }
    println!("The Rust target {WASM_TARGET} is missing; adding it.");
    run(command("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!(
            "the Rust target {WASM_TARGET} is missing and could not be added: run \
             `rustup target add {WASM_TARGET}` (https://rustup.rs), or install your system's package of it"
        )
    })?;
    if !installed() {
        bail!("rustup added {WASM_TARGET} to another toolchain than `{rustc}`, the one in use");
    }
    Ok(())
}

fn node() -> Result<()> {
    let get = format!("get Node {OLDEST_NODE} or newer, with npm, from https://nodejs.org");
    let Some(version) = output(command("node").arg("--version")) else {
        bail!("Node is missing: {get}");
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|v| v.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {version} is too old: {get}");
    }
    Ok(())
}

/// The npm packages of package-lock.json.
fn node_modules() -> Result<()> {
    install_packages(".")
}

/// `npm ci` in a folder, unless what its lock file names was installed after the lock file was written.
pub fn install_packages(folder: &str) -> Result<()> {
    let path = root().join(folder);
    let modified = |file: &str| path.join(file).metadata().and_then(|m| m.modified()).ok();
    let lock =
        modified("package-lock.json").with_context(|| format!("{folder}/package-lock.json is missing"))?;
    if modified("node_modules/.package-lock.json").is_some_and(|installed| installed >= lock) {
        return Ok(());
    }
    println!("Installing the npm packages of {folder}/package-lock.json");
    run(npm().args(["ci", "--no-fund", "--no-audit"]).current_dir(&path)).with_context(|| {
        format!(
            "the npm packages could not be installed: `npm ci` in {} needs the npm registry",
            path.display()
        )
    })
}
