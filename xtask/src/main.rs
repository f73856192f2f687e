//! Everything that is not the product: `cargo xtask --help` lists it.

mod annotated;
mod bench;
mod budget;
mod command;
mod conllu;
mod credits;
mod dist;
mod eval;
mod folds;
mod names;
mod serve;
mod setup;
mod sizes;
mod test;
mod train;
mod treebank;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

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
    /// Build, then serve the page on this machine
    Serve(serve::Command),
    /// Check format, lints, tests, build, size, package and page
    Test,
    /// Measure size and speed in Node, beside wink-nlp and compromise
    Bench(bench::Command),
    /// Write the page into dist/ for a static host, and as one file
    Dist,
    /// Measure a room on gold data
    #[command(subcommand)]
    Eval(eval::Command),
    /// Train a model into data/models
    #[command(subcommand)]
    Train(train::Command),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Build => wasm::build_and_check(),
        Command::Serve(options) => serve::run(&options),
        Command::Credits => credits::run(&root()),
        Command::Test => test::test(),
        Command::Bench(options) => bench::bench(&options),
        Command::Dist => dist::dist(),
        Command::Eval(command) => eval::run(command),
        Command::Train(command) => train::run(command),
    };
    if let Err(error) = done {
        eprintln!("error: {error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The root of the checkout.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
