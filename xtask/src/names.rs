//! The annotated names that training and evaluation read: token-per-line files of several sets, each with kinds of its own.
//!
//! Tokens are joined to text with English spacing, and names become spans of that text, so that our own words can be
//! measured on them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::syntax::NameKind;

/// A bit for each kind of name; more than one where a set does not tell them apart.
pub type Kinds = u16;

pub const fn bit(kind: NameKind) -> Kinds {
    1 << kind as u16
}

const PERSON: Kinds = bit(NameKind::Person);
const ORGANIZATION: Kinds = bit(NameKind::Organization);
const PLACE: Kinds = bit(NameKind::Location) | bit(NameKind::Facility);
const PEOPLE: Kinds = bit(NameKind::People);
const PRODUCT: Kinds = bit(NameKind::Product);
const MISC: Kinds = bit(NameKind::Misc);

/// What a set says.
#[derive(Debug)]
pub struct Set {
    pub name: &'static str,
    /// Files or folders of files, below the folder of all names.
    train: &'static [&'static str],
    dev: &'static [&'static str],
    pub licence: &'static str,
    /// A licence that lets one use it is stated.
    pub open: bool,
    /// How much a word of it counts in training.
    pub weight: f32,
    /// Kinds that the set leaves out: outside of its names they may be.
    pub unmarked: Kinds,
    /// What a label of the set may be.
    kinds: fn(&str) -> Label,
}

/// What the label of a token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// No name.
    Outside,
    Name(Kinds),
    /// Nobody knows.
    Unknown,
}

pub const SETS: &[Set] = &[
    Set {
        name: "newswire",
        train: &["newswire/train"],
        dev: &["newswire/dev"],
        licence: "no licence stated",
        open: false,
        weight: 1.0,
        unmarked: 0,
        kinds: |label| match label {
            "Person" => Label::Name(PERSON),
            "Organization" => Label::Name(ORGANIZATION),
            "Location" => Label::Name(bit(NameKind::Location)),
            "Facility" => Label::Name(bit(NameKind::Facility)),
            "NORP" => Label::Name(PEOPLE),
            "Product" => Label::Name(PRODUCT),
            "Misc" | "Miscellaneous" => Label::Name(MISC),
            // Date, Money
            _ => Label::Outside,
        },
    },
    Set {
        name: "UNER English-EWT",
        train: &["UNER_English-EWT/en_ewt-ud-train.iob2"],
        dev: &["UNER_English-EWT/en_ewt-ud-dev.iob2"],
        licence: "CC BY-SA 4.0",
        open: true,
        weight: 1.0,
        unmarked: PEOPLE | PRODUCT | MISC,
        kinds: |label| match label {
            "PER" => Label::Name(PERSON),
            "ORG" => Label::Name(ORGANIZATION),
            "LOC" => Label::Name(PLACE),
            // OTH and O are what the annotators were not asked for.
            _ => Label::Outside,
        },
    },
    Set {
        name: "wikigold",
        train: &["wikigold/wikigold.conll.txt"],
        dev: &[],
        licence: "CC BY 4.0",
        open: true,
        weight: 1.0,
        unmarked: 0,
        kinds: |label| match label {
            "PER" => Label::Name(PERSON),
            "ORG" => Label::Name(ORGANIZATION),
            "LOC" => Label::Name(PLACE),
            "MISC" => Label::Name(PEOPLE | PRODUCT | MISC),
            _ => Label::Outside,
        },
    },
    Set {
        name: "WNUT 17",
        train: &["wnut17/wnut17train.conll", "wnut17/emerging.dev.conll"],
        dev: &[],
        licence: "CC BY 4.0",
        open: true,
        weight: 0.5,
        unmarked: PEOPLE,
        kinds: |label| match label {
            "person" => Label::Name(PERSON),
            "location" => Label::Name(PLACE),
            "corporation" => Label::Name(ORGANIZATION),
            "group" => Label::Name(ORGANIZATION | PEOPLE | MISC),
            "product" => Label::Name(PRODUCT),
            "creative-work" => Label::Name(MISC),
            _ => Label::Outside,
        },
    },
    Set {
        name: "Broad Twitter Corpus",
        // f and h are mostly names of accounts.
        train: &["BTC/a.conll", "BTC/b.conll", "BTC/e.conll", "BTC/g.conll"],
        dev: &[],
        licence: "CC BY 4.0",
        open: true,
        weight: 0.3,
        unmarked: PEOPLE | PRODUCT | MISC,
        kinds: |label| match label {
            "PER" => Label::Name(PERSON),
            "ORG" => Label::Name(ORGANIZATION),
            "LOC" => Label::Name(PLACE),
            "" => Label::Outside,
            _ => Label::Unknown,
        },
    },
];

/// A name as the annotators marked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Bytes of [`Document::text`].
    pub start: usize,
    pub end: usize,
    /// Kinds that it may be; none: nobody knows whether it is one.
    pub kinds: Kinds,
}

/// A text with its names, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub text: String,
    pub names: Vec<Name>,
}

/// Which of names within names are read: files of the newswire have a further column for those within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// "Kenya Airways"
    Outer,
    /// The last column of each line, which cuts the outer name: "Kenya" and "Airways".
    Last,
}

/// How tokens are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// As those who score reports join them: a hyphen only within a name.
    Scored,
    /// As people write: "so-called", "anti-gay" too.
    Natural,
}

impl Set {
    pub fn train(&self, data: &Path) -> Result<Vec<Document>> {
        self.read(data, self.train, Spacing::Natural, Layer::Outer)
    }

    pub fn dev(&self, data: &Path, layer: Layer) -> Result<Vec<Document>> {
        self.read(data, self.dev, Spacing::Scored, layer)
    }

    fn read(&self, data: &Path, paths: &[&str], spacing: Spacing, layer: Layer) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        for path in paths {
            for file in files(&data.join(path))? {
                let text = std::fs::read_to_string(&file)
                    .with_context(|| format!("can't read {}", file.display()))?;
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                documents.extend(self.parse(&text, &name, spacing, layer));
            }
        }
        Ok(documents)
    }

    /// Reads the lines of a file.
    fn parse(&self, lines: &str, file: &str, spacing: Spacing, layer: Layer) -> Vec<Document> {
        // Only files of the newswire are one article each; in others a document is where they say so, or some sentences.
        let whole = file.ends_with(".tsv");
        let numbered = file.ends_with(".iob2");
        let mut documents = Vec::new();
        let mut joined = Joined::default();
        let mut sentences = 0;
        let mut finish = |joined: &mut Joined| {
            let id = format!("{file}#{}", documents.len());
            documents.extend(std::mem::take(joined).finish(id));
        };
        for line in lines.lines() {
            let comment = line.starts_with("# ") && line.contains('=');
            if line.starts_with("# newdoc") || line.starts_with("-DOCSTART-") {
                finish(&mut joined);
            } else if line.trim().is_empty() {
                joined.end_sentence();
                sentences += 1;
                if !whole && sentences % 20 == 0 {
                    finish(&mut joined);
                }
            } else if !comment {
                let mut columns = line.split(['\t', ' ']);
                let token = columns.nth(usize::from(numbered)).unwrap_or("");
                let outer = columns.next().unwrap_or("O");
                let last = if whole { columns.next_back() } else { None };
                let label = last.filter(|_| layer == Layer::Last).unwrap_or(outer);
                if token.is_empty() || token.starts_with("https://") || token.starts_with("http://") {
                    continue;
                }
                let (place, kind) = label.split_once('-').unwrap_or((label, ""));
                let mut label = if place == "O" { Label::Outside } else { (self.kinds)(kind) };
                if token.starts_with('@') || joined.last == "@" {
                    label = Label::Unknown;
                }
                joined.add(token, place, label, spacing);
            }
        }
        finish(&mut joined);
        documents
    }
}

/// The files of a folder in order, or the one file.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.into()]);
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("can't read {}", path.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// Tokens as they become text.
#[derive(Default)]
struct Joined {
    text: String,
    names: Vec<Name>,
    open: Option<(Name, Label)>,
    last: String,
    /// Straight double quotes so far in the sentence.
    quotes: usize,
}

impl Joined {
    fn add(&mut self, token: &str, place: &str, label: Label, spacing: Spacing) {
        let goes_on = matches!(place, "I" | "E") && self.open.is_some_and(|(_, open)| open == label);
        let apart = match (self.last.as_str(), spacing) {
            ("", _) => false,
            (last, _) if is_tight(last, token) => false,
            // "Al-Shabaab", "O’Brien"
            (last, _)
                if goes_on
                    && (token == "-"
                        || last == "-"
                        || matches!(token, "'" | "’")
                        || matches!(last, "'" | "’")) =>
            {
                false
            }
            (_, Spacing::Scored) => true,
            ("\"", _) => self.quotes.is_multiple_of(2),
            (_, _) if token == "\"" => self.quotes.is_multiple_of(2),
            // "anti-gay"; but "27 January - David"
            (last, _) if token == "-" => !last.ends_with(|c: char| c.is_lowercase()),
            ("-", _) => self.text.ends_with(" -") || !token.starts_with(char::is_alphanumeric),
            _ => true,
        };
        self.quotes += usize::from(token == "\"");
        if apart {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(token);
        let end = self.text.len();
        if goes_on && let Some((name, _)) = &mut self.open {
            name.end = end;
        } else {
            self.close();
            let kinds = match label {
                Label::Outside => None,
                Label::Name(kinds) => Some(kinds),
                Label::Unknown => Some(0),
            };
            self.open = kinds.map(|kinds| (Name { start, end, kinds }, label));
        }
        self.last = token.into();
    }

    fn close(&mut self) {
        self.names.extend(self.open.take().map(|(name, _)| name));
    }

    fn end_sentence(&mut self) {
        self.close();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.last.clear();
        self.quotes = 0;
    }

    fn finish(mut self, id: String) -> Option<Document> {
        self.close();
        (!self.text.trim().is_empty()).then_some(Document { id, text: self.text, names: self.names })
    }
}

/// No space stands between these tokens.
fn is_tight(before: &str, token: &str) -> bool {
    let starts = token.starts_with([',', '.', ';', ':', '!', '?', '%', ')', ']', '}', '’', '”']);
    let clitic = match token.strip_prefix(['\'', '’']) {
        Some(rest) => matches!(rest, "" | "s" | "re" | "ve" | "ll" | "d" | "m" | "S"),
        None => matches!(token, "n't" | "n’t"),
    };
    starts
        || clitic
        || token.ends_with("n't")
        || matches!(before, "(" | "[" | "{" | "“" | "$" | "£" | "€" | "#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(set: usize, lines: &[&str], file: &str, spacing: Spacing) -> (String, Vec<(String, Kinds)>) {
        let documents = SETS[set].parse(&lines.join("\n"), file, spacing, Layer::Outer);
        let text: String = documents.iter().map(|d| d.text.as_str()).collect();
        let names = documents
            .iter()
            .flat_map(|d| d.names.iter().map(|n| (d.text[n.start..n.end].to_string(), n.kinds)))
            .collect();
        (text, names)
    }

    #[test]
    fn tokens_become_text_with_names() {
        let lines =
            ["Al\tB-Organization", "-\tI-Organization", "Shabaab\tE-Organization", "'s\tO", "so\tO", "-\tO"];
        let more = [
            "called\tO",
            "Kenyan\tS-NORP",
            "wing\tO",
            ".\tO",
            "",
            "In\tO",
            "May\tS-Date",
            "\"\tO",
            "Rio\tS-Location",
            "\"\tO",
        ];
        let lines = [&lines[..], &more].concat();
        let names = vec![
            ("Al-Shabaab".to_string(), ORGANIZATION),
            ("Kenyan".into(), PEOPLE),
            ("Rio".into(), bit(NameKind::Location)),
        ];
        let (text, found) = parse(0, &lines, "a.tsv", Spacing::Natural);
        assert_eq!((text.as_str(), &found), ("Al-Shabaab's so-called Kenyan wing.\nIn May \"Rio\"", &names));
        let (text, found) = parse(0, &lines, "a.tsv", Spacing::Scored);
        assert_eq!(
            (text.as_str(), &found),
            ("Al-Shabaab's so - called Kenyan wing.\nIn May \" Rio \"", &names)
        );
    }

    #[test]
    fn names_within_names() {
        let lines = "Kenya\tB-Organization\tB-Location\nAirways\tI-Organization\nflew\tO";
        let names = |layer| {
            let documents = SETS[0].parse(lines, "a.tsv", Spacing::Scored, layer);
            documents[0].names.iter().map(|name| (name.start, name.end, name.kinds)).collect::<Vec<_>>()
        };
        assert_eq!(names(Layer::Outer), [(0, 13, ORGANIZATION)]);
        assert_eq!(names(Layer::Last), [(0, 5, bit(NameKind::Location)), (6, 13, ORGANIZATION)]);
    }

    #[test]
    fn columns_and_kinds_of_the_sets() {
        let lines = ["# newdoc id = a", "1\tRiga\tB-LOC\t-\tx", "2\tnews\tO\t-\tx", "3\tIraqi\tB-OTH\t-\tx"];
        assert_eq!(parse(1, &lines, "a.iob2", Spacing::Scored).1, [("Riga".to_string(), PLACE)]);
        let lines = ["Abba I-ORG", "Sweden I-LOC", "South I-LOC", "", "-DOCSTART- O", "Swedish I-MISC"];
        let names = [("Abba", ORGANIZATION), ("Sweden South", PLACE), ("Swedish", PEOPLE | PRODUCT | MISC)];
        let (_, found) = parse(2, &lines, "a.txt", Spacing::Natural);
        assert_eq!(found, names.map(|(name, kinds)| (name.to_string(), kinds)));
        let lines = ["@\tB-PER", "anna\tB-PER", "likes\tO", "Oslo\tB-LOC"];
        let names = [("@", 0), ("anna", 0), ("Oslo", PLACE)];
        assert_eq!(parse(4, &lines, "b.conll", Spacing::Natural).1, names.map(|(n, k)| (n.to_string(), k)));
    }
}
