//! Making again only what has changed since the recorded build.
//!
//! A page is known to others by its [`Page`]; its text is seen by nothing but the pages that show it,
//! the search and the review of the page itself, since nothing else is given any
//! [`Texts`]. So where only texts were edited and every `Page` is as it was recorded, these are all
//! there is to do. With the smallest doubt (no record, an input that is no page, files of the site
//! that are not as they were written, an error) nothing is done here and the whole site is built, so
//! that what is said and written is what a whole build says and writes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rayon::prelude::*;

use super::{
    Options, Outcome,
    album::Album,
    assemble,
    cache::Cache,
    inputs, papers,
    publish::{self, Artifact, Press},
    record::{Keeper, Record},
};
use crate::{
    content::{self, Read},
    diag::{Diagnostics, FileId, Span},
    model::{Page, PageId, Route, Settings, Texts},
    output::{Stage, Written},
    page::{self, Catalogue, Document, Job, Pictures},
    render::{self, html::Templates},
    review,
    source::{self, Entry, Failure, Files, Stamp},
    text::Shaper,
};

/// What was asked for, as far as what is made depends on it.
pub(super) fn asked(options: &Options) -> String {
    format!("{:?}", Options { out: None, ..options.clone() })
}

/// Makes again what has changed; `None` where the whole site has to be built.
pub(super) fn build(
    root: &Path,
    out: &Path,
    options: &Options,
    keeper: &Keeper,
) -> Result<Option<Outcome>, Failure> {
    let record = keeper.record().filter(|it| it.options == asked(options));
    let Some(record) = record.filter(|it| stands(out, it)) else { return Ok(None) };
    let entries = source::survey(root)?;
    if !inputs::are_the_same(&entries, &record) {
        return Ok(None);
    }
    let (now, doubted) = inputs::look_again(&entries, &record)?;
    let changed =
        now.iter().zip(&record.inputs).filter(|(it, old)| it.digest != old.digest);
    let changed: BTreeSet<&str> = changed.map(|it| &*it.0.path).collect();
    if !changed.iter().all(|it| content::is_page(it)) {
        return Ok(None);
    }
    let wanted = |it: &Entry| !content::is_page(&it.path) || changed.contains(&*it.path);
    let files = source::read_found(&entries, |it| !changed.is_empty() && wanted(it))?;
    let changed: Vec<FileId> = changed.iter().filter_map(|it| files.find(it)).collect();
    let record = Record { clock: keeper.clock, inputs: now, ..record };
    let cache = Cache::of(root, options);
    let mut again = Again { out, options, keeper, cache, files, record };
    let done = match &changed[..] {
        [] => {
            if doubted {
                keeper.keep(&mut again.record, None, None);
            }
            Some(0)
        }
        changed => again.build(changed)?,
    };
    done.map(|changed| again.outcome(changed)).transpose()
}

/// Whether the site is as it was written.
fn stands(out: &Path, record: &Record) -> bool {
    let Ok(found) = source::stamps(out) else { return false };
    let same = |(path, stamp): &(String, Stamp)| {
        let stamp = Stamp { changed: 0, ..*stamp };
        record.outputs.get(&Route::new(path)) == Some(&stamp)
    };
    found.len() == record.outputs.len() && found.iter().all(same)
}

/// A build on top of an earlier one.
struct Again<'a> {
    out: &'a Path,
    options: &'a Options,
    keeper: &'a Keeper,
    cache: Cache,
    files: Files,
    record: Record,
}

/// The pages whose texts were edited.
struct Edited {
    /// What they say, and what those say that share a file with them.
    texts: Texts,
    pages: BTreeSet<PageId>,
}

impl Again<'_> {
    /// Makes the pages whose texts are in the `changed` files; tells how many files that came to.
    fn build(&mut self, changed: &[FileId]) -> Result<Option<usize>, Failure> {
        let mut unheard = Diagnostics::new();
        let project = assemble::project(&self.files, self.options, &mut unheard);
        let (Some(project), Some(kept)) = (project, self.keeper.kept(&self.record))
        else {
            return Ok(None);
        };
        let pages = kept.pages.par_iter().map(|it| serde_json::from_str(it).ok());
        let Some(pages) = pages.collect::<Option<Vec<Page>>>() else { return Ok(None) };
        let edited = pages.iter().zip(&kept.pages);
        let edited = edited.filter(|it| files(it.0).any(|it| changed.contains(&it)));
        let Some(mut edited) = self.read(edited, &project.settings)? else {
            return Ok(None);
        };
        let all: BTreeMap<PageId, Vec<FileId>> =
            pages.iter().map(|it| (it.id.clone(), files(it).collect())).collect();
        let settings = project.settings.clone();
        let site = assemble::site(
            project,
            pages.into_iter(),
            &self.files,
            self.options,
            &mut unheard,
        );
        if page::is_part(&site, &edited.pages) {
            return Ok(None);
        }
        let pictures = Pictures::new(&site);
        let size = |route: &Route| kept.sizes.get(route).copied();
        let catalogue = Catalogue::new(&site, &pictures, &size);
        let jobs = page::plan(&catalogue).into(&mut unheard);
        let documents = page::documents(&catalogue, &jobs);
        let groups = groups(&documents, &edited.pages);
        for group in &groups {
            let shown =
                publish::group(&documents, *group).iter().filter_map(Document::shown);
            let shown: Vec<PageId> =
                shown.filter(|it| !edited.pages.contains(it)).collect();
            let wanted = shown.iter().filter_map(|it| all.get(it)).flatten().copied();
            let wanted: Vec<FileId> = wanted.collect();
            source::fill(&mut self.files, &wanted)?;
            for it in content::some(&self.files, &wanted, &settings).value {
                edited.texts.0.insert(it.page.id, it.text);
            }
        }
        self.make(&catalogue, &jobs, &documents, (&edited, &groups))
    }

    /// Reads the `edited` pages anew and takes what is said of them; `None` where others would see
    /// that one has changed.
    fn read<'a>(
        &mut self,
        edited: impl Iterator<Item = (&'a Page, &'a String)>,
        settings: &Settings,
    ) -> Result<Option<Edited>, Failure> {
        let edited: Vec<_> = edited.collect();
        let wanted: Vec<FileId> = edited.iter().flat_map(|it| files(it.0)).collect();
        source::fill(&mut self.files, &wanted)?;
        let read = content::some(&self.files, &wanted, settings);
        let same = read.value.iter().map(|it| assemble::keep(&it.page));
        if !same.eq(edited.iter().map(|it| it.1.clone())) || !read.diagnostics.is_empty()
        {
            return Ok(None);
        }
        let mut texts = Texts::default();
        let mut pages = BTreeSet::new();
        for Read { page, text, found } in read.value {
            self.record.told.pages.remove(&page.id);
            self.record.told.take(Some(page.id.clone()), found);
            pages.insert(page.id.clone());
            texts.0.insert(page.id, text);
        }
        Ok(Some(Edited { texts, pages }))
    }

    /// Makes all that is made of the edited texts and puts it into the site.
    fn make(
        &mut self,
        catalogue: &Catalogue<'_>,
        jobs: &[Job],
        documents: &[Document<'_>],
        (Edited { texts, pages }, groups): (&Edited, &BTreeSet<usize>),
    ) -> Result<Option<usize>, Failure> {
        let site = catalogue.site;
        let told = &mut self.record.told;
        for page in pages.iter().filter_map(|it| site.pages.get(it)) {
            let found = review::page(site, page, &texts.0[&page.id]);
            told.take(Some(page.id.clone()), found);
        }
        let templates = Templates::new(site).value;
        let shaper = Shaper::new(site.theme.fonts.clone());
        let stage = Stage::open(self.out)?;
        let album = Album::new(site, &self.files, &self.cache);
        let press = Press {
            catalogue,
            texts,
            templates: templates.as_ref(),
            shaper: &shaper,
            cache: &self.cache,
            album: &album,
            singles: self.options.singles,
        };
        let edited = |it: &&Job| it.shown().is_some_and(|it| pages.contains(&it));
        let jobs: Vec<&Job> = jobs.iter().filter(edited).collect();
        let to = papers::To {
            files: &self.files,
            stage: Some(&stage),
            cache: &self.cache,
            album: &album,
            hear: &|_| {},
        };
        super::beside(catalogue, texts, &jobs, &to, (self.options, told))?;
        for job in jobs {
            told.take(job.shown(), press.page(job, Some(&stage))?);
        }
        if told.has_errors() {
            return Ok(None);
        }
        let made = |it: &usize| publish::texts(catalogue, texts, documents, *it);
        for (route, bytes) in groups.iter().flat_map(made) {
            stage.write(&route, &bytes)?;
        }
        let Some(mut words) = self.keeper.words(&self.record) else { return Ok(None) };
        let of = (0..).zip(documents);
        let of = of.filter(|it| it.1.shown().is_some_and(|it| pages.contains(&it)));
        let of: Vec<u32> = of.map(|it| it.0).collect();
        let now = page::index(catalogue, documents, &of, texts);
        let removed = if page::exchange(&mut words, &of, now) {
            self.search(&publish::words(site, &words), &stage)?
        } else {
            Vec::new()
        };
        let written = stage.written();
        self.keeper.forget();
        stage.amend(&removed)?;
        let changed = written.len() + removed.len();
        for route in &removed {
            self.record.outputs.remove(route);
        }
        self.record.outputs.extend(written);
        self.keeper.keep(&mut self.record, None, Some(&words));
        Ok(Some(changed))
    }

    /// Writes the parts of the index that are not as they were; tells which of the old ones go.
    fn search(
        &self,
        artifacts: &[Artifact],
        stage: &Stage,
    ) -> Result<Vec<Route>, Failure> {
        let there: BTreeSet<&Route> = artifacts.iter().map(|it| &it.0).collect();
        let old = self.record.outputs.keys();
        let old = old.filter(|it| render::search::is_part(it) && !there.contains(it));
        let old = old.cloned().collect();
        let written = artifacts.par_iter().try_for_each(|(route, bytes)| {
            let recorded = self.record.outputs.get(route).map(|it| it.size);
            let same = recorded == Some(bytes.len() as u64)
                && source::read_bytes(self.out, route.as_str())? == *bytes;
            if same { Ok(()) } else { stage.write(route, bytes) }
        });
        written.map(|()| old)
    }

    /// What the build came to.
    fn outcome(mut self, changed: usize) -> Result<Outcome, Failure> {
        let diagnostics = self.record.told.all();
        source::fill(&mut self.files, &places(&diagnostics))?;
        let outputs = &self.record.outputs;
        let written = Written {
            files: outputs.len() as u64,
            bytes: outputs.values().map(|it| it.size).sum(),
            changed: changed as u64,
        };
        Ok(Outcome {
            files: self.files,
            diagnostics,
            pages: self.record.pages,
            charts: self.record.charts,
            papers: self.record.papers,
            written: Some(written),
        })
    }
}

fn files(page: &Page) -> impl Iterator<Item = FileId> {
    page.translations.values().map(|it| it.file)
}

/// The groups of `documents` in which texts of `pages` are.
fn groups(documents: &[Document<'_>], pages: &BTreeSet<PageId>) -> BTreeSet<usize> {
    let groups = documents.chunks(render::search::TEXTS).enumerate();
    let edited = |it: &Document<'_>| it.shown().is_some_and(|it| pages.contains(&it));
    groups.filter(|it| it.1.iter().any(edited)).map(|it| it.0).collect()
}

/// The files that are named by diagnostics.
fn places(diagnostics: &Diagnostics) -> Vec<FileId> {
    let spans = diagnostics.iter().flat_map(|it| {
        it.span.into_iter().chain(it.labels.iter().map(|label| label.span))
    });
    spans.map(|it: Span| it.file).collect::<BTreeSet<_>>().into_iter().collect()
}
