//! Pages that lead to other pages.

use serde::Serialize;

use super::{Day, GoalLink, IndicatorCard, Link, Text};
use crate::text::{Language, Said};

/// A language on the front door.
#[derive(Debug, Clone, Serialize)]
pub struct FrontDoor {
    /// Every language of the site.
    pub doors: Vec<Door>,
}

/// One language on the front door.
#[derive(Debug, Clone, Serialize)]
pub struct Door {
    /// The language.
    pub tag: Language,
    /// Its name in itself.
    pub name: String,
    /// The site's title in it.
    pub title: String,
    /// The site's tagline in it.
    pub tagline: Option<String>,
    /// What the link says in it.
    pub enter: String,
    /// Its first page.
    pub path: String,
}

/// A language's first page.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The words of `content/index.LANG.md`.
    pub text: Option<Text>,
    /// The headline numbers of the indicators.
    pub cards: Vec<IndicatorCard>,
    /// What changed last, the latest first.
    pub changes: Vec<Change>,
    /// The latest pages of each section.
    pub sections: Vec<Shelf>,
    /// The goals that have indicators here.
    pub goals: Vec<GoalLink>,
}

/// What became new on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// The day.
    pub date: Day,
    /// What was done: published, updated, revised.
    pub what: String,
    /// To what.
    pub page: Link,
}

/// A section with its latest pages.
#[derive(Debug, Clone, Serialize)]
pub struct Shelf {
    /// The section.
    pub section: Link,
    /// Its latest pages.
    pub items: Vec<Item>,
}

/// A page in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its name.
    pub title: Said,
    /// Where it is.
    pub path: String,
    /// Its kind: `note`, `workshop` …
    pub kind: String,
    /// The word for its kind; of a plain page empty.
    pub kind_word: String,
    /// What it says.
    pub summary: Option<Said>,
    /// Its date.
    pub date: Option<Day>,
}

/// Pages of a section or with a tag.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// The words of the section's own page.
    pub text: Option<Text>,
    /// How many there are in all, in words: `12 notes`.
    pub count: String,
    /// Those on this page of the list.
    pub items: Vec<Item>,
    /// The pages of a long list, in order; empty where there is only one.
    pub pages: Vec<ListPage>,
}

/// One page of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Its number, in the page's digits.
    pub number: String,
    /// Where it is.
    pub path: String,
    /// Whether it is this page.
    pub current: bool,
}

/// All tags.
#[derive(Debug, Clone, Serialize)]
pub struct Tags {
    /// By name.
    pub tags: Vec<TagLink>,
}

/// A tag.
#[derive(Debug, Clone, Serialize)]
pub struct TagLink {
    /// Its name.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// How many pages have it, in the page's digits.
    pub count: String,
}
