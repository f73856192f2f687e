//! Which place a name means: of all Springfields, the one near the other places of the article.
//!
//! The names of a document vote for the countries, regions and squares of the map that their places could lie in; each
//! name then takes the place that its prior (inhabitants, capitals, kinds), what the words say ("Paris, Texas", "the
//! Syrian city of") and the votes of the others favour. One name is one place in a document, after Leidner (2007), and
//! near places go together, after Lieberman and Samet (2012). Weights: see [`Weights`].

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::countries::{CountryMention, Kind as CountryKind};
use super::gazetteer::{Gazetteer, Kind, PlaceId, key};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::syntax::Upos;

/// Words after a name that make a place of another kind, which lies there: "Latakia province", "Denver International Airport".
const KIND_AFTER: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "state",
    "region",
    "governorate",
    "oblast",
    "district",
    "area",
    "suburb",
    "airport",
    "metro",
    "prefecture",
    "territory",
    "borough",
    "township",
    "international",
    "peninsula",
    "island",
];

/// Words before a name that leave it a place: "northern Gaza", "downtown Dallas".
const DIRECTION_BEFORE: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "downtown",
    "upstate",
    "greater",
    "inner",
    "mainland",
    "rural",
    "occupied",
    "near",
    "outside",
];

/// Words before a name that only a place can have.
const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "from",
    "to",
    "around",
    "outside",
    "across",
    "through",
    "throughout",
    "into",
    "toward",
    "towards",
    "inside",
    "leaving",
    "visiting",
];

/// Words that a place is said to be: "the Syrian city of Homs", "the village of Pandi in Bulacan".
const KIND_NOUNS: &[&str] =
    &["city", "town", "village", "province", "state", "region", "capital", "port", "district", "suburb"];

/// A name in the text that may be a place's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    /// Indices into the words of the document.
    pub words: Range<usize>,
    /// ISO 3166-1 alpha-3 where it is a country's name, or could be ("Georgia").
    pub country: Option<&'static str>,
    /// The words around it, or the recogniser, say that it is a place: "in X", a dateline.
    pub certain: bool,
    /// A direction stands before it: not the place but a part of it, "western Russia".
    pub part: bool,
}

/// Why a name was taken for one of several places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No other place has the name.
    Only,
    /// The words say where it lies: "Paris, Texas".
    Said,
    /// The other places of the document are near, or in the same region or country.
    Near,
    /// The largest or best known.
    Known,
}

/// The place of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    pub place: PlaceId,
    pub reason: Reason,
}

/// What counts for how much, in log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Per e-fold of inhabitants of a town.
    pub population: f64,
    pub capital: f64,
    /// Regions, districts, countries, waters, features and areas against a town without inhabitants.
    pub region: f64,
    pub district: f64,
    pub country: f64,
    pub water: f64,
    pub feature: f64,
    pub area: f64,
    /// Per e-fold of inhabitants of a region or district.
    pub region_population: f64,
    /// It is called so in another way: an alias.
    pub alias: f64,
    /// It lies in what the words say it lies in.
    pub said: f64,
    /// Per e-fold of votes for its country, region and squares.
    pub same_country: f64,
    pub same_region: f64,
    pub same_square: f64,
    /// It is itself the country or region that others lie in.
    pub holds: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            population: 0.6,
            capital: 2.0,
            region: 4.0,
            district: 2.0,
            country: 9.0,
            water: 6.0,
            feature: 4.0,
            area: 8.0,
            region_population: 0.2,
            alias: -0.5,
            said: 6.0,
            same_country: 1.0,
            same_region: 1.0,
            same_square: 1.0,
            holds: 0.5,
        }
    }
}

/// Names of places by the gazetteer alone: the longest at each word that is tagged as a name and is not part of a longer
/// one ("Washington Post", "Paris Hilton"). In the order of the text, without overlap.
pub fn find(document: &Document, countries: &[CountryMention]) -> Vec<PlaceName> {
    let gazetteer = Gazetteer::built_in();
    let mut names: Vec<PlaceName> = Vec::new();
    let mut phrase = String::new();
    let mut inside: FxHashMap<String, bool> = FxHashMap::default();
    let mut countries = countries.iter().peekable();
    for sentence in &document.tokens.sentences {
        if matches!(sentence.zone, ZoneKind::Boilerplate(_)) {
            continue;
        }
        let dateline = sentence.zone == ZoneKind::Dateline;
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            while countries.next_if(|mention| mention.words.start < word).is_some() {}
            let here = countries.peek().filter(|mention| mention.words.start == word);
            let named = gazetteer
                .longest(document.text, &document.tokens, word..sentence.words.end, &mut phrase)
                .filter(|words| written_as_name(document, words, dateline));
            let country =
                here.filter(|mention| named.as_ref().is_none_or(|words| words.end <= mention.words.end));
            if let Some(mention) = country
                && matches!(mention.kind, CountryKind::Name | CountryKind::Demonym)
                && !mention.country.part
            {
                if mention.kind == CountryKind::Name {
                    names.push(PlaceName {
                        words: mention.words.clone(),
                        country: Some(mention.country.alpha3),
                        certain: is_locative(document, &sentence.words, mention.words.start),
                        part: direction_before(document, &sentence.words, mention.words.start),
                    });
                }
                word = mention.words.end;
                continue;
            }
            let Some(words) = named else {
                word += 1;
                continue;
            };
            word = words.end;
            let whole = dateline || whole_name(document, &sentence.words, &words);
            let certain = dateline || is_locative(document, &sentence.words, words.start);
            // "Lloyd Austin … Austin said": a person, unless it is "in Austin" somewhere
            let place = inside.entry(phrase.clone()).or_insert(true);
            *place = (*place && whole) || (certain && whole);
            if whole {
                names.push(PlaceName {
                    part: direction_before(document, &sentence.words, words.start),
                    words,
                    country: None,
                    certain,
                });
            }
        }
    }
    names.retain(|name| {
        name.certain
            || name.country.is_some()
            || inside.get(&key(document.span_of(&name.words).of(document.text))).is_none_or(|&place| place)
    });
    names
}

/// Capital letters at both ends and a proper noun among the words.
fn written_as_name(document: &Document, words: &Range<usize>, dateline: bool) -> bool {
    let capital = |word: usize| document.form(word).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let last = words.end - 1;
    // "the Gaza strip", "the Korean peninsula"
    let lower_last = words.len() > 1 && document.upos(last) == Upos::Noun;
    capital(words.start)
        && (capital(last) || lower_last)
        && (dateline || words.clone().any(|word| document.upos(word) == Upos::Propn))
        && document.form(words.start).chars().count() + words.len() > 2
}

/// Whether no proper noun stands right before or after that makes it another name.
fn whole_name(document: &Document, sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let joins = |word: usize| {
        document.upos(word) == Upos::Propn && document.form(word).starts_with(char::is_uppercase)
    };
    let adjacent = |word: usize| document.tokens.words[word].space_after;
    if words.start > sentence.start && adjacent(words.start - 1) {
        let before = words.start - 1;
        if joins(before) && !DIRECTION_BEFORE.contains(&document.norm(before)) {
            return false;
        }
    }
    if words.end < sentence.end && adjacent(words.end - 1) {
        let after = words.end;
        if joins(after) && !KIND_AFTER.contains(&document.norm(after)) {
            return false;
        }
    }
    true
}

fn direction_before(document: &Document, sentence: &Range<usize>, word: usize) -> bool {
    word > sentence.start && DIRECTION_BEFORE.contains(&document.norm(word - 1))
}

/// "in X", "in northern X"
fn is_locative(document: &Document, sentence: &Range<usize>, word: usize) -> bool {
    let mut before = (sentence.start..word).rev().take(3).map(|word| document.norm(word));
    before
        .find(|norm| !DIRECTION_BEFORE.contains(norm) && *norm != "the")
        .is_some_and(|norm| LOCATIVE.contains(&norm))
}

/// A name of the document with all places it could be.
struct Group {
    candidates: Vec<Candidate>,
    mentions: f64,
    /// How probable each candidate is, so far.
    shares: Vec<f64>,
}

struct Candidate {
    place: PlaceId,
    kind: Kind,
    country: Option<&'static str>,
    region: Option<PlaceId>,
    square: (i32, i32),
    /// Log-odds from itself and the words around it.
    own: f64,
    said: bool,
}

/// Votes of the places of a document.
#[derive(Default)]
struct Votes {
    countries: FxHashMap<&'static str, f64>,
    regions: FxHashMap<PlaceId, f64>,
    squares: FxHashMap<(i32, i32), f64>,
}

/// Degrees of a square of the map.
const SQUARE: f64 = 2.0;

impl Votes {
    fn add(&mut self, candidate: &Candidate, weight: f64) {
        if let Some(country) = candidate.country {
            *self.countries.entry(country).or_default() += weight;
        }
        if let Some(region) = candidate.region {
            *self.regions.entry(region).or_default() += weight;
        }
        if matches!(candidate.kind, Kind::City | Kind::Capital | Kind::District) {
            *self.squares.entry(candidate.square).or_default() += weight;
        }
    }

    /// The votes for where a candidate lies, less its own: for the country, the region, and the squares around.
    fn of(&self, candidate: &Candidate, own: f64) -> [f64; 3] {
        let country = candidate.country.and_then(|country| self.countries.get(country));
        let region = candidate.region.and_then(|region| self.regions.get(&region));
        let (row, column) = candidate.square;
        let around = (-1..=1).flat_map(|down| (-1..=1).map(move |right| (row + down, column + right)));
        let squares: f64 = around.filter_map(|square| self.squares.get(&square)).sum();
        let less = |votes: f64| (votes - own).max(0.0);
        [country.map_or(0.0, |v| less(*v)), region.map_or(0.0, |v| less(*v)), less(squares)]
    }
}

/// Times that the names vote.
const ROUNDS: usize = 3;

/// Most votes that one name has, however often it is there.
const LOUDEST: f64 = 3.0;

/// The place of each name, or none where the gazetteer has none.
pub fn resolve(
    document: &Document,
    names: &[PlaceName],
    countries: &[CountryMention],
) -> Vec<Option<Resolved>> {
    resolve_with(&Weights::default(), document, names, countries)
}

/// As [`resolve`], with other weights.
pub fn resolve_with(
    weights: &Weights,
    document: &Document,
    names: &[PlaceName],
    countries: &[CountryMention],
) -> Vec<Option<Resolved>> {
    let gazetteer = Gazetteer::built_in();
    let (mut groups, group_of) = groups(gazetteer, weights, document, names);
    mark_said(gazetteer, weights, document, names, countries, &mut groups, &group_of);
    let mut loud: FxHashMap<&'static str, f64> = FxHashMap::default();
    for mention in countries.iter().filter(|mention| !mention.ambiguous) {
        *loud.entry(mention.country.alpha3).or_default() += 1.0;
    }
    for _ in 0..ROUNDS {
        let mut votes = Votes { countries: loud.clone(), ..Votes::default() };
        for group in &groups {
            for (candidate, share) in group.candidates.iter().zip(&group.shares) {
                votes.add(candidate, share * group.mentions.min(LOUDEST));
            }
        }
        for group in &mut groups {
            let loudness = group.mentions.min(LOUDEST);
            let scores =
                Vec::from_iter(group.candidates.iter().zip(&group.shares).map(|(candidate, share)| {
                    let [country, region, square] = votes.of(candidate, share * loudness);
                    let place = match candidate.kind {
                        Kind::Country => weights.holds * country.ln_1p(),
                        Kind::Region => {
                            weights.holds * region.ln_1p() + weights.same_country * country.ln_1p()
                        }
                        Kind::City | Kind::Capital | Kind::District => {
                            weights.same_country * country.ln_1p()
                                + weights.same_region * region.ln_1p()
                                + weights.same_square * square.ln_1p()
                        }
                        Kind::Water | Kind::Feature | Kind::Area => weights.same_country * country.ln_1p(),
                    };
                    candidate.own + place
                }));
            group.shares = softmax(&scores);
        }
    }
    let chosen = Vec::from_iter(groups.iter().map(|group| {
        let best = (0..group.shares.len())
            .reduce(|best, at| if group.shares[at] > group.shares[best] { at } else { best })?;
        let known = (0..group.shares.len()).reduce(|best, at| {
            if group.candidates[at].own > group.candidates[best].own { at } else { best }
        })?;
        let candidate = &group.candidates[best];
        let reason = match group.candidates.len() {
            1 => Reason::Only,
            _ if candidate.said => Reason::Said,
            _ if best != known => Reason::Near,
            _ => Reason::Known,
        };
        Some(Resolved { place: candidate.place, reason })
    }));
    group_of.into_iter().map(|group| chosen[group?]).collect()
}

/// The names by their keys, and the group of each name.
fn groups(
    gazetteer: &Gazetteer,
    weights: &Weights,
    document: &Document,
    names: &[PlaceName],
) -> (Vec<Group>, Vec<Option<usize>>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_key: FxHashMap<(String, Option<&str>), usize> = FxHashMap::default();
    let mut group_of = Vec::with_capacity(names.len());
    for name in names {
        let key = key(document.span_of(&name.words).of(document.text));
        if let Some(&group) = by_key.get(&(key.clone(), name.country)) {
            groups[group].mentions += 1.0;
            group_of.push(Some(group));
            continue;
        }
        let country = name.country.and_then(|country| gazetteer.country(country));
        let places = gazetteer.candidates(&key).filter(|&place| {
            // A country's name is the country's, or a region's of the same name: Georgia, not the town of Lebanon.
            let kind = gazetteer.place(place).kind;
            name.country.is_none() || (Some(place) != country && kind == Kind::Region)
        });
        let candidates: Vec<Candidate> = country
            .into_iter()
            .chain(places)
            .map(|place| candidate(gazetteer, weights, place, &key))
            .collect();
        if candidates.is_empty() {
            group_of.push(None);
            continue;
        }
        by_key.insert((key, name.country), groups.len());
        group_of.push(Some(groups.len()));
        let shares = softmax(&Vec::from_iter(candidates.iter().map(|candidate| candidate.own)));
        groups.push(Group { candidates, mentions: 1.0, shares });
    }
    (groups, group_of)
}

fn candidate(gazetteer: &Gazetteer, weights: &Weights, id: PlaceId, name: &str) -> Candidate {
    let place = gazetteer.place(id);
    let inhabitants = f64::from(place.population).ln_1p();
    let prior = match place.kind {
        Kind::City => weights.population * inhabitants,
        Kind::Capital => weights.population * inhabitants + weights.capital,
        Kind::Region => weights.region + weights.region_population * inhabitants,
        Kind::District => weights.district + weights.region_population * inhabitants,
        Kind::Country => weights.country,
        Kind::Water => weights.water,
        Kind::Feature => weights.feature,
        Kind::Area => weights.area,
    };
    let alias = if key(gazetteer.name(id)) == name { 0.0 } else { weights.alias };
    let square = ((place.lat / SQUARE).floor() as i32, (place.lon / SQUARE).floor() as i32);
    Candidate {
        place: id,
        kind: place.kind,
        country: place.country,
        region: place.region,
        square,
        own: prior + alias,
        said: false,
    }
}

/// Raises the candidates that lie where the words say: "Paris, Texas", "Homs in Syria", "the Syrian city of Homs".
fn mark_said(
    gazetteer: &Gazetteer,
    weights: &Weights,
    document: &Document,
    names: &[PlaceName],
    countries: &[CountryMention],
    groups: &mut [Group],
    group_of: &[Option<usize>],
) {
    let mut marks: Vec<(usize, Outer)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let Some(group) = group_of[number] else { continue };
        // "Paris, Texas"; "Paris, Lamar County, Texas"; "Homs in Syria"
        let mut end = name.words.end;
        for (next, outer) in names.iter().enumerate().skip(number + 1).take(2) {
            let between = end..outer.words.start;
            let joined = between.len() == 1 && matches!(document.norm(between.start), "," | "(" | "in")
                || between.len() == 2
                    && document.norm(between.start) == ","
                    && document.norm(between.start + 1) == "in";
            if !joined || document.norm(between.start) == "in" && next > number + 1 {
                break;
            }
            marks.push((group, Outer::Name(group_of[next])));
            end = outer.words.end;
        }
    }
    // "the Syrian city of Homs", "Syria's Homs"
    let mut nearby = countries.iter().peekable();
    for (number, name) in names.iter().enumerate() {
        let Some(group) = group_of[number] else { continue };
        while nearby.next_if(|mention| mention.words.end + 3 < name.words.start).is_some() {}
        let before = nearby.clone().take_while(|mention| mention.words.end <= name.words.start);
        for mention in before.take(4) {
            let between = mention.words.end..name.words.start;
            let is_kind = between.len() >= 2
                && KIND_NOUNS.contains(&document.norm(between.end - 2))
                && document.norm(between.end - 1) == "of"
                || between.len() == 1
                    && matches!(document.norm(between.start), "'s" | "city" | "town" | "capital");
            if is_kind {
                marks.push((group, Outer::Country(mention.country.alpha3)));
            }
        }
    }
    for (group, outer) in marks {
        let lies_in: Vec<PlaceId> = match outer {
            Outer::Name(Some(outer)) if outer != group => {
                groups[outer].candidates.iter().map(|candidate| candidate.place).collect()
            }
            Outer::Name(_) => continue,
            Outer::Country(country) => gazetteer.country(country).into_iter().collect(),
        };
        for candidate in groups[group].candidates.iter_mut().filter(|candidate| !candidate.said) {
            let country = candidate.country.and_then(|country| gazetteer.country(country));
            let inside = |outer: &PlaceId| {
                *outer != candidate.place && (Some(*outer) == country || Some(*outer) == candidate.region)
            };
            // "Paris, Lamar County, Texas": a county does not say what lies in it, but its own state does
            if lies_in.iter().any(inside) {
                candidate.said = true;
                candidate.own += weights.said;
            }
        }
    }
    for group in groups.iter_mut() {
        group.shares = softmax(&Vec::from_iter(group.candidates.iter().map(|candidate| candidate.own)));
    }
}

/// What a place is said to lie in.
enum Outer {
    /// One of the places of a group.
    Name(Option<usize>),
    Country(&'static str),
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds = Vec::from_iter(scores.iter().map(|score| (score - most).exp()));
    let sum: f64 = odds.iter().sum();
    odds.into_iter().map(|odds| odds / sum).collect()
}
