//! Where it was: what the tellings say, else a place that its sentence or the lead is in, else that of the dateline.

use std::ops::Range;

use super::{ASKED, Main};
use crate::events::Argument;
use crate::names::kind_of_word;
use crate::order;
use crate::report::{EntityType, MentionKind, Role};
use crate::syntax::{Deprel, Upos, Xpos};

/// So many words say where.
const MOST_WORDS: usize = 10;

/// So many words of a sentence are looked at.
const LOOKED_AT: usize = 80;

/// So many sentences on, another telling may say where.
const NEAR: usize = 6;

/// So many sentences behind the lead a place is looked for.
const SOON: usize = 3;

/// The words of the place.
pub(super) fn of(main: &Main) -> Option<String> {
    let named = main.places();
    let sentence = main.mention.sentence;
    let spot = |sentence: usize| main.spot(&named, sentence);
    let early = sentence <= main.lead + 2;
    let lead = || early.then(|| spot(main.lead)).flatten();
    let told = main
        .argument(Role::Place, 0)
        .or_else(|| spot(sentence))
        .or_else(|| main.argument(Role::Destination, 0))
        .or_else(|| main.argument(Role::Place, NEAR))
        .or_else(|| main.argument(Role::Destination, NEAR))
        .or_else(lead)
        .or_else(|| main.beside());
    let next = || early.then(|| (1..=SOON).find_map(|on| spot(main.lead + on))).flatten();
    told.map(|words| main.text(&main.whole(&named, &words)))
        .or_else(|| main.dateline(&named).filter(|_| early))
        .or_else(|| next().map(|words| main.text(&main.whole(&named, &words))))
        .or_else(|| main.done_to())
        .or_else(|| main.spoken_of())
}

impl Main<'_> {
    /// What place fills a role in the telling or one at most so many sentences from it; not "came to *her parents*".
    fn argument(&self, role: Role, near: usize) -> Option<Range<usize>> {
        let here = self.mention.sentence;
        let mentions = self.event.mentions.iter().take(ASKED).filter(|m| m.sentence.abs_diff(here) <= near);
        let own = [self.mention].into_iter().chain(mentions.filter(|_| near > 0));
        let mut arguments = own.flat_map(|m| &m.arguments).filter(|a| a.role == role);
        arguments.find(|a| self.is_spot(a)).map(|a| a.words.clone())
    }

    fn is_spot(&self, argument: &Argument) -> bool {
        let kind = self.found.entities.all[argument.entity].kind;
        let pronoun = self.found.document.upos(self.top(&argument.words)) == Upos::Pron;
        let known = matches!(kind, EntityType::Place | EntityType::Facility | EntityType::Organization);
        !pronoun && (argument.role == Role::Place || known)
    }

    /// The place of another event of the same sentence.
    fn beside(&self) -> Option<Range<usize>> {
        let here = self.mention.sentence;
        let mentions = self.found.events.iter().take(LOOKED_AT).flat_map(|e| e.mentions.iter().take(ASKED));
        let mut arguments = mentions.filter(|m| m.sentence == here).flat_map(|m| &m.arguments);
        arguments
            .find(|a| matches!(a.role, Role::Place | Role::Destination) && self.is_spot(a))
            .map(|a| a.words.clone())
    }

    /// The country or town that it is done to or that it is for.
    fn done_to(&self) -> Option<String> {
        let entities = &self.found.entities.all;
        let to = |role: Role| matches!(role, Role::Recipient | Role::Target | Role::Object);
        let mut arguments = self.mention.arguments.iter().filter(|a| to(a.role));
        let place =
            arguments.find(|a| entities[a.entity].kind == EntityType::Place && entities[a.entity].named)?;
        Some(entities[place.entity].name.clone())
    }

    /// The words of all names of places, in order.
    fn places(&self) -> Vec<Range<usize>> {
        let entities = &self.found.entities.all;
        let places =
            entities.iter().filter(|e| matches!(e.kind, EntityType::Place | EntityType::Facility) && e.named);
        let mentions = places.flat_map(|e| &e.mentions).filter(|(_, kind)| *kind == MentionKind::Name);
        let mut words: Vec<Range<usize>> = mentions.map(|(words, _)| words.clone()).collect();
        order::sort_by_key(&mut words, |words| [words.start, usize::MAX - words.end, 0]);
        words
    }

    /// The first place that a sentence is in: "in Cairo", "at the Paris Games"; not "of Egypt", and rather not in an aside.
    fn spot(&self, named: &[Range<usize>], sentence: usize) -> Option<Range<usize>> {
        let document = self.found.document;
        let sentence = document.tokens.sentences.get(sentence)?.words.clone();
        let from = named.partition_point(|words| words.start < sentence.start);
        let mut aside = None;
        for words in named[from..].iter().take(LOOKED_AT).take_while(|words| words.start < sentence.end) {
            let Some(words) = self.phrase_in(words).filter(|words| !self.holds_time(words)) else { continue };
            let up = document.syntax.ancestors(self.top(&words)).map(|above| document.syntax.deprel[above]);
            let clauses = up.filter(|relation| {
                matches!(relation, Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl | Deprel::AdvclRelcl)
            });
            match clauses.count() {
                0 => return Some(words),
                _ => aside = aside.or(Some(words)),
            }
        }
        aside
    }

    /// "in the *August 9* General Election"
    fn holds_time(&self, words: &Range<usize>) -> bool {
        let times = self.found.times;
        let next = times.partition_point(|time| time.words.start < words.start);
        times.get(next).is_some_and(|time| time.words.start < words.end && time.value.len() > "2024".len())
    }

    /// The phrase of a place, where something is in it.
    fn phrase_in(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let document = self.found.document;
        let top = self.top(words);
        if self.is_within(top) {
            let phrase = document.phrases.at(top).map(|at| &document.phrases.nouns[at].words);
            return Some(phrase.map_or(words.start, |phrase| phrase.start.min(words.start))..words.end);
        }
        // "on the island of *Baru*"
        let above = document.syntax.head(top).filter(|&above| {
            document.syntax.deprel[top] == Deprel::Nmod && above < top && words.end - above <= MOST_WORDS
        });
        if let Some(at) =
            above.filter(|&above| self.is_within(above)).and_then(|above| document.phrases.at(above))
        {
            let of = document.syntax.preposition(top).is_some_and(|of| document.norm(of) == "of");
            let area = self.is_area(document.phrases.nouns[at].head);
            return (of && area).then(|| document.phrases.nouns[at].words.start..words.end);
        }
        // "at the *Paris* Games", not "at *Kenya* Airways"
        let phrase = &document.phrases.nouns[document.phrases.at(top)?];
        let other = self.found.entities.at(&phrase.words).map(|entity| self.found.entities.all[entity].kind);
        let somebody =
            matches!(other, Some(EntityType::Organization | EntityType::Person | EntityType::People));
        let name = words.end <= phrase.head && document.upos(phrase.head) == Upos::Propn;
        (name && !somebody && self.is_within(phrase.head)).then(|| phrase.words.clone())
    }

    /// The place that is spoken of most, if it is again and again and from the lead on.
    fn spoken_of(&self) -> Option<String> {
        let document = self.found.document;
        let lead = document.tokens.sentences.get(self.lead)?.words.end;
        let places = self.found.entities.all.iter().filter(|e| e.kind == EntityType::Place && e.named);
        let early =
            places.filter(|e| e.mentions.len() > 1 && e.mentions.iter().any(|(words, _)| words.end <= lead));
        // of equals the first
        let most = early.rev().max_by_key(|e| e.mentions.len())?;
        Some(most.name.clone())
    }

    /// "island", "city", "streets"
    fn is_area(&self, noun: usize) -> bool {
        let lemma = self.found.document.lemma(noun);
        matches!(kind_of_word(lemma), Some(EntityType::Place | EntityType::Facility))
            || matches!(
                lemma,
                "outskirt" | "suburb" | "street" | "coast" | "shore" | "part" | "area" | "heart"
            )
    }

    /// Behind "in", "at", "near" …
    fn is_within(&self, noun: usize) -> bool {
        let document = self.found.document;
        document.syntax.preposition(noun).is_some_and(|word| {
            matches!(
                document.norm(word),
                "in" | "at"
                    | "near"
                    | "outside"
                    | "inside"
                    | "across"
                    | "around"
                    | "off"
                    | "on"
                    | "along"
                    | "throughout"
                    | "within"
                    | "aboard"
            )
        })
    }

    /// With what the place lies in: "Belmont House, *Port Louis*", "the hospital *in Victoria*".
    fn whole(&self, named: &[Range<usize>], words: &Range<usize>) -> Range<usize> {
        let document = self.found.document;
        let mut end = words.end;
        for _ in 0..2 {
            let Some(mark) = document.tokens.words.get(end + 1).map(|_| end) else { break };
            let joins =
                document.xpos(mark) == Xpos::Comma || matches!(document.norm(mark), "in" | "near" | "of");
            let from = named.partition_point(|place| place.start <= mark);
            let Some(next) = named.get(from).filter(|next| joins && next.start <= mark + 2) else { break };
            if next.end - words.start > MOST_WORDS {
                break;
            }
            end = next.end;
        }
        words.start..end
    }

    /// "KABUL" in "KABUL (Reuters) –", if that is a place that is known.
    fn dateline(&self, named: &[Range<usize>]) -> Option<String> {
        let document = self.found.document;
        let dateline = document.article.dateline.as_ref()?;
        let place = dateline.place?;
        let starts = |words: &Range<usize>| document.span(words.start).start == place.start;
        if !named.iter().take(LOOKED_AT).any(starts) {
            return None;
        }
        let whole =
            dateline.region.filter(|region| region.end - place.start < 60).map_or(place, |r| place.to(r));
        Some(whole.of(document.text).to_string())
    }
}
