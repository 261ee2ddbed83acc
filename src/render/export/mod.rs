//! Datasets as files that others can use.
//!
//! Each format is a file here. [`dataset`] makes all files of one dataset, so that a build holds
//! those of no other; [`site`] makes what is about all of them and only needs their sizes. A
//! format that has no place for a dataset leaves it out.

mod about;
mod csv;
mod csvw;
mod dcat;
mod geojson;
mod index;
mod json;
mod package;
mod readme;
mod sdmx;
mod table;
mod xlsx;
mod zip;

use std::io::{self, Seek, Write};

pub use self::{
    csv::{gaps, write as csv},
    zip::Archive,
};
use crate::model::{Dataset, Format, Route, Site};

/// The files of `dataset`, which has values: see [`Format::ALL`].
pub fn dataset(dataset: &Dataset, site: &Site) -> Vec<(Route, Vec<u8>)> {
    let table = csv(dataset, site.settings.csv_bom);
    let mut files: Vec<(Format, Vec<u8>)> = Format::ALL
        .into_iter()
        .filter_map(|format| {
            let bytes = match format.ending {
                "csv" => table.clone(),
                "xlsx" => xlsx::write(dataset, site)?,
                "json" => json::write(dataset, site),
                "csv-metadata.json" => csvw::write(dataset, site),
                "sdmx.csv" => sdmx::csv(dataset, site)?,
                "sdmx.json" => sdmx::json(dataset, site)?,
                "geojson" => geojson::write(dataset)?,
                _ => return None,
            };
            Some((format, bytes))
        })
        .collect();
    let package = package::dataset(dataset, site, table.len() as u64);
    let named = files.iter().filter(|(it, _)| it.ending != "xlsx");
    let named =
        named.map(|(it, bytes)| (format!("{}.{}", dataset.id, it.ending), &**bytes));
    let readme = readme::dataset(dataset, site);
    let licence = readme::licence(dataset, site);
    let more = [
        ("datapackage.json".to_owned(), &*package),
        ("README.txt".to_owned(), &*readme),
        ("LICENCE.txt".to_owned(), &*licence),
    ];
    let archive = zip::archive(named.chain(more));
    if let Some(format) = Format::ALL.into_iter().find(|it| it.ending == "zip") {
        files.push((format, archive));
    }
    files.into_iter().map(|(it, bytes)| (it.route(&dataset.id), bytes)).collect()
}

/// The files about all datasets; `size` tells how big the file at a route is, where there is one.
pub fn site(site: &Site, size: &dyn Fn(&Route) -> Option<u64>) -> Vec<(Route, Vec<u8>)> {
    let datasets = site.datasets.values();
    let missing = (!site.datasets.is_empty()).then(|| gaps(datasets));
    let all = [
        ("data/datapackage.json", Some(package::site(site, size))),
        ("data/v1/index.json", Some(index::index(site, size))),
        ("data/v1/changes.json", Some(index::changes(site))),
        ("data/data-gaps.csv", missing),
        ("data.json", dcat::data_json(site, size)),
        ("data/catalog.jsonld", dcat::catalogue(site, size)),
    ];
    let made =
        all.into_iter().filter_map(|(path, bytes)| Some((Route::new(path), bytes?)));
    made.collect()
}

/// Writes `data/all.zip`: every table with what its columns mean, one after the other.
///
/// Errors: the disk refuses.
pub fn all(
    site: &Site,
    size: &dyn Fn(&Route) -> Option<u64>,
    out: impl Write + Seek,
) -> io::Result<()> {
    let mut archive = zip::Archive::new(out);
    for dataset in site.datasets.values().filter(|it| it.has_values()) {
        archive
            .add(&format!("{}.csv", dataset.id), &csv(dataset, site.settings.csv_bom))?;
        let meaning = csvw::write(dataset, site);
        archive.add(&format!("{}.csv-metadata.json", dataset.id), &meaning)?;
    }
    archive.add("datapackage.json", &package::site(site, size))?;
    archive.add("README.txt", &readme::site(site))?;
    archive.finish()?.flush()
}
