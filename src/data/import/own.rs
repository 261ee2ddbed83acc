//! What Prokash itself gave away, as JSON or as a workbook: the table and all that is known of it.

use indexmap::IndexMap;
use jiff::civil::Date;
use serde_json::{Map, Value, json, value::RawValue};

use super::workbook::{self, Cells};
use crate::{
    data::vocabulary::Vocabulary,
    model::json_key,
    text::{Localized, Sheet},
};

/// A dataset as it was given away.
#[derive(Debug)]
pub(super) struct Own {
    /// Its name; a workbook tells none.
    pub(super) id: Option<String>,
    /// The table as CSV.
    pub(super) table: String,
    /// What is known about it, by the keys of its metadata.
    pub(super) metadata: Map<String, Value>,
}

/// Keys with what stands under them, as it was written.
type Raw<'a> = IndexMap<String, &'a RawValue>;

/// Keys that are the same in the export and in the metadata, or other ones there.
const KEYS: [(&str, &str); 18] = [
    ("indicator", "indicator"),
    ("title", "title"),
    ("definition", "definition"),
    ("unit", "unit"),
    ("source", "source"),
    ("vintage", "vintage"),
    ("custodian", "custodian"),
    ("method", "method"),
    ("baseline", "baseline"),
    ("targets", "targets"),
    ("breaks", "breaks"),
    ("dimensions", "dimensions"),
    ("notes", "notes"),
    ("licence", "licence"),
    ("contact", "contact"),
    ("released", "release"),
    ("updated", "updated"),
    ("revisions", "revisions"),
];

/// Columns behind the value, with their keys in an observation.
const ATTRIBUTES: [(&str, &str); 7] = [
    ("lower", "LowerBound"),
    ("upper", "UpperBound"),
    ("geo", "GeoCode"),
    ("status", "Obs status"),
    ("nature", "Nature"),
    ("source", "Source"),
    ("footnote", "Footnote"),
];

/// A dataset's JSON file; `None` where `text` is none.
pub(super) fn json(text: &str) -> Option<Own> {
    let mut export: Raw<'_> = serde_json::from_str(text).ok()?;
    let observations = export.shift_remove("observations")?.get();
    let observations: Vec<Raw<'_>> = serde_json::from_str(observations).ok()?;
    let rest = export
        .iter()
        .map(|(key, it)| Some((key.clone(), serde_json::from_str(it.get()).ok()?)));
    let mut known = Value::Object(rest.collect::<Option<_>>()?);
    let dimensions = known["dimensions"].as_array()?.clone();
    let columns: Vec<&str> =
        dimensions.iter().map(|it| it["name"].as_str()).collect::<Option<_>>()?;
    let mut sheet = Sheet::new(false);
    let attributes = || ATTRIBUTES.iter();
    let head = std::iter::once("Year").chain(columns.iter().copied()).chain(["Value"]);
    sheet.row(head.chain(attributes().map(|it| it.1)));
    for observation in &observations {
        let cell =
            |key: &str| observation.get(key).map_or_else(String::new, |it| plain(it));
        let groups = columns.iter().map(|it| cell(&json_key(it)));
        let value = cell("bound") + &cell("value");
        let row = std::iter::once(cell("period")).chain(groups).chain([value]);
        let row: Vec<String> = row.chain(attributes().map(|it| cell(it.0))).collect();
        sheet.row(row.iter().map(String::as_str));
    }
    known["dimensions"] = labels(&dimensions);
    Some(Own {
        id: Some(known["id"].as_str()?.to_owned()),
        table: String::from_utf8(sheet.finish()).ok()?,
        metadata: metadata(&mut known),
    })
}

/// A string, or a number with the digits that were written.
fn plain(raw: &RawValue) -> String {
    match serde_json::from_str(raw.get()) {
        Ok(Value::String(text)) => text,
        Ok(Value::Null) | Err(_) => String::new(),
        Ok(_) => raw.get().to_owned(),
    }
}

/// The labels of columns and codes as the metadata has them.
fn labels(dimensions: &[Value]) -> Value {
    let each = dimensions.iter().filter_map(|it| {
        let codes = it["codes"].as_array()?.iter();
        let values = codes.filter_map(|it| {
            Some((it["code"].as_str()?.to_owned(), it["label"].clone()))
        });
        let values: Map<String, Value> = values.collect();
        let labels = json!({ "label": it["label"], "values": values });
        Some((it["name"].as_str()?.to_owned(), labels))
    });
    Value::Object(each.collect())
}

/// What the metadata says, of what an export says.
fn metadata(known: &mut Value) -> Map<String, Value> {
    for revision in known["revisions"].as_array_mut().into_iter().flatten() {
        *revision = json!({ "date": revision["date"], "note": revision["why"] });
    }
    // The day of the last change is told from other days where nobody wrote it down.
    if is_told(known) {
        known["updated"] = Value::Null;
    }
    let named = KEYS.iter().filter_map(|(key, name)| {
        let mut value = known.get(*key)?.clone();
        prune(&mut value);
        (!is_nothing(&value)).then(|| ((*name).to_owned(), value))
    });
    named.collect()
}

/// Whether the day of the last change is one that another key says, or no day.
fn is_told(known: &Value) -> bool {
    let updated = &known["updated"];
    let mut revisions = known["revisions"].as_array().into_iter().flatten();
    updated.as_str().is_none_or(|it| it.len() != 10)
        || [&known["released"], &known["source"]["accessed"]].contains(&updated)
        || revisions.any(|it| it["date"] == *updated)
}

/// Takes out what says nothing: nulls and what holds nothing else, and revisions without a reason.
fn prune(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(prune);
            object.retain(|_, it| !is_nothing(it));
        }
        Value::Array(list) => {
            list.iter_mut().for_each(prune);
            list.retain(|it| {
                !is_nothing(it) && (it.get("date").is_none() || it.get("note").is_some())
            });
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(object) => object.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// A dataset's workbook, by its sheets; `None` where it is another one.
pub(super) fn workbook(sheets: &[workbook::Sheet]) -> Option<Own> {
    let sheet = |name: &str| sheets.iter().find(|it| it.name == name).map(|it| &it.cells);
    let (data, notes, codes) = (sheet("Data")?, sheet("Notes")?, sheet("Codes")?);
    (cell(notes, 0, 0) == "Key" && cell(codes, 0, 0) == "Column").then_some(())?;
    let (_, head) = workbook::score(data);
    let mut known = json!({});
    for (row, _) in notes.iter().skip(1) {
        note(cell(notes, *row, 0), texts(notes, *row), &mut known);
    }
    for (row, _) in codes.iter().skip(1) {
        let (column, code) = (cell(codes, *row, 0), cell(codes, *row, 1));
        if !["Obs status", "Nature"].contains(&column) {
            known["dimensions"][column]["values"][code] = texts(codes, *row);
        }
    }
    Some(Own {
        id: None,
        table: workbook::csv(data, head, true)?,
        metadata: metadata(&mut known),
    })
}

fn cell(cells: &Cells, row: u32, column: u32) -> &str {
    let row = cells.binary_search_by_key(&row, |it| it.0).ok().map(|it| &cells[it].1);
    let cell = row.and_then(|it| it.iter().find(|it| it.0 == column));
    cell.map_or("", |it| it.1.as_str())
}

/// What a row says in each language, whose tag is the first line of the head of its column; one
/// text where all say the same.
fn texts(cells: &Cells, row: u32) -> Value {
    let heads = cells.first().map_or(&[][..], |it| &it.1[..]);
    let heads: Vec<(u32, &str)> =
        heads.iter().filter_map(|it| Some((it.0, it.1.split_once('\n')?.0))).collect();
    let said: Vec<(&str, &str)> =
        heads.iter().map(|it| (it.1, cell(cells, row, it.0))).collect();
    match said.as_slice() {
        [] => Value::Null,
        [(_, first), rest @ ..]
            if !first.is_empty() && rest.iter().all(|it| it.1 == *first) =>
        {
            json!(first)
        }
        all => {
            let all = all.iter().filter(|it| !it.1.is_empty());
            Value::Object(all.map(|it| (it.0.to_owned(), json!(it.1))).collect())
        }
    }
}

/// Keys under which there is a text in each language.
const TEXTS: [&str; 7] =
    ["title", "definition", "unit", "vintage", "custodian", "method", "contact"];

/// Puts what a row of the notes says under its key.
fn note(key: &str, said: Value, known: &mut Value) {
    let push = |known: &mut Value, value: Value| match &mut known[key] {
        Value::Array(list) => list.push(value),
        other => *other = json!([value]),
    };
    let whole = || match &said {
        Value::Object(each) => each.values().next().cloned().unwrap_or_default(),
        one => one.clone(),
    };
    match key.split_once('.') {
        Some(("source", key)) => known["source"][key] = said,
        Some(("dimensions", column)) => known["dimensions"][column]["label"] = said,
        _ if key == "notes" => push(known, said),
        _ if key == "breaks" => {
            let (year, note) = dated(&said);
            push(
                known,
                json!({ "year": year.parse::<i16>().unwrap_or_default(), "note": note }),
            );
        }
        _ if key == "revisions" => {
            let (date, why) = dated(&said);
            push(known, json!({ "date": date, "why": why }));
        }
        _ if ["indicator", "licence", "updated", "release"].contains(&key) => {
            let key = if key == "release" { "released" } else { key };
            known[key] = whole();
        }
        _ if TEXTS.contains(&key) => known[key] = said,
        _ => {}
    }
}

/// `2016: new survey` in each language → the year, and the note in each.
fn dated(said: &Value) -> (String, Value) {
    let mut day = String::new();
    let mut cut = |text: &Value| {
        let text = text.as_str().unwrap_or_default();
        let (before, note) = text.split_once(": ").unwrap_or((text, ""));
        before.clone_into(&mut day);
        if note.is_empty() { Value::Null } else { json!(note) }
    };
    let note = match said {
        Value::Object(each) => {
            Value::Object(each.iter().map(|it| (it.0.clone(), cut(it.1))).collect())
        }
        one => cut(one),
    };
    (day, note)
}

impl Own {
    /// The metadata of the dataset under the name `id`, fetched on a day; labels that are shipped
    /// are left out.
    pub(super) fn yaml(
        &self,
        id: &str,
        accessed: Option<Date>,
        vocabulary: &Vocabulary,
    ) -> String {
        let mut metadata = self.metadata.clone();
        if let Some(day) = accessed {
            let source = metadata.entry("source").or_insert_with(|| json!({}));
            source["accessed"] = json!(day.to_string());
        }
        let named = |it: &Value| it.as_str().is_none_or(|it| it.replace('.', "-") == id);
        metadata.retain(|key, value| key != "indicator" || named(value));
        if let Some(Value::Object(columns)) = metadata.get_mut("dimensions") {
            for (name, labels) in &mut *columns {
                let column = vocabulary.column(name);
                let same = |label: &Value, shipped: Localized<String>| {
                    serde_json::from_value(label.clone())
                        .is_ok_and(|it: Localized<String>| it == shipped)
                };
                let Value::Object(labels) = labels else { continue };
                labels.retain(|key, label| {
                    key != "label"
                        || !same(
                            label,
                            vocabulary.column_label(&column).unwrap_or_default(),
                        )
                });
                if let Some(Value::Object(values)) = labels.get_mut("values") {
                    values.retain(|code, label| {
                        let shipped = if code.is_empty() {
                            vocabulary.total(&column)
                        } else {
                            vocabulary.value(&column, code)
                        };
                        !same(label, shipped)
                    });
                }
                labels.retain(|_, it| !is_nothing(it));
            }
            columns.retain(|_, it| !is_nothing(it));
        }
        metadata.retain(|_, it| !is_nothing(it));
        let mut yaml = String::new();
        for (key, value) in &metadata {
            block(key, value, 0, &mut yaml);
        }
        yaml
    }
}

/// A key with what stands under it: texts, and what lists hold, on one line each.
fn block(key: &str, value: &Value, depth: usize, yaml: &mut String) {
    let mut line = |text: String| {
        yaml.push_str(&"  ".repeat(depth));
        yaml.push_str(&text);
        yaml.push('\n');
    };
    match value {
        Value::Object(object)
            if ["source", "dimensions"].contains(&key) && depth == 0
                || key == "values" && depth == 2
                || object.contains_key("values") && depth == 1 =>
        {
            line(format!("{}:", name(key)));
            for (key, value) in object {
                block(key, value, depth + 1, yaml);
            }
        }
        Value::Array(list) => {
            line(format!("{}:", name(key)));
            for it in list {
                line(format!("  - {}", flow(it)));
            }
        }
        one => line(format!("{}: {}", name(key), flow(one))),
    }
}

/// A key as it is written: in quotes where it is more than a word.
fn name(key: &str) -> String {
    let word = key.starts_with(|it: char| it.is_ascii_alphabetic())
        && key.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_')
        && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
            .contains(&key.to_ascii_lowercase().as_str());
    if word { key.to_owned() } else { json!(key).to_string() }
}

/// A value of YAML on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let each = object.iter().map(|it| format!("{}: {}", name(it.0), flow(it.1)));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        }
        Value::Array(list) => {
            format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        one => one.to_string(),
    }
}
