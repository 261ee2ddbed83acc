//! Bars, laid out and drawn: side by side over time, one under another for categories.

use super::{
    GAP, SLACK,
    canvas::{Anchor, At, Canvas, Frame, TEXT},
    columns::{Columns, range},
    ink::Ink,
    legend::{self, Entry, LEVELS, Sample},
    rows::{Levels, Row, Rows},
    sheet::Sheet,
    size,
};
use crate::{
    chart::{Bar, Bars, Category, Chart, Form},
    text::Shaper,
};

/// How thick a bar that lies is.
const THICK: f64 = 16.0;

/// How wide a bar that stands must be at least, and may be at most.
const WIDTH: (f64, f64) = (3.0, 64.0);

/// Draws `bars`.
pub(super) fn draw(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let width = size(chart, form).0;
    let count = bars.categories.len() * bars.names.len();
    let each = (width - 60.0) * 0.8 / count.max(1) as f64;
    if bars.over_time && each >= WIDTH.0 {
        upright(chart, bars, form, shaper)
    } else {
        lying(chart, bars, form, shaper)
    }
}

/// The names of bars, what the less sure ones are and what their whiskers are.
fn entries(chart: &Chart, bars: &Bars) -> Vec<Entry> {
    let whisker = bars.whisker.iter();
    let whisker = whisker.map(|it| Entry { sample: Sample::Whisker, words: it.clone() });
    let mut entries = names(bars, Sample::Bar);
    entries.extend(legend::key(chart, Sample::Patch));
    entries.extend(whisker);
    entries
}

/// The names of `bars` with a sample of each.
pub(super) fn names(bars: &Bars, sample: fn(usize) -> Sample) -> Vec<Entry> {
    let named = bars.names.iter().enumerate().filter(|_| bars.names.len() > 1);
    named.map(|(at, it)| Entry { sample: sample(at), words: it.clone() }).collect()
}

/// What a mark says: `Dhaka, Female: 12.5% (11.0–14.0)`.
pub(super) fn title(bars: &Bars, name: usize, category: &Category, bar: &Bar) -> String {
    let (label, name, words) = (&category.label, &bars.names[name], &bar.words);
    if name.is_empty() {
        format!("{label}: {words}")
    } else {
        format!("{label}, {name}: {words}")
    }
}

/// The widest value as it stands at its mark.
pub(super) fn widest(bars: &Bars, shaper: &Shaper) -> f64 {
    let values = bars.categories.iter().flat_map(|it| &it.bars).flatten();
    values.map(|it| shaper.width(&it.label, TEXT)).fold(0.0, f64::max)
}

/// The colour of a bar: that of its name, or, where there is only one, another for the whole.
fn ink(bars: &Bars, name: usize, category: &Category) -> Ink {
    Ink::Series(if bars.names.len() == 1 { usize::from(category.whole) } else { name })
}

/// From the lowest to the highest that is drawn of a bar.
fn extent(bar: &Bar) -> (f64, f64) {
    let (low, high) = bar.interval.unwrap_or((bar.value, bar.value));
    (low.min(bar.value), high.max(bar.value))
}

/// Columns over time.
fn upright(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let mut entries = entries(chart, bars);
    entries.extend(
        bars.stated
            .iter()
            .enumerate()
            .map(|(at, it)| Entry { sample: Sample::Level(at), words: it.label.clone() }),
    );
    let sheet = Sheet::new(chart, entries, form, shaper);
    let height = sheet.room();
    let canvas = sheet.canvas(height);
    let top = sheet.top();
    let columns = Columns::new(bars, (top, top + height), canvas.width, &canvas);
    let each = columns.slot * 0.8 / bars.names.len() as f64;
    let value = widest(bars, shaper) + 6.0;
    let wide = each.min(WIDTH.1.max(value));
    let mut words = vec![Vec::new(); bars.names.len()];
    each_name(bars, &canvas, |name, at, category, bar| {
        let start = columns.middles[at] - wide * bars.names.len() as f64 / 2.0;
        let left = start + wide * name as f64;
        let (y, zero) = (columns.y(bar.value), columns.y(0.0));
        let gap = if wide > 6.0 { 1.0 } else { 0.3 };
        let area = (left + gap..left + wide - gap, y.min(zero)..y.max(zero));
        let ink = ink(bars, name, category);
        canvas.bar(area, &title(bars, name, category, bar), (ink, bar.certainty));
        let x = left + wide / 2.0;
        let (low, high) = extent(bar);
        if bar.interval.is_some() {
            canvas.whisker(((x, columns.y(low)), (x, columns.y(high))), wide * 0.3);
        }
        let above = bar.value >= 0.0;
        let base = if above { columns.y(high) - 4.0 } else { columns.y(low) + TEXT };
        words[name].push((&bar.label, (x, base), Anchor::Middle));
    });
    let (left, right) = columns.sides;
    for (at, stated) in bars.stated.iter().enumerate() {
        let y = columns.y(stated.y);
        canvas.rule([(left, y), (right, y)], LEVELS[at % LEVELS.len()], Ink::Muted);
    }
    if value <= wide {
        write(bars, &words, &canvas);
    }
    canvas.finish(chart)
}

/// Draws the bars of each name as the group of that name: calls `draw` with the number of the
/// name, that of the category, the category and the bar.
pub(super) fn each_name<'a>(
    bars: &'a Bars,
    canvas: &Canvas<'_>,
    mut draw: impl FnMut(usize, usize, &'a Category, &'a Bar),
) {
    for (name, words) in bars.names.iter().enumerate() {
        canvas.bars(words, Ink::Series(name), || {
            for (at, category) in bars.categories.iter().enumerate() {
                if let Some(bar) = &category.bars[name] {
                    draw(name, at, category, bar);
                }
            }
        });
    }
}

/// A value as it stands at its bar.
type Value<'a> = (&'a String, At, Anchor);

/// Writes the values of each name as the group of that name.
fn write(bars: &Bars, words: &[Vec<Value<'_>>], canvas: &Canvas<'_>) {
    for (name, words) in bars.names.iter().zip(words) {
        let anchor = words.first().map_or(Anchor::Start, |it| it.2);
        canvas.words(name, (anchor, Ink::Words), || {
            for (label, at, anchor) in words {
                canvas.text(label, *at, *anchor, Ink::Words);
            }
        });
    }
}

/// From the lowest to the highest that is drawn, zero among it: no ticks are written beside bars
/// that lie, so they take the room that there is.
fn reach(bars: &Bars) -> std::ops::Range<f64> {
    let drawn = bars.categories.iter().flat_map(|it| &it.bars).flatten().map(extent);
    let stated = bars.stated.iter().map(|it| (it.y, it.y));
    let (low, high) = drawn
        .chain(stated)
        .fold((0.0_f64, 0.0_f64), |it, bar| (it.0.min(bar.0), it.1.max(bar.1)));
    if low < high { low..high } else { range(bars) }
}

/// Bars one under another.
fn lying(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let sheet = Sheet::new(chart, entries(chart, bars), form, shaper);
    let row =
        Row { thick: (THICK + 3.0) * bars.names.len() as f64 - 3.0, gap: GAP, deep: 2 };
    let rows = Rows::of(&bars.categories, row, sheet.width, shaper);
    let levels = Levels::new(&bars.stated, sheet.width, shaper);
    let height = levels.height() + rows.height();
    let canvas = sheet.canvas(height);
    let start = sheet.top() + levels.height();
    let bottom = start + rows.height();
    let room = widest(bars, shaper) + GAP + SLACK;
    let left = rows.left() + if range(bars).start < 0.0 { room } else { 0.0 };
    let plot = (left, canvas.width - room);
    let frame = Frame::new((reach(bars), 0.0..1.0), plot, (start, bottom));
    let place = |value: f64| frame.place(value, 0.0).0;
    let tops = rows.tops(start);
    let mut words = vec![Vec::new(); bars.names.len()];
    each_name(bars, &canvas, |name, at, category, bar| {
        let y = tops[at] + (THICK + 3.0) * name as f64;
        let title = title(bars, name, category, bar);
        lie(bar, y, (&title, ink(bars, name, category)), &place, &canvas);
        let base = y + THICK / 2.0 + TEXT * 0.36;
        let (low, high) = extent(bar);
        words[name].push(if bar.value < 0.0 {
            (&bar.label, (place(low) - 5.0, base), Anchor::End)
        } else {
            (&bar.label, (place(high) + 5.0, base), Anchor::Start)
        });
    });
    let zero = place(0.0);
    canvas.rule([(zero, start - 2.0), (zero, bottom - GAP + 2.0)], "", Ink::Muted);
    levels.draw((sheet.top(), bottom), place, &canvas);
    rows.draw(start, &canvas);
    write(bars, &words, &canvas);
    canvas.finish(chart)
}

/// A bar that lies, at least as long as can be seen.
fn lie(
    bar: &Bar,
    top: f64,
    (title, ink): (&str, Ink),
    place: &impl Fn(f64) -> f64,
    canvas: &Canvas<'_>,
) {
    let (zero, end) = (place(0.0), place(bar.value));
    let (from, to) = if end < zero { (end, zero) } else { (zero, end.max(zero + 1.0)) };
    canvas.bar((from..to, top..top + THICK), title, (ink, bar.certainty));
    if let Some((low, high)) = bar.interval {
        let y = top + THICK / 2.0;
        canvas.whisker(((place(low), y), (place(high), y)), THICK * 0.3);
    }
}
