//! What a chart shows, before it is laid out.

use crate::model::Ground;

use crate::model::ChartType;

/// A chart: marks and words, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the reader should see.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// What the values count, above the axis.
    pub unit: String,
    /// What is to be known to compare its values.
    pub notes: Vec<String>,
    /// What its less certain marks are, in the order of [`Certainty`].
    pub key: Vec<(Certainty, String)>,
    /// Who made the numbers and when, and what may be done with them; a sentence each.
    pub credits: Vec<String>,
    /// The page's language, as a tag.
    pub lang: String,
    /// Its type, where nobody asked for one.
    pub chosen: Option<ChartType>,
    /// The height at full width that was asked for, in CSS pixels.
    pub height: Option<u16>,
    /// Its marks.
    pub plot: Plot,
}

/// As many rows of a heat map as can be chosen from.
const ROWS: usize = 8;

impl Chart {
    /// The names of the series that are drawn as groups of their own, in their order.
    pub fn series(&self) -> Vec<&str> {
        let names: Vec<&str> = match &self.plot {
            Plot::Lines(lines) => lines.series.iter().map(|it| &*it.name).collect(),
            Plot::Panels(panels) => {
                let all = panels.iter().flat_map(|it| &it.lines.series);
                let mut names: Vec<&str> = Vec::new();
                for name in all.map(|it| &*it.name) {
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                names
            }
            Plot::Slopes(slopes) => {
                slopes.ends.categories.iter().map(|it| &*it.label).collect()
            }
            Plot::Bars(bars)
            | Plot::Stacked(bars)
            | Plot::Dots(bars)
            | Plot::Pyramid(bars) => bars.names.iter().map(|it| &**it).collect(),
            Plot::Heat(heat)
                if !heat.rows.over_time && heat.rows.labels.len() <= ROWS =>
            {
                heat.rows.labels.iter().map(|it| &**it).collect()
            }
            Plot::Heat(_)
            | Plot::Regions(_)
            | Plot::Spark(_)
            | Plot::Card(_)
            | Plot::Schedule(_) => Vec::new(),
        };
        if names.len() > 1 { names } else { Vec::new() }
    }
}

/// How sure a value is; what is less sure is drawn otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// An observation.
    #[default]
    Observed,
    /// An observation that may still change: provisional, not validated, of low reliability.
    Provisional,
    /// Computed for a time that was not observed: estimated, imputed.
    Estimated,
    /// The outcome of a model.
    Modelled,
    /// Expected.
    Forecast,
}

impl Certainty {
    /// Whether it was computed rather than counted.
    pub fn is_computed(self) -> bool {
        matches!(self, Self::Estimated | Self::Modelled)
    }

    /// Whether nobody observed it, so that no whole line leads to it.
    pub fn is_expected(self) -> bool {
        matches!(self, Self::Modelled | Self::Forecast)
    }
}

/// The marks of a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Plot {
    /// Lines over time.
    Lines(Lines),
    /// The same for several groups, each apart, over the same axes.
    Panels(Vec<Panel>),
    /// Bars by category.
    Bars(Bars),
    /// Bars made of parts.
    Stacked(Bars),
    /// Points by category.
    Dots(Bars),
    /// Lines from a first period to a last one.
    Slopes(Slopes),
    /// Cells coloured by class.
    Heat(Heat),
    /// Bars to both sides, the first category lowest.
    Pyramid(Bars),
    /// Places coloured by value.
    Regions(Regions),
    /// A line without axes.
    Spark(Series),
    /// One number.
    Card(Card),
    /// Things with a beginning and an end.
    Schedule(Schedule),
}

/// The lines of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The group.
    pub name: String,
    /// Its lines.
    pub lines: Lines,
}

/// Lines over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// One line a series.
    pub series: Vec<Series>,
    /// Whether the ground under the line is filled.
    pub area: bool,
    /// Whether equal steps of the value axis are equal ratios.
    pub log: bool,
    /// The first and the last year of the axis.
    pub span: (f64, f64),
    /// Years in which the way of measuring changed.
    pub breaks: Vec<f64>,
    /// What is to be reached.
    pub aim: Option<Aim>,
    /// What a range behind a line is, where there is one.
    pub band: Option<String>,
    /// Values to compare with.
    pub levels: Vec<Stated>,
    /// What happened in a year: its place along the axis and the words.
    pub remarks: Vec<(f64, String)>,
    /// The years along the axis that may be written, with their words.
    pub years: Vec<(f64, String)>,
    /// How a number on the value axis is written, by its tick.
    pub ticks: Vec<(f64, String)>,
}

/// What is to be reached, and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// Where progress is measured from.
    pub baseline: Option<Stated>,
    /// Milestones and the target, in order of time.
    pub targets: Vec<Stated>,
    /// What the way from the baseline to the target is.
    pub path: String,
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
    /// How sure it is.
    pub certainty: Certainty,
    /// The bounds of its confidence interval.
    pub interval: Option<(f64, f64)>,
    /// Whether the line is cut before it.
    pub cut: bool,
}

/// A value that was stated: a baseline, a target, a value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// For when, in years.
    pub x: f64,
    /// How much.
    pub y: f64,
    /// What it is, in words.
    pub label: String,
}

/// Values by category and name: bars, parts of bars, points.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The names of the bars of a category; one empty name where there is only one.
    pub names: Vec<String>,
    /// The categories in order.
    pub categories: Vec<Category>,
    /// Whether the categories are periods, which stand side by side.
    pub over_time: bool,
    /// Values to compare with: a target, a baseline, others.
    pub stated: Vec<Stated>,
    /// What the whisker of a bar is, where one has it.
    pub whisker: Option<String>,
    /// How a number on the value axis is written, by its tick.
    pub ticks: Vec<(f64, String)>,
}

/// A category.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its name.
    pub label: String,
    /// Whether it is the whole that the others are parts of.
    pub whole: bool,
    /// One bar a name.
    pub bars: Vec<Option<Bar>>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// How much.
    pub value: f64,
    /// How much, as it stands at the mark.
    pub label: String,
    /// How much, with its unit and confidence interval.
    pub words: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// The bounds of its confidence interval.
    pub interval: Option<(f64, f64)>,
}

/// Lines from a first period to a last one.
#[derive(Debug, Clone, PartialEq)]
pub struct Slopes {
    /// The two periods as names, and a category for each line.
    pub ends: Bars,
    /// Whether the way of measuring changed between them.
    pub broken: bool,
}

/// Cells coloured by class.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The heads of its columns.
    pub columns: Heads,
    /// The heads of its rows.
    pub rows: Heads,
    /// The cells of each row.
    pub cells: Vec<Vec<Option<Bar>>>,
    /// The lower limit of each class and its words, from the lowest.
    pub classes: Vec<(f64, String)>,
    /// What a cell without a value is, where there is one.
    pub missing: Option<String>,
}

/// The heads along one side of a heat map.
#[derive(Debug, Clone, PartialEq)]
pub struct Heads {
    /// Their words.
    pub labels: Vec<String>,
    /// Numbers to stand in for them where they have no room.
    pub numbers: Vec<String>,
    /// Whether they are periods.
    pub over_time: bool,
}

impl Heat {
    /// The same with rows as columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let across = 0..self.columns.labels.len();
        let column = |at: usize| self.cells.iter().map(|row| row[at].clone()).collect();
        Self {
            columns: self.rows.clone(),
            rows: self.columns.clone(),
            cells: across.map(column).collect(),
            ..self.clone()
        }
    }

    /// The class of `value`, from 0.
    pub fn class(&self, value: f64) -> usize {
        let room = |limit: f64| 1e-9 * limit.abs().max(value.abs());
        let reached = self.classes.iter().filter(|it| it.0 <= value + room(it.0));
        reached.count().saturating_sub(1)
    }
}

/// Places coloured by value.
#[derive(Debug, Clone, PartialEq)]
pub struct Regions {
    /// Each place of the map.
    pub regions: Vec<Region>,
    /// What the classes are called, from the lowest.
    pub classes: Vec<String>,
    /// The word for no value, where a place has none.
    pub missing: Option<String>,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its name.
    pub label: String,
    /// A name of a few letters.
    pub short: String,
    /// How much.
    pub value: Option<f64>,
    /// How much, as it stands on the place.
    pub written: Option<String>,
    /// How much, with its unit, or the word for no value.
    pub words: String,
    /// In which class that is.
    pub class: Option<usize>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it is.
    pub ground: Ground,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The number, a percent sign included.
    pub number: String,
    /// A unit that is words.
    pub unit: String,
    /// Both together.
    pub words: String,
    /// When.
    pub year: String,
    /// How it is less than an observation: provisional, estimated.
    pub doubt: Option<String>,
    /// Which way it went, and how far since when, in words.
    pub change: Option<(Course, String)>,
    /// What is to be reached.
    pub target: Option<String>,
}

/// Which way a number goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It grew.
    Up,
    /// It shrank.
    Down,
    /// Neither.
    Level,
}

/// Things with a beginning and an end, along time.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// The parts of the axis in years, from when to when, with their names.
    pub parts: Vec<(f64, f64, String)>,
    /// What is on it.
    pub tasks: Vec<Task>,
}

/// One thing with a beginning and an end.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// What.
    pub label: String,
    /// When, who and how far, in words.
    pub detail: String,
    /// From when, in years.
    pub from: f64,
    /// Until when; `None` for a single day.
    pub to: Option<f64>,
    /// How it is drawn: filled where it is done, hatched where it was started, hollow where it is
    /// only planned.
    pub look: Certainty,
}
