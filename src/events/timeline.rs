//! Which event comes before or during which: by the words between two triggers ("after", "ahead of"), by tense ("had fired", "will fire"), and by
//! their days.
//!
//! Few links, each told by the text or by the calendar: not every pair, and never in a circle.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Event, when};
use crate::document::Document;
use crate::order;
use crate::report::{Factuality, OrderRelation, Span};
use crate::sorted::has;
use crate::syntax::{Deprel, LIGHT_VERBS, Upos, Xpos};
use crate::times::TimeMention;
use crate::work::tick;

include!(concat!(env!("OUT_DIR"), "/connectives.rs"));

/// One event before or during another, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Link {
    pub first: usize,
    pub then: usize,
    pub relation: OrderRelation,
    pub cue: Option<Span>,
}

/// So many events are looked through for a way back; a link that may close a longer circle is left out.
const CIRCLE: usize = 64;

/// How many words above a verb may be what its tense is told against: "said that troops had fired".
const ABOVE: usize = 4;

/// The links of a text, by words and tense in the order of the text, then by days.
pub(crate) fn find(document: &Document, events: &[Event], times: &[TimeMention]) -> Vec<Link> {
    let mut event_of: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, event) in events.iter().enumerate() {
        for mention in &event.mentions {
            event_of.entry(mention.trigger).or_insert(number);
        }
    }
    let reader = Reader { document, events, event_of };
    let mut links = Links::default();
    for (_, sentence) in document.telling_sentences() {
        for word in sentence.words.clone() {
            if let Some(link) = reader.by_connective(word) {
                links.add(link);
            }
        }
    }
    for (number, event) in events.iter().enumerate() {
        for mention in &event.mentions {
            if let Some(link) = reader.by_tense(number, mention.trigger) {
                links.add(link);
            }
        }
    }
    by_days(events, times).for_each(|link| links.add(link));
    links.all
}

/// Links that do not speak against each other; of two that do the earlier added stays.
#[derive(Default)]
struct Links {
    all: Vec<Link>,
    pairs: FxHashSet<(usize, usize)>,
    later: FxHashMap<usize, Vec<usize>>,
}

impl Links {
    fn add(&mut self, link: Link) {
        let (first, then) = (link.first, link.then);
        if first == then || self.pairs.contains(&(first, then)) || self.pairs.contains(&(then, first)) {
            return;
        }
        if link.relation == OrderRelation::Before {
            if self.may_lead(then, first) {
                return;
            }
            self.later.entry(first).or_default().push(then);
        }
        self.pairs.insert((first, then));
        self.all.push(link);
    }

    /// Whether one event is told to be before another through others, or may be.
    fn may_lead(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![from];
        let mut at = 0;
        while let Some(&event) = seen.get(at) {
            at += 1;
            for &next in self.later.get(&event).into_iter().flatten() {
                tick(1);
                if next == to || seen.len() > CIRCLE {
                    return true;
                }
                if !seen.contains(&next) {
                    seen.push(next);
                }
            }
        }
        false
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    events: &'a [Event],
    /// By trigger.
    event_of: FxHashMap<usize, usize>,
}

impl Reader<'_> {
    /// "fled after the attack", "met ahead of the vote", "fired and then fled"
    fn by_connective(&self, word: usize) -> Option<Link> {
        let norm = self.document.norm(word);
        let cue = Some(self.document.span(word));
        let before = |first, then| Link { first, then, relation: OrderRelation::Before, cue };
        if has(THEN, norm) {
            let (first, then) = self.joined(word)?;
            return Some(before(first, then));
        }
        let known = has(AFTER, norm) || has(BEFORE, norm) || has(DURING, norm) || has(SINCE, norm);
        if !known {
            return None;
        }
        let (inner_word, outer_word) = self.opened(word)?;
        if has(NOT_AFTER, self.document.lemma(outer_word)) && self.document.upos(inner_word) != Upos::Verb {
            return None;
        }
        let (inner, outer) = (self.told_at(inner_word)?, self.told_at(outer_word)?);
        // "before it could attack", "if it attacks after"
        let unreal = |event: usize| {
            matches!(self.events[event].factuality, Factuality::Negated | Factuality::Hypothetical)
        };
        if unreal(inner) || unreal(outer) {
            return None;
        }
        if has(DURING, norm) {
            let during = Link { first: outer, then: inner, relation: OrderRelation::During, cue };
            return self.tells_time(norm, word, inner_word, outer_word).then_some(during);
        }
        if has(SINCE, norm) {
            return self.is_perfect(outer_word).then(|| before(inner, outer));
        }
        match has(AFTER, norm) {
            true => Some(before(inner, outer)),
            false => Some(before(outer, inner)),
        }
    }

    /// What a connective opens, and what that is told of: "attack" and "fled" of "fled after the attack".
    fn opened(&self, word: usize) -> Option<(usize, usize)> {
        let syntax = &self.document.syntax;
        let above = syntax.head(word)?;
        match syntax.deprel[word] {
            // "when" is an adverb of its clause
            Deprel::Mark | Deprel::Case | Deprel::Advmod
                if matches!(
                    syntax.deprel[above],
                    Deprel::Advcl | Deprel::AdvclRelcl | Deprel::Obl | Deprel::Nmod
                ) && word < above =>
            {
                Some((above, syntax.head(above)?))
            }
            // "met ahead of the vote", "fled following the attack", where the tree has them as words of their own
            _ => {
                let of = Some(word + 1).filter(|&of| {
                    of < self.document.tokens.words.len() && matches!(self.document.norm(of), "of" | "to")
                });
                if let Some(opened) =
                    of.filter(|&of| syntax.deprel[of] == Deprel::Case).and_then(|of| syntax.head(of))
                {
                    let outer = syntax.head(opened).filter(|&outer| outer != word);
                    return Some((opened, outer.unwrap_or(above)));
                }
                let opened = syntax.dependent(word, &[Deprel::Obl, Deprel::Obj, Deprel::Nmod])?;
                (opened > word).then_some((opened, above))
            }
        }
    }

    /// The event that a word tells, itself or by what it stands for: "held talks", "the start of talks".
    fn told_at(&self, word: usize) -> Option<usize> {
        let syntax = &self.document.syntax;
        let stands_for = || match self.document.upos(word) {
            Upos::Verb if LIGHT_VERBS.binary_search(&self.document.lemma(word)).is_ok() => {
                syntax.dependent(word, &[Deprel::Obj])
            }
            Upos::Noun => syntax
                .dependent(word, &[Deprel::Nmod])
                .filter(|&child| syntax.preposition(child).is_some_and(|of| self.document.norm(of) == "of")),
            _ => None,
        };
        self.event_of.get(&word).or_else(|| self.event_of.get(&stands_for()?)).copied()
    }

    /// "while fighting", "as troops advanced", "when a bomb exploded", but "as expected", "while Paris condemned it, Rome did not".
    fn tells_time(&self, norm: &str, word: usize, inner: usize, outer: usize) -> bool {
        let syntax = &self.document.syntax;
        // "was ordered to return when he was released" returned later
        if has(MANNER, self.document.lemma(inner)) || syntax.is_infinitive(outer) {
            return false;
        }
        let verb = self.document.upos(inner) == Upos::Verb;
        match norm {
            "while" | "whilst" => self.document.xpos(inner) == Xpos::Vbg,
            "as" => {
                let compared = word.checked_sub(1).is_some_and(|left| {
                    matches!(self.document.norm(left), "such" | "well" | "far" | "long" | "soon" | "just")
                });
                // "told me to leave as they could detain us"
                let past = self.is_past(inner) && self.is_past(outer);
                verb && syntax.own_subject(inner).is_some_and(|subject| subject < inner) && !compared && past
            }
            "when" => verb && self.is_past(inner),
            _ => !verb,
        }
    }

    fn is_past(&self, verb: usize) -> bool {
        let syntax = &self.document.syntax;
        let past = |word: usize| matches!(self.document.xpos(word), Xpos::Vbd);
        past(verb)
            || syntax
                .dependents(verb)
                .any(|child| matches!(syntax.deprel[child], Deprel::Aux | Deprel::AuxPass) && past(child))
            || self.document.xpos(verb) == Xpos::Vbn && syntax.dependent(verb, &[Deprel::Aux]).is_none()
    }

    /// "has fired", "have been held"
    fn is_perfect(&self, verb: usize) -> bool {
        let syntax = &self.document.syntax;
        syntax.dependents(verb).any(|c| syntax.deprel[c] == Deprel::Aux && self.document.lemma(c) == "have")
    }

    /// Of "then" in "fired and then fled": the events of "fired" and of "fled".
    fn joined(&self, word: usize) -> Option<(usize, usize)> {
        let syntax = &self.document.syntax;
        let verb = syntax.head(word).filter(|_| syntax.deprel[word] == Deprel::Advmod)?;
        if syntax.deprel[verb] != Deprel::Conj {
            return None;
        }
        let conjuncts = syntax.conjuncts(verb);
        let at = conjuncts.iter().position(|&one| one == verb)?;
        let before = conjuncts.get(at.checked_sub(1)?)?;
        Some((self.told_at(*before)?, self.told_at(verb)?))
    }

    /// "arrested a man who *had* fired", "said that it *will* fire": told against the verb above in the simple past.
    fn by_tense(&self, event: usize, trigger: usize) -> Option<Link> {
        let syntax = &self.document.syntax;
        if self.document.upos(trigger) != Upos::Verb {
            return None;
        }
        let auxiliary = |norm: &str| {
            syntax
                .dependents(trigger)
                .find(|&c| syntax.deprel[c] == Deprel::Aux && c < trigger && self.document.norm(c) == norm)
        };
        let (cue, past) = match (auxiliary("had"), auxiliary("will")) {
            (Some(had), _) => (had, true),
            (None, Some(will)) => (will, false),
            (None, None) => return None,
        };
        // "would have", "if it had"
        if matches!(self.events[event].factuality, Factuality::Negated | Factuality::Hypothetical)
            || auxiliary("would").is_some()
        {
            return None;
        }
        let above = syntax.ancestors(trigger).take(ABOVE).find_map(|word| {
            let other = self.event_of.get(&word)?;
            Some((*other, word))
        })?;
        let (other, verb) = above;
        if self.document.xpos(verb) != Xpos::Vbd || self.is_perfect(verb) {
            return None;
        }
        let (first, then) = if past { (event, other) } else { (other, event) };
        Some(Link { first, then, relation: OrderRelation::Before, cue: Some(self.document.span(cue)) })
    }
}

/// A chain through the days that events have: each with the next that is wholly later.
fn by_days(events: &[Event], times: &[TimeMention]) -> impl Iterator<Item = Link> {
    let mut dated: Vec<(NaiveDate, NaiveDate, usize)> = Vec::new();
    for (number, event) in events.iter().enumerate() {
        let time = event.time.map(|time| &times[time]).filter(|time| when::vagueness(time) == 0);
        if event.factuality != Factuality::Negated
            && let Some((from, to)) = time.and_then(when::days)
        {
            dated.push((from, to, number));
        }
    }
    let day = |date: NaiveDate| {
        (date - NaiveDate::default()).num_days() as isize as usize ^ (1 << (usize::BITS - 1))
    };
    order::sort_by_key(&mut dated, |&(from, to, number)| [day(from), day(to), number]);
    let mut last: Option<(NaiveDate, usize)> = None;
    dated.into_iter().filter_map(move |(from, to, event)| {
        let link = match last {
            Some((end, first)) if end < from => {
                Some(Link { first, then: event, relation: OrderRelation::Before, cue: None })
            }
            // of those that overlap the one that ends first is told against the next
            Some((end, _)) if end <= to => return None,
            _ => None,
        };
        last = Some((to, event));
        link
    })
}

#[cfg(test)]
mod tests {
    use crate::report::OrderRelation;
    use crate::{Options, Report, extract};

    fn read(text: &str) -> Report {
        let options = Options { published: Some("2024-10-31".into()), ..Options::default() };
        extract(text, &options).unwrap()
    }

    /// "attack<fled by after", "killed~exploded by when"
    fn links(text: &str) -> Vec<String> {
        let report = read(text);
        let trigger = |id: &str| {
            let event = report.events.iter().find(|event| event.id == id).expect("links are between events");
            event.mentions[0].trigger.of(text)
        };
        let links = report.order.iter().map(|link| {
            let sign = if link.relation == OrderRelation::Before { "<" } else { "~" };
            let cue = link.cue.map(|cue| format!(" by {}", cue.of(text))).unwrap_or_default();
            format!("{}{sign}{}{cue}", trigger(&link.first), trigger(&link.then))
        });
        links.collect()
    }

    #[test]
    fn links_of_texts() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("Police arrested a man after the attack.", vec!["attack<arrested by after"]),
            ("Police arrested a man after he attacked a shop.", vec!["attacked<arrested by after"]),
            ("After troops attacked the village, thousands fled.", vec!["attacked<fled by After"]),
            ("The ministers met ahead of the election.", vec!["met<election by ahead"]),
            ("Troops withdrew before the attack.", vec!["withdrew<attack by before"]),
            ("He resigned following the election.", vec!["election<resigned by following"]),
            ("Two people were killed when a bomb exploded.", vec!["killed~exploded by when"]),
            ("The gunman shot two men and then fled.", vec!["shot<fled by then"]),
            ("Thousands have fled since the attack.", vec!["attack<fled by since"]),
            ("The army held talks after the attack.", vec!["attack<talks by after"]),
            ("He told them to leave as troops could attack them.", vec![]),
            // days
            (
                "Troops attacked the village on Monday. The president resigned on Tuesday.",
                vec!["attacked<resigned"],
            ),
            // must not
            ("Thousands fled, since the army attacked the village.", vec![]),
            ("The president resigned after all.", vec![]),
            ("He was elected as president.", vec![]),
            ("As expected, the president resigned.", vec![]),
            ("While France condemned the attack, Hungary praised the president.", vec![]),
            ("The street was named after the battle.", vec![]),
            ("Troops attacked the village. The president resigned.", vec![]),
        ] {
            let found = links(text);
            if found != expected {
                wrong.push(format!("{text:?}: {found:?}, not {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn never_in_a_circle() {
        // The second says the contrary of the first; the days say the contrary of both.
        let text = "Police arrested the man on Monday after the attack. The attack came on Tuesday. \
                    The man was arrested before the attack.";
        let report = read(text);
        for link in &report.order {
            let back = report.order.iter().any(|other| other.first == link.then && other.then == link.first);
            assert!(!back, "{:?}", report.order);
        }
    }
}
