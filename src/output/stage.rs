//! The door out: the one place that writes the site.
#![expect(clippy::disallowed_methods, reason = "this is the door out")]

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use super::patch;
use crate::{
    model::Route,
    source::{Failure, Stamp},
};

/// A new site, or what is new of it, being made beside the old one.
#[derive(Debug)]
pub struct Stage {
    site: PathBuf,
    fresh: PathBuf,
    folders: Mutex<BTreeSet<String>>,
    written: Mutex<Vec<(Route, Stamp)>>,
    committed: bool,
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
    /// Files that were made or taken out; the others are as they were.
    pub changed: u64,
}

impl Stage {
    /// Starts a new site that will stand in `site`.
    ///
    /// Errors: the disk refuses, or another build has the stage.
    pub fn open(site: &Path) -> Result<Self, Failure> {
        recover(site)?;
        let fresh = sibling(site, "new");
        if let Some(parent) = site.parent() {
            make(parent)?;
        }
        remove(&fresh)?;
        make(&fresh)?;
        Ok(Self {
            site: site.to_owned(),
            fresh,
            folders: Mutex::default(),
            written: Mutex::default(),
            committed: false,
        })
    }

    /// Writes one file. May be called from several threads at once.
    pub fn write(&self, route: &Route, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.place(route)?;
        let written = fs::File::create(&path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.metadata()
        });
        let written = written.map_err(|cause| Failure::new("write", &path, cause))?;
        self.note(route, &written);
        Ok(())
    }

    /// Writes one file that is too big to be held, piece by piece; gives back its size in bytes.
    pub fn stream(
        &self,
        route: &Route,
        write: impl FnOnce(BufWriter<fs::File>) -> io::Result<()>,
    ) -> Result<u64, Failure> {
        let path = self.place(route)?;
        let written = fs::File::create(&path)
            .and_then(|file| write(BufWriter::new(file)))
            .and_then(|()| fs::metadata(&path));
        let written = written.map_err(|cause| Failure::new("write", &path, cause))?;
        self.note(route, &written);
        Ok(written.len())
    }

    /// Copies a file of the inputs as it is.
    pub fn copy(&self, route: &Route, from: &Path) -> Result<(), Failure> {
        let path = self.place(route)?;
        let copied = fs::copy(from, &path).and_then(|_| fs::metadata(&path));
        let copied = copied.map_err(|cause| Failure::new("copy", from, cause))?;
        self.note(route, &copied);
        Ok(())
    }

    /// Puts the new site in the old one's place.
    pub fn commit(mut self) -> Result<Written, Failure> {
        let old = sibling(&self.site, "old");
        remove(&old)?;
        exchange(&self.site, &self.fresh, &old)
            .map_err(|cause| Failure::new("replace", &self.site, cause))?;
        self.committed = true;
        remove(&old)?;
        let written = self.written();
        let files = written.len() as u64;
        let bytes = written.iter().map(|it| it.1.size).sum();
        Ok(Written { files, bytes, changed: files })
    }

    /// What was written so far.
    pub fn written(&self) -> Vec<(Route, Stamp)> {
        self.written.lock().unwrap_or_else(|it| it.into_inner()).clone()
    }

    /// Puts the files that were written into the old site, in the place of those of the same route,
    /// and takes those in `removed` out of it. Cut off at any point, it is undone or finished by
    /// [`recover`].
    pub fn amend(mut self, removed: &[Route]) -> Result<(), Failure> {
        patch::commit(&self.site, &self.fresh, removed)?;
        self.committed = true;
        patch::apply(&self.site)
    }

    fn place(&self, route: &Route) -> Result<PathBuf, Failure> {
        let path = self.fresh.join(route.as_str());
        if let Some((folder, _)) = route.as_str().rsplit_once('/') {
            let mut folders = self.folders.lock().unwrap_or_else(|it| it.into_inner());
            if !folders.contains(folder) {
                make(&self.fresh.join(folder))?;
                folders.insert(folder.to_owned());
            }
        }
        Ok(path)
    }

    fn note(&self, route: &Route, metadata: &fs::Metadata) {
        // A rename, by which the file will come to its place, is a change of that kind.
        let stamp = Stamp { changed: 0, ..Stamp::of(metadata) };
        let mut written = self.written.lock().unwrap_or_else(|it| it.into_inner());
        written.push((route.clone(), stamp));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.committed {
            // Nothing more can be done where even this fails; the next build removes it first.
            let _ = remove(&self.fresh);
        }
    }
}

/// Whether nothing but a site is lost where another one takes the place of `folder`: it is not there,
/// is empty, or holds what was built.
pub fn is_free(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return !folder.exists() };
    let names: Vec<_> = entries.flatten().map(|it| it.file_name()).collect();
    let has = |name: &str| names.iter().any(|it| it == name);
    names.is_empty() || has(".nojekyll") && has("404.html") && !has(".git")
}

/// Finishes or undoes what was cut off: where the old site was moved away and the new one had not yet
/// come, the old one is put back; where files were being put into the site, the rest follow.
pub fn recover(site: &Path) -> Result<(), Failure> {
    patch::apply(site)?;
    let old = sibling(site, "old");
    if old.is_dir() {
        if site.is_dir() {
            remove(&old)?;
        } else {
            fs::rename(&old, site)
                .map_err(|cause| Failure::new("restore", site, cause))?;
        }
    }
    Ok(())
}

/// `.site.new` beside `site`: on the same disk, so that a rename is enough.
pub(super) fn sibling(site: &Path, what: &str) -> PathBuf {
    let name = site.file_name().unwrap_or_default().to_string_lossy();
    site.with_file_name(format!(".{name}.{what}"))
}

/// Puts `fresh` where `site` is and `site` where `old` is: at once where the system can exchange
/// two folders, else by two renames, which [`recover`] can undo.
fn exchange(site: &Path, fresh: &Path, old: &Path) -> io::Result<()> {
    if !site.exists() {
        return fs::rename(fresh, site);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, fresh, CWD, site, RenameFlags::EXCHANGE).is_ok() {
            return fs::rename(fresh, old);
        }
    }
    fs::rename(site, old)?;
    fs::rename(fresh, site)
}

pub(super) fn make(folder: &Path) -> Result<(), Failure> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|cause| Failure::new("create", folder, cause))
}

pub(super) fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Failure::new("remove", folder, cause))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Stage, sibling};
    use crate::model::Route;

    #[test]
    fn replaces_the_site_as_a_whole() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("site");
        let build = |files: &[(&str, &str)]| {
            let stage = Stage::open(&site).unwrap();
            for (path, text) in files {
                stage.write(&Route::new(path), text.as_bytes()).unwrap();
            }
            stage
        };
        build(&[("a.html", "1"), ("bn/b.html", "1")]).commit().unwrap();
        drop(build(&[("a.html", "2")]));
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "1");
        assert!(site.join("bn/b.html").exists());
        let written = build(&[("a.html", "22")]).commit().unwrap();
        assert_eq!((written.files, written.bytes, written.changed), (1, 2, 1));
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "22");
        assert!(!site.join("bn").exists());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn restores_a_site_that_was_moved_away() {
        let root = tempfile::tempdir().unwrap();
        let site = root.path().join("site");
        fs::create_dir(sibling(&site, "old")).unwrap();
        fs::write(sibling(&site, "old").join("a.html"), "1").unwrap();
        drop(Stage::open(&site).unwrap());
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "1");
    }
}
