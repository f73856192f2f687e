//! Which place a name means: of all Springfields, the one near the other places of the article.
//!
//! The names of a document vote for the countries, regions and squares of the map that their places could lie in; each
//! name then takes the place that its prior (inhabitants, capitals, kinds), what the words say ("Paris, Texas", "the
//! Syrian city of") and the votes of the others favour. One name is one place in a document, after Leidner (2007), and
//! near places go together, after Lieberman and Samet (2012). Weights: see [`Weights`].

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::countries::{CountryMention, Kind as CountryKind};
use super::gazetteer::{Gazetteer, Kind, PlaceId, key};
use crate::article::ZoneKind;
use crate::document::Document;
use crate::order;
use crate::syntax::Upos;

include!(concat!(env!("OUT_DIR"), "/place_cues.rs"));

/// A name in the text that may be a place's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    /// Indices into the words of the document.
    pub words: Range<usize>,
    /// ISO 3166-1 alpha-3 where it is a country's name, or could be ("Georgia").
    pub country: Option<&'static str>,
    /// The words around it, or the recogniser, say that it is a place: "in X", a dateline.
    pub certain: bool,
    /// They say so even where the recogniser sees a person or a body: "in Alliance", "Marion, Ohio", "a Miami man".
    pub sure: bool,
    /// A direction stands before it: not the place but a part of it, "western Russia".
    pub part: bool,
    /// It begins the name of a public body or building, which is there: "Florida Highway Patrol", "Randwick Racecourse".
    pub inside: bool,
}

/// Why a name was taken for one of several places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No other place has the name.
    Only,
    /// The words say where it lies: "Paris, Texas".
    Said,
    /// No list has it, but the words say what it lies in, and that is the place given: "Cellardyke in Fife".
    Within,
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
    /// It is the kind of place that the words say: "the city of São Paulo", "Zaire province".
    pub kind: f64,
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
            population: 0.3,
            capital: 0.5,
            region: 4.0,
            district: 1.0,
            country: 9.0,
            water: 6.0,
            feature: 4.0,
            area: 4.0,
            region_population: 0.2,
            alias: -0.5,
            said: 6.0,
            kind: 3.0,
            same_country: 1.0,
            same_region: 1.5,
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
    let mut surnames: FxHashSet<String> = FxHashSet::default();
    let mut unlisted_names: Vec<Range<usize>> = Vec::new();
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
            let capital = document.form(word).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
            let all = word..if capital { sentence.words.end } else { word };
            let named = gazetteer
                .longest(document.text, &document.tokens, all, &mut phrase)
                .filter(|words| written_as_name(document, words, dateline))
                .filter(|words| {
                    !is_abbreviation(gazetteer, document, words, &phrase) || after_comma(document, words)
                });
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
                        sure: is_surely_place(document, &sentence.words, &mention.words),
                        part: direction_before(document, &sentence.words, mention.words.start),
                        inside: false,
                    });
                }
                word = mention.words.end;
                continue;
            }
            let direction = |words: &Range<usize>| {
                is_no_name(document, &sentence.words, words)
                    || behind_direction(gazetteer, document, &sentence.words, words, &phrase)
            };
            if named.as_ref().is_some_and(direction) {
                word += 1;
                continue;
            }
            let Some(words) = named else {
                let run = unlisted(document, &sentence.words, word);
                word = run.end.max(word + 1);
                unlisted_names.extend((!run.is_empty()).then_some(run));
                continue;
            };
            word = words.end;
            let whole = dateline || whole_name(document, &sentence.words, &words);
            let certain = dateline || is_locative(document, &sentence.words, words.start);
            // "Lloyd Austin … Austin said": a person, unless it is "in Austin" somewhere
            if words.len() == 1 && !whole && is_surname(document, &sentence.words, words.start) {
                surnames.insert(phrase.clone());
            }
            let inside = !whole && begins_public_name(document, &sentence.words, &words);
            if whole || inside {
                names.push(PlaceName {
                    part: direction_before(document, &sentence.words, words.start),
                    sure: whole && (dateline || is_surely_place(document, &sentence.words, &words)),
                    words,
                    country: None,
                    certain,
                    inside,
                });
            }
        }
    }
    let certain: FxHashSet<String> =
        names.iter().filter(|name| name.certain).map(|name| name_key(document, name)).collect();
    names.retain(|name| {
        let key = name_key(document, name);
        name.country.is_some() || !surnames.contains(&key) || certain.contains(&key)
    });
    let starts: FxHashSet<usize> = names.iter().map(|name| name.words.start).collect();
    for words in unlisted_names {
        let outer = (words.end + 1..words.end + 4).find(|start| starts.contains(start));
        if outer.is_some_and(|outer| says_where(document, words.end..outer)) {
            names.push(PlaceName {
                words,
                country: None,
                certain: true,
                sure: false,
                part: false,
                inside: false,
            });
        }
    }
    order::sort_by_key(&mut names, |name| [name.words.start, 0, 0]);
    // "Marion, Ohio"
    for number in 1..names.len() {
        let [inner, outer] = [&names[number - 1], &names[number]];
        let between = inner.words.end..outer.words.start;
        if !inner.inside && document.norm(between.start) == "," && between.len() == 1 {
            let [inner, outer] = [inner, outer].map(|name| name_key(document, name));
            names[number - 1].sure |= lies_in(gazetteer, &inner, &outer);
        }
    }
    names
}

/// "North" of "North Kansas City", which is no place by itself; the provinces of that name are "Western Province". Nor is
/// "University" of "University of Cincinnati", though a town has the name.
fn is_no_name(document: &Document, sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let after = (words.end < sentence.end).then(|| document.norm(words.end));
    words.len() == 1
        && (PUBLIC.contains(&document.norm(words.start))
            || DIRECTION_BEFORE.contains(&document.norm(words.start))
                && !after.is_some_and(|after| REGION_NOUNS.contains(&after)))
}

/// "Bank" of "East Bank": behind a direction with a capital only what is large is itself; not "South Los Angeles".
fn behind_direction(
    gazetteer: &Gazetteer,
    document: &Document,
    sentence: &Range<usize>,
    words: &Range<usize>,
    key: &str,
) -> bool {
    let before = words.start.checked_sub(1).filter(|&before| before >= sentence.start);
    let direction = before.is_some_and(|before| {
        document.form(before).starts_with(char::is_uppercase)
            && DIRECTION_BEFORE.contains(&document.norm(before))
    });
    let large = |id| {
        let place = gazetteer.place(id);
        !matches!(place.kind, Kind::City | Kind::District) || place.population > LARGE_TOWN
    };
    direction && !gazetteer.candidates(key).any(large)
}

/// Inhabitants of a town that has parts with names: "South Los Angeles".
const LARGE_TOWN: u32 = 100_000;

/// Whether some place of a name lies in the region or country of another name.
fn lies_in(gazetteer: &Gazetteer, inner: &str, outer: &str) -> bool {
    let outer: Vec<PlaceId> = gazetteer.candidates(outer).collect();
    gazetteer.candidates(inner).any(|id| {
        let place = gazetteer.place(id);
        let country = place.country.and_then(|country| gazetteer.country(country));
        [place.region, country].into_iter().flatten().any(|around| around != id && outer.contains(&around))
    })
}

/// "in Alliance", "in northern Mali", "a Miami man", "Esperance residents"; not "to Austin", "the Clinton family".
fn is_surely_place(document: &Document, sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let before = (sentence.start..words.start).rev().map(|word| document.norm(word));
    let mut before = before.take(3).skip_while(|norm| DIRECTION_BEFORE.contains(norm));
    let locative = before.next().is_some_and(|norm| SURELY_BEFORE.contains(&norm));
    let after = (words.end < sentence.end).then(|| document.norm(words.end));
    let the = words.start > sentence.start && document.norm(words.start - 1) == "the";
    locative || !the && after.is_some_and(|after| RESIDENTS.contains(&after))
}

/// Proper nouns that no list has, where a place is likely: "the village of Cellardyke", "in Greenlane". Empty for none.
fn unlisted(document: &Document, sentence: &Range<usize>, word: usize) -> Range<usize> {
    let proper = |word: usize| {
        document.upos(word) == Upos::Propn && document.form(word).starts_with(char::is_uppercase)
    };
    if !proper(word)
        || !(is_locative(document, sentence, word) || kind_of(document, sentence, word).is_some())
    {
        return word..word;
    }
    let end = (word + 1..sentence.end.min(word + 4))
        .find(|&next| !proper(next) || !document.tokens.words[next - 1].space_after)
        .unwrap_or((word + 4).min(sentence.end));
    word..end
}

/// The noun before "of" that says what kind of place begins at a word: "city" in "the city of Homs".
fn kind_of<'d>(document: &'d Document, sentence: &Range<usize>, word: usize) -> Option<&'d str> {
    let of = word.checked_sub(2).filter(|&noun| noun >= sentence.start)?;
    let noun = document.lemma(of);
    (document.norm(word - 1) == "of" && (TOWN_NOUNS.contains(&noun) || REGION_NOUNS.contains(&noun)))
        .then_some(noun)
}

/// Whether the words between two names say that the first lies in the second: "Paris, Texas", "Homs in Syria".
fn says_where(document: &Document, between: Range<usize>) -> bool {
    let norm = |word: usize| document.norm(word);
    match between.len() {
        1 => matches!(norm(between.start), "," | "(" | "in"),
        2 => {
            matches!(norm(between.start), "," | "located" | "(") && norm(between.start + 1) == "in"
                || norm(between.start) == "in"
                    && matches!(
                        norm(between.start + 1),
                        "the" | "northern" | "southern" | "eastern" | "western" | "central"
                    )
        }
        3 => {
            norm(between.start) == "," && norm(between.start + 1) == "in" && norm(between.start + 2) == "the"
        }
        _ => false,
    }
}

fn name_key(document: &Document, name: &PlaceName) -> String {
    key(document.span_of(&name.words).of(document.text))
}

/// The last of several proper nouns: "Lloyd Austin", and not "Fort Worth Austin Bank".
fn is_surname(document: &Document, sentence: &Range<usize>, word: usize) -> bool {
    let proper = |word: usize| document.upos(word) == Upos::Propn;
    let goes_on = word + 1 < sentence.end && proper(word + 1) && document.tokens.words[word].space_after;
    word > sentence.start && proper(word - 1) && document.tokens.words[word - 1].space_after && !goes_on
}

/// Capital letters at both ends and a proper noun among the words.
fn written_as_name(document: &Document, words: &Range<usize>, dateline: bool) -> bool {
    let capital = |word: usize| document.form(word).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let last = words.end - 1;
    // "a Longview woman", which may be tagged as any noun or adjective
    let modifier = |word: usize| {
        matches!(document.upos(word), Upos::Noun | Upos::Adj)
            && word > 0
            && document.form(word - 1).starts_with(char::is_lowercase)
    };
    capital(words.start)
        // "the Gaza strip", "New York state"
        && (capital(last) || words.len() > 1)
        && (dateline || modifier(words.start) || words.clone().any(|word| document.upos(word) == Upos::Propn))
        && document.form(words.start).chars().count() + words.len() > 2
}

/// "La.", "Miss.", "OR": a state only behind a comma; "N.Y.", "D.C." and "NSW" are safe anywhere.
fn is_abbreviation(gazetteer: &Gazetteer, document: &Document, words: &Range<usize>, key: &str) -> bool {
    let form = document.span_of(words).of(document.text);
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let safe = capitals > 1 && (form.contains('.') || capitals > 2);
    let stop = key.len() <= 2 || form.ends_with('.') || form.len() <= 5;
    let region =
        |place| gazetteer.place(place).kind == Kind::Region && self::key(gazetteer.name(place)) != key;
    stop && !safe
        && gazetteer.candidates(key).any(region)
        && (key.len() <= 2 || gazetteer.candidates(key).all(region))
}

fn after_comma(document: &Document, words: &Range<usize>) -> bool {
    words.start > 0 && document.norm(words.start - 1) == ","
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
        // "Ceamurlia de Jos"
        let particle =
            matches!(document.norm(before), "de" | "del" | "la" | "di" | "du" | "von" | "van" | "el" | "al");
        if particle && before > sentence.start && joins(before - 1) {
            return false;
        }
    }
    if words.end < sentence.end && adjacent(words.end - 1) {
        let after = words.end;
        if joins(after)
            && !DAYS.contains(&document.norm(after))
            && !KIND_AFTER.contains(&document.norm(after).trim_end_matches('.'))
        {
            return false;
        }
    }
    true
}

/// Whether the words are the first of a longer name with one of the [`PUBLIC`] words.
fn begins_public_name(document: &Document, sentence: &Range<usize>, words: &Range<usize>) -> bool {
    let capital = |word: usize| document.form(word).starts_with(char::is_uppercase);
    if words.start > sentence.start
        && capital(words.start - 1)
        && document.upos(words.start - 1) == Upos::Propn
    {
        return false;
    }
    (words.end..sentence.end.min(words.end + 4))
        .take_while(|&word| capital(word) && document.tokens.words[word - 1].space_after)
        .any(|word| PUBLIC.contains(&document.norm(word)))
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
    /// What a name without candidates is said to lie in.
    within: Option<Outer>,
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
    kind_said: bool,
}

/// Votes of the places of a document.
#[derive(Default)]
struct Votes {
    countries: FxHashMap<&'static str, f64>,
    regions: FxHashMap<PlaceId, f64>,
    squares: FxHashMap<(i32, i32), f64>,
}

/// As many names behind one with commas make a list of it: more than "Paris, Lamar County, Texas".
const LIST: usize = 3;

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
    let place = |group: usize| {
        let within = || {
            let place = match groups[group].within? {
                Outer::Name(outer) => chosen[outer?]?.place,
                Outer::Country(country) => gazetteer.country(country)?,
            };
            Some(Resolved { place, reason: Reason::Within })
        };
        // Blakely is in Pennsylvania, but in Georgia is another one, too small for the gazetteer.
        let region =
            |found: &Resolved| matches!(gazetteer.place(found.place).kind, Kind::Country | Kind::Region);
        match chosen[group] {
            None => within(),
            Some(own) => within().filter(region).or(Some(own)),
        }
    };
    group_of.into_iter().map(|group| place(group?)).collect()
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
        by_key.insert((key, name.country), groups.len());
        group_of.push(Some(groups.len()));
        let shares = softmax(&Vec::from_iter(candidates.iter().map(|candidate| candidate.own)));
        groups.push(Group { candidates, mentions: 1.0, shares, within: None });
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
        kind_said: false,
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
    let mut marks: Vec<(usize, Outer, bool)> = Vec::new();
    let lists = lists(document, names);
    for (number, name) in names.iter().enumerate() {
        let Some(group) = group_of[number] else { continue };
        // "Paris, Texas"; "Paris, Lamar County, Texas"; "Homs in Syria"
        let mut end = name.words.end;
        for (next, outer) in names.iter().enumerate().skip(number + 1).take(2) {
            // A name inside the words between would have come first.
            let between = end..outer.words.start.max(end);
            let comma = document.norm(end) == ",";
            if !says_where(document, between.clone()) || lists[number] || !comma && next > number + 1 {
                break;
            }
            // "Blakely, Georgia"; not "Beirut, Syria and Iraq"
            let plainly = comma
                && between.len() == 1
                && next == number + 1
                && (outer.words.end >= document.tokens.words.len()
                    || !matches!(document.norm(outer.words.end), "and" | "or" | "&"));
            marks.push((group, Outer::Name(group_of[next]), plainly));
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
            let sentence = between.start..name.words.start;
            let is_kind = kind_of(document, &sentence, name.words.start).is_some()
                || between.len() == 1
                    && matches!(document.norm(between.start), "'s" | "city" | "town" | "capital");
            if is_kind {
                marks.push((group, Outer::Country(mention.country.alpha3), false));
            }
        }
    }
    let all = 0..document.tokens.words.len();
    for (number, name) in names.iter().enumerate() {
        let Some(group) = group_of[number] else { continue };
        let after = (name.words.end < all.end).then(|| document.norm(name.words.end));
        let noun = kind_of(document, &all, name.words.start).or(after).unwrap_or_default();
        let (town, region) = (TOWN_NOUNS.contains(&noun), REGION_NOUNS.contains(&noun));
        for candidate in groups[group].candidates.iter_mut().filter(|candidate| !candidate.kind_said) {
            let is_town = matches!(candidate.kind, Kind::City | Kind::Capital);
            let is_region = matches!(candidate.kind, Kind::Region | Kind::District | Kind::Area);
            if town && is_town || region && is_region {
                candidate.kind_said = true;
                candidate.own += weights.kind;
            }
        }
    }
    for (group, outer, plainly) in marks {
        if groups[group].candidates.is_empty() && groups[group].within.is_none() {
            groups[group].within = Some(outer);
            continue;
        }
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
        let town =
            |candidate: &Candidate| !matches!(candidate.kind, Kind::Country | Kind::Region | Kind::Area);
        let group = &mut groups[group];
        if plainly && group.candidates.iter().all(|candidate| town(candidate) && !candidate.said) {
            group.within = group.within.or(Some(outer));
        }
    }
    for group in groups.iter_mut() {
        group.shares = softmax(&Vec::from_iter(group.candidates.iter().map(|candidate| candidate.own)));
    }
}

/// Which names stand in a list: "Ohio, Oregon, South Carolina, Washington" does not say what lies in what.
fn lists(document: &Document, names: &[PlaceName]) -> Vec<bool> {
    let mut lists = vec![false; names.len()];
    let mut start = 0;
    for number in 0..names.len() {
        let joined = names.get(number + 1).is_some_and(|next| {
            let between = names[number].words.end..next.words.start;
            between.len() == 1 && matches!(document.norm(between.start), "," | "and" | "or")
                || between.len() == 2 && document.norm(between.start) == ","
        });
        if !joined {
            if number - start >= LIST {
                lists[start..=number].fill(true);
            }
            start = number + 1;
        }
    }
    lists
}

/// What a place is said to lie in.
#[derive(Clone, Copy)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::countries;
    use crate::{article, syntax, tokens};

    /// The places of a text as "name = place, in what (reason)".
    fn places(text: &str) -> String {
        let article = article::Article::plain(text);
        let tokens = tokens::tokenize(text, &article);
        let syntax = syntax::analyze(text, &tokens);
        let phrases = syntax::noun_phrases(&tokens, &syntax);
        let document = Document { text, article, tokens, syntax, phrases };
        let countries = countries::find(text, &document.tokens);
        let names = find(&document, &countries);
        let gazetteer = Gazetteer::built_in();
        let found =
            names.iter().zip(resolve(&document, &names, &countries)).filter_map(|(name, resolved)| {
                let resolved = resolved?;
                let outer = Vec::from_iter(gazetteer.contained_in(resolved.place)).join(", ");
                let words = document.span_of(&name.words).of(text);
                Some(format!("{words} = {} [{outer}] {:?}", gazetteer.name(resolved.place), resolved.reason))
            });
        Vec::from_iter(found).join("; ")
    }

    #[test]
    fn places_of_names() {
        for (text, expected) in [
            ("A fire broke out in Paris on Monday.", "Paris = Paris [Île-de-France, France] Known"),
            (
                "A fire broke out in Paris, Texas, on Monday.",
                "Paris = Paris [Texas, United States] Said; Texas = Texas [United States] Only",
            ),
            ("Shells hit the Syrian city of Tartus.", "Tartus = Ţarţūs [Tartus, Syria] Said"),
            ("A storm hit New York state.", "New York state = New York [United States] Only"),
            ("Troops entered the Gaza strip.", "Gaza strip = Gaza Strip [Palestine] Only"),
            (
                "Swans died in Oxmoor in Fife, Scotland.",
                "Oxmoor = Fife [Scotland, United Kingdom] Within; Fife = Fife [Scotland, United Kingdom] Said; Scotland = Scotland [United Kingdom] Only",
            ),
            (
                "He lives in Dallas, TX, now.",
                "Dallas = Dallas [Texas, United States] Said; TX = Texas [United States] Only",
            ),
            ("Troops moved through northern Syria.", "Syria = Syria [] Only"),
            ("He lives in North Texas.", "Texas = Texas [United States] Only"),
            (
                "An outbreak began in the capital of Pyongyang.",
                "Pyongyang = Pyongyang [Pyongyang, North Korea] Known",
            ),
        ] {
            assert_eq!(places(text), expected, "{text}");
        }
    }

    /// Those that are places even where the recogniser sees something else.
    #[test]
    fn surely_places() {
        for (text, expected) in [
            ("They were caught in Alliance.", "Alliance"),
            ("A Miami man was jailed.", "Miami"),
            ("Dallas police were called.", "Dallas"),
            ("She lives, like Bob, at Marion, Ohio.", "Marion"),
            ("A note went to Austin.", ""),
            ("The Clinton family left.", ""),
            ("Jackson, Lincoln and Clinton met.", ""),
        ] {
            let document = Document::parse(
                text,
                article::Article::plain(text),
                tokens::tokenize(text, &article::Article::plain(text)),
            );
            let names = find(&document, &countries::find(text, &document.tokens));
            let sure = names.iter().filter(|name| name.sure && name.country.is_none());
            let found = Vec::from_iter(sure.map(|name| document.span_of(&name.words).of(text)));
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn no_places() {
        for text in [
            "The Washington Post reported it.",
            "Paris Hilton arrived.",
            "Lloyd Austin spoke. Austin said no.",
            "The Chicago Bulls won.",
            "Miss Jones sang.",
            "They went home.",
            "The North agreed.",
            "Central Bank officials met.",
            "He read the Dallas Times.",
            "",
        ] {
            assert_eq!(places(text), "", "{text}");
        }
    }
}
