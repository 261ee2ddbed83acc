//! What the World Bank says of its indicators, in a table that comes beside the data.

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
}

/// Whether a file or a sheet called `name` describes indicators: `Metadata_Indicator_API_….csv`,
/// `Metadata - Indicators`.
pub(super) fn is(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let name = Name::new(last);
    name.tight.starts_with("metadataindicator")
}

/// The descriptions in such a table, by the codes of the indicators.
pub(super) fn read(text: &str) -> BTreeMap<String, Description> {
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
            described.insert(cell(Some(code)), Description { definition, organisation });
        });
    }
    described
}
