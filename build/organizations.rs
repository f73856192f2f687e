//! Packs data/organizations.tsv and data/organization-words.tsv for `names::organizations`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::countries::{acronym, items, key};

const FILE: &str = "data/organizations.tsv";
const WORDS: &str = "data/organization-words.tsv";

/// The organisations and all their forms.
pub(crate) fn pack(text: &str) -> String {
    let mut organizations = String::from("pub static ORGANIZATIONS: &[Organization] = &[\n");
    // By key: the row, capitals only, a small letter at the last word, ambiguous.
    let mut forms: BTreeMap<String, (usize, bool, bool, bool)> = BTreeMap::new();
    for (number, (_, row)) in super::rows(text).enumerate() {
        let columns: Vec<&str> = row.split('\t').collect();
        let [name, aliases, country, sector, kind, ambiguous] = columns[..] else {
            panic!("{FILE}: {} columns in {row:?}", columns.len());
        };
        check(FILE, row, country, sector);
        assert!(matches!(kind, "" | "organization" | "facility"), "{FILE}: kind {kind:?} of {name}");
        writeln!(
            organizations,
            "Organization {{ name: {name:?}, country: {country:?}, sector: {sector:?}, facility: {} }},",
            kind == "facility",
        )
        .expect("a string takes all");
        let flagged: BTreeSet<&str> = items(ambiguous).collect();
        for form in [name].into_iter().chain(items(aliases)) {
            let small = form.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
            let new = (number, acronym(form), small, flagged.contains(form));
            let entry = forms.entry(key(form)).or_insert(new);
            assert!(entry.0 == number, "{FILE}: {form:?} stands in two rows, the second time in {row:?}");
            *entry = (number, entry.1 && new.1, entry.2 || new.2, entry.3 || new.3);
        }
        for form in flagged {
            assert!(forms.contains_key(&key(form)), "{FILE}: ambiguous {form:?} is no form of {name}");
        }
    }
    organizations.push_str("];\n");
    let mut table = String::from("static FORMS: &[Form] = &[\n");
    for (key, (organization, acronym, small, ambiguous)) in &forms {
        writeln!(
            table,
            "Form {{ key: {key:?}, organization: {organization}, acronym: {acronym}, small: {small}, ambiguous: {ambiguous} }},"
        )
        .expect("a string takes all");
    }
    table.push_str("];\n");
    organizations + &table
}

/// The words that tell the sector of an organisation.
pub(crate) fn pack_words(text: &str) -> String {
    let mut rows = BTreeMap::new();
    for (_, row) in super::rows(text) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [words, sector, strength] = columns[..] else {
            panic!("{WORDS}: {} columns in {row:?}", columns.len());
        };
        check(WORDS, row, "", sector);
        assert!(matches!(strength, "" | "weak"), "{WORDS}: {row:?}");
        for word in items(words) {
            let old = rows.insert(word, (sector, strength == "weak"));
            assert!(old.is_none(), "{WORDS}: {word:?} stands twice");
        }
    }
    let mut out = String::from("static WORDS: &[(&str, Word)] = &[\n");
    for (word, (sector, weak)) in rows {
        writeln!(out, "({word:?}, Word {{ sector: {sector:?}, weak: {weak} }}),")
            .expect("a string takes all");
    }
    out + "];\n"
}

fn check(file: &str, row: &str, country: &str, sector: &str) {
    let code =
        |code: &str| code.is_empty() || code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    assert!(code(country) && code(sector), "{file}: codes of {row:?}");
}
