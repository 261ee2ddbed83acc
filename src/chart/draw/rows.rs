//! Marks in rows, each with its name: beside them where there is room, else above them, so that a
//! name may be as long as it is in any language.

use super::{
    GAP, LINE, SLACK,
    canvas::{Anchor, Canvas, TEXT},
    ink::Ink,
    legend::LEVELS,
    place::thin,
};
use crate::{
    chart::{Category, Stated},
    text::Shaper,
};

/// The part of a drawing that names beside their rows may take.
const NAMES: f64 = 0.34;

/// Bold letters are about so much wider than others.
const BOLD: f64 = 1.1;

/// How much room marks take in each row, and between rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) thick: f64,
    pub(super) gap: f64,
    /// How many lines a name beside its row may have.
    pub(super) deep: usize,
}

/// Names of rows, laid out.
pub(super) struct Rows {
    names: Vec<(Vec<String>, bool)>,
    row: Row,
    /// How wide the column of names is, where they are beside their rows.
    beside: Option<f64>,
}

impl Rows {
    /// The rows of `names`, of which some stand out.
    pub(super) fn new(
        names: &[(&str, bool)],
        row: Row,
        width: f64,
        shaper: &Shaper,
    ) -> Self {
        let wide = |words: &str, bold: bool| shaper.width(words, TEXT) * factor(bold);
        let longest = names.iter().map(|it| wide(it.0, it.1)).fold(0.0, f64::max);
        let column = longest.min(width * NAMES);
        // What is divided by a factor may be a hair narrower than it was.
        let room = column + 0.1;
        let beside = wrapped(names, room, shaper);
        let whole = |it: &(&str, bool)| shaper.wraps(it.0, TEXT, room / factor(it.1));
        let fits =
            beside.iter().all(|it| it.0.len() <= row.deep) && names.iter().all(whole);
        if fits {
            return Self { names: beside, row, beside: Some(column) };
        }
        Self::above(names, row, width, shaper)
    }

    /// The rows of `names`, each name above its row.
    pub(super) fn above(
        names: &[(&str, bool)],
        row: Row,
        width: f64,
        shaper: &Shaper,
    ) -> Self {
        Self { names: wrapped(names, width - SLACK, shaper), row, beside: None }
    }

    /// The same for categories, of which the whole stands out.
    pub(super) fn of(
        categories: &[Category],
        row: Row,
        width: f64,
        shaper: &Shaper,
    ) -> Self {
        let names: Vec<(&str, bool)> =
            categories.iter().map(|it| (&*it.label, it.whole)).collect();
        Self::new(&names, row, width, shaper)
    }

    /// Where marks begin.
    pub(super) fn left(&self) -> f64 {
        self.beside.map_or(0.0, |it| if it > 0.0 { it + GAP } else { 0.0 })
    }

    /// How high all are.
    pub(super) fn height(&self) -> f64 {
        (0..self.names.len()).map(|it| self.each(it)).sum()
    }

    fn each(&self, at: usize) -> f64 {
        let lines = LINE * self.names[at].0.len() as f64;
        let Row { thick, gap, .. } = self.row;
        if self.beside.is_some() { thick.max(lines) + gap } else { lines + thick + gap }
    }

    /// The upper side of the marks of each row, from `top` on.
    pub(super) fn tops(&self, top: f64) -> Vec<f64> {
        let mut y = top;
        let mut tops = Vec::new();
        for at in 0..self.names.len() {
            let each = self.each(at);
            let free = each - self.row.gap - self.row.thick;
            tops.push(y + if self.beside.is_some() { free / 2.0 } else { free });
            y += each;
        }
        tops
    }

    /// The upper and the lower side of the marks of each row that fill it.
    pub(super) fn bands(&self, top: f64) -> Vec<(f64, f64)> {
        let band = |(at, upper): (usize, f64)| {
            let free = self.each(at) - self.row.gap - self.row.thick;
            let more = if self.beside.is_some() { free / 2.0 } else { 0.0 };
            (upper - more, upper + self.row.thick + more)
        };
        self.tops(top).into_iter().enumerate().map(band).collect()
    }

    /// Writes the names; beside one that stands out the others are quiet.
    pub(super) fn draw(&self, top: f64, canvas: &Canvas<'_>) {
        let mut y = top;
        let quiet = self.names.iter().any(|it| it.1);
        let ink = if quiet { Ink::Muted } else { Ink::Words };
        for (at, (lines, bold)) in self.names.iter().enumerate() {
            let each = self.each(at);
            let free = each - self.row.gap - LINE * lines.len() as f64;
            let (x, anchor, start) = match self.beside {
                Some(column) => (column, Anchor::End, y + free / 2.0),
                None => (0.0, Anchor::Start, y),
            };
            for (at, line) in lines.iter().enumerate() {
                let place = (x, start + TEXT + LINE * at as f64);
                if *bold {
                    canvas.bold(line, place, anchor, Ink::Words);
                } else {
                    canvas.text(line, place, anchor, ink);
                }
            }
            y += each;
        }
    }
}

fn factor(bold: bool) -> f64 {
    if bold { BOLD } else { 1.0 }
}

/// `names` in lines of at most `width`.
fn wrapped(
    names: &[(&str, bool)],
    width: f64,
    shaper: &Shaper,
) -> Vec<(Vec<String>, bool)> {
    let wrap = |it: &(&str, bool)| (shaper.wrap(it.0, TEXT, width / factor(it.1)), it.1);
    names.iter().map(wrap).collect()
}

/// Round values along the upper side of rows, each with a line down through them. The words of
/// those that would touch are left out.
pub(super) fn grid(
    ticks: &[(f64, String)],
    (top, bottom): (f64, f64),
    place: impl Fn(f64) -> f64,
    canvas: &Canvas<'_>,
) {
    let places: Vec<f64> = ticks.iter().map(|it| place(it.0)).collect();
    let widths: Vec<f64> = ticks.iter().map(|it| canvas.wide(&it.1)).collect();
    let middles: Vec<f64> = places
        .iter()
        .zip(&widths)
        .map(|(x, width)| x.clamp(width / 2.0, canvas.width - width / 2.0))
        .collect();
    let shown = thin(&middles, &widths, GAP);
    let rule = |x: f64| [(x, top + LINE), (x, bottom)];
    let zero = |it: &usize| ticks[*it].0 == 0.0;
    let (zeros, others): (Vec<usize>, Vec<usize>) = (0..ticks.len()).partition(zero);
    let others: Vec<_> = others.into_iter().map(|it| rule(places[it])).collect();
    canvas.grid(&others);
    for at in zeros {
        canvas.rule(rule(places[at]), "", Ink::Muted);
    }
    let base = top + TEXT - 2.0;
    canvas.words("", (Anchor::Middle, Ink::Muted), || {
        for (at, (_, words)) in ticks.iter().enumerate().filter(|it| shown[it.0]) {
            canvas.text(words, (middles[at], base), Anchor::Middle, Ink::Muted);
        }
    });
}

/// Values to compare with as rules down through rows, the words of each above them in lines of
/// their own.
pub(super) struct Levels<'a> {
    stated: Vec<(&'a Stated, Vec<String>)>,
}

impl<'a> Levels<'a> {
    /// `stated`, the lowest first, so that no rule goes through the words of another.
    pub(super) fn new(stated: &'a [Stated], width: f64, shaper: &Shaper) -> Self {
        let wrap = |it: &'a Stated| (it, shaper.wrap(&it.label, TEXT, width * 0.6));
        let mut stated: Vec<_> = stated.iter().map(wrap).collect();
        stated.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
        Self { stated }
    }

    /// How high the words are.
    pub(super) fn height(&self) -> f64 {
        LINE * self.stated.iter().map(|it| it.1.len()).sum::<usize>() as f64
    }

    /// Draws the rules down to `bottom` and the words from `top` on.
    pub(super) fn draw(
        &self,
        (top, bottom): (f64, f64),
        place: impl Fn(f64) -> f64,
        canvas: &Canvas<'_>,
    ) {
        let mut y = top;
        let mut words = Vec::new();
        for (at, (stated, lines)) in self.stated.iter().enumerate() {
            let x = place(stated.y);
            canvas.rule(
                [(x, y + 2.0), (x, bottom)],
                LEVELS[at % LEVELS.len()],
                Ink::Muted,
            );
            let wide = lines.iter().map(|it| canvas.wide(it)).fold(0.0, f64::max);
            let fits = x + 4.0 + wide <= canvas.width - SLACK;
            let left = if fits { x + 4.0 } else { (x - 4.0 - wide).max(0.0) };
            for line in lines {
                words.push((line, (left, y + TEXT - 1.0)));
                y += LINE;
            }
        }
        for (line, at) in words {
            canvas.text(line, at, Anchor::Start, Ink::Words);
        }
    }
}
