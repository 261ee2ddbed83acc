//! Columns and the names in them.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    data::found::Found,
    diag::{Diagnostic, Rule},
    model::{Dimension, Observation},
    text::fold,
};

/// Names that differ only in case, space or Unicode form; columns that nobody fills; groups that
/// are expected and not there; rows that fill a column without the one that it belongs to.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    for (at, dimension) in subject.dataset.dimensions.iter().enumerate() {
        variants(subject, at, dimension, found);
        strays(subject, at, found);
    }
    for column in &subject.read.empty {
        let cell = &subject.table.head[*column];
        let message = format!("no row fills the column `{}`", cell.text);
        found.push(
            Diagnostic::new(Rule::EmptyColumn, cell.span, message)
                .help("fill it, or remove it"),
        );
    }
}

fn variants(subject: &Subject<'_>, at: usize, dimension: &Dimension, found: &mut Found) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (code, it) in dimension.codes.iter().enumerate().filter(|it| !it.1.id.is_empty())
    {
        let plain: String =
            fold(&it.id).chars().filter(|it| it.is_alphanumeric()).collect();
        // Signs alone tell `<5` and `5+` apart.
        let signs = it.id.contains(['<', '>', '+', '≤', '≥']);
        let key = if signs || plain.is_empty() { fold(&it.id) } else { plain };
        let Some(first) = names.insert(key, code) else { continue };
        let (one, other) = (&dimension.codes[first].id, &it.id);
        let Some(observation) = first_with(subject, at, code) else { continue };
        let mut diagnostic = Diagnostic::new(
            Rule::LabelVariants,
            subject.code(observation, at),
            format!("`{other}` and `{one}` are probably the same"),
        )
        .help(format!("write it one way in the whole column, such as `{one}`"));
        if let Some(observation) = first_with(subject, at, first) {
            diagnostic =
                diagnostic.label(subject.code(observation, at), "the other form");
        }
        found.push(diagnostic);
    }
}

/// The first row in which the dimension `at` has that code.
fn first_with<'a>(
    subject: &'a Subject<'_>,
    at: usize,
    code: usize,
) -> Option<&'a Observation> {
    let series = subject.dataset.series.iter();
    let series = series.filter(|it| usize::from(it.key[at]) == code);
    series.flat_map(|it| &it.observations).min_by_key(|it| it.line)
}

/// Rows that fill a column without the one that it splits further.
fn strays(subject: &Subject<'_>, at: usize, found: &mut Found) {
    let dimensions = &subject.dataset.dimensions;
    let Some(parent) = dimensions[at].parent else { return };
    let strays = subject.dataset.series.iter();
    let strays = strays.filter(|it| it.key[at] != 0 && it.key[parent] == 0);
    for observation in strays.flat_map(|it| &it.observations) {
        found.add(Rule::StrayRow, || {
            let message = format!(
                "this row has a `{}` but no `{}`, unlike the others",
                dimensions[at].name, dimensions[parent].name
            );
            Diagnostic::new(Rule::StrayRow, subject.code(observation, at), message).help(
                format!(
                    "fill `{}`; where both stand on their own, write \
                     `dimensions: {{ {}: {{ parent: none }} }}` into the metadata",
                    dimensions[parent].name, dimensions[at].name
                ),
            )
        });
    }
}
