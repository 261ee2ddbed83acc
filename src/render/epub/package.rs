//! What a book says of itself, and its contents.

use super::{Heading, NAV, STYLE, TEXT};
use crate::{page::Paper, render::xml::Xml};

/// The namespaces of its parts.
const CONTAINER: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
const PACKAGE: &str = "http://www.idpf.org/2007/opf";
const ELEMENTS: &str = "http://purl.org/dc/elements/1.1/";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const OPS: &str = "http://www.idpf.org/2007/ops";

pub(super) fn container() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("container", &[("xmlns", CONTAINER), ("version", "1.0")]);
    xml.open("rootfiles", &[]);
    let kind = "application/oebps-package+xml";
    xml.empty("rootfile", &[("full-path", "EPUB/package.opf"), ("media-type", kind)]);
    xml.close("rootfiles");
    xml.close("container");
    xml.finish()
}

/// The package document, with the files of `names` beside the text.
pub(super) fn package(paper: &Paper, formulas: bool, names: &[&str]) -> Vec<u8> {
    let mut xml = Xml::new();
    let lang = paper.tag();
    xml.open(
        "package",
        &[
            ("xmlns", PACKAGE),
            ("version", "3.0"),
            ("unique-identifier", "id"),
            ("xml:lang", &lang),
            ("dir", &paper.direction),
        ],
    );
    metadata(paper, formulas, &mut xml);
    xml.open("manifest", &[]);
    let mut item = |id: &str, file: &str, kind: &str, more: Option<(&str, &str)>| {
        let about = [("id", id), ("href", file), ("media-type", kind)];
        let about: Vec<_> = about.into_iter().chain(more).collect();
        xml.empty("item", &about);
    };
    let page = "application/xhtml+xml";
    item("nav", NAV, page, Some(("properties", "nav")));
    item("text", TEXT, page, formulas.then_some(("properties", "mathml")));
    item("style", STYLE, "text/css", None);
    for (at, name) in names.iter().enumerate() {
        let kind = match name.rsplit_once('.') {
            Some((_, "png")) => "image/png",
            Some((_, "jpeg")) => "image/jpeg",
            _ => "font/woff2",
        };
        item(&format!("file{}", at + 1), name, kind, None);
    }
    xml.close("manifest");
    xml.open("spine", &[]);
    xml.empty("itemref", &[("idref", "text")]);
    xml.close("spine");
    xml.close("package");
    xml.finish()
}

fn metadata(paper: &Paper, formulas: bool, xml: &mut Xml) {
    xml.open("metadata", &[("xmlns:dc", ELEMENTS)]);
    xml.with_text("dc:identifier", &[("id", "id")], &paper.identifier());
    xml.leaf("dc:title", &paper.name);
    xml.leaf("dc:language", &paper.tag());
    xml.leaf("dc:creator", &paper.creator());
    xml.leaf("dc:description", &paper.description);
    let publisher =
        if paper.organisation.is_empty() { &paper.site } else { &paper.organisation };
    xml.leaf("dc:publisher", publisher);
    if let Some(licence) = &paper.licence {
        xml.leaf("dc:rights", &format!("{} – {}", licence.name, licence.url));
    }
    if let Some(address) = &paper.address {
        xml.leaf("dc:source", address);
    }
    let [year, month, day] = paper.date;
    let date = format!("{year:04}-{month:02}-{day:02}");
    if let Some(day) = paper.day() {
        xml.leaf("dc:date", &day);
    }
    let changed = format!("{date}T00:00:00Z");
    let mut meta = |name: &str, value: &str| {
        xml.with_text("meta", &[("property", name)], value);
    };
    meta("dcterms:modified", &changed);
    // What readers need to be able to do, in the words of the EPUB Accessibility 1.1.
    let pictures = paper.has_pictures();
    meta("schema:accessMode", "textual");
    if pictures {
        meta("schema:accessMode", "visual");
        meta("schema:accessibilityFeature", "alternativeText");
    }
    meta("schema:accessModeSufficient", "textual");
    let features = ["displayTransformability", "structuralNavigation", "tableOfContents"];
    for feature in features.into_iter().chain(formulas.then_some("MathML")) {
        meta("schema:accessibilityFeature", feature);
    }
    meta("schema:accessibilityHazard", "none");
    meta("schema:accessibilitySummary", paper.word("paper.accessible"));
    xml.close("metadata");
}

/// The contents of the book.
pub(super) fn nav(paper: &Paper, headings: &[Heading]) -> Vec<u8> {
    let mut xml = Xml::tight();
    let title = paper.word("note.contents");
    open(paper, title, &mut xml);
    xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc")]);
    xml.leaf("h1", title);
    list(headings, &mut xml);
    xml.close("nav");
    xml.close("body");
    xml.close("html");
    xml.finish()
}

fn list(headings: &[Heading], xml: &mut Xml) {
    if headings.is_empty() {
        return;
    }
    xml.open("ol", &[]);
    let mut rest = headings;
    while let [heading, more @ ..] = rest {
        let below = more.iter().take_while(|it| it.level > heading.level).count();
        xml.open("li", &[]);
        xml.with_text("a", &[("href", &format!("{TEXT}#{}", heading.id))], &heading.text);
        list(&more[..below], xml);
        xml.close("li");
        rest = &more[below..];
    }
    xml.close("ol");
}

/// Opens a page of the book, up to its text.
pub(super) fn open(paper: &Paper, title: &str, xml: &mut Xml) {
    let lang = paper.tag();
    xml.open(
        "html",
        &[
            ("xmlns", XHTML),
            ("xmlns:epub", OPS),
            ("lang", &lang),
            ("xml:lang", &lang),
            ("dir", &paper.direction),
        ],
    );
    xml.open("head", &[]);
    xml.leaf("title", title);
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", STYLE)]);
    xml.close("head");
    xml.open("body", &[]);
}
