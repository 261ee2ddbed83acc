//! What marks mean, above a chart: names of series that do not fit beside their marks, and the key
//! of marks that are less sure.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, TEXT},
    ink::Ink,
};
use crate::{
    chart::{Certainty, Chart, palette},
    text::Shaper,
};

/// The width of a sample and the space behind it.
const SAMPLE: f64 = 30.0;

/// A mark that stands for all of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// The line of that series.
    Line(usize),
    /// The bars of that series.
    Bar(usize),
    /// Points that are so sure.
    Point(Certainty),
    /// Bars that are so sure.
    Patch(Certainty),
    /// The range of confidence intervals.
    Band,
    /// The way to a target.
    Path,
    /// Points of that series.
    Dot(usize),
    /// The confidence interval of a bar.
    Whisker,
    /// The value to compare with of that number.
    Level(usize),
    /// The class of that step.
    Step(usize),
    /// A cell without a value.
    Missing,
    /// A place without a value.
    Hatched,
    /// The mark behind a less sure value, by its number.
    Mark(usize),
}

/// The dashes of values to compare with.
pub(super) const LEVELS: [&str; 4] = ["6 4", "2 4", "9 3 2 3", "14 4"];

/// The mark behind a less sure value, by its number in the key.
fn marks(at: usize) -> &'static str {
    ["*", "**", "***", "****"][at.min(3)]
}

/// The mark behind a value that is so sure; none behind an observation.
pub(super) fn mark(chart: &Chart, certainty: Certainty) -> &'static str {
    chart.key.iter().position(|it| it.0 == certainty).map_or("", marks)
}

/// The key of those marks.
pub(super) fn marked(chart: &Chart) -> impl Iterator<Item = Entry> {
    let key = chart.key.iter().enumerate();
    key.map(|(at, it)| Entry { sample: Sample::Mark(at), words: it.1.clone() })
}

/// What one kind of mark means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The mark.
    pub(super) sample: Sample,
    /// Its meaning.
    pub(super) words: String,
}

/// A legend, laid out.
pub(super) struct Legend {
    entries: Vec<(Sample, Vec<String>, f64, f64)>,
    /// How high it is.
    pub(super) height: f64,
}

/// The key of `chart`, with `sample` of each certainty.
pub(super) fn key(chart: &Chart, sample: fn(Certainty) -> Sample) -> Vec<Entry> {
    let entry = |(certainty, words): &(Certainty, String)| Entry {
        sample: sample(*certainty),
        words: words.clone(),
    };
    chart.key.iter().map(entry).collect()
}

impl Legend {
    /// Lays `entries` out in rows of at most `width`.
    pub(super) fn new(entries: Vec<Entry>, width: f64, shaper: &Shaper) -> Self {
        let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
        let mut placed = Vec::new();
        for Entry { sample, words } in entries {
            let lines = shaper.wrap(&words, TEXT, width - SAMPLE - GAP);
            let widest =
                lines.iter().map(|it| shaper.width(it, TEXT)).fold(0.0, f64::max);
            if x > 0.0 && x + SAMPLE + widest > width {
                (x, y, row) = (0.0, y + row, 0.0);
            }
            row = row.max(LINE * lines.len() as f64 + 3.0);
            placed.push((sample, lines, x, y));
            x += SAMPLE + widest + GAP * 2.0;
        }
        Self { entries: placed, height: y + row }
    }

    /// Draws it from `top` on.
    pub(super) fn draw(&self, top: f64, canvas: &Canvas<'_>) {
        for (sample, lines, x, y) in &self.entries {
            let middle = top + y + LINE / 2.0 + 1.0;
            sample.draw(*x, middle, canvas);
            for (at, line) in lines.iter().enumerate() {
                let base = middle + TEXT * 0.36 + LINE * at as f64;
                canvas.text(line, (x + SAMPLE - 2.0, base), Anchor::Start, Ink::Words);
            }
        }
    }
}

impl Sample {
    fn draw(self, x: f64, y: f64, canvas: &Canvas<'_>) {
        let rule = |dash, ink| canvas.rule([(x, y), (x + 22.0, y)], dash, ink);
        let patch = (x + 6.0..x + 20.0, y - 5.0..y + 5.0);
        match self {
            Self::Line(series) => {
                rule(
                    palette::DASHES[series % palette::DASHES.len()],
                    Ink::Series(series),
                );
            }
            Self::Bar(series) => canvas.swatch(patch, Ink::Series(series)),
            Self::Point(certainty) => {
                let dash = if certainty.is_expected() { palette::EXPECTED } else { "" };
                rule(dash, Ink::Series(0));
                canvas.point((x + 11.0, y), "", (Ink::Series(0), certainty));
            }
            Self::Patch(certainty) => {
                canvas.bar(patch, "", (Ink::Series(0), certainty));
            }
            Self::Band => {
                let (left, right) = (x + 2.0, x + 22.0);
                let corners = [
                    (left, y - 6.0),
                    (right, y - 6.0),
                    (right, y + 6.0),
                    (left, y + 6.0),
                ];
                canvas.ground(&corners, Ink::Series(0));
            }
            Self::Path => rule("6 4", Ink::Muted),
            Self::Dot(series) => {
                let ink = (Ink::Series(series), Certainty::Observed);
                canvas.point((x + 11.0, y), "", ink);
            }
            Self::Whisker => canvas.whisker(((x + 1.0, y), (x + 21.0, y)), 4.0),
            Self::Level(at) => rule(LEVELS[at % LEVELS.len()], Ink::Muted),
            Self::Step(step) => canvas.swatch(patch, Ink::Step(step)),
            Self::Missing => canvas.swatch(patch, Ink::Missing),
            Self::Hatched => {
                let (x, y) = patch.clone();
                let corners = [(x.start, y.start), (x.end, y.start), (x.end, y.end)];
                canvas.swatch(patch, Ink::Missing);
                canvas.hatch(&[[&corners[..], &[(x.start, y.end)]].concat()]);
            }
            Self::Mark(at) => {
                let place = (x + 20.0, y + TEXT * 0.5);
                canvas.text(marks(at), place, Anchor::End, Ink::Words);
            }
        }
    }
}
