//! Stage 1: the disk → [`Files`], texts by path.
//!
//! In goes a folder; out come all its inputs, held in memory, sorted by path, with the built-in
//! theme and the SDG framework underneath: a file of the same path on disk wins. This is the only
//! way in. Nothing here knows what a file means.

mod decode;
mod disk;
mod embedded;
mod files;
mod yaml;

pub use disk::{Failure, find_root, read};
pub use embedded::embedded;
pub use files::{Content, File, Files};
pub use yaml::parse as parse_yaml;
