//! Whether a capital, a country or a seat of government is the state that acts, or the place: "Pyongyang fired" against
//! "near Pyongyang".
//!
//! Read off the tree: the relation of the name, its preposition, and the word that it hangs on, which
//! `data/metonyms.toml` sorts. Where nothing tells, a country and a seat are the state and a capital is the city.

use std::ops::Range;

use super::countries::{self, Kind};
use super::organizations;
use super::titles;
use crate::article::ZoneKind;
use crate::document::Document;
use crate::syntax::{Deprel, Upos};

include!(concat!(env!("OUT_DIR"), "/metonyms.rs"));

/// How many steps a name hands its question on: "Moscow *and Beijing*", "the capital, *Kyiv*".
const STEPS: usize = 4;

/// Whether the words of a capital, a country or a seat of government stand for the state.
pub fn stands_for_state(document: &Document, words: &Range<usize>) -> bool {
    if words.is_empty() || words.end > document.tokens.words.len() {
        return false;
    }
    let sentences = &document.tokens.sentences;
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.words.end <= words.start));
    if sentence.is_some_and(|sentence| matches!(sentence.zone, ZoneKind::Dateline | ZoneKind::Published)) {
        return false;
    }
    let mention = countries::within(document.text, &document.tokens, words);
    let kind = mention.map_or(Kind::Capital, |mention| mention.kind);
    // "South Korean"
    if kind == Kind::Demonym {
        return true;
    }
    let Some(head) = document.syntax.tops(words).next_back() else { return false };
    Reader { document, kind }.state(head, STEPS)
}

struct Reader<'d> {
    document: &'d Document<'d>,
    kind: Kind,
}

impl Reader<'_> {
    /// Where nothing tells.
    fn usual(&self) -> bool {
        self.kind != Kind::Capital
    }

    fn is_city(&self) -> bool {
        self.kind == Kind::Capital
    }

    fn lemma_in(&self, word: usize, list: &[&str]) -> bool {
        let lemma = self.document.lemma(word);
        match lemma.contains(char::is_uppercase) {
            true => list.binary_search(&lemma.to_lowercase().as_str()).is_ok(),
            false => list.binary_search(&lemma).is_ok(),
        }
    }

    fn norm_in(&self, word: usize, list: &[&str]) -> bool {
        list.binary_search(&self.document.norm(word)).is_ok()
    }

    /// Whether the name with this head stands for the state.
    fn state(&self, name: usize, steps: usize) -> bool {
        let syntax = &self.document.syntax;
        let Some(above) = syntax.head(name).filter(|_| steps > 0) else {
            return self.preposition_alone(name).unwrap_or(self.usual());
        };
        match syntax.deprel[name] {
            Deprel::NmodPoss => self.owner_of(above),
            Deprel::Compound | Deprel::Amod | Deprel::NmodDesc | Deprel::Flat | Deprel::NmodUnmarked => {
                self.modifier_of(name, above, steps)
            }
            Deprel::Conj => match syntax.preposition(name) {
                // "in Moscow and against Tehran"
                Some(preposition) => self.after(preposition, name, syntax.head(above).unwrap_or(above)),
                None => self.state(above, steps - 1),
            },
            Deprel::Appos => match self.lemma_in(above, OF_PLACE) || self.document.upos(above) == Upos::Propn
            {
                // "the capital, Kyiv", "Paris, France"
                true => false,
                false => self.state(above, steps - 1),
            },
            Deprel::OblAgent => true,
            _ if syntax.preposition(name).is_some() => {
                let preposition = syntax.preposition(name).unwrap_or(name);
                self.after(preposition, name, above)
            }
            Deprel::Nsubj | Deprel::NsubjOuter | Deprel::Csubj => self.subject_of(above),
            Deprel::NsubjPass => {
                self.lemma_in(above, STATE_PASSIVE) || self.usual() && self.lemma_in(above, STATE_OBJECT)
            }
            Deprel::Obj | Deprel::Iobj => {
                self.lemma_in(above, STATE_OBJECT) || !self.is_city() && self.lemma_in(above, COUNTRY_OBJECT)
            }
            // "let Moscow know", "wants Tehran to stop" as trees have it
            Deprel::Xcomp | Deprel::Ccomp => self.usual(),
            Deprel::Vocative => true,
            _ => self.usual(),
        }
    }

    /// "in the Kremlin" alone, and a place that is said of something: "He is in Moscow".
    fn preposition_alone(&self, name: usize) -> Option<bool> {
        let syntax = &self.document.syntax;
        if let Some(preposition) = syntax.preposition(name) {
            return Some(self.norm_in(preposition, WITH_STATE));
        }
        // "It is Moscow that decides", "The city is Moscow"
        let subject = syntax.dependent(name, &[Deprel::Nsubj])?;
        Some(!self.lemma_in(subject, OF_PLACE) && self.usual())
    }

    /// "Moscow fired", "Moscow is ready", "Moscow fell".
    fn subject_of(&self, predicate: usize) -> bool {
        let syntax = &self.document.syntax;
        if syntax.dependent(predicate, &[Deprel::Cop]).is_some() {
            // "Moscow is in Russia", "Seoul is a city of ten million"
            if syntax.preposition(predicate).is_some() {
                let preposition = syntax.preposition(predicate).unwrap_or(predicate);
                return !self.norm_in(preposition, LOCATIVE) && self.document.norm(preposition) != "under";
            }
            return !self.lemma_in(predicate, PLACE_PREDICATE);
        }
        if self.document.upos(predicate) != Upos::Verb {
            return self.usual() || self.document.upos(predicate) == Upos::Adj;
        }
        match self.document.lemma(predicate) {
            // "Kabul has six million people"
            "have" => {
                let object = syntax.dependent(predicate, &[Deprel::Obj]);
                !self.is_city() || object.is_none_or(|object| !self.lemma_in(object, OF_PLACE))
            }
            // "lies" and "fell" of a country too, but "Russia saw"
            _ if self.is_city() => !self.lemma_in(predicate, PLACE_SUBJECT),
            _ => true,
        }
    }

    /// "Moscow's resources", "Moscow's mayor".
    fn owner_of(&self, noun: usize) -> bool {
        if self.lemma_in(noun, OF_PLACE) {
            return false;
        }
        // "London's Heathrow": a place in a place, but for bodies of states
        let name = self.document.upos(noun) == Upos::Propn;
        !(name && self.is_city()) || self.is_of_state(noun)
    }

    /// "Moscow officials", "a Moscow suburb", and the first words of a longer name.
    fn modifier_of(&self, name: usize, noun: usize, steps: usize) -> bool {
        let syntax = &self.document.syntax;
        if syntax.preposition(name).is_some_and(|preposition| preposition < name) && noun < name {
            return self.state(noun, steps - 1);
        }
        if self.lemma_in(noun, OF_PLACE) {
            return false;
        }
        match self.is_city() {
            true => self.is_of_state(noun) || self.lemma_in(noun, BETWEEN),
            false => true,
        }
    }

    /// Whether a noun is a role or a body of a state: "officials", "army", "Defense Ministry".
    fn is_of_state(&self, noun: usize) -> bool {
        let words = self.document.phrases.at(noun).map_or(noun..noun + 1, |at| {
            let phrase = &self.document.phrases.nouns[at].words;
            phrase.start.max(noun.saturating_sub(2))..noun + 1
        });
        let sector = match titles::role(self.document, &words) {
            Some(role) => role.sector,
            None => organizations::meaning(self.document, &(noun..noun + 1)).sector,
        };
        matches!(sector, Some("GOV" | "MIL" | "SPY" | "LEG"))
    }

    /// After a preposition, on a verb or a noun.
    fn after(&self, preposition: usize, name: usize, above: usize) -> bool {
        let document = self.document;
        // "in talks with Moscow", "according to Moscow"
        let link = document.norm(preposition);
        let noun = document.upos(above) != Upos::Verb;
        match link {
            _ if self.norm_in(preposition, LOCATIVE) => false,
            "against" | "on" | "upon" | "over" if self.is_city() && self.attacked(above) => false,
            "by" => {
                // "killed by Moscow", but "passed by Moscow"
                !self.is_city() || !self.lemma_in(above, MOTION)
            }
            "between" | "among" => match self.is_city() {
                false => true,
                true => noun && self.lemma_in(above, BETWEEN) || self.joined_to_states(name),
            },
            _ if self.norm_in(preposition, WITH_STATE) => true,
            "of" => match self.is_city() {
                _ if self.lemma_in(above, OF_PLACE) => false,
                true => {
                    self.is_of_state(above)
                        || self.lemma_in(above, OF_STATE)
                        || self.lemma_in(above, STATE_OBJECT)
                        || matches!(
                            document.lemma(above),
                            "accuse" | "suspicion" | "part" | "ally" | "behalf" | "ahead"
                        )
                }
                false => true,
            },
            "to" | "from" => match noun {
                _ if self.lemma_in(above, MOTION) && document.upos(above) == Upos::Verb => false,
                true if self.lemma_in(above, OF_STATE) || self.lemma_in(above, BETWEEN) => true,
                true => {
                    let adjective = document.upos(above) == Upos::Adj;
                    adjective || link == "to" && self.handed_over(above)
                }
                false => self.made(above) || self.lemma_in(above, TRANSFER) && !self.is_moved(above),
            },
            "for" => {
                !(self.lemma_in(above, MOTION) || self.lemma_in(above, &["bind", "bound", "flight", "train"]))
            }
            "on" => self.lemma_in(above, ON_STATE) || self.pressed_on(above),
            "over" => !self.is_city() && !self.lemma_in(above, MOTION),
            "under" | "as" => self.usual(),
            _ => self.usual(),
        }
    }

    /// Whether a verb of giving moves people, who go to a place: "sent troops to Kyiv".
    fn is_moved(&self, verb: usize) -> bool {
        let syntax = &self.document.syntax;
        let thing = match syntax.is_passive(verb) {
            true => syntax.own_subject(verb),
            false => syntax.object(verb),
        };
        thing.is_some_and(|thing| self.lemma_in(thing, MOVED))
    }

    /// "supplied *weapons* to Moscow", where the tree has hung "to Moscow" on the weapons.
    fn handed_over(&self, noun: usize) -> bool {
        let syntax = &self.document.syntax;
        let verb = syntax.head(noun).filter(|_| syntax.deprel[noun] == Deprel::Obj);
        verb.is_some_and(|verb| {
            self.lemma_in(verb, TRANSFER) && !self.lemma_in(noun, MOVED) && !self.lemma_in(noun, OF_PLACE)
        })
    }

    /// "imposed *sanctions* on", "put *pressure* on": of verb and object one tells.
    fn pressed_on(&self, above: usize) -> bool {
        let syntax = &self.document.syntax;
        let other = match self.document.upos(above) {
            Upos::Verb => syntax.dependent(above, &[Deprel::Obj]),
            _ => syntax.head(above).filter(|&verb| self.document.upos(verb) == Upos::Verb),
        };
        other.is_some_and(|other| self.lemma_in(other, ON_STATE))
    }

    /// "was named *ambassador* to": what somebody is made.
    fn made(&self, verb: usize) -> bool {
        let syntax = &self.document.syntax;
        let made = syntax.dependent(verb, &[Deprel::Xcomp, Deprel::Obj]);
        made.is_some_and(|made| self.lemma_in(made, OF_STATE))
    }

    /// "launched an attack on Kyiv", "fired missiles at Kyiv".
    fn attacked(&self, above: usize) -> bool {
        let syntax = &self.document.syntax;
        self.lemma_in(above, ATTACKS)
            || self.document.upos(above) == Upos::Verb
                && syntax
                    .dependent(above, &[Deprel::Obj])
                    .is_some_and(|object| self.lemma_in(object, ATTACKS))
    }

    /// "between Moscow and Beijing", both of them capitals, or a country beside.
    fn joined_to_states(&self, name: usize) -> bool {
        let document = self.document;
        document.syntax.conjuncts(name).into_iter().filter(|&other| other != name).any(|other| {
            let found = countries::within(document.text, &document.tokens, &(other..other + 1));
            found.is_some_and(|found| matches!(found.kind, Kind::Name | Kind::Seat))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::names::tests::document;

    /// Whether the word in *stars* is a state.
    fn state(text: &str) -> bool {
        let mut parts = text.split('*');
        let [before, name, after] = [(); 3].map(|()| parts.next().unwrap_or(""));
        let plain = [before, name, after].concat();
        let span = Span::new(before.len() as u32, (before.len() + name.len()) as u32);
        let document = document(&plain);
        let words = document.tokens.words.iter().enumerate();
        let inside = Vec::from_iter(words.filter(|(_, word)| span.contains(word.span)).map(|(at, _)| at));
        stands_for_state(&document, &(inside[0]..inside[inside.len() - 1] + 1))
    }

    const STATES: &[&str] = &[
        "*Pyongyang* fired a missile on Thursday.",
        "*Moscow* has denied the report.",
        "*Washington* said it would respond.",
        "The weapons would drain *Moscow*'s resources.",
        "*Seoul*'s army fired back.",
        "Relations with *Moscow* have soured.",
        "Talks between *Seoul* and Tokyo failed.",
        "Talks between Seoul and *Tokyo* failed.",
        "The war between *Moscow* and Kyiv goes on.",
        "They acted against *Tehran*.",
        "Pyongyang supplied weapons to *Moscow*.",
        "The minister accused *Moscow* of lying.",
        "The law would sanction *Tehran* again.",
        "The diplomat warned *Beijing* against it.",
        "*Tehran* was accused of sending drones.",
        "*Beijing* and Moscow signed a pact.",
        "Beijing and *Moscow* signed a pact.",
        "*Kyiv* has asked for more weapons.",
        "The *Kremlin* rejected the offer.",
        "The *White House* declined to comment.",
        "*Downing Street* denied the claim.",
        "*Moscow* is ready for talks.",
        "*Beijing* is an ally of Russia.",
        "The sanctions on *Moscow* will stay.",
        "They put pressure on *Tehran*.",
        "The message to *Beijing* was clear.",
        "Support from *Washington* is vital.",
        "The claim was rejected by *Moscow*.",
        "*Ankara* wants to join the talks.",
        "*London* will not recognise the vote.",
        "*Paris* recalled its ambassador.",
        "*Russia* attacked its neighbour.",
        "The troops of *Russia* attacked.",
        "*Moscow* officials said the deal was off.",
        "According to *Baghdad*, ten soldiers died.",
        "He was named ambassador to *Beijing*.",
        "*Jerusalem* vowed to respond.",
        "They urged *Tehran* to stop.",
        "It was a setback for *Moscow*.",
        "*Riyadh* cut oil production.",
        "The deal with *Ankara* collapsed.",
        "The *Kremlin*'s spokesman said so.",
        "They attacked *Israel* with drones.",
    ];

    const PLACES: &[&str] = &[
        "The missile fell near *Pyongyang*.",
        "He lives in *Moscow*.",
        "Protesters gathered in *Washington* on Sunday.",
        "He flew to *Moscow* on Monday.",
        "They came from *Tehran* by bus.",
        "The outskirts of *Kyiv* were shelled.",
        "*Moscow*'s mayor opened the park.",
        "*Kyiv*'s airport was closed.",
        "*Kabul* fell to the rebels.",
        "*Kyiv* was shelled overnight.",
        "*Tokyo* was hit by an earthquake.",
        "*Moscow* is the capital of Russia.",
        "They attacked *Kyiv* with drones.",
        "The minister visited *Beijing* last week.",
        "They met outside the *Kremlin*.",
        "A fire broke out at the *White House*.",
        "He was born in *Russia*.",
        "The attack on *Kyiv* killed ten people.",
        "The army sent troops to *Kyiv*.",
        "The delegation arrived in *Seoul*.",
        "A *Moscow* suburb was hit by a drone.",
        "The road from *Baghdad* to Mosul is closed.",
        "The mayor of *London* spoke.",
        "They captured *Damascus* in a week.",
        "The streets of *Paris* were empty.",
        "He left *Ankara* for Berlin.",
        "He left Ankara for *Berlin*.",
        "Rain fell across *Japan*.",
        "They marched on *Kyiv* in spring.",
        "The capital, *Kyiv*, was dark.",
        "It flies to cities including *Doha* and Lima.",
        "He works around *Cairo*.",
        "The ship sailed off *Yemen*.",
    ];

    #[test]
    fn states() {
        let wrong = Vec::from_iter(STATES.iter().filter(|text| !state(text)));
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn places() {
        let wrong = Vec::from_iter(PLACES.iter().filter(|text| state(text)));
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn lists_are_sorted() {
        for list in
            [STATE_OBJECT, STATE_PASSIVE, TRANSFER, MOTION, MOVED, OF_PLACE, OF_STATE, BETWEEN, LOCATIVE]
        {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn any_words() {
        let document = document("In , of");
        assert!(!stands_for_state(&document, &(0..0)));
        assert!(!stands_for_state(&document, &(2..9)));
    }
}
