//! Bars made of parts, laid out and drawn: side by side over time, one under another for
//! categories.

use super::{
    GAP, LINE, SLACK,
    bar::{names, title},
    canvas::{Anchor, Canvas, Frame, TEXT},
    columns::{Columns, range},
    ink::Ink,
    legend::{self, Entry, Sample},
    place::spread,
    rows::{Row, Rows, grid},
    sheet::Sheet,
    size,
};
use crate::{
    chart::{Bar, Bars, Category, Certainty, Chart, Form},
    text::Shaper,
};

/// How thick a bar that lies is.
const THICK: f64 = 22.0;

/// How wide a bar that stands must be at least, and may be at most.
const WIDTH: (f64, f64) = (6.0, 72.0);

/// The part of a drawing that names beside the last bar may take.
const NAMES: f64 = 0.3;

/// Draws `bars`.
pub(super) fn draw(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let width = size(chart, form).0;
    let each = (width - 60.0) * 0.8 / bars.categories.len().max(1) as f64;
    if bars.over_time && each >= WIDTH.0 {
        upright(chart, bars, form, shaper)
    } else {
        lying(chart, bars, form, shaper)
    }
}

/// A part: the number of its name, where it begins and ends, and what it is.
type Part<'a> = (usize, f64, f64, &'a Bar);

/// Draws the parts of each name as the group of that name: calls `draw` with the number of the
/// category, the category and the part.
fn each_part(
    bars: &Bars,
    canvas: &Canvas<'_>,
    draw: impl Fn(usize, &Category, Part<'_>),
) {
    let parts: Vec<Vec<Part<'_>>> = bars.categories.iter().map(parts).collect();
    for (name, words) in bars.names.iter().enumerate() {
        canvas.bars(words, Ink::Series(name), || {
            for (at, category) in bars.categories.iter().enumerate() {
                for part in parts[at].iter().filter(|it| it.0 == name) {
                    draw(at, category, *part);
                }
            }
        });
    }
}

/// The parts of a category, one behind another.
fn parts(category: &Category) -> Vec<Part<'_>> {
    let mut sum = 0.0;
    let bars = category.bars.iter().enumerate();
    let bars = bars.filter_map(|(at, bar)| Some((at, bar.as_ref()?)));
    bars.map(|(at, bar)| {
        let from = sum;
        sum += bar.value;
        (at, from, sum, bar)
    })
    .collect()
}

/// The names, where they are not beside the last bar, and what less sure parts are.
fn entries(chart: &Chart, bars: &Bars, direct: bool) -> Vec<Entry> {
    let mut entries = if direct { Vec::new() } else { names(bars, Sample::Bar) };
    entries.extend(legend::key(chart, Sample::Patch));
    entries
}

/// A part with its value, where that fits.
fn part(
    (x, y): ((f64, f64), (f64, f64)),
    (name, title, bar): (usize, &str, &Bar),
    canvas: &Canvas<'_>,
) {
    let (left, right) = (x.0.min(x.1), x.0.max(x.1));
    let (top, bottom) = (y.0.min(y.1), y.0.max(y.1));
    if right - left < 0.1 || bottom - top < 0.1 {
        return;
    }
    canvas.bar((left..right, top..bottom), title, (Ink::Series(name), bar.certainty));
    let fits = canvas.wide(&bar.label) + 6.0 <= right - left && bottom - top >= LINE;
    if fits {
        let sure = bar.certainty == Certainty::Observed;
        let ink = if sure { Ink::OnSeries } else { Ink::Words };
        let base = f64::midpoint(top, bottom) + TEXT * 0.36;
        let middle = (f64::midpoint(left, right), base);
        canvas.text(&bar.label, middle, Anchor::Middle, ink);
    }
}

/// Columns over time, the names beside the last one where there is room.
fn upright(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let longest = bars.names.iter().map(|it| shaper.width(it, TEXT)).fold(0.0, f64::max);
    let last = bars.categories.last().map(parts).unwrap_or_default();
    let direct = longest <= size(chart, form).0 * NAMES && last.len() == bars.names.len();
    let sheet = Sheet::new(chart, entries(chart, bars, direct), form, shaper);
    let height = sheet.room();
    let canvas = sheet.canvas(height);
    let (top, bottom) = (sheet.top(), sheet.top() + height);
    let right = canvas.width - if direct { longest + GAP + SLACK } else { 0.0 };
    let columns = Columns::new(bars, (top, bottom), right, &canvas);
    let wide = (columns.slot * 0.8).min(WIDTH.1);
    each_part(bars, &canvas, |at, category, (name, from, to, bar)| {
        let title = title(bars, name, category, bar);
        let (start, end) = (columns.y(from), columns.y(to));
        let gap = if (start - end).abs() > 3.0 { 0.5 } else { 0.0 };
        let y =
            if end < start { (start - gap, end + gap) } else { (start + gap, end - gap) };
        let middle = columns.middles[at];
        let x = (middle - wide / 2.0, middle + wide / 2.0);
        part((x, y), (name, &title, bar), &canvas);
    });
    if direct {
        let middle = |it: &Part<'_>| columns.y(f64::midpoint(it.1, it.2));
        let middles: Vec<f64> = last.iter().map(middle).collect();
        let placed = spread(&middles, LINE, top, bottom);
        let end = columns.middles.last().map_or(right, |it| it + wide / 2.0);
        for ((name, ..), y) in last.iter().zip(placed) {
            let at = (end + GAP, y + TEXT * 0.36);
            let words = &bars.names[*name];
            canvas.group(words, || canvas.text(words, at, Anchor::Start, Ink::Words));
        }
    }
    canvas.finish(chart)
}

/// Bars one under another.
fn lying(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let sheet = Sheet::new(chart, entries(chart, bars, false), form, shaper);
    let row = Row { thick: THICK, gap: GAP, deep: 2 };
    let rows = Rows::of(&bars.categories, row, sheet.width, shaper);
    let height = LINE + GAP + rows.height();
    let canvas = sheet.canvas(height);
    let start = sheet.top() + LINE + GAP;
    let bottom = start + rows.height();
    let last = bars.ticks.last().map_or(0.0, |it| canvas.wide(&it.1) / 2.0);
    let plot = (rows.left(), canvas.width - last.max(1.0));
    let frame = Frame::new((range(bars), 0.0..1.0), plot, (start, bottom));
    let place = |value: f64| frame.place(value, 0.0).0;
    grid(&bars.ticks, (sheet.top(), bottom - GAP), place, &canvas);
    let tops = rows.tops(start);
    each_part(bars, &canvas, |at, category, (name, from, to, bar)| {
        let title = title(bars, name, category, bar);
        let (start, end) = (place(from), place(to));
        let gap = if (start - end).abs() > 3.0 { 0.5 } else { 0.0 };
        let x = (start.min(end) + gap, start.max(end) - gap);
        part((x, (tops[at], tops[at] + THICK)), (name, &title, bar), &canvas);
    });
    rows.draw(start, &canvas);
    canvas.finish(chart)
}
