//! The PDFs beside the pages: what other programs read in them.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests read files and run programs"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use prokash::{
    build::{Options, build},
    text::nfc,
};

use crate::support::SiteTest;

/// What a program of poppler or qpdf writes about a file.
fn run(program: &str, arguments: &[&str], path: &Path) -> String {
    let output = Command::new(program).args(arguments).arg(path).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program}: {error}; install poppler-utils and qpdf")
    });
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of a PDF.
fn text(path: &Path) -> String {
    let output = Command::new("pdftotext").arg(path).arg("-").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The Bangla words of `text`.
fn words(text: &str) -> BTreeSet<String> {
    let part = |it: char| matches!(it, '\u{0981}'..='\u{09E3}' | '\u{200C}' | '\u{200D}');
    let text = nfc(text);
    let words = text.split(|it: char| !part(it)).map(|it| it.trim_matches('\u{200D}'));
    words.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn printed() -> Options {
    Options { pdfs: true, ..Options::default() }
}

/// Conjuncts, signs that fonts move, and words that other programs lose.
const HARD: &str = "তুলনা নতুন নির্দিষ্ট কর্তৃপক্ষ মাতৃমৃত্যুর স্কুল বর্তমান অন্তর্ভুক্তি উচ্ছ্বাস লক্ষ্মী ব্রাহ্মণ \
                    অপরাহ্ণ র‍্যাব দৃষ্টান্ত কৃষিকাজে সংস্কৃতি হৃদয় রূপান্তর শুরু গুরুত্ব বাংলাদেশ চাঁদ দুঃখ";

/// What would be markup to Typst, HTML or Markdown's own writer.
const MARKUP: &str = "#panic(\"x\") $ x^2 $ @ref = not a heading // no comment /* none */ #{ 1+1 } <label>";

fn note(site: SiteTest) -> SiteTest {
    let chart = "```chart\ndata: 8-6-1\nseries: Sex\n```";
    let body = format!(
        "## {HARD}\n\n{HARD} ১২৩\n\n`{MARKUP}`[^1] আবার[^1]\n\n{chart}\n\n[^1]: পাদটীকা তুলনা।"
    );
    site.neet().page(
        "notes/a",
        "date: 2026-11-01\nmemo: ০৫.০০.১\ndraft: true\nsummary: সারকথা\n",
        &body,
        "## First\n\nSee [the note](a.bn.md).\n\n### Below\n\n#### Too deep\n",
    )
}

#[test]
fn a_note_can_be_read_by_everybody() {
    let site = note(SiteTest::new()).build_with(Options { drafts: true, ..printed() });
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let pdf = site.root().join("site/bn/notes/a.pdf");
    run("qpdf", &["--check"], &pdf);
    let text = text(&pdf);
    let missing: Vec<_> = words(HARD).difference(&words(&text)).cloned().collect();
    assert!(missing.is_empty(), "{missing:?} in {text}");
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        MARKUP,
        "স্মারক নং",
        "০৫.০০.১",
        "১ নভেম্বর, ২০২৬",
        "পৃষ্ঠা ১/২",
        "নীতি সংক্ষেপ · খসড়া",
        "সারকথা",
        "প্রকাশক",
        "https://example.org/bn/notes/a.html",
        "CC-BY-4.0",
        "চিত্র ১",
        "নিট",
        "৩২.০",
    ] {
        assert!(one_line.contains(said), "{said}: {one_line}");
    }
    assert_eq!(one_line.matches("পাদটীকা").count(), 1);
    let about = run("pdfinfo", &[], &pdf);
    let fact = |name: &str| {
        let line = about.lines().find(|it| it.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or("", |it| it.1.trim()).to_owned()
    };
    assert_eq!((&*fact("Title"), &*fact("Tagged")), ("শিরোনাম", "yes"));
    let standards = run("pdfinfo", &["-meta"], &pdf);
    assert!(
        standards.contains("<pdfuaid:part>1") && standards.contains("<pdfaid:part>3")
    );
    let structure = run("pdfinfo", &["-struct"], &pdf);
    for part in ["H1", "Figure", "TH", "Note"] {
        assert!(structure.lines().any(|it| it.trim().starts_with(part)), "{part}");
    }
    assert!(run("pdfdetach", &["-list"], &pdf).contains("8-6-1.csv"));
    let fonts = run("pdffonts", &[], &pdf);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.iter().all(|it| it.contains("yes yes yes")), "{fonts:#?}");
    let html = site.main("bn/notes/a.html");
    assert!(html.contains("href=\"../../bn/notes/a.pdf\"") && html.contains("০৫.০০.১"));
}

#[test]
fn the_same_site_gives_the_same_pdfs_and_keeps_them() {
    let first = note(SiteTest::new());
    let options = || Options { drafts: true, cached: true, ..printed() };
    let first = first.build_with(options());
    let path = "bn/notes/a.pdf";
    let bytes = first.bytes(path);
    let again = note(SiteTest::new()).build_with(Options { drafts: true, ..printed() });
    assert_eq!(bytes, again.bytes(path));
    let cached = |site: &SiteTest| {
        let mut files = Vec::new();
        gather(&site.root().join(".prokash/cache"), &mut files);
        files.len()
    };
    let before = cached(&first);
    let first = first.build_with(options());
    assert_eq!((bytes, before), (first.bytes(path), cached(&first)));
    let without = first.build_with(Options { drafts: true, ..Options::default() });
    assert!(without.files().iter().all(|it| !it.ends_with(".pdf")));
    assert!(!without.file("bn/notes/a.html").contains(".pdf"));
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { gather(&path, files) } else { files.push(path) }
    }
}

#[test]
fn an_edit_makes_the_pdfs_that_show_it_and_no_others() {
    let options = |cached| Options { cached, singles: true, ..printed() };
    let all = |site: &SiteTest| -> Vec<(String, Vec<u8>)> {
        site.files().into_iter().map(|it| (it.clone(), site.bytes(&it))).collect()
    };
    let parts = "parts: [notes/b]\n";
    let (first, second) = ("## ক\n\nপ্রথম।", "## ক\n\nদ্বিতীয়, একটু বড়।");
    let site = |text: &str| {
        let site = SiteTest::new().page("notes/a", "", text, "## A\n\nText.");
        site.page("notes/b", "", text, "## B\n\nText.").page(
            "reports/r",
            parts,
            "শুরু।",
            "Start.",
        )
    };
    let edit = |site: SiteTest, name: &str| {
        let path = format!("content/notes/{name}.bn.md");
        let text = site.file_of_input(&path).replace(first, second);
        site.write(&path, &text).build_with(options(true))
    };
    let after = edit(site(first).build_with(options(true)), "a");
    let after = edit(after, "b");
    let whole = site(second).build_with(options(false));
    let (after, whole) = (all(&after), all(&whole));
    let differ: Vec<_> =
        after.iter().zip(&whole).filter(|it| it.0 != it.1).map(|it| &it.0.0).collect();
    assert!(differ.is_empty() && after.len() == whole.len(), "{differ:#?}");
}

#[test]
fn a_page_can_be_sent_as_one_file() {
    let options = || Options { drafts: true, singles: true, ..Options::default() };
    let site = note(SiteTest::new()).build_with(options());
    let file = site.file("bn/notes/a.share.html");
    assert!(file.len() < 300_000, "{}", file.len());
    assert!(file.contains("<svg"));
    let fonts = file.find("url(%22data:font/woff2;base64,").expect("the file has fonts");
    assert!(fonts > file.find("<footer").unwrap(), "the text comes before the fonts");
    let addresses = file.split(" href=\"").skip(1).chain(file.split(" src=\"").skip(1));
    let loose: Vec<&str> = addresses
        .map(|it| it.split('"').next().unwrap())
        .filter(|it| !it.starts_with('#'))
        .filter(|it| !["https:", "mailto:", "data:"].iter().any(|s| it.starts_with(s)))
        .collect();
    assert!(loose.is_empty(), "{loose:?}");
    assert!(!file.contains("<script") && !file.contains("<form"));
    assert_eq!(file.matches(" (অনুলিপি)</title>").count(), 1);
    assert!(file.contains("https://example.org/bn/indicators/8-6-1.html"));
    let page = site.main("bn/notes/a.html");
    assert!(page.contains("../../bn/notes/a.share.html"), "{page}");
    let nowhere = note(SiteTest::new())
        .write("prokash.yaml", "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\n")
        .build_with(options());
    let file = nowhere.file("bn/notes/a.share.html");
    assert!(!file.contains("href=\"../") && file.contains("<h1"));
    assert!(file.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn a_report_is_composed_of_pages_and_datasets() {
    let parts = "parts: [notes/a, notes/b, 8-6-1, notes/c]\n";
    let body = "## ভূমিকা\n\nশুরু[^1] [এখানে](#ভূমিকা)।\n\n[^1]: টীকা।";
    let site = note(SiteTest::new())
        .page("notes/b", "", body, "## Start\n\nText.")
        .page("reports/r", parts, body, "## Start\n\nText.")
        .build_with(Options { drafts: true, ..printed() });
    let told = site.diagnostics();
    let error =
        "error[P0401] content/reports/r.bn.md:3:34 there is no page or dataset `notes/c`";
    assert!(told.contains(error), "{told}");
    let fine = "---\ntitle: প্রতিবেদন\nparts: [notes/a, notes/b, 8-6-1]\n---\n\n";
    let site = site
        .write("content/reports/r.bn.md", &format!("{fine}{body}\n"))
        .write("content/reports/r.en.md", &fine.replace("প্রতিবেদন", "Report"))
        .build_with(Options { drafts: true, ..printed() });
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let pdf = site.root().join("site/bn/reports/r.pdf");
    let text = text(&pdf);
    let pages: Vec<&str> = text.split('\u{C}').collect();
    let begins = |it: &str| pages.iter().filter(|page| page.contains(it)).count();
    assert!(begins("চিত্রের তালিকা") == 1 && pages.len() > 5, "{text}");
    assert!(text.contains("চিত্র ২"), "{text}");
    assert!(run("pdfdetach", &["-list"], &pdf).contains("8-6-1.csv"));
    assert!(
        site.main("bn/reports/r.html")
            .contains("href=\"../../bn/indicators/8-6-1.html\"")
    );
}

#[test]
fn a_heavy_page_is_told_of() {
    let charts = "```chart\ndata: 8-6-1\nseries: Sex\n```\n\n".repeat(45);
    let site = SiteTest::new().neet().page("notes/a", "", &charts, &charts);
    let site = site.check(&Options { singles: true, ..Options::default() });
    let told = site.diagnostics();
    for page in ["bn", "en"] {
        let start =
            format!("warning[P0602] content/notes/a.{page}.md:1:1 `{page}/notes/a");
        assert!(told.contains(&start), "{told}");
    }
}

/// Every Bangla word that an author wrote in a note can be found in its PDF.
#[test]
fn every_word_of_our_own_notes_comes_out_of_their_pdfs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(root, &Options { out: Some(out.clone()), ..printed() }).unwrap();
    let mut compared = 0;
    for entry in fs::read_dir(root.join("content/notes")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".bn.md").filter(|it| *it != "index") else {
            continue;
        };
        let source = fs::read_to_string(&path).unwrap();
        let body = source.splitn(3, "---").nth(2).unwrap();
        // Blocks and the targets of links are not words of the text.
        let plain: String = body.split("```").step_by(2).collect();
        let mut parts = plain.split("](");
        let first = parts.next().unwrap();
        let parts = parts.map(|it| it.split_once(')').map_or(it, |it| it.1));
        let wrote =
            words(&[first].into_iter().chain(parts).collect::<Vec<_>>().join(" "));
        let found = words(&text(&out.join(format!("bn/notes/{name}.pdf"))));
        let missing: Vec<_> = wrote.difference(&found).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        compared += wrote.len();
    }
    assert!(compared > 1_000, "{compared}");
    // The report of all of them is a book.
    for language in ["bn", "en"] {
        let pdf = out.join(format!("{language}/reports/indicators-2026.pdf"));
        let about = run("pdfinfo", &[], &pdf);
        let pages = about.lines().find_map(|it| it.strip_prefix("Pages:"));
        let pages: u32 = pages.unwrap().trim().parse().unwrap();
        assert!((55..90).contains(&pages), "{language}: {pages}");
    }
}
