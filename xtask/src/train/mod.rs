//! `cargo xtask train …`

mod choices;
pub mod events;
mod layers;
mod lemmas;
mod names;
mod places;
mod sentences;
mod syntax;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// The gazetteer: data/models/places.bin, from GeoNames, Natural Earth and data/regions.tsv
    Places(places::Args),
    /// The network of tags and trees: data/models/syntax.bin, from the training treebanks
    Syntax(syntax::Args),
    /// The head that sees names: data/models/names.bin, on the network of tags and trees
    Names(names::Args),
    /// What tells an event, of which type, and who takes part: data/models/events.bin
    Events(events::Args),
    /// Which mentions are of one event: data/models/merging.tsv, from annotated articles
    Merging(choices::Args),
    /// Which event an article is about: data/models/salience.tsv, from annotated articles
    Salience(choices::Args),
    /// Where sentences end: data/models/sentences.bin, from the training treebanks
    Sentences(sentences::Args),
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Places(args) => places::run(&args),
        Command::Syntax(args) => syntax::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Events(args) => events::run(&args),
        Command::Merging(args) => choices::merging(&args),
        Command::Salience(args) => choices::salience(&args),
        Command::Sentences(args) => sentences::run(&args),
    }
}
