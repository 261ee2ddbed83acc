//! Top: what was built → where readers find it.
//!
//! A [`Place`] is a folder, storage or a branch. It keeps a [`Manifest`] of what was published
//! there, and nothing else is ever taken away from it. [`plan()`] says what is to be sent and what to
//! be removed; [`send()`] does it, pages after what they show, and notes how far it has come, so that
//! a publication that was cut off goes on where it was.

mod branch;
mod bundle;
mod folder;
mod manifest;
#[cfg(feature = "s3")]
mod media;
mod place;
mod plan;
mod send;
#[cfg(feature = "s3")]
mod storage;
mod sum;
mod turn;
mod windows;

use std::path::Path;

use rayon::prelude::*;

pub use self::{
    bundle::{Bundled, bundle},
    manifest::Manifest,
    place::{Place, Storage, Target, open},
    plan::{Plan, plan},
    send::send,
    windows::names,
};
use crate::source::{self, Failure};

/// A file of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Its path below the site, with `/`.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sum: String,
}

/// The files of the site that was built in `site`.
///
/// Errors: the disk refuses.
pub fn files(site: &Path) -> Result<Vec<Local>, Failure> {
    let mut found = source::stamps(site)?;
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let local = found.into_par_iter().map(|(path, _)| {
        let bytes = source::read_bytes(site, &path)?;
        Ok(Local { path, bytes: bytes.len() as u64, sum: sum::hex(&bytes) })
    });
    local.collect()
}
