//! Lines that are not the article's own words: captions, links to other articles, share bars, authors, ads, rights.

use super::ZoneKind;
use super::blocks::Paragraph;
use super::{phrases, shape};
use crate::report::BoilerplateReason::{self, Byline, Caption, Copyright, Related, Share};

/// Longer lines are not page furniture.
const MAX_LINE: usize = 220;
/// A caption that ends with a credit may be some sentences long.
const MAX_CAPTION: usize = 450;
const MAX_LINK: usize = 160;
/// How many paragraphs on either side a pull-quote is looked for.
const QUOTE_REACH: usize = 12;

/// Marks what the line alone, or the list it stands in, tells to be boilerplate.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    let mut repeats = super::torn::Repeats::default();
    for i in 0..paragraphs.len() {
        if paragraphs[i].kind.is_some() {
            continue;
        }
        let line = paragraphs[i].span.of(text);
        let folded = if line.len() <= MAX_CAPTION { phrases::fold(line) } else { String::new() };
        let reason = reason(line, &folded).or_else(|| {
            let repeated = repeats.is_repeat(line) || is_pull_quote(text, paragraphs, i);
            repeated.then_some(Caption)
        });
        let Some(reason) = reason else { continue };
        paragraphs[i].kind = Some(ZoneKind::Boilerplate(reason));
        if reason == Related && line.contains(">>") {
            widget_head(text, paragraphs, i);
        }
        if phrases::opens_links(&folded) {
            links(text, &mut paragraphs[i + 1..]);
        }
    }
}

fn reason(line: &str, folded: &str) -> Option<BoilerplateReason> {
    if line.len() <= MAX_LINE && !(shape::has_inner_stop(line) && shape::word_count(line) > 20) {
        if is_rights(line) {
            return Some(Copyright);
        }
        if is_byline(line) {
            return Some(Byline);
        }
        if is_address(line) {
            return Some(Related);
        }
        if is_trail(line) {
            return Some(Related);
        }
        if let Some(reason) = phrases::reason(folded)
            && !(reason == Share && shape::word_count(line) > 30)
        {
            return Some(reason);
        }
        if shape::word_count(line) <= 4
            && phrases::is_agency(line.trim_matches(|c: char| !c.is_alphanumeric()))
        {
            return Some(Byline);
        }
    }
    (line.len() <= MAX_CAPTION && phrases::credit(folded).is_some()).then_some(Caption)
}

/// "© 2024 Old Town Times", "(c) 2024"
fn is_rights(line: &str) -> bool {
    let rest =
        line.strip_prefix('©').or_else(|| line.strip_prefix("(c)")).or_else(|| line.strip_prefix("(C)"));
    rest.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphanumeric))
        && shape::word_count(line) <= 20
}

/// "By Ann Lee", "By Ann Lee, Chief Economist of the Old Bank."; but not "By the end of the year …".
fn is_byline(line: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "by ", "By: "].iter().find_map(|by| line.strip_prefix(by)) else {
        return false;
    };
    let by_small = line.starts_with("by ");
    let mut names = 0;
    for word in rest.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || bare.chars().all(|c| c.is_ascii_digit() || c == ':') {
            continue;
        }
        let joins = names > 0
            && (shape::is_joiner(bare) || matches!(bare, "as" | "to" | "am" | "pm" | "min" | "read"));
        if !(shape::is_capitalised(bare) || joins || bare.contains('@')) {
            return false;
        }
        if names == 0 && (phrases::is_no_place(bare) || super::dates::is_weekday(bare)) {
            return false;
        }
        names += usize::from(shape::is_capitalised(bare));
    }
    let most = if shape::ends_sentence(line) { 20 } else { 24 };
    names >= if by_small { 2 } else { 1 } && shape::word_count(line) <= most && !rest.contains(['?', '!'])
}

/// A line of nothing but addresses of pages or mail boxes.
fn is_address(line: &str) -> bool {
    let is_one = |word: &str| {
        word.starts_with("http://")
            || word.starts_with("https://")
            || word.starts_with("www.")
            || (word.contains('@') && word.contains('.') && word.len() > 6 && !word.starts_with('@'))
    };
    line.split_whitespace().all(is_one)
}

/// "Home > World > Asia"
fn is_trail(line: &str) -> bool {
    line.len() <= 120 && line.split([' ', '\t']).filter(|w| matches!(*w, ">" | "»" | "›")).count() >= 2
}

/// The title of a box of links, when the box ends with "More>>".
fn widget_head(text: &str, paragraphs: &mut [Paragraph], link: usize) {
    let Some(above) = link.checked_sub(1) else { return };
    let line = paragraphs[above].span.of(text);
    if above > 0 && paragraphs[above].kind.is_none() && shape::word_count(line) <= 5 && is_link(line) {
        paragraphs[above].kind = Some(ZoneKind::Boilerplate(Related));
    }
}

/// Short, and without the stop that a sentence has.
fn is_link(line: &str) -> bool {
    line.len() <= MAX_LINK && !line.trim_end_matches(['"', '”', '’']).ends_with(['.', ':', ',', ';'])
}

/// Marks the links below "Related Posts", up to the first real paragraph.
fn links(text: &str, below: &mut [Paragraph]) {
    for paragraph in below {
        let line = paragraph.span.of(text);
        if !is_link(line) {
            break;
        }
        if paragraph.kind.is_none() {
            let folded = phrases::fold(line);
            let reason = reason(line, &folded).unwrap_or(Related);
            paragraph.kind = Some(ZoneKind::Boilerplate(reason));
        }
    }
}

/// Words of the article set out once more, with the speaker behind: '"It is a long game." - Ann Lee'.
fn is_pull_quote(text: &str, paragraphs: &[Paragraph], i: usize) -> bool {
    let line = paragraphs[i].span.of(text);
    let Some(open) = line.chars().next().filter(|c| matches!(c, '"' | '“' | '‘' | '\'')) else {
        return false;
    };
    let Some(close) = line.rfind(['"', '”', '’', '\'']).filter(|&at| at > 20 && line.len() < 600) else {
        return false;
    };
    let words = line[open.len_utf8()..close].trim_end_matches(['.', ',', '!', '?']);
    let behind = line[close..].trim_start_matches(['"', '”', '’', '\'']).trim();
    let speaker = behind.trim_start_matches(['-', '–', '—', '―', '~']).trim();
    let named = speaker.len() < behind.len()
        && (1..=8).contains(&shape::word_count(speaker))
        && shape::is_capitalised(speaker)
        && !shape::ends_sentence(speaker);
    if !named || words.len() < 20 {
        return false;
    }
    let wanted = phrases::fold(words);
    let from = i.saturating_sub(QUOTE_REACH);
    let to = (i + QUOTE_REACH).min(paragraphs.len());
    (from..to).filter(|&j| j != i).any(|j| {
        let other = paragraphs[j].span.of(text);
        other.len() < 4_000 && phrases::fold(other).contains(&wanted)
    })
}

/// Where the name of the agency begins behind the last sentence: "… years. – Bernama", "(Reuters)".
pub(super) fn sign_off(paragraph: &str) -> Option<usize> {
    let line = paragraph.trim_end();
    let (at, name) = match line.strip_suffix(')').and_then(|l| l.rfind('(').map(|at| (at, &l[at + 1..]))) {
        Some(bracket) => bracket,
        None => {
            let (at, dash) = line.char_indices().rfind(|(_, c)| matches!(c, '-' | '–' | '—'))?;
            let at = line[..at].trim_end_matches(['-', '–', '—']).len();
            (at, line[at..].trim_start_matches(dash))
        }
    };
    let before = line[..at].trim_end();
    (phrases::is_agency(name.trim_matches([' ', '.'])) && shape::ends_sentence(before)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<BoilerplateReason> {
        reason(line, &phrases::fold(line))
    }

    #[test]
    fn lines() {
        use BoilerplateReason::Ad;
        for (line, expected) in [
            ("By Ann Lee", Some(Byline)),
            ("By ANN LEE and Bob van Dyke", Some(Byline)),
            ("By Ann Lee, Chief Economist of the Old Bank.", Some(Byline)),
            ("By Friday Israel and Egypt", None),
            ("By the end of the year", None),
            ("(Reporting by Ann Lee; Editing by Bob Dyke)", Some(Byline)),
            ("Reuters", Some(Byline)),
            ("Share", Some(Share)),
            ("Facebook Twitter WhatsApp Email", Some(Share)),
            ("Facebook said on Monday", None),
            ("Subscribe to our newsletter", Some(Share)),
            ("The paper has a million subscribers.", None),
            ("ADVERTISEMENT", Some(Ad)),
            ("Advertisements for shoes are painted on every wall of the old town.", None),
            ("Read more: Old town closes market", Some(Related)),
            ("Read more", Some(Related)),
            ("More than 200 people died.", None),
            ("Related to the riots, a video has gone round in the old town.", None),
            ("https://example.org/a www.example.org", Some(Related)),
            ("Home > World > Asia", Some(Related)),
            ("© 2024 Old Town Times", Some(Copyright)),
            ("Copyright 2024 Old Town Times. All rights reserved.", Some(Copyright)),
            ("Copyright law is to change next year, the minister said.", None),
            ("A school in the old town. Image: Friedrich.", Some(Caption)),
            ("Workers leave the harbour on Monday. (AP Photo/Ann Lee)", Some(Caption)),
            ("The photo: a man with a dog.", None),
            ("File photo", Some(Caption)),
            ("Police showed a file photo of the man.", None),
        ] {
            assert_eq!(told(line), expected, "{line}");
        }
    }

    #[test]
    fn sign_offs() {
        for (line, expected) in [
            ("He had not called since May. – Bernama", Some("– Bernama")),
            ("\"It may be a mistake.\" - Reuters", Some("- Reuters")),
            ("He left. (Xinhua)", Some("(Xinhua)")),
            ("He left - again.", None),
            ("He works for Reuters", None),
        ] {
            assert_eq!(sign_off(line).map(|at| line[at..].trim_start()), expected, "{line}");
        }
    }
}
