//! Short texts and who says what in them.

use std::fmt::Write as _;

use crate::document::Document;
use crate::{article, entities, syntax, tokens};

use super::*;

/// "speaker | cue | kind stance | content / content" of each statement.
fn statements(text: &str) -> Vec<String> {
    let article = article::read(text, true);
    let tokens = tokens::tokenize(text, &article);
    let syntax = syntax::analyze(text, &tokens);
    let phrases = syntax::noun_phrases(&tokens, &syntax);
    let document = Document { text, article, tokens, syntax, phrases };
    let mut entities = entities::find(&document);
    let found = find(&document, &mut entities);
    let line = |said: &Said| {
        let mut line = said.speaker.map_or(String::new(), |s| entities.all[s].name.clone());
        let cue = said.cue.map_or("", |w| document.form(w));
        write!(line, " | {cue} | {:?} {:?} |", said.kind, said.stance).unwrap();
        for piece in &said.content {
            write!(line, " [{}]", document.span_of(piece).of(text)).unwrap();
        }
        line
    };
    found.all.iter().map(line).collect()
}

#[test]
fn who_says_what() {
    for (text, wanted) in [
        (
            "The minister said that the army had fired two missiles.",
            "minister | said | Indirect Says | [the army had fired two missiles]",
        ),
        (
            "The army fired two missiles on Monday, the minister said.",
            "minister | said | Indirect Says | [The army fired two missiles on Monday]",
        ),
        (
            "Two people were killed in the blast on Friday, police said.",
            "police | said | Indirect Says | [Two people were killed in the blast on Friday]",
        ),
        (
            "According to the ministry, two soldiers were killed.",
            "ministry | According | Indirect Says | [two soldiers were killed]",
        ),
        (
            "Two soldiers were killed, according to a statement by the ministry.",
            "ministry | according | Indirect Says | [Two soldiers were killed]",
        ),
        (
            "“The army has fired two missiles at us,” said Anna Smith.",
            "Anna Smith | said | Direct Says | [The army has fired two missiles at us,]",
        ),
        (
            "“The army has fired two missiles,” Anna Smith said. “We will answer.”",
            "Anna Smith | said | Direct Says | [The army has fired two missiles,] [We will answer.]",
        ),
        (
            "The minister denied selling weapons to the rebels.",
            "minister | denied | Indirect Denies | [selling weapons to the rebels]",
        ),
        (
            "The minister accused the rebels of attacking the town.",
            "minister | accused | Indirect Claims | [attacking the town]",
        ),
        (
            "The minister urged the rebels to release the hostages.",
            "minister | urged | Indirect Asks | [release the hostages]",
        ),
        (
            "The minister was quoted as saying that the talks had failed.",
            "minister | saying | Indirect Says | [the talks had failed]",
        ),
        (
            "The minister warned that the rebels would attack.",
            "minister | warned | Indirect Warns | [the rebels would attack]",
        ),
    ] {
        assert_eq!(statements(text), [wanted], "{text}");
    }
}

#[test]
fn the_article_says_these_itself() {
    for text in [
        "The army fired two missiles on Monday.",
        "According to the agreement, the soldiers leave on Monday.",
        "The team will continue its quest to win the cup.",
        "The judge dismissed the request on Monday.",
        "The results showed a large increase in sales.",
        "The so-called “red line” was crossed.",
        "It is believed that the ship sank.",
    ] {
        assert_eq!(statements(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_pronoun_is_who_spoke_before() {
    let found = statements(
        "Anna Smith said that the talks had failed. She added that the army had attacked the town of Bakhmut.",
    );
    assert!(found.iter().all(|line| line.starts_with("Anna Smith |")), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn what_a_second_cue_says_is_apart() {
    assert_eq!(
        statements("The minister said that the talks had failed, adding that the army would attack."),
        [
            "minister | said | Indirect Says | [the talks had failed]",
            "minister | adding | Indirect Says | [the army would attack]"
        ]
    );
}

#[test]
fn odd_marks_do_no_harm() {
    for text in
        ["\"", "“", "”“”", "said", "said,", ", said", "according to", "“a “b “c", "X: ", ": said", "« » «"]
    {
        statements(text);
    }
    statements(&"\" ".repeat(20_000));
    statements(&"said that ".repeat(20_000));
    statements(&"“We saw the army leave the town today,” he said. ".repeat(2_000));
}
