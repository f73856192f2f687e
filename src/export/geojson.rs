//! Events on a map, in GeoJSON (RFC 7946): a point for each event whose place has coordinates; others are left out.
//!
//! `kind` says how exact the point is: of a "country" or a "region" it is only the middle.

use super::json::Json;
use super::reading::{Reading, name_of};
use super::words::{plain, sentence};
use crate::report::{Event, Location, Role};

pub(super) fn write(reading: &Reading) -> String {
    let features = reading.report.events.iter().filter_map(|event| feature(reading, event)).collect();
    Json::Object(vec![("type", "FeatureCollection".into()), ("features", Json::List(features))]).line()
}

fn feature(reading: &Reading, event: &Event) -> Option<Json> {
    let place = reading.place(event)?;
    let location = place.location.as_ref().filter(|location| on_earth(location))?;
    let time = event.time.as_deref().and_then(|id| reading.time(id));
    let interval = reading.interval(event);
    // Longitude first.
    let position = Json::List(vec![location.lon.into(), location.lat.into()]);
    let evidence = reading.told(event).map(|mention| plain(&reading.evidence(mention)));
    let properties = vec![
        ("name", sentence(reading, event).into()),
        ("type", event.kind.as_str().into()),
        ("label", reading.label(&event.kind).into()),
        ("factuality", name_of(event.factuality).into()),
        ("confidence", event.confidence.into()),
        ("salience", event.salience.into()),
        ("actor", Json::list(reading.names(event, Role::Actor))),
        ("target", Json::list(reading.names(event, Role::Target))),
        ("object", Json::list(reading.names(event, Role::Object))),
        ("time", time.map(|time| time.value.as_str()).into()),
        ("from", interval.map(|(from, _)| from).into()),
        ("to", interval.and_then(|(_, to)| to).into()),
        ("place", place.name.as_str().into()),
        ("kind", name_of(location.kind).into()),
        ("country", place.country.as_deref().into()),
        ("geonames", location.geonames.into()),
        ("source", Json::list(reading.sources(event))),
        ("amounts", Json::list(reading.amounts(event))),
        ("sentence", evidence.into()),
    ];
    let point = vec![("type", "Point".into()), ("coordinates", position)];
    Some(Json::Object(vec![
        ("type", "Feature".into()),
        ("id", event.id.as_str().into()),
        ("geometry", Json::Object(point)),
        ("properties", Json::Object(properties)),
    ]))
}

/// Whether coordinates are such; what is no number is not.
pub(super) fn on_earth(location: &Location) -> bool {
    (-90.0..=90.0).contains(&location.lat) && (-180.0..=180.0).contains(&location.lon)
}
