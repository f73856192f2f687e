//! Tags, lemmas and trees.
//!
//! Words go through [`rows`] to the [`network`], which gives tags, heads and relations; with their tags they go to the
//! [`lemmas`]; irregular [`verbs`] are known to both. [`morphology`] tells further features of a word. The models are in
//! `data/models`, each with a card.

pub mod container;
pub mod decode;
mod kernel;
mod layers;
pub mod network;
mod phrases;
#[cfg(test)]
mod synthetic;
mod tree;

pub use phrases::{Clause, NounPhrase, Phrases, Slots, noun_phrases};
pub(crate) use phrases::{LIGHT_VERBS, TELLING_HEADS, TIME_HEADS};
pub use recognizer::{NameKind, Recognized};
pub mod lemmas;
pub mod rows;
pub mod verbs;

use std::sync::LazyLock;

use crate::tokens::Tokens;
use crate::work::tick;
use lemmas::Lemmas;
use network::{Model as Network, Parsed, Scratch};
use recognizer::Recognizer;
use rows::SentenceRows;

use crate::names::marks::{self, Listed};

macro_rules! tags {
    ($(#[$doc:meta])* $name:ident, $($variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every tag, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The tag as treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads a tag as treebanks write it.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub mod morphology;
pub mod recognizer;

tags! {
    /// The universal parts of speech of Universal Dependencies.
    Upos,
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
    Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
    Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
}

tags! {
    /// The English tags of the Penn Treebank as the UD treebanks EWT and GUM use them.
    Xpos,
    OpenQuote = "``", CloseQuote = "''", LeftBracket = "-LRB-", RightBracket = "-RRB-", Comma = ",", Stop = ".",
    Colon = ":", Dollar = "$", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
    Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS", Md = "MD", Nfp = "NFP",
    Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT", Pos = "POS", Prp = "PRP", PrpS = "PRP$",
    Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD",
    Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Xx = "XX",
}

tags! {
    /// The relations of Universal Dependencies with the subtypes that the treebanks EWT and GUM use.
    Deprel,
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod",
    Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
    CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt",
    Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass",
    Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated",
    Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
    Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
    NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass",
    Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
    Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Root = "root",
    Vocative = "vocative", Xcomp = "xcomp",
}

impl Deprel {
    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    pub fn universal(self) -> &'static str {
        let label = self.as_str();
        label.split_once(':').map_or(label, |(universal, _)| universal)
    }
}

/// Tags, lemmas and the tree, one of each for each word of [`Tokens`].
#[derive(Debug, Clone, Default)]
pub struct Syntax {
    pub upos: Vec<Upos>,
    pub xpos: Vec<Xpos>,
    /// The word that each word hangs on, numbered through the whole text; the root of a sentence hangs on itself.
    pub head: Vec<u32>,
    /// What each word is to its head.
    pub deprel: Vec<Deprel>,
    /// For each word one more than its first dependent, 0: none.
    first_child: Vec<u32>,
    /// For each word one more than the next dependent of the same head, 0: none.
    next_sibling: Vec<u32>,
    /// For each word the first and the last word of what hangs on it.
    extent: Vec<(u32, u32)>,
    /// The names that the network sees, in the order of the text, without overlap.
    pub names: Vec<Recognized>,
    /// What the lists of names have of the text, which tells the network too.
    pub listed: Listed,
    lemmas: String,
    lemma_ends: Vec<u32>,
}

impl Syntax {
    /// The word that `word` hangs on; none for the root of its sentence.
    pub fn head(&self, word: usize) -> Option<usize> {
        tick(1);
        let head = self.head[word] as usize;
        (head != word).then_some(head)
    }

    /// The words that hang on `word`, from left to right.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let one_more = |link: u32| (link as usize).checked_sub(1);
        std::iter::successors(one_more(self.first_child[word]), move |&child| {
            tick(1);
            one_more(self.next_sibling[child])
        })
    }

    /// Puts in the trees: for each word its head, the root its own, and its relation.
    pub fn set_trees(&mut self, head: Vec<u32>, deprel: Vec<Deprel>) {
        self.first_child = vec![0; head.len()];
        self.next_sibling = vec![0; head.len()];
        for word in (0..head.len()).rev() {
            let parent = head[word] as usize;
            if parent != word {
                self.next_sibling[word] = self.first_child[parent];
                self.first_child[parent] = word as u32 + 1;
            }
        }
        self.extent = tree::extents(&head);
        (self.head, self.deprel) = (head, deprel);
    }

    /// The lemma of a word, in lower case but for proper nouns.
    pub fn lemma(&self, word: usize) -> &str {
        tick(1);
        let start = if word == 0 { 0 } else { self.lemma_ends[word - 1] as usize };
        &self.lemmas[start..self.lemma_ends[word] as usize]
    }
}

/// What `cargo xtask train syntax` learnt; syntax.md beside them is their card.
pub static NETWORK: &[u8] = include_bytes!("../../data/models/syntax.bin");
/// What `cargo xtask train names` learnt; names.md beside it is its card.
static NAMES: &[u8] = include_bytes!("../../data/models/names.bin");
static LEMMAS: &str = include_str!("../../data/models/lemmas.tsv");

/// What [`analyze`] knows of the language.
#[derive(Debug)]
pub struct Models<'m> {
    pub network: Network<'m>,
    /// None with a network that it was not learnt on.
    pub recognizer: Option<Recognizer>,
    pub lemmas: Lemmas<'m>,
}

impl Models<'static> {
    /// Those that are built in; read once.
    pub fn built_in() -> &'static Self {
        static MODELS: LazyLock<Models> = LazyLock::new(|| {
            let network = Network::read(NETWORK).expect("the file that is built in fits the code");
            let recognizer =
                Recognizer::read(NAMES, &network).expect("the file that is built in fits the network");
            Models { network, recognizer: Some(recognizer), lemmas: Lemmas::read(LEMMAS) }
        });
        &MODELS
    }
}

/// Tags, lemmatises and parses every sentence.
pub fn analyze(text: &str, tokens: &Tokens) -> Syntax {
    analyze_with(Models::built_in(), text, tokens)
}

/// Tags, lemmatises and parses with given models, such as those that were just trained.
pub fn analyze_with(models: &Models<'_>, text: &str, tokens: &Tokens) -> Syntax {
    let mut syntax = Syntax::default();
    let (mut heads, mut relations) = (Vec::new(), Vec::new());
    let network = &models.network;
    let mut rows = SentenceRows::default();
    let mut scratch = Scratch::default();
    let mut parsed = Parsed::default();
    let recognizer = models.recognizer.as_ref();
    syntax.listed = Listed::find(text, tokens);
    let marks = recognizer.map_or_else(Vec::new, |_| marks::find(text, tokens, &syntax.listed));
    let mut names = recognizer::Scratch::default();
    for sentence in &tokens.sentences {
        rows.clear();
        for word in sentence.words.clone() {
            rows.push(tokens.words[word].span.of(text), tokens.norm(word));
        }
        let start = sentence.words.start;
        network.parse_and_show(&rows, &mut scratch, &mut parsed, |stretch, encoded| {
            if let Some(recognizer) = recognizer {
                let words = start + stretch.start..start + stretch.end;
                recognizer.find(encoded, &marks[words.clone()], &mut names);
                recognizer::read_spans(text, tokens, words, &names.labels, &mut syntax.names);
            }
        });
        let first = start as u32;
        for (word, &tag) in sentence.words.clone().zip(&parsed.tags) {
            let (upos, xpos) = match tokens.words[word].span.of(text) {
                // Curly quotes say themselves which they are; the network knows straight ones only.
                "“" => (Upos::Punct, Xpos::OpenQuote),
                "”" => (Upos::Punct, Xpos::CloseQuote),
                _ => network.tags()[usize::from(tag)],
            };
            syntax.upos.push(upos);
            syntax.xpos.push(xpos);
        }
        heads.extend(parsed.heads.iter().map(|head| first + head));
        relations.extend(parsed.relations.iter().map(|&relation| network.relations()[usize::from(relation)]));
    }
    syntax.set_trees(heads, relations);
    for (index, word) in tokens.words.iter().enumerate() {
        let (raw, norm) = (word.span.of(text), tokens.norm(index));
        models.lemmas.lemma(raw, norm, syntax.xpos[index], &mut syntax.lemmas);
        syntax.lemma_ends.push(syntax.lemmas.len() as u32);
    }
    syntax
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::tokens::tokenize;

    /// The tags of the first word of `text` that is written `form`.
    fn tags(text: &str, form: &str) -> (Upos, Xpos) {
        let tokens = tokenize(text, &article::read(text, false));
        let syntax = analyze(text, &tokens);
        let word =
            tokens.words.iter().position(|w| w.span.of(text) == form).expect("the word is in the text");
        (syntax.upos[word], syntax.xpos[word])
    }

    #[test]
    fn words_in_their_place() {
        for (text, form, upos, xpos) in [
            ("The launch was a success .", "launch", Upos::Noun, Xpos::Nn),
            ("They launch rockets every year .", "launch", Upos::Verb, Xpos::Vbp),
            ("They plan to launch a satellite .", "launch", Upos::Verb, Xpos::Vb),
            ("North Korea launched a missile on Thursday .", "launched", Upos::Verb, Xpos::Vbd),
            ("North Korea launched a missile on Thursday .", "Korea", Upos::Propn, Xpos::Nnp),
            ("The missile was fired from a submarine .", "fired", Upos::Verb, Xpos::Vbn),
            ("The missile was fired from a submarine .", "was", Upos::Aux, Xpos::Vbd),
            ("Kim Conducts Missile Test Amid Anger", "Test", Upos::Noun, Xpos::Nn),
            ("The launch marks a first for the country .", "marks", Upos::Verb, Xpos::Vbz),
            ("The marks on the wall were old .", "marks", Upos::Noun, Xpos::Nns),
            ("The minister stated that talks would go on .", "stated", Upos::Verb, Xpos::Vbd),
            (
                "Japanese Defense Minister Gen Nakatani spoke to reporters .",
                "Nakatani",
                Upos::Propn,
                Xpos::Nnp,
            ),
            ("Police said two people were killed .", "killed", Upos::Verb, Xpos::Vbn),
            ("A bomb killed two people .", "two", Upos::Num, Xpos::Cd),
            ("The ship sank off the coast .", "sank", Upos::Verb, Xpos::Vbd),
            ("“ We will not leave , ” she said .", "”", Upos::Punct, Xpos::CloseQuote),
        ] {
            assert_eq!(tags(text, form), (upos, xpos), "{form} in {text:?}");
        }
    }

    #[test]
    fn lemmas_of_words_in_their_place() {
        for (text, form, lemma) in [
            ("Militants killed nine people .", "killed", "kill"),
            ("Militants killed nine people .", "people", "people"),
            ("The ship sank off the coast .", "sank", "sink"),
            ("The talks stopped on Friday .", "stopped", "stop"),
            ("The talks stopped on Friday .", "talks", "talk"),
            ("The talks stopped on Friday .", "Friday", "Friday"),
            ("They were in two cities .", "were", "be"),
            ("They were in two cities .", "cities", "city"),
            ("The United Nations met in Geneva .", "United", "United"),
        ] {
            let tokens = tokenize(text, &article::read(text, false));
            let syntax = analyze(text, &tokens);
            let word =
                tokens.words.iter().position(|w| w.span.of(text) == form).expect("the word is in the text");
            assert_eq!(syntax.lemma(word), lemma, "{form} in {text:?}");
        }
    }

    #[test]
    fn any_text_gives_one_tag_for_each_word() {
        for text in ["", " ", "\u{AD}", "é 東京 \u{301}x 😀", "İstanbul ǅ ß", "'", "\u{0}"] {
            let tokens = tokenize(text, &article::read(text, false));
            let syntax = analyze(text, &tokens);
            assert_eq!(syntax.upos.len(), tokens.words.len());
            assert_eq!(syntax.xpos.len(), tokens.words.len());
        }
        let long = "launch ".repeat(100_000);
        let tokens = tokenize(&long, &article::read(&long, false));
        assert_eq!(analyze(&long, &tokens).upos.len(), 100_000);
    }

    #[test]
    fn the_model_that_is_built_in_is_read() {
        assert!(Models::built_in().network.tags().contains(&(Upos::Verb, Xpos::Vbd)));
    }
}
