//! What an author asked for: charts, tables, cards, timelines, and numbers in a sentence.
//!
//! These are as written. What they mean is found out where they are met with their dataset.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::Value;
use crate::{
    diag::{Message, say},
    text::Localized,
};

/// Column = value pairs; `Year` among them picks a period.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
    matches!(crate::text::fold(column).as_str(), "year" | "time_period" | "বছর" | "সাল")
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
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ChartType {
    /// A line over time.
    Line,
    /// A line over time with the ground below it filled.
    Area,
    /// Bars from zero.
    Bar,
    /// Shapes of places coloured by value.
    Map,
    /// Places as tiles of the same size, coloured by value.
    TileMap,
    /// A line without axes.
    Sparkline,
    /// One number.
    Card,
    /// Bars from zero, made of the parts of a whole.
    Stacked,
    /// Points by category; those of one category are joined.
    Dot,
    /// Lines from a first period to a last one.
    Slope,
    /// Cells coloured by class.
    Heatmap,
    /// Bars to both sides, by age.
    Pyramid,
}

impl ChartType {
    /// What it is called in a sentence.
    pub fn name(self) -> Message {
        match self {
            Self::Line => say!("a line chart"),
            Self::Area => say!("an area chart"),
            Self::Bar => say!("a bar chart"),
            Self::Stacked => say!("a stacked bar chart"),
            Self::Dot => say!("a dot plot"),
            Self::Slope => say!("a slope chart"),
            Self::Heatmap => say!("a heat map"),
            Self::Pyramid => say!("a population pyramid"),
            Self::Map | Self::TileMap => say!("a map"),
            Self::Sparkline => say!("a sparkline"),
            Self::Card => say!("a card"),
        }
    }
}

/// How values are spread along an axis.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum AxisScale {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal ratios.
    Log,
}

/// A value that a chart is to be compared with.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The value.
    pub value: Value,
    /// What it is.
    pub label: Localized<String>,
}

/// Words about a year.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// The year.
    pub year: i16,
    /// What happened.
    pub text: Localized<String>,
}

/// Values that the value axis must reach.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(deny_unknown_fields, default)]
pub struct Reach {
    /// It begins at this value or lower.
    pub from: Option<Value>,
    /// It ends at this value or higher.
    pub to: Option<Value>,
}

/// A ```` ```chart ```` block.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(deny_unknown_fields, default)]
pub struct ChartRequest {
    /// The dataset.
    pub data: String,
    /// Its kind; left out, the data decides.
    pub r#type: Option<ChartType>,
    /// The column along the category axis; left out, the periods.
    pub x: Option<String>,
    /// The column of a heat map's rows; left out, the periods.
    pub y: Option<String>,
    /// The column that splits the chart into series.
    pub series: Option<String>,
    /// Which rows.
    pub r#where: Where,
    /// The column that gives each of its values a chart of its own.
    pub facet: Option<String>,
    /// Whether baseline, milestones and target are drawn.
    pub target: bool,
    /// How values are spread along the axis.
    pub scale: AxisScale,
    /// What the value axis must reach; it is never shorter than the values need.
    pub axis: Reach,
    /// Values to compare with.
    pub levels: Vec<Level>,
    /// Words about years.
    pub annotations: Vec<Annotation>,
    /// What the reader should see, in a few words.
    pub title: Option<String>,
    /// What is measured, and what to know about it.
    pub caption: Option<String>,
    /// Height at full width, in CSS pixels.
    pub height: Option<u16>,
}

impl ChartRequest {
    /// The columns it is about: the one that splits it into series, and the one along its category
    /// axis where that is not the periods. Those of a heat map are its columns and its rows.
    pub fn directions(&self) -> (Option<&str>, Option<&str>) {
        let [x, y, series] = [&self.x, &self.y, &self.series]
            .map(|it| it.as_deref().filter(|it| !is_year(it)));
        match self.r#type {
            Some(ChartType::Heatmap) if x.is_some() => (x, y),
            Some(ChartType::Heatmap) => (y, None),
            _ => (series, x),
        }
    }
}

/// A ```` ```table ```` block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
