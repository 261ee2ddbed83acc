//! What `data/ID.yaml` says about a dataset.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    ChartRequest, IndicatorId, Method, Part, Period, SdmxNames, is_year, schema::Day,
};
use crate::text::{Localized, fold};

/// A dataset's metadata.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("anyOf" = [{ "required": ["indicator"] }, { "required": ["title"] }]))]
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
    /// How progress towards the last target is rated, where it is not the site's way.
    pub progress: Option<Method>,
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
    /// The years and groups that the data should have.
    pub expected: Expected,
    /// How often there should be a value.
    pub frequency: Option<Frequency>,
    /// When the source will publish the next one.
    pub next_release: Option<Release>,
    /// The ministry or agency that supplies the data, where it is not called like the source.
    pub provider: Localized<String>,
    /// Checks that this data is right to break, each with the reason, which is published.
    pub accept: Vec<Acceptance>,
    /// After how many years without a new value the data is old, where it is not the site's rule.
    pub stale_after: Option<i16>,
    /// Whether its page has a PDF beside it, where it is not as on the whole site.
    pub pdf: Option<bool>,
    /// The first day on which the table may be seen.
    #[schemars(with = "Option<Day>")]
    pub release: Option<Date>,
    /// The day of its last change.
    #[schemars(with = "Option<Day>")]
    pub updated: Option<Date>,
    /// Why former tables were replaced, by the day.
    pub revisions: Vec<RevisionNote>,
    /// What it is called in SDMX, as far as the shipped lists do not know.
    pub sdmx: SdmxNames,
}

/// Why a table was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevisionNote {
    /// The day on which the former table was replaced.
    #[schemars(with = "Day")]
    pub date: Date,
    /// Why.
    pub note: Localized<String>,
}

/// A check that is silenced.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Its code: `P0331`.
    pub check: String,
    /// Why the data is right.
    pub reason: Localized<String>,
}

/// The years and groups that a dataset should have: columns, or columns with their values; the
/// column `Year` with years, or with the first and the last as `2015-2024`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ExpectedAsWritten")]
pub struct Expected {
    columns: BTreeMap<String, Vec<String>>,
    years: BTreeSet<i16>,
}

impl Expected {
    /// The columns alone.
    pub fn columns(columns: impl Iterator<Item = String>) -> Self {
        let columns = columns.map(|it| (it, Vec::new())).collect();
        Self { columns, years: BTreeSet::new() }
    }

    /// The values expected in `column`; none where only the column is, or not even that.
    pub fn of(&self, column: &str) -> &[String] {
        let found = self.columns.iter().find(|it| fold(it.0) == fold(column));
        found.map_or(&[], |it| it.1.as_slice())
    }

    /// The columns with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.columns.iter().map(|(column, values)| (column.as_str(), values.as_slice()))
    }

    /// The years; none where the metadata leaves them to the rule.
    pub fn years(&self) -> &BTreeSet<i16> {
        &self.years
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedAsWritten {
    Columns(Vec<String>),
    Values(BTreeMap<String, ValuesAsWritten>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ValuesAsWritten {
    One(Scalar),
    Many(Vec<Scalar>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Number(i64),
    Text(String),
}

impl Scalar {
    fn text(self) -> String {
        match self {
            Self::Number(it) => it.to_string(),
            Self::Text(it) => it,
        }
    }
}

impl TryFrom<ExpectedAsWritten> for Expected {
    type Error = String;

    fn try_from(written: ExpectedAsWritten) -> Result<Self, String> {
        let mut expected = Self::default();
        let columns = match written {
            ExpectedAsWritten::Columns(columns) => {
                return Ok(Self::columns(columns.into_iter()));
            }
            ExpectedAsWritten::Values(columns) => columns,
        };
        for (column, values) in columns {
            let values = match values {
                ValuesAsWritten::One(it) => vec![it.text()],
                ValuesAsWritten::Many(all) => all.into_iter().map(Scalar::text).collect(),
            };
            if !is_year(&column) {
                expected.columns.insert(column, values);
                continue;
            }
            for value in values {
                expected.years.extend(years(&value)?);
            }
        }
        Ok(expected)
    }
}

/// `2016`, a fiscal year `2016-17`, or all years of `2015-2024`.
fn years(text: &str) -> Result<std::ops::RangeInclusive<i16>, String> {
    let period: Period = text.parse().map_err(|()| {
        format!(
            "`{text}` is no year; write `2016`, or the first and the last as `2015-2024`"
        )
    })?;
    Ok(match period.part {
        Part::Until(last) if last > period.year + 1 => period.year..=last,
        _ => period.year..=period.year,
    })
}

/// How often there should be a value: `monthly`, `quarterly`, `annual`, or every so many years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Scalar")]
pub enum Frequency {
    /// Twelve a year.
    Monthly,
    /// Four a year.
    Quarterly,
    /// One in so many years, 1 to 20.
    Years(i16),
}

impl Frequency {
    /// The years from one value to the next, at least one.
    pub fn years(self) -> i16 {
        match self {
            Self::Monthly | Self::Quarterly => 1,
            Self::Years(years) => years,
        }
    }
}

impl TryFrom<Scalar> for Frequency {
    type Error = String;

    fn try_from(written: Scalar) -> Result<Self, String> {
        let text = written.text();
        Ok(match fold(&text).as_str() {
            "monthly" => Self::Monthly,
            "quarterly" => Self::Quarterly,
            "annual" => Self::Years(1),
            years => match years.parse() {
                Ok(years @ 1..=20) => Self::Years(years),
                _ => {
                    return Err(format!(
                        "`{text}` is no frequency; write `monthly`, `quarterly`, `annual` or after \
                         how many years, 1 to 20, there is a new value"
                    ));
                }
            },
        })
    }
}

/// When something will be published: a year, a quarter, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Scalar")]
pub struct Release(pub Period);

impl TryFrom<Scalar> for Release {
    type Error = String;

    fn try_from(written: Scalar) -> Result<Self, String> {
        let text = written.text();
        let period = Period::from_str(&text).map_err(|()| {
            format!(
                "`{text}` is no date; write `2027`, `2027-Q2`, `2027-06` or `2027-06-30`"
            )
        })?;
        Ok(Self(period))
    }
}

/// Where numbers are from.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// Who made them.
    pub organisation: Localized<String>,
    /// Where they stand.
    pub url: Option<String>,
    /// When they were read there.
    #[schemars(with = "Option<Day>")]
    pub accessed: Option<Date>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// A value at a year: a baseline, a milestone or a target.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The first year measured the new way.
    pub year: i16,
    /// What changed.
    #[serde(default)]
    pub note: Localized<String>,
}

/// Labels of a column and of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DimensionLabels {
    /// The column's label.
    pub label: Localized<String>,
    /// The labels of its values, by value.
    pub values: BTreeMap<String, Localized<String>>,
    /// The value that stands for the whole, where it is none of the words people use for it.
    pub total: Option<String>,
    /// The column that this one splits further, or `none`; left out, the data shows it.
    pub parent: Option<String>,
}

/// How far reporting of an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing yet.
    NotStarted,
    /// Under way.
    Started,
    /// Reached.
    Done,
}
