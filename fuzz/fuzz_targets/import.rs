//! Any bytes as a download that is imported.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prokash::{
    data::import::{self, Request},
    source::{File, Files},
};
use prokash_fuzz::places;

fuzz_target!(|bytes: &[u8]| {
    let read = Files::from_bytes([("download.csv", bytes)]);
    let file = read.find("download.csv").expect("it is the only one");
    let content = read.content(file).clone();
    let opened = import::open(File { path: "download.csv".into(), content }, None);
    let import = import::import(&opened, &Request::default());
    places(&opened.files, &import.diagnostics);
});
