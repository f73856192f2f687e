//! `data/event-types.toml` to tables of types, entries and trigger words.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    types: Vec<Type>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    name: String,
    label: String,
    definition: String,
    #[serde(default)]
    codes: Codes,
    tone: String,
    words: bool,
    frame: BTreeMap<String, String>,
    #[serde(default, rename = "trigger")]
    triggers: Vec<Trigger>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Codes {
    cameo: Option<String>,
    plover: Option<String>,
    ace: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Trigger {
    verbs: Vec<String>,
    nouns: Vec<String>,
    adjectives: Vec<String>,
    near: Vec<String>,
    not_near: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    document: Vec<String>,
    capital: bool,
    frame: BTreeMap<String, String>,
}

/// Slots that are no prepositions; the rest of a frame's keys are lemmas of prepositions.
const SLOTS: &[(&str, &str)] = &[
    ("subject", "Slot::Subject"),
    ("object", "Slot::Object"),
    ("possessive", "Slot::Possessive"),
    ("compound", "Slot::Compound"),
    ("content", "Slot::Content"),
];

fn slot(key: &str) -> String {
    match SLOTS.iter().find(|(name, _)| *name == key) {
        Some((_, variant)) => (*variant).to_string(),
        None => format!("Slot::Preposition({key:?})"),
    }
}

fn role(name: &str, of: &str) -> String {
    const ROLES: &[&str] = &[
        "actor", "target", "object", "instrument", "recipient", "topic", "place", "origin", "destination",
    ];
    assert!(ROLES.contains(&name), "{of}: no role {name:?}");
    format!("Role::{}{}", name[..1].to_uppercase(), &name[1..])
}

fn option(value: Option<&String>) -> String {
    value.map_or("None".into(), |v| format!("Some({v:?})"))
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort();
    words.dedup();
    words
}

/// Trigger word, words that must stand before it, words that must stand after it.
///
/// "state* of emergency" is triggered by its starred word, "test-fire" by its last piece.
fn phrase(entry: &str) -> (String, Vec<String>, Vec<String>) {
    let spaced = entry.replace('-', " - ");
    let pieces: Vec<&str> = spaced.split_whitespace().collect();
    let starred = pieces.iter().position(|p| p.ends_with('*'));
    let head = starred.unwrap_or(pieces.len() - 1);
    let own = |p: &&str| p.trim_end_matches('*').to_lowercase();
    (
        own(&pieces[head]),
        pieces[..head].iter().map(own).collect(),
        pieces[head + 1..].iter().map(own).collect(),
    )
}

/// Gives each distinct list a static of its own: many entries share a frame.
#[derive(Default)]
struct Pool {
    names: BTreeMap<String, String>,
    statics: String,
}

impl Pool {
    /// The name of the static that holds `literal`.
    fn put(&mut self, prefix: &str, element: &str, literal: String) -> String {
        if let Some(name) = self.names.get(&literal) {
            return name.clone();
        }
        let name = format!("{prefix}{}", self.names.len());
        writeln!(self.statics, "static {name}: &[{element}] = {literal};").expect("writing to a string");
        self.names.insert(literal, name.clone());
        name
    }
}

pub(crate) fn pack(text: &str) -> String {
    let mut pool = Pool::default();
    let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("data/event-types.toml: {e}"));
    let mut types = String::new();
    let mut entries = String::new();
    // Trigger word -> its senses as Rust source, in the order of the file.
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut entry_count = 0;
    for (number, t) in file.types.iter().enumerate() {
        let tone = match t.tone.as_str() {
            "cooperation" => "Cooperation",
            "conflict" => "Conflict",
            "neutral" => "Neutral",
            other => panic!("{}: no tone {other:?}", t.name),
        };
        writeln!(
            types,
            "EventType {{ name: Cow::Borrowed({:?}), label: Cow::Borrowed({:?}), definition: Cow::Borrowed({:?}), \
             cameo: {}, plover: {}, ace: {}, tone: Tone::{tone}, words: {} }},",
            t.name,
            t.label,
            t.definition,
            option(t.codes.cameo.as_ref()),
            option(t.codes.plover.as_ref()),
            option(t.codes.ace.as_ref()),
            t.words
        )
        .expect("writing to a string");
        for trigger in &t.triggers {
            let mut frame = t.frame.clone();
            frame.extend(trigger.frame.clone());
            let frame: Vec<String> = frame
                .iter()
                .filter(|(_, r)| !r.is_empty())
                .map(|(s, r)| format!("({}, {})", slot(s), role(r, &t.name)))
                .collect();
            let frame = pool.put("FRAME_", "(Slot, Role)", format!("&[{}]", frame.join(", ")));
            let mut list = |words: &[String]| pool.put("LIST_", "&str", super::strings(&sorted(words)));
            writeln!(
                entries,
                "Entry {{ event_type: {number}, frame: {frame}, near: {}, not_near: {}, before: {}, after: {}, \
                 document: {}, capital: {} }},",
                list(&trigger.near),
                list(&trigger.not_near),
                list(&trigger.before),
                list(&trigger.after),
                list(&trigger.document),
                trigger.capital
            )
            .expect("writing to a string");
            for (class, list) in
                [("Verb", &trigger.verbs), ("Noun", &trigger.nouns), ("Adjective", &trigger.adjectives)]
            {
                for word in list {
                    assert!(!word.trim().is_empty(), "{}: an empty trigger", t.name);
                    let (head, before, after) = phrase(word);
                    words.entry(head).or_default().push(format!(
                        "Sense {{ class: Class::{class}, entry: {entry_count}, left: {}, right: {} }}",
                        super::strings(&before),
                        super::strings(&after)
                    ));
                }
            }
            entry_count += 1;
        }
    }
    let mut out = pool.statics;
    writeln!(out, "static TYPES: &[EventType] = &[\n{types}];").expect("writing to a string");
    writeln!(out, "static ENTRIES: &[Entry] = &[\n{entries}];").expect("writing to a string");
    writeln!(out, "static WORDS: &[(&str, &[Sense])] = &[").expect("writing to a string");
    for (word, senses) in &words {
        writeln!(out, "({word:?}, &[{}]),", senses.join(", ")).expect("writing to a string");
    }
    out.push_str("];\n");
    out
}
