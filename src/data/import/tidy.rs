//! Tables as Open SDG and Prokash write them, and those with a column for each period.

use super::plan::{Fact, Head, Name, Purpose, period_of, shared};
use crate::model::is_year;

pub(super) fn is(head: &Head) -> bool {
    head.0.iter().any(|it| is_year(&it.raw)) && head.has(&["value", "obsvalue", "মান"])
}

/// Names, and several periods in order.
pub(super) fn is_wide(head: &Head) -> bool {
    let periods: Vec<_> = head.0.iter().filter_map(|it| period_of(&it.raw)).collect();
    let named = |it: &Name| it.plain.contains(char::is_alphabetic);
    periods.len() > 1
        && head.0.iter().any(|it| period_of(&it.raw).is_none() && named(it))
        && periods.windows(2).all(|it| it[0] < it[1])
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
