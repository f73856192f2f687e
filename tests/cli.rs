//! The command line as a shell runs it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use dateline::report::{Merged, OffsetUnit, Report};

const TEXT: &str = "Ruritania 🚀 launched a ballistic missile on Thursday.";

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = dateline(arguments).spawn().unwrap();
    // A wrong option ends it before it reads.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn reports(output: &Output) -> Vec<Report> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file with these contents in the folder that Cargo keeps for tests; `name` is one test's own.
fn file(name: &str, contents: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, contents).unwrap();
    path.to_str().unwrap().to_string()
}

#[test]
fn standard_input_with_and_without_a_dash() {
    for arguments in [&[][..], &["-"]] {
        let output = run(arguments, TEXT);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
        let [report] = &reports(&output)[..] else { panic!("{}", stdout(&output)) };
        assert!(!report.events.is_empty());
    }
}

#[test]
fn files_give_one_report_a_line_in_their_order() {
    let (first, second) = (file("first.txt", TEXT), file("second.txt", "Nothing was there."));
    let output = run(&[&first, "-", &second], "Troops killed two men.\n\nThey fled.");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let ends: Vec<_> =
        reports(&output).iter().map(|report| report.document.sentences.last().unwrap().end).collect();
    assert_eq!(ends, [TEXT.encode_utf16().count() as u32, 34, 18]);
}

#[test]
fn pretty_is_the_same_report_over_several_lines() {
    let output = run(&["--pretty"], TEXT);
    assert!(stdout(&output).lines().count() > 10);
    let report: Report = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!([report], reports(&run(&[], TEXT))[..]);
}

#[test]
fn reports_are_merged() {
    let article = "North Korea launched a ballistic missile on Thursday, South Korea said.";
    let printed = run(&["--published", "2024-10-31"], article);
    let reports = file("reports.jsonl", stdout(&printed).repeat(2));
    let output = run(&["--merge", &reports], "");
    assert!(output.status.success());
    let merged: Merged = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(merged.events[0].reports, [0, 1]);
    let broken = run(&["--merge", &file("broken.jsonl", "{")], "");
    assert_eq!(broken.status.code(), Some(1));
    assert!(stderr(&broken).contains("broken.jsonl"), "{}", stderr(&broken));
}

#[test]
fn published_places_the_weekday() {
    let [report] = &reports(&run(&["--published", "2024-11-02"], TEXT))[..] else { panic!() };
    assert_eq!(report.document.published.as_deref(), Some("2024-11-02"));
    assert_eq!(report.times[0].value, "2024-10-31");
    let [report] = &reports(&run(&[], TEXT))[..] else { panic!() };
    assert_eq!(report.document.published, None);
}

#[test]
fn wrong_options_name_the_option_and_the_value() {
    for (arguments, words) in [
        (&["--published", "yesterday"][..], &["published", "yesterday"][..]),
        (&["--published", "2024-02-30"], &["published", "2024-02-30"]),
        (&["--language", "fr"], &["language", "fr"]),
        (&["--min-confidence", "7"], &["onfidence", "7"]),
        (&["--min-confidence", "much"], &["--min-confidence", "much"]),
        (&["--offsets", "lines"], &["--offsets", "lines"]),
        (&["--publishd", "2024-10-31"], &["--publishd"]),
        (&["--merge", "--published", "2024-10-31"], &["--merge", "--published"]),
        (&["--merge", "--types", "signing.toml"], &["--merge", "--types"]),
        (&["--format", "xls"], &["--format", "xls", "geojson"]),
        (&["--format", "csv", "--pretty"], &["--format", "--pretty"]),
        (&["--format", "csv", "--conllu"], &["--format", "--conllu"]),
        (&["--merge", "--format", "csv"], &["--merge", "--format"]),
        (&["--format", "brat", "a.txt", "b.txt"], &["--format brat", "one text"]),
    ] {
        let output = run(arguments, TEXT);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments:?}");
        for word in words {
            assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
        }
    }
}

#[test]
fn what_cant_be_read_is_named_and_the_others_are_read() {
    let (good, bytes) = (file("good.txt", TEXT), file("latin-1.txt", b"Caf\xe9 bombed."));
    let folder = env!("CARGO_TARGET_TMPDIR");
    for bad in [&bytes[..], "no-such-article.txt", folder] {
        let output = run(&[bad, &good], "");
        assert_eq!(output.status.code(), Some(1), "{bad}: {}", stderr(&output));
        assert_eq!(reports(&output).len(), 1, "{bad}");
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert!(stderr(&output).contains(bad), "{}", stderr(&output));
    }
}

#[test]
fn standard_input_that_is_not_utf_8() {
    let mut child = dateline(&[]).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"Caf\xe9 bombed.").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("UTF-8"), "{}", stderr(&output));
}

const SIGNING: &str = r#"
without = ["business.*"]

[[types]]
name = "football.transfer"
verbs = ["sign"]
roles = { actor = ["subject"], target = ["object"] }
examples = ["Ajax signed Smit."]
"#;

#[test]
fn types_of_ones_own_in_toml_and_json() {
    let toml = file("signing.toml", SIGNING);
    let json = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/types/cyber.json");
    let output =
        run(&["--types", &toml, "--types", json], "Ajax signed Smit. Spies hacked the club's network.");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let [report] = &reports(&output)[..] else { panic!("{}", stdout(&output)) };
    let kinds: Vec<&str> = report.events.iter().map(|event| &*event.kind).collect();
    assert_eq!(kinds, ["football.transfer", "cyber.attack"]);
}

#[test]
fn the_types_of_the_readme() {
    let readme = include_str!("../README.md");
    let toml =
        readme.split_once("```toml\n").and_then(|(_, rest)| rest.split_once("```")).expect("an example").0;
    let output = run(&["--types", &file("readme.toml", toml)], "The club signed a goalkeeper.");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(reports(&output)[0].events[0].kind, "football.transfer");
}

#[test]
fn what_is_wrong_with_types_names_the_file_and_the_entry() {
    for (name, contents, message) in [
        (
            "slot.toml",
            SIGNING.replace("subject", "subjct"),
            "types[0] \"football.transfer\".roles.actor: unknown slot \"subjct\"",
        ),
        (
            "field.toml",
            SIGNING.replace("verbs", "verb"),
            "types[0] \"football.transfer\": unknown field `verb`",
        ),
        (
            "example.toml",
            SIGNING.replace("Ajax signed", "Ajax met"),
            "types[0] \"football.transfer\".examples[0]: \"Ajax met Smit.\"",
        ),
        (
            "without.toml",
            SIGNING.replace("business.*", "busyness.*"),
            "option `without`[0]: no built-in type is \"busyness.*\"",
        ),
        ("syntax.toml", SIGNING.replace("[\"sign\"]", "[\"sign\""), "line 7: "),
        ("syntax.json", "{ \"types\": ".into(), "EOF"),
        ("list.json", "[]".into(), "options are not an object but []"),
    ] {
        let path = file(name, contents);
        let output = run(&["--types", &path], TEXT);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", stderr(&output));
        assert_eq!(
            (stdout(&output), stderr(&output).lines().count()),
            ("", 1),
            "{name}: {}",
            stderr(&output)
        );
        assert!(stderr(&output).contains(&format!("{name}: ")), "{}", stderr(&output));
        assert!(stderr(&output).contains(message), "{name}: {}", stderr(&output));
    }
    let output = run(&["--types", "no-such.toml"], TEXT);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("no-such.toml"), "{}", stderr(&output));
}

#[test]
fn offsets_count_what_was_asked_for() {
    let before = "Ruritania 🚀 ";
    for (unit, expected, start) in [
        ("utf16", OffsetUnit::Utf16, before.encode_utf16().count()),
        ("bytes", OffsetUnit::Bytes, before.len()),
        ("chars", OffsetUnit::Chars, before.chars().count()),
    ] {
        let [report] = &reports(&run(&["--offsets", unit], TEXT))[..] else { panic!("{unit}") };
        assert_eq!(report.offsets, expected);
        let trigger = report.events[0].mentions[0].trigger;
        assert_eq!(
            (trigger.start as usize, trigger.end as usize),
            (start, start + "launched".len()),
            "{unit}"
        );
    }
}

#[test]
fn conllu_with_offsets_as_asked_for() {
    let path = file("conllu.txt", TEXT);
    for (unit, range) in [("utf16", "13:21"), ("bytes", "15:23"), ("chars", "12:20")] {
        let output = run(&["--conllu", "--offsets", unit, &path, "-"], "They fled.");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stdout(&output).matches("# newdoc\n").count(), 2);
        let row = stdout(&output).lines().find(|line| line.contains("\tlaunched\t")).unwrap();
        assert_eq!(row.split('\t').next_back(), Some(&*format!("TokenRange={range}")), "{unit}");
    }
    let output = run(&["--conllu", "--published", "2024-10-31"], TEXT);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn formats_of_others() {
    let (one, two) =
        (file("format-one.txt", TEXT), file("format-two.txt", "Police arrested a man in Cairo on Monday."));
    for format in dateline::export::FORMATS {
        let output = run(&["--published", "2024-10-31", "--format", format.name, &two], "");
        assert_eq!(output.status.code(), Some(0), "{}: {}", format.name, stderr(&output));
        assert!(stdout(&output).ends_with('\n') && stdout(&output).contains("Cairo"), "{}", format.name);
        let output = run(&["--published", "2024-10-31", "--format", format.name, &one, &two], "");
        assert_eq!(output.status.code(), Some(if format.joins { 0 } else { 2 }), "{}", format.name);
    }
    // A table of several texts has one header; its offsets are those that were asked for.
    let table = run(&["--format", "csv", "--offsets", "bytes", &one, &two], "");
    let rows: Vec<&str> = stdout(&table).split_terminator("\r\n").collect();
    assert_eq!(rows.iter().filter(|row| row.starts_with("id,type,")).count(), 1);
    assert!(rows[1].contains(",15,23,") && rows.iter().any(|row| row.contains(",7,15,")), "{rows:?}");
    let report = run(&["--format", "jsonl"], TEXT);
    assert_eq!(stdout(&report), stdout(&run(&[], TEXT)));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let path = file("many.txt", TEXT.repeat(200));
    let mut child = dateline(&[&path[..]; 20]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}
