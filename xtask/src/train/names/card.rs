//! The card of the head: data, licences, recipe, scores.

use anyhow::Result;

use super::{HIDDEN, INPUT, SCHEDULE, STEPS};
use crate::sizes;
use crate::train::syntax::examples::RECASED;

pub fn write(
    file: &[u8],
    manifest: &[(String, String)],
    told: &[(&str, &str, usize)],
    scores: &str,
    open_only: bool,
) -> Result<String> {
    let size = format!("{} bytes, {} with brotli", file.len(), sizes::brotli(file)?.len());
    let lines: String = manifest.iter().map(|(key, value)| format!("- {key}: {value}\n")).collect();
    let sets: String =
        told.iter().map(|(name, licence, words)| format!("| {name} | {words} | {licence} |\n")).collect();
    let taught = match told.iter().any(|(name, ..)| *name == super::TAUGHT) {
        false => "",
        true => {
            "- taught: sentences of the articles that newswire is of, of UD English EWT (CC BY-SA 4.0) and of the openly licensed genres of
  UD English GUM (CC BY), words only, labelled by a teacher: a transformer that starts from all-MiniLM-L6-v2 (Apache-2.0) and
  learnt from the sets above. No article that dev has is among them.
"
        }
    };
    let (title, about) = match open_only {
        true => (
            "names-open-only.bin",
            "What the head of names.md is without the newspaper articles that name no licence. Not shipped, and not kept: the\n\
             command makes it again.",
        ),
        false => (
            "names.bin",
            "The names in sentences of English, for `dateline::syntax`: a head on the network of syntax.bin, and of no use with\n\
             another one. Do not edit by hand. `src/syntax/recognizer.rs` describes it, `src/syntax/container.rs` the file.",
        ),
    };
    Ok(format!(
        "\
# {title}

{about}

{lines}- size: {size}

## Data

| set | words | licence |
| --- | --- | --- |
{sets}
- newswire: 844 articles of stanfordnlp/en-worldwide-newswire (e082527b; Shan et al. 2023). **The repository states no
  licence.** No text of them is in the file. What the head is without them, `names-open-only.md` tells:
  `cargo xtask train names --open-only` makes it.
- UNER English-EWT (8ed072de, train part of 0c7ce0de), wikigold (Balasuriya et al. 2009), WNUT 17 (train and dev parts;
  Derczynski et al. 2017), Broad Twitter Corpus (parts a, b, e and g; names of accounts left open).
{taught}- Not used, though at hand: SEC-filings marks \"Bank\" and \"Borrower\" as names, re3d marks pronouns and plain nouns.

Source: the train parts of UNER English-EWT, wikigold, WNUT 17 and the Broad Twitter Corpus{}.
Licence: CC BY-SA 4.0

## Recipe

What the network makes of a word goes with its marks (lists, how the text writes the word elsewhere) through a layer of {INPUT}
and a bidirectional LSTM with coupled gates of {HIDDEN} in each direction to 15 labels: O, B and I of 7 kinds. Sets that leave a
kind out, or do not tell two apart, allow several labels for a word; the loss is minus the logarithm of the share of all paths of
labels that are allowed (conditional random field). Of taught words it is the cross-entropy of the teacher's shares.

Adam, rate {} (cosine to nothing), {} words a step, {} epochs, dropout {}, {} and {}; {RECASED} sentences in 100 are rewritten
(title case, headline without articles, capitals, lower case), drawn anew in each epoch. In the last epochs the weights are
rounded to steps of {} while they learn.

## Scores

On the dev parts (`cargo xtask eval names --data NAMES`), which no training saw: strict F1 of what the head alone finds, in
percent; a facility counts as a place. \"F1\" is of persons, organizations and places. Of names within names the outer one counts;
\"last column\" reads the files as if their last column were the only one.

{scores}",
        match (open_only, taught.is_empty()) {
            (true, _) => "",
            (false, true) => "; en-worldwide-newswire (no licence stated)",
            (false, false) =>
                "; en-worldwide-newswire (no licence stated); what a teacher made from all-MiniLM-L6-v2 (Apache-2.0) says of \
                 the articles of the last, of UD English EWT and of the openly licensed genres of UD English GUM",
        },
        SCHEDULE.rate,
        SCHEDULE.words,
        SCHEDULE.epochs,
        SCHEDULE.dropout.input,
        SCHEDULE.dropout.between,
        SCHEDULE.dropout.heads,
        STEPS.layers,
    ))
}
