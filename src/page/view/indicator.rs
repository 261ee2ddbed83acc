//! A dataset and what is known of it.

use std::sync::Arc;

use serde::Serialize;

use super::{Coverage, Day, Download, Figure, Item, Link, MenuItem, Revised, Table};
use crate::text::Said;

/// A dataset in a list.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorCard {
    /// Its number in the page's digits; `None` for a dataset that is no SDG indicator.
    pub code: Option<String>,
    /// Its title.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// The headline's latest value; `None` where there is none.
    pub value: Option<Quantity>,
    /// What to say where there is none.
    pub empty: String,
    /// Of when that is.
    pub period: Option<String>,
    /// The headline's course: a small `<svg>` element without words in it, safe to insert.
    pub spark: Option<String>,
    /// How far reporting is.
    pub status: Status,
    /// How much of what is expected the data has: `full`, `partial` or `none`.
    pub data: Status,
    /// The goal's colour, `#rrggbb`.
    pub colour: Option<String>,
}

/// A state and the word for it.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `complete`, `in-progress`, `exploring`, `not-applicable`; of a step `done`, `started`,
    /// `not-started`.
    pub key: String,
    /// The word.
    pub word: String,
}

/// A goal in a list.
#[derive(Debug, Clone, Serialize)]
pub struct GoalLink {
    /// 1 to 17.
    pub number: u8,
    /// The number in the page's digits.
    pub digits: String,
    /// Its name in a few words.
    pub title: Said,
    /// The UN's colour for it.
    pub colour: String,
    /// Its page.
    pub path: String,
    /// How many of its indicators are here, in words.
    pub count: String,
}

/// A dataset's page.
#[derive(Debug, Clone, Serialize)]
pub struct Indicator {
    /// The dataset's name: `8-6-1`.
    pub id: String,
    /// The indicator's number in the page's digits.
    pub code: Option<String>,
    /// Its goal.
    pub goal: Option<GoalLink>,
    /// Who supplies it.
    pub provider: Option<Link>,
    /// The target's number in the page's digits.
    pub target_code: Option<String>,
    /// What the target says.
    pub target: Option<Said>,
    /// The indicator's name in the SDG framework.
    pub official: Option<Said>,
    /// What exactly is measured.
    pub definition: Option<Said>,
    /// The day of its data's last change.
    pub changed: Option<Day>,
    /// The headline's latest value.
    pub headline: Option<Headline>,
    /// What to say where there is none.
    pub empty: String,
    /// How far reporting is.
    pub status: Status,
    /// What the data has of what is expected.
    pub coverage: Coverage,
    /// The dataset's chart.
    pub chart: Option<Arc<Figure>>,
    /// Pages with the chart split by each column, where there are such columns.
    pub views: Vec<MenuItem>,
    /// The page of the chart alone, to be embedded.
    pub embed: String,
    /// The latest values by disaggregation, one table a column.
    pub breakdowns: Vec<Table>,
    /// All values.
    pub table: Option<Table>,
    /// Baseline, milestones and targets.
    pub targets: Vec<Fact>,
    /// How far it is on the way to the last target.
    pub progress: Option<Progress>,
    /// How far the four steps are: collect, use, publish, visualize.
    pub roadmap: Vec<Step>,
    /// Years in which the way of measuring changed.
    pub breaks: Vec<Fact>,
    /// What a reader must know before comparing.
    pub notes: Vec<Said>,
    /// Unit, method, source, custodian, vintage …
    pub facts: Vec<Fact>,
    /// Checks of the data that were silenced, with the reasons.
    pub accepted: Vec<Fact>,
    /// The data as files.
    pub downloads: Vec<Download>,
    /// What was revised, the latest first.
    pub revisions: Vec<Revised>,
    /// Pages about it.
    pub pages: Vec<Item>,
    /// Strategies proposed in those notes.
    pub strategies: Vec<Proposal>,
    /// Reforms proposed in those notes.
    pub reforms: Vec<Proposal>,
    /// How to cite it, ready to copy.
    pub citation: String,
    /// The dataset before it, by number.
    pub before: Option<Link>,
    /// The dataset after it.
    pub after: Option<Link>,
}

/// A chart alone.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// The chart.
    pub chart: Option<Arc<Figure>>,
    /// The same dataset split by each column, where there are such columns.
    pub views: Vec<MenuItem>,
    /// The dataset's page.
    pub indicator: Link,
}

/// A number and what it counts.
#[derive(Debug, Clone, Serialize)]
pub struct Quantity {
    /// The number, a percent sign included.
    pub number: String,
    /// A unit that is words.
    pub unit: Option<Said>,
}

/// The headline's latest value.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// The number and its unit.
    pub value: Quantity,
    /// Of when it is.
    pub period: String,
    /// What it was at the first period, and how it changed, in words.
    pub change: Option<String>,
    /// What is special about the value: estimated, provisional …
    pub status: Option<String>,
}

/// A name and what it stands for.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The name.
    pub label: String,
    /// The value.
    pub value: Said,
    /// An address that belongs to it.
    pub url: Option<String>,
}

/// How far a dataset is on the way to its target, and how that was told.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// `reached`, `on-track`, `moderate`, `limited`, `deteriorating` or `unrated`.
    pub rating: Status,
    /// Why it is not rated.
    pub reason: Option<String>,
    /// The method's name.
    pub method: String,
    /// The method in a few sentences.
    pub how: String,
    /// Base, latest, target, required, observed, ratio …
    pub workings: Vec<Fact>,
}

/// A step of a road map.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The step's name.
    pub label: String,
    /// How far it is.
    pub status: Status,
}

/// A proposal and the note that makes it.
#[derive(Debug, Clone, Serialize)]
pub struct Proposal {
    /// What is proposed.
    pub text: Said,
    /// The note.
    pub page: Link,
}
