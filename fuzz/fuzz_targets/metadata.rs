//! Any bytes as the metadata of a table.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use prokash::{data, model::Settings, source::Files};
use prokash_fuzz::{places, settings};

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| settings(""));

fuzz_target!(|bytes: &[u8]| {
    let table = b"Year,Sex,Age,Value\n2016,,,15\n2017,Female,,16\n2017,Female,15-24,17\n2016,Male,,14\n";
    let files = Files::from_bytes([("data/a.csv", &table[..]), ("data/a.yaml", bytes)]);
    let read = data::parse(&files, &SETTINGS);
    places(&files, &read.diagnostics);
});
