//! What a paper consists of. A theme's report templates meet each of these as a map whose `is` says
//! which one it is.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::text::{Language, Said, foreign, math::Math};

/// A part of a paper, with the parts in it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Node {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Their language, if not the paper's.
        #[serde(skip_serializing_if = "Option::is_none")]
        lang: Option<String>,
    },
    /// Words in code style.
    Code {
        /// The words.
        text: String,
    },
    /// A formula.
    Math {
        /// What it stands for, as TeX, for those who cannot see it.
        tex: String,
        /// Its parts.
        math: Math,
        /// Whether it stands in lines of its own.
        display: bool,
    },
    /// Several as one.
    Group {
        /// What is together.
        kids: Vec<Node>,
    },
    /// A line break that is meant.
    Break,
    /// A thematic break.
    Rule,
    /// Strong emphasis.
    Strong {
        /// What is strong.
        kids: Vec<Node>,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        kids: Vec<Node>,
    },
    /// Struck out.
    Struck {
        /// What is struck out.
        kids: Vec<Node>,
    },
    /// Raised, as a table's marks are.
    Raised {
        /// What is raised.
        kids: Vec<Node>,
    },
    /// Lowered, as in chemical formulas.
    Lowered {
        /// What is lowered.
        kids: Vec<Node>,
    },
    /// A link.
    Link {
        /// A full address, or `#` and the anchor of a heading of this paper.
        to: String,
        /// Its words.
        kids: Vec<Node>,
    },
    /// An image in a line.
    Image(Image),
    /// An image with words below it.
    Captioned {
        /// The image.
        image: Image,
        /// The words.
        caption: Vec<Node>,
    },
    /// A footnote.
    Footnote {
        /// Its name, unlike that of any other footnote of the paper.
        name: String,
        /// Its text; empty where it is referred to again.
        kids: Vec<Node>,
    },
    /// A paragraph.
    Paragraph {
        /// What is in it.
        kids: Vec<Node>,
    },
    /// A heading.
    Heading {
        /// From 1, the paper's title left out.
        level: u8,
        /// Its anchor, where it has one.
        id: Option<String>,
        /// Its words.
        kids: Vec<Node>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        kids: Vec<Node>,
    },
    /// An alert.
    Alert {
        /// `note`, `tip`, `important`, `warning` or `caution`.
        kind: &'static str,
        /// The word for it.
        name: String,
        /// What it says.
        kids: Vec<Node>,
    },
    /// A block of code.
    Listing {
        /// The code.
        text: String,
    },
    /// A list.
    List {
        /// The number of the first item, where it is an ordered one.
        first: Option<u32>,
        /// Its items.
        items: Vec<Vec<Node>>,
    },
    /// Names and what they stand for.
    Facts {
        /// Each name with what it stands for.
        rows: Vec<Fact>,
    },
    /// A table.
    Table(Grid),
    /// A chart with its table.
    Figure(Box<Figure>),
    /// What stands on pages across: a table that is too wide, with the heading above it.
    Across {
        /// What stands there.
        kids: Vec<Node>,
    },
    /// Key numbers.
    Cards {
        /// The numbers.
        cards: Vec<Card>,
    },
}

/// An image of the author's.
#[derive(Debug, Clone, Serialize)]
pub struct Image {
    /// Where it is on the site.
    pub file: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
}

/// A name and what it stands for.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// The name.
    pub label: Vec<Node>,
    /// What it stands for.
    pub value: Vec<Node>,
}

/// A key number.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The number with its unit.
    pub value: Vec<Node>,
    /// Of when it is.
    pub period: Option<String>,
    /// What it is.
    pub label: Vec<Node>,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Grid {
    /// What it shows.
    pub title: Vec<Node>,
    /// What to know about it.
    pub caption: Vec<Node>,
    /// The heads of its columns.
    pub heads: Vec<Vec<Node>>,
    /// How each column is set: `start`, `center` or `end`.
    pub align: Vec<&'static str>,
    /// Its rows; the first cell heads the row.
    pub rows: Vec<Vec<Vec<Node>>>,
    /// What its marks mean.
    pub notes: Vec<Vec<Node>>,
    /// How it fits: `normal`, `small`, `wide` for a page across, or `widest` for more than that.
    pub fit: &'static str,
}

/// A chart.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What the reader should see.
    pub title: Vec<Node>,
    /// What is measured.
    pub caption: Vec<Node>,
    /// The drawing.
    pub drawing: Drawing,
    /// What its marks mean.
    pub notes: Vec<Vec<Node>>,
    /// Who made the numbers.
    pub source: Vec<Node>,
    /// The same data.
    pub table: Option<Grid>,
}

/// A drawing in two parts: its shapes, and its words with their places.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Drawing {
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What is within its `<svg>` element, without any words; classes as in the page.
    pub shapes: String,
    /// Its words.
    pub words: Vec<Word>,
}

/// Words in a drawing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Word {
    /// The words.
    pub text: String,
    /// Where their base line is.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Which end of them is there: `start`, `middle` or `end`.
    pub anchor: String,
    /// Their classes, as in the page.
    pub class: Vec<String>,
    /// Their size, where it is not the drawing's.
    pub size: Option<f64>,
}

/// `text`, which stands in `lang`, runs in the other script apart.
pub(super) fn words(text: &str, lang: Language) -> Vec<Node> {
    let text = text.replace('\n', " ");
    let mut nodes = Vec::new();
    let mut done = 0;
    let mut add = |text: &str, lang: Option<&str>| {
        if !text.is_empty() {
            let lang = lang.map(str::to_owned);
            nodes.push(Node::Text { text: text.to_owned(), lang });
        }
    };
    for (run, tag) in foreign(&text, lang.as_str()) {
        add(&text[done..run.start], None);
        add(&text[run.clone()], Some(tag));
        done = run.end;
    }
    add(&text[done..], None);
    nodes
}

/// `said` on a paper in `lang`.
pub(super) fn said(said: &Said, lang: Language) -> Vec<Node> {
    match said.lang {
        Some(tag) if tag != lang => vec![Node::Text {
            text: said.text.replace('\n', " "),
            lang: Some(tag.to_string()),
        }],
        _ => words(&said.text, lang),
    }
}

impl Node {
    /// Makes this a node of the chapter of that number: its headings one level down, its names
    /// unlike those of other chapters.
    pub(super) fn shift(&mut self, chapter: usize) {
        match self {
            Self::Heading { level, id, .. } => {
                *level = (*level + 1).min(6);
                *id = id.take().map(|it| format!("{chapter}-{it}"));
            }
            Self::Link { to, .. } => {
                if let Some(id) = to.strip_prefix('#') {
                    *to = format!("#{chapter}-{id}");
                }
            }
            Self::Footnote { name, .. } => *name = format!("{chapter}-{name}"),
            _ => {}
        }
        for kid in self.kids() {
            kid.shift(chapter);
        }
    }

    /// Adds the images in it to `found`, by where they are.
    pub(super) fn images(&mut self, found: &mut BTreeSet<String>) {
        if let Self::Image(image) | Self::Captioned { image, .. } = self {
            found.insert(image.file.clone());
        }
        for kid in self.kids() {
            kid.images(found);
        }
    }

    /// Whether it stands in a line of text.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Text { .. }
                | Self::Code { .. }
                | Self::Image(_)
                | Self::Math { .. }
                | Self::Group { .. }
                | Self::Break
                | Self::Strong { .. }
                | Self::Emphasis { .. }
                | Self::Struck { .. }
                | Self::Raised { .. }
                | Self::Lowered { .. }
                | Self::Link { .. }
                | Self::Footnote { .. }
        )
    }

    /// Adds the words in it to `text`.
    pub fn gather(&self, text: &mut String) {
        match self {
            Self::Text { text: words, .. }
            | Self::Code { text: words }
            | Self::Math { tex: words, .. } => text.push_str(words),
            Self::Strong { kids }
            | Self::Emphasis { kids }
            | Self::Struck { kids }
            | Self::Raised { kids }
            | Self::Lowered { kids }
            | Self::Group { kids }
            | Self::Link { kids, .. }
            | Self::Paragraph { kids } => kids.iter().for_each(|it| it.gather(text)),
            _ => {}
        }
    }

    /// Whether it shows a chart.
    pub fn has_figure(&self) -> bool {
        let any = |it: &[Self]| it.iter().any(Self::has_figure);
        match self {
            Self::Figure(_) => true,
            Self::Quote { kids } | Self::Alert { kids, .. } | Self::Across { kids } => {
                any(kids)
            }
            Self::List { items, .. } => items.iter().any(|it| any(it)),
            Self::Facts { rows } => rows.iter().any(|it| any(&it.value)),
            _ => false,
        }
    }

    /// Adds the anchors of the headings in it to `found`, in order.
    pub fn anchors<'a>(&'a self, found: &mut Vec<&'a str>) {
        match self {
            Self::Heading { id, .. } => found.extend(id.as_deref()),
            Self::Quote { kids } | Self::Alert { kids, .. } | Self::Across { kids } => {
                for kid in kids {
                    kid.anchors(found);
                }
            }
            Self::List { items, .. } => {
                items.iter().flatten().for_each(|it| it.anchors(found));
            }
            Self::Facts { rows } => {
                rows.iter().flat_map(|it| &it.value).for_each(|it| it.anchors(found));
            }
            _ => {}
        }
    }

    /// The nodes in it.
    fn kids(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Text { .. }
            | Self::Code { .. }
            | Self::Image(_)
            | Self::Math { .. }
            | Self::Break
            | Self::Rule
            | Self::Listing { .. } => Vec::new(),
            Self::Group { kids }
            | Self::Strong { kids }
            | Self::Emphasis { kids }
            | Self::Struck { kids }
            | Self::Raised { kids }
            | Self::Lowered { kids }
            | Self::Link { kids, .. }
            | Self::Footnote { kids, .. }
            | Self::Paragraph { kids }
            | Self::Heading { kids, .. }
            | Self::Quote { kids }
            | Self::Alert { kids, .. }
            | Self::Captioned { caption: kids, .. }
            | Self::Across { kids } => kids.iter_mut().collect(),
            Self::List { items, .. } => items.iter_mut().flatten().collect(),
            Self::Facts { rows } => rows
                .iter_mut()
                .flat_map(|it| it.label.iter_mut().chain(&mut it.value))
                .collect(),
            Self::Table(grid) => {
                let cells = grid.rows.iter_mut().flatten().flatten();
                grid.heads.iter_mut().flatten().chain(cells).collect()
            }
            Self::Figure(it) => {
                it.title.iter_mut().chain(&mut it.caption).chain(&mut it.source).collect()
            }
            Self::Cards { cards } => {
                cards.iter_mut().flat_map(|it| &mut it.label).collect()
            }
        }
    }
}

/// `nodes` with each table that is too wide on pages of its own, the headings above it with it.
pub(super) fn turned(nodes: Vec<Node>) -> Vec<Node> {
    let mut turned: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Table(grid) if matches!(grid.fit, "wide" | "widest") => {
                let heads = turned.iter().rev();
                let heads = heads.take_while(|it| matches!(it, Node::Heading { .. }));
                let mut kids = turned.split_off(turned.len() - heads.count());
                kids.push(Node::Table(grid));
                turned.push(Node::Across { kids });
            }
            node => turned.push(node),
        }
    }
    turned
}

/// A paragraph of `text`.
pub(super) fn paragraph(text: &str, lang: Language) -> Node {
    Node::Paragraph { kids: words(text, lang) }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Node, turned};

    #[test]
    fn a_wide_table_takes_its_headings_along() {
        let heading = |level| Node::Heading { level, id: None, kids: Vec::new() };
        let table = |fit| Node::Table(Grid { fit, ..Grid::default() });
        let nodes = vec![heading(1), Node::Rule, heading(1), heading(2), table("wide")];
        let nodes = turned([nodes, vec![table("small")]].concat());
        let [Node::Heading { .. }, Node::Rule, Node::Across { kids }, Node::Table(_)] =
            &nodes[..]
        else {
            panic!("{nodes:?}");
        };
        assert_eq!(kids.len(), 3);
    }
}
