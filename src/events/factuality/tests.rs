//! Tables of sentences.

use super::decide;
use crate::document::Document;
use crate::report::Factuality::{self, Actual, Alleged, Hypothetical, Negated, Planned, Possible};
use crate::{Options, extract};

/// The factuality of the mention whose trigger is the first `word` of a sentence that has a mention on it.
fn factuality(sentence: &str, word: &str) -> Option<Factuality> {
    let options = Options { language: Some("en".to_owned()), ..Options::default() };
    let report = extract(sentence, &options).expect("the options are right");
    let mut mentions: Vec<_> = report.events.iter().flat_map(|e| &e.mentions).collect();
    mentions.sort_by_key(|m| m.trigger.start);
    mentions
        .iter()
        .find(|m| &sentence[m.trigger.start as usize..m.trigger.end as usize] == word)
        .map(|m| m.factuality)
}

#[test]
fn one_value_for_each_mention() {
    let mut wrong = Vec::new();
    for (sentence, word, expected) in [
        // told plainly
        ("The army attacked the village on Monday.", "attacked", Actual),
        ("Police said two men were killed in the village.", "killed", Actual),
        ("The rebels managed to attack the base.", "attack", Actual),
        ("He is the first minister to resign this year.", "resign", Actual),
        ("The victims of the attack will be buried on Friday.", "attack", Actual),
        ("The attack will not be forgotten.", "attack", Actual),
        ("Trade has stopped due to the protests in the capital.", "protests", Actual),
        ("The ministers discussed the bombing of the embassy.", "bombing", Actual),
        ("The minister rejected the allegations on Sunday.", "allegations", Actual),
        ("The army suspended the exercise because of the storm.", "storm", Actual),
        ("He left the country the day before the attack.", "attack", Actual),
        ("The governor resigned after the protests.", "protests", Actual),
        ("The mayor urged the ongoing protests to end.", "protests", Actual),
        ("The bomb exploded in the market, killing two people.", "killing", Actual),
        ("The rebels were accused of the attack that killed two people.", "killed", Actual),
        ("The talks that are taking place in Geneva should end soon.", "talks", Actual),
        ("Why did the army attack the village?", "attack", Actual),
        ("The army not only attacked the village but stayed.", "attacked", Actual),
        // denied
        ("The army did not attack the village.", "attack", Negated),
        ("No one was arrested after the march.", "arrested", Negated),
        ("No group was attacked on Monday.", "attacked", Negated),
        ("Moscow denied attacking the port.", "attacking", Negated),
        ("The city went a week without murders.", "murders", Negated),
        ("The summit in Geneva has been cancelled.", "summit", Negated),
        ("The killers have yet to be arrested.", "arrested", Negated),
        ("She is not expected to resign.", "resign", Negated),
        ("The minister denied that the army had attacked the port.", "attacked", Negated),
        ("The rebels tried in vain to attack the base.", "attack", Negated),
        ("The army did not manage to attack the base.", "attack", Negated),
        // to come
        ("The president will visit Tokyo on Friday.", "visit", Planned),
        ("The talks between the two sides in Geneva will be held on Friday.", "talks", Planned),
        ("The ministers are expected to meet in Paris.", "meet", Planned),
        ("The minister is to visit Tokyo next week.", "visit", Planned),
        ("The government will impose sanctions on the company.", "sanctions", Planned),
        ("The general said that troops would be deployed in May.", "deployed", Planned),
        ("The government is going to send aid to the region.", "aid", Planned),
        ("The ministers met to sign an agreement.", "sign", Planned),
        ("The president will meet the king and visit the port.", "visit", Planned),
        ("The minister arrived ahead of the talks in Geneva.", "talks", Planned),
        ("The next round of talks was prepared in Geneva.", "talks", Planned),
        // not sure
        ("The army may have attacked the village.", "attacked", Possible),
        ("The two leaders might meet in Paris.", "meet", Possible),
        ("The summit is likely to be held in Paris.", "summit", Possible),
        // somebody's claim
        ("The army allegedly attacked the village.", "attacked", Alleged),
        ("Kyiv accused Moscow of attacking the port.", "attacking", Alleged),
        ("The mayor is on trial over corruption charges.", "corruption", Alleged),
        ("He was charged with four counts of murder, robbery and theft.", "theft", Alleged),
        ("The suspected murder shocked the town.", "murder", Alleged),
        (
            "The company denied allegations of fraud but police claimed that it attacked them.",
            "attacked",
            Alleged,
        ),
        ("The police are looking at a suspected case of murder.", "murder", Alleged),
        // asked for, wished, conditional
        ("The union urged the mayor to resign.", "resign", Hypothetical),
        ("If the army attacks the port, prices will rise.", "attacks", Hypothetical),
        ("The mayor should resign, the party said.", "resign", Hypothetical),
        ("She asked why the mayor should not be dismissed.", "dismissed", Hypothetical),
        ("The party hopes to win the election.", "win", Hypothetical),
        ("It is not clear whether the mayor will resign.", "resign", Hypothetical),
        ("Did the army attack the village?", "attack", Hypothetical),
        ("The minister has to resign this week.", "resign", Hypothetical),
        ("The opposition demanded that the army withdraw from the town.", "withdraw", Hypothetical),
    ] {
        let value = factuality(sentence, word);
        if value != Some(expected) {
            wrong.push(format!("{word} in {sentence:?}: {value:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The value of the first `word` of a sentence, and the words that decided it.
fn of_word(sentence: &str, word: &str) -> (Factuality, String) {
    let document = Document::of_text(sentence);
    let at =
        (0..document.tokens.words.len()).find(|&w| document.form(w) == word).expect("the word stands there");
    let decision = decide(&document, at);
    let cues: Vec<&str> = decision.cues.iter().map(|&w| document.form(w)).collect();
    (decision.factuality, cues.join(" "))
}

#[test]
fn any_word_with_what_decided_it() {
    let mut wrong = Vec::new();
    for (sentence, word, expected, cues) in [
        // imperatives
        ("Send us the documents by Friday.", "Send", Hypothetical, "Send"),
        ("Please let me know the date.", "know", Hypothetical, "let"),
        ("The ministers send their greetings.", "send", Actual, ""),
        ("Police arrest two men in Paris", "arrest", Actual, ""),
        // what a verb or an adjective implies of its infinitive
        ("The villagers had to leave their homes.", "leave", Actual, "had"),
        ("The villagers did not have to leave.", "leave", Negated, "not"),
        ("The villagers have yet to leave.", "leave", Negated, "yet"),
        ("He used to live in the village.", "live", Actual, "used"),
        ("The knife is used to cut bread.", "cut", Planned, "to"),
        ("She was glad to see her brother.", "see", Actual, "glad"),
        ("She would be glad to see her brother.", "see", Hypothetical, "would"),
        ("The minister failed to sign the treaty.", "sign", Negated, "failed"),
        ("The minister did not fail to sign the treaty.", "sign", Actual, "not fail"),
        ("He forgot to sign the treaty.", "sign", Negated, "forgot"),
        ("The army stopped shelling the town.", "shelling", Actual, "stopped"),
        ("The army stopped them from shelling the town.", "shelling", Negated, "stopped"),
        ("The mayor called on them to leave.", "leave", Hypothetical, "called"),
        // what only says what for
        ("They were looking for a place to sleep.", "sleep", Hypothetical, "place"),
        ("He presented a strategy to win the war.", "win", Planned, "strategy"),
        ("It was too late to stop the march.", "stop", Negated, "too late"),
        ("Foreign ministers to meet in Baghdad", "meet", Planned, "to"),
        // of a time to come
        ("When he arrives, talks will begin.", "arrives", Planned, "will When"),
        ("When he arrived, talks began.", "arrived", Actual, ""),
        ("We look forward to meeting you.", "meeting", Planned, "look"),
        ("He is going to resign.", "going", Planned, "going"),
        // what the verb above does happens, or not
        ("The minister was able to sign the treaty.", "sign", Actual, "able"),
        ("The minister is able to sign the treaty.", "sign", Hypothetical, "able"),
        ("The minister would be able to sign the treaty.", "sign", Hypothetical, "able"),
        ("The minister decided to sign the treaty.", "sign", Actual, "decided"),
        ("The minister will decide to sign the treaty.", "sign", Planned, "decide"),
        ("The villagers have had to leave their homes.", "leave", Actual, "had"),
        ("She tried phoning the embassy.", "phoning", Actual, "tried"),
        ("She tried to phone the embassy.", "phone", Hypothetical, "tried"),
        ("The manager phoned the hotel to cancel the room.", "cancel", Planned, "to"),
        ("The police persuaded the man to leave.", "leave", Actual, "persuaded"),
        ("The rebels managed to take the town.", "take", Actual, "managed"),
        ("The rebels admitted attacking the town.", "attacking", Actual, "admitted"),
        // what is hoped, asked, said of somebody
        ("The mayor hopes that the talks will resume.", "resume", Hypothetical, "will hopes"),
        ("Will the talks resume?", "resume", Hypothetical, "?"),
        ("The robbers must have left the country.", "left", Possible, "must"),
        ("The army must leave the country.", "leave", Hypothetical, "must"),
        ("The minister is said to have taken bribes.", "taken", Alleged, "said"),
        ("The coach was told to leave the pitch.", "leave", Planned, "told"),
        ("They talked about leaving the union.", "leaving", Hypothetical, "talked"),
        ("The army should start by leaving the town.", "leaving", Hypothetical, "should"),
        ("The army drove back the rebels by shelling the town.", "shelling", Actual, ""),
        // said by the saying of it
        ("We would urge both sides to stop.", "urge", Actual, ""),
        ("They would urge both sides to stop.", "urge", Hypothetical, "would"),
        ("We can confirm that he died.", "confirm", Actual, ""),
        ("We would like to visit the town.", "visit", Hypothetical, "would"),
        // of a day to come
        ("The minister arrives in Paris tomorrow.", "arrives", Planned, "tomorrow"),
        ("The leaders meet in Paris next week.", "meet", Planned, "next"),
        ("The minister talked to the man next door.", "talked", Actual, ""),
        ("When will the talks resume?", "resume", Hypothetical, "?"),
        ("We will vote as soon as the minister arrives.", "arrives", Planned, "will as"),
        // what a noun proposes
        ("A request was filed to hold a vote.", "hold", Hypothetical, "request"),
        ("Three members submitted a motion calling to hold a vote.", "hold", Hypothetical, "calling"),
        ("The council adopted a motion to close the port.", "close", Planned, "adopted motion"),
        ("The council rejected a motion to close the port.", "close", Hypothetical, "motion"),
        ("The court upheld the decision to close the port.", "close", Actual, "decision"),
        ("They raised money to rebuild the school.", "rebuild", Planned, "to"),
        ("They need money to rebuild the school.", "rebuild", Hypothetical, "need"),
        // one word on another
        ("The new tank may be deployed in combat.", "combat", Possible, "may"),
        ("The new tank may be deployed in combat against the rebels.", "combat", Possible, "may"),
        ("The tank was deployed in combat.", "combat", Actual, ""),
        ("The navy made a failed bid to interdict the ship.", "interdict", Negated, "failed"),
        ("It was a failed attempt to kill the president.", "kill", Negated, "failed"),
        ("He resigned following accusations he harassed women.", "harassed", Alleged, "accusations"),
        ("He resigned after allegations that he harassed women.", "harassed", Alleged, "allegations"),
        (
            "The council condemned the launch, urging Pyongyang to withdraw.",
            "withdraw",
            Hypothetical,
            "urging",
        ),
        ("Moscow denied deploying troops.", "denied", Actual, ""),
        ("Moscow denied deploying troops.", "deploying", Negated, "denied"),
        ("Moscow rejected accusations of deploying troops.", "deploying", Negated, "rejected"),
        ("Kyiv repeated accusations of deploying troops.", "deploying", Alleged, "accusations"),
        ("No missile had yet been mounted on the ship.", "mounted", Negated, "No"),
        ("Not a single missile was mounted on the ship.", "mounted", Negated, "Not"),
        ("The president has plans to visit Seoul.", "visit", Planned, "plans"),
        ("Minister to visit Seoul", "visit", Planned, "to"),
        ("The union will end the strike through talks.", "talks", Planned, "will"),
        ("The union will end the strike after the talks.", "talks", Actual, ""),
        ("The plan will be discussed at the summit.", "summit", Planned, "will"),
        ("The plan was discussed at the summit.", "summit", Actual, ""),
        ("Two men were detained for questioning.", "questioning", Planned, "for"),
        ("The club was put up for sale.", "sale", Planned, "for"),
        ("The men were detained for murder.", "murder", Actual, ""),
        ("The talks have the goal of ending the war.", "ending", Planned, "goal"),
        ("The army is on the verge of launching an offensive.", "launching", Hypothetical, "verge"),
    ] {
        let (value, found) = of_word(sentence, word);
        if (value, found.as_str()) != (expected, cues) {
            wrong.push(format!(
                "{word} in {sentence:?}: {value:?} by {found:?}, not {expected:?} by {cues:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
