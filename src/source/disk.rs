//! The door in: the one place that reads the disk.
#![expect(clippy::disallowed_methods, reason = "this is the door in")]

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::{Content, File, Files, decode};
use crate::diag::FileId;

/// The machine failed, not the author: a disk, a permission.
#[derive(Debug, thiserror::Error)]
#[error("cannot {attempt} `{}`: {cause}", path.display())]
pub struct Failure {
    /// What was tried, as a verb: `read`, `write`.
    pub attempt: &'static str,
    /// On what.
    pub path: PathBuf,
    /// What the machine said.
    pub cause: io::Error,
}

impl Failure {
    /// `attempt` failed on `path`.
    pub fn new(attempt: &'static str, path: &Path, cause: io::Error) -> Self {
        Self { attempt, path: path.to_owned(), cause }
    }
}

/// The folders of a site that hold inputs.
pub const FOLDERS: [&str; 7] = [
    "content",
    "data",
    "themes",
    "framework",
    "meta",
    "indicator-config",
    "translations",
];

/// The nearest folder upwards from `from` that holds `prokash.yaml`, by the way there from `from`:
/// people are told of files as they see them, not from the root of the disk.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(from).ok()?;
    let up = real.ancestors().position(|it| it.join("prokash.yaml").is_file())?;
    Some(std::iter::repeat_n("..", up).fold(from.to_owned(), |path, it| path.join(it)))
}

/// `folder` by the path that leads to it without links.
pub fn real(folder: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(folder).map_err(|cause| Failure::new("read", folder, cause))
}

/// When a file was changed and how big it is, as the disk tells; times in nanoseconds since 1970. What
/// it cannot tell is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Its bytes.
    pub size: u64,
    /// When its bytes were changed: what programs may set as they like.
    pub modified: u64,
    /// When anything about it was changed: what programs cannot set.
    pub changed: u64,
    /// Its number on the disk, another one after a save by rename.
    pub inode: u64,
}

impl Stamp {
    /// The stamp in `metadata`.
    pub fn of(metadata: &fs::Metadata) -> Self {
        let modified = metadata.modified().ok();
        let modified =
            modified.and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok());
        let (changed, inode) = beyond(metadata);
        Self {
            size: metadata.len(),
            modified: modified.map_or(0, |it| it.as_nanos() as u64),
            changed,
            inode,
        }
    }
}

#[cfg(unix)]
fn beyond(metadata: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    let seconds = metadata.ctime().max(0) as u64;
    (seconds * 1_000_000_000 + metadata.ctime_nsec().max(0) as u64, metadata.ino())
}

#[cfg(not(unix))]
fn beyond(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// An input that was found and not yet read.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Relative to the root, with `/`.
    pub path: Arc<str>,
    /// Where it is.
    pub place: PathBuf,
    /// As it was when it was found.
    pub stamp: Stamp,
}

/// Finds all inputs of the site in `root`, in order of path.
pub fn survey(root: &Path) -> Result<Vec<Entry>, Failure> {
    let mut found = Vec::new();
    let settings = root.join("prokash.yaml");
    if settings.is_file() {
        walk(root, &settings, &mut found)?;
    }
    for folder in FOLDERS {
        let folder = root.join(folder);
        if folder.is_dir() {
            walk(root, &folder, &mut found)?;
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Reads all inputs of the site in `root`, over the built-in ones.
pub fn read(root: &Path) -> Result<Files, Failure> {
    read_found(&survey(root)?, |_| true)
}

/// Reads those of the `found` inputs that are `wanted`, over the built-in ones; the others are left
/// where they are.
pub fn read_found(
    found: &[Entry],
    wanted: impl Fn(&Entry) -> bool + Sync,
) -> Result<Files, Failure> {
    let own = found.par_iter().map(|it| {
        let content = if wanted(it) {
            content(&it.place)?
        } else {
            Content::Asset(it.place.clone())
        };
        Ok(File { path: Arc::clone(&it.path), content })
    });
    let own: Vec<File> = own.collect::<Result<_, _>>()?;
    Ok(Files::new(super::embedded().into_iter().chain(own)))
}

/// Reads those of `files` in `ids` that were left where they are.
pub fn fill(files: &mut Files, ids: &[FileId]) -> Result<(), Failure> {
    let read = ids.par_iter().filter_map(|id| match files.content(*id) {
        Content::Asset(place) => Some(content(place).map(|it| (*id, it))),
        _ => None,
    });
    for (id, content) in read.collect::<Result<Vec<_>, _>>()? {
        files.replace(id, content);
    }
    Ok(())
}

/// Reads a table from anywhere, whatever its name ends in, and calls it `name`.
pub fn read_table(path: &Path, name: &str) -> Result<File, Failure> {
    let bytes = fs::read(path).map_err(|cause| Failure::new("read", path, cause))?;
    Ok(File { path: name.into(), content: decode::table(bytes) })
}

/// Reads those of `paths` in `root` that are there.
pub fn read_some(root: &Path, paths: &[&str]) -> Result<Vec<File>, Failure> {
    let there = paths.iter().map(|it| root.join(it)).filter(|it| it.is_file());
    let read = |place: PathBuf| {
        let path = relative(root, &place);
        Ok(File { path, content: content(&place)? })
    };
    there.map(read).collect()
}

/// Reads the file `id` of the site in `root` again; tells whether it is another one than before.
pub fn reread(root: &Path, files: &mut Files, id: FileId) -> Result<bool, Failure> {
    let content = content(&root.join(files.path(id)))?;
    let same = match (&content, files.content(id)) {
        (Content::Text(now), Content::Text(then)) => now == then,
        (Content::Bytes(now), Content::Bytes(then)) => now == then,
        _ => false,
    };
    files.replace(id, content);
    Ok(!same)
}

/// The bytes of a file that was left where it is.
pub fn read_place(place: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(place).map_err(|cause| Failure::new("read", place, cause))
}

/// The first bytes, at most `most`, of a file that was left where it is, and how many it has.
pub fn read_start(place: &Path, most: u64) -> Result<(Vec<u8>, u64), Failure> {
    let read = || {
        let file = fs::File::open(place)?;
        let size = file.metadata()?.len();
        let mut start = Vec::new();
        file.take(most).read_to_end(&mut start)?;
        Ok((start, size))
    };
    read().map_err(|cause| Failure::new("read", place, cause))
}

/// Whether the file at `path` below a site's root is an input.
pub fn is_input(path: &str) -> bool {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    path == "prokash.yaml"
        || FOLDERS.contains(&first) && parts.all(|it| !it.starts_with(['.', '~']))
}

/// The bytes of one file of the site in `root`, as they stand on the disk.
pub fn read_bytes(root: &Path, path: &str) -> Result<Vec<u8>, Failure> {
    let path = root.join(path);
    fs::read(&path).map_err(|cause| Failure::new("read", &path, cause))
}

/// The stamps of all files below `folder`, by path there with `/`; hidden ones too.
pub fn stamps(folder: &Path) -> Result<Vec<(String, Stamp)>, Failure> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder) {
        if let Some((place, stamp)) = stamped(entry, folder)? {
            found.push((relative(folder, &place).to_string(), stamp));
        }
    }
    Ok(found)
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Entry>) -> Result<(), Failure> {
    let visible =
        |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with(['.', '~']);
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|it| it.depth() == 0 || visible(it.file_name())) {
        if let Some((place, stamp)) = stamped(entry, folder)? {
            found.push(Entry { path: relative(root, &place), place, stamp });
        }
    }
    Ok(())
}

/// The place and the stamp of a file; `None` for a folder.
fn stamped(
    entry: walkdir::Result<DirEntry>,
    folder: &Path,
) -> Result<Option<(PathBuf, Stamp)>, Failure> {
    let stamped = entry.and_then(|it| {
        let file = it.file_type().is_file();
        let stamp = file.then(|| it.metadata().map(|it| Stamp::of(&it))).transpose()?;
        Ok(stamp.map(|stamp| (it.into_path(), stamp)))
    });
    stamped.map_err(|error| {
        let path = error.path().unwrap_or(folder).to_owned();
        Failure::new("read", &path, error.into())
    })
}

fn relative(root: &Path, path: &Path) -> Arc<str> {
    let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    path.replace('\\', "/").into()
}

fn content(path: &Path) -> Result<Content, Failure> {
    let bytes = || fs::read(path).map_err(|cause| Failure::new("read", path, cause));
    Ok(match decode::reader(path) {
        Some(read) => read(bytes()?),
        None => Content::Asset(path.to_owned()),
    })
}
