//! Any bytes as a page: its front matter and its text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use prokash::{content, model::Settings, source::Files};
use prokash_fuzz::{places, settings};

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| settings(""));

fuzz_target!(|bytes: &[u8]| {
    let files = Files::from_bytes([("content/notes/a.en.md", bytes)]);
    let read = content::parse(&files, &SETTINGS);
    places(&files, &read.diagnostics);
});
