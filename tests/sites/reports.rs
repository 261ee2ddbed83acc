//! What offices ask of a report: a scorecard, chapters made of the others, their sign, their calendar.
#![expect(clippy::unwrap_used, reason = "tests run programs")]

use std::{path::Path, process::Command};

use prokash::build::Options;

use crate::support::SiteTest;

fn printed() -> Options {
    Options { pdfs: true, ..Options::default() }
}

/// What a program of poppler writes.
fn run(program: &str, before: &[&str], path: &Path, after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(path).args(after).output();
    let output = output.unwrap_or_else(|it| panic!("{program}: {it}"));
    assert!(output.status.success(), "{program}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text of a PDF on one line.
fn text(site: &SiteTest, path: &str) -> String {
    let path = site.root().join("site").join(path);
    run("pdftotext", &[], &path, &["-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a page, its marks left out.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<') {
        words.push_str(part.split_once('>').map_or(part, |it| it.1));
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A baseline, a milestone and a target, all stated.
fn aimed(site: SiteTest) -> SiteTest {
    let data = site.neet().file_with_targets();
    data.write("data/jobs.csv", "Year,Value\n2020,7\n2024,9\n").write(
        "data/jobs.yaml",
        "title: { bn: কাজ, en: Jobs }\ndirection: up\n\
         source: { organisation: { bn: দপ্তর, en: Office }, url: 'https://example.org/jobs', accessed: 2026-11-02 }\n\
         targets: [{ year: 2030, value: 12 }]\n",
    )
}

impl SiteTest {
    fn file_with_targets(self) -> Self {
        let metadata = self.file_of_input("data/8-6-1.yaml").replace(
            "targets: [{ year: 2030, value: 3 }]",
            "baseline: { year: 2015, value: 30 }\ntargets: [{ year: 2030, value: 3 }, { year: 2025, value: 12 }]",
        );
        self.write("data/8-6-1.yaml", &metadata)
    }
}

#[test]
fn a_scorecard_tells_how_far_each_indicator_is() {
    let site = aimed(SiteTest::new()).build();
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let page = words(&site.main("en/indicators/scorecard.html"));
    let row = "8.6.1 NEET 30% (2015) 12% (2025) 15.0% (2022) 3% (2030) ";
    assert!(page.contains(row), "{page}");
    // 15 points in seven years, where 27 in fifteen were asked: 2.14 of 1.8 a year.
    assert!(page.contains(&format!("{row} ● on track").replace("  ", " ")), "{page}");
    assert!(page.contains("Target 8.6: ") && page.contains("Other indicators"), "{page}");
    assert!(page.contains("Jobs 7 (2020) not set 9 (2024) 12 (2030)"), "{page}");
    let goal = words(&site.main("bn/goals/8.html"));
    assert!(goal.contains("৩০% (২০১৫) ১২% (২০২৫) ১৫.০% (২০২২) ৩% (২০৩০)"), "{goal}");
    assert!(goal.contains("● সঠিক পথে"), "{goal}");
}

#[test]
fn what_cannot_be_rated_says_why() {
    let site = SiteTest::new().write("data/8-5-2.csv", "Year,Value\n2020,4\n").write(
        "data/8-5-2.yaml",
        "indicator: 8.5.2\nsource: { organisation: { bn: দপ্তর, en: Office } }\n",
    );
    let site = site.write("data/4-4-1.csv", "Year,Sex,Value\n2020,Female,4\n").write(
        "data/4-4-1.yaml",
        "indicator: 4.4.1\ndirection: up\nsource: { organisation: { bn: দপ্তর, en: Office } }\n",
    );
    let site = site.build();
    let page = words(&site.main("en/indicators/scorecard.html"));
    let groups = "Values by group only not set – not rated There are values for groups only, none for the whole.";
    assert!(page.contains(groups), "{page}");
    let said = "not set not set 4 (2020) not set – not rated It is not said which way is better.";
    assert!(page.contains(said), "{page}");
}

/// How many pixels of a colour a page of a PDF has.
fn pixels(path: &Path, page: &str, colour: [u8; 3]) -> usize {
    let picture = Command::new("pdftoppm")
        .args(["-f", page, "-l", page, "-r", "36"])
        .arg(path)
        .output();
    picture.unwrap().stdout.windows(3).filter(|it| *it == colour).count()
}

/// A report of a note and two datasets, with all the chapters that are made of others.
fn composed() -> SiteTest {
    let parts = "parts: [scorecard, notes/a, 8-6-1, jobs, sources, tables]\n\
                 memo: ০৫.০০.১\nbangla_calendar: true\ndate: 2025-04-14\n";
    let sources = "sources:\n  - { title: The book, url: 'https://example.org/book' }\n";
    let site = aimed(SiteTest::new()).page("notes/a", sources, "লেখা।", "Text.");
    site.page("reports/r", parts, "## ভূমিকা\n\nশুরু।", "## Introduction\n\nStart.")
}

#[test]
fn a_report_has_a_scorecard_its_sources_and_its_tables() {
    let site = composed().build_with(printed());
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let text = text(&site, "en/reports/r.pdf");
    for said in [
        "Goal 8: ",
        "30% (2015)",
        "● on track",
        "Sources of the data",
        "Sources of the texts",
        "The book",
        "Office – Retrieved 2 November 2026.",
        "Annex: tables of all values",
        "14 April 2025 (1 Boishakh 1432 in the Bangla calendar)",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let bangla = self::text(&site, "bn/reports/r.pdf");
    for said in ["স্মারক নং", "১ বৈশাখ ১৪৩২ বঙ্গাব্দ / ১৪ এপ্রিল, ২০২৫ খ্রিষ্টাব্দ", "● সঠিক পথে"]
    {
        assert!(bangla.contains(said), "{said}: {bangla}");
    }
    // The tables of all values stand in the annex alone.
    let values = text.split("Annex: tables of all values").nth(2).unwrap();
    assert!(values.contains("44.6") && values.contains("47.0"), "{values}");
    assert!(!text.contains("All values"), "{text}");
    let page = site.main("en/reports/r.html");
    for link in ["indicators/scorecard.html", "providers/index.html", "data/index.html"] {
        assert!(page.contains(&format!("../../en/{link}\"")), "{link}: {page}");
    }
}

#[test]
fn the_nearest_chapter_is_named() {
    let front = "parts: [scorcard]\n";
    let site = SiteTest::new().page("reports/r", front, "শুরু।", "Start.").build();
    let told = site.diagnostics();
    assert!(told.contains("(did you mean `scorecard`?)"), "{told}");
}

#[test]
fn dates_stand_in_both_calendars_where_that_is_asked() {
    let site = SiteTest::new();
    let settings = site.file_of_input("prokash.yaml") + "bangla_calendar: true\n";
    let site = site
        .write("prokash.yaml", &settings)
        .page("notes/a", "date: 2025-02-21\n", "লেখা।", "Text.")
        .page("notes/b", "date: 2025-02-21\nbangla_calendar: false\n", "লেখা।", "Text.")
        .build();
    let both = site.main("bn/notes/a.html");
    let time = "<time datetime=\"2025-02-21\">৮ ফাল্গুন ১৪৩১ বঙ্গাব্দ / ২১ ফেব্রুয়ারি, ২০২৫ খ্রিষ্টাব্দ</time>";
    assert!(both.contains(time), "{both}");
    assert!(!site.main("bn/notes/b.html").contains("বঙ্গাব্দ"));
}

#[test]
fn a_page_or_a_site_can_do_without_pdfs() {
    let site = || {
        let site = SiteTest::new().neet();
        site.page("notes/a", "pdf: false\n", "লেখা।", "Text.").page(
            "notes/b",
            "pdf: true\n",
            "লেখা।",
            "Text.",
        )
    };
    let pdfs = |site: &SiteTest| -> Vec<String> {
        site.files().into_iter().filter(|it| it.ends_with(".pdf")).collect()
    };
    let built = site().build_with(Options { singles: true, ..printed() });
    let all = ["bn/indicators/8-6-1", "bn/notes/b", "en/indicators/8-6-1", "en/notes/b"];
    assert_eq!(pdfs(&built), all.map(|it| format!("{it}.pdf")));
    assert!(!built.main("bn/notes/a.html").contains(".pdf"));
    assert!(built.files().contains(&"bn/notes/a.share.html".to_owned()));
    let none = site();
    let settings = none.file_of_input("prokash.yaml") + "pdf: false\n";
    let none = none.write("prokash.yaml", &settings).build_with(printed());
    assert_eq!(pdfs(&none), ["bn/notes/b.pdf", "en/notes/b.pdf"]);
}

#[test]
fn the_sign_of_an_office_stands_on_the_first_page() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\" width=\"40\" height=\"20\">\
                <rect width=\"40\" height=\"20\" fill=\"#006a4e\"/></svg>";
    let site = composed().write("themes/prokash/report/logo.svg", logo);
    let site = site.build_with(printed());
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    for name in ["notes/a", "reports/r"] {
        let path = site.root().join(format!("site/bn/{name}.pdf"));
        // Green as nothing else is, at the top of the first page and nowhere else.
        let green = |page: &str| pixels(&path, page, [0x00, 0x6a, 0x4e]);
        assert!(green("1") > 100, "{name}: {}", green("1"));
        assert_eq!(green("2"), 0, "{name}");
    }
}

#[test]
fn a_draft_says_so_and_every_version_has_a_sign_of_its_own() {
    let long = "লেখা।\n\n".repeat(80);
    let site = |front: &str, text: &str| {
        let site = SiteTest::new().page("notes/a", front, text, "Text.");
        site.build_with(Options { drafts: true, ..printed() })
    };
    let [draft, fine] = [site("draft: true\n", &long), site("", &long)];
    let other = site("", &format!("আরও {long}"));
    let path = |it: &SiteTest| it.root().join("site/bn/notes/a.pdf");
    for page in ["1", "2"] {
        assert!(pixels(&path(&draft), page, [0xec; 3]) > 100, "{page}");
        assert_eq!(pixels(&path(&fine), page, [0xec; 3]), 0, "{page}");
    }
    let version = |it: &SiteTest| {
        let text = text(it, "bn/notes/a.pdf");
        let at = text.find("সংস্করণ").unwrap();
        text[at..].split_whitespace().nth(1).unwrap().to_owned()
    };
    assert_eq!(version(&fine).len(), "0000-0000".len());
    assert_eq!(version(&fine), version(&site("", &long)));
    assert_ne!(version(&fine), version(&other));
    // The code for phones leads to the page, as a link too.
    let links = run("pdfinfo", &["-url"], &path(&fine), &[]);
    assert!(links.contains("https://example.org/bn/notes/a.html"), "{links}");
}
