//! Atom feeds (RFC 4287).

use super::xml::Xml;
use crate::page::{Entry, Feed};

/// The feed as a file.
pub fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "feed",
        &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.lang.as_str())],
    );
    xml.leaf("id", &feed.url);
    xml.leaf("title", &feed.title);
    if let Some(subtitle) = &feed.subtitle {
        xml.leaf("subtitle", subtitle);
    }
    // A feed needs a date; one without pages was last changed before there was a web.
    let updated =
        feed.entries.iter().map(|it| &*it.updated).max().unwrap_or("1970-01-01");
    xml.leaf("updated", &instant(updated));
    xml.empty("link", &[("rel", "self"), ("href", &feed.url)]);
    xml.empty("link", &[("href", &feed.home)]);
    xml.open("author", &[]);
    xml.leaf("name", &feed.author);
    xml.close("author");
    for entry in &feed.entries {
        write_entry(&mut xml, entry);
    }
    xml.close("feed");
    xml.finish()
}

fn write_entry(xml: &mut Xml, entry: &Entry) {
    xml.open("entry", &[]);
    xml.leaf("id", &entry.url);
    xml.leaf("title", &entry.item.title.text);
    xml.leaf("published", &instant(&entry.published));
    xml.leaf("updated", &instant(&entry.updated));
    xml.empty("link", &[("href", &entry.url)]);
    if let Some(summary) = &entry.item.summary {
        xml.leaf("summary", &summary.text);
    }
    xml.close("entry");
}

/// The beginning of a day, as the standard wants a moment.
fn instant(day: &str) -> String {
    format!("{day}T00:00:00Z")
}
