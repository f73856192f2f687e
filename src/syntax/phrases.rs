//! Noun phrases, and which of them go with a verb or a noun, read off the trees.

use std::ops::Range;

use super::{Deprel, Syntax, Upos, Xpos};
use crate::order;
use crate::tokens::{Sentence, Tokens};
use crate::work::tick;

include!(concat!(env!("OUT_DIR"), "/phrase_words.rs"));

/// A noun phrase without what follows its head, but for the rest of a name: "South Korea's new Defense Ministry",
/// "Joint Chiefs of Staff".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    pub words: Range<usize>,
    /// The word that the others hang on.
    pub head: usize,
    /// "South Korea" in "South Korea's Defense Ministry".
    pub possessor: Option<Range<usize>>,
}

/// All noun phrases of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    pub nouns: Vec<NounPhrase>,
    /// For each word, one more than the index of its noun phrase; 0: in none.
    of_word: Vec<u32>,
}

impl Phrases {
    /// The index of the noun phrase that a word is in.
    pub fn at(&self, word: usize) -> Option<usize> {
        tick(1);
        (self.of_word.get(word).copied().unwrap_or(0) as usize).checked_sub(1)
    }
}

/// Finds the noun phrases of every sentence.
pub fn noun_phrases(tokens: &Tokens, syntax: &Syntax) -> Phrases {
    let mut finder = Finder { tokens, syntax, taken: vec![false; tokens.words.len()] };
    let mut nouns: Vec<NounPhrase> = Vec::new();
    for sentence in &tokens.sentences {
        let first = nouns.len();
        // Heads first, with all that is theirs; then nouns that the tree has inside of none.
        for left_over in [false, true] {
            for word in sentence.words.clone() {
                if !finder.taken[word] && finder.nominal(word) && (left_over || !finder.modifies(word)) {
                    let phrase = finder.phrase(word, &sentence.words);
                    finder.taken[phrase.words.clone()].fill(true);
                    nouns.push(phrase);
                }
            }
        }
        order::sort_by_key(&mut nouns[first..], |phrase| [phrase.words.start, 0, 0]);
        finder.mend(&mut nouns, first);
    }
    let mut of_word = vec![0; tokens.words.len()];
    for (number, phrase) in nouns.iter().enumerate() {
        of_word[phrase.words.clone()].fill(number as u32 + 1);
    }
    Phrases { nouns, of_word }
}

/// Words of a noun phrase; what goes on longer is a list without commas. Keeps such lists linear.
const LONGEST: usize = 40;

struct Finder<'a> {
    tokens: &'a Tokens,
    syntax: &'a Syntax,
    /// Whether a word is in a phrase already.
    taken: Vec<bool>,
}

impl Finder<'_> {
    /// Whether a word can head a noun phrase.
    fn nominal(&self, word: usize) -> bool {
        let syntax = self.syntax;
        match syntax.upos[word] {
            Upos::Noun | Upos::Propn | Upos::Num => true,
            Upos::Sym => takes_part(syntax.deprel[word]),
            Upos::Pron => !matches!(syntax.xpos[word], Xpos::PrpS | Xpos::WpS),
            // "the dead", "many were"
            Upos::Adj | Upos::Det => takes_part(syntax.deprel[word]) || syntax.xpos[word] == Xpos::Nnp,
            // "the injured", "the bombing of"
            Upos::Verb => {
                matches!(syntax.xpos[word], Xpos::Vbn | Xpos::Vbg)
                    && syntax.dependent(word, &[Deprel::Det]).is_some()
            }
            _ => false,
        }
    }

    /// Whether a word is inside of the phrase of the noun that it hangs on.
    fn modifies(&self, word: usize) -> bool {
        let Some(head) = self.syntax.head(word) else { return false };
        match self.syntax.deprel[word] {
            Deprel::Flat | Deprel::Fixed | Deprel::Goeswith => true,
            relation => word < head && stands_before(relation),
        }
    }

    /// The phrase that `head` heads.
    fn phrase(&self, head: usize, sentence: &Range<usize>) -> NounPhrase {
        let syntax = self.syntax;
        let alone = NounPhrase { words: head..head + 1, head, possessor: None };
        if syntax.upos[head] == Upos::Pron {
            return alone;
        }
        let NounPhrase { mut words, mut possessor, .. } = alone;
        let left: Vec<usize> = syntax.dependents(head).take_while(|&child| child < head).collect();
        // Where the next modifier has to end; marks may stand between two.
        let mut edge = head;
        for &child in left.iter().rev() {
            if syntax.deprel[child] == Deprel::Punct && child + 1 == edge {
                edge = child;
                continue;
            }
            let mut modifier = syntax.subtree(child);
            // A preposition or a comma that the tree has hung on the first word is outside.
            let outside = modifier.clone().take_while(|&word| match syntax.deprel[word] {
                Deprel::Punct => word < child,
                // but "*at* least 76 people"
                Deprel::Case | Deprel::Mark | Deprel::Cc => word < child && syntax.head(word) == Some(child),
                _ => false,
            });
            modifier.start += outside.count();
            if !stands_before(syntax.deprel[child]) || modifier.end != edge || !self.plain(&modifier, head) {
                break;
            }
            if syntax.deprel[child] == Deprel::NmodPoss && syntax.xpos[modifier.end - 1] == Xpos::Pos {
                possessor = Some(modifier.start..modifier.end - 1).filter(|owner| !owner.is_empty());
            }
            edge = modifier.start;
            words.start = edge;
        }
        while words.end < sentence.end && words.end - head <= LONGEST {
            tick(1);
            // The hyphen of "Kim Jong-un"
            let hyphen = syntax.xpos[words.end] == Xpos::Hyph && words.end + 1 < sentence.end;
            let next = words.end + usize::from(hyphen);
            let above = syntax.head(next).filter(|above| (head..words.end).contains(above));
            if above.is_none() || self.taken[next] || !belongs_after(syntax, next) {
                break;
            }
            words.end = next + 1;
        }
        if words.end + 1 < sentence.end && self.joins_name(words.end) {
            words.end += 2;
            while words.end < sentence.end && syntax.upos[words.end] == Upos::Propn && !self.taken[words.end]
            {
                tick(1);
                words.end += 1;
            }
        }
        NounPhrase { words, head, possessor }
    }

    /// Whether a modifier can be inside of a phrase: no clause, no preposition that title case hides, not taken yet.
    fn plain(&self, words: &Range<usize>, head: usize) -> bool {
        head - words.start <= LONGEST
            && words.clone().all(|word| {
                let finite = matches!(self.syntax.xpos[word], Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
                // but "more than 100 people"
                let linked = matches!(self.syntax.deprel[word], Deprel::Fixed | Deprel::Case);
                let hidden = !linked && NEVER_IN_NAMES.binary_search(&self.tokens.norm(word)).is_ok();
                !self.taken[word] && !finite && !hidden
            })
    }

    /// "of" that makes one name of two: "Joint Chiefs of Staff", "Ministry of Defense".
    fn joins_name(&self, of: usize) -> bool {
        let syntax = self.syntax;
        self.tokens.norm(of) == "of"
            && syntax.upos[of - 1] == Upos::Propn
            && matches!(syntax.upos[of + 1], Upos::Propn | Upos::Noun)
            && !self.taken[of + 1]
            && JOINING_HEADS.binary_search(&self.tokens.norm(of - 1)).is_ok()
    }

    /// Puts the pieces of names together that the tree has torn: "Minister" and "Gen Nakatani", both subjects of one
    /// verb.
    fn mend(&self, nouns: &mut Vec<NounPhrase>, first: usize) {
        let syntax = self.syntax;
        let mut kept = first;
        for next in first..nouns.len() {
            tick(1);
            let [last, phrase] = match kept > first {
                true => [&nouns[kept - 1], &nouns[next]],
                false => [&nouns[next]; 2],
            };
            let names = matches!(syntax.upos[last.words.end - 1], Upos::Propn | Upos::Noun)
                && syntax.upos[phrase.words.start] == Upos::Propn
                && phrase.possessor.is_none();
            let related = || {
                let [above, below] = [syntax.head(last.head), syntax.head(phrase.head)];
                let same = above == below && syntax.deprel[last.head] == syntax.deprel[phrase.head];
                let odd = |word: usize| !takes_part(syntax.deprel[word]);
                let within =
                    |above: Option<usize>, words: &Range<usize>| above.is_some_and(|w| words.contains(&w));
                same || within(below, &last.words) && odd(phrase.head)
                    || within(above, &phrase.words) && odd(last.head)
            };
            if kept > first
                && last.words.end == phrase.words.start
                && phrase.words.end - last.words.start <= LONGEST
                && names
                && related()
            {
                let upper = match syntax.head(last.head).is_some_and(|w| phrase.words.contains(&w)) {
                    true => phrase.head,
                    false => last.head,
                };
                let end = phrase.words.end;
                let last = &mut nouns[kept - 1];
                (last.words.end, last.head) = (end, upper);
            } else {
                nouns.swap(kept, next);
                kept += 1;
            }
        }
        nouns.truncate(kept);
    }
}

/// Relations of those who take part in something.
fn takes_part(relation: Deprel) -> bool {
    use Deprel::{Iobj, Nsubj, NsubjPass, Obj, OblAgent};
    matches!(relation, Nsubj | NsubjPass | Obj | Iobj | OblAgent)
}

/// Relations of what stands before a noun in its phrase.
fn stands_before(relation: Deprel) -> bool {
    use Deprel::{Amod, Compound, Det, DetPredet, Flat, NmodDesc, NmodPoss, NmodUnmarked, Nummod};
    matches!(relation, Det | DetPredet | Amod | Nummod | Compound | NmodPoss | NmodDesc | NmodUnmarked | Flat)
}

/// What stands after a noun in its phrase: "Gen *Nakatani*", "Flight *17*", "$ *5 million*".
fn belongs_after(syntax: &Syntax, child: usize) -> bool {
    match syntax.deprel[child] {
        Deprel::Flat | Deprel::Fixed | Deprel::Goeswith | Deprel::Compound | Deprel::NmodDesc => true,
        Deprel::Nummod | Deprel::NmodUnmarked => syntax.upos[child] == Upos::Num,
        _ => false,
    }
}

/// What stands around a verb or a noun: its would-be dependents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    /// Indices into [`Phrases::nouns`].
    pub subject: Option<usize>,
    pub object: Option<usize>,
    /// Whom something is given or told: "him" in "told him the news".
    pub indirect: Option<usize>,
    /// Words of the possessor: "Russia" in "Russia's invasion".
    pub possessive: Option<Range<usize>>,
    /// The words before a noun in its phrase: "ballistic missile" in "a ballistic missile test".
    pub compound: Option<Range<usize>>,
    /// The preposition and its noun phrase.
    pub prepositions: Vec<(usize, usize)>,
}

/// A sentence, in which slots are looked for.
#[derive(Clone, Copy)]
pub struct Clause<'a> {
    pub tokens: &'a Tokens,
    pub syntax: &'a Syntax,
    pub phrases: &'a Phrases,
    pub sentence: &'a Sentence,
}

/// How many words stand above what somebody is accused of, up to the verb: "arrested on *suspicion* of *conspiracy* to".
const ACCUSED_CLIMB: usize = 4;

/// Prepositions that are looked at for one trigger.
const PREPOSITIONS: usize = 8;

impl Clause<'_> {
    /// The first word of the verb group that ends in `verb`: "had not been" in "had not been fired".
    pub fn group_start(&self, verb: usize) -> usize {
        let mut start = verb;
        while start > self.sentence.words.start && verb - start < 8 {
            let left = start - 1;
            let part = match self.syntax.deprel[left] {
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Advmod => true,
                Deprel::Mark => self.syntax.xpos[left] == Xpos::To,
                _ => false,
            };
            let head = self.syntax.head(left);
            let here = head.is_some_and(|head| (start..=verb).contains(&head))
                // "have *yet* to be resolved"
                || self.syntax.deprel[verb] == Deprel::Xcomp && head == self.syntax.head(verb);
            if !part || !here {
                break;
            }
            start = left;
        }
        start
    }

    /// Whether a verb is in the passive; see [`Syntax::is_passive`].
    pub fn is_passive(&self, verb: usize) -> bool {
        self.syntax.is_passive(verb)
    }

    /// The phrase that a word is in; of "thousands of soldiers" what is counted.
    fn phrase_of(&self, word: usize) -> Option<usize> {
        let mut word = word;
        // "hundreds of thousands of people"
        for _ in 0..3 {
            let counts = self.syntax.upos[word] == Upos::Num
                || QUANTIFIERS.binary_search(&singular(self.tokens.norm(word))).is_ok();
            let counted = self.syntax.dependents(word).find(|&child| {
                self.syntax.deprel[child] == Deprel::Nmod
                    && self.syntax.preposition(child).is_some_and(|of| self.tokens.norm(of) == "of")
            });
            match counted.filter(|_| counts) {
                Some(counted) => word = counted,
                None => break,
            }
        }
        self.phrases.at(word)
    }

    /// The nouns that hang on `word` by a preposition, each with it.
    fn prepositions(&self, word: usize, found: &mut Vec<(usize, usize)>) {
        for child in self.syntax.dependents(word) {
            if found.len() < PREPOSITIONS
                && matches!(self.syntax.deprel[child], Deprel::Obl | Deprel::OblAgent | Deprel::Nmod)
                && let Some(preposition) = self.syntax.preposition(child)
                && let Some(phrase) = self.phrase_of(child)
            {
                found.push((preposition, phrase));
            }
        }
    }

    /// What goes with a verb.
    pub fn of_verb(&self, verb: usize) -> Slots {
        let mut prepositions = Vec::new();
        self.prepositions(verb, &mut prepositions);
        // "fired missiles into the sea": where the tree has hung it on the missiles
        if let Some(object) = self.syntax.dependent(verb, &[Deprel::Obj]) {
            self.prepositions(object, &mut prepositions);
        }
        let [subject, object] = self.participants(verb);
        let indirect = self.syntax.dependent(verb, &[Deprel::Iobj]);
        // "urged him to go"
        let (object, indirect) = match object {
            Some(_) => (object, indirect),
            None => (indirect, None),
        };
        let [mut subject, object, indirect] = [subject, object, indirect].map(|word| self.phrase_of(word?));
        // "*his brother's* decision to resign"
        let owner = self.syntax.subject(verb).and_then(|word| self.owner(word));
        if owner.is_some() {
            subject = None;
        }
        Slots { subject, object, indirect, possessive: owner, prepositions, ..Slots::default() }
    }

    /// The possessor that a word is in.
    fn owner(&self, word: usize) -> Option<Range<usize>> {
        let phrase = &self.phrases.nouns[self.phrases.at(word)?];
        phrase.possessor.clone().filter(|owner| owner.contains(&word))
    }

    /// The words for who does what a verb says and whom it is done to.
    fn participants(&self, verb: usize) -> [Option<usize>; 2] {
        let doer = match self.syntax.is_passive(verb) {
            true => self.syntax.agent(verb),
            false => self.syntax.subject(verb).or_else(|| self.accused(verb)),
        };
        [doer, self.undergoer(verb)]
    }

    /// Who is said to have done what a word tells that stands under a verb of accusing: "charged *him* with murder",
    /// "*two men* were arrested on suspicion of fraud".
    fn accused(&self, word: usize) -> Option<usize> {
        let mut below = word;
        for above in self.syntax.ancestors(word).take(ACCUSED_CLIMB) {
            use Deprel::{Acl, Advcl, Compound, Conj, Nmod, Obl};
            if !matches!(self.syntax.deprel[below], Obl | Nmod | Compound | Acl | Advcl | Conj) {
                return None;
            }
            if self.syntax.upos[above] == Upos::Verb {
                let accuses = ACCUSING_VERBS.binary_search(&self.syntax.lemma(above)).is_ok();
                return accuses.then(|| self.undergoer(above)).flatten();
            }
            below = above;
        }
        None
    }

    /// Whom or what it is done to.
    fn undergoer(&self, verb: usize) -> Option<usize> {
        match self.syntax.is_passive(verb) {
            true => self.syntax.subject(verb),
            false => self.syntax.object(verb),
        }
    }

    /// What goes with a noun.
    pub fn of_noun(&self, noun: usize) -> Slots {
        let mut slots = Slots::default();
        self.prepositions(noun, &mut slots.prepositions);
        // "is grateful to", "those *concerned*"
        if self.syntax.upos[noun] == Upos::Adj {
            slots.subject = self.syntax.subject(noun).and_then(|word| self.phrase_of(word));
        }
        let Some(phrase) = self.phrases.at(noun) else { return slots };
        let nouns = &self.phrases.nouns[phrase];
        // "corruption charges against": what the charges have, the corruption has
        if nouns.head != noun {
            self.prepositions(nouns.head, &mut slots.prepositions);
        }
        slots.possessive = nouns.possessor.clone().filter(|owner| owner.end <= noun);
        // "his arrest", "its invasion"
        if slots.possessive.is_none() {
            let own = |word: usize| {
                let own = self.syntax.dependent(word, &[Deprel::NmodPoss])?;
                (own < noun).then_some(own..own + 1)
            };
            slots.possessive = own(noun).or_else(|| own(nouns.head));
        }
        let modifier = self.syntax.dependents(noun).find(|&child| {
            child >= nouns.words.start && matches!(self.syntax.deprel[child], Deprel::Compound | Deprel::Amod)
        });
        if let Some(modifier) = modifier.filter(|&child| child < noun) {
            slots.compound = Some(self.syntax.subtree(modifier).start.max(nouns.words.start)..noun);
        }
        // "conducted a test", "held talks": the verb that carries the noun tells who and where
        if let Some(verb) = self.carrying_verb(noun).or_else(|| self.telling_verb(nouns.head)) {
            self.prepositions(verb, &mut slots.prepositions);
            slots.prepositions.retain(|&(_, other)| other != phrase);
            let subject = self.participants(verb)[0].and_then(|word| self.phrase_of(word));
            // "suffered a loss", "came under attack"
            match UNDERGOING_VERBS.binary_search(&self.syntax.lemma(verb)).is_ok() {
                true => slots.object = subject,
                false => slots.subject = subject,
            }
        } else {
            // "sanctions imposed by"
            let by =
                self.syntax.dependent(nouns.head, &[Deprel::Acl]).and_then(|verb| self.syntax.agent(verb));
            let doer = by.or_else(|| self.accused(noun));
            slots.subject = slots.subject.or_else(|| self.phrase_of(doer?));
        }
        slots
    }

    fn is_light(&self, verb: usize) -> bool {
        self.syntax.upos[verb] == Upos::Verb && LIGHT_VERBS.binary_search(&self.syntax.lemma(verb)).is_ok()
    }

    /// The light verb whose object a noun is: "conducted" for *test* in "conducted a ballistic missile test".
    pub fn carrying_verb(&self, noun: usize) -> Option<usize> {
        let phrase = self.phrases.at(noun)?;
        let head = self.syntax.first_conjunct(self.phrases.nouns[phrase].head);
        let verb = self.syntax.head(head)?;
        let carried = match self.syntax.deprel[head] {
            Deprel::Obj => true,
            // "came under attack"
            Deprel::Obl => self.syntax.preposition(head) == Some(verb + 1),
            _ => false,
        };
        (carried && self.is_light(verb)).then_some(verb)
    }

    /// The light verb whose passive subject a noun is, or that follows it: "talks were *held*", "a test *carried* out by".
    fn telling_verb(&self, noun: usize) -> Option<usize> {
        let first = self.syntax.first_conjunct(noun);
        let above = self.syntax.head(first).filter(|_| self.syntax.deprel[first] == Deprel::NsubjPass);
        let below = || self.syntax.dependent(first, &[Deprel::Acl, Deprel::AclRelcl]);
        above.or_else(below).filter(|&verb| {
            let done = self.syntax.is_passive(verb) || self.syntax.object(verb) == Some(first);
            done && self.is_light(verb)
        })
    }
}

/// "thousands" to "thousand", for the look-up only.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::syntax::analyze;
    use crate::tokens::tokenize;

    struct Read {
        text: String,
        tokens: Tokens,
        syntax: Syntax,
        phrases: Phrases,
    }

    impl Read {
        fn new(text: &str) -> Self {
            let tokens = tokenize(text, &article::read(text, false));
            let syntax = analyze(text, &tokens);
            let phrases = noun_phrases(&tokens, &syntax);
            Self { text: text.to_owned(), tokens, syntax, phrases }
        }

        fn words(&self, words: &Range<usize>) -> &str {
            let span = |word: usize| self.tokens.words[word].span;
            span(words.start).to(span(words.end - 1)).of(&self.text)
        }

        fn word(&self, form: &str) -> usize {
            let words = 0..self.tokens.words.len();
            words.into_iter().find(|&w| self.words(&(w..w + 1)) == form).expect("the word is in the sentence")
        }

        fn clause(&self) -> Clause<'_> {
            let (tokens, syntax, phrases) = (&self.tokens, &self.syntax, &self.phrases);
            Clause { tokens, syntax, phrases, sentence: &tokens.sentences[0] }
        }

        /// What fills the slots, in words: subject, object, possessor, then prepositions.
        fn told(&self, slots: &Slots) -> String {
            let phrase = |phrase: usize| self.words(&self.phrases.nouns[phrase].words).to_owned();
            let mut told = Vec::new();
            let named = [("S", slots.subject), ("O", slots.object), ("I", slots.indirect)];
            told.extend(
                named.into_iter().filter_map(|(name, slot)| Some(format!("{name} {}", phrase(slot?)))),
            );
            told.extend(slots.possessive.iter().map(|owner| format!("P {}", self.words(owner))));
            told.extend(slots.compound.iter().map(|before| format!("C {}", self.words(before))));
            let preposition = |&(preposition, noun): &(usize, usize)| {
                format!("{} {}", self.tokens.norm(preposition), phrase(noun))
            };
            told.extend(slots.prepositions.iter().map(preposition));
            told.join("; ")
        }
    }

    #[test]
    fn noun_phrases_of_a_sentence() {
        let mut wrong = Vec::new();
        for (sentence, expected) in [
            ("The old general attacked two small villages.", "The old general | two small villages"),
            ("South Korea's new defense ministry denied it.", "South Korea's new defense ministry | it"),
            ("The Joint Chiefs of Staff reported the launch.", "The Joint Chiefs of Staff | the launch"),
            (
                "Police arrested Prime Minister Anna Brown on Monday.",
                "Police | Prime Minister Anna Brown | Monday",
            ),
            ("More than 200 people were killed in the capital.", "More than 200 people | the capital"),
            ("Soldiers who had left the town returned.", "Soldiers | who | the town"),
            ("The injured were taken to a hospital.", "The injured | a hospital"),
            ("They condemned the bombing of the embassy.", "They | the bombing | the embassy"),
            ("The army attacked.", "The army"),
            ("Leave now!", ""),
        ] {
            let read = Read::new(sentence);
            let found: Vec<&str> = read.phrases.nouns.iter().map(|p| read.words(&p.words)).collect();
            if found.join(" | ") != expected {
                wrong.push(format!("{sentence:?}: {}", found.join(" | ")));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_goes_with_a_verb() {
        let mut wrong = Vec::new();
        for (sentence, verb, expected) in [
            ("The army attacked the village on Monday.", "attacked", "S The army; O the village; on Monday"),
            ("The village was attacked by the army.", "attacked", "S the army; O The village; by the army"),
            ("The minister gave them a medal.", "gave", "S The minister; O a medal; I them"),
            ("Thousands of soldiers attacked the village.", "attacked", "S soldiers; O the village"),
            (
                "The general ordered the troops to attack the village.",
                "attack",
                "S the troops; O the village",
            ),
            ("He was arrested because of the war.", "arrested", "O He; because the war"),
            ("Police charged him with attacking a guard.", "attacking", "S him; O a guard"),
            ("The troops fighting in the north were attacked.", "fighting", "S The troops; in the north"),
            ("His brother's decision to resign surprised the party.", "resign", "P His brother"),
            ("It rained.", "rained", "S It"),
        ] {
            let read = Read::new(sentence);
            let told = read.told(&read.clause().of_verb(read.word(verb)));
            if told != expected {
                wrong.push(format!("{verb} in {sentence:?}: {told}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_goes_with_a_noun() {
        let mut wrong = Vec::new();
        for (sentence, noun, expected) in [
            ("Russia's invasion of Ukraine shocked them.", "invasion", "P Russia; of Ukraine"),
            ("His arrest in Paris surprised the party.", "arrest", "P His; in Paris"),
            ("The army conducted a missile test in the sea.", "test", "S The army; C missile; in the sea"),
            ("The ministers held talks with the union.", "talks", "S The ministers; with the union"),
            ("The talks were held by the ministers.", "talks", "S the ministers; by the ministers"),
            ("The town came under attack.", "attack", "O The town"),
            ("He was charged with murder.", "murder", "S He"),
            ("They condemned the attack.", "attack", ""),
        ] {
            let read = Read::new(sentence);
            let told = read.told(&read.clause().of_noun(read.word(noun)));
            if told != expected {
                wrong.push(format!("{noun} in {sentence:?}: {told}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn groups_and_light_verbs() {
        let mut wrong = Vec::new();
        for (sentence, verb, group) in [
            ("The army had not been attacked.", "attacked", "had not been"),
            ("The minister reportedly will resign.", "resign", "reportedly will"),
            ("The killers have yet to be arrested.", "arrested", "yet to be"),
            ("The army attacked.", "attacked", ""),
        ] {
            let read = Read::new(sentence);
            let verb = read.word(verb);
            let start = read.clause().group_start(verb);
            let found = if start == verb { "" } else { read.words(&(start..verb)) };
            if found != group {
                wrong.push(format!("{sentence:?}: {found}"));
            }
        }
        for (sentence, noun, verb) in [
            ("The army conducted a raid.", "raid", Some("conducted")),
            ("The ministers held talks and exercises.", "exercises", Some("held")),
            ("They condemned the raid.", "raid", None),
        ] {
            let read = Read::new(sentence);
            let found =
                read.clause().carrying_verb(read.word(noun)).map(|w| read.words(&(w..w + 1)).to_owned());
            if found.as_deref() != verb {
                wrong.push(format!("{sentence:?}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
