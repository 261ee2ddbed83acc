//! Pictures that authors put into their texts: on pages, on paper, in documents and single files.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests write files"
)]

use std::{
    fs,
    io::{Cursor, Read as _},
    path::Path,
};

use image::{ImageFormat, RgbImage};
use prokash::build::Options;
use zip::ZipArchive;

use crate::support::SiteTest;

/// A picture with so many pixels, no two lines of it alike.
fn picture(path: &Path, (width, height): (u32, u32), format: ImageFormat) {
    let image = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x / 8) as u8, (y / 8) as u8, ((x ^ y) % 64) as u8])
    });
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, file.into_inner()).unwrap();
}

/// A note with a photograph that has a caption, and a small picture within a line.
fn note() -> SiteTest {
    let text = "![সাতটি দল](<ছবি/দল ১.jpg> \"প্রথম কর্মশালা\")\n\nআর ![চিহ্ন](sign.png) এই।";
    let site = SiteTest::new().page("notes/a", "", text, text);
    let notes = site.root().join("content/notes");
    picture(&notes.join("ছবি/দল ১.jpg"), (2560, 1280), ImageFormat::Jpeg);
    picture(&notes.join("sign.png"), (40, 20), ImageFormat::Png);
    site
}

const PHOTO: &str = "images/notes/ছবি/দল ১.jpg";

#[test]
fn a_page_shows_a_lighter_copy_and_keeps_its_place() {
    let site = note().build();
    let page = site.main("bn/notes/a.html");
    assert!(
        page.contains(
            "<figure class=\"picture\"><img loading=\"lazy\" \
             src=\"../../images/notes/%E0%A6%9B%E0%A6%AC%E0%A6%BF/%E0%A6%A6%E0%A6%B2%20%E0%A7%A7.jpg\" \
             width=\"1280\" height=\"640\" alt=\"সাতটি দল\">\
             <figcaption>প্রথম কর্মশালা</figcaption></figure>"
        ),
        "{page}"
    );
    assert!(
        page.contains("src=\"../../files/notes/sign.png\" width=\"40\" height=\"20\"")
    );
    let whole = site.bytes(&PHOTO.replace("images/", "files/"));
    assert!(site.bytes(PHOTO).len() < whole.len());
    let seen = image::load_from_memory(&site.bytes(PHOTO)).unwrap();
    assert_eq!((seen.width(), seen.height()), (1280, 640));
}

#[test]
fn single_files_and_documents_have_their_pictures_inside() {
    let options = Options { singles: true, office: true, ..Options::default() };
    let site = note().build_with(options);
    let single = site.file("bn/notes/a.share.html");
    assert_eq!(single.matches("src=\"data:image/jpeg;base64,").count(), 1);
    assert_eq!(single.matches("src=\"data:image/png;base64,").count(), 1);
    let parts = [
        ("docx", ["word/media/1.jpeg", "word/media/2.png"]),
        ("epub", ["EPUB/1.jpeg", "EPUB/2.png"]),
    ];
    for (ending, names) in parts {
        let file = site.bytes(&format!("bn/notes/a.{ending}"));
        let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
        for (name, shown) in names.into_iter().zip([PHOTO, "files/notes/sign.png"]) {
            let mut bytes = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, site.bytes(shown), "{ending}: {name}");
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_shows_them_and_says_what_they_show() {
    use std::process::Command;

    let site = note().build_with(Options { pdfs: true, ..Options::default() });
    let path = site.root().join("site/bn/notes/a.pdf");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).arg(&path).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let images = run("pdfimages", &["-list"]);
    let sizes = images.lines().skip(2).map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        (fields[3].to_owned(), fields[4].to_owned())
    });
    let sizes: Vec<_> = sizes.collect();
    assert_eq!(
        sizes,
        [("1280", "640"), ("40", "20")].map(|it| (it.0.into(), it.1.into()))
    );
    let structure = run("pdfinfo", &["-struct"]);
    // The code that leads to the page is the third.
    assert_eq!(structure.matches("Figure").count(), 3, "{structure}");
}

#[test]
fn a_picture_that_cannot_be_shown_is_an_error() {
    let text =
        "![ক](https://example.com/a.png) ![খ](sing.png) ![গ](broken.jpg) ![ঘ](a.pdf)";
    let site = SiteTest::new().page("notes/a", "", text, text);
    let notes = site.root().join("content/notes");
    picture(&notes.join("sign.png"), (4, 4), ImageFormat::Png);
    fs::write(notes.join("broken.jpg"), b"not a picture").unwrap();
    fs::write(notes.join("a.pdf"), b"%PDF-1.7").unwrap();
    let site = site.build();
    insta::assert_snapshot!(site.diagnostics());
}
