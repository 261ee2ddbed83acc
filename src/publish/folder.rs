//! A folder: a disk, a share of the network, what a web server shows.
#![expect(clippy::disallowed_methods, reason = "this is a door out")]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Local, Place};
use crate::source::Failure;

/// Where a file is written before it takes its place.
const SENDING: &str = ".prokash-sending";

/// A folder that a site is published to.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        match fs::metadata(path) {
            Ok(it) if !it.is_dir() => {
                let cause = io::Error::other("this is a file and no folder");
                Err(Failure::new("publish to", path, cause))
            }
            _ => Ok(Self(path.to_owned())),
        }
    }
}

impl Place for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.0.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Failure::new("read", &path, cause)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.0.join(path);
        let sending = self.0.join(SENDING);
        let folder = path.parent().unwrap_or(&self.0);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&sending, bytes))
            .and_then(|()| fs::rename(&sending, &path))
            .map_err(|cause| Failure::new("write", &path, cause))
    }

    fn remove(&self, path: &str) -> Result<(), Failure> {
        let path = self.0.join(path);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::new("remove", &path, cause));
            }
            _ => {}
        }
        // A folder that something else is in refuses to go.
        let above = path.ancestors().skip(1).take_while(|it| *it != self.0);
        for folder in above {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn seems_there(&self, file: &Local) -> bool {
        let found = fs::metadata(self.0.join(&file.path));
        found.is_ok_and(|it| it.is_file() && it.len() == file.bytes)
    }
}
