//! Gold events of ECB+: tokens, the words that tell events in the sentences of the list, and which tell the same event.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// A document of a topic.
pub struct Gold {
    pub topic: u32,
    /// As it may have stood on the page.
    pub text: String,
    /// The byte range of each token, and its sentence; a token of the address of the page has none.
    pub tokens: Vec<Token>,
    /// Events that the annotators marked in the sentences of the list.
    pub mentions: Vec<Mention>,
    /// Sentences whose events are marked.
    pub sentences: BTreeSet<u32>,
}

#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    pub sentence: u32,
}

/// Words that tell an event.
#[derive(Debug)]
pub struct Mention {
    /// Token numbers.
    pub tokens: Vec<usize>,
    /// The same for mentions of one event, in all documents.
    pub chain: String,
}

/// The documents of a range of topics.
pub fn read(data: &Path, topics: impl Fn(u32) -> bool) -> Result<Vec<Gold>> {
    let list = data.join("ECBplus_coreference_sentences.csv");
    let list = fs::read_to_string(&list).with_context(|| format!("can't read {}", list.display()))?;
    let mut listed: BTreeMap<(u32, String), BTreeSet<u32>> = BTreeMap::new();
    for line in list.lines().skip(1).filter(|line| !line.is_empty()) {
        let mut columns = line.trim().split(',');
        let (Some(topic), Some(file), Some(sentence)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let topic: u32 = topic.parse()?;
        if topics(topic) {
            listed.entry((topic, format!("{topic}_{file}"))).or_default().insert(sentence.parse()?);
        }
    }
    let mut all = Vec::new();
    for ((topic, name), sentences) in listed {
        let path = data.join(format!("ECB+/{topic}/{name}.xml"));
        let xml = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        all.push(parse(topic, &name, &xml, sentences));
    }
    Ok(all)
}

/// The XML has one element a line.
fn parse(topic: u32, name: &str, xml: &str, sentences: BTreeSet<u32>) -> Gold {
    let mut text = String::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut token_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut marked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut chains: BTreeMap<&str, String> = BTreeMap::new();
    let mut event: Option<&str> = None;
    let mut relation: Option<String> = None;
    let mut joins_next = false;
    // Web pages have their address as a first sentence.
    let has_address = name.ends_with("plus");
    for line in xml.lines().map(str::trim) {
        let element = line.trim_start_matches(['<', '/']).split([' ', '>']).next().unwrap_or_default();
        match element {
            "token" => {
                let number = attribute(line, "sentence").and_then(|s| s.parse().ok()).unwrap_or(0);
                let form =
                    unescaped(line.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</token>")));
                let address = has_address && number == 0;
                let last = tokens.last().filter(|t| t.start < t.end);
                if !address {
                    match last {
                        None => {}
                        Some(last) if last.sentence != number => {
                            // A headline or a date, and a paragraph of its own.
                            text.push_str(if text.ends_with(['.', '!', '?', '"', '\'']) {
                                " "
                            } else {
                                "\n\n"
                            });
                        }
                        Some(_) if joins_next || joins_left(&form, &text) => {}
                        Some(_) => text.push(' '),
                    }
                    joins_next = joins_right(&form, &text);
                }
                let start = text.len() as u32;
                if !address {
                    text.push_str(match form.as_str() {
                        "``" | "''" => "\"",
                        other => other,
                    });
                }
                token_of.insert(attribute(line, "t_id").unwrap_or_default(), tokens.len());
                tokens.push(Token { start, end: text.len() as u32, sentence: number });
            }
            "token_anchor" => {
                let token = attribute(line, "t_id").and_then(|id| token_of.get(id));
                if let (Some(event), Some(&token)) = (event, token) {
                    marked.entry(event).or_default().push(token);
                }
            }
            "CROSS_DOC_COREF" | "INTRA_DOC_COREF" => {
                relation = (!line.starts_with("</")).then(|| {
                    // Within a document relations have numbers of their own.
                    let note = attribute(line, "note")
                        .filter(|note| note.starts_with("ACT") || note.starts_with("NEG"));
                    let number = attribute(line, "r_id").unwrap_or_default();
                    match (element, note) {
                        ("CROSS_DOC_COREF", Some(note)) => format!("{topic}/{note}"),
                        _ => format!("{name}/{number}"),
                    }
                });
            }
            "source" => {
                if let (Some(relation), Some(id)) = (&relation, attribute(line, "m_id")) {
                    chains.insert(id, relation.clone());
                }
            }
            _ if element.starts_with("ACTION_") || element.starts_with("NEG_ACTION_") => {
                event = attribute(line, "m_id").filter(|_| !line.ends_with("/>"));
            }
            _ => event = None,
        }
    }
    let mut mentions: Vec<Mention> = marked
        .into_iter()
        .filter(|(_, words)| words.iter().all(|&word| sentences.contains(&tokens[word].sentence)))
        .map(|(id, tokens)| {
            let chain = chains.get(id).cloned();
            Mention { tokens, chain: chain.unwrap_or_else(|| format!("{name}/alone/{id}")) }
        })
        .collect();
    mentions.sort_by(|a, b| a.tokens.cmp(&b.tokens));
    Gold { topic, text, tokens, mentions, sentences }
}

fn attribute<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn unescaped(form: &str) -> String {
    form.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// The corpus has a blank around every token: "4 . 6", "B . C .", "14 - year - old".
fn joins_left(form: &str, before: &str) -> bool {
    let stop = matches!(form, "," | "." | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "-" | "''");
    let clitic = form.starts_with('\'') && form.len() > 1 || form == "n't";
    // A closing quotation mark, by turns.
    let closes = form == "\"" && is_quoted(before);
    stop || clitic || closes
}

/// Whether a quotation is open at the end of a text, of whose marks one line is told by turns.
fn is_quoted(before: &str) -> bool {
    !before.rsplit('\n').next().unwrap_or_default().matches('"').count().is_multiple_of(2)
}

fn joins_right(form: &str, before: &str) -> bool {
    let opens = form == "\"" && !is_quoted(before);
    // "4 . 6", "U . S ."
    let mut last = before.chars().rev();
    let number = matches!(form, "." | "," | ":") && last.next().is_some_and(|c| c.is_ascii_digit());
    let letter = form == "." && {
        let mut last = before.chars().rev();
        last.next().is_some_and(|c| c.is_ascii_uppercase()) && !last.next().is_some_and(char::is_alphanumeric)
    };
    matches!(form, "(" | "[" | "$" | "``" | "-" | "#") || opens || number || letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document() {
        let xml = "<token t_id=\"1\" sentence=\"0\" number=\"0\">http</token>\n\
            <token t_id=\"2\" sentence=\"1\" number=\"0\">A</token>\n\
            <token t_id=\"3\" sentence=\"1\" number=\"1\">4</token>\n\
            <token t_id=\"4\" sentence=\"1\" number=\"2\">.</token>\n\
            <token t_id=\"5\" sentence=\"1\" number=\"3\">6</token>\n\
            <token t_id=\"6\" sentence=\"1\" number=\"4\">quake</token>\n\
            <token t_id=\"7\" sentence=\"2\" number=\"0\">It</token>\n\
            <token t_id=\"8\" sentence=\"2\" number=\"1\">shook</token>\n\
            <token t_id=\"9\" sentence=\"2\" number=\"2\">homes</token>\n\
            <token t_id=\"10\" sentence=\"2\" number=\"3\">.</token>\n\
            <Markables>\n<ACTION_OCCURRENCE m_id=\"1\"  >\n<token_anchor t_id=\"6\"/>\n</ACTION_OCCURRENCE>\n\
            <ACTION_OCCURRENCE m_id=\"2\"  >\n<token_anchor t_id=\"8\"/>\n</ACTION_OCCURRENCE>\n\
            <HUMAN_PART_PER m_id=\"3\"  >\n<token_anchor t_id=\"9\"/>\n</HUMAN_PART_PER>\n\
            <ACTION_OCCURRENCE m_id=\"9\" RELATED_TO=\"\" TAG_DESCRIPTOR=\"x\" instance_id=\"ACT1\" />\n</Markables>\n\
            <Relations>\n<CROSS_DOC_COREF r_id=\"7\" note=\"ACT1\" >\n<source m_id=\"1\" />\n<target m_id=\"9\" />\n\
            </CROSS_DOC_COREF>\n</Relations>\n";
        let gold = parse(5, "5_1ecbplus", xml, [1, 2].into());
        assert_eq!(gold.text, "A 4.6 quake\n\nIt shook homes.");
        let found: Vec<(&[usize], &str)> =
            gold.mentions.iter().map(|m| (&m.tokens[..], m.chain.as_str())).collect();
        assert_eq!(found, [(&[5][..], "5/ACT1"), (&[7][..], "5_1ecbplus/alone/2")]);
        let gold = parse(5, "5_1ecbplus", xml, [2].into());
        assert_eq!(gold.mentions.len(), 1, "only sentences of the list count");
    }
}
