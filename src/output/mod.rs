//! Stage 6: artifacts → `site/`.
//!
//! The only way out. A [`Stage`] takes files beside the site and puts them in its place in one
//! exchange of folders, so that a reader sees the old site or the new one and never a mix, and a
//! build that fails or is killed leaves the old one as it was. Where little is new, that alone is put
//! into the old site, file by file, after a journal that the next command finishes. [`replace`] does the
//! same for single files of the inputs.

mod file;
mod patch;
mod stage;

pub use file::{create, replace, stream};
pub use stage::{Stage, Written, is_free, recover};
