//! Things with a beginning and an end, drawn one under another along time.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, TEXT},
    head::Head,
    ink::Ink,
    legend::{self, Legend, Sample},
    place::thin,
    size,
};
use crate::{
    chart::{Certainty, Chart, Form, Schedule, Task},
    text::Shaper,
};

/// The height of a bar.
const THICK: f64 = 14.0;

/// A task with its words in lines.
struct Row<'a> {
    task: &'a Task,
    label: Vec<String>,
    detail: Vec<String>,
}

impl Row<'_> {
    fn height(&self) -> f64 {
        LINE * (self.label.len() + self.detail.len()) as f64 + THICK + GAP * 2.0
    }
}

/// Draws `schedule`: above each bar what it is, when, who leads and how far it is.
pub(super) fn draw(
    chart: &Chart,
    schedule: &Schedule,
    form: Form,
    shaper: &Shaper,
) -> String {
    let width = size(chart, form).0;
    let head = Head::new(chart, form, width, shaper);
    let legend = Legend::new(legend::key(chart, Sample::Patch), width, shaper);
    let rows = schedule.tasks.iter().map(|task| Row {
        label: shaper.wrap(&task.label, TEXT, width - GAP),
        detail: shaper.wrap(&task.detail, TEXT, width - GAP),
        task,
    });
    let rows: Vec<Row<'_>> = rows.collect();
    let top = head.top() + legend.height + LINE + GAP;
    let high: f64 = rows.iter().map(Row::height).sum();
    let canvas = Canvas::new(width, top + high + head.bottom() + GAP, form, shaper);
    head.draw(&canvas);
    legend.draw(head.top(), &canvas);
    let first = schedule.parts.first().map_or(0.0, |it| it.0);
    let last = schedule.parts.last().map_or(1.0, |it| it.1);
    let place = |it: f64| 1.0 + (it - first) / (last - first) * (width - 2.0);
    parts(schedule, &place, (top, top + high), &canvas);
    let mut y = top + GAP;
    for row in rows {
        for (lines, ink) in [(&row.label, Ink::Words), (&row.detail, Ink::Muted)] {
            for line in lines {
                y += LINE;
                canvas.text(line, (0.0, y - 4.0), Anchor::Start, ink);
            }
        }
        mark(row.task, &place, y, &canvas);
        y += THICK + GAP * 2.0;
    }
    canvas.finish(chart)
}

/// The parts of the axis: their names along the top, a rule where each begins.
fn parts(
    schedule: &Schedule,
    place: &impl Fn(f64) -> f64,
    (top, bottom): (f64, f64),
    canvas: &Canvas<'_>,
) {
    let widths: Vec<f64> = schedule.parts.iter().map(|it| canvas.wide(&it.2)).collect();
    let middle = |(part, wide): (&(f64, f64, String), &f64)| {
        let half = wide / 2.0;
        place(f64::midpoint(part.0, part.1)).clamp(half, canvas.width - half)
    };
    let middles: Vec<f64> = schedule.parts.iter().zip(&widths).map(middle).collect();
    let shown = thin(&middles, &widths, GAP);
    for ((part, middle), shown) in schedule.parts.iter().zip(middles).zip(shown) {
        let x = place(part.0);
        canvas.rule([(x, top), (x, bottom)], "", Ink::Grid);
        if shown {
            canvas.text(&part.2, (middle, top - 4.0), Anchor::Middle, Ink::Muted);
        }
    }
    canvas.rule([(1.0, top), (canvas.width - 1.0, top)], "", Ink::Muted);
}

/// A bar, or for a single day a diamond.
fn mark(task: &Task, place: &impl Fn(f64) -> f64, top: f64, canvas: &Canvas<'_>) {
    let title = format!("{}: {}", task.label, task.detail);
    let from = place(task.from);
    match task.to {
        Some(to) => {
            let to = place(to).max(from + 3.0);
            let area = (from..to, top + 1.0..top + 1.0 + THICK);
            canvas.bar(area, &title, (Ink::Series(0), task.look));
        }
        None => {
            let x = from.clamp(6.0, canvas.width - 6.0);
            let at = (x, top + 1.0 + THICK / 2.0);
            canvas.point(at, &title, (Ink::Muted, Certainty::Observed));
        }
    }
}
