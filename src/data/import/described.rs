//! What the World Bank says of its indicators, in a table that comes beside the data; what Our World
//! in Data says of the columns of a chart.

use std::collections::BTreeMap;

use super::plan::Name;
use crate::{
    data::csv::{Table, trim},
    diag::FileId,
};

/// An indicator's description.
#[derive(Debug, Default)]
pub(super) struct Description {
    pub(super) definition: String,
    pub(super) organisation: String,
    pub(super) unit: String,
}

/// Whether a file or a sheet called `name` describes indicators: `Metadata_Indicator_API_….csv`,
/// `Metadata - Indicators`.
pub(super) fn is(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let name = Name::new(last);
    name.tight.starts_with("metadataindicator") || last.ends_with(".metadata.json")
}

/// The descriptions in such a table, by the codes of the indicators.
pub(super) fn read(text: &str) -> BTreeMap<String, Description> {
    if text.trim_start().starts_with('{') {
        return chart(text).unwrap_or_default();
    }
    let table = Table::starting(text, FileId::default(), (0, 1));
    let column = |names: &[&str]| {
        let tight = |it: &str| Name::new(it).tight;
        table.head.iter().position(|it| names.contains(&&*tight(&it.text)))
    };
    let code = column(&["indicatorcode", "code"]);
    let columns = [
        column(&["sourcenote", "longdefinition"]),
        column(&["sourceorganization", "source"]),
    ];
    let mut described = BTreeMap::new();
    let Some(code) = code else { return described };
    for chunk in table.chunks() {
        table.rows(&chunk, |_, row| {
            let cell = |at: Option<usize>| {
                let cell = at.and_then(|it| row.get(it)).map_or("", trim);
                cell.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let [definition, organisation] = columns.map(cell);
            let unit = String::new();
            let by = Description { definition, organisation, unit };
            described.insert(cell(Some(code)), by);
        });
    }
    described
}

/// What is said of the columns of a chart, by their names.
fn chart(text: &str) -> Option<BTreeMap<String, Description>> {
    let chart: serde_json::Value = serde_json::from_str(text).ok()?;
    let columns = chart.get("columns")?.as_object()?.iter().map(|(name, column)| {
        let said = |keys: [&str; 2]| {
            let mut texts = keys.into_iter().filter_map(|it| column.get(it)?.as_str());
            texts.find(|it| !it.trim().is_empty()).unwrap_or_default().to_owned()
        };
        let by = Description {
            definition: said(["descriptionShort", "descriptionFromProducer"]),
            organisation: said(["citationShort", "citationLong"]),
            unit: said(["unit", "shortUnit"]),
        };
        (name.clone(), by)
    });
    Some(columns.collect())
}
