//! The columns of an exported table, the same in every format that has columns.

use crate::{
    model::{
        Bound, Dataset, Interval, ObsStatus, Observation, Part, Period, Series, Site,
        Value,
    },
    text::Localized,
};

/// A column.
pub(super) struct Column<'a> {
    /// Its name in the first row.
    pub(super) name: &'a str,
    /// What it is called in each language.
    pub(super) label: Localized<String>,
    pub(super) kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Period,
    /// A dimension, by its place in the dataset.
    Dimension(usize),
    Value,
    Lower,
    Upper,
    Place,
    Status,
    Nature,
    Source,
    Footnote,
}

/// The columns that are there where any observation has something for them: their name and what
/// they hold.
const ATTRIBUTES: [(&str, Kind); 7] = [
    ("LowerBound", Kind::Lower),
    ("UpperBound", Kind::Upper),
    ("GeoCode", Kind::Place),
    ("Obs status", Kind::Status),
    ("Nature", Kind::Nature),
    ("Source", Kind::Source),
    ("Footnote", Kind::Footnote),
];

/// The columns of `dataset` in order, by name.
pub(super) fn heads(dataset: &Dataset) -> Vec<(&str, Kind)> {
    let mut heads = vec![("Year", Kind::Period)];
    let dimensions = dataset.dimensions.iter().enumerate();
    heads.extend(dimensions.map(|(at, it)| (&*it.name, Kind::Dimension(at))));
    heads.push(("Value", Kind::Value));
    let used = |kind: Kind| {
        rows(dataset).any(|(series, it)| !cell(dataset, series, it, kind).is_empty())
    };
    heads.extend(ATTRIBUTES.into_iter().filter(|it| used(it.1)));
    heads
}

/// The columns of `dataset` in order, with what they are called in the site's languages.
pub(super) fn columns<'a>(dataset: &'a Dataset, site: &Site) -> Vec<Column<'a>> {
    let word = |key: &str| {
        let locales = site.theme.locales.iter();
        let words = locales.map(|(tag, it)| (*tag, it.word(key).to_owned()));
        Localized::Each(words.collect())
    };
    let label = |kind| match kind {
        Kind::Dimension(at) => dataset.dimensions[at].label.clone(),
        Kind::Period => word("table.year"),
        Kind::Value => word("table.value"),
        Kind::Lower => word("column.lower"),
        Kind::Upper => word("column.upper"),
        Kind::Place => word("column.geo"),
        Kind::Status => word("column.status"),
        Kind::Nature => word("column.nature"),
        Kind::Source => word("table.source"),
        Kind::Footnote => word("table.footnote"),
    };
    let heads = heads(dataset).into_iter();
    heads.map(|(name, kind)| Column { name, label: label(kind), kind }).collect()
}

/// The observations of `dataset` in order, each with its series.
pub(super) fn rows(dataset: &Dataset) -> impl Iterator<Item = (&Series, &Observation)> {
    let series = dataset.series.iter();
    series.flat_map(|series| series.observations.iter().map(move |it| (series, it)))
}

/// What stands in a column of `kind` for `observation`; empty for nothing.
pub(super) fn cell(
    dataset: &Dataset,
    series: &Series,
    observation: &Observation,
    kind: Kind,
) -> String {
    let text = |it: Option<_>| it.map_or("", |it| dataset.text(it)).to_owned();
    match kind {
        Kind::Period => observation.period.to_string(),
        Kind::Dimension(at) => {
            let code = usize::from(series.key[at]);
            dataset.dimensions[at].codes[code].id.to_string()
        }
        Kind::Value => observation.written(),
        Kind::Lower => bound(observation, |it| it.lower.as_ref()),
        Kind::Upper => bound(observation, |it| it.upper.as_ref()),
        Kind::Place => series.geo.as_deref().unwrap_or_default().to_owned(),
        Kind::Status if observation.status == ObsStatus::Normal => String::new(),
        Kind::Status => observation.status.code().to_owned(),
        Kind::Nature => observation.nature.map_or("", |it| it.code()).to_owned(),
        Kind::Source => text(observation.source),
        Kind::Footnote => text(observation.footnote),
    }
}

fn bound(observation: &Observation, pick: fn(&Interval) -> Option<&Value>) -> String {
    let bound = observation.interval.as_deref().and_then(pick);
    bound.map_or_else(String::new, |it| it.digits())
}

impl Kind {
    /// Whether every cell of the column is a number or empty.
    pub(super) fn is_number(self, dataset: &Dataset) -> bool {
        match self {
            Self::Value => rows(dataset).all(|it| it.1.bound == Bound::Exact),
            Self::Lower | Self::Upper => true,
            _ => false,
        }
    }

    /// Whether every cell of the column is a year.
    pub(super) fn is_year(self, dataset: &Dataset) -> bool {
        let whole = |it: Period| it.part == Part::Whole;
        self == Self::Period && rows(dataset).all(|it| whole(it.1.period))
    }
}
