//! Which disaggregation splits which other one further.

use std::collections::BTreeSet;

use super::label::own_labels;
use crate::model::{Dataset, Role};

/// The share of a column's rows that may lack the column above it before the two count as
/// independent: a stray row is reported, and does not change the order of things. Rows of more than
/// half of the column's groups are no strays, but a breakdown of their own.
const STRAYS: f64 = 0.02;

/// Says of every disaggregation which one it splits further: as declared in the metadata, else as
/// Open SDG tells it from the rows. B belongs under A where B is only ever filled when A is, and A
/// is sometimes filled without B; where the two always go together, the left one is above. Of
/// several that a column belongs under, the nearest one counts.
pub(super) fn arrange(dataset: &mut Dataset) {
    let mut parents = infer(dataset);
    for (at, parent) in parents.iter_mut().enumerate() {
        if let Some(declared) = declared(dataset, &dataset.dimensions[at].name) {
            *parent = dataset.dimension(declared);
        }
    }
    for (dimension, parent) in dataset.dimensions.iter_mut().zip(parents) {
        dimension.parent = parent;
    }
}

/// How many groups of the column `at` there are in the series that pass `test`.
fn groups(dataset: &Dataset, test: &dyn Fn(&[u16]) -> bool, at: usize) -> usize {
    let series = dataset.series.iter().filter(|it| it.key[at] != 0 && test(&it.key));
    series.map(|it| it.key[at]).collect::<BTreeSet<u16>>().len()
}

/// What the metadata says the column's parent is called; no column is called `none`.
fn declared<'a>(dataset: &'a Dataset, column: &str) -> Option<&'a str> {
    let own = own_labels(&dataset.metadata.dimensions, column)?;
    own.parent.as_deref()
}

fn infer(dataset: &Dataset) -> Vec<Option<usize>> {
    let splits: Vec<usize> = dataset
        .dimensions
        .iter()
        .enumerate()
        .filter(|it| it.1.role == Role::Disaggregation)
        .map(|it| it.0)
        .collect();
    let rows = |test: &dyn Fn(&[u16]) -> bool| -> usize {
        let series = dataset.series.iter().filter(|it| test(&it.key));
        series.map(|it| it.observations.len()).sum()
    };
    let filled: Vec<usize> =
        (0..dataset.dimensions.len()).map(|at| rows(&|key| key[at] != 0)).collect();
    let above = |a: usize, b: usize| {
        let alone = rows(&|key| key[b] != 0 && key[a] == 0);
        let without = rows(&|key| key[a] != 0 && key[b] == 0);
        let groups = groups(dataset, &|key| key[a] == 0, b);
        let few = 2 * groups < dataset.dimensions[b].codes.len();
        let only = alone == 0 || (few && alone as f64 <= STRAYS * filled[b] as f64);
        // More stray rows than rows without B would make B the one above.
        only && filled[b] > 0
            && (without > alone || (without == 0 && alone == 0 && a < b))
    };
    let mut parents = vec![None; dataset.dimensions.len()];
    for &b in &splits {
        let all = splits.iter().copied().filter(|a| *a != b && above(*a, b));
        // The nearest one is filled in the fewest rows.
        parents[b] = all.min_by_key(|a| (filled[*a], std::cmp::Reverse(*a)));
    }
    parents
}
