//! Pages on which things are looked up, and the data itself.

use serde::Serialize;

use super::{
    Day, Download, GoalLink, Item, LanguageLink, Link, ListPage, ScoreTarget, Table,
    TargetGroup,
};
use crate::text::{Language, Said};

/// The words that the site explains.
#[derive(Debug, Clone, Serialize)]
pub struct Glossary {
    /// In the language's order.
    pub terms: Vec<GlossaryEntry>,
}

/// A word and what it means.
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryEntry {
    /// Its anchor.
    pub id: String,
    /// The word.
    pub term: Said,
    /// The word in the other languages of the site.
    pub others: Vec<Said>,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means.
    pub definition: Said,
}

/// The seventeen goals.
#[derive(Debug, Clone, Serialize)]
pub struct Goals {
    /// By number.
    pub goals: Vec<GoalLink>,
}

/// A goal's page.
#[derive(Debug, Clone, Serialize)]
pub struct Goal {
    /// The goal.
    pub goal: GoalLink,
    /// Its name in full.
    pub full: Option<Said>,
    /// Its targets here.
    pub targets: Vec<TargetGroup>,
    /// How far its indicators are on the way to their targets.
    pub scores: Vec<ScoreTarget>,
    /// Pages about its indicators.
    pub pages: Vec<Item>,
}

/// The search. Without script it is a list of all pages.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// Every letter that a page's name begins with.
    pub jumps: Vec<LetterLink>,
    /// The letters on this page of the list, with their pages.
    pub letters: Vec<Letter>,
}

/// A way to a letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterLink {
    /// The letter.
    pub name: String,
    /// Where its pages are, with the anchor.
    pub path: String,
}

/// The pages whose names begin with a letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// Its anchor.
    pub id: String,
    /// The letter, or digits.
    pub name: String,
    /// The pages in the language's order.
    pub items: Vec<Item>,
}

/// All data that can be taken away.
#[derive(Debug, Clone, Serialize)]
pub struct Data {
    /// Files about all of it.
    pub files: Vec<DataFile>,
    /// What the formats of single datasets are for.
    pub formats: Vec<DataFile>,
    /// The datasets with their files.
    pub datasets: Vec<DataRow>,
    /// The pages of this list, where there are several.
    pub pages: Vec<ListPage>,
    /// What was revised, the latest first.
    pub revisions: Vec<Revised>,
    /// The feed of revisions.
    pub feed: Option<String>,
}

/// A file or a format, and what it is for.
#[derive(Debug, Clone, Serialize)]
pub struct DataFile {
    /// The file, where it is one.
    pub file: Option<Download>,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub what: String,
}

/// A dataset with its files.
#[derive(Debug, Clone, Serialize)]
pub struct DataRow {
    /// The number of its indicator.
    pub code: Option<String>,
    /// What it is called.
    pub title: Said,
    /// Its page.
    pub path: String,
    /// The day of its last change.
    pub changed: Option<Day>,
    /// Its files.
    pub downloads: Vec<Download>,
    /// What to say where there are none.
    pub empty: String,
}

/// A day on which numbers of a dataset changed.
#[derive(Debug, Clone, Serialize)]
pub struct Revised {
    /// Its anchor.
    pub id: String,
    /// The day.
    pub date: Day,
    /// The dataset.
    pub dataset: Link,
    /// Why.
    pub why: Option<Said>,
    /// The numbers before and now.
    pub table: Option<Table>,
    /// How many more there are in the file.
    pub more: Option<String>,
}

/// A page that this language does not have.
#[derive(Debug, Clone, Serialize)]
pub struct Missing {
    /// Where it can be read.
    pub available: Vec<LanguageLink>,
}

/// The page of a broken address. It is served at any depth, so it may use no relative link.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// What it says in each language.
    pub messages: Vec<NotFoundMessage>,
}

/// What the page of a broken address says in one language.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundMessage {
    /// The language.
    pub tag: Language,
    /// That there is no such page.
    pub title: String,
    /// What to do.
    pub help: String,
    /// The full address of its search, where the site's is known.
    pub search: Option<String>,
    /// What its search is called.
    pub label: String,
    /// What its search does.
    pub button: String,
}
