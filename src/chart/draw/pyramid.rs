//! Bars to both sides of the ages, laid out and drawn.

use super::{
    GAP, LINE, SLACK,
    bar::{each_name, title, widest},
    canvas::{Anchor, Canvas, TEXT},
    columns::range,
    ink::Ink,
    legend::{self, Sample},
    place::thin,
    rows::{Row, Rows},
    sheet::Sheet,
};
use crate::{
    chart::{Bars, Chart, Form},
    text::Shaper,
};

/// How thick a bar is.
const THICK: f64 = 18.0;

/// The part of a side that bars must keep for values to be written beside them.
const LENGTH: f64 = 0.55;

/// The part of a drawing that the ages may take between the sides.
const AGES: f64 = 0.4;

/// Where the two sides begin and how long they are.
struct Sides {
    inner: [f64; 2],
    length: f64,
    most: f64,
}

impl Sides {
    /// Where a value of that side ends.
    fn place(&self, side: usize, value: f64) -> f64 {
        let long = value / self.most * self.length;
        self.inner[side] + if side == 0 { -long } else { long }
    }
}

/// Draws `pyramid`.
pub(super) fn draw(chart: &Chart, pyramid: &Bars, form: Form, shaper: &Shaper) -> String {
    let sheet = Sheet::new(chart, legend::key(chart, Sample::Patch), form, shaper);
    let middle = sheet.width / 2.0;
    let ages = pyramid.categories.iter().map(|it| shaper.width(&it.label, TEXT));
    let ages = ages.fold(0.0, f64::max);
    let between = ages <= sheet.width * AGES;
    let half = if between { ages / 2.0 + GAP } else { 1.0 };
    let names: Vec<Vec<String>> = pyramid
        .names
        .iter()
        .map(|it| shaper.wrap(it, TEXT, (middle - half) / 1.1 - SLACK))
        .collect();
    let above = LINE * names.iter().map(Vec::len).max().unwrap_or(1) as f64 + 4.0;
    let row = Row { thick: THICK, gap: if between { 3.0 } else { GAP }, deep: 1 };
    // The oldest is on top.
    let mut upside: Vec<_> = pyramid.categories.clone();
    upside.reverse();
    let labels: Vec<(&str, bool)> =
        upside.iter().map(|it| (if between { "" } else { &*it.label }, false)).collect();
    let rows = if between {
        Rows::new(&labels, row, sheet.width, shaper)
    } else {
        Rows::above(&labels, row, sheet.width, shaper)
    };
    let canvas = sheet.canvas(above + rows.height() + LINE + GAP);
    let start = sheet.top() + above;
    let bottom = start + rows.height();
    let room = widest(pyramid, shaper) + GAP + SLACK;
    let whole = middle - half;
    let valued = whole - room >= whole * LENGTH;
    let length = if valued { whole - room } else { whole - SLACK };
    let sides =
        Sides { inner: [middle - half, middle + half], length, most: range(pyramid).end };
    heads(&pyramid.names, &names, &sides, sheet.top(), &canvas);
    axis(pyramid, &sides, (start, bottom), &canvas);
    rows.draw(start, &canvas);
    let tops = rows.tops(start);
    let base = |at: usize| tops[at] + THICK / 2.0 + TEXT * 0.36;
    let turned = Bars { categories: upside, ..pyramid.clone() };
    each_name(&turned, &canvas, |side, at, category, bar| {
        let (from, to) = (sides.inner[side], sides.place(side, bar.value));
        let area = (from.min(to)..from.max(to), tops[at]..tops[at] + THICK);
        let title = title(pyramid, side, category, bar);
        canvas.bar(area, &title, (Ink::Series(side), bar.certainty));
        if valued {
            let (x, anchor) = if side == 0 {
                (to - 5.0, Anchor::End)
            } else {
                (to + 5.0, Anchor::Start)
            };
            canvas.text(&bar.label, (x, base(at)), anchor, Ink::Words);
        }
    });
    if between {
        canvas.words("", (Anchor::Middle, Ink::Words), || {
            for (at, category) in turned.categories.iter().enumerate() {
                let place = (middle, base(at));
                canvas.text(&category.label, place, Anchor::Middle, Ink::Words);
            }
        });
    }
    canvas.finish(chart)
}

/// The names of both sides, over the side that each is.
fn heads(
    names: &[String],
    heads: &[Vec<String>],
    sides: &Sides,
    top: f64,
    canvas: &Canvas<'_>,
) {
    for (side, (name, lines)) in names.iter().zip(heads).enumerate() {
        let (x, anchor) = if side == 0 {
            (sides.inner[0] - 2.0, Anchor::End)
        } else {
            (sides.inner[1] + 2.0, Anchor::Start)
        };
        for (at, line) in lines.iter().enumerate() {
            let base = top + TEXT + LINE * at as f64;
            let bold = || canvas.bold(line, (x, base), anchor, Ink::Words);
            canvas.group(name, bold);
        }
    }
}

/// The same round values below both sides.
fn axis(pyramid: &Bars, sides: &Sides, (top, bottom): (f64, f64), canvas: &Canvas<'_>) {
    let mut ticks: Vec<(f64, &str)> = Vec::new();
    for side in [0, 1] {
        ticks.extend(pyramid.ticks.iter().map(|it| (sides.place(side, it.0), &*it.1)));
    }
    ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rules: Vec<_> = ticks.iter().map(|it| [(it.0, top), (it.0, bottom)]).collect();
    canvas.grid(&rules);
    for side in [0, 1] {
        let of = pyramid.ticks.iter().map(|it| (sides.place(side, it.0), &it.1));
        let of: Vec<(f64, &String)> = of.collect();
        let widths: Vec<f64> = of.iter().map(|it| canvas.wide(it.1)).collect();
        let clamp = |(x, width): (f64, &f64)| {
            let half = width / 2.0;
            let (low, high) = if side == 0 {
                (half, canvas.width / 2.0 - half - 2.0)
            } else {
                (canvas.width / 2.0 + half + 2.0, canvas.width - half)
            };
            x.clamp(low, high.max(low))
        };
        let middles: Vec<f64> =
            of.iter().map(|it| it.0).zip(&widths).map(clamp).collect();
        let shown = thin(&middles, &widths, GAP);
        for (at, (_, words)) in of.iter().enumerate().filter(|it| shown[it.0]) {
            let place = (middles[at], bottom + LINE);
            canvas.text(words, place, Anchor::Middle, Ink::Muted);
        }
    }
}
