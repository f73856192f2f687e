//! CoNLL-U, the format of Universal Dependencies: <https://universaldependencies.org/format.html>.

use std::fmt::Write;

use crate::Span;
use crate::offsets::Offsets;
use crate::report::OffsetUnit;
use crate::syntax::Syntax;
use crate::tokens::{Sentence, Tokens};

/// Words, tags, features and trees of a text. Empty where the text has no word.
///
/// Zones and paragraphs of the article are paragraphs. MISC says where the word stands in the text, as UDPipe does:
/// `TokenRange=START:END`, in `unit`. Of the words that share a token each has its own, and so has their token.
pub fn conllu(text: &str, tokens: &Tokens, syntax: &Syntax, unit: OffsetUnit) -> String {
    let writer = Writer { text, tokens, syntax, offsets: Offsets::new(text, unit) };
    // A row is some 60 bytes.
    let mut out = String::with_capacity(64 * tokens.words.len());
    let mut before: Option<&Sentence> = None;
    for (index, sentence) in tokens.sentences.iter().enumerate() {
        if before.is_none() {
            out.push_str("# newdoc\n");
        }
        if before.is_none_or(|b| (b.zone, b.paragraph) != (sentence.zone, sentence.paragraph)) {
            out.push_str("# newpar\n");
        }
        // Writing to a string can't fail.
        let _ = writeln!(out, "# sent_id = {}", index + 1);
        writer.sentence(sentence, &mut out);
        out.push('\n');
        before = Some(sentence);
    }
    out
}

struct Writer<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    syntax: &'a Syntax,
    offsets: Offsets,
}

impl Writer<'_> {
    fn sentence(&self, sentence: &Sentence, out: &mut String) {
        let words = &self.tokens.words;
        let range = sentence.words.clone();
        out.push_str("# text = ");
        for word in range.clone() {
            push_form(out, words[word].span.of(self.text));
            if words[word].space_after && word + 1 < range.end {
                out.push(' ');
            }
        }
        out.push('\n');
        let mut end = range.start;
        for word in range.clone() {
            if word == end {
                let shares = |&next: &usize| words[next].token == words[word].token;
                end = (word..range.end).take_while(shares).last().unwrap_or(word) + 1;
                if end - word > 1 {
                    self.token(word - range.start + 1, word..end, out);
                }
            }
            let single =
                word + 1 == end && (word == range.start || words[word - 1].token != words[word].token);
            self.word(sentence, word, single, out);
        }
    }

    /// The row of a token of several words; the first has the number `id`.
    fn token(&self, id: usize, range: std::ops::Range<usize>, out: &mut String) {
        let (first, last) = (&self.tokens.words[range.start], &self.tokens.words[range.end - 1]);
        let span = first.span.to(last.span);
        let _ = write!(out, "{id}-{}\t", id + range.len() - 1);
        push_form(out, span.of(self.text));
        out.push_str(&"\t_".repeat(7));
        self.misc(span, last.space_after, out);
    }

    /// The row of a word; `single`: it is a token by itself.
    fn word(&self, sentence: &Sentence, word: usize, single: bool, out: &mut String) {
        let (start, syntax) = (sentence.words.start, self.syntax);
        let _ = write!(out, "{}\t", word - start + 1);
        push_form(out, self.tokens.words[word].span.of(self.text));
        out.push('\t');
        // An empty column would break the format.
        match syntax.lemma(word) {
            "" => out.push('_'),
            lemma => push_form(out, lemma),
        }
        let _ = write!(
            out,
            "\t{}\t{}\t{}\t{}\t{}\t_",
            syntax.upos[word].as_str(),
            syntax.xpos[word].as_str(),
            syntax.features(self.tokens, word),
            syntax.head(word).map_or(0, |head| head - start + 1),
            syntax.deprel[word].as_str(),
        );
        // Words inside a token say nothing of space: the row of the token does.
        self.misc(self.tokens.words[word].span, !single || self.tokens.words[word].space_after, out);
    }

    fn misc(&self, span: Span, space_after: bool, out: &mut String) {
        let (start, end) = (self.offsets.at(self.text, span.start), self.offsets.at(self.text, span.end));
        let space = if space_after { "" } else { "SpaceAfter=No|" };
        let _ = writeln!(out, "\t{space}TokenRange={start}:{end}");
    }
}

/// Appends a form; white space inside becomes a blank and control characters U+FFFD, so that no row or column breaks.
fn push_form(out: &mut String, form: &str) {
    out.extend(form.chars().map(|c| match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{self, Deprel};
    use crate::tokens::tokenize;

    fn export(text: &str, heads: Vec<u32>, relations: Vec<Deprel>, unit: OffsetUnit) -> String {
        let tokens = tokenize(text, &crate::article::read(text, false));
        let mut syntax = syntax::analyze(text, &tokens);
        syntax.set_trees(heads, relations);
        conllu(text, &tokens, &syntax, unit)
    }

    #[test]
    fn a_short_text() {
        use Deprel::{Advmod, Aux, Cop, Nsubj, Punct, Root};
        let relations = vec![Nsubj, Aux, Advmod, Root, Punct, Nsubj, Cop, Root, Punct];
        let out = export(
            "Céline didn’t leave.\n\nShe is here.",
            vec![3, 3, 3, 3, 3, 7, 7, 7, 7],
            relations,
            OffsetUnit::Utf16,
        );
        let expected = "\
# newdoc
# newpar
# sent_id = 1
# text = Céline didn’t leave.
1 Céline Céline PROPN NNP Number=Sing 4 nsubj _ TokenRange=0:6
2-3 didn’t _ _ _ _ _ _ _ TokenRange=7:13
2 did do AUX VBD Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 4 aux _ TokenRange=7:10
3 n’t not PART RB Polarity=Neg 4 advmod _ TokenRange=10:13
4 leave leave VERB VB VerbForm=Inf 0 root _ SpaceAfter=No|TokenRange=14:19
5 . . PUNCT . _ 4 punct _ TokenRange=19:20

# newpar
# sent_id = 2
# text = She is here.
1 She she PRON PRP Number=Sing|Person=3 3 nsubj _ TokenRange=22:25
2 is be AUX VBZ Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin 3 cop _ TokenRange=26:28
3 here here ADV RB _ 0 root _ SpaceAfter=No|TokenRange=29:33
4 . . PUNCT . _ 3 punct _ TokenRange=33:34

";
        let shown = |line: &str| if line.starts_with('#') { line.into() } else { line.replace('\t', " ") };
        assert_eq!(out.lines().map(shown).collect::<Vec<_>>(), expected.lines().collect::<Vec<_>>());
    }

    #[test]
    fn odd_forms_keep_rows_and_columns() {
        let mut out = String::new();
        push_form(&mut out, "1\u{A0}000\t\u{2028}\0\u{85}x");
        assert_eq!(out, "1 000  \u{FFFD} x");
        assert_eq!(export("", vec![], vec![], OffsetUnit::Bytes), "");
        assert_eq!(export(" \n ", vec![], vec![], OffsetUnit::Bytes), "");
    }

    #[test]
    fn offsets_in_their_unit() {
        for (unit, range) in
            [(OffsetUnit::Bytes, "5:6"), (OffsetUnit::Utf16, "3:4"), (OffsetUnit::Chars, "2:3")]
        {
            let out = export("😀 x", vec![0, 0], vec![Deprel::Root, Deprel::Dep], unit);
            assert!(out.contains(&format!("TokenRange={range}\n")), "{out}");
        }
    }
}
