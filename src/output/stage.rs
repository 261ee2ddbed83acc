//! The door out: the one place that writes the site.
#![expect(clippy::disallowed_methods, reason = "this is the door out")]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use crate::{model::Route, source::Failure};

/// A new site being made beside the old one.
#[derive(Debug)]
pub struct Stage {
    site: PathBuf,
    fresh: PathBuf,
    folders: Mutex<BTreeSet<String>>,
    written: Mutex<Written>,
    committed: bool,
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files.
    pub files: u64,
    /// Bytes.
    pub bytes: u64,
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
        fs::write(&path, bytes).map_err(|cause| Failure::new("write", &path, cause))?;
        self.count(bytes.len() as u64);
        Ok(())
    }

    /// Copies a file of the inputs as it is.
    pub fn copy(&self, route: &Route, from: &Path) -> Result<(), Failure> {
        let path = self.place(route)?;
        let bytes =
            fs::copy(from, &path).map_err(|cause| Failure::new("copy", from, cause))?;
        self.count(bytes);
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
        let written = self.written.lock().map(|it| *it).unwrap_or_default();
        Ok(written)
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

    fn count(&self, bytes: u64) {
        let mut written = self.written.lock().unwrap_or_else(|it| it.into_inner());
        written.files += 1;
        written.bytes += bytes;
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

/// Finishes or undoes a replacement that was cut off: where the old site was moved away and the
/// new one had not yet come, the old one is put back.
pub fn recover(site: &Path) -> Result<(), Failure> {
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
fn sibling(site: &Path, what: &str) -> PathBuf {
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

fn make(folder: &Path) -> Result<(), Failure> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(|cause| Failure::new("create", folder, cause))
}

fn remove(folder: &Path) -> Result<(), Failure> {
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
        assert_eq!((written.files, written.bytes), (1, 2));
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
