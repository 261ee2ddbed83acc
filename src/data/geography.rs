//! Grids of tiles that come with the program, and shapes in `data/geo/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Message, Rule, Span, say},
    model::{Area, Geography, Ground, Map, Ring},
    source::{Files, parse_yaml},
    text::{Language, Localized},
};

/// Reads what maps can be drawn with.
pub(super) fn parse(files: &Files, sink: &mut Diagnostics) -> Geography {
    let grids = grids(files, sink);
    let shapes = files.under("data/geo/").filter(|it| {
        let path = files.path(*it);
        path.ends_with(".geojson") || path.ends_with(".json")
    });
    let shapes: Vec<Map> = shapes
        .filter_map(|it| shapes_of(files, it).map_err(|it| sink.push(it)).ok())
        .collect();
    Geography { grids, shapes }
}

/// A grid as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grid {
    name: Localized<String>,
    tiles: Vec<Tile>,
}

/// A tile as it is written: its first name in each language is the one that is shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tile {
    at: (u8, u8),
    names: BTreeMap<Language, Vec<String>>,
    short: Localized<String>,
    codes: Vec<String>,
}

fn grids(files: &Files, sink: &mut Diagnostics) -> Vec<Map> {
    let mut read = || -> Option<Vec<Grid>> {
        let id = files.find("framework/tiles.yaml")?;
        parse_yaml(files.text(id)?, id, 0)
            .map_err(|diagnostic| sink.push(*diagnostic))
            .ok()
    };
    let grids = read().unwrap_or_default().into_iter();
    grids
        .map(|grid| {
            let name = grid.name.values().next().cloned().unwrap_or_default();
            Map::new(name, grid.tiles.into_iter().map(tile).collect())
        })
        .collect()
}

fn tile(tile: Tile) -> (Area, Vec<String>) {
    let shown = |(language, names): (&Language, &Vec<String>)| {
        Some((*language, names.first()?.clone()))
    };
    let label = Localized::Each(tile.names.iter().filter_map(shown).collect());
    let ground = Ground::Tile(tile.at.0, tile.at.1);
    let area = Area { label, short: tile.short, ground, geometry: None };
    let names = tile.names.into_values().flatten();
    (area, tile.codes.into_iter().chain(names).collect())
}

/// The shapes of a GeoJSON file (RFC 7946). A property that is another one for each shape is a code
/// or name of it; one that several share is of something larger.
fn shapes_of(files: &Files, file: FileId) -> Result<Map, Diagnostic> {
    let wrong = |message: Message| {
        Diagnostic::new(Rule::BadShapes, Span::file(file), message)
            .help(say!("save the shapes as GeoJSON (RFC 7946), in degrees, as polygons"))
    };
    let text = files.text(file).ok_or_else(|| wrong(say!("this is no text")))?;
    let json: Value = serde_json::from_str(text)
        .map_err(|it| wrong(say!("no JSON: {cause}", cause = it)))?;
    let features = json["features"].as_array();
    let features =
        features.ok_or_else(|| wrong(say!("this is no `FeatureCollection`")))?;
    let properties: Vec<Vec<(&str, String)>> = features.iter().map(properties).collect();
    let mut values: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (property, value) in properties.iter().flatten() {
        *values.entry((property, value)).or_default() += 1;
    }
    let shared: BTreeSet<&str> =
        values.iter().filter(|it| *it.1 > 1).map(|it| it.0.0).collect();
    let mut areas = Vec::new();
    for (at, (feature, properties)) in features.iter().zip(&properties).enumerate() {
        let Some(rings) = outline(&feature["geometry"]) else { continue };
        if rings.iter().flatten().any(|it| it.0.abs() > 180.0 || it.1.abs() > 90.0) {
            return Err(wrong(say!("shape {at} is not in degrees", at = at + 1)));
        }
        let own = properties.iter().filter(|it| !shared.contains(it.0));
        let mut names: Vec<String> = own.map(|it| it.1.clone()).collect();
        names.sort_by_key(|it| it.chars().any(|it| it.is_ascii_digit()));
        let label = names.first().cloned();
        let area = Area {
            label: label.map_or_else(Localized::default, Localized::Plain),
            short: Localized::default(),
            ground: Ground::Shape(rings.into()),
            geometry: Some(feature["geometry"].to_string().into()),
        };
        areas.push((area, names));
    }
    if areas.is_empty() {
        return Err(wrong(say!("there is no polygon in it")));
    }
    Ok(Map::new(files.path(file).to_owned(), areas))
}

/// What of a feature may be a code or name: texts and whole numbers.
fn properties(feature: &Value) -> Vec<(&str, String)> {
    let own = feature["properties"].as_object().into_iter().flatten();
    let own = own.map(|(name, value)| (name.as_str(), value));
    let id = feature.get("id").map(|it| ("", it));
    let text = |(name, value): (_, &Value)| match value {
        Value::String(text) => Some((name, text.clone())),
        Value::Number(number) if number.is_i64() || number.is_u64() => {
            Some((name, number.to_string()))
        }
        _ => None,
    };
    own.chain(id).filter_map(text).collect()
}

/// The rings of a polygon or of several; `None` for any other geometry, or a broken one.
fn outline(geometry: &Value) -> Option<Vec<Ring>> {
    let coordinates = geometry["coordinates"].as_array()?;
    let rings: Vec<&Value> = match geometry["type"].as_str()? {
        "Polygon" => coordinates.iter().collect(),
        "MultiPolygon" => {
            coordinates.iter().filter_map(Value::as_array).flatten().collect()
        }
        _ => return None,
    };
    let rings: Option<Vec<Ring>> = rings.into_iter().map(ring).collect();
    rings.filter(|it| !it.is_empty())
}

fn ring(ring: &Value) -> Option<Ring> {
    let point = |it: &Value| Some((it.get(0)?.as_f64()?, it.get(1)?.as_f64()?));
    let mut points: Ring = ring.as_array()?.iter().map(point).collect::<Option<_>>()?;
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    (points.len() > 2).then_some(points)
}
