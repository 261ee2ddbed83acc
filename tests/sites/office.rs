//! The documents beside the pages, for officials to edit and read: DOCX and EPUB.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests read files"
)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _},
};

use prokash::build::{Options, build};
use zip::{CompressionMethod, ZipArchive};

use crate::support::SiteTest;

/// Conjuncts, and signs that fonts move.
const HARD: &str = "তুলনা নির্দিষ্ট কর্তৃপক্ষ অন্তর্ভুক্তি উচ্ছ্বাস লক্ষ্মী র‍্যাব দৃষ্টান্ত";

/// What would be markup in a file of another kind, and a letter that XML cannot hold.
const MARKUP: &str = "<w:p> & ]]> \"x\" \u{1}end";

fn options() -> Options {
    Options { office: true, ..Options::default() }
}

/// A note with all that a document can hold.
fn note() -> SiteTest {
    let chart = "```chart\ndata: 8-6-1\nseries: Sex\n```";
    let body = format!(
        "## {HARD}\n\n**{HARD}** ১২৩ [পরে](#পরে)। `{MARKUP}`[^1] আবার[^1]\n\n{chart}\n\n\
         1. এক\n   - ভেতরে\n2. দুই\n\n   আরও\n\n| ক | খ |\n|---|--:|\n| গ | ১ |\n\n\
         > [!NOTE]\n> সতর্ক\n\n## পরে\n\nThese are five Latin words.\n\n[^1]: পাদটীকা [উৎস](https://example.com/?a=1&b=2)।"
    );
    let front = "date: 2026-11-01\nsummary: সারকথা\nauthors: [ক খ]\n";
    let english =
        "---\ntitle: Title\n---\n\n## First\n\nSee [the note](a.bn.md) and *this*.\n";
    SiteTest::new()
        .neet()
        .page("notes/a", front, &body, "")
        .write("content/notes/a.en.md", english)
}

/// The files of an archive, in order.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..all).map(read).collect()
}

/// How often each of `wanted` is in `text`.
fn count(text: &str, wanted: &[&str]) -> Vec<usize> {
    wanted.iter().map(|it| text.matches(it).count()).collect()
}

#[test]
fn a_note_can_be_edited_in_word() {
    let site = note().build_with(options());
    assert!(!site.diagnostics().contains("error"), "{}", site.diagnostics());
    let parts = parts(site.bytes("bn/notes/a.docx"));
    let (text, notes) = (&parts["word/document.xml"], &parts["word/footnotes.xml"]);
    let kinds = [
        "w:val=\"Title\"",
        "w:val=\"Heading1\"",
        "<w:tblHeader/>",
        "<w:drawing>",
        "<w:footnoteReference ",
        " NOTEREF _note1 ",
    ];
    // Two headings of the note, and how to cite it; the chart's table and the note's own.
    assert_eq!(count(text, &kinds), [1, 3, 2, 1, 1, 1]);
    assert!(
        text.contains(&format!(
            "<w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{HARD}"
        ))
    );
    assert!(text.contains("&lt;w:p&gt; &amp; ]]&gt; &quot;x&quot; end"), "{text}");
    assert!(text.contains("<w:hyperlink w:anchor=\"_h2\">"));
    assert!(text.contains("<w:bookmarkStart w:id=\"4\" w:name=\"_h2\"/>"), "{text}");
    let alternative = text.split("descr=\"").nth(1).unwrap();
    assert!(
        alternative.starts_with("রেখাচিত্র") || alternative.contains("নিট"),
        "{alternative}"
    );
    assert!(
        text.contains(
            "<w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">These"
        )
    );
    assert!(!text.contains("<w:rtl"));
    assert_eq!(count(notes, &["পাদটীকা", "<w:footnoteRef/>", "r:id=\"link1\""]), [1, 1, 1]);
    let led = &parts["word/_rels/footnotes.xml.rels"];
    assert!(
        led.contains(
            "Target=\"https://example.com/?a=1&amp;b=2\" TargetMode=\"External\""
        )
    );
    let styles = &parts["word/styles.xml"];
    assert!(
        styles.contains("w:cs=\"Noto Sans Bengali\"")
            && styles.contains("w:bidi=\"bn-BD\"")
    );
    let about = &parts["docProps/core.xml"];
    for said in ["শিরোনাম", "ক খ", "bn-BD", "2026-11-01T00:00:00Z"] {
        assert!(about.contains(said), "{said}: {about}");
    }
    assert!(parts["word/media/1.png"].contains("PNG"));
}

#[test]
fn a_note_can_be_read_as_a_book() {
    let site = note().build_with(options());
    let bytes = site.bytes("bn/notes/a.epub");
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let first = archive.by_index(0).unwrap();
    assert_eq!(
        (&*first.name().unwrap(), first.compression()),
        ("mimetype", CompressionMethod::Stored)
    );
    drop(first);
    let parts = parts(bytes);
    let (text, nav) = (&parts["EPUB/text.xhtml"], &parts["EPUB/nav.xhtml"]);
    let kinds = [
        "<h1",
        "<h2",
        "<table>",
        "<img ",
        "epub:type=\"noteref\"",
        "epub:type=\"footnote\"",
    ];
    assert_eq!(count(text, &kinds), [1, 3, 2, 1, 2, 1]);
    for said in [
        HARD,
        "lang=\"bn-BD\"",
        "<span lang=\"en\" xml:lang=\"en\">These are five Latin words</span>",
        "<a href=\"#h2\">পরে</a>",
        "role=\"doc-noteref\" href=\"#note1\" id=\"ref1\">১</a>",
        "<th scope=\"row\">গ</th><td class=\"end\">১</td>",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(nav.contains("<a href=\"text.xhtml#h2\">পরে</a>"), "{nav}");
    let about = &parts["EPUB/package.opf"];
    for said in [
        "<dc:identifier id=\"id\">https://example.org/bn/notes/a.html</dc:identifier>",
        "<dc:publisher>প্রকাশক</dc:publisher>",
        "2026-11-01T00:00:00Z",
        "alternativeText",
        "NotoSansBengali-Regular.woff2",
    ] {
        assert!(about.contains(said), "{said}: {about}");
    }
    let english = self::parts(site.bytes("en/notes/a.epub"));
    assert!(!english.contains_key("EPUB/NotoSansBengali-Regular.woff2"));
    assert!(english.contains_key("EPUB/NotoSans-Italic.woff2"));
    assert!(!english["EPUB/package.opf"].contains("visual"));
}

#[test]
fn pages_offer_their_documents_and_data_has_none() {
    let site = note().build_with(options());
    let html = site.main("bn/notes/a.html");
    for offer in [
        "<a href=\"../../bn/notes/a.docx\" download>সম্পাদনা ও মন্তব্যের জন্য <span class=\"size\">(DOCX, ",
        "<a href=\"../../bn/notes/a.epub\" download>ই-বুক <span class=\"size\">(EPUB, ",
    ] {
        assert!(html.contains(offer), "{offer}: {html}");
    }
    let documents = |site: &SiteTest| {
        let files = site.files().into_iter();
        files
            .filter(|it| it.ends_with(".docx") || it.ends_with(".epub"))
            .collect::<Vec<_>>()
    };
    let expected =
        ["bn/notes/a.docx", "bn/notes/a.epub", "en/notes/a.docx", "en/notes/a.epub"];
    assert_eq!(documents(&site), expected);
    let site = site.build();
    assert!(documents(&site).is_empty());
    assert!(!site.main("bn/notes/a.html").contains(".docx"));
}

#[test]
fn the_same_note_gives_the_same_documents_and_keeps_them() {
    let cached = || Options { cached: true, ..options() };
    let all = |site: &SiteTest| {
        ["docx", "epub"].map(|it| site.bytes(&format!("bn/notes/a.{it}")))
    };
    let first = note().build_with(cached());
    let again = note().build_with(options());
    assert_eq!(all(&first), all(&again));
    // An edit makes the documents of that page again, as a whole build would.
    let path = "content/notes/a.bn.md";
    let text = first.file_of_input(path).replace("সতর্ক", "সাবধান");
    let edited = first.write(path, &text).build_with(cached());
    let whole = note().write(path, &text).build_with(options());
    assert_eq!(all(&edited), all(&whole));
    assert_ne!(all(&edited), all(&again));
    assert_eq!(edited.main("bn/notes/a.html"), whole.main("bn/notes/a.html"));
    // What is kept is taken: without the page's own parts nothing else is made.
    let kept = edited.root().join(".prokash/cache");
    let files = |folder: &std::path::Path| fs::read_dir(folder).unwrap().count();
    let before = files(&kept);
    let out = Some(edited.root().join("other"));
    build(edited.root(), &Options { out, ..cached() }).unwrap();
    assert_eq!(files(&kept), before);
}
