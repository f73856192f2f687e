//! Reads CoNLL-U, the format of the Universal Dependencies treebanks.

use std::path::Path;

use anyhow::{Context, Result};

/// A syntactic word.
#[derive(Debug, Clone)]
pub struct Word {
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// "Number=Sing|Person=3"; empty where there are none.
    pub feats: String,
    /// Number of the head in [`Sentence::words`], from 0; none for the root.
    pub head: Option<usize>,
    pub deprel: String,
    /// Index of the surface token in [`Sentence::tokens`].
    pub token: usize,
}

/// A surface token: one word, or several ("don't").
#[derive(Debug, Clone)]
pub struct Token {
    pub form: String,
    pub space_after: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub text: String,
    /// First of a paragraph.
    pub new_paragraph: bool,
    pub tokens: Vec<Token>,
    pub words: Vec<Word>,
}

#[derive(Debug, Clone, Default)]
pub struct Document {
    /// "GUM_news_afghan"; empty where the file names none.
    pub id: String,
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// The raw text: sentences of a paragraph joined by a blank, paragraphs by an empty line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for sentence in &self.sentences {
            if !text.is_empty() {
                text.push_str(if sentence.new_paragraph { "\n\n" } else { " " });
            }
            text.push_str(&sentence.text);
        }
        text
    }
}

/// Reads all documents of a file.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    parse(&text).with_context(|| format!("in {}", path.display()))
}

/// Reads all documents of a text; empty nodes ("8.1") are left out.
pub fn parse(text: &str) -> Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut sentence = Sentence::default();
    let mut inside_until = 0;
    for (number, line) in text.lines().chain([""]).enumerate() {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            if !sentence.words.is_empty() {
                let known = |word: &Word| word.head.is_none_or(|head| head < sentence.words.len());
                anyhow::ensure!(
                    sentence.words.iter().all(known),
                    "line {}: a head is outside its sentence",
                    number + 1
                );
                if documents.is_empty() {
                    documents.push(Document::default());
                }
                let document = documents.last_mut().context("no document")?;
                document.sentences.push(std::mem::take(&mut sentence));
            }
            inside_until = 0;
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(rest) = comment.strip_prefix("newdoc") {
                let id = rest.trim().strip_prefix("id =").unwrap_or("").trim().to_string();
                documents.push(Document { id, sentences: Vec::new() });
            } else if comment.starts_with("newpar") {
                sentence.new_paragraph = true;
            } else if let Some(text) = comment.strip_prefix("text =") {
                sentence.text = text.trim().to_string();
            }
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            anyhow::ensure!(columns.len() == 10, "line {}: {} columns", number + 1, columns.len());
            if columns[0].contains('.') {
                continue;
            }
            let space_after = !columns[9].split('|').any(|field| field == "SpaceAfter=No");
            if let Some((_, last)) = columns[0].split_once('-') {
                inside_until = last.parse()?;
                sentence.tokens.push(Token { form: columns[1].into(), space_after });
                continue;
            }
            let id: usize = columns[0].parse()?;
            if id > inside_until {
                sentence.tokens.push(Token { form: columns[1].into(), space_after });
            }
            sentence.words.push(Word {
                form: columns[1].into(),
                lemma: columns[2].into(),
                upos: columns[3].into(),
                xpos: columns[4].into(),
                feats: if columns[5] == "_" { String::new() } else { columns[5].into() },
                head: columns[6].parse::<usize>()?.checked_sub(1),
                deprel: columns[7].into(),
                token: sentence.tokens.len() - 1,
            });
        }
    }
    Ok(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tokens_and_documents() {
        let row = |id: &str, form: &str, head: &str, misc: &str| {
            format!("{id}\t{form}\t_\tX\tX\tA=b\t{head}\tdep\t_\t{misc}\n")
        };
        let text = [
            "# newdoc id = a\n# newpar\n# text = I don't.\n".to_string(),
            row("1", "I", "2", "_"),
            row("2-3", "don't", "_", "SpaceAfter=No"),
            row("2", "do", "0", "_"),
            row("3", "n't", "2", "_"),
            row("3.1", "ghost", "_", "_"),
            row("4", ".", "2", "_"),
        ]
        .concat();
        let documents = parse(&text).unwrap();
        let sentence = &documents[0].sentences[0];
        assert_eq!(documents[0].id, "a");
        assert_eq!(sentence.tokens.iter().map(|t| t.form.as_str()).collect::<Vec<_>>(), ["I", "don't", "."]);
        assert_eq!(sentence.words.iter().map(|w| w.token).collect::<Vec<_>>(), [0, 1, 1, 2]);
        assert_eq!(
            sentence.words.iter().map(|w| w.head).collect::<Vec<_>>(),
            [Some(1), None, Some(1), Some(1)]
        );
        assert_eq!((sentence.words[3].deprel.as_str(), sentence.words[3].feats.as_str()), ("dep", "A=b"));
        assert!(!sentence.tokens[1].space_after);
        assert_eq!(documents[0].text(), "I don't.");
        assert!(parse(&row("1", "I", "2", "_")).is_err(), "a head that is not there");
    }
}
