//! ILOSTAT's bulk download: codes or `.label` columns, classifications in numbered columns.

use super::plan::{Fact, Head, Name, Purpose, dimension, shared};
use crate::data::lower::Attribute;

pub(super) fn is(head: &Head) -> bool {
    head.has(&["refarea", "refarealabel"])
        && head.has(&["obsvalue"])
        && head.has(&["time"])
}

pub(super) fn purpose(name: &Name) -> Purpose {
    let labelled = name.tight.ends_with("label");
    let tight = name.tight.strip_suffix("label").unwrap_or(&name.tight);
    let fact = match tight {
        "refarea" if labelled => Fact::AreaName,
        "refarea" => Fact::Area,
        "indicator" if labelled => Fact::IndicatorName,
        "indicator" => Fact::Indicator,
        "obsstatus" => Fact::Of(Attribute::Status),
        "source" if labelled => Fact::Of(Attribute::Source),
        "noteclassif" | "noteindicator" | "notesource" if labelled => {
            Fact::Of(Attribute::Footnote)
        }
        "source" | "noteclassif" | "noteindicator" | "notesource" => {
            return Purpose::Left;
        }
        "sex" => return Purpose::Dimension("Sex".to_owned()),
        _ if tight.starts_with("classif") => return Purpose::Classified,
        _ => {
            let bare = Name::new(name.raw.strip_suffix(".label").unwrap_or(&name.raw));
            return shared(&bare).unwrap_or_else(|| dimension(&bare));
        }
    };
    Purpose::Fact(fact)
}

/// The column and the value of a classified cell: `Age (Youth, adults): 15-24` or
/// `AGE_YTHADULT_Y15-24`.
pub(super) fn classified(cell: &str) -> (String, String) {
    if let Some((scheme, value)) = cell.split_once(": ") {
        let name = scheme.split(" (").next().unwrap_or(scheme);
        return (name.to_owned(), value.to_owned());
    }
    let mut parts = cell.splitn(3, '_');
    let (kind, scheme) = (parts.next(), parts.next());
    match (kind, scheme, parts.next()) {
        (Some("ECO" | "OCU"), Some(scheme), Some(value)) => {
            (kind.unwrap_or_default().to_owned(), format!("{scheme}_{value}"))
        }
        (Some(kind), Some(_), Some(value)) | (Some(kind), Some(value), None) => {
            (kind.to_owned(), value.to_owned())
        }
        _ => ("Classification".to_owned(), cell.to_owned()),
    }
}

/// A cell without what names its column: `Sex: Female`, `SEX_F`.
pub(super) fn bare(cell: &str) -> &str {
    cell.split_once(": ").map_or(cell, |it| it.1)
}
