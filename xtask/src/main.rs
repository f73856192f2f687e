//! Everything that is not the product: `cargo xtask --help` lists it.

#[allow(dead_code)]
mod budget;
mod command;
mod conllu;
mod credits;
mod eval;
mod setup;
mod sizes;
mod train;
mod treebank;
mod wasm;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Build, serve, test, measure and train Dateline.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the wasm package into www/pkg and check its size
    Build,
    /// Write CREDITS.md from the headers of the data files
    Credits,
    /// Measure a room on gold data
    #[command(subcommand)]
    Eval(eval::Command),
    /// Train a model into data/models
    #[command(subcommand)]
    Train(train::Command),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Build => wasm::build_and_check(),
        Command::Credits => credits::run(&root()),
        Command::Eval(command) => eval::run(command),
        Command::Train(command) => train::run(command),
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
