//! The door to plotters: a drawing backend of our own that writes small SVG.
//!
//! Plotters works in whole pixels; ours are tenths of a CSS pixel. A colour is a token: it becomes
//! a class, so that the page's style sheet decides what it looks like, in light and in dark. Text
//! is measured by shaping it in the shipped fonts. There are no `id`s, so the same drawing may
//! stand twice on a page.

use std::{cell::RefCell, convert::Infallible, fmt::Write as _, ops::Range, rc::Rc};

use plotters::{
    coord::{Shift, types::RangedCoordf64},
    prelude::{
        Cartesian2d, Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement,
        Polygon, RGBColor, Rectangle, ShapeStyle, Text,
    },
    style::text_anchor::{HPos, Pos, VPos},
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind,
};

use super::{Form, palette};
use crate::text::Shaper;

/// Plotters' pixels in one CSS pixel.
const TENTHS: f64 = 10.0;

/// The size of text in CSS pixels.
pub(super) const TEXT: f64 = 13.0;

/// What a mark is drawn as: a class in the drawing, a colour in the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The series of that number, from 0.
    Series(usize),
    /// Text.
    Words,
    /// Secondary text, rules that mean something.
    Muted,
    /// Grid lines.
    Grid,
}

impl Ink {
    /// Plotters carries colours only, so a token travels as one.
    fn colour(self) -> RGBColor {
        let code = match self {
            Self::Series(at) => (at % palette::SERIES.len()) as u8,
            Self::Words => 100,
            Self::Muted => 101,
            Self::Grid => 102,
        };
        RGBColor(0, 0, code)
    }

    fn class((_, _, code): (u8, u8, u8)) -> &'static str {
        match code {
            0 => "s1",
            1 => "s2",
            2 => "s3",
            3 => "s4",
            4 => "s5",
            5 => "s6",
            101 => "m",
            102 => "g",
            _ => "t",
        }
    }
}

/// Where a text stands in relation to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A mark's special attributes.
#[derive(Debug, Clone, Default)]
struct Marked {
    data: bool,
    title: String,
    dash: &'static str,
    bold: bool,
    hollow: bool,
}

/// A drawing in the making.
#[derive(Debug, Default)]
struct Document {
    out: String,
    next: Marked,
}

/// What plotters draws on.
struct Backend {
    document: Rc<RefCell<Document>>,
    size: (u32, u32),
    shaper: Shaper,
}

/// A drawing surface in CSS pixels.
pub(super) struct Canvas<'a> {
    /// Its width.
    pub(super) width: f64,
    /// Its height.
    pub(super) height: f64,
    pub(super) shaper: &'a Shaper,
    document: Rc<RefCell<Document>>,
    area: DrawingArea<Backend, Shift>,
}

/// A part of a canvas with axes: values in, pixels out.
pub(super) struct Frame {
    area: DrawingArea<Backend, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    document: Rc<RefCell<Document>>,
}

impl<'a> Canvas<'a> {
    /// An empty canvas.
    pub(super) fn new(width: f64, height: f64, shaper: &'a Shaper) -> Self {
        let document = Rc::new(RefCell::new(Document::default()));
        let size = (tenths(width) as u32, tenths(height) as u32);
        let backend =
            Backend { document: Rc::clone(&document), size, shaper: shaper.clone() };
        Self { width, height, shaper, document, area: backend.into_drawing_area() }
    }

    /// A part of it, from `x` to `x` and from `y` to `y`, with axes over those values.
    pub(super) fn frame(
        &self,
        (x, y): (Range<f64>, Range<f64>),
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Frame {
        let pixels = (tenths(left)..tenths(right), tenths(bottom)..tenths(top));
        let axes = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(x, y, pixels);
        let document = Rc::clone(&self.document);
        Frame { area: self.area.apply_coord_spec(axes), document }
    }

    /// Words at a point of their base line.
    pub(super) fn text(&self, words: &str, (x, y): (f64, f64), anchor: Anchor, ink: Ink) {
        let h = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = ("sans-serif", TEXT * TENTHS).into_font().color(&ink.colour());
        let style = style.pos(Pos::new(h, VPos::Bottom));
        let text = Text::new(words.to_owned(), (tenths(x), tenths(y)), style);
        self.area.draw(&text).expect("drawing into memory cannot fail");
    }

    /// The same in bold.
    pub(super) fn bold(&self, words: &str, at: (f64, f64), anchor: Anchor, ink: Ink) {
        self.document.borrow_mut().next.bold = true;
        self.text(words, at, anchor, ink);
    }

    /// A rule.
    pub(super) fn rule(&self, points: [(f64, f64); 2], dash: &'static str, ink: Ink) {
        self.document.borrow_mut().next.dash = dash;
        let points = points.map(|(x, y)| (tenths(x), tenths(y)));
        let path = PathElement::new(points.to_vec(), ink.colour());
        self.area.draw(&path).expect("drawing into memory cannot fail");
    }

    /// A bar that carries data, with what it says.
    pub(super) fn bar(&self, (x, y): (Range<f64>, Range<f64>), title: &str, ink: Ink) {
        {
            let mut document = self.document.borrow_mut();
            document.next.data = true;
            title.clone_into(&mut document.next.title);
        }
        self.swatch((x, y), ink);
    }

    /// A filled rectangle that only explains.
    pub(super) fn swatch(&self, (x, y): (Range<f64>, Range<f64>), ink: Ink) {
        let corners =
            [(tenths(x.start), tenths(y.start)), (tenths(x.end), tenths(y.end))];
        let style: ShapeStyle = ink.colour().into();
        self.area
            .draw(&Rectangle::new(corners, style.filled()))
            .expect("drawing into memory cannot fail");
    }

    /// The drawing as one element. A file has its own style and stands on white.
    pub(super) fn finish(
        self,
        title: &str,
        description: &str,
        lang: &str,
        form: Form,
    ) -> String {
        drop(self.area);
        let drawn = std::mem::take(&mut self.document.borrow_mut().out);
        let (width, height) = (short(self.width), short(self.height));
        let mut svg = String::with_capacity(drawn.len() + 1024);
        let mut escaped = String::new();
        escape(title, &mut escaped);
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" lang=\"{lang}\" \
             viewBox=\"0 0 {width} {height}\" aria-label=\"{escaped}\">"
        );
        if form == Form::File {
            let _ = write!(svg, "<title>{escaped}</title>");
        }
        svg.push_str("<desc>");
        escape(description, &mut svg);
        svg.push_str("</desc>");
        if form == Form::File {
            svg.push_str(&file_style());
            let _ = write!(
                svg,
                "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
            );
        }
        svg.push_str(&drawn);
        svg.push_str("</svg>");
        svg
    }
}

impl Frame {
    /// The pixels of a value.
    pub(super) fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.area.map_coordinate(&(x, y));
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }

    /// A line that carries data.
    pub(super) fn line(&self, points: Vec<(f64, f64)>, dash: &'static str, ink: Ink) {
        {
            let mut document = self.document.borrow_mut();
            document.next.data = true;
            document.next.dash = dash;
        }
        let style: ShapeStyle = ink.colour().into();
        self.area
            .draw(&PathElement::new(points, style.stroke_width(2)))
            .expect("drawing into memory cannot fail");
    }

    /// A point of a line, with what it says: a circle, or another shape for other series, so that
    /// they are told apart without colour.
    pub(super) fn point(&self, at: (f64, f64), title: &str, series: usize, hollow: bool) {
        let radius = 3.5 * TENTHS;
        {
            let mut document = self.document.borrow_mut();
            title.clone_into(&mut document.next.title);
            document.next.hollow = hollow;
        }
        let style = ShapeStyle::from(Ink::Series(series).colour()).filled();
        let corners: &[(f64, f64)] = match series % 4 {
            1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            2 => &[(0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
            3 => &[(0.0, -1.3), (1.2, 0.0), (0.0, 1.3), (-1.2, 0.0)],
            _ => &[],
        };
        let drawn = if corners.is_empty() {
            self.area.draw(&Circle::new(at, radius as i32, style))
        } else {
            let (x, y) = self.area.map_coordinate(&at);
            let place = |(dx, dy): &(f64, f64)| {
                (x + (dx * radius) as i32, y + (dy * radius) as i32)
            };
            let pixels = self.area.strip_coord_spec();
            pixels
                .draw(&Polygon::new(corners.iter().map(place).collect::<Vec<_>>(), style))
        };
        drawn.expect("drawing into memory cannot fail");
    }
}

impl Backend {
    fn write(&self, element: &str, class: &str, shape: impl FnOnce(&mut String)) {
        let mut document = self.document.borrow_mut();
        let Document { out, next } = &mut *document;
        let Marked { data, title, dash, bold, hollow } = std::mem::take(next);
        let _ = write!(out, "<{element} class=\"{class}");
        out.push_str(if hollow { " o\"" } else { "\"" });
        debug_assert!(!bold, "only text is bold");
        if data {
            out.push_str(" data-mark=\"\"");
        }
        if !dash.is_empty() {
            let _ = write!(out, " stroke-dasharray=\"{dash}\"");
        }
        shape(out);
        if title.is_empty() {
            out.push_str("/>");
        } else {
            out.push_str("><title>");
            escape(&title, out);
            let _ = write!(out, "</title></{element}>");
        }
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Backend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let class = format!("l {}", Ink::class(style.color().rgb));
        self.write("path", &class, |out| {
            out.push_str(" d=\"");
            write_path(path, out);
            out.push('"');
        });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let class = format!("f {}", Ink::class(style.color().rgb));
        self.write("rect", &class, |out| {
            let _ = write!(out, " x=\"{}\" y=\"{}\"", number(from.0), number(from.1));
            let (width, height) = (number(to.0 - from.0), number(to.1 - from.1));
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let class = format!("p {}", Ink::class(style.color().rgb));
        self.write("circle", &class, |out| {
            let (x, y, r) = (number(centre.0), number(centre.1), number(radius as i32));
            let _ = write!(out, " cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let class = format!("p {}", Ink::class(style.color().rgb));
        self.write("path", &class, |out| {
            out.push_str(" d=\"");
            write_path(corners, out);
            out.push_str("z\"");
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let class = Ink::class(style.color().rgb);
        let mut document = self.document.borrow_mut();
        let Document { out, next } = &mut *document;
        let bold = if std::mem::take(next).bold { " b" } else { "" };
        let (x, y) = (number(at.0), number(at.1));
        let _ = write!(out, "<text class=\"{class}{bold}\" x=\"{x}\" y=\"{y}\"{anchor}>");
        escape(text, out);
        out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((
            self.shaper.width(text, style.size()).ceil() as u32,
            style.size().ceil() as u32,
        ))
    }
}

fn tenths(pixels: f64) -> i32 {
    (pixels * TENTHS).round() as i32
}

/// Tenths as a number of pixels: `123`, `4.5`.
fn number(tenths: i32) -> String {
    if tenths % 10 == 0 {
        return (tenths / 10).to_string();
    }
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if whole == 0 { format!("{sign}.{rest}") } else { format!("{sign}{whole}.{rest}") }
}

/// Pixels as a number: `340`, `12.5`.
fn short(pixels: f64) -> String {
    number(tenths(pixels))
}

/// A path: the first point as it is, each other one as its distance from the last.
fn write_path(points: impl IntoIterator<Item = BackendCoord>, out: &mut String) {
    let mut last: Option<BackendCoord> = None;
    for (x, y) in points {
        let (command, dx, dy) = match last {
            None => ("M", x, y),
            Some((lx, ly)) => ("l", x - lx, y - ly),
        };
        out.push_str(command);
        out.push_str(&number(dx));
        let dy = number(dy);
        if !dy.starts_with('-') {
            out.push(' ');
        }
        out.push_str(&dy);
        last = Some((x, y));
    }
}

/// The style of a drawing that stands alone: what the theme's style sheet does in a page.
fn file_style() -> String {
    let (ink, muted, grid) = (palette::INK, palette::MUTED, palette::GRID);
    let mut style = format!(
        "<style>text{{font:{TEXT}px 'Noto Sans Bengali','Noto Sans',sans-serif;fill:{ink}}}\
         .b{{font-weight:bold}}.m{{fill:{muted}}}.l{{fill:none;stroke-width:2.5;stroke-linejoin:round}}\
         .l.g{{stroke:{grid};stroke-width:1}}.l.m{{stroke:{muted};stroke-width:1.2}}\
         .p{{stroke-width:2}}.p.o{{fill:#fff}}"
    );
    for (at, colour) in palette::SERIES.iter().enumerate() {
        let at = at + 1;
        let _ = write!(
            style,
            ".l.s{at},.p.s{at}{{stroke:{colour}}}.f.s{at},.p.s{at}{{fill:{colour}}}"
        );
    }
    style.push_str("</style>");
    style
}

/// Appends `text`, safe as text and in a quoted attribute.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            it => out.push(it),
        }
    }
}
