//! `cargo xtask eval …`

mod article;
mod coref;
mod countries;
mod events;
mod factuality;
mod morphology;
pub mod names;
mod places;
mod quantities;
mod quotes;
mod specs;
mod statements;
pub mod syntax;
mod times;
mod tokens;
pub mod trees;

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Names of places and their coordinates, beside the most populous place of each name
    Places(places::Args),
    /// Time expressions against the times of gold events and GUM dates
    Times(times::Args),
    /// Quantities against those told by hand
    Quantities(quantities::Args),
    /// Spans of quotations against those told by hand
    Quotes(quotes::Args),
    /// Cases of other libraries' specs of times that apply to news
    Specs(specs::Args),
    /// Events: triggers, arguments, factuality, sources, times, coreference
    Events(events::Command),
    /// Who says what: statements against attributions told by hand
    Statements(statements::Args),
    /// How surely what words tell happened, against the judgements of UDS-IH2
    Factuality(factuality::Args),
    /// The country of actors, against answers told by hand
    Countries(countries::Args),
    /// Coreference: MUC, B-cubed and CEAF-e on the news and interviews of GUM
    Coref(coref::Args),
    /// Words and sentences from raw text, on the dev treebanks
    Tokens(tokens::Args),
    /// Tags, lemmas, trees and features on the dev parts of EWT and GUM, with their own words and sentences
    Syntax(syntax::Args),
    /// The names that the network sees, on the dev parts of the names
    Names(names::Args),
    /// List what is not body in the texts (*.txt) of a folder
    Article { dir: PathBuf },
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Places(args) => places::run(&args),
        Command::Times(args) => times::run(&args),
        Command::Quantities(args) => quantities::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Specs(args) => specs::run(&args),
        Command::Events(command) => events::run(command),
        Command::Statements(args) => statements::run(&args),
        Command::Factuality(args) => factuality::run(&args),
        Command::Countries(args) => countries::run(&args),
        Command::Coref(args) => coref::run(&args),
        Command::Tokens(args) => tokens::run(&args),
        Command::Syntax(args) => syntax::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Article { dir } => article::run(&dir),
    }
}
