//! Short texts and who says what in them.

use std::fmt::Write as _;

use crate::document::Document;
use crate::{article, entities, names, syntax, tokens};

use super::*;

/// "speaker | cue | kind stance | content / content" of each statement.
fn statements(text: &str) -> Vec<String> {
    let article = article::read(text, true);
    let tokens = tokens::tokenize(text, &article);
    let syntax = syntax::analyze(text, &tokens);
    let phrases = syntax::noun_phrases(&tokens, &syntax);
    let document = Document { text, article, tokens, syntax, phrases };
    let mut entities = entities::find(&document, &names::find(&document));
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
    let mut wrong = Vec::new();
    for (text, wanted) in [
        (
            "The minister said that the army had fired two missiles.",
            "minister | said | Indirect Says | [the army had fired two missiles]",
        ),
        (
            "The army said the missile was fired around 7:10 a.m. (2210 GMT).",
            "army | said | Indirect Says | [the missile was fired around 7:10 a.m. (2210 GMT)]",
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
            "minister | accused | Indirect Claims | [the rebels of attacking the town]",
        ),
        (
            "The minister urged the rebels to release the hostages.",
            "minister | urged | Indirect Asks | [the rebels to release the hostages]",
        ),
        (
            "The minister was quoted as saying that the talks had failed.",
            "minister | saying | Indirect Says | [the talks had failed]",
        ),
        (
            "The minister warned that the rebels would attack.",
            "minister | warned | Indirect Warns | [the rebels would attack]",
        ),
        // in passing
        (
            "Two men, police said, were killed in the blast.",
            "police | said | Indirect Says | [Two men] [were killed in the blast]",
        ),
        (
            "The talks will go on, as announced by the president.",
            "president | announced | Indirect Says | [The talks will go on]",
        ),
        (
            "The talks have failed, the minister was quoted as saying.",
            "minister | saying | Indirect Says | [The talks have failed]",
        ),
        (
            "The ship sank near the coast, according to the navy.",
            "navy | according | Indirect Says | [The ship sank near the coast]",
        ),
        // handed down
        (
            "The general, who said that troops had attacked the town, left on Monday.",
            "general | said | Indirect Says | [troops had attacked the town]",
        ),
        (
            "The minister told reporters in Tokyo on Monday that the talks had failed.",
            "minister | told | Indirect Says | [the talks had failed]",
        ),
        (
            "A statement by the ministry was released, saying the army had left the town.",
            "statement | saying | Indirect Says | [the army had left the town]",
        ),
        (
            "The defense minister, Anna Smith, said that the army had left.",
            "Anna Smith | said | Indirect Says | [the army had left]",
        ),
        (
            "The minister watched the missile launch, urging that the army should hold its fire.",
            "minister | urging | Indirect Asks | [the army should hold its fire]",
        ),
        // nobody is named
        (
            "The mayor left after accusations he harassed women.",
            " | accusations | Indirect Claims | [he harassed women]",
        ),
        // over paragraphs
        (
            "“We have seen enough of this,” Anna Smith said. “The mine is not safe.\n\n“The owners have to close it.”",
            "Anna Smith | said | Direct Says | [We have seen enough of this,] [The mine is not safe.] [The owners \
             have to close it.]",
        ),
        // a quotation goes on behind what is reported, and behind the cue
        (
            "The minister said that the plan was “a threat to all of us. It has to go.”",
            "minister | said | Mixed Says | [the plan was “a threat to all of us. It has to go]",
        ),
        (
            "The mine “is a threat to all of us,” Anna Smith said. “Close it.”",
            "Anna Smith | said | Mixed Says | [The mine “is a threat to all of us] [Close it.]",
        ),
        // what is no clause
        (
            "The minister called for the release of the prisoners.",
            "minister | called | Indirect Asks | [the release of the prisoners]",
        ),
        (
            "The president vowed to rebuild the town.",
            "president | vowed | Indirect Says | [rebuild the town]",
        ),
        (
            "The ministry repeated its claim that the army had attacked the town.",
            "ministry | claim | Indirect Claims | [the army had attacked the town]",
        ),
        (
            "The minister said that the missile was “a threat to all of us”.",
            "minister | said | Mixed Says | [the missile was “a threat to all of us]",
        ),
        // partial quotations, of verbs that judge
        (
            "The minister called the plan “a threat to us all”.",
            "minister | called | Mixed Says | [the plan “a threat to us all]",
        ),
        ("The minister described it as “absurd”.", "minister | described | Mixed Says | [it as “absurd]"),
        (
            "Anna Smith thanked the crowd for “stepping up when the army would not”.",
            "Anna Smith |  | Direct Says | [stepping up when the army would not]",
        ),
        // beside the marks
        ("The crowd chanted “Enough”.", "crowd | chanted | Direct Says | [Enough]"),
        (
            "“We have seen enough of this,” the judge barked.",
            "judge | barked | Direct Says | [We have seen enough of this,]",
        ),
        (
            "Anna Smith: “We have seen enough of this.”",
            "Anna Smith |  | Direct Says | [We have seen enough of this.]",
        ),
        (
            "“We have seen enough of this.” — Anna Smith",
            "Anna Smith |  | Direct Says | [We have seen enough of this.]",
        ),
        (
            "The minister was blunt:\n\n“We have seen enough of this.”",
            "minister |  | Direct Says | [We have seen enough of this.]",
        ),
    ] {
        let found = statements(text);
        if found != [wanted] {
            wrong.push(format!("{text}\n  {found:?}\n  not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_wanted_thought_of_or_spoken_about() {
    let mut wrong = Vec::new();
    for (text, wanted) in [
        (
            "The minister refused to leave the town.",
            "minister | refused | Indirect Denies | [leave the town]",
        ),
        (
            "The senator criticized the plan for its cost.",
            "senator | criticized | Indirect Claims | [the plan for its cost]",
        ),
        (
            "The senator sees the plan as a threat.",
            "senator | sees | Indirect Believes | [the plan as a threat]",
        ),
        (
            "The senator called the plan a threat to the country.",
            "senator | called | Indirect Says | [the plan a threat to the country]",
        ),
        ("The minister spoke about the talks.", "minister | spoke | Indirect Says | [the talks]"),
        (
            "The party is expected to win the election.",
            " | expected | Indirect Believes | [The party] [win the election]",
        ),
        // lemmas that the rules take wrong
        (
            "The minister, hoping that the talks would go on, left the town.",
            "minister | hoping | Indirect Believes | [the talks would go on]",
        ),
        ("The senator favored the plan.", "senator | favored | Indirect Believes | [the plan]"),
        (
            "The senator considered leaving the party.",
            "senator | considered | Indirect Believes | [leaving the party]",
        ),
        ("The plan was criticized.", " | criticized | Indirect Claims | [The plan]"),
        (
            "Anna Smith left the party. Her criticism of the law was clear.",
            "Anna Smith | criticism | Indirect Says | [the law]",
        ),
        ("There were questions about the plan.", " | questions | Indirect Asks | [the plan]"),
        (
            "The minister is confident that the talks will go on.",
            "minister | confident | Indirect Believes | [the talks will go on]",
        ),
    ] {
        let found = statements(text);
        if found != [wanted] {
            wrong.push(format!("{text}\n  {found:?}\n  not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_article_says_these_itself() {
    for text in [
        "The army fired two missiles on Monday.",
        "The army attacked the town and defended the bridge.",
        "It refused to start.",
        "The situation demands an answer.",
        "The missile hit the town, indicating it was armed.",
        "He made no reply to the accusations he faced.",
        "According to the agreement, the soldiers leave on Monday.",
        "The team will continue its quest to win the cup.",
        "The judge dismissed the request on Monday.",
        "The results showed a large increase in sales.",
        "The so-called “red line” was crossed.",
        "He watched “Gone With the Wind Again” in the cinema.",
        "The army attacked the “gate” of the town.",
        "The town is “known” for its old bridge.",
        "It is believed that the ship sank.",
        "The report that the ship had sunk was false.",
        "The minister was told that the ship had sunk.",
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
fn a_pronoun_is_nobody_whom_its_own_words_name() {
    let found = statements(
        "Anna Smith said that the talks had failed. John Brown said that the army had left. She said Brown had \
         attacked the town.",
    );
    assert!(found[2].starts_with("Anna Smith |"), "{found:?}");
}

#[test]
fn what_a_second_cue_says_is_apart() {
    assert_eq!(
        statements("The minister said that there was progress in the talks, adding that the army had left."),
        [
            "minister | said | Indirect Says | [there was progress in the talks]",
            "minister | adding | Indirect Says | [the army had left]"
        ]
    );
    assert_eq!(
        statements("The minister said two people were killed and accused the rebels of attacking the town."),
        [
            "minister | said | Indirect Says | [two people were killed]",
            "minister | accused | Indirect Claims | [the rebels of attacking the town]"
        ]
    );
    assert_eq!(
        statements("The minister said that the talks had failed, adding that the army would attack."),
        [
            "minister | said | Indirect Says | [the talks had failed]",
            "minister | adding | Indirect Says | [the army would attack]"
        ]
    );
}

#[test]
fn a_thought_inside_of_what_is_said_is_no_statement_of_its_own() {
    assert_eq!(
        statements("The minister said that he hoped to win the election."),
        ["minister | said | Indirect Says | [he hoped to win the election]"]
    );
    assert_eq!(
        statements("The minister said that the police believed the men had left.").len(),
        2,
        "whom the minister quotes"
    );
}

#[test]
fn a_quotation_goes_on() {
    for text in [
        // no cue: the last speaker of the paragraph before
        "“We have seen enough of this,” Anna Smith said.\n\n“The army must leave the town now.”",
        // the mark repeated, the cue at the end
        "“We have seen enough of this.\n\n“The army must leave the town now,” Anna Smith said.",
        // no cue: whom the sentence before speaks of
        "Anna Smith was angry. “The army must leave the town now.”",
    ] {
        let found = statements(text);
        assert!(found.iter().all(|line| line.starts_with("Anna Smith |")), "{found:?}");
        assert!(found.last().is_some_and(|line| line.contains("[The army must leave")), "{found:?}");
    }
}

#[test]
fn who_is_asked_answers() {
    let found = statements(
        "Anna Smith leads the union of the miners.\n\nQ: Why did you strike?\n\nA: The mine is not safe.\n\nQ: What \
         comes next?\n\nA: The union meets the owners on Monday.",
    );
    assert_eq!(
        found,
        [
            "Anna Smith |  | Direct Says | [The mine is not safe.]",
            "Anna Smith |  | Direct Says | [The union meets the owners on Monday.]"
        ]
    );
    assert!(
        statements(
            "Photo: The mine.\n\nUpdate: The mine is open.\n\nRead more: The union.\n\nPhoto: The union."
        )
        .is_empty()
    );
}

#[test]
fn odd_marks_do_no_harm() {
    for text in [
        "\"",
        "“",
        "”“”",
        "said",
        "said,",
        ", said",
        "according to",
        "“a “b “c",
        "X: ",
        ": said",
        "« » «",
        "“Enough!”",
        "a man cried “Enough!”",
        "“Enough,” —",
    ] {
        statements(text);
    }
    statements(&"\" ".repeat(20_000));
    statements(&"said that ".repeat(20_000));
    statements(&"“We saw the army leave the town today,” he said. ".repeat(2_000));
}
