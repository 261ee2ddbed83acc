//! The files in which data is given away.

use std::borrow::Cow;

use super::Route;

/// A file that a dataset may be had in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// What it is called: `CSV`.
    pub name: &'static str,
    /// What its name ends in, after the dataset's.
    pub ending: &'static str,
    /// Its media type (IANA).
    pub media: &'static str,
    /// The words that say what it is for: `format.csv`.
    pub word: &'static str,
}

impl Format {
    /// Every format, the ones that most people want first.
    pub const ALL: [Self; 8] = [
        Self::CSV,
        Self {
            name: "XLSX",
            ending: "xlsx",
            media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            word: "format.xlsx",
        },
        Self {
            name: "JSON",
            ending: "json",
            media: "application/json",
            word: "format.json",
        },
        Self {
            name: "CSVW",
            ending: "csv-metadata.json",
            media: "application/csvm+json",
            word: "format.csvw",
        },
        Self {
            name: "SDMX-CSV",
            ending: "sdmx.csv",
            media: "application/vnd.sdmx.data+csv",
            word: "format.sdmx-csv",
        },
        Self {
            name: "SDMX-JSON",
            ending: "sdmx.json",
            media: "application/vnd.sdmx.data+json",
            word: "format.sdmx-json",
        },
        Self {
            name: "GeoJSON",
            ending: "geojson",
            media: "application/geo+json",
            word: "format.geojson",
        },
        Self { name: "ZIP", ending: "zip", media: "application/zip", word: "format.zip" },
    ];

    /// The table itself.
    pub const CSV: Self =
        Self { name: "CSV", ending: "csv", media: "text/csv", word: "format.csv" };

    /// What people know it as who never heard of its name, and what kind of file it is.
    pub fn called(&self) -> &'static str {
        match self.ending {
            "xlsx" => "Excel (XLSX)",
            "csv-metadata.json" => "CSVW (JSON)",
            _ => self.name,
        }
    }

    /// Where the file of `dataset` is.
    pub fn route(&self, dataset: &str) -> Route {
        Route::new(&format!("data/{dataset}.{}", self.ending))
    }
}

/// The keys of an observation in a JSON file that are no columns of groups.
const KEYS: [&str; 10] = [
    "period", "value", "lower", "upper", "bound", "geo", "status", "nature", "source",
    "footnote",
];

/// The key of a column of groups in an observation: its name, with a `_` behind where the name is
/// one of the other keys.
pub fn json_key(column: &str) -> Cow<'_, str> {
    if KEYS.contains(&column.trim_end_matches('_')) {
        Cow::Owned(format!("{column}_"))
    } else {
        Cow::Borrowed(column)
    }
}
