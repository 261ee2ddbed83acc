//! A paper → DOCX (ECMA-376, `WordprocessingML`), for officials to edit and comment.
//!
//! Headings, lists, footnotes, links and tables are Word's own, styled by name through the theme's
//! `report/word.xml`, so that they stay what they are when they are edited. Bangla is a complex
//! script to Word: its font, size, weight and language are said apart from those of Latin letters.

mod body;
mod figure;
mod formula;
mod parts;
mod run;

use std::{collections::BTreeMap, io::Cursor};

use self::body::Body;
use super::{
    export::Archive,
    office::{self, Pictures},
    picture,
};
use crate::page::{Paper, paper::Node};

/// The namespaces of a part with text.
const SPACES: [(&str, &str); 6] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
];

/// What the parts of one file share.
struct Shared<'a> {
    paper: &'a Paper,
    tongue: Tongue,
    source: Pictures<'a>,
    /// The pictures in it.
    pictures: Vec<picture::File>,
    /// The footnotes in the order of their numbers, with their names.
    notes: Vec<(&'a str, &'a [Node])>,
    /// The ordered lists: the level of each and its first number.
    lists: Vec<(usize, u32)>,
    /// The headings that can be led to, by anchor.
    anchors: BTreeMap<&'a str, usize>,
    /// How many numbers for parts that must differ were given out.
    ids: usize,
    /// How many charts there were.
    figures: usize,
}

impl Shared<'_> {
    fn id(&mut self) -> String {
        self.ids += 1;
        self.ids.to_string()
    }
}

/// The languages of a file: Word holds one for Latin letters and one for complex scripts.
struct Tongue {
    /// The paper's own.
    own: String,
    latin: String,
    complex: String,
}

/// Languages in scripts that Word calls complex.
const COMPLEX: [&str; 20] = [
    "ar", "as", "bn", "dv", "fa", "gu", "he", "hi", "km", "kn", "lo", "ml", "mr", "my",
    "ne", "pa", "ta", "te", "th", "ur",
];

/// The languages that the others are next to: Word knows no language without a region.
const LATIN: &str = "en-GB";
const BANGLA: &str = "bn-BD";

impl Tongue {
    fn of(paper: &Paper) -> Self {
        let own = paper.tag();
        let complex = COMPLEX.contains(&paper.lang.as_str());
        let (latin, complex) = if complex {
            (LATIN.to_owned(), own.clone())
        } else {
            (own.clone(), BANGLA.to_owned())
        };
        Self { own, latin, complex }
    }

    fn is_complex(&self) -> bool {
        self.own == self.complex
    }

    /// The attribute and the value that say that words stand in `lang`.
    fn said<'a>(&'a self, lang: &'a str) -> (&'static str, &'a str) {
        let attribute = if COMPLEX.contains(&lang) { "w:bidi" } else { "w:val" };
        let known = [&*self.own, LATIN, BANGLA];
        let full = known.into_iter().find(|it| it.split('-').next() == Some(lang));
        (attribute, full.unwrap_or(lang))
    }
}

/// `paper` as DOCX, set in `styles`.
///
/// # Panics
/// Never: writing to memory cannot fail.
pub(super) fn write(paper: &Paper, styles: &str, source: Pictures<'_>) -> Vec<u8> {
    let anchors = paper.anchors().into_iter().zip(1..).collect();
    let mut shared = Shared {
        paper,
        tongue: Tongue::of(paper),
        source,
        pictures: Vec::new(),
        notes: Vec::new(),
        lists: Vec::new(),
        anchors,
        ids: 0,
        figures: 0,
    };
    let (document, document_links) = Body::document(&mut shared);
    let (notes, note_links) = Body::notes(&mut shared);
    let names: Vec<String> = (1..)
        .zip(&shared.pictures)
        .map(|(at, it)| format!("media/{at}.{}", office::ending(it)))
        .collect();
    let files = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("docProps/core.xml", parts::core(paper)),
        ("docProps/app.xml", parts::app()),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            parts::document_relations(&document_links, &names),
        ),
        ("word/styles.xml", parts::styles(styles, &shared.tongue)),
        ("word/settings.xml", parts::settings(&shared.tongue)),
        ("word/fontTable.xml", parts::fonts()),
        ("word/numbering.xml", parts::numbering(&shared.lists)),
        ("word/footnotes.xml", notes),
        ("word/_rels/footnotes.xml.rels", parts::relations(&note_links)),
        ("word/footer.xml", parts::footer(paper)),
    ];
    let mut archive = Archive::new(Cursor::new(Vec::new()));
    let pictures = names.iter().zip(&shared.pictures);
    let pictures = pictures.map(|(name, it)| (format!("word/{name}"), &*it.1));
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), &**bytes));
    for (name, bytes) in files.chain(pictures) {
        archive.add(&name, bytes).expect("writing to memory cannot fail");
    }
    archive.finish().expect("writing to memory cannot fail").into_inner()
}
