//! A page's text, as a flat run of events.
//!
//! The text itself stays where it was read: an event names a run of bytes of the source (or of
//! [`Body::owned`], for what was escaped or cleaned), so that a site of many thousand pages is
//! held in memory once. What needs the rest of the site to be understood (links, numbers, blocks)
//! is a number into a list beside the events.

use std::{ops::Range, sync::Arc};

use super::{Block, Expression};
use crate::{diag::Spanned, text::math::Math};

/// The text of one page in one language.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The whole source file, front matter included.
    pub source: Arc<str>,
    /// Texts that do not stand in the source as they are shown.
    pub owned: String,
    /// The text in order.
    pub events: Vec<Event>,
    /// Its headings, by [`Tag::Heading`].
    pub headings: Vec<Heading>,
    /// Its links and pictures, by [`Tag::Link`] and [`Tag::Image`].
    pub links: Vec<Spanned<Link>>,
    /// Its numbers from the data, by [`Event::Value`].
    pub values: Vec<Spanned<Expression>>,
    /// Its formulas, by [`Event::Math`].
    pub formulas: Vec<Formula>,
    /// Its charts, tables, cards and timelines, by [`Event::Block`].
    pub blocks: Vec<Spanned<Block>>,
    /// Its footnotes' names, by [`Event::Footnote`] and [`Tag::Footnote`], in order of first use.
    pub footnotes: Vec<Box<str>>,
    /// The alignments of its tables' columns, by [`Tag::Table`].
    pub tables: Vec<Vec<Alignment>>,
}

/// A run of bytes in a body's source or owned texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    start: u32,
    length: u32,
}

/// The bit of [`Slice::length`] that tells owned text from source.
const OWNED: u32 = 1 << 31;

/// One step through a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Something opens.
    Start(Tag),
    /// The innermost open thing closes.
    End(Tag),
    /// Words; a line break within a paragraph is a `\n`.
    Text(Slice),
    /// Words in code style.
    Code(Slice),
    /// A formula: an index into [`Body::formulas`].
    Math(u32),
    /// Safe HTML, already cleaned.
    Html(Slice),
    /// A number from the data: an index into [`Body::values`].
    Value(u32),
    /// A block: an index into [`Body::blocks`].
    Block(u32),
    /// A reference to a footnote: an index into [`Body::footnotes`].
    Footnote(u32),
    /// A line break that is meant.
    Break,
    /// A thematic break.
    Rule,
    /// A task's box, ticked or not.
    Task(bool),
}

/// What opens and closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading: an index into [`Body::headings`].
    Heading(u32),
    /// A quotation.
    Quote,
    /// A GFM alert.
    Alert(Alert),
    /// A code block in that language (maybe empty).
    Code(Slice),
    /// A list; ordered where it has a first number.
    List(Option<u32>),
    /// An item of a list.
    Item,
    /// A table: an index into [`Body::tables`].
    Table(u32),
    /// A table's head.
    TableHead,
    /// A table's row.
    TableRow,
    /// A cell, and its column from 0.
    TableCell(u32),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strikethrough,
    /// A link: an index into [`Body::links`].
    Link(u32),
    /// A picture, whose words are inside: an index into [`Body::links`].
    Image(u32),
    /// A footnote's text: an index into [`Body::footnotes`].
    Footnote(u32),
    /// A list of definitions.
    Definitions,
    /// What is defined.
    Term,
    /// What it means.
    Definition,
}

/// The kinds of GFM alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Worth trying.
    Tip,
    /// Needed.
    Important,
    /// Take care.
    Warning,
    /// May do harm.
    Caution,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the language writes.
    Start,
    /// In the middle.
    Centre,
    /// To the end, as numbers are.
    End,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor, unique on the page.
    pub id: Box<str>,
    /// Its words without markup. A number from the data is left out.
    pub title: Box<str>,
}

/// A formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The TeX, as written.
    pub tex: Slice,
    /// What it stands for.
    pub math: Math,
    /// Whether it stands in lines of its own.
    pub display: bool,
}

/// A link or a picture as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where to, as written.
    pub target: Box<str>,
    /// The title, as written.
    pub title: Box<str>,
    /// Whether it is a picture.
    pub image: bool,
}

impl Alert {
    /// Its name in words and styles.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

impl Slice {
    /// This slice and `next` as one, where they are neighbours in the same text.
    #[must_use]
    pub fn join(self, next: Self) -> Option<Self> {
        let end = self.start + (self.length & !OWNED);
        let same = self.length & OWNED == next.length & OWNED;
        let length = (self.length & !OWNED) + (next.length & !OWNED);
        (same && end == next.start)
            .then_some(Self { start: self.start, length: length | self.length & OWNED })
    }

    /// The bytes of the source, where it is a slice of that.
    pub fn source_range(self) -> Option<Range<usize>> {
        let start = self.start as usize;
        (self.length & OWNED == 0).then_some(start..start + self.length as usize)
    }
}

impl Body {
    /// The title of the picture that the paragraph which opens with event `at` consists of.
    pub fn caption(&self, at: usize) -> Option<&str> {
        let inner = self.events.get(at + 1..)?;
        let Some(Event::Start(Tag::Image(index))) = inner.first() else { return None };
        let end = inner.iter().position(|it| *it == Event::End(Tag::Image(*index)))?;
        let title = &*self.links[*index as usize].node.title;
        let alone = inner.get(end + 1) == Some(&Event::End(Tag::Paragraph));
        Some(title).filter(|it| alone && !it.is_empty())
    }

    /// The words of `slice`.
    pub fn text(&self, slice: Slice) -> &str {
        let start = slice.start as usize;
        let end = start + (slice.length & !OWNED) as usize;
        if slice.length & OWNED == 0 {
            &self.source[start..end]
        } else {
            &self.owned[start..end]
        }
    }

    /// A slice of the source.
    pub fn slice(range: Range<usize>) -> Slice {
        Slice { start: range.start as u32, length: (range.end - range.start) as u32 }
    }

    /// Keeps `text` and gives its slice.
    pub fn own(&mut self, text: &str) -> Slice {
        let start = self.owned.len() as u32;
        self.owned.push_str(text);
        Slice { start, length: text.len() as u32 | OWNED }
    }

    /// About how many words there are to read, numbers from the data not counted.
    pub fn words(&self) -> usize {
        let words = |event: &Event| match event {
            Event::Text(slice) | Event::Code(slice) => {
                // Words end at a space; no other white space is common enough to look for.
                let bytes = self.text(*slice).as_bytes();
                bytes.windows(2).filter(|it| it[0] > b' ' && it[1] <= b' ').count()
            }
            _ => 0,
        };
        self.events.iter().map(words).sum()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}
