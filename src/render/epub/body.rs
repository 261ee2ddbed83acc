//! The text of a book.

use std::collections::BTreeMap;

use super::{Heading, package};
use crate::{
    page::{
        Paper,
        paper::{Card, Fact, Figure, Grid, Image, Node},
    },
    render::{mathml, office::Pictures, picture, xml::Xml},
};

/// The page of text, and what it needs.
pub(super) struct Body<'a> {
    pub(super) text: String,
    pub(super) headings: Vec<Heading>,
    pub(super) pictures: Vec<picture::File>,
    /// Whether there are formulas in it.
    pub(super) formulas: bool,
    paper: &'a Paper,
    source: Pictures<'a>,
    xml: Xml,
    /// The headings that can be led to, by anchor.
    anchors: BTreeMap<&'a str, usize>,
    /// The footnotes in the order of their numbers, with their names.
    notes: Vec<(&'a str, &'a [Node])>,
    figures: usize,
    /// Whether what is written is within a link, where there may be no other.
    linked: bool,
}

impl<'a> Body<'a> {
    /// The text of `paper`.
    pub(super) fn write(paper: &'a Paper, source: Pictures<'a>) -> Self {
        let mut body = Self {
            text: String::new(),
            headings: Vec::new(),
            pictures: Vec::new(),
            formulas: false,
            paper,
            source,
            xml: Xml::tight(),
            anchors: paper.anchors().into_iter().zip(1..).collect(),
            notes: Vec::new(),
            figures: 0,
            linked: false,
        };
        package::open(paper, &paper.name, &mut body.xml);
        body.head();
        body.blocks(&paper.body);
        body.foot();
        body.footnotes();
        body.xml.close("body");
        body.xml.close("html");
        let xml = std::mem::replace(&mut body.xml, Xml::tight());
        body.text = String::from_utf8_lossy(&xml.finish()).into_owned();
        body
    }

    fn class(&mut self, name: &str, class: &str) {
        self.xml.open(name, &[("class", class)]);
    }

    /// Who publishes it, what it is, what it is called, what it says in short.
    fn head(&mut self) {
        let paper = self.paper;
        let who = [&paper.organisation, &paper.site, &paper.kind];
        let who: Vec<&str> =
            who.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        self.xml.with_text("p", &[("class", "head")], &who.join(" · "));
        let title = self.entry(1, "title".to_owned(), paper.name.clone());
        self.xml.open("h1", &[("id", &title)]);
        self.line(&paper.title);
        self.xml.close("h1");
        self.facts(&paper.facts);
        if !paper.summary.is_empty() {
            self.class("div", "summary");
            self.strong_line(paper.word("note.summary"));
            self.xml.open("p", &[]);
            self.line(&paper.summary);
            self.xml.close("p");
            self.xml.close("div");
        }
    }

    fn strong_line(&mut self, text: &str) {
        self.xml.open("p", &[]);
        self.xml.leaf("strong", text);
        self.xml.close("p");
    }

    /// Notes a heading for the contents.
    fn entry(&mut self, level: u8, id: String, text: String) -> String {
        self.headings.push(Heading { level, id: id.clone(), text });
        id
    }

    /// How to cite it, what may be done with it.
    fn foot(&mut self) {
        let paper = self.paper;
        let title = paper.word("cite.title");
        let id = self.entry(1, "cite".to_owned(), title.to_owned());
        self.xml.with_text("h2", &[("id", &id)], title);
        self.xml.open("p", &[]);
        self.line(&paper.citation);
        if let Some(address) = &paper.address {
            self.xml.text(" ");
            self.xml.with_text("a", &[("href", address)], address);
        }
        self.xml.close("p");
        if let Some(licence) = &paper.licence {
            self.xml.open("p", &[]);
            self.xml.text(&format!("{}: ", paper.word("footer.licence")));
            self.xml.with_text("a", &[("href", &licence.url)], &licence.name);
            self.xml.close("p");
        }
    }

    /// The footnotes, each with the way back to where it was first referred to. A footnote may
    /// refer to others, which then follow.
    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.class("section", "notes");
        let mut at = 0;
        while let Some((_, nodes)) = self.notes.get(at).copied() {
            at += 1;
            let number = self.paper.number(at);
            let (id, back) = (format!("note{at}"), format!("#ref{at}"));
            self.xml.open(
                "aside",
                &[("epub:type", "footnote"), ("role", "doc-footnote"), ("id", &id)],
            );
            let way_back = [("href", &*back), ("role", "doc-backlink")];
            if nodes.iter().all(Node::is_inline) {
                self.xml.open("p", &[]);
                self.xml.with_text("a", &way_back, &number);
                self.xml.text(" ");
                self.line(nodes);
                self.xml.close("p");
            } else {
                self.xml.open("p", &[]);
                self.xml.with_text("a", &way_back, &number);
                self.xml.close("p");
                self.blocks(nodes);
            }
            self.xml.close("aside");
        }
        self.xml.close("section");
    }

    /// Writes what stands in lines of its own; words between are a paragraph.
    fn blocks(&mut self, nodes: &'a [Node]) {
        for part in nodes.chunk_by(|a, b| a.is_inline() && b.is_inline()) {
            match part {
                [node] if !node.is_inline() => self.block(node),
                words => self.element("p", words),
            }
        }
    }

    /// The words of an item or a cell: no paragraph where there is nothing else.
    fn content(&mut self, nodes: &'a [Node]) {
        if nodes.iter().all(Node::is_inline) {
            self.line(nodes);
        } else {
            self.blocks(nodes);
        }
    }

    fn element(&mut self, name: &str, kids: &'a [Node]) {
        self.xml.open(name, &[]);
        self.line(kids);
        self.xml.close(name);
    }

    fn block(&mut self, node: &'a Node) {
        match node {
            Node::Paragraph { kids } if kids.iter().all(Node::is_inline) => {
                self.element("p", kids);
            }
            Node::Paragraph { kids } | Node::Across { kids } => self.blocks(kids),
            Node::Heading { level, id, kids } => {
                self.heading(*level, id.as_deref(), kids);
            }
            Node::Quote { kids } => {
                self.xml.open("blockquote", &[]);
                self.blocks(kids);
                self.xml.close("blockquote");
            }
            Node::Alert { name, kids, .. } => {
                self.xml.open("div", &[("class", "alert"), ("role", "note")]);
                self.strong_line(name);
                self.blocks(kids);
                self.xml.close("div");
            }
            Node::Listing { text } => {
                self.xml.open("pre", &[]);
                self.xml.leaf("code", text.trim_end());
                self.xml.close("pre");
            }
            Node::List { first, items } => self.list(*first, items),
            Node::Facts { rows } => self.facts(rows),
            Node::Table(grid) => self.table(grid),
            Node::Figure(figure) => self.figure(figure),
            Node::Captioned { image, caption } => {
                self.xml.open("figure", &[]);
                self.image(image);
                self.element("figcaption", caption);
                self.xml.close("figure");
            }
            Node::Cards { cards } => self.cards(cards),
            Node::Rule => self.xml.empty("hr", &[]),
            // The rest stands in lines.
            _ => {}
        }
    }

    fn heading(&mut self, level: u8, id: Option<&'a str>, kids: &'a [Node]) {
        const NAMES: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
        let name = NAMES[usize::from(level.clamp(1, 5)) - 1];
        let id = match id.and_then(|it| self.anchors.get(it)) {
            Some(number) => format!("h{number}"),
            None => format!("part{}", self.headings.len()),
        };
        let mut text = String::new();
        for kid in kids {
            kid.gather(&mut text);
        }
        let id = self.entry(level.max(1), id, text);
        self.xml.open(name, &[("id", &id)]);
        self.line(kids);
        self.xml.close(name);
    }

    fn list(&mut self, first: Option<u32>, items: &'a [Vec<Node>]) {
        let name = if first.is_some() { "ol" } else { "ul" };
        let start = first.filter(|it| *it != 1).map(|it| it.to_string());
        let start: Vec<_> = start.iter().map(|it| ("start", &**it)).collect();
        if items.is_empty() {
            return;
        }
        self.xml.open(name, &start);
        for item in items {
            self.xml.open("li", &[]);
            self.content(item);
            self.xml.close("li");
        }
        self.xml.close(name);
    }

    fn facts(&mut self, rows: &'a [Fact]) {
        if rows.is_empty() {
            return;
        }
        self.class("dl", "facts");
        for Fact { label, value } in rows {
            self.element("dt", label);
            self.xml.open("dd", &[]);
            self.content(value);
            self.xml.close("dd");
        }
        self.xml.close("dl");
    }

    fn cards(&mut self, cards: &'a [Card]) {
        if cards.is_empty() {
            return;
        }
        self.class("ul", "cards");
        for Card { value, period, label } in cards {
            self.xml.open("li", &[]);
            self.element("strong", value);
            if let Some(period) = period {
                self.xml.text(&format!(" ({period})"));
            }
            self.xml.empty("br", &[]);
            self.line(label);
            self.xml.close("li");
        }
        self.xml.close("ul");
    }

    /// A chart: its name, its picture, what its marks mean, its table.
    fn figure(&mut self, figure: &'a Figure) {
        let paper = self.paper;
        self.figures += 1;
        let number = paper.number(self.figures);
        self.xml.open("figure", &[]);
        self.xml.open("figcaption", &[]);
        self.xml.open("strong", &[]);
        self.xml.text(&format!("{} {number}: ", paper.word("paper.figure")));
        self.line(&figure.title);
        self.xml.close("strong");
        if !figure.caption.is_empty() {
            self.xml.empty("br", &[]);
            self.line(&figure.caption);
        }
        self.xml.close("figcaption");
        if let Some(png) = (self.source.drawing)(&figure.drawing) {
            self.picture(png, &figure.drawing.alt);
        }
        self.below(figure.notes.iter());
        if !figure.source.is_empty() {
            self.class("p", "below");
            self.xml.text(&format!("{}: ", paper.word("chart.by")));
            self.line(&figure.source);
            self.xml.close("p");
        }
        self.xml.close("figure");
        if let Some(grid) = &figure.table {
            self.table(grid);
        }
    }

    fn below(&mut self, notes: impl Iterator<Item = &'a Vec<Node>>) {
        for note in notes {
            self.class("p", "below");
            self.line(note);
            self.xml.close("p");
        }
    }

    fn table(&mut self, grid: &'a Grid) {
        if !grid.heads.is_empty() || !grid.rows.is_empty() {
            self.xml.open("table", &[]);
            if !grid.title.is_empty() {
                self.element("caption", &grid.title);
            }
            if !grid.heads.is_empty() {
                self.xml.open("thead", &[]);
                self.row(grid, &grid.heads, true);
                self.xml.close("thead");
            }
            if !grid.rows.is_empty() {
                self.xml.open("tbody", &[]);
                grid.rows.iter().for_each(|it| self.row(grid, it, false));
                self.xml.close("tbody");
            }
            self.xml.close("table");
        }
        let caption = std::iter::once(&grid.caption).filter(|it| !it.is_empty());
        self.below(caption.chain(&grid.notes));
    }

    fn row(&mut self, grid: &Grid, cells: &'a [Vec<Node>], head: bool) {
        self.xml.open("tr", &[]);
        for (at, cell) in cells.iter().enumerate() {
            let side = grid.align.get(at).filter(|it| **it != "start");
            let mut about: Vec<(&str, &str)> =
                side.iter().map(|it| ("class", **it)).collect();
            let name = match (head, at) {
                // The corner of a table heads nothing where it is empty.
                (true, _) if cell.is_empty() => "td",
                (true, _) => {
                    about.push(("scope", "col"));
                    "th"
                }
                (false, 0) => {
                    about.push(("scope", "row"));
                    "th"
                }
                _ => "td",
            };
            self.xml.open(name, &about);
            self.content(cell);
            self.xml.close(name);
        }
        self.xml.close("tr");
    }

    /// Writes what stands in a line.
    fn line(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            self.inline(node);
        }
    }

    fn inline(&mut self, node: &'a Node) {
        match node {
            Node::Text { text, lang: None } => self.xml.text(text),
            Node::Text { text, lang: Some(lang) } => {
                self.xml.with_text("span", &[("lang", lang), ("xml:lang", lang)], text);
            }
            Node::Code { text } => self.xml.leaf("code", text),
            Node::Math { tex, math, display } => {
                self.formulas = true;
                mathml::write(math, tex, *display, &mut self.xml);
            }
            Node::Raised { kids } => self.element("sup", kids),
            Node::Lowered { kids } => self.element("sub", kids),
            Node::Image(image) => self.image(image),
            Node::Group { kids } => self.line(kids),
            Node::Strong { kids } => self.element("strong", kids),
            Node::Emphasis { kids } => self.element("em", kids),
            Node::Struck { kids } => self.element("s", kids),
            Node::Link { to, kids } => self.link(to, kids),
            Node::Footnote { name, kids } => self.note(name, kids),
            Node::Break => self.xml.empty("br", &[]),
            // What needs lines of its own is not in one.
            _ => {}
        }
    }

    fn picture(&mut self, picture: picture::File, alt: &str) {
        let file = super::name(self.pictures.len() + 1, &picture);
        self.pictures.push(picture);
        self.xml.empty("img", &[("src", &file), ("alt", alt)]);
    }

    /// An image of the author's, in a line; its words where there is no file.
    fn image(&mut self, image: &Image) {
        match (self.source.image)(&image.file) {
            Some(picture) => self.picture(picture, &image.alt),
            None => self.xml.text(&image.alt),
        }
    }

    fn link(&mut self, to: &str, kids: &'a [Node]) {
        let to = match to.strip_prefix('#') {
            Some(anchor) => self.anchors.get(anchor).map(|it| format!("#h{it}")),
            None => Some(to.to_owned()),
        };
        let Some(to) = to.filter(|_| !self.linked) else { return self.line(kids) };
        self.xml.open("a", &[("href", &to)]);
        self.linked = true;
        self.line(kids);
        self.linked = false;
        self.xml.close("a");
    }

    /// A reference to a footnote; the footnote itself comes at the end.
    fn note(&mut self, name: &'a str, kids: &'a [Node]) {
        let known = self.notes.iter().position(|it| it.0 == name);
        let number = known.map_or(self.notes.len() + 1, |it| it + 1);
        if known.is_none() {
            self.notes.push((name, kids));
        }
        let (to, id) = (format!("#note{number}"), format!("ref{number}"));
        let written = self.paper.number(number);
        if self.linked {
            return self.xml.leaf("sup", &written);
        }
        let mut about =
            vec![("epub:type", "noteref"), ("role", "doc-noteref"), ("href", &*to)];
        if known.is_none() {
            about.push(("id", &id));
        }
        self.xml.open("sup", &[]);
        self.xml.with_text("a", &about, &written);
        self.xml.close("sup");
    }
}
