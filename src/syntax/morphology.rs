//! Morphological features in the sense of Universal Dependencies: those that events need, by rules from tags, form and
//! tree. Computed when asked for; nothing is stored.
//!
//! The treebanks EWT and GUM differ on some; this follows GUM on imperatives (`Person=2`), and EWT on "you" (no number of
//! its own) and on the degree of adverbs (only of those that have the others).

use std::fmt;

use super::{Deprel, Syntax, Upos, Xpos};
use crate::tokens::Tokens;

tags! {
    /// Comparison of adjectives and adverbs.
    Degree, Pos = "Pos", Cmp = "Cmp", Sup = "Sup",
}
tags! {
    /// Mood of finite verbs.
    Mood, Ind = "Ind", Imp = "Imp", Sub = "Sub",
}
tags! {
    /// Number of nouns and pronouns, and of the subject of a finite verb.
    Number, Sing = "Sing", Plur = "Plur",
}
tags! {
    /// Person of pronouns, and of the subject of a finite verb.
    Person, First = "1", Second = "2", Third = "3",
}
tags! {
    /// "not", "nor", "no" against "yes".
    Polarity, Neg = "Neg", Pos = "Pos",
}
tags! {
    /// Tense of finite verbs and participles.
    Tense, Past = "Past", Pres = "Pres",
}
tags! {
    /// Form of verbs.
    VerbForm, Fin = "Fin", Inf = "Inf", Part = "Part", Ger = "Ger",
}
tags! {
    /// Voice, where it is not active.
    Voice, Pass = "Pass",
}

/// Features of one word; what does not apply is none. Shown as the FEATS column of CoNLL-U.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    pub degree: Option<Degree>,
    pub mood: Option<Mood>,
    pub number: Option<Number>,
    pub person: Option<Person>,
    pub polarity: Option<Polarity>,
    pub tense: Option<Tense>,
    pub verb_form: Option<VerbForm>,
    pub voice: Option<Voice>,
}

impl Features {
    /// Names and values as CoNLL-U writes them, sorted by name.
    pub fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        [
            ("Degree", self.degree.map(Degree::as_str)),
            ("Mood", self.mood.map(Mood::as_str)),
            ("Number", self.number.map(Number::as_str)),
            ("Person", self.person.map(Person::as_str)),
            ("Polarity", self.polarity.map(Polarity::as_str)),
            ("Tense", self.tense.map(Tense::as_str)),
            ("VerbForm", self.verb_form.map(VerbForm::as_str)),
            ("Voice", self.voice.map(Voice::as_str)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("_");
        }
        for (index, (name, value)) in self.pairs().enumerate() {
            if index > 0 {
                f.write_str("|")?;
            }
            write!(f, "{name}={value}")?;
        }
        Ok(())
    }
}

impl Syntax {
    /// The features of a word of `tokens`.
    pub fn features(&self, tokens: &Tokens, word: usize) -> Features {
        let reader = Reader { syntax: self, tokens };
        let mut features = Features::default();
        reader.read(word, &mut features);
        features
    }
}

/// How many dependents of another word are looked at, and how many coordinated verbs are followed to their first: degenerate
/// trees take linear time too.
const NEAR: usize = 40;
const STEPS: usize = 4;

struct Reader<'a> {
    syntax: &'a Syntax,
    tokens: &'a Tokens,
}

impl Reader<'_> {
    fn read(&self, word: usize, out: &mut Features) {
        let norm = self.tokens.norm(word);
        let upos = self.syntax.upos[word];
        match self.syntax.xpos[word] {
            Xpos::Nnp if upos == Upos::Verb => {
                // Names keep the form of their verbs: "United Nations", "Running Wild".
                if norm.ends_with("ed") {
                    (out.tense, out.verb_form) = (Some(Tense::Past), Some(VerbForm::Part));
                } else if norm.ends_with("ing") {
                    out.verb_form = Some(VerbForm::Ger);
                }
            }
            Xpos::Nnp if upos == Upos::Adj => out.degree = Some(Degree::Pos),
            Xpos::Nn if upos == Upos::X || norm == "none" => {}
            Xpos::Nn | Xpos::Nnp => out.number = Some(Number::Sing),
            Xpos::Nns | Xpos::Nnps => out.number = Some(Number::Plur),
            Xpos::Jj => out.degree = Some(Degree::Pos),
            Xpos::Jjr | Xpos::Rbr => out.degree = Some(Degree::Cmp),
            Xpos::Jjs | Xpos::Rbs => out.degree = Some(Degree::Sup),
            Xpos::Rb if upos == Upos::Part => out.polarity = Some(Polarity::Neg),
            Xpos::Rb => {
                let compared = matches!(
                    norm,
                    "well"
                        | "far"
                        | "soon"
                        | "long"
                        | "hard"
                        | "early"
                        | "late"
                        | "little"
                        | "badly"
                        | "high"
                        | "low"
                        | "close"
                        | "fast"
                );
                out.degree = compared.then_some(Degree::Pos);
            }
            Xpos::Cc if matches!(norm, "nor" | "neither") => out.polarity = Some(Polarity::Neg),
            Xpos::Uh => match norm {
                "no" | "nope" => out.polarity = Some(Polarity::Neg),
                "yes" | "yeah" => out.polarity = Some(Polarity::Pos),
                _ => {}
            },
            Xpos::Dt => {
                out.number = match norm {
                    "this" | "that" => Some(Number::Sing),
                    "these" | "those" => Some(Number::Plur),
                    _ => None,
                }
            }
            Xpos::Prp | Xpos::PrpS => (out.person, out.number) = pronoun(norm),
            Xpos::Md => out.verb_form = Some(VerbForm::Fin),
            Xpos::Vb => self.base(word, out),
            Xpos::Vbd => {
                self.finite(Tense::Past, out);
                let (person, number) = self.agreement(word);
                out.person = Some(person.unwrap_or(Person::Third));
                out.number = Some(match norm {
                    "were" if person != Some(Person::Second) => Number::Plur,
                    "was" => Number::Sing,
                    _ => number.unwrap_or(Number::Sing),
                });
            }
            Xpos::Vbp => {
                self.finite(Tense::Pres, out);
                let (person, number) = if norm == "am" {
                    (Some(Person::First), Some(Number::Sing))
                } else {
                    self.agreement(word)
                };
                out.person = Some(person.unwrap_or(Person::Third));
                // Only "I" and "you" are singular with this form: "the team are".
                let alone = matches!(person, Some(Person::First | Person::Second));
                out.number = Some(number.filter(|_| alone).unwrap_or(Number::Plur));
            }
            Xpos::Vbz => {
                self.finite(Tense::Pres, out);
                (out.person, out.number) = (Some(Person::Third), Some(Number::Sing));
            }
            Xpos::Vbg => {
                let gerund = self.is_gerund(word);
                out.tense = (!gerund).then_some(Tense::Pres);
                out.verb_form = Some(if gerund { VerbForm::Ger } else { VerbForm::Part });
            }
            Xpos::Vbn => {
                (out.tense, out.verb_form) = (Some(Tense::Past), Some(VerbForm::Part));
                out.voice = (upos != Upos::Aux && self.is_passive(word)).then_some(Voice::Pass);
            }
            _ => {}
        }
    }

    fn finite(&self, tense: Tense, out: &mut Features) {
        (out.mood, out.tense, out.verb_form) = (Some(Mood::Ind), Some(tense), Some(VerbForm::Fin));
    }

    /// Base forms: "to go", "Go home!", "demanded that he go".
    fn base(&self, word: usize, out: &mut Features) {
        let relation = self.relation(word);
        let helps = matches!(relation, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
        let verb = if helps { self.head(word) } else { self.first_of_conjuncts(word) };
        let (mut subject, mut marked, mut helped) = (false, false, false);
        for child in self.children(verb).filter(|&child| child != word) {
            match self.relation(child) {
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::Expl => subject = true,
                Deprel::Mark if self.syntax.xpos[child] == Xpos::To => marked = true,
                // "Don't go": "do" is a base form as well.
                Deprel::Aux => helped |= self.syntax.xpos[child] != Xpos::Vb || helps && child < word,
                _ => {}
            }
        }
        out.verb_form = Some(VerbForm::Inf);
        if marked || helped {
            return;
        }
        let clause = matches!(
            self.relation(verb),
            Deprel::Root | Deprel::Parataxis | Deprel::Ccomp | Deprel::Conj | Deprel::Dep | Deprel::Appos
        );
        if subject && self.relation(verb) == Deprel::Ccomp && !self.has(verb, Deprel::Aux) {
            // "demanded that he go"
            let (person, number) = self.agreement(word);
            out.mood = Some(Mood::Sub);
            out.tense = Some(Tense::Pres);
            out.verb_form = Some(VerbForm::Fin);
            out.person = Some(person.unwrap_or(Person::Third));
            out.number = Some(number.unwrap_or(Number::Sing));
        } else if clause && !subject {
            out.mood = Some(Mood::Imp);
            out.person = Some(Person::Second);
            out.verb_form = Some(VerbForm::Fin);
        }
    }

    /// "Running is fun" against "is running", "while running".
    fn is_gerund(&self, word: usize) -> bool {
        let verb = self.first_of_conjuncts(word);
        if self.syntax.upos[word] == Upos::Aux || self.has(word, Deprel::Aux) || self.has(verb, Deprel::Aux) {
            return false;
        }
        matches!(
            self.relation(verb),
            Deprel::Acl
                | Deprel::Xcomp
                | Deprel::Amod
                | Deprel::Csubj
                | Deprel::CsubjPass
                | Deprel::CsubjOuter
                | Deprel::Ccomp
                | Deprel::Obj
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Appos
                | Deprel::Compound
                | Deprel::Nmod
        )
    }

    /// "was killed", "the men killed", "killed in a raid, he …" against "has killed".
    fn is_passive(&self, word: usize) -> bool {
        let mut verb = word;
        for _ in 0..STEPS {
            let (mut active, mut passive) = (false, false);
            for child in self.children(verb) {
                match self.relation(child) {
                    Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass => passive = true,
                    Deprel::Aux => active = true,
                    _ => {}
                }
            }
            if passive || active {
                return passive;
            }
            let head = self.head(verb);
            if self.relation(verb) != Deprel::Conj || self.syntax.xpos[head] != Xpos::Vbn {
                return true;
            }
            verb = head;
        }
        true
    }

    /// Person and number of what a finite verb agrees with.
    fn agreement(&self, verb: usize) -> (Option<Person>, Option<Number>) {
        let Some(subject) = self.subject(verb) else { return (None, None) };
        let joined = self.children(subject).any(|child| {
            self.relation(child) == Deprel::Conj && self.has_word(child, Deprel::Cc, &["and", "&"])
        });
        let norm = self.tokens.norm(subject);
        if matches!(self.syntax.xpos[subject], Xpos::Prp | Xpos::PrpS) {
            let (person, number) = pronoun(norm);
            return (person, if joined { Some(Number::Plur) } else { number.or(Some(Number::Sing)) });
        }
        let plural = joined
            || match self.syntax.xpos[subject] {
                Xpos::Nns | Xpos::Nnps => true,
                Xpos::Cd => !matches!(norm, "one" | "1"),
                _ => matches!(
                    norm,
                    "these" | "those" | "both" | "many" | "few" | "several" | "all" | "some" | "most"
                ),
            };
        (Some(Person::Third), Some(if plural { Number::Plur } else { Number::Sing }))
    }

    /// The subject of a verb, also that of the first of coordinated verbs; for "who" and "which" the noun they stand for.
    fn subject(&self, word: usize) -> Option<usize> {
        let mut verb = match self.relation(word) {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop => self.head(word),
            _ => word,
        };
        for _ in 0..STEPS {
            let found = self.children(verb).find(|&child| {
                matches!(
                    self.relation(child),
                    Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::CsubjPass
                )
            });
            match found {
                Some(child)
                    if self.relation(verb) == Deprel::AclRelcl
                        && matches!(self.syntax.xpos[child], Xpos::Wdt | Xpos::Wp) =>
                {
                    return Some(self.head(verb));
                }
                Some(child) => return Some(child),
                None if self.relation(verb) == Deprel::Conj => verb = self.head(verb),
                None => return None,
            }
        }
        None
    }

    /// The verb that a coordinated verb of the same tag goes back to: "to come and go" is "to go" too.
    fn first_of_conjuncts(&self, word: usize) -> usize {
        let mut verb = word;
        for _ in 0..STEPS {
            let head = self.head(verb);
            let alike = self.syntax.xpos[head] == self.syntax.xpos[word];
            if self.relation(verb) != Deprel::Conj || !alike || self.has(verb, Deprel::Aux) {
                break;
            }
            verb = head;
        }
        verb
    }

    fn has(&self, word: usize, relation: Deprel) -> bool {
        self.children(word).any(|child| self.relation(child) == relation)
    }

    fn has_word(&self, word: usize, relation: Deprel, norms: &[&str]) -> bool {
        self.children(word)
            .any(|child| self.relation(child) == relation && norms.contains(&self.tokens.norm(child)))
    }

    fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.syntax.children(word).take(NEAR)
    }

    fn relation(&self, word: usize) -> Deprel {
        self.syntax.deprel[word]
    }

    /// The head; of a root itself.
    fn head(&self, word: usize) -> usize {
        self.syntax.head(word).unwrap_or(word)
    }
}

/// Person and number of a personal or possessive pronoun; "you" may be one or many.
fn pronoun(norm: &str) -> (Option<Person>, Option<Number>) {
    let (person, number) = match norm {
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, Some(Number::Sing)),
        "we" | "us" | "our" | "ours" | "ourselves" | "'s" => (Person::First, Some(Number::Plur)),
        "you" | "your" | "yours" | "ya" | "u" | "ur" => (Person::Second, None),
        "yourself" => (Person::Second, Some(Number::Sing)),
        "yourselves" | "y'all" => (Person::Second, Some(Number::Plur)),
        "they" | "them" | "their" | "theirs" | "themselves" | "'em" => (Person::Third, Some(Number::Plur)),
        _ => (Person::Third, Some(Number::Sing)),
    };
    (Some(person), number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::tokens::{Word, from_words};

    /// The features of the word in capitals; each word is "form/UPOS/XPOS/head/relation", heads count from 1, 0 is the root.
    fn features(sentence: &str) -> String {
        let mut text = String::new();
        let (mut words, mut syntax) = (Vec::new(), Syntax::default());
        let (mut heads, mut relations) = (Vec::new(), Vec::new());
        for (index, word) in sentence.split(' ').enumerate() {
            let [form, upos, xpos, head, relation] =
                word.split('/').collect::<Vec<_>>()[..].try_into().expect("five parts");
            let start = text.len() as u32;
            text.push_str(form);
            let span = Span::new(start, text.len() as u32);
            words.push(Word { span, token: index as u32, space_after: true });
            text.push(' ');
            syntax.upos.push(Upos::parse(upos).expect(upos));
            syntax.xpos.push(Xpos::parse(xpos).expect(xpos));
            let head: usize = head.parse().expect(head);
            heads.push(head.checked_sub(1).unwrap_or(index) as u32);
            relations.push(Deprel::parse(relation).expect(relation));
        }
        let asked = words.iter().position(|w| w.span.of(&text).chars().all(char::is_uppercase));
        let tokens = from_words(&text, &[words]);
        syntax.set_trees(heads, relations);
        syntax.features(&tokens, asked.expect("a word in capitals")).to_string()
    }

    #[test]
    fn nouns_adjectives_pronouns() {
        for (sentence, expected) in [
            ("TALKS/NOUN/NNS/0/root", "Number=Plur"),
            ("KIM/PROPN/NNP/0/root", "Number=Sing"),
            ("UNITED/VERB/NNP/2/amod Nations/PROPN/NNPS/0/root", "Tense=Past|VerbForm=Part"),
            ("SUPREME/ADJ/NNP/2/amod Court/PROPN/NNP/0/root", "Degree=Pos"),
            ("WORST/ADJ/JJS/2/amod raid/NOUN/NN/0/root", "Degree=Sup"),
            ("THEIR/PRON/PRP$/2/nmod:poss ship/NOUN/NN/0/root", "Number=Plur|Person=3"),
            ("YOU/PRON/PRP/0/root", "Person=2"),
            ("THESE/DET/DT/2/det ships/NOUN/NNS/0/root", "Number=Plur"),
            ("THE/DET/DT/2/det ships/NOUN/NNS/0/root", "_"),
            ("NONE/PRON/NN/0/root", "_"),
            ("NOT/PART/RB/2/advmod now/ADV/RB/0/root", "Polarity=Neg"),
            ("quietly/ADV/RB/2/advmod SOON/ADV/RB/0/root", "Degree=Pos"),
            ("QUIETLY/ADV/RB/0/root", "_"),
            (",/PUNCT/,/2/punct NOR/CCONJ/CC/0/root", "Polarity=Neg"),
        ] {
            assert_eq!(features(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn verbs_and_their_subjects() {
        let singular = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
        let plural = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
        for (sentence, expected) in [
            ("Troops/NOUN/NNS/2/nsubj FIRED/VERB/VBD/0/root", plural),
            ("It/PRON/PRP/2/nsubj FIRED/VERB/VBD/0/root", singular),
            ("FIRED/VERB/VBD/0/root", singular),
            // the subject of the first of two
            ("Men/NOUN/NNS/2/nsubj came/VERB/VBD/0/root and/CCONJ/CC/4/cc FIRED/VERB/VBD/2/conj", plural),
            // two that are one
            ("Kim/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Lee/PROPN/NNP/1/conj MET/VERB/VBD/0/root", plural),
            ("Kim/PROPN/NNP/4/nsubj or/CCONJ/CC/3/cc Lee/PROPN/NNP/1/conj LEFT/VERB/VBD/0/root", singular),
            // "who" is the men
            ("men/NOUN/NNS/0/root who/PRON/WP/3/nsubj FIRED/VERB/VBD/1/acl:relcl", plural),
            // the subject hangs on the main verb
            ("They/PRON/PRP/3/nsubj:pass WERE/AUX/VBD/3/aux:pass shot/VERB/VBN/0/root", plural),
            (
                "We/PRON/PRP/2/nsubj WARN/VERB/VBP/0/root",
                "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin",
            ),
            (
                "team/NOUN/NN/2/nsubj WARN/VERB/VBP/0/root",
                "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin",
            ),
            ("He/PRON/PRP/3/nsubj MAY/AUX/MD/3/aux go/VERB/VB/0/root", "VerbForm=Fin"),
        ] {
            assert_eq!(features(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn base_forms() {
        let imperative = "Mood=Imp|Person=2|VerbForm=Fin";
        let infinitive = "VerbForm=Inf";
        for (sentence, expected) in [
            ("GO/VERB/VB/0/root home/ADV/RB/1/advmod", imperative),
            ("do/AUX/VB/3/aux not/PART/RB/3/advmod GO/VERB/VB/0/root", imperative),
            ("DO/AUX/VB/3/aux not/PART/RB/3/advmod go/VERB/VB/0/root", imperative),
            ("BE/AUX/VB/2/cop quick/ADJ/JJ/0/root", imperative),
            ("wait/VERB/VB/0/root and/CCONJ/CC/3/cc SEE/VERB/VB/1/conj", imperative),
            ("to/PART/TO/2/mark wait/VERB/VB/0/root and/CCONJ/CC/4/cc SEE/VERB/VB/2/conj", infinitive),
            ("want/VERB/VBP/0/root to/PART/TO/3/mark GO/VERB/VB/1/xcomp", infinitive),
            ("helped/VERB/VBD/0/root GO/VERB/VB/1/xcomp", infinitive),
            ("he/PRON/PRP/3/nsubj will/AUX/MD/3/aux GO/VERB/VB/0/root", infinitive),
            ("to/PART/TO/3/mark BE/AUX/VB/3/cop quick/ADJ/JJ/0/root", infinitive),
            (
                "ask/VERB/VBP/0/root that/SCONJ/IN/4/mark he/PRON/PRP/4/nsubj GO/VERB/VB/1/ccomp",
                "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
            ),
        ] {
            assert_eq!(features(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn participles_and_gerunds() {
        let passive = "Tense=Past|VerbForm=Part|Voice=Pass";
        let active = "Tense=Past|VerbForm=Part";
        let present = "Tense=Pres|VerbForm=Part";
        for (sentence, expected) in [
            ("men/NOUN/NNS/3/nsubj:pass were/AUX/VBD/3/aux:pass SHOT/VERB/VBN/0/root", passive),
            ("men/NOUN/NNS/0/root SHOT/VERB/VBN/1/acl", passive),
            ("has/AUX/VBZ/2/aux SHOT/VERB/VBN/0/root", active),
            ("has/AUX/VBZ/3/aux been/AUX/VBN/3/aux:pass SHOT/VERB/VBN/0/root", passive),
            ("has/AUX/VBZ/3/aux BEEN/AUX/VBN/3/aux:pass shot/VERB/VBN/0/root", active),
            ("has/AUX/VBZ/2/aux come/VERB/VBN/0/root and/CCONJ/CC/4/cc GONE/VERB/VBN/2/conj", active),
            ("was/AUX/VBD/2/aux:pass shot/VERB/VBN/0/root and/CCONJ/CC/4/cc HURT/VERB/VBN/2/conj", passive),
            ("is/AUX/VBZ/2/aux RUNNING/VERB/VBG/0/root", present),
            ("fell/VERB/VBD/0/root RUNNING/VERB/VBG/1/advcl", present),
            ("RUNNING/VERB/VBG/2/csubj helps/VERB/VBZ/0/root", "VerbForm=Ger"),
            ("a/DET/DT/3/det RUNNING/VERB/VBG/3/amod man/NOUN/NN/0/root", "VerbForm=Ger"),
        ] {
            assert_eq!(features(sentence), expected, "{sentence}");
        }
    }

    #[test]
    #[cfg(debug_assertions)]
    fn a_flat_tree_takes_linear_time() {
        let count = 20_000;
        let word = |i: u32| Word { span: Span::new(i * 2, i * 2 + 1), token: i, space_after: true };
        let tokens = from_words(&"x ".repeat(count), &[(0..count as u32).map(word).collect()]);
        let mut syntax =
            Syntax { upos: vec![Upos::Aux; count], xpos: vec![Xpos::Vbd; count], ..Syntax::default() };
        syntax.set_trees(vec![0; count], vec![Deprel::Aux; count]);
        let before = crate::work::done();
        let kinds = (0..count).filter(|&word| syntax.features(&tokens, word).mood == Some(Mood::Ind)).count();
        assert_eq!(kinds, count);
        assert!(crate::work::done() - before < 200 * count as u64);
    }
}
