//! Event records as political science has them: who did what to whom on which day, in codes.
//!
//! Only what happened, or is alleged to have, is a record: not what is possible, planned, asked for or denied, since most
//! who read such records take each for a fact. An event without a code is none, nor one of which no day is known: its own
//! or, without one, that on which the article appeared.
//!
//! PLOVER: JSON Lines with the fields of the manual (2021, chapter "JSON Data Fields"), an event a line. `source` and `recipient` are
//! lists of actors; those who do something with each other are all `source`. `factuality` is a field of our own.
//!
//! CAMEO: tab-separated lines as PETRARCH writes them with the texts of actors and events, a pair of actors a line, without a header:
//! date (YYYYMMDD), source, target, code, issues ("military,1"), id, publisher (NULL: unknown), words of the source, of the target, of
//! the event; then two of our own, sentence and factuality. Codes of actors are country and sector ("PRKMIL"), "---" where one is
//! unknown. Of those who do something with each other every one has a line with every other.

use super::calendar::Moment;
use super::json::Json;
use super::reading::{Reading, name_of, uuid};
use super::words::plain;
use crate::report::{Entity, Event, Factuality, OffsetUnit, Role};

/// So many of those who do something with each other have lines.
const MOST: usize = 12;

/// Sectors that belong to no country.
const INTERNATIONAL: [&str; 5] = ["IGO", "IMG", "NGO", "NGM", "MNC"];

/// The day of an event, as "2024-10-31".
fn day(reading: &Reading, event: &Event) -> Option<String> {
    let published = || reading.report.document.published.as_deref();
    let date = reading.interval(event).map(|(from, _)| from).or_else(published)?.get(..10)?;
    Moment::read(date).map(|moment| moment.date.to_string())
}

fn happened(event: &Event) -> bool {
    matches!(event.factuality, Factuality::Actual | Factuality::Alleged)
}

/// What tells a text from others in the ids of its records.
fn number(reading: &Reading) -> String {
    uuid(&[reading.text]).chars().take(8).collect()
}

pub(super) fn plover(reading: &Reading) -> String {
    let number = number(reading);
    let chars = reading.offsets(OffsetUnit::Chars);
    let mut out = String::new();
    for event in reading.report.events.iter().filter(|event| happened(event)) {
        let (Some(code), Some(day)) = (&event.codes.plover, day(reading, event)) else { continue };
        let source = reading.entities(event, &[Role::Actor]);
        let recipient = reading.entities(event, &[Role::Target, Role::Recipient]);
        // What nobody does to nobody is no record.
        if source.is_empty() && recipient.is_empty() {
            continue;
        }
        let told = reading.told(event);
        let bounds = told.map(|mention| reading.bounds(mention));
        let offset = |byte: u32| chars.at(reading.text, byte);
        let text_info = told.zip(bounds).map(|(mention, bounds)| {
            Json::Object(vec![
                ("sequence", mention.sentence.into()),
                ("start", offset(bounds.start).into()),
                ("end", offset(bounds.end).into()),
            ])
        });
        let title = plain(reading.title());
        let cite = vec![
            ("title", Some(title).filter(|title| !title.is_empty()).into()),
            ("language", reading.report.document.language.as_str().into()),
        ];
        let record = vec![
            ("id", format!("{number}-{}", event.id).into()),
            ("date", day.into()),
            ("source", Json::List(source.into_iter().map(actor).collect())),
            ("recipient", Json::list(recipient.into_iter().map(actor))),
            ("event", Json::list([code.as_str()])),
            ("event_loc", reading.place(event).map(place).into()),
            ("event_text", Json::list(told.map(|mention| reading.words(mention.trigger)))),
            ("mode", Json::list(event.codes.plover_mode.as_deref())),
            ("context", Json::list(event.codes.plover_contexts.iter().flatten().map(String::as_str))),
            ("factuality", name_of(event.factuality).into()),
            ("text", told.map(|mention| plain(&reading.evidence(mention))).into()),
            ("text_info", text_info.into()),
            ("cite_info", Json::Object(cite)),
        ];
        Json::Object(record).write(&mut out);
        out.push('\n');
    }
    out
}

fn actor(entity: &Entity) -> Json {
    Json::Object(vec![
        ("code", entity.country.as_deref().into()),
        ("sector", entity.sector.as_deref().into()),
        ("actor_text", entity.name.as_str().into()),
        ("office", entity.title.as_deref().into()),
    ])
}

/// With the names of GeoNames.
fn place(entity: &Entity) -> Json {
    let location = entity.location.as_ref().filter(|location| super::geojson::on_earth(location));
    Json::Object(vec![
        ("geonameid", location.and_then(|l| l.geonames).into()),
        ("name", entity.name.as_str().into()),
        ("latitude", location.map(|l| l.lat).into()),
        ("longitude", location.map(|l| l.lon).into()),
        ("cc3", entity.country.as_deref().into()),
        ("timezone", location.and_then(|l| l.timezone.as_deref()).into()),
    ])
}

pub(super) fn cameo(reading: &Reading) -> String {
    let number = number(reading);
    let mut out = String::new();
    for event in reading.report.events.iter().filter(|event| happened(event)) {
        let (Some(code), Some(day)) = (&event.codes.cameo, day(reading, event)) else { continue };
        let told = reading.told(event);
        let contexts = event.codes.plover_contexts.iter().flatten();
        let issues: Vec<String> = contexts.map(|context| format!("{context},1")).collect();
        let trigger = told.map_or("", |mention| reading.words(mention.trigger));
        let sentence = told.map(|mention| reading.evidence(mention)).unwrap_or_default();
        for (source, target) in dyads(reading, event) {
            let of = |actor: Option<&Entity>| actor.map_or_else(|| "---".into(), code_of);
            let name =
                |actor: Option<&Entity>| actor.map_or_else(|| "---".into(), |actor| actor.name.clone());
            let fields = [
                day.replace('-', ""),
                of(source),
                of(target),
                code.clone(),
                issues.join(";"),
                format!("{number}-{}", event.id),
                "NULL".into(),
                name(source),
                name(target),
                trigger.into(),
                sentence.clone(),
                name_of(event.factuality),
            ];
            out += &fields.map(|field| plain(&field)).join("\t");
            out.push('\n');
        }
    }
    out
}

/// Who to whom; of those who do something with each other every one to every other.
fn dyads<'r>(reading: &Reading<'r>, event: &Event) -> Vec<(Option<&'r Entity>, Option<&'r Entity>)> {
    let mut sources = reading.entities(event, &[Role::Actor]);
    let mut targets = reading.entities(event, &[Role::Target, Role::Recipient]);
    sources.truncate(MOST);
    targets.truncate(MOST);
    let mutual = targets.is_empty() && sources.len() > 1 && mutual(event);
    let targets = match targets.is_empty() {
        true if mutual => sources.iter().copied().map(Some).collect(),
        true => vec![None],
        false => targets.into_iter().map(Some).collect::<Vec<_>>(),
    };
    let sources: Vec<Option<&Entity>> =
        if sources.is_empty() { vec![None] } else { sources.into_iter().map(Some).collect() };
    let coded = |actor: Option<&Entity>| actor.is_some_and(|actor| code_of(actor) != "---");
    let pairs = sources.iter().flat_map(|&source| targets.iter().map(move |&target| (source, target)));
    // What nobody known does to nobody known is no record.
    let tells = |&(source, target): &(Option<&Entity>, Option<&Entity>)| {
        let same = source.zip(target).is_some_and(|(source, target)| source.id == target.id);
        !same && (coded(source) || coded(target))
    };
    pairs.filter(tells).collect()
}

/// Whether those who do it do it with each other where nobody else is told: they meet, agree, work together or fight.
fn mutual(event: &Event) -> bool {
    let code = event.codes.cameo.as_deref().unwrap_or_default();
    ["04", "057", "06", "19"].iter().any(|known| code.starts_with(known))
}

/// "PRKMIL", "PRK", "---MIL", "IGO"
fn code_of(actor: &Entity) -> String {
    let country = actor.country.as_deref();
    match (country, actor.sector.as_deref()) {
        (None, Some(sector)) if INTERNATIONAL.contains(&sector) => sector.to_owned(),
        (_, sector) => format!("{}{}", country.unwrap_or("---"), sector.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::export::export;

    fn lines(text: &str, format: &str) -> Vec<String> {
        let options = Options { published: Some("2024-10-31".into()), ..Options::default() };
        let report = crate::extract(text, &options).expect("options are right");
        export(&report, text, format)
            .expect("the report is of this text")
            .lines()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn pairs_of_actors() {
        for (text, wanted) in [
            ("France accused Russia of lying.", &["20241031 FRA RUS 112"][..]),
            ("North Korea launched a missile on Tuesday.", &["20241029 PRK --- 150"]),
            ("Ukraine's army attacked Moscow.", &["20241031 UKRMIL RUS 190"]),
            // each with the other
            ("Germany and France held talks in Rome.", &["20241031 DEU FRA 040", "20241031 FRA DEU 040"]),
            // each of them, with nobody
            (
                "France and Germany launched a missile on Tuesday.",
                &["20241029 FRA --- 150", "20241029 DEU --- 150"],
            ),
            // must not
            ("France will attack Russia.", &[]),
            ("France denied attacking Russia.", &["20241031 FRA --- 016"]),
            ("The earthquake struck at dawn.", &[]),
        ] {
            let found: Vec<String> = lines(text, "cameo")
                .iter()
                .map(|l| l.split('\t').take(4).collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
