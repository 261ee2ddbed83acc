//! A dataset's places with their values: GeoJSON (RFC 7946).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{about::file, json::text};
use crate::model::{Dataset, Role, Series};

/// The places of `dataset` that the site has shapes of, each with its observations; `None` where
/// there are none.
pub(super) fn write(dataset: &Dataset) -> Option<Vec<u8>> {
    let mut places: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
    for series in &dataset.series {
        if let Some(place) = series.geo.as_deref() {
            places.entry(place).or_default().push(series);
        }
    }
    let features = places.iter().filter_map(|(place, series)| {
        let geometry = dataset.geography.geometry(place)?;
        let geometry: Value = serde_json::from_str(geometry).ok()?;
        Some(json!({
            "type": "Feature",
            "id": place,
            "geometry": geometry,
            "properties": properties(dataset, place, series),
        }))
    });
    let features: Vec<Value> = features.collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    collection["features"].get(0).is_some().then(|| file(&collection))
}

/// The place's name, and every observation of it.
fn properties(dataset: &Dataset, place: &str, series: &[&Series]) -> Value {
    let observations = series.iter().flat_map(|series| {
        series.observations.iter().filter(|it| it.value.is_some()).map(move |it| {
            let mut one = Map::new();
            one.insert("period".to_owned(), json!(it.period.to_string()));
            for (column, code) in dataset.named(series) {
                one.insert(column.to_string(), json!(&*code));
            }
            one.insert("value".to_owned(), json!(it.value.map(|it| it.number())));
            Value::Object(one)
        })
    });
    json!({
        "geocode": place,
        "name": name(dataset, series[0]),
        "unit": text(&dataset.metadata.unit),
        "observations": observations.collect::<Vec<_>>(),
    })
}

/// What the place is called: the code of the column that splits the others furthest, for
/// districts stand beside their division.
fn name(dataset: &Dataset, series: &Series) -> Value {
    let named = dataset.dimensions.iter().zip(&series.key);
    let named = named.filter(|(it, code)| it.role == Role::Disaggregation && **code != 0);
    let mut parts = named.clone().filter(|(it, _)| it.parent.is_some());
    let deepest = parts.next_back().or_else(|| named.clone().next());
    deepest.map_or(Value::Null, |(dimension, code)| {
        let code = &dimension.codes[usize::from(*code)];
        if code.label.is_empty() { json!(&*code.id) } else { text(&code.label) }
    })
}
