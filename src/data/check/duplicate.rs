//! Two rows for the same group and period.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    data::lower::Placed,
    diag::{Diagnostic, Diagnostics, Rule},
    model::Period,
};

/// Adds an observation to its series. A second one for the same period is reported and left out:
/// with another value it contradicts the first, with the same it only repeats it.
pub(crate) fn add(
    series: &mut BTreeMap<Period, Placed>,
    placed: Placed,
    sink: &mut Diagnostics,
) {
    let period = placed.observation.period;
    let first = match series.entry(period) {
        Entry::Vacant(entry) => {
            entry.insert(placed);
            return;
        }
        Entry::Occupied(entry) => entry.into_mut(),
    };
    let digits = |it: &Placed| {
        it.observation
            .value
            .as_ref()
            .map_or("no value".to_owned(), |it| it.digits().to_owned())
    };
    let (one, other) = (digits(first), digits(&placed));
    sink.push(if first.observation.value == placed.observation.value {
        let message = format!("this row repeats line {}", first.observation.line);
        Diagnostic::new(Rule::RepeatedRow, placed.span, message).help("remove one of the two rows")
    } else {
        let message = format!("{period} has two values for the same group: {one} and {other}");
        Diagnostic::new(Rule::Contradiction, placed.span, message)
            .label(first.span, "the other value is here")
            .help("these rows differ only in `Value`: is a column missing that tells them apart?")
    });
}
