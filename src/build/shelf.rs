//! The files of a site beside its pages, each made when it is first wanted.

use std::{
    collections::BTreeMap,
    io::Cursor,
    sync::{Arc, Mutex, MutexGuard},
};

use super::{album, publish};
use crate::{
    chart::{self, Form, Picture},
    model::{ChartRequest, Dataset, Format, Route, Site, Texts},
    page::{self, Catalogue, Job, Pictures},
    render,
    source::Files,
    text::{Language, Shaper},
};

/// The files about all datasets.
const ALL: &str = "data/all.zip";

pub(super) struct Shelf<'a> {
    site: &'a Site,
    pictures: &'a Pictures<'a>,
    shaper: Shaper,
    datasets: BTreeMap<Route, &'a Dataset>,
    drawings: BTreeMap<Route, (Language, &'a ChartRequest)>,
    kept: &'a Kept,
}

/// What was made, kept beyond the site that it was made of.
#[derive(Default)]
pub(super) struct Kept {
    /// Files by their route.
    made: Mutex<BTreeMap<Route, Arc<[u8]>>>,
    /// Pictures by what they were made of; they cost the most of all files.
    pngs: Mutex<BTreeMap<[u8; 32], Arc<[u8]>>>,
}

impl Kept {
    /// Forgets what says something of pages. Drawings, images and data do not.
    pub(super) fn forget_pages(&self) {
        let others = ["charts/", "data/", "images/"];
        let other =
            |it: &Route| others.iter().any(|start| it.as_str().starts_with(start));
        self.made().retain(|it, _| other(it));
    }

    /// Forgets all files but pictures, which are known by what they were made of.
    pub(super) fn forget(&self) {
        self.made().clear();
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<Route, Arc<[u8]>>> {
        self.made.lock().unwrap_or_else(|it| it.into_inner())
    }
}

/// How many pictures are kept.
const KEPT: usize = 4000;

impl<'a> Shelf<'a> {
    pub(super) fn new(
        site: &'a Site,
        pictures: &'a Pictures<'a>,
        kept: &'a Kept,
    ) -> Self {
        let datasets = site.datasets.values().filter(|it| it.has_values());
        let datasets = datasets.flat_map(|it| {
            Format::ALL.iter().map(move |format| (format.route(&it.id), it))
        });
        let drawings = pictures.all().filter_map(|(language, request)| {
            let route = page::drawing(site, language, request)?;
            Some((route, (language, request)))
        });
        let drawings = drawings
            .flat_map(|(route, it)| [(page::as_png(&route), it), (route, it)])
            .collect();
        let datasets = datasets.collect();
        let shaper = Shaper::new(site.theme.fonts.clone());
        Self { site, pictures, shaper, datasets, drawings, kept }
    }

    /// How big the file at `route` is, where it is one that pages offer.
    pub(super) fn size(&self, route: &Route) -> Option<u64> {
        let made = self.data(route).or_else(|| self.drawing(route));
        made.or_else(|| self.about_all(route)).map(|it| it.len() as u64)
    }

    /// Forgets what was made of the pages' texts.
    pub(super) fn forget_texts(&self) {
        self.made().retain(|it, _| !it.as_str().starts_with("search/"));
    }

    /// The file at `route`, where there is one.
    pub(super) fn file(
        &self,
        route: &Route,
        catalogue: &Catalogue<'_>,
        jobs: &[Job],
        (texts, files): (&Texts, &Files),
    ) -> Option<Vec<u8>> {
        let path = route.as_str();
        if let Some(name) = path.strip_prefix("assets/") {
            return self.site.theme.assets.get(name).map(|it| it.to_vec());
        }
        if path.starts_with("files/") {
            let asset = self.site.assets.values().find(|it| it.route == *route)?;
            return album::bytes(files, asset);
        }
        if path.starts_with("images/") {
            let asset = self.site.assets.values().find(|it| it.shown() == route)?;
            let make = || {
                let whole = album::bytes(files, asset)?;
                Some(render::picture::lighter(&whole, asset.image.as_ref()?))
            };
            let made = self
                .ready(route)
                .or_else(|| self.keep(vec![(route.clone(), make()?)], route));
            return made.map(|it| it.to_vec());
        }
        let made = self.data(route).or_else(|| self.drawing(route));
        let made = made.or_else(|| self.about_all(route));
        let made = made.or_else(|| {
            let made = if path.starts_with("search/") {
                self.search(catalogue, jobs, texts)
            } else {
                publish::feeds(self.site, catalogue, jobs)
            };
            self.keep(made, route)
        });
        made.map(|it| it.to_vec())
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<Route, Arc<[u8]>>> {
        self.kept.made()
    }

    fn keep(&self, made: Vec<publish::Artifact>, wanted: &Route) -> Option<Arc<[u8]>> {
        let mut all = self.made();
        all.extend(made.into_iter().map(|(route, bytes)| (route, bytes.into())));
        all.get(wanted).cloned()
    }

    fn ready(&self, route: &Route) -> Option<Arc<[u8]>> {
        self.made().get(route).cloned()
    }

    fn data(&self, route: &Route) -> Option<Arc<[u8]>> {
        let dataset = self.datasets.get(route)?;
        self.ready(route)
            .or_else(|| self.keep(render::export::dataset(dataset, self.site), route))
    }

    fn drawing(&self, route: &Route) -> Option<Arc<[u8]>> {
        let (language, request) = self.drawings.get(route)?;
        self.ready(route).or_else(|| {
            let picture = self.pictures.find(*language, request)?.value.as_ref()?;
            let file: Arc<[u8]> = if route.as_str().ends_with(".png") {
                self.png(picture)?
            } else {
                let file = chart::draw(&picture.chart, Form::File, &self.shaper);
                file.into_bytes().into()
            };
            self.made().insert(route.clone(), Arc::clone(&file));
            Some(file)
        })
    }

    fn png(&self, picture: &Picture) -> Option<Arc<[u8]>> {
        let shapes = chart::draw(&picture.chart, Form::Shapes, &self.shaper);
        let key = *blake3::hash(shapes.as_bytes()).as_bytes();
        let kept = || self.kept.pngs.lock().unwrap_or_else(|it| it.into_inner());
        let known = kept().get(&key).cloned();
        known.or_else(|| {
            let png: Arc<[u8]> = publish::png(&shapes)?.into();
            let mut kept = kept();
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, Arc::clone(&png));
            Some(png)
        })
    }

    fn about_all(&self, route: &Route) -> Option<Arc<[u8]>> {
        if !route.as_str().starts_with("data") {
            return None;
        }
        let size = |it: &Route| self.data(it).map(|it| it.len() as u64);
        self.ready(route).or_else(|| {
            if route.as_str() != ALL {
                return self.keep(render::export::site(self.site, &size), route);
            }
            let mut archive = Cursor::new(Vec::new());
            let size = |it: &Route| {
                size(it).or_else(|| self.about_all(it).map(|it| it.len() as u64))
            };
            render::export::all(self.site, &size, &mut archive).ok()?;
            self.keep(vec![(route.clone(), archive.into_inner())], route)
        })
    }

    fn search(
        &self,
        catalogue: &Catalogue<'_>,
        jobs: &[Job],
        texts: &Texts,
    ) -> Vec<publish::Artifact> {
        let documents = page::documents(catalogue, jobs);
        let all: Vec<u32> = (0..documents.len() as u32).collect();
        let words = page::index(catalogue, &documents, &all, texts);
        let mut made = publish::records(self.site, catalogue, &documents);
        made.extend(publish::words(self.site, &words));
        let groups = documents.len().div_ceil(render::search::TEXTS);
        made.extend(
            (0..groups).flat_map(|it| publish::texts(catalogue, texts, &documents, it)),
        );
        made
    }
}
