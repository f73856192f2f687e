//! `cargo xtask eval …`

mod times;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Time expressions against the times of gold events and GUM dates
    Times(times::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Times(args) => times::run(&args),
    }
}
