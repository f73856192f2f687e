//! What a file weighs on its way to a reader.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

/// Bytes as stored, and as a server sends them.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

/// Measures a file at the highest quality of gzip (9) and brotli (11).
pub fn measure(path: &Path) -> Result<Sizes> {
    let bytes = fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
    Ok(Sizes { raw: bytes.len(), gzip: gzip(&bytes)?.len(), brotli: brotli(&bytes)?.len() })
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed)
}

/// Thousands of bytes: 1 KB is 1000 bytes.
pub fn kb(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encoders_give_what_a_browser_can_read_back() {
        let text = b"Seoul said on Thursday that the missile flew for 87 minutes. ".repeat(50);
        let mut back = Vec::new();
        std::io::copy(&mut flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..]), &mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        brotli::BrotliDecompress(&mut &brotli(&text).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, text);
    }
}
