//! Work grows with the text and no faster, whatever the text: counted, so that a busy machine can't blur it.
#![cfg(debug_assertions)]

use dateline::{Analyzer, Options, extract, work};

/// The steps over one text.
fn steps(text: &str) -> u64 {
    let options = Options { language: Some("en".into()), published: Some("2024-10-31".into()), title: None };
    let before = work::done();
    extract(text, &options).expect("the options are right");
    Analyzer::default().to_conllu(text);
    work::done() - before
}

/// `text` so many times, each after `joint`.
fn times(text: &str, joint: &str, count: usize) -> String {
    vec![text; count].join(joint)
}

/// A text of about `length` bytes made of `piece`, and one eight times as long.
fn grows(name: &str, piece: &str, joint: &str, length: usize) -> Option<String> {
    let count = length.div_ceil(piece.len() + joint.len());
    let (one, eight) = (times(piece, joint, count), times(piece, joint, 8 * count));
    // The model is read once, at the first text.
    steps("");
    let (few, many) = (steps(&one), steps(&eight));
    let ratio = many as f64 / few as f64;
    (many * 10 > few * 88 + 100_000).then(|| format!("{name}: {few} and {many} steps, {ratio:.1} times"))
}

#[test]
fn eight_times_the_text_is_eight_times_the_work() {
    let sample = include_str!("../www/samples/north-korea.txt");
    let long_sentence = "the army of the northern province attacked the town on Monday and ".repeat(26);
    let slow: Vec<String> = [
        ("the sample", sample, "\n\n", 20_000),
        // Long enough for mentions to be held against as many events of their type as they ever are.
        ("the sample on one line", &sample.replace('\n', " "), " ", 80_000),
        ("a sentence of 300 words", &long_sentence, ". ", 20_000),
        ("one sentence without an end", &long_sentence, "", 20_000),
        ("names without a full stop", "Anna Smith, John Doe and Gen. Kim Jong Un", ", ", 30_000),
        ("names without any mark", "Anna Brown Kim", " ", 30_000),
        ("one word", "missile", " ", 25_000),
        ("one adjective", "red", " ", 25_000),
        ("one mark", "-", " ", 25_000),
        ("one letter without a blank", "a", "", 25_000),
        ("marks without a blank", "a.b-c/d'e", ".", 25_000),
        ("one trigger", "attacked", " ", 25_000),
        ("one trigger noun", "attack", " ", 25_000),
        ("one trigger participle", "killing", " ", 25_000),
        ("quotes", "\"We will attack them soon,\" he said.", " ", 25_000),
        ("open quotes", "“We will attack", " ", 25_000),
        ("open straight quotes", "\"We will attack", " ", 25_000),
        ("opening marks", "“", " ", 25_000),
        ("quotes in quotes", "“He told us ‘go’ and ‘come’ at once", " ", 25_000),
        ("partial quotes", "the minister called it “a threat” and", " ", 25_000),
        ("quotes over paragraphs", "“We will attack the town.\n\n", "", 25_000),
        ("questions and answers", "Q: Why did you leave?\n\nA: The town was empty.\n\n", "", 25_000),
        ("parentheses", "the army (of the north) (attacked) ((the town))", " ", 25_000),
        ("open brackets", "(", "", 25_000),
        ("said that", "Kim said that the minister said that the army attacked", ", ", 25_000),
        ("said", "said", " ", 25_000),
        ("according to", "according to the minister the army attacked the town", ", ", 25_000),
        ("days", "the army attacked on Monday", " and ", 25_000),
        ("periods", "the army attacked for three days", " and ", 25_000),
        ("figures", "2024-10-31 7:10", " ", 25_000),
        ("countries", "the South Korean attack on North Korea", ", ", 25_000),
        ("places in places", "Paris, Texas, Springfield, Illinois", ", ", 25_000),
        ("one place of many", "He lives in San Jose near San Juan", ". ", 25_000),
        ("places of bodies", "Paris Police Department of Springfield", " ", 25_000),
        ("directions", "in northern North South", " ", 25_000),
        ("lines", "The army attacked the town\n", "", 25_000),
        ("paragraphs", "The army attacked the town.\n\n", "", 25_000),
    ]
    .into_iter()
    .filter_map(|(name, piece, joint, length)| grows(name, piece, joint, length))
    .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

/// What differs everywhere: nothing is found again.
#[test]
fn eight_times_as_many_different_names_are_eight_times_the_work() {
    let name = |n: usize| -> String {
        let letters: String = (0..4).map(|k| char::from(b'a' + (n / 26usize.pow(k) % 26) as u8)).collect();
        format!("{}{}", letters[..1].to_uppercase(), &letters[1..])
    };
    let slow: Vec<String> = [
        ("a list", "", ", "),
        ("attacks on them", "The army attacked ", ". "),
        ("attacks in them", "The army attacked the town in ", ". "),
        ("attacks by them", "The town was attacked by ", ". "),
        ("towns", "He lives in the town of ", ", Texas. "),
        ("accused of it", "The army was accused of attacking ", ". "),
        ("they say", "The army has left the town, said ", ". "),
    ]
    .into_iter()
    .filter_map(|(what, lead, joint)| {
        let text = |count: usize| {
            (0..count).map(|n| format!("{lead}{} {}{joint}", name(n), name(n * 7 + 1))).collect::<String>()
        };
        steps("");
        let (few, many) = (steps(&text(625)), steps(&text(5_000)));
        let ratio = many as f64 / few as f64;
        (many * 10 > few * 88 + 100_000).then(|| format!("{what}: {few} and {many} steps, {ratio:.1} times"))
    })
    .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}
