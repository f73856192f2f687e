//! What a number without a unit is: a count of people or things, a place in a row, a part, an age, a grade; or nothing.

use std::ops::Range;

use super::lexicon;
use super::numbers::Form;
use super::read::{Amount, Meaning, Room};
use super::units::{Measure, is_noun};
use super::{Kind, QuantityMention, counted, never};
use crate::names::Name;
use crate::report::EntityType;
use crate::sorted::has;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::times::is_month;

impl Room<'_> {
    /// What a number without a unit is: people, things, a part, a place in a row; none for no quantity.
    pub(super) fn meaning(
        &self,
        amount: &mut Amount,
        bounded: bool,
        found: &[QuantityMention],
    ) -> Option<Meaning> {
        let reader = &self.reader;
        let number = amount.number.clone();
        if let Some(length) = self.late_length(amount) {
            return Some(length);
        }
        let counted = |amount: &Amount| {
            let end = amount.words.end.max(number.end);
            counted::noun(reader, number.start, number.end, end, amount.form)
        };
        if amount.form == Form::Ordinal {
            return self.ordinal(&number, counted(amount));
        }
        // "42," after a name; "aged 12"
        if self.is_age(amount, found) {
            return Some(Meaning::measured(Kind::Age, "a"));
        }
        if let Some(grade) = self.grade(amount) {
            return Some(Meaning::measured(Kind::Magnitude, grade));
        }
        if self.compares(amount) {
            return Some(Meaning { kind: Kind::Multiple, unit: None, counted: None });
        }
        if amount.form == Form::Part {
            return self.part(amount, counted(amount));
        }
        // "a 3,000-strong force"
        if reader.is_hyphen(number.end) && reader.norm(number.end + 1) == "strong" {
            amount.words.end = number.end + 2;
            return Some(Meaning::measured(Kind::People, "people"));
        }
        self.count(amount, counted(amount), bounded, found)
    }

    /// "10 more years", "eight consecutive days": takes the words in.
    fn late_length(&self, amount: &mut Amount) -> Option<Meaning> {
        let reader = &self.reader;
        if matches!(amount.form, Form::Ordinal | Form::Part)
            || !has(lexicon::BEFORE_TIMES, reader.norm(amount.words.end))
        {
            return None;
        }
        let unit = lexicon::unit_named(reader.norm(amount.words.end + 1))
            .filter(|unit| unit.kind == Kind::Duration)?;
        amount.words.end += 2;
        amount.min = amount.min.map(|min| min * unit.times);
        amount.max = amount.max.map(|max| max * unit.times);
        Some(Meaning::measured(Kind::Duration, unit.code))
    }

    /// "three *times* more", "ten *times* the size", "five*fold*": takes the word in.
    fn compares(&self, amount: &mut Amount) -> bool {
        let reader = &self.reader;
        let end = amount.words.end;
        let next = end + 1;
        let more = has(lexicon::COMPARISONS, reader.norm(next))
            || next < reader.end && self.document.xpos(next) == Xpos::Jjr;
        let by = reader.before(amount.words.start) == "by" && amount.value().fract() != 0.0;
        if reader.norm(end) == "times" && (more || by) {
            amount.words.end = next;
            return true;
        }
        let fold = reader.past_hyphen(end);
        if reader.norm(fold) == "fold" {
            amount.words.end = fold + 1;
            return true;
        }
        false
    }

    /// A count of people or things.
    fn count(
        &self,
        amount: &mut Amount,
        counted: Option<usize>,
        bounded: bool,
        found: &[QuantityMention],
    ) -> Option<Meaning> {
        let (document, reader) = (self.document, &self.reader);
        // "hundreds, if not thousands, of kilometres"
        let unit =
            counted.filter(|_| amount.approximate).and_then(|noun| lexicon::unit_named(document.norm(noun)));
        if let Some(unit) =
            unit.filter(|unit| matches!(unit.kind, Kind::Distance | Kind::Duration | Kind::Mass))
        {
            amount.min = amount.min.map(|min| min * unit.times);
            amount.max = amount.max.map(|max| max * unit.times);
            return Some(Meaning::measured(unit.kind, unit.code));
        }
        // "29 February 1900", "from 9 to 11 Monday", "13pm" are no counts of these
        let dated = |noun: usize| {
            matches!(document.norm(noun), "am" | "pm" | "a.m." | "p.m.")
                || document.xpos(noun) == Xpos::Nnp
                    && (self.taken.time(noun).is_some() || is_month(document.norm(noun)))
        };
        if counted.is_some_and(dated) {
            return None;
        }
        let (mut kind, mut unit) = match counted {
            Some(noun) => self.kind_of(amount, noun, found.last()),
            None => (Kind::Count, None),
        };
        let years = amount.max.is_none_or(|max| max <= 2100.0);
        if years
            && never::is_year(reader, amount, bounded || amount.approximate, counted, kind == Kind::People)
        {
            return None;
        }
        if self.is_policy(amount) || self.is_make(amount) {
            return None;
        }
        match counted {
            None if !self.stands_alone(amount, bounded) && !self.is_one(amount) => return None,
            None => {
                if let Some(referent) = self.referent(amount, found) {
                    (kind, unit) = referent;
                } else if self.is_one(amount) && !self.stands_alone(amount, bounded) {
                    return None;
                } else if self.counts_people(amount, found.last()) {
                    (kind, unit) = (Kind::People, Some("people".into()));
                }
                // "nearly 2,000 per day", "20,000 daily"
                let per = self.measures.per(amount.words.end);
                if let Some((time, end)) = per.filter(|_| amount.form != Form::Words || amount.value() > 10.0)
                {
                    unit = Some(format!("{}/{time}", unit.unwrap_or_default()));
                    kind = Kind::Rate;
                    amount.words.end = end;
                }
            }
            Some(noun) => {
                if amount.number.len() == 1 && !self.one_counts(amount.number.start, noun) {
                    return None;
                }
                // "300 people a day"
                let per = self.measures.per(noun + 1).filter(|_| noun >= amount.words.end);
                if let Some((time, end)) = per {
                    unit = unit.map(|unit| format!("{unit}/{time}"));
                    kind = Kind::Rate;
                    amount.words.end = end;
                }
            }
        }
        Some(Meaning {
            kind,
            unit: unit.or_else(|| counted.map(|noun| counted::singular(document, noun))),
            counted,
        })
    }

    /// "zero-tolerance policy", "net zero": no number of anything.
    fn is_policy(&self, amount: &Amount) -> bool {
        let reader = &self.reader;
        let (start, end) = (amount.number.start, amount.number.end);
        reader.norm(start) == "zero" && (reader.is_hyphen(end) || reader.before(start) == "net")
    }

    /// "a two-wheeler", "a three-pointer": a thing named by its number.
    fn is_make(&self, amount: &Amount) -> bool {
        let reader = &self.reader;
        let end = amount.number.end;
        reader.is_hyphen(end) && has(lexicon::MAKES, reader.norm(end + 1))
    }

    /// Whether the counted noun is of people, and how it is written.
    fn kind_of(
        &self,
        amount: &Amount,
        noun: usize,
        last: Option<&QuantityMention>,
    ) -> (Kind, Option<String>) {
        let document = self.document;
        let unit = counted::singular(document, noun);
        if unit != "other" {
            let people = counted::are_people(document, noun, &unit)
                || self.is_of_a_people(noun)
                || self.is_someone(noun, &unit);
            return (if people { Kind::People } else { Kind::Count }, Some(unit));
        }
        // "two others": of those counted before
        let named = |last: &&QuantityMention| {
            let before = last.words.start.checked_sub(1).map_or("", |word| document.norm(word));
            let named = last.counted.is_some() || last.unit.as_deref().is_some_and(|unit| unit != "people");
            last.kind == Kind::People && !matches!(before, "including" | "among") && named
        };
        if let Some(before) = last.filter(named) {
            return (Kind::People, before.unit.clone());
        }
        // "two houses and three others"
        let here = last.filter(|last| {
            !amount.approximate && last.kind == Kind::Count && last.words.start >= self.reader.start
        });
        if let Some(unit) =
            here.and_then(|last| last.unit.clone()).filter(|unit| unit != "other" && unit != "time")
        {
            return (Kind::Count, Some(unit));
        }
        let people = document.norm(noun) == "others"
            || counted::counts_harmed(&self.reader, amount.words.start, amount.words.end);
        match people {
            true => (Kind::People, Some("people".into())),
            false => (Kind::Count, Some(unit)),
        }
    }

    /// "300 million Africans", "40,000 Rohingya"
    fn is_of_a_people(&self, word: usize) -> bool {
        let names = self.taken.names;
        let at = names.partition_point(|name| name.words.end <= word);
        let people = |name: &Name| name.kind == EntityType::People && name.words.end == word + 1;
        let plural = matches!(self.document.xpos(word), Xpos::Nnps | Xpos::Nns)
            || self.document.norm(word).ends_with("ans");
        // "14 First Nations" are communities
        let nation = self.document.norm(word).starts_with("nation");
        !nation && names.get(at).is_some_and(|name| name.words.contains(&word) && people(name))
            || plural && counted::is_inhabitant(self.document.form(word))
    }

    /// "Three *Kanwariyas* died": a plural with a capital that nobody knows, which does or suffers what people do.
    fn is_someone(&self, noun: usize, unit: &str) -> bool {
        let (document, syntax) = (self.document, &self.document.syntax);
        let plural = document.form(noun).starts_with(char::is_uppercase)
            && document.norm(noun) != unit
            && !self.headline
            && noun > self.reader.start;
        let next = self.reader.norm(noun + 1);
        let named = next == "who" || next == "," && matches!(self.reader.norm(noun + 2), "namely" | "who");
        let acts = || {
            syntax.head(noun).is_some_and(|head| {
                matches!(syntax.deprel[noun], Deprel::Nsubj | Deprel::NsubjPass)
                    && has(lexicon::ACTED, document.lemma(head))
            })
        };
        let harmed = || {
            syntax.head(noun).is_some_and(|head| {
                document.upos(head) == Upos::Verb && has(lexicon::HARMED, document.lemma(head))
            })
        };
        plural && (named || acts() || harmed())
    }

    /// Whether a number without a noun counts people: "killing 5", "another 8,000 have settled" after people were counted.
    fn counts_people(&self, amount: &Amount, last: Option<&QuantityMention>) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let next = amount.words.end;
        let of = |words: &[&str]| reader.norm(next) == "of" && words.contains(&reader.norm(next + 1));
        let goes_on = matches!(reader.norm(next), "who" | "more" | "others")
            || of(&["them", "whom", "us"])
            || next < reader.end && matches!(document.upos(next), Upos::Aux | Upos::Verb)
            || matches!(reader.norm(next), "at" | "with" | "without" | "from");
        let before = last.is_some_and(|last| last.kind == Kind::People && last.words.start >= reader.start);
        goes_on && before
            || of(&["us", "whom"])
            || counted::counts_harmed(reader, amount.words.start, amount.words.end)
    }

    /// Whether a number without noun, unit or sign is a quantity.
    fn stands_alone(&self, amount: &Amount, bounded: bool) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let (start, end) = (amount.number.start, amount.number.end);
        let before = reader.before(start);
        let next = reader.norm(end);
        // "one by one", "after 10 in the morning"
        let clock = matches!(before, "at" | "after" | "before" | "since" | "until" | "till" | "by" | "from")
            && next == "in"
            && reader.norm(end + 1) == "the"
            && matches!(reader.norm(end + 2), "morning" | "afternoon" | "evening");
        if clock || self.is_one(amount) && next == "by" {
            return false;
        }
        if bounded || amount.approximate || amount.value() < 0.0 {
            return true;
        }
        if self.is_one(amount) {
            return false;
        }
        // "(2)", "[4]", "1:2", "1, 2, 3"
        let plain = amount.form != Form::Figures;
        if plain && matches!(before, "(" | "[") && matches!(next, ")" | "]")
            || matches!(next, ":" | "°")
            || plain && before == ":"
            // "1) him wearing the uniform"
            || next == ")" && self.reader.joined(end - 1) && !(start.saturating_sub(25).max(reader.start)..start).any(|word| reader.norm(word) == "(")
        {
            return false;
        }
        // "zero tolerance" has its noun; bare "zero" is a level
        let top = document.syntax.tops(&(start..end)).next();
        let relation = document.syntax.deprel[top.unwrap_or(end - 1)];
        let placed = !matches!(
            relation,
            Deprel::Dep
                | Deprel::List
                | Deprel::Flat
                | Deprel::Punct
                | Deprel::Goeswith
                | Deprel::Discourse
                | Deprel::Vocative
        );
        // a name before: "Apollo 11"
        let figures = amount.form == Form::PlainFigures;
        let named = figures
            && start > self.reader.start
            && document.upos(start - 1) == Upos::Propn
            && !matches!(document.upos(start), Upos::Adj);
        placed && !named
    }

    /// "one" that counts: "one person", "one of its missiles"; not "no one", "one another", "one day" for some day.
    fn one_counts(&self, word: usize, noun: usize) -> bool {
        let reader = &self.reader;
        if reader.norm(word) != "one" {
            return true;
        }
        let next = reader.norm(word + 1);
        // "one-on-one", "one-sided"
        let compound = reader.is_hyphen(word + 1)
            && matches!(reader.norm(word + 2), "on" | "off" | "to" | "sided" | "time" | "way" | "size");
        (noun < word + 6 || next == "of")
            && !compound
            && (!has(lexicon::NOT_BEFORE_ONE, reader.before(word))
                || next == "of" && matches!(reader.before(word), "that" | "which"))
            // "one Tomás Solares"
            && !(next != "of" && self.in_person(noun))
            // "one way or the other", "the grade 1 one horse race"
            && !(matches!(next, "way" | "by" | "thing") && reader.before(word) != "only")
            && !reader.before(word).starts_with(|c: char| c.is_ascii_digit())
            && !(reader.before(word) == "the" && self.document.upos(noun) == Upos::Propn)
            && !(reader.before(word) == "on" && next == "hand")
            && !matches!(next, "another" | "'s" | "who" | "," | "." | "where" | "that" | "on" | "or")
    }

    /// "the 13th test", "finished second"; not "at first", "first of all", "Second World War".
    fn ordinal(&self, number: &Range<usize>, counted: Option<usize>) -> Option<Meaning> {
        let (document, reader) = (self.document, &self.reader);
        let (first, last, end) = (number.start, number.end - 1, number.end);
        if self.taken.time(first).is_some() {
            return None;
        }
        // "first-time users", "a first-half lead": the time, the half
        let joined = end + 1 < reader.end
            && reader.is_hyphen(end)
            && (is_noun(document, end + 1) || matches!(reader.norm(end + 1), "half" | "quarter"));
        let counted = if joined { Some(end + 1) } else { counted };
        let unit = counted.map(|noun| counted::singular(document, noun));
        let meaning = Meaning { kind: Kind::Ordinal, unit, counted };
        let ranked = first > reader.start && has(lexicon::RANKING, document.lemma(first - 1));
        if counted.is_none() && ranked {
            return Some(meaning);
        }
        let next = reader.norm(end);
        // "a billionth of a second"
        let time = reader.norm(first) == "second" && counted.is_none() && document.upos(first) == Upos::Noun;
        if time && matches!(reader.before(first), "a" | "per" | "every" | "each" | "split") {
            return None;
        }
        // "the 21st century", "the first six months"
        let century = next == "century" || counted.is_some_and(|noun| document.lemma(noun) == "century");
        let length = reader.number(end, false).and_then(|number| self.measures.after(&number));
        if century || length.is_some_and(|(measure, _)| measure.kind == Kind::Duration) {
            return None;
        }
        // "first reported", "First, …", "at first", "first of all"
        let adverb = document.syntax.deprel[last] == Deprel::Advmod && counted.is_none();
        let of_verb = document.upos(last) == Upos::Adv
            && document.syntax.head(last).is_some_and(|head| document.upos(head) == Upos::Verb);
        let all = next == "of" && reader.norm(end + 1) == "all";
        if adverb || of_verb || all || reader.before(first) == "at" || next == "," && counted.is_none() {
            return None;
        }
        // "Second World War", "1st Battalion", "First Lady": the next word has a capital too
        let capital = |word: usize| reader.form(word).starts_with(char::is_uppercase);
        let figures = reader.form(first).starts_with(|c: char| c.is_ascii_digit());
        // but "the 35th National Gathering", "the 11th Parliament" is in a row
        let row = figures && counted.is_some_and(|noun| has(lexicon::IN_A_ROW, document.norm(noun)));
        if capital(end) && (figures || capital(first) && first > reader.start) && !self.headline && !row {
            return None;
        }
        // "in the first place", "in the first instance"
        let idiom = matches!(next, "place" | "instance")
            && reader.before(first) == "the"
            && first > reader.start + 1
            && reader.norm(first - 2) == "in";
        if idiom {
            return None;
        }
        // "first aid", "second-hand", "first-degree"
        let set = reader.is_hyphen(end) && has(lexicon::ORDINAL_COMPOUNDS, reader.norm(end + 1))
            || matches!(next, "aid" | "lady" | "name" | "hand" | "class" | "responder" | "responders");
        let outsiders = reader.norm(first) == "third" && matches!(next, "party" | "parties");
        (!set && !outsiders).then_some(meaning)
    }

    /// "half of the voters", "a third"; not "the first half", "half-brother".
    fn part(&self, amount: &Amount, counted: Option<usize>) -> Option<Meaning> {
        let (document, reader) = (self.document, &self.reader);
        let (start, end) = (amount.number.start, amount.number.end);
        if self.taken.time(start).is_some() {
            return None;
        }
        if reader.norm(start) == "half" {
            let before = reader.before(start);
            let game = has(lexicon::NOT_BEFORE_HALF, before) || before == "in" && counted.is_none();
            let adverb = document.xpos(start) == Xpos::Rb
                && counted.is_none()
                && !matches!(reader.norm(end), "of" | "the" | "its" | "their" | "a");
            // "half brother", "half measures"
            let kin = matches!(
                reader.norm(end),
                "brother"
                    | "brothers"
                    | "sister"
                    | "sisters"
                    | "sibling"
                    | "siblings"
                    | "measures"
                    | "mast"
                    | "time"
            );
            if game || adverb || kin || reader.is_hyphen(end) {
                return None;
            }
        }
        let unit = counted.map(|noun| counted::singular(document, noun));
        Some(Meaning { kind: Kind::Fraction, unit, counted })
    }

    /// "twice as many", "triple the number"
    pub(super) fn multiple(&self, at: usize, times: f64) -> Option<Amount> {
        let reader = &self.reader;
        let next = reader.norm(at + 1);
        let adverb = matches!(reader.norm(at), "twice" | "thrice");
        // "the group Twice"
        let name = adverb && at > reader.start && reader.form(at).starts_with(char::is_uppercase);
        if name && !self.headline || !adverb && !matches!(next, "the" | "that" | "what") {
            return None;
        }
        // "will double the number": the verb
        if !adverb && self.document.upos(at) == Upos::Verb {
            return None;
        }
        if self.taken.time(at).is_some() {
            return None;
        }
        let mut amount = Amount::vague(at..at + 1, times, Some(times));
        amount.approximate = false;
        // "twice as many", "twice the number"; but "met twice" is how often
        let compares = !adverb || has(lexicon::COMPARISONS, next);
        amount.kind = Some(if compares { Kind::Multiple } else { Kind::Count });
        Some(amount)
    }

    /// A number of years that somebody is old.
    pub(super) fn is_age(&self, amount: &Amount, found: &[QuantityMention]) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let start = amount.words.start;
        let value = amount.value();
        let word = |back: usize| start.checked_sub(back).filter(|&w| w >= self.reader.start);
        let before = word(1).map_or("", |w| reader.norm(w));
        let years = amount.measure.is_none();
        let plain = years && amount.min == amount.max && amount.value().fract() == 0.0;
        if plain && (5.0..=115.0).contains(&value) && self.is_said_age(amount) {
            return true;
        }
        // "aged 12-15", "age 5", "at the age of 16", "ages 5 to 11"
        if matches!(before, "aged" | "age" | "ages") && value <= 150.0 {
            return true;
        }
        if before == "of"
            && matches!(word(2).map_or("", |w| reader.norm(w)), "age" | "ages")
            && value <= 150.0
        {
            return true;
        }
        let whole = matches!(amount.form, Form::PlainFigures) && years && amount.min == amount.max;
        if !whole || !(1.0..=115.0).contains(&value) {
            return false;
        }
        let after = reader.norm(amount.words.end);
        // "her son, 7, who", "a driver, 34, was"
        let kin = before == "," && after == ",";
        if kin
            && word(2).is_some_and(|w| {
                document.xpos(w) == Xpos::Nn
                    && counted::are_people(document, w, document.lemma(w))
                    && w.checked_sub(1).is_some_and(|w| {
                        matches!(
                            document.upos(w),
                            Upos::Det | Upos::Pron | Upos::Adj | Upos::Noun | Upos::Part
                        )
                    })
            })
        {
            return true;
        }
        // "The brothers, 23 and 26, were killed"
        let pair = match (before, after) {
            (",", "and") => word(2),
            ("and", ",")
                if found.last().is_some_and(|last| last.kind == Kind::Age && last.words.end + 1 == start) =>
            {
                return true;
            }
            _ => None,
        };
        if pair.is_some_and(|w| {
            document.xpos(w) == Xpos::Nns && counted::are_people(document, w, document.lemma(w))
        }) && amount.words.end + 2 < reader.end
            && reader.number(amount.words.end + 1, false).is_some_and(|second| {
                (1.0..=115.0).contains(&second.value) && reader.norm(second.words.end) == ","
            })
        {
            return true;
        }
        // "Divya Pawar*, 35, left"
        let star = word(2).filter(|&w| before == "," && reader.norm(w) == "*");
        if star.is_some() && after == "," {
            return word(3).is_some_and(|w| self.in_person(w) || document.upos(w) == Upos::Propn);
        }
        // "Thomas Sam, 42, said", "Abu Saeed (40)"
        let comma = before == "," && matches!(after, "," | "." | ";" | "" | "and" | ")" | "of" | "from");
        let bracket =
            before == "(" && after == ")" && value >= 5.0 && word(2).is_some_and(|w| self.in_person(w));
        let listed = comma
            && (after == "," || matches!(after, "." | ";" | ")" | "and"))
            && word(2).is_some_and(|w| self.in_person(w));
        bracket
            || self.goes_on_with_ages(amount, found, before, after)
            || listed
            // "he was 82 and ill", "Wang, then 27, said"
            || self.is_aged(start, before, after)
            // "turned 42"
            || matches!(before, "turned" | "turns")
                && matches!(after, "" | "." | "," | "in" | "on" | "this" | "last" | "and" | "with" | "when")
    }

    /// "at just *25*", "at *35* he", "at the age of only *39*", "who was *five* at the time"
    fn is_said_age(&self, amount: &Amount) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let start = amount.number.start;
        let after = reader.norm(amount.number.end);
        let mut at = start;
        while at > reader.start
            && matches!(reader.before(at), "just" | "only" | "barely" | "age" | "of" | "the")
        {
            at -= 1;
        }
        let before = reader.before(at);
        let aged = (at..start).any(|word| reader.norm(word) == "age");
        if aged && matches!(before, "at" | "by" | "from" | "until") {
            return true;
        }
        let closes = matches!(after, "" | "." | "," | ";" | "and" | ")");
        let person = matches!(after, "he" | "she" | "i");
        // "won at just 25", not "stood at just 25"
        if before == "at" && at < start && closes {
            let verb = document.syntax.head(start).map_or("", |head| document.lemma(head));
            return !matches!(
                verb,
                "stand" | "stay" | "remain" | "start" | "begin" | "sell" | "cap" | "value" | "set"
            );
        }
        if before == "at" && person && at == start && (at == reader.start + 1) {
            return true;
        }
        // "who was five at the time", "she was 12 when"
        let was = matches!(before, "was" | "'re" | "were") && at == start;
        let who = at >= reader.start + 2 && matches!(reader.norm(at - 2), "who" | "he" | "she" | "i" | "you");
        was && who
            && (closes || after == "when" || after == "at" && reader.norm(amount.number.end + 2) == "time")
    }

    /// "Ali Sam, 40; Wanida, 41; Waemae; *38*, and": a number in the place of the age before it, after a name.
    fn goes_on_with_ages(
        &self,
        amount: &Amount,
        found: &[QuantityMention],
        before: &str,
        after: &str,
    ) -> bool {
        let reader = &self.reader;
        let start = amount.words.start;
        let near = found.last().is_some_and(|last| {
            last.kind == Kind::Age && last.words.start >= reader.start && last.words.end + 8 >= start
        });
        let name = start >= reader.start + 2 && self.document.upos(start - 2) == Upos::Propn;
        let placed = before == "(" && after == ")"
            || matches!(before, "," | ";") && matches!(after, "," | ";" | "." | "and" | "");
        near && name && placed && amount.value() >= 1.0
    }

    /// "he *was 82* and ill", "Wang, *then 27*, said"
    fn is_aged(&self, number: usize, before: &str, after: &str) -> bool {
        let (document, reader) = (self.document, &self.reader);
        let closes = matches!(after, "" | "." | "," | ";" | "and" | "when" | "at");
        match before {
            "then" | "now" => closes && number >= reader.start + 2 && reader.norm(number - 2) == ",",
            "was" | "is" | "'s" => {
                let subject = document.syntax.own_subject(number);
                closes
                    && subject.is_some_and(|s| matches!(document.norm(s), "he" | "she") || self.in_person(s))
            }
            _ => false,
        }
    }

    pub(super) fn in_person(&self, word: usize) -> bool {
        let names = self.taken.names;
        let at = names.partition_point(|name| name.words.end <= word);
        names.get(at).is_some_and(|name| name.words.contains(&word) && name.kind == EntityType::Person)
    }

    /// "a 6.4-magnitude quake", "magnitude 6.4", "Category 4", "a magnitude of 6.4".
    pub(super) fn grade(&self, amount: &mut Amount) -> Option<&'static str> {
        let reader = &self.reader;
        let grade = |word: &str| lexicon::GRADES.binary_search(&word).ok().map(|at| lexicon::GRADES[at]);
        let end = amount.words.end;
        // "a five-grade scale" has five of them
        if reader.is_hyphen(end)
            && let Some(found) = grade(reader.norm(end + 1)).filter(|found| *found != "grade")
        {
            amount.words.end = end + 2;
            return Some(found);
        }
        let start = amount.words.start;
        let back = |n: usize| start.checked_sub(n).filter(|&w| w >= self.reader.start);
        if let Some(found) = back(1).and_then(|w| grade(reader.norm(w))) {
            amount.words.start -= 1;
            return Some(found);
        }
        // "measuring 6.4 on the Richter scale"
        if reader.norm(end) == "on" && reader.norm(end + 1) == "the" && reader.norm(end + 2) == "richter" {
            return Some("magnitude");
        }
        let of = back(1).filter(|&w| reader.norm(w) == "of")?;
        let found =
            of.checked_sub(1).filter(|&w| w >= self.reader.start).and_then(|w| grade(reader.norm(w)))?;
        (found == "magnitude").then_some(found)
    }

    /// "98 degrees" where it is warm or cold, "2 degrees below zero".
    pub(super) fn temperature(&self, amount: &mut Amount) {
        let reader = &self.reader;
        let degrees =
            amount.measure.filter(|measure| matches!(measure.kind, Kind::Angle | Kind::Temperature));
        let end = amount.words.end;
        let below = reader.norm(end) == "below" && matches!(reader.norm(end + 1), "zero" | "freezing");
        if below && (degrees.is_some() || amount.measure.is_none()) {
            amount.min = amount.min.map(|min| -min);
            amount.max = amount.max.map(|max| -max);
            amount.words.end = end + 2;
        }
        let near = end.saturating_sub(12).max(self.reader.start)..reader.end.min(end + 6);
        let warm = |word: usize| has(lexicon::WARMTH, reader.norm(word));
        let bare = degrees.map_or(below && amount.measure.is_none(), |measure| measure.kind == Kind::Angle);
        if bare && (below || near.into_iter().any(warm)) {
            let measure = degrees.or_else(|| lexicon::unit_named("degree").map(Measure::from));
            amount.measure = measure.map(|measure| Measure { kind: Kind::Temperature, ..measure });
        }
    }

    /// "one day" for some day, "second" and "third" of lists.
    pub(super) fn is_no_length(&self, amount: &Amount, measure: Measure) -> bool {
        let reader = &self.reader;
        let start = amount.number.start;
        if amount.number.len() != 1 || reader.norm(start) != "one" {
            return false;
        }
        // "at one point"
        if measure.code == "point" && reader.before(start) == "at" {
            return true;
        }
        if measure.kind != Kind::Duration {
            return false;
        }
        // "one day they will come"
        let before = reader.before(start);
        let after = reader.norm(amount.words.end);
        measure.code == "d"
            && !matches!(
                before,
                "in" | "for"
                    | "of"
                    | "within"
                    | "after"
                    | "least"
                    | "than"
                    | "only"
                    | "just"
                    | "about"
                    | "over"
                    | "to"
                    | "last"
                    | "by"
            )
            && !matches!(after, "after" | "before" | "ago" | "later" | "earlier" | "of")
            && !reader.is_hyphen(start + 1)
    }
}
