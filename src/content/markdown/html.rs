//! Raw HTML in a text: what is harmless is kept, and closed where its paragraph ends.

use std::ops::Range;

use super::{Open, Reader};
use crate::{
    content::clean::{self, Inline},
    diag::{Diagnostic, Rule, Span, say},
    model::Event,
};

impl Reader<'_> {
    /// A line of a block: what it opens may be closed in another, so the block is read as a whole.
    pub(super) fn html_line(&mut self, line: &str) {
        if let Some(Open::HtmlBlock(html, _)) = self.open.last_mut() {
            html.push_str(line);
        }
    }

    pub(super) fn html_block(&mut self, html: &str, range: Range<usize>) {
        let cleaned = clean::block(html);
        if cleaned.trim().is_empty()
            && !html.trim().is_empty()
            && !html.trim().starts_with("<!--")
        {
            self.unsafe_html(html.trim(), range);
        }
        let slice = self.body.own(&cleaned);
        self.body.events.push(Event::Html(slice));
    }

    pub(super) fn html_inline(&mut self, html: &str, range: Range<usize>) {
        let Some(tag) = clean::inline(html) else { return self.unsafe_html(html, range) };
        match tag {
            Inline::Comment => return,
            Inline::Alone => {}
            Inline::Opens(name) => self.open.push(Open::Html(name, range)),
            Inline::Closes(name) => {
                let opened =
                    |it: &mut Open| matches!(it, Open::Html(it, _) if *it == name);
                if self.open.pop_if(opened).is_none() {
                    let message = say!("`</{name}>` closes nothing", name);
                    self.sink.push(
                        Diagnostic::new(
                            Rule::UnsafeHtml,
                            Span::new(self.file, range),
                            message,
                        )
                        .help(say!("take it out, or write `<{name}>` before it", name)),
                    );
                    return;
                }
            }
        }
        let slice = self.slice(html);
        self.body.events.push(Event::Html(slice));
    }

    /// Closes an element that was opened in `range` and not closed before the end of what it is in:
    /// else the rest of the page would be in it.
    pub(super) fn close_html(&mut self, name: &str, range: Range<usize>) {
        let slice = self.body.own(&format!("</{name}>"));
        self.body.events.push(Event::Html(slice));
        let message = say!("`<{name}>` is not closed", name);
        self.sink.push(
            Diagnostic::new(Rule::UnsafeHtml, Span::new(self.file, range), message)
                .help(say!("write `</{name}>` where it ends", name)),
        );
    }

    fn unsafe_html(&mut self, html: &str, range: Range<usize>) {
        let message =
            say!("`{html}` was left out", html = html.lines().next().unwrap_or_default());
        self.sink.push(
            Diagnostic::new(Rule::UnsafeHtml, Span::new(self.file, range), message)
                .help(say!("write it as Markdown; only harmless HTML is kept")),
        );
    }
}
