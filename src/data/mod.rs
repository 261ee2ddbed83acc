//! Stage 2c: tables and their metadata → [`Dataset`]s.
//!
//! A dataset is `data/ID.csv` beside `data/ID.yaml`, or what a repository of Open SDG has of an
//! indicator. The table is read as people save it, its columns are told apart, its rows become
//! series of observations, and what contradicts itself is reported with its place. Nothing is
//! computed or corrected here.

mod check;
mod csv;
mod found;
mod geography;
mod hierarchy;
mod history;
pub mod import;
mod label;
mod lower;
mod metadata;
mod open_sdg;
mod value;
mod vocabulary;

pub use found::ACCEPTABLE;

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use self::{
    found::Found,
    open_sdg::{Indicator, Repository, Translations},
    vocabulary::Vocabulary,
};

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::{self, Dataset, Settings, last_year, newest},
    source::Files,
};

/// Reads every dataset of the site, by name. In the place of one that may not be seen yet stands
/// its newest former state, where the metadata of that time was kept too.
pub fn parse(files: &Files, settings: &Settings) -> Checked<Vec<Dataset>> {
    let mut sink = Diagnostics::new();
    let layout = Layout::open(files, settings, &mut sink);
    let labels = vocabulary::shipped(files, &mut sink);
    let parts = layout.parts(files, &mut sink);
    history::check(files, &parts.iter().map(|it| &*it.id).collect(), &mut sink);
    let read: Vec<(Option<Dataset>, Found)> = parts
        .into_par_iter()
        .map(|part| {
            let mut found = Found::default();
            let mut formers = history::of(files, &part.id);
            let now = dataset(files, &part, &layout, &labels, &mut found);
            let shown = now.map(|now| {
                let before = history::before(&now, settings, &mut formers, &part);
                let former = before
                    .and_then(|it| dataset(files, &it, &layout, &labels, &mut found));
                former.unwrap_or(now)
            });
            let shown = shown.map(|mut shown| {
                let revisions = history::revisions(&shown, &formers, files, &mut found);
                shown.revisions = revisions;
                label::gone(&mut shown, &labels);
                shown
            });
            (shown, found)
        })
        .collect();
    let geography = Arc::new(geography::parse(files, &mut sink));
    let now = newest(read.iter().filter_map(|it| it.0.as_ref()));
    let last = last_year(read.iter().filter_map(|it| it.0.as_ref()));
    let mut datasets = Vec::new();
    for (dataset, mut found) in read {
        let Some(mut dataset) = dataset else {
            sink.extend(found.finish());
            continue;
        };
        if let Some(now) = now {
            check::stale(&dataset, files, now, settings.stale_after, &mut found);
        }
        check::status(&dataset, files, last, &mut found);
        dataset.geography = Arc::clone(&geography);
        found.accept(&dataset, files);
        sink.extend(found.finish());
        datasets.push(dataset);
    }
    Checked::new(datasets, sink)
}

/// The files of a dataset.
struct Parts {
    id: String,
    /// The table; an indicator of a repository may have none yet.
    table: Option<FileId>,
    /// Where most of what is known about it stands.
    metadata: FileId,
}

/// How the folder of data is laid out.
enum Layout {
    Prokash,
    OpenSdg(Repository),
}

impl Layout {
    fn open(files: &Files, settings: &Settings, sink: &mut Diagnostics) -> Self {
        match settings.data {
            model::Layout::Prokash => Self::Prokash,
            model::Layout::OpenSdg => Self::OpenSdg(Repository::open(files, sink)),
        }
    }

    /// The datasets there are, by name.
    fn parts(&self, files: &Files, sink: &mut Diagnostics) -> Vec<Parts> {
        match self {
            Self::Prokash => pairs(files, sink),
            Self::OpenSdg(repository) => repository
                .indicators()
                .map(|(id, table, metadata)| Parts { id: id.to_owned(), table, metadata })
                .collect(),
        }
    }
}

/// The tables with their metadata, by name.
fn pairs(files: &Files, sink: &mut Diagnostics) -> Vec<Parts> {
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
            "xlsx" | "xls" | "ods" => sink.push(workbook(id, name)),
            _ => {}
        }
    }
    let mut pairs = Vec::new();
    for (name, halves) in found {
        let (there, lacking) = match halves {
            [Some(table), Some(metadata)] => {
                pairs.push(Parts { id: name, table: Some(table), metadata });
                continue;
            }
            [Some(table), None] => (table, "yaml"),
            [None, Some(metadata)] => (metadata, "csv"),
            [None, None] => continue,
        };
        let message =
            say!("the dataset `{name}` has no `data/{name}.{lacking}`", name, lacking);
        let help = match lacking {
            "yaml" => {
                say!("write that file with at least `title:`, `unit:` and `source:`")
            }
            _ => {
                say!(
                    "write that file; a first line `Year,Value` alone says that there is no data yet"
                )
            }
        };
        sink.push(
            Diagnostic::new(Rule::NoMetadata, Span::file(there), message).help(help),
        );
    }
    pairs
}

/// What is said of a workbook, which a build does not read.
fn workbook(file: FileId, name: &str) -> Diagnostic {
    let message =
        say!("`data/{name}` is a workbook, and only tables as CSV are read", name);
    Diagnostic::new(Rule::Workbook, Span::file(file), message)
        .help(say!("move it out of `data/`, then run `prokash import` with its name"))
}

fn dataset(
    files: &Files,
    parts: &Parts,
    layout: &Layout,
    labels: &Vocabulary,
    found: &mut Found,
) -> Option<Dataset> {
    let (metadata, start) = match layout {
        Layout::Prokash => {
            (metadata::parse(files, parts.metadata, &parts.id, found), None)
        }
        Layout::OpenSdg(repository) => {
            let Indicator { metadata, start } = repository.read(files, &parts.id, found);
            (Some(metadata), Some(start))
        }
    };
    let table = match parts.table {
        Some(file) => csv::open(files, file, found)?,
        None => csv::Table::new("Year,Value", parts.metadata, found),
    };
    let declared =
        metadata.as_ref().map_or_else(BTreeMap::new, |it| it.dimensions.clone());
    let mut lowered = lower::lower(&table, &declared, found)?;
    let mut metadata = metadata?;
    if let Some(start) = start.as_ref().filter(|_| !lowered.has_headline()) {
        metadata.dimensions = open_sdg::totals(start);
        lowered = lower::lower(&table, &metadata.dimensions, &mut Found::default())?;
    }
    let mut series = lowered.series;
    check::separate(&mut series, &table, lowered.from.value, found);
    let mut dataset = Dataset {
        id: parts.id.as_str().into(),
        file: parts.table.unwrap_or(parts.metadata),
        metadata_file: parts.metadata,
        metadata,
        dimensions: lowered.dimensions,
        series,
        texts: lowered.texts,
        revisions: Vec::new(),
        geography: Arc::default(),
    };
    match (layout, start) {
        (Layout::OpenSdg(repository), Some(start)) => {
            open_sdg::finish(&mut dataset, &start);
            label::label(&mut dataset, labels, &repository.translations);
        }
        _ => {
            label::label(&mut dataset, labels, &Translations::default());
            label::check_unused(&dataset, files, found);
        }
    }
    hierarchy::arrange(&mut dataset);
    let subject = check::Subject::new(&dataset, &table, &lowered.from, files);
    check::check(&subject, found);
    Some(dataset)
}
