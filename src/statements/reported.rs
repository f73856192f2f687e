//! Reported speech and thought: "X said that …", "…, X said", "according to X", "X denied doing …", "X's claim that …".
//!
//! What is said is what hangs on the cue as its complement, or, of a cue in passing, the clause that the cue hangs on;
//! who says it is the cue's subject, its agent, or who another clause hands down.

use std::ops::Range;

use super::{
    BARE, By, DAYS, Draft, MEASURES, NOUNS, SAID_BY_IT, SHOWN, SHOWN_BY, SILENT, WRITINGS, reporting,
};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::report::{Stance, StatementKind};
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::tokens::Sentence;

/// A cue whose words stand wholly between quotation marks.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) cue: usize,
    pub(super) speaker: Range<usize>,
    pub(super) stance: Stance,
    /// The first and the last quoted word of them in its sentence.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Finds what one sentence reports: in its own words, and in quotations, which are told to `links`.
pub(super) fn find(
    document: &Document,
    sentence: &Sentence,
    quoted: &[bool],
    drafts: &mut Vec<Draft>,
    links: &mut Vec<Link>,
) {
    if sentence.words.len() > LONGEST {
        return;
    }
    let reader = Reader { document, words: sentence.words.clone(), quoted };
    for word in sentence.words.clone() {
        if quoted[word] {
            continue;
        }
        let found = match document.upos(word) {
            _ if document.norm(word) == "according" => reader.according_to(word),
            Upos::Verb => reader.verb(word, reader.lemma(word)),
            // Some are tagged as adjectives.
            _ if document.norm(word) == "said" => reader.verb(word, "say"),
            Upos::Noun => reader.noun(word).or_else(|| reader.frame(word)),
            Upos::Adj => reader.frame(word),
            Upos::Punct if document.norm(word) == ":" && reader.is_headline(sentence) => {
                reader.headline(word)
            }
            _ => None,
        };
        let Some(Found { content, speaker, stance, attitude }) = found else { continue };
        let mut words = content.iter().cloned().flatten().filter(|&w| document.upos(w) != Upos::Punct);
        let (inside, outside) = (words.clone().any(|w| quoted[w]), words.any(|w| !quoted[w]));
        if outside {
            let kind = if inside { StatementKind::Mixed } else { StatementKind::Indirect };
            let by = speaker.map_or(By::Nobody, By::Named);
            let paragraph = sentence.paragraph;
            drafts.push(Draft { cue: Some(word), content, kind, stance, attitude, by, paragraph });
        } else if let (Some(first), Some(last), Some(speaker)) = (content.first(), content.last(), speaker) {
            links.push(Link { cue: word, speaker, stance, first: first.start, last: last.end - 1 });
        }
    }
}

/// Words of a sentence that is read; longer ones are lists or no prose, and each cue looks through its sentence.
const LONGEST: usize = 400;

/// Words of a cue in passing with all that hangs on it: ", the minister said in Tokyo on Monday".
const SHORT: usize = 12;

/// How many clauses or nouns up a tree are climbed.
const CLIMB: usize = 8;

/// The pieces of what is said, by whom, and how surely.
pub(super) struct Found {
    pub(super) content: Vec<Range<usize>>,
    /// None: nobody is named, as in "is expected to".
    pub(super) speaker: Option<Range<usize>>,
    pub(super) stance: Stance,
    /// Wanted, thought of or spoken about, but not reported.
    pub(super) attitude: bool,
}

impl Found {
    fn told(content: Vec<Range<usize>>, speaker: Range<usize>, stance: Stance) -> Self {
        Self { content, speaker: Some(speaker), stance, attitude: false }
    }
}

/// What is said: all that hangs on some words, without what hangs on others.
#[derive(Default)]
pub(super) struct Content {
    pub(super) heads: Vec<usize>,
    pub(super) without: Vec<usize>,
}

/// A sentence with what is known of it.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    words: Range<usize>,
    quoted: &'a [bool],
}

impl Reader<'_> {
    pub(super) fn is(&self, word: usize, norms: &[&str]) -> bool {
        self.words.contains(&word) && norms.contains(&self.document.norm(word))
    }

    pub(super) fn lemma(&self, word: usize) -> &str {
        self.document.lemma(word)
    }

    pub(super) fn relation(&self, word: usize) -> Deprel {
        self.document.syntax.deprel[word]
    }

    pub(super) fn head(&self, word: usize) -> Option<usize> {
        self.document.syntax.head(word)
    }

    pub(super) fn dependents(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.document.syntax.dependents(word)
    }

    pub(super) fn linked_by(&self, word: usize, norms: &[&str]) -> bool {
        self.dependents(word)
            .any(|w| matches!(self.relation(w), Deprel::Mark | Deprel::Case) && self.is(w, norms))
    }

    pub(super) fn is_mark(&self, word: usize) -> bool {
        self.document.upos(word) == Upos::Punct
    }

    /// Whether only marks and what hangs on `word` come after it.
    fn is_last(&self, word: usize) -> bool {
        let end = self.document.syntax.subtree(word).end.max(word + 1);
        (end..self.words.end).all(|w| self.is_mark(w))
    }

    /// Whether a mark stands before what hangs on `word`.
    fn is_set_off(&self, word: usize) -> bool {
        let range = self.document.syntax.subtree(word);
        range.start > self.words.start && (self.is_mark(range.start - 1) || self.is_mark(range.start))
    }

    /// A headline, or a first line that is but one sentence long and nothing else tells from the body.
    fn is_headline(&self, sentence: &Sentence) -> bool {
        let sentences = &self.document.tokens.sentences;
        let first = sentences.first().is_some_and(|first| first.words == sentence.words);
        let alone = sentences.get(1).is_none_or(|next| next.paragraph != sentence.paragraph);
        sentence.zone == ZoneKind::Headline || first && alone
    }

    fn headline(&self, colon: usize) -> Option<Found> {
        let last = (colon + 1..self.words.end).rev().find(|&w| !self.is_mark(w))?;
        let (left, right) = (self.words.start..colon, colon + 1..last + 1);
        let whole = |side: &Range<usize>| {
            let phrase = self.document.phrases.at(side.start)?;
            (self.document.phrases.nouns[phrase].words == *side && side.len() <= 5).then_some(phrase)
        };
        let verb = |side: &Range<usize>| {
            side.clone().any(|w| matches!(self.document.upos(w), Upos::Verb | Upos::Aux | Upos::Part))
        };
        // "Ministers to meet in Cairo: official"; "Minister: talks will go on"
        let (content, phrase) = match (whole(&left), whole(&right)) {
            (_, Some(phrase)) if left.len() > 3 && verb(&left) => (left, phrase),
            (Some(phrase), None) if right.len() > 3 && verb(&right) => (right, phrase),
            _ => return None,
        };
        let speaker = self.speaker_words(self.document.phrases.nouns[phrase].head);
        Some(Found::told(vec![content], speaker, Stance::Says))
    }

    fn according_to(&self, word: usize) -> Option<Found> {
        if !self.is(word + 1, &["to"]) {
            return None;
        }
        // "according to" is the case of its noun; wrong trees hang the noun on it.
        let noun = match self.relation(word) {
            Deprel::Case | Deprel::Mark => self.head(word)?,
            _ => self.document.syntax.dependent(word, &[Deprel::Obl, Deprel::Nmod, Deprel::Obj])?,
        };
        let top = if self.relation(word) == Deprel::Case { noun } else { word };
        // What things go by says nothing.
        if noun < word || has(MEASURES, self.lemma(noun)) {
            return None;
        }
        let clause = self.clause_of(self.head(top)?, self.is_last(top) && self.is_set_off(top));
        let content = self.pieces(&Content { heads: vec![clause], without: vec![top] });
        let speaker = self.named(self.behind_document(noun));
        (!content.is_empty()).then(|| Found::told(content, speaker, Stance::Says))
    }

    /// "a statement by the ambassador": the ambassador.
    fn behind_document(&self, noun: usize) -> usize {
        let by = self.dependents(noun).find(|&w| {
            self.relation(w) == Deprel::Nmod && self.linked_by(w, &["by", "from", "of"])
                || self.relation(w) == Deprel::NmodPoss
        });
        match has(WRITINGS, self.lemma(noun)) {
            true => by.filter(|&w| self.document.upos(w) != Upos::Pron).unwrap_or(noun),
            false => noun,
        }
    }

    /// The clause that a cue in passing bears on: where it hangs on a noun, the verb above; at the end of a sentence the
    /// main clause, but of what another cue says no more than that.
    fn clause_of(&self, word: usize, last: bool) -> usize {
        let mut word = word;
        for _ in 0..CLIMB {
            let Some(head) = self.head(word) else { break };
            let climbs = match self.relation(word) {
                Deprel::Parataxis => false,
                Deprel::Conj => {
                    // "He left; the talks failed, she said"
                    let first = self.document.syntax.subtree(word).start;
                    !self.is(first, &[";"])
                        && !self.is(first.saturating_sub(1), &[";"])
                        && (last || !self.is_clause(word))
                }
                Deprel::Ccomp => last && reporting(self.lemma(head)).is_none(),
                Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Acl | Deprel::AclRelcl => last,
                _ => true,
            };
            if !climbs {
                break;
            }
            word = head;
        }
        word
    }

    fn is_clause(&self, word: usize) -> bool {
        let subject = |w: usize| {
            matches!(
                self.relation(w),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Csubj | Deprel::Expl | Deprel::Cop | Deprel::Aux
            )
        };
        self.document.upos(word) == Upos::Verb || self.dependents(word).any(subject)
    }

    fn verb(&self, verb: usize, lemma: &str) -> Option<Found> {
        self.report(verb, lemma).or_else(|| self.frame(verb))
    }

    fn report(&self, verb: usize, lemma: &str) -> Option<Found> {
        let (stance, quoting) = reporting(lemma)?;
        if matches!(self.relation(verb), Deprel::Amod | Deprel::Compound) {
            return None;
        }
        let speaker = self.inverted(verb).or_else(|| self.speaker(verb, lemma));
        let content = match quoting {
            true => None,
            false => self.content(verb, lemma, stance),
        };
        let mut pieces = content.map(|content| self.pieces(&content)).unwrap_or_default();
        if pieces.is_empty() {
            // "called the plan “a threat to us”"
            if let Some(found) = self.frame(verb) {
                return Some(found);
            }
            // "…," he smiled: what is quoted hangs on the verb, or the verb on it.
            let own = self.head(verb).into_iter().chain(self.dependents(verb));
            pieces.extend(own.filter(|&w| self.quoted[w] && !self.is_mark(w)).take(1).map(|w| w..w + 1));
        }
        let speaker = speaker.filter(|&s| self.can_say(s, lemma))?;
        (!pieces.is_empty()).then(|| Found::told(pieces, self.named(speaker), stance))
    }

    /// "…, added the minister", "…, said its lawyer", where the tree takes who speaks for the object.
    fn inverted(&self, verb: usize) -> Option<usize> {
        let lemma = self.lemma(verb);
        let finite = self.document.xpos(verb) == Xpos::Vbd && has(BARE, lemma);
        if !finite
            || lemma == "tell"
            || self.own_subject(verb).is_some()
            || self.document.syntax.is_passive(verb)
        {
            return None;
        }
        let aside = match self.relation(verb) {
            Deprel::Parataxis => true,
            Deprel::Conj => {
                self.is_set_off(verb) && self.document.syntax.dependent(verb, &[Deprel::Cc]).is_none()
            }
            _ => false,
        };
        let left =
            |w: usize| w < verb && (self.relation(w) == Deprel::Ccomp || self.quoted[w] && !self.is_mark(w));
        let before = aside || self.dependents(verb).any(left);
        let follows = |&w: &usize| {
            w > verb
                && matches!(self.relation(w), Deprel::Obj | Deprel::OblUnmarked)
                && !is_time(self.document.norm(w))
                && !self.quoted[w]
        };
        before.then(|| self.dependents(verb).find(follows)).flatten()
    }

    /// The head of who says it: the subject, an agent, whom somebody quotes, or the noun that the verb stands with.
    pub(super) fn speaker(&self, cue: usize, lemma: &str) -> Option<usize> {
        let syntax = &self.document.syntax;
        if let Some(quoted) = self.quoted_as(cue) {
            return Some(quoted);
        }
        if syntax.is_passive(cue)
            && self.own_subject(cue).is_none_or(|s| self.relation(s) == Deprel::NsubjPass)
        {
            return syntax.agent(cue).filter(|&agent| self.linked_by(agent, &["by"]));
        }
        let mut verb = cue;
        for _ in 0..CLIMB {
            let gerund = self.document.xpos(verb) == Xpos::Vbg;
            if let Some(own) = self.own_subject(verb) {
                // "was asked, adding that"
                let antecedent = matches!(self.document.xpos(own), Xpos::Wp | Xpos::Wdt)
                    .then(|| self.ancestor_of_relative(verb))
                    .flatten();
                return antecedent.or(Some(own));
            }
            let head = self.head(verb)?;
            verb = match self.relation(verb) {
                // "said that the talks had failed and accused the rebels" may hang on either verb
                Deprel::Conj if verb == cue && self.is_told_again(cue) => {
                    self.teller_above(head).unwrap_or(head)
                }
                // "The spokesman: said that", a subject that the tree does not see as one
                Deprel::Conj | Deprel::Parataxis if self.is_noun(head) && !self.is_clause(head) => {
                    return Some(head);
                }
                Deprel::Conj | Deprel::Parataxis => head,
                Deprel::Xcomp => match syntax.dependent(head, &[Deprel::Obj]) {
                    // "urged him to admit that"
                    Some(object) if object < verb && has(BARE, lemma) => return Some(object),
                    _ => head,
                },
                // "said that the talks had failed, adding that …" may hang on either verb
                Deprel::Advcl if gerund && verb == cue => self.teller_above(head).unwrap_or(head),
                Deprel::Advcl => head,
                // "said there was progress, adding that …" may hang on any noun
                Deprel::Acl if verb == cue && self.adds(cue) && self.is_set_off(cue) => {
                    match self.teller_above(head) {
                        Some(teller) => teller,
                        None => return Some(head),
                    }
                }
                // "a statement saying that"
                Deprel::Acl if gerund && self.is_noun(head) => {
                    // "condemned the missile launch, urging restraint": no launch urges
                    if !has(SILENT, self.lemma(head)) {
                        return Some(head);
                    }
                    syntax.ancestors(head).take(CLIMB).find(|&w| self.document.upos(w) == Upos::Verb)?
                }
                Deprel::AclRelcl if self.is_noun(head) => return Some(head),
                Deprel::Ccomp if gerund => head,
                _ => return None,
            };
        }
        None
    }

    fn is_noun(&self, word: usize) -> bool {
        matches!(self.document.upos(word), Upos::Noun | Upos::Propn | Upos::Pron)
    }

    /// The subject of a verb in its own clause: no quoted word, no day ("the lawmaker yesterday said").
    pub(super) fn own_subject(&self, verb: usize) -> Option<usize> {
        self.dependents(verb).find(|&w| {
            matches!(self.relation(w), Deprel::Nsubj | Deprel::NsubjPass)
                && !self.quoted[w]
                && !is_time(self.document.norm(w))
        })
    }

    /// "and accused": a verb of saying in the past without a subject or "that", where a clause is joined to it.
    fn is_told_again(&self, verb: usize) -> bool {
        matches!(self.document.xpos(verb), Xpos::Vbd | Xpos::Vbz)
            && !self.linked_by(verb, &["that"])
            && self.own_subject(verb).is_none()
    }

    /// "adding that": a participle of a verb of saying without a subject, with something said.
    fn adds(&self, verb: usize) -> bool {
        let complement = [Deprel::Ccomp, Deprel::Xcomp, Deprel::Advcl];
        self.document.xpos(verb) == Xpos::Vbg
            && self.own_subject(verb).is_none()
            && self.document.syntax.dependent(verb, &complement).is_some()
            && reporting(self.lemma(verb)).is_some_and(|(_, quoting)| !quoting)
    }

    fn ancestor_of_relative(&self, verb: usize) -> Option<usize> {
        let first = self.document.syntax.first_conjunct(verb);
        match self.relation(first) {
            Deprel::AclRelcl | Deprel::Acl => self.head(first),
            _ => None,
        }
    }

    /// The verb of saying whose words `word` is among.
    fn teller_above(&self, word: usize) -> Option<usize> {
        let mut word = word;
        for _ in 0..CLIMB {
            let head = self.head(word)?;
            let tells = |w: usize| reporting(self.lemma(w)).is_some_and(|(_, quoting)| !quoting);
            match self.relation(word) {
                Deprel::Ccomp if tells(head) => return Some(head),
                // "told reporters that", where the tree hangs the clause on them
                Deprel::Acl | Deprel::AclRelcl if self.linked_by(word, &["that"]) => {
                    let object = matches!(self.relation(head), Deprel::Obj | Deprel::Iobj | Deprel::Obl);
                    return self.head(head).filter(|&above| object && tells(above));
                }
                Deprel::Parataxis => return None,
                _ => word = head,
            }
        }
        None
    }

    /// "was quoted as saying", "quoted him as saying": who was.
    fn quoted_as(&self, verb: usize) -> Option<usize> {
        let quote = self.head(verb).filter(|&w| matches!(self.lemma(w), "quote" | "cite"))?;
        if !self.linked_by(verb, &["as"]) {
            return None;
        }
        match self.document.syntax.is_passive(quote) {
            true => self.own_subject(quote).or_else(|| {
                // "the minister, quoted as saying"
                (self.relation(quote) == Deprel::Acl).then(|| self.head(quote)).flatten()
            }),
            false => self.document.syntax.object(quote),
        }
    }

    /// Somebody, or something written that says: no bridge shows, no result believes.
    pub(super) fn can_say(&self, head: usize, lemma: &str) -> bool {
        let document = self.document;
        match document.upos(head) {
            Upos::Pron => match document.norm(head) {
                "it" => has(SAID_BY_IT, lemma),
                norm => {
                    matches!(
                        norm,
                        "he" | "she"
                            | "they"
                            | "who"
                            | "some"
                            | "many"
                            | "others"
                            | "him"
                            | "his"
                            | "her"
                            | "their"
                            | "its"
                            | "both"
                            | "none"
                            | "half"
                            | "everyone"
                            | "someone"
                            | "nobody"
                            | "anyone"
                            | "most"
                            | "few"
                    )
                }
            },
            Upos::Propn => true,
            // "one in five say"; but "2010 showed"
            Upos::Num => document.norm(head).len() != 4,
            _ if has(SILENT, self.lemma(head)) => false,
            _ if has(SHOWN, lemma) => has(SHOWN_BY, self.lemma(head)),
            _ => !is_time(document.norm(head)),
        }
    }

    /// What a verb of saying says.
    fn content(&self, verb: usize, lemma: &str, stance: Stance) -> Option<Content> {
        let document = self.document;
        let syntax = &document.syntax;
        let of_heads = |heads: Vec<usize>| Content { without: self.cuts(&heads, verb), heads };
        // "as announced by the president", "as police said": the clause that it bears on
        let clausal = matches!(
            self.relation(verb),
            Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Parataxis | Deprel::Acl
        );
        let complement = syntax.dependent(verb, &[Deprel::Ccomp, Deprel::Xcomp]);
        if clausal && complement.is_none() && self.linked_by(verb, &["as"]) {
            // "…, the minister was quoted as saying"
            let cue = match self.quoted_as(verb) {
                Some(_) => self.head(verb).filter(|&w| self.relation(w) == Deprel::Parataxis)?,
                None => verb,
            };
            return self.around(cue);
        }
        if matches!(lemma, "accuse" | "suspect") {
            // "accused the rebels of attacking": of the verb or, in wrong trees, of its object
            let object = syntax.dependent(verb, &[Deprel::Obj]);
            let hosts = [Some(verb), object];
            let mut of = hosts.into_iter().flatten().flat_map(|host| self.dependents(host));
            let of = of.find(|&w| w > verb && self.linked_by(w, &["of"]));
            if let Some(of) = of {
                let heads = object.filter(|&object| verb < object && object < of);
                return Some(of_heads(heads.into_iter().chain([of]).collect()));
            }
        }
        let clause = |w: &usize| {
            // "he said, adding that" is no complement
            self.relation(*w) == Deprel::Ccomp && !self.adds(*w) && !self.passes(*w, self.lemma(*w))
                || self.relation(*w) == Deprel::Advcl
                    && (self.linked_by(*w, &["that", "whether"])
                        || stance == Stance::Asks && self.linked_by(*w, &["if"]))
                // "said the number had grown", a subject to the right of a verb that has one to its left
                || matches!(self.relation(*w), Deprel::Nsubj | Deprel::NsubjPass)
                    && *w > verb
                    && !is_time(document.norm(*w))
                    && self.own_subject(verb).is_some_and(|own| own < verb)
        };
        let mut clauses: Vec<usize> = self.dependents(verb).filter(clause).collect();
        clauses.extend(self.misplaced(verb, lemma, clauses.is_empty()));
        if !clauses.is_empty() {
            let mut content = of_heads(clauses);
            let first = content.heads[0];
            let that = self.dependents(first).find(|&w| self.is(w, &["that"]));
            let adverbial = |&w: &usize| {
                // "added that, if he resigned, she would": may hang on the cue
                let opens = w < first && that.is_none_or(|that| that < w);
                // "said in order to save fuel, ships would …", "said they came after he left": may hang on the cue
                w > verb
                    && first > verb
                    && self.relation(w) == Deprel::Advcl
                    && (opens || self.own_subject(w).is_some())
                    && reporting(self.lemma(w)).is_none()
            };
            content.heads.extend(self.dependents(verb).filter(adverbial));
            return Some(content);
        }
        if lemma == "deny" {
            // "denied an allegation that", "denied selling weapons", "denied the attack"
            let complement = syntax.dependent(verb, &[Deprel::Xcomp, Deprel::Obj, Deprel::Advcl])?;
            let claim = self.relation(complement) == Deprel::Obj && reported_noun(document, complement);
            let about = |&w: &usize| {
                matches!(self.relation(w), Deprel::Acl | Deprel::AclRelcl | Deprel::Nmod) && w > complement
            };
            let heads: Vec<usize> = match claim {
                true => self.dependents(complement).filter(about).collect(),
                false => vec![complement],
            };
            return (!heads.is_empty()).then(|| of_heads(heads));
        }
        // "asked why the mayor left"
        let question = |&w: &usize| {
            self.relation(w) == Deprel::Obj && matches!(document.xpos(w), Xpos::Wp | Xpos::Wrb | Xpos::Wdt)
        };
        if lemma != "call"
            && let Some(question) = self.dependents(verb).find(question)
        {
            return Some(of_heads(vec![question]));
        }
        // "urged Moscow to withdraw", "vowed to fight on", "claimed to have seen"
        let infinitive = |w: usize| {
            matches!(self.relation(w), Deprel::Xcomp | Deprel::Advcl | Deprel::Acl) && syntax.is_infinitive(w)
        };
        let wants = stance == Stance::Asks && matches!(lemma, "urge" | "ask" | "call" | "request" | "demand");
        if wants || matches!(lemma, "vow" | "pledge" | "promise" | "threaten" | "claim") {
            let object = syntax.dependent(verb, &[Deprel::Obj, Deprel::Obl]).filter(|_| wants);
            let own = self.dependents(verb).find(|&w| infinitive(w));
            // "urged *Moscow to withdraw*", but "asked Moscow *to withdraw*"
            let whom = syntax.dependent(verb, &[Deprel::Obj, Deprel::Iobj]).filter(|_| lemma == "urge");
            if let (Some(whom), Some(own)) = (whom, own)
                && verb < whom
                && whom < own
            {
                return Some(of_heads(vec![whom, own]));
            }
            let asked = || object.and_then(|o| self.dependents(o).find(|&w| infinitive(w)));
            let goal = || match lemma {
                "call" => self.dependents(verb).find(|&w| {
                    matches!(self.relation(w), Deprel::Obl | Deprel::Advcl) && self.linked_by(w, &["for"])
                }),
                "demand" | "request" => syntax.dependent(verb, &[Deprel::Obj]),
                _ => None,
            };
            if let Some(head) = own.or_else(asked).or_else(goal) {
                return Some(of_heads(vec![head]));
            }
        }
        // "warned residents of attacks"
        if lemma == "warn"
            && let Some(of) = self.dependents(verb).find(|&w| {
                matches!(self.relation(w), Deprel::Obl | Deprel::Advcl) && self.linked_by(w, &["of", "about"])
            })
        {
            return Some(of_heads(vec![of]));
        }
        if has(BARE, lemma) {
            // "said: the talks had failed"; also what the tree does not see as the complement that it is
            let told = |&w: &usize| {
                self.relation(w) == Deprel::Parataxis
                    && self.is_clause(w)
                    && self.own_subject(w).is_some()
                    && reporting(self.lemma(w)).is_none()
            };
            if let Some(told) = self.dependents(verb).find(told) {
                return Some(of_heads(vec![told]));
            }
        }
        if self.passes(verb, lemma) {
            return self.around(verb);
        }
        let object = syntax.dependent(verb, &[Deprel::Obj, Deprel::Iobj]);
        // "announced the raid", "reports a total of 67 days"
        if matches!(lemma, "announce" | "report" | "confirm") {
            return object.map(|object| of_heads(vec![object]));
        }
        None
    }

    /// Whether a cue stands in passing: "…, Nakatani said", "…, said a spokesman", "…, the minister told reporters, …".
    fn passes(&self, verb: usize, lemma: &str) -> bool {
        let syntax = &self.document.syntax;
        let aside = match self.relation(verb) {
            Deprel::Parataxis | Deprel::AdvclRelcl => true,
            Deprel::Advcl => syntax.dependent(verb, &[Deprel::Mark]).is_none() && self.is_set_off(verb),
            Deprel::Conj => syntax.dependent(verb, &[Deprel::Cc]).is_none() && self.is_set_off(verb),
            // "He planned to leave, he indicated, officials said", one more clause of the verb before
            Deprel::Ccomp => {
                reporting(lemma).is_some_and(|(_, quoting)| !quoting)
                    && syntax.dependent(verb, &[Deprel::Mark, Deprel::Ccomp, Deprel::Xcomp]).is_none()
                    && self.is_set_off(verb)
                    && self.is_last(verb)
                    && self.head(verb).is_some_and(|head| head < verb)
                    && syntax.subtree(verb).len() < SHORT
            }
            _ => false,
        };
        let object = self.dependents(verb).find(|&w| {
            matches!(self.relation(w), Deprel::Obj | Deprel::Iobj) && !is_time(self.document.norm(w))
        });
        let told_to = object.is_none() || matches!(lemma, "tell" | "inform" | "assure" | "remind");
        let subject = || self.own_subject(verb).filter(|_| told_to).or_else(|| self.inverted(verb));
        aside && subject().is_some() && !syntax.is_passive(verb)
    }

    /// The clause that a cue in passing hangs on, without the cue: "The talks, he said, had failed".
    fn around(&self, cue: usize) -> Option<Content> {
        let clause = self.clause_of(self.head(cue)?, self.is_last(cue));
        let heads = vec![clause];
        Some(Content { without: self.cuts(&heads, cue), heads })
    }

    /// A clause with "that" that the tree hangs on a noun before it: "told *reporters* after the talks that he would
    /// come", "told *investigators* he left".
    fn misplaced(&self, verb: usize, lemma: &str, alone: bool) -> Vec<usize> {
        let mut found = Vec::new();
        if !has(BARE, lemma) {
            return found;
        }
        // "saying he would come", a clause beside the cue
        let beside = |&w: &usize| {
            let edge = self.document.syntax.subtree(w).start;
            w > verb
                && edge == self.document.syntax.subtree(verb).end
                && matches!(self.relation(w), Deprel::Advcl | Deprel::Parataxis | Deprel::Ccomp)
                && self.own_subject(w).is_some()
                && self.document.syntax.dependent(w, &[Deprel::Mark]).is_none()
        };
        if alone && let Some(head) = self.head(verb) {
            found.extend(self.dependents(head).find(beside));
        }
        let nominal =
            [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::OblUnmarked, Deprel::Nmod, Deprel::Appos];
        let mut hosts: Vec<usize> =
            self.dependents(verb).filter(|&w| w > verb && nominal.contains(&self.relation(w))).collect();
        for _ in 0..CLIMB {
            let Some(host) = hosts.pop() else { break };
            let addressee = lemma == "tell" && matches!(self.relation(host), Deprel::Obj | Deprel::Iobj);
            for child in self.dependents(host).filter(|&w| w > host) {
                match self.relation(child) {
                    Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp => {
                        let that = self
                            .dependents(child)
                            .any(|w| self.relation(w) == Deprel::Mark && self.is(w, &["that"]));
                        let told = addressee
                            && self
                                .own_subject(child)
                                .is_some_and(|own| !matches!(self.document.xpos(own), Xpos::Wp | Xpos::Wdt));
                        if told || alone && that && !reported_noun(self.document, host) {
                            found.push(child);
                        }
                    }
                    relation if nominal.contains(&relation) => hosts.push(child),
                    _ => {}
                }
            }
        }
        found
    }

    /// "the ministry's claim that the army attacked", "allegations of fraud by the opposition"
    fn noun(&self, noun: usize) -> Option<Found> {
        let at = NOUNS.binary_search_by(|(word, _)| (*word).cmp(self.lemma(noun))).ok()?;
        let stance = NOUNS[at].1;
        // "accusations he harassed women"; but "the accusations he denied"
        let bare = |w: usize| {
            let whole = [Deprel::Obj, Deprel::NsubjPass, Deprel::Cop, Deprel::Ccomp, Deprel::Xcomp];
            let relative = |s: usize| matches!(self.document.xpos(s), Xpos::Wp | Xpos::Wdt);
            stance == Stance::Claims
                && self.own_subject(w).is_some_and(|s| !relative(s))
                && self.document.syntax.dependent(w, &whole).is_some()
                && self.document.syntax.dependent(w, &[Deprel::Mark]).is_none()
        };
        let that = |w: usize| {
            self.document.syntax.subtree(w).take(3).any(|w| self.is(w, &["that"]))
                && self.linked_by(w, &["that"])
        };
        let clause = |w: &usize| {
            *w > noun
                && matches!(self.relation(*w), Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp)
                && (that(*w) || bare(*w))
        };
        let heads: Vec<usize> = self.dependents(noun).filter(clause).take(1).collect();
        let owner = self.dependents(noun).find(|&w| match self.relation(w) {
            Deprel::NmodPoss => true,
            Deprel::Nmod => self.linked_by(w, &["by", "from", "of"]) && w < *heads.first().unwrap_or(&w),
            _ => false,
        });
        // "made a claim that", "repeated its claim that"
        let carried = || {
            let verb = self.head(noun).filter(|_| self.relation(noun) == Deprel::Obj)?;
            let carries = matches!(
                self.lemma(verb),
                "make"
                    | "issue"
                    | "repeat"
                    | "release"
                    | "express"
                    | "voice"
                    | "have"
                    | "reiterate"
                    | "raise"
            );
            carries.then(|| self.document.syntax.subject(verb)).flatten()
        };
        // "its claim": the subject's
        let (own, other) = match owner.is_some_and(|w| self.document.xpos(w) == Xpos::PrpS) {
            true => (carried(), owner),
            false => (owner, carried()),
        };
        let speaker = own.or(other).filter(|&s| self.can_say(s, "say"));
        // Allegations say something also where nobody is named.
        if speaker.is_none() && stance != Stance::Claims {
            return None;
        }
        let content = self.pieces(&Content { without: self.cuts(&heads, noun), heads });
        let speaker = speaker.map(|speaker| self.named(speaker));
        (!content.is_empty()).then_some(Found { content, speaker, stance, attitude: false })
    }

    /// What hangs on what is said but is the article's again: ", adding that", ", according to", "and accused".
    pub(super) fn cuts(&self, heads: &[usize], cue: usize) -> Vec<usize> {
        let mut cuts = vec![cue];
        for &head in heads {
            let joined = self.dependents(head).filter(|&w| self.relation(w) == Deprel::Conj);
            for top in [head].into_iter().chain(joined) {
                cuts.extend(self.dependents(top).filter(|&w| w > top.max(cue) && self.is_told_apart(w)));
            }
        }
        // "said there was progress, adding that …" may hang on any word of it.
        let added = |&w: &usize| {
            !self.quoted[w]
                && self.adds(w)
                && self.is_set_off(w)
                && self.head(w).and_then(|head| self.teller_above(head)) == Some(cue)
        };
        // "…, police said" and "…, according to police" may hang deep in it.
        let aside = |&w: &usize| {
            let syntax = &self.document.syntax;
            !self.quoted[w]
                && self.document.upos(w) == Upos::Verb
                && reporting(self.lemma(w)).is_some_and(|(_, quoting)| !quoting)
                && syntax.dependent(w, &[Deprel::Ccomp, Deprel::Xcomp]).is_none()
                && self.passes(w, self.lemma(w))
        };
        cuts.extend((cue + 1..self.words.end).filter(|w| added(w) || aside(w)));
        let according = (cue + 1..self.words.end).filter(|&w| !self.quoted[w] && self.is(w, &["according"]));
        cuts.extend(according.filter_map(|w| self.head(w).filter(|&noun| noun > w && self.is_set_off(noun))));
        cuts
    }

    /// Whether what hangs on a clause that is said is a cue of its own.
    fn is_told_apart(&self, word: usize) -> bool {
        let document = self.document;
        if self.quoted[word] {
            return false;
        }
        if self.relation(word) == Deprel::Obl {
            return self.linked_by(word, &["according"]);
        }
        let tells = reporting(self.lemma(word)).is_some_and(|(_, quoting)| !quoting);
        if document.upos(word) != Upos::Verb || !tells {
            return false;
        }
        match self.relation(word) {
            // ", adding that", ", while police said"
            Deprel::Advcl => self.is_set_off(word) && (self.adds(word) || self.linked_by(word, &["while"])),
            // "and accused", "but the opposition said"
            Deprel::Conj | Deprel::Parataxis => {
                let clause = document.syntax.dependent(word, &[Deprel::Ccomp]);
                self.is_told_again(word)
                    || matches!(document.xpos(word), Xpos::Vbd | Xpos::Vbz)
                        && clause.is_some()
                        && !self.linked_by(word, &["that"])
            }
            _ => false,
        }
    }

    /// The words of what is said, in pieces where the cue or the like stands between them; no marks at the ends, no
    /// conjunction at the start.
    pub(super) fn pieces(&self, content: &Content) -> Vec<Range<usize>> {
        let mut inside = vec![false; self.words.len()];
        let mut open = content.heads.clone();
        while let Some(word) = open.pop() {
            if !self.words.contains(&word) || inside[word - self.words.start] {
                continue;
            }
            inside[word - self.words.start] = true;
            open.extend(self.document.syntax.children(word).filter(|w| !content.without.contains(w)));
        }
        let opens = |word: usize| {
            // "that he left", whatever the tree takes it for; but "that was wrong", "that plan"
            if self.is(word, &["that"]) && self.words.contains(&(word + 1)) {
                let pronoun = matches!(self.document.upos(word + 1), Upos::Verb | Upos::Aux);
                return self.relation(word) == Deprel::Mark || self.relation(word) != Deprel::Det && !pronoun;
            }
            let link = matches!(self.relation(word), Deprel::Mark | Deprel::Cc | Deprel::Case)
                && self.head(word).is_some_and(|head| content.heads.contains(&head));
            link && self.is(
                word,
                &[
                    "that", "whether", "if", "to", "of", "for", "and", "but", "as", "from", "about", "on",
                    "against", "at", "with", "in", "over", "behind", "like",
                ],
            )
        };
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut breaks = true;
        for word in self.words.clone() {
            if self.is_mark(word) {
                continue;
            }
            match inside[word - self.words.start] {
                true if breaks => {
                    // "said that"
                    if !opens(word) {
                        pieces.push(word..word + 1);
                        breaks = false;
                    }
                }
                true => {
                    if let Some(last) = pieces.last_mut() {
                        last.end = word + 1;
                    }
                }
                false => breaks = true,
            }
        }
        // What a wrong tree leaves of a clause says nothing: "and", "the".
        let tells = |w: usize| {
            !matches!(
                self.document.upos(w),
                Upos::Cconj | Upos::Sconj | Upos::Det | Upos::Adp | Upos::Part | Upos::Punct | Upos::Sym
            )
        };
        pieces.retain(|piece| piece.clone().any(tells));
        pieces
    }

    /// The words of who speaks, by the head of who it is; a name before what it is called.
    pub(super) fn named(&self, head: usize) -> Range<usize> {
        let document = self.document;
        let name = document
            .syntax
            .apposed_name(head)
            .filter(|_| document.upos(head) == Upos::Noun && !self.quoted[head]);
        self.speaker_words(name.unwrap_or(head))
    }

    fn speaker_words(&self, head: usize) -> Range<usize> {
        let phrase = self.document.phrases.at(head).filter(|_| self.document.xpos(head) != Xpos::PrpS);
        let Some(phrase) = phrase else { return head..head + 1 };
        let words = self.document.phrases.nouns[phrase].words.clone();
        let end = words.clone().rev().find(|&w| !is_time(self.document.norm(w))).map_or(words.end, |w| w + 1);
        words.start..end
    }
}

/// "allegation", "accusation": what is said, not what it says.
pub(super) fn reported_noun(document: &Document, noun: usize) -> bool {
    NOUNS.binary_search_by(|(word, _)| (*word).cmp(document.lemma(noun))).is_ok()
        || document.lemma(noun) == "charge"
}

fn is_time(norm: &str) -> bool {
    has(DAYS, norm)
}
