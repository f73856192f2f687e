//! Sentences with the quantities in them, and sentences without any.

use super::*;
use crate::{article, names, times, tokens};

/// The quantities of a text, each as "words = kind min max unit", with "~" for what is about.
fn read(text: &str) -> String {
    found(text).iter().map(|quantity| show(text, quantity)).collect::<Vec<_>>().join("; ")
}

fn found(text: &str) -> Vec<QuantityMention> {
    let mut article = article::read(text, false);
    // As running text: a single line would be a headline.
    article.zones.iter_mut().for_each(|zone| zone.kind = crate::article::ZoneKind::Body);
    let tokens = tokens::tokenize(text, &article);
    let document = Document::parse(text, article, tokens);
    let times = times::find(text, &document.tokens, &document.syntax, None);
    find(&document, &names::find(&document), &times)
}

fn show(text: &str, quantity: &QuantityMention) -> String {
    let bound = |value: Option<f64>| value.map_or("-".to_string(), |v| ((v * 1e4).round() / 1e4).to_string());
    let unit = quantity.unit.as_deref().unwrap_or("-");
    let about = if quantity.approximate { " ~" } else { "" };
    let (min, max) = (bound(quantity.min), bound(quantity.max));
    format!("{} = {} {min} {max} {unit}{about}", quantity.span.of(text), quantity.kind.as_str())
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, wanted)| {
            let found = read(text);
            (found != *wanted).then(|| format!("{text}\n    wanted {wanted}\n    found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people_and_things() {
    check(&[
        ("The army lost 12 soldiers on the border.", "12 = people 12 12 soldier"),
        ("Police made twenty-five arrests in the city.", "twenty-five = count 25 25 arrest"),
        ("Pyongyang fired one of its ICBMs into the sea.", "one = count 1 1 icbm"),
        ("It sent thousands of North Korean troops to the front.", "thousands = people 2000 9999 troop ~"),
        ("Several people were hurt in the crash.", "Several = people 3 - people ~"),
        ("The blast was heard in a handful of villages.", "a handful = count 3 - village ~"),
        ("A couple of shells hit the house.", "A couple = count 2 2 shell ~"),
        ("More than a dozen houses burned down.", "More than a dozen = count 12 - house"),
        ("Hundreds of thousands of people marched.", "Hundreds of thousands = people 200000 999999 people ~"),
        (
            "The militants were killing 5 and wounding dozens.",
            "5 = people 5 5 people; dozens = people 24 99 people ~",
        ),
        ("The crash left 12 dead.", "12 = people 12 12 people"),
        ("There were no injuries in the fire.", "no = count 0 0 injury"),
        ("A 12-member team arrived in the capital.", "12 = people 12 12 member"),
        ("A 3,000-strong force crossed the river.", "3,000-strong = people 3000 3000 people"),
        ("Two million people fled.", "Two million = people 2000000 2000000 people"),
        ("One person was hurt.", "One = people 1 1 person"),
        (
            "One of the thousands of containers exploded.",
            "One = count 1 1 container; thousands = count 2000 9999 container ~",
        ),
    ]);
}

#[test]
fn bounds_and_ranges() {
    check(&[
        ("At least 12 people died.", "At least 12 = people 12 - people"),
        ("It destroyed more than 60,000 homes.", "more than 60,000 = count 60000 - home"),
        ("Up to 10 ships were hit.", "Up to 10 = count - 10 ship"),
        ("As many as 300 miners were trapped.", "As many as 300 = people - 300 miner"),
        ("Oil rose $1.20 to $93.50.", "$1.20 = money 1.2 1.2 USD; $93.50 = money 93.5 93.5 USD"),
        ("Oil rose $1.20 to $1.50.", "$1.20 to $1.50 = money 1.2 1.5 USD"),
        ("About 40 cars burned.", "About 40 = count 40 40 car ~"),
        ("Some 40 cars burned.", "Some 40 = count 40 40 car ~"),
        ("An estimated 500 cars burned.", "An estimated 500 = count 500 500 car ~"),
        ("The school has 20 or more pupils.", "20 or more = people 20 - pupil"),
        ("It deployed 10,000-12,000 soldiers there.", "10,000-12,000 = people 10000 12000 soldier"),
        ("Between 5 and 10 ships were hit.", "Between 5 and 10 = count 5 10 ship"),
        ("It takes from 10 to 15 people to lift it.", "from 10 to 15 = people 10 15 people"),
        ("Prices rose from 3% to 5% last year.", "3% = percent 3 3 %; 5% = percent 5 5 %"),
        ("The plan costs 5-10 million dollars.", "5-10 million dollars = money 5000000 10000000 USD"),
        ("Two or three houses burned.", "Two or three = count 2 3 house"),
        ("He needs more than 5 and less than 10 votes.", "more than 5 and less than 10 = count 5 10 vote"),
    ]);
}

#[test]
fn numbers_without_a_noun() {
    check(&[
        // what the number before counted
        (
            "India has four confirmed cases, three in Kerala and one in Delhi.",
            "four = count 4 4 case; three = count 3 3 case; one = count 1 1 case",
        ),
        (
            "There were several incidents, two of which were fatal.",
            "several = count 3 - incident ~; two = count 2 2 incident",
        ),
        ("Police searched the vehicles, one of which was a truck.", "one = count 1 1 vehicle"),
        (
            "Officials counted 67 days without rain. 60 of these were in May.",
            "67 days = duration 67 67 d; 60 = duration 60 60 d",
        ),
        ("Of 46 countries, 33 are in Africa.", "46 = count 46 46 country; 33 = count 33 33 country"),
        ("You get one egg, instead of two.", "one = count 1 1 egg; two = count 2 2 egg"),
        (
            "Of the presidents, one rejected it, while two others kept silent.",
            "one = people 1 1 president; two = people 2 2 president",
        ),
        // what the subject counts
        ("The number of refugees reached 340,000 in May.", "340,000 = people 340000 340000 refugee"),
        (
            "New cases climbed from 2,610 to 5,827.",
            "2,610 = count 2610 2610 case; 5,827 = count 5827 5827 case",
        ),
        ("The death toll has risen to 44.", "44 = people 44 44 people"),
        (
            "The number of passengers is expected to reach more than 36 million.",
            "more than 36 million = people 36000000 - passenger",
        ),
        ("The city has been paying billions for it.", "billions = count 2000000000 - - ~"),
        // people
        ("The two also called for peace.", "two = people 2 2 people"),
        (
            "Police arrested seven suspects in a hotel. All seven were charged.",
            "seven = people 7 7 suspect; seven = people 7 7 people",
        ),
        (
            "Police arrested seven suspects in a hotel. Six were from the north.",
            "seven = people 7 7 suspect; Six = people 6 6 people",
        ),
        ("She leads a team of four.", "four = people 4 4 people"),
        ("Millions in the country rely on aid.", "Millions = people 2000000 - people ~"),
        ("Thirty voted against the plan.", "Thirty = people 30 30 people"),
        ("They lost millions because of the protests.", "millions = count 2000000 - - ~"),
        // what the rest is of
        ("He missed one session of the five.", "one = count 1 1 session; five = count 5 5 session"),
        (
            "The first road has 11 kilometres of gravel, and the remaining four are good.",
            "first = ordinal 1 1 road; 11 kilometres = distance 11 11 km; four = distance 4 4 km",
        ),
        ("They open after 10 in the morning.", ""),
        // the number after
        (
            "It treats 18 and 25 patients in two wards.",
            "18 = people 18 18 patient; 25 = people 25 25 patient; two = count 2 2 ward",
        ),
        // not of the same: scores, shares, labels
        ("Two students won with a score of 19.23.", "Two = people 2 2 student; 19.23 = count 19.23 19.23 -"),
        ("It rained between days 14 and 20.", ""),
        ("I sat in seats 36, 39 and 40.", ""),
    ]);
}

#[test]
fn kinds_of_people() {
    check(&[
        ("In May, three Kanwariyas died on the road.", "three = people 3 3 kanwariya"),
        ("About 30,000 “disappeared” people went missing.", "About 30,000 = people 30000 30000 people ~"),
        ("It has 300 million Africans.", "300 million = people 300000000 300000000 african"),
        ("Soldiers killed two Palestinians.", "two = people 2 2 palestinian"),
        (
            "They hired two lobbyists and three ex-combatants.",
            "two = people 2 2 lobbyist; three = people 3 3 ex-combatant",
        ),
        ("He is one of its sympathizers.", "one = people 1 1 sympathizer"),
        ("They made two lists and three playlists.", "two = count 2 2 list; three = count 3 3 playlist"),
        ("They represent 62 First Nations.", "62 = count 62 62 nation"),
    ]);
}

#[test]
fn how_often_and_idioms() {
    check(&[
        ("The court had twice written to the judge.", "twice = count 2 2 time"),
        ("They say that one of the bets is safe.", "one = count 1 1 bet"),
        ("It brought many first-time users.", "first = ordinal 1 1 time"),
        ("He gave the hosts a first-half lead.", "first = ordinal 1 1 half"),
        ("It was held during the 35th National Gathering.", "35th = ordinal 35 35 gathering"),
        ("Refugees flee at a rate of nearly 2,000 per day.", "nearly 2,000 per day = rate 2000 2000 /d ~"),
        ("The death of her half sister was no time for half measures.", ""),
        ("The club is in the bottom half of the table.", ""),
        ("They sold it to third parties.", ""),
        ("It will be decided one way or the other.", ""),
        ("It should not have happened in the first place.", ""),
        ("His two-wheeler hit a wall.", ""),
        ("It is the only grade 1 one horse race.", "grade 1 = magnitude 1 1 grade"),
        ("A man named one Ali Sam came.", ""),
    ]);
}

#[test]
fn money() {
    check(&[
        ("It spent US$940 million on ships.", "US$940 million = money 940000000 940000000 USD"),
        (
            "The arms cost 1.3 trillion won (US$940 million).",
            "1.3 trillion won (US$940 million) = money 1300000000000 1300000000000 KRW",
        ),
        ("It needs a 50-billion-euro loan.", "50-billion-euro = money 50000000000 50000000000 EUR"),
        ("The fine was £2m.", "£2m = money 2000000 2000000 GBP"),
        ("They paid Rs 500 crore for it.", "Rs 500 crore = money 5000000000 5000000000 INR"),
        ("They paid RM250,000 in cash.", "RM250,000 = money 250000 250000 MYR"),
        ("They paid 500 Jamaican dollars.", "500 Jamaican dollars = money 500 500 JMD"),
        ("They paid 50 cents for it.", "50 cents = money 0.5 0.5 USD"),
        (
            "They embezzled tens of millions of dollars.",
            "tens of millions of dollars = money 20000000 - USD ~",
        ),
        (
            "She spends 150,000 yuan (US$22,200) a day.",
            "150,000 yuan (US$22,200) a day = rate 150000 150000 CNY/d",
        ),
        ("He earns $4,000 a month.", "$4,000 a month = rate 4000 4000 USD/mo"),
        ("Mauritius is small. In Mauritius it costs Rs 13 500.", "Rs 13 500 = money 13500 13500 MUR"),
        (
            "It has a surplus of 600-plus billion dollars.",
            "600-plus billion dollars = money 600000000000 - USD",
        ),
        (
            "Kenya is poor. Kenya needs it. In Kenya it costs 500 shillings.",
            "500 shillings = money 500 500 KES",
        ),
    ]);
}

#[test]
fn measures() {
    check(&[
        ("The missile flew 1,000 km (621 miles).", "1,000 km (621 miles) = distance 1000 1000 km"),
        ("It reached an altitude of 7,000 kilometers.", "7,000 kilometers = distance 7000 7000 km"),
        ("The fire burned 500 square kilometres of forest.", "500 square kilometres = area 500 500 km2"),
        ("The plane flew at 900 kilometres per hour.", "900 kilometres per hour = speed 900 900 km/h"),
        ("Winds of 120 mph hit the coast.", "120 mph = speed 120 120 [mi_i]/h"),
        ("They dropped a 500-pound bomb.", "500-pound = mass 500 500 [lb_av]"),
        ("The bomb had a yield of 20 kilotons.", "20 kilotons = energy 20 20 kt_TNT"),
        (
            "It pumps 60,000 barrels of oil per day.",
            "60,000 barrels of oil per day = rate 60000 60000 [bbl_us]/d",
        ),
        ("It was 41.2C in the shade.", "41.2C = temperature 41.2 41.2 Cel"),
        ("The quake had a magnitude of 6.4.", "6.4 = magnitude 6.4 6.4 magnitude"),
        ("A 6.4-magnitude quake hit the island.", "6.4-magnitude = magnitude 6.4 6.4 magnitude"),
        ("Inflation is 3.2 per cent.", "3.2 per cent = percent 3.2 3.2 %"),
        ("It fell by 2 percentage points.", "2 percentage points = points 2 2 percentage point"),
        ("He is 5 feet 6 inches tall.", "5 feet 6 inches = distance 5.5 5.5 [ft_i]"),
        ("The plant makes 300 MW.", "300 MW = power 300 300 MW"),
    ]);
}

#[test]
fn durations_and_ages() {
    check(&[
        ("He was held for 40 days.", "40 days = duration 40 40 d"),
        ("The 86-minute flight ended at sea.", "86-minute = duration 86 86 min"),
        ("He left three years ago.", "three years = duration 3 3 a"),
        ("They must leave within 24 hours.", "24 hours = duration 24 24 h"),
        ("They have marched for more than a week.", "more than a week = duration 1 - wk"),
        ("It took less than an hour.", "less than an hour = duration - 1 h"),
        (
            "They walked hundreds, if not thousands, of kilometres.",
            "hundreds = distance 200 999 km ~; thousands = distance 2000 9999 km ~",
        ),
        ("They ruled for four decades.", "four decades = duration 40 40 a"),
        ("They waited half an hour.", "half an hour = duration 0.5 0.5 h"),
        ("A 34-year-old man was hurt.", "34-year-old = age 34 34 a"),
        ("Thomas Sam, 42, was hurt.", "42 = age 42 42 a"),
        ("She became minister at just 25.", "25 = age 25 25 a"),
        ("Her son, 7, was found.", "7 = age 7 7 a"),
        ("She was five at the time.", "five = age 5 5 a"),
        ("He turned 18 and left.", "18 = age 18 18 a"),
        ("Children aged 12-15 were hurt.", "12-15 = age 12 15 a"),
    ]);
}

#[test]
fn ordinals_fractions_multiples_and_scores() {
    check(&[
        ("It was the 13th test of the missile.", "13th = ordinal 13 13 test"),
        ("They met for the third time.", "third = ordinal 3 3 time"),
        ("It is the second-largest city.", "second = ordinal 2 2 city"),
        ("Two-thirds of voters said no.", "Two-thirds = fraction 0.6667 0.6667 voter"),
        ("Nearly half of the houses burned.", "Nearly half = fraction 0.5 0.5 house ~"),
        ("One in five children is hungry.", "One in five = fraction 0.2 0.2 child"),
        ("It sold twice as many cars.", "twice = multiple 2 2 -"),
        ("Exports rose tenfold.", ""),
        ("They won the match 2-1 on Sunday.", "2-1 = score 1 2 -"),
        ("It was a 3-0 victory.", "3-0 = score 0 3 -"),
    ]);
}

#[test]
fn no_quantities() {
    for text in [
        "It happened in 2019.",
        "The 2024 election was held in May.",
        "On 5 May 2020 he left at 7:10 a.m.",
        "Call 713-555-0142 or +44 20 7946 0958 now.",
        "North Korea tested the Hwasong-18 again.",
        "An F-16 and a Boeing 737 took off.",
        "The G7 and the Group of 20 met after 9/11.",
        "COVID-19 spread, and so did Covid 19.",
        "Article 5 and Section 144 apply on Highway 61.",
        "Flight 370 left from Gate 12.",
        "The World War II museum is open.",
        "The Second World War ended.",
        "The First Lady came.",
        "No one came, and they love one another.",
        "One must try, and she is the one who did.",
        "First of all, they came at first.",
        "It costs a lot.",
        "Many people and some others came, both of them.",
        "See https://example.org/12/34 for more.",
        "The No. 4 reactor was shut.",
        "Bill 96 became law.",
        "The team is in Pool B and room 12.",
        "It is a double-edged sword.",
        "They live in the 21st century.",
        "He came after a week and stayed a year.",
        "They met at COP27 in Egypt.",
    ] {
        let found = read(text);
        assert!(found.is_empty(), "{text}: {found}");
    }
}

#[test]
fn absurd_numbers() {
    let long =
        format!("He saw {} men and 1e400 men, 1,2,3,4,5 men and $99999999999999999999.", "9".repeat(400));
    let millions = format!("He saw 5{} men.", " million".repeat(500));
    let dozens = format!("He saw dozens{} men.", " of dozens".repeat(500));
    let hundreds = format!("He saw a{} men.", " hundred thousand".repeat(500));
    for text in
        [long, millions, dozens, hundreds, "½½½ 1/0 0/0 - - 5--5 $ % €".into(), "12\u{301} ٣ ５ km²".into()]
    {
        for quantity in found(&text) {
            assert!(
                quantity.min.is_none_or(f64::is_finite) && quantity.max.is_none_or(f64::is_finite),
                "{text}"
            );
        }
    }
}

#[test]
fn slots() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("The bomb was killing 5 and wounding dozens.", &[("5", "killed"), ("dozens", "injured")]),
        ("The storm claimed the lives of five soldiers.", &[("five", "killed")]),
        ("The war left hundreds of thousands of dead.", &[("hundreds of thousands", "killed")]),
        ("A total of 527 soldiers lost their lives.", &[("527", "killed")]),
        ("Thousands sought refuge abroad.", &[("Thousands", "displaced")]),
        ("Two sailors lost their lives.", &[("Two", "killed")]),
        ("At least 30 people are feared dead.", &[("At least 30", "killed")]),
        ("It led to the death of two workers.", &[("two", "killed")]),
        ("Thousands were forced to flee their homes.", &[("Thousands", "displaced")]),
        ("Gunmen took 15 villagers hostage.", &[("15", "abducted")]),
        ("Thousands took to the streets.", &[("Thousands", "protesters")]),
        ("The attack left two others in critical condition.", &[("two", "injured")]),
        ("The number of deaths has reached 88.", &[("88", "killed")]),
        ("A landslide buried 20 homes.", &[("20", "buildings")]),
        ("The band released two albums.", &[]),
        ("One of the victims spoke to us.", &[]),
        ("Five people were killed in the blast.", &[("Five", "killed")]),
        ("The blast left 3 people dead.", &[("3", "killed")]),
        ("The death toll rose to 1,204 on Monday.", &[("1,204", "killed")]),
        ("There were 12 deaths in the town.", &[("12", "killed")]),
        ("At least 12 people have died.", &[("At least 12", "killed")]),
        ("The storm left thousands homeless.", &[("thousands", "displaced")]),
        ("Police arrested 40 protesters.", &[("40", "arrested")]),
        ("Three sailors are missing.", &[("Three", "missing")]),
        ("About 3,000 troops crossed the river.", &[("About 3,000", "troops")]),
        ("He earns $4,000 a month.", &[("$4,000 a month", "money")]),
        ("The firm paid $5 million.", &[("$5 million", "money")]),
        ("The missile flew 900 km.", &[("900 km", "distance")]),
        ("There were no injuries.", &[("no", "injured")]),
        ("He read two books.", &[]),
    ];
    for (text, wanted) in cases {
        let found = found(text);
        let slots: Vec<(&str, &str)> =
            found.iter().filter_map(|q| Some((q.span.of(text), q.slot?))).collect();
        assert_eq!(slots, *wanted, "{text}");
    }
}

#[test]
fn conversions_are_kept() {
    let text = "It flew 1,000 km (621 miles) and cost 1.3 trillion won, or US$940 million, at least.";
    let found = found(text);
    let other: Vec<_> =
        found.iter().map(|q| q.conversion.as_ref().map(|c| (c.min, c.unit.as_str()))).collect();
    assert_eq!(other, [Some((Some(621.0), "[mi_i]")), Some((Some(9.4e8), "USD"))]);
    // 1,000 km are not 900 miles: two measures.
    assert_eq!(read("It flew 1,000 km (900 miles).").matches(';').count(), 1);
}
