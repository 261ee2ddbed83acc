//! JSON Schemas of what people write in YAML, for editors that complete keys and underline slips.
//!
//! They are made from the types that the files are read into, so that both say the same. Draft 7,
//! without references: all that editors understand alike.

use schemars::{JsonSchema, generate::SchemaSettings};

use crate::model::{
    ChartRequest, Front, Metadata, Settings, TableRequest, TimelineRequest,
};

/// The schemas by the names of their files: of `prokash.yaml`, of a dataset's metadata, and of the
/// front matter of a page.
pub fn schemas() -> [(&'static str, serde_json::Value); 3] {
    [
        ("prokash.schema.json", of::<Settings>("prokash.yaml")),
        ("dataset.schema.json", of::<Metadata>("data/ID.yaml")),
        ("page.schema.json", of::<Front>("the front matter of content/NAME.LANG.md")),
    ]
}

/// The schemas of what stands in fenced blocks, by their names.
pub fn blocks() -> [(&'static str, serde_json::Value); 3] {
    [
        ("chart", of::<ChartRequest>("chart")),
        ("table", of::<TableRequest>("table")),
        ("timeline", of::<TimelineRequest>("timeline")),
    ]
}

fn of<T: JsonSchema>(title: &str) -> serde_json::Value {
    let settings = SchemaSettings::draft07().with(|it| it.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
