//! Articles annotated with events: a folder of texts/ and gold/, or a file of annotations with the texts elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use dateline::report::{Factuality, Role};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::eval::json_lines;

/// The annotation of one article; offsets are UTF-16 code units.
#[derive(Deserialize)]
pub struct Article {
    pub doc: String,
    /// Of the whole text.
    pub sha256: Option<String>,
    /// Only what stands before this offset was read; none: all of it.
    pub until: Option<u32>,
    pub published: Option<String>,
    pub main: Option<String>,
    pub mentions: Vec<Mention>,
}

#[derive(Deserialize)]
pub struct Mention {
    pub event: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub trigger: [u32; 2],
    /// As it stands in the text.
    #[serde(default)]
    pub word: String,
    pub factuality: Factuality,
    pub source: Option<String>,
    pub args: Vec<Argument>,
    pub time: Option<Time>,
}

#[derive(Deserialize, Clone)]
pub struct Argument {
    pub role: Role,
    pub span: Option<[u32; 2]>,
    /// The words as they stand in the text.
    pub text: Option<String>,
    /// The full name where the words are a pronoun or a short form.
    pub name: Option<String>,
    pub event: Option<String>,
}

#[derive(Deserialize)]
pub struct Time {
    pub value: Option<String>,
}

/// The name without its number: articles of one newspaper are learnt or tested together.
pub fn paper(doc: &str) -> &str {
    doc.rsplit_once('_').map_or(doc, |(paper, _)| paper)
}

/// The articles of a folder of texts/ and gold/, with as much of the texts as was read.
pub fn of_folder(dir: &Path) -> Result<Vec<(Article, String)>> {
    let folder = dir.join("gold");
    let files = fs::read_dir(&folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut files = files.map(|file| Ok(file?.path())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.extension().is_some_and(|e| e == "json"));
    files.sort();
    let read = |file: &PathBuf| {
        let article =
            serde_json::from_slice(&fs::read(file)?).with_context(|| format!("in {}", file.display()))?;
        with_text(article, &dir.join("texts"))
    };
    files.iter().map(read).collect()
}

/// The articles of a file of annotations whose texts lie in a folder.
pub fn of_file(file: &Path, texts: &Path) -> Result<Vec<(Article, String)>> {
    let articles: Vec<Article> = json_lines(file)?;
    articles.into_iter().map(|article| with_text(article, texts)).collect()
}

fn with_text(mut article: Article, folder: &Path) -> Result<(Article, String)> {
    let path = folder.join(format!("{}.txt", article.doc));
    let mut text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    if let Some(told) = &article.sha256 {
        let found: String =
            Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        ensure!(found == *told, "{} is not the text that was annotated", path.display());
    }
    let bytes = bytes_of_units(&text);
    let words = |span: [u32; 2]| {
        let [start, end] = span.map(|unit| bytes.get(unit as usize).copied());
        text.get(start? as usize..end? as usize).map(str::to_string)
    };
    for mention in &mut article.mentions {
        mention.word = words(mention.trigger)
            .with_context(|| format!("{}: no words at {:?}", article.doc, mention.trigger))?;
        for argument in mention.args.iter_mut().filter(|argument| argument.text.is_none()) {
            argument.text = argument.span.and_then(words);
        }
    }
    if let Some(&end) = article.until.and_then(|until| bytes.get(until as usize)) {
        text.truncate(end as usize);
    }
    Ok((article, text))
}

/// For each UTF-16 unit of a text its byte.
pub fn bytes_of_units(text: &str) -> Vec<u32> {
    let mut bytes = Vec::new();
    for (byte, c) in text.char_indices() {
        bytes.extend(std::iter::repeat_n(byte as u32, c.len_utf16()));
    }
    bytes.push(text.len() as u32);
    bytes
}
