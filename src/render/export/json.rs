//! A dataset as JSON: what is known about it, its dimensions, its observations.

use serde_json::{Map, Value, json};

use crate::{
    model::{Dataset, Dimension, ObsStatus, Observation, Series, Site},
    text::Localized,
};

/// The dataset with everything that is known about it. Keys stand in a fixed order; texts are an
/// object by language, or a string where no language was named; values are numbers with the
/// digits that were written.
///
/// # Panics
/// Never: the value has only text keys.
pub fn write(dataset: &Dataset, site: &Site) -> Vec<u8> {
    let metadata = &dataset.metadata;
    let licence = metadata.licence.as_ref().or(site.settings.licence.as_ref());
    let observations = dataset.series.iter().flat_map(|series| {
        series.observations.iter().map(move |it| observation(dataset, series, it))
    });
    let official =
        metadata.indicator.as_ref().and_then(|it| site.framework.indicator(it));
    let title = match &metadata.title {
        title if title.is_empty() => official.map_or(Value::Null, |it| text(&it.title)),
        title => text(title),
    };
    let value = json!({
        "id": &*dataset.id,
        "indicator": metadata.indicator.as_ref().map(ToString::to_string),
        "title": title,
        "definition": text(&metadata.definition),
        "unit": text(&metadata.unit),
        "source": {
            "organisation": text(&metadata.source.organisation),
            "url": metadata.source.url,
            "accessed": metadata.source.accessed.map(|it| it.to_string()),
        },
        "vintage": text(&metadata.vintage),
        "licence": licence,
        "notes": metadata.notes.iter().map(text).collect::<Vec<_>>(),
        "dimensions": dataset.dimensions.iter().map(dimension).collect::<Vec<_>>(),
        "observations": observations.collect::<Vec<_>>(),
    });
    let mut bytes =
        serde_json::to_vec_pretty(&value).expect("this value has only text keys");
    bytes.push(b'\n');
    bytes
}

fn text(text: &Localized<String>) -> Value {
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

fn observation(dataset: &Dataset, series: &Series, observation: &Observation) -> Value {
    let mut object = Map::new();
    object.insert("period".to_owned(), json!(observation.period.to_string()));
    for (dimension, code) in dataset.dimensions.iter().zip(&series.key) {
        let code = &dimension.codes[usize::from(*code)].id;
        if !code.is_empty() {
            object.insert(dimension.name.to_string(), json!(&**code));
        }
    }
    let value = observation.value.as_ref().map(|it| it.number());
    object.insert("value".to_owned(), json!(value));
    if let Some(interval) = &observation.interval {
        let bound = |it: &Option<crate::model::Value>| json!(it.map(|it| it.number()));
        object.insert("lower".to_owned(), bound(&interval.lower));
        object.insert("upper".to_owned(), bound(&interval.upper));
    }
    let mut add = |key: &str, text: Option<&str>| {
        if let Some(text) = text {
            object.insert(key.to_owned(), json!(text));
        }
    };
    let status = observation.status;
    add("bound", Some(observation.bound.sign()).filter(|it| !it.is_empty()));
    add("geo", series.geo.as_deref());
    add("status", (status != ObsStatus::Normal).then(|| status.code()));
    add("nature", observation.nature.map(|it| it.code()));
    add("source", observation.source.map(|it| dataset.text(it)));
    add("footnote", observation.footnote.map(|it| dataset.text(it)));
    Value::Object(object)
}
