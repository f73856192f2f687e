//! `cargo xtask eval places`: names of places found, and how near their coordinates are, beside the most populous
//! place of each name: by the finder of places alone, or with `--reports` by the located entities of whole reports.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use dateline::document::Document;
use dateline::names::countries::{self, CountryMention, Kind};
use dateline::names::gazetteer::{Gazetteer, PlaceId, key};
use dateline::names::places::{self, PlaceName, Weights};
use dateline::report::Report;
use dateline::syntax;
use dateline::{Options, Span, article, tokens};
use serde_json::Value;

/// As near as counts for right: a hundred miles.
const NEAR: f64 = 161.0;

#[derive(clap::Args)]
pub struct Args {
    /// Files with a JSON object a line: {text, toponyms: [{start, end, text, lat, lon}]}
    #[arg(long, required = true, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Score the located entities of whole reports: a mention of one has to overlap the name
    #[arg(long)]
    reports: bool,
    /// Folder of lists of countries and nationalities (i18n-iso-countries_en.json, i18n-nationality_en.json), which say what
    /// is no local name; else those of the project
    #[arg(long)]
    countries: Option<PathBuf>,
    /// Only the lines with odd or even numbers, counted from 1
    #[arg(long)]
    half: Option<Half>,
    /// List what was not found and what got another place
    #[arg(long)]
    errors: bool,
    /// Look for better weights, on the lines that are read
    #[arg(long)]
    fit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Half {
    Odd,
    Even,
}

/// A text with its gold, read once.
struct Case {
    report: Option<Report>,
    document: Document<'static>,
    countries: Vec<CountryMention>,
    names: Vec<PlaceName>,
    toponyms: Vec<Toponym>,
}

struct Toponym {
    span: Span,
    at: (f64, f64),
    /// Neither a country's name nor a nationality: gazetteers disagree about the centres of countries.
    local: bool,
}

/// A stretch of text that was put on the map.
struct Located {
    span: Span,
    /// Latitude and longitude in degrees.
    at: (f64, f64),
    name: Cow<'static, str>,
    outer: Vec<String>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Score {
    gold: usize,
    found: usize,
    near: usize,
    local: usize,
    near_local: usize,
}

impl Score {
    fn print(self, name: &str) {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "  {name:<14} found {:.1}  acc161 {:.1}  acc161Local {:.1}   ({} gold, {} local)",
            percent(self.found, self.gold),
            percent(self.near, self.gold),
            percent(self.near_local, self.local),
            self.gold,
            self.local
        );
    }
}

pub fn run(args: &Args) -> Result<()> {
    let start = Instant::now();
    let gazetteer = Gazetteer::built_in();
    println!("{} places, ready after {:.1?}", gazetteer.len(), start.elapsed());
    let countries = args.countries.as_deref().map(country_names).transpose()?;
    let mut all: Vec<Vec<Case>> = Vec::new();
    for file in &args.data {
        let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let half = lines.enumerate().filter(|(number, _)| match args.half {
            None => true,
            Some(half) => (half == Half::Odd) == (number % 2 == 0),
        });
        let cases = half.map(|(_, line)| read(line, args, countries.as_ref())).collect::<Result<Vec<_>>>()?;
        println!("{}: {} texts", file.display(), cases.len());
        if args.reports {
            score(&cases, of_report, args.errors).print("reports");
            score(&cases, most_populous_of_report, false).print("most populous");
            continue;
        }
        score(&cases, |case| resolved(case, &Weights::default()), args.errors).print("resolved");
        score(&cases, most_populous, false).print("most populous");
        let (start, words) = (Instant::now(), cases.iter().map(|case| case.document.tokens.words.len()));
        let words: usize = words.sum();
        for case in &cases {
            let names = places::find(&case.document, &case.countries);
            places::resolve(&case.document, &names, &case.countries);
        }
        println!("  {:.2?} per 1,000 words", start.elapsed() * 1000 / words.max(1) as u32);
        all.push(cases);
    }
    if args.fit {
        fit(&all);
    }
    Ok(())
}

/// Short names of countries that the lists do not have.
const SHORT_NAMES: &[&str] = &[
    "usa",
    "us",
    "u.s.",
    "uk",
    "u.k.",
    "england",
    "america",
    "britain",
    "great britain",
    "russia",
    "south korea",
    "north korea",
    "syria",
    "iran",
    "vietnam",
    "turkey",
    "bolivia",
    "venezuela",
    "tanzania",
    "taiwan",
    "palestine",
    "burma",
    "ivory coast",
];

/// Names of countries and nationalities, in lower case.
fn country_names(folder: &Path) -> Result<HashSet<String>> {
    let mut names: HashSet<String> = SHORT_NAMES.iter().map(|name| name.to_string()).collect();
    for (file, field) in
        [("i18n-iso-countries_en.json", "countries"), ("i18n-nationality_en.json", "nationalities")]
    {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
        let value: Value = serde_json::from_str(&text)?;
        for name in value[field].as_object().into_iter().flatten().map(|(_, name)| name) {
            let several = name.as_array().into_iter().flatten().chain([name]);
            names.extend(several.filter_map(|name| Some(name.as_str()?.to_lowercase())));
        }
    }
    Ok(names)
}

fn read(line: &str, args: &Args, lists: Option<&HashSet<String>>) -> Result<Case> {
    let value: Value = serde_json::from_str(line)?;
    // Lives as long as the program: there are a few hundred.
    let text: &'static str = value["text"].as_str().context("no text")?.to_string().leak();
    let article = article::read(text, false);
    let tokens = tokens::tokenize(text, &article);
    let syntax = syntax::analyze(text, &tokens);
    let phrases = syntax::noun_phrases(&tokens, &syntax);
    let document = Document { text, article, tokens, syntax, phrases };
    let countries = countries::find(text, &document.tokens);
    let names = places::find(&document, &countries);
    let offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let mut toponyms = Vec::new();
    for toponym in value["toponyms"].as_array().into_iter().flatten() {
        let number = |name: &str| {
            toponym[name].as_f64().or_else(|| toponym[name].as_str().and_then(|number| number.parse().ok()))
        };
        let at = |name: &str| offsets.get(toponym[name].as_u64()? as usize).copied();
        let (Some(lat), Some(lon), Some(start), Some(end)) =
            (number("lat"), number("lon"), at("start"), at("end"))
        else {
            continue;
        };
        let span = Span::new(start, end);
        let name = toponym["text"].as_str().unwrap_or(span.of(text));
        let name = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
        let country = lists.map_or_else(|| is_country(name), |lists| lists.contains(&name.to_lowercase()));
        toponyms.push(Toponym { span, at: (lat, lon), local: !country });
    }
    let published = value["date"].as_str().map(str::to_string);
    let options = Options { published, ..Options::default() };
    let report = args.reports.then(|| dateline::extract(text, &options)).transpose()?;
    Ok(Case { report, document, countries, names, toponyms })
}

/// Whether a name is all of a country's name or nationality.
fn is_country(name: &str) -> bool {
    let tokens = tokens::tokenize(name, &article::Article::plain(name));
    countries::find(name, &tokens).iter().any(|mention| {
        let rest = tokens.words.len() - mention.words.len();
        let the = rest == 1 && mention.words.start == 1 && tokens.norm(0) == "the";
        (rest == 0 || the)
            && matches!(mention.kind, Kind::Name | Kind::Demonym)
            && (!mention.country.part || mention.country.name == "England")
    })
}

/// The coordinates of each mention: of the names, then of the countries' other words.
fn resolved(case: &Case, weights: &Weights) -> Vec<Located> {
    let places = places::resolve_with(weights, &case.document, &case.names, &case.countries);
    let named = case.names.iter().zip(places);
    let mut mentions: Vec<_> = named
        .filter_map(|(name, resolved)| Some(located(case.document.span_of(&name.words), resolved?.place)))
        .collect();
    mentions.extend(nationalities(case));
    mentions
}

fn located(span: Span, id: PlaceId) -> Located {
    let gazetteer = Gazetteer::built_in();
    let place = gazetteer.place(id);
    Located {
        span,
        at: (place.lat, place.lon),
        name: gazetteer.name(id).into(),
        outer: gazetteer.contained_in(id).map(str::to_string).collect(),
    }
}

/// The mentions of the located entities, in the order of the report.
fn of_report(case: &Case) -> Vec<Located> {
    let mut mentions = Vec::new();
    for entity in case.report.iter().flat_map(|report| &report.entities) {
        let Some(location) = &entity.location else { continue };
        mentions.extend(entity.mentions.iter().map(|mention| Located {
            span: Span::new(mention.start, mention.end),
            at: (location.lat, location.lon),
            name: entity.name.clone().into(),
            outer: location.contained_in.clone().unwrap_or_default(),
        }));
    }
    mentions
}

/// The same mentions as [`of_report`], but every entity with a place lies where the most populous place of its name does,
/// countries before all others: no other evidence, neither what the words around say nor other places nor what kind of
/// place it is. What the gazetteer has no place for lies nowhere.
fn most_populous_of_report(case: &Case) -> Vec<Located> {
    let mut mentions = Vec::new();
    for entity in case.report.iter().flat_map(|report| &report.entities) {
        if entity.location.is_none() {
            continue;
        }
        let Some(place) = most_populous_of(&entity.name) else { continue };
        let spans = entity.mentions.iter().map(|mention| Span::new(mention.start, mention.end));
        mentions.extend(spans.map(|span| located(span, place)));
    }
    mentions
}

fn most_populous_of(name: &str) -> Option<PlaceId> {
    let gazetteer = Gazetteer::built_in();
    let tokens = tokens::tokenize(name, &article::Article::plain(name));
    let country = countries::find(name, &tokens).into_iter().find(|mention| {
        mention.words.len() == tokens.words.len()
            && matches!(mention.kind, Kind::Name | Kind::Demonym)
            && !mention.country.part
    });
    let country = country.and_then(|mention| gazetteer.country(mention.country.alpha3));
    country.or_else(|| gazetteer.candidates(&key(name)).max_by_key(|&id| gazetteer.place(id).population))
}

fn nationalities(case: &Case) -> impl Iterator<Item = Located> + '_ {
    case.countries.iter().filter_map(|mention| {
        let country = Gazetteer::built_in().country(mention.country.alpha3)?;
        matches!(mention.kind, Kind::Demonym).then(|| located(mention.span, country))
    })
}

fn most_populous(case: &Case) -> Vec<Located> {
    let gazetteer = Gazetteer::built_in();
    let mut mentions = Vec::new();
    for name in &case.names {
        let span = case.document.span_of(&name.words);
        let key = key(span.of(case.document.text));
        let country = name.country.and_then(|country| gazetteer.country(country));
        let place =
            country.or_else(|| gazetteer.candidates(&key).max_by_key(|&id| gazetteer.place(id).population));
        mentions.extend(place.map(|place| located(span, place)));
    }
    mentions.extend(nationalities(case));
    mentions
}

fn score(cases: &[Case], places: impl Fn(&Case) -> Vec<Located>, errors: bool) -> Score {
    let mut score = Score::default();
    for case in cases {
        let places = places(case);
        for toponym in &case.toponyms {
            score.gold += 1;
            score.local += usize::from(toponym.local);
            let place = places.iter().find(|place| place.span.overlaps(toponym.span));
            let distance = place.map(|place| kilometres(toponym.at, place.at));
            let near = distance.is_some_and(|distance| distance <= NEAR);
            score.found += usize::from(place.is_some());
            score.near += usize::from(near);
            score.near_local += usize::from(near && toponym.local);
            if errors && !near {
                let name = toponym.span.of(case.document.text);
                let text = case.document.text;
                let before: String = text[..toponym.span.start as usize].chars().rev().take(40).collect();
                let before: String = before.chars().rev().collect();
                let after: String = text[toponym.span.end as usize..].chars().take(40).collect();
                let around = format!("{before}{name}{after}").replace('\n', " ");
                match place {
                    None => println!("  missed {name:?} {:?}   … {around}", toponym.at),
                    Some(place) => {
                        println!(
                            "  far {name:?} {:?}: {} in {:?}, {:.0} km   … {around}",
                            toponym.at,
                            place.name,
                            place.outer,
                            distance.unwrap_or_default()
                        );
                    }
                }
            }
        }
    }
    score
}

/// Great-circle distance between points of latitude and longitude.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat, lon) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let half = (lat / 2.0).sin().powi(2)
        + a.0.to_radians().cos() * b.0.to_radians().cos() * (lon / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().asin()
}

/// Steps each weight up and down as long as that brings names nearer, all files counting alike.
fn fit(files: &[Vec<Case>]) {
    type Field = fn(&mut Weights) -> &mut f64;
    let fields: [(&str, Field); 16] = [
        ("population", |w| &mut w.population),
        ("capital", |w| &mut w.capital),
        ("region", |w| &mut w.region),
        ("district", |w| &mut w.district),
        ("country", |w| &mut w.country),
        ("water", |w| &mut w.water),
        ("feature", |w| &mut w.feature),
        ("area", |w| &mut w.area),
        ("region_population", |w| &mut w.region_population),
        ("alias", |w| &mut w.alias),
        ("said", |w| &mut w.said),
        ("kind", |w| &mut w.kind),
        ("same_country", |w| &mut w.same_country),
        ("same_region", |w| &mut w.same_region),
        ("same_square", |w| &mut w.same_square),
        ("holds", |w| &mut w.holds),
    ];
    let quality = |weights: &Weights| -> f64 {
        let shares = files.iter().map(|cases| {
            let score = score(cases, |case| resolved(case, weights), false);
            100.0 * score.near_local as f64 / score.local.max(1) as f64
        });
        shares.sum::<f64>() / files.len().max(1) as f64
    };
    let mut weights = Weights::default();
    let mut best = quality(&weights);
    println!("from {best:.2}");
    let mut step = 0.5;
    while step > 0.1 {
        let mut better = false;
        for (name, field) in fields {
            for direction in [1.0, -1.0] {
                let mut other = weights;
                let value = field(&mut other);
                *value += direction * step * value.abs().max(0.5);
                let found = quality(&other);
                if found > best + 0.01 {
                    println!("  {name} {:.2}: {found:.2}", *field(&mut other));
                    (weights, best, better) = (other, found, true);
                }
            }
        }
        if !better {
            step /= 2.0;
        }
    }
    println!("{weights:#?}");
}
