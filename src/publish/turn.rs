//! The order in which files are sent, so that a reader never meets a page before what it shows.

/// When a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// What pages show and point to.
    First,
    /// Pages.
    Pages,
    /// What points to pages: feeds and lists of addresses.
    Last,
}

/// When the file at `path` is sent.
pub(super) fn turn(path: &str) -> Turn {
    if path.ends_with(".html") {
        Turn::Pages
    } else if path.ends_with(".xml") || path == "robots.txt" {
        Turn::Last
    } else {
        Turn::First
    }
}
