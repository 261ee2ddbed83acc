//! Papers as documents that officials edit, read and pass on: DOCX and EPUB.

use super::{docx, epub, picture};
use crate::{
    model::{ImageFormat, Theme},
    page::{Paper, paper::Drawing},
    text::Shaper,
};

/// Changes when the same paper comes out otherwise, so that what was kept is made again.
const EDITION: u32 = 2;

/// How many pixels of a picture stand for one of its drawing: over 200 an inch on paper.
const SHARP: f32 = 2.0;

/// Makes a PNG of a drawing in shapes, or has one.
pub type Shapes<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// Where the pictures of a document come from.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    /// Makes one of a chart.
    pub(super) drawing: &'a dyn Fn(&Drawing) -> Option<picture::File>,
    /// Finds one of the author's, as JPEG or PNG.
    pub(super) image: picture::At<'a>,
}

/// The ending of the name of a picture's file.
pub(super) fn ending(picture: &picture::File) -> &'static str {
    if picture.0 == ImageFormat::Png.media() { "png" } else { "jpeg" }
}

/// What such documents are made with.
#[derive(Debug)]
pub struct Office<'a> {
    theme: &'a Theme,
    shaper: Shaper,
    fingerprint: blake3::Hash,
}

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML, as Word writes it.
    Docx,
    /// An e-book.
    Epub,
}

impl Kind {
    /// Every kind, in the order of [`crate::page::office_routes`].
    pub const ALL: [Self; 2] = [Self::Docx, Self::Epub];
}

impl<'a> Office<'a> {
    /// The office of `theme`.
    pub fn new(theme: &'a Theme) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(&EDITION.to_le_bytes());
        let mut add = |name: &str, bytes: &[u8]| {
            hasher.update(name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        let shown =
            |it: &(&String, _)| it.0.ends_with(".css") || it.0.ends_with(".woff2");
        for (name, bytes) in theme.assets.iter().filter(shown) {
            add(name, bytes);
        }
        for (name, (_, bytes)) in &theme.report {
            add(name, bytes);
        }
        for font in &theme.fonts {
            add("", font);
        }
        let shaper = Shaper::new(theme.fonts.clone());
        Self { theme, shaper, fingerprint: hasher.finalize() }
    }

    /// What the document of that kind of `paper` follows from.
    pub fn fingerprint(
        &self,
        paper: &Paper,
        kind: Kind,
        image: picture::At<'_>,
    ) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fingerprint.as_bytes());
        hasher.update(format!("{kind:?} {}", paper.route).as_bytes());
        hasher.update(&serde_json::to_vec(paper).unwrap_or_default());
        for (_, bytes) in paper.images.iter().filter_map(|it| image(it)) {
            hasher.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        }
        hasher.finalize()
    }

    /// The document of that kind of `paper`; `picture` has those of charts, by
    /// [`Office::picture`]; `image` has the images that authors put into it.
    pub fn write(
        &self,
        paper: &Paper,
        kind: Kind,
        (picture, image): (Shapes<'_>, picture::At<'_>),
    ) -> Vec<u8> {
        let drawing = |it: &Drawing| {
            let png = picture(&it.outlined(&self.shaper))?;
            Some((ImageFormat::Png.media(), png.into()))
        };
        let pictures = Pictures { drawing: &drawing, image };
        match kind {
            Kind::Docx => {
                let styles = self.theme.report.get("word.xml");
                let styles = styles.map(|it| String::from_utf8_lossy(&it.1));
                docx::write(paper, &styles.unwrap_or_default(), pictures)
            }
            Kind::Epub => epub::write(paper, self.theme, pictures),
        }
    }

    /// The picture of a drawing in shapes; `None` where it is too big.
    pub fn picture(shapes: &str) -> Option<Vec<u8>> {
        super::png::picture(shapes, SHARP)
    }
}
