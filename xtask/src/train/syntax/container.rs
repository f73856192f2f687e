//! Writes `data/models/syntax.bin`; its layout is described in `src/syntax/container.rs`.

use dateline::syntax::rows;

use super::lexicon::Lexicon;
use super::matrix::Matrix;
use super::network::Weights;

const CONTAINER: u8 = 1;

/// What is told of how a model was made.
pub type Manifest = Vec<(String, String)>;

/// Steps of the weights: coarser ones compress better.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    /// Of the embedding tables.
    pub tables: f32,
    /// Of the matrices between layers.
    pub layers: f32,
}

/// The step of a tensor: as coarse as asked, and coarser if its largest weight would not fit into 8 bits.
pub fn step(name: &str, matrix: &Matrix, steps: Steps) -> f32 {
    let largest = matrix.data.iter().fold(0.0f32, |max, v| max.max(v.abs()));
    let asked = if name.contains('.') { steps.layers } else { steps.tables };
    asked.max(largest / 127.0)
}

/// A weight in steps.
pub fn quantise(value: f32, step: f32) -> i8 {
    (value / step).round_ties_even().clamp(-127.0, 127.0) as i8
}

/// The model as bytes.
pub fn write(
    weights: &Weights,
    lexicon: &Lexicon,
    tags: &[String],
    relations: &[String],
    manifest: &Manifest,
    steps: Steps,
) -> Vec<u8> {
    let mut header = String::new();
    let mut payload = Vec::new();
    for (key, value) in manifest {
        header.push_str(&format!("manifest\t{key}\t{value}\n"));
    }
    header.push_str(&format!("tags\t{}\n", tags.join("\t")));
    header.push_str(&format!("relations\t{}\n", relations.join("\t")));
    let entries = lexicon.keys.len();
    header.push_str(&format!("tensor\tvocabulary\tu24\t{entries}\t1\n"));
    let distances: Vec<u32> =
        lexicon.keys.iter().scan(0, |before, &key| Some(key - std::mem::replace(before, key))).collect();
    for shift in [0, 8, 16] {
        payload.extend(distances.iter().map(|d| (d >> shift) as u8));
    }
    header.push_str(&format!("tensor\town\tu8\t{entries}\t1\n"));
    payload.extend(lexicon.own.iter().map(|&row| u8::from(row > 0)));
    header.push_str(&format!("tensor\tcodes\tu8\t{}\t{entries}\n", lexicon.pieces));
    for piece in 0..lexicon.pieces {
        payload.extend((0..entries).map(|entry| lexicon.codes_of(entry)[piece]));
    }
    for (name, matrix) in weights.names.iter().zip(&weights.values) {
        let bias = name.ends_with(".b");
        let kind = if bias { "f32" } else { "q8" };
        header.push_str(&format!("tensor\t{name}\t{kind}\t{}\t{}\n", matrix.rows, matrix.cols));
        if bias {
            payload.extend(matrix.data.iter().flat_map(|v| v.to_le_bytes()));
        } else {
            let step = step(name, matrix, steps);
            payload.extend(step.to_le_bytes());
            payload.extend(matrix.data.iter().map(|&v| quantise(v, step) as u8));
        }
    }
    let mut out = b"DLsyntax".to_vec();
    out.extend([CONTAINER, rows::VERSION]);
    out.extend((header.len() as u32).to_le_bytes());
    out.extend(header.as_bytes());
    out.extend(checksum(&payload).to_le_bytes());
    out.extend(payload);
    out
}

/// FNV-1a over words of 64 bits; the last one filled up with zeros.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xCBF2_9CE4_8422_2325, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01B3)
    })
}
