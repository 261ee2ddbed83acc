//! Stage 6: artifacts → `site/`.
//!
//! The only way out. A [`Stage`] takes files beside the site and puts them in its place in one
//! exchange of folders, so that a reader sees the old site or the new one and never a mix, and a
//! build that fails or is killed leaves the old one as it was.

mod stage;

pub use stage::{Stage, Written, recover};
