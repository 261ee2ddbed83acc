//! The text of a DOCX file: its paragraphs.

use super::{SPACES, Shared, run::Look};
use crate::{
    page::paper::{Card, Fact, Node},
    render::xml::Xml,
};

/// The deepest level of a list, from 0, that Word has.
pub(super) const DEEPEST: usize = 8;

/// A page of A4 and its margins, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);
const MARGIN: &str = "1273";

/// A part with text in the making.
pub(super) struct Body<'a, 's> {
    pub(super) shared: &'s mut Shared<'a>,
    pub(super) xml: Xml,
    /// The addresses that its links lead to.
    pub(super) links: Vec<String>,
    /// Whether it is the part with the footnotes.
    pub(super) in_notes: bool,
    /// What stands before the words of the next paragraph: the number of a footnote.
    numbered: bool,
}

/// What a paragraph is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    style: &'static str,
    /// Whether it stays with the paragraph after it.
    keep: bool,
    /// The list of which it begins an item, and its level there.
    list: Option<(usize, usize)>,
    /// How many lists it is in.
    depth: usize,
}

impl Place {
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, keep: false, list: None, depth: 0 }
    }

    pub(super) fn kept(self, keep: bool) -> Self {
        Self { keep, ..self }
    }
}

impl<'a, 's> Body<'a, 's> {
    fn new(shared: &'s mut Shared<'a>, in_notes: bool) -> Self {
        let (xml, links) = (Xml::tight(), Vec::new());
        Self { shared, xml, links, in_notes, numbered: false }
    }

    /// The text, and what its links lead to.
    pub(super) fn document(shared: &'s mut Shared<'a>) -> (Vec<u8>, Vec<String>) {
        let paper = shared.paper;
        let mut body = Self::new(shared, false);
        body.xml.open("w:document", &SPACES);
        body.xml.open("w:body", &[]);
        body.head();
        body.blocks(&paper.body, Place::of("BodyText"));
        body.foot();
        body.section(false);
        body.xml.close("w:body");
        body.xml.close("w:document");
        (body.xml.finish(), body.links)
    }

    /// The footnotes, and what their links lead to.
    pub(super) fn notes(shared: &'s mut Shared<'a>) -> (Vec<u8>, Vec<String>) {
        let mut body = Self::new(shared, true);
        body.xml.open("w:footnotes", &SPACES);
        for (id, kind) in [("-1", "separator"), ("0", "continuationSeparator")] {
            body.xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
            body.xml.open("w:p", &[]);
            body.xml.open("w:r", &[]);
            body.xml.empty(&format!("w:{kind}"), &[]);
            body.xml.close("w:r");
            body.xml.close("w:p");
            body.xml.close("w:footnote");
        }
        let notes = std::mem::take(&mut body.shared.notes);
        for (id, (_, nodes)) in (1..).zip(notes) {
            let id: u32 = id;
            body.xml.open("w:footnote", &[("w:id", &id.to_string())]);
            body.numbered = true;
            body.blocks(nodes, Place::of("FootnoteText"));
            if body.numbered {
                body.paragraph(&[], Place::of("FootnoteText"));
            }
            body.xml.close("w:footnote");
        }
        body.xml.close("w:footnotes");
        (body.xml.finish(), body.links)
    }

    /// Who publishes it, what it is, what it is called, what it says in short.
    fn head(&mut self) {
        let paper = self.shared.paper;
        let who = [&paper.organisation, &paper.site, &paper.kind];
        let who: Vec<&str> =
            who.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        self.said(&who.join(" · "), Place::of("Head"));
        self.paragraph(&paper.title, Place::of("Title"));
        self.facts(&paper.facts, Place::of("Facts"));
        if !paper.summary.is_empty() {
            let place = Place::of("Summary").kept(true);
            self.open(place);
            self.words(paper.word("note.summary"), None, Look::STRONG);
            self.xml.close("w:p");
            self.paragraph(&paper.summary, Place::of("Summary"));
        }
    }

    /// How to cite it, what may be done with it.
    fn foot(&mut self) {
        let paper = self.shared.paper;
        let place = Place::of("Heading1").kept(true);
        self.said(paper.word("cite.title"), place);
        self.open(Place::of("BodyText"));
        self.line(&paper.citation, Look::PLAIN);
        if let Some(address) = &paper.address {
            self.words(" ", None, Look::PLAIN);
            self.address(address, address);
        }
        self.xml.close("w:p");
        if let Some(licence) = &paper.licence {
            self.open(Place::of("BodyText"));
            let said = format!("{}: ", paper.word("footer.licence"));
            self.words(&said, None, Look::PLAIN);
            self.address(&licence.url, &licence.name);
            self.xml.close("w:p");
        }
    }

    fn address(&mut self, to: &str, text: &str) {
        self.links.push(to.to_owned());
        let id = format!("link{}", self.links.len());
        self.xml.open("w:hyperlink", &[("r:id", &id)]);
        self.words(text, Some("en"), Look::PLAIN.linked());
        self.xml.close("w:hyperlink");
    }

    /// Writes what stands in lines of its own; words between are a paragraph.
    pub(super) fn blocks(&mut self, nodes: &'a [Node], place: Place) {
        let mut place = place;
        for part in nodes.chunk_by(|a, b| a.is_inline() && b.is_inline()) {
            match part {
                [node] if !node.is_inline() => self.block(node, &mut place),
                words => self.placed(words, &mut place),
            }
        }
    }

    /// A paragraph; the one after it begins no item.
    fn placed(&mut self, words: &'a [Node], place: &mut Place) {
        self.paragraph(words, *place);
        if place.list.take().is_some() {
            place.style = "ListContinue";
        }
    }

    fn block(&mut self, node: &'a Node, place: &mut Place) {
        let depth = place.depth;
        match node {
            Node::Paragraph { kids } if kids.iter().all(Node::is_inline) => {
                self.placed(kids, place);
            }
            Node::Paragraph { kids } => self.blocks(kids, *place),
            Node::Heading { level, id, kids } => {
                self.heading(*level, id.as_deref(), kids);
            }
            Node::Quote { kids } => {
                self.blocks(kids, Place { depth, ..Place::of("Quote") });
            }
            Node::Alert { name, kids, .. } => {
                let inner = Place { depth, ..Place::of("Alert") };
                self.open(inner.kept(true));
                self.words(name, None, Look::STRONG);
                self.xml.close("w:p");
                self.blocks(kids, inner);
            }
            Node::Listing { text } => {
                self.open(Place::of("Code"));
                self.words(text.trim_end(), None, Look::PLAIN);
                self.xml.close("w:p");
            }
            Node::List { first, items } => self.list(*first, items, depth),
            Node::Facts { rows } => self.facts(rows, Place::of("Facts")),
            Node::Table(grid) => self.table(grid),
            Node::Figure(figure) => self.figure(figure),
            Node::Captioned { image, caption } => {
                self.open(Place::of("Picture").kept(true));
                self.image(image, Look::PLAIN);
                self.xml.close("w:p");
                self.paragraph(caption, Place::of("Below"));
            }
            Node::Cards { cards } => self.cards(cards),
            Node::Rule => self.paragraph(&[], Place::of("Rule")),
            Node::Across { kids } => {
                self.turn(false);
                self.blocks(kids, Place::of("BodyText"));
                self.turn(true);
            }
            // The rest stands in lines.
            _ => {}
        }
    }

    fn heading(&mut self, level: u8, id: Option<&'a str>, kids: &'a [Node]) {
        const STYLES: [&str; 6] =
            ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
        let style = STYLES[usize::from(level.clamp(1, 6)) - 1];
        self.open(Place::of(style));
        let number = id.and_then(|it| self.shared.anchors.get(it).copied());
        let mark = number.map(|it| (self.shared.id(), format!("_h{it}")));
        if let Some((id, name)) = &mark {
            self.xml.empty("w:bookmarkStart", &[("w:id", id), ("w:name", name)]);
        }
        self.line(kids, Look::PLAIN);
        if let Some((id, _)) = &mark {
            self.xml.empty("w:bookmarkEnd", &[("w:id", id)]);
        }
        self.xml.close("w:p");
    }

    fn list(&mut self, first: Option<u32>, items: &'a [Vec<Node>], depth: usize) {
        let level = depth.min(DEEPEST);
        let id = match first {
            None => 1,
            Some(first) => {
                self.shared.lists.push((level, first));
                self.shared.lists.len() + 1
            }
        };
        for item in items {
            let list = Some((id, level));
            let place = Place { list, depth: depth + 1, ..Place::of("ListParagraph") };
            self.blocks(item, place);
        }
    }

    fn facts(&mut self, rows: &'a [Fact], place: Place) {
        for Fact { label, value } in rows {
            let line = value.iter().take_while(|it| it.is_inline()).count();
            let (words, taken) = match &value[..] {
                [Node::Paragraph { kids }, ..] => (&kids[..], 1),
                _ => (&value[..line], line),
            };
            self.open(place);
            self.line(label, Look::STRONG);
            self.words(": ", None, Look::PLAIN);
            self.line(words, Look::PLAIN);
            self.xml.close("w:p");
            self.blocks(&value[taken..], place);
        }
    }

    fn cards(&mut self, cards: &'a [Card]) {
        for Card { value, period, label } in cards {
            self.open(Place::of("KeyNumber").kept(true));
            self.line(value, Look::STRONG);
            if let Some(period) = period {
                self.words(&format!(" ({period})"), None, Look::PLAIN);
            }
            self.xml.close("w:p");
            self.paragraph(label, Place::of("KeyNumberLabel"));
        }
    }

    /// Opens a paragraph; the number of a footnote is its first word.
    pub(super) fn open(&mut self, place: Place) {
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.empty("w:pStyle", &[("w:val", place.style)]);
        if place.keep {
            xml.empty("w:keepNext", &[]);
        }
        if let Some((id, level)) = place.list {
            xml.open("w:numPr", &[]);
            xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
            xml.empty("w:numId", &[("w:val", &id.to_string())]);
            xml.close("w:numPr");
        } else if place.style == "ListContinue" {
            let left = 400 * place.depth.min(DEEPEST + 1);
            xml.empty("w:ind", &[("w:left", &left.to_string())]);
        }
        xml.close("w:pPr");
        if std::mem::take(&mut self.numbered) {
            let xml = &mut self.xml;
            xml.open("w:r", &[]);
            xml.open("w:rPr", &[]);
            xml.empty("w:rStyle", &[("w:val", "FootnoteReference")]);
            xml.close("w:rPr");
            xml.empty("w:footnoteRef", &[]);
            xml.close("w:r");
            self.words(" ", None, Look::PLAIN);
        }
    }

    pub(super) fn paragraph(&mut self, kids: &'a [Node], place: Place) {
        self.open(place);
        self.line(kids, Look::PLAIN);
        self.xml.close("w:p");
    }

    /// A paragraph of the theme's words.
    pub(super) fn said(&mut self, text: &str, place: Place) {
        self.open(place);
        self.words(text, None, Look::PLAIN);
        self.xml.close("w:p");
    }

    /// Ends the pages before: they are upright, or `across`.
    fn turn(&mut self, across: bool) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "Below")]);
        self.section(across);
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    /// Says what the pages up to here are like.
    fn section(&mut self, across: bool) {
        let (width, height) = PAGE;
        let (width, height, way) = if across {
            (height, width, Some(("w:orient", "landscape")))
        } else {
            (width, height, None)
        };
        let (width, height) = (width.to_string(), height.to_string());
        let size = [("w:w", &*width), ("w:h", &*height)];
        let size: Vec<_> = size.into_iter().chain(way).collect();
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|it| (it, MARGIN));
        let more = [("w:header", "708"), ("w:footer", "708"), ("w:gutter", "0")];
        let margins: Vec<_> = sides.into_iter().chain(more).collect();
        let xml = &mut self.xml;
        xml.open("w:sectPr", &[]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        xml.empty("w:pgSz", &size);
        xml.empty("w:pgMar", &margins);
        xml.close("w:sectPr");
    }
}
