//! Where a site can be published.

use std::path::{Path, PathBuf};

use super::{Local, branch::Branch, folder::Folder};
use crate::{model::Hosting, source::Failure};

/// A place to publish to, by what names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder.
    Folder(PathBuf),
    /// A branch of a git remote.
    Branch {
        /// The remote's name or address.
        remote: String,
        /// The branch's name.
        branch: String,
        /// The folder where git knows the remote.
        root: PathBuf,
    },
    /// Storage that speaks S3.
    Storage(Storage),
}

/// Storage that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storage {
    /// The bucket.
    pub bucket: String,
    /// What the name of every object begins with: empty, or with `/` at its end.
    pub prefix: String,
    /// Its address, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// Its region, where that is said.
    pub region: Option<String>,
}

impl Target {
    /// What `hosting` names, in the settings of the site in `root`.
    pub fn new(hosting: &Hosting, root: &Path) -> Self {
        let Hosting { to, endpoint, region, branch } = hosting;
        if let Some(branch) = branch {
            let (remote, branch) = (to.clone(), branch.clone());
            return Self::Branch { remote, branch, root: root.to_owned() };
        }
        let Some(storage) = to.strip_prefix("s3://") else {
            return Self::Folder(root.join(to));
        };
        let (bucket, prefix) = storage.split_once('/').unwrap_or((storage, ""));
        let prefix = prefix.trim_matches('/');
        let slash = if prefix.is_empty() { "" } else { "/" };
        Self::Storage(Storage {
            bucket: bucket.to_owned(),
            prefix: format!("{prefix}{slash}"),
            endpoint: endpoint.clone(),
            region: region.clone(),
        })
    }
}

/// What can be done at a place. A path is relative to it, with `/`.
pub trait Place: Sync {
    /// The file at `path`; `None` where there is none.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Failure>;

    /// Puts `bytes` at `path`, at once.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure>;

    /// Takes the file at `path` away, if it is there.
    fn remove(&self, path: &str) -> Result<(), Failure>;

    /// Whether a file that was published seems to be there still, as far as that can be told at
    /// little cost.
    fn seems_there(&self, _file: &Local) -> bool {
        true
    }

    /// How many files may be on their way at the same time.
    fn at_once(&self) -> usize {
        1
    }

    /// Shows readers what was written and removed, where that is a step of its own.
    fn finish(&self) -> Result<(), Failure> {
        Ok(())
    }
}

/// Opens the place that `target` names.
///
/// Errors: it cannot be reached.
pub fn open(target: &Target) -> Result<Box<dyn Place>, Failure> {
    match target {
        Target::Folder(path) => Ok(Box::new(Folder::open(path)?)),
        Target::Branch { remote, branch, root } => {
            Ok(Box::new(Branch::open(remote, branch, root)?))
        }
        #[cfg(feature = "s3")]
        Target::Storage(storage) => Ok(Box::new(super::storage::Bucket::open(storage)?)),
        #[cfg(not(feature = "s3"))]
        Target::Storage(storage) => {
            let cause = std::io::Error::other("this prokash was made without storage");
            Err(Failure::new("publish to", Path::new(&storage.bucket), cause))
        }
    }
}
