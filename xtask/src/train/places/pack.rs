//! Writes the format that `names::gazetteer` reads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::Result;
use dateline::names::gazetteer::{Kind, MAGIC, key, pack_population};

use crate::sizes::brotli;

/// One place with all its names.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: Kind,
    pub name: String,
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3, empty for what lies in none or several.
    pub country: String,
    /// The region's code in GeoNames, "KR.11"; of a region its own.
    pub region: String,
    pub lat: f64,
    pub lon: f64,
    pub population: u32,
    pub zone: String,
    pub geonames: u32,
}

/// The file: see `names::gazetteer`.
pub fn pack(mut entries: Vec<Entry>) -> Result<Vec<u8>> {
    // Neighbours in this order have near identifiers or near latitudes, which makes the differences small.
    entries.sort_by(|a, b| {
        let order = |entry: &Entry| (entry.geonames == 0, entry.geonames, (entry.lat * 100.0).round() as i32);
        a.country
            .cmp(&b.country)
            .then_with(|| region_order(a).cmp(region_order(b)))
            .then_with(|| (a.kind as u8 / 2).cmp(&(b.kind as u8 / 2)))
            .then_with(|| order(a).cmp(&order(b)))
            .then_with(|| a.name.cmp(&b.name))
    });
    let mut names: Vec<u8> = Vec::new();
    let mut aliases: Vec<u8> = Vec::new();
    let (mut targets, mut target) = (Vec::new(), 0);
    let mut alias_count = 0;
    for (number, entry) in entries.iter().enumerate() {
        names.extend_from_slice(entry.name.as_bytes());
        names.push(b'\n');
        let mut known = vec![key(&entry.name)];
        for alias in &entry.aliases {
            let key = key(alias);
            if !key.is_empty() && !known.contains(&key) {
                known.push(key);
                aliases.extend_from_slice(alias.as_bytes());
                aliases.push(b'\n');
                push_varint(&mut targets, (number - target) as u32);
                target = number;
                alias_count += 1;
            }
        }
    }
    names.extend(aliases);
    let columns = Columns::new(&entries);
    let sections: Vec<(&str, Vec<u8>)> = vec![
        ("names", names),
        ("kinds", entries.iter().map(|entry| entry.kind as u8).collect()),
        ("countries", columns.countries),
        ("regions", columns.regions),
        ("populations", entries.iter().map(|entry| pack_population(entry.population)).collect()),
        ("zones", columns.zones),
        ("ids", columns.ids),
        ("lat", columns.lat),
        ("lon", columns.lon),
        ("targets", targets),
        ("codes", columns.codes.into_bytes()),
        ("region counts", columns.region_counts),
        ("region zones", columns.region_zones),
    ];
    println!("{} places with {alias_count} aliases", entries.len());
    let mut packed = MAGIC.to_vec();
    for (name, bytes) in &sections {
        println!("  {name:<14} {:>8} bytes, brotli {:>7}", bytes.len(), brotli(bytes)?.len());
        packed.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        packed.extend_from_slice(bytes);
    }
    println!("  {:<14} {:>8} bytes, brotli {:>7}", "all", packed.len(), brotli(&packed)?.len());
    Ok(packed)
}

/// What lies in no region, and regions themselves, come before the rest of a country.
fn region_order(entry: &Entry) -> &str {
    if entry.kind == Kind::Region { "" } else { &entry.region }
}

/// What is known of the places, in their order.
#[derive(Default)]
struct Columns {
    countries: Vec<u8>,
    regions: Vec<u8>,
    lat: Vec<u8>,
    lon: Vec<u8>,
    zones: Vec<u8>,
    ids: Vec<u8>,
    codes: String,
    region_counts: Vec<u8>,
    region_zones: Vec<u8>,
}

impl Columns {
    fn new(entries: &[Entry]) -> Self {
        let mut columns = Self::default();
        let mut regions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut zones: BTreeMap<&str, Counts> = BTreeMap::new();
        let mut region_zones: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        for entry in entries {
            let regions = regions.entry(&entry.country).or_default();
            if entry.kind == Kind::Region {
                regions.insert(&entry.region);
            }
            if !entry.zone.is_empty() {
                zones.entry(&entry.country).or_default().add(&entry.zone);
                region_zones.entry((&entry.country, &entry.region)).or_default().add(&entry.zone);
            }
        }
        // Numbers of countries, of the regions in each and of its time zones; those of regions and zones from 1.
        let mut numbers: HashMap<&str, (u8, usize)> = HashMap::new();
        let mut zone_numbers: HashMap<(&str, &str), u8> = HashMap::new();
        for (number, (&country, regions)) in regions.iter().enumerate() {
            numbers.insert(country, (number as u8, columns.region_zones.len()));
            columns.codes.push_str(country);
            for (number, zone) in
                zones.get(country).map(Counts::usual_first).unwrap_or_default().iter().enumerate()
            {
                columns.codes.push('\t');
                columns.codes.push_str(zone);
                zone_numbers.insert((country, zone), number as u8 + 1);
            }
            columns.codes.push('\n');
            columns.region_counts.push(u8::try_from(regions.len()).expect("few regions"));
            for &region in regions {
                let usual = region_zones.get(&(country, region)).map(Counts::usual_first).unwrap_or_default();
                let zone = usual.first().and_then(|zone| zone_numbers.get(&(country, *zone)));
                columns.region_zones.push(zone.copied().unwrap_or(0));
            }
        }
        let degrees = |value: f64| (value * 100.0).round() as i64;
        let (mut lat, mut lon, mut id) = (0, 0, 0);
        for entry in entries {
            let (country, first_region) = numbers[entry.country.as_str()];
            let region = regions[entry.country.as_str()].iter().position(|&region| region == entry.region);
            columns.countries.push(country);
            columns.regions.push(region.map_or(0, |region| region as u8 + 1));
            let zone = zone_numbers.get(&(entry.country.as_str(), entry.zone.as_str())).copied().unwrap_or(0);
            let usual = region.map_or(0, |region| columns.region_zones[first_region + region]);
            columns.zones.push(if zone == usual { 0 } else { zone });
            push_varint(&mut columns.lat, fold(degrees(entry.lat) - lat));
            push_varint(&mut columns.lon, fold(degrees(entry.lon) - lon));
            (lat, lon) = (degrees(entry.lat), degrees(entry.lon));
            match i64::from(entry.geonames) {
                0 => columns.ids.push(0),
                own => {
                    push_varint(&mut columns.ids, fold(own - id) + 1);
                    id = own;
                }
            }
        }
        columns
    }
}

/// How often each of some time zones is met.
#[derive(Default)]
struct Counts<'e>(BTreeMap<&'e str, u32>);

impl<'e> Counts<'e> {
    fn add(&mut self, zone: &'e str) {
        *self.0.entry(zone).or_default() += 1;
    }

    fn usual_first(&self) -> Vec<&'e str> {
        let mut zones: Vec<_> = self.0.iter().collect();
        zones.sort_by_key(|&(_, &count)| std::cmp::Reverse(count));
        zones.into_iter().map(|(&zone, _)| zone).collect()
    }
}

/// A difference as a positive number: 0, -1, 1, -2, …
fn fold(difference: i64) -> u32 {
    (if difference < 0 { -difference * 2 - 1 } else { difference * 2 }) as u32
}

/// Seven bits a byte, the low ones first.
fn push_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
