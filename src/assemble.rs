//! What the rooms found, as a report: ids given out, words turned into spans.

use std::fmt::Write;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::events::{Catalog, Coder, Event, EventType, timeline};
use crate::names::gazetteer::{Gazetteer, Kind, PlaceId};
use crate::order;
use crate::quantities::QuantityMention;
use crate::report::{
    self, Factuality, LocationKind, MentionKind, OffsetUnit, Report, Role, SCHEMA, Span, TimeBasisKind,
};
use crate::statements::Statements;
use crate::summary;
use crate::syntax::Upos;
use crate::times::{self, Basis, TimeMention};
use crate::work::tick;

/// What was found in a text.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) times: times::Reading,
    pub(crate) quantities: Vec<QuantityMention>,
    pub(crate) entities: Entities,
    pub(crate) statements: Statements,
    pub(crate) events: Vec<Event>,
}

/// Builds the report; the fields of the document that come from the options are left to the caller.
pub(crate) fn report(
    document: &Document,
    catalog: &Catalog,
    findings: Findings,
    min_confidence: f64,
) -> Report {
    let Findings { times, quantities, entities, statements, events } = findings;
    let times = times.mentions;
    let (order, entity_id) = entity_ids(&entities);
    let entity_name = |e: usize| entity_id[e].map(|n| format!("e{n}"));
    let quantities_out =
        quantities.iter().enumerate().map(|(n, quantity)| quantity_out(document, n, quantity)).collect();
    let statements_out = statements
        .all
        .iter()
        .enumerate()
        .map(|(n, said)| report::Statement {
            id: format!("s{}", n + 1),
            speaker: said.speaker.and_then(entity_name),
            cue: said.cue.map(|w| document.span(w)),
            content: said.content.iter().map(|words| document.span_of(words)).collect(),
            kind: said.kind,
            stance: said.stance,
            addressee: None,
            parent: said.parent.map(|p| format!("s{}", p + 1)),
        })
        .collect();
    // Those that are sure enough, and their numbers from 1.
    let kept: Vec<usize> = (0..events.len()).filter(|&e| events[e].confidence >= min_confidence).collect();
    let event_id = |e: usize| kept.binary_search(&e).ok().map(|n| format!("v{}", n + 1));
    let times_out = times.iter().enumerate().map(|(n, time)| time_out(n, time, &event_id)).collect();
    let mut coder = Coder::new(document);
    let events_out: Vec<report::Event> = kept
        .iter()
        .enumerate()
        .map(|(n, &e)| {
            let codes = coder.codes(catalog.get(events[e].event_type), &events[e]);
            event_out(document, catalog, n, &events[e], codes, &entity_name, &event_id)
        })
        .collect();
    let found = summary::Found { document, catalog, entities: &entities, events: &events, times: &times };
    let summary = summary::of(&found, &kept);
    Report {
        schema: SCHEMA.into(),
        offsets: OffsetUnit::Bytes,
        document: report::Document {
            title: document.article.title,
            dateline: document.article.dateline.as_ref().map(|d| report::Dateline {
                span: d.span,
                place: order
                    .iter()
                    .position(|&e| d.place.is_some_and(|place| names(document, &entities, e, place)))
                    .map(|n| format!("e{}", n + 1)),
            }),
            published: None,
            published_basis: None,
            language: String::new(),
            boilerplate: document
                .article
                .zones
                .iter()
                .filter_map(|zone| match zone.kind {
                    ZoneKind::Boilerplate(reason) => {
                        Some(report::Boilerplate { start: zone.span.start, end: zone.span.end, reason })
                    }
                    _ => None,
                })
                .collect(),
            sentences: document.tokens.sentences.iter().map(|s| s.span).collect(),
            warnings: Vec::new(),
            summary,
        },
        entities: order.iter().enumerate().map(|(n, &e)| entity_out(document, &entities, n, e)).collect(),
        times: times_out,
        quantities: quantities_out,
        statements: statements_out,
        events: events_out,
        order: timeline::find(document, &events, &times)
            .into_iter()
            .filter_map(|link| {
                let (first, then) = (event_id(link.first)?, event_id(link.then)?);
                Some(report::Order { first, then, relation: link.relation, cue: link.cue })
            })
            .collect(),
    }
}

/// Entities in the order of their first mentions, and the number of each.
pub(crate) fn entity_ids(entities: &Entities) -> (Vec<usize>, Vec<Option<usize>>) {
    let first = |e: usize| entities.all[e].mentions.iter().map(|(words, _)| words.start).min();
    let mut order: Vec<usize> = (0..entities.all.len()).filter(|&e| first(e).is_some()).collect();
    order::sort_by_key(&mut order, |&e| [first(e).unwrap_or_default(), 0, 0]);
    let mut ids = vec![None; entities.all.len()];
    for (n, &e) in order.iter().enumerate() {
        ids[e] = Some(n + 1);
    }
    (order, ids)
}

/// Whether a mention of the entity is in `place`.
fn names(document: &Document, entities: &Entities, entity: usize, place: Span) -> bool {
    entities.all[entity].mentions.iter().any(|(words, _)| place.contains(document.span_of(words)))
}

fn entity_out(document: &Document, entities: &Entities, n: usize, entity: usize) -> report::Entity {
    let entity = &entities.all[entity];
    let mut mentions: Vec<(Span, MentionKind)> =
        entity.mentions.iter().map(|(words, kind)| (document.span_of(words), *kind)).collect();
    order::sort_by_key(&mut mentions, |(span, kind)| {
        [span.start as usize, span.end as usize, *kind as usize]
    });
    mentions.dedup_by_key(|(span, _)| *span);
    report::Entity {
        id: format!("e{}", n + 1),
        name: entity.name.split_whitespace().collect::<Vec<_>>().join(" "),
        kind: entity.kind,
        mentions: mentions
            .into_iter()
            .map(|(span, kind)| report::EntityMention { start: span.start, end: span.end, kind })
            .collect(),
        country: entity.country.map(str::to_string),
        sector: entity.sector.map(str::to_string),
        title: entity.title.clone(),
        named: entity.named,
        location: entity.place.map(location),
    }
}

fn location(id: PlaceId) -> report::Location {
    let gazetteer = Gazetteer::built_in();
    let place = gazetteer.place(id);
    let contained: Vec<String> = gazetteer.contained_in(id).map(str::to_owned).collect();
    report::Location {
        lat: place.lat,
        lon: place.lon,
        kind: match place.kind {
            Kind::City | Kind::Capital => LocationKind::City,
            Kind::Region | Kind::District | Kind::Area => LocationKind::Region,
            Kind::Country => LocationKind::Country,
            Kind::Water => LocationKind::Water,
            Kind::Feature => LocationKind::Feature,
        },
        geonames: place.geonames,
        contained_in: (!contained.is_empty()).then_some(contained),
        timezone: place.timezone.map(str::to_owned),
    }
}

fn time_out(n: usize, time: &TimeMention, event_id: &impl Fn(usize) -> Option<String>) -> report::Time {
    let based = |kind, id| report::TimeBasis { kind, id };
    let basis = time.basis.map(|basis| match basis {
        Basis::Published => based(TimeBasisKind::Published, None),
        Basis::Time(other) => based(TimeBasisKind::Time, Some(format!("t{}", other + 1))),
        // an event that is left out of the report has no id
        Basis::Event(event) => based(TimeBasisKind::Event, event_id(event)),
    });
    report::Time {
        id: format!("t{}", n + 1),
        start: time.span.start,
        end: time.span.end,
        kind: time.kind,
        value: time.value.clone(),
        modifier: time.modifier.clone(),
        from: time.from.clone(),
        to: time.to.clone(),
        until: time.until.map(|last| format!("t{}", last + 1)),
        basis,
    }
}

fn quantity_out(document: &Document, n: usize, quantity: &QuantityMention) -> report::Quantity {
    report::Quantity {
        id: format!("q{}", n + 1),
        start: quantity.span.start,
        end: quantity.span.end,
        kind: quantity.kind.as_str().into(),
        min: quantity.min,
        max: quantity.max,
        unit: quantity.unit.clone(),
        approximate: quantity.approximate,
        of: quantity.slot.map(Into::into),
        counted: quantity.counted.map(|word| document.span(word)),
        conversion: quantity.conversion.as_ref().map(|other| report::Conversion {
            min: other.min,
            max: other.max,
            unit: other.unit.clone(),
        }),
    }
}

fn event_out(
    document: &Document,
    catalog: &Catalog,
    n: usize,
    event: &Event,
    codes: report::Codes,
    entity_name: &impl Fn(usize) -> Option<String>,
    event_id: &impl Fn(usize) -> Option<String>,
) -> report::Event {
    let kind = catalog.get(event.event_type);
    let arguments: Vec<report::Argument> = event
        .arguments
        .iter()
        .map(|a| report::Argument {
            role: a.role,
            entity: entity_name(a.entity),
            event: None,
            span: document.span_of(&a.words),
        })
        .collect();
    let topics = event.topics.iter().filter_map(|&(about, word)| {
        let span = document.span(word);
        Some(report::Argument { role: Role::Topic, entity: None, event: Some(event_id(about)?), span })
    });
    let mut arguments: Vec<report::Argument> = arguments.into_iter().chain(topics).collect();
    if !arguments.iter().any(|a| a.role == Role::Topic)
        && let Some(clause) = event.mentions.iter().find_map(|m| m.content.as_ref())
    {
        let span = document.span_of(clause);
        arguments.push(report::Argument { role: Role::Topic, entity: None, event: None, span });
    }
    // By how much they tell, the most first, of equals the earliest: it begins with `Event::fullest`.
    let full = event.fullness();
    let mut order: Vec<usize> = (0..event.mentions.len()).collect();
    order::sort_by_key(&mut order, |&m| [usize::MAX - full[m], 0, 0]);
    let mentions: Vec<report::EventMention> = order
        .iter()
        .map(|&m| &event.mentions[m])
        .map(|m| report::EventMention {
            trigger: document.span(m.trigger),
            lemma: document.lemma(m.trigger).to_string(),
            sentence: m.sentence as u32,
            factuality: m.factuality,
            source: m.source.and_then(entity_name),
            statement: m.statement.map(|s| format!("s{}", s + 1)),
            cues: m.cues.iter().map(|&w| document.span(w)).collect(),
        })
        .collect();
    let place = event.arguments.iter().find(|a| a.role == Role::Place).and_then(|a| entity_name(a.entity));
    // Of what one tells plainly and another denies, who tells it.
    let source = [event.factuality, Factuality::Actual]
        .into_iter()
        .find_map(|value| mentions.iter().find(|m| m.factuality == value))
        .and_then(|m| m.source.clone());
    report::Event {
        id: format!("v{}", n + 1),
        kind: kind.name.to_string(),
        codes,
        mentions,
        arguments,
        amounts: event
            .amounts
            .iter()
            .map(|&(quantity, of)| report::Amount { quantity: format!("q{}", quantity + 1), of: of.into() })
            .collect(),
        time: event.time.map(|t| format!("t{}", t + 1)),
        place,
        factuality: event.factuality,
        source,
        confidence: event.confidence,
        because: because(document, event, kind),
        salience: event.salience,
    }
}

/// Why, in words.
fn because(document: &Document, event: &Event, kind: &EventType) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for mention in &event.mentions {
        tick(reasons.len());
        let part = match document.upos(mention.trigger) {
            Upos::Verb => "verb",
            Upos::Adj => "adjective",
            _ => "noun",
        };
        let article = if kind.label.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let mut reason =
            format!("the {part} “{}” tells of {article} {}", document.form(mention.trigger), kind.label);
        if let Some(company) = mention.company {
            let _ = write!(reason, " beside “{}”", document.form(company));
        } else if mention.learnt {
            reason += " here, as like words do in the articles it was learnt from";
        }
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
        for &cue in &mention.cues {
            let value = match mention.factuality {
                Factuality::Actual => continue,
                Factuality::Alleged => "alleged",
                Factuality::Possible => "possible",
                Factuality::Planned => "planned",
                Factuality::Hypothetical => "hypothetical",
                Factuality::Negated => "negated",
            };
            let reason = format!("“{}” makes it {value}", document.form(cue));
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons
}
