//! A report over its text, with what belongs together at hand.

use std::fmt::Debug;

use rustc_hash::FxHashMap;

use crate::offsets::{self, Offsets};
use crate::options::Error;
use crate::report::{Argument, Entity, Event, EventMention, OffsetUnit, Quantity, Report, Role, Span, Time};

/// So many participants of an event are written in a role.
const MOST: usize = 64;

/// So many mentions are weighed to tell an event by.
const WEIGHED: usize = 40;

/// A sentence longer than this, in bytes, is cut to what is around the trigger.
const LONGEST_SENTENCE: u32 = 1200;

/// The roles that tell who did what to whom, the first having the right to the words where two overlap.
pub(super) const SENTENCE_ROLES: [Role; 8] = [
    Role::Actor,
    Role::Target,
    Role::Object,
    Role::Recipient,
    Role::Topic,
    Role::Instrument,
    Role::Origin,
    Role::Destination,
];

pub(super) struct Reading<'r> {
    /// The report, its offsets in bytes.
    pub(super) report: &'r Report,
    /// What offsets counted in the report that was given.
    pub(super) unit: OffsetUnit,
    pub(super) text: &'r str,
    /// Where in its list what has an id is.
    index: FxHashMap<&'r str, usize>,
}

/// Rewrites the offsets of a report to bytes; gives what they were.
///
/// # Errors
/// When it is of another text: an offset is none of this text, or words begin or end in white space.
pub(super) fn to_bytes(report: &mut Report, text: &str) -> Result<OffsetUnit, Error> {
    let wrong =
        |what: String| Error::new("other-text", format!("the report is not of this text, where {what}"));
    let unit = report.offsets;
    offsets::to_bytes(report, text).map_err(|offset| wrong(format!("nothing begins or ends at {offset}")))?;
    let mentions = report.entities.iter().flat_map(|e| &e.mentions).map(|m| (m.start, m.end));
    let times = report.times.iter().map(|t| (t.start, t.end));
    let triggers = report.events.iter().flat_map(|e| &e.mentions).map(|m| (m.trigger.start, m.trigger.end));
    for (start, end) in mentions.chain(times).chain(triggers) {
        let words = Span::new(start, end).of(text);
        if words.is_empty() || words.trim() != words {
            return Err(wrong(format!(
                "\"{}\" would be a name, a time or a trigger",
                crate::export::words::shorten(words, 60)
            )));
        }
    }
    Ok(unit)
}

impl<'r> Reading<'r> {
    pub(super) fn of(report: &'r Report, unit: OffsetUnit, text: &'r str) -> Self {
        let mut index = FxHashMap::default();
        let events = report.events.iter().map(|e| &e.id).enumerate();
        let entities = report.entities.iter().map(|e| &e.id).enumerate();
        let times = report.times.iter().map(|t| &t.id).enumerate();
        let quantities = report.quantities.iter().map(|q| &q.id).enumerate();
        for (at, id) in events.chain(entities).chain(times).chain(quantities) {
            index.entry(id.as_str()).or_insert(at);
        }
        Self { report, unit, text, index }
    }

    pub(super) fn at(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub(super) fn entity(&self, id: &str) -> Option<&'r Entity> {
        self.report.entities.get(self.at(id)?).filter(|e| e.id == id)
    }

    pub(super) fn event(&self, id: &str) -> Option<&'r Event> {
        self.report.events.get(self.at(id)?).filter(|e| e.id == id)
    }

    pub(super) fn time(&self, id: &str) -> Option<&'r Time> {
        self.report.times.get(self.at(id)?).filter(|t| t.id == id)
    }

    pub(super) fn quantity(&self, id: &str) -> Option<&'r Quantity> {
        self.report.quantities.get(self.at(id)?).filter(|q| q.id == id)
    }

    pub(super) fn words(&self, span: Span) -> &'r str {
        span.of(self.text)
    }

    /// What counts offsets as the report that was given does, or as others do.
    pub(super) fn offsets(&self, unit: OffsetUnit) -> Offsets {
        Offsets::new(self.text, unit)
    }

    /// A few words for a type: "weapon test".
    pub(super) fn label(&self, kind: &str) -> String {
        let mut types = crate::Analyzer::shared().event_types();
        match types.find(|t| t.name == kind) {
            Some(known) => known.label.to_string(),
            None => kind.rsplit('.').next().unwrap_or(kind).replace('-', " "),
        }
    }

    /// The place of an event.
    pub(super) fn place(&self, event: &Event) -> Option<&'r Entity> {
        let of_argument = || of_role(event, Role::Place).find_map(|a| self.entity(a.entity.as_deref()?));
        event.place.as_deref().and_then(|id| self.entity(id)).or_else(of_argument)
    }

    /// What an event's time covers; of a range all of it.
    pub(super) fn interval(&self, event: &Event) -> Option<(&'r str, Option<&'r str>)> {
        let time = self.time(event.time.as_deref()?)?;
        let last = time.until.as_deref().and_then(|id| self.time(id)).unwrap_or(time);
        Some((time.from.as_deref()?, last.to.as_deref()))
    }

    /// Who or what a participant is called.
    pub(super) fn name(&self, argument: &Argument) -> String {
        let entity = argument.entity.as_deref().and_then(|id| self.entity(id));
        let event = argument.event.as_deref().and_then(|id| self.event(id));
        match (entity, event) {
            (Some(entity), _) => entity.name.clone(),
            (None, Some(event)) => self.label(&event.kind),
            (None, None) => self.words(argument.span).to_owned(),
        }
    }

    /// Those in a role, each once.
    pub(super) fn names(&self, event: &Event, role: Role) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for argument in of_role(event, role).take(MOST) {
            let name = self.name(argument);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The entities in some roles, each once.
    pub(super) fn entities(&self, event: &Event, roles: &[Role]) -> Vec<&'r Entity> {
        let mut found: Vec<&Entity> = Vec::new();
        for argument in event.arguments.iter().filter(|a| roles.contains(&a.role)).take(MOST) {
            let entity = argument.entity.as_deref().and_then(|id| self.entity(id));
            found.extend(entity.filter(|e| !found.iter().any(|known| known.id == e.id)));
        }
        found
    }

    /// "killed: at least 12 people", "money: 3500000 USD".
    pub(super) fn amounts(&self, event: &Event) -> Vec<String> {
        let amount = |amount: &crate::report::Amount| {
            let quantity = self.quantity(&amount.quantity)?;
            let number = match (quantity.min, quantity.max) {
                (Some(min), Some(max)) if min == max => format!("{min}"),
                (Some(min), Some(max)) => format!("{min} to {max}"),
                (Some(min), None) => format!("at least {min}"),
                (None, Some(max)) => format!("at most {max}"),
                (None, None) => self.words(Span::new(quantity.start, quantity.end)).to_owned(),
            };
            let about = if quantity.approximate { "about " } else { "" };
            // "12 soldiers", not "12 soldier"
            let counted = quantity.counted.map(|span| self.words(span)).or(quantity.unit.as_deref());
            let unit = counted.map(|unit| format!(" {unit}")).unwrap_or_default();
            Some(format!("{}: {about}{number}{unit}", amount.of))
        };
        event.amounts.iter().take(MOST).filter_map(amount).collect()
    }

    /// Who says so, each once.
    pub(super) fn sources(&self, event: &Event) -> Vec<&'r str> {
        let mut names: Vec<&str> = Vec::new();
        let told = event.mentions.iter().take(MOST).map(|m| &m.source);
        for source in told.chain([&event.source]) {
            let name = source.as_deref().and_then(|id| self.entity(id)).map(|e| e.name.as_str());
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// The mention that an event is told by: the one with most of its parts in the same sentence, who did it counting
    /// double; the first among equals. What is not stated as fact is told by a mention that says so.
    pub(super) fn told(&self, event: &'r Event) -> Option<&'r EventMention> {
        let weight = |mention: &EventMention| {
            let bounds = self.bounds(mention);
            let has = |role: Role| of_role(event, role).take(MOST).any(|a| bounds.contains(a.span));
            let roles = SENTENCE_ROLES.into_iter().filter(|&role| has(role)).count();
            let actor = usize::from(has(Role::Actor));
            roles + actor + 2 * usize::from(mention.factuality == event.factuality)
        };
        // Of equals `max_by_key` takes the last.
        let weighed = event.mentions.iter().take(WEIGHED).rev();
        weighed.max_by_key(|mention| weight(mention))
    }

    /// The sentence of a mention.
    pub(super) fn bounds(&self, mention: &EventMention) -> Span {
        let sentence = self.report.document.sentences.get(mention.sentence as usize).copied();
        sentence.filter(|sentence| sentence.contains(mention.trigger)).unwrap_or(mention.trigger)
    }

    /// The words of the sentence of a mention; of a very long one those around the trigger.
    pub(super) fn evidence(&self, mention: &EventMention) -> String {
        let bounds = self.bounds(mention);
        if bounds.len() <= LONGEST_SENTENCE {
            return self.words(bounds).to_owned();
        }
        let side = LONGEST_SENTENCE / 2;
        let mut start = mention.trigger.start.saturating_sub(side).max(bounds.start);
        let mut end = mention.trigger.end.saturating_add(side).min(bounds.end);
        while !self.text.is_char_boundary(start as usize) {
            start += 1;
        }
        while !self.text.is_char_boundary(end as usize) {
            end -= 1;
        }
        format!("…{}…", self.words(Span::new(start, end)))
    }

    /// The headline.
    pub(super) fn title(&self) -> &'r str {
        self.report.document.title.map_or("", |title| self.words(title))
    }
}

/// The arguments in a role.
pub(super) fn of_role(event: &Event, role: Role) -> impl Iterator<Item = &Argument> {
    event.arguments.iter().filter(move |a| a.role == role)
}

/// The name of a value of a closed list, as reports have it.
pub(super) fn name_of(value: impl Debug) -> String {
    format!("{value:?}").to_lowercase()
}

/// A number for a text, and for what is in it: FNV-1a in the form of a UUID of one's own kind (RFC 9562, version 8).
pub(super) fn uuid(pieces: &[&str]) -> String {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let mut hash: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    for piece in pieces {
        // A byte that no text has ends a piece.
        for byte in piece.bytes().chain([0xFF]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    let hash = hash & !(0xF << 76) & !(0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    let hex = format!("{hash:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
