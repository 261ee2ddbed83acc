//! A drawing of a page taken apart: shapes for the eye, words for everybody.
//!
//! In a PDF the words of a chart must be letters, joined as the rest of the text is, or nobody can
//! search them. So they leave the drawing, each with its place, and the paper sets them. Where a
//! picture is wanted instead, all of it becomes shapes.

use std::fmt::Write as _;

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

use super::node::{Drawing, Word};
use crate::{
    chart::{BIG, HALO, TEXT, file_style},
    text::{Faces, Shaper},
};

impl Drawing {
    /// The drawing as an SVG file with its words as shapes, for whatever has no fonts.
    pub fn outlined(&self, shaper: &Shaper) -> String {
        let mut drawn = self.shapes.clone();
        let faces = [shaper.faces(false), shaper.faces(true)];
        for word in &self.words {
            word.outline(&faces, &mut drawn);
        }
        let (width, height) = (self.width, self.height);
        let style = file_style(&drawn);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">{style}{drawn}</svg>"
        )
    }
}

impl Word {
    fn outline(&self, [plain, bold]: &[Faces<'_>; 2], drawn: &mut String) {
        let is = |name: &str| self.class.iter().any(|it| it == name);
        let faces = if is("b") || is("n") { bold } else { plain };
        let size = self.size.unwrap_or(if is("n") { BIG } else { TEXT });
        let (path, width) = faces.outline(&self.text, size);
        let x = match &*self.anchor {
            "middle" => self.x - width / 2.0,
            "end" => self.x - width,
            _ => self.x,
        };
        let y = self.y;
        let ink = self.class.iter().filter(|it| *it == "m" || it.starts_with("on"));
        let ink: Vec<&str> = std::iter::once("w").chain(ink.map(|it| &**it)).collect();
        let ink = ink.join(" ");
        // Writing to a string cannot fail.
        let _ = write!(
            drawn,
            "<path class=\"{ink}\"{HALO} transform=\"translate({x:.1} {y:.1})\" d=\"{path}\"/>"
        );
    }
}

/// Takes `svg`, one of our own drawings, apart.
pub(super) fn take_apart(svg: &str) -> Drawing {
    let mut taker = Taker {
        drawing: Drawing::default(),
        groups: Vec::new(),
        word: None,
        describing: false,
    };
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = false;
    // What we drew ourselves is well formed; of anything else the part before the slip is shown.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) => taker.start(&tag, false),
            Event::Empty(tag) => taker.start(&tag, true),
            Event::Text(text) => taker.text(&text),
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    _ => continue,
                };
                taker.text(letter);
            }
            Event::End(tag) => taker.end(tag.name().as_ref()),
            _ => {}
        }
    }
    taker.drawing
}

struct Taker {
    drawing: Drawing,
    /// The open groups: their classes and their anchor.
    groups: Vec<(String, String)>,
    word: Option<Word>,
    /// Whether the description is being read.
    describing: bool,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = tag.try_get_attribute(name).ok().flatten()?.value;
    Some(value.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> f64 {
    attribute(tag, name).and_then(|it| it.parse().ok()).unwrap_or(0.0)
}

impl Taker {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        match tag.name().as_ref() {
            "svg" => self.size(tag),
            // A mark's title is there to be pointed at, which nobody does on paper.
            "title" => {}
            "desc" => {
                self.describing = !empty;
                self.drawing.alt.clear();
            }
            "text" => self.word = Some(self.placed(tag)),
            name => {
                if name == "g" && !empty {
                    let class = attribute(tag, "class").unwrap_or_default();
                    let anchor = attribute(tag, "text-anchor").unwrap_or_default();
                    self.groups.push((class, anchor));
                }
                let shapes = &mut self.drawing.shapes;
                shapes.push('<');
                shapes.push_str(tag);
                shapes.push_str(if empty { "/>" } else { ">" });
            }
        }
    }

    fn size(&mut self, tag: &BytesStart<'_>) {
        // The smallest drawings have only a label.
        let label = attribute(tag, "aria-label").unwrap_or_default();
        self.drawing.alt = unescape(&label).map_or_else(|_| label.clone(), Into::into);
        let view = attribute(tag, "viewBox").unwrap_or_default();
        let mut sides = view.split(' ').skip(2).filter_map(|it| it.parse().ok());
        self.drawing.width = sides.next().unwrap_or(0.0);
        self.drawing.height = sides.next().unwrap_or(0.0);
    }

    fn placed(&self, tag: &BytesStart<'_>) -> Word {
        let mut class: Vec<String> = Vec::new();
        let classes = self.groups.iter().map(|it| it.0.clone());
        for names in classes.chain(attribute(tag, "class")) {
            class.extend(names.split(' ').filter(|it| !it.is_empty()).map(str::to_owned));
        }
        let inherited = self.groups.iter().rev().map(|it| it.1.clone());
        let anchor = attribute(tag, "text-anchor")
            .or_else(|| inherited.into_iter().find(|it| !it.is_empty()));
        let style = attribute(tag, "style").unwrap_or_default();
        let size = style.strip_prefix("font-size:").and_then(|it| it.strip_suffix("px"));
        Word {
            text: String::new(),
            x: number(tag, "x"),
            y: number(tag, "y"),
            anchor: anchor.unwrap_or_else(|| "start".to_owned()),
            class,
            size: size.and_then(|it| it.parse().ok()),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(word) = &mut self.word {
            word.text.push_str(text);
        } else if self.describing {
            self.drawing.alt.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "svg" | "title" => {}
            "desc" => self.describing = false,
            "text" => self.drawing.words.extend(self.word.take()),
            _ => {
                if name == "g" {
                    self.groups.pop();
                }
                let shapes = &mut self.drawing.shapes;
                shapes.push_str("</");
                shapes.push_str(name);
                shapes.push('>');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::take_apart;

    #[test]
    fn words_leave_a_drawing_with_their_places() {
        let drawing = take_apart(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 340\" aria-label=\"x\"><desc>ক &amp; খ</desc>\
             <g class=\"f q2 k\" text-anchor=\"middle\"><rect x=\"1\"><title>tip</title></rect>\
             <text x=\"4\" y=\"-.5\">A &lt; B</text></g>\
             <text class=\"m b\" x=\"2.5\" y=\"8\" style=\"font-size:20px\">নিট</text></svg>",
        );
        assert_eq!((drawing.width, drawing.height), (680.0, 340.0));
        assert_eq!(drawing.alt, "ক & খ");
        assert_eq!(
            drawing.shapes,
            "<g class=\"f q2 k\" text-anchor=\"middle\"><rect x=\"1\"></rect></g>"
        );
        let spark = "<svg viewBox=\"0 0 9 9\" aria-label=\"a &amp; b\"><path/></svg>";
        assert_eq!(take_apart(spark).alt, "a & b");
        let [first, second] = &drawing.words[..] else { panic!("{:?}", drawing.words) };
        assert_eq!((&*first.text, first.y, &*first.anchor), ("A < B", -0.5, "middle"));
        assert_eq!(first.class, ["f", "q2", "k"]);
        assert_eq!((&*second.text, &*second.anchor), ("নিট", "start"));
        assert_eq!(
            (second.size, &second.class[..]),
            (Some(20.0), &["m".into(), "b".into()][..])
        );
    }
}
