//! A page's card, the picture beside a shared link: words as shapes, so that Bangla is joined as it
//! should be wherever it is drawn.

use std::fmt::Write as _;

use crate::{
    page::view::{SharingCard, SharingFigure},
    text::{Faces, Shaper},
};

/// The size that Open Graph readers show whole.
pub const SIZE: (f64, f64) = (1200.0, 630.0);

const INK: &str = "#15231f";
const MUTED: &str = "#4c5a55";
const RULE: &str = "#d5deda";

/// Where words begin and how wide a line is.
const LEFT: f64 = 96.0;
const WIDTH: f64 = SIZE.0 - LEFT - 72.0;

/// Where the foot begins.
const FOOT: f64 = 528.0;

/// Bold is about so much narrower than the room that its regular letters need.
const BOLD: f64 = 0.9;

struct Pen<'a> {
    shaper: &'a Shaper,
    plain: Faces<'a>,
    bold: Faces<'a>,
    svg: String,
}

/// The card as an SVG without letters.
pub fn draw(card: &SharingCard, shaper: &Shaper) -> String {
    let (width, height) = SIZE;
    let colour = card.colour.as_deref().unwrap_or(INK);
    let mut pen = Pen {
        shaper,
        plain: shaper.faces(false),
        bold: shaper.faces(true),
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\
             <rect width=\"28\" height=\"{height}\" fill=\"{colour}\"/>\
             <rect x=\"{LEFT}\" y=\"{FOOT}\" width=\"{WIDTH}\" height=\"2\" fill=\"{RULE}\"/>"
        ),
    };
    let mut y = 92.0;
    if !card.kind.is_empty() {
        pen.plain(&card.kind, 30.0, (LEFT, y), MUTED);
        y += 30.0;
    }
    let (size, most) = if card.figure.is_some() { (48.0, 2) } else { (60.0, 3) };
    for line in pen.lines(&card.title, size, WIDTH * BOLD, most) {
        y += size * 1.32;
        pen.bold(&line, size, (LEFT, y - size * 0.3), INK);
    }
    if let Some(figure) = &card.figure {
        pen.figure(figure);
    } else if let Some(lead) = &card.lead {
        y += 8.0;
        for line in pen.lines(lead, 34.0, WIDTH, 3) {
            y += 34.0 * 1.5;
            pen.plain(&line, 34.0, (LEFT, y - 10.0), MUTED);
        }
    }
    let foot = [&card.publisher, card.source.as_ref().unwrap_or(&card.publisher)];
    let lines = if card.source.is_some() { 2 } else { 1 };
    for (at, text) in foot.iter().rev().take(lines).enumerate() {
        let last = at + 1 == lines;
        let place = (LEFT, FOOT + 42.0 + 38.0 * at as f64);
        for line in pen.lines(text, 27.0, WIDTH * BOLD, 1) {
            if last {
                pen.bold(&line, 27.0, place, INK);
            } else {
                pen.plain(&line, 27.0, place, MUTED);
            }
        }
    }
    pen.svg.push_str("</svg>");
    pen.svg
}

impl Pen<'_> {
    fn plain(&mut self, text: &str, size: f64, place: (f64, f64), colour: &str) -> f64 {
        let (path, width) = self.plain.outline(text, size);
        self.write(&path, place, colour);
        width
    }

    fn bold(&mut self, text: &str, size: f64, place: (f64, f64), colour: &str) -> f64 {
        let (path, width) = self.bold.outline(text, size);
        self.write(&path, place, colour);
        width
    }

    fn write(&mut self, path: &str, (x, y): (f64, f64), colour: &str) {
        // Writing to a string cannot fail.
        let _ = write!(
            self.svg,
            "<path transform=\"translate({x:.1} {y:.1})\" fill=\"{colour}\" d=\"{path}\"/>"
        );
    }

    /// `text` in at most so many lines; what is left out is said by an ellipsis.
    fn lines(&self, text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.shaper.wrap(text, size, width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let end = last.trim_end_matches([',', ';', ':', '।', '.']).len();
                last.truncate(end);
                last.push('…');
            }
        }
        lines
    }

    /// The number, large, with its unit and year beside it and what it is below.
    fn figure(&mut self, figure: &SharingFigure) {
        let label = figure.label.as_ref();
        let y = if label.is_some() { 412.0 } else { 442.0 };
        let size = if self.shaper.width(&figure.number, 128.0) > WIDTH * 0.6 {
            76.0
        } else {
            128.0
        };
        let x = LEFT + self.bold(&figure.number, size, (LEFT, y), INK) + 28.0;
        let unit = figure.unit.as_deref().unwrap_or_default();
        let beside = format!("{unit} {}", figure.period);
        let lines = self.lines(beside.trim(), 34.0, LEFT + WIDTH - x, 2);
        let lift = 50.0 * (lines.len() - usize::from(!lines.is_empty())) as f64;
        for (at, line) in lines.iter().enumerate() {
            self.plain(line, 34.0, (x, y - lift + 50.0 * at as f64), MUTED);
        }
        if let Some(label) = label {
            for line in self.lines(label, 32.0, WIDTH, 1) {
                self.plain(&line, 32.0, (LEFT, y + 72.0), MUTED);
            }
        }
    }
}
