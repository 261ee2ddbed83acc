//! Percentages that cannot be.

use super::{Measures, Subject};
use crate::{
    data::found::Found,
    diag::{Diagnostic, Rule, say},
};

/// A percentage of a whole below 0 or above 100.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    let dataset = subject.dataset;
    let shares =
        dataset.series.iter().filter(|it| subject.measures(it) == Measures::Share);
    for observation in shares.flat_map(|it| &it.observations) {
        let Some(value) = observation.value else { continue };
        if (0.0..=100.0).contains(&value.number()) {
            continue;
        }
        found.add(Rule::PercentRange, || {
            let message = say!("{value} is no share of a whole in percent", value = value.digits());
            Diagnostic::new(Rule::PercentRange, subject.value(observation), message).help(
                say!("correct it; where it is a change or a ratio, accept it with the reason"),
            )
        });
    }
}
