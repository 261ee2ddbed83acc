//! A page's text as HTML.

use std::{fmt::Write as _, ops::Range, sync::Arc};

use super::escape::{escape, escape_marked};
use crate::{
    model::{Alert, Alignment, Body, Event, Tag},
    page::view::Text,
    render::{mathml, xml::Xml},
    text::Locale,
};

/// The text as HTML; `blocks` are its blocks, already rendered.
pub(super) fn html(text: &Text, blocks: &[Arc<str>], locale: &Locale) -> String {
    let body = &*text.body;
    let length = body.events.len() * 24 + blocks.iter().map(|it| it.len()).sum::<usize>();
    let mut writer = Writer {
        text,
        body,
        blocks,
        locale,
        lang: locale.language().to_string(),
        out: String::with_capacity(length + body.source.len() * 2),
        notes: vec![String::new(); body.footnotes.len()],
        references: vec![0; body.footnotes.len()],
        order: Vec::new(),
        term: 0,
        aside: Vec::new(),
        head: false,
        heading: "",
        caption: None,
    };
    for (at, event) in body.events.iter().enumerate() {
        writer.event(at, *event);
    }
    writer.footnotes();
    writer.out
}

struct Writer<'a> {
    text: &'a Text,
    body: &'a Body,
    blocks: &'a [Arc<str>],
    locale: &'a Locale,
    lang: String,
    out: String,
    /// The footnotes' texts, and how often each was referred to.
    notes: Vec<String>,
    references: Vec<usize>,
    /// The footnotes in the order of their numbers.
    order: Vec<usize>,
    /// The next word of the glossary.
    term: usize,
    /// What was written before a footnote's text began.
    aside: Vec<String>,
    /// Whether a table's head is being written.
    head: bool,
    /// The words of the last heading, which name a table that follows.
    heading: &'a str,
    /// The words below the picture that is being written.
    caption: Option<&'a str>,
}

impl Writer<'_> {
    fn event(&mut self, at: usize, event: Event) {
        match event {
            Event::Start(tag) => self.start(at, tag),
            Event::End(tag) => self.end(tag),
            Event::Text(slice) => self.words(at, self.body.text(slice)),
            Event::Code(slice) => {
                self.out.push_str("<code>");
                escape(self.body.text(slice), &mut self.out);
                self.out.push_str("</code>");
            }
            Event::Math(index) => self.formula(index as usize),
            Event::Html(slice) => self.out.push_str(self.body.text(slice)),
            Event::Value(index) => {
                let value = &self.text.values[index as usize];
                escape_marked(value, &self.lang, &mut self.out);
            }
            Event::Block(index) => self.out.push_str(&self.blocks[index as usize]),
            Event::Footnote(index) => self.footnote_reference(index as usize),
            Event::Break => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Task(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
        }
    }

    /// A formula. As a display it can be wider than the page, so it scrolls, as a table does.
    fn formula(&mut self, index: usize) {
        let formula = &self.body.formulas[index];
        let mut xml = Xml::part();
        let tex = self.body.text(formula.tex);
        mathml::write(&formula.math, tex, formula.display, &mut xml);
        let math = xml.into_text();
        let _ = if formula.display {
            let name = self.locale.word("formula.name");
            write!(
                self.out,
                "<span class=\"formula\" role=\"group\" tabindex=\"0\" \
                 aria-label=\"{name}\">{math}</span>"
            )
        } else {
            write!(self.out, "{math}")
        };
    }

    /// Writes the words of an event; those of the glossary lead there.
    fn words(&mut self, at: usize, words: &str) {
        let mut done = 0;
        while let Some(term) = self.text.terms.get(self.term).filter(|it| it.event == at)
        {
            let Range { start, end } = term.range;
            escape_marked(&words[done..start], &self.lang, &mut self.out);
            self.out.push_str("<a class=\"term\" href=\"");
            escape(&term.href, &mut self.out);
            self.out.push_str("\">");
            escape_marked(&words[start..end], &self.lang, &mut self.out);
            self.out.push_str("</a>");
            done = end;
            self.term += 1;
        }
        escape_marked(&words[done..], &self.lang, &mut self.out);
    }

    fn start(&mut self, at: usize, tag: Tag) {
        match tag {
            Tag::Paragraph => {
                self.caption = self.body.caption(at);
                let tag = if self.caption.is_some() {
                    "<figure class=\"picture\">"
                } else {
                    "<p>"
                };
                self.out.push_str(tag);
            }
            Tag::Heading(index) => {
                let heading = &self.body.headings[index as usize];
                self.heading = &heading.title;
                let _ = write!(self.out, "<h{} id=\"", heading.level);
                escape(&heading.id, &mut self.out);
                self.out.push_str("\">");
            }
            Tag::Quote => self.out.push_str("<blockquote>\n"),
            Tag::Alert(alert) => self.alert(alert),
            Tag::Code(_) => self.out.push_str("<pre tabindex=\"0\"><code>"),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(_) => self.table(),
            Tag::TableHead => {
                self.head = true;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => self.out.push_str("<tr>"),
            Tag::TableCell(column) => self.cell(at, column),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link(index) => self.link(index as usize),
            Tag::Image(index) => {
                self.out.push_str("<img loading=\"lazy\" src=\"");
                escape(&self.text.links[index as usize], &mut self.out);
                let asset = self.text.images.get(&index);
                // With its size known, nothing moves when it comes.
                if let Some(image) = asset.and_then(|it| it.image.as_ref()) {
                    let (width, height) = (image.width, image.height);
                    let _ = write!(self.out, "\" width=\"{width}\" height=\"{height}");
                }
                self.out.push_str("\" alt=\"");
            }
            Tag::Footnote(_) => self.aside.push(std::mem::take(&mut self.out)),
            Tag::Definitions => self.out.push_str("<dl>\n"),
            Tag::Term => self.out.push_str("<dt>"),
            Tag::Definition => self.out.push_str("<dd>"),
        }
    }

    fn end(&mut self, tag: Tag) {
        let written = match tag {
            Tag::Paragraph => match self.caption.take() {
                Some(caption) => {
                    self.out.push_str("<figcaption>");
                    escape_marked(caption, &self.lang, &mut self.out);
                    "</figcaption></figure>\n"
                }
                None => "</p>\n",
            },
            Tag::Heading(index) => {
                let level = self.body.headings[index as usize].level;
                let _ = writeln!(self.out, "</h{level}>");
                ""
            }
            Tag::Quote => "</blockquote>\n",
            Tag::Alert(_) => "</aside>\n",
            Tag::Code(_) => "</code></pre>\n",
            Tag::List(None) => "</ul>\n",
            Tag::List(Some(_)) => "</ol>\n",
            Tag::Item => "</li>\n",
            Tag::Table(_) => "</tbody></table></div>\n",
            Tag::TableHead => {
                self.head = false;
                "</tr></thead><tbody>\n"
            }
            Tag::TableRow => "</tr>\n",
            Tag::TableCell(0) => "</th>",
            Tag::TableCell(_) if self.head => "</th>",
            Tag::TableCell(_) => "</td>",
            Tag::Emphasis => "</em>",
            Tag::Strong => "</strong>",
            Tag::Strikethrough => "</del>",
            Tag::Link(_) => "</a>",
            Tag::Image(_) => "\">",
            Tag::Footnote(index) => {
                let before = self.aside.pop().unwrap_or_default();
                self.notes[index as usize] = std::mem::replace(&mut self.out, before);
                ""
            }
            Tag::Definitions => "</dl>\n",
            Tag::Term => "</dt>",
            Tag::Definition => "</dd>\n",
        };
        self.out.push_str(written);
    }

    fn alert(&mut self, alert: Alert) {
        let kind = alert.as_str();
        let word = self.locale.word(&format!("alert.{kind}"));
        let _ = writeln!(
            self.out,
            "<aside class=\"alert {kind}\" aria-label=\"{word}\"><p class=\"alert-title\">{word}</p>"
        );
    }

    /// A table can be wider than the page, so it scrolls; what scrolls must be reachable by key
    /// and have a name.
    fn table(&mut self) {
        let name = match self.heading {
            "" => self.locale.word("table.name"),
            heading => heading,
        };
        self.out.push_str(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"",
        );
        escape(name, &mut self.out);
        self.out.push_str("\"><table aria-label=\"");
        escape(name, &mut self.out);
        self.out.push_str("\">");
    }

    fn cell(&mut self, at: usize, column: u32) {
        let table = self.body.events[..at].iter().rev().find_map(|it| match it {
            Event::Start(Tag::Table(index)) => Some(*index as usize),
            _ => None,
        });
        let alignment = table.and_then(|it| self.body.tables[it].get(column as usize));
        let class = match alignment {
            Some(Alignment::End) => " class=\"number\"",
            Some(Alignment::Centre) => " class=\"centre\"",
            _ => "",
        };
        let _ = match (self.head, column) {
            (true, _) => write!(self.out, "<th scope=\"col\"{class}>"),
            (false, 0) => write!(self.out, "<th scope=\"row\"{class}>"),
            (false, _) => write!(self.out, "<td{class}>"),
        };
    }

    fn link(&mut self, index: usize) {
        let target = &self.text.links[index];
        if target.is_empty() {
            // The place of a link to what may not be seen yet.
            self.out.push_str("<a>");
            return;
        }
        let external = target.starts_with("http://") || target.starts_with("https://");
        self.out.push_str(if external {
            "<a rel=\"external\" href=\""
        } else {
            "<a href=\""
        });
        escape(target, &mut self.out);
        self.out.push_str("\">");
    }

    fn number(&self, index: usize) -> usize {
        self.order.iter().position(|it| *it == index).map_or(0, |it| it + 1)
    }

    fn footnote_reference(&mut self, index: usize) {
        if !self.order.contains(&index) {
            self.order.push(index);
        }
        self.references[index] += 1;
        let number = self.number(index);
        let id = reference_id(number, self.references[index]);
        let digits = self.locale.digits(&number.to_string());
        let _ = write!(
            self.out,
            "<sup><a id=\"{id}\" href=\"#fn-{number}\" role=\"doc-noteref\">{digits}</a></sup>"
        );
    }

    fn footnotes(&mut self) {
        if self.order.is_empty() {
            return;
        }
        let title = self.locale.word("footnotes.title");
        let back = self.locale.word("footnotes.back");
        let _ = writeln!(
            self.out,
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes\">\
             <h2 id=\"footnotes\">{title}</h2><ol>"
        );
        let mut at = 0;
        // A footnote may refer to another one, which then comes after it.
        while at < self.order.len() {
            let index = self.order[at];
            at += 1;
            let note = std::mem::take(&mut self.notes[index]);
            let note = note.trim_end();
            // The way back is part of the last paragraph, or else one of its own.
            let (note, own) = match note.strip_suffix("</p>") {
                Some(note) => (note, ""),
                None => (note, "<p>"),
            };
            let _ = write!(self.out, "<li id=\"fn-{at}\">{note}{own}");
            for time in 1..=self.references[index] {
                let id = reference_id(at, time);
                let _ = write!(
                    self.out,
                    " <a href=\"#{id}\" role=\"doc-backlink\" aria-label=\"{back} {}\">↩</a>",
                    self.locale.digits(&at.to_string())
                );
            }
            self.out.push_str("</p></li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }
}

fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
