//! Marks in columns over time: the value axis at their left, the periods below.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, Frame, TEXT},
    ink::Ink,
    place::thin,
};
use crate::chart::Bars;

/// Columns, laid out.
pub(super) struct Columns {
    /// Where a value is.
    pub(super) frame: Frame,
    /// The left and the right side of all.
    pub(super) sides: (f64, f64),
    /// The middle of each.
    pub(super) middles: Vec<f64>,
    /// How wide each may be.
    pub(super) slot: f64,
}

impl Columns {
    /// Lays out the categories of `bars` between `top` and `bottom` and up to `right`, and draws
    /// their axes.
    pub(super) fn new(
        bars: &Bars,
        (top, bottom): (f64, f64),
        right: f64,
        canvas: &Canvas<'_>,
    ) -> Self {
        let widest = bars.ticks.iter().map(|it| canvas.wide(&it.1)).fold(0.0, f64::max);
        let left = widest + GAP;
        let low = bottom - LINE - GAP;
        let high = top + LINE;
        let frame = Frame::new((0.0..1.0, range(bars)), (left, right), (high, low));
        let y = |value: f64| frame.place(0.0, value).1;
        canvas.levels(bars.ticks.iter().map(|it| it.0), (left, right), y);
        canvas.words("", (Anchor::End, Ink::Muted), || {
            for (value, label) in &bars.ticks {
                let place = (left - GAP, y(*value) + TEXT * 0.36);
                canvas.text(label, place, Anchor::End, Ink::Muted);
            }
        });
        let count = bars.categories.len();
        let slot = (right - left) / count as f64;
        let middles: Vec<f64> =
            (0..count).map(|it| left + slot * (it as f64 + 0.5)).collect();
        let labels = || bars.categories.iter().map(|it| &it.label);
        let widths: Vec<f64> = labels().map(|it| canvas.wide(it)).collect();
        let within = |(middle, wide): (&f64, &f64)| {
            let half = wide / 2.0;
            middle.clamp(half, (canvas.width - half).max(half))
        };
        let places: Vec<f64> = middles.iter().zip(&widths).map(within).collect();
        let shown = thin(&places, &widths, GAP);
        canvas.words("", (Anchor::Middle, Ink::Muted), || {
            for (at, label) in labels().enumerate().filter(|it| shown[it.0]) {
                let place = (places[at], low + LINE);
                canvas.text(label, place, Anchor::Middle, Ink::Muted);
            }
        });
        Self { frame, sides: (left, right), middles, slot }
    }

    /// The height of a value.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.frame.place(0.0, value).1
    }
}

/// From the lowest value to the highest on the axis.
pub(super) fn range(bars: &Bars) -> std::ops::Range<f64> {
    bars.ticks[0].0..bars.ticks[bars.ticks.len() - 1].0
}
