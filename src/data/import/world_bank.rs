//! The World Bank's indicators and its databank: a row a country and indicator with a column a year,
//! or a row a country and year with a column an indicator.

use super::plan::{Fact, Head, Name, Purpose, dimension, shared};

pub(super) fn is(head: &Head) -> bool {
    head.has(&["countrycode", "countryname"])
        && (head.has(&["indicatorname", "indicatorcode", "seriesname", "seriescode"])
            || head.has(&["timecode"]))
}

pub(super) fn purpose(name: &Name) -> Purpose {
    Purpose::Fact(match name.tight.as_str() {
        "countrycode" => Fact::Area,
        "countryname" => Fact::AreaName,
        "indicatorcode" | "seriescode" => Fact::Indicator,
        "indicatorname" | "seriesname" => Fact::IndicatorName,
        "timecode" => return Purpose::Left,
        _ if name.raw.contains('[') => return Purpose::Of(name.raw.clone()),
        _ => return shared(name).unwrap_or_else(|| dimension(name)),
    })
}
