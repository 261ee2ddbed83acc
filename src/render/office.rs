//! Papers as documents that officials edit, read and pass on: DOCX and EPUB.

use super::{docx, epub};
use crate::{
    model::Theme,
    page::{Paper, paper::Drawing},
    text::Shaper,
};

/// Changes when the same paper comes out otherwise, so that what was kept is made again.
const EDITION: u32 = 2;

/// How many pixels of a picture stand for one of its drawing: over 200 an inch on paper.
const SHARP: f32 = 2.0;

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
    pub fn fingerprint(&self, paper: &Paper, kind: Kind) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fingerprint.as_bytes());
        hasher.update(format!("{kind:?} {}", paper.route).as_bytes());
        hasher.update(&serde_json::to_vec(paper).unwrap_or_default());
        hasher.finalize()
    }

    /// The document of that kind of `paper`; `picture` makes a PNG of a drawing in shapes, or has
    /// one, by [`Office::picture`].
    pub fn write(
        &self,
        paper: &Paper,
        kind: Kind,
        picture: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Vec<u8> {
        let picture = |it: &Drawing| picture(&it.outlined(&self.shaper));
        match kind {
            Kind::Docx => {
                let styles = self.theme.report.get("word.xml");
                let styles = styles.map(|it| String::from_utf8_lossy(&it.1));
                docx::write(paper, &styles.unwrap_or_default(), &picture)
            }
            Kind::Epub => epub::write(paper, self.theme, &picture),
        }
    }

    /// The picture of a drawing in shapes; `None` where it is too big.
    pub fn picture(shapes: &str) -> Option<Vec<u8>> {
        super::png::picture(shapes, SHARP)
    }
}
