//! Packs data/codes.toml.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    modes: BTreeMap<String, Vec<String>>,
    lists: BTreeMap<String, Vec<String>>,
    #[serde(rename = "code")]
    codes: Vec<Code>,
    #[serde(rename = "context")]
    contexts: Vec<Context>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    types: Vec<String>,
    #[serde(default)]
    cameo: String,
    #[serde(default)]
    root: String,
    #[serde(default)]
    plover: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    triggers: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    and: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    name: String,
    words: Vec<String>,
}

/// Lines of text: `L` a list of words with its name, `C` a rule with its types, codes and conditions, `X` a context with
/// its words. Fields are separated by tabs, words by blanks.
pub(crate) fn pack(text: &str) -> String {
    let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("data/codes.toml: {e}"));
    let mut out = String::new();
    for (name, words) in &file.lists {
        let used = format!("@{name}");
        assert!(text.contains(&format!("\"{used}\"")), "codes.toml: nothing reads the list {name:?}");
        line(&mut out, 'L', &[name.clone(), joined(words)]);
    }
    for code in &file.codes {
        let gives = [&code.cameo, &code.root, &code.plover, &code.mode];
        assert!(gives.iter().any(|g| !g.is_empty()), "codes.toml: a rule of {:?} gives nothing", code.types);
        let conditions = [&code.triggers, &code.words, &code.and, &code.to, &code.with, &code.by, &code.not]
            .map(|words| {
                for list in words.iter().filter_map(|word| word.strip_prefix('@')) {
                    assert!(file.lists.contains_key(list), "codes.toml: there is no list {list:?}");
                }
                joined(words)
            });
        let mut fields = vec![joined(&code.types)];
        fields.extend(gives.map(Clone::clone));
        fields.extend(conditions);
        line(&mut out, 'C', &fields);
    }
    assert!(file.contexts.len() <= 64, "codes.toml: contexts are bits of a word");
    for context in &file.contexts {
        line(&mut out, 'X', &[context.name.clone(), joined(&context.words)]);
    }
    let modes: Vec<&String> = file.modes.values().flatten().collect();
    for code in file.codes.iter().filter(|code| !code.mode.is_empty()) {
        assert!(modes.contains(&&code.mode), "codes.toml: there is no mode {:?}", code.mode);
    }
    out
}

fn line(out: &mut String, kind: char, fields: &[String]) {
    writeln!(out, "{kind}{}", fields.join("\t")).expect("writing to a string");
}

fn joined(words: &[String]) -> String {
    for word in words {
        let bad = word.is_empty() || word.contains(char::is_whitespace) || *word != word.to_lowercase();
        assert!(!bad, "codes.toml: {word:?} is no lemma in lower case");
    }
    words.join(" ")
}
