//! Packs the human-edited files of `data/` into Rust tables.

#[path = "build/article.rs"]
mod article;
#[path = "build/catalog.rs"]
mod catalog;
#[path = "build/codes.rs"]
mod codes;
#[path = "build/coreference.rs"]
mod coreference;
#[path = "build/countries.rs"]
mod countries;
#[path = "build/cues.rs"]
mod cues;
#[path = "build/holidays.rs"]
mod holidays;
#[path = "build/metonyms.rs"]
mod metonyms;
#[path = "build/organizations.rs"]
mod organizations;
#[path = "build/quantities.rs"]
mod quantities;
#[path = "build/times.rs"]
mod times;
#[path = "build/titles.rs"]
mod titles;
#[path = "build/tokens.rs"]
mod tokens;
#[path = "build/zones.rs"]
mod zones;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    pack("article-zones.tsv", "article_zones.rs", article::pack);
    pack("codes.toml", "codes.txt", codes::pack);
    pack("connectives.toml", "connectives.rs", coreference::pack_connectives);
    pack("coreference.toml", "coreference.rs", coreference::pack);
    pack("countries.tsv", "countries.rs", countries::pack);
    pack("same-events.toml", "same_events.rs", coreference::pack_same_events);
    pack("not-countries.tsv", "not_countries.rs", countries::pack_not);
    pack("holidays.toml", "holidays.rs", holidays::pack);
    pack("metonyms.toml", "metonyms.rs", metonyms::pack);
    pack("organizations.tsv", "organizations.rs", organizations::pack);
    pack("organization-words.tsv", "organization_words.rs", organizations::pack_words);
    pack("quantities.toml", "quantities.rs", quantities::pack);
    pack("units.toml", "units.rs", quantities::pack_units);
    pack("currencies.tsv", "currencies.rs", quantities::pack_currencies);
    pack("amounts.toml", "amounts.rs", quantities::pack_amounts);
    pack("times.toml", "times.rs", times::pack);
    pack("time-zones.tsv", "time_zones.rs", zones::pack);
    pack("titles.toml", "titles.rs", titles::pack);
    pack("given-names.tsv", "given_names.rs", titles::pack_given_names);
    pack("tokens.toml", "tokens.rs", tokens::pack);
    pack("lexicon/regular-verbs.txt", "verbs.rs", pack_verbs);
    pack_catalog();
    pack("factuality.toml", "factuality.rs", cues::pack_factuality);
    pack("reporting.toml", "reporting.rs", cues::pack_reporting);
    pack("phrases.toml", "phrase_words.rs", cues::pack_phrases);
    pack("name-cues.toml", "name_cues.rs", cues::pack_name_cues);
    pack("place-cues.toml", "place_cues.rs", cues::pack_place_cues);
}

/// Writes what `packer` makes of `data/<source>` to `<target>` in the build folder.
fn pack(source: &str, target: &str, packer: fn(&str) -> String) {
    write(target, &packer(&read(source)));
}

/// The text of `data/<source>`.
fn read(source: &str) -> String {
    let source = Path::new("data").join(source);
    println!("cargo::rerun-if-changed={}", source.display());
    fs::read_to_string(&source).unwrap_or_else(|e| panic!("{}: {e}", source.display()))
}

fn write(target: &str, text: &str) {
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(target);
    fs::write(&target, text).unwrap_or_else(|e| panic!("{}: {e}", target.display()));
}

/// The groups of event types in the order in which their types are numbered.
const GROUPS: [&str; 14] = [
    "diplomacy",
    "speech",
    "military",
    "conflict",
    "life",
    "movement",
    "justice",
    "politics",
    "disaster",
    "business",
    "crime",
    "science",
    "sport",
    "culture",
];

/// The event types of all groups.
fn pack_catalog() {
    let prefixes = tokens::prefixes(&read("tokens.toml"));
    let mut all = String::new();
    for group in GROUPS {
        let source = format!("event-types/{group}.toml");
        all.push_str(&catalog::pack(&source, &read(&source), &prefixes));
    }
    write("catalog.txt", &all);
}

/// The rows of a table without comments and empty lines, numbered from 1.
fn rows(table: &str) -> impl Iterator<Item = (usize, &str)> {
    let all = table.lines().enumerate().map(|(index, line)| (index + 1, line));
    all.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn pack_verbs(text: &str) -> String {
    list("REGULAR", &rows(text).map(|(_, verb)| verb).collect::<Vec<_>>())
}

/// A sorted list of words.
fn list<S: AsRef<str>>(name: &str, words: &[S]) -> String {
    let mut words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.sort_unstable();
    words.dedup();
    format!("pub(crate) static {name}: &[&str] = &{words:?};\n")
}
