//! `cargo xtask eval …`

mod times;
mod events;
mod tokens;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Time expressions against the times of gold events and GUM dates
    Times(times::Args),
    /// Events: triggers, arguments, factuality, sources, times, coreference
    Events(events::Command),
    /// Words and sentences from raw text, on the dev treebanks
    Tokens(tokens::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Times(args) => times::run(&args),
        Command::Events(command) => events::run(command),
        Command::Tokens(args) => tokens::run(&args),
    }
}
