//! What a build costs when there is nothing to build on, when nothing has changed, and after one
//! edit: of a paragraph, of a title, of a number in a table. Run it with
//! `cargo bench --bench build [NOTES]`.
//!
//! The site has so many notes in Bangla and in English and a dataset for every five of them, with
//! PDFs. Printed is CPU time of the whole process, on all cores, and its part of the clean build's;
//! all in one run, so that a noisy machine disturbs them alike.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a benchmark prints, writes a site and reads the system"
)]

use std::{fmt::Write, fs, path::Path};

use prokash::build::{Options, build};
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let notes = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(100);
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    make(root, notes);
    let options = Options {
        out: Some(root.join("site")),
        pdfs: true,
        singles: true,
        cached: true,
        ..Options::default()
    };
    let cost = || {
        let start = cpu();
        let outcome = build(root, &options).expect("the machine is well");
        assert!(outcome.written.is_some(), "the site has errors");
        (cpu() - start, outcome)
    };
    let (clean, outcome) = cost();
    println!(
        "{notes} notes: {} pages, {} charts, {} PDFs",
        outcome.pages, outcome.charts, outcome.papers
    );
    let note = "content/notes/note-0.en.md";
    let edits: [(&str, &str, &str, &str); 3] = [
        ("one paragraph", note, "Counters keep", "Most counters keep"),
        ("one title", note, "title: Note", "title: Policy note"),
        ("one number", "data/set-0.csv", ",20.", ",21."),
    ];
    println!("clean            {clean:7.3} s of CPU");
    let show = |name: &str| {
        let (again, _) = cost();
        println!("{name:<16} {again:7.3} s of CPU, {:.3} of it", again / clean);
    };
    show("nothing changed");
    for (name, path, from, to) in edits {
        let path = root.join(path);
        let text = fs::read_to_string(&path).expect("it was just made");
        assert!(text.contains(from), "an edit edits nothing");
        fs::write(path, text.replacen(from, to, 1)).expect("the disk has room");
        show(name);
    }
}

/// Writes the site.
fn make(root: &Path, notes: usize) {
    let datasets = notes.div_ceil(5);
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root"))
            .and_then(|()| fs::write(path, text))
            .expect("the disk has room");
    };
    write(
        "prokash.yaml",
        "title: { bn: মাপ, en: Measure }\nlanguages: [bn, en]\nbase_url: https://example.org\n",
    );
    for number in 0..notes {
        for (language, title, text) in [
            ("en", "Note", "Counters keep good records, and nobody adds them up."),
            ("bn", "নীতি", "কাউন্টারে ভালো নথি রাখা হয়, কিন্তু কেউ তা যোগ করে না।"),
        ] {
            let mut page = format!("---\ntitle: {title} {number}\n");
            let _ = writeln!(page, "tags: [topic-{}]\n---\n", number % 7);
            for part in 0..6 {
                let _ = write!(page, "## {title} {part}\n\n{}\n\n", [text; 12].join(" "));
            }
            let _ = writeln!(page, "```chart\ndata: set-{}\n```", number % datasets);
            write(&format!("content/notes/note-{number}.{language}.md"), &page);
        }
    }
    for number in 0..datasets {
        let mut table = String::from("Year,Sex,Value\n");
        for (at, sex) in ["", "Female", "Male"].into_iter().enumerate() {
            for year in 2010..2025 {
                let _ =
                    writeln!(table, "{year},{sex},{}.{}", 20 + at, (year + number) % 10);
            }
        }
        write(&format!("data/set-{number}.csv"), &table);
        let metadata =
            "title: { bn: উপাত্ত, en: Data }\nunit: '%'\nsource: { organisation: S }\n";
        write(&format!("data/set-{number}.yaml"), metadata);
    }
}

/// The CPU seconds of all threads of the process.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
