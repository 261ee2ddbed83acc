//! Stage 1: the disk → [`Files`], texts by path.
//!
//! In goes a folder; out come all its inputs, held in memory, sorted by path, with the built-in
//! theme and the SDG framework underneath: a file of the same path on disk wins. This is the only
//! way in. Nothing here knows what a file means.

mod decode;
mod disk;
mod embedded;
mod files;
mod legacy;
mod yaml;

pub use decode::table as read_as_table;
pub use disk::{
    Entry, FOLDERS, Failure, Stamp, fill, find_root, is_input, read, read_bytes,
    read_found, read_place, read_some, read_start, read_table, real, reread, stamps,
    survey,
};
pub use embedded::{built_in, embedded, starters};
pub use files::{Content, File, Files};
pub use legacy::{diagnose as diagnose_legacy, legacy_bangla};
pub use yaml::parse as parse_yaml;
