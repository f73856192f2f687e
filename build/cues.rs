//! Small lists of cue words to sorted tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::list;

fn parse<'t, T: Deserialize<'t>>(text: &'t str, file: &str) -> T {
    toml::from_str(text).unwrap_or_else(|e| panic!("data/{file}: {e}"))
}

fn variant(name: &str) -> String {
    format!("{}{}", name[..1].to_uppercase(), &name[1..])
}

/// A sorted table of `(word, value)`; a word may stand once.
fn table(name: &str, value_type: &str, rows: &BTreeMap<String, String>) -> String {
    let mut out = format!("static {name}: &[(&str, {value_type})] = &[\n");
    for (word, value) in rows {
        writeln!(out, "({word:?}, {value}),").expect("writing to a string");
    }
    out.push_str("];\n");
    out
}

/// From words by value to the value of each word, which stands once.
fn by_word(
    groups: &BTreeMap<String, Vec<String>>,
    file: &str,
    value: impl Fn(&str) -> String,
) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    for (group, words) in groups {
        for word in words {
            let old = rows.insert(word.clone(), value(group));
            assert!(old.is_none(), "{file}: {word:?} stands twice, the second time under {group}");
        }
    }
    rows
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactualityFile {
    cue: Vec<Cue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    factuality: String,
    scope: String,
    words: Vec<String>,
}

pub(crate) fn pack_factuality(text: &str) -> String {
    let file: FactualityFile = parse(text, "factuality.toml");
    let mut cues: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for cue in &file.cue {
        for word in &cue.words {
            let value = format!(
                "Cue {{ factuality: Factuality::{}, scope: Scope::{} }}",
                variant(&cue.factuality),
                variant(&cue.scope)
            );
            cues.entry(word.clone()).or_default().push(value);
        }
    }
    let rows = cues.into_iter().map(|(word, values)| (word, format!("&[{}]", values.join(", ")))).collect();
    table("CUES", "&[Cue]", &rows)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportingFile {
    says: Vec<String>,
    confirms: Vec<String>,
    denies: Vec<String>,
    claims: Vec<String>,
    warns: Vec<String>,
    asks: Vec<String>,
    believes: Vec<String>,
    quoting: Vec<String>,
    judging: Vec<String>,
    bare: Vec<String>,
    said_by_it: Vec<String>,
    shown: Vec<String>,
    shown_by: Vec<String>,
    silent: Vec<String>,
    writings: Vec<String>,
    measures: Vec<String>,
    nouns: BTreeMap<String, Vec<String>>,
    days: Vec<String>,
    /// Part of speech, what it takes, stance: lemmas.
    frames: BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>>,
}

pub(crate) fn pack_reporting(text: &str) -> String {
    let file: ReportingFile = parse(text, "reporting.toml");
    let mut rows = BTreeMap::new();
    for (stance, words) in [
        ("Says", &file.says),
        ("Confirms", &file.confirms),
        ("Denies", &file.denies),
        ("Claims", &file.claims),
        ("Warns", &file.warns),
        ("Asks", &file.asks),
        ("Believes", &file.believes),
    ] {
        for word in words {
            let value = format!("(Stance::{stance}, false)");
            assert!(rows.insert(word.clone(), value).is_none(), "reporting.toml: {word:?} stands twice");
        }
    }
    for word in &file.quoting {
        rows.entry(word.clone()).or_insert_with(|| "(Stance::Says, true)".into());
    }
    let nouns = by_word(&file.nouns, "reporting.toml", |stance| format!("Stance::{}", variant(stance)));
    [
        table("VERBS", "(Stance, bool)", &rows),
        table("NOUNS", "Stance", &nouns),
        list("JUDGING", &file.judging),
        table("FRAMES", "&[Frame]", &frames(&file)),
        list("BARE", &file.bare),
        list("SAID_BY_IT", &file.said_by_it),
        list("SHOWN", &file.shown),
        list("SHOWN_BY", &file.shown_by),
        list("SILENT", &file.silent),
        list("WRITINGS", &file.writings),
        list("MEASURES", &file.measures),
        list("DAYS", &file.days),
    ]
    .concat()
}

/// The frames of each word, in the order of [`TAKES`], then of prepositions.
fn frames(file: &ReportingFile) -> BTreeMap<String, String> {
    let mut rows: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (part, all) in &file.frames {
        for (takes, by_stance) in all {
            let rank = TAKES.iter().position(|(name, _)| name == takes).unwrap_or(TAKES.len());
            let takes = match TAKES.get(rank) {
                Some((_, variant)) => format!("Takes::{variant}"),
                None => format!("Takes::With({takes:?})"),
            };
            for (stance, words) in by_stance {
                for word in words {
                    let value = format!(
                        "Frame {{ part: Part::{}, takes: {takes}, stance: Stance::{} }}",
                        variant(part),
                        variant(stance)
                    );
                    rows.entry(word.clone()).or_default().push((rank, value));
                }
            }
        }
    }
    let row = |(word, mut frames): (String, Vec<(usize, String)>)| {
        frames.sort();
        let frames: Vec<String> = frames.into_iter().map(|(_, frame)| frame).collect();
        (word, format!("&[{}]", frames.join(", ")))
    };
    rows.into_iter().map(row).collect()
}

/// What a word takes that is no preposition; what has more in it is tried first.
const TAKES: [(&str, &str); 10] = [
    ("object_to", "ObjectTo"),
    ("object_as", "ObjectAs"),
    ("predicate", "Predicate"),
    ("clause", "Clause"),
    ("raised", "Raised"),
    ("to", "To"),
    ("ing", "Ing"),
    ("object", "Object"),
    ("subject", "Subject"),
    // "refer to it", where "to" is "to leave"
    ("to_noun", "With(\"to\")"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameCuesFile {
    kind: BTreeMap<String, Vec<String>>,
}

pub(crate) fn pack_name_cues(text: &str) -> String {
    let file: NameCuesFile = parse(text, "name-cues.toml");
    let kinds = by_word(&file.kind, "name-cues.toml", |kind| format!("EntityType::{}", variant(kind)));
    table("KINDS", "EntityType", &kinds)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhrasesFile {
    light_verbs: Vec<String>,
    undergoing_verbs: Vec<String>,
    accusing_verbs: Vec<String>,
    quantifiers: Vec<String>,
    joining_heads: Vec<String>,
    object_control: Vec<String>,
    subject_control: Vec<String>,
    time_heads: Vec<String>,
    telling_heads: Vec<String>,
    never_in_names: Vec<String>,
}

pub(crate) fn pack_phrases(text: &str) -> String {
    let file: PhrasesFile = parse(text, "phrases.toml");
    [
        list("LIGHT_VERBS", &file.light_verbs),
        list("UNDERGOING_VERBS", &file.undergoing_verbs),
        list("ACCUSING_VERBS", &file.accusing_verbs),
        list("QUANTIFIERS", &file.quantifiers),
        list("JOINING_HEADS", &file.joining_heads),
        list("OBJECT_CONTROL", &file.object_control),
        list("SUBJECT_CONTROL", &file.subject_control),
        list("TIME_HEADS", &file.time_heads),
        list("TELLING_HEADS", &file.telling_heads),
        list("NEVER_IN_NAMES", &file.never_in_names),
    ]
    .concat()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceCuesFile {
    kind_after: Vec<String>,
    direction_before: Vec<String>,
    locative: Vec<String>,
    surely_before: Vec<String>,
    residents: Vec<String>,
    town_nouns: Vec<String>,
    region_nouns: Vec<String>,
    public: Vec<String>,
    days: Vec<String>,
}

pub(crate) fn pack_place_cues(text: &str) -> String {
    let file: PlaceCuesFile = parse(text, "place-cues.toml");
    [
        list("KIND_AFTER", &file.kind_after),
        list("DIRECTION_BEFORE", &file.direction_before),
        list("LOCATIVE", &file.locative),
        list("SURELY_BEFORE", &file.surely_before),
        list("RESIDENTS", &file.residents),
        list("TOWN_NOUNS", &file.town_nouns),
        list("REGION_NOUNS", &file.region_nouns),
        list("PUBLIC", &file.public),
        list("DAYS", &file.days),
    ]
    .concat()
}
