//! `cargo xtask eval …`

mod article;

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// List what is not body in the texts (*.txt) of a folder
    Article { dir: PathBuf },
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Article { dir } => article::run(&dir),
    }
}
