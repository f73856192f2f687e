//! `cargo xtask eval …`

mod tokens;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Words and sentences from raw text, on the dev treebanks
    Tokens(tokens::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Tokens(args) => tokens::run(&args),
    }
}
