//! Stage 2c: tables and their metadata → [`Dataset`]s.
//!
//! A dataset is `data/ID.csv` beside `data/ID.yaml`. The table is read as people save it, its
//! columns are told apart, its rows become series of observations, and what contradicts itself is
//! reported with its place. Nothing is computed or corrected here.

mod check;
mod csv;
mod found;
mod hierarchy;
mod label;
mod lower;
mod metadata;
mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::found::Found;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Span},
    model::{Dataset, Series, Settings},
    source::Files,
};

/// Reads every dataset of the site, by name.
pub fn parse(files: &Files, settings: &Settings) -> Checked<Vec<Dataset>> {
    let mut sink = Diagnostics::new();
    let labels = label::shipped(files, &mut sink);
    let pairs = pairs(files, &mut sink);
    let read: Vec<(Option<Dataset>, Found)> = pairs
        .into_par_iter()
        .map(|(id, pair)| {
            let mut found = Found::default();
            (dataset(files, &id, pair, &labels, &mut found), found)
        })
        .collect();
    let now = newest(read.iter().filter_map(|it| it.0.as_ref()));
    let mut datasets = Vec::new();
    for (dataset, mut found) in read {
        let Some(dataset) = dataset else {
            sink.extend(found.finish());
            continue;
        };
        if let Some(now) = now {
            check::stale(&dataset, files, now, settings.stale_after, &mut found);
        }
        found.accept(&dataset, files);
        sink.extend(found.finish());
        datasets.push(dataset);
    }
    Checked::new(datasets, sink)
}

/// The year against which the age of data is measured, since a clock would make every day another
/// site: the newest that any dataset has a value of or was fetched in.
fn newest<'a>(datasets: impl Iterator<Item = &'a Dataset>) -> Option<i16> {
    let year = |it: &Dataset| {
        let latest =
            it.series.iter().filter_map(Series::latest).map(|it| it.period.last());
        let fetched = it.metadata.source.accessed.map(jiff::civil::Date::year);
        latest.chain(fetched).max()
    };
    datasets.filter_map(year).max()
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
    found: &mut Found,
) -> Option<Dataset> {
    let metadata = metadata::parse(files, metadata_file, id, found);
    let table = csv::open(files, file, found)?;
    let lowered = lower::lower(&table, found)?;
    let mut series = lowered.series;
    check::separate(&mut series, &table, lowered.from.value, found);
    let mut dataset = Dataset {
        id: id.into(),
        file,
        metadata_file,
        metadata: metadata?,
        dimensions: lowered.dimensions,
        series,
        texts: lowered.texts,
    };
    label::label(&mut dataset, labels, files, found);
    hierarchy::arrange(&mut dataset);
    let subject = check::Subject::new(&dataset, &table, &lowered.from, files);
    check::check(&subject, found);
    Some(dataset)
}
