//! What it costs to make the PDF of a page in a process that is warm, beside `WeasyPrint` and headless
//! Chromium making one of the same page's HTML, in one run: a note of this repository of about
//! four pages with two charts. Run it with
//! `cargo bench --bench papers -- PYTHON [CHROMIUM]`, the Python having `WeasyPrint`. Printed is CPU
//! time a PDF; of Chromium, which is started for each, with all its processes.
#![expect(
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a benchmark prints and reads the system"
)]

use std::{path::Path, process::Command};

use prokash::{
    build::{self, Options},
    page::{self, Catalogue, Job, Pictures},
    render::{export, pdf::Press},
};
use rustix::time::{ClockId, clock_gettime};

/// The page.
const PAGE: &str = "bn/notes/account-ownership.html";

/// A report composed of all notes and indicators.
const REPORT: &str = "bn/reports/indicators-2026.html";

fn main() {
    let mut named = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let (python, chromium) = (named.next(), named.next());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [ours, report] = ours(root);
    println!("a report   {:8.1} ms", report * 1e3);
    println!("Prokash    {:8.1} ms", ours * 1e3);
    let Some(python) = python else { return };
    let folder = std::env::temp_dir().join("prokash-bench-papers");
    let options = Options { out: Some(folder.clone()), ..Options::default() };
    build::build(root, &options).expect("the site is written");
    let page = folder.join(PAGE);
    let others = [("WeasyPrint", WEASYPRINT, None), ("Chromium", CHROMIUM, chromium)];
    for (name, script, program) in others {
        if let Some(other) = run(&python, script, &page, program.as_deref()) {
            println!("{name:<10} {:8.1} ms, {:.1} times ours", other * 1e3, other / ours);
        }
    }
}

/// The mean CPU seconds of our PDF of the page and of the report, from the site as read to the bytes. What
/// Typst remembers is forgotten each time, or all but the first would be free.
fn ours(root: &Path) -> [f64; 2] {
    let read = build::read(root).expect("the site can be read");
    let site = read.site.expect("the site is fine");
    let pictures = Pictures::new(&site);
    let catalogue = Catalogue::new(&site, &pictures, &|_| None);
    let press = Press::new(&site.theme);
    let jobs = page::plan(&catalogue).value;
    let make = |job: &Job| {
        let paper = page::paper(&catalogue, job, &read.texts).expect("the page is fine");
        let tables = paper
            .datasets
            .iter()
            .map(|it| (format!("{it}.csv"), export::csv(&site.datasets[it], true)));
        let sheet = press.prepare(&paper, tables.collect(), Vec::new());
        let pdf = press.print(sheet).expect("the templates are fine");
        Press::rest();
        pdf
    };
    [(PAGE, 10), (REPORT, 3)].map(|(route, runs)| {
        let job = jobs.iter().find(|it| it.route.as_str() == route).expect("the page");
        std::hint::black_box(make(job));
        let start = now();
        for _ in 0..runs {
            std::hint::black_box(make(job));
        }
        (now() - start) / f64::from(runs)
    })
}

fn now() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The CPU seconds that `script` says a PDF of `page` takes.
fn run(python: &str, script: &str, page: &Path, program: Option<&str>) -> Option<f64> {
    let output = Command::new(python)
        .args(["-c", script])
        .arg(page)
        .arg(program.unwrap_or("chromium"))
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The mean of five in a process that has made one.
const WEASYPRINT: &str = "
import sys, time, weasyprint
def make(): return weasyprint.HTML(filename=sys.argv[1]).write_pdf(pdf_tags=True)
make()
start = time.process_time()
for _ in range(5): make()
print((time.process_time() - start) / 5)
";

/// The mean of three processes. Whatever they leave behind is handed to this one (the call of Linux
/// numbered 36), or the most of what they cost would not be counted.
const CHROMIUM: &str = "
import ctypes, os, resource, subprocess, sys, tempfile
ctypes.CDLL(None).prctl(36, 1)
def used():
    it = resource.getrusage(resource.RUSAGE_CHILDREN)
    return it.ru_utime + it.ru_stime
start = used()
for _ in range(3):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        subprocess.run([sys.argv[2], '--headless', '--no-sandbox', '--disable-gpu',
            '--user-data-dir=' + folder, '--no-pdf-header-footer',
            '--print-to-pdf=' + folder + '/x.pdf', 'file://' + sys.argv[1]],
            check=True, capture_output=True)
        try:
            while True:
                os.wait()
        except ChildProcessError:
            pass
print((used() - start) / 3)
";
