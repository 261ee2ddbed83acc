//! Tables as Open SDG and Prokash write them, and those with a column for each period.

use super::plan::{Fact, Head, Name, Purpose, period_of, shared};
use crate::{
    data::value::{self, Decimal},
    model::{Part, Period, is_year},
};

pub(super) fn is(head: &Head) -> bool {
    head.0.iter().any(|it| is_year(&it.raw)) && head.has(&["value", "obsvalue", "মান"])
}

/// Names, and several periods in order, days or none; a number among them tells a row of data, which
/// may well hold a year and a date.
pub(super) fn is_wide(head: &Head) -> bool {
    let (periods, others): (Vec<_>, Vec<_>) =
        head.0.iter().map(|it| (period_of(&it.raw), it)).partition(|it| it.0.is_some());
    let periods: Vec<_> = periods.into_iter().filter_map(|it| it.0).collect();
    let named = |it: &Name| it.plain.contains(char::is_alphabetic);
    let number = |it: &Name| {
        value::read(&it.raw, Decimal::Point).is_some_and(|it| it.value.is_some())
    };
    let day = |it: Period| matches!(it.part, Part::Day(..));
    periods.len() > 1
        && others.iter().any(|it| named(it.1))
        && !others.iter().any(|it| number(it.1))
        && periods.windows(2).all(|it| it[0] < it[1] && day(it[0]) == day(it[1]))
}

pub(super) fn purpose(name: &Name) -> Purpose {
    match name.tight.as_str() {
        "progress" | "commentts" | "datalastupdate" => Purpose::Left,
        "series" => Purpose::Fact(Fact::Series),
        _ => match shared(name) {
            Some(Purpose::Period) if !is_year(&name.raw) => {
                Purpose::Dimension(name.raw.clone())
            }
            Some(purpose) => purpose,
            None => Purpose::Dimension(name.raw.clone()),
        },
    }
}
