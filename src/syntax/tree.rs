//! Look-ups in the trees: subjects that are there or understood, objects, voice, coordination, extents.
//!
//! Each looks at a bounded number of words, however long its sentence is.

use std::ops::Range;

use super::phrases::{OBJECT_CONTROL, SUBJECT_CONTROL};
use super::{Deprel, Syntax, Upos, Xpos};
use crate::work::tick;

/// How many dependents of a word are looked at; one with more is a list or no prose.
const DEPENDENTS: usize = 64;

/// How many words up a tree is climbed.
const CLIMB: usize = 24;

/// How many clauses an understood subject is handed down through: "agreed to try to help end the war".
const HANDED: usize = 6;

impl Syntax {
    /// The words that hang on `word`, from left to right, the first of them if they are very many.
    pub fn dependents(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(word).take(DEPENDENTS)
    }

    /// The first dependent of `word` in one of some relations.
    pub fn dependent(&self, word: usize, relations: &[Deprel]) -> Option<usize> {
        self.dependents(word).find(|&child| relations.contains(&self.deprel[child]))
    }

    /// The words of a phrase that hang on none of the others, from left to right.
    pub fn tops(&self, words: &Range<usize>) -> impl DoubleEndedIterator<Item = usize> + use<'_> {
        let words = words.clone();
        words.clone().filter(move |&word| self.head(word).is_none_or(|head| !words.contains(&head)))
    }

    /// The words above `word`, its head first; of a deep tree the nearest only.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |&above| self.head(above)).take(CLIMB)
    }

    /// The words from `a` and from `b` up to the nearest word above both, without that one: how two words are tied. None
    /// where they are not in one sentence, or far apart in its tree.
    pub fn path(&self, a: usize, b: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let climb = |word: usize| -> Vec<usize> { [word].into_iter().chain(self.ancestors(word)).collect() };
        let (mut above_a, mut above_b) = (climb(a), climb(b));
        let (at_a, at_b) = above_a.iter().enumerate().find_map(|(at_a, word)| {
            tick(above_b.len());
            Some((at_a, above_b.iter().position(|other| other == word)?))
        })?;
        above_a.truncate(at_a);
        above_b.truncate(at_b);
        Some((above_a, above_b))
    }

    /// From the first to the last word of all that hangs on `word`, itself with it.
    pub fn subtree(&self, word: usize) -> Range<usize> {
        tick(1);
        let (first, last) = self.extent[word];
        first as usize..last as usize + 1
    }

    /// The head of a coordination: "fired" for *sank* in "fired two missiles and sank a ship"; else the word itself.
    pub fn first_conjunct(&self, word: usize) -> usize {
        let mut first = word;
        // Members hang on the first; wrong trees may chain them.
        for _ in 0..HANDED {
            match self.head(first) {
                Some(head) if self.deprel[first] == Deprel::Conj => first = head,
                _ => break,
            }
        }
        first
    }

    /// `word` and what is joined to it by "and", "or" or commas, in order; only itself if nothing is.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let first = self.first_conjunct(word);
        let mut all = vec![first];
        all.extend(self.dependents(first).filter(|&child| self.deprel[child] == Deprel::Conj));
        if !all.contains(&word) {
            all.push(word);
        }
        all.sort_unstable();
        all
    }

    /// The name that stands behind what somebody is called: "Anna" of "the minister, Anna Smith".
    pub fn apposed_name(&self, noun: usize) -> Option<usize> {
        self.dependents(noun).find(|&child| {
            self.deprel[child] == Deprel::Appos && self.upos[child] == Upos::Propn && child > noun
        })
    }

    /// The preposition of a noun, by its first word: "against" in "against the town", "because" in "because of". The tree
    /// may have hung it on the first word of a name.
    pub fn preposition(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        for _ in 0..3 {
            let mut first = None;
            for child in self.dependents(at).take_while(|&child| child < at) {
                use Deprel::{Case, Compound, Flat, NmodDesc};
                match self.deprel[child] {
                    Case if self.xpos[child] != Xpos::Pos => return Some(child),
                    Compound | Flat | NmodDesc => first = first.or(Some(child)),
                    _ => {}
                }
            }
            at = match self.head(at) {
                // "in Costa *Rica*"
                Some(head) if first.is_none() && self.deprel[at] == Deprel::Flat => head,
                _ => first?,
            };
        }
        None
    }

    /// Whether a verb is in the passive: "was fired", "missiles fired by", "was arrested and charged".
    pub fn is_passive(&self, verb: usize) -> bool {
        let mut verb = verb;
        for _ in 0..HANDED {
            let mut auxiliary = false;
            for child in self.dependents(verb) {
                match self.deprel[child] {
                    Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent => {
                        return true;
                    }
                    Deprel::Aux | Deprel::Cop => {
                        auxiliary = true;
                        if self.xpos[verb] == Xpos::Vbn && matches!(self.lemma(child), "be" | "get") {
                            return true;
                        }
                    }
                    _ => {}
                }
            }
            if self.xpos[verb] != Xpos::Vbn || auxiliary {
                return false;
            }
            // "has arrested and charged": as the first says
            match self.head(verb) {
                Some(head)
                    if self.deprel[verb] == Deprel::Conj
                        && self.xpos[head] == Xpos::Vbn
                        && self.dependent(verb, SUBJECTS).is_none() =>
                {
                    verb = head;
                }
                _ => return true,
            }
        }
        true
    }

    /// The subject in a verb's own clause: the head of "the army" in "the army has attacked"; may be "who" or "there".
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        let subject = self.dependent(verb, SUBJECTS);
        subject.or_else(|| self.dependent(verb, &[Deprel::NsubjOuter]))
    }

    /// Who or what the subject of a verb is understood to be, of a passive who it is done to: its own, what a relative
    /// pronoun stands for, or one that another clause hands down ("ordered *troops* to fire", "*Kim* vowed to come").
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut verb = verb;
        for _ in 0..HANDED {
            if let Some(own) = self.own_subject(verb) {
                return match self.relative_clause(verb) {
                    Some(noun) if self.is_relative(own) => Some(noun),
                    _ if self.xpos[own] == Xpos::Ex => None,
                    _ => Some(own),
                };
            }
            let governor = self.head(verb)?;
            let infinitive = self.is_infinitive(verb);
            let finite = matches!(self.xpos[verb], Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
            match self.deprel[verb] {
                Deprel::Conj => verb = governor,
                // "ordered troops to fire", "denied attacking"
                Deprel::Xcomp => match self.controller(governor, verb) {
                    Some(object) => return Some(object),
                    None => verb = governor,
                },
                Deprel::Ccomp | Deprel::Csubj if !finite => match self.controller(governor, verb) {
                    Some(object) => return Some(object),
                    None => verb = governor,
                },
                Deprel::Advcl if !finite && is_predicate(self.upos[governor]) => {
                    // "accused Moscow of attacking", "arrested him for killing"
                    let link = self.dependent(verb, &[Deprel::Mark, Deprel::Case]);
                    let of_object = link.is_some_and(|link| {
                        matches!(self.lemma(link), "of" | "from" | "for" | "into" | "with")
                    });
                    // "ordered the troops to attack", where the tree takes it for a purpose
                    let of_object = of_object
                        || infinitive && OBJECT_CONTROL.binary_search(&self.lemma(governor)).is_ok();
                    // "a request was filed by the union to convene"
                    if infinitive && !of_object && self.is_passive(governor) {
                        return self.agent(governor);
                    }
                    // "expressed gratitude to the minister for coming"
                    let thanked = link.filter(|&link| self.lemma(link) == "for").and_then(|_| {
                        self.dependents(governor).filter(|&child| child < verb).find(|&child| {
                            self.deprel[child] == Deprel::Obl
                                && self.preposition(child).is_some_and(|to| self.lemma(to) == "to")
                        })
                    });
                    match thanked.or_else(|| of_object.then(|| self.controller(governor, verb)).flatten()) {
                        Some(object) => return Some(object),
                        None => verb = governor,
                    }
                }
                Deprel::Acl | Deprel::AclRelcl if !finite => {
                    let marked = self.dependent(verb, &[Deprel::Mark, Deprel::Case]).is_some();
                    // "*she* is the first woman to win", "*she* became the first to win"
                    if self.is_ranked(governor) {
                        let above = self.head(governor).filter(|&above| self.lemma(above) == "become");
                        let named = self.own_subject(governor).or_else(|| self.own_subject(above?));
                        return named.or(Some(governor));
                    }
                    // "missiles fired by", "troops fighting in", "the troops to be sent"
                    if !infinitive && !marked || self.is_passive(verb) {
                        return Some(governor);
                    }
                    // "his decision to resign", "its plan of attacking"
                    if let Some(own) = self.dependent(governor, &[Deprel::NmodPoss]) {
                        return Some(own);
                    }
                    // "announced a plan to attack", "was ordered by a decision to …"
                    if self.deprel[governor] != Deprel::Obj {
                        return None;
                    }
                    verb = self.head(governor)?;
                }
                // "who fired", the pronoun lost
                Deprel::AclRelcl if self.object(verb).is_some() => return Some(governor),
                _ => return None,
            }
        }
        None
    }

    /// The object of a verb: its own, or the noun of a relative clause that lacks it ("missiles that the army fired").
    pub fn object(&self, verb: usize) -> Option<usize> {
        if let Some(own) = self.dependent(verb, &[Deprel::Obj]) {
            return match self.relative_clause(verb) {
                Some(noun) if self.is_relative(own) => Some(noun),
                _ => Some(own),
            };
        }
        if self.deprel[verb] != Deprel::AclRelcl || self.is_passive(verb) {
            return None;
        }
        let taken = |child: usize| {
            matches!(self.deprel[child], Deprel::Ccomp | Deprel::Xcomp)
                || self.deprel[child] == Deprel::Advmod && self.xpos[child] == Xpos::Wrb
                // "in which it fired"
                || self.deprel[child] == Deprel::Obl && self.is_relative(child)
        };
        let subject = self.own_subject(verb)?;
        (!self.is_relative(subject) && !self.dependents(verb).any(taken)).then(|| self.head(verb)).flatten()
    }

    /// The "by" of a passive: the army in "was attacked by the army".
    pub fn agent(&self, verb: usize) -> Option<usize> {
        self.dependents(verb).find(|&child| match self.deprel[child] {
            Deprel::OblAgent => true,
            Deprel::Obl => self.preposition(child).is_some_and(|by| self.lemma(by) == "by"),
            _ => false,
        })
    }

    /// Whether a verb stands with "to", itself or through the first of those it is joined to.
    pub fn is_infinitive(&self, verb: usize) -> bool {
        let to = |verb: usize| {
            self.dependents(verb)
                .any(|child| self.deprel[child] == Deprel::Mark && self.xpos[child] == Xpos::To)
        };
        to(verb) || self.deprel[verb] == Deprel::Conj && to(self.first_conjunct(verb))
    }

    /// Who does what `complement` says by the verb that governs it, where that is not the governor's subject:
    /// "ordered *troops* to fire", "called on *Moscow* to withdraw".
    fn controller(&self, governor: usize, complement: usize) -> Option<usize> {
        let lemma = self.lemma(governor);
        if self.is_passive(governor) || SUBJECT_CONTROL.binary_search(&lemma).is_ok() {
            return None;
        }
        let before = |child: &usize| *child < complement;
        let object = self
            .dependents(governor)
            .filter(before)
            .find(|&child| matches!(self.deprel[child], Deprel::Obj | Deprel::Iobj));
        object.or_else(|| {
            let asks =
                matches!(lemma, "call" | "appeal" | "wait" | "rely" | "depend" | "press" | "push" | "plead");
            let oblique = |&child: &usize| {
                self.deprel[child] == Deprel::Obl
                    && self
                        .preposition(child)
                        .is_some_and(|p| matches!(self.lemma(p), "on" | "upon" | "to" | "for"))
            };
            asks.then(|| self.dependents(governor).filter(before).find(oblique)).flatten()
        })
    }

    /// The noun of the relative clause that a verb heads, itself or through the first of those it is joined to.
    fn relative_clause(&self, verb: usize) -> Option<usize> {
        let first = self.first_conjunct(verb);
        (self.deprel[first] == Deprel::AclRelcl).then(|| self.head(first)).flatten()
    }

    /// "who", "which", "that"
    fn is_relative(&self, word: usize) -> bool {
        matches!(self.xpos[word], Xpos::Wdt | Xpos::Wp)
            || self.upos[word] == Upos::Pron && self.lemma(word) == "that"
    }

    /// "the first woman", "the only team": who did it.
    fn is_ranked(&self, noun: usize) -> bool {
        self.dependents(noun).any(|child| {
            matches!(self.deprel[child], Deprel::Amod | Deprel::Advmod | Deprel::Nummod)
                && (matches!(
                    self.lemma(child),
                    "first" | "second" | "third" | "last" | "latest" | "only" | "next"
                ) || self.xpos[child] == Xpos::Jjs)
        })
    }
}

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj, Deprel::CsubjPass];

fn is_predicate(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Aux | Upos::Adj | Upos::Noun)
}

/// For each word the first and the last word of what hangs on it.
pub(super) fn extents(head: &[u32]) -> Vec<(u32, u32)> {
    let mut extent: Vec<(u32, u32)> = (0..head.len() as u32).map(|word| (word, word)).collect();
    let mut waiting = vec![0u32; head.len()];
    for (word, &parent) in head.iter().enumerate() {
        if parent as usize != word {
            waiting[parent as usize] += 1;
        }
    }
    // From the leaves upwards; each word hands on once what it has.
    for leaf in 0..head.len() {
        let mut word = leaf;
        while waiting[word] == 0 {
            tick(1);
            // Never again
            waiting[word] = u32::MAX;
            let parent = head[word] as usize;
            if parent == word {
                break;
            }
            let (first, last) = extent[word];
            let above = &mut extent[parent];
            *above = (above.0.min(first), above.1.max(last));
            waiting[parent] -= 1;
            word = parent;
        }
    }
    extent
}

#[cfg(test)]
mod tests {
    use super::extents;
    use crate::article;
    use crate::syntax::{Syntax, analyze};
    use crate::tokens::tokenize;

    fn read(text: &str) -> (Vec<String>, Syntax) {
        let tokens = tokenize(text, &article::read(text, false));
        let forms = tokens.words.iter().map(|w| w.span.of(text).to_owned()).collect();
        (forms, analyze(text, &tokens))
    }

    #[test]
    fn subjects_that_are_there_and_understood() {
        let mut wrong = Vec::new();
        for (sentence, verb, expected) in [
            ("The army attacked the village on Monday.", "attacked", Some("army")),
            ("The village was attacked on Monday.", "attacked", Some("village")),
            ("The general ordered the troops to attack the village.", "attack", Some("troops")),
            ("The president promised to withdraw the troops.", "withdraw", Some("president")),
            ("The ship fired two missiles and sank a boat.", "sank", Some("ship")),
            ("Police arrested a man who attacked a guard.", "attacked", Some("man")),
            ("The missiles fired by the army hit a house.", "fired", Some("missiles")),
            ("Kyiv accused Moscow of attacking the port.", "attacking", Some("Moscow")),
            ("Moscow denied attacking the port.", "attacking", Some("Moscow")),
            ("She is the first woman to win the election.", "win", Some("She")),
            ("The first woman to win the election was a teacher.", "win", Some("woman")),
            ("The money was used by the council to build a school.", "build", Some("council")),
            ("Attack the village.", "Attack", None),
        ] {
            let (forms, syntax) = read(sentence);
            let at = forms.iter().position(|f| f == verb).expect("the verb is in the sentence");
            let found = syntax.subject(at).map(|w| forms[w].as_str());
            if found != expected {
                wrong.push(format!("{verb} in {sentence:?}: {found:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn objects_and_voice() {
        let mut wrong = Vec::new();
        for (sentence, verb, object, passive) in [
            ("The army attacked the village on Monday.", "attacked", Some("village"), false),
            ("The village was attacked on Monday.", "attacked", None, true),
            ("The missile that the army fired hit a house.", "fired", Some("missile"), false),
            ("Two men were arrested and charged with murder.", "charged", None, true),
            ("Police have arrested a man.", "arrested", Some("man"), false),
            ("The missiles fired by the army hit a house.", "fired", None, true),
        ] {
            let (forms, syntax) = read(sentence);
            let at = forms.iter().position(|f| f == verb).expect("the verb is in the sentence");
            let found = (syntax.object(at).map(|w| forms[w].as_str()), syntax.is_passive(at));
            if found != (object, passive) {
                wrong.push(format!("{verb} in {sentence:?}: {found:?}, not {:?}", (object, passive)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn extents_of_trees() {
        // 1 heads all; 3 heads 2 and 4.
        assert_eq!(extents(&[1, 1, 3, 1, 3]), [(0, 0), (0, 4), (2, 2), (2, 4), (4, 4)]);
        assert_eq!(extents(&[0, 0, 2]), [(0, 1), (1, 1), (2, 2)]);
        assert_eq!(extents(&[]), []);
    }

    #[test]
    fn members_of_a_list() {
        let (forms, syntax) = read("The army attacked houses, schools and shops.");
        let at = forms.iter().position(|f| f == "schools").expect("it is in the sentence");
        let members: Vec<&str> = syntax.conjuncts(at).iter().map(|&w| forms[w].as_str()).collect();
        assert_eq!(members, ["houses", "schools", "shops"]);
    }
}
