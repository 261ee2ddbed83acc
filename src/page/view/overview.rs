//! Datasets side by side: by goal, by group, by provider.

use serde::Serialize;

use super::{Day, Download, GoalLink, IndicatorCard, Link, Status};
use crate::text::Said;

/// All datasets by goal.
#[derive(Debug, Clone, Serialize)]
pub struct Indicators {
    /// How many there are of each reporting status.
    pub counts: Vec<Count>,
    /// What the data shows, by goal; all together last.
    pub shares: Vec<Shares>,
    /// SDG indicators by goal.
    pub goals: Vec<GoalGroup>,
    /// Datasets that are no SDG indicators.
    pub others: Vec<IndicatorCard>,
}

/// What the data of a goal's indicators shows.
#[derive(Debug, Clone, Serialize)]
pub struct Shares {
    /// The goal; `None` for all together.
    pub goal: Option<GoalLink>,
    /// How many indicators there are, in the page's digits.
    pub total: String,
    /// How many are `full`, `partial` and `none`.
    pub parts: Vec<Share>,
}

/// A part of a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// What of it.
    pub status: Status,
    /// How many, in the page's digits.
    pub count: String,
    /// The same as a plain number, for the length of a bar.
    pub size: usize,
}

/// What a dataset has of what is expected of it.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Whether the editor declared a reporting status.
    pub declared: bool,
    /// What the data shows: `full`, `partial` or `none`.
    pub data: Status,
    /// The gaps in a sentence.
    pub summary: String,
    /// The years that are missing.
    pub missing: Option<String>,
    /// How the expected years were told.
    pub rule: String,
    /// The years of the matrix, the newest first.
    pub years: Vec<String>,
    /// The whole, then the columns; none where no year is expected or there.
    pub lines: Vec<GapLine>,
}

/// A line of a matrix of gaps.
#[derive(Debug, Clone, Serialize)]
pub struct GapLine {
    /// What it is about.
    pub label: Said,
    /// One a year: `value`, `part`, `missing`, or empty for what is not expected.
    pub cells: Vec<&'static str>,
}

/// Which years and groups each dataset has.
#[derive(Debug, Clone, Serialize)]
pub struct Gaps {
    /// Which years and groups are expected, in a few sentences.
    pub rule: String,
    /// The years of the matrix, the newest first: those that any dataset has or lacks.
    pub years: Vec<String>,
    /// How many cells there are of each kind, groups included.
    pub counts: Vec<Count>,
    /// The datasets by goal.
    pub groups: Vec<GapGroup>,
    /// The matrix as a file.
    pub downloads: Vec<Download>,
}

/// The datasets of a goal, or those of none.
#[derive(Debug, Clone, Serialize)]
pub struct GapGroup {
    /// The goal.
    pub goal: Option<GoalLink>,
    /// The datasets.
    pub rows: Vec<GapRow>,
    /// Whether any of them has lines by group.
    pub split: bool,
}

/// A dataset in the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct GapRow {
    /// The indicator's number in the page's digits.
    pub code: Option<String>,
    /// Its name and page.
    pub link: Link,
    /// Its gaps in a sentence.
    pub summary: String,
    /// One a year, as in [`GapLine`].
    pub cells: Vec<&'static str>,
    /// Its columns.
    pub lines: Vec<GapLine>,
}

/// Who supplies the data.
#[derive(Debug, Clone, Serialize)]
pub struct Providers {
    /// By name.
    pub providers: Vec<ProviderItem>,
}

/// A ministry or agency in the list.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderItem {
    /// Its name.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// How many datasets it supplies, in words.
    pub count: String,
    /// The newest period that it supplied.
    pub latest: Option<String>,
    /// How many datasets have all, some and none of the data expected.
    pub parts: Vec<Share>,
}

/// What a ministry or agency supplies, and what is waited for.
#[derive(Debug, Clone, Serialize)]
pub struct Provider {
    /// How many datasets it supplies, in words.
    pub count: String,
    /// Whom to ask.
    pub contacts: Vec<Said>,
    /// How many datasets have all, some and none of the data expected.
    pub parts: Vec<Share>,
    /// The datasets.
    pub supplies: Vec<Supply>,
}

/// A dataset that is supplied, or waited for.
#[derive(Debug, Clone, Serialize)]
pub struct Supply {
    /// The indicator's number in the page's digits.
    pub code: Option<String>,
    /// Its name and page.
    pub link: Link,
    /// Who made the numbers.
    pub source: Option<Said>,
    /// The agency that answers for the indicator worldwide.
    pub custodian: Option<Said>,
    /// The newest period with a value.
    pub latest: Option<String>,
    /// When it was fetched.
    pub accessed: Option<Day>,
    /// How often there should be a value.
    pub frequency: Option<String>,
    /// When the source will publish next.
    pub next: Option<String>,
    /// The columns, with their groups, that are expected.
    pub expected: Vec<String>,
    /// What the data shows: `full`, `partial` or `none`.
    pub data: Status,
    /// The gaps in a sentence.
    pub summary: String,
    /// The years that are missing.
    pub missing: Option<String>,
}

/// How many there are of something.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The status.
    pub status: Status,
    /// How many, in the page's digits.
    pub count: String,
}

/// A goal and its indicators.
#[derive(Debug, Clone, Serialize)]
pub struct GoalGroup {
    /// The goal.
    pub goal: GoalLink,
    /// Its targets here.
    pub targets: Vec<TargetGroup>,
}

/// A target and its indicators.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// Its number in the page's digits.
    pub code: String,
    /// What it says.
    pub title: Option<Said>,
    /// Its indicators.
    pub indicators: Vec<IndicatorCard>,
}

/// How far each indicator is.
#[derive(Debug, Clone, Serialize)]
pub struct Roadmap {
    /// The names of the four steps.
    pub steps: Vec<String>,
    /// One row an indicator.
    pub rows: Vec<RoadmapRow>,
}

/// How far an indicator is.
#[derive(Debug, Clone, Serialize)]
pub struct RoadmapRow {
    /// The indicator.
    pub indicator: IndicatorCard,
    /// One status a step.
    pub steps: Vec<Status>,
}
