//! Names of languages.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use tinystr::TinyAsciiStr;

/// A BCP 47 language tag of up to eleven letters, such as `bn`, `en` or `sr-Latn`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String")]
pub struct Language(TinyAsciiStr<11>);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(tinystr::tinystr!(11, "en"));

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[A-Za-z0-9]{2,3}(-[A-Za-z0-9]{2,8})*$",
            "maxLength": 11,
            "examples": ["bn", "en"]
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(tag: &str) -> Result<Self, String> {
        let shaped = tag.split('-').enumerate().all(|(i, part)| {
            let length = if i == 0 { 2..=3 } else { 2..=8 };
            length.contains(&part.len())
                && part.bytes().all(|it| it.is_ascii_alphanumeric())
        });
        match TinyAsciiStr::try_from_str(tag) {
            Ok(tag) if shaped => Ok(Self(tag)),
            _ => Err(format!("`{tag}` is no language tag such as `bn` or `en`")),
        }
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        tag.parse()
    }
}
