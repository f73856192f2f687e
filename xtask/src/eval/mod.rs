//! `cargo xtask eval …`

mod events;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Events: triggers, arguments, factuality, sources, times, coreference
    Events(events::Command),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Events(command) => events::run(command),
    }
}
