//! Packs data/titles.toml and data/given-names.tsv for `names::titles` and `names::given`.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::countries::key;
use super::list;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitlesFile {
    honorifics: Vec<String>,
    ranks: Vec<String>,
    modifiers: Vec<String>,
    general: Vec<String>,
    relations: Vec<String>,
    roles: BTreeMap<String, Roles>,
    belongs: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    #[serde(default)]
    persons: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    bodies: Vec<String>,
}

pub(crate) fn pack(text: &str) -> String {
    let file: TitlesFile = toml::from_str(text).unwrap_or_else(|e| panic!("data/titles.toml: {e}"));
    let mut rows = BTreeMap::new();
    for (sector, roles) in &file.roles {
        let lists = [("Person", &roles.persons), ("People", &roles.groups), ("Body", &roles.bodies)];
        for (kind, word) in lists.iter().flat_map(|(kind, words)| words.iter().map(move |w| (*kind, w))) {
            let general = file.general.contains(word);
            let row = format!(
                "Word {{ sector: {:?}, kind: Kind::{kind}, general: {general}, title: {} }}",
                code(sector),
                kind == "Person" && !file.relations.contains(word),
            );
            let old = rows.insert(key(word), row);
            assert!(old.is_none(), "data/titles.toml: {word:?} stands twice, the second time under {sector}");
        }
    }
    for word in &file.relations {
        let row = "Word { sector: \"\", kind: Kind::Person, general: false, title: false }";
        rows.entry(key(word)).or_insert_with(|| row.into());
    }
    let mut belongs = BTreeMap::new();
    for (sector, words) in &file.belongs {
        for word in words {
            let old = belongs.insert(key(word), code(sector));
            assert!(old.is_none(), "data/titles.toml: {word:?} belongs twice, the second time to {sector}");
        }
    }
    let words: Vec<&str> = rows.keys().flat_map(|phrase| phrase.split(' ')).collect();
    let words = list("ROLE_WORDS", &words);
    let mut out = String::from("static ROLES: &[(&str, Word)] = &[\n");
    for (word, row) in rows {
        writeln!(out, "({word:?}, {row}),").expect("a string takes all");
    }
    out.push_str("];\nstatic BELONGS: &[(&str, &str)] = &[\n");
    for (word, sector) in belongs {
        writeln!(out, "({word:?}, {sector:?}),").expect("a string takes all");
    }
    out.push_str("];\n");
    out + &words
        + &list("HONORIFICS", &file.honorifics)
        + &list("RANKS", &file.ranks)
        + &list("MODIFIERS", &file.modifiers)
}

/// The sectors of sport and of none have no CAMEO code.
fn code(sector: &str) -> &str {
    match sector {
        "NONE" | "SPO" => "",
        _ => sector,
    }
}

/// The names as one string, a name and its use a line, sorted by bytes.
pub(crate) fn pack_given_names(text: &str) -> String {
    let mut rows: Vec<&str> = super::rows(text).map(|(_, row)| row).collect();
    rows.sort_unstable();
    for pair in rows.windows(2) {
        let name = |row: &str| row.split('\t').next().map(str::to_string);
        assert!(name(pair[0]) != name(pair[1]), "data/given-names.tsv: {:?} stands twice", pair[1]);
    }
    for row in &rows {
        let good = row.split_once('\t').is_some_and(|(name, gender)| {
            !name.contains(char::is_uppercase) && matches!(gender, "f" | "m" | "e")
        });
        assert!(good, "data/given-names.tsv: {row:?}");
    }
    format!("static NAMES: &str = {:?};\n", rows.join("\n"))
}
