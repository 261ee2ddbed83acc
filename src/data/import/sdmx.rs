//! SDMX-CSV 1.0 and 2.0 of any data structure, with or without labels.

use super::plan::{
    Fact, Family, Head, Name, Plan, Purpose, dimension, period_of, shared,
};

pub(super) fn is(head: &Head, first: &Name) -> bool {
    matches!(first.tight.as_str(), "dataflow" | "structure" | "key")
        || (head.has(&["obsvalue", "obsvalue:observationvalue"])
            && head.0.iter().any(|it| id(&it.raw) == "TIME_PERIOD"))
}

/// Columns that are called by their id are components; those between them that are not hold the
/// names of the codes before them.
pub(super) fn plan(head: &Head) -> Plan {
    let mut columns: Vec<Purpose> = Vec::new();
    let (valued, melts) = (head.has(&["obsvalue"]), head.melts());
    // Eurostat writes its ids small.
    let small = head.0.iter().any(|it| it.raw == "freq");
    let is_id = |it: &Name| is_id(&it.raw, small);
    for (at, name) in head.0.iter().enumerate() {
        let before = at.checked_sub(1).map(|it| &head.0[it]);
        let named = before.is_some_and(|it| {
            is_id(it) && !is_id(name) || name.raw == format!("{}_LABEL", it.raw)
        });
        let purpose = match (columns.last(), period_of(&name.raw).filter(|_| melts)) {
            (_, Some(period)) => Purpose::At(period),
            (Some(before), _) if named && !name.raw.contains(':') => {
                word_for(before, at - 1)
            }
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

fn is_id(name: &str, small: bool) -> bool {
    let id = id(name);
    let sign = |it: char| it.is_ascii_digit() || it == '_';
    id.chars().all(|it| it.is_ascii_uppercase() || sign(it))
        || small && id.chars().all(|it| it.is_ascii_lowercase() || sign(it))
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
        | "prebreakvalue" | "title" | "notesource" | "noteindicator" | "noteclassif"
        | "unitmeasuretype" | "unittype" | "obsconf" | "databaseid" => {
            return Purpose::Left;
        }
        _ => return shared(name).unwrap_or_else(|| dimension(name)),
    })
}
