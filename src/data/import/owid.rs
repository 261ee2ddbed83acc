//! Our World in Data's grapher: entity, code, year, and a column for each measure.

use super::plan::{Fact, Head, Name, Purpose};

pub(super) fn is(head: &Head) -> bool {
    head.has(&["entity"])
}

pub(super) fn purpose(name: &Name) -> Purpose {
    match name.tight.as_str() {
        "entity" => Purpose::Fact(Fact::AreaName),
        "code" | "entitycode" => Purpose::Fact(Fact::Area),
        "year" | "day" | "date" | "time" => Purpose::Period,
        "" => Purpose::Left,
        // What holds no number is told from its cells.
        _ => Purpose::Of(name.raw.clone()),
    }
}
