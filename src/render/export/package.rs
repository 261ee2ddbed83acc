//! Data Package v2 (datapackage.org): what is in a folder of tables.

use serde_json::{Value, json};

use super::{
    about::{About, file, main_language, publisher, say, without_nothing},
    table::{Kind, columns},
};
use crate::{
    model::{Dataset, Format, Route, Site, licence_url},
    text::guard,
};

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";
const SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// The package of every table of the site, in the folder of the tables.
pub(super) fn site(site: &Site, size: &dyn Fn(&Route) -> Option<u64>) -> Vec<u8> {
    let main = main_language(site);
    let settings = &site.settings;
    let exported = site.datasets.values().filter(|it| it.has_values());
    let resources = exported.map(|it| resource(it, site, size));
    let mut package = json!({
        "$schema": PROFILE,
        "name": "data",
        "title": say(&settings.title, main),
        "description": settings.tagline.say(main).map(|it| it.text),
        "homepage": site.address(&Route::new("index.html")),
        "licenses": settings.licence.iter().map(|it| licence(it)).collect::<Vec<_>>(),
        "contributors": contributors(site),
        "resources": resources.collect::<Vec<_>>(),
    });
    without_nothing(&mut package);
    file(&package)
}

/// The package of one table.
pub(super) fn dataset(dataset: &Dataset, site: &Site, size: u64) -> Vec<u8> {
    let main = main_language(site);
    let about = About::new(dataset, site);
    let mut package = json!({
        "$schema": PROFILE,
        "name": name(&dataset.id),
        "title": say(&about.title(), main),
        "description": say(&about.description(), main),
        "keywords": about.keywords(main),
        "licenses": about.licence().map(licence).into_iter().collect::<Vec<_>>(),
        "sources": sources(&about),
        "contributors": contributors(site),
        "resources": [resource(dataset, site, &|_| Some(size))],
    });
    without_nothing(&mut package);
    file(&package)
}

fn resource(
    dataset: &Dataset,
    site: &Site,
    size: &dyn Fn(&Route) -> Option<u64>,
) -> Value {
    let main = main_language(site);
    let about = About::new(dataset, site);
    let columns = columns(dataset, site);
    let key =
        columns.iter().filter(|it| matches!(it.kind, Kind::Period | Kind::Dimension(_)));
    let key: Vec<_> = key.map(|it| guard(it.name)).collect();
    let fields = columns.iter().map(|column| {
        let r#type = match column.kind {
            it if it.is_year(dataset) => "year",
            it if it.is_number(dataset) => "number",
            _ => "string",
        };
        let required = matches!(column.kind, Kind::Period);
        let mut field = json!({
            "name": guard(column.name),
            "title": column.label.say(main).map(|it| it.text),
            "type": r#type,
            "constraints": required.then(|| json!({ "required": true })),
        });
        without_nothing(&mut field);
        field
    });
    let breaks = dataset.metadata.breaks.iter();
    let breaks = breaks.map(
        |it| json!({ "year": it.year, "note": it.note.say(main).map(|it| it.text) }),
    );
    let notes =
        dataset.metadata.notes.iter().filter_map(|it| it.say(main)).map(|it| it.text);
    let route = Format::CSV.route(&dataset.id);
    let mut resource = json!({
        "$schema": RESOURCE,
        "name": name(&dataset.id),
        "path": format!("{}.{}", dataset.id, Format::CSV.ending),
        "title": say(&about.title(), main),
        "description": say(&about.description(), main),
        "format": Format::CSV.ending,
        "mediatype": Format::CSV.media,
        "encoding": "utf-8",
        "bytes": size(&route),
        "licenses": about.licence().map(licence).into_iter().collect::<Vec<_>>(),
        "sources": sources(&about),
        "unit": dataset.metadata.unit.say(main).map(|it| it.text),
        "vintage": dataset.metadata.vintage.say(main).map(|it| it.text),
        "modified": about.modified(),
        "notes": notes.collect::<Vec<_>>(),
        "breaks": breaks.collect::<Vec<_>>(),
        "schema": {
            "$schema": SCHEMA,
            "fields": fields.collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": key,
        },
    });
    without_nothing(&mut resource);
    resource
}

/// A name as packages want it: lower case letters, digits, `-`, `_`, `.`.
fn name(id: &str) -> String {
    crate::text::slug(id)
}

fn licence(name: &str) -> Value {
    json!({ "name": name, "path": licence_url(name) })
}

fn sources(about: &About<'_>) -> Vec<Value> {
    let source = &about.dataset.metadata.source;
    let title = source.organisation.say(main_language(about.site));
    let source = title.map(|title| {
        let mut value = json!({ "title": title.text, "path": source.url });
        without_nothing(&mut value);
        value
    });
    source.into_iter().collect()
}

fn contributors(site: &Site) -> Value {
    let publisher_of = &site.settings.publisher;
    let mut value = json!({
        "title": publisher(site, main_language(site)),
        "path": publisher_of.url,
        "email": publisher_of.email,
        "roles": ["publisher"],
    });
    without_nothing(&mut value);
    json!([value])
}
