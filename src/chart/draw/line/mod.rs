//! Lines over time, laid out and drawn; several groups apart, each in a panel of its own.

mod marks;
mod panels;
mod words;

use super::{
    GAP, LINE, SLACK,
    canvas::{Anchor, Canvas, Frame, TEXT},
    head::Head,
    ink::Ink,
    legend::{self, Entry, Legend, Sample},
    place::thin,
    room::{Area, Room},
    size,
};
use crate::{
    chart::{Certainty, Chart, Form, Lines, spec::Series},
    text::Shaper,
};

pub(super) use panels::draw as panels;

/// The part of a drawing that its names may take.
const NAMES: f64 = 0.34;

/// Draws `lines`.
pub(super) fn draw(chart: &Chart, lines: &Lines, form: Form, shaper: &Shaper) -> String {
    let (width, height) = size(chart, form);
    let head = Head::new(chart, form, width, shaper);
    let labels: Vec<String> = lines.series.iter().map(end_label).collect();
    let longest = labels.iter().map(|it| shaper.width(it, TEXT)).fold(0.0, f64::max);
    let direct = longest <= width * NAMES;
    let names: &[Series] = if direct { &[] } else { &lines.series };
    let legend = Legend::new(entries(chart, names, lines), width, shaper);
    let canvas = Canvas::new(width, height + head.height() + legend.height, form, shaper);
    head.draw(&canvas);
    legend.draw(head.top(), &canvas);
    let area = Area {
        left: 0.0,
        right: width,
        top: head.top() + legend.height,
        bottom: canvas.height - head.bottom(),
    };
    let ends: Vec<String> = if direct { labels } else { values(&lines.series) };
    panel(&chart.unit, lines, &ends, area, &canvas);
    canvas.finish(chart)
}

/// What a legend says: the names of `series`, and what else is drawn.
fn entries(chart: &Chart, series: &[Series], lines: &Lines) -> Vec<Entry> {
    let named = series.iter().enumerate();
    let mut entries: Vec<Entry> = named
        .map(|(at, it)| Entry { sample: Sample::Line(at), words: it.name.clone() })
        .collect();
    entries.extend(legend::key(chart, Sample::Point));
    let band = lines.band.iter();
    entries.extend(band.map(|it| Entry { sample: Sample::Band, words: it.clone() }));
    let aim = lines.aim.iter().filter(|it| it.baseline.is_some());
    entries.extend(aim.map(|it| Entry { sample: Sample::Path, words: it.path.clone() }));
    entries
}

/// A line's name with its last value.
fn end_label(series: &Series) -> String {
    let value = series.points.last().map_or("", |it| &it.value);
    if series.name.is_empty() {
        value.to_owned()
    } else {
        format!("{} {value}", series.name)
    }
}

fn values(series: &[Series]) -> Vec<String> {
    let last = series.iter().map(|it| it.points.last());
    last.map(|it| it.map_or(String::new(), |it| it.value.clone())).collect()
}

/// A plot within its axes.
struct Plot<'a> {
    lines: &'a Lines,
    /// Where the marks are.
    area: Area,
    frame: Frame,
}

impl Plot<'_> {
    /// The pixels of a value.
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        self.frame.place(x, height(self.lines, y))
    }
}

/// How high a value stands on its axis.
fn height(lines: &Lines, value: f64) -> f64 {
    if lines.log { libm::log10(value) } else { value }
}

/// Draws `lines` into `area`, with `ends` written at their ends.
fn panel(unit: &str, lines: &Lines, ends: &[String], area: Area, canvas: &Canvas<'_>) {
    let unit = canvas.shaper.wrap(unit, TEXT, area.right - area.left);
    for (at, line) in unit.iter().enumerate() {
        let base = area.top + TEXT + LINE * at as f64;
        canvas.text(line, (area.left, base), Anchor::Start, Ink::Muted);
    }
    let top = area.top + LINE * unit.len().saturating_sub(1) as f64;
    let area = Area { top, ..area };
    let inner = layout(lines, ends, area, canvas);
    let y = height(lines, lines.ticks[0].0)
        ..height(lines, lines.ticks[lines.ticks.len() - 1].0);
    let x = lines.span.0..lines.span.1;
    let frame = Frame::new((x, y), (inner.left, inner.right), (inner.top, inner.bottom));
    let plot = Plot { lines, area: inner, frame };
    grid(&plot, canvas);
    years(&plot, (area.left, area.right), canvas);
    breaks(&plot, canvas);
    let mut room = Room::default();
    marks::draw(&plot, &mut room, canvas);
    words::draw(&plot, ends, (area.left, area.right), &mut room, canvas);
}

/// Room on all sides for what is written there.
fn layout(lines: &Lines, ends: &[String], area: Area, canvas: &Canvas<'_>) -> Area {
    let ticks = lines.ticks.iter().map(|it| canvas.wide(&it.1)).fold(0.0, f64::max);
    let left = area.left + ticks + GAP;
    let (start, end) = lines.span;
    let last_year = lines.years.last().map_or(0.0, |it| canvas.wide(&it.1) / 2.0);
    // A name starts where its line ends, which may be well before the axis does.
    let room = |right: f64| {
        let place = |at: f64| left + (at - start) / (end - start) * (right - left);
        lines.series.iter().zip(ends).all(|(series, words)| {
            let last = series.points.last().map_or(end, |it| it.x);
            place(last) + GAP + canvas.wide(words) <= area.right - SLACK
        })
    };
    let mut right = area.right - last_year.max(GAP);
    while !room(right) && right > left + (area.right - area.left) * 0.4 {
        right -= 4.0;
    }
    Area {
        left,
        right,
        top: area.top + LINE + GAP + 4.0,
        bottom: area.bottom - LINE - GAP,
    }
}

fn grid(plot: &Plot<'_>, canvas: &Canvas<'_>) {
    let Plot { lines, area, .. } = plot;
    let y = |value: f64| plot.place(lines.span.0, value).1;
    canvas.levels(lines.ticks.iter().map(|it| it.0), (area.left, area.right), y);
    canvas.words("", (Anchor::End, Ink::Muted), || {
        for (value, label) in &lines.ticks {
            let place = (area.left - GAP, y(*value) + TEXT * 0.36);
            canvas.text(label, place, Anchor::End, Ink::Muted);
        }
    });
}

fn years(plot: &Plot<'_>, (left, right): (f64, f64), canvas: &Canvas<'_>) {
    let Plot { lines, area, .. } = plot;
    let y = lines.ticks[0].0;
    let places: Vec<f64> = lines.years.iter().map(|it| plot.place(it.0, y).0).collect();
    let widths: Vec<f64> = lines.years.iter().map(|it| canvas.wide(&it.1)).collect();
    let shown = thin(&places, &widths, GAP);
    canvas.words("", (Anchor::Middle, Ink::Muted), || {
        for (at, (_, label)) in lines.years.iter().enumerate().filter(|it| shown[it.0]) {
            let half = widths[at] / 2.0;
            let x = places[at].clamp(left + half, right - half);
            canvas.text(label, (x, area.bottom + LINE), Anchor::Middle, Ink::Muted);
        }
    });
}

fn breaks(plot: &Plot<'_>, canvas: &Canvas<'_>) {
    let Plot { lines, area, .. } = plot;
    for year in &lines.breaks {
        let (x, _) = plot.place(*year, lines.ticks[0].0);
        canvas.rule([(x, area.top), (x, area.bottom)], "2 4", Ink::Muted);
    }
}
