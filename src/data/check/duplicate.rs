//! Two rows for the same group and period.

use crate::{
    data::{csv::Table, found::Found},
    diag::{Diagnostic, Message, Rule, say},
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
    let number = |it: &Observation| it.value.map(|it| it.number());
    let same = (number(first), first.bound) == (number(later), later.bound);
    if same { Rule::RepeatedRow } else { Rule::Contradiction }
}

fn report(
    first: &Observation,
    later: &Observation,
    table: &Table<'_>,
    value: usize,
) -> Diagnostic {
    let rule = rule(first, later);
    let span = table.place(later.line, value);
    let others = table.differing(first.line, later.line, value);
    if rule == Rule::RepeatedRow {
        let message = say!("this row repeats line {line}", line = first.line);
        let diagnostic = Diagnostic::new(rule, span, message);
        return match &*others {
            [] => diagnostic.help(say!("remove one of the two rows")),
            _ => diagnostic.help(tell_apart(&others)),
        };
    }
    let written = |it: &Observation| match it.value {
        Some(_) => Message::quoted(it.written()),
        None => say!("no value"),
    };
    let (period, one, other) = (first.period, written(first), written(later));
    let message = say!(
        "{period} has two values for the same group: {one} and {other}",
        period,
        one,
        other
    );
    let help = match &*others {
        [] => say!(
            "these rows differ only in `Value`: is a column missing that tells them apart?"
        ),
        _ => tell_apart(&others),
    };
    Diagnostic::new(rule, span, message)
        .label(table.place(first.line, value), say!("the other value is here"))
        .help(help)
}

/// What to do where rows differ in columns that make no groups.
fn tell_apart(columns: &[&str]) -> Message {
    say!(
        "these rows also differ in `{columns}`, which makes no groups: remove one, or name what tells them \
         apart in a column of its own, such as `Series`",
        columns = columns.join("`, `")
    )
}
