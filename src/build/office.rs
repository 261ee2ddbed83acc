//! The documents beside every page that has a paper: DOCX and EPUB.

use std::{cell::RefCell, collections::BTreeMap, convert::Infallible};

use rayon::prelude::*;

use super::{album::Album, cache::Cache};
use crate::{
    model::{Route, Texts},
    output::Stage,
    page::{self, Catalogue, Job, Paper, Sizes},
    render::office::{Kind, Office},
    source::Failure,
};

/// Makes the documents of `jobs` and writes them; tells how big they are.
///
/// Errors: the disk refuses.
pub(super) fn write(
    catalogue: &Catalogue<'_>,
    texts: &Texts,
    jobs: &[&Job],
    stage: &Stage,
    (cache, album): (&Cache, &Album<'_>),
) -> Result<Sizes, Failure> {
    let office = Office::new(&catalogue.site.theme);
    let made = jobs.par_iter().filter_map(|job| {
        let routes = page::office_routes(catalogue, job)?;
        let paper = page::paper(catalogue, job, texts)?;
        Some(documents(&office, &paper, routes, stage, (cache, album)))
    });
    let made = made.collect::<Result<Vec<_>, Failure>>()?;
    Ok(made.into_iter().flatten().collect())
}

fn documents(
    office: &Office<'_>,
    paper: &Paper,
    routes: [Route; 2],
    stage: &Stage,
    (cache, album): (&Cache, &Album<'_>),
) -> Result<Vec<(Route, u64)>, Failure> {
    // Both show the same pictures.
    let pictures: RefCell<BTreeMap<[u8; 32], Option<Vec<u8>>>> = RefCell::default();
    let picture = |shapes: &str| {
        let key = blake3::hash(format!("office picture {shapes}").as_bytes());
        let make = || cache.or_make(key, || Office::picture(shapes).ok_or(())).ok();
        pictures.borrow_mut().entry(*key.as_bytes()).or_insert_with(make).clone()
    };
    let image = |route: &str| album.still(route);
    let made = Kind::ALL.into_iter().zip(routes).map(|(kind, route)| {
        let make = || Ok::<_, Infallible>(office.write(paper, kind, (&picture, &image)));
        let key = office.fingerprint(paper, kind, &image);
        let Ok(file) = cache.or_make(key, make);
        stage.write(&route, &file)?;
        Ok((route, file.len() as u64))
    });
    made.collect()
}
