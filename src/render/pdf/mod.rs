//! A paper → PDF, by Typst as a library.
//!
//! The paper reaches the theme's templates as data, never as markup: whatever an author writes prints
//! as text. The files are PDF/UA-1 and PDF/A-3a at once, and the same paper gives the same bytes.
//!
//! Call this from plain threads only: Typst works in parallel itself, and a thread of a pool that
//! takes up another page while it waits would run out of stack.

mod clusters;
mod letters;
mod world;

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;

use self::world::World;
use crate::{
    diag::{Diagnostic, Diagnostics, Message, Rule, Span, say},
    model::Theme,
    page::Paper,
    text::Shaper,
};

/// Changes when the same paper comes out otherwise, so that what was kept is made again.
const EDITION: u32 = 2;

/// The theme's report templates and fonts, read once for all papers.
#[derive(Debug)]
pub struct Press {
    world: World,
    shaper: Shaper,
    fingerprint: blake3::Hash,
    logo: bool,
}

/// A paper ready to be set.
#[derive(Debug)]
pub struct Sheet {
    data: String,
    files: Vec<Arc<[u8]>>,
    name: String,
    /// Letters of the paper that no font of the theme has, in order; a box stands for each.
    pub unknown: Vec<char>,
}

/// What templates meet.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    paper: &'a Paper,
    files: Vec<Attached<'a>>,
    /// Where a template finds the image that the site has there.
    images: BTreeMap<&'a str, String>,
    logo: bool,
}

/// A file that goes with the PDF.
#[derive(Serialize)]
struct Attached<'a> {
    name: &'a str,
    path: String,
}

impl Press {
    /// The press of `theme`.
    pub fn new(theme: &Theme) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        hasher.update(&EDITION.to_le_bytes());
        for (name, (_, bytes)) in &theme.report {
            hasher.update(name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        for font in &theme.fonts {
            hasher.update(font);
        }
        Self {
            world: World::new(theme),
            shaper: Shaper::new(theme.fonts.clone()),
            fingerprint: hasher.finalize(),
            logo: theme.report.contains_key("logo.svg"),
        }
    }

    /// `paper` with the `files` that go with it, by name, and the `images` in it, by where they are on
    /// the site, ready to be set.
    pub fn prepare(
        &self,
        paper: &Paper,
        files: Vec<(String, Vec<u8>)>,
        images: Vec<(&str, Arc<[u8]>)>,
    ) -> Sheet {
        let attached = files
            .iter()
            .enumerate()
            .map(|(at, (name, _))| Attached { name, path: world::attached(at) });
        let places = (files.len()..).map(world::attached);
        let document = Document {
            paper,
            files: attached.collect(),
            images: images.iter().map(|it| it.0).zip(places).collect(),
            logo: self.logo,
        };
        let data = serde_json::to_string(&document).unwrap_or_default();
        let (data, unknown) = letters::settle(data, &self.shaper);
        Sheet {
            data,
            unknown,
            name: paper.route.to_string(),
            files: files
                .into_iter()
                .map(|it| it.1.into())
                .chain(images.into_iter().map(|it| it.1))
                .collect(),
        }
    }

    /// What the PDF of `sheet` follows from.
    pub fn fingerprint(&self, sheet: &Sheet) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fingerprint.as_bytes());
        hasher.update(sheet.name.as_bytes()).update(sheet.data.as_bytes());
        for file in &sheet.files {
            hasher.update(&(file.len() as u64).to_le_bytes()).update(file);
        }
        hasher.finalize()
    }

    /// The PDF of `sheet`.
    ///
    /// Errors: a template fails.
    pub fn print(&self, sheet: Sheet) -> Result<Vec<u8>, Diagnostics> {
        let Sheet { data, files, name, .. } = sheet;
        self.world.print(data, files, &name).map_err(|found| {
            let told = found.into_iter().map(|it| {
                let diagnostic = match it.place {
                    Some((file, range)) => Diagnostic::new(
                        Rule::BadReport,
                        Span::new(file, range),
                        Message::quoted(it.message),
                    ),
                    None => {
                        let message = say!(
                            "`{name}` cannot be set: {message}",
                            name,
                            message = it.message
                        );
                        Diagnostic::global(Rule::BadReport, message)
                    }
                };
                diagnostic.maybe_help(it.hint.map(Message::quoted))
            });
            told.collect()
        })
    }

    /// Forgets what was worked out for papers that are done.
    pub fn rest() {
        world::forget();
    }
}
