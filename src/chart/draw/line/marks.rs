//! The marks of a plot of lines.

use super::{Area, Canvas, Certainty, Ink, Plot, Room};
use crate::chart::{
    draw::canvas::At,
    palette::{DASHES, EXPECTED},
    spec::{Aim, Point, Series},
};

/// Draws everything that is no word, from the ground up, and notes in `room` where it is.
pub(super) fn draw(plot: &Plot<'_>, room: &mut Room, canvas: &Canvas<'_>) {
    let lines = plot.lines;
    for (at, series) in lines.series.iter().enumerate() {
        let ink = Ink::Series(at);
        if !lines.area && lines.band.is_none() {
            continue;
        }
        canvas.group(&series.name, || {
            for run in runs(&series.points) {
                if lines.area {
                    ground(run, plot, ink, canvas);
                }
                band(run, plot, ink, canvas);
            }
        });
    }
    for level in &lines.levels {
        let (_, y) = plot.place(lines.span.0, level.y);
        let rule = [(plot.area.left, y), (plot.area.right, y)];
        canvas.rule(rule, "6 4", Ink::Muted);
        room.draw(&rule);
    }
    for (year, _) in &lines.remarks {
        let (x, _) = plot.place(*year, lines.ticks[0].0);
        canvas.rule([(x, plot.area.top), (x, plot.area.bottom)], "", Ink::Muted);
    }
    if let Some(aim) = &lines.aim {
        path(aim, plot, room, canvas);
    }
    for (at, series) in lines.series.iter().enumerate() {
        let ink = Ink::Series(at);
        canvas.points(&series.name, ink, || line(at, series, plot, room, canvas));
    }
}

/// The points between cuts.
fn runs(points: &[Point]) -> impl Iterator<Item = &[Point]> {
    points.chunk_by(|_, next| !next.cut).filter(|it| !it.is_empty())
}

/// The ground between a line and zero.
fn ground(run: &[Point], plot: &Plot<'_>, ink: Ink, canvas: &Canvas<'_>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    if run.len() < 2 {
        return;
    }
    let upper = run.iter().map(|it| plot.place(it.x, it.y));
    let lower = [plot.place(last.x, 0.0), plot.place(first.x, 0.0)];
    canvas.ground(&upper.chain(lower).collect::<Vec<_>>(), ink);
}

/// Confidence intervals: a range along the line where they follow one another, else a stroke with
/// ends at the point.
fn band(run: &[Point], plot: &Plot<'_>, ink: Ink, canvas: &Canvas<'_>) {
    for part in run.chunk_by(|a, b| a.interval.is_some() == b.interval.is_some()) {
        let bounds = part.iter().filter_map(|it| Some((it.x, it.interval?)));
        let lower: Vec<At> = bounds.clone().map(|(x, it)| plot.place(x, it.0)).collect();
        let upper: Vec<At> = bounds.map(|(x, it)| plot.place(x, it.1)).collect();
        match (&lower[..], &upper[..]) {
            ([], _) => {}
            ([low], [high]) => whisker(*low, *high, canvas),
            _ => {
                let around: Vec<At> =
                    upper.into_iter().chain(lower.into_iter().rev()).collect();
                canvas.ground(&around, ink);
            }
        }
    }
}

fn whisker(low: At, high: At, canvas: &Canvas<'_>) {
    const HALF: f64 = 4.0;
    canvas.rule([low, high], "", Ink::Muted);
    for end in [low, high] {
        let stroke = [(end.0 - HALF, end.1), (end.0 + HALF, end.1)];
        canvas.rule(stroke, "", Ink::Muted);
    }
}

/// The way from the baseline through the milestones to the target; without a baseline, a rule at
/// each value up to its year.
fn path(aim: &Aim, plot: &Plot<'_>, room: &mut Room, canvas: &Canvas<'_>) {
    let places: Vec<At> = aim.targets.iter().map(|it| plot.place(it.x, it.y)).collect();
    let mut strokes: Vec<[At; 2]> = Vec::new();
    if let Some(baseline) = &aim.baseline {
        let start = plot.place(baseline.x, baseline.y);
        let way: Vec<At> = std::iter::once(start).chain(places.iter().copied()).collect();
        strokes.extend(way.windows(2).map(|it| [it[0], it[1]]));
        diamond(start, canvas);
    } else {
        strokes.extend(places.iter().map(|it| [(plot.area.left, it.1), *it]));
    }
    for stroke in strokes {
        canvas.rule(stroke, "6 4", Ink::Muted);
        room.draw(&stroke);
    }
    for place in places {
        diamond(place, canvas);
    }
}

/// What was stated rather than observed.
fn diamond(at: At, canvas: &Canvas<'_>) {
    let ink = Ink::Muted;
    canvas.point(at, "", (ink, Certainty::Provisional));
}

/// A line, cut where it must be, dotted to what nobody observed; and its points.
fn line(
    at: usize,
    series: &Series,
    plot: &Plot<'_>,
    room: &mut Room,
    canvas: &Canvas<'_>,
) {
    let ink = Ink::Series(at);
    let places: Vec<At> = series.points.iter().map(|it| plot.place(it.x, it.y)).collect();
    let mut run: Vec<At> = Vec::new();
    let mut dash = "";
    for (point, place) in series.points.iter().zip(&places) {
        let expected = point.certainty.is_expected();
        let next = if expected { EXPECTED } else { DASHES[at % DASHES.len()] };
        if point.cut || (run.len() > 1 && next != dash) {
            stretch(&run, dash, ink, canvas);
            room.draw(&run);
            let keep = if point.cut { run.len() } else { run.len() - 1 };
            run.drain(..keep);
        }
        run.push(*place);
        dash = next;
    }
    stretch(&run, dash, ink, canvas);
    room.draw(&run);
    for (point, place) in series.points.iter().zip(places) {
        canvas.point(place, &point.label, (ink, point.certainty));
        // A point is wider than its line.
        let dot = Area::block((place.0 - 3.0, place.1 - 3.0), (6.0, 6.0));
        room.draw(&[(dot.left, dot.top), (dot.right, dot.bottom)]);
    }
}

fn stretch(points: &[At], dash: &'static str, ink: Ink, canvas: &Canvas<'_>) {
    if points.len() > 1 {
        canvas.line(points, dash, ink);
    }
}
