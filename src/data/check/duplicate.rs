//! Two rows for the same group and period.

use crate::{
    data::{csv::Table, found::Found},
    diag::{Diagnostic, Rule},
    model::{Observation, Series},
};

/// Leaves one observation a period in every series. A second one is reported and left out: with
/// another value it contradicts the first, with the same it only repeats it.
pub(in crate::data) fn separate(
    series: &mut [Series],
    table: &Table<'_>,
    value: usize,
    found: &mut Found,
) {
    for series in series {
        let observations = &mut series.observations;
        if !observations.windows(2).any(|it| it[0].period == it[1].period) {
            continue;
        }
        observations.dedup_by(|later, first| {
            let same = later.period == first.period;
            if same {
                found.add(rule(first, later), || report(first, later, table, value));
            }
            same
        });
    }
}

fn rule(first: &Observation, later: &Observation) -> Rule {
    let same = (first.value, first.bound) == (later.value, later.bound);
    if same { Rule::RepeatedRow } else { Rule::Contradiction }
}

fn report(
    first: &Observation,
    later: &Observation,
    table: &Table<'_>,
    value: usize,
) -> Diagnostic {
    let span = table.place(later.line, value);
    if rule(first, later) == Rule::RepeatedRow {
        let message = format!("this row repeats line {}", first.line);
        return Diagnostic::new(Rule::RepeatedRow, span, message)
            .help("remove one of the two rows");
    }
    let written = |it: &Observation| match it.value {
        Some(_) => it.written(),
        None => "no value".to_owned(),
    };
    let (period, one, other) = (first.period, written(first), written(later));
    let message =
        format!("{period} has two values for the same group: {one} and {other}");
    Diagnostic::new(Rule::Contradiction, span, message)
        .label(table.place(first.line, value), "the other value is here")
        .help("these rows differ only in `Value`: is a column missing that tells them apart?")
}
