//! Bars, laid out and drawn: side by side over time, one under another for categories.

use super::{
    Bars, Chart, Form, legend,
    place::thin,
    svg::{Anchor, Canvas, Ink, TEXT},
};
use crate::text::Shaper;

/// The height of a line of text.
const LINE: f64 = 17.0;

/// Space kept between marks and words.
const GAP: f64 = 8.0;

/// What stands above and below a drawing that is a file: title and source.
#[derive(Debug, Default)]
pub(super) struct Head {
    title: Vec<String>,
    source: Vec<String>,
}

impl Head {
    /// The title and source of a file; nothing for a drawing within a page.
    pub(super) fn new(chart: &Chart, form: Form, width: f64, shaper: &Shaper) -> Self {
        if form != Form::File {
            return Self::default();
        }
        Self {
            // Bold is about a tenth wider than what `wrap` measures.
            title: shaper.wrap(&chart.title, TEXT, width * 0.88),
            source: shaper.wrap(&chart.source, TEXT, width),
        }
    }

    /// How much room both take.
    pub(super) fn height(&self) -> f64 {
        self.top() + self.bottom()
    }

    /// How much room the title takes.
    pub(super) fn top(&self) -> f64 {
        room(&self.title)
    }

    /// How much room the source takes.
    pub(super) fn bottom(&self) -> f64 {
        room(&self.source)
    }

    /// Writes both.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) {
        for (at, line) in self.title.iter().enumerate() {
            let y = LINE * (at + 1) as f64;
            canvas.bold(line, (0.0, y), Anchor::Start, Ink::Words);
        }
        for (at, line) in self.source.iter().rev().enumerate() {
            let y = canvas.height - 5.0 - LINE * at as f64;
            canvas.text(line, (0.0, y), Anchor::Start, Ink::Muted);
        }
    }
}

fn room(lines: &[String]) -> f64 {
    if lines.is_empty() { 0.0 } else { LINE * lines.len() as f64 + GAP }
}

/// Draws `bars`.
pub(super) fn draw(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let width = super::line::size(chart, form).0;
    let fits = fits_side_by_side(bars, width, shaper);
    if bars.over_time && fits {
        upright(chart, bars, form, shaper)
    } else {
        lying(chart, bars, form, shaper)
    }
}

/// The names that need a legend.
fn names(bars: &Bars) -> Vec<&str> {
    if bars.names.len() > 1 {
        bars.names.iter().map(|it| &**it).collect()
    } else {
        Vec::new()
    }
}

/// Whether every bar's value can be written above it.
fn fits_side_by_side(bars: &Bars, width: f64, shaper: &Shaper) -> bool {
    let count = bars.categories.len() * bars.names.len();
    let values = bars.categories.iter().flat_map(|it| &it.bars).flatten();
    let widest = values.map(|it| shaper.width(&it.1, TEXT)).fold(0.0, f64::max);
    let room = (width - 60.0) / count.max(1) as f64 * 0.8;
    widest + 4.0 <= room
}

/// From the lowest value to the highest on the axis.
fn range(bars: &Bars) -> std::ops::Range<f64> {
    bars.ticks[0].0..bars.ticks[bars.ticks.len() - 1].0
}

/// Columns over time.
fn upright(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    let (width, height) = super::line::size(chart, form);
    let head = Head::new(chart, form, width, shaper);
    let canvas = Canvas::new(width, height + head.height(), shaper);
    head.draw(&canvas);
    let names = names(bars);
    legend::draw(&names, head.top(), false, &canvas);
    let ticks = bars.ticks.iter().map(|it| shaper.width(&it.1, TEXT)).fold(0.0, f64::max);
    let left = ticks + GAP;
    let top = head.top() + legend::height(&names, &canvas) + LINE * 2.0;
    let bottom = canvas.height - head.bottom() - LINE - GAP;
    let frame = canvas.frame((0.0..1.0, range(bars)), (left, width), (top, bottom));
    canvas.text(&chart.unit, (0.0, top - LINE - 3.0), Anchor::Start, Ink::Muted);
    for (value, label) in &bars.ticks {
        let (_, y) = frame.place(0.0, *value);
        let ink = if *value == 0.0 { Ink::Muted } else { Ink::Grid };
        canvas.rule([(left, y), (width, y)], "", ink);
        canvas.text(label, (left - GAP, y + TEXT * 0.36), Anchor::End, Ink::Muted);
    }
    columns(bars, (left, width), bottom, &frame, &canvas);
    if let Some(target) = &bars.target {
        let (_, y) = frame.place(0.0, target.y);
        canvas.rule([(left, y), (width, y)], "6 4", Ink::Muted);
        canvas.text(&target.label, (width, top - LINE - 3.0), Anchor::End, Ink::Words);
    }
    canvas.finish(&chart.title, &chart.description, &chart.lang, form)
}

fn columns(
    bars: &Bars,
    (left, right): (f64, f64),
    bottom: f64,
    frame: &super::svg::Frame,
    canvas: &Canvas<'_>,
) {
    let slot = (right - left) / bars.categories.len() as f64;
    let wide = (slot * 0.8 / bars.names.len() as f64).min(64.0);
    let (_, zero) = frame.place(0.0, 0.0);
    let middles: Vec<f64> =
        (0..bars.categories.len()).map(|it| left + slot * (it as f64 + 0.5)).collect();
    let widths: Vec<f64> =
        bars.categories.iter().map(|it| canvas.shaper.width(&it.label, TEXT)).collect();
    let shown = thin(&middles, &widths, GAP);
    for (at, category) in bars.categories.iter().enumerate() {
        let start = middles[at] - wide * bars.names.len() as f64 / 2.0;
        for (series, bar) in category.bars.iter().enumerate() {
            let Some((value, words)) = bar else { continue };
            let x = start + wide * series as f64;
            let (_, y) = frame.place(0.0, *value);
            let (upper, lower) = if y < zero { (y, zero) } else { (zero, y) };
            let title = title(bars, series, &category.label, words);
            canvas.bar(
                (x + 1.0..x + wide - 1.0, upper..lower),
                &title,
                Ink::Series(series),
            );
            let base = if *value < 0.0 { lower + LINE - 3.0 } else { upper - 4.0 };
            canvas.text(words, (x + wide / 2.0, base), Anchor::Middle, Ink::Words);
        }
        if shown[at] {
            let place = (middles[at], bottom + LINE);
            canvas.text(&category.label, place, Anchor::Middle, Ink::Muted);
        }
    }
}

fn title(bars: &Bars, series: usize, category: &str, words: &str) -> String {
    let name = &bars.names[series];
    if name.is_empty() {
        format!("{category}: {words}")
    } else {
        format!("{category}, {name}: {words}")
    }
}

/// Bars one under another, each category's name above its bars, so that it may be as long as it
/// is in any language.
fn lying(chart: &Chart, bars: &Bars, form: Form, shaper: &Shaper) -> String {
    const THICK: f64 = 16.0;
    let width = super::line::size(chart, form).0;
    let head = Head::new(chart, form, width, shaper);
    let labels: Vec<Vec<String>> =
        bars.categories.iter().map(|it| shaper.wrap(&it.label, TEXT, width)).collect();
    let names = names(bars);
    let legend = legend::height(&names, &Canvas::new(width, 1.0, shaper));
    let mut y = head.top() + legend + LINE + GAP;
    if bars.target.is_some() {
        y += LINE;
    }
    let start = y;
    let each = |lines: &Vec<String>| {
        LINE * lines.len() as f64 + (THICK + 4.0) * bars.names.len() as f64 + GAP
    };
    let height = start + labels.iter().map(each).sum::<f64>() + head.bottom();
    let canvas = Canvas::new(width, height, shaper);
    head.draw(&canvas);
    legend::draw(&names, head.top(), false, &canvas);
    let unit_at = head.top() + legend + LINE - 4.0;
    canvas.text(&chart.unit, (0.0, unit_at), Anchor::Start, Ink::Muted);
    let values = bars.categories.iter().flat_map(|it| &it.bars).flatten();
    let widest = values.map(|it| shaper.width(&it.1, TEXT)).fold(0.0, f64::max) + GAP;
    let negative = range(bars).start < 0.0;
    let left = if negative { widest } else { 0.0 };
    let bottom = height - head.bottom();
    let plot = (left, width - widest);
    let frame = canvas.frame((range(bars), 0.0..1.0), plot, (start, bottom));
    for (category, lines) in bars.categories.iter().zip(&labels) {
        for line in lines {
            canvas.text(line, (0.0, y + TEXT), Anchor::Start, Ink::Words);
            y += LINE;
        }
        for (series, bar) in category.bars.iter().enumerate() {
            if let Some((value, words)) = bar {
                let title = title(bars, series, &category.label, words);
                one(*value, words, (y, y + THICK), (&title, series), &frame, &canvas);
            }
            y += THICK + 4.0;
        }
        y += GAP;
    }
    if let Some(target) = &bars.target {
        let (x, _) = frame.place(target.y, 0.0);
        canvas.rule([(x, start), (x, bottom)], "6 4", Ink::Muted);
        let half = shaper.width(&target.label, TEXT) / 2.0;
        let x = x.clamp(half, width - half);
        canvas.text(&target.label, (x, start - 4.0), Anchor::Middle, Ink::Words);
    }
    canvas.finish(&chart.title, &chart.description, &chart.lang, form)
}

fn one(
    value: f64,
    words: &str,
    (top, bottom): (f64, f64),
    (title, series): (&str, usize),
    frame: &super::svg::Frame,
    canvas: &Canvas<'_>,
) {
    let (zero, _) = frame.place(0.0, 0.0);
    let (end, _) = frame.place(value, 0.0);
    let (from, to) = if end < zero { (end, zero) } else { (zero, end.max(zero + 1.0)) };
    canvas.bar((from..to, top..bottom), title, Ink::Series(series));
    let base = f64::midpoint(top, bottom) + TEXT * 0.36;
    if value < 0.0 {
        canvas.text(words, (from - 5.0, base), Anchor::End, Ink::Words);
    } else {
        canvas.text(words, (to + 5.0, base), Anchor::Start, Ink::Words);
    }
}
