//! The UN SDG Global Database: one row a value, disaggregations in brackets.

use super::plan::{Fact, Head, Name, Purpose, dimension, shared};

pub(super) fn is(head: &Head) -> bool {
    head.has(&["seriescode", "seriesdescription"])
        && head.has(&["geoareacode", "geoareaname"])
}

pub(super) fn purpose(name: &Name) -> Purpose {
    Purpose::Fact(match name.tight.as_str() {
        "indicator" | "indicatorcode" => Fact::Indicator,
        "seriescode" | "series" => Fact::Series,
        "seriesdescription" => Fact::SeriesName,
        "geoareacode" => Fact::Area,
        "geoareaname" => Fact::AreaName,
        "baseperiod" => return Purpose::Dimension("Base period".to_owned()),
        "goal" | "target" | "timedetail" | "timecoverage" | "geoinfourl"
        | "reportingtype" | "unitslabel" => return Purpose::Left,
        _ => return shared(name).unwrap_or_else(|| dimension(name)),
    })
}
