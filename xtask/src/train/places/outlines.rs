//! Centres of countries from the outlines of Natural Earth, as the npm package world-atlas has them (TopoJSON).

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// The centre of the largest polygon of each country, by its ISO 3166-1 number: the United States without Alaska, France
/// without Guiana, which is where readers look for them.
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
    let mut centres = BTreeMap::new();
    let countries = topology["objects"]["countries"]["geometries"].as_array().context("no countries")?;
    for country in countries {
        let Some(number) = country["id"].as_str().and_then(|id| id.parse().ok()) else { continue };
        let polygons = match country["type"].as_str() {
            Some("Polygon") => vec![&country["arcs"]],
            Some("MultiPolygon") => country["arcs"].as_array().into_iter().flatten().collect(),
            _ => continue,
        };
        let largest = polygons
            .into_iter()
            .map(|polygon| area_and_centre(&ring(&polygon[0], &arcs)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, centre)) = largest {
            centres.insert(number, centre);
        }
    }
    Ok(centres)
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

/// Area (on a sphere, up to a factor) and centre as latitude and longitude.
fn area_and_centre(ring: &[[f64; 2]]) -> (f64, (f64, f64)) {
    // Across the date line: Russia's largest polygon ends beyond 180°.
    let mut last = ring.first().map_or(0.0, |point| point[0]);
    let unrolled: Vec<[f64; 2]> = ring
        .iter()
        .map(|&[lon, lat]| {
            let lon = lon + 360.0 * ((last - lon) / 360.0).round();
            last = lon;
            [lon, lat]
        })
        .collect();
    let (mut doubled, mut area, mut lon, mut lat) = (0.0, 0.0, 0.0, 0.0);
    for pair in unrolled.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let cross = (a[0] * b[1] - b[0] * a[1]) * ((a[1] + b[1]) / 2.0).to_radians().cos();
        doubled += cross;
        area += cross / 2.0;
        lon += (a[0] + b[0]) * cross;
        lat += (a[1] + b[1]) * cross;
    }
    let centre = (lat / (3.0 * doubled), lon / (3.0 * doubled));
    (area.abs(), (centre.0, (centre.1 + 540.0).rem_euclid(360.0) - 180.0))
}
