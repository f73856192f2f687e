//! Who and where, over whole articles and in texts that are hard on names.

use std::collections::BTreeMap;

use dateline::report::{Entity, EntityType, MentionKind};
use dateline::{Options, Report, extract};

const SAMPLE: &str = include_str!("../www/samples/north-korea.txt");

fn read(text: &str) -> Report {
    let options = Options { language: Some("en".into()), ..Options::default() };
    extract(text, &options).expect("the options are right")
}

/// The entity that the words at `at` speak of.
fn at<'r>(report: &'r Report, text: &str, words: &str, number: usize) -> &'r Entity {
    let start = text.match_indices(words).nth(number).expect("the words are in the text").0 as u32;
    let end = start + words.len() as u32;
    let mention = |e: &&Entity| e.mentions.iter().any(|m| m.start <= start && m.end == end);
    let inside = |e: &&Entity| e.mentions.iter().any(|m| m.start == start && m.end == end);
    let all = || report.entities.iter();
    all().find(inside).or_else(|| all().find(mention)).unwrap_or_else(|| panic!("nobody is {words:?}"))
}

#[test]
fn the_people_and_bodies_of_the_sample() {
    let report = read(SAMPLE);
    let entity = |words: &str, number: usize| at(&report, SAMPLE, words, number);
    for (words, kind, country, sector) in [
        ("Vladimir Putin", EntityType::Person, "RUS", "GOV"),
        ("Gen Nakatani", EntityType::Person, "JPN", "GOV"),
        ("JCS", EntityType::Organization, "KOR", "MIL"),
        ("DIA", EntityType::Organization, "KOR", "SPY"),
    ] {
        let found = entity(words, 0);
        let told = (found.kind, found.country.as_deref(), found.sector.as_deref());
        assert_eq!(told, (kind, Some(country), Some(sector)), "{words}");
    }
    assert_eq!(entity("Kim Jong Un", 0).id, entity("Kim Jong Un", 2).id);
    assert_eq!(entity("Im Chon Il", 0).title.as_deref(), Some("Vice Foreign Minister"));
    assert_eq!(entity("Gen Nakatani", 0).title.as_deref(), Some("Defense Minister"));
    assert_eq!(entity("Gen Nakatani", 0).name, "Gen Nakatani");
    // "Nakatani stated"
    assert_eq!(entity("Nakatani", 1).id, entity("Gen Nakatani", 0).id);
    assert_eq!(entity("The agency", 0).id, entity("DIA", 0).id);
    assert_ne!(entity("Defense Ministry", 0).id, entity("Defense Ministry", 1).id);
    assert_eq!(entity("Defense Ministry", 0).country.as_deref(), Some("JPN"));
    assert_eq!(entity("Defense Ministry", 1).country.as_deref(), Some("KOR"));
    let official = entity("South Korean presidential official", 0);
    assert_eq!((official.named, official.country.as_deref()), (false, Some("KOR")));
    assert_eq!(official.sector.as_deref(), Some("GOV"));
    assert_eq!(entity("government spokesperson", 0).sector.as_deref(), Some("GOV"));
}

#[test]
fn capitals_of_the_sample_are_states() {
    let report = read(SAMPLE);
    for (words, number, name) in [
        ("Moscow", 0, "Russia"),
        ("Seoul", 0, "South Korea"),
        ("Washington", 0, "United States"),
        // "the vicinity of Pyongyang" is the city, "urging Pyongyang to withdraw" the state
        ("Pyongyang", 0, "Pyongyang"),
        ("Pyongyang", 2, "North Korea"),
    ] {
        assert_eq!(at(&report, SAMPLE, words, number).name, name, "{words}");
    }
}

#[test]
fn places_of_the_sample_are_on_the_map() {
    let report = read(SAMPLE);
    for (words, lat, lon) in
        [("Sea of Japan", 40.0, 135.0), ("Pyongyang", 39.0, 125.8), ("East Asia", 35.0, 115.0)]
    {
        let place = at(&report, SAMPLE, words, 0).location.clone().expect("it is on the map");
        assert!((place.lat - lat).abs() < 6.0 && (place.lon - lon).abs() < 8.0, "{words}: {place:?}");
    }
    let city = at(&report, SAMPLE, "Pyongyang", 0).location.clone().expect("it is on the map");
    assert_eq!(city.timezone.as_deref(), Some("Asia/Pyongyang"));
    assert!(city.geonames.is_some());
    let sea = at(&report, SAMPLE, "Sea of Japan", 0);
    assert_eq!(sea.id, at(&report, SAMPLE, "East Sea", 0).id);
}

/// A school may be called after any place of the name.
#[test]
fn bodies_are_not_put_where_their_name_has_a_namesake() {
    let text = "Pupils of Hillcrest International School in Nairobi, Kenya, met on Monday.";
    let report = read(text);
    let school = at(&report, text, "Hillcrest International School", 0);
    assert_eq!((school.kind, school.country.as_deref()), (EntityType::Organization, None));
    assert_eq!(school.location, None);
    let city = at(&report, text, "Nairobi", 0).location.clone().expect("it is on the map");
    assert_eq!(city.contained_in.as_deref().and_then(<[String]>::last).map(String::as_str), Some("Kenya"));
}

/// Texts that are hard on names.
const HARD: &[(&str, &str)] = &[
    ("invented", "Zorblax Quintharion met Frellnog Dask of the Vemmerian Accord in Ulm-Qatar on Monday."),
    ("capitals", "PRESIDENT JANE DOE MET OLAF SCHOLZ IN BERLIN ON FRIDAY, THE FOREIGN MINISTRY SAID."),
    (
        "a list",
        "Present: Anna Berg, John O'Neil, Kim Min-ji, Nguyễn Văn Minh, Abu Bakr al-Masri and Jean-Luc Picard.",
    ),
    (
        "a table",
        "Pos\tTeam\tP\tW\tPts\n1\tArsenal\t38\t28\t89\n2\tReal Sociedad\t38\t27\t85\n3\tKashiwa Reysol\t38\t20\t66\n",
    ),
    ("scripts", "In 東京 (Tokyo), Владимир Ivanov met مريم Hassan of Σύριζα and 김정은 at the Élysée."),
    (
        "marks",
        "\"Dr.\" John (\"Jack\") Smith-Jones, Jr., of A.B.C. Corp. — the U.S.-based firm — left St. John's.",
    ),
    ("broken lines", "The New\nYork Times and\nKim\nJong\nUn\n"),
    (
        "long",
        "The Very Long Name Of A Ministry For The Very Long Names Of Many Other Ministries And Agencies said so.",
    ),
];

#[test]
fn spans_of_hard_texts_are_whole_words() {
    for (name, text) in HARD {
        let report = read(text);
        for entity in &report.entities {
            for mention in &entity.mentions {
                let words = &text[mention.start as usize..mention.end as usize];
                assert_eq!(words, words.trim(), "{name}");
                let outer = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let before = text[..mention.start as usize].chars().next_back();
                let after = text[mention.end as usize..].chars().next();
                let first = words.starts_with(char::is_alphanumeric);
                let last = words.ends_with(char::is_alphanumeric);
                assert!((!first || outer(before)) && (!last || outer(after)), "{name}: {words:?}");
                assert!(mention.kind != MentionKind::Name || !words.contains("\n\n"), "{name}: {words:?}");
            }
        }
    }
}

#[test]
fn names_of_hard_texts_are_whole() {
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, text) in HARD {
        let named = read(text).entities.into_iter().filter(|e| e.named);
        found.insert(name, named.map(|e| e.name).collect());
    }
    for (text, names) in [
        ("invented", &["Zorblax Quintharion", "Frellnog Dask"][..]),
        ("capitals", &["JANE DOE", "OLAF SCHOLZ", "BERLIN"]),
        ("a list", &["Anna Berg", "John O'Neil", "Nguyễn Văn Minh", "Abu Bakr al-Masri", "Jean-Luc Picard"]),
        ("scripts", &["Tokyo"]),
    ] {
        for name in names {
            assert!(found[text].iter().any(|n| n == name), "{name} of {text}: {:?}", found[text]);
        }
    }
}

#[test]
fn what_is_no_name() {
    for text in [
        "The minister said on Monday that prices rose.",
        "They will may and march.",
        "It rained all day, and nobody came.",
    ] {
        let named = read(text).entities.into_iter().filter(|e| e.named && e.kind != EntityType::Other);
        assert_eq!(named.map(|e| e.name).collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
    }
}
