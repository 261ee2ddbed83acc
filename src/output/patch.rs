//! Some files of a site, put into it one by one after a journal.
//!
//! The new files stand in `.site.new/` under their routes and the routes to take out in a list
//! beside it. Renaming `.site.new` to `.site.patch` decides: before it nothing has happened, after
//! it the files come to their places by renames, which can be repeated until none is left.
#![expect(clippy::disallowed_methods, reason = "this is the door out")]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::stage::{make, remove, sibling};
use crate::{
    model::Route,
    source::{self, Failure},
};

/// Decides that the files in `fresh` will come to `site`, and those in `removed` leave it.
pub(super) fn commit(
    site: &Path,
    fresh: &Path,
    removed: &[Route],
) -> Result<(), Failure> {
    let list: Vec<&str> = removed.iter().map(Route::as_str).collect();
    let journal = sibling(site, "remove");
    fs::write(&journal, list.join("\n"))
        .map_err(|cause| Failure::new("write", &journal, cause))?;
    let patch = sibling(site, "patch");
    fs::rename(fresh, &patch).map_err(|cause| Failure::new("rename", &patch, cause))
}

/// Does what [`commit`] decided, or the rest of it; forgets what was not decided.
pub(super) fn apply(site: &Path) -> Result<(), Failure> {
    let (journal, patch) = (sibling(site, "remove"), sibling(site, "patch"));
    if patch.is_dir() {
        let list = match fs::read_to_string(&journal) {
            Ok(list) => list,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
            Err(cause) => return Err(Failure::new("read", &journal, cause)),
        };
        for route in list.lines() {
            take_out(site, route)?;
        }
        put_in(site, &patch)?;
        for route in list.lines() {
            clear(site, route);
        }
        // Without its folder the list means nothing; so the folder goes last.
        unlink(&journal)?;
        remove(&patch)?;
    }
    unlink(&journal)
}

fn take_out(site: &Path, route: &str) -> Result<(), Failure> {
    unlink(&site.join(route))
}

fn put_in(site: &Path, patch: &Path) -> Result<(), Failure> {
    for (path, _) in source::stamps(patch)? {
        let place = site.join(&path);
        make(place.parent().unwrap_or(site))?;
        fs::rename(patch.join(&path), &place)
            .map_err(|cause| Failure::new("rename", &place, cause))?;
    }
    Ok(())
}

/// Removes the folders above `route` that nothing is left in.
fn clear(site: &Path, route: &str) {
    let mut folder: PathBuf = site.join(route);
    while folder.pop() && folder != site {
        // It fails where something is in it, which is just what it should.
        if fs::remove_dir(&folder).is_err() {
            return;
        }
    }
}

fn unlink(file: &Path) -> Result<(), Failure> {
    match fs::remove_file(file) {
        // Where a file was, a folder or nothing may be by now.
        Err(cause)
            if !matches!(
                cause.kind(),
                io::ErrorKind::NotFound
                    | io::ErrorKind::NotADirectory
                    | io::ErrorKind::IsADirectory
            ) =>
        {
            Err(Failure::new("remove", file, cause))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{super::stage::sibling, apply, commit};
    use crate::{
        model::Route,
        output::{Stage, recover},
    };

    fn site(root: &std::path::Path) -> std::path::PathBuf {
        let site = root.join("site");
        let stage = Stage::open(&site).unwrap();
        for path in ["a.html", "bn/b.html", "old/c.html"] {
            stage.write(&Route::new(path), b"1").unwrap();
        }
        stage.commit().unwrap();
        site
    }

    fn staged(site: &std::path::Path) -> Stage {
        let stage = Stage::open(site).unwrap();
        for path in ["a.html", "bn/b.html", "new/d.html"] {
            stage.write(&Route::new(path), b"2").unwrap();
        }
        stage
    }

    fn check(root: &std::path::Path, site: &std::path::Path, text: &str) {
        for path in ["a.html", "bn/b.html"] {
            assert_eq!(fs::read_to_string(site.join(path)).unwrap(), text);
        }
        assert_eq!(site.join("new/d.html").exists(), text == "2");
        assert_eq!(site.join("old").exists(), text == "1");
        assert_eq!(fs::read_dir(root).unwrap().count(), 1);
    }

    #[test]
    fn replaces_some_files_and_leaves_no_empty_folder() {
        let root = tempfile::tempdir().unwrap();
        let site = site(root.path());
        staged(&site).amend(&[Route::new("old/c.html")]).unwrap();
        check(root.path(), &site, "2");
    }

    #[test]
    fn undoes_what_was_not_decided() {
        let root = tempfile::tempdir().unwrap();
        let site = site(root.path());
        std::mem::forget(staged(&site));
        fs::write(sibling(&site, "remove"), "old/c.html").unwrap();
        recover(&site).unwrap();
        drop(Stage::open(&site).unwrap());
        check(root.path(), &site, "1");
    }

    #[test]
    fn finishes_what_was_decided_from_any_point_on() {
        for done in 0..=4_usize {
            let root = tempfile::tempdir().unwrap();
            let site = site(root.path());
            std::mem::forget(staged(&site));
            commit(&site, &sibling(&site, "new"), &[Route::new("old/c.html")]).unwrap();
            let patch = sibling(&site, "patch");
            if done > 0 {
                fs::remove_file(site.join("old/c.html")).unwrap();
            }
            for path in ["a.html", "bn/b.html"].iter().take(done.saturating_sub(1)) {
                fs::rename(patch.join(path), site.join(path)).unwrap();
            }
            if done > 3 {
                apply(&site).unwrap();
            }
            recover(&site).unwrap();
            check(root.path(), &site, "2");
        }
    }
}
