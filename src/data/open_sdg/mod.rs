//! An Open SDG data repository, as it is: `data/indicator_8-6-1.csv`, `indicator-config/8-6-1.yml`,
//! `meta/8-6-1.yml` (or `.md`, `.csv`; translations in `meta/LANG/`) and `translations/LANG/*.yml`.
//!
//! Format: <https://open-sdg.readthedocs.io/>, "Data format", "Metadata format" and "Translation".
//! Keys that Prokash has no use for are left alone, as Open SDG itself does.

mod fields;
mod graph;
mod metadata;
mod translations;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::translations::Translations;
use self::{fields::Fields, metadata::Start};
use super::found::Found;
use crate::{
    diag::{Diagnostics, FileId},
    model::{Dataset, DimensionLabels, Metadata, Period},
    source::Files,
    text::Language,
};

/// Where what is said about indicators stands; the later overrides the earlier.
const FOLDERS: [&str; 2] = ["indicator-config/", "meta/"];

/// The files of a repository by indicator.
#[derive(Debug)]
pub(super) struct Repository {
    /// What its translations call columns, values and whatever a text names by key.
    pub(super) translations: Translations,
    entries: BTreeMap<String, Entry>,
}

/// The files of one indicator.
#[derive(Debug, Default)]
struct Entry {
    table: Option<FileId>,
    metadata: Vec<FileId>,
    translated: Vec<(Language, FileId)>,
}

/// What a repository says of one indicator.
#[derive(Debug)]
pub(super) struct Indicator {
    pub(super) metadata: Metadata,
    pub(super) start: Start,
}

impl Repository {
    /// Finds the files of the repository.
    pub(super) fn open(files: &Files, sink: &mut Diagnostics) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for id in files.under("data/") {
            if let Some(name) = stem(&files.path(id)["data/".len()..], &["csv"]) {
                entries.entry(name).or_default().table = Some(id);
            }
        }
        for folder in FOLDERS {
            for id in files.under(folder) {
                let path = &files.path(id)[folder.len()..];
                let endings = ["yml", "yaml", "md", "csv"];
                match path.split_once('/') {
                    None => {
                        if let Some(name) = stem(path, &endings) {
                            entries.entry(name).or_default().metadata.push(id);
                        }
                    }
                    Some((folder, path)) => {
                        let language = folder.parse().ok();
                        if let Some((language, name)) = language.zip(stem(path, &endings))
                        {
                            let entry = entries.entry(name).or_default();
                            entry.translated.push((language, id));
                        }
                    }
                }
            }
        }
        Self { translations: Translations::read(files, sink), entries }
    }

    /// The indicators, each with its table, if there is one, and the file that says most of it.
    pub(super) fn indicators(
        &self,
    ) -> impl Iterator<Item = (&str, Option<FileId>, FileId)> {
        self.entries.iter().filter_map(|(id, entry)| {
            let main = entry.metadata.last().copied().or(entry.table)?;
            Some((id.as_str(), entry.table, main))
        })
    }

    /// What is said of the indicator `id`.
    pub(super) fn read(&self, files: &Files, id: &str, found: &mut Found) -> Indicator {
        let entry = &self.entries[id];
        let mut fields = Fields::default();
        for file in &entry.metadata {
            fields.add(files, *file, found);
        }
        let translated = entry.translated.iter().map(|(language, file)| {
            let mut fields = Fields::default();
            fields.add(files, *file, found);
            (*language, fields)
        });
        let translated: Vec<(Language, Fields)> = translated.collect();
        let reader = metadata::Reader {
            fields: &fields,
            translated: &translated,
            translations: &self.translations,
        };
        let (metadata, start) =
            reader.metadata(id, entry.metadata.last().copied(), found);
        Indicator { metadata, start }
    }
}

/// `indicator_8-6-1.csv` → `8-6-1`; only names with a dash are indicators.
fn stem(name: &str, endings: &[&str]) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let stem = stem.strip_prefix("indicator_").unwrap_or(stem);
    let inside = stem.contains('-') && !stem.contains('/');
    (endings.contains(&ending) && inside).then(|| stem.to_owned())
}

/// What the start selection declares as the whole of a column, for a table without a headline.
pub(super) fn totals(start: &Start) -> BTreeMap<String, DimensionLabels> {
    let labels = |total: &String| DimensionLabels {
        total: Some(total.clone()),
        ..DimensionLabels::default()
    };
    start.values.iter().map(|(column, total)| (column.clone(), labels(total))).collect()
}

/// Adds what can only be told with the table at hand: breaks are written as positions along the
/// axis of years, and a column of units says more than one unit for all.
pub(super) fn finish(dataset: &mut Dataset, start: &Start) {
    let observations = dataset.series.iter().flat_map(|it| &it.observations);
    let periods: BTreeSet<Period> = observations.map(|it| it.period).collect();
    let years: Vec<i16> = periods.iter().map(|it| it.year).collect();
    for position in &start.breaks {
        let year = graph::year(*position, &years);
        let note = crate::text::Localized::default();
        let known = |year| dataset.metadata.breaks.iter().any(|it| it.year == year);
        if let Some(year) = year.filter(|it| !known(*it)) {
            dataset.metadata.breaks.push(crate::model::Break { year, note });
        }
    }
    graph::finish(dataset, &start.graph, &years);
    if dataset.dimensions.iter().any(|it| it.role == crate::model::Role::Unit) {
        dataset.metadata.unit = crate::text::Localized::default();
    }
}
