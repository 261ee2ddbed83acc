//! Top: the pipeline, from a folder to a site.
//!
//! [`build`] is the whole journey on one screen. Pages are rendered and written as soon as they
//! are made, on all cores, so that a large site is never held in memory as pages. Where an earlier
//! build left a record and only texts were edited since, `again` makes the pages of these texts alone.
//! Nothing is printed here.

mod again;
mod album;
mod assemble;
mod cache;
mod digest;
mod embargo;
mod inputs;
mod office;
#[cfg_attr(not(feature = "pdf"), path = "no_papers.rs")]
mod papers;
mod preview;
mod publish;
mod record;
mod schema;
mod shelf;
mod trouble;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use rayon::prelude::*;

use self::{
    album::Album,
    cache::Cache,
    record::{Keeper, Kept, Record, Told},
};
pub use self::{
    preview::{Ask, News, preview},
    schema::{blocks, schemas},
    trouble::Trouble,
};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Severity, Span, say},
    model::{PageId, Route, Settings, Site, Texts},
    output::{Stage, Written},
    page::{self, Catalogue, Job, Sizes, Words},
    project,
    render::{self, html::Templates},
    review,
    source::{self, Failure, Files},
    text::{Language, Shaper, Slip, slips},
};

/// What to build, and how.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site is written; left out, nothing is.
    pub out: Option<PathBuf>,
    /// The address in place of the one in the settings.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The day as of which the site is made: what is to be released later is left out. Without
    /// one, everything with a release date is.
    pub as_of: Option<Date>,
    /// Whether pages have a PDF beside them; a program without Typst in it makes none.
    pub pdfs: bool,
    /// Whether notes and the like have a DOCX and an EPUB beside them.
    pub office: bool,
    /// Whether such pages are made as one file too.
    pub singles: bool,
    /// Whether to build on what an earlier build left, and to leave the same for the next one.
    pub cached: bool,
}

/// A part of a build that takes long where there is much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Charts are made into pictures.
    Charts,
    /// Datasets are written in all formats.
    Datasets,
    /// PDFs are set.
    Papers,
    /// Pages are made.
    Pages,
}

/// How far a build is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// So many are to be made.
    Begins(Step, usize),
    /// One more of them is.
    Made,
}

/// Whoever hears how far a build is, from several threads at once.
pub type Hear<'a> = &'a (dyn Fn(Event) + Sync);

/// What came of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The inputs, to show where a diagnostic is.
    pub files: Files,
    /// What was noticed, in order. With an error among it, nothing was written.
    pub diagnostics: Diagnostics,
    /// Pages made.
    pub pages: usize,
    /// Charts drawn.
    pub charts: usize,
    /// PDFs written.
    pub papers: usize,
    /// What was written.
    pub written: Option<Written>,
}

/// A site as it was read, before anything is made of it.
#[derive(Debug)]
pub struct Read {
    /// The inputs.
    pub files: Files,
    /// The site; `None` where its settings or theme cannot be read.
    pub site: Option<Site>,
    /// What its pages say.
    pub texts: Texts,
    /// What was noticed in reading.
    pub diagnostics: Diagnostics,
}

/// Reads the site in `root`, with its drafts and with what is held back.
///
/// Errors: the machine failed.
pub fn read(root: &Path) -> Result<Read, Failure> {
    let files = source::read(root)?;
    let options = Options { drafts: true, as_of: Some(Date::MAX), ..Options::default() };
    let mut told = Told::default();
    let (site, texts, _) = assemble::read(&files, &options, &mut told);
    Ok(Read { files, site, texts, diagnostics: told.all() })
}

/// What `prokash.yaml` in `root` says, before anything else is read.
///
/// Errors: the machine failed.
pub fn settings(root: &Path) -> Result<(Files, Checked<Option<Settings>>), Failure> {
    let files = Files::new(source::read_some(root, &["prokash.yaml"])?);
    let settings = project::settings(&files);
    Ok((files, settings))
}

/// Builds the site in `root`.
///
/// Errors: the machine failed. What is wrong with the site is in the outcome's diagnostics.
pub fn build(root: &Path, options: &Options) -> Result<Outcome, Failure> {
    build_heard(root, options, &|_| {})
}

/// The same; `hear` is told how far it is.
///
/// Errors: as of [`build`].
pub fn build_heard(
    root: &Path,
    options: &Options,
    hear: Hear<'_>,
) -> Result<Outcome, Failure> {
    let works = Works { options, cache: Cache::of(root, options), hear };
    let Some(out) = &options.out else { return whole(root, &works, None) };
    let keeper = Keeper::open(root, out);
    if options.cached
        && let Some(outcome) = again::build(root, out, options, &keeper)?
    {
        return Ok(outcome);
    }
    whole(root, &works, Some(&keeper))
}

/// What a whole build works with.
struct Works<'a> {
    options: &'a Options,
    cache: Cache,
    hear: Hear<'a>,
}

/// Builds everything; leaves a record where there is a place for it.
fn whole(
    root: &Path,
    works: &Works<'_>,
    keeper: Option<&Keeper>,
) -> Result<Outcome, Failure> {
    let options = works.options;
    let entries = source::survey(root)?;
    let files = source::read_found(&entries, |_| true)?;
    let mut told = Told::default();
    let (site, texts, pages) = assemble::read(&files, options, &mut told);
    let mut outcome = Outcome {
        files,
        diagnostics: Diagnostics::new(),
        pages: 0,
        charts: 0,
        papers: 0,
        written: None,
    };
    if let Some(site) = site {
        let made = make((&site, &texts), works, &mut told, &mut outcome)?;
        if let Some((stage, kept, words)) = made {
            let outputs = stage.written().into_iter().collect();
            keeper.inspect(|it| it.forget());
            outcome.written = Some(stage.commit()?);
            if let Some(keeper) = keeper.filter(|_| options.cached) {
                let mut record = Record {
                    options: again::asked(options),
                    clock: keeper.clock,
                    inputs: inputs::list(&entries, &outcome.files),
                    outputs,
                    told: told.clone(),
                    pages: outcome.pages,
                    charts: outcome.charts,
                    papers: outcome.papers,
                    ..Record::default()
                };
                let kept = Kept { pages, ..kept };
                keeper.keep(&mut record, Some(&kept), Some(&words));
            }
        }
    }
    outcome.diagnostics = told.all();
    Ok(outcome)
}

/// A site that is ready to be put in its place, and what is kept of it.
type Made = (Stage, Kept, Words);

/// Makes everything that `site` comes to, and writes it where nothing is wrong.
fn make(
    (site, texts): (&Site, &Texts),
    works: &Works<'_>,
    told: &mut Told,
    outcome: &mut Outcome,
) -> Result<Option<Made>, Failure> {
    let &Works { options, ref cache, hear } = works;
    review_all(site, texts, &outcome.files, told);
    let stage = match &options.out {
        Some(out) if !told.has_errors() => Some(Stage::open(out)?),
        _ => None,
    };
    let pictures = publish::draw(site);
    let mut sizes = Sizes::new();
    if let Some(stage) = &stage {
        sizes.extend(publish::drawings(&pictures, stage, cache, hear)?);
        sizes.extend(publish::data(site, stage, hear)?);
    }
    let size = |route: &Route| sizes.get(route).copied();
    let catalogue = Catalogue::new(site, &pictures, &size);
    let shaper = Shaper::new(site.theme.fonts.clone());
    let jobs = page::plan(&catalogue).into(&mut told.rest);
    let files = &outcome.files;
    let album = Album::new(site, files, cache);
    let to = papers::To { files, stage: stage.as_ref(), cache, album: &album, hear };
    let all: Vec<&Job> = jobs.iter().collect();
    outcome.papers = beside(&catalogue, texts, &all, &to, (options, told))?;
    let templates = Templates::new(site).into(&mut told.rest);
    let mut artifacts = publish::feeds(site, &catalogue, &jobs);
    let documents = page::documents(&catalogue, &jobs);
    let all: Vec<u32> = (0..documents.len() as u32).collect();
    let words = page::index(&catalogue, &documents, &all, texts);
    artifacts.extend(publish::records(site, &catalogue, &documents));
    artifacts.extend(publish::words(site, &words));
    artifacts.extend(publish::assets(site));
    outcome.pages = jobs.len();
    outcome.charts = pictures.all().count();
    let stage = stage.filter(|_| !told.has_errors());
    let press = publish::Press {
        catalogue: &catalogue,
        texts,
        templates: templates.as_ref(),
        shaper: &shaper,
        cache,
        album: &album,
        singles: options.singles,
    };
    press.pages(&jobs, stage.as_ref(), told, hear)?;
    let Some(stage) = stage.filter(|_| !told.has_errors()) else { return Ok(None) };
    publish::put(&artifacts, &stage)?;
    let groups = documents.len().div_ceil(render::search::TEXTS);
    let texts = |it| publish::texts(&catalogue, texts, &documents, it);
    let texts = (0..groups).into_par_iter().flat_map_iter(texts);
    texts.try_for_each(|(route, bytes)| stage.write(&route, &bytes))?;
    publish::copies(site, files, &album, &stage)?;
    let offered = catalogue.offered();
    drop(catalogue);
    sizes.extend(offered);
    cache.tidy();
    Ok(Some((stage, Kept { pages: Vec::new(), sizes }, words)))
}

/// Makes what the pages of `jobs` have beside them on paper and as documents, for `catalogue` to
/// offer; tells how many PDFs.
fn beside(
    catalogue: &Catalogue<'_>,
    texts: &Texts,
    jobs: &[&Job],
    to: &papers::To<'_>,
    (options, told): (&Options, &mut Told),
) -> Result<usize, Failure> {
    let mut sizes = Sizes::new();
    if options.pdfs && (to.stage.is_some() || options.out.is_none()) {
        sizes.extend(papers::print(catalogue, texts, jobs, to, told)?);
    }
    let papers = sizes.len();
    if let Some(stage) = to.stage.filter(|_| options.office) {
        sizes.extend(office::write(catalogue, texts, jobs, stage, (to.cache, to.album))?);
    }
    catalogue.offer(sizes);
    Ok(papers)
}

/// Slips in how Bangla is stored, in every text of the site's own. Only a check looks for them.
pub fn spelling(files: &Files) -> Diagnostics {
    let own = own_texts(files);
    let found = own.par_iter().flat_map_iter(|(file, text)| {
        let slip = |slip: Slip| {
            let span = Span::new(*file, slip.range);
            Diagnostic::new(Rule::SpellingForm, span, slip.what)
                .help(say!("`prokash check --fix` mends it"))
        };
        slips(text).into_iter().take(SLIPS).map(slip)
    });
    found.collect::<Vec<_>>().into_iter().collect()
}

/// How many slips of one file are told.
const SLIPS: usize = 25;

/// The texts that an editor writes.
fn own_texts(files: &Files) -> Vec<(FileId, &str)> {
    let settings = files.find("prokash.yaml");
    let ids = files.under("content/").chain(files.under("data/")).chain(settings);
    let written = |id: &FileId| {
        let path = files.path(*id);
        [".md", ".yaml", ".yml", ".csv"].iter().any(|it| path.ends_with(it))
    };
    ids.filter(written).filter_map(|id| Some((id, &**files.text(id)?))).collect()
}

/// What is to be said of the pages' languages and the names in the data.
fn review_all(site: &Site, texts: &Texts, files: &Files, told: &mut Told) {
    let pages: Vec<(&PageId, Diagnostics)> = site
        .pages
        .par_iter()
        .filter_map(|(id, it)| Some((id, review::page(site, it, texts.0.get(id)?))))
        .collect();
    let wrong = told.all();
    let wrong = wrong.iter().filter(|it| it.severity == Severity::Error);
    let wrong: BTreeSet<FileId> = wrong.filter_map(|it| Some(it.span?.file)).collect();
    for (id, mut found) in pages {
        // A language whose file is there and cannot be read is not missing.
        let unread = |it: &Language| {
            let file = || files.find(&format!("content/{id}.{it}.md"));
            let has = site.pages[id].translations.contains_key(it);
            !has && file().is_some_and(|it| wrong.contains(&it))
        };
        if site.settings.languages.iter().any(unread) {
            let others = found.iter().filter(|it| it.rule != Rule::NotTranslated);
            found = others.cloned().collect();
        }
        told.take(Some(id.clone()), found);
    }
    let datasets = site.datasets.par_iter().map(|it| review::dataset(site, it.1));
    for found in datasets.collect::<Vec<_>>() {
        told.take(None, found);
    }
}
