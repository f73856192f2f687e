//! What speaks for and against a mention being of an event.

use super::super::weights::Clues;
use super::super::{Argument, Event, Mention, when};
use super::Merger;
use super::facts::{Article, Facts};
use crate::entities::Entities;
use crate::report::{EntityType, Factuality, Role};
use crate::syntax::Deprel;
use crate::work::tick;

/// So many of an event's mentions are compared: the first ones and the latest.
const COMPARED: usize = 4;

/// How many clues there are.
pub const CLUES: usize = 106;

/// An event so far, as a candidate.
pub(super) struct Side<'a> {
    pub(super) event: &'a Event,
    pub(super) members: &'a [usize],
    /// How many events of the type were told after it began.
    pub(super) back: usize,
    /// How many events of the type there are.
    pub(super) known: usize,
}

/// How one role of two tellings compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filled {
    /// Not in both.
    Open,
    Same,
    /// Of the same country, or called by the same word.
    Alike,
    /// Two names.
    Different,
    /// One of them a noun.
    Perhaps,
}

impl Merger<'_> {
    /// What speaks for `mention`, by its number, being of the event.
    pub(super) fn clues(
        &self,
        side: &Side,
        facts: &[Facts],
        number: usize,
        mention: &Mention,
    ) -> (Clues<CLUES>, bool) {
        let Side { event, members, back, known } = *side;
        let own = &facts[number];
        let compared = || {
            let late = members.len().saturating_sub(COMPARED).max(COMPARED);
            members.iter().take(COMPARED).chain(members.iter().skip(late)).copied()
        };
        let any = |is: &dyn Fn(&Facts) -> bool| compared().any(|m| is(&facts[m]));
        let last = &event.mentions[event.mentions.len() - 1];
        let apart = mention.sentence.saturating_sub(last.sentence);
        let only = known == 1;
        let same_lemma = any(&|other| other.lemma == own.lemma);
        let stem = |a: &str, b: &str| {
            let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
            same >= 4 || same >= 3 && same + 1 >= a.len().min(b.len())
        };
        let same_stem = !same_lemma && any(&|other| stem(&other.lemma, &own.lemma));
        let same_meaning =
            !same_lemma && !same_stem && own.meaning.is_some() && any(&|other| other.meaning == own.meaning);
        let nominal = own.article != Article::Verb;
        let noun = |other: &Facts| nominal && other.article != Article::Verb;
        let verbs = !nominal && any(&|other| other.article == Article::Verb);
        let roles = [Role::Actor, Role::Target, Role::Object, Role::Recipient, Role::Place]
            .map(|role| self.filled(&event.arguments, &mention.arguments, role));
        let [actor, target, object, recipient, place] = roles;
        let count = |value: Filled| roles.iter().filter(|r| **r == value).count() as f32;
        let shared = roles[..4].iter().any(|r| matches!(r, Filled::Same | Filled::Alike));
        let against = roles[..4].iter().any(|r| matches!(r, Filled::Different | Filled::Perhaps));
        let crossed = self.crossed(&event.arguments, &mention.arguments);
        let bag = any(&|other| !own.bag.is_empty() && !other.bag.is_empty());
        let bag_shared = compared().map(|m| shared_share(&facts[m].bag, &own.bag)).fold(0.0, f32::max);
        let company = compared().map(|m| alike(&facts[m].company, &own.company)).fold(0.0, f32::max);
        let numbers = || compared().filter(|&m| !facts[m].numbers.is_empty() && !own.numbers.is_empty());
        let same_number = numbers().any(|m| facts[m].numbers.iter().any(|n| own.numbers.contains(n)));
        let other_number = !same_number && numbers().next().is_some();
        let (same_time, other_time) = match (event.time, mention.time) {
            (Some(a), Some(b)) => {
                let (a, b) = (&self.times[a], &self.times[b]);
                let vague = when::vagueness(a) > 0 || when::vagueness(b) > 0;
                let differ = !vague && when::apart(a, b);
                (!vague && !differ, differ)
            }
            _ => (false, false),
        };
        let one_negated =
            (event.factuality == Factuality::Negated) != (mention.factuality == Factuality::Negated);
        let real = |f: Factuality| matches!(f, Factuality::Actual | Factuality::Alleged);
        let one_real = !one_negated && real(last.factuality) != real(mention.factuality);
        let same_fact = last.factuality == mention.factuality;
        let headline = event.mentions.iter().take(COMPARED).any(|m| m.headline);
        let sentence_shared =
            event.mentions.iter().rev().take(COMPARED).any(|m| m.sentence == mention.sentence);
        let coordinated = event.mentions.iter().rev().take(COMPARED).any(|m| {
            self.document.syntax.first_conjunct(m.trigger)
                == self.document.syntax.first_conjunct(mention.trigger)
        });
        let same_source = last.source.is_some() && last.source == mention.source;
        let other_source = last.source.is_some() && mention.source.is_some() && last.source != mention.source;
        let same_statement = last.statement.is_some() && last.statement == mention.statement;
        // Each telling by itself: an event told by many is easily like everything.
        let tellings = || {
            let late = event.mentions.len().saturating_sub(COMPARED).max(COMPARED);
            event.mentions.iter().take(COMPARED).chain(event.mentions.iter().skip(late))
        };
        let share = |is: &dyn Fn(&Mention) -> bool| {
            tellings().filter(|m| is(m)).count() as f32 / tellings().count() as f32
        };
        let differs = |m: &Mention| {
            [Role::Actor, Role::Target, Role::Object]
                .into_iter()
                .any(|role| self.filled(&m.arguments, &mention.arguments, role) == Filled::Different)
        };
        let agrees = |m: &Mention| {
            [Role::Actor, Role::Target, Role::Object].into_iter().any(|role| {
                matches!(self.filled(&m.arguments, &mention.arguments, role), Filled::Same | Filled::Alike)
            })
        };
        let company_mean = compared().map(|m| alike(&facts[m].company, &own.company)).sum::<f32>()
            / compared().count() as f32;
        let persons = |role: Role| {
            let of = |arguments: &[Argument]| -> Vec<usize> {
                let persons = arguments.iter().filter(|a| a.role == role).map(|a| a.entity);
                persons
                    .filter(|&e| {
                        self.entities.all[e].named && self.entities.all[e].kind == EntityType::Person
                    })
                    .collect()
            };
            let (old, new) = (of(&event.arguments), of(&mention.arguments));
            !old.is_empty() && !new.is_empty() && !new.iter().any(|e| old.contains(e))
        };
        let other_target = persons(Role::Target) || persons(Role::Object);
        let other_actor = persons(Role::Actor);
        let place_names = |arguments: &[Argument]| -> Vec<usize> {
            let places = arguments.iter().filter(|a| a.role == Role::Place).map(|a| a.entity);
            places.filter(|&e| self.entities.all[e].named).collect()
        };
        let other_place = {
            let (old, new) = (place_names(&event.arguments), place_names(&mention.arguments));
            !old.is_empty() && !new.is_empty() && !new.iter().any(|e| old.contains(e))
        };
        let names = own.names_of_type as f32;
        let in_common = |of: &dyn Fn(&Facts) -> &Vec<u32>| {
            let both = || compared().filter(|&m| !of(&facts[m]).is_empty() && !of(own).is_empty());
            let best = both().map(|m| shared_share(of(&facts[m]), of(own))).fold(0.0, f32::max);
            let disjoint = both().filter(|&m| shared_share(of(&facts[m]), of(own)) == 0.0).count();
            (best, disjoint as f32 / compared().count() as f32)
        };
        let (people, no_people) = in_common(&|f| &f.people);
        let (modifiers, no_modifiers) = in_common(&|f| &f.modifiers);
        let (name_modifiers, no_name_modifiers) = in_common(&|f| &f.name_modifiers);
        let verbal = event.mentions.iter().filter(|m| m.verbal).count().max(1) as f32;
        let one_more: f32 = [actor, target, object, recipient, place]
            .into_iter()
            .zip([Role::Actor, Role::Target, Role::Object, Role::Recipient, Role::Place])
            .filter(|(filled, _)| matches!(filled, Filled::Different | Filled::Perhaps))
            .map(|(_, role)| (event.arguments.iter().filter(|a| a.role == role).count() as f32).ln())
            .sum();
        // One of them hangs on the other.
        let tied = |is: &dyn Fn(Deprel) -> bool| {
            let syntax = &self.document.syntax;
            let hangs = |a: usize, b: usize| syntax.head(a) == Some(b) && is(syntax.deprel[a]);
            event
                .mentions
                .iter()
                .rev()
                .take(COMPARED)
                .any(|m| hangs(m.trigger, mention.trigger) || hangs(mention.trigger, m.trigger))
        };
        let (things, no_things) = in_common(&|f| &f.things);
        let bare = mention.arguments.is_empty();
        let event_bare = event.arguments.is_empty();
        let definite = matches!(own.article, Article::Definite | Article::Pointing | Article::Owned);
        let two_persons = [actor, target].contains(&Filled::Different);
        let speech = self.catalog.get(mention.event_type).name.starts_with("speech.");
        // "arrested Anna in Cairo", "arrested Paul in Lima"; "in 2009", "last week"
        let others = (other_target || other_actor) && (verbs || other_place || other_number);
        let told_apart = other_time && !same_number || others && (other_place || !tellings().any(&agrees));
        let on = |yes: bool| f32::from(u8::from(yes));
        let clues = [
            ("is", 1.0),
            ("only one of its type", on(only)),
            ("latest of its type", on(back == 0)),
            ("number of its type", (known as f32).ln()),
            ("told often", (event.mentions.len().min(4) as f32).ln()),
            ("tellings that differ", share(&differs)),
            ("tellings that agree", share(&agrees)),
            ("words of sentence, mean", company_mean),
            ("same verb, used often", on(verbs && same_lemma) * (own.of_verb.max(1) as f32).ln()),
            ("verb used often", on(!nominal) * (own.of_verb.max(1) as f32).ln()),
            ("modifiers in common", modifiers),
            ("modifiers, none in common", no_modifiers),
            ("named modifiers in common", on(name_modifiers > 0.0)),
            ("named modifiers, none in common", no_name_modifiers),
            ("one more that differs", one_more),
            ("one more that differs, verbs", on(verbs) * one_more),
            ("told very often", (event.mentions.len() as f32 / 4.0).max(1.0).ln()),
            ("fillers", (event.arguments.len() as f32 / event.mentions.len() as f32).min(4.0)),
            ("many fillers", (event.arguments.len() as f32).max(4.0).ln()),
            ("verbs told often", on(verbs) * verbal.ln()),
            ("other person as target", on(other_target)),
            ("other person as target, verbs", on(other_target && verbs)),
            ("other person as actor", on(other_actor)),
            ("other person as actor, verbs", on(other_actor && verbs)),
            ("other named place", on(other_place)),
            ("people in common", people),
            ("people, none in common", no_people),
            ("names in common", things),
            ("names, none in common", no_things),
            ("many of its type", on(own.of_type > 6)),
            ("very many of its type", on(own.of_type > 12)),
            ("names of its type", (1.0 + names).ln()),
            ("names of its type, none here", on(!own.named) * (1.0 + names).ln()),
            ("mentions of its type", (own.of_type as f32).ln()),
            ("mentions of its type, not only one", on(!only) * (own.of_type as f32).ln()),
            ("in headline", on(headline)),
            ("in headline, only one", on(headline && only)),
            ("mention in headline too", on(headline && mention.headline)),
            ("same sentence", on(sentence_shared)),
            ("joined by and", on(coordinated)),
            ("next sentence", on(apart == 1)),
            ("two or three sentences on", on(matches!(apart, 2 | 3))),
            ("four to eight sentences on", on(matches!(apart, 4..=8))),
            ("farther", on(apart > 8)),
            ("same paragraph", on(compared().any(|m| facts[m].paragraph == own.paragraph))),
            ("same word", on(same_lemma)),
            ("same stem", on(same_stem)),
            ("same meaning", on(same_meaning)),
            ("two other nouns", on(any(&noun) && !same_lemma && !same_stem && !same_meaning)),
            ("two verbs", on(verbs)),
            ("two other verbs", on(verbs && !same_lemma && !same_stem)),
            ("same verb", on(verbs && same_lemma)),
            (
                "same noun",
                on(nominal && any(&|other| other.article != Article::Verb && other.lemma == own.lemma)),
            ),
            ("the", on(own.article == Article::Definite)),
            ("this", on(own.article == Article::Pointing)),
            ("their", on(own.article == Article::Owned)),
            ("a", on(own.article == Article::Indefinite)),
            ("bare noun", on(own.article == Article::Bare)),
            ("definite and only one", on(definite && only)),
            (
                "definite, told as verb or a",
                on(definite && any(&|o| matches!(o.article, Article::Verb | Article::Indefinite))),
            ),
            ("plural", on(own.plural)),
            ("one plural", on(nominal && any(&|o| o.article != Article::Verb && o.plural != own.plural))),
            ("another", on(own.other)),
            ("event of another", on(any(&|o| o.other))),
            ("past perfect", on(own.past_perfect)),
            ("actor same", on(actor == Filled::Same)),
            ("actor alike", on(actor == Filled::Alike)),
            ("actor different", on(actor == Filled::Different)),
            ("actor perhaps", on(actor == Filled::Perhaps)),
            ("target same", on(target == Filled::Same)),
            ("target alike", on(target == Filled::Alike)),
            ("target different", on(target == Filled::Different)),
            ("target perhaps", on(target == Filled::Perhaps)),
            ("object same", on(object == Filled::Same)),
            ("object alike", on(object == Filled::Alike)),
            ("object different", on(object == Filled::Different)),
            ("object perhaps", on(object == Filled::Perhaps)),
            ("recipient same", on(matches!(recipient, Filled::Same | Filled::Alike))),
            ("recipient different", on(matches!(recipient, Filled::Different | Filled::Perhaps))),
            ("place same", on(matches!(place, Filled::Same | Filled::Alike))),
            ("place different", on(matches!(place, Filled::Different | Filled::Perhaps))),
            ("two shared", on(count(Filled::Same) + count(Filled::Alike) > 1.0)),
            ("none shared, nothing against", on(!shared && !against)),
            ("shared and against", on(shared && against)),
            ("same word and shared", on(same_lemma && shared)),
            ("same word and against", on(same_lemma && against && !shared)),
            ("speech, same actor", on(speech && shared)),
            ("speech, other person", on(speech && two_persons)),
            ("in another role", on(crossed)),
            ("words of participants", bag_shared),
            ("no word of participants", on(bag && bag_shared == 0.0)),
            ("words of sentence", company),
            ("no participants", on(bare || event_bare)),
            ("no participants, noun", on(bare && nominal)),
            ("same number", on(same_number)),
            ("other number", on(other_number)),
            ("same time", on(same_time)),
            ("other time", on(other_time)),
            ("same certainty", on(same_fact)),
            ("one negated", on(one_negated)),
            ("one of them happened", on(one_real)),
            ("object of its verb", on(tied(&|relation| matches!(relation, Deprel::Obj | Deprel::NsubjPass)))),
            (
                "part of its clause",
                on(tied(&|relation| {
                    matches!(
                        relation,
                        Deprel::Obl | Deprel::Nmod | Deprel::Compound | Deprel::Nsubj | Deprel::OblAgent
                    )
                })),
            ),
            (
                "in its side clause",
                on(tied(&|relation| {
                    matches!(
                        relation,
                        Deprel::Advcl
                            | Deprel::Acl
                            | Deprel::AclRelcl
                            | Deprel::Xcomp
                            | Deprel::Ccomp
                            | Deprel::Parataxis
                    )
                })),
            ),
            (
                "same word as trigger",
                on(event.mentions.iter().rev().take(COMPARED).any(|m| m.trigger == mention.trigger)),
            ),
            ("source", on(same_source || same_statement) - on(other_source)),
        ];
        (clues, told_apart)
    }

    fn filled(&self, old: &[Argument], new: &[Argument], role: Role) -> Filled {
        tick(old.len() + new.len());
        let mut filled = Filled::Open;
        for a in new.iter().filter(|a| a.role == role) {
            for b in old.iter().filter(|b| b.role == role) {
                let this = compare(self.entities, a.entity, b.entity);
                filled = match (filled, this) {
                    (Filled::Open, this) => this,
                    (Filled::Same, _) | (_, Filled::Same) => Filled::Same,
                    (Filled::Alike, _) | (_, Filled::Alike) => Filled::Alike,
                    (Filled::Perhaps, _) | (_, Filled::Perhaps) => Filled::Perhaps,
                    _ => Filled::Different,
                };
            }
        }
        filled
    }

    /// Whether somebody takes part in both, but not in the same role.
    fn crossed(&self, old: &[Argument], new: &[Argument]) -> bool {
        tick(old.len() + new.len());
        new.iter().any(|a| old.iter().any(|b| a.entity == b.entity && a.role != b.role))
            && !new.iter().any(|a| old.iter().any(|b| a.entity == b.entity && a.role == b.role))
    }
}

fn compare(entities: &Entities, a: usize, b: usize) -> Filled {
    tick(1);
    if a == b {
        return Filled::Same;
    }
    let (a, b) = (&entities.all[a], &entities.all[b]);
    if a.country.is_some()
        && a.country == b.country
        && !(a.named && b.named && a.title.is_some() && b.title.is_some())
    {
        return Filled::Alike;
    }
    let last = |name: &str| name.rsplit(' ').next().map(|w| w.trim_end_matches('s').to_lowercase());
    match (a.named && b.named, last(&a.name) == last(&b.name)) {
        (false, true) => Filled::Alike,
        (true, _) => Filled::Different,
        (false, false) => Filled::Perhaps,
    }
}

/// How much of the smaller of two sorted sets is in the other.
fn shared_share(a: &[u32], b: &[u32]) -> f32 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    tick(least);
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    shared as f32 / least as f32
}

/// The cosine of two sentences' words, the rare ones heavier.
fn alike(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    tick(a.len());
    let shared: f32 = a
        .iter()
        .filter(|(word, _)| b.binary_search_by_key(word, |(other, _)| *other).is_ok())
        .map(|(_, weight)| weight * weight)
        .sum();
    let size = |words: &[(u32, f32)]| words.iter().map(|(_, weight)| weight * weight).sum::<f32>();
    shared / (size(a) * size(b)).sqrt().max(1e-6)
}
