//! What a number without a noun of its own counts: what a number or noun before it did, or people.

use super::counted::{are_people, counts_harmed, singular};
use super::lexicon::{self, Term};
use super::numbers::Form;
use super::read::{Amount, Room};
use super::{Kind, QuantityMention};
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::work::tick;

/// How many words back "six were from the north" looks for the seven suspects.
const NEAR: usize = 60;
/// How many words back "all seven" does.
const FAR: usize = 400;
/// A number that is so many times another does not count the same.
const SIZES: f64 = 30.0;
/// How many quantities are looked at.
const MOST: usize = 12;

impl Room<'_> {
    /// The kind and unit of what a number without a noun counts.
    pub(super) fn referent(
        &self,
        amount: &Amount,
        found: &[QuantityMention],
    ) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        let start = amount.words.start;
        let one = self.is_one(amount);
        if let Some(part) = self.part_of(amount, found) {
            return Some(part);
        }
        if one {
            // "three *in* Kerala and one *in* Delhi"
            let end = amount.words.end;
            let parallel = matches!(reader.before(start), "and" | ",")
                && end < reader.end
                && self.document.upos(end) == Upos::Adp
                && found.last().is_some_and(|last| {
                    last.words.start >= reader.start && reader.norm(last.words.end) == reader.norm(end)
                });
            return if parallel { self.beside(amount, found) } else { self.one_of_several(amount) };
        }
        if self.is_definite(amount) {
            return self.same_again(amount, found).or_else(|| self.rest_of(amount, found));
        }
        // "Millions rely on aid", "thousands were rounded up"
        let vague = amount.approximate
            && lexicon::term(reader.norm(amount.number.start))
                .is_some_and(|term| matches!(term, Term::Vague(..)));
        // "paying billions every year", "worth millions"
        let paid = vague && (amount.value() >= 1e9 || self.is_paid(amount));
        if paid {
            return None;
        }
        if vague || counts_harmed(reader, start, amount.words.end) {
            return Some((Kind::People, Some("people".into())));
        }
        // "a team of four", "a community of about 300"
        let of = reader.before(start) == "of" && start >= reader.start + 2;
        if of && has(lexicon::GROUPS, self.document.lemma(start - 2)) {
            return Some((Kind::People, Some("people".into())));
        }
        self.told_of(amount)
            .or_else(|| self.ahead(amount))
            .or_else(|| self.beside(amount, found))
            .or_else(|| self.subject_of_more(amount, found))
    }

    /// "cost millions": a sum that is not said of what.
    fn is_paid(&self, amount: &Amount) -> bool {
        let top = self.top(amount).unwrap_or(amount.number.start);
        let head = self.document.syntax.head(top).map_or("", |head| self.document.lemma(head));
        let verb = |word: &str| {
            matches!(
                word,
                "pay"
                    | "lose"
                    | "cost"
                    | "spend"
                    | "invest"
                    | "owe"
                    | "earn"
                    | "make"
                    | "raise"
                    | "save"
                    | "win"
                    | "worth"
                    | "steal"
                    | "siphon"
                    | "squander"
                    | "borrow"
                    | "lend"
                    | "donate"
            )
        };
        verb(head) && self.document.syntax.deprel[top] != Deprel::Nsubj
            || verb(self.reader.before(amount.words.start))
    }

    /// The word of the number that hangs on one outside.
    fn top(&self, amount: &Amount) -> Option<usize> {
        self.document.syntax.tops(&amount.number).next()
    }

    /// "the number of refugees reached *340,000*", "cases climbed from 2,610 to *5,827*", "the death toll rose to *44*": what the
    /// subject counts; "*30* voted": who votes is a person.
    fn told_of(&self, amount: &Amount) -> Option<(Kind, Option<String>)> {
        let (document, syntax) = (self.document, &self.document.syntax);
        let top = self.top(amount)?;
        let verb = syntax.head(top)?;
        let people = || Some((Kind::People, Some("people".into())));
        let relation = syntax.deprel[top];
        if matches!(relation, Deprel::Nsubj | Deprel::NsubjPass) && has(lexicon::ACTED, document.lemma(verb))
        {
            return people();
        }
        if !matches!(relation, Deprel::Obl | Deprel::Obj | Deprel::OblUnmarked | Deprel::Nmod | Deprel::Xcomp)
            || !has(lexicon::REACHING, document.lemma(verb))
            || self.reader.before(amount.words.start) == "by"
            || amount.value().fract() != 0.0
        {
            return None;
        }
        let subject = syntax.subject(verb)?;
        let noun = match document.norm(subject) {
            "toll" => return people(),
            "number" | "numbers" | "total" | "tally" | "count" | "figure" => {
                let of = |&child: &usize| {
                    syntax.deprel[child] == Deprel::Nmod
                        && syntax.preposition(child).is_some_and(|word| document.norm(word) == "of")
                };
                syntax.dependents(subject).find(of)?
            }
            _ => subject,
        };
        if !matches!(document.xpos(noun), Xpos::Nns | Xpos::Nnps)
            || has(lexicon::MEASURES, document.lemma(noun))
        {
            return None;
        }
        let unit = singular(document, noun);
        let people = are_people(document, noun, &unit);
        Some((if people { Kind::People } else { Kind::Count }, Some(unit)))
    }

    /// "*18* and 25 patients", "*3,400* in-person and 1,500 online participants": what the next number does.
    fn ahead(&self, amount: &Amount) -> Option<(Kind, Option<String>)> {
        let (document, reader) = (self.document, &self.reader);
        let mut at = amount.words.end;
        while at < amount.words.end + 3 && at < reader.end && document.upos(at) == Upos::Adj {
            at += 1;
        }
        // "in-person"
        if !matches!(reader.norm(at), "and" | "or") {
            return None;
        }
        let next = reader.number(at + 1, false)?;
        if next.form == Form::Ordinal
            || next.form == Form::Part
            || next.scale != 1.0
            || self.measures.after(&next).is_some()
        {
            return None;
        }
        let end = next.words.end;
        let noun = super::counted::noun(reader, next.words.start, end, end, next.form)?;
        if document.xpos(noun) != Xpos::Nns || noun > end + 3 {
            return None;
        }
        let unit = singular(document, noun);
        let people = are_people(document, noun, &unit);
        Some((if people { Kind::People } else { Kind::Count }, Some(unit)))
    }

    pub(super) fn is_one(&self, amount: &Amount) -> bool {
        amount.number.len() == 1 && self.reader.norm(amount.number.start) == "one"
    }

    /// The quantities before that are near enough, the nearest first.
    fn before<'f>(
        &self,
        amount: &Amount,
        found: &'f [QuantityMention],
        words: usize,
    ) -> impl Iterator<Item = &'f QuantityMention> + use<'f> {
        let from = amount.words.start.saturating_sub(words);
        found.iter().rev().take(MOST).take_while(move |quantity| {
            tick(1);
            quantity.words.start >= from
        })
    }

    /// What a quantity counts, for a number that says no more; other people are only "people".
    fn of(&self, quantity: &QuantityMention) -> Option<(Kind, Option<String>)> {
        let here = quantity.words.start >= self.reader.start;
        // "three fours and a six" of cricket are no numbers of what comes after.
        let unit = quantity.unit.as_deref().filter(|unit| {
            !matches!(*unit, "other" | "time" | "people" | "ball" | "year") && lexicon::term(unit).is_none()
        });
        match quantity.kind {
            Kind::People => {
                let unit = unit.filter(|_| here).unwrap_or("people");
                Some((Kind::People, Some(unit.into())))
            }
            Kind::Count => Some((Kind::Count, Some(unit?.into()))),
            _ => None,
        }
    }

    /// "two *among which*", "*of these*, four", "60 *of them*", "vehicles, one *of which*"
    fn part_of(&self, amount: &Amount, found: &[QuantityMention]) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        let (start, end) = (amount.words.start, amount.words.end);
        let all = |word: &str| matches!(word, "which" | "whom" | "these" | "them" | "those");
        let of = |word: &str| matches!(word, "of" | "among");
        let after = of(reader.norm(end)) && all(reader.norm(end + 1));
        let comma = if reader.before(start) == "," { start.saturating_sub(1) } else { start };
        let before = comma >= reader.start + 2
            && all(reader.before(comma))
            && of(&reader.document.norm(comma - 2).to_lowercase());
        if !after && !before {
            return None;
        }
        // "3.7 of those polled": a share
        if amount.value().fract() != 0.0 && amount.scale == 1.0 {
            return None;
        }
        let word = if after { reader.norm(end + 1) } else { reader.before(comma) };
        let people = || Some((Kind::People, Some("people".into())));
        // "of those killed", "of those who came"
        let next = end + 2;
        if after
            && word == "those"
            && next < reader.end
            && matches!(self.document.upos(next), Upos::Verb | Upos::Pron | Upos::Adj)
        {
            return people();
        }
        let larger = |quantity: &&QuantityMention| {
            let most = quantity.max.or(quantity.min.map(|min| min * SIZES));
            most.is_some_and(|most| most >= amount.value() && most > 1.0)
        };
        // "the three vehicles, one of which"; "58 days with zero homicides, of which 10"
        let near = self.noun_before(if after { start } else { comma - 2 }).filter(|(_, unit)| {
            word != "them" && !found.last().is_some_and(|last| last.unit == *unit && !larger(&last))
        });
        let whole = || {
            self.before(amount, found, NEAR).filter(larger).find_map(|quantity| match quantity.kind {
                Kind::Duration if word != "them" => Some((quantity.kind, quantity.unit.clone())),
                _ => self.of(quantity),
            })
        };
        near.or_else(whole).or_else(|| if word == "whom" { people() } else { None })
    }

    /// The plural noun right before a comma or dash that ends at a word.
    fn noun_before(&self, word: usize) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        if word < reader.start + 2 || !matches!(reader.before(word), "," | "—" | "–" | "(") {
            return None;
        }
        let noun = word - 2;
        if !matches!(self.document.xpos(noun), Xpos::Nns | Xpos::Nnps) {
            return None;
        }
        let unit = singular(self.document, noun);
        let people = are_people(self.document, noun, &unit);
        Some((if people { Kind::People } else { Kind::Count }, Some(unit)))
    }

    /// "presidents, *one* has rejected it, while two others …"
    fn one_of_several(&self, amount: &Amount) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        let others = (amount.words.end..reader.end.min(amount.words.end + 15)).any(|word| {
            matches!(reader.norm(word), "other" | "others" | "another") && reader.norm(word - 1) != "each"
        });
        if others { self.noun_before(amount.words.start) } else { None }
    }

    /// "*all* seven", "*the* two", "*the other* six" with nothing after it that they could be of.
    fn is_definite(&self, amount: &Amount) -> bool {
        let reader = &self.reader;
        let before = reader.before(amount.words.start);
        let small = (2.0..=20.0).contains(&amount.value()) && amount.form == Form::Words;
        small
            && amount.min == amount.max
            && matches!(before, "all" | "the" | "other" | "remaining" | "these" | "those")
            && !reader.is_hyphen(amount.words.end)
    }

    /// "all seven" of seven suspects, "the other six" of them.
    fn same_again(&self, amount: &Amount, found: &[QuantityMention]) -> Option<(Kind, Option<String>)> {
        let value = amount.value();
        let near = amount.words.start.saturating_sub(NEAR);
        let rest = matches!(self.reader.before(amount.words.start), "other" | "remaining");
        self.before(amount, found, FAR)
            .filter(|quantity| quantity.kind == Kind::People || quantity.words.start >= near)
            .filter(|quantity| {
                let of = quantity.min.unwrap_or(0.0);
                if rest { of > value && of < 4.0 * value } else { quantity.min == Some(value) }
            })
            .find_map(|quantity| self.of(quantity))
    }

    /// "one session *of the five*", "the first 11 kilometres are paved, *the remaining four* not"; else people.
    fn rest_of(&self, amount: &Amount, found: &[QuantityMention]) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        let last = found.last().filter(|last| last.words.start >= reader.start);
        if let Some(last) = last.filter(|last| matches!(last.kind, Kind::Distance | Kind::Duration)) {
            return Some((last.kind, last.unit.clone()));
        }
        let start = amount.words.start;
        let share = start >= reader.start + 2 && reader.norm(start - 2) == "of";
        if share { self.of(last?) } else { Some((Kind::People, Some("people".into()))) }
    }

    /// "200 guns and *300 of* …", "three in Kerala and *one* in Delhi", "from 13 houses to *31*", "than *15*": what the number before
    /// it in the sentence counts.
    fn beside(&self, amount: &Amount, found: &[QuantityMention]) -> Option<(Kind, Option<String>)> {
        let reader = &self.reader;
        let start = amount.words.start;
        // "15 % fewer homicides than 1,341": shares are of something else
        let last = found.iter().rev().take(3).find(|last| last.kind != Kind::Percent)?;
        if last.words.start < reader.start {
            return None;
        }
        let before = reader.before(start);
        let size = last.max.or(last.min).unwrap_or(0.0);
        let other = amount.value().fract() != 0.0 && amount.scale == 1.0 || amount.value() > SIZES * size;
        if other
            || before == "by"
            || has(lexicon::SCORES, before)
            || before == "of" && has(lexicon::SCORES, reader.before(start - 1))
        {
            return None;
        }
        if let Some(counted) = self.of(last) {
            return Some(counted);
        }
        // "ended with 14 days without rain, and May with 17"
        let parallel = matches!(before, "with" | "to" | "from" | "than" | "versus" | "against")
            && before == reader.before(last.words.start);
        let measured = !matches!(
            last.kind,
            Kind::Age | Kind::Ordinal | Kind::Score | Kind::Multiple | Kind::Fraction | Kind::Rate
        );
        (parallel && measured && last.unit.is_some()).then(|| (last.kind, last.unit.clone()))
    }

    /// "*Six* were from the north" after seven suspects.
    fn subject_of_more(&self, amount: &Amount, found: &[QuantityMention]) -> Option<(Kind, Option<String>)> {
        let syntax = &self.document.syntax;
        let top = self.top(amount)?;
        if !matches!(syntax.deprel[top], Deprel::Nsubj | Deprel::NsubjPass) {
            return None;
        }
        self.before(amount, found, NEAR)
            .filter(|quantity| {
                quantity.min.is_some_and(|min| min >= amount.value() && min < 1e3 * amount.value())
            })
            .find_map(|quantity| self.of(quantity))
    }
}
