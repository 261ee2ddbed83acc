//! What became of the numbers of a dataset since they were first published.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{Dataset, Dimension, Observation, Period, Series};
use crate::text::Localized;

/// A day on which a table was replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The day.
    pub date: Date,
    /// Why, where the metadata says so.
    pub note: Localized<String>,
    /// The numbers that differ, in the order of series and periods.
    pub changes: Vec<Change>,
}

/// A number that was revised, added or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place: column and value, totals left out.
    pub key: Vec<(Arc<str>, Arc<str>)>,
    /// Its period.
    pub period: Period,
    /// What was written before; nothing where it was added.
    pub from: Option<String>,
    /// What is written now; nothing where it was withdrawn.
    pub to: Option<String>,
}

/// The place of a number in a table.
type Key = (Vec<(Arc<str>, Arc<str>)>, Period);

/// The numbers that differ between two states of a table.
pub fn changes(
    before: (&[Dimension], &[Series]),
    after: (&[Dimension], &[Series]),
) -> Vec<Change> {
    let (mut before, after) = (numbers(before), numbers(after));
    let mut changes = Vec::new();
    for ((key, period), to) in after {
        let from = before.remove(&(key.clone(), period));
        if !from.is_some_and(|it| is_same(it, to)) {
            let from = from.map(Observation::written);
            changes.push(Change { key, period, from, to: Some(to.written()) });
        }
    }
    let gone = before.into_iter();
    changes.extend(gone.map(|((key, period), from)| Change {
        key,
        period,
        from: Some(from.written()),
        to: None,
    }));
    changes.sort_by(|a, b| (&a.key, a.period).cmp(&(&b.key, b.period)));
    changes
}

/// Whether both say the same: more digits of a number are no revision of it.
fn is_same(from: &Observation, to: &Observation) -> bool {
    let (Some(a), Some(b)) = (from.value, to.value) else { return false };
    let decimals = a.decimals().min(b.decimals());
    let half = 0.5 / 10_f64.powi(decimals as i32);
    // What is written in full differs by nothing; what was rounded by half a unit at most.
    let near = (a.number() - b.number()).abs() <= half * (1.0 + 1e-9);
    from.bound == to.bound
        && (a.number() == b.number() || a.decimals() != b.decimals() && near)
}

fn numbers<'a>(
    (dimensions, series): (&'a [Dimension], &'a [Series]),
) -> BTreeMap<Key, &'a Observation> {
    let mut numbers = BTreeMap::new();
    for series in series {
        let key: Vec<_> = super::dataset::named(dimensions, series).collect();
        for it in series.observations.iter().filter(|it| it.value.is_some()) {
            numbers.insert((key.clone(), it.period), it);
        }
    }
    numbers
}

impl Dataset {
    /// The day of its last change, as far as anybody says.
    pub fn changed(&self) -> Option<Date> {
        let metadata = &self.metadata;
        let revised = self.revisions.last().map(|it| it.date);
        [metadata.updated, metadata.release, revised]
            .into_iter()
            .flatten()
            .max()
            .or(metadata.source.accessed)
    }
}
