//! A page's text as parts of a paper.

use super::{
    block,
    node::{Fact, Grid, Image, Node, words},
};
use crate::{
    model::{Alert, Alignment, Body, Event, Formula, Tag},
    page::view::Text,
    text::{Locale, Shaper},
};

/// What the parts of a text need to know of the paper that they are for.
pub(super) struct Context<'a> {
    /// How its language writes.
    pub(super) locale: &'a Locale,
    /// What measures the words of tables.
    pub(super) shaper: &'a Shaper,
    /// The full address of the page, where it has one.
    pub(super) address: Option<&'a str>,
}

impl Context<'_> {
    /// A heading of the theme's words.
    pub(super) fn heading(&self, key: &str, level: u8) -> Node {
        let kids = words(self.locale.word(key), self.locale.language());
        Node::Heading { level, id: None, kids }
    }

    /// What one of the theme's words stands for.
    pub(super) fn fact(&self, key: &str, value: &str) -> Fact {
        let lang = self.locale.language();
        Fact { label: words(self.locale.word(key), lang), value: words(value, lang) }
    }
}

/// The parts of `text`.
pub(super) fn parts(text: &Text, context: &Context<'_>) -> Vec<Node> {
    let body = &*text.body;
    let mut reader = Reader {
        text,
        body,
        context,
        at: 0,
        order: Vec::new(),
        open: Vec::new(),
        level: 0,
    };
    reader.until_end()
}

struct Reader<'a> {
    text: &'a Text,
    body: &'a Body,
    context: &'a Context<'a>,
    /// The event that is read next.
    at: usize,
    /// The footnotes in the order of their numbers.
    order: Vec<u32>,
    /// The footnotes that are being read: one may refer to itself.
    open: Vec<u32>,
    /// The level of the last heading.
    level: u8,
}

impl Reader<'_> {
    /// What comes before the end of what is open.
    fn until_end(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        while let Some(event) = self.body.events.get(self.at) {
            self.at += 1;
            match *event {
                Event::End(_) => break,
                Event::Html(slice) if self.body.text(slice).starts_with("</") => break,
                Event::Start(tag) => nodes.extend(self.tag(tag)),
                event => self.leaf(event, &mut nodes),
            }
        }
        nodes
    }

    fn leaf(&mut self, event: Event, nodes: &mut Vec<Node>) {
        let lang = self.context.locale.language();
        match event {
            Event::Text(slice) => nodes.extend(words(self.body.text(slice), lang)),
            Event::Code(slice) => {
                nodes.push(Node::Code { text: self.body.text(slice).to_owned() });
            }
            Event::Math(index) => nodes.push(self.formula(index as usize)),
            Event::Html(slice) => nodes.push(self.html(self.body.text(slice))),
            Event::Value(index) => {
                nodes.extend(words(&self.text.values[index as usize], lang));
            }
            Event::Block(index) => {
                let block = self.text.blocks[index as usize].as_ref();
                nodes.extend(
                    block.into_iter().flat_map(|it| block::parts(it, self.context)),
                );
            }
            Event::Footnote(index) => nodes.extend(self.footnote(index)),
            Event::Break => nodes.push(Node::Break),
            Event::Rule => nodes.push(Node::Rule),
            Event::Task(done) => {
                nodes.extend(words(if done { "✓ " } else { "□ " }, lang));
            }
            Event::Start(_) | Event::End(_) => {}
        }
    }

    /// An element of HTML that opens in a line, or else the words of a block of it. Every element
    /// is closed within what it was opened in.
    fn html(&mut self, html: &str) -> Node {
        let name = html.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let Some(name) = name.filter(|it| !it.contains(['<', '>'])) else {
            return Node::Group { kids: plain(html, self.context) };
        };
        let end = name.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(name.len());
        if &name[..end] == "br" {
            return Node::Break;
        }
        let kids = self.until_end();
        match &name[..end] {
            "b" | "mark" => Node::Strong { kids },
            "i" | "cite" | "dfn" => Node::Emphasis { kids },
            "sub" => Node::Lowered { kids },
            "sup" => Node::Raised { kids },
            _ => Node::Group { kids },
        }
    }

    fn tag(&mut self, tag: Tag) -> Option<Node> {
        Some(match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading(index) => self.heading(index),
            Tag::Quote => Node::Quote { kids: self.until_end() },
            Tag::Alert(alert) => self.alert(alert),
            Tag::Code(_) => Node::Listing { text: self.raw() },
            Tag::List(first) => Node::List { first, items: self.items() },
            Tag::Table(index) => self.table(index),
            Tag::Strong => Node::Strong { kids: self.until_end() },
            Tag::Strikethrough => Node::Struck { kids: self.until_end() },
            Tag::Link(index) => self.link(index),
            Tag::Emphasis => Node::Emphasis { kids: self.until_end() },
            Tag::Image(index) => self.image(index),
            Tag::Footnote(_) => {
                // It is read where it is first referred to.
                self.until_end();
                return None;
            }
            Tag::Definitions => Node::Facts { rows: self.definitions() },
            Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell(_)
            | Tag::Term
            | Tag::Definition => {
                self.until_end();
                return None;
            }
        })
    }

    /// A paragraph; one of nothing but a picture has the picture's title below it.
    fn paragraph(&mut self) -> Node {
        let caption = self.body.caption(self.at - 1);
        let kids = self.until_end();
        match (&kids[..], caption) {
            ([Node::Image(image)], Some(caption)) => {
                let caption = words(caption, self.context.locale.language());
                Node::Captioned { image: image.clone(), caption }
            }
            _ => Node::Paragraph { kids },
        }
    }

    /// A picture, or its words where it cannot be shown.
    fn image(&mut self, index: u32) -> Node {
        let kids = self.until_end();
        let asset = self.text.images.get(&index);
        let Some((asset, image)) = asset.and_then(|it| Some((it, it.image.as_ref()?)))
        else {
            return Node::Emphasis { kids };
        };
        let mut alt = String::new();
        for kid in &kids {
            kid.gather(&mut alt);
        }
        Node::Image(Image {
            file: asset.shown().to_string(),
            alt,
            width: image.width,
            height: image.height,
        })
    }

    /// A heading; no level is left out on the way down.
    fn heading(&mut self, index: u32) -> Node {
        let heading = &self.body.headings[index as usize];
        self.level = heading.level.saturating_sub(1).clamp(1, self.level + 1);
        let id = Some(heading.id.to_string());
        Node::Heading { level: self.level, id, kids: self.until_end() }
    }

    fn formula(&self, index: usize) -> Node {
        let Formula { tex, math, display } = &self.body.formulas[index];
        let tex = self.body.text(*tex).trim().to_owned();
        Node::Math { tex, math: math.clone(), display: *display }
    }

    fn alert(&mut self, alert: Alert) -> Node {
        let kind = alert.as_str();
        let name = self.context.locale.word(&format!("alert.{kind}")).to_owned();
        Node::Alert { kind, name, kids: self.until_end() }
    }

    /// The text of a block of code.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        while let Some(event) = self.body.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(slice) => raw.push_str(self.body.text(*slice)),
                Event::End(_) => break,
                _ => {}
            }
        }
        raw
    }

    /// The items of a list or the cells of a row: what is in each thing that opens.
    fn items(&mut self) -> Vec<Vec<Node>> {
        let mut items = Vec::new();
        while let Some(event) = self.body.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => items.push(self.until_end()),
                Event::End(_) => break,
                _ => {}
            }
        }
        items
    }

    fn definitions(&mut self) -> Vec<Fact> {
        let mut rows: Vec<Fact> = Vec::new();
        while let Some(event) = self.body.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(Tag::Term) => {
                    let label = self.until_end();
                    rows.push(Fact { label, value: Vec::new() });
                }
                Event::Start(_) => {
                    let value = self.until_end();
                    match rows.last_mut() {
                        Some(row) if row.value.is_empty() => row.value = value,
                        // One more for the same term.
                        _ => rows.push(Fact { label: Vec::new(), value }),
                    }
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        rows
    }

    fn table(&mut self, index: u32) -> Node {
        let mut grid = Grid::default();
        while let Some(event) = self.body.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(Tag::TableHead) => grid.heads = self.items(),
                Event::Start(_) => grid.rows.push(self.items()),
                Event::End(_) => break,
                _ => {}
            }
        }
        let align = |it: &Alignment| match it {
            Alignment::Start => "start",
            Alignment::Centre => "center",
            Alignment::End => "end",
        };
        grid.align = self.body.tables[index as usize].iter().map(align).collect();
        block::fit(&mut grid, self.context.shaper);
        Node::Table(grid)
    }

    /// A link, if it leads anywhere from paper.
    fn link(&mut self, index: u32) -> Node {
        let target = &self.text.links[index as usize];
        let kids = self.until_end();
        let to = if target.contains(':') || target.starts_with('#') {
            Some(target.clone())
        } else {
            let address = self.context.address.filter(|_| !target.is_empty());
            address.and_then(|it| resolve(it, target))
        };
        match to {
            Some(to) => Node::Link { to, kids },
            None => Node::Group { kids },
        }
    }

    /// A reference to a footnote, with its text the first time.
    fn footnote(&mut self, index: u32) -> Option<Node> {
        if self.open.contains(&index) {
            return None;
        }
        if let Some(at) = self.order.iter().position(|it| *it == index) {
            return Some(Node::Footnote { name: at.to_string(), kids: Vec::new() });
        }
        self.order.push(index);
        let name = (self.order.len() - 1).to_string();
        let start = Event::Start(Tag::Footnote(index));
        let place = self.body.events.iter().position(|it| *it == start)?;
        let back = std::mem::replace(&mut self.at, place + 1);
        self.open.push(index);
        let mut kids = self.until_end();
        self.open.pop();
        self.at = back;
        // The number stands before the words, not before a paragraph of them.
        if let Some(Node::Paragraph { kids: words }) = kids.first_mut() {
            let words = std::mem::take(words);
            kids.splice(..1, words);
        }
        Some(Node::Footnote { name, kids })
    }
}

/// Where `target`, relative to the page at `address`, leads.
fn resolve(address: &str, target: &str) -> Option<String> {
    let (host, path) = address.split_once("://")?;
    let (server, path) = path.split_once('/')?;
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            it => parts.push(it),
        }
    }
    Some(format!("{host}://{server}/{}", parts.join("/")))
}

/// The words of safe HTML.
fn plain(html: &str, context: &Context<'_>) -> Vec<Node> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |it| start + it + 1);
        if rest[start..end].starts_with("<br") {
            text.push(' ');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{A0}"),
        ("&amp;", "&"),
    ];
    for (entity, letter) in entities {
        text = text.replace(entity, letter);
    }
    words(&text, context.locale.language())
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_become_full_addresses() {
        let page = "https://example.org/sdg/en/notes/neet.html";
        let check = |target: &str, expect: &str| {
            assert_eq!(resolve(page, target).as_deref(), Some(expect));
        };
        check("../../en/x.html#a", "https://example.org/sdg/en/x.html#a");
        check("y.html", "https://example.org/sdg/en/notes/y.html");
    }
}
