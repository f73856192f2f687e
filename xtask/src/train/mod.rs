//! `cargo xtask train …`

mod sentences;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Where sentences end: data/models/sentences.bin, from the training treebanks
    Sentences(sentences::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Sentences(args) => sentences::run(&args),
    }
}
