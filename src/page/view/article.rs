//! Pages written by an author.

use serde::Serialize;

use super::{Day, IndicatorCard, Item, Link, TagLink, Text, Timeline};
use crate::text::Said;

/// A page written by an author.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// The text: in templates the variable `text`, not this field.
    pub text: Text,
    /// What it says.
    pub summary: Option<Said>,
    /// The number of its file, as offices give it.
    pub memo: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// When it was published.
    pub date: Option<Day>,
    /// When it was last changed.
    pub updated: Option<Day>,
    /// What was changed, the latest first.
    pub changes: Vec<Edit>,
    /// The page that takes its place.
    pub replaced_by: Option<Link>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// How long it takes to read, in words.
    pub reading_time: Option<String>,
    /// Its headings of the second level.
    pub contents: Vec<Anchor>,
    /// The indicators it is about.
    pub indicators: Vec<IndicatorCard>,
    /// What a report is composed of.
    pub parts: Vec<Link>,
    /// Its tags.
    pub tags: Vec<TagLink>,
    /// What is recommended.
    pub recommendations: Vec<String>,
    /// Digital strategies proposed.
    pub strategies: Vec<String>,
    /// Policy reforms proposed.
    pub reforms: Vec<String>,
    /// What it rests on.
    pub sources: Vec<Reference>,
    /// Pages about the same indicators.
    pub related: Vec<Item>,
    /// How to cite it, ready to copy.
    pub citation: String,
    /// A workshop's facts.
    pub workshop: Option<Workshop>,
    /// A plan's actions.
    pub plan: Option<Plan>,
    /// A theme's own values, from `extra:`.
    pub extra: serde_json::Value,
}

/// A heading of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Anchor {
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// A change of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Edit {
    /// When.
    pub date: Day,
    /// What.
    pub what: String,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// What it is.
    pub title: String,
    /// Where it stands.
    pub url: Option<String>,
}

/// A workshop's facts.
#[derive(Debug, Clone, Serialize)]
pub struct Workshop {
    /// First day.
    pub start: Option<Day>,
    /// Last day, where it is another.
    pub end: Option<Day>,
    /// Where.
    pub place: Option<String>,
    /// Who held it.
    pub hosts: Vec<String>,
    /// What for.
    pub objectives: Vec<String>,
    /// What was done side by side.
    pub tracks: Vec<Track>,
    /// Who worked on what.
    pub groups: Vec<Group>,
    /// What came of it to read or watch.
    pub materials: Vec<Material>,
}

/// A track of a workshop.
#[derive(Debug, Clone, Serialize)]
pub struct Track {
    /// Its name.
    pub title: String,
    /// The part of the workshop it belongs to.
    pub part: Option<String>,
    /// What it covered.
    pub topics: Vec<String>,
}

/// A working group.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its number, in the page's digits.
    pub number: Option<String>,
    /// What it worked on.
    pub title: String,
    /// Anything else.
    pub note: Option<String>,
    /// Its indicators.
    pub indicators: Vec<IndicatorCard>,
    /// The notes about them.
    pub notes: Vec<Link>,
    /// Strategies proposed in those notes.
    pub strategies: Vec<String>,
    /// Reforms proposed in those notes.
    pub reforms: Vec<String>,
}

/// Something to read or watch.
#[derive(Debug, Clone, Serialize)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// The word for its kind.
    pub kind: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A plan's actions.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// The actions.
    pub actions: Vec<Action>,
    /// The same along time, where any has a date.
    pub timeline: Option<Timeline>,
}

/// An action of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct Action {
    /// What.
    pub action: String,
    /// Who leads.
    pub lead: Option<String>,
    /// From when.
    pub start: Option<Day>,
    /// Until when.
    pub end: Option<Day>,
    /// `planned`, `started`, `done`.
    pub status: Option<String>,
    /// The word for it.
    pub status_word: Option<String>,
    /// The indicators it is about.
    pub indicators: Vec<IndicatorCard>,
}
