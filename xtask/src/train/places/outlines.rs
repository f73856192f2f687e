//! Centres of countries from the outlines of Natural Earth, as the npm package world-atlas has them (TopoJSON).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// Polygons smaller than this share of the largest do not count: the United States without Alaska, France without
/// Guiana, but New Zealand with both islands.
const SHARE: f64 = 1.0 / 3.0;

/// Smaller polygons have no reliable centre in rounded coordinates; a unit is a degree along the equator squared, about.
const LEAST: f64 = 1e-4;

/// Area, and latitude and longitude of the centre, of a polygon.
type Part = (f64, (f64, f64));

/// The centre of each country by its ISO 3166-1 number.
pub fn centres(topojson: &str) -> Result<BTreeMap<u32, (f64, f64)>> {
    let topology: Value = serde_json::from_str(topojson)?;
    let pair = |value: &Value| Some([value[0].as_f64()?, value[1].as_f64()?]);
    let transform = &topology["transform"];
    let (scale, translate) =
        pair(&transform["scale"]).zip(pair(&transform["translate"])).context("no transform")?;
    let arcs: Vec<Vec<[f64; 2]>> = topology["arcs"]
        .as_array()
        .context("no arcs")?
        .iter()
        .map(|arc| {
            let mut at = [0.0, 0.0];
            let points = arc.as_array().into_iter().flatten().filter_map(pair);
            let absolute = points.map(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                [at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]]
            });
            absolute.collect()
        })
        .collect();
    let mut parts: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    let countries = topology["objects"]["countries"]["geometries"].as_array().context("no countries")?;
    for country in countries {
        let Some(number) = country["id"].as_str().and_then(|id| id.parse().ok()) else { continue };
        let polygons = match country["type"].as_str() {
            Some("Polygon") => vec![&country["arcs"]],
            Some("MultiPolygon") => country["arcs"].as_array().into_iter().flatten().collect(),
            _ => continue,
        };
        // Far islands are countries of their own there, with the number of the whole: Ashmore Reef.
        let areas = polygons.into_iter().map(|polygon| area_and_centre(&ring(&polygon[0], &arcs)));
        parts.entry(number).or_default().extend(areas.filter(|(area, _)| *area > LEAST));
    }
    Ok(parts.into_iter().filter_map(|(number, parts)| Some((number, centre(&parts)?))).collect())
}

/// The mean of the polygons that are not much smaller than the largest.
fn centre(parts: &[Part]) -> Option<(f64, f64)> {
    let largest = parts.iter().map(|part| part.0).fold(0.0, f64::max);
    // Longitudes as seen from the first, for countries across the date line.
    let first = parts.first()?.1.1;
    let (mut lat, mut lon, mut sum) = (0.0, 0.0, 0.0);
    for &(area, centre) in parts.iter().filter(|part| part.0 >= largest * SHARE) {
        lat += centre.0 * area;
        lon += (centre.1 - 360.0 * ((centre.1 - first) / 360.0).round()) * area;
        sum += area;
    }
    Some((lat / sum, (lon / sum + 540.0).rem_euclid(360.0) - 180.0))
}

/// The points of a ring, which is a list of arcs; a negative number is an arc backwards.
fn ring(arc_numbers: &Value, arcs: &[Vec<[f64; 2]>]) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for number in arc_numbers.as_array().into_iter().flatten().filter_map(Value::as_i64) {
        match number {
            0.. => points.extend_from_slice(&arcs[number as usize]),
            _ => points.extend(arcs[!number as usize].iter().rev()),
        }
    }
    points
}

/// Area (up to a factor) and centre as latitude and longitude, in Lambert's cylindrical projection, where equal areas of
/// the earth are equal.
fn area_and_centre(ring: &[[f64; 2]]) -> (f64, (f64, f64)) {
    let Some(&[first_lon, first_lat]) = ring.first() else { return (0.0, (0.0, 0.0)) };
    let from = [first_lon, first_lat.to_radians().sin()];
    // Across the date line: Russia's largest polygon ends beyond 180°.
    let mut last = first_lon;
    let projected: Vec<[f64; 2]> = ring
        .iter()
        .map(|&[lon, lat]| {
            last = lon + 360.0 * ((last - lon) / 360.0).round();
            [last - from[0], lat.to_radians().sin() - from[1]]
        })
        .collect();
    let (mut doubled, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in projected.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let cross = a[0] * b[1] - b[0] * a[1];
        doubled += cross;
        x += (a[0] + b[0]) * cross;
        y += (a[1] + b[1]) * cross;
    }
    let lon = from[0] + x / (3.0 * doubled);
    let lat = (from[1] + y / (3.0 * doubled)).asin().to_degrees();
    (f64::abs(doubled), (lat, (lon + 540.0).rem_euclid(360.0) - 180.0))
}
