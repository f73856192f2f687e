//! Whole articles as a person can read them: one block an event. After a change that is meant, look at the
//! difference and accept it with `INSTA_UPDATE=always cargo test --test golden`.

use std::fmt::Write;

use dateline::report::{Entity, Factuality, Report};
use dateline::{Options, Span};

const KOREA: &str = include_str!("../www/samples/north-korea.txt");

fn read(text: &str, published: &str) -> Report {
    dateline::extract(text, &Options { published: Some(published.into()), ..Options::default() }).unwrap()
}

/// One block an event: what, who, when, where, how surely, who says so, and the words it was read from.
fn render(text: &str, report: &Report) -> String {
    let mut out = String::new();
    let name = |id: &Option<String>| {
        id.as_ref()
            .and_then(|id| report.entities.iter().find(|e| e.id == *id))
            .map(|e: &Entity| e.name.as_str())
    };
    let document = &report.document;
    writeln!(out, "title: {}", document.title.map_or("-", |t| t.of(text))).unwrap();
    let published = document.published.as_deref().unwrap_or("-");
    writeln!(out, "published: {published} ({:?})", document.published_basis).unwrap();
    for part in &document.boilerplate {
        writeln!(out, "skipped ({:?}): {}", part.reason, Span::new(part.start, part.end).of(text)).unwrap();
    }
    for event in &report.events {
        writeln!(out, "\n{} {} {:?}", event.id, event.kind, event.factuality).unwrap();
        for argument in &event.arguments {
            let words = argument.span.of(text);
            let full =
                name(&argument.entity).filter(|n| *n != words).map(|n| format!(" = {n}")).unwrap_or_default();
            writeln!(out, "    {:?}: {words}{full}", argument.role).unwrap();
        }
        if let Some(time) = report.times.iter().find(|t| Some(&t.id) == event.time.as_ref()) {
            writeln!(out, "    when: {} = {}", Span::new(time.start, time.end).of(text), time.value).unwrap();
        }
        for mention in &event.mentions {
            let sentence = document.sentences[mention.sentence as usize];
            let before = Span::new(sentence.start, mention.trigger.start).of(text);
            let after = Span::new(mention.trigger.end, sentence.end).of(text);
            let word = mention.trigger.of(text);
            let before: String =
                before.chars().rev().take(45).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = after.chars().take(45).collect();
            write!(out, "    …{before}[{word}]{after}…").unwrap();
            if mention.factuality != Factuality::Actual {
                let cues: Vec<&str> = mention.cues.iter().map(|c| c.of(text)).collect();
                write!(out, "  {:?} {cues:?}", mention.factuality).unwrap();
            }
            if let Some(source) = name(&mention.source) {
                write!(out, "  says {source}").unwrap();
            }
            writeln!(out).unwrap();
        }
    }
    out
}

fn check(name: &str, text: &str, published: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, render(text, &read(text, published))));
}

#[test]
fn north_korea() {
    check("north-korea", KOREA, "2024-10-31");
}

#[test]
fn quasi_state_of_war() {
    check("quasi-state-of-war", include_str!("../www/samples/quasi-state-of-war.txt"), "2015-08-21");
}

#[test]
fn hajj_stampede() {
    check("hajj-stampede", include_str!("../www/samples/hajj-stampede.txt"), "2006-01-12");
}

#[test]
fn harbour_works() {
    check("harbour-works", include_str!("../www/samples/harbour-works.txt"), "2024-05-14");
}

/// The report of the sample, offset by offset: the launch is there with its actor, nothing comes from the caption or
/// from under "Related Posts", and the torn last sentence still counts.
#[test]
fn the_launch_is_found_with_its_actor_and_boilerplate_tells_nothing() {
    let report = read(KOREA, "2024-10-31");
    let launch = report
        .events
        .iter()
        .find(|e| {
            e.kind == "military.weapon-test" && e.mentions.iter().any(|m| m.trigger.of(KOREA) == "launched")
        })
        .expect("the launch");
    let actors: Vec<&str> = launch
        .arguments
        .iter()
        .filter(|a| a.role == dateline::report::Role::Actor)
        .filter_map(|a| report.entities.iter().find(|e| Some(&e.id) == a.entity.as_ref()))
        .map(|e| e.name.as_str())
        .collect();
    assert!(actors.contains(&"North Korea"), "{actors:?}");
    let skipped: Vec<&str> =
        report.document.boilerplate.iter().map(|b| Span::new(b.start, b.end).of(KOREA)).collect();
    assert!(skipped.contains(&"North Korean missile test"), "{skipped:?}");
    assert!(skipped.contains(&"Related Posts"), "{skipped:?}");
    for mention in report.events.iter().flat_map(|e| &e.mentions) {
        for part in &report.document.boilerplate {
            assert!(!mention.trigger.overlaps(Span::new(part.start, part.end)));
        }
    }
}
