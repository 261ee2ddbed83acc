//! Baselines, milestones, latest values and targets side by side.

use serde::Serialize;

use super::{Count, GoalLink, Link, Status};
use crate::text::Said;

/// How far each indicator is on the way to its target.
#[derive(Debug, Clone, Serialize)]
pub struct Scorecard {
    /// How many there are of each rating.
    pub counts: Vec<Count>,
    /// The indicators by goal, then those of none.
    pub groups: Vec<ScoreGroup>,
    /// The ways in which they are rated.
    pub methods: Vec<Way>,
}

/// The indicators of a goal, or those of none.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreGroup {
    /// The goal.
    pub goal: Option<GoalLink>,
    /// Its targets here.
    pub targets: Vec<ScoreTarget>,
}

/// The indicators of a target of a goal.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreTarget {
    /// Its number in the page's digits; `None` for what is no SDG indicator.
    pub code: Option<String>,
    /// What it says.
    pub title: Option<Said>,
    /// Its indicators.
    pub scores: Vec<Score>,
}

/// How far an indicator is.
#[derive(Debug, Clone, Serialize)]
pub struct Score {
    /// Its number in the page's digits.
    pub code: Option<String>,
    /// Its name and page.
    pub link: Link,
    /// What it is measured from: as declared, or as the method took it.
    pub baseline: Option<Stated>,
    /// What is to be reached on the way.
    pub milestones: Vec<Stated>,
    /// The latest value of the headline.
    pub latest: Option<Stated>,
    /// What to say where there is none.
    pub empty: String,
    /// What is to be reached in the end.
    pub target: Option<Stated>,
    /// `reached`, `on-track`, `moderate`, `limited`, `deteriorating` or `unrated`.
    pub rating: Status,
    /// A sign for the rating, which does not need colour.
    pub mark: &'static str,
    /// Why it is not rated.
    pub reason: Option<String>,
}

/// A value and its year.
#[derive(Debug, Clone, Serialize)]
pub struct Stated {
    /// The value with its unit.
    pub value: String,
    /// The year or period.
    pub year: String,
}

/// A way to rate.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Its name.
    pub name: String,
    /// What it does, in a few sentences.
    pub how: String,
}
