//! `data/history/ID/DATE.csv` → what became of the numbers of a dataset.
//!
//! The file is the table that was replaced on that day, copied there before the change. A build
//! has no memory of the one before, so that the same input gives the same site: the past is an
//! input too. `DATE.yaml` beside it is the metadata of that time; with it the table can stand in
//! for one that may not be seen yet.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Parts, found::Found, lower};
use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, meant, say},
    model::{self, Dataset, Revision, Settings},
    source::Files,
    text::nearest,
};

const FOLDER: &str = "data/history/";

/// A former state of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Former {
    /// The day on which it was replaced.
    pub(super) date: Date,
    pub(super) table: FileId,
    pub(super) metadata: Option<FileId>,
}

/// The former states of the dataset `id`, the oldest first.
pub(super) fn of(files: &Files, id: &str) -> Vec<Former> {
    let folder = format!("{FOLDER}{id}/");
    let tables = files.under(&folder).filter_map(|table| {
        let name = files.path(table).strip_prefix(&folder)?.strip_suffix(".csv")?;
        let metadata = files.find(&format!("{folder}{name}.yaml"));
        Some(Former { date: name.parse().ok()?, table, metadata })
    });
    let mut formers: Vec<Former> = tables.collect();
    formers.sort_by_key(|it| it.date);
    formers
}

/// What stands in for `dataset` where that may not be seen yet: its newest former state, which is
/// then none of `formers` any more.
pub(super) fn before(
    dataset: &Dataset,
    settings: &Settings,
    formers: &mut Vec<Former>,
    parts: &Parts,
) -> Option<Parts> {
    if !settings.holds_back(dataset.metadata.release) {
        return None;
    }
    let metadata = formers.last()?.metadata?;
    let former = formers.pop()?;
    Some(Parts { id: parts.id.clone(), table: Some(former.table), metadata })
}

/// Tells of former tables that belong to no dataset of `names` or to no day.
pub(super) fn check(files: &Files, names: &BTreeSet<&str>, sink: &mut Diagnostics) {
    for id in files.under(FOLDER) {
        let path = &files.path(id)[FOLDER.len()..];
        let (folder, file) = path.split_once('/').unwrap_or(("", path));
        let (day, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let (message, help) = if !names.contains(folder) {
            let near = nearest(folder, names.iter().copied());
            let help = near.map(|it| meant(&format!("{FOLDER}{it}/")));
            (say!("there is no dataset `{folder}`", folder), help)
        } else if day.parse::<Date>().is_err() || !["csv", "yaml"].contains(&ending) {
            let help =
                say!("name it after the day on which it was replaced: `2026-11-24.csv`");
            (say!("`{file}` is no day and ending", file), Some(help))
        } else {
            continue;
        };
        let diagnostic = Diagnostic::new(Rule::BadHistory, Span::file(id), message);
        sink.push(diagnostic.maybe_help(help));
    }
}

/// What each of `formers` was replaced by, the last one by `dataset`; and what the metadata says
/// of days from which no table was kept.
pub(super) fn revisions(
    dataset: &Dataset,
    formers: &[Former],
    files: &Files,
    found: &mut Found,
) -> Vec<Revision> {
    let labels = &dataset.metadata.dimensions;
    let read: Vec<_> = formers
        .iter()
        .filter_map(|it| {
            let table = super::csv::open(files, it.table, found)?;
            Some((it.date, lower::lower(&table, labels, found)?))
        })
        .collect();
    let notes = &dataset.metadata.revisions;
    let mut revisions: Vec<Revision> = read
        .iter()
        .enumerate()
        .map(|(at, (date, before))| {
            let after = match read.get(at + 1) {
                Some((_, next)) => (&*next.dimensions, &*next.series),
                None => (&*dataset.dimensions, &*dataset.series),
            };
            let note = notes.iter().find(|it| it.date == *date);
            Revision {
                date: *date,
                note: note.map(|it| it.note.clone()).unwrap_or_default(),
                changes: model::changes((&before.dimensions, &before.series), after),
            }
        })
        .collect();
    let kept = |date: Date| read.iter().any(|it| it.0 == date);
    let told = notes.iter().filter(|it| !kept(it.date));
    revisions.extend(told.map(|it| Revision {
        date: it.date,
        note: it.note.clone(),
        changes: Vec::new(),
    }));
    revisions.sort_by_key(|it| it.date);
    revisions
}
