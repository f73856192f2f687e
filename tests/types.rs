//! Event types of the user's own: what they find, what is wrong with them, what they cost.

use std::fs;

use dateline::{Analyzer, AnalyzerOptions, Options, Report};

/// Options as JSON, or what is wrong with them.
fn analyzer(json: &str) -> Result<Analyzer, String> {
    let options: AnalyzerOptions = serde_json::from_str(json).map_err(|error| error.to_string())?;
    Analyzer::new(&options).map_err(|error| error.to_string())
}

fn read(analyzer: &Analyzer, text: &str) -> Report {
    let options = Options { title: Some(String::new()), language: Some("en".into()), published: None };
    analyzer.extract(text, &options).expect("the options are right")
}

/// The events of a type, each as its trigger and its roles: "signed actor=Ajax target=Smit".
fn told(analyzer: &Analyzer, kind: &str, text: &str) -> Vec<String> {
    let report = read(analyzer, text);
    let events = report.events.iter().filter(|event| event.kind == kind);
    let shown = events.map(|event| {
        let mut shown = event.mentions[0].trigger.of(text).to_string();
        for argument in &event.arguments {
            shown += &format!(" {:?}={}", argument.role, argument.span.of(text));
        }
        shown.to_lowercase()
    });
    shown.collect()
}

/// A type named "x.y" with these fields.
fn one(fields: &str) -> String {
    format!(r#"{{ "types": [{{ "name": "x.y", {fields} }}] }}"#)
}

#[test]
fn what_fires_and_who_takes_part() {
    for (fields, text, expected) in [
        // words
        (
            r#""verbs": ["picket"]"#,
            "Nurses picketed the hospital.",
            &["picketed actor=nurses target=the hospital"][..],
        ),
        (r#""nouns": ["picket"]"#, "The picket lasted a week.", &["picket"]),
        (r#""verbs": ["picket"]"#, "The picket lasted a week.", &[]),
        (r#""adjectives": ["frozen"]"#, "The frozen assets grew.", &["frozen target=assets"]),
        (r#""adjectives": ["angry"]"#, "The angry farmers left.", &["angry target=farmers"]),
        // the user's word beats what is learnt
        (r#""verbs": ["bomb"]"#, "Rebels bombed the town.", &["bombed actor=rebels target=the town"]),
        // phrases
        (
            r#""verbs": ["knock out"]"#,
            "Canada knocked out Jamaica.",
            &["knocked actor=canada target=jamaica"],
        ),
        (r#""verbs": ["knock out"]"#, "Canada knocked on the door.", &[]),
        (r#""nouns": ["asset freeze"]"#, "The asset freeze hit the bank.", &["freeze"]),
        (r#""nouns": ["asset freeze"]"#, "The hiring freeze hit the bank.", &[]),
        (r#""nouns": ["state* of siege"]"#, "The state of siege ended.", &["state"]),
        (r#""nouns": ["state* of siege"]"#, "The state of the roads is bad.", &[]),
        (r#""nouns": ["zero-day attack"]"#, "A zero-day attack hit the bank.", &["attack"]),
        (
            r#""verbs": ["re-elect"]"#,
            "Voters re-elected the mayor.",
            &["re-elected actor=voters target=the mayor"],
        ),
        // conditions
        (
            r#""triggers": [{ "verbs": ["sign"], "near": ["striker"] }]"#,
            "Ajax signed a striker.",
            &["signed actor=ajax target=a striker"],
        ),
        (r#""triggers": [{ "verbs": ["sign"], "near": ["striker"] }]"#, "Ajax signed a lease.", &[]),
        (r#""triggers": [{ "verbs": ["sign"], "notNear": ["lease"] }]"#, "Ajax signed a lease.", &[]),
        (
            r#""triggers": [{ "verbs": ["turn"], "after": ["down"] }]"#,
            "The club turned the offer down.",
            &["turned actor=the club target=the offer"],
        ),
        (
            r#""triggers": [{ "nouns": ["goal"], "before": ["own"] }]"#,
            "An own goal sank Peru. The goal is peace.",
            &["goal"],
        ),
        (
            r#""triggers": [{ "nouns": ["goal"], "document": ["striker"] }]"#,
            "The goal came late. The striker fell.",
            &["goal"],
        ),
        (r#""triggers": [{ "nouns": ["goal"], "document": ["striker"] }]"#, "The goal came late.", &[]),
        (r#""triggers": [{ "nouns": ["brexit"], "capital": true }]"#, "Brexit hurt the port.", &["brexit"]),
        // roles, in place of those that a type has without any
        (
            r#""verbs": ["sign"], "roles": { "target": ["object"], "origin": ["from"], "recipient": ["subject"] }"#,
            "Ajax signed the striker from Feyenoord.",
            &["signed target=the striker recipient=ajax origin=feyenoord"],
        ),
        (r#""verbs": ["sign"], "roles": {}"#, "Ajax signed the striker.", &["signed"]),
        (
            r#""verbs": ["praise"], "roles": { "topic": ["for"] }"#,
            "Kim praised them for the work.",
            &["praised topic=the work"],
        ),
        (
            r#""verbs": ["sign"], "triggers": [{ "verbs": ["join"], "roles": { "target": ["subject"] } }]"#,
            "Smit joined Ajax.",
            &["joined target=smit"],
        ),
        // kinds
        (
            r#""verbs": ["sign"], "kinds": { "target": ["person"], "actor": ["organization"] }"#,
            "The bank signed the minister.",
            &["signed actor=the bank target=the minister"],
        ),
        (
            r#""verbs": ["sign"], "kinds": { "target": ["person"], "actor": ["organization"] }"#,
            "The farmer signed the lease.",
            &["signed"],
        ),
    ] {
        let analyzer = analyzer(&one(fields)).unwrap_or_else(|error| panic!("{fields}: {error}"));
        assert_eq!(told(&analyzer, "x.y", text), expected, "{fields}: {text}");
    }
}

#[test]
fn a_mistake_names_the_entry_the_field_and_the_value() {
    let verb = r#""verbs": ["sign"]"#;
    let with = |fields: &str| one(&format!("{verb}, {fields}"));
    for (json, message) in [
        // options
        (r#"{ "typs": [] }"#.into(), "unknown option `typs`; there are `types`, `without`, `minConfidence`"),
        (r#"[]"#.into(), "options are not an object but []"),
        (r#"{ "types": {} }"#.into(), "option `types`: {} is not an array"),
        (r#"{ "types": [5] }"#.into(), "types[0]: 5 is not an object"),
        (r#"{ "types": [null] }"#.into(), "types[0]: null is not an object"),
        (r#"{ "minConfidence": "much" }"#.into(), "option `minConfidence`: \"much\" is not a number"),
        (r#"{ "without": "sport.*" }"#.into(), "option `without`: \"sport.*\" is not an array"),
        (r#"{ "without": ["sport.*", 1] }"#.into(), "option `without`[1]: 1 is not a string"),
        (
            r#"{ "without": ["speech.sing"] }"#.into(),
            "option `without`[0]: no built-in type is \"speech.sing\"; there are speech.request, speech.accuse",
        ),
        (
            r#"{ "without": ["sprt.*"] }"#.into(),
            "no built-in type is \"sprt.*\"; there are diplomacy.*, speech.*",
        ),
        (r#"{ "without": ["spor*"] }"#.into(), "no built-in type is \"spor*\""),
        (r#"{ "without": [""] }"#.into(), "no built-in type is \"\""),
        // fields
        (r#"{ "types": [{}] }"#.into(), "types[0].name: \"\" is not of the form `group.name`"),
        (r#"{ "types": [{ "name": 5 }] }"#.into(), "types[0].name: 5 is not a string"),
        (
            r#"{ "types": [{ "name": "picket", "verbs": ["picket"] }] }"#.into(),
            "types[0].name: \"picket\" is not of the form",
        ),
        (
            r#"{ "types": [{ "name": "Labour.picket", "verbs": ["picket"] }] }"#.into(),
            "types[0].name: \"Labour.picket\"",
        ),
        (r#"{ "types": [{ "name": "a.b.c", "verbs": ["picket"] }] }"#.into(), "types[0].name: \"a.b.c\""),
        (one(r#""verb": ["sign"]"#), "types[0] \"x.y\": unknown field `verb`; there are `name`, `label`"),
        (one(r#""verbs": "sign""#), "types[0] \"x.y\".verbs: \"sign\" is not an array"),
        (one(r#""verbs": ["sign", 7]"#), "types[0] \"x.y\".verbs[1]: 7 is not a string"),
        (one(r#""nouns": []"#), "types[0] \"x.y\": there is no word that tells it"),
        (with(r#""label": " ""#), "types[0] \"x.y\".label: \" \" has no words"),
        (with(r#""words": "yes""#), "types[0] \"x.y\".words: \"yes\" is not true or false"),
        (
            with(r#""tone": "bad""#),
            "types[0] \"x.y\".tone: unknown tone \"bad\"; one of cooperation, conflict, neutral",
        ),
        (
            with(r#""codes": { "cameos": "18" }"#),
            "types[0] \"x.y\".codes: unknown field `cameos`; there are `cameo`, `plover`, `ace`",
        ),
        (with(r#""codes": { "cameo": "18b" }"#), "types[0] \"x.y\".codes.cameo: \"18b\" is not a CAMEO code"),
        (
            with(r#""codes": { "plover": "FIGHT" }"#),
            "types[0] \"x.y\".codes.plover: \"FIGHT\" is not one of AGREE",
        ),
        (
            with(r#""codes": { "ace": "attack" }"#),
            "types[0] \"x.y\".codes.ace: \"attack\" is not of the form",
        ),
        (
            format!(r#"{{ "types": [{{ "name": "a.b", {verb} }}, {{ "name": "a.b", {verb} }}] }}"#),
            "types[1] \"a.b\": types[0] has this name too",
        ),
        // words
        (one(r#""verbs": ["sign", " "]"#), "types[0] \"x.y\".verbs[1]: \" \" is no word"),
        (one(r#""nouns": ["*"]"#), "types[0] \"x.y\".nouns[0]: \"*\" is not one word with a star behind it"),
        (
            one(r#""nouns": ["state* of* siege"]"#),
            "types[0] \"x.y\".nouns[0]: \"state* of* siege\" is not one word with a star",
        ),
        (
            one(r#""nouns": ["st*ate of siege"]"#),
            "types[0] \"x.y\".nouns[0]: \"st*ate of siege\" is not one word with a star",
        ),
        (one(r#""nouns": ["asset -"]"#), "types[0] \"x.y\".nouns[0]: \"asset -\" is no word"),
        (one(r#""verbs": ["sign", "Sign"]"#), "types[0] \"x.y\".verbs[1]: \"Sign\" is there already"),
        (
            one(r#""verbs": ["knock out", "knock* out"]"#),
            "types[0] \"x.y\".verbs[1]: \"knock* out\" is there already",
        ),
        // triggers
        (one(r#""triggers": [{ "near": ["club"] }]"#), "types[0] \"x.y\".triggers[0]: there is no word"),
        (
            with(r#""triggers": [{ "verb": ["buy"] }]"#),
            "types[0] \"x.y\".triggers[0]: unknown field `verb`; there are `verbs`",
        ),
        (
            with(r#""triggers": [{ "verbs": ["buy"], "near": ["a club"] }]"#),
            "types[0] \"x.y\".triggers[0].near[0]: \"a club\" is not one word",
        ),
        (
            with(r#""triggers": [{ "verbs": ["buy"], "notNear": [""] }]"#),
            "types[0] \"x.y\".triggers[0].notNear[0]: \"\" is not one word",
        ),
        (
            with(r#""triggers": [{ "verbs": ["buy"], "capital": 1 }]"#),
            "types[0] \"x.y\".triggers[0].capital: 1 is not true or false",
        ),
        (
            with(r#""triggers": [{ "verbs": ["buy"], "roles": { "actor": ["sbj"] } }]"#),
            "types[0] \"x.y\".triggers[0].roles.actor: unknown slot \"sbj\"; one of subject, object",
        ),
        // roles and kinds
        (
            with(r#""roles": { "actr": ["subject"] }"#),
            "types[0] \"x.y\".roles: unknown field `actr`; there are `actor`, `target`",
        ),
        (
            with(r#""roles": { "actor": "subject" }"#),
            "types[0] \"x.y\".roles.actor: \"subject\" is not an array",
        ),
        (
            with(r#""roles": { "actor": ["subjct"] }"#),
            "types[0] \"x.y\".roles.actor: unknown slot \"subjct\"; one of subject, object, possessive",
        ),
        (
            with(r#""roles": { "actor": ["of"], "target": ["of"] }"#),
            "types[0] \"x.y\".roles.target: the slot \"of\" is `actor` already",
        ),
        (
            with(r#""kinds": { "actor": ["human"] }"#),
            "types[0] \"x.y\".kinds.actor: unknown kind of entity \"human\"; one of person, organization",
        ),
        (with(r#""kinds": { "actor": [] }"#), "types[0] \"x.y\".kinds.actor: [] is no kind of entity"),
        // examples
        (
            with(r#""examples": ["They signed it.", "The rain fell."]"#),
            "types[0] \"x.y\".examples[1]: \"The rain fell.\" tells no event",
        ),
        (
            with(r#""examples": ["Rebels bombed the town."]"#),
            "types[0] \"x.y\".examples[0]: \"Rebels bombed the town.\" tells no such event, but conflict.attack by \"bombed\"",
        ),
        (with(r#""examples": [""]"#), "types[0] \"x.y\".examples[0]: \"\" tells no event"),
        (
            with(r#""not": ["The rain fell.", "They signed it."]"#),
            "types[0] \"x.y\".not[1]: \"They signed it.\" tells one by \"signed\"",
        ),
    ] {
        match analyzer(&json) {
            Ok(_) => panic!("{json} is taken"),
            Err(error) => assert!(error.contains(message), "{json}\n{error}\n{message}"),
        }
    }
}

/// Rust's own definitions are checked as those of files are.
#[test]
fn a_role_that_no_file_could_name() {
    let mut options: AnalyzerOptions = serde_json::from_str(&one(r#""verbs": ["sign"]"#)).unwrap();
    let types = options.types.as_mut().unwrap();
    types[0].kinds.insert("victim".into(), vec!["person".into()]);
    let error = Analyzer::new(&options).unwrap_err();
    assert_eq!(error.code(), "bad-type");
    assert!(
        error.to_string().starts_with("types[0] \"x.y\".kinds: unknown role \"victim\"; one of actor"),
        "{error}"
    );
}

#[test]
fn built_in_types_can_be_left_out() {
    let text = "Rebels bombed the town on Monday. The minister denied the charge.";
    let types = |json: &str| {
        let report = read(&analyzer(json).unwrap(), text);
        report.events.into_iter().map(|event| event.kind).collect::<Vec<_>>()
    };
    let all = types("{}");
    assert!(
        ["conflict.attack", "speech.deny"].iter().all(|kind| all.contains(&(*kind).to_string())),
        "{all:?}"
    );
    assert!(!types(r#"{ "without": ["speech.deny"] }"#).contains(&"speech.deny".into()));
    assert!(!types(r#"{ "without": ["conflict.*"] }"#).iter().any(|kind| kind.starts_with("conflict.")));
    assert!(types(r#"{ "without": ["*"] }"#).is_empty());
    assert_eq!(types(r#"{ "without": [], "types": [] }"#), all);
    let own = r#"{ "without": ["*"], "types": [{ "name": "x.y", "verbs": ["deny"] }] }"#;
    assert_eq!(types(own), ["x.y"]);
    let analyzer = analyzer(own).unwrap();
    assert_eq!(analyzer.event_types().map(|t| &*t.name).collect::<Vec<_>>(), ["x.y"]);
}

#[test]
fn a_type_of_the_name_replaces_the_built_in_one_and_keeps_what_is_not_given() {
    let options = r#"{ "types": [{ "name": "conflict.attack", "label": "smiting", "verbs": ["pelt"] }] }"#;
    let own = analyzer(options).unwrap();
    assert!(told(&own, "conflict.attack", "Rebels bombed the town.").is_empty());
    assert_eq!(told(&own, "conflict.attack", "Rebels pelted the town.").len(), 1);
    let find = |analyzer: &Analyzer| analyzer.event_types().find(|t| t.name == "conflict.attack").cloned();
    let (old, new) = (find(&Analyzer::default()).unwrap(), find(&own).unwrap());
    assert_eq!((&new.definition, new.codes(), new.tone), (&old.definition, old.codes(), old.tone));
    assert_eq!(new.label, "smiting");
    assert_eq!(own.event_types().count(), Analyzer::default().event_types().count());
}

#[test]
fn codes_tone_and_label_are_those_of_the_definition() {
    let fields = r#""verbs": ["bomb"], "label": "boom", "definition": "it goes off", "tone": "conflict", "words": true,
        "codes": { "cameo": "183", "ace": "Conflict.Attack" }"#;
    let analyzer = analyzer(&one(fields)).unwrap();
    let last = analyzer.event_types().last().unwrap();
    assert_eq!((&*last.label, &*last.definition, last.words), ("boom", "it goes off", true));
    assert_eq!(last.tone, dateline::Tone::Conflict);
    let report = read(&analyzer, "Rebels bombed the town.");
    assert_eq!(report.events[0].confidence, 1.0);
    assert_eq!(report.events[0].codes.cameo.as_deref(), Some("183"));
    assert_eq!(report.events[0].codes.plover, None);
    assert!(report.events[0].because[0].contains("tells of a boom"), "{:?}", report.events[0].because);
}

/// Every set has examples for each of its types; they are read when the analyzer is made.
#[test]
fn the_sets_of_examples_are_right() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/types");
    let mut names: Vec<String> = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let json = fs::read_to_string(&path).unwrap();
        let options: AnalyzerOptions = serde_json::from_str(&json).unwrap();
        Analyzer::new(&options).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let types = options.types.unwrap();
        assert!((5..=10).contains(&types.len()), "{}", path.display());
        for t in types {
            assert!(t.definition.is_some() && t.roles.is_some(), "{}", t.name);
            assert!(!t.examples.is_empty() && !t.not.is_empty(), "{}", t.name);
            names.push(t.name);
        }
    }
    assert_eq!(names.len(), 25, "{names:?}");
}

#[test]
#[cfg(debug_assertions)]
fn types_of_ones_own_are_no_work() {
    let text = include_str!("../www/samples/north-korea.txt");
    let set = include_str!("../examples/types/cyber.json");
    let steps = |analyzer: &Analyzer| {
        read(analyzer, text);
        let before = dateline::work::done();
        read(analyzer, text);
        dateline::work::done() - before
    };
    let (without, with) = (steps(&Analyzer::default()), steps(&analyzer(set).unwrap()));
    assert!(with * 100 <= without * 101, "{without} steps without, {with} with types");
}
