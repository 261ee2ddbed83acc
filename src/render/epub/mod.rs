//! A paper → EPUB 3.3 (W3C), for phones and reading devices.
//!
//! One page of text with its style, its fonts and its charts as pictures; whoever cannot see them is
//! told what they show. The same paper gives the same bytes.

mod body;
mod package;

use std::{fmt::Write as _, io::Cursor};

use self::body::Body;
use super::{
    export::Archive,
    faces,
    office::{self, Pictures},
    picture,
};
use crate::{model::Theme, page::Paper};

/// What is named within the book.
const TEXT: &str = "text.xhtml";
const NAV: &str = "nav.xhtml";
const STYLE: &str = "style.css";

/// The name of the file of the picture of that number.
fn name(number: usize, picture: &picture::File) -> String {
    format!("{number}.{}", office::ending(picture))
}

/// A heading of the text.
struct Heading {
    level: u8,
    id: String,
    text: String,
}

/// `paper` as EPUB in the style and the fonts of `theme`.
///
/// # Panics
/// Never: writing to memory cannot fail.
pub(super) fn write(paper: &Paper, theme: &Theme, source: Pictures<'_>) -> Vec<u8> {
    let body = Body::write(paper, source);
    let (style, fonts) = style(theme, &body.text);
    let pictures = (1..).zip(&body.pictures);
    let pictures: Vec<(String, &[u8])> =
        pictures.map(|(at, it)| (name(at, it), &*it.1)).collect();
    let names = || fonts.iter().map(|it| it.0).chain(pictures.iter().map(|it| &*it.0));
    let package = package::package(paper, body.formulas, &names().collect::<Vec<_>>());
    let nav = package::nav(paper, &body.headings);
    let container = package::container();
    let mut archive = Archive::new(Cursor::new(Vec::new()));
    // The first file is not packed, so that the kind of the archive is told by its first bytes.
    archive.store("mimetype", b"application/epub+zip").expect("memory cannot fail");
    let files = [
        ("META-INF/container.xml", &*container),
        ("EPUB/package.opf", &package),
        (&format!("EPUB/{NAV}"), &nav),
        (&format!("EPUB/{TEXT}"), body.text.as_bytes()),
        (&format!("EPUB/{STYLE}"), style.as_bytes()),
    ]
    .map(|(name, bytes)| (name.to_owned(), bytes));
    let within = |name: &str| format!("EPUB/{name}");
    let fonts = fonts.iter().map(|(name, bytes)| (within(name), *bytes));
    let pictures = pictures.iter().map(|(name, bytes)| (within(name), *bytes));
    for (name, bytes) in files.into_iter().chain(fonts).chain(pictures) {
        archive.add(&name, bytes).expect("writing to memory cannot fail");
    }
    archive.finish().expect("writing to memory cannot fail").into_inner()
}

/// The style of the book and the fonts of the theme that `text` has letters for, by name.
fn style<'a>(theme: &'a Theme, text: &str) -> (String, Vec<(&'a str, &'a [u8])>) {
    let mut style = String::new();
    let mut fonts: Vec<(&str, &[u8])> = Vec::new();
    let mut families: Vec<&str> = Vec::new();
    for sheet in theme.assets.iter().filter(|it| it.0.ends_with(".css")) {
        let sheet = std::str::from_utf8(sheet.1).unwrap_or_default();
        for face in faces::all(sheet) {
            let Some((name, bytes)) = theme.assets.get_key_value(face.file) else {
                continue;
            };
            if !name.ends_with(".woff2") || !face.is_for(text) {
                continue;
            }
            style.push_str(face.rule);
            style.push('\n');
            if !fonts.iter().any(|it| it.0 == name) {
                fonts.push((name, bytes));
            }
            families.extend(face.family());
        }
    }
    families.dedup();
    style.push_str("body{font-family:");
    for family in families {
        // Writing to a string cannot fail.
        let _ = write!(style, "\"{family}\",");
    }
    style.push_str("sans-serif}\n");
    let own = theme.report.get("book.css").map(|it| String::from_utf8_lossy(&it.1));
    style.push_str(&own.unwrap_or_default());
    (style, fonts)
}
