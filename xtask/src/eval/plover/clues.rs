//! What the product sees of a sentence with two actors, as clues for a [log-linear model](super::vote).

use std::ops::Range;

use dateline::document::Document;
use dateline::events::clues::{clue, letters};
use dateline::events::{Catalog, factuality_of, lessons};
use dateline::report::{Factuality, Report};
use dateline::syntax::{Deprel, Upos};
use dateline::{article, entities, names, tokens};

use super::{ROOTS, Row, root_of, touches};

/// The kinds of clues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Lemmas, alone and with the next.
    Words,
    /// The same with where they stand: before, between or after the actors.
    Places,
    /// What ties the actors in the tree, and what hangs on the verb above the first.
    Tree,
    /// Types and roots of PLOVER that the catalog and the model find.
    Types,
    /// How surely what is found is told.
    Factuality,
    /// Runs of letters.
    Letters,
}

impl Group {
    pub const ALL: [Self; 6] =
        [Self::Words, Self::Places, Self::Tree, Self::Types, Self::Factuality, Self::Letters];
}

/// Stand for the actors in a line of words.
const SOURCE: u32 = 1;
const TARGET: u32 = 2;
const EDGE: u32 = 3;

/// How far up a tree, or down from verb to verb, is looked.
const STEPS: usize = 4;

/// The clues of a sentence, each with its kind.
pub fn of(row: &Row, report: &Report, catalog: &Catalog) -> Vec<(Group, u32)> {
    let text = &*row.text;
    let article = article::read(text, false);
    let tokens = tokens::tokenize(text, &article);
    let document = &Document::parse(text, article, tokens);
    let words = |actor: &Option<Range<usize>>| -> Option<Range<usize>> {
        let actor = actor.as_ref()?;
        let mut inside = (0..document.tokens.words.len()).filter(|&w| touches(document.span(w), actor));
        let first = inside.next()?;
        Some(first..inside.last().unwrap_or(first) + 1)
    };
    let lemmas = (0..document.tokens.words.len()).map(|w| match document.upos(w) {
        Upos::Num => letters("0".chars()),
        _ => letters(document.lemma(w).chars()),
    });
    let mut reader = Reader {
        document,
        source: words(&row.source),
        target: words(&row.target),
        lemmas: lemmas.collect(),
        found: Vec::new(),
    };
    reader.words();
    reader.letters();
    let chain = reader.tree();
    reader.types(report, catalog, row, &chain);
    reader.found
}

struct Reader<'d> {
    document: &'d Document<'d>,
    source: Option<Range<usize>>,
    target: Option<Range<usize>>,
    /// Hashes.
    lemmas: Vec<u32>,
    found: Vec<(Group, u32)>,
}

impl Reader<'_> {
    fn add(&mut self, group: Group, kind: u8, parts: &[u32]) {
        self.found.push((group, clue(kind, parts)));
    }

    fn is_in(actor: &Option<Range<usize>>, word: usize) -> bool {
        actor.as_ref().is_some_and(|words| words.contains(&word))
    }

    /// Where a word stands: before, between or after the actors, of whom the source or the target may be first.
    fn place(&self, word: usize) -> u32 {
        let (Some(source), Some(target)) = (&self.source, &self.target) else {
            let only = self.source.as_ref().or(self.target.as_ref());
            return only.map_or(9, |actor| 6 + u32::from(word >= actor.start));
        };
        let between = if source.start < target.start { 1 } else { 2 };
        match (word < source.start, word < target.start) {
            (true, true) => 0,
            (false, false) => 3,
            _ => between,
        }
    }

    fn words(&mut self) {
        // The words with the actors as one each.
        let mut line: Vec<(u32, u32)> = vec![(EDGE, 0)];
        for word in 0..self.lemmas.len() {
            let (lemma, place) = (self.lemmas[word], self.place(word));
            if Self::is_in(&self.source, word) {
                self.add(Group::Places, 3, &[lemma]);
                if line.last() != Some(&(SOURCE, place)) {
                    line.push((SOURCE, place));
                }
            } else if Self::is_in(&self.target, word) {
                self.add(Group::Places, 4, &[lemma]);
                if line.last() != Some(&(TARGET, place)) {
                    line.push((TARGET, place));
                }
            } else if self.document.upos(word) != Upos::Punct {
                line.push((lemma, place));
            }
            self.add(Group::Words, 1, &[lemma]);
        }
        line.push((EDGE, 0));
        for (at, &(lemma, place)) in line.iter().enumerate() {
            self.add(Group::Places, 5, &[lemma, place]);
            if let Some(&(next, _)) = line.get(at + 1) {
                self.add(Group::Words, 2, &[lemma, next]);
                self.add(Group::Places, 6, &[lemma, next, place]);
                if let Some(&(third, _)) = line.get(at + 2) {
                    self.add(Group::Places, 7, &[lemma, next, third]);
                    self.add(Group::Places, 8, &[lemma, third]);
                }
            }
        }
        // "agreed to *lift*": right behind the source
        if let Some(at) = line.iter().position(|(word, _)| *word == SOURCE) {
            for &(lemma, _) in line[at + 1..].iter().take(4) {
                self.add(Group::Places, 9, &[lemma]);
            }
        }
    }

    fn letters(&mut self) {
        for word in 0..self.lemmas.len() {
            let content = matches!(self.document.upos(word), Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv);
            if !content || Self::is_in(&self.source, word) {
                continue;
            }
            let place = self.place(word);
            let letters_of: Vec<char> = format!("^{}$", self.document.lemma(word)).chars().collect();
            for length in 3..=5 {
                for run in letters_of.windows(length) {
                    let run = letters(run.iter().copied());
                    self.add(Group::Letters, 10, &[run]);
                    self.add(Group::Letters, 11, &[run, place]);
                }
            }
        }
    }

    /// The top word of an actor.
    fn head(&self, actor: &Option<Range<usize>>) -> Option<usize> {
        self.document.syntax.tops(actor.as_ref()?).next()
    }

    /// The nearest verb, or root, above a word.
    fn verb_above(&self, word: usize) -> Option<usize> {
        let syntax = &self.document.syntax;
        syntax.ancestors(word).find(|&w| self.document.upos(w) == Upos::Verb || syntax.head(w).is_none())
    }

    /// The lemma of a word; of an actor's that it is one.
    fn name(&self, word: usize) -> u32 {
        match word {
            _ if Self::is_in(&self.source, word) => SOURCE,
            _ if Self::is_in(&self.target, word) => TARGET,
            _ => self.lemmas[word],
        }
    }

    /// Returns the verb above the source, and those that hang on it in turn: "*agreed* to *lift*".
    fn tree(&mut self) -> Vec<usize> {
        let syntax = &self.document.syntax;
        let (source, target) = (self.head(&self.source), self.head(&self.target));
        let relation = |w: usize| syntax.deprel[w] as u32;
        let mut chain = Vec::new();
        let first = source.or(target).and_then(|head| self.verb_above(head).or(Some(head)));
        let mut next = first;
        while let Some(verb) = next.filter(|_| chain.len() < STEPS) {
            chain.push(verb);
            next = syntax.dependent(verb, &[Deprel::Xcomp, Deprel::Ccomp]).filter(|&w| w > verb);
        }
        for (at, &verb) in chain.iter().enumerate() {
            let at = at as u32;
            let lemma = self.lemmas[verb];
            self.add(Group::Tree, 20, &[lemma, at.min(1)]);
            self.add(Group::Tree, 21, &[lemma]);
            if let Some(&above) = chain.get((at as usize).wrapping_sub(1)) {
                self.add(Group::Tree, 22, &[self.lemmas[above], lemma]);
            }
            for child in syntax.dependents(verb) {
                if matches!(syntax.deprel[child], Deprel::Punct | Deprel::Cc) {
                    continue;
                }
                let name = self.name(child);
                self.add(Group::Tree, 23, &[relation(child), name]);
                self.add(Group::Tree, 24, &[lemma, relation(child), name]);
                self.add(Group::Tree, 25, &[lemma, relation(child), at.min(1)]);
                if let Some(link) = syntax.preposition(child) {
                    self.add(Group::Tree, 26, &[lemma, self.lemmas[link], name]);
                    self.add(Group::Tree, 27, &[lemma, self.lemmas[link]]);
                }
            }
        }
        if let (Some(head), Some(&verb)) = (source, chain.first()) {
            self.add(
                Group::Tree,
                28,
                &[self.lemmas[verb], relation(head), u32::from(syntax.is_passive(verb))],
            );
            self.add(Group::Tree, 29, &[self.lemmas[head]]);
        }
        if let Some(head) = target {
            self.add(Group::Tree, 30, &[self.lemmas[head]]);
            self.add(Group::Tree, 31, &[relation(head)]);
            let link = syntax.preposition(head).map_or(EDGE, |w| self.lemmas[w]);
            self.add(Group::Tree, 32, &[link]);
            let above: Vec<usize> = syntax.ancestors(head).take(STEPS).collect();
            for (at, &word) in above.iter().enumerate() {
                let lemma = self.name(word);
                self.add(Group::Tree, 33, &[lemma]);
                if at == 0 {
                    self.add(Group::Tree, 34, &[lemma, relation(head), link]);
                }
                if let Some(&verb) = chain.first() {
                    self.add(Group::Tree, 35, &[self.lemmas[verb], lemma]);
                }
            }
        }
        if let (Some(source), Some(target)) = (source, target) {
            match syntax.path(source, target) {
                Some((up, down)) => {
                    let shape: Vec<u32> = up
                        .iter()
                        .map(|&w| relation(w))
                        .chain([EDGE])
                        .chain(down.iter().map(|&w| relation(w)))
                        .collect();
                    self.add(Group::Tree, 40, &shape);
                    let top = up.last().or(down.last()).and_then(|&w| syntax.head(w));
                    let mut on: Vec<usize> = up.iter().skip(1).copied().chain(top).collect();
                    on.extend(down.iter().skip(1).rev());
                    for (at, &word) in on.iter().enumerate() {
                        self.add(Group::Tree, 41, &[self.lemmas[word]]);
                        if let Some(&next) = on.get(at + 1) {
                            self.add(Group::Tree, 42, &[self.lemmas[word], self.lemmas[next]]);
                        }
                    }
                    let whole: Vec<u32> = on.iter().map(|&w| self.lemmas[w]).collect();
                    self.add(Group::Tree, 43, &whole);
                }
                None => self.add(Group::Tree, 44, &[]),
            }
        }
        chain
    }

    fn types(&mut self, report: &Report, catalog: &Catalog, row: &Row, chain: &[usize]) {
        let document = self.document;
        let names = names::find(document);
        let entities = entities::find(document, &names);
        let types: Vec<Option<usize>> =
            catalog.types().map(|t| t.codes().plover.and_then(|code| root_of(&code))).collect();
        let root_number = |root: Option<usize>| root.map_or(ROOTS.len() as u32, |root| root as u32);
        let path: Vec<usize> = match (self.head(&self.source), self.head(&self.target)) {
            (Some(source), Some(target)) => {
                document.syntax.path(source, target).map_or_else(Vec::new, |(up, down)| {
                    let top = up.last().or(down.last()).and_then(|&w| document.syntax.head(w));
                    up.into_iter().chain(down).chain(top).collect()
                })
            }
            _ => Vec::new(),
        };
        let mut in_chain: Vec<u32> = Vec::new();
        for lesson in lessons::of_words(document, catalog, &entities) {
            let word = lesson.word;
            let place = self.place(word);
            for &told in &lesson.told {
                let root = root_number(types.get(usize::from(told)).copied().flatten());
                let told = u32::from(told);
                self.add(Group::Types, 50, &[told]);
                self.add(Group::Types, 51, &[root]);
                self.add(Group::Types, 52, &[told, place]);
                self.add(Group::Types, 53, &[root, place]);
                if path.contains(&word) {
                    self.add(Group::Types, 54, &[told]);
                    self.add(Group::Types, 55, &[root]);
                }
                if let Some(at) = chain.iter().position(|&w| w == word) {
                    self.add(Group::Types, 56, &[told, at as u32]);
                    self.add(Group::Types, 57, &[root, at as u32]);
                    in_chain.push(root);
                }
                let sure = self.surely(word);
                self.add(Group::Factuality, 60, &[root, sure]);
                self.add(Group::Factuality, 61, &[self.really(root, sure)]);
            }
        }
        self.add(Group::Types, 58, &in_chain);
        for event in &report.events {
            let Some(kind) = catalog.types().position(|t| *t.name == *event.kind) else { continue };
            let Some(mention) = event.mentions.first() else { continue };
            let root = root_number(types[kind]);
            let kind = kind as u32;
            let role_of = |actor: &Option<Range<usize>>| {
                let argument =
                    event.arguments.iter().find(|a| actor.as_ref().is_some_and(|r| touches(a.span, r)));
                argument.map_or(0, |a| 1 + a.role as u32)
            };
            let (source, target) = (role_of(&row.source), role_of(&row.target));
            let sure = mention.factuality as u32;
            self.add(Group::Types, 70, &[kind, source, target]);
            self.add(Group::Types, 71, &[root, source, target]);
            self.add(Group::Types, 72, &[kind]);
            self.add(Group::Types, 73, &[root]);
            let tied = u32::from(source > 0) + u32::from(target > 0);
            self.add(Group::Types, 74, &[root, tied]);
            self.add(Group::Factuality, 75, &[root, sure, tied]);
            self.add(Group::Factuality, 76, &[self.really(root, sure), tied]);
        }
        if let Some(best) = super::told(row, report) {
            self.add(Group::Types, 77, &[best as u32]);
        }
        for (at, &verb) in chain.iter().enumerate() {
            let sure = self.surely(verb);
            self.add(Group::Factuality, 80, &[sure, at as u32]);
            self.add(Group::Factuality, 81, &[sure, self.lemmas[verb]]);
        }
    }

    fn surely(&self, word: usize) -> u32 {
        factuality_of(self.document, word).0 as u32
    }

    /// What PLOVER makes of deeds that are only willed: of help and talks an agreement, of an attack a threat.
    fn really(&self, root: u32, sure: u32) -> u32 {
        let planned = sure == Factuality::Planned as u32;
        let open = planned || sure == Factuality::Hypothetical as u32;
        match ROOTS.get(root as usize) {
            Some(&("SUPPORT" | "AID" | "CONSULT")) if planned => 1,
            Some(&"ASSAULT") if open => 13,
            _ => root,
        }
    }
}
