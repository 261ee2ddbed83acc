//! SDMX-CSV 1.0 and 2.0 of any data structure, with or without labels.

use super::plan::{Fact, Family, Head, Name, Plan, Purpose, dimension, shared};

pub(super) fn is(head: &Head, first: &Name) -> bool {
    matches!(first.tight.as_str(), "dataflow" | "structure" | "key")
        || (head.has(&["obsvalue", "obsvalue:observationvalue"])
            && head.0.iter().any(|it| id(&it.raw) == "TIME_PERIOD"))
}

/// Columns that are called by their id are components; those between them that are not hold the
/// names of the codes before them.
pub(super) fn plan(head: &Head) -> Plan {
    let mut columns: Vec<Purpose> = Vec::new();
    let valued = head.has(&["obsvalue"]);
    for (at, name) in head.0.iter().enumerate() {
        let named = at > 0 && is_id(&head.0[at - 1].raw) && !is_id(&name.raw);
        let purpose = match columns.last() {
            Some(before) if named && !name.raw.contains(':') => word_for(before, at - 1),
            _ => purpose(&Name::new(&id(&name.raw))),
        };
        let purpose = match name.tight.as_str() {
            "custbreakdown" if head.has(&["custbreakdownlb"]) => Purpose::Left,
            _ => purpose,
        };
        let second = valued && name.tight != "obsvalue" && purpose == Purpose::Value;
        columns.push(if second { Purpose::Left } else { purpose });
    }
    Plan { family: Family::Sdmx, columns }
}

fn word_for(before: &Purpose, at: usize) -> Purpose {
    match before {
        Purpose::Fact(Fact::Area) => Purpose::Fact(Fact::AreaName),
        Purpose::Fact(Fact::Series) => Purpose::Fact(Fact::SeriesName),
        Purpose::Fact(Fact::Unit) | Purpose::Dimension(_) => Purpose::WordFor(at),
        _ => Purpose::Left,
    }
}

/// `REF_AREA: Reference area` → `REF_AREA`; Eurostat writes its ids small.
fn id(name: &str) -> String {
    let id = name.split_once(':').map_or(name, |it| it.0).trim();
    if id.eq_ignore_ascii_case("time_period") {
        return "TIME_PERIOD".to_owned();
    }
    id.to_owned()
}

fn is_id(name: &str) -> bool {
    let id = id(name);
    id.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_')
}

fn purpose(name: &Name) -> Purpose {
    Purpose::Fact(match name.tight.as_str() {
        "series" | "indicator" | "measure" => Fact::Series,
        "refarea" | "geo" | "geography" | "country" | "referencearea" => Fact::Area,
        "geoinfocode" => Fact::Geo,
        "timedetail" => return Purpose::Detail,
        "custbreakdownlb" => return Purpose::Breakdowns,
        "baseper" => return Purpose::Dimension("Base period".to_owned()),
        "dataflow" | "structure" | "structureid" | "structurename" | "action" | "key"
        | "serieskey" | "obskey" | "freq" | "frequency" | "reportingtype"
        | "timecoverage" | "timeformat" | "decimals" | "confstatus" | "commentts"
        | "datalastupdate" | "lastupdate" | "geoinfourl" | "geoinfotype"
        | "prebreakvalue" | "title" => {
            return Purpose::Left;
        }
        _ => return shared(name).unwrap_or_else(|| dimension(name)),
    })
}
