//! The door to plotters' backends: writes what is drawn as small SVG.
//!
//! A colour is a token: it becomes a class, so that the page's style sheet decides what it looks
//! like, in light and in dark. Text is measured by shaping it in the shipped fonts. There are no
//! `id`s, so the same drawing may stand twice on a page.

use std::{cell::RefCell, convert::Infallible, fmt::Write as _, rc::Rc};

use plotters::style::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind,
};

use super::{
    canvas::{BIG, TENTHS, TEXT},
    ink,
};
use crate::{
    chart::Form,
    text::{Faces, Shaper},
};

/// The ground around words and signs is drawn behind them. It is an attribute because validators of
/// style sheets do not know the property.
pub const HALO: &str = " paint-order=\"stroke\"";

/// What plotters cannot carry to a mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Marked {
    /// Whether it carries data.
    pub(super) data: bool,
    /// What it says.
    pub(super) title: String,
    /// Its dashes, as SVG writes them.
    pub(super) dash: &'static str,
    /// More classes, each behind a space.
    pub(super) class: &'static str,
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its elements.
    pub(super) out: String,
    /// What the next mark is.
    pub(super) next: Marked,
    /// What the group around the next marks says of all of them.
    pub(super) said: Said,
}

/// Attributes that a group says for what is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// The classes of its marks.
    pub(super) mark: String,
    /// The class and the anchor of its words.
    pub(super) words: String,
}

/// What plotters draws on.
pub(super) struct Backend<'a> {
    document: Rc<RefCell<Document>>,
    size: (u32, u32),
    shaper: &'a Shaper,
    /// The fonts, plain and bold, where words are drawn as shapes.
    faces: Option<[Faces<'a>; 2]>,
}

impl<'a> Backend<'a> {
    /// A backend of `size`, in tenths of a pixel, that writes into `document`.
    pub(super) fn new(
        document: Rc<RefCell<Document>>,
        size: (u32, u32),
        form: Form,
        shaper: &'a Shaper,
    ) -> Self {
        let shapes = form == Form::Shapes;
        let faces = shapes.then(|| [shaper.faces(false), shaper.faces(true)]);
        Self { document, size, shaper, faces }
    }

    fn write(
        &self,
        element: &str,
        kind: &str,
        rgb: (u8, u8, u8),
        shape: impl FnOnce(&mut String),
    ) {
        let mut document = self.document.borrow_mut();
        let Document { out, next, said } = &mut *document;
        let Marked { data, title, dash, class } = std::mem::take(next);
        let ink = ink::class(rgb.2);
        let class = format!("{kind} {ink}{class}");
        let _ = write!(out, "<{element}");
        if class != said.mark {
            let _ = write!(out, " class=\"{class}\"");
        }
        if (kind, ink) == ("p", "t") {
            out.push_str(HALO);
        }
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

impl DrawingBackend for Backend<'_> {
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
        self.write("path", "l", style.color().rgb, |out| {
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
        self.write("rect", "f", style.color().rgb, |out| {
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
        self.write("circle", "p", style.color().rgb, |out| {
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
        self.write("path", "p", style.color().rgb, |out| {
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
        let ink = ink::class(style.color().rgb.2);
        let mut document = self.document.borrow_mut();
        let Document { out, next, said } = &mut *document;
        let more = std::mem::take(next).class;
        let anchor = style.anchor().h_pos;
        let size = style.size() / TENTHS;
        if let Some([plain, bold]) = &self.faces {
            let faces = if more.is_empty() { plain } else { bold };
            let (path, width) = faces.outline(text, size);
            let start = match anchor {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
            let (x, y) = (short(f64::from(at.0) / TENTHS - start), number(at.1));
            let _ = write!(
                out,
                "<path class=\"w {ink}\"{HALO} transform=\"translate({x} {y})\" d=\"{path}\"/>"
            );
            return Ok(());
        }
        let words = words(&format!("{ink}{more}"), anchor);
        let words = if words == said.words { "" } else { &words };
        let (x, y) = (number(at.0), number(at.1));
        let _ = write!(out, "<text{words} x=\"{x}\" y=\"{y}\"");
        if size != TEXT && size != BIG {
            let _ = write!(out, " style=\"font-size:{}px\"", short(size));
        }
        out.push('>');
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

/// The attributes of words of that class that stand so at their point.
pub(super) fn words(class: &str, anchor: HPos) -> String {
    let anchor = match anchor {
        HPos::Left => "",
        HPos::Center => " text-anchor=\"middle\"",
        HPos::Right => " text-anchor=\"end\"",
    };
    format!(" class=\"{class}\"{anchor}{HALO}")
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
pub(super) fn short(pixels: f64) -> String {
    number((pixels * TENTHS).round() as i32)
}

/// A path in as few letters as it takes: the first point as it is, each other one as its distance
/// from the last.
pub(super) fn write_path(
    points: impl IntoIterator<Item = BackendCoord>,
    out: &mut String,
) {
    let mut last: Option<BackendCoord> = None;
    let mut command = ' ';
    for (x, y) in points {
        let (next, dx, dy) = match last {
            None => ('M', x, y),
            Some((lx, ly)) => match (x - lx, y - ly) {
                (dx, 0) => ('h', dx, 0),
                (0, dy) => ('v', 0, dy),
                (dx, dy) => ('l', dx, dy),
            },
        };
        let both = matches!(next, 'M' | 'l');
        let first = number(if next == 'v' { dy } else { dx });
        if next != command {
            out.push(next);
        } else if !first.starts_with('-') {
            out.push(' ');
        }
        out.push_str(&first);
        if both {
            let dy = number(dy);
            if !dy.starts_with('-') {
                out.push(' ');
            }
            out.push_str(&dy);
        }
        (command, last) = (next, Some((x, y)));
    }
}

/// Appends `text`, safe as text and in a quoted attribute.
pub(super) fn escape(text: &str, out: &mut String) {
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
