//! Writes the page with its package into dist/, for any static host, and as one file.

use anyhow::Result;

use crate::command::{command, run};
use crate::serve::HEADERS;
use crate::sizes::{kb, measure};
use crate::{root, wasm};

pub fn dist() -> Result<()> {
    wasm::build_and_check()?;
    let dist = root().join("dist");
    wasm::clear(&dist)?;
    run(command("node").args(["xtask/page.mjs", "dist"]).arg(&dist))?;
    wasm::write(&dist.join("_headers"), headers().as_bytes())?;
    println!(
        "Wrote dist/: put it on any static host. What _headers says is for hosts that read it (Netlify,"
    );
    println!(
        "Cloudflare Pages); on others set the same headers, and application/wasm for .wasm, in their own way."
    );
    let one = measure(&dist.join("dateline.html"))?;
    println!("dist/dateline.html is all of it in one file, {:.1} KB, and opens from a disk.", kb(one.raw));
    Ok(())
}

/// The headers in the format that Netlify and Cloudflare Pages read.
fn headers() -> String {
    let lines: String = HEADERS.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    format!("/*\n{lines}")
}
