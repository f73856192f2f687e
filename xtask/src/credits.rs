//! CREDITS.md from the headers of the data files: where each comes from and under which licence.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// What stands in CREDITS.md before the list.
const HEAD: &str = "# Credits

Made by `cargo xtask credits` from the headers of the files in `data/` and of the tables in `tests/`; edit those.

Dateline's code is under MIT or Apache-2.0, as you choose. Its data has these sources:

";

/// What stands after it.
const TAIL: &str = "
`www/map/world.json` is Natural Earth's land and borders (public domain) as the npm package world-atlas has them (ISC).
`www/samples/north-korea.txt` was supplied by the project's user as the sample input. It is not covered by our licence.
The other sample articles are from Wikinews, under CC BY 2.5; `www/samples/index.json` names them.
`www/vendor/readability.js`, which takes articles out of web pages, is @mozilla/readability 0.6.0 under Apache-2.0, changed in two places (`xtask/page.mjs`).
";

/// The text of CREDITS.md.
pub fn text(root: &Path) -> Result<String> {
    let mut files: Vec<_> =
        ["data", "data/event-types", "data/lexicon", "data/models", "tests/quantities", "tests/specs"]
            .iter()
            .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            // Budgets are no data of the product, nor are the rules of annotation.
            .filter(|path| !path.ends_with("budgets.toml") && !path.ends_with("README.md"))
            .filter(|path| path.extension().is_some_and(|e| e == "toml" || e == "tsv" || e == "md"))
            .collect();
    files.sort();
    let mut out = HEAD.to_string();
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).with_context(|| name.clone())?;
        let field = |label: &str| {
            let line = text.lines().find_map(|line| {
                line.trim_start_matches(['#', '-', '*', ' '])
                    .strip_prefix(label)
                    .map(|rest| rest.trim().to_string())
            });
            line.with_context(|| format!("{name} has no line \"{label} …\" in its header"))
        };
        let (source, licence) = (field("Source:")?, field("Licence:")?);
        ensure!(!source.is_empty() && !licence.is_empty(), "{name}: an empty source or licence");
        writeln!(out, "- `{name}`: {source} Licence: {licence}")?;
    }
    out.push_str(TAIL);
    Ok(out)
}

/// Writes CREDITS.md.
pub fn run(root: &Path) -> Result<()> {
    fs::write(root.join("CREDITS.md"), text(root)?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn credits_are_up_to_date() {
        let root = crate::root();
        let written = std::fs::read_to_string(root.join("CREDITS.md")).unwrap();
        assert_eq!(written, super::text(&root).unwrap(), "run `cargo xtask credits`");
    }
}
