//! Cells coloured by class, laid out and drawn.

use super::{
    GAP, LINE,
    canvas::{Anchor, Canvas, TEXT},
    ink::Ink,
    legend::{self, Entry, Sample},
    place::thin,
    rows::{Row, Rows},
    sheet::Sheet,
    size,
};
use crate::{
    chart::{Bar, Chart, Form, Heads, Heat, palette},
    text::Shaper,
};

/// How high a cell is.
const HIGH: f64 = 26.0;

/// How narrow a cell may be that has no words over it or in it.
const NARROW: f64 = 5.0;

/// How many lines the words over a column and beside a row may have.
const DEEP: usize = 3;

/// How the heads of columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Each over its column.
    Over,
    /// As many as have room, since the others follow from them.
    Thinned,
    /// A number over each column, and what it means above them.
    Numbered,
}

/// A heat map for a width.
struct Layout {
    heat: Heat,
    rows: Rows,
    /// How wide a cell is.
    wide: f64,
    written: Written,
    /// Whether values are written in the cells.
    valued: bool,
    /// Whether its rows are the columns that were asked for.
    turned: bool,
}

impl Layout {
    fn new(chart: &Chart, heat: Heat, width: f64, shaper: &Shaper) -> Self {
        let row = Row { thick: HIGH, gap: 1.0, deep: DEEP };
        let names: Vec<(&str, bool)> =
            heat.rows.labels.iter().map(|it| (&**it, false)).collect();
        let rows = Rows::new(&names, row, width, shaper);
        let wide = (width - rows.left() - 1.0) / heat.columns.labels.len().max(1) as f64;
        let cells = heat.cells.iter().flatten().flatten();
        let values = cells.map(|it| shaper.width(&words(chart, it), TEXT));
        let valued = values.fold(0.0, f64::max) + 4.0 <= wide;
        let over = heat.columns.labels.iter().all(|it| {
            let lines = shaper.wrap(it, TEXT, wide - 4.0);
            lines.len() <= DEEP && shaper.wraps(it, TEXT, wide - 4.0)
        });
        let written = match heat.columns.over_time {
            _ if over => Written::Over,
            true => Written::Thinned,
            false => Written::Numbered,
        };
        Self { heat, rows, wide, written, valued, turned: false }
    }

    /// How well it can be read: the less, the better.
    fn rank(&self) -> usize {
        match self.written {
            Written::Over if self.valued => 0,
            Written::Thinned if self.valued => 1,
            Written::Numbered if self.valued => 2,
            Written::Over => 3,
            Written::Thinned if self.wide >= NARROW => 4,
            _ => 5,
        }
    }
}

/// Draws `heat`, turned where it can be read better so in the width that there is.
pub(super) fn draw(chart: &Chart, heat: &Heat, form: Form, shaper: &Shaper) -> String {
    let width = size(chart, form).0;
    let as_asked = Layout::new(chart, heat.clone(), width, shaper);
    let turned =
        Layout { turned: true, ..Layout::new(chart, heat.turned(), width, shaper) };
    let layout = if turned.rank() < as_asked.rank() { turned } else { as_asked };
    let sheet = Sheet::new(chart, entries(chart, heat), form, shaper);
    let heads = layout.heads(width, shaper);
    let above = LINE * heads.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let meanings = layout.meanings(width, shaper);
    let explained = LINE * meanings.len() as f64;
    let canvas = sheet.canvas(explained + above + 6.0 + layout.rows.height());
    for (at, line) in meanings.iter().enumerate() {
        let base = sheet.top() + TEXT + LINE * at as f64;
        canvas.text(line, (0.0, base), Anchor::Start, Ink::Muted);
    }
    let start = sheet.top() + explained + above + 6.0;
    // Words above the first row would lie between the heads and their columns.
    layout.write_heads(&heads, start, &canvas);
    layout.rows.draw(start, &canvas);
    layout.cells(chart, heat, &layout.rows.bands(start), &canvas);
    canvas.finish(chart)
}

/// The classes, what a missing value is, and the marks of less sure ones.
fn entries(chart: &Chart, heat: &Heat) -> Vec<Entry> {
    let count = heat.classes.len();
    let classes = heat.classes.iter().enumerate();
    let classes = classes.map(|(at, (_, words))| Entry {
        sample: Sample::Step(step(at, count)),
        words: words.clone(),
    });
    let missing = heat.missing.iter();
    let missing = missing.map(|it| Entry { sample: Sample::Missing, words: it.clone() });
    classes.chain(missing).chain(legend::marked(chart)).collect()
}

/// The step of the palette for a class; few classes are spread over all steps.
fn step(class: usize, count: usize) -> usize {
    let last = palette::STEPS.len() - 1;
    match count {
        0 | 1 => last / 2,
        _ => (class * last) / (count - 1),
    }
}

/// A value with the mark that says how sure it is; its percent sign stands above all of them.
fn words(chart: &Chart, bar: &Bar) -> String {
    let label = bar.label.trim_end_matches('%');
    format!("{label}{}", legend::mark(chart, bar.certainty))
}

impl Layout {
    fn middles(&self) -> Vec<f64> {
        let count = self.heat.columns.labels.len();
        (0..count).map(|it| self.rows.left() + self.wide * (it as f64 + 0.5)).collect()
    }

    /// The words over each column.
    fn heads(&self, width: f64, shaper: &Shaper) -> Vec<Vec<String>> {
        let Heads { labels, .. } = &self.heat.columns;
        match self.written {
            Written::Over => {
                labels.iter().map(|it| shaper.wrap(it, TEXT, self.wide - 4.0)).collect()
            }
            Written::Thinned => {
                let widths: Vec<f64> =
                    labels.iter().map(|it| shaper.width(it, TEXT)).collect();
                let middles: Vec<f64> = self
                    .middles()
                    .into_iter()
                    .zip(&widths)
                    .map(|(x, it)| x.min(width - it / 2.0))
                    .collect();
                let shown = thin(&middles, &widths, GAP);
                let words = labels.iter().zip(shown);
                words
                    .map(|(it, shown)| if shown { vec![it.clone()] } else { vec![] })
                    .collect()
            }
            Written::Numbered => {
                self.heat.columns.numbers.iter().map(|it| vec![it.clone()]).collect()
            }
        }
    }

    /// What the numbers over the columns mean.
    fn meanings(&self, width: f64, shaper: &Shaper) -> Vec<String> {
        if self.written != Written::Numbered {
            return Vec::new();
        }
        let named = self.heat.columns.numbers.iter().zip(&self.heat.columns.labels);
        let named: Vec<String> =
            named.map(|(number, it)| format!("{number} {it}")).collect();
        shaper.wrap(&named.join("; "), TEXT, width - GAP)
    }

    fn write_heads(&self, heads: &[Vec<String>], bottom: f64, canvas: &Canvas<'_>) {
        for (lines, middle) in heads.iter().zip(self.middles()) {
            for (at, line) in lines.iter().rev().enumerate() {
                let half = canvas.wide(line) / 2.0;
                let x = middle.clamp(half, (canvas.width - half).max(half));
                let place = (x, bottom - 6.0 - LINE * at as f64);
                canvas.text(line, place, Anchor::Middle, Ink::Muted);
            }
        }
    }

    /// Draws the cells, those of each row of `asked` as the group of its name.
    fn cells(
        &self,
        chart: &Chart,
        asked: &Heat,
        bands: &[(f64, f64)],
        canvas: &Canvas<'_>,
    ) {
        for (row, name) in asked.rows.labels.iter().enumerate() {
            canvas.group(name, || {
                for column in 0..asked.columns.labels.len() {
                    let (row, column) =
                        if self.turned { (column, row) } else { (row, column) };
                    self.cell(chart, (row, column), bands[row], canvas);
                }
            });
        }
    }

    fn cell(
        &self,
        chart: &Chart,
        (row, column): (usize, usize),
        (top, bottom): (f64, f64),
        canvas: &Canvas<'_>,
    ) {
        let heat = &self.heat;
        let left = self.rows.left() + self.wide * column as f64;
        let area = (left + 0.5..left + self.wide - 0.5, top..bottom);
        let head = format!("{}, {}", heat.rows.labels[row], heat.columns.labels[column]);
        let base = f64::midpoint(top, bottom) + TEXT * 0.36;
        let middle = (left + self.wide / 2.0, base);
        let Some(bar) = &heat.cells[row][column] else {
            let missing = heat.missing.as_deref().unwrap_or_default();
            canvas.cell(area, &format!("{head}: {missing}"), Ink::Missing);
            if canvas.wide("–") + 2.0 <= self.wide {
                canvas.text("–", middle, Anchor::Middle, Ink::Muted);
            }
            return;
        };
        let step = step(heat.class(bar.value), heat.classes.len());
        canvas.cell(area, &format!("{head}: {}", bar.words), Ink::Step(step));
        if self.valued {
            canvas.text(&words(chart, bar), middle, Anchor::Middle, Ink::On(step));
        }
    }
}
