//! Which country somebody who acts belongs to, by the words for them.

use std::ops::Range;

use super::{organizations, titles};
use crate::document::Document;

/// The country (ISO 3166-1 alpha-3) of an actor, named or not: "Ukrainian troops", "the Pentagon", "Pyongyang", "Japanese
/// Defense Minister Gen Nakatani". What other sentences tell of a name is a matter of coreference.
pub fn country(document: &Document, words: &Range<usize>) -> Option<&'static str> {
    let words = words.start..words.end.min(document.tokens.words.len());
    if words.is_empty() {
        return None;
    }
    let role = titles::role(document, &words);
    let title = || titles::of_name(document, &words).and_then(|title| title.country);
    match role {
        Some(role) => role.country,
        None => organizations::meaning(document, &words).country.or_else(title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::names::tests::document;

    /// The actor in *stars*; "-" is none.
    const CASES: &[(&str, &str)] = &[
        ("*Pyongyang* fired a missile.", "PRK"),
        ("*Russia* has denied it.", "RUS"),
        ("*The Kremlin* has denied it.", "RUS"),
        ("*The White House* has denied it.", "USA"),
        ("*Downing Street* has denied it.", "GBR"),
        ("*The Élysée* has denied it.", "FRA"),
        ("*The Pentagon* has denied it.", "USA"),
        ("*Ukrainian troops* left the town.", "UKR"),
        ("*The Ukrainian president* left the town.", "UKR"),
        ("*Ukraine's president* left the town.", "UKR"),
        ("*The president of Ukraine* left the town.", "UKR"),
        ("*A Turkish court* jailed the editor.", "TUR"),
        ("*The Supreme Court of India* ruled.", "IND"),
        ("*India's Supreme Court* ruled.", "IND"),
        ("*The Indian Supreme Court* ruled.", "IND"),
        ("*The Knesset* voted.", "ISR"),
        ("*The Bundestag* voted.", "DEU"),
        ("*The Brazilian Congress* voted.", "BRA"),
        ("*Congress* voted.", "USA"),
        ("*Hamas* fired rockets.", "PSE"),
        ("*Hezbollah fighters* fired rockets.", "LBN"),
        ("*Houthi rebels* fired rockets.", "YEM"),
        ("*The Houthis* fired rockets.", "YEM"),
        ("*Al-Shabaab militants* attacked a base.", "SOM"),
        ("*Boko Haram* attacked a village.", "NGA"),
        ("*The Taliban* banned music.", "AFG"),
        ("*Israeli soldiers* shot a man.", "ISR"),
        ("*The IDF* said so.", "ISR"),
        ("*Iran-backed militias* fired drones.", "-"),
        ("*Anti-Russian protesters* marched.", "-"),
        ("*Pro-Iranian fighters* marched.", "-"),
        ("*U.S.-led forces* struck.", "USA"),
        ("*UN peacekeepers* left.", "-"),
        ("*The United Nations* warned.", "-"),
        ("*NATO* warned.", "-"),
        ("*The European Union* warned.", "-"),
        ("*Japanese Defense Minister Gen Nakatani* spoke.", "JPN"),
        ("Japanese Defense Minister *Gen Nakatani* spoke.", "JPN"),
        ("South Korean President *Lee Min Ho* spoke.", "KOR"),
        ("Former U.S. Secretary of State *Jane Doe* spoke.", "USA"),
        ("Russia's foreign minister, *Ivan Petrov*, spoke.", "RUS"),
        ("*Anna Berg*, the prime minister of Finland, spoke.", "FIN"),
        ("*Anna Berg* spoke.", "-"),
        ("Gazprom chief executive *Ivan Petrov* spoke.", "RUS"),
        ("*Gazprom* cut supplies.", "RUS"),
        ("*Toyota* closed a plant.", "JPN"),
        ("*The Bank of Japan* raised rates.", "JPN"),
        ("*Turkish Airlines* stopped flights.", "TUR"),
        ("*Air France* stopped flights.", "FRA"),
        ("*Xinhua* reported it.", "CHN"),
        ("*The BBC* reported it.", "GBR"),
        ("*The Joint Chiefs of Staff of South Korea* reported it.", "KOR"),
        ("*South Korea's Joint Chiefs of Staff* reported it.", "KOR"),
        ("South Korea's *Joint Chiefs of Staff* reported it.", "KOR"),
        ("*Mexican police* arrested him.", "MEX"),
        ("*Police in Mexico* arrested him.", "MEX"),
        ("*Police* arrested him.", "-"),
        ("*An unnamed South Korean official* said so.", "KOR"),
        ("*A South Korean presidential official* said so.", "KOR"),
        ("*Two Chinese students* were hurt.", "CHN"),
        ("*Chinese* were hurt.", "CHN"),
        ("*The Syrian government* fell.", "SYR"),
        ("*The government of Syria* fell.", "SYR"),
        ("*Syria's government* fell.", "SYR"),
        ("*The regime in Damascus* fell.", "SYR"),
        ("*Officials in Seoul* said so.", "KOR"),
        ("*Officials* said so.", "-"),
        ("*Washington* said so.", "USA"),
        ("*The State Department* said so.", "USA"),
        ("*The FBI* said so.", "USA"),
        ("*The British Foreign Office* said so.", "GBR"),
        ("*Scotland Yard* said so.", "GBR"),
        ("*The French interior minister* said so.", "FRA"),
        ("*France's interior minister* said so.", "FRA"),
        ("*A spokesman for the Iraqi army* said so.", "IRQ"),
        ("*The Iraqi army's spokesman* said so.", "IRQ"),
        ("*A White House spokesman* said so.", "USA"),
        ("*Kremlin officials* said so.", "RUS"),
        ("*The ambassador of Kenya* left.", "KEN"),
        ("*The U.S. ambassador to Kenya* left.", "USA"),
        ("*The Nigerian army* freed them.", "NGA"),
        ("*The army of Niger* freed them.", "NER"),
        ("*Congolese rebels* took the town.", "COD"),
        ("*Rwanda-backed rebels* took the town.", "-"),
        ("*Taiwan* protested.", "TWN"),
        ("*Kosovo police* protested.", "XKX"),
        ("*Palestinians* protested.", "PSE"),
        ("*Burma's junta* protested.", "MMR"),
        ("*The Soviet Union* fell.", "SUN"),
        ("*East German guards* fired.", "DDR"),
        ("*Czechoslovakia* split.", "CSK"),
        ("*Turkish Cypriots* protested.", "-"),
        ("*Northern Cyprus* voted.", "-"),
        ("*Crimea* voted.", "-"),
        ("*Scottish lawmakers* voted.", "GBR"),
        ("*Lawmakers in London* voted.", "GBR"),
        ("*New Mexico* sued.", "-"),
        ("*The missile* hit the sea.", "-"),
        ("*Workers* went on strike.", "-"),
        ("*He* went home.", "-"),
        ("*Dutch farmers* blocked roads.", "NLD"),
        ("*Farmers in Poland* blocked roads.", "POL"),
        ("*The Vatican* condemned it.", "VAT"),
        ("*The Polisario Front* condemned it.", "ESH"),
    ];

    #[test]
    fn countries_of_actors() {
        let mut wrong = Vec::new();
        for &(text, expected) in CASES {
            let mut parts = text.split('*');
            let [before, actor, after] = [(); 3].map(|()| parts.next().unwrap_or(""));
            let plain = [before, actor, after].concat();
            let span = Span::new(before.len() as u32, (before.len() + actor.len()) as u32);
            let document = document(&plain);
            let words = document.tokens.words.iter().enumerate();
            let inside = Vec::from_iter(words.filter(|(_, word)| span.contains(word.span)).map(|(at, _)| at));
            let found = country(&document, &(inside[0]..inside[inside.len() - 1] + 1));
            if found.unwrap_or("-") != expected {
                wrong.push(format!("{text} {expected}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(CASES.len() >= 100);
    }
}
