//! The parts of a DOCX file around its text.

use super::{SPACES, Tongue};
use crate::{page::Paper, render::xml::Xml};

/// Of the parts of a package, and of what they are to each other.
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const CORE_RELATION: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const EXTENDED: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const OFFICE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that a document's text names, by the end of their kind, which is their file's name too.
const NAMED: [&str; 6] =
    ["styles", "settings", "fontTable", "numbering", "footnotes", "footer"];

pub(super) fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Types", &[("xmlns", TYPES)]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    let defaults = [
        ("rels", relations),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ];
    for (ending, kind) in defaults {
        xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
    }
    let mut part = |name: &str, kind: &str| {
        xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
    };
    part("/word/document.xml", &format!("{WORD}.document.main+xml"));
    for name in NAMED {
        part(&format!("/word/{name}.xml"), &format!("{WORD}.{name}+xml"));
    }
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    part("/docProps/core.xml", core);
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    part("/docProps/app.xml", app);
    xml.close("Types");
    xml.finish()
}

fn related(all: &[(String, String, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", RELATIONS)]);
    for (id, kind, target) in all {
        let mut about = vec![("Id", &**id), ("Type", &**kind), ("Target", *target)];
        if kind.ends_with("/hyperlink") {
            about.push(("TargetMode", "External"));
        }
        xml.empty("Relationship", &about);
    }
    xml.close("Relationships");
    xml.finish()
}

pub(super) fn package_relations() -> Vec<u8> {
    let part =
        |id: &str, kind: String, target: &'static str| (id.to_owned(), kind, target);
    related(&[
        part("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"),
        part("rId2", CORE_RELATION.to_owned(), "docProps/core.xml"),
        part("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

/// What the links of a part lead to.
pub(super) fn relations(links: &[String]) -> Vec<u8> {
    related(&links_of(links))
}

fn links_of(links: &[String]) -> Vec<(String, String, &str)> {
    let kind = || format!("{OFFICE}/hyperlink");
    (1..).zip(links).map(|(at, to)| (format!("link{at}"), kind(), &**to)).collect()
}

pub(super) fn document_relations(links: &[String], pictures: &[String]) -> Vec<u8> {
    let files: Vec<String> = NAMED.iter().map(|it| format!("{it}.xml")).collect();
    let named = NAMED
        .iter()
        .zip(&files)
        .map(|(name, file)| ((*name).to_owned(), format!("{OFFICE}/{name}"), &**file));
    let pictured = (1..)
        .zip(pictures)
        .map(|(at, file)| (format!("picture{at}"), format!("{OFFICE}/image"), &**file));
    let all: Vec<_> = named.chain(pictured).chain(links_of(links)).collect();
    related(&all)
}

/// Title, authors, day and language, where every program shows them. No other day is known: the
/// same page has to give the same file.
pub(super) fn core(paper: &Paper) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", CORE),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &paper.name);
    xml.leaf("dc:creator", &paper.creator());
    xml.leaf("dc:description", &paper.description);
    xml.leaf("dc:language", &paper.tag());
    if let Some(address) = &paper.address {
        xml.leaf("dc:identifier", address);
    }
    xml.leaf("cp:category", &paper.kind);
    xml.leaf("cp:version", &paper.version);
    if let Some(day) = paper.day() {
        let moment = format!("{day}T00:00:00Z");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.with_text(name, &[("xsi:type", "dcterms:W3CDTF")], &moment);
        }
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

pub(super) fn app() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Properties", &[("xmlns", EXTENDED)]);
    xml.leaf("Application", "Prokash");
    xml.close("Properties");
    xml.finish()
}

/// The theme's styles with the languages of the paper in them.
pub(super) fn styles(styles: &str, tongue: &Tongue) -> Vec<u8> {
    // No letters of Bangla slant; there emphasis is a colour.
    let emphasis =
        if tongue.is_complex() { "<w:color w:val=\"0F5C4C\"/>" } else { "<w:i/>" };
    let filled = styles
        .replace("{latin}", &tongue.latin)
        .replace("{complex}", &tongue.complex)
        .replace("{emphasis}", emphasis);
    filled.into_bytes()
}

pub(super) fn settings(tongue: &Tongue) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:settings", &SPACES[..1]);
    xml.empty("w:defaultTabStop", &[("w:val", "720")]);
    xml.empty("w:characterSpacingControl", &[("w:val", "doNotCompress")]);
    xml.open("w:footnotePr", &[]);
    xml.empty("w:footnote", &[("w:id", "-1")]);
    xml.empty("w:footnote", &[("w:id", "0")]);
    xml.close("w:footnotePr");
    xml.open("w:compat", &[]);
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    let (latin, complex) = (&*tongue.latin, &*tongue.complex);
    xml.empty("w:themeFontLang", &[("w:val", latin), ("w:bidi", complex)]);
    xml.empty("w:decimalSymbol", &[("w:val", ".")]);
    xml.empty("w:listSeparator", &[("w:val", ",")]);
    xml.close("w:settings");
    xml.finish()
}

/// The fonts with what stands in for them where they are not installed: what Windows has.
pub(super) fn fonts() -> Vec<u8> {
    let fonts = [
        ("Noto Sans", "Segoe UI, Calibri", "swiss", "variable"),
        ("Noto Sans Bengali", "Nirmala UI, Vrinda", "swiss", "variable"),
        ("Noto Sans Mono", "Consolas, Courier New", "modern", "fixed"),
    ];
    let mut xml = Xml::new();
    xml.open("w:fonts", &SPACES[..1]);
    for (name, instead, family, pitch) in fonts {
        xml.open("w:font", &[("w:name", name)]);
        xml.empty("w:altName", &[("w:val", instead)]);
        xml.empty("w:charset", &[("w:val", "00")]);
        xml.empty("w:family", &[("w:val", family)]);
        xml.empty("w:pitch", &[("w:val", pitch)]);
        xml.close("w:font");
    }
    xml.close("w:fonts");
    xml.finish()
}

/// The kinds of lists, and the ordered lists, each of which counts for itself.
pub(super) fn numbering(lists: &[(usize, u32)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:numbering", &SPACES[..1]);
    for (at, format) in ["bullet", "decimal"].iter().enumerate() {
        xml.open("w:abstractNum", &[("w:abstractNumId", &at.to_string())]);
        xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
        for level in 0..=super::body::DEEPEST {
            let words = if *format == "bullet" {
                "–".to_owned()
            } else {
                format!("%{}.", level + 1)
            };
            xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
            xml.empty("w:start", &[("w:val", "1")]);
            xml.empty("w:numFmt", &[("w:val", format)]);
            xml.empty("w:lvlText", &[("w:val", &words)]);
            xml.empty("w:lvlJc", &[("w:val", "left")]);
            xml.open("w:pPr", &[]);
            let left = (400 * (level + 1)).to_string();
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", "400")]);
            xml.close("w:pPr");
            xml.close("w:lvl");
        }
        xml.close("w:abstractNum");
    }
    let unordered = (0, None);
    let ordered = lists.iter().map(|it| (1, Some(it)));
    for (id, (kind, start)) in (1..).zip(std::iter::once(unordered).chain(ordered)) {
        let id: i32 = id;
        xml.open("w:num", &[("w:numId", &id.to_string())]);
        xml.empty("w:abstractNumId", &[("w:val", &kind.to_string())]);
        if let Some((level, first)) = start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.empty("w:startOverride", &[("w:val", &first.to_string())]);
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.close("w:numbering");
    xml.finish()
}

/// The foot of each page: the site, the version and the page's number.
pub(super) fn footer(paper: &Paper) -> Vec<u8> {
    let mut xml = Xml::tight();
    xml.open("w:ftr", &SPACES);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "Footer")]);
    xml.close("w:pPr");
    let said =
        format!("{} · {} {}", paper.site, paper.word("paper.version"), paper.version);
    run(&mut xml, &said);
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close("w:r");
    let mut rest = paper.word("paper.page");
    while let Some((before, behind)) = rest.split_once('{') {
        run(&mut xml, before);
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        let field = if name == "page" { " PAGE " } else { " NUMPAGES " };
        xml.open("w:fldSimple", &[("w:instr", field)]);
        run(&mut xml, &paper.number(1));
        xml.close("w:fldSimple");
        rest = behind;
    }
    run(&mut xml, rest);
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.open("w:r", &[]);
        xml.with_text("w:t", &[("xml:space", "preserve")], text);
        xml.close("w:r");
    }
}
