//! One number, and the smallest of lines, drawn.

use super::{
    GAP, LINE,
    canvas::{Anchor, At, BIG, Canvas, Frame, TEXT},
    head::Head,
    ink::Ink,
    size,
};
use crate::{
    chart::{Card, Chart, Course, Form, spec::Series},
    text::Shaper,
};

/// The height of the line of the number.
const NUMBER: f64 = BIG * 1.25;

/// The arrow before the change, with the space behind it.
const ARROW: f64 = 18.0;

/// Draws `card`: its number, what it counts and when, how it changed, where it is to go.
pub(super) fn draw(chart: &Chart, card: &Card, form: Form, shaper: &Shaper) -> String {
    let width = size(chart, form).0;
    let head = Head::new(chart, form, width, shaper);
    let when = match &card.doubt {
        Some(doubt) => format!("{} ({doubt})", card.year),
        None => card.year.clone(),
    };
    let unit = shaper.wrap(&card.unit, TEXT, width);
    let change = card
        .change
        .as_ref()
        .map(|(course, words)| (*course, shaper.wrap(words, TEXT, width - ARROW)));
    let target = shaper.wrap(card.target.as_deref().unwrap_or(""), TEXT, width);
    let changed = change.as_ref().map_or(0, |it| it.1.len());
    let lines = unit.len() + 1 + changed + target.len();
    let height = head.height() + NUMBER + LINE * lines as f64 + GAP * 2.0;
    let canvas = Canvas::new(width, height, form, shaper);
    head.draw(&canvas);
    let mut y = head.top() + NUMBER - GAP;
    canvas.number(&card.number, (0.0, y));
    let mut write = |x: f64, lines: &[String], ink: Ink| {
        for line in lines {
            y += LINE;
            canvas.text(line, (x, y), Anchor::Start, ink);
        }
        y - LINE * lines.len() as f64
    };
    write(0.0, &unit, Ink::Words);
    write(0.0, &[when], Ink::Muted);
    if let Some((course, lines)) = &change {
        let above = write(ARROW, lines, Ink::Words);
        arrow(*course, (6.0, above + LINE - TEXT * 0.36), &canvas);
    }
    write(0.0, &target, Ink::Words);
    canvas.finish(chart)
}

/// Which way the number went, told by its shape.
fn arrow(course: Course, (x, y): At, canvas: &Canvas<'_>) {
    let corners = match course {
        Course::Up => [(0.0, -6.0), (6.0, 5.0), (-6.0, 5.0)],
        Course::Down => [(0.0, 6.0), (-6.0, -5.0), (6.0, -5.0)],
        Course::Level => [(7.0, 0.0), (-4.0, 6.0), (-4.0, -6.0)],
    };
    canvas.sign(&corners.map(|it| (x + it.0, y + it.1)), Ink::Series(0));
}

/// Draws `line` without axes or words, its last point marked.
pub(super) fn spark(chart: &Chart, line: &Series, form: Form, shaper: &Shaper) -> String {
    const ROOM: f64 = 5.0;
    let (width, height) = match form {
        Form::Wide | Form::Narrow => (100.0, 24.0),
        Form::File | Form::Shapes => (340.0, 60.0),
    };
    let head = Head::new(chart, form, width, shaper);
    let canvas = Canvas::new(width, height + head.height(), form, shaper);
    head.draw(&canvas);
    let ends = |pick: fn(f64, f64) -> f64, start: f64| {
        line.points
            .iter()
            .fold((start, start), |it, point| (pick(it.0, point.x), pick(it.1, point.y)))
    };
    let (first, low) = ends(f64::min, f64::INFINITY);
    let (last, high) = ends(f64::max, f64::NEG_INFINITY);
    // A level line runs through the middle.
    let (low, high) = if low < high { (low, high) } else { (low - 1.0, high + 1.0) };
    let bottom = head.top() + height - ROOM;
    let axes = (first..last.max(first + 1.0), low..high);
    let frame = Frame::new(axes, (ROOM, width - ROOM), (head.top() + ROOM, bottom));
    let mut run: Vec<At> = Vec::new();
    for point in &line.points {
        if point.cut {
            stretch(&run, &canvas);
            run.clear();
        }
        run.push(frame.place(point.x, point.y));
    }
    stretch(&run, &canvas);
    if let (Some(point), Some(at)) = (line.points.last(), run.last()) {
        canvas.point(*at, &point.label, (Ink::Series(0), point.certainty));
    }
    canvas.finish(chart)
}

/// A part of a line; one point between two cuts is a dot.
fn stretch(run: &[At], canvas: &Canvas<'_>) {
    match run {
        [] => {}
        [(x, y)] => canvas.line(&[(x - 1.2, *y), (x + 1.2, *y)], "", Ink::Series(0)),
        _ => canvas.line(run, "", Ink::Series(0)),
    }
}
