//! Formulas, as formulas wherever a page goes.
#![expect(clippy::unwrap_used, reason = "these tests read files")]

use std::{
    io::{Cursor, Read as _},
    process::Command,
};

use prokash::build::Options;
use zip::ZipArchive;

use crate::support::SiteTest;

const BN: &str = "লাইনে $\\bar{x} = \\frac{\\sum_{i=১}^{n} x_i}{n}$, দাম $৫০০ থেকে $৬০০।\n\n\
    $$\\text{নিট হার} = \\frac{\\text{শিক্ষায় নেই}}{\\text{মোট জনসংখ্যা}} \\times ১০০\\%$$\n";
const EN: &str = "In a line $a^2 < \\ln b$, for $5 and $6 or $5-$10.\n\n\
    $$f(x) = \\begin{cases} 1 & \\text{if } x < 0 \\\\ \\sqrt[3]{x} & \\text{otherwise} \\end{cases}$$\n\n\
    > $$\\begin{aligned} g &= \\left( \\frac{p}{q} \\right)^{1/t} \\\\ &\\le \\alpha \\end{aligned}$$\n";

fn site(options: Options) -> SiteTest {
    SiteTest::new().page("notes/a", "date: 2026-11-01\n", BN, EN).build_with(options)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn pages_hold_formulas_as_mathml() {
    let site = site(Options::default());
    assert!(!site.diagnostics().contains("P0211"), "{}", site.diagnostics());
    insta::assert_snapshot!("formulas_bn", site.main("bn/notes/a.html"));
    insta::assert_snapshot!("formulas_en", site.main("en/notes/a.html"));
}

#[test]
fn documents_hold_formulas_as_their_programs_know_them() {
    let site = site(Options { office: true, ..Options::default() });
    let word = part(&site.bytes("en/notes/a.docx"), "word/document.xml");
    for kind in ["m:f", "m:rad", "m:sSup", "m:d", "m:m", "m:func"] {
        assert!(word.contains(&format!("<{kind}>")), "{kind}: {word}");
    }
    let word = part(&site.bytes("bn/notes/a.docx"), "word/document.xml");
    assert!(word.contains("<m:nary>") && word.contains("মোট জনসংখ্যা</m:t>"), "{word}");
    let book = site.bytes("bn/notes/a.epub");
    assert!(part(&book, "EPUB/text.xhtml").contains("<mtext>মোট জনসংখ্যা</mtext>"));
    assert!(part(&book, "EPUB/package.opf").contains("properties=\"mathml\""));
    assert!(part(&book, "EPUB/style.css").contains("NotoSansMath.woff2"));
}

#[test]
fn a_page_without_formulas_has_no_font_for_them() {
    let options = Options { office: true, ..Options::default() };
    let site =
        SiteTest::new().page("notes/a", "", "ক (খ) + ১", "a + b").build_with(options);
    assert!(
        !part(&site.bytes("en/notes/a.epub"), "EPUB/style.css").contains("NotoSansMath")
    );
}

#[cfg(feature = "pdf")]
#[test]
fn papers_hold_formulas_that_can_be_read_aloud() {
    let site = site(Options { pdfs: true, ..Options::default() });
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let ask = |program: &str, arguments: &[&str], lang: &str| {
        let path = site.root().join(format!("site/{lang}/notes/a.pdf"));
        let mut command = Command::new(program);
        command.args(arguments).arg(path);
        if program == "pdftotext" {
            command.arg("-");
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let bangla = ask("pdftotext", &[], "bn");
    for words in ["নিট হার", "শিক্ষায় নেই", "মোট জনসংখ্যা", "১০০%", "$৫০০ থেকে $৬০০"]
    {
        assert!(bangla.contains(words), "{words}: {bangla}");
    }
    assert!(ask("pdftotext", &[], "en").contains("otherwise"));
    let formulas = ask("pdfinfo", &["-struct"], "en");
    assert_eq!(formulas.matches("Formula").count(), 3, "{formulas}");
    assert!(ask("pdffonts", &[], "en").contains("NotoSansMath"));
}
