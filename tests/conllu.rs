//! CoNLL-U as its format demands it, for articles and for any text.

use std::collections::HashSet;
use std::ops::Range;

use dateline::document::Document;
use dateline::report::OffsetUnit;
use dateline::syntax::{self, Deprel, Upos, Xpos};
use dateline::{Analyzer, article, entities, export, names, tokens};
use proptest::prelude::*;

/// Names of features in the order of the format.
const FEATURES: [&str; 8] = ["Degree", "Mood", "Number", "Person", "Polarity", "Tense", "VerbForm", "Voice"];

/// What is wrong with the CoNLL-U of `text`, offsets in bytes; none if it is as it must be.
fn wrong(text: &str, conllu: &str) -> Option<String> {
    let mut check = Check { text, at: 0, ids: HashSet::new() };
    if conllu.is_empty() {
        return (!is_blank(text)).then(|| "no sentence".into());
    }
    let Some(body) = conllu.strip_suffix("\n\n") else { return Some("no empty line at the end".into()) };
    for (index, block) in body.split("\n\n").enumerate() {
        if let Err(problem) = check.sentence(index == 0, block) {
            return Some(format!("sentence {}: {problem}\n{block}", index + 1));
        }
    }
    let rest = &text[check.at..];
    (!is_blank(rest)).then(|| format!("not in any sentence: {rest:?}"))
}

/// What may stand between zones of an article.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}'))
}

macro_rules! must {
    ($condition:expr, $($problem:tt)+) => {
        if !$condition {
            return Err(format!($($problem)+));
        }
    };
}

struct Check<'a> {
    text: &'a str,
    /// Where the last token ends.
    at: usize,
    /// Those of the sentences.
    ids: HashSet<String>,
}

struct Misc<'a> {
    range: Range<usize>,
    space_after: bool,
    /// The brackets of mentions, and the name.
    entity: &'a str,
    name: &'a str,
}

impl Check<'_> {
    fn sentence(&mut self, first: bool, block: &str) -> Result<(), String> {
        let (comments, rows): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.starts_with('#'));
        must!(block.lines().take(comments.len()).all(|l| l.starts_with('#')), "a comment among rows");
        let opens = |comment: &str| comments.iter().filter(|&&c| c == comment).count();
        must!(opens("# newdoc") == usize::from(first), "newdoc is not at the first sentence only");
        let global = value_of(&comments, "# global.Entity = ");
        must!(global == (if first { vec!["eid-etype-head-other"] } else { vec![] }), "global.Entity");
        must!(opens("# newpar") <= 1 && (!first || opens("# newpar") == 1), "newpar");
        let (ids, texts) = (value_of(&comments, "# sent_id = "), value_of(&comments, "# text = "));
        let ([id], [shown]) = (&ids[..], &texts[..]) else {
            return Err("not one sent_id and one text".into());
        };
        must!(self.ids.insert(id.to_string()), "sent_id {id} is there twice");
        must!(*shown == shown.trim() && !shown.is_empty(), "text {shown:?}");

        let mut heads = Vec::new();
        let (mut mentions, mut name) = (Vec::new(), "");
        let mut surface = String::new();
        let mut space_after = false;
        // The token of several words that is open: the number of its last word and its range.
        let mut open: Option<(usize, Range<usize>)> = None;
        for row in rows {
            let columns: Vec<&str> = row.split('\t').collect();
            let [id, form, lemma, upos, xpos, feats, head, deprel, deps, misc] = columns[..] else {
                return Err(format!("{} columns: {row:?}", columns.len()));
            };
            must!(columns.iter().all(|c| !c.is_empty() && *c == c.trim()), "a blank column: {row:?}");
            must!(
                !row.contains(char::is_control) || !row.replace('\t', "").contains(char::is_control),
                "{row:?}"
            );
            let misc = read_misc(misc)?;
            let slice = self.text.get(misc.range.clone()).ok_or(format!("{row}: no such range"))?;
            let clean: String = slice.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
            must!(clean == form, "{form:?} is {clean:?} in the text");
            if open.as_ref().is_some_and(|(last, _)| *last == heads.len()) {
                open = None;
            }
            if open.is_none() {
                let between = &self.text[self.at..misc.range.start];
                must!(is_blank(between), "left out: {between:?}");
                must!(surface.is_empty() || between.is_empty() != space_after, "space before {form:?}");
                if !surface.is_empty() && space_after {
                    surface.push(' ');
                }
                surface.push_str(form);
                self.at = misc.range.end;
                space_after = misc.space_after;
            }
            if let Some((from, to)) = id.split_once('-') {
                let (from, to): (usize, usize) = (number(from)?, number(to)?);
                must!(open.is_none() && from == heads.len() + 1 && to > from, "range {id}");
                let rest = [lemma, upos, xpos, feats, head, deprel, deps];
                must!(rest.iter().all(|column| *column == "_"), "columns of a range: {row:?}");
                must!(misc.entity.is_empty() && misc.name.is_empty(), "a name of a range: {row}");
                open = Some((to, misc.range));
                continue;
            }
            must!(number(id)? == heads.len() + 1, "id {id} after {}", heads.len());
            if let Some((_, range)) = &open {
                must!(range.start <= misc.range.start && misc.range.end <= range.end, "{form} is outside");
                must!(misc.space_after, "SpaceAfter inside a token");
            }
            must!(Upos::parse(upos).is_some() && Xpos::parse(xpos).is_some(), "tags {upos} {xpos}");
            must!(deps == "_", "enhanced dependencies");
            brackets(misc.entity, &mut mentions)?;
            if let Some(kind) = misc.name.strip_prefix("I-") {
                must!(kind == name, "I-{kind} after {name:?}");
            }
            name = misc.name.get(2..).unwrap_or_default();
            if feats != "_" {
                let names: Vec<usize> = feats
                    .split('|')
                    .map(|pair| pair.split_once('=').and_then(|(n, _)| FEATURES.iter().position(|f| *f == n)))
                    .collect::<Option<_>>()
                    .ok_or(format!("features {feats}"))?;
                must!(names.is_sorted_by(|a, b| a < b), "order of {feats}");
            }
            let head = number(head)?;
            must!((head == 0) == (deprel == "root"), "{deprel} of {head}");
            must!(Deprel::parse(deprel).is_some(), "relation {deprel}");
            heads.push(head);
        }
        must!(open.is_none_or(|(last, _)| last == heads.len()), "a range ends after the last word");
        must!(mentions.is_empty(), "{mentions:?} are not closed");
        must!(surface == *shown, "text is {shown:?}, its tokens {surface:?}");
        must!(heads.iter().filter(|&&head| head == 0).count() == 1, "not one root");
        must!(heads.iter().all(|&head| head <= heads.len()), "a head outside the sentence");
        // What can be reached from the root; all is, if there is no cycle.
        let mut reached = vec![false; heads.len() + 1];
        reached[0] = true;
        for word in 1..=heads.len() {
            let mut way = vec![word];
            while let Some(&at) = way.last().filter(|&&at| !reached[at]) {
                must!(way.len() <= heads.len(), "a cycle at {word}");
                way.push(heads[at - 1]);
            }
            way.into_iter().for_each(|at| reached[at] = true);
        }
        Ok(())
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("no number: {text:?}"))
}

fn value_of<'a>(comments: &[&'a str], key: &str) -> Vec<&'a str> {
    comments.iter().filter_map(|c| c.strip_prefix(key)).collect()
}

fn read_misc(misc: &str) -> Result<Misc<'_>, String> {
    let mut parts = misc.split('|').peekable();
    let mut take = |key: &str| {
        let part = parts.next_if(|part| part.starts_with(key));
        part.map_or("", |part| &part[key.len()..])
    };
    let (entity, name) = (take("Entity="), take("NER="));
    let quantity = take("Quantity=");
    let parts_of_it = quantity.split(':').count();
    must!(
        quantity.is_empty()
            || (quantity.starts_with("B-") && parts_of_it == 4)
            || (quantity.starts_with("I-") && parts_of_it == 1),
        "Quantity={quantity}"
    );
    let space_after = take("SpaceAfter=").is_empty();
    let range = take("TokenRange=");
    must!(parts.next().is_none(), "MISC {misc}");
    let (start, end) = range.split_once(':').ok_or(format!("MISC {misc}"))?;
    let range = number(start)?..number(end)?;
    must!(!range.is_empty(), "an empty range: {misc}");
    Ok(Misc { range, space_after, entity, name })
}

/// Opens and closes the mentions of a word: those of one sentence, nested.
fn brackets(entity: &str, open: &mut Vec<String>) -> Result<(), String> {
    let mut rest = entity;
    while !rest.is_empty() {
        if let Some(opening) = rest.strip_prefix('(') {
            let end = opening.find(['(', ')']).unwrap_or(opening.len());
            let fields: Vec<&str> = opening[..end].split('-').collect();
            let [id, kind, head, other] = fields[..] else { return Err(format!("mention {opening}")) };
            must!(id.starts_with('e') && number(&id[1..])? > 0 && !kind.is_empty(), "mention {opening}");
            must!(number(head)? > 0 && (other.is_empty() || other.starts_with("country:")), "{opening}");
            rest = &opening[end..];
            match rest.strip_prefix(')') {
                Some(after) => rest = after,
                None => open.push(id.into()),
            }
        } else {
            let (id, after) = rest.split_once(')').ok_or(format!("brackets {entity}"))?;
            must!(open.pop().as_deref() == Some(id), "{id} closes another mention");
            rest = after;
        }
    }
    Ok(())
}

fn check(text: &str) {
    let conllu = Analyzer::default().to_conllu(text);
    assert_eq!(wrong(text, &conllu), None, "{text:?}");
}

const SAMPLES: [&str; 3] = [
    include_str!("../www/samples/north-korea.txt"),
    include_str!("../www/samples/quasi-state-of-war.txt"),
    include_str!("../www/samples/hajj-stampede.txt"),
];

#[test]
fn samples() {
    for text in SAMPLES {
        check(text);
        let conllu = Analyzer::default().to_conllu(text);
        assert!(conllu.matches("# newpar\n").count() > 5, "paragraphs of the article");
        assert!(conllu.contains("# sent_id = 2\n"));
    }
    assert!(Analyzer::default().to_conllu(SAMPLES[0]).contains("SpaceAfter=No|TokenRange="));
}

#[test]
fn hostile_texts() {
    for text in
        ["", " ", "\n", "\u{feff}", "\u{0}", "\r\n\r\n", "_", "#", "# text = x", "1\t2", "n't", "-", "1-2"]
    {
        check(text);
        check(&text.repeat(50));
        check(&format!("He don’t\u{1b}{text}cannot\u{2028}{text} gonna.{text}"));
    }
}

/// Sentences far longer than the parser scores at once: still one tree each, and soon done.
#[test]
fn long_texts() {
    let long_sentence =
        "the army of the northern province attacked the town on Monday and ".repeat(25) + "left.";
    let names: Vec<String> = (0..5_000).map(|n| format!("Anna Kim{}", "abcdefgh".repeat(n % 3))).collect();
    for text in
        [long_sentence, names.join(" "), names.join(", "), "missile ".repeat(125_000), "a".repeat(1_000_000)]
    {
        check(&text);
    }
}

/// The validator itself: what it must refuse.
#[test]
fn mentions_are_nested() {
    for (entity, problem) in [
        ("(e1-place-1-country:PRK)", None),
        ("(e1-place-1-(e2-person-1-)", None),
        ("e1)", Some("closes another")),
        ("(e1-place-1)", Some("mention")),
        ("(e0-place-1-)", Some("mention")),
        ("(e1-place-0-)", Some("place")),
        ("e1", Some("brackets")),
    ] {
        let found = brackets(entity, &mut vec![]).err();
        let right = match (&found, problem) {
            (Some(found), Some(problem)) => found.contains(problem),
            (found, problem) => found.is_none() && problem.is_none(),
        };
        assert!(right, "{entity}: {found:?}");
    }
}

#[test]
fn broken_files_are_refused() {
    let text = "He doesn't go.";
    let good = Analyzer::default().to_conllu(text);
    assert_eq!(wrong(text, &good), None);
    for (from, to, problem) in [
        ("# newdoc\n", "", "newdoc"),
        ("# newpar\n", "", "newpar"),
        ("# sent_id = 1\n", "", "sent_id"),
        ("# text = He", "# text = She", "text is"),
        ("\t0\troot", "\t2\tdep", "not one root"),
        ("\t0\troot", "\t0\tnsubj", "nsubj of 0"),
        ("4\tgo", "5\tgo", "id 5"),
        ("2-3\t", "2-4\t", "is outside"),
        ("2-3\t", "3-4\t", "range 3-4"),
        ("SpaceAfter=No|", "", "space before"),
        ("TokenRange=0:2", "TokenRange=0:3", "in the text"),
        ("PRON", "PRONOUN", "tags"),
        ("\tPRP\t", "\tPRP\t\t", "columns"),
        ("1\tHe\the", "1\tHe\t", "blank"),
        ("\n\n", "\n", "empty line"),
    ] {
        assert!(good.contains(from), "{from:?} is in\n{good}");
        let found = wrong(text, &good.replacen(from, to, 1));
        assert!(found.as_ref().is_some_and(|f| f.contains(problem)), "{from:?} to {to:?}: {found:?}");
    }
    let rows = |heads: [(usize, &str); 3]| {
        let mut out =
            "# newdoc\n# global.Entity = eid-etype-head-other\n# newpar\n# sent_id = 1\n# text = a b c\n"
                .to_string();
        for (at, (head, relation)) in heads.into_iter().enumerate() {
            let (id, form, start) = (at + 1, &"abc"[at..=at], 2 * at);
            let end = start + 1;
            out +=
                &format!("{id}\t{form}\t{form}\tX\tFW\t_\t{head}\t{relation}\t_\tTokenRange={start}:{end}\n");
        }
        out + "\n"
    };
    assert_eq!(wrong("a b c", &rows([(2, "dep"), (3, "dep"), (0, "root")])), None);
    for (heads, problem) in [
        ([(2, "dep"), (1, "dep"), (0, "root")], "a cycle"),
        ([(2, "dep"), (2, "dep"), (0, "root")], "a cycle"),
        ([(4, "dep"), (3, "dep"), (0, "root")], "outside the sentence"),
        ([(0, "root"), (3, "dep"), (0, "root")], "not one root"),
        ([(2, "depp"), (3, "dep"), (0, "root")], "relation depp"),
    ] {
        let found = wrong("a b c", &rows(heads));
        assert!(found.as_ref().is_some_and(|f| f.contains(problem)), "{heads:?}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode(text in "\\PC*|(?s).{0,200}") {
        check(&text);
    }

    #[test]
    fn anything_with_clitics(text in "(do|does|n't|’s|cannot|gonna|[a-z.!,\"“-]| |\n|\t|\u{85}|\u{ad}|\u{1f}|é|😀){0,80}") {
        check(&text);
    }

    /// Any trees, any relations.
    #[test]
    fn any_tree(sample in 0..SAMPLES.len(), seed in any::<u64>()) {
        let text = SAMPLES[sample];
        let words = tokens::tokenize(text, &article::read(text, false));
        let mut tagged = syntax::analyze(text, &words);
        let mut random = seed | 1;
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) as usize % below
        };
        let labels: Vec<Deprel> = Deprel::ALL.iter().copied().filter(|&r| r != Deprel::Root).collect();
        let (mut heads, mut relations) = (Vec::new(), Vec::new());
        for sentence in &words.sentences {
            let (start, length) = (sentence.words.start, sentence.words.len());
            // Each word hangs on one of those before it in the ring that begins at the root.
            let root = next(length);
            for at in 0..length {
                let distance = (at + length - root) % length;
                let up = if distance == 0 { 0 } else { next(distance) + 1 };
                heads.push((start + (at + length - up) % length) as u32);
                relations.push(if up == 0 { Deprel::Root } else { labels[next(labels.len())] });
            }
        }
        tagged.set_trees(heads, relations);
        let phrases = syntax::noun_phrases(&words, &tagged);
        let article = article::read(text, false);
        let document = Document { text, article, tokens: words, syntax: tagged, phrases };
        let names = names::find(&document);
        let conllu = export::conllu(&document, &names, &[], &entities::find(&document, &names), OffsetUnit::Bytes);
        prop_assert_eq!(wrong(text, &conllu), None);
    }
}
