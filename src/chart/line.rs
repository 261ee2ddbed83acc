//! Lines over time, laid out and drawn.

use super::{
    Chart, Form, Lines, legend,
    palette::DASHES,
    place::{spread, thin},
    spec::Series,
    svg::{Anchor, Canvas, Frame, Ink, TEXT},
};
use crate::text::Shaper;

/// The size of a drawing: width and height in CSS pixels.
pub(super) fn size(chart: &Chart, form: Form) -> (f64, f64) {
    let asked = chart.height.map(|it| f64::from(it.clamp(160, 900)));
    match form {
        Form::Wide | Form::File => (680.0, asked.unwrap_or(340.0)),
        Form::Narrow => (340.0, asked.map_or(300.0, |it| it.min(420.0))),
    }
}

/// Space kept between marks and words.
const GAP: f64 = 8.0;

/// Browsers set text a little wider or narrower than it was measured.
const SLACK: f64 = 5.0;

/// The height of a line of text.
const LINE: f64 = 17.0;

/// The part of a drawing that its names may take.
const NAMES: f64 = 0.34;

/// Where the plot is within the drawing.
#[derive(Debug, Clone, Copy)]
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Draws `lines`.
pub(super) fn draw(chart: &Chart, lines: &Lines, form: Form, shaper: &Shaper) -> String {
    let (width, height) = size(chart, form);
    let head = super::bar::Head::new(chart, form, width, shaper);
    let canvas = Canvas::new(width, height + head.height(), shaper);
    head.draw(&canvas);
    let labels: Vec<String> = lines.series.iter().map(end_label).collect();
    let names: Vec<&str> = lines.series.iter().map(|it| &*it.name).collect();
    let longest = labels.iter().map(|it| shaper.width(it, TEXT)).fold(0.0, f64::max);
    let direct = longest <= width * NAMES;
    let legend = if direct { 0.0 } else { legend::height(&names, &canvas) };
    if !direct {
        legend::draw(&names, head.top(), true, &canvas);
    }
    let ends: Vec<String> = if direct { labels } else { values(&lines.series) };
    let plot = layout(lines, &ends, &canvas, head.top() + legend, head.bottom());
    let x = span(lines);
    let y = lines.ticks[0].0..lines.ticks[lines.ticks.len() - 1].0;
    let frame = canvas.frame((x, y), (plot.left, plot.right), (plot.top, plot.bottom));
    grid(chart, lines, plot, &frame, &canvas);
    years(lines, plot, &frame, &canvas);
    breaks(lines, plot, &frame, &canvas);
    for (at, series) in lines.series.iter().enumerate() {
        marks(at, series, &frame);
    }
    let mut taken = names_at_ends(lines, &ends, plot, &frame, &canvas);
    targets(lines, plot, &mut taken, &frame, &canvas);
    canvas.finish(&chart.title, &chart.description, &chart.lang, form)
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
    series
        .iter()
        .map(|it| it.points.last().map_or(String::new(), |it| it.value.clone()))
        .collect()
}

/// From the first year to the last, targets and breaks included.
fn span(lines: &Lines) -> std::ops::Range<f64> {
    let points = lines.series.iter().flat_map(|it| &it.points).map(|it| it.x);
    let all = points.chain(lines.targets.iter().map(|it| it.x));
    let first = all.clone().fold(f64::INFINITY, f64::min);
    let last = all.fold(f64::NEG_INFINITY, f64::max);
    if first < last { first..last } else { first - 1.0..first + 1.0 }
}

/// Room on all sides for what is written there.
fn layout(
    lines: &Lines,
    ends: &[String],
    canvas: &Canvas<'_>,
    above: f64,
    below: f64,
) -> Plot {
    let wide = |text: &str| canvas.shaper.width(text, TEXT);
    let ticks = lines.ticks.iter().map(|it| wide(&it.1)).fold(0.0, f64::max);
    let left = ticks + GAP;
    let x = span(lines);
    let last_year = lines.years.last().map_or(0.0, |it| wide(&it.1) / 2.0);
    // A name starts where its line ends, which may be well before the axis does.
    let room = |right: f64| {
        let place = |at: f64| left + (at - x.start) / (x.end - x.start) * (right - left);
        lines.series.iter().zip(ends).all(|(series, end)| {
            let last = series.points.last().map_or(x.end, |it| it.x);
            place(last) + GAP + wide(end) <= canvas.width - SLACK
        })
    };
    let mut right = canvas.width - last_year.max(GAP);
    while !room(right) && right > left + canvas.width * 0.4 {
        right -= 4.0;
    }
    Plot {
        left,
        right,
        top: above + LINE + GAP + 4.0,
        bottom: canvas.height - below - LINE - GAP,
    }
}

fn grid(chart: &Chart, lines: &Lines, plot: Plot, frame: &Frame, canvas: &Canvas<'_>) {
    canvas.text(&chart.unit, (0.0, plot.top - GAP - 7.0), Anchor::Start, Ink::Muted);
    let x = span(lines).start;
    for (value, label) in &lines.ticks {
        let (_, y) = frame.place(x, *value);
        let ink = if *value == 0.0 { Ink::Muted } else { Ink::Grid };
        canvas.rule([(plot.left, y), (plot.right, y)], "", ink);
        canvas.text(label, (plot.left - GAP, y + TEXT * 0.36), Anchor::End, Ink::Muted);
    }
}

fn years(lines: &Lines, plot: Plot, frame: &Frame, canvas: &Canvas<'_>) {
    let y = lines.ticks[0].0;
    let places: Vec<f64> = lines.years.iter().map(|it| frame.place(it.0, y).0).collect();
    let widths: Vec<f64> =
        lines.years.iter().map(|it| canvas.shaper.width(&it.1, TEXT)).collect();
    let shown = thin(&places, &widths, GAP);
    for (at, (_, label)) in lines.years.iter().enumerate().filter(|it| shown[it.0]) {
        let half = widths[at] / 2.0;
        let x = places[at].clamp(half, canvas.width - half);
        canvas.text(label, (x, plot.bottom + LINE), Anchor::Middle, Ink::Muted);
    }
}

fn breaks(lines: &Lines, plot: Plot, frame: &Frame, canvas: &Canvas<'_>) {
    let y = lines.ticks[0].0;
    for year in &lines.breaks {
        let (x, _) = frame.place(*year, y);
        canvas.rule([(x, plot.top), (x, plot.bottom)], "2 4", Ink::Muted);
    }
}

/// The room that words take: left, right and baseline.
type Taken = (f64, f64, f64);

/// Targets as dashed lines up to their year, each with its words near it where nothing else is
/// written: over or under the line, at its start or its end, else further away.
fn targets(
    lines: &Lines,
    plot: Plot,
    taken: &mut Vec<Taken>,
    frame: &Frame,
    canvas: &Canvas<'_>,
) {
    for target in &lines.targets {
        let (x, y) = frame.place(target.x, target.y);
        canvas.rule([(plot.left, y), (x, y)], "6 4", Ink::Muted);
        let width = canvas.shaper.width(&target.label, TEXT);
        let start = plot.left + 4.0;
        let end = (x - width).max(start);
        let over = y - 6.0;
        let under = y + TEXT + 3.0;
        let near = [(start, over), (start, under), (end, over), (end, under)];
        let far = (1..40).flat_map(|step| {
            let away = LINE / 2.0 * f64::from(step);
            [(start, over - away), (start, under + away)]
        });
        let inside = |base: f64| base - TEXT > plot.top - 2.0 && base < plot.bottom;
        let free = |(left, base): (f64, f64)| {
            taken.iter().all(|it| {
                it.0 > left + width + 4.0
                    || it.1 < left - 4.0
                    || (it.2 - base).abs() >= LINE
            })
        };
        let places = near.into_iter().chain(far);
        let place = places.filter(|it| inside(it.1)).find(|it| free(*it));
        let (left, base) = place.unwrap_or((start, over));
        canvas.text(&target.label, (left, base), Anchor::Start, Ink::Words);
        taken.push((left, left + width, base));
    }
}

/// A line, cut where it must be, and its points.
fn marks(at: usize, series: &Series, frame: &Frame) {
    let ink = Ink::Series(at);
    let dash = DASHES[at % DASHES.len()];
    let mut run: Vec<(f64, f64)> = Vec::new();
    for point in &series.points {
        if point.cut && !run.is_empty() {
            stretch(std::mem::take(&mut run), dash, ink, frame);
        }
        run.push((point.x, point.y));
    }
    stretch(run, dash, ink, frame);
    for point in &series.points {
        frame.point((point.x, point.y), &point.label, at, point.hollow);
    }
}

fn stretch(points: Vec<(f64, f64)>, dash: &'static str, ink: Ink, frame: &Frame) {
    if points.len() > 1 {
        frame.line(points, dash, ink);
    }
}

/// Names behind the last points, moved apart; the room that they take.
fn names_at_ends(
    lines: &Lines,
    ends: &[String],
    plot: Plot,
    frame: &Frame,
    canvas: &Canvas<'_>,
) -> Vec<Taken> {
    let last = lines.series.iter().filter_map(|it| it.points.last());
    let places: Vec<(f64, f64)> = last.map(|it| frame.place(it.x, it.y)).collect();
    let middles: Vec<f64> = places.iter().map(|it| it.1).collect();
    let placed = spread(&middles, LINE, plot.top - LINE / 2.0, plot.bottom + LINE / 2.0);
    let mut taken = Vec::new();
    for ((end, (x, _)), y) in ends.iter().zip(&places).zip(placed) {
        let width = canvas.shaper.width(end, TEXT);
        let x = (x + GAP).min(canvas.width - SLACK - width);
        let base = y + TEXT * 0.36;
        canvas.text(end, (x, base), Anchor::Start, Ink::Words);
        taken.push((x, x + width, base));
    }
    taken
}
