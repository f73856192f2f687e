//! What holds for any text at all.

use dateline::report::{OffsetUnit, Report};
use dateline::{Options, Span};
use proptest::prelude::*;

fn read(text: &str) -> Report {
    dateline::extract(text, &Options { language: Some("en".into()), ..Options::default() }).unwrap()
}

/// Every span of a report, with what it is.
fn spans(report: &Report) -> Vec<(&'static str, Span)> {
    let mut spans = Vec::new();
    spans.extend(report.document.title.map(|s| ("title", s)));
    spans.extend(report.document.sentences.iter().map(|s| ("sentence", *s)));
    spans.extend(report.document.boilerplate.iter().map(|b| ("boilerplate", Span::new(b.start, b.end))));
    for entity in &report.entities {
        spans.extend(entity.mentions.iter().map(|m| ("mention", Span::new(m.start, m.end))));
    }
    spans.extend(report.times.iter().map(|t| ("time", Span::new(t.start, t.end))));
    for statement in &report.statements {
        spans.extend(statement.cue.map(|s| ("cue", s)));
        spans.extend(statement.content.iter().map(|s| ("content", *s)));
    }
    for event in &report.events {
        spans.extend(event.arguments.iter().map(|a| ("argument", a.span)));
        for mention in &event.mentions {
            spans.push(("trigger", mention.trigger));
            spans.extend(mention.cues.iter().map(|s| ("factuality cue", *s)));
        }
    }
    spans
}

fn check(text: &str) {
    let report = read(text);
    for (what, span) in spans(&report) {
        assert!(span.start < span.end, "an empty {what} at {}", span.start);
        let words = text.get(span.start as usize..span.end as usize);
        assert!(words.is_some(), "{what} {span:?} is not on character boundaries");
    }
    let sentences = &report.document.sentences;
    assert!(sentences.windows(2).all(|w| w[0].end <= w[1].start), "sentences out of order");
    for event in &report.events {
        assert!(!event.mentions.is_empty());
        for mention in &event.mentions {
            let sentence = sentences[mention.sentence as usize];
            assert!(sentence.contains(mention.trigger), "a trigger outside its sentence");
        }
    }
    // UTF-16 and back
    let mut converted = report.clone();
    dateline::convert_offsets(&mut converted, text, OffsetUnit::Utf16);
    let units: Vec<u16> = text.encode_utf16().collect();
    for ((_, bytes), (what, utf16)) in spans(&report).into_iter().zip(spans(&converted)) {
        let slice = String::from_utf16(&units[utf16.start as usize..utf16.end as usize]);
        assert_eq!(slice.as_deref().ok(), Some(bytes.of(text)), "{what}");
    }
    // The same text, the same report
    assert_eq!(read(text), report);
}

/// Pieces that articles are made of, so that the rooms behind the first have something to do.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("North Korea "),
        Just("launched "),
        Just("a missile "),
        Just("on Thursday"),
        Just(". "),
        Just("\n\n"),
        Just("“"),
        Just("” "),
        Just("\" "),
        Just("’s "),
        Just("said "),
        Just("that "),
        Just(", "),
        Just("denied "),
        Just("killing "),
        Just("12 "),
        Just("people "),
        Just("according to "),
        Just("Mr. Kim "),
        Just("(JCS) "),
        Just("not "),
        Just("will "),
        Just("Related Posts"),
        Just("\r\n"),
        Just("\t"),
        Just("\u{0}"),
        Just("\u{202e}"),
        Just("e\u{301}"),
        Just("👩‍🚀 "),
        Just("…"),
        Just("—"),
        Just("-"),
        Just("of "),
        Just("and "),
        Just("SEOUL, Oct. 31 (Reuters) — "),
        Just("by "),
        Just("he "),
        Just("2024-10-31 "),
        Just("U.S. "),
        Just("was "),
        Just("to "),
        Just("attack "),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode(text in "\\PC*|(?s).{0,200}") {
        check(&text);
    }

    #[test]
    fn anything_like_news(text in pieces()) {
        check(&text);
    }
}

#[test]
fn hostile_texts() {
    for text in [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\u{0}",
        "\r\n\r\n",
        "“",
        "”",
        "‘’\"",
        ".",
        "…",
        "'s",
        "n't",
        "-",
        "(",
        "👍👍👍",
        "\u{301}",
        "\u{fffd}",
    ] {
        check(text);
        check(&text.repeat(50));
    }
}
