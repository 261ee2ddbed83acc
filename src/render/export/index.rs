//! The addresses that programs start from: `data/v1/index.json` lists every dataset with its
//! files, `data/v1/changes.json` what was revised. Addresses are relative to the file they stand
//! in, so that a copy works anywhere. Version 1 only ever gets more keys.

use serde_json::{Map, Value, json};

use super::{
    about::{About, file, without_nothing},
    json::text,
};
use crate::model::{Change, Dataset, Format, Period, Route, Site};

/// The list of all datasets, those without values among them, since their gap is a fact too.
pub(super) fn index(site: &Site, size: &dyn Fn(&Route) -> Option<u64>) -> Vec<u8> {
    let settings = &site.settings;
    let datasets = site.datasets.values().map(|it| dataset(it, site, size));
    let languages = settings.languages.iter().map(ToString::to_string);
    let mut index = json!({
        "version": 1,
        "title": text(&settings.title),
        "publisher": text(&settings.publisher.name),
        "licence": settings.licence,
        "languages": languages.collect::<Vec<_>>(),
        "changes": "changes.json",
        "all": "../all.zip",
        "datasets": datasets.collect::<Vec<_>>(),
    });
    without_nothing(&mut index);
    file(&index)
}

fn dataset(
    dataset: &Dataset,
    site: &Site,
    size: &dyn Fn(&Route) -> Option<u64>,
) -> Value {
    let about = About::new(dataset, site);
    let metadata = &dataset.metadata;
    let latest = dataset.headline().and_then(|it| it.latest());
    let latest = latest.map(|it| {
        json!({ "period": it.period.to_string(), "value": it.value.map(|it| it.number()) })
    });
    let files: Map<String, Value> = Format::ALL
        .iter()
        .filter_map(|format| {
            let bytes = size(&format.route(&dataset.id))?;
            let path = format!("../{}.{}", dataset.id, format.ending);
            let file = json!({ "path": path, "mediaType": format.media, "bytes": bytes });
            Some((format.ending.to_owned(), file))
        })
        .collect();
    let period = |it: Period| it.to_string();
    let columns = dataset.dimensions.iter().map(|it| it.name.to_string());
    let mut value = json!({
        "id": &*dataset.id,
        "indicator": metadata.indicator.as_ref().map(ToString::to_string),
        "title": text(&about.title()),
        "unit": text(&metadata.unit),
        "source": text(&metadata.source.organisation),
        "licence": about.licence(),
        "vintage": text(&metadata.vintage),
        "modified": about.modified(),
        "first": about.span().map(|it| period(it.0)),
        "last": about.span().map(|it| period(it.1)),
        "latest": latest,
        "dimensions": columns.collect::<Vec<_>>(),
        "revisions": dataset.revisions.len(),
        "files": files,
    });
    without_nothing(&mut value);
    value
}

/// Every revision of every dataset, the latest first.
pub(super) fn changes(site: &Site) -> Vec<u8> {
    let mut revisions: Vec<(&Dataset, _)> = site
        .datasets
        .values()
        .flat_map(|it| it.revisions.iter().map(move |r| (it, r)))
        .collect();
    revisions.sort_by_key(|(dataset, it)| (std::cmp::Reverse(it.date), &dataset.id));
    let revisions = revisions.into_iter().map(|(dataset, it)| {
        json!({
            "dataset": &*dataset.id,
            "date": it.date.to_string(),
            "why": text(&it.note),
            "changes": it.changes.iter().map(change).collect::<Vec<_>>(),
        })
    });
    file(&json!({ "version": 1, "revisions": revisions.collect::<Vec<_>>() }))
}

/// A number that changed: where it stands, what it was, what it is.
pub(super) fn change(change: &Change) -> Value {
    let mut value = Map::new();
    value.insert("period".to_owned(), json!(change.period.to_string()));
    for (column, code) in &change.key {
        value.insert(column.to_string(), json!(&**code));
    }
    value.insert("from".to_owned(), json!(change.from));
    value.insert("to".to_owned(), json!(change.to));
    Value::Object(value)
}
