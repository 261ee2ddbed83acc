//! What stands in a line of a DOCX file.

use super::{body::Body, formula};
use crate::page::paper::Node;

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    strong: bool,
    struck: bool,
    /// `superscript` or `subscript`.
    height: Option<&'static str>,
    /// The style that it has by name.
    style: Option<&'static str>,
}

impl Look {
    pub(super) const PLAIN: Self =
        Self { strong: false, struck: false, height: None, style: None };
    pub(super) const STRONG: Self = Self { strong: true, ..Self::PLAIN };

    pub(super) fn linked(self) -> Self {
        Self { style: Some("Hyperlink"), ..self }
    }
}

impl<'a> Body<'a, '_> {
    /// Writes what stands in a line.
    pub(super) fn line(&mut self, nodes: &'a [Node], look: Look) {
        for node in nodes {
            self.inline(node, look);
        }
    }

    fn inline(&mut self, node: &'a Node, look: Look) {
        match node {
            Node::Text { text, lang } => self.words(text, lang.as_deref(), look),
            Node::Code { text } => {
                self.words(text, None, Look { style: Some("CodeText"), ..look });
            }
            Node::Math { math, display, .. } => {
                formula::write(math, *display, &mut self.xml);
            }
            Node::Raised { kids } => {
                self.line(kids, Look { height: Some("superscript"), ..look });
            }
            Node::Lowered { kids } => {
                self.line(kids, Look { height: Some("subscript"), ..look });
            }
            Node::Image(image) => self.image(image, look),
            Node::Group { kids } => self.line(kids, look),
            Node::Strong { kids } => self.line(kids, Look { strong: true, ..look }),
            Node::Struck { kids } => self.line(kids, Look { struck: true, ..look }),
            Node::Emphasis { kids } => {
                let style = look.style.or(Some("Emphasis"));
                self.line(kids, Look { style, ..look });
            }
            Node::Link { to, kids } => self.link(to, kids, look),
            Node::Footnote { name, kids } => self.note(name, kids),
            Node::Break => {
                self.xml.open("w:r", &[]);
                self.xml.empty("w:br", &[]);
                self.xml.close("w:r");
            }
            // What needs lines of its own is not in one.
            _ => {}
        }
    }

    /// Writes words that stand in `lang`, or in the paper's language.
    pub(super) fn words(&mut self, text: &str, lang: Option<&str>, look: Look) {
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.look(lang, look);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.empty("w:br", &[]);
            }
            let line = line.replace('\t', "    ");
            self.xml.with_text("w:t", &[("xml:space", "preserve")], &line);
        }
        self.xml.close("w:r");
    }

    fn look(&mut self, lang: Option<&str>, look: Look) {
        let Look { strong, struck, height, style } = look;
        let said = lang.map(|it| self.shared.tongue.said(it));
        if !strong && !struck && height.is_none() && style.is_none() && said.is_none() {
            return;
        }
        let xml = &mut self.xml;
        xml.open("w:rPr", &[]);
        if let Some(style) = style {
            xml.empty("w:rStyle", &[("w:val", style)]);
        }
        if strong {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        if struck {
            xml.empty("w:strike", &[]);
        }
        if let Some(height) = height {
            xml.empty("w:vertAlign", &[("w:val", height)]);
        }
        if let Some((attribute, tag)) = said {
            xml.empty("w:lang", &[(attribute, tag)]);
        }
        xml.close("w:rPr");
    }

    fn link(&mut self, to: &str, kids: &'a [Node], look: Look) {
        let id = match to.strip_prefix('#') {
            Some(anchor) => match self.shared.anchors.get(anchor) {
                Some(number) => ("w:anchor", format!("_h{number}")),
                None => return self.line(kids, look),
            },
            None => {
                self.links.push(to.to_owned());
                ("r:id", format!("link{}", self.links.len()))
            }
        };
        self.xml.open("w:hyperlink", &[(id.0, &id.1)]);
        self.line(kids, look.linked());
        self.xml.close("w:hyperlink");
    }

    /// A reference to a footnote; the footnote itself is written later.
    fn note(&mut self, name: &'a str, kids: &'a [Node]) {
        if self.in_notes {
            // Word knows no footnotes of footnotes.
            self.words(" (", None, Look::PLAIN);
            self.line(kids, Look::PLAIN);
            return self.words(")", None, Look::PLAIN);
        }
        let known = self.shared.notes.iter().position(|it| it.0 == name);
        let reference = Look { style: Some("FootnoteReference"), ..Look::PLAIN };
        if let Some(at) = known {
            let number = (at + 1).to_string();
            let field = format!(" NOTEREF _note{number} \\f \\h ");
            self.xml.open("w:fldSimple", &[("w:instr", &field)]);
            self.words(&number, None, reference);
            return self.xml.close("w:fldSimple");
        }
        self.shared.notes.push((name, kids));
        let number = self.shared.notes.len().to_string();
        let id = self.shared.id();
        let xml = &mut self.xml;
        xml.empty(
            "w:bookmarkStart",
            &[("w:id", &id), ("w:name", &format!("_note{number}"))],
        );
        xml.open("w:r", &[]);
        self.look(None, reference);
        self.xml.empty("w:footnoteReference", &[("w:id", &number)]);
        self.xml.close("w:r");
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }
}
