//! What a chart shows, before it is laid out.

/// A chart: marks and words, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the reader should see.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// What the values count, above the axis.
    pub unit: String,
    /// What its marks mean.
    pub notes: Vec<String>,
    /// Who made the numbers.
    pub source: String,
    /// The page's language, as a tag.
    pub lang: String,
    /// The height at full width that was asked for, in CSS pixels.
    pub height: Option<u16>,
    /// Its marks.
    pub plot: Plot,
}

/// The marks of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// Lines over time.
    Lines(Lines),
    /// Bars by category.
    Bars(Bars),
}

/// Lines over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// One line a series.
    pub series: Vec<Series>,
    /// Years in which the way of measuring changed.
    pub breaks: Vec<f64>,
    /// What is to be reached, and when.
    pub targets: Vec<Stated>,
    /// The years along the axis that may be written, with their words.
    pub years: Vec<(f64, String)>,
    /// How a number on the value axis is written, by its tick.
    pub ticks: Vec<(f64, String)>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name; empty where the chart has only one.
    pub name: String,
    /// Its points in order of time.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When, in years.
    pub x: f64,
    /// How much.
    pub y: f64,
    /// When and how much, in words.
    pub label: String,
    /// How much, as it stands at the mark.
    pub value: String,
    /// How much, with its unit.
    pub words: String,
    /// Whether it is not a plain observation: estimated, provisional …
    pub hollow: bool,
    /// Whether the line is cut before it.
    pub cut: bool,
}

/// A value that was stated for a year: a target.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// When, in years.
    pub x: f64,
    /// How much.
    pub y: f64,
    /// What it is, in words.
    pub label: String,
}

/// Bars by category.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The names of the bars of a category; one empty name where there is only one.
    pub names: Vec<String>,
    /// The categories in order.
    pub categories: Vec<Category>,
    /// Whether the categories are periods, which stand side by side.
    pub over_time: bool,
    /// What is to be reached.
    pub target: Option<Stated>,
    /// How a number on the value axis is written, by its tick.
    pub ticks: Vec<(f64, String)>,
}

/// A category.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its name.
    pub label: String,
    /// One bar a name: how much, in numbers and in words.
    pub bars: Vec<Option<(f64, String)>>,
}
