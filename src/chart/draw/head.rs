//! What stands above and below a drawing that is a file: title, notes and credits.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, TEXT},
    ink::Ink,
};
use crate::{
    chart::{Chart, Form},
    text::Shaper,
};

/// The words around a drawing.
#[derive(Debug, Default)]
pub(super) struct Head {
    title: Vec<String>,
    foot: Vec<String>,
}

impl Head {
    /// The words around a file; nothing for a drawing within a page, which has them itself.
    pub(super) fn new(chart: &Chart, form: Form, width: f64, shaper: &Shaper) -> Self {
        if !form.is_file() {
            return Self::default();
        }
        let foot = chart.notes.iter().chain(&chart.credits);
        Self {
            // Bold is about a tenth wider than what `wrap` measures.
            title: shaper.wrap(&chart.title, TEXT, width * 0.88),
            foot: foot.flat_map(|it| shaper.wrap(it, TEXT, width)).collect(),
        }
    }

    /// How much room they take.
    pub(super) fn height(&self) -> f64 {
        self.top() + self.bottom()
    }

    /// How much room the title takes.
    pub(super) fn top(&self) -> f64 {
        room(&self.title)
    }

    /// How much room the notes and credits take.
    pub(super) fn bottom(&self) -> f64 {
        room(&self.foot)
    }

    /// Writes them.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) {
        for (at, line) in self.title.iter().enumerate() {
            let y = LINE * (at + 1) as f64;
            canvas.bold(line, (0.0, y), Anchor::Start, Ink::Words);
        }
        for (at, line) in self.foot.iter().rev().enumerate() {
            let y = canvas.height - 5.0 - LINE * at as f64;
            canvas.text(line, (0.0, y), Anchor::Start, Ink::Muted);
        }
    }
}

fn room(lines: &[String]) -> f64 {
    if lines.is_empty() { 0.0 } else { LINE * lines.len() as f64 + GAP }
}
