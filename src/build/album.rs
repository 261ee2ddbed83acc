//! The images of a site, made ready when they are first wanted.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    sync::{Arc, Mutex},
};

use super::cache::Cache;
use crate::{
    diag::FileId,
    model::{Asset, Image, ImageFormat, Route, Site},
    render,
    source::{self, Content, Files},
};

/// What pages and papers show of the images of a site.
pub(super) struct Album<'a> {
    site: &'a Site,
    files: &'a Files,
    cache: &'a Cache,
    /// The lighter copies.
    made: Mutex<BTreeMap<FileId, Arc<[u8]>>>,
}

impl<'a> Album<'a> {
    pub(super) fn new(site: &'a Site, files: &'a Files, cache: &'a Cache) -> Self {
        Self { site, files, cache, made: Mutex::default() }
    }

    /// The image that pages show at `route`, with its media type.
    pub(super) fn shown(&self, route: &str) -> Option<render::picture::File> {
        let asset = self.at(route)?;
        let format = asset.image.as_ref()?.format;
        let bytes = self.copy(asset).or_else(|| Some(bytes(self.files, asset)?.into()));
        Some((format.media(), bytes?))
    }

    /// The same as a picture that stands still, JPEG or PNG: what office programs know.
    pub(super) fn still(&self, route: &str) -> Option<render::picture::File> {
        let (media, bytes) = self.shown(route)?;
        match self.at(route)?.image.as_ref()?.format {
            ImageFormat::Jpeg | ImageFormat::Png => Some((media, bytes)),
            // Its words would be lost.
            ImageFormat::Svg => None,
            ImageFormat::Gif | ImageFormat::Webp => {
                let make = || render::picture::still(&bytes).ok_or(());
                let png = self.cache.or_make(key("still", &bytes), make).ok()?;
                Some((ImageFormat::Png.media(), png.into()))
            }
        }
    }

    /// The lighter copy of `asset`, where it has one.
    pub(super) fn copy(&self, asset: &Asset) -> Option<Arc<[u8]>> {
        let image = asset.image.as_ref().filter(|it| it.lighter.is_some())?;
        let made = || self.made.lock().unwrap_or_else(|it| it.into_inner());
        if let Some(known) = made().get(&asset.file) {
            return Some(Arc::clone(known));
        }
        let whole = bytes(self.files, asset)?;
        let make = || Ok::<_, Infallible>(render::picture::lighter(&whole, image));
        let Ok(copy) = self.cache.or_make(key("lighter", &whole), make);
        let copy: Arc<[u8]> = copy.into();
        made().insert(asset.file, Arc::clone(&copy));
        Some(copy)
    }

    fn at(&self, route: &str) -> Option<&'a Asset> {
        let (_, path) = route.split_once('/')?;
        self.site.assets.get(path).filter(|it| it.shown().as_str() == route)
    }
}

fn key(what: &str, bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(what.as_bytes()).update(&render::picture::edition().to_le_bytes());
    hasher.update(bytes).finalize()
}

/// The bytes of `asset`; `None` where the file has gone since it was found.
pub(super) fn bytes(files: &Files, asset: &Asset) -> Option<Vec<u8>> {
    match files.content(asset.file) {
        Content::Asset(place) => source::read_place(place).ok(),
        Content::Text(text) => Some(text.as_bytes().to_vec()),
        Content::Bytes(bytes) => Some(bytes.to_vec()),
    }
}

/// So much of a file tells what image it is.
const START: u64 = 256 * 1024;

/// What the file at `path` of `content/` looks like, where it is an image.
pub(super) fn look(files: &Files, path: &str, id: FileId) -> Option<Image> {
    let ending = path.rsplit_once('.')?.1.to_lowercase();
    if !["jpg", "jpeg", "png", "gif", "webp", "svg"].contains(&&*ending) {
        return None;
    }
    let lighter = Route::new(&format!("images/{path}"));
    let start = match files.content(id) {
        Content::Asset(place) => {
            let (start, size) = source::read_start(place, START).ok()?;
            let found = render::picture::look(&start, size, &lighter);
            if found.is_some() || size <= START {
                return found;
            }
            source::read_place(place).ok()?
        }
        Content::Text(text) => text.as_bytes().to_vec(),
        Content::Bytes(bytes) => bytes.to_vec(),
    };
    render::picture::look(&start, start.len() as u64, &lighter)
}
