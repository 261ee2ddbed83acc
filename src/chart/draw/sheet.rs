//! What stands around marks: title, legend and unit above them, the source below.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, TEXT},
    head::Head,
    ink::Ink,
    legend::{Entry, Legend},
    size,
};
use crate::{
    chart::{Chart, Form},
    text::Shaper,
};

/// A drawing whose height follows from its marks.
pub(super) struct Sheet<'a> {
    /// How wide it is.
    pub(super) width: f64,
    /// What measures its words.
    pub(super) shaper: &'a Shaper,
    form: Form,
    head: Head,
    legend: Legend,
    unit: Vec<String>,
    height: f64,
}

impl<'a> Sheet<'a> {
    /// The sheet of `chart` with `entries` as its legend.
    pub(super) fn new(
        chart: &Chart,
        entries: Vec<Entry>,
        form: Form,
        shaper: &'a Shaper,
    ) -> Self {
        let (width, height) = size(chart, form);
        Self {
            width,
            shaper,
            form,
            head: Head::new(chart, form, width, shaper),
            legend: Legend::new(entries, width, shaper),
            unit: shaper.wrap(&chart.unit, TEXT, width),
            height,
        }
    }

    /// Where the marks begin.
    pub(super) fn top(&self) -> f64 {
        self.head.top() + self.legend.height + self.unit_height()
    }

    fn unit_height(&self) -> f64 {
        if self.unit.is_empty() { GAP } else { LINE * self.unit.len() as f64 + GAP }
    }

    /// How much room is left for marks in the height asked for.
    pub(super) fn room(&self) -> f64 {
        let above = self.legend.height + self.unit_height();
        (self.height - above).max(self.height * 0.6)
    }

    /// The canvas for marks that are `height` high, all else drawn.
    pub(super) fn canvas(&self, height: f64) -> Canvas<'a> {
        let height = self.top() + height + self.head.bottom();
        let canvas = Canvas::new(self.width, height, self.form, self.shaper);
        self.head.draw(&canvas);
        self.legend.draw(self.head.top(), &canvas);
        let top = self.head.top() + self.legend.height;
        for (at, line) in self.unit.iter().enumerate() {
            let base = top + TEXT + LINE * at as f64;
            canvas.text(line, (0.0, base), Anchor::Start, Ink::Muted);
        }
        canvas
    }
}
