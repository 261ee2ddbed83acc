//! Points in rows, those of one row joined, laid out and drawn.

use super::{
    GAP, LINE, SLACK,
    bar::{names, title},
    canvas::{Anchor, Canvas, Frame, TEXT},
    columns::range,
    ink::Ink,
    legend::{self, Entry, Sample},
    rows::{Levels, Row, Rows, grid},
    sheet::Sheet,
};
use crate::{
    chart::{Bar, Bars, Category, Chart, Form},
    text::Shaper,
};

/// How thick a row is.
const THICK: f64 = 18.0;

/// The part of a drawing that points must have.
const LEAST: f64 = 0.35;

/// Draws `dots`.
pub(super) fn draw(chart: &Chart, dots: &Bars, form: Form, shaper: &Shaper) -> String {
    let mut entries = names(dots, Sample::Dot);
    entries.extend(legend::key(chart, Sample::Point));
    let whisker = dots.whisker.iter();
    entries
        .extend(whisker.map(|it| Entry { sample: Sample::Whisker, words: it.clone() }));
    let sheet = Sheet::new(chart, entries, form, shaper);
    let row = Row { thick: THICK, gap: GAP, deep: 2 };
    let beside = Rows::of(&dots.categories, row, sheet.width, shaper);
    let beside_plot = sides(dots, beside.left(), sheet.width, shaper);
    // Names that leave the points little room stand above them.
    let rows = if beside_plot.1 - beside_plot.0 < sheet.width * LEAST {
        let names: Vec<(&str, bool)> =
            dots.categories.iter().map(|it| (&*it.label, it.whole)).collect();
        Rows::above(&names, row, sheet.width, shaper)
    } else {
        beside
    };
    let levels = Levels::new(&dots.stated, sheet.width, shaper);
    let above = levels.height() + LINE + GAP;
    let canvas = sheet.canvas(above + rows.height());
    let (axis, start) = (sheet.top() + levels.height(), sheet.top() + above);
    let bottom = start + rows.height();
    let plot = sides(dots, rows.left(), sheet.width, shaper);
    let frame = Frame::new((range(dots), 0.0..1.0), plot, (start, bottom));
    let place = |value: f64| frame.place(value, 0.0).0;
    grid(&dots.ticks, (axis, bottom - GAP), place, &canvas);
    levels.draw((sheet.top(), bottom), place, &canvas);
    rows.draw(start, &canvas);
    let tops = rows.tops(start);
    for (category, top) in dots.categories.iter().zip(&tops) {
        let y = top + THICK / 2.0;
        let Some((low, high)) = ends(category) else { continue };
        if high.value > low.value {
            canvas.rule([(place(low.value), y), (place(high.value), y)], "", Ink::Muted);
        }
    }
    let y = |at: usize| tops[at] + THICK / 2.0;
    for (name, words) in dots.names.iter().enumerate() {
        canvas.points(words, Ink::Series(name), || {
            for (at, category) in dots.categories.iter().enumerate() {
                dot(dots, (name, category), (y(at), &place), &canvas);
            }
        });
    }
    canvas.finish(chart)
}

/// The point of that name in a row, and its value where it is the first or the last of the row.
fn dot(
    dots: &Bars,
    (name, category): (usize, &Category),
    (y, place): (f64, &impl Fn(f64) -> f64),
    canvas: &Canvas<'_>,
) {
    let Some(bar) = &category.bars[name] else { return };
    let Some((low, high)) = ends(category) else { return };
    let interval = bar.interval.filter(|_| dots.whisker.is_some());
    if let Some((low, high)) = interval {
        canvas.whisker(((place(low), y), (place(high), y)), 4.0);
    }
    let title = title(dots, name, category, bar);
    let single = dots.names.len() == 1;
    let ink = Ink::Series(if single { usize::from(category.whole) } else { name });
    canvas.point((place(bar.value), y), &title, (ink, bar.certainty));
    let base = y + TEXT * 0.36;
    if std::ptr::eq(bar, high) {
        let right = place(interval.map_or(bar.value, |it| it.1.max(bar.value)));
        canvas.text(&bar.label, (right + GAP, base), Anchor::Start, Ink::Words);
    } else if std::ptr::eq(bar, low) {
        let left = (place(bar.value) - GAP, base);
        canvas.text(&bar.label, left, Anchor::End, Ink::Words);
    }
}

/// How far points may go to the left and to the right, so that the words beside the outermost
/// have room.
fn sides(dots: &Bars, left: f64, width: f64, shaper: &Shaper) -> (f64, f64) {
    const STEP: f64 = 4.0;
    let values = range(dots);
    let share = |it: f64| (it - values.start) / (values.end - values.start);
    let wide = |it: &Bar| shaper.width(&it.label, TEXT) + GAP;
    let whiskers = dots.whisker.is_some();
    let reach = |it: &Bar| {
        let bounds = it.interval.filter(|_| whiskers);
        bounds.map_or(it.value, |bounds| bounds.1.max(it.value))
    };
    let ends: Vec<(&Bar, &Bar)> = dots.categories.iter().filter_map(ends).collect();
    let single = dots.names.len() == 1;
    let (mut from, mut to) = (left + GAP, width - GAP - SLACK);
    let fits = |from: f64, to: f64| {
        let place = |it: f64| from + share(it) * (to - from);
        let low = |it: &Bar| single || place(it.value) - wide(it) >= left + SLACK;
        let high = |it: &Bar| place(reach(it)) + wide(it) <= width - SLACK;
        (ends.iter().all(|it| low(it.0)), ends.iter().all(|it| high(it.1)))
    };
    while to - from > width * 0.2 {
        match fits(from, to) {
            (true, true) => break,
            (low, high) => {
                from += if low { 0.0 } else { STEP };
                to -= if high { 0.0 } else { STEP };
            }
        }
    }
    (from, to)
}

/// The lowest and the highest of a category.
fn ends(category: &Category) -> Option<(&Bar, &Bar)> {
    let order = |a: &&Bar, b: &&Bar| a.value.total_cmp(&b.value);
    let values = || category.bars.iter().flatten();
    Some((values().min_by(order)?, values().max_by(order)?))
}
