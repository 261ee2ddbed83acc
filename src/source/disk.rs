//! The door in: the one place that reads the disk.
#![expect(clippy::disallowed_methods, reason = "this is the door in")]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Content, File, Files, decode};

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
const FOLDERS: [&str; 4] = ["content", "data", "themes", "framework"];

/// Files that are read as text; everything else is only copied.
const TEXTS: [&str; 11] =
    ["md", "yaml", "yml", "json", "geojson", "html", "css", "js", "svg", "xml", "typ"];

/// Files that are read as tables, in whatever encoding a spreadsheet saved them.
const TABLES: [&str; 3] = ["csv", "tsv", "txt"];

/// Files that are no text but have to be read: fonts, and tables saved by Excel.
const BINARIES: [&str; 6] = ["ttf", "otf", "woff2", "xlsx", "xls", "zip"];

/// The nearest folder upwards from `from` that holds `prokash.yaml`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = fs::canonicalize(from).ok()?;
    from.ancestors().find(|it| it.join("prokash.yaml").is_file()).map(Path::to_owned)
}

/// Reads all inputs of the site in `root`, over the built-in ones.
pub fn read(root: &Path) -> Result<Files, Failure> {
    let mut paths = Vec::new();
    let settings = root.join("prokash.yaml");
    if settings.is_file() {
        paths.push(settings);
    }
    for folder in FOLDERS {
        let folder = root.join(folder);
        if folder.is_dir() {
            walk(&folder, &mut paths)?;
        }
    }
    let own: Vec<File> =
        paths.par_iter().map(|it| read_file(root, it)).collect::<Result<_, _>>()?;
    Ok(Files::new(super::embedded().into_iter().chain(own)))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let visible =
        |name: &std::ffi::OsStr| !name.to_string_lossy().starts_with(['.', '~']);
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|it| it.depth() == 0 || visible(it.file_name())) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Failure::new("read", &path, error.into())
        })?;
        if entry.file_type().is_file() {
            paths.push(entry.into_path());
        }
    }
    Ok(())
}

fn read_file(root: &Path, path: &Path) -> Result<File, Failure> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let name = relative.to_string_lossy().replace('\\', "/").into();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let extension = extension.as_str();
    let bytes = || fs::read(path).map_err(|cause| Failure::new("read", path, cause));
    let content = match extension {
        it if TABLES.contains(&it) => decode::table(bytes()?),
        it if TEXTS.contains(&it) => decode::text(bytes()?),
        it if BINARIES.contains(&it) => Content::Bytes(bytes()?.into()),
        _ => Content::Asset(path.to_owned()),
    };
    Ok(File { path: name, content })
}
