//! The card of the model of events: data, licences, recipe, scores.

use anyhow::Result;

use super::{EVENT_FROM, ROLE, ROLE_FROM, SEED, WHETHER, WHICH};
use crate::sizes;

/// What was learnt from: articles and mentions.
pub struct Told {
    pub seen: (usize, usize),
    pub annotated: (usize, usize),
    pub taught: usize,
    pub scores: String,
}

pub fn write(file: &[u8], told: &Told) -> Result<String> {
    let size = format!("{} bytes, {} with brotli", file.len(), sizes::brotli(file)?.len());
    let ((seen, seen_mentions), (annotated, mentions)) = (told.seen, told.annotated);
    let taught = match told.taught {
        0 => String::new(),
        articles => format!(
            "- taught: {articles} more articles, whose words a teacher labelled: a transformer that starts from all-MiniLM-L6-v2 (Apache-2.0) and learnt from the\n  \
             annotated ones (xtask/teacher/README.md). Texts: PolNeAR, train part, and CASIE (**no licence stated**), ECB+ (CC BY 3.0), GeoVirus (Wikinews, CC BY).\n"
        ),
    };
    Ok(format!(
        "\
# events.bin

What tells an event, of which type, and who takes part in it, for `dateline::events`. Do not edit by hand.
`src/events/model.rs` describes it, `src/events/clues.rs` and `participants.rs` what it looks at,
`src/syntax/container.rs` the file.

- written by: cargo xtask train events
- seed: {SEED}
- event: {WHETHER:?}
- type: {WHICH:?}
- role: {ROLE:?}
- events from {EVENT_FROM}, roles from {ROLE_FROM}
- size: {size}

## Data

- {annotated} articles with {mentions} mentions, annotated for this project: data/training/events.md. Texts: stanfordnlp/en-worldwide-newswire
  (e082527b). **The repository states no licence.** No text of them is in the file, but hashes of words that are frequent in them.
- {seen} articles with {seen_mentions} mentions of the same source, which the catalog was written with; what the catalog says of them has
  weights of its own, which are thrown away.
{taught}
Source: annotations written for this project over articles of en-worldwide-newswire (no licence stated).
Licence: MIT OR Apache-2.0 for the annotations and the weights

## Scores

Cross-validation by newspaper, five folds, on the articles that the catalog was not written with; roles with the events given. \"catalog
alone\" is what there is without texts that state no licence, as all annotated ones are such. What the teacher says of unannotated articles
comes from models that had learnt from some of the tested ones, too: the figures with it are a little too good.

```
{}```
",
        told.scores
    ))
}
