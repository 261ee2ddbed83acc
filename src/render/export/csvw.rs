//! What the columns of a dataset's CSV mean: CSV on the Web (W3C, 2015), metadata vocabulary.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{
    about::{About, file, main_language, tagged, without_nothing},
    table::{Column, Kind, columns},
};
use crate::model::{Dataset, Format, Site, licence_url};

/// The metadata of the file `ID.csv` beside it.
pub(super) fn write(dataset: &Dataset, site: &Site) -> Vec<u8> {
    let about = About::new(dataset, site);
    let main = main_language(site);
    let columns = columns(dataset, site);
    let key =
        columns.iter().filter(|it| matches!(it.kind, Kind::Period | Kind::Dimension(_)));
    let key: Vec<String> = key.map(|it| name(it.name)).collect();
    let metadata = &dataset.metadata;
    let breaks = metadata.breaks.iter();
    let breaks = breaks.map(|it| json!({ "year": it.year, "note": tagged(&it.note) }));
    let mut table = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": main.as_str() }],
        "url": format!("{}.{}", dataset.id, Format::CSV.ending),
        "dc:title": tagged(&about.title()),
        "dc:description": tagged(&about.description()),
        "dc:identifier": &*dataset.id,
        "dc:publisher": tagged(&site.settings.publisher.name),
        "dc:creator": tagged(&metadata.source.organisation),
        "dc:source": metadata.source.url.as_ref().map(|it| json!({ "@id": it })),
        "dc:license": about.licence().map(|it| json!({ "@id": licence_url(it) })),
        "dc:modified": about.modified(),
        "dc:hasVersion": tagged(&metadata.vintage),
        "dc:provenance": tagged(&metadata.method),
        "schema:unitText": tagged(&metadata.unit),
        "notes": metadata.notes.iter().map(tagged).chain(breaks).collect::<Vec<_>>(),
        "dialect": { "encoding": "utf-8", "delimiter": ",", "header": true },
        "tableSchema": {
            "columns": columns.iter().map(|it| column(it, dataset)).collect::<Vec<_>>(),
            "primaryKey": key,
        },
    });
    without_nothing(&mut table);
    file(&table)
}

fn column(column: &Column<'_>, dataset: &Dataset) -> Value {
    let datatype = match column.kind {
        it if it.is_year(dataset) => "gYear",
        it if it.is_number(dataset) => "decimal",
        _ => "string",
    };
    let property = match column.kind {
        Kind::Period => {
            Some("http://purl.org/linked-data/sdmx/2009/dimension#timePeriod")
        }
        Kind::Value => Some("http://purl.org/linked-data/sdmx/2009/measure#obsValue"),
        Kind::Status => Some("http://purl.org/linked-data/sdmx/2009/attribute#obsStatus"),
        _ => None,
    };
    let mut column = json!({
        "name": name(column.name),
        // Readers find a column by its only title; what it is called in each language stands apart.
        "titles": crate::text::guard(column.name),
        "dc:title": tagged(&column.label),
        "datatype": datatype,
        "propertyUrl": property,
        "required": matches!(column.kind, Kind::Period).then_some(true),
    });
    without_nothing(&mut column);
    column
}

/// A column's name as a variable of a URI template (RFC 6570).
fn name(column: &str) -> String {
    let mut name = String::new();
    for byte in column.bytes() {
        match byte {
            b' ' | b'_' if name.is_empty() => {}
            b' ' => name.push('_'),
            it if it.is_ascii_alphanumeric() || it == b'_' => name.push(it as char),
            it => {
                // Writing to a string cannot fail.
                let _ = write!(name, "%{it:02X}");
            }
        }
    }
    name
}
