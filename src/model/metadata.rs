//! What `data/ID.yaml` says about a dataset.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{ChartRequest, IndicatorId};
use crate::text::{Localized, fold};

/// A dataset's metadata.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metadata {
    /// The SDG indicator it measures, if it does.
    pub indicator: Option<IndicatorId>,
    /// What is measured.
    pub title: Localized<String>,
    /// What exactly is measured.
    pub definition: Localized<String>,
    /// What a value counts; `%` is written close to the number, all else after a space.
    pub unit: Localized<String>,
    /// Where the numbers are from.
    pub source: Source,
    /// Which release of the source, or when it was retrieved.
    pub vintage: Localized<String>,
    /// The agency that answers for the indicator worldwide.
    pub custodian: Localized<String>,
    /// How it is measured.
    pub method: Localized<String>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// Where progress is measured from.
    pub baseline: Option<TargetValue>,
    /// What is to be reached, and when.
    pub targets: Vec<TargetValue>,
    /// Decimal places to show.
    pub decimals: Option<u8>,
    /// The chart on the dataset's own page.
    pub chart: Option<ChartRequest>,
    /// How far reporting is.
    pub status: Option<ReportingStatus>,
    /// Years in which the way of measuring changed.
    pub breaks: Vec<Break>,
    /// Labels of columns and of their values, by column name.
    pub dimensions: BTreeMap<String, DimensionLabels>,
    /// How far the country is with collecting, using, publishing and visualizing it.
    pub roadmap: Option<Roadmap>,
    /// What a reader must know before comparing.
    pub notes: Vec<Localized<String>>,
    /// The licence of the data, where it is not the site's.
    pub licence: Option<String>,
    /// Who answers questions.
    pub contact: Localized<String>,
    /// The groups that the data should have.
    pub expected: Expected,
    /// Checks that this data is right to break, each with the reason, which is published.
    pub accept: Vec<Acceptance>,
    /// After how many years without a new value the data is old, where it is not the site's rule.
    pub stale_after: Option<i16>,
}

/// A check that is silenced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Its code: `P0331`.
    pub check: String,
    /// Why the data is right.
    pub reason: Localized<String>,
}

/// The groups that a dataset should have: columns, or columns with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "ExpectedAsWritten")]
pub struct Expected(BTreeMap<String, Vec<String>>);

impl Expected {
    /// The values expected in `column`; none where only the column is, or not even that.
    pub fn of(&self, column: &str) -> &[String] {
        let found = self.0.iter().find(|it| fold(it.0) == fold(column));
        found.map_or(&[], |it| it.1.as_slice())
    }

    /// The columns with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(column, values)| (column.as_str(), values.as_slice()))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedAsWritten {
    Columns(Vec<String>),
    Values(BTreeMap<String, Vec<String>>),
}

impl From<ExpectedAsWritten> for Expected {
    fn from(written: ExpectedAsWritten) -> Self {
        Self(match written {
            ExpectedAsWritten::Columns(columns) => {
                columns.into_iter().map(|it| (it, Vec::new())).collect()
            }
            ExpectedAsWritten::Values(values) => values,
        })
    }
}

/// Where numbers are from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Who made them.
    pub organisation: Localized<String>,
    /// Where they stand.
    pub url: Option<String>,
    /// When they were read there.
    pub accessed: Option<Date>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A value at a year: a baseline, a milestone or a target.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetValue {
    /// The year.
    pub year: i16,
    /// The value then.
    pub value: f64,
    /// Who says so.
    #[serde(default)]
    pub note: Localized<String>,
}

/// A year in which the way of measuring changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year measured the new way.
    pub year: i16,
    /// What changed.
    #[serde(default)]
    pub note: Localized<String>,
}

/// Labels of a column and of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DimensionLabels {
    /// The column's label.
    pub label: Localized<String>,
    /// The labels of its values, by value.
    pub values: BTreeMap<String, Localized<String>>,
    /// The column that this one splits further, or `none`; left out, the data shows it.
    pub parent: Option<String>,
}

/// How far reporting of an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportingStatus {
    /// Reported.
    Complete,
    /// Statistics are being made.
    InProgress,
    /// Sources are being explored.
    Exploring,
    /// Does not apply to the country.
    NotApplicable,
}

/// How far a country is with an indicator, step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roadmap {
    /// Collecting the data.
    pub collect: Stage,
    /// Using it for decisions.
    pub r#use: Stage,
    /// Publishing it.
    pub publish: Stage,
    /// Showing it so that people understand.
    pub visualize: Stage,
}

/// How far a step of a road map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing yet.
    NotStarted,
    /// Under way.
    Started,
    /// Reached.
    Done,
}
