//! Stage 2c: tables and their metadata → [`Dataset`]s.
//!
//! A dataset is `data/ID.csv` beside `data/ID.yaml`. The table is read as people save it, its
//! columns are told apart, its rows become series of observations, and what contradicts itself is
//! reported with its place. Nothing is computed or corrected here.

mod check;
mod csv;
mod label;
mod lower;
mod metadata;
mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Span},
    model::{Dataset, Settings},
    source::Files,
};

/// Reads every dataset of the site, by name.
pub fn parse(files: &Files, _settings: &Settings) -> Checked<Vec<Dataset>> {
    let mut sink = Diagnostics::new();
    let labels = label::shipped(files, &mut sink);
    let pairs = pairs(files, &mut sink);
    let datasets = pairs.into_par_iter().map(|(id, (table, metadata))| {
        let mut sink = Diagnostics::new();
        let dataset = dataset(files, &id, (table, metadata), &labels, &mut sink);
        Checked::new(dataset, sink)
    });
    let datasets: Checked<Vec<Option<Dataset>>> =
        datasets.collect::<Vec<_>>().into_iter().collect();
    let datasets = datasets.into(&mut sink).into_iter().flatten().collect();
    Checked::new(datasets, sink)
}

/// The tables with their metadata, by name.
fn pairs(files: &Files, sink: &mut Diagnostics) -> BTreeMap<String, (FileId, FileId)> {
    let mut found: BTreeMap<String, [Option<FileId>; 2]> = BTreeMap::new();
    for id in files.under("data/") {
        let name = &files.path(id)["data/".len()..];
        if name.contains('/') {
            continue;
        }
        let Some((stem, ending)) = name.rsplit_once('.') else { continue };
        match ending {
            "csv" => found.entry(stem.to_owned()).or_default()[0] = Some(id),
            "yaml" | "yml" => found.entry(stem.to_owned()).or_default()[1] = Some(id),
            _ => {}
        }
    }
    let mut pairs = BTreeMap::new();
    for (name, halves) in found {
        let (there, lacking) = match halves {
            [Some(table), Some(metadata)] => {
                pairs.insert(name, (table, metadata));
                continue;
            }
            [Some(table), None] => (table, "yaml"),
            [None, Some(metadata)] => (metadata, "csv"),
            [None, None] => continue,
        };
        let message = format!("the dataset `{name}` has no `data/{name}.{lacking}`");
        let help = match lacking {
            "yaml" => "write that file with at least `title:`, `unit:` and `source:`",
            _ => {
                "write that file; a first line `Year,Value` alone says that there is no data yet"
            }
        };
        sink.push(
            Diagnostic::new(Rule::NoMetadata, Span::file(there), message).help(help),
        );
    }
    pairs
}

fn dataset(
    files: &Files,
    id: &str,
    (file, metadata_file): (FileId, FileId),
    labels: &label::Shipped,
    sink: &mut Diagnostics,
) -> Option<Dataset> {
    let metadata = metadata::parse(files, metadata_file, id, sink);
    let table = csv::read(files, file, sink)?;
    let lowered = lower::lower(&table, file, sink)?;
    let mut dataset = Dataset {
        id: id.into(),
        file,
        metadata_file,
        metadata: metadata?,
        dimensions: lowered.dimensions,
        series: lowered.series,
        texts: lowered.texts,
    };
    label::label(&mut dataset, labels, files, sink);
    metadata::check(&dataset, sink);
    Some(dataset)
}
