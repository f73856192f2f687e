//! From weights in floating point to the file that is shipped.

use dateline::syntax::container::{Container, Kind, Tensor, u24_bytes};

use super::examples::Classes;
use super::learn::Model;
use crate::train::layers::quantise::{self, Steps};

/// The model as bytes; see [`dateline::syntax::container`].
pub fn file(model: &Model, classes: &Classes, manifest: &[(String, String)], steps: Steps) -> Vec<u8> {
    let lexicon = &model.lexicon;
    let entries = lexicon.keys.len();
    let own: Vec<u8> = lexicon.own.iter().map(|&row| u8::from(row > 0)).collect();
    let codes: Vec<u8> = (0..lexicon.pieces)
        .flat_map(|piece| (0..entries).map(move |entry| lexicon.codes_of(entry)[piece]))
        .collect();
    let mut tensors = vec![
        ("vocabulary", Kind::U24, entries, 1, u24_bytes(&lexicon.keys)),
        ("own", Kind::U8, entries, 1, own),
        ("codes", Kind::U8, lexicon.pieces, entries, codes),
    ];
    tensors.extend(quantise::tensors(&model.weights, steps));
    let tensors = tensors.iter().map(|(name, kind, rows, columns, bytes)| Tensor {
        name,
        kind: *kind,
        rows: *rows,
        columns: *columns,
        bytes,
    });
    Container {
        manifest: manifest.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect(),
        tags: classes.tags.clone(),
        relations: classes.relations.clone(),
        tensors: tensors.collect(),
    }
    .write()
}

#[cfg(test)]
mod tests {
    use dateline::syntax::network::{Model as Engine, Parsed, Scratch};
    use dateline::syntax::{Deprel, Upos, Xpos};

    use super::super::batch::{Batch, Target};
    use super::super::lexicon::Lexicon;
    use super::super::network::{Network, Sizes};
    use super::*;
    use crate::train::layers::Dropout;
    use crate::train::layers::quantise::rounded;
    use crate::train::layers::random::Random;
    use dateline::syntax::rows::{SentenceRows, key};

    /// The engine reads the file and sees in it what the network in floating point sees.
    #[test]
    fn the_engine_agrees_with_the_trainer() {
        let sizes = Sizes {
            word: 8,
            pieces: 2,
            piece: 4,
            affixes: [(4, 4); 5],
            ngrams: (4, 4),
            input: 16,
            hidden: 16,
            layers: 2,
            arc: 16,
            label: 16,
        };
        let words = ["kim", "said", "the", "north", "fired", "two", "missiles", "there"];
        let mut keys: Vec<u32> = words[..5].iter().map(|word| key(word)).collect();
        keys.sort_unstable();
        let lexicon = Lexicon { keys, own: vec![1, 0, 2, 0, 3], pieces: 2, codes: (1..=10).collect() };
        let classes = Classes {
            tags: vec![(Upos::Noun, Xpos::Nn), (Upos::Verb, Xpos::Vbd), (Upos::Det, Xpos::Dt)],
            relations: vec![Deprel::Root, Deprel::Nsubj, Deprel::Obj, Deprel::Parataxis, Deprel::Det],
        };
        let mut rows = SentenceRows::default();
        words.iter().for_each(|word| rows.push(word, word));
        let (mut agreed, mut all) = (0, 0);
        for seed in 0..20 {
            let (network, weights) = Network::new(sizes, 3, 3, 5, &mut Random::new(seed, [0, 0]));
            let steps = Steps { tables: 0.002, layers: 0.002 };
            let model = Model { network, weights: rounded(&weights, steps), lexicon: lexicon.clone() };
            let file = file(&model, &classes, &[("seed".into(), "some".into())], steps);
            let mut parsed = Parsed::default();
            Engine::read(&file).expect("the engine reads it").parse(
                &rows,
                &mut Scratch::default(),
                &mut parsed,
            );
            let targets = vec![Target::default(); words.len()];
            let batch = Batch::new([(&rows, &targets[..])].into_iter(), &lexicon, None);
            let pass = model.network.forward(&model.weights, &batch, &Dropout::NONE, None);
            for (word, &tag) in parsed.tags.iter().enumerate() {
                all += 1;
                agreed += usize::from(crate::train::layers::best(pass.tags.row(word)) == usize::from(tag));
            }
        }
        // Of equal scores within the rounding of activations either may win.
        assert!(agreed * 100 >= all * 98, "{agreed} of {all} tags");
    }
}
