//! A newer download beside the table that is there: what was revised, added and taken out.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{Tidy, metadata};
use crate::{
    data::{Layout, Parts, found::Found, vocabulary},
    diag::{Diagnostics, FileId},
    model::{Dataset, Dimension, Metadata, Period, Role},
    source::{Content, File, Files, parse_yaml},
};

/// How a table differs from the one before.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Values that are not what they were: where, from, to.
    pub revised: Vec<(String, String, String)>,
    /// Where there was no value before.
    pub added: Vec<String>,
    /// Where there is no value any more.
    pub gone: Vec<String>,
}

impl Changes {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two versions of a dataset.
fn compare(old: &Dataset, new: &Dataset) -> Changes {
    let (old, mut new) = (observations(old), observations(new));
    let mut changes = Changes::default();
    for ((groups, period), before) in old {
        let place = |groups: &[String]| {
            let groups = groups.join(", ");
            let comma = if groups.is_empty() { "" } else { ", " };
            format!("{period}{comma}{groups}")
        };
        match new.remove(&(groups.clone(), period)) {
            Some(after) if after == before => {}
            Some(after) => changes.revised.push((place(&groups), before, after)),
            None => changes.gone.push(place(&groups)),
        }
    }
    for (groups, period) in new.into_keys() {
        let groups = [vec![period.to_string()], groups].concat();
        changes.added.push(groups.join(", "));
    }
    changes
}

/// Every value by its groups and period.
fn observations(dataset: &Dataset) -> BTreeMap<(Vec<String>, Period), String> {
    let mut all = BTreeMap::new();
    for series in &dataset.series {
        let named = dataset.dimensions.iter().zip(&series.key);
        let several =
            |it: &Dimension| it.role == Role::Disaggregation || it.codes.len() > 1;
        let groups = named.filter(|it| several(it.0)).filter_map(|(dimension, code)| {
            let id = &dimension.codes[usize::from(*code)].id;
            (!id.is_empty()).then(|| format!("{}={id}", dimension.name))
        });
        let mut groups: Vec<String> = groups.collect();
        // The columns of the two tables may stand in another order.
        groups.sort();
        for one in &series.observations {
            all.insert((groups.clone(), one.period), one.written());
        }
    }
    all
}

/// What a table comes to in the site: what a build would say of it, and how it differs from the
/// one that is there.
#[derive(Debug)]
pub struct Settled {
    /// The table and its metadata, to show where a diagnostic is.
    pub files: Files,
    /// What a build would say.
    pub diagnostics: Diagnostics,
    /// How it differs from the one that is there; `None` where there is none.
    pub changes: Option<Changes>,
    /// Whether a build would tell of a number that is another now, or gone.
    pub revises: bool,
    /// Keys of the metadata that the new download would write otherwise than the editor did.
    pub differs: Vec<String>,
    /// Lines of the new metadata that the numbers need, where the editor's speaks of another source or
    /// unit.
    pub needs: Vec<String>,
    /// Whether there is metadata already, which stays.
    pub keeps_metadata: bool,
}

/// Holds a new table against what the site has of it: `old` are `data/ID.csv` and `data/ID.yaml`,
/// as far as they are there.
pub fn settle(tidy: &Tidy, old: &[File]) -> Settled {
    let (csv, yaml) = (format!("data/{}.csv", tidy.id), format!("data/{}.yaml", tidy.id));
    let table = String::from_utf8_lossy(&tidy.table);
    let table: Arc<str> = table.trim_start_matches('\u{FEFF}').into();
    let fresh = |path: &str, text: Arc<str>| File {
        path: path.into(),
        content: Content::Text(text),
    };
    let metadata = fresh(&yaml, tidy.metadata.as_str().into());
    let with = |table: Option<File>| {
        let old = old.iter().filter(|it| *it.path != *csv || table.is_none()).cloned();
        let files = crate::source::embedded().into_iter().chain([metadata.clone()]);
        Files::new(files.chain(old).chain(table.clone()))
    };
    let (files, before) = (with(Some(fresh(&csv, table))), with(None));
    let own = old.iter().find(|it| *it.path == *yaml);
    let (differs, needs) = match own.map(|it| &it.content) {
        Some(Content::Text(own)) => {
            (differing(own, &tidy.metadata), needed(own, &tidy.metadata))
        }
        _ => Default::default(),
    };
    let mut found = Found::default();
    let new = dataset(&files, &tidy.id, &mut found);
    let there = before.find(&csv).is_some();
    let old = there.then(|| dataset(&before, &tidy.id, &mut Found::default())).flatten();
    let revises = old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| {
        let changes = crate::model::changes(
            (&old.dimensions, &old.series),
            (&new.dimensions, &new.series),
        );
        changes.iter().any(|it| it.from.is_some())
    });
    let changes = match (&old, &new) {
        (Some(old), Some(new)) => Some(compare(old, new)),
        _ => None,
    };
    Settled {
        diagnostics: found.finish().sorted(),
        files,
        changes,
        revises,
        differs,
        needs,
        keeps_metadata: own.is_some(),
    }
}

/// What is written of a table that replaces another, besides the two files themselves.
#[derive(Debug, Default)]
pub struct Amended {
    /// The folder and name, without its ending, of the table that is replaced; `None` where no
    /// number of it is revised or gone.
    pub former: Option<String>,
    /// The editor's metadata with the day and the reason in it, where they could be written.
    pub metadata: Option<String>,
    /// What is left for the editor to write.
    pub left: Vec<String>,
}

/// Writes down that the dataset of `settled` was revised on `day`, for the reason `why`, with a table
/// that was fetched when `accessed` says; `own` is the metadata that the editor keeps.
pub fn amend(
    settled: &Settled,
    (id, own): (&str, &str),
    (day, accessed): (Date, Option<Date>),
    why: Option<&str>,
) -> Amended {
    let mut amended = Amended { left: settled.needs.clone(), ..Amended::default() };
    let mut text = own.to_owned();
    if let Some(accessed) = accessed {
        match redated(&text, accessed) {
            Some(dated) => text = dated,
            None => amended.left.push(format!("accessed: {accessed}")),
        }
    }
    if settled.revises {
        amended.former = Some(format!("data/history/{id}/{day}"));
        let note = metadata::text(why.unwrap_or("…"));
        let note = format!("{{ date: {day}, note: {note} }}");
        match why.and_then(|_| noted(&text, &note)) {
            Some(noted) => text = noted,
            None => amended.left.push(format!("revisions: [{note}]")),
        }
    }
    amended.metadata = (text != own).then_some(text);
    amended
}

/// The metadata with another day after `accessed:`, or with one under `source:`.
fn redated(own: &str, day: Date) -> Option<String> {
    const KEY: &str = "accessed: ";
    let with = if let Some(at) = own.find(KEY) {
        let at = at + KEY.len();
        own.get(at..at + 10)?.parse::<Date>().ok()?;
        format!("{}{day}{}", &own[..at], &own[at + 10..])
    } else {
        let key = own.lines().find(|it| *it == "source:")?;
        let at = own.find(&format!("{key}\n"))? + key.len();
        let indent: String = own[at + 1..].chars().take_while(|it| *it == ' ').collect();
        format!("{}\n{indent}{KEY}{day}{}", &own[..at], &own[at..])
    };
    is_whole(&with).then_some(with)
}

/// The metadata with one more revision, below the others where they stand on lines of their own.
fn noted(own: &str, note: &str) -> Option<String> {
    let end = if own.is_empty() || own.ends_with('\n') { "" } else { "\n" };
    let with = match own.lines().find(|it| it.starts_with("revisions:")) {
        None => format!("{own}{end}revisions:\n  - {note}\n"),
        Some(key) => {
            let at = own.find(&format!("\n{key}")).map_or(0, |it| it + 1) + key.len();
            let next = own[at..].trim_start_matches(['\r', '\n']);
            let dash = next.find('-').filter(|it| next[..*it].trim().is_empty())?;
            format!("{}\n{}- {note}{}", &own[..at], " ".repeat(dash), &own[at..])
        }
    };
    is_whole(&with).then_some(with)
}

/// Whether metadata can be read as a build does.
fn is_whole(text: &str) -> bool {
    parse_yaml::<Metadata>(text, FileId::default(), 0).is_ok()
}

/// The keys that `new` has and `own` has otherwise or not at all.
fn differing(own: &str, new: &str) -> Vec<String> {
    let (own, new) = (metadata::keys(own), metadata::keys(new));
    let differs = new.iter().filter(|(key, value)| own.get(*key) != Some(value));
    differs.map(|it| it.0.clone()).collect()
}

/// The source and the unit of `new` where `own` has others: the words of neither are found there.
fn needed(own: &str, new: &str) -> Vec<String> {
    let (own, new) = (metadata::keys(own), metadata::keys(new));
    let lines = ["source", "unit"].into_iter().filter_map(|key| {
        let (own, new) = (own.get(key)?, new.get(key)?);
        let words = new.lines().find(|it| it.contains("{ "))?.trim();
        // A source that an editor calls otherwise still has its address.
        let known = new.split('"').skip(1).step_by(2).any(|it| own.contains(it));
        let line = words
            .strip_prefix("organisation:")
            .map(|it| format!("source: {{ organisation:{it} }}"));
        (!known).then(|| line.unwrap_or_else(|| words.to_owned()))
    });
    lines.collect()
}

/// The dataset as a build reads it.
fn dataset(files: &Files, id: &str, found: &mut Found) -> Option<Dataset> {
    let parts = Parts {
        id: id.to_owned(),
        table: files.find(&format!("data/{id}.csv")),
        metadata: files.find(&format!("data/{id}.yaml"))?,
    };
    let labels = vocabulary::shipped(files, &mut Diagnostics::new());
    let dataset = crate::data::dataset(files, &parts, &Layout::Prokash, &labels, found)?;
    found.accept(&dataset, files);
    Some(dataset)
}
