//! The door to Typst: all that a template can reach.
//!
//! Nothing here touches a disk, a network or a clock. Paths are the same for every paper, since
//! Typst keeps each one that it ever met.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use typst::{
    Feature, Library, LibraryExt as _, WorldExt as _, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::clusters;
use crate::{diag, model::Theme};

/// The template that a paper begins with.
const MAIN: &str = "report.typ";

/// Where the paper is.
const DATA: &str = "doc.json";

/// What templates and fonts there are.
#[derive(Debug)]
pub(super) struct World {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Option<FileId>,
    sources: BTreeMap<u16, Template>,
    files: BTreeMap<u16, Bytes>,
}

#[derive(Debug)]
struct Template {
    source: Source,
    /// The file that it was read from.
    file: diag::FileId,
}

/// What is wrong with a template.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) place: Option<(diag::FileId, Range<usize>)>,
    pub(super) hint: Option<String>,
}

impl Problem {
    fn new(message: &str) -> Self {
        Self { message: message.to_owned(), place: None, hint: None }
    }
}

/// Where the file that goes with a paper as the one of that number is.
pub(super) fn attached(number: usize) -> String {
    format!("/files/{number}")
}

/// Forgets what was worked out so far. Without it memory grows by megabytes a paper.
pub(super) fn forget() {
    comemo::evict(0);
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World {
    /// The templates and fonts of `theme`.
    pub(super) fn new(theme: &Theme) -> Self {
        let fonts = theme.fonts.iter();
        let fonts: Vec<Font> =
            fonts.flat_map(|it| Font::iter(Bytes::new(it.clone()))).collect();
        let features = [Feature::A11yExtras].into_iter().collect();
        let mut sources = BTreeMap::new();
        let mut files = BTreeMap::new();
        for (name, (file, bytes)) in &theme.report {
            let Some(id) = id(name) else { continue };
            let key = id.into_raw().get();
            if let Ok(text) = std::str::from_utf8(bytes) {
                let source = Source::new(id, text.to_owned());
                sources.insert(key, Template { source, file: *file });
            }
            files.insert(key, Bytes::new(bytes.clone()));
        }
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: id(MAIN),
            sources,
            files,
        }
    }

    /// The PDF of the paper in `data`.
    pub(super) fn print(
        &self,
        data: String,
        files: Vec<Arc<[u8]>>,
        name: &str,
    ) -> Result<Vec<u8>, Vec<Problem>> {
        let Some(main) = self.main else { return Err(vec![Problem::new("no template")]) };
        let mut own = BTreeMap::new();
        let paths = std::iter::once(DATA.to_owned()).chain((0..).map(attached));
        let contents = std::iter::once(Bytes::from_string(data))
            .chain(files.into_iter().map(Bytes::new));
        for (content, path) in contents.zip(paths) {
            own.extend(id(&path).map(|it| (it.into_raw().get(), content)));
        }
        let desk = Desk { world: self, main, own };
        let told = |errors: Vec<SourceDiagnostic>| {
            errors.into_iter().map(|it| desk.problem(&it)).collect::<Vec<_>>()
        };
        let document: PagedDocument =
            typst::compile(&desk).output.map_err(|it| told(it.into_iter().collect()))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
            .map_err(|it| vec![Problem::new(it.message())])?;
        let creator = format!("Prokash {}", env!("CARGO_PKG_VERSION"));
        let options = PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            creator: Smart::Custom(Some(creator)),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&clusters::join(&document), &options)
            .map_err(|it| told(it.into_iter().collect()))
    }
}

/// The world with one paper in it.
struct Desk<'a> {
    world: &'a World,
    main: FileId,
    own: BTreeMap<u16, Bytes>,
}

impl Desk<'_> {
    fn problem(&self, found: &SourceDiagnostic) -> Problem {
        let place = found.span.id().and_then(|id| {
            let template = self.world.sources.get(&id.into_raw().get())?;
            Some((template.file, self.range(found.span)?))
        });
        Problem {
            message: found.message.to_string(),
            place,
            hint: found.hints.first().map(|it| it.v.to_string()),
        }
    }
}

impl typst::World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.world.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.world.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let template = self.world.sources.get(&id.into_raw().get());
        template.map(|it| it.source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let key = id.into_raw().get();
        let file = self.own.get(&key).or_else(|| self.world.files.get(&key));
        file.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.world.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
