//! `cargo xtask eval …`

pub mod syntax;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Tags and lemmas on the dev parts of EWT and GUM, with their own words and sentences
    Syntax(syntax::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Syntax(args) => syntax::run(&args),
    }
}
