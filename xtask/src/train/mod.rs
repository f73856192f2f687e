//! `cargo xtask train …`

mod lemmas;
mod tagger;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// The part-of-speech tagger and the lemma rules
    Tagger(tagger::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Tagger(args) => tagger::run(&args),
    }
}
