//! What texts are made of.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;

use super::Link;
use crate::{
    diag::Diagnostic,
    model::{Asset, Body, ChartType, Route},
    text::Said,
};

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// `2019-01-22`, for `<time datetime>`.
    pub iso: String,
    /// As the page's language writes it.
    pub text: String,
}

/// A page's text and what the rest of the site gives to it. In templates it is a string of HTML,
/// the variable `text`.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub body: Arc<Body>,
    /// Where its links lead, by [`Body::links`]; empty for what may not be seen yet.
    pub links: Vec<String>,
    /// The images among them that are files of the site, by number.
    pub images: BTreeMap<u32, Asset>,
    /// Its numbers as written in this language, by [`Body::values`].
    pub values: Vec<String>,
    /// Its blocks, by [`Body::blocks`]; `None` where a block could not be made.
    pub blocks: Vec<Option<Block>>,
    /// Words of the glossary in it, in order.
    pub terms: Vec<TermLink>,
}

/// A word of the glossary in a text.
#[derive(Debug, Clone)]
pub struct TermLink {
    /// The event that the word stands in, as an index into [`Body::events`].
    pub event: usize,
    /// Which bytes of it.
    pub range: std::ops::Range<usize>,
    /// Where it is explained, relative to the page.
    pub href: String,
}

impl Serialize for Text {
    /// Templates meet the text as HTML only; see the variable `text`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// A block within a text. Each has a template of its name under `blocks/` and is a variable of its
/// name there, beside `root` and `lang`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// `blocks/chart.html`.
    Chart(Arc<Figure>),
    /// `blocks/table.html`.
    Table(Table),
    /// `blocks/figures.html`: key numbers.
    Figures(Vec<Card>),
    /// `blocks/timeline.html`.
    Timeline(Timeline),
}

impl Block {
    /// The file name of its template.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Chart(_) => "blocks/chart.html",
            Self::Table(_) => "blocks/table.html",
            Self::Figures(_) => "blocks/figures.html",
            Self::Timeline(_) => "blocks/timeline.html",
        }
    }
}

/// A chart with its table, its source and its files.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Its own name on the site: the route of its drawing.
    #[serde(skip)]
    pub id: Route,
    /// Its type, where the author asked for none.
    #[serde(skip)]
    pub chosen: Option<ChartType>,
    /// What was noticed when it was drawn, to be told where it was asked for.
    #[serde(skip)]
    pub noticed: Vec<Diagnostic>,
    /// The dataset that it is drawn from.
    #[serde(skip)]
    pub data: Arc<str>,
    /// What the reader should see.
    pub title: Said,
    /// What is measured.
    pub caption: Option<Said>,
    /// The drawing for wide screens and paper: an `<svg>` element, safe to insert.
    pub wide: String,
    /// The drawing for narrow screens.
    pub narrow: String,
    /// The names of its series, where there are several to choose from.
    pub series: Vec<String>,
    /// What its marks mean: breaks, estimates.
    pub notes: Vec<Said>,
    /// The same data as a table.
    pub table: Table,
    /// Who made the numbers, and which release.
    pub source: Option<Said>,
    /// The dataset's page.
    pub dataset: Link,
    /// The drawing and the data as files.
    pub downloads: Vec<Download>,
}

/// A file to take away.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// `CSV`, `JSON`, `SVG`.
    pub format: String,
    /// Its size with unit: `12 kB`.
    pub size: String,
    /// Where it is.
    pub path: String,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// What it shows.
    pub title: Option<Said>,
    /// What to know about it.
    pub caption: Option<Said>,
    /// Its columns; the first one heads the rows.
    pub columns: Vec<Column>,
    /// Its rows; one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// What its marks mean.
    pub notes: Vec<Said>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its head.
    pub label: Said,
    /// Whether it holds numbers, set to the end.
    pub number: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// What is in it; empty for no value.
    pub text: Said,
    /// A mark behind it, such as `b` for a break, explained in the notes.
    pub mark: Option<String>,
}

/// A key number.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The number with its unit, or the words for no data.
    pub value: String,
    /// Of when it is.
    pub period: Option<String>,
    /// What it is.
    pub label: Said,
    /// The dataset's page.
    pub path: String,
}

/// Things with a beginning and an end.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// What it shows.
    pub title: Option<Said>,
    /// The drawing for wide screens and paper: an `<svg>` element, safe to insert.
    pub wide: String,
    /// The drawing for narrow screens.
    pub narrow: String,
    /// What is on it.
    pub rows: Vec<TimelineRow>,
}

/// One thing on a timeline.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineRow {
    /// What.
    pub label: Said,
    /// Who.
    pub lead: Option<Said>,
    /// From when, or the only day.
    pub start: Day,
    /// Until when.
    pub end: Option<Day>,
    /// How far it is, in words.
    pub status: Option<String>,
}
