//! `cargo xtask eval article DIR`: what is marked in the texts of a folder, for reading.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::article::{self, ZoneKind};

/// Prints every zone that is not body, one a line, and how many there are of each kind.
pub fn run(dir: &Path) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .with_context(|| format!("can't read {}", dir.display()))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut counts = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for file in &files {
        let text = std::fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let article = article::read(&text, false);
        println!("== {}", file.file_stem().unwrap_or_default().to_string_lossy());
        if let Some(published) = &article.published {
            println!("   published {} in {:?}", published.date, published.span.of(&text));
        }
        for zone in &article.zones {
            let words = zone.span.of(&text);
            let count = counts.entry(format!("{:?}", zone.kind)).or_default();
            count.0 += 1;
            count.1 += words.split_whitespace().count();
            if zone.kind != ZoneKind::Body {
                println!("   {}-{}\t{:?}\t{words}", zone.span.start, zone.span.end, zone.kind);
            }
        }
    }
    println!("{} texts", files.len());
    for (kind, (zones, words)) in counts {
        println!("{kind}: {zones} zones, {words} words");
    }
    Ok(())
}
