//! What was read, put together into a [`Site`].

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Options, album, embargo, record::Told};
use crate::{
    content::{self, Read},
    data,
    diag::{Diagnostics, FileId},
    model::{Asset, Page, Route, Site, Texts},
    project::{self, Project},
    source::Files,
};

/// What the settings in `files` say; `None` where they or what they name cannot be read.
pub(super) fn project(
    files: &Files,
    options: &Options,
    sink: &mut Diagnostics,
) -> Option<Project> {
    let mut project = project::parse(files).into(sink)?;
    if options.base_url.is_some() {
        project.settings.base_url.clone_from(&options.base_url);
    }
    project.settings.as_of = options.as_of;
    Some(project)
}

/// Reads the site in `files`: what is seen of it, what its pages say, and every page as it is kept.
pub(super) fn read(
    files: &Files,
    options: &Options,
    told: &mut Told,
) -> (Option<Site>, Texts, Vec<String>) {
    let Some(project) = project(files, options, &mut told.rest) else {
        return (None, Texts::default(), Vec::new());
    };
    let read = content::parse(files, &project.settings).into(&mut told.rest);
    let kept = read.par_iter().map(|it| keep(&it.page)).collect();
    let mut texts = Texts::default();
    let mut pages = Vec::with_capacity(read.len());
    for Read { page, text, found } in read {
        told.take(Some(page.id.clone()), found);
        texts.0.insert(page.id.clone(), text);
        pages.push(page);
    }
    let site = site(project, pages.into_iter(), files, options, &mut told.rest);
    (Some(site), texts, kept)
}

/// A page as it is kept: all of it, so that a text that was edited is known to be all that was.
pub(super) fn keep(page: &Page) -> String {
    // What cannot be kept is no page that could be read again, and then the whole site is built.
    serde_json::to_string(page).unwrap_or_default()
}

/// The site of `project` with the `pages` that were read.
pub(super) fn site(
    project: Project,
    pages: impl Iterator<Item = Page>,
    files: &Files,
    options: &Options,
    sink: &mut Diagnostics,
) -> Site {
    let Project { settings, theme, framework, sdmx } = project;
    let glossary = content::glossary(files, &settings).into(sink);
    let mut datasets = data::parse(files, &settings).into(sink);
    let mut pages = pages.filter_map(|it| published(it, options.drafts)).collect();
    let held = embargo::hold(&mut pages, &mut datasets, &settings, sink);
    Site {
        held,
        pages: pages.into_iter().map(|it| (it.id.clone(), it)).collect(),
        datasets: datasets.into_iter().map(|it| (it.id.clone(), it)).collect(),
        assets: assets(files),
        glossary,
        settings,
        theme,
        framework,
        sdmx,
    }
}

/// The page without its drafts, if anything is left.
pub(super) fn published(mut page: Page, drafts: bool) -> Option<Page> {
    page.translations.retain(|_, it| drafts || !it.front.draft);
    (!page.translations.is_empty()).then_some(page)
}

/// Files of `content/` that are no pages and no glossary: they are copied below `files/`.
fn assets(files: &Files) -> BTreeMap<String, Asset> {
    let all = files.under("content/").filter(|id| {
        !content::is_page(files.path(*id)) && files.path(*id) != content::GLOSSARY
    });
    let all: Vec<FileId> = all.collect();
    let asset = |file: &FileId| {
        let path = crate::text::nfc(&files.path(*file)["content/".len()..]);
        let route = Route::new(&format!("files/{path}"));
        let image = album::look(files, &path, *file);
        (path, Asset { file: *file, route, image })
    };
    all.par_iter().map(asset).collect()
}
