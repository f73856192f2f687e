//! Names: who and what is called by its name in the text.

pub mod affiliation;
pub mod countries;
pub mod given;
mod lookup;
pub mod metonymy;
pub mod organizations;
pub mod titles;

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::{article, syntax, tokens};

    /// A text with its words and trees.
    pub(super) fn document(text: &str) -> Document<'_> {
        let article = article::read(text, false);
        let tokens = tokens::tokenize(text, &article);
        let syntax = syntax::analyze(text, &tokens);
        let phrases = syntax::noun_phrases(&tokens, &syntax);
        Document { text, article, tokens, syntax, phrases }
    }
}
