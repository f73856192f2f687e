//! Writes the page with its package into dist/, for any static host.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::serve::HEADERS;
use crate::{root, wasm};

pub fn run() -> Result<()> {
    wasm::build_and_check()?;
    let dist = root().join("dist");
    wasm::clear(&dist)?;
    copy_folder(&root().join("www"), &dist)?;
    wasm::write(&dist.join("_headers"), headers().as_bytes())?;
    println!(
        "Wrote dist/: put it on any static host. What _headers says is for hosts that read it (Netlify,"
    );
    println!(
        "Cloudflare Pages); on others set the same headers, and application/wasm for .wasm, in their own way."
    );
    Ok(())
}

/// The headers in the format that Netlify and Cloudflare Pages read.
fn headers() -> String {
    let lines: String = HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("/*\n{lines}")
}

/// Copies a folder with all that is in it but hidden files.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("can't read {}", from.display()))? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            wasm::copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}
