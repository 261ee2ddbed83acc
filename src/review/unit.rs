//! A page cut into the pieces that its languages have in common: headings, paragraphs, cells, and
//! the texts of its front matter and of its charts.

use std::ops::Range;

use crate::{
    diag::{FileId, Span},
    model::{Block, Body, Event, Slice, Tag, Written},
    text::{Locale, Number},
};

/// What a unit is; pages whose units are alike are compared unit by unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A text of the front matter, by its key.
    Front(&'static str),
    /// A heading of that level.
    Heading(u8),
    /// A paragraph, an item of a list, a footnote or a definition.
    Text,
    /// A cell of a table.
    Cell,
    /// The words of a chart, a table of data or a card.
    Caption,
}

/// A piece of a page in one language.
pub(super) struct Unit {
    pub(super) form: Form,
    pub(super) text: String,
    file: FileId,
    /// Where each run of the text stands in the source: first byte there, if anywhere, by first byte
    /// here.
    runs: Vec<(usize, Option<usize>)>,
    /// Parts in which a number only explains another one: links.
    quiet: Vec<Range<usize>>,
}

/// Stands where something is that is no text, so that words and numbers do not run together.
const GAP: char = '\u{FFFC}';

impl Unit {
    fn new(form: Form, file: FileId) -> Self {
        let (text, runs, quiet) = (String::new(), Vec::new(), Vec::new());
        Self { form, text, file, runs, quiet }
    }

    fn push(&mut self, text: &str, source: Option<usize>) {
        self.runs.push((self.text.len(), source));
        self.text.push_str(text);
    }

    /// A unit of `text`, which stands somewhere in `within` of the source.
    fn found(
        form: Form,
        text: &str,
        translation: Written<'_>,
        within: Range<usize>,
    ) -> Self {
        let mut unit = Self::new(form, translation.file);
        let source = &translation.body.source[within.clone()];
        unit.push(text, source.find(text).map(|it| within.start + it));
        unit
    }

    /// Where `range` of the text stands in its file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let run = self.runs.iter().rfind(|it| it.0 <= range.start);
        match run {
            Some((start, Some(source))) => {
                let from = source + range.start - start;
                Span::new(self.file, from..from + range.len())
            }
            _ => self.place(),
        }
    }

    /// Where it starts.
    pub(super) fn place(&self) -> Span {
        let first = self.runs.iter().enumerate().find_map(|(at, it)| Some((at, it.1?)));
        let Some((at, start)) = first else { return Span::file(self.file) };
        let end = self.runs.get(at + 1).map_or(self.text.len(), |it| it.0);
        let run = &self.text[self.runs[at].0..end];
        let line = run.trim_end().lines().next().map_or(0, str::len);
        Span::new(self.file, start..start + line)
    }

    /// The numbers in it; those in links only explain others.
    pub(super) fn numbers(&self, locale: &Locale) -> Vec<Number> {
        let mut numbers = locale.numbers(&self.text);
        for number in &mut numbers {
            number.certain &=
                !self.quiet.iter().any(|it| it.contains(&number.range.start));
        }
        numbers
    }

    /// Whether a digit is in it: most paragraphs have none and need no second look.
    pub(super) fn has_digits(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

/// The units of a page, in order.
pub(super) fn units(translation: Written<'_>) -> Vec<Unit> {
    let mut units = front(translation);
    let body = &translation.body;
    let mut reader =
        Reader { translation, units: &mut units, open: Vec::new(), link: None };
    for event in &body.events {
        reader.event(*event);
    }
    units.retain(|it| !it.text.trim().is_empty());
    units
}

/// The texts of the front matter that readers see.
fn front(translation: Written<'_>) -> Vec<Unit> {
    let front = &translation.front;
    let source = &translation.body.source;
    let end = source.match_indices("\n---").next().map_or(0, |it| it.0);
    let mut units = Vec::new();
    let mut add = |key: &'static str, text: &str| {
        units.push(Unit::found(Form::Front(key), text, translation, 0..end));
    };
    add("title", &front.title);
    front.summary.iter().for_each(|it| add("summary", it));
    front.audience.iter().for_each(|it| add("audience", it));
    front.changes.iter().for_each(|it| add("changes", &it.what));
    front.recommendations.iter().for_each(|it| add("recommendations", it));
    front.strategies.iter().for_each(|it| add("strategies", it));
    front.reforms.iter().for_each(|it| add("reforms", it));
    units
}

struct Reader<'a> {
    translation: Written<'a>,
    units: &'a mut Vec<Unit>,
    /// The units that are open, as indices.
    open: Vec<usize>,
    /// Where the link began in the innermost unit.
    link: Option<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(slice) => self.text(slice),
            Event::Break => self.push("\n", None),
            Event::Block(index) => self.block(index as usize),
            Event::Code(_)
            | Event::Math(..)
            | Event::Html(_)
            | Event::Value(_)
            | Event::Footnote(_) => self.push(&GAP.to_string(), None),
            Event::Rule | Event::Task(_) => {}
        }
    }

    fn body(&self) -> &Body {
        self.translation.body
    }

    fn start(&mut self, tag: Tag) {
        let form = match tag {
            Tag::Heading(index) => {
                Form::Heading(self.body().headings[index as usize].level)
            }
            Tag::TableCell(_) => Form::Cell,
            Tag::Link(_) | Tag::Image(_) => {
                self.link = self.unit().map(|it| it.text.len());
                return;
            }
            tag if is_text(tag) => Form::Text,
            _ => return,
        };
        self.units.push(Unit::new(form, self.translation.file));
        self.open.push(self.units.len() - 1);
    }

    fn end(&mut self, tag: Tag) {
        if matches!(tag, Tag::Link(_) | Tag::Image(_)) {
            let start = self.link.take();
            if let (Some(start), Some(unit)) = (start, self.unit()) {
                unit.quiet.push(start..unit.text.len());
            }
        } else if is_text(tag) || matches!(tag, Tag::Heading(_) | Tag::TableCell(_)) {
            self.open.pop();
        }
    }

    fn unit(&mut self) -> Option<&mut Unit> {
        let at = *self.open.last()?;
        self.units.get_mut(at)
    }

    fn text(&mut self, slice: Slice) {
        let body = &self.translation.body;
        self.push(body.text(slice), slice.source_range().map(|it| it.start));
    }

    fn push(&mut self, text: &str, source: Option<usize>) {
        if let Some(unit) = self.unit() {
            unit.push(text, source);
        }
    }

    /// The words of a block.
    fn block(&mut self, index: usize) {
        let block = &self.translation.body.blocks[index];
        let texts: Vec<&String> = match &block.node {
            Block::Chart(it) => it.title.iter().chain(&it.caption).collect(),
            Block::Table(it) => it.title.iter().chain(&it.caption).collect(),
            Block::Figures(cards) => cards.iter().map(|it| &it.label).collect(),
            Block::Timeline(it) => it.title.iter().collect(),
        };
        let within = block.span.range();
        let units = texts
            .into_iter()
            .map(|it| Unit::found(Form::Caption, it, self.translation, within.clone()));
        self.units.extend(units);
    }
}

fn is_text(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Item | Tag::Footnote(_) | Tag::Term | Tag::Definition
    )
}
