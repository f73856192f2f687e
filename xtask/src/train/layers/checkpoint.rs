//! What was learnt, kept after every epoch.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::adam::Adam;
use super::weights::Weights;

/// A number that other schedules and other data don't have.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Writes what was learnt so far, so that a run that is interrupted can go on.
pub fn save(path: &Path, print: u64, epochs: usize, weights: &Weights, adam: &Adam) -> Result<()> {
    let unfinished: PathBuf = path.with_extension("new");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&unfinished)?);
    for number in [print, epochs as u64, adam.now as u64] {
        file.write_all(&number.to_le_bytes())?;
    }
    for matrix in weights.values.iter().chain(&adam.mean).chain(&adam.square) {
        for value in &matrix.data {
            file.write_all(&value.to_le_bytes())?;
        }
    }
    file.flush()?;
    std::fs::rename(&unfinished, path).with_context(|| format!("can't write {}", path.display()))
}

/// Reads what was saved by the same recipe; gives the number of epochs that were learnt.
pub fn resume(path: &Path, print: u64, weights: &mut Weights, adam: &mut Adam) -> Option<usize> {
    let mut file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut numbers = [[0; 8]; 3];
    numbers.iter_mut().try_for_each(|number| file.read_exact(number)).ok()?;
    let [saved, epochs, now] = numbers.map(u64::from_le_bytes);
    if saved != print {
        return None;
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let mut values = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let matrices = || weights.values.iter().chain(&adam.mean).chain(&adam.square);
    let wanted: usize = matrices().map(|m| m.data.len()).sum();
    if values.len() != wanted {
        return None;
    }
    let all = weights.values.iter_mut().chain(&mut adam.mean).chain(&mut adam.square);
    for value in all.flat_map(|matrix| &mut matrix.data) {
        *value = values.next()?;
    }
    adam.now = now as usize;
    Some(epochs as usize)
}
