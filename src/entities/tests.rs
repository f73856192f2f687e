//! Who is who in a line or two: chains by their words, in the order of the text.

use super::*;
use crate::{names, statements};

/// The chains with at least two mentions: "Anna Brown = She = her | …".
fn chains(text: &str) -> String {
    let document = Document::of_text(text);
    let mut entities = find(&document, &names::find(&document));
    statements::find(&document, &mut entities);
    let mut all: Vec<(usize, String)> = Vec::new();
    for entity in entities.all.iter().filter(|entity| entity.mentions.len() > 1) {
        let words: Vec<&str> =
            entity.mentions.iter().map(|(words, _)| document.span_of(words).of(text)).collect();
        all.push((entity.mentions[0].0.start, words.join(" = ")));
    }
    all.sort();
    all.into_iter().map(|(_, chain)| chain).collect::<Vec<_>>().join(" | ")
}

fn check(cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = chains(text);
        if found != *expected {
            wrong.push(format!("{text:?}\n     got {found}\n  wanted {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_one_thing() {
    check(&[
        ("Anna Brown resigned on Monday. Brown led the party.", "Anna Brown = Brown"),
        ("Boeing Co. cut jobs on Monday. Boeing said nothing.", "Boeing Co. = Boeing"),
        ("The company Siemens AG cut jobs. Siemens said nothing.", "Siemens AG = Siemens"),
        (
            "The Defense Intelligence Agency (DIA) denied it. Officials of the DIA said nothing.",
            "Defense Intelligence Agency = DIA = DIA",
        ),
        (
            "The University of Helsinki closed on Monday. The University said nothing.",
            "University of Helsinki = The University",
        ),
        (
            "Major Mohammed Dahy Al Humiri spoke on Monday. Al Humiri thanked drivers.",
            "Mohammed Dahy Al Humiri = Al Humiri",
        ),
        ("South Korea mourned. South Korean troops left.", "South Korea = South Korean"),
        // Two people, two ministries
        ("Anna Brown met Peter Brown in Paris.", ""),
        ("Japan's Defense Ministry spoke to China's Defense Ministry.", ""),
    ]);
}

#[test]
fn constructions() {
    check(&[
        ("Anna Brown, a lawyer, left.", "Anna Brown = a lawyer"),
        ("Anna Brown is the director of the museum.", "Anna Brown = the director"),
        ("The commander is Anna Brown.", "The commander = Anna Brown"),
        (
            "Missiles fell into the Sea of Japan, often referred to as the East Sea in Korea.",
            "Sea of Japan = East Sea",
        ),
        ("The valley, also known as Death Row, is empty.", "The valley = Death Row"),
        // Denied, possible, a place in a place
        ("Anna Brown is not the director.", ""),
        ("Anna Brown may be the director.", ""),
        ("They met in Paris, Texas.", ""),
    ]);
}

#[test]
fn nouns() {
    check(&[
        ("The army fired a missile on Monday. The missile fell into the sea.", "a missile = The missile"),
        (
            "The Defense Intelligence Agency saw no sign of it. The agency will report again.",
            "Defense Intelligence Agency = The agency",
        ),
        ("President Anna Brown arrived. The president will stay.", "Anna Brown = The president"),
        ("France closed the border. The country had been warned.", "France = The country"),
        (
            "Anna Brown left her house on Monday. Her house was empty.",
            "Anna Brown = her = Her | her house = Her house",
        ),
        ("Anna Brown left her house. Peter Smith left his house.", "Anna Brown = her | Peter Smith = his"),
        // One of several, another one, a new one
        ("The first test failed. The second test worked.", ""),
        ("A missile was fired on Monday. Another missile was fired on Tuesday.", ""),
        ("A bomb exploded in the north. A bomb exploded in the south.", ""),
        ("The history of wars is long. The history of ideas is short.", ""),
        ("The Russian army left. The Chinese army stayed.", ""),
        ("The Russian military was warned. Russia's president knew.", "Russian = Russia"),
    ]);
}

#[test]
fn pronouns() {
    check(&[
        ("Anna Brown said she would leave her party.", "Anna Brown = she = her"),
        ("North Korea fired a missile. It said its army was ready.", "North Korea = It = its"),
        ("Peter Smith met Anna Brown. She thanked him.", "Peter Smith = him | Anna Brown = She"),
        ("The soldiers left because they were tired.", "The soldiers = they"),
        ("A student lost their bag.", "A student = their"),
        ("Peter Smith blamed himself.", "Peter Smith = himself"),
        ("On Wednesday she left.", ""),
        // Nobody that fits; one cannot be his own object; what stands for nothing
        ("The missile fell. He saw it.", "The missile = it"),
        ("Peter Smith saw him.", ""),
        ("The missile was ready. It is clear that the army will fire.", ""),
        ("The city was quiet. It rained.", ""),
        ("Anna Brown left. They had won.", ""),
    ]);
}

#[test]
fn speakers() {
    check(&[
        ("“I will not leave my house,” Anna Brown said on Monday.", "I = my = Anna Brown"),
        ("“We will win,” the minister said. I doubt it.", "We = the minister"),
        // Who says so is not known.
        ("“I will not leave.” The house was empty.", ""),
    ]);
}

#[test]
fn what_an_entity_tells() {
    let text = "Mr Brown met reporters. The minister, Peter Brown, said he was glad. Reporters left.";
    let document = Document::of_text(text);
    let mut entities = find(&document, &names::find(&document));
    let brown = entities.all.iter().find(|e| e.name == "Peter Brown").expect("he is named");
    assert!(brown.named);
    assert_eq!(brown.kind, EntityType::Person);
    assert!(brown.mentions.iter().any(|(_, kind)| *kind == MentionKind::Pronoun));
    // What is asked for is there afterwards.
    let words = document.phrases.nouns.last().map(|p| p.words.clone()).expect("a noun phrase");
    let asked = entities.at_or_new(&document, &words);
    assert_eq!(entities.at(&words), Some(asked));
}

#[test]
fn steps_grow_with_the_text_only() {
    let steps = |times: usize| {
        let text =
            "Anna Brown met the minister of France. She said its army had left the town. ".repeat(times);
        let document = Document::of_text(&text);
        let names = names::find(&document);
        let before = crate::work::done();
        find(&document, &names);
        crate::work::done() - before
    };
    let (one, ten) = (steps(40), steps(400));
    assert!(ten < 12 * one, "{one} steps, then {ten}");
}
