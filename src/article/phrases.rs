//! The phrase lists of `data/article-zones.tsv`.

use crate::report::BoilerplateReason;
use crate::work::tick;

/// How a phrase is held against a line; the header of the table says more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Whole,
    Head,
    Start,
    Label,
    In,
    Bar,
    Credit,
    Agency,
    NoPlace,
}

static PHRASES: &[(Match, Option<BoilerplateReason>, &str)] =
    include!(concat!(env!("OUT_DIR"), "/article_zones.rs"));

fn of(kind: Match) -> impl Iterator<Item = (Option<BoilerplateReason>, &'static str)> {
    PHRASES.iter().filter(move |(m, ..)| *m == kind).map(|&(_, reason, phrase)| (reason, phrase))
}

/// A line as the phrases are written: lower case, straight quotes, single blanks.
pub(super) fn fold(line: &str) -> String {
    tick(line.len());
    let mut folded = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '‘' | '’' => folded.push('\''),
                '“' | '”' => folded.push('"'),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

fn core(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'')
}

/// A line that opens a list of links ("Related Posts").
pub(super) fn opens_links(folded: &str) -> bool {
    of(Match::Head).any(|(_, phrase)| phrase == core(folded))
}

/// What a short line is for, when one of the phrases tells. `folded` comes from [`fold`].
pub(super) fn reason(folded: &str) -> Option<BoilerplateReason> {
    let core = core(folded);
    let whole = of(Match::Whole).chain(of(Match::Head)).find(|(_, p)| *p == core || *p == folded);
    let start = || of(Match::Start).find(|(_, p)| starts_word(folded, p));
    let label = || {
        of(Match::Label)
            .find(|(_, p)| folded.strip_prefix(p).is_some_and(|rest| rest.trim_start().starts_with(':')))
    };
    let inside = || of(Match::In).find(|(_, p)| folded.contains(p));
    whole.or_else(start).or_else(label).or_else(inside).and_then(|(reason, _)| reason).or_else(|| {
        let mut words =
            folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).peekable();
        let bar = words.peek().is_some() && words.all(|w| of(Match::Bar).any(|(_, p)| p == w));
        bar.then_some(BoilerplateReason::Share)
    })
}

fn starts_word(folded: &str, phrase: &str) -> bool {
    let whole_word = phrase.ends_with(char::is_alphabetic);
    folded
        .strip_prefix(phrase)
        .is_some_and(|rest| !whole_word || !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Where a credit ("Photo: Twitter") begins at the end of a folded paragraph.
pub(super) fn credit(folded: &str) -> Option<usize> {
    // A credit is a few words; looking further back finds only talk about photos.
    let from = folded.len().saturating_sub(90);
    let from = (from..=folded.len()).find(|&i| folded.is_char_boundary(i))?;
    of(Match::Credit).filter_map(|(_, phrase)| folded[from..].rfind(phrase).map(|at| from + at)).find(|&at| {
        let before = folded[..at].trim_end();
        // "Friedrich in Milan. Image: X", "(Photo by X)", "| AFP photo": never "in the image: a man".
        let mark = before.is_empty()
            || before.ends_with(['.', '?', '!', '"', ')', '(', '[', '|', '/', '—', '–', '-', ';'])
            || folded[at..].starts_with(['(', '[']);
        mark && folded[at..].split_whitespace().count() <= 9
    })
}

/// "Reuters", "AP", "Xinhua/ANN"
pub(super) fn is_agency(name: &str) -> bool {
    let folded = fold(name);
    let known = |name: &str| of(Match::Agency).any(|(_, p)| p == name);
    known(&folded) || (folded.contains('/') && folded.split('/').any(known))
}

/// Words before a dash or a colon that are no dateline ("Friday - The…", "Analysis: The…").
pub(super) fn is_no_place(words: &str) -> bool {
    let folded = fold(words);
    let first = folded.split(' ').next().unwrap_or("");
    of(Match::NoPlace).any(|(_, p)| p == folded || p == first)
}
