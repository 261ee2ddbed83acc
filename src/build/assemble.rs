//! What was read, put together into a [`Site`].

use std::collections::BTreeMap;

use super::Options;
use crate::{
    content, data,
    diag::Diagnostics,
    model::{Page, Route, Site},
    project::{self, Project},
    source::{Content, Files},
};

/// The site that `files` come to; `None` where its settings or theme cannot be read.
pub(super) fn site(
    files: &Files,
    options: &Options,
    sink: &mut Diagnostics,
) -> Option<Site> {
    let Project { mut settings, theme, framework } = project::parse(files).into(sink)?;
    if options.base_url.is_some() {
        settings.base_url.clone_from(&options.base_url);
    }
    let pages = content::parse(files, &settings).into(sink);
    let datasets = data::parse(files, &settings).into(sink);
    let pages = pages.into_iter().filter_map(|it| published(it, options.drafts));
    Some(Site {
        pages: pages.map(|it| (it.id.clone(), it)).collect(),
        datasets: datasets.into_iter().map(|it| (it.id.clone(), it)).collect(),
        assets: assets(files),
        settings,
        theme,
        framework,
    })
}

/// The page without its drafts, if anything is left.
fn published(mut page: Page, drafts: bool) -> Option<Page> {
    page.translations.retain(|_, it| drafts || !it.front.draft);
    (!page.translations.is_empty()).then_some(page)
}

/// Files of `content/` that are no pages: they are copied below `files/`.
fn assets(files: &Files) -> BTreeMap<String, (crate::diag::FileId, Route)> {
    let all = files.under("content/").filter(|id| {
        matches!(files.content(*id), Content::Asset(_))
            || !files.path(*id).ends_with(".md")
    });
    all.map(|id| {
        let path = crate::text::nfc(&files.path(id)["content/".len()..]);
        let route = Route::new(&format!("files/{path}"));
        (path, (id, route))
    })
    .collect()
}
