//! Sentences with the times in them, by kind: "[words] TYPE value mod", in the order of the text.

use super::*;
use crate::{article, syntax, tokens};

fn read(text: &str, published: &str) -> Vec<TimeMention> {
    let tokens = tokens::tokenize(text, &article::read(text, false));
    let syntax = syntax::analyze(text, &tokens);
    find(text, &tokens, &syntax, published.parse().ok())
}

fn shown(text: &str, published: &str) -> String {
    let one = |time: TimeMention| {
        let kind = match time.kind {
            TimeType::Date => "DATE",
            TimeType::Time => "TIME",
            TimeType::Duration => "DURATION",
            TimeType::Set => "SET",
        };
        let modifier = time.modifier.map_or_else(String::new, |modifier| format!(" {modifier}"));
        format!("[{}] {kind} {}{modifier}", time.span.of(text), time.value)
    };
    read(text, published).into_iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Each of the cases on a Friday, 22 March 2013.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, shown(text, "2013-03-22")))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn weekdays_and_tense() {
    check(&[
        ("The company said Friday that profit rose.", "[Friday] DATE 2013-03-22"),
        ("The army left on Thursday.", "[Thursday] DATE 2013-03-21"),
        ("The meeting will be held on Monday.", "[Monday] DATE 2013-03-25"),
        ("The report is due Monday.", "[Monday] DATE 2013-03-25"),
        ("A vote is to be held on May 16.", "[May 16] DATE 2013-05-16"),
        ("He told reporters this Sunday that it was over.", "[this Sunday] DATE 2013-03-17"),
        ("The vote this Sunday was called off.", "[this Sunday] DATE 2013-03-24"),
        ("She set a record at the games in May.", "[May] DATE 2012-05"),
        ("He said on Tuesday that the law had changed.", "[Tuesday] DATE 2013-03-19"),
        ("The vote is scheduled for next Tuesday.", "[next Tuesday] DATE 2013-03-26"),
        ("Police arrested him last Friday.", "[last Friday] DATE 2013-03-15"),
        ("Wednesday, 13 February 2013, was cold.", "[Wednesday, 13 February 2013] DATE 2013-02-13"),
        ("The two met on Tuesday, Feb. 5.", "[Tuesday, Feb. 5] DATE 2013-02-05"),
        ("It happened on Tuesday last week.", "[Tuesday last week] DATE 2013-03-12"),
        (
            "The festival is to run from March 20 through April 9.",
            "[March 20] DATE 2013-03-20 | [April 9] DATE 2013-04-09",
        ),
        ("The trial began on Friday the 13th.", "[Friday the 13th] DATE 2012-07-13"),
        ("Talks will go on through Friday.", "[Friday] DATE 2013-03-22"),
        ("The president may visit on Monday.", "[Monday] DATE 2013-03-25"),
        ("The president may have left on Monday.", "[Monday] DATE 2013-03-18"),
        ("The plan announced Monday is bold.", "[Monday] DATE 2013-03-18"),
        ("Please book a room on Monday.", "[Monday] DATE 2013-03-25"),
        ("Can you find a time on Monday?", "[Monday] DATE 2013-03-25"),
        ("Let's meet on Monday.", "[Monday] DATE 2013-03-25"),
        ("The summit opens Monday in Rome.", "[Monday] DATE 2013-03-25"),
        ("The summit opened Monday in Rome.", "[Monday] DATE 2013-03-18"),
        ("The bank said on Wednesday it would cut rates.", "[Wednesday] DATE 2013-03-20"),
        ("He needs help after losing it all in June.", "[June] DATE 2012-06"),
        ("They want to finish in June.", "[June] DATE 2013-06"),
        ("The storm is forecast to hit Saturday.", "[Saturday] DATE 2013-03-23"),
        ("It was the fifth of January.", "[the fifth of January] DATE 2013-01-05"),
        (
            "He will speak next Monday or Tuesday.",
            "[next Monday] DATE 2013-03-25 | [Tuesday] DATE 2013-03-26",
        ),
        (
            "They will meet next week on Tuesday or Thursday.",
            "[next week on Tuesday] DATE 2013-03-26 | [Thursday] DATE 2013-03-28",
        ),
        (
            "They will meet on Monday and Tuesday of next week.",
            "[Monday] DATE 2013-03-25 | [Tuesday of next week] DATE 2013-03-26",
        ),
        (
            "They met Monday and Tuesday last week.",
            "[Monday] DATE 2013-03-11 | [Tuesday last week] DATE 2013-03-12",
        ),
        ("He spoke on Tuesday or Monday.", "[Tuesday] DATE 2013-03-19 | [Monday] DATE 2013-03-18"),
        ("It began on Wednesday evening last week.", "[Wednesday evening last week] TIME 2013-03-13TEV"),
    ]);
}

#[test]
fn calendar_dates() {
    check(&[
        ("He was born on October 31, 1950.", "[October 31, 1950] DATE 1950-10-31"),
        ("He died on 31 October 2012 in Paris.", "[31 October 2012] DATE 2012-10-31"),
        ("It was signed on the 7th of May 1999.", "[the 7th of May 1999] DATE 1999-05-07"),
        ("The flood of May 5 killed two men.", "[May 5] DATE 2013-05-05"),
        ("It began in June 2012.", "[June 2012] DATE 2012-06"),
        ("It began in June last year.", "[June last year] DATE 2012-06"),
        ("It began in March of 2012.", "[March of 2012] DATE 2012-03"),
        (
            "It opened on 10/31/2012 and closed on 31/12/2012.",
            "[10/31/2012] DATE 2012-10-31 | [31/12/2012] DATE 2012-12-31",
        ),
        (
            "It opened on 31.10.2012 and closed on 2012/12/31.",
            "[31.10.2012] DATE 2012-10-31 | [2012/12/31] DATE 2012-12-31",
        ),
        (
            "The log says 2012-10-31T07:10:00Z for the launch.",
            "[2012-10-31T07:10:00Z] TIME 2012-10-31T07:10:00Z",
        ),
        ("The bill was dated 05-Aug-2012.", "[05-Aug-2012] DATE 2012-08-05"),
        ("In 1862 the French lost the battle.", "[1862] DATE 1862"),
        ("The temple was built in 44 BC and burned in AD 476.", "[44 BC] DATE BC0044 | [AD 476] DATE 0476"),
        ("It was painted c. 1580 in Rome.", "[1580] DATE 1580"),
        ("China's March exports rose.", "[March] DATE 2013-03"),
        ("The August attack killed two. August sales fell.", "[August] DATE 2012-08 | [August] DATE 2012-08"),
        ("The March on Rome was long; May attacks Labour.", ""),
        ("The 1836 assault was bloody.", "[1836] DATE 1836"),
        ("The attacks of 9/11 changed that.", "[9/11] DATE 2001-09-11"),
        ("He left on the 15th.", "[the 15th] DATE 2013-03-15"),
        ("The bill was dated 2012-aug-1.", "[2012-aug-1] DATE 2012-08-01"),
        (
            "It was made in Dec-2012 and on Sep-23-2012.",
            "[Dec-2012] DATE 2012-12 | [Sep-23-2012] DATE 2012-09-23",
        ),
        ("Pages 5-may and 12-sat.", ""),
        ("It was October, 1st, in Rome.", "[October, 1st] DATE 2012-10-01"),
        ("He left on the 21st of last month.", "[the 21st of last month] DATE 2013-02-21"),
        ("The calendar year 2008 was bad.", "[The calendar year 2008] DATE 2008"),
        ("The fiscal year 2008 was bad.", "[The fiscal year 2008] DATE FY2008"),
    ]);
}

#[test]
fn relative_dates() {
    check(&[
        (
            "He arrived yesterday and will leave tomorrow.",
            "[yesterday] DATE 2013-03-21 | [tomorrow] DATE 2013-03-23",
        ),
        ("Sales fell last month and this year.", "[last month] DATE 2013-02 | [this year] DATE 2013"),
        ("It happened two years ago.", "[two years ago] DATE 2011"),
        ("It happened three months ago.", "[three months ago] DATE 2012-12"),
        ("A decade ago, few believed it.", "[A decade ago] DATE 2003"),
        (
            "The bank opens in 2014; two years later it will close.",
            "[2014] DATE 2014 | [two years later] DATE 2016",
        ),
        (
            "On March 5 the dam broke; the next day the town was flooded.",
            "[March 5] DATE 2013-03-05 | [the next day] DATE 2013-03-06",
        ),
        (
            "On March 5 the dam broke; that day ten people died.",
            "[March 5] DATE 2013-03-05 | [that day] DATE 2013-03-05",
        ),
        ("He came back a week from Friday.", "[a week from Friday] DATE 2013-03-29"),
        ("He left two weeks before Christmas.", "[two weeks before Christmas] DATE 2012-12-11"),
        ("He came the day before yesterday.", "[the day before yesterday] DATE 2013-03-20"),
        ("The week before, he had been in Paris.", "[The week before] DATE 2013-W11"),
        (
            "In January 2012 he fled; the following week he was caught.",
            "[January 2012] DATE 2012-01 | [the following week] DATE XXXX-WXX",
        ),
        (
            "Prices rose in February from the previous month.",
            "[February] DATE 2013-02 | [the previous month] DATE 2013-01",
        ),
        ("Last year's third quarter was weak.", "[Last year's third quarter] DATE 2012-Q3"),
        ("He comes the week after next.", "[the week after next] DATE 2013-W14"),
        ("It rained the year before last.", "[the year before last] DATE 2011"),
        ("Claims fell in the week ended March 16.", "[the week ended March 16] DATE 2013-W11"),
        ("He comes in the week beginning on Monday.", "[the week beginning on Monday] DATE 2013-W12"),
        ("It was cold this working week.", "[this working week] DATE 2013-W12"),
        ("He will be back later in the week.", "[later in the week] DATE 2013-W12"),
        ("He left a couple of years ago.", "[a couple of years ago] DATE PAST_REF"),
        ("The year to date was good.", "[The year to date] DATE 2013"),
        ("After the fall of the old state he left.", ""),
    ]);
}

#[test]
fn parts_of_years() {
    check(&[
        ("Profit rose in the fourth quarter.", "[the fourth quarter] DATE 2012-Q4"),
        ("Profit rose in the third quarter of 2012.", "[the third quarter of 2012] DATE 2012-Q3"),
        ("The first-quarter profit was small.", "[first-quarter] DATE 2013-Q1"),
        ("Sales rose in Q3 2012 and in 2012 Q4.", "[Q3 2012] DATE 2012-Q3 | [2012 Q4] DATE 2012-Q4"),
        ("The second half of 2012 was better.", "[The second half of 2012] DATE 2012-H2"),
        ("Fiscal 2013 revenue rose.", "[Fiscal 2013] DATE FY2013"),
        (
            "They met in the summer of 2012 and last winter.",
            "[the summer of 2012] DATE 2012-SU | [last winter] DATE 2012-WI",
        ),
        ("He returns next fall.", "[next fall] DATE 2013-FA"),
        ("The deal will close by year-end.", "[year-end] DATE 2013"),
        ("The last Monday of May is a holiday.", "[The last Monday of May] DATE 2013-05-27"),
        ("The first week of March 2012 was cold.", "[The first week of March 2012] DATE 2012-W09"),
        ("He moved there in the late 1990s.", "[the late 1990s] DATE 199 END"),
        ("The nineties were good and the 1950s bad.", "[The nineties] DATE 199 | [the 1950s] DATE 195"),
        ("In the early 20th century ships were slow.", "[the early 20th century] DATE 19 START"),
        (
            "Manuscripts from the 15th to the 19th century were found.",
            "[the 15th] DATE 14 | [the 19th century] DATE 18",
        ),
        ("Over the weekend, thousands marched.", "[the weekend] DATE 2013-W11-WE"),
        ("The earthquake struck in mid-March.", "[mid-March] DATE 2013-03 MID"),
        ("By the end of June it was done.", "[the end of June] DATE 2012-06 END"),
        ("Earlier this month, the bank cut rates.", "[Earlier this month] DATE 2013-03"),
        ("The report is due early next year.", "[early next year] DATE 2014 START"),
        ("Profit fell in the last quarter of 2012.", "[the last quarter of 2012] DATE 2012-Q4"),
        ("How about 2012 q1 or q3-2012?", "[2012 q1] DATE 2012-Q1 | [q3-2012] DATE 2012-Q3"),
        ("He was born in the nineties.", "[the nineties] DATE 199"),
        ("It happened in week 10.", "[week 10] DATE 2013-W10"),
    ]);
}

#[test]
fn holidays() {
    check(&[
        ("They met on Christmas Day.", "[Christmas Day] DATE 2012-12-25"),
        ("It was quiet on New Year's Eve 2011.", "[New Year's Eve 2011] DATE 2011-12-31"),
        (
            "Thousands came for Good Friday and Easter.",
            "[Good Friday] DATE 2013-03-29 | [Easter] DATE 2013-03-31",
        ),
        ("The shop opens on Labor Day.", "[Labor Day] DATE 2013-09-02"),
        ("The Eid al-Fitr of 2012 was quiet.", "[Eid al-Fitr of 2012] DATE 2012-08-19"),
        ("Thanksgiving last year was cold.", "[Thanksgiving last year] DATE 2012-11-22"),
        ("They fast in Ramadan.", "[Ramadan] DATE 2012-07-20/2012-08-18"),
        ("Johnnie Christmas drew the comic.", ""),
        ("Black Friday 2010 was loud.", "[Black Friday 2010] DATE 2010-11-26"),
        ("They marched over Labor Day weekend.", "[Labor Day weekend] DATE 2012-W35-WE"),
        (
            "He left on the weekend of Thanksgiving 2012.",
            "[the weekend of Thanksgiving 2012] DATE 2012-W47-WE",
        ),
        ("He left five days before new year.", "[five days before new year] DATE 2012-12-27"),
        ("The new year brings all new year plans.", ""),
    ]);
}

#[test]
fn clocks() {
    check(&[
        ("At 2 p.m. EDT Friday, the shuttle landed.", "[2 p.m. EDT Friday] TIME 2013-03-22T14:00-04:00"),
        ("The quake struck at 4.30am on Tuesday.", "[4.30am on Tuesday] TIME 2013-03-19T04:30"),
        (
            "It struck at around 11:30pm local time.",
            "[around 11:30pm local time] TIME 2013-03-22T23:30 APPROX",
        ),
        ("The launch was at 0400 GMT.", "[0400 GMT] TIME 2013-03-22T04:00Z"),
        ("The speech begins at 6 p.m. ET.", "[6 p.m. ET] TIME 2013-03-22T18:00-04:00"),
        ("The bomb went off at noon.", "[noon] TIME 2013-03-22T12:00"),
        ("The train left at 15:04:05 on Thursday.", "[15:04:05 on Thursday] TIME 2013-03-21T15:04:05"),
        ("They came at half past five on Monday.", "[half past five on Monday] TIME 2013-03-18T05:30"),
        ("He left at 5 o'clock in the morning.", "[5 o'clock in the morning] TIME 2013-03-22T05:00"),
        (
            "The bank is open from 9 a.m. to 5 p.m. on Monday.",
            "[9 a.m.] TIME 2013-03-18T09:00 | [5 p.m. on Monday] TIME 2013-03-18T17:00",
        ),
        (
            "The bank is open from 9 to 11 a.m. on Monday.",
            "[from 9 to 11 a.m. on Monday] TIME 2013-03-18T09:00/2013-03-18T11:00",
        ),
        (
            "It struck on Thursday at 7:10 a.m. and again at 9 a.m.",
            "[Thursday at 7:10 a.m.] TIME 2013-03-21T07:10 | [9 a.m.] TIME 2013-03-21T09:00",
        ),
        ("It began early Thursday morning.", "[early Thursday morning] TIME 2013-03-21TMO START"),
        ("It began late on Tuesday.", "[late on Tuesday] TIME 2013-03-19TNI"),
        ("He was seen last night at 8:30 p.m. in Rome.", "[last night at 8:30 p.m.] TIME 2013-03-21T20:30"),
        (
            "He was arrested in the early hours of Saturday.",
            "[the early hours of Saturday] TIME 2013-03-16TMO",
        ),
        ("It was the night of March 7.", "[the night of March 7] TIME 2013-03-07TNI"),
        ("It began at ten past nine in the evening.", "[ten past nine in the evening] TIME 2013-03-22T21:10"),
        (
            "It began at 20 minutes to eight in the morning.",
            "[20 minutes to eight in the morning] TIME 2013-03-22T07:40",
        ),
        ("The number fell from ten to six.", ""),
        (
            "He left at five-thirty yesterday afternoon.",
            "[five-thirty yesterday afternoon] TIME 2013-03-21T17:30",
        ),
        (
            "He left at 1140 a.m. and came at 12 noon.",
            "[1140 a.m.] TIME 2013-03-22T11:40 | [12 noon] TIME 2013-03-22T12:00",
        ),
        ("The call is at 3 p.m. GMT+7 on Friday.", "[3 p.m. GMT+7 on Friday] TIME 2013-03-22T15:00+07:00"),
        ("It began Friday night at 9:30.", "[Friday night at 9:30] TIME 2013-03-22T21:30"),
        (
            "He was seen in the early morning hours of Sunday.",
            "[the early morning hours of Sunday] TIME 2013-03-17TMO START",
        ),
        ("He left at 10 at night.", "[10 at night] TIME 2013-03-22T22:00"),
        (
            "At 9 a.m. on Tuesday a bomb went off. Thirty minutes later came another.",
            "[9 a.m. on Tuesday] TIME 2013-03-19T09:00 | [Thirty minutes later] TIME 2013-03-19T09:30",
        ),
        ("The key is ~.~3am3ioY.", ""),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("Profit for the quarter ended Dec. 31 rose.", "[the quarter ended Dec. 31] DATE 2012-Q4"),
        ("Profit for the year ended June 30, 2012, rose.", "[the year ended June 30, 2012] DATE 2012"),
        (
            "The festival ran from November 20 to December 11.",
            "[November 20] DATE 2012-11-20 | [December 11] DATE 2012-12-11",
        ),
        ("He will visit Japan from Monday to Friday.", "[Monday] DATE 2013-03-25 | [Friday] DATE 2013-03-29"),
        ("The war lasted from 1914 to 1918.", "[1914] DATE 1914 | [1918] DATE 1918"),
        ("The talks run from 16 to 22 July.", "[from 16 to 22 July] DATE 2012-07-16/2012-07-22"),
        ("The storm of Aug. 3 to 5 killed two.", "[Aug. 3 to 5] DATE 2012-08-03/2012-08-05"),
        ("They met on 5-6 September 2012.", "[5-6 September 2012] DATE 2012-09-05/2012-09-06"),
        (
            "The study ran between July 2003 and December 2004.",
            "[July 2003] DATE 2003-07 | [December 2004] DATE 2004-12",
        ),
        ("The plan of 2015-32 and 1945-89.", "[1945-89] DATE 1945/1989"),
        ("The 2012-13 season was his best.", "[2012-13] DATE 2012/2013"),
        ("It lasted from Nov-Feb 2012.", "[from Nov-Feb 2012] DATE 2011-11/2012-02"),
        ("They work from Monday to Wednesday.", "[Monday] DATE 2013-03-18 | [Wednesday] DATE 2013-03-20"),
        ("David Hume (1711-1776) wrote it.", "[1711] DATE 1711 | [1776] DATE 1776"),
        (
            "He was out between 7 and 9:30 last night.",
            "[between 7 and 9:30 last night] TIME 2013-03-21T19:00/2013-03-21T21:30",
        ),
        (
            "He was out this evening from 7 to 9.",
            "[this evening from 7 to 9] TIME 2013-03-22T19:00/2013-03-22T21:00",
        ),
        (
            "The shop is open from 11 to 1 p.m. today.",
            "[from 11 to 1 p.m. today] TIME 2013-03-22T11:00/2013-03-22T13:00",
        ),
        (
            "They met on Tuesday from 2:00 to 2:30 pm in Rome.",
            "[Tuesday from 2:00 to 2:30 pm] TIME 2013-03-19T14:00/2013-03-19T14:30",
        ),
        (
            "He was out from 3 in the morning until 5pm.",
            "[3 in the morning] TIME 2013-03-22T03:00 | [5pm] TIME 2013-03-22T17:00",
        ),
        (
            "He is away from 2pm till tomorrow 4:30pm.",
            "[2pm] TIME 2013-03-22T14:00 | [tomorrow 4:30pm] TIME 2013-03-23T16:30",
        ),
        ("It was open 08:00 - 20:00.", "[08:00] TIME 2013-03-22T08:00 | [20:00] TIME 2013-03-22T20:00"),
        ("Nov-Feb 5th, 2012 was cold.", "[Nov] DATE 2011-11 | [Feb 5th, 2012] DATE 2012-02-05"),
        (
            "They met between the ninth and the seventeenth of April.",
            "[between the ninth and the seventeenth of April] DATE 2013-04-09/2013-04-17",
        ),
        (
            "They met April 9th through the seventeenth.",
            "[April 9th through the seventeenth] DATE 2013-04-09/2013-04-17",
        ),
        ("He reigned well (1892 – 94).", "[1892] DATE 1892 | [94] DATE 1894"),
        ("He has been there (2009 – present).", "[2009] DATE 2009 | [present] DATE PRESENT_REF"),
        ("They won 3-2 last night.", "[last night] TIME 2013-03-21TNI"),
        ("They beat them 5-3 Friday night.", "[Friday night] TIME 2013-03-22TNI"),
        ("They beat them Friday night, 5-3.", "[Friday night] TIME 2013-03-22TNI"),
        ("From 5 to 6 people and between 7 and 9 dogs came last night.", "[last night] TIME 2013-03-21TNI"),
    ]);
}

#[test]
fn lengths() {
    check(&[
        ("The 16-day conflict ended.", "[16-day] DURATION P16D"),
        ("He led it for nearly four years.", "[nearly four years] DURATION P4Y APPROX"),
        ("It took at least six months.", "[at least six months] DURATION P6M EQUAL_OR_MORE"),
        ("It took more than two years.", "[more than two years] DURATION P2Y MORE_THAN"),
        ("The ceasefire lasted half an hour.", "[half an hour] DURATION PT30M"),
        ("It has grown in the past 12 months.", "[the past 12 months] DURATION P12M"),
        ("It will grow over the next few weeks.", "[the next few weeks] DURATION PXW"),
        ("They had waited for several weeks.", "[several weeks] DURATION PXW"),
        ("It was the first time in decades.", "[decades] DURATION PXDE"),
        ("He moved there for two decades.", "[two decades] DURATION P2DE"),
        ("The trip took an hour and 20 minutes.", "[an hour and 20 minutes] DURATION PT1H20M"),
        ("It went on for two and a half years.", "[two and a half years] DURATION P2.5Y"),
        ("They marched all day.", "[all day] DURATION P1D"),
        ("For some time he was ill.", "[some time] DURATION PXX"),
        ("No more than three days passed.", "[No more than three days] DURATION P3D EQUAL_OR_LESS"),
        ("Two days after the attack, police came.", "[Two days] DURATION P2D"),
        ("Mere hours after its launch, it failed.", "[hours] DURATION PTXH"),
        (
            "It took three months, two weeks and two days.",
            "[three months] DURATION P3M | [two weeks and two days] DURATION P2W2D",
        ),
        ("It took 2 years 1 month 21 days to build.", "[2 years 1 month 21 days] DURATION P2Y1M21D"),
        ("The first nine months of 2012 were good.", "[The first nine months of 2012] DURATION P9M"),
        ("It is to last 18 months.", "[18 months] DURATION P18M"),
        ("It will last two years.", "[two years] DURATION P2Y"),
        ("A three month strike began.", "[three month] DURATION P3M"),
        ("He was there for a couple of days.", "[a couple of days] DURATION P2D"),
        ("Be back within 2h, he said.", "[2h] DURATION PT2H"),
        ("They stayed for two nights.", "[two nights] DURATION P2D"),
        ("Months of talks failed.", "[Months] DURATION PXM"),
        ("It broke days ahead of the vote.", "[days] DURATION PXD"),
        ("In a night raid one night they killed two night guards.", ""),
        ("In Week 10 the team won.", ""),
        ("He left for the day.", "[the day] DURATION P1D"),
        ("A month-long strike began.", "[month-long] DURATION P1M"),
        ("A decade after the war, it was calm.", "[A decade] DURATION P1DE"),
        ("It was the third in as many weeks.", ""),
        ("It took us under two hours.", "[under two hours] DURATION PT2H LESS_THAN"),
        ("Children under 18 years and under18 years left.", ""),
        (
            "They had worked for the last 3 months and 2 days ago they left.",
            "[the last 3 months] DURATION P3M | [2 days ago] DATE 2013-03-20",
        ),
    ]);
}

#[test]
fn sets() {
    check(&[
        ("It appears daily.", "[daily] SET P1D"),
        ("He is paid every two weeks.", "[every two weeks] SET P2W"),
        ("They meet every Friday.", "[every Friday] SET XXXX-WXX-5"),
        ("They meet on Mondays at 4 p.m. in Rome.", "[Mondays at 4 p.m.] SET XXXX-WXX-1T16:00"),
        ("He earns $5 a month.", "[a month] SET P1M"),
        ("They eat twice a day.", "[twice a day] SET P1D"),
        ("They run every morning.", "[every morning] SET XXXX-XX-XXTMO"),
        ("Annual reports are long.", "[Annual] SET P1Y"),
        ("Read the Daily Mail.", ""),
        ("It is held every other week.", "[every other week] SET P2W"),
        ("They meet once a week.", "[once a week] SET P1W"),
        ("They eat three times a day.", "[three times a day] SET P1D"),
        ("They leave at 3pm each day.", "[3pm each day] SET XXXX-XX-XXT15:00"),
        ("They train in the mornings.", "[the mornings] SET XXXX-XX-XXTMO"),
        ("It is paid semi-annually.", "[semi-annually] SET P6M"),
        ("It is due on the 19th of every month.", "[the 19th of every month] SET XXXX-XX-19"),
    ]);
}

#[test]
fn vague() {
    check(&[
        ("The army will leave soon.", "[soon] DATE FUTURE_REF"),
        ("The army left recently.", "[recently] DATE PAST_REF"),
        ("The army left soon after the attack.", ""),
        ("The general spoke soon before the launch.", ""),
        ("Now he is at home.", "[Now] DATE PRESENT_REF"),
        ("These days he is at home.", "[These days] DATE PRESENT_REF"),
        ("Until now, nobody knew.", "[now] DATE PRESENT_REF"),
        ("In the past, few came.", "[the past] DATE PAST_REF"),
        ("In recent years, many came.", "[recent years] DATE PAST_REF"),
        ("The coming months will tell.", "[The coming months] DATE FUTURE_REF"),
        ("It happened long ago.", "[long ago] DATE PAST_REF"),
        ("He was young at the time.", "[the time] DATE PAST_REF"),
        ("He left in 2009, and since then it has been quiet.", "[2009] DATE 2009 | [then] DATE PAST_REF"),
        ("Few have come to date.", "[date] DATE PRESENT_REF"),
        ("He wanted to present the plan.", ""),
        ("They began to date her and kept up to date.", ""),
        ("Some weeks later he left.", "[Some weeks later] DATE FUTURE_REF"),
    ]);
}

#[test]
fn no_times() {
    check(&[
        ("May said it, and she sat in the sun.", ""),
        ("A second-hand car stood there; they march on.", ""),
        ("Mon ami, the fall of Rome was slow.", ""),
        ("The 2000 workers own 1,984 homes.", ""),
        ("A Boeing 737-800 landed.", ""),
        ("The ratio was 3:1 and they won 6-4, 7-5.", ""),
        ("May 5,000 flowers bloom.", ""),
        ("On 31 May 99999 nothing happened on June 31.", "[31 May] DATE 2012-05-31"),
        ("At 25:61 and 12:75 p.m. nothing happened.", ""),
        ("Call 138-2010-2015 or 2010-2011-2012-2013.", ""),
        ("It cost $2,010 and 2015 euros.", ""),
        ("See page 2012, room 2020 and Resolution 1970.", ""),
        ("A three-year-old boy aged 12 met a man of 47 years of age.", ""),
        ("Two thirds of the first half went to second place.", ""),
        ("April O'Neil, August Wilson and June Carter sang.", ""),
        ("The score is at least 1220.", ""),
        ("The first quartile (Q1) is low.", ""),
        ("The 47-year-old was 12 years old then.", ""),
    ]);
}

#[test]
fn without_a_day_of_publication() {
    for (text, expected) in [
        ("The army left on Thursday.", "[Thursday] DATE XXXX-WXX-4"),
        ("It happened on October 31.", "[October 31] DATE XXXX-10-31"),
        ("It happened on June 31.", ""),
        ("Sales fell last year.", "[last year] DATE XXXX"),
        ("It struck on Thursday at 9 a.m. in Rome.", "[Thursday at 9 a.m.] TIME XXXX-WXX-4T09:00"),
        ("It began in June 2012.", "[June 2012] DATE 2012-06"),
        ("They met at Christmas.", "[Christmas] DATE XXXX-12-25"),
    ] {
        assert_eq!(shown(text, ""), expected, "{text}");
    }
}

#[test]
fn months_of_years_gone_by() {
    let text = "Norton came in 1849 and lost all in 1852. In May 1856 he failed. In 1859 he was king. On September 17 he told so.";
    let last = read(text, "2008-06-16").pop();
    assert_eq!(last.map(|time| time.value).as_deref(), Some("1859-09-17"));
}

#[test]
fn a_bare_month_leaves_a_year_far_above() {
    let years = "The wall fell in 1989. It had stood since 1961. It was built in 1961 by men of 1945.";
    let near = format!("{years} In September all began.");
    let far = format!("{years} He sat. He stood. He ran. He slept. In September all began.");
    let last = |text: &str| read(text, "2019-11-09").pop().map(|time| time.value);
    assert_eq!(last(&near).as_deref(), Some("1945-09"));
    assert_eq!(last(&far).as_deref(), Some("2019-09"));
}

#[test]
fn hours_ago_are_told_from_the_clock_of_publication() {
    let text = "Two hours ago a bomb went off, and three days ago another.";
    let tokens = tokens::tokenize(text, &article::read(text, false));
    let syntax = syntax::analyze(text, &tokens);
    let day = "2013-03-22".parse().ok();
    let values = |clock| {
        let times = find_at(text, &tokens, &syntax, day, clock);
        times.into_iter().map(|time| time.value).collect::<Vec<_>>()
    };
    assert_eq!(values(None), ["2013-03-22", "2013-03-19"]);
    assert_eq!(values(Some((90, 540))), ["2013-03-21T23:30+09:00", "2013-03-19"]);
}

#[test]
fn ends_of_ranges_are_tied() {
    let times = read("The festival ran from November 20 to December 11, and in 2012.", "2013-03-22");
    assert_eq!(times.iter().map(|time| time.until).collect::<Vec<_>>(), [Some(1), None, None]);
}

#[test]
fn a_clock_is_of_the_day_its_sentence_names() {
    for (text, expected) in [
        ("At 9 a.m. on the bridge, on March 5, a bomb went off.", "2013-03-05T09:00"),
        ("On March 5 it rained. At 9 a.m. a bomb went off.", "2013-03-05T09:00"),
        ("At 9 a.m. a bomb went off.", "2013-03-22T09:00"),
    ] {
        let times = read(text, "2013-03-22");
        let clock = times.iter().find(|time| time.kind == TimeType::Time);
        assert_eq!(clock.map(|time| time.value.as_str()), Some(expected), "{text}");
    }
}

#[test]
fn anchors_are_placed_by_what_happens() {
    let day = "2013-03-20".parse().expect("a day");
    for (text, head, expected) in [
        ("Two days after the attack, police came.", "attack", Some("2013-03-22")),
        ("Three weeks before the vote, he left.", "vote", Some("2013-W09")),
        ("Mere hours after its launch, it failed.", "launch", Some("2013-03-20")),
        ("Just days before the vote, he left.", "vote", None),
        ("The day after the attack, police came.", "attack", Some("2013-03-21")),
    ] {
        let tokens = tokens::tokenize(text, &article::read(text, false));
        let anchor = read(text, "2013-03-22").into_iter().find_map(|time| time.anchor);
        let anchor = anchor.unwrap_or_else(|| panic!("no anchor: {text}"));
        assert_eq!(tokens.norm(anchor.word), head, "{text}");
        let placed = anchor.place(day);
        assert_eq!(placed.as_ref().map(|placed| placed.value.as_str()), expected, "{text}");
    }
    assert_eq!(read("Two days passed after all.", "2013-03-22")[0].anchor, None);
}

/// Any text at all: words of time, figures and signs in any order.
#[test]
fn soup_does_no_harm() {
    const PIECES: &[&str] = &[
        "the",
        "last",
        "week",
        "of",
        "May",
        "Monday",
        "31",
        "2013",
        "99999999999999999999",
        ":",
        "-",
        "/",
        ".",
        ",",
        "'",
        "a.m.",
        "p.m.",
        "to",
        "from",
        "between",
        "and",
        "two",
        "days",
        "before",
        "after",
        "ago",
        "first",
        "quarter",
        "early",
        "Christmas",
        "12",
        "61",
        "BC",
        "AD",
        "Q3",
        "H2",
        "GMT",
        "ET",
        "T",
        "Z",
        "+",
        "half",
        "a",
        "past",
        "century",
        "th",
        "s",
        "that",
        "same",
        "this",
        "next",
        "hundred",
        "thousand",
        "years",
        "é",
        "日",
        "\u{2013}",
        "\n",
        "0",
        "Eid",
        "al-Fitr",
        "every",
        "other",
        "at",
        "on",
        "in",
        "night",
        "fiscal",
        "later",
        "then",
        "[",
        "]",
        "½",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for published in
        ["", "2013-03-22", "0001-01-01", "9999-12-31", "-0044-03-15", "+262142-12-31", "-262143-01-01"]
    {
        let mut text = String::new();
        for _ in 0..2000 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(PIECES[(state % PIECES.len() as u64) as usize]);
            if state >> 60 > 3 {
                text.push(' ');
            }
        }
        let times = read(&text, published);
        assert!(times.len() > 50, "{published}: {}", times.len());
        for pair in times.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
