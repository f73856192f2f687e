//! Sees that what a build needs is there: adds it where it can, and says plainly what it could not do.

use anyhow::{Context, Result, bail};

use crate::command::{cargo, command, npm, output, run};
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

/// Everything `cargo xtask test` needs besides a browser.
pub fn for_tests() -> Result<()> {
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    for_build()
}

/// A tool of the Rust toolchain, added with rustup.
fn component(name: &str, subcommand: &str) -> Result<()> {
    let installed = || output(cargo().args([subcommand, "--version"])).is_some();
    if installed() {
        return Ok(());
    }
    println!("{name} is missing; adding it.");
    run(command("rustup").args(["component", "add", name])).with_context(|| {
        format!(
            "{name} is missing and could not be added: run `rustup component add {name}` (https://rustup.rs)"
        )
    })?;
    if !installed() {
        bail!("`cargo {subcommand}` still does not run after rustup added {name}");
    }
    Ok(())
}

/// A Chromium for the tests in the browser: what CHROMIUM names, one that is installed, or Debian's, put in.
pub fn chromium() -> Result<String> {
    if let Ok(path) = std::env::var("CHROMIUM") {
        if !runs(&path) {
            bail!("CHROMIUM is {path}, but `{path} --version` does not run");
        }
        return Ok(path);
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    let advice = "the tests in the browser need Chromium or Chrome: install one (Debian: `apt-get install chromium`), \
                  or set CHROMIUM to the path of one";
    // Only root can install, and only Debian and its like have apt-get.
    let is_root = output(command("id").arg("-u")).as_deref() == Some("0");
    if !is_root || output(command("apt-get").arg("--version")).is_none() {
        bail!("no Chromium was found, and it can't be installed from here: {advice}");
    }
    println!("No Chromium was found; installing Debian's.");
    run(command("apt-get").arg("update"))
        .and_then(|()| {
            let mut install = command("apt-get");
            install.env("DEBIAN_FRONTEND", "noninteractive");
            run(install.args(["install", "--yes", "--no-install-recommends", "chromium"]))
        })
        .context(advice)?;
    // Ubuntu's package of that name is a pointer to a snap and may not run.
    installed_chromium().with_context(|| format!("apt-get installed no Chromium that runs: {advice}"))
}

fn installed_chromium() -> Option<String> {
    let known = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    known.iter().filter_map(|name| full_path(name)).find(|path| runs(path))
}

/// Where a program of this name is: playwright wants a path.
fn full_path(name: &str) -> Option<String> {
    let folders = std::env::var_os("PATH")?;
    let found =
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file())?;
    found.into_os_string().into_string().ok()
}

fn runs(program: &str) -> bool {
    output(command(program).arg("--version")).is_some()
}
