//! Any bytes as a data repository of Open SDG; the byte FF stands between its files.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use prokash::{data, model::Settings, source::Files};
use prokash_fuzz::{places, settings};

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| settings("data: open-sdg"));

fuzz_target!(|bytes: &[u8]| {
    const PATHS: [&str; 4] = [
        "data/indicator_1-2-1.csv",
        "meta/1-2-1.yml",
        "indicator-config/1-2-1.yml",
        "translations/en/data.yml",
    ];
    let parts = bytes.split(|it| *it == 0xFF);
    let files = Files::from_bytes(PATHS.into_iter().zip(parts));
    let read = data::parse(&files, &SETTINGS);
    places(&files, &read.diagnostics);
});
