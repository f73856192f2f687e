//! Gold coreference: WebAnno TSV 3.2 and TEI of GUM.
//!
//! Entities are what the relations coref, ana, cata, appos, pred and disc of GUM's own scheme join: an apposition and a predicate
//! ("she is *the director*") are mentions of what they tell of. Bridging relations join nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::metrics::{Chains, Mention};

/// A document with its chains, those of one mention left out.
pub struct Gold {
    pub name: String,
    /// As it may have stood on the page: a paragraph is a line, words are not torn.
    pub text: String,
    /// Byte ranges of `text`.
    pub chains: Chains,
    /// The byte range of each word.
    pub words: Vec<Mention>,
}

/// How a token stands to those beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Layout {
    new_line: bool,
    joins_left: bool,
    joins_right: bool,
}

/// Reads one document: `DIR/coref/gum/tsv/NAME.tsv` with the paragraphs of `DIR/xml/NAME.xml`.
pub fn read(data: &Path, name: &str) -> Result<Gold> {
    let file = |path: String| {
        let path = data.join(path);
        fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))
    };
    let layout = layout(&file(format!("xml/{name}.xml"))?);
    parse(name, &file(format!("coref/gum/tsv/{name}.tsv"))?, &layout)
}

fn parse(name: &str, tsv: &str, layout: &[Layout]) -> Result<Gold> {
    let mut text = String::new();
    let mut words = Vec::new();
    let mut word_of = BTreeMap::new();
    // First and last word of each annotation by its number.
    let mut extents: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut relations: Vec<(u32, u32)> = Vec::new();
    let mut join_next = true;
    for line in tsv.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() >= 10, "{name}: {line:?} has too few columns");
        let (place, form) = (fields[0], fields[2]);
        let at = layout.get(words.len()).copied().unwrap_or_default();
        if at.new_line && !text.is_empty() {
            text.push_str("\n\n");
        } else if !join_next && !at.joins_left {
            text.push(' ');
        }
        join_next = at.joins_right;
        let start = text.len() as u32;
        text.push_str(form);
        word_of.insert(place, words.len());
        let word = words.len();
        words.push((start, text.len() as u32));
        // "abstract[2]|substance[3]": nested ones are beside each other.
        for entity in fields[3].split('|').filter(|entity| !matches!(*entity, "_" | "*")) {
            let extent = extents.entry(number_of(entity)?).or_insert((word, word));
            extent.1 = word;
        }
        // "coref" with "5-6[29_2]": annotation 29, which begins at word 5-6, and annotation 2 of this word.
        if fields[8] == "_" {
            continue;
        }
        for (kind, target) in fields[8].split('|').zip(fields[9].split('|')) {
            if kind.starts_with("bridge") {
                continue;
            }
            let (one, other) = target
                .split_once('[')
                .and_then(|(_, pair)| pair.trim_end_matches(']').split_once('_'))
                .with_context(|| format!("{name}: relation {target:?}"))?;
            relations.push((one.parse()?, other.parse()?));
        }
    }
    ensure!(layout.len() == words.len(), "{name}: {} words, {} in the XML", words.len(), layout.len());
    let numbers: Vec<u32> = extents.keys().copied().collect();
    let mut group: BTreeMap<u32, u32> = numbers.iter().map(|&n| (n, n)).collect();
    let find = |group: &BTreeMap<u32, u32>, mut n: u32| {
        while let Some(&up) = group.get(&n).filter(|&&up| up != n) {
            n = up;
        }
        n
    };
    for (one, other) in relations {
        ensure!(
            group.contains_key(&one) && group.contains_key(&other),
            "{name}: no annotation {one} or {other}"
        );
        let (one, other) = (find(&group, one), find(&group, other));
        group.insert(one.max(other), one.min(other));
    }
    let mut chains: BTreeMap<u32, Vec<Mention>> = BTreeMap::new();
    for (number, (first, last)) in extents {
        let mention = (words[first].0, words[last].1);
        let chain = chains.entry(find(&group, number)).or_default();
        if !chain.contains(&mention) {
            chain.push(mention);
        }
    }
    let chains = chains.into_values().filter(|chain| chain.len() > 1).collect();
    Ok(Gold { name: name.to_owned(), text, chains, words })
}

/// The number of "abstract[2]".
fn number_of(entity: &str) -> Result<u32> {
    let number = entity.rsplit_once('[').map(|(_, number)| number.trim_end_matches(']'));
    number.and_then(|number| number.parse().ok()).with_context(|| format!("no number in {entity:?}"))
}

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 10] = ["text", "head", "p", "sp", "figure", "caption", "item", "list", "l", "lg"];

/// Where lines and blanks are, by the elements and tags of the XML, which has one token a line.
fn layout(xml: &str) -> Vec<Layout> {
    let mut all: Vec<Layout> = Vec::new();
    let mut new_line = false;
    // Straight quotation marks are told apart by their tags, or by turns.
    let mut quoted = false;
    for line in xml.lines() {
        if let Some(tag) = line.strip_prefix('<') {
            let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
            new_line |= BLOCKS.contains(&name);
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(form), Some(tag)) = (fields.next(), fields.next()) else { continue };
        let lower = form.to_lowercase().replace('’', "'");
        let (opens, closes) = match (tag, lower.as_str()) {
            ("``", _) => (true, false),
            ("''", _) => (false, true),
            (_, "\"" | "&quot;") => (!quoted, quoted),
            _ => (false, false),
        };
        quoted = opens || quoted && !closes && !new_line;
        let clitic = matches!(lower.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "n't" | "'")
            && tag != "``"
            && !opens;
        let hyphen = tag == "HYPH";
        all.push(Layout {
            new_line,
            joins_left: closes
                || clitic
                || hyphen
                || matches!(
                    lower.as_str(),
                    "," | "." | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "..." | "…" | "?!"
                ),
            joins_right: opens || hyphen || matches!(lower.as_str(), "(" | "[" | "$" | "€" | "£" | "#"),
        });
        new_line = false;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document() {
        let xml = "<text id=\"x\">\n<head>\n<s>\nAnna\tNP\n's\tPOS\ndog\tNN\n</s>\n</head>\n<p>\n<s>\nIt\tPP\nbarks\tVVZ\n.\tSENT\n</s>\n</p>\n</text>\n";
        let tsv = "#Text=Anna 's dog\n\
            1-1\t0-4\tAnna\tperson[1]|animal[2]\t_\t_\t_\t_\tbridge:def|ana\t2-1[3_1]|2-1[3_2]\t\n\
            1-2\t5-7\t's\tperson[1]|animal[2]\t_\t_\t_\t_\t_\t_\t\n\
            1-3\t8-11\tdog\tanimal[2]\t_\t_\t_\t_\t_\t_\t\n\n#Text=It barks .\n\
            2-1\t12-14\tIt\tanimal[3]\t_\t_\t_\t_\t_\t_\t\n\
            2-2\t15-20\tbarks\tevent[4]\t_\t_\t_\t_\t_\t_\t\n\
            2-3\t21-22\t.\t_\t_\t_\t_\t_\t_\t_\t\n";
        let gold = parse("x", tsv, &layout(xml)).expect("it is well-formed");
        assert_eq!(gold.text, "Anna's dog\n\nIt barks.");
        let words: Vec<&str> =
            gold.chains[0].iter().map(|&(start, end)| &gold.text[start as usize..end as usize]).collect();
        assert_eq!(words, ["Anna's dog", "It"], "bridging joins nothing");
        assert_eq!(gold.chains.len(), 1, "singletons are left out");
    }

    #[test]
    fn blanks() {
        let xml = "<p>\nShe\tPP\ndid\tVVD\nn't\tRB\nsay\tVV\n``\t``\nwell\tRB\n-\tHYPH\nknown\tJJ\n''\t''\n(\t(\nx\tNN\n)\t)\n</p>\n";
        let joins: Vec<(bool, bool)> = layout(xml).iter().map(|l| (l.joins_left, l.joins_right)).collect();
        let (free, left, right, both) = ((false, false), (true, false), (false, true), (true, true));
        assert_eq!(joins, [free, free, left, free, right, free, both, free, left, right, free, left]);
    }
}
