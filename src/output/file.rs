//! Single files put in the place of those that are there.
#![expect(clippy::disallowed_methods, reason = "this is a door out")]

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::source::Failure;

/// Puts each text in the place of its file, which may not be there yet. All are written beside
/// their files first: one that cannot be leaves every file as it was.
///
/// Errors: the disk refuses.
pub fn replace(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let staged: Vec<NamedTempFile> =
        files.iter().map(|it| stage(&it.0, &it.1)).collect::<Result<_, _>>()?;
    for (file, (path, _)) in staged.into_iter().zip(files) {
        file.persist(path).map_err(|it| Failure::new("replace", path, it.error))?;
    }
    Ok(())
}

/// Writes each text where no file is yet.
///
/// Errors: the disk refuses, or a file is there.
pub fn create(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let staged: Vec<NamedTempFile> =
        files.iter().map(|it| stage(&it.0, &it.1)).collect::<Result<_, _>>()?;
    for (file, (path, _)) in staged.into_iter().zip(files) {
        file.persist_noclobber(path)
            .map_err(|it| Failure::new("create", path, it.error))?;
    }
    Ok(())
}

/// Writes a file piece by piece, and puts it in its place where `fits` takes its size. Gives back
/// the size in bytes, and whether it was taken.
///
/// Errors: the disk refuses.
pub fn stream(
    path: &Path,
    fits: impl FnOnce(u64) -> bool,
    write: impl FnOnce(BufWriter<&fs::File>) -> io::Result<()>,
) -> Result<(u64, bool), Failure> {
    let failed = |cause| Failure::new("write", path, cause);
    let file = open(path)?;
    write(BufWriter::new(file.as_file())).map_err(failed)?;
    let bytes = file.as_file().metadata().map_err(failed)?.len();
    let taken = fits(bytes);
    if taken {
        file.as_file().sync_all().map_err(failed)?;
        file.persist(path).map_err(|it| Failure::new("replace", path, it.error))?;
    }
    Ok((bytes, taken))
}

fn stage(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Failure> {
    let failed = |cause| Failure::new("write", path, cause);
    let mut file = open(path)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    Ok(file)
}

/// A file beside `path` that can take its place.
fn open(path: &Path) -> Result<NamedTempFile, Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|cause| Failure::new("create", folder, cause))?;
    let mut builder = Builder::new();
    // Others may read the file that it becomes; a temporary file of its own is for its owner alone.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.prefix(".prokash-").tempfile_in(folder);
    file.map_err(|cause| Failure::new("write", path, cause))
}
