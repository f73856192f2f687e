//! Tables of sentences.

use super::{Coder, Rules};
use crate::document::Document;
use crate::events::{Catalog, Event, Mention};
use crate::options::EventTypeDefinition;
use crate::report::{Codes, Factuality};
use crate::{Analyzer, AnalyzerOptions, Options};

/// The codes of an event of a type that the first `word` of a text tells.
fn codes(kind: &str, text: &str, word: &str) -> Option<Codes> {
    let document = Document::of_text(text);
    let trigger = (0..document.tokens.words.len()).find(|&w| document.form(w) == word)?;
    let sentence = document.tokens.sentences.iter().position(|s| s.words.contains(&trigger))?;
    let catalog = Catalog::default();
    let (event_type, kind) = catalog.types().enumerate().find(|(_, t)| t.name == kind)?;
    let mention = Mention::bare(trigger, sentence, event_type as u16);
    let event = Event {
        event_type: mention.event_type,
        arguments: Vec::new(),
        mentions: vec![mention],
        topics: Vec::new(),
        factuality: Factuality::Actual,
        time: None,
        amounts: Vec::new(),
        confidence: 1.0,
        salience: 1.0,
    };
    Some(Coder::new(&document).codes(kind, &event))
}

/// "072 AID", "041 CONSULT:phone"
fn in_short(codes: &Codes) -> String {
    let or_dash = |code: &Option<String>| code.clone().unwrap_or_else(|| "-".to_owned());
    let mode = codes.plover_mode.as_ref().map(|mode| format!(":{mode}")).unwrap_or_default();
    format!("{} {}{mode}", or_dash(&codes.cameo), or_dash(&codes.plover))
}

#[test]
fn codes_as_fine_as_the_text() {
    let mut wrong = Vec::new();
    for (kind, text, word, expected) in [
        // consultation
        (
            "diplomacy.meet",
            "The president spoke with the king by phone and they held talks by phone on Monday.",
            "talks",
            "041 CONSULT:phone",
        ),
        (
            "diplomacy.meet",
            "The two presidents discussed the war in a phone call on Monday.",
            "call",
            "041 CONSULT:phone",
        ),
        ("diplomacy.meet", "The two presidents met in Geneva on Monday.", "met", "040 CONSULT"),
        (
            "diplomacy.meet",
            "Norway brokered talks between the government and the rebels.",
            "talks",
            "045 CONSULT:third-party",
        ),
        (
            "diplomacy.negotiate",
            "Qatar mediated between Israel and Hamas.",
            "mediated",
            "045 CONSULT:third-party",
        ),
        ("diplomacy.visit", "The president visited Tokyo on Monday.", "visited", "042 CONSULT:visit"),
        (
            "diplomacy.meet",
            "France hosted talks between the two ministers on Monday.",
            "talks",
            "043 CONSULT",
        ),
        ("diplomacy.meet", "The leaders met at the G20 summit on Monday.", "met", "040 CONSULT:multilateral"),
        // support and cooperation
        ("diplomacy.support", "The minister praised the army on Monday.", "praised", "051 SUPPORT"),
        ("diplomacy.support", "The minister defended the president on Monday.", "defended", "052 SUPPORT"),
        ("diplomacy.support", "Washington backed the plan on Monday.", "backed", "050 SUPPORT"),
        (
            "diplomacy.cooperate",
            "Japan and Korea agreed to share intelligence with Washington. They will cooperate on intelligence.",
            "cooperate",
            "064 COOPERATE",
        ),
        (
            "diplomacy.cooperate",
            "China and Russia will deepen their military cooperation.",
            "cooperation",
            "062 COOPERATE",
        ),
        (
            "diplomacy.cooperate",
            "China and Russia will expand their trade cooperation.",
            "cooperation",
            "061 COOPERATE",
        ),
        // aid
        ("diplomacy.aid", "The United Nations delivered humanitarian aid to the refugees.", "aid", "073 AID"),
        (
            "diplomacy.aid",
            "The European Union granted Ukraine financial aid of two billion euros.",
            "aid",
            "071 AID",
        ),
        ("diplomacy.aid", "Washington sent military aid to Ukraine on Monday.", "aid", "072 AID"),
        // yielding
        (
            "diplomacy.concede",
            "The United States lifted sanctions on Sudan on Monday.",
            "lifted",
            "085 CONCEDE",
        ),
        ("diplomacy.concede", "The government lifted the curfew on Monday.", "lifted", "0813 CONCEDE"),
        (
            "military.ceasefire",
            "The two sides agreed on a ceasefire on Monday.",
            "ceasefire",
            "0871 RETREAT:ceasefire",
        ),
        (
            "military.withdraw",
            "The army withdrew its troops from the town.",
            "withdrew",
            "0874 RETREAT:withdraw",
        ),
        (
            "justice.release",
            "The court released the journalist on Monday.",
            "released",
            "0841 RETREAT:release",
        ),
        ("politics.resign", "The prime minister resigned on Monday.", "resigned", "- RETREAT:resign"),
        // asking
        (
            "speech.request",
            "The minister demanded that Russia withdraw its troops.",
            "demanded",
            "1056 REQUEST:yield",
        ),
        (
            "speech.request",
            "The minister urged Russia to withdraw its troops.",
            "urged",
            "0256 REQUEST:yield",
        ),
        (
            "speech.request",
            "The opposition demanded the resignation of the president.",
            "demanded",
            "1041 REQUEST:change",
        ),
        ("speech.request", "The president urged both sides to hold talks.", "urged", "026 REQUEST:meet"),
        (
            "speech.request",
            "The president asked the United Nations for food aid.",
            "asked",
            "0233 REQUEST:assist",
        ),
        // promising
        ("speech.promise", "The minister pledged to send tanks to Ukraine.", "pledged", "0332 AGREE"),
        ("speech.promise", "The minister promised to free the prisoners.", "promised", "0353 AGREE"),
        ("speech.promise", "The minister promised a new school.", "promised", "030 AGREE"),
        // refusing
        ("speech.reject", "Russia vetoed the resolution on Monday.", "vetoed", "129 REJECT"),
        ("speech.reject", "The rebels rejected the ceasefire on Monday.", "rejected", "1246 REJECT:yield"),
        ("speech.reject", "The government rejected talks with the rebels.", "rejected", "125 REJECT:meet"),
        // accusing
        ("speech.accuse", "Kyiv accused Moscow of war crimes.", "accused", "1124 ACCUSE:allege"),
        ("speech.accuse", "Moscow accused the journalist of espionage.", "accused", "1125 ACCUSE:allege"),
        (
            "speech.accuse",
            "The group accused the government of human rights violations.",
            "accused",
            "1122 ACCUSE:allege",
        ),
        (
            "speech.accuse",
            "The opposition accused the minister of corruption.",
            "accused",
            "1121 ACCUSE:allege",
        ),
        ("speech.accuse", "Kyiv accused Moscow of attacking the port.", "accused", "1123 ACCUSE:allege"),
        (
            "speech.condemn",
            "The minister condemned the attack on Monday.",
            "condemned",
            "111 ACCUSE:disapprove",
        ),
        (
            "justice.investigate",
            "Police are investigating the murder of a journalist.",
            "investigating",
            "091 ACCUSE:investigate",
        ),
        (
            "justice.investigate",
            "The court is investigating war crimes in Sudan.",
            "investigating",
            "094 ACCUSE:investigate",
        ),
        // threats
        (
            "speech.threaten",
            "Washington threatened to impose sanctions on Moscow.",
            "threatened",
            "1312 THREATEN:restrict",
        ),
        (
            "speech.threaten",
            "Pyongyang threatened to attack Seoul with missiles.",
            "threatened",
            "1384 THREATEN:violence",
        ),
        (
            "speech.threaten",
            "Pyongyang threatened Seoul with a nuclear strike.",
            "threatened",
            "1385 THREATEN:violence",
        ),
        // protest
        (
            "conflict.protest",
            "Thousands of people protested in the capital on Monday.",
            "protested",
            "141 PROTEST:demo",
        ),
        (
            "conflict.protest",
            "The prisoners began a hunger strike on Monday.",
            "strike",
            "142 PROTEST:hunger",
        ),
        ("business.strike", "Nurses went on strike on Monday.", "strike", "143 PROTEST:strike"),
        ("conflict.protest", "Violent riots broke out in the capital.", "riots", "145 PROTEST:riot"),
        // posture
        (
            "military.weapon-test",
            "North Korea fired a ballistic missile in a test on Monday.",
            "test",
            "150 MOBILIZE:weapons",
        ),
        ("military.deploy", "Russia deployed 5,000 troops to the border.", "deployed", "154 MOBILIZE:troops"),
        (
            "military.deploy",
            "The navy deployed two warships to the region.",
            "deployed",
            "154 MOBILIZE:weapons",
        ),
        (
            "military.exercise",
            "South Korea and the United States held a joint military exercise.",
            "exercise",
            "062 COOPERATE",
        ),
        (
            "military.exercise",
            "China held a military exercise near the island.",
            "exercise",
            "150 MOBILIZE:troops",
        ),
        // reduced relations
        (
            "diplomacy.sever",
            "The United States expelled 60 Russian diplomats on Monday.",
            "expelled",
            "166 SANCTION:expel",
        ),
        (
            "diplomacy.sever",
            "Iran severed diplomatic relations with Saudi Arabia.",
            "severed",
            "161 SANCTION:discontinue",
        ),
        ("justice.convict", "The court convicted the minister of fraud.", "convicted", "- SANCTION:convict"),
        // coercion
        ("conflict.repress", "The government imposed a curfew on Monday.", "curfew", "1723 COERCE:curfew"),
        (
            "conflict.repress",
            "The president declared martial law on Monday.",
            "law",
            "1724 COERCE:martial-law",
        ),
        ("justice.arrest", "Police arrested the journalist on Monday.", "arrested", "173 COERCE:arrest"),
        (
            "conflict.repress",
            "Police fired tear gas at protesters to disperse them.",
            "disperse",
            "175 ASSAULT:crowd-control",
        ),
        (
            "conflict.cyberattack",
            "Hackers attacked the ministry in a cyberattack on Monday.",
            "cyberattack",
            "176 COERCE:cyber",
        ),
        ("military.seize", "The rebels besieged the town for weeks.", "besieged", "191 COERCE:restrict"),
        // force
        (
            "conflict.attack",
            "A suicide bombing in the market killed two people.",
            "bombing",
            "1831 ASSAULT:suicide-attack",
        ),
        ("conflict.attack", "A drone attack damaged the refinery on Monday.", "attack", "1952 ASSAULT:drone"),
        ("conflict.attack", "Warplanes bombed the town on Monday.", "bombed", "195 ASSAULT:aerial"),
        (
            "conflict.attack",
            "The army shelled the village on Monday.",
            "shelled",
            "194 ASSAULT:heavy-weapons",
        ),
        ("conflict.attack", "Gunmen attacked the village on Monday.", "attacked", "193 ASSAULT:firearms"),
        ("conflict.abduct", "Gunmen kidnapped two nurses on Monday.", "kidnapped", "181 ASSAULT:abduct"),
        ("crime.kill", "The president was assassinated on Monday.", "assassinated", "186 ASSAULT:targeted"),
        ("crime.assault", "He was jailed after he raped a student.", "raped", "1821 ASSAULT:sexual"),
        // what is attacked is not the means
        ("conflict.attack", "The army attacked the drone factory on Monday.", "attacked", "190 ASSAULT"),
        (
            "conflict.attack",
            "Rebels attacked the airport and the air base on Monday.",
            "attacked",
            "190 ASSAULT",
        ),
        ("conflict.attack", "The militants attacked the tank.", "attacked", "190 ASSAULT"),
        ("conflict.attack", "Police condemned the attack in the capital.", "attack", "190 ASSAULT"),
        ("diplomacy.aid", "The army's aid to farmers was late.", "aid", "070 AID"),
        ("military.deploy", "The police said troops were deployed.", "deployed", "154 MOBILIZE:troops"),
        ("conflict.protest", "They marched after the hunger strike ended.", "marched", "141 PROTEST:demo"),
        ("diplomacy.sever", "The country quit the treaty on Monday.", "quit", "160 SANCTION:withdraw"),
        ("diplomacy.sanction", "Washington imposed sanctions on Moscow.", "sanctions", "163 SANCTION"),
        (
            "diplomacy.sanction",
            "Washington suspended military aid to Kabul.",
            "suspended",
            "1622 SANCTION:discontinue",
        ),
        (
            "diplomacy.concede",
            "Syria allowed humanitarian aid to enter the town.",
            "allowed",
            "0863 RETREAT:access",
        ),
        (
            "diplomacy.concede",
            "Iran admitted the nuclear inspectors on Monday.",
            "admitted",
            "0862 RETREAT:access",
        ),
        ("military.seize", "The navy seized the tanker on Monday.", "seized", "1711 COERCE:seize"),
        ("military.seize", "The rebels captured the town on Monday.", "captured", "192 COERCE:seize"),
        (
            "conflict.repress",
            "The government blocked the internet on Monday.",
            "blocked",
            "1721 COERCE:censor",
        ),
        ("justice.extradite", "Spain extradited the suspect to France.", "extradited", "174 COERCE"),
        ("justice.extradite", "France deported the migrants on Monday.", "deported", "174 COERCE:deport"),
        ("crime.kill", "The teacher was stabbed to death with a knife.", "stabbed", "1823 ASSAULT:primitive"),
        ("crime.assault", "The guards tortured the prisoners.", "tortured", "1822 ASSAULT:torture"),
        ("military.alert", "The police alert was raised on Monday.", "alert", "151 MOBILIZE:police"),
        (
            "speech.condemn",
            "Seoul lodged a formal complaint with Tokyo.",
            "complaint",
            "114 ACCUSE:disapprove",
        ),
        ("speech.reject", "He opposed the peace agreement with the rebels.", "opposed", "127 REJECT"),
        (
            "speech.request",
            "They demand that the government release all those detained.",
            "demand",
            "1053 REQUEST:yield",
        ),
        ("diplomacy.cooperate", "The two firms joined forces on a new car.", "joined", "060 COOPERATE"),
        ("conflict.protest", "People held a peaceful rally in the capital.", "rally", "141 PROTEST:demo"),
        (
            "conflict.repress",
            "They watched a television channel closed by the government.",
            "closed",
            "1721 COERCE:censor",
        ),
        (
            "conflict.attack",
            "The drone factory that was attacked on Monday burnt.",
            "attacked",
            "190 ASSAULT",
        ),
        ("speech.accuse", "The far right accused him of a lie.", "accused", "112 ACCUSE:allege"),
        // no finer code than the text has
        ("conflict.attack", "The army attacked the village on Monday.", "attacked", "190 ASSAULT"),
        ("speech.threaten", "Washington threatened Moscow on Monday.", "threatened", "130 THREATEN"),
        ("speech.reject", "The minister rejected the claim on Monday.", "rejected", "120 REJECT"),
        ("life.die", "Her mother died on Monday.", "died", "- -"),
        ("disaster.earthquake", "The earthquake struck the town on Monday.", "earthquake", "- -"),
    ] {
        match codes(kind, text, word).map(|codes| in_short(&codes)) {
            Some(found) if found == expected => {}
            found => wrong.push(format!("{word} in {text:?}: {found:?}, not {expected}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn contexts_by_the_words_of_the_sentence() {
    let mut wrong = Vec::new();
    for (kind, text, word, expected) in [
        ("military.weapon-test", "North Korea conducted a nuclear test on Monday.", "test", "cbrn"),
        (
            "speech.reject",
            "The opposition rejected the result of the election.",
            "rejected",
            "election political_institutions",
        ),
        (
            "conflict.protest",
            "Thousands protested against the corruption of the judges.",
            "protested",
            "legal corruption",
        ),
        (
            "justice.arrest",
            "Police arrested two men with cocaine and heroin.",
            "arrested",
            "crime illegal_drugs",
        ),
        ("diplomacy.meet", "The two presidents met on Monday.", "met", "executive"),
        ("diplomacy.meet", "She met him on Monday.", "met", ""),
        // the sentence, not its neighbours
        ("diplomacy.meet", "Ministers met on Monday. The election is in May.", "met", ""),
        // no type in PLOVER, no context
        ("disaster.earthquake", "The earthquake struck the town on Monday.", "earthquake", ""),
    ] {
        let found = codes(kind, text, word).map(|codes| codes.plover_contexts.unwrap_or_default().join(" "));
        if found.as_deref() != Some(expected) {
            wrong.push(format!("{word} in {text:?}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The types of PLOVER with each of their modes: "CONSULT:phone".
fn modes() -> Vec<String> {
    let text = include_str!("../../../data/codes.toml");
    let lines =
        text.lines().skip_while(|line| *line != "[modes]").skip(1).take_while(|line| !line.is_empty());
    lines
        .flat_map(|line| {
            let plover = line.split(' ').next().unwrap_or_default();
            line.split('"').skip(1).step_by(2).map(move |mode| format!("{plover}:{mode}"))
        })
        .collect()
}

#[test]
fn every_rule_gives_codes_that_its_types_can_have() {
    // Of these types the catalog has a bare root, and CAMEO's codes for some of them are under another.
    let other_roots = |kind: &str| match kind {
        "diplomacy.sanction" => &["16"][..],
        "military.exercise" => &["06"],
        "military.seize" => &["17"],
        "conflict.attack" => &["17", "18", "20"],
        "crime.kill" => &["20"],
        _ => &[],
    };
    let (rules, catalog, modes) = (Rules::built_in(), Catalog::default(), modes());
    let mut given = Vec::new();
    let mut types = 0;
    for kind in catalog.types() {
        let (name, own) = (&*kind.name, kind.codes());
        let Some(numbers) = rules.of_type.get(name) else { continue };
        types += 1;
        for rule in numbers.iter().map(|&number| &rules.rules[usize::from(number)]) {
            if !rule.cameo.is_empty() {
                let (root, cameo) = (own.cameo.as_deref().unwrap_or("no root"), rule.cameo);
                let fits = cameo.starts_with(&root[..2]) || other_roots(name).contains(&&cameo[..2]);
                assert!(fits, "{name}: {cameo}");
            }
            if !rule.mode.is_empty() {
                let plover = if rule.plover.is_empty() { own.plover.as_deref() } else { Some(rule.plover) };
                let mode = format!("{}:{}", plover.unwrap_or("-"), rule.mode);
                assert!(modes.contains(&mode), "{name}: {mode}");
                given.push(mode);
            }
        }
    }
    assert_eq!(types, rules.of_type.len(), "a rule is of a type that the catalog lacks");
    for mode in &modes {
        assert!(given.contains(mode), "nothing gives {mode}");
    }
    assert_eq!(rules.contexts.len(), 37);
}

#[test]
fn codes_of_a_report() {
    let own = EventTypeDefinition {
        name: "labour.picket".to_owned(),
        verbs: vec!["picket".to_owned()],
        ..EventTypeDefinition::default()
    };
    let options = AnalyzerOptions { types: Some(vec![own]), ..AnalyzerOptions::default() };
    let analyzer = Analyzer::new(&options).expect("a right type");
    let text = "Workers picketed the missile factory. Police arrested two men in the capital on Monday.";
    let options = Options { language: Some("en".to_owned()), ..Options::default() };
    let report = analyzer.extract(text, &options).expect("the options are right");
    let of =
        |kind: &str| report.events.iter().find(|e| e.kind == kind).expect("the event is found").codes.clone();
    assert_eq!(of("labour.picket"), Codes::default());
    let arrest = of("justice.arrest");
    assert_eq!(in_short(&arrest), "173 COERCE:arrest");
    assert_eq!(arrest.plover_contexts, Some(vec!["crime".to_owned()]));
    let json = serde_json::to_value(&arrest).expect("a report is JSON");
    assert_eq!((&json["ploverMode"], &json["ploverContexts"]), (&"arrest".into(), &vec!["crime"].into()));
}
