//! The Universal Dependencies treebanks EWT and GUM as the syntax models use them.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::Span;
use dateline::syntax::{Deprel, Upos, Xpos};
use dateline::tokens::{self, Tokens};

use crate::conllu;

/// Genres of GUM under non-commercial licences: never trained on.
pub const CLOSED: [&str; 5] = ["whow", "fiction", "essay", "letter", "podcast"];

/// A sentence with its gold tags and its gold tree.
pub struct Sentence {
    pub forms: Vec<String>,
    pub space_after: Vec<bool>,
    token: Vec<u32>,
    /// Gold classes; none where the treebank's own tag is not one that we know.
    pub tags: Vec<Option<(Upos, Xpos)>>,
    pub lemmas: Vec<String>,
    /// For each word the number of its head; the root is its own.
    pub heads: Vec<usize>,
    /// Gold relations; none where the treebank's own relation is not one that we know.
    pub deprels: Vec<Option<Deprel>>,
    /// Gold features in the notation of CoNLL-U; empty where there are none.
    pub feats: Vec<String>,
}

/// Part of a treebank.
pub struct Part {
    pub treebank: &'static str,
    /// "news"; empty for EWT.
    pub genre: String,
    pub sentences: Vec<Sentence>,
}

/// The documents of a split ("train", "dev") of both treebanks, in the order of the files.
pub fn read(data: &Path, split: &str) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for (treebank, file) in [("EWT", "UD_English-EWT/en_ewt-ud-"), ("GUM", "UD_English-GUM/en_gum-ud-")] {
        for document in conllu::read(&data.join(format!("{file}{split}.conllu")))? {
            let genre = document.id.strip_prefix("GUM_").and_then(|id| id.split('_').next()).unwrap_or("");
            let sentences = document.sentences.iter().map(sentence).collect();
            parts.push(Part { treebank, genre: genre.into(), sentences });
        }
    }
    Ok(parts)
}

/// The parts that may be trained on.
pub fn training(data: &Path) -> Result<Vec<Part>> {
    let mut parts = read(data, "train").context("treebanks to train on")?;
    parts.retain(|part| !CLOSED.contains(&part.genre.as_str()));
    Ok(parts)
}

pub fn sentence(gold: &conllu::Sentence) -> Sentence {
    let mut out = Sentence {
        forms: Vec::new(),
        space_after: Vec::new(),
        token: Vec::new(),
        tags: Vec::new(),
        lemmas: Vec::new(),
        heads: Vec::new(),
        deprels: Vec::new(),
        feats: Vec::new(),
    };
    for (index, word) in gold.words.iter().enumerate() {
        let last_of_token = gold.words.get(index + 1).is_none_or(|next| next.token != word.token);
        out.forms.push(fold(&word.form));
        out.space_after.push(last_of_token && gold.tokens[word.token].space_after);
        out.token.push(word.token as u32);
        out.tags.push(Upos::parse(&word.upos).zip(Xpos::parse(&word.xpos)));
        // Both treebanks waver between "people" and "person"; readers expect "people".
        let lemma =
            if word.form.eq_ignore_ascii_case("people") { "people".into() } else { fold(&word.lemma) };
        out.lemmas.push(lemma);
        out.heads.push(word.head.unwrap_or(index));
        out.deprels.push(Deprel::parse(&word.deprel));
        out.feats.push(word.feats.clone());
    }
    out
}

/// Makes curly quotes and apostrophes straight, as [`Tokens::norm`] does.
fn fold(form: &str) -> String {
    form.replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

/// Ways to write a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recase {
    Keep,
    /// "Kim Conducts A Test In Secret"
    Title,
    /// "Kim Conducts Test in Secret": articles and the full stop left out, short words small
    Headline,
    /// "Kim conducts test in secret"
    Terse,
    Upper,
    Lower,
}

impl Sentence {
    /// The words of a sentence of any text; tags and tree are still to come.
    pub fn untagged(text: &str, words: impl Iterator<Item = tokens::Word>) -> Self {
        let mut out = Self {
            forms: Vec::new(),
            space_after: Vec::new(),
            token: Vec::new(),
            tags: Vec::new(),
            heads: Vec::new(),
            deprels: Vec::new(),
            feats: Vec::new(),
            lemmas: Vec::new(),
        };
        for (index, word) in words.enumerate() {
            out.forms.push(fold(word.span.of(text)));
            out.space_after.push(word.space_after);
            out.token.push(word.token);
            out.heads.push(index);
        }
        out.tags = vec![None; out.forms.len()];
        out.deprels = vec![None; out.forms.len()];
        out
    }

    /// Numbers of the words that are there when the sentence is written so; a word on which others hang always is.
    pub fn words(&self, recase: Recase) -> Vec<usize> {
        let mut bears = vec![false; self.forms.len()];
        self.heads.iter().for_each(|&head| bears[head] = true);
        let left_out = |index: usize| {
            let form = self.forms[index].to_lowercase();
            let droppable = match form.as_str() {
                "a" | "an" | "the" => true,
                "." => index + 1 == self.forms.len(),
                _ => false,
            };
            // The root bears itself.
            droppable && !bears[index]
        };
        let terse = matches!(recase, Recase::Headline | Recase::Terse);
        let words: Vec<usize> = (0..self.forms.len()).filter(|&index| !terse || !left_out(index)).collect();
        if words.is_empty() { (0..self.forms.len()).collect() } else { words }
    }

    /// The heads of the words that [`Sentence::words`] gives, numbered among these.
    pub fn heads(&self, recase: Recase) -> Vec<u32> {
        let words = self.words(recase);
        let mut number = vec![0; self.forms.len()];
        for (new, &word) in words.iter().enumerate() {
            number[word] = new as u32;
        }
        words.iter().map(|&word| number[self.heads[word]]).collect()
    }

    /// The sentence alone as a text with its tokens.
    pub fn tokens(&self, recase: Recase) -> (String, Tokens) {
        let mut text = String::new();
        let mut words = Vec::new();
        for index in self.words(recase) {
            let form = &self.forms[index];
            let start = text.len() as u32;
            text.push_str(&self.recased(index, form, recase));
            let span = Span::new(start, text.len() as u32);
            words.push(tokens::Word { span, token: self.token[index], space_after: self.space_after[index] });
            if self.space_after[index] {
                text.push(' ');
            }
        }
        let tokens = tokens::from_words(&text, &[words]);
        (text, tokens)
    }

    fn recased(&self, index: usize, form: &str, recase: Recase) -> String {
        match recase {
            Recase::Keep | Recase::Terse => form.into(),
            Recase::Upper => form.to_uppercase(),
            Recase::Lower => form.to_lowercase(),
            // Words of four letters and more are written large, short ones if they carry meaning.
            Recase::Headline
                if index > 0
                    && form.len() < 4
                    && matches!(
                        self.tags[index],
                        Some((Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part | Upos::Sconj, _))
                    ) =>
            {
                form.into()
            }
            // The second word of "don't" stays small.
            _ if index > 0 && self.token[index] == self.token[index - 1] => form.into(),
            Recase::Title | Recase::Headline => {
                let mut chars = form.chars();
                chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
            }
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A sentence of forms, heads (from 1, the root has 0) and relations.
    pub fn read(rows: &[(&str, usize, &str)]) -> Sentence {
        let row = |(index, (form, head, deprel)): (usize, &(&str, usize, &str))| {
            format!("{}\t{form}\t_\tX\tXX\t_\t{head}\t{deprel}\t_\t_\n", index + 1)
        };
        let text: String = rows.iter().enumerate().map(row).collect();
        sentence(&conllu::parse(&text).expect("well formed")[0].sentences[0])
    }

    #[test]
    fn trees_without_articles_and_the_stop() {
        let rows = [
            ("The", 2, "det"),
            ("navy", 3, "nsubj"),
            ("fired", 0, "root"),
            ("a", 5, "det"),
            ("shell", 3, "obj"),
            (".", 3, "punct"),
        ];
        let sentence = read(&rows);
        assert_eq!(sentence.heads, [1, 2, 2, 4, 2, 2]);
        assert_eq!(sentence.deprels[4], Some(Deprel::Obj));
        assert_eq!(sentence.words(Recase::Headline), [1, 2, 4]);
        assert_eq!(sentence.heads(Recase::Headline), [1, 1, 1]);
        assert_eq!(sentence.heads(Recase::Title), [1, 2, 2, 4, 2, 2]);
    }

    #[test]
    fn words_that_bear_others_stay() {
        // "The" of a list: the adjective hangs on it, so it must not go.
        let sentence = read(&[("The", 0, "root"), ("poor", 1, "unknown:x"), (".", 1, "punct")]);
        assert_eq!(sentence.words(Recase::Terse), [0, 1]);
        assert_eq!(sentence.heads(Recase::Terse), [0, 0]);
        assert_eq!(sentence.deprels[1], None);
        assert_eq!(read(&[("a", 0, "root"), (".", 1, "punct")]).heads(Recase::Terse), [0]);
    }
}
