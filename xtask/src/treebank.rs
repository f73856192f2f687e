//! The Universal Dependencies treebanks EWT and GUM as the syntax models use them.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::Span;
use dateline::syntax::{Upos, Xpos};
use dateline::tokens::{self, Tokens};

use crate::conllu;

/// Genres of GUM under non-commercial licences: never trained on.
pub const CLOSED: [&str; 5] = ["whow", "fiction", "essay", "letter", "podcast"];

/// A sentence with its gold tags.
pub struct Sentence {
    pub forms: Vec<String>,
    space_after: Vec<bool>,
    token: Vec<u32>,
    /// Gold classes; none where the treebank's own tag is not one that we know.
    pub tags: Vec<Option<(Upos, Xpos)>>,
    pub lemmas: Vec<String>,
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

fn sentence(gold: &conllu::Sentence) -> Sentence {
    let mut out = Sentence {
        forms: Vec::new(),
        space_after: Vec::new(),
        token: Vec::new(),
        tags: Vec::new(),
        lemmas: Vec::new(),
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
    /// Numbers of the words that are there when the sentence is written so.
    pub fn words(&self, recase: Recase) -> Vec<usize> {
        let left_out = |index: usize| {
            let form = self.forms[index].to_lowercase();
            matches!(form.as_str(), "a" | "an" | "the") || form == "." && index + 1 == self.forms.len()
        };
        let terse = matches!(recase, Recase::Headline | Recase::Terse);
        let words: Vec<usize> = (0..self.forms.len()).filter(|&index| !terse || !left_out(index)).collect();
        if words.is_empty() { (0..self.forms.len()).collect() } else { words }
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
