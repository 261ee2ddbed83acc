//! The door to plotters: a drawing surface in CSS pixels.
//!
//! Plotters works in whole pixels; ours are tenths of a CSS pixel. It carries colours only, so an
//! [`Ink`] travels as one, and what else is to be known of a mark is left with the document before
//! it is drawn.

mod places;

use std::{cell::RefCell, fmt::Write as _, ops::Range, rc::Rc};

use plotters::{
    coord::{CoordTranslate, Shift, types::RangedCoordf64},
    prelude::{
        Cartesian2d, Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement,
        Polygon, RGBColor, Rectangle, ShapeStyle, Text,
    },
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    ink::{self, Ink},
    svg::{self, Backend, Document, Marked, Said, escape, short},
};
use crate::{
    chart::{Certainty, Chart, Form, Plot},
    text::Shaper,
};

/// Plotters' pixels in one CSS pixel.
pub(super) const TENTHS: f64 = 10.0;

/// The white around a drawing that stands alone.
const MARGIN: f64 = 14.0;

/// The size of text in CSS pixels.
pub const TEXT: f64 = 13.0;

/// The size of the one number of a card in CSS pixels.
pub const BIG: f64 = 44.0;

/// A point in CSS pixels, from the upper left corner.
pub(super) type At = (f64, f64);

/// Where a text stands in relation to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn place(self) -> HPos {
        match self {
            Self::Start => HPos::Left,
            Self::Middle => HPos::Center,
            Self::End => HPos::Right,
        }
    }
}

/// A drawing surface.
pub(super) struct Canvas<'a> {
    /// Its width.
    pub(super) width: f64,
    /// Its height.
    pub(super) height: f64,
    /// What measures its words.
    pub(super) shaper: &'a Shaper,
    form: Form,
    document: Rc<RefCell<Document>>,
    area: DrawingArea<Backend<'a>, Shift>,
}

/// Axes over a part of a canvas: values in, pixels out.
pub(super) struct Frame(Cartesian2d<RangedCoordf64, RangedCoordf64>);

impl Frame {
    /// Axes from `x` to `x` and from `y` to `y`, between `left` and `right`, `top` and `bottom`.
    pub(super) fn new(
        (x, y): (Range<f64>, Range<f64>),
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Self {
        let pixels = (tenths(left)..tenths(right), tenths(bottom)..tenths(top));
        Self(Cartesian2d::new(x, y, pixels))
    }

    /// The pixels of a value.
    pub(super) fn place(&self, x: f64, y: f64) -> At {
        let (x, y) = self.0.translate(&(x, y));
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }
}

impl<'a> Canvas<'a> {
    /// An empty canvas for a drawing in `form`.
    pub(super) fn new(width: f64, height: f64, form: Form, shaper: &'a Shaper) -> Self {
        let document = Rc::new(RefCell::new(Document::default()));
        let size = (tenths(width) as u32, tenths(height) as u32);
        let backend = Backend::new(Rc::clone(&document), size, form, shaper);
        let area = backend.into_drawing_area();
        Self { width, height, shaper, form, document, area }
    }

    /// The width of `words` as they are drawn.
    pub(super) fn wide(&self, words: &str) -> f64 {
        self.shaper.width(words, TEXT)
    }

    /// Words at a point of their base line.
    pub(super) fn text(&self, words: &str, at: At, anchor: Anchor, ink: Ink) {
        self.set((words, TEXT), at, anchor, ink);
    }

    fn set(&self, (words, size): (&str, f64), (x, y): At, anchor: Anchor, ink: Ink) {
        let style = ("sans-serif", size * TENTHS).into_font().color(&colour(ink));
        let style = style.pos(Pos::new(anchor.place(), VPos::Bottom));
        let text = Text::new(words.to_owned(), (tenths(x), tenths(y)), style);
        self.area.draw(&text).expect("drawing into memory cannot fail");
    }

    /// The same in bold.
    pub(super) fn bold(&self, words: &str, at: At, anchor: Anchor, ink: Ink) {
        self.next(Marked { class: " b", ..Marked::default() });
        self.text(words, at, anchor, ink);
    }

    /// The one number of a card, as large as the width allows.
    pub(super) fn number(&self, words: &str, at: At) {
        let wide = self.shaper.bold_width(words, BIG);
        let size = (BIG * (self.width / wide.max(1.0)).min(1.0)).floor();
        self.next(Marked { class: " n", ..Marked::default() });
        self.set((words, size), at, Anchor::Start, Ink::Words);
    }

    /// A rule that only explains.
    pub(super) fn rule(&self, points: [At; 2], dash: &'static str, ink: Ink) {
        self.next(Marked { dash, ..Marked::default() });
        self.path(&points, ink);
    }

    /// A line that carries data.
    pub(super) fn line(&self, points: &[At], dash: &'static str, ink: Ink) {
        self.next(Marked { dash, data: true, ..Marked::default() });
        self.path(points, ink);
    }

    /// A faint ground: the range of a confidence interval, the area under a line.
    pub(super) fn ground(&self, corners: &[At], ink: Ink) {
        self.next(Marked { class: " a", ..Marked::default() });
        self.fill(corners, ink);
    }

    /// A bar that carries data, with what it says. One that is less sure is only outlined: dashed
    /// where it is no observation, hatched where it was computed.
    pub(super) fn bar(
        &self,
        (x, y): (Range<f64>, Range<f64>),
        title: &str,
        (ink, certainty): (Ink, Certainty),
    ) {
        let sure = certainty == Certainty::Observed;
        self.next(Marked {
            data: true,
            title: title.to_owned(),
            class: if sure { "" } else { " o" },
            dash: if certainty.is_expected() { "4 3" } else { "" },
        });
        self.rectangle((x.clone(), y.clone()), ink);
        if certainty.is_computed() {
            for stroke in hatch(x, y) {
                self.rule(stroke, "", ink);
            }
        }
    }

    /// A cell that carries data, with what it says; one without a value is dashed.
    pub(super) fn cell(&self, area: (Range<f64>, Range<f64>), title: &str, ink: Ink) {
        let dash = if ink == Ink::Missing { "3 3" } else { "" };
        self.next(Marked { data: true, title: title.to_owned(), dash, class: "" });
        self.rectangle(area, ink);
    }

    /// The range of a confidence interval: a rule with a bar of `half` its width at both ends. It
    /// has an edge, so that it is seen on a bar as well as beside it.
    pub(super) fn whisker(&self, (from, to): (At, At), half: f64) {
        const THIN: f64 = 0.7;
        let half = half.clamp(2.0, 5.0);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = libm::hypot(dx, dy);
        let (x, y) = if length > 0.0 { (dx / length, dy / length) } else { (1.0, 0.0) };
        let ends = [(from, -1.0, 1.0), (to, 1.0, -1.0)];
        let corners = ends.into_iter().flat_map(|(at, out, side)| {
            let place = move |along: f64, away: f64| {
                let (along, away) = (along * out, away * side);
                (at.0 + x * along - y * away, at.1 + y * along + x * away)
            };
            [
                place(-THIN, THIN),
                place(-THIN, half),
                place(THIN, half),
                place(THIN, -half),
                place(-THIN, -half),
                place(-THIN, -THIN),
            ]
        });
        self.next(Marked::default());
        self.fill(&corners.collect::<Vec<_>>(), Ink::Words);
    }

    /// A filled rectangle that only explains.
    pub(super) fn swatch(&self, area: (Range<f64>, Range<f64>), ink: Ink) {
        self.next(Marked::default());
        self.rectangle(area, ink);
    }

    /// A point that carries data, with what it says: a circle, or another shape for other series,
    /// so that they are told apart without colour. One that is less sure is hollow, and has a dot
    /// in it where it was computed. A diamond in any other ink was not observed but stated.
    pub(super) fn point(&self, at: At, title: &str, (ink, certainty): (Ink, Certainty)) {
        const RADIUS: f64 = 3.5;
        const DIAMOND: [At; 4] = [(0.0, -1.3), (1.2, 0.0), (0.0, 1.3), (-1.2, 0.0)];
        let hollow = certainty != Certainty::Observed;
        let class = if hollow { " o" } else { "" };
        self.next(Marked { title: title.to_owned(), class, ..Marked::default() });
        let corners: &[At] = match ink {
            Ink::Series(series) => match series % 4 {
                1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
                2 => &[(0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
                3 => &DIAMOND,
                _ => &[],
            },
            _ => &DIAMOND,
        };
        if corners.is_empty() {
            self.circle(at, RADIUS, ink);
        } else {
            let corner = |it: &At| (at.0 + it.0 * RADIUS, at.1 + it.1 * RADIUS);
            self.fill(&corners.iter().map(corner).collect::<Vec<_>>(), ink);
        }
        if certainty.is_computed() {
            self.next(Marked::default());
            self.circle(at, 0.5, ink);
        }
    }

    /// What `draw` draws, as the group of that name, most of it points of one ink.
    pub(super) fn points(&self, name: &str, ink: Ink, draw: impl FnOnce()) {
        self.named(name, format!("p {}", ink::class(ink.code())), draw);
    }

    /// The same, most of it bars of one ink.
    pub(super) fn bars(&self, name: &str, ink: Ink, draw: impl FnOnce()) {
        self.named(name, format!("f {}", ink::class(ink.code())), draw);
    }

    fn named(&self, name: &str, mark: String, draw: impl FnOnce()) {
        let attributes = format!("{} class=\"{mark}\"", named(name));
        self.within(&attributes, Said { mark, ..Said::default() }, draw);
    }

    /// What `draw` draws, as the group of that name; what has no name needs no group.
    pub(super) fn group(&self, name: &str, draw: impl FnOnce()) {
        if name.is_empty() {
            return draw();
        }
        self.within(&named(name), Said::default(), draw);
    }

    /// The same, most of it words in one ink that stand so at their points.
    pub(super) fn words(
        &self,
        name: &str,
        (anchor, ink): (Anchor, Ink),
        draw: impl FnOnce(),
    ) {
        let words = svg::words(ink::class(ink.code()), anchor.place());
        let attributes = format!("{}{words}", named(name));
        self.within(&attributes, Said { words, ..Said::default() }, draw);
    }

    /// Grid lines across `sides` at values of the upright axis; that at zero is stronger.
    pub(super) fn levels(
        &self,
        values: impl Iterator<Item = f64>,
        (left, right): (f64, f64),
        place: impl Fn(f64) -> f64,
    ) {
        let rule = |value: f64| [(left, place(value)), (right, place(value))];
        let (zero, others): (Vec<f64>, Vec<f64>) = values.partition(|it| *it == 0.0);
        self.grid(&others.into_iter().map(rule).collect::<Vec<_>>());
        for value in zero {
            self.rule(rule(value), "", Ink::Muted);
        }
    }

    /// Grid lines.
    pub(super) fn grid(&self, rules: &[[At; 2]]) {
        if rules.is_empty() {
            return;
        }
        let out = &mut self.document.borrow_mut().out;
        let _ = write!(out, "<path class=\"l {}\" d=\"", ink::class(Ink::Grid.code()));
        for rule in rules {
            svg::write_path(rule.map(|it| (tenths(it.0), tenths(it.1))), out);
        }
        out.push_str("\"/>");
    }

    /// A filled shape that tells something by its form.
    pub(super) fn sign(&self, corners: &[At], ink: Ink) {
        self.next(Marked::default());
        self.fill(corners, ink);
    }

    /// What `draw` draws, in a group with those attributes; they say `said` for all of it.
    fn within(&self, attributes: &str, said: Said, draw: impl FnOnce()) {
        let (before, start, around) = {
            let mut document = self.document.borrow_mut();
            let before = document.out.len();
            let _ = write!(document.out, "<g{attributes}>");
            let around = std::mem::replace(&mut document.said, said);
            (before, document.out.len(), around)
        };
        draw();
        let mut document = self.document.borrow_mut();
        if document.out.len() == start {
            document.out.truncate(before);
        } else {
            document.out.push_str("</g>");
        }
        document.said = around;
    }

    fn next(&self, marked: Marked) {
        self.document.borrow_mut().next = marked;
    }

    fn path(&self, points: &[At], ink: Ink) {
        let points: Vec<_> =
            points.iter().map(|it| (tenths(it.0), tenths(it.1))).collect();
        self.area
            .draw(&PathElement::new(points, colour(ink)))
            .expect("drawing into memory cannot fail");
    }

    fn fill(&self, corners: &[At], ink: Ink) {
        let corners: Vec<_> =
            corners.iter().map(|it| (tenths(it.0), tenths(it.1))).collect();
        let style = ShapeStyle::from(colour(ink)).filled();
        self.area
            .draw(&Polygon::new(corners, style))
            .expect("drawing into memory cannot fail");
    }

    fn rectangle(&self, (x, y): (Range<f64>, Range<f64>), ink: Ink) {
        let corners =
            [(tenths(x.start), tenths(y.start)), (tenths(x.end), tenths(y.end))];
        let style = ShapeStyle::from(colour(ink)).filled();
        self.area
            .draw(&Rectangle::new(corners, style))
            .expect("drawing into memory cannot fail");
    }

    fn circle(&self, (x, y): At, radius: f64, ink: Ink) {
        let style = ShapeStyle::from(colour(ink)).filled();
        let circle = Circle::new((tenths(x), tenths(y)), tenths(radius), style);
        self.area.draw(&circle).expect("drawing into memory cannot fail");
    }

    /// The drawing of `chart` as one element. A file has its own style and stands on white.
    pub(super) fn finish(self, chart: &Chart) -> String {
        drop(self.area);
        let drawn = std::mem::take(&mut self.document.borrow_mut().out);
        let margin = if self.form.is_file() { MARGIN } else { 0.0 };
        let (width, height) =
            (short(self.width + margin * 2.0), short(self.height + margin * 2.0));
        let start = short(-margin);
        let mut svg = String::with_capacity(drawn.len() + 1024);
        let mut title = String::new();
        escape(&chart.title, &mut title);
        let mut description = String::new();
        escape(&chart.description, &mut description);
        let lang = &chart.lang;
        // The smallest line stands beside its name and says only how it runs.
        let spark = matches!(chart.plot, Plot::Spark(_)) && !self.form.is_file();
        let (class, label) =
            if spark { ("chart spark", &description) } else { ("chart", &title) };
        // Within a page it is known what an `svg` is.
        let space = if self.form.is_file() {
            " xmlns=\"http://www.w3.org/2000/svg\""
        } else {
            ""
        };
        let _ = write!(
            svg,
            "<svg{space} class=\"{class}\" role=\"img\" lang=\"{lang}\" viewBox=\"{start} {start} {width} {height}\" aria-label=\"{label}\">"
        );
        if self.form.is_file() {
            let _ = write!(svg, "<title>{title}</title>");
        }
        if !spark {
            let _ = write!(svg, "<desc>{description}</desc>");
        }
        if self.form.is_file() {
            svg.push_str(&ink::file_style(&drawn));
            let _ = write!(
                svg,
                "<rect x=\"{start}\" y=\"{start}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
            );
        }
        svg.push_str(&drawn);
        svg.push_str("</svg>");
        svg
    }
}

/// Strokes from lower left to upper right across a rectangle.
fn hatch(x: Range<f64>, y: Range<f64>) -> Vec<[At; 2]> {
    const STEP: f64 = 7.0;
    let (width, height) = (x.end - x.start, y.end - y.start);
    let count = ((width + height) / STEP) as usize;
    let stroke = |it: usize| {
        let along = STEP * it as f64;
        let (from, to) = (along.min(height), along.min(width));
        let low = (x.start + (along - from), y.start + from);
        [low, (x.start + to, y.start + (along - to))]
    };
    (1..=count).map(stroke).collect()
}

/// The attribute of the group of that name; none without a name.
fn named(name: &str) -> String {
    let mut attribute = String::new();
    if !name.is_empty() {
        attribute.push_str(" data-name=\"");
        escape(name, &mut attribute);
        attribute.push('"');
    }
    attribute
}

/// An ink as it travels through plotters.
fn colour(ink: Ink) -> RGBColor {
    RGBColor(0, 0, ink.code())
}

fn tenths(pixels: f64) -> i32 {
    (pixels * TENTHS).round() as i32
}
