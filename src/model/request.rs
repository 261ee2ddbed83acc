//! What an author asked for: charts, tables, cards, timelines, and numbers in a sentence.
//!
//! These are as written. What they mean is found out where they are met with their dataset.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// Column = value pairs; `Year` among them picks a period.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Where(pub BTreeMap<String, String>);

impl Where {
    /// The period asked for, as written.
    pub fn year(&self) -> Option<&str> {
        self.0.iter().find(|(column, _)| is_year(column)).map(|(_, value)| value.as_str())
    }

    /// The pairs that are about dimensions.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(|(column, _)| !is_year(column))
            .map(|(column, value)| (column.as_str(), value.as_str()))
    }
}

/// Whether `column` is the one of the periods.
pub fn is_year(column: &str) -> bool {
    matches!(crate::text::fold(column).as_str(), "year" | "time_period" | "বছর")
}

impl<'de> Deserialize<'de> for Where {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Scalar {
            Number(i64),
            Decimal(f64),
            Text(String),
        }
        let pairs = BTreeMap::<String, Scalar>::deserialize(deserializer)?;
        let text = |it| match it {
            Scalar::Number(it) => it.to_string(),
            Scalar::Decimal(it) => it.to_string(),
            Scalar::Text(it) => it,
        };
        Ok(Self(pairs.into_iter().map(|(column, value)| (column, text(value))).collect()))
    }
}

/// The kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartType {
    /// A line over time.
    Line,
    /// Bars from zero.
    Bar,
}

/// A ```` ```chart ```` block.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChartRequest {
    /// The dataset.
    pub data: String,
    /// Line or bar; left out, the data decides.
    pub r#type: Option<ChartType>,
    /// The column along the category axis; left out, the periods.
    pub x: Option<String>,
    /// The column that splits the chart into series.
    pub series: Option<String>,
    /// Which rows.
    pub r#where: Where,
    /// Whether the target is drawn.
    pub target: bool,
    /// What the reader should see, in a few words.
    pub title: Option<String>,
    /// What is measured, and what to know about it.
    pub caption: Option<String>,
    /// Height at full width, in CSS pixels.
    pub height: Option<u16>,
}

/// A ```` ```table ```` block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableRequest {
    /// The dataset.
    pub data: String,
    /// Which columns, in which order; left out, all that are filled.
    pub columns: Vec<String>,
    /// Which rows.
    pub r#where: Where,
    /// The column to sort by; with `-` in front, downwards.
    pub sort: Option<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// The table's title.
    pub title: Option<String>,
    /// What to know about it.
    pub caption: Option<String>,
}

/// A card of a ```` ```figures ```` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The number.
    pub value: Expression,
    /// What it is.
    pub label: String,
}

/// A ```` ```timeline ```` block: of a plan or of a dataset with dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TimelineRequest {
    /// The plan's page, by source path; left out together with `data`, the page's own plan.
    pub plan: Option<String>,
    /// The dataset.
    pub data: Option<String>,
    /// The timeline's title.
    pub title: Option<String>,
}

/// A fenced block that is more than text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A chart.
    Chart(ChartRequest),
    /// A table.
    Table(TableRequest),
    /// Key numbers as cards.
    Figures(Vec<Card>),
    /// A timeline.
    Timeline(TimelineRequest),
}

/// What of a dataset is asked for in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A value with its unit.
    Value,
    /// The period of the latest value.
    Year,
    /// The change between two periods; left out, the first and the latest.
    Change {
        /// From when.
        from: Option<String>,
        /// Until when.
        to: Option<String>,
    },
    /// The target, at the year asked for or the last one.
    Target,
    /// The baseline.
    Baseline,
    /// How progress towards the target is.
    Progress,
}

/// A number in a sentence: `=8-6-1 Sex=Female Year=2022`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The dataset.
    pub data: String,
    /// What of it.
    pub asked: Asked,
    /// Which series and period.
    pub r#where: Where,
}
