//! What it costs to read, check and group a table, beside the csv crate's bare reading of the same
//! text. Run it with `cargo bench --bench data [ROWS]`.
//!
//! The table is a million rows of percentages by sex, area, age and district in which nothing is
//! wrong. CPU time is that of the whole process, on all cores; memory is the process's peak above
//! what it held before, the text itself included.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a benchmark prints and reads the system"
)]

use std::fmt::Write;

use prokash::{data, model::Settings, source::Files};
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let rows = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(1_000_000);
    let table = table(rows);
    let bytes = table.len();
    let files = Files::from_texts([
        ("data/big.csv", &*table),
        ("data/big.yaml", "title: Big\nunit: \"%\"\nsource: { organisation: Nobody }\n"),
    ]);
    drop(table);
    let text =
        files.text(files.find("data/big.csv").expect("it was just made")).expect("text");
    let (bare, cells) = cpu(|| {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut record = csv::ByteRecord::new();
        let mut cells = 0;
        while reader.read_byte_record(&mut record).expect("the table is fine") {
            cells += record.len();
        }
        cells
    });
    let before = memory("VmRSS:");
    let settings: Settings =
        serde_json::from_str(r#"{"title": "x", "languages": ["en"]}"#)
            .expect("the settings are fine");
    let (full, datasets) = cpu(|| data::parse(&files, &settings));
    let peak = memory("VmHWM:").saturating_sub(before) + bytes / 1024;
    let read: usize = datasets
        .value
        .iter()
        .flat_map(|it| &it.series)
        .map(|it| it.observations.len())
        .sum();
    for diagnostic in &datasets.diagnostics {
        println!("{}: {}", diagnostic.rule.code(), diagnostic.message.english());
    }
    assert_eq!(read, rows, "every row becomes an observation");
    println!("{rows} rows, {cells} cells, {:.1} MB", bytes as f64 / 1e6);
    println!("bare reading      {bare:.3} s of CPU");
    println!("read and checked  {full:.3} s of CPU, {:.2} times", full / bare);
    println!(
        "memory            {:.1} times the file",
        peak as f64 * 1024.0 / bytes as f64
    );
}

/// What `work` gives, and the CPU seconds of all threads that it took.
fn cpu<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let now = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let start = now();
    let made = work();
    (now() - start, made)
}

/// A line of the process's own account of its memory, in KiB.
fn memory(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix(name));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn table(rows: usize) -> String {
    const SEXES: [&str; 3] = ["", "Female", "Male"];
    const AREAS: [&str; 3] = ["", "Rural", "Urban"];
    const AGES: [&str; 6] = ["", "15-24", "25-34", "35-44", "45-54", "55-64"];
    let mut table = String::from("Year,Sex,Location,Age,District,Obs status,Value\n");
    let mut written = 0;
    for district in 0.. {
        for (s, sex) in SEXES.iter().enumerate() {
            for (a, area) in AREAS.iter().enumerate() {
                for (g, age) in AGES.iter().enumerate() {
                    for year in 1990..2025 {
                        if written == rows {
                            return table;
                        }
                        // The whole stands between its parts, and the years differ by little.
                        let offset = [0, 11, -9][s] + [0, 7, -6][a] + g as i32;
                        let value = 300 + offset + (year * 7 + district) % 13;
                        let place = if district == 0 {
                            String::new()
                        } else {
                            format!("District {district}")
                        };
                        let status = if year == 2024 { "P" } else { "" };
                        let _ = writeln!(
                            table,
                            "{year},{sex},{area},{age},{place},{status},{}.{}",
                            value / 10,
                            value % 10
                        );
                        written += 1;
                    }
                }
            }
        }
    }
    table
}
