//! A dataset as JSON: what is known about it, its dimensions, its observations.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::{
    about::{Node, file},
    index::change,
};
use crate::{
    model::{
        Dataset, Dimension, ObsStatus, Observation, Series, Site, TargetValue, json_key,
    },
    text::Localized,
};

/// The dataset with everything that is known about it. Keys stand in a fixed order; texts are an
/// object by language, or a string where no language was named; values are numbers with the
/// digits that were written.
pub(super) fn write(dataset: &Dataset, site: &Site) -> Vec<u8> {
    let metadata = &dataset.metadata;
    let licence = metadata.licence.as_ref().or(site.settings.licence.as_ref());
    let observations = dataset.series.iter().flat_map(|series| {
        series.observations.iter().map(move |it| observation(dataset, series, it))
    });
    let revisions = dataset.revisions.iter().map(|it| {
        json!({
            "date": it.date.to_string(),
            "why": text(&it.note),
            "changes": it.changes.iter().map(change).collect::<Vec<_>>(),
        })
    });
    let value = json!({
        "id": &*dataset.id,
        "indicator": metadata.indicator.as_ref().map(ToString::to_string),
        "title": text(&site.title_of(dataset)),
        "definition": text(&metadata.definition),
        "unit": text(&metadata.unit),
        "source": {
            "organisation": text(&metadata.source.organisation),
            "url": metadata.source.url,
            "accessed": metadata.source.accessed.map(|it| it.to_string()),
        },
        "vintage": text(&metadata.vintage),
        "breaks": metadata.breaks.iter().map(|it| {
            json!({ "year": it.year, "note": text(&it.note) })
        }).collect::<Vec<_>>(),
        "licence": licence,
        "released": metadata.release.map(|it| it.to_string()),
        "updated": dataset.changed().map(|it| it.to_string()),
        "custodian": text(&metadata.custodian),
        "method": text(&metadata.method),
        "contact": text(&metadata.contact),
        "baseline": metadata.baseline.as_ref().map(target),
        "targets": metadata.targets.iter().map(target).collect::<Vec<_>>(),
        "revisions": revisions.collect::<Vec<_>>(),
        "notes": metadata.notes.iter().map(text).collect::<Vec<_>>(),
        "dimensions": dataset.dimensions.iter().map(dimension).collect::<Vec<_>>(),
    });
    file(&Node::with(value, "observations", Node::List(observations.collect())))
}

fn target(target: &TargetValue) -> Value {
    json!({ "year": target.year, "value": target.value, "note": text(&target.note) })
}

/// A text as an object by language, or as a string where no language was named.
pub(super) fn text(text: &Localized<String>) -> Value {
    match text {
        Localized::Plain(text) => json!(text),
        Localized::Each(each) if each.is_empty() => Value::Null,
        Localized::Each(each) => {
            each.iter().map(|(language, it)| (language.to_string(), json!(it))).collect()
        }
    }
}

fn dimension(dimension: &Dimension) -> Value {
    let code =
        |it: &crate::model::Code| json!({ "code": &*it.id, "label": text(&it.label) });
    json!({
        "name": &*dimension.name,
        "label": text(&dimension.label),
        "codes": dimension.codes.iter().map(code).collect::<Vec<_>>(),
    })
}

fn observation(dataset: &Dataset, series: &Series, observation: &Observation) -> Node {
    let mut object: IndexMap<String, Node> = IndexMap::new();
    let plain = |text: &str| Node::Plain(json!(text));
    object.insert("period".to_owned(), plain(&observation.period.to_string()));
    for (column, code) in dataset.named(series) {
        object.insert(json_key(&column).into_owned(), plain(&code));
    }
    object.insert("value".to_owned(), Node::number(observation.value));
    if let Some(interval) = &observation.interval {
        object.insert("lower".to_owned(), Node::number(interval.lower));
        object.insert("upper".to_owned(), Node::number(interval.upper));
    }
    let mut add = |key: &str, text: Option<&str>| {
        if let Some(text) = text {
            object.insert(key.to_owned(), plain(text));
        }
    };
    let status = observation.status;
    add("bound", Some(observation.bound.sign()).filter(|it| !it.is_empty()));
    add("geo", series.geo.as_deref());
    add("status", (status != ObsStatus::Normal).then(|| status.code()));
    add("nature", observation.nature.map(|it| it.code()));
    add("source", observation.source.map(|it| dataset.text(it)));
    add("footnote", observation.footnote.map(|it| dataset.text(it)));
    Node::Object(object)
}
