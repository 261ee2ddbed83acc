//! Names of series above a chart, where they do not fit beside the marks.

use super::{
    palette,
    svg::{Anchor, Canvas, Ink, TEXT},
};

/// The height of a row of names.
const ROW: f64 = 20.0;

/// The width of a swatch and the space behind it.
const SWATCH: f64 = 30.0;

/// Space between two names.
const GAP: f64 = 14.0;

/// Where each name starts, and how high all rows are.
fn layout(names: &[&str], canvas: &Canvas<'_>) -> (Vec<(f64, f64)>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for name in names {
        let width = SWATCH + canvas.shaper.width(name, TEXT);
        if x > 0.0 && x + width > canvas.width {
            (x, y) = (0.0, y + ROW);
        }
        places.push((x, y));
        x += width + GAP;
    }
    (places, if names.is_empty() { 0.0 } else { y + ROW })
}

/// How high the names are above the chart.
pub(super) fn height(names: &[&str], canvas: &Canvas<'_>) -> f64 {
    layout(names, canvas).1
}

/// Writes the names from `top` on, each behind a piece of its line or bar.
pub(super) fn draw(names: &[&str], top: f64, lines: bool, canvas: &Canvas<'_>) {
    let (places, _) = layout(names, canvas);
    for (at, (name, (x, y))) in names.iter().zip(places).enumerate() {
        let ink = Ink::Series(at);
        let middle = top + y + ROW / 2.0;
        if lines {
            let dash = palette::DASHES[at % palette::DASHES.len()];
            canvas.rule([(x, middle), (x + 22.0, middle)], dash, ink);
        } else {
            canvas.swatch((x..x + 16.0, middle - 6.0..middle + 6.0), ink);
        }
        let indent = if lines { SWATCH - 2.0 } else { SWATCH - 8.0 };
        canvas.text(name, (x + indent, middle + TEXT * 0.36), Anchor::Start, Ink::Words);
    }
}
