//! The steps of a build that make artifacts: files with their bytes.

use rayon::prelude::*;

use super::{Event, Hear, Step, album::Album, cache::Cache, record::Told};
use crate::{
    chart::{self, Form},
    diag::{Checked, Diagnostic, Diagnostics, Rule, Severity, Span, say},
    model::{Route, Site, Texts},
    output::Stage,
    page::{self, Catalogue, Document, Job, Pictures, Sizes, Words},
    render::{self, html::Templates},
    source::{Content, Failure, Files},
    text::Shaper,
};

/// How many pixels of a picture stand for one of its drawing, so that it is sharp on phones.
const SHARP: f32 = 2.0;

/// A file of the site.
pub(super) type Artifact = (Route, Vec<u8>);

/// Every chart of the site, drawn once for each language.
pub(super) fn draw(site: &Site) -> Pictures<'_> {
    let pictures = Pictures::new(site);
    let all: Vec<_> = pictures.all().collect();
    all.par_iter().for_each(|(language, request)| {
        pictures.find(*language, request);
    });
    drop(all);
    pictures
}

/// Writes the data of every dataset that has any, then what is about all of them; tells how big
/// the files are. Those of one dataset are made and written together, so that no others are held.
pub(super) fn data(site: &Site, stage: &Stage, hear: Hear<'_>) -> Result<Sizes, Failure> {
    let datasets: Vec<_> = site.datasets.values().filter(|it| it.has_values()).collect();
    hear(Event::Begins(Step::Datasets, datasets.len()));
    let sizes = datasets.par_iter().map(|dataset| {
        let sizes = write(render::export::dataset(dataset, site), stage);
        hear(Event::Made);
        sizes
    });
    let sizes = sizes.collect::<Result<Vec<Sizes>, Failure>>()?;
    let mut sizes: Sizes = sizes.into_iter().flatten().collect();
    let more = render::export::site(site, &|route| sizes.get(route).copied());
    sizes.extend(write(more, stage)?);
    let all = Route::new("data/all.zip");
    let size = |route: &Route| sizes.get(route).copied();
    let bytes = stage.stream(&all, |out| render::export::all(site, &size, out))?;
    sizes.insert(all, bytes);
    Ok(sizes)
}

/// Writes `artifacts`.
pub(super) fn put(artifacts: &[Artifact], stage: &Stage) -> Result<(), Failure> {
    artifacts.par_iter().try_for_each(|(route, bytes)| stage.write(route, bytes))
}

fn write(artifacts: Vec<Artifact>, stage: &Stage) -> Result<Sizes, Failure> {
    let written = artifacts.into_iter().map(|(route, bytes)| {
        stage.write(&route, &bytes)?;
        Ok((route, bytes.len() as u64))
    });
    written.collect()
}

/// Writes the charts as files, SVG and PNG for whatever shows no SVG, each as soon as it is drawn;
/// tells how big they are.
pub(super) fn drawings(
    pictures: &Pictures<'_>,
    stage: &Stage,
    cache: &Cache,
    hear: Hear<'_>,
) -> Result<Sizes, Failure> {
    let site = pictures.site();
    let shaper = Shaper::new(site.theme.fonts.clone());
    let drawings: Vec<_> = page::drawings(site, pictures).collect();
    hear(Event::Begins(Step::Charts, drawings.len()));
    let sizes = drawings.par_iter().map(|(route, picture)| {
        let svg = chart::draw(&picture.chart, Form::File, &shaper);
        let shapes = chart::draw(&picture.chart, Form::Shapes, &shaper);
        let key = blake3::hash(format!("png {SHARP} {shapes}").as_bytes());
        let png = cache.or_make(key, || png(&shapes).ok_or(())).ok();
        let png = png.map(|it| (page::as_png(route), it));
        let files = std::iter::once((route.clone(), svg.into_bytes())).chain(png);
        let sizes = write(files.collect(), stage);
        hear(Event::Made);
        sizes
    });
    let sizes = sizes.collect::<Result<Vec<Sizes>, Failure>>()?;
    Ok(sizes.into_iter().flatten().collect())
}

/// A chart, drawn as shapes, as a picture; `None` where it is too big.
pub(super) fn png(shapes: &str) -> Option<Vec<u8>> {
    render::png::picture(shapes, SHARP)
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
            let changes = page::changes(catalogue, *language);
            let route = Route::new(&format!("{language}/data/changes.xml"));
            artifacts.push((route, render::feed::write(&changes)));
        }
        let sitemap = page::addresses(catalogue, jobs);
        artifacts.extend(render::sitemap::write(&sitemap, base));
    }
    let robots = render::sitemap::robots(site.settings.base_url.as_deref());
    artifacts.push((Route::new("robots.txt"), robots));
    artifacts.push((Route::new(".nojekyll"), Vec::new()));
    artifacts
}

/// What is shown of the pages that the search finds.
pub(super) fn records(
    site: &Site,
    catalogue: &Catalogue<'_>,
    documents: &[Document<'_>],
) -> Vec<Artifact> {
    let records = site.settings.languages.iter().flat_map(|language| {
        let items = page::items(catalogue, documents, *language);
        render::search::records(&items, *language)
    });
    records.collect()
}

/// The search index: its parts, and what tells which word is in which.
pub(super) fn words(site: &Site, words: &Words) -> Vec<Artifact> {
    let parts = render::search::parts(words);
    let languages = &site.settings.languages;
    let beginnings = languages
        .iter()
        .map(|it| render::search::beginnings(&parts, languages, site.locale(*it)));
    let beginnings: Vec<Artifact> = beginnings.collect();
    beginnings.into_iter().chain(parts.files).collect()
}

/// The documents whose texts are in the file of that number.
pub(super) fn group<'a, 'b>(
    documents: &'a [Document<'b>],
    number: usize,
) -> &'a [Document<'b>] {
    documents.chunks(render::search::TEXTS).nth(number).unwrap_or_default()
}

/// The theme's files.
pub(super) fn assets(site: &Site) -> Vec<Artifact> {
    let assets = site.theme.assets.iter();
    assets
        .map(|(name, bytes)| (Route::new(&format!("assets/{name}")), bytes.to_vec()))
        .collect()
}

/// What pages are made and written with.
#[derive(Clone, Copy)]
pub(super) struct Press<'a> {
    pub(super) catalogue: &'a Catalogue<'a>,
    pub(super) texts: &'a Texts,
    pub(super) templates: Option<&'a Templates>,
    pub(super) shaper: &'a Shaper,
    pub(super) cache: &'a Cache,
    pub(super) album: &'a Album<'a>,
    /// Whether pages are made as one file too.
    pub(super) singles: bool,
}

impl Press<'_> {
    /// Makes the pages of `jobs` and, where there is a stage, writes them; what is wrong with them
    /// is `told`.
    pub(super) fn pages(
        &self,
        jobs: &[Job],
        stage: Option<&Stage>,
        told: &mut Told,
        hear: Hear<'_>,
    ) -> Result<(), Failure> {
        hear(Event::Begins(Step::Pages, jobs.len()));
        let found = jobs.par_iter().map(|job| {
            let found = self.page(job, stage);
            hear(Event::Made);
            found
        });
        for (job, found) in jobs.iter().zip(found.collect::<Result<Vec<_>, Failure>>()?) {
            told.take(job.shown(), found);
        }
        Ok(())
    }

    /// Makes one page and, where there is a stage, writes it with its card and as one file; tells
    /// what is wrong with it.
    pub(super) fn page(
        &self,
        job: &Job,
        stage: Option<&Stage>,
    ) -> Result<Diagnostics, Failure> {
        let made = page::view(self.catalogue, job, self.texts);
        let Checked { value: mut view, mut diagnostics } = made;
        let (Some(templates), false) = (self.templates, diagnostics.has_errors()) else {
            return Ok(diagnostics);
        };
        let mut html = render::html::page(&view, templates).into(&mut diagnostics);
        let single = self.singles.then(|| page::single_route(self.catalogue, job));
        if let Some(route) = single.flatten() {
            let text = String::from_utf8_lossy(&html);
            let file = render::single::page(&text, &view, self.catalogue.site, &|it| {
                self.album.shown(it)
            });
            if let Some(stage) = stage {
                stage.write(&route, file.as_bytes())?;
            }
            diagnostics.extend(heavy(self.catalogue, job, &route, file.len()));
            let locale = self.catalogue.site.locale(job.language);
            view = page::with_single(view, &route, file.len(), locale);
            html = render::html::page(&view, templates).into(&mut diagnostics);
        }
        if let Some(stage) = stage
            && diagnostics.count(Severity::Error) == 0
        {
            stage.write(&view.route, &html)?;
            if let Some(card) = &view.share.card {
                let svg = render::card::draw(card, self.shaper);
                let key = blake3::hash(format!("card {svg}").as_bytes());
                let png = || render::png::picture(&svg, 1.0).ok_or(());
                if let Ok(png) = self.cache.or_make(key, png) {
                    stage.write(&card.route, &png)?;
                }
            }
        }
        Ok(diagnostics)
    }
}

/// The texts that results quote from, of the documents of one group in all languages; those of the
/// whole site are as long as it.
pub(super) fn texts(
    catalogue: &Catalogue<'_>,
    texts: &Texts,
    documents: &[Document<'_>],
    number: usize,
) -> Vec<Artifact> {
    let languages = catalogue.site.settings.languages.iter();
    let made = languages.map(|language| {
        let group = group(documents, number).iter();
        let texts = group.map(|it| page::text(catalogue, it, *language, texts));
        render::search::texts(&texts.collect::<Vec<_>>(), number, *language)
    });
    made.collect()
}

/// What to say of the page of `job` where it is heavy as one file.
fn heavy(
    catalogue: &Catalogue<'_>,
    job: &Job,
    route: &Route,
    bytes: usize,
) -> Diagnostics {
    let most = render::single::LIMIT;
    let file = page::sources(catalogue, job).first().copied().filter(|_| bytes > most);
    let message = say!(
        "`{route}` has {size} kB, more than {most}",
        route,
        size = bytes.div_ceil(1_000),
        most = most / 1_000
    );
    let told = file.map(|it| {
        Diagnostic::new(Rule::HeavyFile, Span::file(it), message).help(say!(
            "show fewer charts or pictures on the page, or maps with fewer points"
        ))
    });
    told.into_iter().collect()
}

/// Copies the pictures and documents of `content/`, with the lighter copies of the pictures.
pub(super) fn copies(
    site: &Site,
    files: &Files,
    album: &Album<'_>,
    stage: &Stage,
) -> Result<(), Failure> {
    site.assets.par_iter().try_for_each(|(_, asset)| {
        if let Some(copy) = album.copy(asset) {
            stage.write(asset.shown(), &copy)?;
        }
        match files.content(asset.file) {
            Content::Asset(path) => stage.copy(&asset.route, path),
            Content::Text(text) => stage.write(&asset.route, text.as_bytes()),
            Content::Bytes(bytes) => stage.write(&asset.route, bytes),
        }
    })
}
