//! The steps of a build that make artifacts: files with their bytes.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    chart,
    diag::{Checked, Diagnostics, Severity},
    model::{Route, Site},
    output::Stage,
    page::{self, Catalogue, Job, Pictures, Sizes},
    render::{self, html::Templates},
    source::{Content, Failure, Files},
    text::Shaper,
};

/// A file of the site.
pub(super) type Artifact = (Route, Vec<u8>);

/// Every chart of the site, drawn once for each language.
pub(super) fn draw(site: &Site) -> Pictures {
    let shaper = Shaper::new(site.theme.fonts.clone());
    let requests =
        page::requests(site).into_par_iter().filter_map(|(language, request)| {
            let dataset = site.datasets.get(&*request.data)?;
            let locale = site.locale(language);
            let picture = chart::picture(dataset, &request, locale, &shaper);
            Some((language, request, picture))
        });
    let mut pictures = Pictures::new();
    for (language, request, picture) in requests.collect::<Vec<_>>() {
        pictures.entry(language).or_default().insert(request, picture);
    }
    pictures
}

/// The data of every dataset that has any.
pub(super) fn data(site: &Site) -> Vec<Artifact> {
    let datasets: Vec<_> = site.datasets.values().filter(|it| it.has_values()).collect();
    let artifacts = datasets.par_iter().flat_map_iter(|dataset| {
        let at = |ending| Route::new(&format!("data/{}.{ending}", dataset.id));
        [
            (at("csv"), render::export::csv(dataset)),
            (at("json"), render::export::json(dataset, site)),
        ]
    });
    artifacts.collect()
}

/// The drawings as files.
pub(super) fn drawings(site: &Site, pictures: &Pictures) -> Vec<Artifact> {
    let drawings = page::drawings(site, pictures);
    drawings.map(|(route, svg)| (route, svg.as_bytes().to_vec())).collect()
}

/// How big the files are that pages offer.
pub(super) fn sizes(artifacts: &[Artifact]) -> Sizes {
    artifacts.iter().map(|(route, bytes)| (route.clone(), bytes.len() as u64)).collect()
}

/// What machines read to find pages: feeds, sitemap, robots.
pub(super) fn feeds(
    site: &Site,
    catalogue: &Catalogue<'_>,
    jobs: &[Job],
) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    if let Some(base) = &site.settings.base_url {
        for language in &site.settings.languages {
            let feed = page::feed(catalogue, *language);
            let route = Route::new(&format!("{language}/feed.xml"));
            artifacts.push((route, render::feed::write(&feed)));
        }
        let sitemap = page::addresses(catalogue, jobs);
        artifacts.extend(render::sitemap::write(&sitemap, base));
    }
    let robots = render::sitemap::robots(site.settings.base_url.as_deref());
    artifacts.push((Route::new("robots.txt"), robots));
    artifacts.push((Route::new(".nojekyll"), Vec::new()));
    artifacts
}

/// The theme's files.
pub(super) fn assets(site: &Site) -> Vec<Artifact> {
    let assets = site.theme.assets.iter();
    assets
        .map(|(name, bytes)| (Route::new(&format!("assets/{name}")), bytes.to_vec()))
        .collect()
}

/// Makes one page and writes it; tells what is wrong with it.
pub(super) fn page(
    catalogue: &Catalogue<'_>,
    job: &Job,
    templates: Option<&Templates>,
    stage: Option<&Stage>,
) -> Result<Diagnostics, Failure> {
    let Checked { value: view, mut diagnostics } = page::view(catalogue, job);
    let (Some(templates), false) = (templates, diagnostics.has_errors()) else {
        return Ok(diagnostics);
    };
    let html = render::html::page(&view, templates).into(&mut diagnostics);
    if let Some(stage) = stage
        && diagnostics.count(Severity::Error) == 0
    {
        stage.write(&view.route, &html)?;
    }
    Ok(diagnostics)
}

/// Copies the pictures and documents of `content/`.
pub(super) fn copies(site: &Site, files: &Files, stage: &Stage) -> Result<(), Failure> {
    let assets: BTreeMap<_, _> = site.assets.values().map(|(id, to)| (to, id)).collect();
    for (route, id) in assets {
        match files.content(*id) {
            Content::Asset(path) => stage.copy(route, path)?,
            Content::Text(text) => stage.write(route, text.as_bytes())?,
            Content::Bytes(bytes) => stage.write(route, bytes)?,
        }
    }
    Ok(())
}
