//! How editors see what is read by hand: the JSON Schemas of types that cannot derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Expected, Frequency, IndicatorId, Release, Value, Where};

/// Gives a type a name and the schema that follows.
macro_rules! schemas {
    ($($(#[doc = $doc:literal])+ $name:ident $schema:tt)*) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

/// A day of the calendar, as it is written: stands for the type of a library that has no schema.
pub(super) struct Day;

schemas! {
    /// `2026-01-31`.
    Day {
        "type": "string",
        "pattern": "^\\d{4}-\\d{2}-\\d{2}$",
        "format": "date",
        "examples": ["2026-01-31"]
    }
    /// `8.6.1` or `8-6-1`.
    IndicatorId {
        "type": "string",
        "pattern": "^([1-9]|1[0-7])[.-]([0-9]{1,3}|[a-z])[.-][0-9]{1,3}$",
        "examples": ["8.6.1"]
    }
    /// A number.
    Value { "type": "number" }
    /// Columns with the value wanted of each.
    Where {
        "type": "object",
        "additionalProperties": { "type": ["string", "number"] },
        "examples": [{ "Sex": "Female", "Year": 2022 }]
    }
    /// A word or a number of years.
    Frequency {
        "anyOf": [
            { "enum": ["monthly", "quarterly", "annual"] },
            { "type": "integer", "minimum": 1, "maximum": 20 }
        ]
    }
    /// A year, a quarter, a month or a day.
    Release {
        "type": ["string", "integer"],
        "examples": [2027, "2027-Q2", "2027-06", "2027-06-30"]
    }
    /// Columns, or columns with their values.
    Expected {
        "anyOf": [
            { "type": "array", "items": { "type": "string" } },
            {
                "type": "object",
                "additionalProperties": {
                    "type": ["string", "integer", "array"],
                    "items": { "type": ["string", "integer"] }
                }
            }
        ],
        "examples": [["Sex"], { "Sex": ["Female", "Male"], "Year": "2015-2024" }]
    }
}
