//! The door to `.prokash/cache/`: files that cost much to make, kept from build to build.
//!
//! Each is kept under the hash of all that it follows from, so that it is right or not there. The
//! folder may be deleted at any time, and several builds may use it at once. What the disk refuses
//! is made again the next time; no build fails for it.
#![expect(clippy::disallowed_methods, reason = "this is the door to the cache")]

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
    time::SystemTime,
};

use super::Options;

/// As many bytes are kept, and whatever the last build used.
const KEPT: u64 = 512 * 1024 * 1024;

/// Files kept from build to build, or nothing where there is no folder.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    used: Mutex<BTreeSet<String>>,
}

impl Cache {
    /// The files kept for the site in `root`, where `options` ask for any.
    pub(super) fn of(root: &Path, options: &Options) -> Self {
        Self::new(options.cached.then(|| root.join(".prokash/cache")))
    }

    /// The files kept in `folder`.
    fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, used: Mutex::default() }
    }

    /// The file of that hash, or else what `make` makes, kept for the next time.
    pub(super) fn or_make<E>(
        &self,
        key: blake3::Hash,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<Vec<u8>, E> {
        let Some(folder) = &self.folder else { return make() };
        let name = key.to_hex().to_string();
        let path = folder.join(&name[..2]).join(&name);
        self.used.lock().unwrap_or_else(|it| it.into_inner()).insert(name);
        if let Some(bytes) = read(&path) {
            return Ok(bytes);
        }
        let bytes = make()?;
        // A file that cannot be kept is made again the next time.
        let _ = write(&path, &bytes);
        Ok(bytes)
    }

    /// Removes what no build has used for the longest time, until the rest is not too much.
    pub(super) fn tidy(&self) {
        let Some(folder) = &self.folder else { return };
        let used = self.used.lock().unwrap_or_else(|it| it.into_inner());
        // Git need not know the folder.
        if !used.is_empty() && !folder.join(".gitignore").exists() {
            let _ = fs::write(folder.join(".gitignore"), "*\n");
        }
        let mut kept: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        let mut bytes = 0;
        for (path, about) in files(folder) {
            bytes += about.len();
            let name =
                path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !used.contains(&name)
                && let Ok(time) = about.modified()
            {
                kept.push((time, path, about.len()));
            }
        }
        kept.sort();
        for (_, path, size) in kept {
            if bytes <= KEPT {
                break;
            }
            if fs::remove_file(path).is_ok() {
                bytes -= size;
            }
        }
    }
}

/// The files in the folders of `folder`.
fn files(folder: &Path) -> Vec<(PathBuf, fs::Metadata)> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let inner = entries(folder).flat_map(|it| entries(&it.path()));
    let about = inner.filter_map(|it| Some((it.path(), it.metadata().ok()?)));
    about.collect()
}

/// The bytes at `path`, unless a machine that stopped has left only a part of them.
fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(path).ok()?;
    let start = bytes.len().checked_sub(blake3::OUT_LEN)?;
    let whole = blake3::hash(&bytes[..start]).as_bytes() == &bytes[start..];
    bytes.truncate(start);
    whole.then_some(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let name = format!("{:?}.{}", std::thread::current().id(), std::process::id());
    let beside = path.with_extension(name);
    fs::write(&beside, [bytes, blake3::hash(bytes).as_bytes()].concat())?;
    fs::rename(&beside, path).inspect_err(|_| drop(fs::remove_file(&beside)))
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, fs};

    use super::Cache;

    #[test]
    fn a_file_is_made_once_and_again_when_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let key = blake3::hash(b"what it follows from");
        let mut made = 0;
        let mut get = || {
            let cache = Cache::new(Some(folder.path().to_owned()));
            let made = &mut made;
            let file = cache.or_make(key, || {
                *made += 1;
                Ok::<_, Infallible>(b"file".to_vec())
            });
            cache.tidy();
            (file.unwrap(), *made)
        };
        assert_eq!(get(), (b"file".to_vec(), 1));
        assert_eq!(get(), (b"file".to_vec(), 1));
        let name = key.to_hex().to_string();
        let path = folder.path().join(&name[..2]).join(&name);
        fs::write(&path, &fs::read(&path).unwrap()[1..]).unwrap();
        assert_eq!(get(), (b"file".to_vec(), 2));
    }
}
