//! Places by their names: populated places, regions, countries, waters and features, with coordinates.
//!
//! `data/models/places.bin` has the places country by country and region by region, in a column for each thing that is
//! known of them; see its card `data/models/places.md` and `cargo xtask train places`. Names are read where they lie; at
//! first use they are sorted by the first letters of their [`key`]s, which is all that is read of them then.
//!
//! ```
//! use dateline::names::gazetteer::{Gazetteer, key};
//! let gazetteer = Gazetteer::built_in();
//! let zurich = gazetteer.candidates(&key("Zürich")).next().unwrap();
//! assert_eq!(gazetteer.place(zurich).country, Some("CHE"));
//! ```

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::tokens::Tokens;
use crate::work::tick;

/// First bytes of the file.
pub const MAGIC: &[u8; 4] = b"PLC2";

/// Lists that the names are sorted to, by the hashes of their keys.
const BUCKETS: usize = 1 << 16;

/// Step of the logarithm of a population: half a doubling.
pub const STEPS_PER_DOUBLING: f64 = 2.0;

/// Places of one name that are looked at; no name has more.
const NAMESAKES: usize = 64;

/// Words of a name that are looked at.
const LONGEST: usize = 8;

static PACKED: &[u8] = include_bytes!("../../data/models/places.bin");

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    City,
    /// The capital city of its country.
    Capital,
    /// A region of the first level: a state, a province.
    Region,
    /// A region of the second level: a county.
    District,
    Country,
    /// A sea, strait, bay, lake or river.
    Water,
    /// A range, peninsula, island, desert.
    Feature,
    /// An area across or without borders: a continent, the Middle East, the Donbas.
    Area,
}

const KINDS: [Kind; 8] = [
    Kind::City,
    Kind::Capital,
    Kind::Region,
    Kind::District,
    Kind::Country,
    Kind::Water,
    Kind::Feature,
    Kind::Area,
];

impl Kind {
    /// As the report calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::City | Self::Capital => "city",
            Self::Region | Self::District | Self::Area => "region",
            Self::Country => "country",
            Self::Water => "water",
            Self::Feature => "feature",
        }
    }
}

/// Number of a place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// What is known of a place besides its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub kind: Kind,
    /// Degrees, to a hundredth.
    pub lat: f64,
    pub lon: f64,
    /// ISO 3166-1 alpha-3, XKX for Kosovo.
    pub country: Option<&'static str>,
    /// The region of the first level it lies in, or that it is.
    pub region: Option<PlaceId>,
    pub geonames: Option<u32>,
    /// Inhabitants, to a fifth or so; of a region those of its towns; 0 for what has none.
    pub population: u32,
    /// IANA name.
    pub timezone: Option<&'static str>,
}

/// The packed file, and what finding a place in it needs.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// Names of all places, then of all aliases, each with a line feed.
    names: &'static [u8],
    /// Where each of them begins.
    starts: Vec<u32>,
    kinds: &'static [u8],
    /// Per place: its country among `codes` and its region in the country, 0 for none.
    countries: &'static [u8],
    regions: &'static [u8],
    /// Per place: hundredths of degrees.
    coordinates: Vec<(i16, i16)>,
    populations: &'static [u8],
    zones: &'static [u8],
    ids: &'static [u8],
    /// Per alias: the place.
    targets: Vec<u32>,
    /// Per country: its code and time zones.
    codes: Vec<(&'static str, Vec<&'static str>)>,
    /// Where the regions of each country begin in `region_places`.
    region_starts: Vec<u32>,
    /// Usual time zone of each region.
    region_zones: &'static [u8],
    /// Places that are the countries and the regions.
    country_places: Vec<Option<PlaceId>>,
    region_places: Vec<Option<PlaceId>>,
    by_code: FxHashMap<&'static str, u8>,
    /// Where the names of each [`bucket`] begin in `buckets`, which has their numbers.
    bucket_starts: Vec<u32>,
    buckets: Vec<u32>,
    /// Identifiers of GeoNames, unpacked at the first question for one.
    unpacked_ids: OnceLock<Vec<u32>>,
}

impl Gazetteer {
    /// The one that is built in.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Gazetteer> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self::read(PACKED).unwrap_or_default())
    }

    /// Reads a packed file; `None` where it is none.
    pub fn read(packed: &'static [u8]) -> Option<Self> {
        let mut rest = packed.strip_prefix(MAGIC)?;
        let mut section = || {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (bytes, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some(bytes)
        };
        let mut gazetteer = Self {
            names: section()?,
            kinds: section()?,
            countries: section()?,
            regions: section()?,
            populations: section()?,
            zones: section()?,
            ids: section()?,
            ..Self::default()
        };
        let (mut lat, mut lon, mut targets) = (section()?, section()?, section()?);
        let codes = std::str::from_utf8(section()?).ok()?;
        let region_counts = section()?;
        gazetteer.region_zones = section()?;
        gazetteer.coordinates.reserve_exact(gazetteer.kinds.len());
        let mut at = (0_i32, 0_i32);
        for _ in gazetteer.kinds {
            at.0 += difference(varint(&mut lat));
            at.1 += difference(varint(&mut lon));
            gazetteer.coordinates.push((at.0 as i16, at.1 as i16));
        }
        let mut target = 0;
        while !targets.is_empty() {
            target += varint(&mut targets);
            gazetteer.targets.push(target);
        }
        for line in codes.lines() {
            let mut columns = line.split('\t');
            let code = columns.next()?;
            gazetteer.by_code.insert(code, gazetteer.codes.len() as u8);
            gazetteer.codes.push((code, columns.collect()));
        }
        let mut regions = 0;
        for &count in region_counts {
            gazetteer.region_starts.push(regions);
            regions += u32::from(count);
        }
        gazetteer.country_places = vec![None; gazetteer.codes.len()];
        gazetteer.region_places = vec![None; regions as usize];
        for (row, &kind) in gazetteer.kinds.iter().enumerate() {
            let id = Some(PlaceId(row as u32));
            if kind == Kind::Country as u8 {
                gazetteer.country_places[usize::from(gazetteer.countries[row])] = id;
            } else if kind == Kind::Region as u8
                && let Some(region) = gazetteer.region_row(row)
            {
                gazetteer.region_places[region] = id;
            }
        }
        gazetteer.index();
        Some(gazetteer)
    }

    /// Sorts the names into buckets by the hashes of their keys.
    fn index(&mut self) {
        let count = self.kinds.len() + self.targets.len();
        self.starts.reserve_exact(count);
        let mut of_names = Vec::with_capacity(count);
        let mut buffer = String::new();
        let mut start = 0;
        for name in self.names.split(|&byte| byte == b'\n').take(count) {
            self.starts.push(start as u32);
            start += name.len() + 1;
            of_names.push(bucket_of_name(name, &mut buffer) as u16);
        }
        let mut starts = vec![0; BUCKETS + 1];
        for &bucket in &of_names {
            starts[usize::from(bucket) + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        // Filling moves each start to the end of its list, where the next begins.
        self.buckets = vec![0; of_names.len()];
        for (number, &bucket) in of_names.iter().enumerate() {
            let end = &mut starts[usize::from(bucket)];
            self.buckets[*end as usize] = number as u32;
            *end += 1;
        }
        starts.rotate_right(1);
        starts[0] = 0;
        self.bucket_starts = starts;
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// All places.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.len() as u32).map(PlaceId)
    }

    /// The places that are called so, by a [`key`].
    pub fn candidates<'a>(&'a self, key: &'a str) -> impl Iterator<Item = PlaceId> + 'a {
        let bucket = bucket(key.as_bytes());
        let range = match (self.bucket_starts.get(bucket), self.bucket_starts.get(bucket + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        tick(1);
        let named = self.buckets[range].iter().filter(move |number| self.is_called(**number, key));
        named.take(NAMESAKES).map(|&number| match (number as usize).checked_sub(self.kinds.len()) {
            Some(alias) => PlaceId(self.targets[alias]),
            None => PlaceId(number),
        })
    }

    /// Whether the key of a name is `key`: told from its letters, where it has only such, without making its key.
    fn is_called(&self, number: u32, key: &str) -> bool {
        let slowly = || self::key(self.written(number)) == key;
        let Some(name) = self.starts.get(number as usize).and_then(|&start| self.names.get(start as usize..))
        else {
            return false;
        };
        let key = key.as_bytes();
        let mut word = 0;
        for (at, &byte) in name.iter().enumerate() {
            match byte {
                b'\n' => return key.len() == at,
                b' ' | b'a'..=b'z' | b'A'..=b'Z' => {}
                _ => return slowly(),
            }
            if key.get(at) != Some(&byte.to_ascii_lowercase()) {
                let end = |byte: &u8| !byte.is_ascii_alphabetic();
                let length = name[word..].iter().position(end).unwrap_or(name.len() - word);
                // "St. Louis" is called "saint louis".
                return length <= LONGEST_ABBREVIATION && slowly();
            }
            if byte == b' ' {
                word = at + 1;
            }
        }
        key.len() == name.len()
    }

    /// A name as it is written.
    fn written(&self, number: u32) -> &'static str {
        let rest = self.starts.get(number as usize).map_or(&[][..], |&start| &self.names[start as usize..]);
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).unwrap_or_default()
    }

    /// The name of a place as it is written.
    pub fn name(&self, id: PlaceId) -> &'static str {
        self.written(id.0)
    }

    /// What is known of a place.
    pub fn place(&self, id: PlaceId) -> Place {
        let row = id.0 as usize;
        let code = self.codes.get(usize::from(self.countries[row]));
        let region = self.region_row(row);
        let zone = match self.zones[row] {
            0 => region.map_or(0, |region| self.region_zones[region]),
            other => other,
        };
        let (lat, lon) = self.coordinates[row];
        Place {
            kind: KINDS[usize::from(self.kinds[row]).min(KINDS.len() - 1)],
            lat: f64::from(lat) / 100.0,
            lon: f64::from(lon) / 100.0,
            country: code.map(|(code, _)| *code).filter(|code| !code.is_empty()),
            region: region.and_then(|region| self.region_places[region]),
            geonames: Some(self.geonames(row)).filter(|&id| id > 0),
            population: unpack_population(self.populations[row]),
            timezone: code.and_then(|(_, zones)| zones.get(usize::from(zone).checked_sub(1)?)).copied(),
        }
    }

    /// A country by its ISO 3166-1 alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<PlaceId> {
        let &country = self.by_code.get(alpha3)?;
        self.country_places[usize::from(country)]
    }

    /// Names of what a place lies in, from small to large: "Texas", "United States".
    pub fn contained_in(&self, id: PlaceId) -> impl Iterator<Item = &'static str> + use<'_> {
        let place = self.place(id);
        let country = place.country.and_then(|country| self.country(country));
        let outer = [place.region, country].into_iter().flatten().filter(move |&outer| outer != id);
        outer.map(|outer| self.name(outer))
    }

    /// The words of the longest name that begins with the first of `words` and lies in them; its places are the
    /// [`candidates`](Self::candidates) of the key that is left in `phrase`.
    pub fn longest(
        &self,
        text: &str,
        tokens: &Tokens,
        words: Range<usize>,
        phrase: &mut String,
    ) -> Option<Range<usize>> {
        phrase.clear();
        let mut best = None;
        for word in words.clone().take(LONGEST) {
            tick(1);
            let form = tokens.words[word].span.of(text);
            push_key(phrase, form);
            if !form.contains(|c: char| {
                c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '‘' | '&' | '–')
            }) {
                break;
            }
            // The full stop after "in Texas." leaves no trace in the key.
            if form.contains(char::is_alphanumeric) && self.candidates(phrase).next().is_some() {
                best = Some((word + 1, phrase.len()));
            }
            if tokens.words[word].space_after && !phrase.ends_with(' ') {
                phrase.push(' ');
            }
        }
        let (end, length) = best?;
        phrase.truncate(length);
        Some(words.start..end)
    }

    fn region_row(&self, row: usize) -> Option<usize> {
        let start = *self.region_starts.get(usize::from(self.countries[row]))?;
        Some(start as usize + usize::from(self.regions[row]).checked_sub(1)?)
    }

    /// The identifier of a place, 0 for none; the file has differences.
    fn geonames(&self, row: usize) -> u32 {
        let ids = self.unpacked_ids.get_or_init(|| {
            let (mut rest, mut last) = (self.ids, 0_u32);
            let unpack = |_: &u8| match varint(&mut rest) {
                0 => 0,
                code => {
                    last = last.wrapping_add_signed(difference(code - 1));
                    last
                }
            };
            self.kinds.iter().map(unpack).collect()
        });
        ids.get(row).copied().unwrap_or(0)
    }
}

/// The next number of a column: seven bits a byte, the low ones first.
fn varint(rest: &mut &[u8]) -> u32 {
    let (mut value, mut shift) = (0, 0);
    while let Some((&byte, after)) = rest.split_first() {
        *rest = after;
        value |= u32::from(byte & 0x7F) << shift;
        shift += 7;
        if byte < 0x80 || shift > 28 {
            break;
        }
    }
    value
}

/// A difference from the number that it is packed as: 0, -1, 1, -2, …
fn difference(code: u32) -> i32 {
    (code >> 1) as i32 ^ -((code & 1) as i32)
}

/// The list of the names whose keys have the same hash: FNV-1a, its bits mixed once more.
fn bucket(key: &[u8]) -> usize {
    mixed(key.iter().fold(SEED, hashed))
}

const SEED: u32 = 0x811C_9DC5;

fn hashed(hash: u32, byte: &u8) -> u32 {
    (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
}

/// Multiplicative hashing by the golden ratio: Knuth, The Art of Computer Programming, volume 3.
fn mixed(hash: u32) -> usize {
    (hash.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

/// The bucket of a name, most often without writing its key.
fn bucket_of_name(name: &[u8], buffer: &mut String) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b' ';
    let written_out = |word: &[u8]| {
        word.is_empty() || ABBREVIATIONS.iter().any(|(short, _)| word.eq_ignore_ascii_case(short.as_bytes()))
    };
    if name.iter().all(plain) && !name.split(|&byte| byte == b' ').any(written_out) {
        return mixed(name.iter().map(u8::to_ascii_lowercase).fold(SEED, |hash, byte| hashed(hash, &byte)));
    }
    buffer.clear();
    push_key(buffer, std::str::from_utf8(name).unwrap_or_default());
    bucket(buffer.as_bytes())
}

/// A population as its byte: 0 for none, else steps of its logarithm.
pub fn pack_population(population: u32) -> u8 {
    match population {
        0 => 0,
        _ => (f64::from(population).log2() * STEPS_PER_DOUBLING).round() as u8 + 1,
    }
}

fn unpack_population(code: u8) -> u32 {
    match code {
        0 => 0,
        _ => (f64::from(code - 1) / STEPS_PER_DOUBLING).exp2().round() as u32,
    }
}

/// A name for look-ups: lower case, without accents, dots and apostrophes, hyphens as blanks, "St." as "Saint".
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    push_key(&mut key, name);
    key
}

/// Adds a word, or several, to a key.
pub fn push_key(key: &mut String, name: &str) {
    let mut word = key.rfind(' ').map_or(0, |blank| blank + 1);
    for c in name.chars() {
        match c {
            'a'..='z' | '0'..='9' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            ' ' | '-' | '/' | '\u{2010}'..='\u{2014}' | '\n' | '\t' | '\r' | '\u{a0}' => {
                full_word(key, word);
                if !key.is_empty() && !key.ends_with(' ') {
                    key.push(' ');
                }
                word = key.len();
            }
            '.' | '\'' | '`' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | '′' | '\u{ad}' => {
            }
            '\u{300}'..='\u{36f}' => {}
            '&' => key.push_str("and"),
            'À'..='ž' | 'ſ' => key.push(folded(LATIN, c as usize - 0xC0)),
            'Ḁ'..='ỿ' => key.push(folded(VIETNAMESE, c as usize - 0x1E00)),
            'Ș' | 'ș' => key.push('s'),
            'Ț' | 'ț' => key.push('t'),
            'ơ' | 'Ơ' | 'ǒ' | 'Ǒ' => key.push('o'),
            'ư' | 'Ư' | 'ǔ' | 'Ǔ' => key.push('u'),
            'ǎ' | 'Ǎ' | 'ə' | 'Ə' => key.push('a'),
            'ǐ' | 'Ǐ' => key.push('i'),
            'ǵ' | 'ǧ' | 'Ǧ' => key.push('g'),
            _ => key.extend(c.to_lowercase()),
        }
    }
    full_word(key, word);
}

/// Words that keys write out.
const ABBREVIATIONS: [(&str, &str); 4] =
    [("st", "saint"), ("ste", "sainte"), ("mt", "mount"), ("ft", "fort")];

/// Letters of the longest of them.
const LONGEST_ABBREVIATION: usize = 3;

/// Writes the last word out: "St. Petersburg", "Mt. Pleasant", "Ft. Worth".
fn full_word(key: &mut String, word: usize) {
    if let Some((_, full)) = ABBREVIATIONS.iter().find(|(short, _)| *short == &key[word..]) {
        key.truncate(word);
        key.push_str(full);
    }
}

fn folded(table: &[u8], index: usize) -> char {
    table.get(index).map_or(' ', |&letter| char::from(letter))
}

/// The letters from U+00C0 without their accents.
const LATIN: &[u8] = b"\
    aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The letters from U+1E00 without theirs.
const VIETNAMESE: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyssssssaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyssssss";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article, tokens};

    fn largest(name: &str, kind: Kind) -> Option<Place> {
        let gazetteer = Gazetteer::built_in();
        let key = key(name);
        let places = gazetteer.candidates(&key).map(|id| gazetteer.place(id));
        places.filter(|place| place.kind == kind).max_by_key(|place| place.population)
    }

    #[test]
    fn keys() {
        for (name, expected) in [
            ("Zürich", "zurich"),
            ("St. Petersburg", "saint petersburg"),
            ("Saint-Étienne", "saint etienne"),
            ("P'yŏngyang", "pyongyang"),
            ("Sana’a", "sanaa"),
            ("Bình Phước", "binh phuoc"),
            ("Mt. Pleasant", "mount pleasant"),
            ("W. Va.", "w va"),
            ("East", "east"),
            ("Łódź\n", "lodz "),
            ("", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_known_of_places() {
        for (name, kind, country, at, zone) in [
            ("Seoul", Kind::Capital, Some("KOR"), (37.6, 127.0), Some("Asia/Seoul")),
            ("Zurich", Kind::City, Some("CHE"), (47.4, 8.5), Some("Europe/Zurich")),
            ("Bombay", Kind::City, Some("IND"), (19.1, 72.9), Some("Asia/Kolkata")),
            ("Saint Petersburg", Kind::City, Some("RUS"), (59.9, 30.3), Some("Europe/Moscow")),
            ("Bavaria", Kind::Region, Some("DEU"), (49.0, 11.5), Some("Europe/Berlin")),
            ("Sea of Japan", Kind::Water, None, (42.2, 134.3), None),
            ("East Sea", Kind::Water, None, (42.2, 134.3), None),
            ("Middle East", Kind::Area, None, (31.0, 39.0), None),
            ("Donbas", Kind::Area, Some("UKR"), (48.2, 38.2), None),
            ("Laurel County", Kind::District, Some("USA"), (37.1, -84.1), Some("America/New_York")),
            ("Fiji", Kind::Country, Some("FJI"), (-17.8, 177.9), Some("Pacific/Fiji")),
        ] {
            let place = largest(name, kind).unwrap_or_else(|| panic!("no {name}"));
            assert_eq!((place.country, place.timezone), (country, zone), "{name}");
            let near = (place.lat - at.0).abs() < 1.5 && (place.lon - at.1).abs() < 1.5;
            assert!(near, "{name}: {} {}", place.lat, place.lon);
        }
        assert_eq!(largest("Seoul", Kind::Capital).unwrap().geonames, Some(1_835_848));
        for name in ["Hwasong-18", "the", "", "Nowhereville Heights"] {
            assert_eq!(Gazetteer::built_in().candidates(&key(name)).count(), 0, "{name}");
        }
    }

    #[test]
    fn the_longest_name() {
        let text = "in New York City and Gulf of Aden, Texas. Xi'an";
        let tokens = tokens::tokenize(text, &article::Article::plain(text));
        let gazetteer = Gazetteer::built_in();
        let mut phrase = String::new();
        let found = (0..tokens.words.len()).filter_map(|word| {
            let words = gazetteer.longest(text, &tokens, word..tokens.words.len(), &mut phrase)?;
            Some(tokens.words[words.start].span.to(tokens.words[words.end - 1].span).of(text))
        });
        let found = Vec::from_iter(found);
        for name in ["New York City", "Gulf of Aden", "Texas", "Xi'an"] {
            assert!(found.contains(&name), "{name}: {found:?}");
        }
        assert!(!found.contains(&"and"), "{found:?}");
    }

    /// `cargo xtask train places` was run after the last change of the table.
    #[test]
    fn the_hand_written_areas_are_packed() {
        let table = include_str!("../../data/regions.tsv");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let columns = Vec::from_iter(line.split('\t'));
            for name in columns[2].split('|').filter(|name| !name.is_empty()).chain([columns[1]]) {
                let gazetteer = Gazetteer::built_in();
                assert!(gazetteer.candidates(&key(name)).next().is_some(), "{name}");
            }
        }
    }

    /// What is found by letters is what is found by keys.
    #[test]
    fn names_are_found_by_their_keys() {
        let gazetteer = Gazetteer::built_in();
        let mut buffer = String::new();
        for number in 0..gazetteer.starts.len() as u32 {
            let name = gazetteer.written(number);
            let key = key(name);
            assert_eq!(bucket_of_name(name.as_bytes(), &mut buffer), bucket(key.as_bytes()), "{name}");
            assert!(gazetteer.is_called(number, &key), "{name}");
            assert!(!gazetteer.is_called(number, &format!("{key}x")), "{name}");
        }
    }

    #[test]
    fn damaged_files_are_none() {
        assert!(Gazetteer::read(b"").is_none());
        assert!(Gazetteer::read(b"PLC2\xff\0\0\0").is_none());
        let empty = Gazetteer::default();
        assert_eq!(empty.candidates("paris").count(), 0);
        assert!(empty.is_empty());
    }
}
