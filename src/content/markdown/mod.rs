//! The door to Markdown: CommonMark with tables, footnotes, definitions, tasks, alerts and
//! mathematics → [`Body`].
//!
//! Text keeps its place in the source; what Markdown escapes is kept beside it. Two things are
//! ours: inline code that starts with `=` is a number from the data, and fences of certain names
//! are blocks.

mod html;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event as Md, HeadingLevel, LinkType, Options,
    Parser, Tag as MdTag, TagEnd,
};

use super::{expression, fence, formula};
use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, Spanned, say},
    model::{Alert, Alignment, Body, Event, Heading, Link, Slice, Tag},
    text::slug,
};

/// Reads the text of `source` from byte `start` on.
pub(super) fn parse(
    source: &Arc<str>,
    start: usize,
    file: FileId,
    sink: &mut Diagnostics,
) -> Body {
    let mut reader = Reader {
        body: Body { source: Arc::clone(source), ..Body::default() },
        file,
        start,
        open: Vec::new(),
        ids: BTreeMap::new(),
        level: 1,
        defined: BTreeMap::new(),
        used: BTreeMap::new(),
        sink,
    };
    let mut events = Parser::new_ext(&source[start..], options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let range = range.start + start..range.end + start;
        match event {
            Md::Start(MdTag::CodeBlock(kind)) => {
                let mut inner: Vec<(CowStr<'_>, Range<usize>)> = Vec::new();
                for (event, range) in events.by_ref() {
                    match event {
                        Md::Text(text) => inner.push((text, range)),
                        _ => break,
                    }
                }
                reader.code_block(&kind, &inner, range);
            }
            event => reader.event(event, range),
        }
    }
    reader.check_footnotes();
    reader.body.events.shrink_to_fit();
    reader.body
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

struct Reader<'a> {
    body: Body,
    file: FileId,
    start: usize,
    /// What is open, innermost last.
    open: Vec<Open>,
    /// How often each heading's name was used.
    ids: BTreeMap<String, usize>,
    /// The level of the last heading.
    level: u8,
    /// Where each footnote was first written, and first referred to.
    defined: BTreeMap<u32, Span>,
    used: BTreeMap<u32, Span>,
    sink: &'a mut Diagnostics,
}

/// What is open.
enum Open {
    Tag(Tag),
    /// An element of HTML, and where it was opened.
    Html(&'static str, Range<usize>),
    /// A block of HTML, as far as it was read, and where it is.
    HtmlBlock(String, Range<usize>),
    /// What has no meaning here.
    Nothing,
}

impl Reader<'_> {
    fn event(&mut self, event: Md<'_>, range: Range<usize>) {
        match event {
            Md::Start(tag) => self.start_tag(tag, range),
            Md::End(end) => self.end_tag(end),
            Md::Text(text) => self.text(&text),
            Md::Code(text) => self.code(&text, range),
            Md::InlineMath(text) => {
                self.formula(&text, false, range);
            }
            Md::DisplayMath(text) => self.formula(&text, true, range),
            Md::Html(html) => self.html_line(&html),
            Md::InlineHtml(html) => self.html_inline(&html, range),
            Md::FootnoteReference(name) => self.footnote_reference(&name, range),
            Md::SoftBreak => self.soft_break(range),
            Md::HardBreak => self.body.events.push(Event::Break),
            Md::Rule => self.body.events.push(Event::Rule),
            Md::TaskListMarker(done) => self.body.events.push(Event::Task(done)),
        }
    }

    fn formula(&mut self, text: &str, display: bool, range: Range<usize>) {
        let tex = self.slice(text);
        let span = Span::new(self.file, range);
        formula::add(tex, display, span, &mut self.body, self.sink);
    }

    /// `text` where it stands in the source, or else kept beside it.
    fn slice(&mut self, text: &str) -> Slice {
        let source = self.body.source.as_ptr().addr();
        let at = text.as_ptr().addr().wrapping_sub(source);
        if at <= self.body.source.len() && at + text.len() <= self.body.source.len() {
            Body::slice(at..at + text.len())
        } else {
            self.body.own(text)
        }
    }

    fn text(&mut self, text: &str) {
        let slice = self.slice(text);
        if let Some(Event::Text(last)) = self.body.events.last_mut()
            && let Some(joined) = last.join(slice)
        {
            *last = joined;
            return;
        }
        self.body.events.push(Event::Text(slice));
    }

    /// A line break within a paragraph is kept as written, so that text runs on over it.
    fn soft_break(&mut self, range: Range<usize>) {
        let written = &self.body.source[range.clone()];
        let newline = written.find('\n').map(|it| range.start + it);
        let slice = match newline {
            Some(at) => Body::slice(at..at + 1),
            None => self.body.own("\n"),
        };
        if let Some(Event::Text(last)) = self.body.events.last_mut()
            && let Some(joined) = last.join(slice)
        {
            *last = joined;
        } else {
            self.body.events.push(Event::Text(slice));
        }
    }

    fn start_tag(&mut self, tag: MdTag<'_>, range: Range<usize>) {
        let tag = match tag {
            MdTag::HtmlBlock => {
                return self.open.push(Open::HtmlBlock(String::new(), range));
            }
            MdTag::Paragraph => Some(Tag::Paragraph),
            MdTag::Heading { level, id, .. } => {
                Some(self.heading(level, id.as_deref(), range))
            }
            MdTag::BlockQuote(None) => Some(Tag::Quote),
            MdTag::BlockQuote(Some(kind)) => Some(Tag::Alert(alert(kind))),
            MdTag::List(first) => {
                Some(Tag::List(first.map(|it| u32::try_from(it).unwrap_or(1))))
            }
            MdTag::Item => Some(Tag::Item),
            MdTag::FootnoteDefinition(name) => {
                let index = self.footnote(&name);
                self.footnote_defined(index, &name, range);
                Some(Tag::Footnote(index))
            }
            MdTag::DefinitionList => Some(Tag::Definitions),
            MdTag::DefinitionListTitle => Some(Tag::Term),
            MdTag::DefinitionListDefinition => Some(Tag::Definition),
            MdTag::Table(alignments) => {
                self.body
                    .tables
                    .push(alignments.iter().map(|it| alignment(*it)).collect());
                Some(Tag::Table(self.body.tables.len() as u32 - 1))
            }
            MdTag::TableHead => Some(Tag::TableHead),
            MdTag::TableRow => Some(Tag::TableRow),
            MdTag::TableCell => Some(Tag::TableCell(self.column())),
            MdTag::Emphasis => Some(Tag::Emphasis),
            MdTag::Strong => Some(Tag::Strong),
            MdTag::Strikethrough => Some(Tag::Strikethrough),
            MdTag::Link { link_type, dest_url, title, .. } => {
                let mail = matches!(link_type, LinkType::Email);
                let target = if mail {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.to_string()
                };
                Some(Tag::Link(self.link((&target, &title), false, range)))
            }
            MdTag::Image { dest_url, title, .. } => {
                Some(Tag::Image(self.link((&dest_url, &title), true, range)))
            }
            _ => None,
        };
        self.open.push(tag.map_or(Open::Nothing, Open::Tag));
        self.body.events.extend(tag.map(Event::Start));
    }

    fn end_tag(&mut self, _: TagEnd) {
        while let Some(Open::Html(name, range)) =
            self.open.pop_if(|it| matches!(it, Open::Html(..)))
        {
            self.close_html(name, range);
        }
        let tag = match self.open.pop() {
            Some(Open::Tag(tag)) => tag,
            Some(Open::HtmlBlock(html, range)) => return self.html_block(&html, range),
            _ => return,
        };
        match tag {
            Tag::Heading(index) => self.name_heading(index as usize),
            Tag::Image(index) => self.check_image(index as usize),
            _ => {}
        }
        self.body.events.push(Event::End(tag));
    }

    /// The column of the cell that starts: cells since the row began.
    fn column(&self) -> u32 {
        let row =
            self.body.events.iter().rev().take_while(|it| {
                !matches!(it, Event::Start(Tag::TableRow | Tag::TableHead))
            });
        row.filter(|it| matches!(it, Event::Start(Tag::TableCell(_)))).count() as u32
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: Range<usize>,
    ) -> Tag {
        let written = level as u8;
        let level = written.max(2);
        let message = match written {
            1 => Some(say!("a `#` heading in the text: the title is the only one")),
            _ if level > self.level + 1 => Some(say!(
                "a heading of level {level} after one of level {above}",
                level,
                above = self.level
            )),
            _ => None,
        };
        if let Some(message) = message {
            let marks = range.start..range.start + usize::from(written);
            let help = say!(
                "start it with `{marks}`",
                marks = "#".repeat(usize::from(self.level + 1))
            );
            self.sink.push(
                Diagnostic::new(Rule::HeadingLevel, Span::new(self.file, marks), message)
                    .help(help),
            );
        }
        self.level = level;
        let id = id.unwrap_or_default().into();
        self.body.headings.push(Heading { level, id, title: "".into() });
        Tag::Heading(self.body.headings.len() as u32 - 1)
    }

    /// Gives a heading its words and an anchor of its own.
    fn name_heading(&mut self, index: usize) {
        let within = self.body.events.iter().rev().take_while(
            |it| !matches!(it, Event::Start(Tag::Heading(at)) if *at as usize == index),
        );
        let mut words: Vec<&str> = within
            .filter_map(|it| match it {
                Event::Text(slice) | Event::Code(slice) => Some(self.body.text(*slice)),
                _ => None,
            })
            .collect();
        words.reverse();
        let title: Box<str> = words.concat().trim().into();
        let heading = &mut self.body.headings[index];
        let wanted = if heading.id.is_empty() { slug(&title) } else { slug(&heading.id) };
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let used = self.ids.entry(wanted.clone()).or_default();
        *used += 1;
        heading.id = if *used == 1 { wanted } else { format!("{wanted}-{used}") }.into();
        heading.title = title;
    }

    fn link(
        &mut self,
        (target, title): (&str, &str),
        image: bool,
        range: Range<usize>,
    ) -> u32 {
        let written = &self.body.source[range.clone()];
        let at = written.rfind(target).filter(|_| !target.is_empty());
        let range = match at {
            Some(at) => range.start + at..range.start + at + target.len(),
            None => range,
        };
        let link = Link { target: target.into(), title: title.into(), image };
        self.body.links.push(Spanned::new(link, Span::new(self.file, range)));
        self.body.links.len() as u32 - 1
    }

    fn check_image(&mut self, index: usize) {
        let empty = matches!(self.body.events.last(), Some(Event::Start(Tag::Image(at))) if *at as usize == index);
        if empty {
            let message = say!("this picture has no words for those who cannot see it");
            self.sink.push(
                Diagnostic::new(Rule::NoAltText, self.body.links[index].span, message)
                    .help(say!(
                        "write what it shows between the brackets: `![what it shows](…)`"
                    )),
            );
        }
    }

    fn code(&mut self, text: &str, range: Range<usize>) {
        let expression =
            text.strip_prefix('=').filter(|it| !it.starts_with(['=', ' ', '>']));
        let Some(written) = expression.filter(|it| !it.is_empty()) else {
            let slice = self.slice(text);
            self.body.events.push(Event::Code(slice));
            return;
        };
        let at = self.body.source[range.clone()]
            .find(written)
            .map_or(range.start, |it| it + range.start);
        match expression::parse(written) {
            Ok(expression) => {
                let span = Span::new(self.file, at..at + written.len());
                self.body.values.push(Spanned::new(expression, span));
                let index = self.body.values.len() as u32 - 1;
                self.body.events.push(Event::Value(index));
            }
            Err(fault) => {
                let span = at + fault.range.start..at + fault.range.end;
                self.sink.push(
                    Diagnostic::new(
                        Rule::BadExpression,
                        Span::new(self.file, span),
                        fault.message,
                    )
                    .help(fault.help),
                );
            }
        }
    }

    fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        inner: &[(CowStr<'_>, Range<usize>)],
        range: Range<usize>,
    ) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split_whitespace().next().unwrap_or_default()
            }
            CodeBlockKind::Indented => "",
        };
        let text: String = inner.iter().map(|it| &*it.0).collect();
        let place = match (inner.first(), inner.last()) {
            (Some(first), Some(last)) => {
                first.1.start + self.start..last.1.end + self.start
            }
            _ => range,
        };
        match fence::parse(language, &text, Span::new(self.file, place.clone())) {
            Some(Ok(block)) => {
                let span = Span::new(self.file, place);
                self.body.blocks.push(Spanned::new(block, span));
                let index = self.body.blocks.len() as u32 - 1;
                self.body.events.push(Event::Block(index));
            }
            Some(Err(diagnostic)) => self.sink.push(*diagnostic),
            None => {
                let tag = Tag::Code(self.body.own(language));
                let text = self.body.own(&text);
                let events = [Event::Start(tag), Event::Text(text), Event::End(tag)];
                self.body.events.extend(events);
            }
        }
    }

    fn footnote(&mut self, name: &str) -> u32 {
        let known = self.body.footnotes.iter().position(|it| **it == *name);
        let index = known.unwrap_or_else(|| {
            self.body.footnotes.push(name.into());
            self.body.footnotes.len() - 1
        });
        index as u32
    }

    fn footnote_reference(&mut self, name: &str, range: Range<usize>) {
        let index = self.footnote(name);
        self.used.entry(index).or_insert(Span::new(self.file, range));
        self.body.events.push(Event::Footnote(index));
    }

    fn footnote_defined(&mut self, index: u32, name: &str, range: Range<usize>) {
        let span = Span::new(self.file, range.start..range.start + name.len() + 3);
        if let Some(first) = self.defined.get(&index) {
            let message = say!("the footnote `{name}` is written twice", name);
            self.sink.push(
                Diagnostic::new(Rule::BadFootnote, span, message)
                    .label(*first, say!("first here"))
                    .help(say!("give one of them another name")),
            );
        }
        self.defined.entry(index).or_insert(span);
    }

    /// Footnotes that are referred to but not written.
    fn check_footnotes(&mut self) {
        for (index, span) in &self.used {
            if !self.defined.contains_key(index) {
                let name = &self.body.footnotes[*index as usize];
                let message = say!("there is no footnote `{name}`", name);
                self.sink.push(
                    Diagnostic::new(Rule::BadFootnote, *span, message).help(say!(
                        "write it on a line of its own: `[^{name}]: …`",
                        name
                    )),
                );
            }
        }
        for event in &self.body.events {
            if let Event::Text(slice) = event
                && let Some(range) = slice.source_range()
            {
                dangling_footnotes(
                    &self.body.source[range.clone()],
                    range.start,
                    self.file,
                    self.sink,
                );
            }
        }
    }
}

/// `[^x]` that stayed text, because no footnote of that name is written.
fn dangling_footnotes(text: &str, start: usize, file: FileId, sink: &mut Diagnostics) {
    for (at, _) in text.match_indices("[^") {
        let Some(length) = text[at..].find(']') else { continue };
        let name = &text[at + 2..at + length];
        if name.is_empty() || name.contains(char::is_whitespace) {
            continue;
        }
        let span = Span::new(file, start + at..start + at + length + 1);
        let message = say!("there is no footnote `{name}`", name);
        sink.push(
            Diagnostic::new(Rule::BadFootnote, span, message)
                .help(say!("write it on a line of its own: `[^{name}]: …`", name)),
        );
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::Center => Alignment::Centre,
        pulldown_cmark::Alignment::Right => Alignment::End,
        pulldown_cmark::Alignment::Left | pulldown_cmark::Alignment::None => {
            Alignment::Start
        }
    }
}
