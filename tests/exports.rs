//! Reports in every format, each read back by a strict reader of that format: what was exported is there, and nothing breaks the form.

use std::collections::{BTreeMap, BTreeSet};

use dateline::export::{FORMATS, export};
use dateline::report::{OffsetUnit, Report};
use dateline::{Options, convert_offsets, extract};
use proptest::prelude::*;
use pulldown_cmark::{Event as Mark, Parser, Tag};
use serde_json::Value;

/// Marks of every format, in names, triggers, times and between them.
const HOSTILE: &str = "=SUM(A1) \"Test\", | `x` ; 😀 SEOUL, Oct. 31 (Reuters) — North\nKorea \u{7}launched a \"ballistic\tmissile\" \
    on Thursday, the army of the =Republic said: “We will, \\ *never* <b>attack</b> [Japan](x)”, Kim\u{2028}Jong Un told 1,200 \
    @soldiers in Kyiv; BEGIN:VEVENT\r\nEND:VCALENDAR\r\n\r\n+Police arrested a man\u{85}in Cairo on 5 May 2024 at 7:10 a.m., and -Anna Smith denied it, \
    \u{202e}officials\u{200b} said.\r\nPolice killed at least 12 people near Kyiv, # Anna 👩‍🚀 said. T1\tPerson 0 5\tAnna met\r\n\r\nthe president.";

/// The sample articles and what is hostile, each with its report in UTF-16 as pages have it.
fn reports() -> Vec<(String, Report)> {
    let samples = ["north-korea", "quasi-state-of-war", "hajj-stampede"];
    let mut texts: Vec<String> = samples
        .iter()
        .map(|name| format!("{}/www/samples/{name}.txt", env!("CARGO_MANIFEST_DIR")))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    texts.extend([HOSTILE.into(), HOSTILE.repeat(3), String::new(), "Le chat dort bien ce soir.".into()]);
    texts.into_iter().map(|text| (text.clone(), report(&text, OffsetUnit::Utf16))).collect()
}

fn report(text: &str, unit: OffsetUnit) -> Report {
    let options = Options { published: Some("2024-10-31".into()), ..Options::default() };
    let mut report = extract(text, &options).unwrap();
    convert_offsets(&mut report, text, unit);
    report
}

fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// Reads back what a report is in every format.
fn check(text: &str, report: &Report) {
    for format in FORMATS {
        let written = format.write(report, text).unwrap_or_else(|error| panic!("{}: {error}", format.name));
        match format.name {
            "json" | "jsonl" => {
                assert_eq!(&serde_json::from_str::<Report>(&written).unwrap(), report);
                assert!(format.name == "json" || written.matches('\n').count() == 1);
            }
            "csv" => check_csv(&written, text, report),
            "geojson" => check_geojson(&written, report),
            "plover" => check_plover(&written, text),
            "cameo" => check_cameo(&written),
            "webanno" => check_annotations(&written, text, report),
            "brat" => check_brat(&written, text, report),
            "markdown" => check_markdown(&written, report),
            "ics" => check_calendar(&written),
            other => panic!("{other} is not read back"),
        }
        assert_eq!(format.write(report, text).unwrap(), written, "the same again");
    }
}

#[test]
fn samples_and_hostile_texts_in_every_format() {
    for (text, report) in reports() {
        check(&text, &report);
    }
    assert!(report(HOSTILE, OffsetUnit::Bytes).events.len() > 3, "there is something to break");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_names_and_values(odd in "(?s).{0,12}", number in -300i32..300, which in 0usize..4) {
        let text = "Police arrested two men in Cairo on Monday, Anna Smith said.";
        let mut report = report(text, OffsetUnit::Bytes);
        for entity in &mut report.entities {
            entity.name = odd.clone();
            entity.country = Some(odd.clone());
            if let Some(location) = &mut entity.location {
                location.lat = number.into();
            }
        }
        for time in &mut report.times {
            (time.value, time.from) = (odd.clone(), Some(odd.clone()));
        }
        for event in &mut report.events {
            event.kind = odd.clone();
            event.codes.cameo = Some(odd.clone());
            match which {
                0 => event.id += &odd,
                1 => event.time = Some(odd.clone()),
                2 => event.mentions.clear(),
                _ => event.arguments.clear(),
            }
        }
        report.document.published = Some(odd);
        check(text, &report);
    }
}

/// Puts other numbers, where there are some, in the place of the offsets of a report.
fn shift(value: &mut Value, others: &mut impl Iterator<Item = Option<u32>>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("start" | "end" | "sentence", value) => {
                        if let Some(other) = others.next().flatten() {
                            *value = other.into();
                        }
                    }
                    (_, value) => shift(value, others),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| shift(value, others)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_offsets_a_report_has(others in prop::collection::vec(prop::option::weighted(0.1, 0u32..700), 1..400)) {
        let mut value = serde_json::to_value(report(HOSTILE, OffsetUnit::Chars)).unwrap();
        shift(&mut value, &mut others.into_iter());
        let report: Report = serde_json::from_value(value).unwrap();
        for format in FORMATS {
            // An error or not, but no panic.
            let written = format.write(&report, HOSTILE);
            prop_assert!(written.is_ok() || written.is_err_and(|error| error.code() == "other-text"));
        }
    }
}

#[test]
fn offsets_in_any_unit_give_the_same() {
    for name in ["csv", "geojson", "plover", "cameo", "webanno", "brat", "markdown", "ics"] {
        let bytes = export(&report(HOSTILE, OffsetUnit::Bytes), HOSTILE, name).unwrap();
        let utf16 = export(&report(HOSTILE, OffsetUnit::Utf16), HOSTILE, name).unwrap();
        // Only the table counts as its report does.
        assert_eq!(bytes == utf16, name != "csv", "{name}");
    }
}

#[test]
fn a_report_of_another_text_is_an_error() {
    let text = "😀 Police arrested two men in Cairo on Monday.";
    for unit in [OffsetUnit::Bytes, OffsetUnit::Utf16, OffsetUnit::Chars] {
        let report = report(text, unit);
        for other in [
            "",
            "Police",
            "Nurses in the north of the country picketed for a week, and so did others.",
            &text.replace('😀', "😀😀"),
        ] {
            for format in FORMATS {
                let error = format.write(&report, other).expect_err(other);
                assert_eq!(error.code(), "other-text", "{error}");
            }
        }
    }
    let error = export(&report(text, OffsetUnit::Bytes), text, "xls").unwrap_err();
    assert_eq!(error.code(), "bad-format");
    assert!(error.to_string().contains("\"xls\"") && error.to_string().contains("geojson"), "{error}");
}

/// Rows of RFC 4180: `file = record *(CRLF record) [CRLF]`, with nothing but what the grammar allows.
fn read_csv(written: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut rest) = (Vec::new(), written);
    while !rest.is_empty() {
        let mut cell = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let (before, after) = quoted.split_once('"').expect("a closing quotation mark");
                cell += before;
                match after.strip_prefix('"') {
                    Some(after) => (cell, quoted) = (cell + "\"", after),
                    None => break rest = after,
                }
            }
        } else {
            let end = rest.find([',', '\r', '\n', '"']).expect("the file ends in CRLF");
            cell += &rest[..end];
            rest = &rest[end..];
        }
        row.push(cell);
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => {
                rest = rest.strip_prefix("\r\n").unwrap_or_else(|| panic!("a comma or CRLF, not {rest:.9?}"));
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    assert!(row.is_empty());
    rows
}

fn check_csv(written: &str, text: &str, report: &Report) {
    let rows = read_csv(written);
    assert_eq!(rows.len(), report.events.len() + 1);
    let units: Vec<u16> = text.encode_utf16().collect();
    for (row, event) in rows[1..].iter().zip(&report.events) {
        assert_eq!(row.len(), 30);
        let column = |name: &str| {
            row[rows[0].iter().position(|column| column == name).expect(name)].trim_start_matches('\'')
        };
        assert_eq!(column("id"), event.id.trim_start_matches('\''));
        for cell in row {
            let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{cell}");
        }
        if !event.mentions.is_empty() && report.offsets == OffsetUnit::Utf16 {
            let (start, end): (usize, usize) =
                (column("start").parse().unwrap(), column("end").parse().unwrap());
            assert_eq!(String::from_utf16(&units[start..end]).unwrap(), column("trigger"));
        }
    }
}

fn object(value: &Value) -> &serde_json::Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("{value} is no object"))
}

fn check_geojson(written: &str, report: &Report) {
    let value: Value = serde_json::from_str(written).unwrap();
    assert_eq!(value["type"], "FeatureCollection");
    let mut ids = Vec::new();
    for feature in value["features"].as_array().unwrap() {
        let members: BTreeSet<&str> = object(feature).keys().map(String::as_str).collect();
        assert_eq!(members, BTreeSet::from(["type", "id", "geometry", "properties"]));
        assert_eq!(feature["type"], "Feature");
        assert_eq!(feature["geometry"]["type"], "Point");
        let position: Vec<f64> = feature["geometry"]["coordinates"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_f64().unwrap())
            .collect();
        let [lon, lat] = position[..] else { panic!("{position:?}") };
        assert!((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat));
        for property in ["name", "type", "kind", "place", "factuality"] {
            assert!(feature["properties"][property].is_string(), "{feature}");
        }
        ids.push(feature["id"].as_str().unwrap());
    }
    let location =
        |id: &Option<String>| report.entities.iter().find(|e| Some(&e.id) == id.as_ref())?.location.as_ref();
    for event in &report.events {
        if let Some(location) = location(&event.place) {
            assert_eq!(ids.contains(&&*event.id), (-90.0..=90.0).contains(&location.lat), "{}", event.id);
        }
    }
}

fn check_plover(written: &str, text: &str) {
    let mut ids = BTreeSet::new();
    for line in written.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        for required in ["id", "date", "source", "event"] {
            assert!(!record[required].is_null(), "{required}: {line}");
        }
        assert!(ids.insert(record["id"].to_string()), "{line}");
        let date = record["date"].as_str().unwrap();
        assert!(date.len() == 10 && date.split('-').all(|part| part.parse::<u32>().is_ok()), "{date}");
        for actor in record["source"].as_array().unwrap() {
            assert!(actor["actor_text"].is_string());
        }
        if let Some(info) = record.get("text_info") {
            let at = |name: &str| info[name].as_u64().unwrap() as usize;
            let sentence = chars(text, at("start"), at("end"));
            let words: Vec<&str> = sentence
                .split(|c: char| c.is_whitespace() || c.is_control())
                .filter(|w| !w.is_empty())
                .collect();
            assert_eq!(record["text"], words.join(" "));
        }
    }
}

fn check_cameo(written: &str) {
    for line in written.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [date, source, target, _, issues, _, "NULL", _, _, _, _, factuality] = fields[..] else {
            panic!("{line}")
        };
        assert!(date.len() == 8 && date.parse::<u32>().is_ok(), "{date}");
        assert!(source != "---" || target != "---", "{line}");
        assert!(issues.is_empty() || issues.split(';').all(|issue| issue.ends_with(",1")), "{issues}");
        assert!(["actual", "alleged"].contains(&factuality), "{line}");
    }
}

fn check_annotations(written: &str, text: &str, report: &Report) {
    let collection: Value = serde_json::from_str(written).unwrap();
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let none = Vec::new();
    let items = collection["first"]["items"].as_array().unwrap_or(&none);
    assert_eq!(collection["total"], items.len());
    let mentions = report
        .events
        .iter()
        .map(|e| e.mentions.len())
        .chain(report.entities.iter().map(|e| e.mentions.len()))
        .sum::<usize>();
    assert_eq!(items.len(), mentions + report.times.len() + report.quantities.len());
    let mut ids: BTreeSet<&str> = ["id"].iter().filter_map(|id| collection[*id].as_str()).collect();
    for item in items {
        assert_eq!((&item["type"], &item["motivation"]), (&"Annotation".into(), &"classifying".into()));
        let id = item["id"].as_str().unwrap();
        assert!(id.starts_with("urn:uuid:") && id.len() == 45 && ids.insert(id), "{id}");
        let purposes: Vec<&str> =
            item["body"].as_array().unwrap().iter().map(|body| body["purpose"].as_str().unwrap()).collect();
        assert!(purposes.starts_with(&["classifying", "tagging"]), "{purposes:?}");
        let [position, quote] = &item["target"]["selector"].as_array().unwrap()[..] else { panic!("{item}") };
        assert_eq!(
            (&position["type"], &quote["type"]),
            (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
        );
        // Both selectors lead to the same words.
        let (start, end) =
            (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
        assert_eq!(quote["exact"], chars(text, start, end));
        let [prefix, exact, suffix] = ["prefix", "exact", "suffix"].map(|name| quote[name].as_str().unwrap());
        assert_eq!(prefix, chars(text, start.saturating_sub(32), start));
        assert!(text.contains(&format!("{prefix}{exact}{suffix}")));
    }
}

fn check_brat(written: &str, text: &str, report: &Report) {
    let chars: Vec<char> = text.chars().collect();
    let mut ids: BTreeMap<&str, char> = BTreeMap::new();
    let name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    // Lines end as Python reads them.
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let lines: Vec<Vec<&str>> =
        written.split_terminator(ends).map(|line| line.split('\t').collect()).collect();
    for line in &lines {
        let (id, kind) = (line[0], line[0].chars().next().expect("an id"));
        if kind != '*' {
            assert!(id[1..].parse::<u32>().is_ok() && ids.insert(id, kind).is_none(), "{line:?}");
        }
        assert!(name(line[1].split([' ', ':']).next().unwrap()), "{line:?}");
    }
    let known =
        |id: &str, kinds: &str| assert!(ids.get(id).is_some_and(|kind| kinds.contains(*kind)), "{id}");
    for line in &lines {
        let (kind, rest) = line[1].split_once(' ').unwrap_or((line[1], ""));
        match (line[0].chars().next().unwrap(), line.len()) {
            ('T', 3) => {
                let offsets = |piece: &str| {
                    let (start, end) = piece.split_once(' ').expect("start and end");
                    (start.parse::<usize>().unwrap(), end.parse::<usize>().unwrap())
                };
                let pieces: Vec<(usize, usize)> = rest.split(';').map(offsets).collect();
                assert!(pieces.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{line:?}");
                let words: Vec<String> =
                    pieces.iter().map(|&(start, end)| chars[start..end].iter().collect()).collect();
                assert_eq!(words.join(" "), line[2]);
                assert!(!words.iter().any(|w| w.is_empty() || w.trim() != w), "{line:?}");
            }
            ('E', 2) => {
                known(kind.split_once(':').expect("a trigger").1, "T");
                let arguments: Vec<(&str, &str)> =
                    rest.split_whitespace().map(|a| a.split_once(':').unwrap()).collect();
                let roles: BTreeSet<&str> = arguments.iter().map(|(role, _)| *role).collect();
                assert_eq!(roles.len(), arguments.len(), "{line:?}");
                arguments.iter().for_each(|(_, id)| known(id, "TE"));
            }
            ('R', 2) => {
                let [first, second] = rest.split(' ').collect::<Vec<_>>()[..] else { panic!("{line:?}") };
                known(first.strip_prefix("Arg1:").unwrap(), "TE");
                known(second.strip_prefix("Arg2:").unwrap(), "TE");
            }
            ('A', 2) => known(rest.split_once(' ').expect("a value").0, "TE"),
            ('*', 2) => {
                assert_eq!(kind, "Equiv");
                rest.split(' ').for_each(|id| known(id, "T"));
            }
            ('#', 3) => known(rest, "TE"),
            _ => panic!("{line:?}"),
        }
    }
    let events = ids.values().filter(|kind| **kind == 'E').count();
    assert_eq!(events, report.events.iter().map(|e| e.mentions.len()).sum::<usize>());
}

fn check_markdown(written: &str, report: &Report) {
    let mut headings = 0;
    for mark in Parser::new_ext(
        written,
        pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION,
    ) {
        match mark {
            Mark::Start(Tag::Heading { .. }) => headings += 1,
            Mark::Start(Tag::Paragraph | Tag::Strong | Tag::List(None) | Tag::Item | Tag::BlockQuote(_)) => {}
            Mark::Start(Tag::Emphasis) => assert!(!report.document.warnings.is_empty()),
            Mark::End(_) | Mark::Text(_) => {}
            Mark::SoftBreak => panic!("{written}"),
            other => panic!("{other:?} in {written}"),
        }
    }
    assert_eq!(headings, report.events.len() + 1, "{written}");
}

fn check_calendar(written: &str) {
    if written.is_empty() {
        return;
    }
    let unfolded = written.strip_suffix("\r\n").expect("CRLF").replace("\r\n ", "");
    assert!(written.split("\r\n").all(|line| line.len() <= 75), "{written}");
    assert!(!unfolded.replace("\r\n", "").contains(|c: char| c.is_control()), "{written}");
    let lines: Vec<(&str, &str)> =
        unfolded.split("\r\n").map(|line| line.split_once(':').expect(line)).collect();
    assert_eq!(
        lines[..3],
        [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Dateline//Dateline//EN")]
    );
    assert_eq!(lines.last(), Some(&("END", "VCALENDAR")));
    let mut uids = BTreeSet::new();
    let mut event: Option<BTreeMap<&str, &str>> = None;
    for &(name, value) in &lines[3..lines.len() - 1] {
        match (name, &mut event) {
            ("BEGIN", None) => event = Some(BTreeMap::new()),
            ("END", Some(fields)) => {
                assert_eq!(value, "VEVENT");
                uids.insert(fields["UID"].to_owned());
                let form = |value: &str| {
                    value.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect::<String>()
                };
                assert_eq!(form(fields["DTSTAMP"]), "99999999T999999Z");
                match (fields.get("DTSTART;VALUE=DATE"), fields.get("DTSTART")) {
                    (Some(start), None) => {
                        assert_eq!(form(start), "99999999");
                        assert!(
                            fields.get("DTEND;VALUE=DATE").is_none_or(|end| end > start)
                                && !fields.contains_key("DTEND")
                        );
                    }
                    (None, Some(start)) => {
                        assert!(["99999999T999999Z", "99999999T999999"].contains(&&*form(start)), "{start}");
                        assert!(
                            fields.get("DTEND").is_none_or(|end| end > start && form(end) == form(start))
                        );
                    }
                    both => panic!("{both:?}"),
                }
                event = None;
            }
            (name, Some(fields)) => {
                if ["SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"].contains(&name) {
                    // Commas and semicolons are escaped, and what follows a backslash is what may.
                    let mut rest = value.chars();
                    while let Some(c) = rest.next() {
                        let good = if c == '\\' {
                            rest.next().is_some_and(|c| "\\;,n".contains(c))
                        } else {
                            !";,".contains(c)
                        };
                        assert!(good, "{value}");
                    }
                }
                assert!(fields.insert(name, value).is_none(), "{name} twice");
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(event.is_none() && !uids.is_empty());
}

#[test]
fn what_is_written_of_an_event() {
    let text = "Police arrested two men in Cairo on Monday, officials said. France denied attacking Russia.";
    let report = report(text, OffsetUnit::Utf16);
    let written = |format: &str| export(&report, text, format).unwrap();
    for (format, words) in [
        ("csv", "v1,justice.arrest,arrest,actual,"),
        ("csv", ",2024-10-28,2024-10-28,2024-10-29,Cairo,30.06,31.25,EGY,officials,"),
        ("geojson", "\"coordinates\":[31.25,30.06]"),
        ("geojson", "\"kind\":\"city\""),
        ("csv", ",arrested: 2 men,"),
        ("plover", "\"date\":\"2024-10-28\",\"source\":[{"),
        ("cameo", "20241028\t"),
        ("webanno", "\"value\":\"justice.arrest\""),
        ("brat", "\tJustice_arrest 7 15\tarrested\n"),
        ("markdown", "## Police arrested two men"),
        ("markdown", "- **Where:** Cairo\n"),
        ("markdown", "\n> Police arrested two men in Cairo on Monday, officials said.\n"),
        (
            "ics",
            "DTSTART;VALUE=DATE:20241028\r\nDTEND;VALUE=DATE:20241029\r\nSUMMARY:Police arrested two men",
        ),
        ("ics", "GEO:30.06;31.25\r\n"),
    ] {
        assert!(written(format).contains(words), "{format} {words}: {}", written(format));
    }
    // must not: what is denied is no record
    for format in ["cameo", "plover"] {
        assert!(!written(format).contains("attacking\""), "{}", written(format));
    }
}
