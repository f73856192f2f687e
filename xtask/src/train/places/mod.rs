//! `cargo xtask train places`: packs GeoNames, Natural Earth and `data/regions.tsv` into data/models/places.bin.

mod outlines;
mod pack;
mod sources;

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::root;
use sources::Sources;

#[derive(clap::Args)]
pub struct Args {
    /// Folder with naturalearth_features.jsonl and geonames_admin1.json
    #[arg(long)]
    data: PathBuf,
}

pub fn run(args: &Args) -> Result<()> {
    let folder = root().join("target/gazetteer");
    fs::create_dir_all(&folder)?;
    let sources = Sources::read(&args.data, &folder)?;
    let entries = sources.entries();
    let packed = pack::pack(entries)?;
    fs::write(root().join("data/models/places.bin"), packed)?;
    Ok(())
}
