//! Any bytes as a table: read, checked, and written again.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use prokash::{data, model::Settings, render::export, source::Files};
use prokash_fuzz::{places, settings};

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| settings(""));

fuzz_target!(|bytes: &[u8]| {
    let metadata = b"title: T\nunit: '%'\nexpected: { Sex: [Female, Male] }\ndimensions: { Age: { parent: Sex } }\n";
    let files = Files::from_bytes([("data/a.csv", bytes), ("data/a.yaml", metadata)]);
    let read = data::parse(&files, &SETTINGS);
    places(&files, &read.diagnostics);
    for dataset in &read.value {
        export::csv(dataset, true);
    }
});
