//! What the product sees of a sentence with two actors, as clues for a [log-linear model](super::vote).

use std::ops::Range;

use dateline::document::Document;
use dateline::events::clues::{clue, letters};
use dateline::events::model::Model;
use dateline::events::{Catalog, EventType, factuality_of, lessons};
use dateline::report::{Factuality, Report};
use dateline::syntax::{Deprel, Upos};
use dateline::{entities, names};

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
    /// How likely the model finds each type, also where it is not told.
    Chances,
    /// How surely what is found is told.
    Factuality,
    /// How the verbs above the source begin and end. Runs of the letters of all words drown the other clues.
    Letters,
}

impl Group {
    pub const ALL: [Self; 7] =
        [Self::Words, Self::Places, Self::Tree, Self::Types, Self::Chances, Self::Factuality, Self::Letters];
}

/// Stand for the actors in a line of words.
const SOURCE: u32 = 1;
const TARGET: u32 = 2;
/// Stands for what is not there.
const EDGE: u32 = 3;

/// How far up a tree, or down from verb to verb, is looked.
const STEPS: usize = 4;

/// Stands for the root of types that PLOVER has none for.
const NO_ROOT: usize = ROOTS.len();

/// Of smaller chances nothing is told.
const LEAST: f32 = 0.15;
/// What the sum of the chances of a root may reach.
const CHANCES: [f32; 4] = [0.1, 0.25, 0.5, 0.9];

/// The clues of a sentence, each with its kind.
pub fn of(row: &Row, report: &Report, catalog: &Catalog) -> Vec<(Group, u32)> {
    let text = &*row.text;
    let document = &Document::of_text(text);
    let all = 0..document.tokens.words.len();
    let words = |actor: &Option<Range<usize>>| -> Option<Range<usize>> {
        let actor = actor.as_ref()?;
        let inside = |word: &usize| touches(document.span(*word), actor);
        Some(all.clone().find(inside)?..all.clone().rfind(inside)? + 1)
    };
    let lemma = |word: usize| match document.upos(word) {
        Upos::Num => letters("0".chars()),
        _ => letters(document.lemma(word).chars()),
    };
    let mut reader = Reader {
        document,
        source: words(&row.source),
        target: words(&row.target),
        lemmas: all.clone().map(lemma).collect(),
        found: Vec::new(),
    };
    let path = reader.path();
    let chain = reader.chain();
    reader.words();
    reader.letters(&chain);
    reader.verbs(&chain);
    reader.ties(&chain, path.as_ref());
    reader.types(catalog, &chain, path.as_ref());
    reader.events(report, catalog, row);
    reader.surely_of(&chain);
    reader.found
}

struct Reader<'d> {
    document: &'d Document<'d>,
    /// The words of the actors.
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

    fn letters(&mut self, chain: &[usize]) {
        for &verb in chain {
            let lemma: Vec<char> = self.document.lemma(verb).chars().collect();
            for length in (3..=5).filter(|length| lemma.len() > *length) {
                self.add(Group::Letters, 10, &[letters(lemma[..length].iter().copied())]);
                self.add(Group::Letters, 11, &[letters(lemma[lemma.len() - length..].iter().copied())]);
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

    /// How the actors are tied in the tree.
    fn path(&self) -> Option<Path> {
        let syntax = &self.document.syntax;
        let (up, down) = syntax.path(self.head(&self.source)?, self.head(&self.target)?)?;
        let top = up.last().or(down.last()).and_then(|&word| syntax.head(word));
        Some(Path { up, top, down })
    }

    /// The verb above the source, and those that hang on it in turn: "*agreed* to *lift*".
    fn chain(&self) -> Vec<usize> {
        let syntax = &self.document.syntax;
        let actor = self.head(&self.source).or(self.head(&self.target));
        let first = actor.map(|head| self.verb_above(head).unwrap_or(head));
        let next = |&verb: &usize| {
            syntax.dependent(verb, &[Deprel::Xcomp, Deprel::Ccomp]).filter(|&word| word > verb)
        };
        std::iter::successors(first, next).take(STEPS).collect()
    }

    fn relation(&self, word: usize) -> u32 {
        self.document.syntax.deprel[word] as u32
    }

    /// The verbs above the source and what hangs on them.
    fn verbs(&mut self, chain: &[usize]) {
        let syntax = &self.document.syntax;
        let mut above = None;
        for &verb in chain {
            let lemma = self.lemmas[verb];
            let below = u32::from(above.is_some());
            self.add(Group::Tree, 20, &[lemma, below]);
            self.add(Group::Tree, 21, &[lemma]);
            if let Some(above) = above.replace(lemma) {
                self.add(Group::Tree, 22, &[above, lemma]);
            }
            let silent = |word: &usize| matches!(syntax.deprel[*word], Deprel::Punct | Deprel::Cc);
            for child in syntax.dependents(verb).filter(|word| !silent(word)) {
                let (name, relation) = (self.name(child), self.relation(child));
                self.add(Group::Tree, 23, &[relation, name]);
                self.add(Group::Tree, 24, &[lemma, relation, name]);
                self.add(Group::Tree, 25, &[lemma, relation, below]);
                if let Some(link) = syntax.preposition(child) {
                    self.add(Group::Tree, 26, &[lemma, self.lemmas[link], name]);
                    self.add(Group::Tree, 27, &[lemma, self.lemmas[link]]);
                }
            }
        }
    }

    /// What ties the actors to the verbs and to each other.
    fn ties(&mut self, chain: &[usize], path: Option<&Path>) {
        let syntax = &self.document.syntax;
        let first = chain.first().map(|&verb| self.lemmas[verb]);
        if let (Some(head), Some(&verb)) = (self.head(&self.source), chain.first()) {
            let passive = u32::from(syntax.is_passive(verb));
            self.add(Group::Tree, 28, &[self.lemmas[verb], self.relation(head), passive]);
            self.add(Group::Tree, 29, &[self.lemmas[head]]);
        }
        if let Some(head) = self.head(&self.target) {
            let link = syntax.preposition(head).map_or(EDGE, |word| self.lemmas[word]);
            self.add(Group::Tree, 30, &[self.lemmas[head]]);
            self.add(Group::Tree, 31, &[self.relation(head)]);
            self.add(Group::Tree, 32, &[link]);
            for (at, above) in syntax.ancestors(head).take(STEPS).enumerate() {
                let name = self.name(above);
                self.add(Group::Tree, 33, &[name]);
                if at == 0 {
                    self.add(Group::Tree, 34, &[name, self.relation(head), link]);
                }
                if let Some(first) = first {
                    self.add(Group::Tree, 35, &[first, name]);
                }
            }
        }
        let Some(path) = path else {
            self.add(Group::Tree, 44, &[]);
            return;
        };
        let relations = |words: &[usize]| words.iter().map(|&word| self.relation(word)).collect::<Vec<u32>>();
        let shape = [&relations(&path.up)[..], &[EDGE], &relations(&path.down)].concat();
        self.add(Group::Tree, 40, &shape);
        let up = path.up.iter().skip(1).copied().chain(path.top);
        let between: Vec<u32> =
            up.chain(path.down.iter().skip(1).rev().copied()).map(|word| self.lemmas[word]).collect();
        between.iter().for_each(|&lemma| self.add(Group::Tree, 41, &[lemma]));
        between.windows(2).for_each(|pair| self.add(Group::Tree, 42, pair));
        self.add(Group::Tree, 43, &between);
    }

    /// What the catalog tells, and how likely the model finds each type.
    fn types(&mut self, catalog: &Catalog, chain: &[usize], path: Option<&Path>) {
        let document = self.document;
        let entities = entities::find(document, &names::find(document));
        let model = Model::built_in();
        let types: Vec<usize> = catalog.types().map(root_of_type).collect();
        // Of each root what the words tell of it: all words, and those in the chain or on the path.
        let mut sums = [[0.0_f32; NO_ROOT + 1]; 2];
        let mut chances = Vec::new();
        let mut in_chain = Vec::new();
        for lesson in lessons::of_words(document, catalog, &entities) {
            let word = lesson.word;
            let (place, sure) = (self.place(word), self.surely(word));
            let on_path = path.is_some_and(|path| path.has(word));
            let at = chain.iter().position(|&verb| verb == word);
            for &told in &lesson.told {
                let root = types[usize::from(told)];
                for (kind, told) in [(50, u32::from(told)), (60, root as u32)] {
                    self.add(Group::Types, kind, &[told]);
                    self.add(Group::Types, kind + 1, &[told, place]);
                    if on_path {
                        self.add(Group::Types, kind + 2, &[told]);
                    }
                    if let Some(at) = at {
                        self.add(Group::Types, kind + 3, &[told, at as u32]);
                    }
                }
                in_chain.extend(at.map(|_| root as u32));
                self.add(Group::Factuality, 70, &[root as u32, sure]);
                self.add(Group::Factuality, 71, &[really(root, sure)]);
            }
            let clues = [&lesson.clues[..], &lesson.spoken.clues].concat();
            let event = model.event(&clues);
            model.types(&clues, &lesson.spoken.tied, &mut chances);
            let mut of_roots = [0.0; NO_ROOT + 1];
            for (number, chance) in chances.iter().map(|chance| event * chance).enumerate() {
                of_roots[types[number]] += chance;
                if chance > LEAST {
                    self.add(Group::Chances, 80, &[number as u32]);
                    self.add(Group::Chances, 81, &[number as u32, place]);
                }
            }
            let tied = on_path || at.is_some();
            for (root, &chance) in of_roots.iter().enumerate() {
                sums[0][root] += chance;
                sums[1][root] += if tied { chance } else { 0.0 };
                if chance > LEAST {
                    self.add(Group::Chances, 82, &[root as u32, place]);
                    self.add(Group::Chances, 83, &[root as u32, u32::from(tied)]);
                    self.add(Group::Chances, 84, &[really(root, sure), u32::from(tied)]);
                }
            }
        }
        self.add(Group::Types, 54, &in_chain);
        for (tied, sums) in sums.iter().enumerate() {
            for (root, &sum) in sums.iter().enumerate() {
                // One for each step that is reached: they add up.
                for (step, _) in CHANCES.iter().enumerate().filter(|(_, chance)| sum > **chance) {
                    self.add(Group::Chances, 85, &[tied as u32, root as u32, step as u32]);
                }
            }
            let best = (0..=NO_ROOT).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or(NO_ROOT);
            self.add(Group::Chances, 86, &[tied as u32, best as u32]);
        }
    }

    /// The events of the report, and which roles the actors have in them.
    fn events(&mut self, report: &Report, catalog: &Catalog, row: &Row) {
        for event in &report.events {
            let mut types = catalog.types().enumerate();
            let Some((number, event_type)) = types.find(|(_, t)| *t.name == *event.kind) else { continue };
            let root = root_of_type(event_type);
            let role_of = |actor: &Option<Range<usize>>| {
                let has = |bytes: &Range<usize>| event.arguments.iter().find(|a| touches(a.span, bytes));
                actor.as_ref().and_then(has).map_or(0, |argument| 1 + argument.role as u32)
            };
            let (source, target) = (role_of(&row.source), role_of(&row.target));
            let tied = u32::from(source > 0) + u32::from(target > 0);
            for (kind, told) in [(90, number as u32), (93, root as u32)] {
                self.add(Group::Types, kind, &[told]);
                self.add(Group::Types, kind + 1, &[told, source, target]);
                self.add(Group::Types, kind + 2, &[told, tied]);
            }
            let sure = event.factuality as u32;
            self.add(Group::Factuality, 72, &[root as u32, sure, tied]);
            self.add(Group::Factuality, 73, &[really(root, sure), tied]);
        }
        if let Some(best) = super::told(row, report) {
            self.add(Group::Types, 96, &[best as u32]);
        }
    }

    /// How surely the verbs above the source are told.
    fn surely_of(&mut self, chain: &[usize]) {
        for (at, &verb) in chain.iter().enumerate() {
            for (kind, told) in [(74, self.surely(verb)), (76, self.auxiliaries(verb))] {
                self.add(Group::Factuality, kind, &[told, at as u32]);
                self.add(Group::Factuality, kind + 1, &[told, self.lemmas[verb]]);
            }
        }
    }

    /// Whether a verb is told of a time to come, denied, told as possible or due.
    fn auxiliaries(&self, verb: usize) -> u32 {
        const KINDS: [&[&str]; 3] = [
            &["will", "would", "shall"],
            &["not", "never"],
            &["can", "could", "may", "might", "must", "should"],
        ];
        let document = self.document;
        let has = |lemmas: &[&str]| {
            document.syntax.dependents(verb).any(|w| w < verb && lemmas.contains(&document.lemma(w)))
        };
        KINDS.iter().fold(0, |all, lemmas| 2 * all + u32::from(has(lemmas)))
    }

    fn surely(&self, word: usize) -> u32 {
        factuality_of(self.document, word).0 as u32
    }
}

/// The words from the source up to the top of what ties the actors, the top, and those from the target up to there.
struct Path {
    up: Vec<usize>,
    top: Option<usize>,
    down: Vec<usize>,
}

impl Path {
    fn has(&self, word: usize) -> bool {
        self.up.contains(&word) || self.down.contains(&word) || self.top == Some(word)
    }
}

/// The number of the root of a type.
fn root_of_type(event_type: &EventType) -> usize {
    event_type.codes().plover.and_then(|code| root_of(&code)).unwrap_or(NO_ROOT)
}

/// What PLOVER makes of deeds that are only willed or denied: of help or talks to come an agreement, of an attack to come a
/// threat, of a release that will not be a refusal.
fn really(root: usize, sure: u32) -> u32 {
    let denied = sure == Factuality::Negated as u32;
    let planned = sure == Factuality::Planned as u32;
    let open = planned || sure == Factuality::Hypothetical as u32;
    let real = match ROOTS.get(root) {
        Some(&("AGREE" | "SUPPORT" | "AID" | "CONSULT" | "COOPERATE" | "YIELD")) if denied => {
            root_of("REJECT")
        }
        Some(&("SUPPORT" | "AID" | "CONSULT" | "COOPERATE" | "YIELD")) if planned => root_of("AGREE"),
        Some(&("ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "PROTEST")) if open => root_of("THREATEN"),
        _ => None,
    };
    real.unwrap_or(root) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn willed_and_denied() {
        let becomes =
            |root: &str, sure: Factuality| ROOTS[really(root_of(root).unwrap(), sure as u32) as usize];
        assert_eq!(becomes("AID", Factuality::Planned), "AGREE");
        assert_eq!(becomes("AID", Factuality::Actual), "AID");
        assert_eq!(becomes("YIELD", Factuality::Negated), "REJECT");
        assert_eq!(becomes("ASSAULT", Factuality::Hypothetical), "THREATEN");
        assert_eq!(becomes("ASSAULT", Factuality::Alleged), "ASSAULT");
        assert_eq!(really(NO_ROOT, Factuality::Planned as u32), NO_ROOT as u32);
    }
}
