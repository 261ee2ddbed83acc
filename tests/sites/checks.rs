//! Literate checks: `tests/checks/*.md` say what is told of which input, and why.
//!
//! Every section `## …` of such a file is a small site of its own. Its fenced blocks are
//!
//! - a file: the words behind the fence are a language for editors, the file's path and what is
//!   done to its text: `bom`, `utf-16le`, `utf-16be`, `windows-1252`, `crlf`, `cr`, `nul` (zero
//!   bytes at the end), `tabs` (each `→` is a tab), `hex` (pairs of digits are bytes), `zip` (an
//!   archive of files, each below a line `== NAME`) or `absent` (the file is not there);
//! - ` ```expect [files] `: everything that is told, what is to be said of files to take away (PDF,
//!   one file) only where that is asked for. A section without one is clean;
//! - ` ```import PATH [COLUMN=VALUE] `: everything that is told when that file is imported;
//! - ` ```bundle `: everything that is told of the names of its files when it is put into a bundle;
//! - ` ```shown PATH [ID] `: a file of the site, or the words of the section with that heading.
//!
//! What a section leaves out is there: settings, and the metadata of `data/x.csv`.
//!
//! `BLESS=1 cargo test checks` writes what is told and shown into the files. Read the difference
//! before you commit it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write files"
)]

use std::{collections::BTreeSet, fs, io::Write as _, ops::Range, path::PathBuf};

use prokash::{
    build::Options,
    data::import::{self, Request},
    diag::{Catalogue, Diagnostics, FileId, Rule},
    publish,
    source::{Files, parse_yaml, read_table, stamps},
};

use crate::support::{SiteTest, explain};

const METADATA: &str = "title: { bn: নমুনা, en: Sample }\nunit: '%'\n\
     source: { organisation: { bn: কেউ, en: Somebody } }\n";

/// A fenced block.
struct Block<'a> {
    /// The words behind the fence.
    words: Vec<&'a str>,
    /// Its lines in the file, without the fences.
    lines: Range<usize>,
}

/// A section.
struct Case<'a> {
    /// The line behind its last block.
    end: usize,
    blocks: Vec<Block<'a>>,
}

fn documents() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/checks");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    paths
}

fn cases<'a>(lines: &[&'a str]) -> Vec<Case<'a>> {
    let mut cases: Vec<Case<'a>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line.starts_with("## ") {
            cases.push(Case { end: at, blocks: Vec::new() });
        }
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let start = at;
        while lines[at] != &line[..ticks] {
            at += 1;
        }
        let words = line[ticks..].split(' ').collect();
        let case = cases.last_mut().expect("a block stands below a heading `## …`");
        case.blocks.push(Block { words, lines: start..at });
        at += 1;
        case.end = at;
    }
    cases
}

/// The site of a section, built.
fn site(case: &Case<'_>, lines: &[&str]) -> SiteTest {
    let mut site = SiteTest::new();
    let files = || case.blocks.iter().filter(|it| !is_told(it));
    let has = |path| files().any(|it| it.words[1] == path);
    if has("data/x.csv") && !has("data/x.yaml") {
        site = site.write("data/x.yaml", METADATA);
    }
    for block in files() {
        let text = joined(&lines[block.lines.clone()]);
        let path = site.root().join(block.words[1]);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match bytes(text, &block.words[2..]) {
            Some(bytes) => fs::write(path, bytes).unwrap(),
            None => fs::remove_file(path).unwrap(),
        }
    }
    let shown = case.blocks.iter().any(|it| matches!(it.words[0], "shown" | "bundle"));
    let files = case.blocks.iter().any(|it| it.words == ["expect", "files"]);
    let options = Options { pdfs: files, singles: files, ..Options::default() };
    if shown { site.build() } else { site.check(&options) }
}

fn joined(lines: &[&str]) -> String {
    lines.iter().flat_map(|it| [it, "\n"]).collect()
}

fn is_told(block: &Block<'_>) -> bool {
    matches!(block.words[0], "expect" | "import" | "bundle" | "shown")
}

/// The bytes of a file; `None` where it is to be absent.
fn bytes(mut text: String, how: &[&str]) -> Option<Vec<u8>> {
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| {
        text.encode_utf16().flat_map(order).collect()
    };
    let mut bytes = Vec::new();
    for word in how {
        match *word {
            "bom" => text.insert(0, '\u{FEFF}'),
            "crlf" => text = text.replace('\n', "\r\n"),
            "cr" => text = text.replace('\n', "\r"),
            "nul" => text.push_str("\0\0\0"),
            "tabs" => text = text.replace('→', "\t"),
            "utf-16le" => bytes = wide(&text, u16::to_le_bytes),
            "utf-16be" => bytes = wide(&text, u16::to_be_bytes),
            "windows-1252" => {
                bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
            }
            "hex" => {
                let pairs = text.split_whitespace();
                bytes = pairs.map(|it| u8::from_str_radix(it, 16).unwrap()).collect();
            }
            "zip" => bytes = zipped(&text),
            "absent" => return None,
            other => panic!("no file is made `{other}`"),
        }
    }
    Some(if bytes.is_empty() { text.into_bytes() } else { bytes })
}

/// An archive of the files in `text`, each below a line `== NAME`.
fn zipped(text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in text.split("== ").filter_map(|it| it.split_once('\n')) {
        zip.start_file(name, zip::write::SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What a block should say.
fn told(block: &Block<'_>, site: &SiteTest, words: Option<&Catalogue>) -> String {
    let shown = || site.root().join("site").join(block.words[1]);
    assert!(
        block.words[0] != "shown" || shown().exists(),
        "{} was not made:\n{}",
        block.words[1],
        site.explained()
    );
    match &block.words[..] {
        ["expect"] | ["expect", "files"] => site.explained_in(words),
        ["bundle"] => {
            let mut files = stamps(&site.root().join("site")).unwrap();
            files.sort_by(|a, b| a.0.cmp(&b.0));
            let found = publish::names(files.iter().map(|it| &*it.0));
            explain(&Files::default(), &found, words)
        }
        ["import", path, filters @ ..] => imported(path, filters, site, words),
        ["shown", path] => site.file(path).replace("\r\n", "\n").replace('\u{FEFF}', ""),
        ["shown", path, id] => section(&site.file(path), id),
        words => panic!("`{}` is no block", words.join(" ")),
    }
}

/// What is told when the file at `path` is imported.
fn imported(
    path: &str,
    filters: &[&str],
    site: &SiteTest,
    words: Option<&Catalogue>,
) -> String {
    let file = read_table(&site.root().join(path), path).unwrap();
    let opened = import::open(file, None);
    let pair =
        |it: &&str| it.split_once('=').map(|it| (it.0.to_owned(), it.1.to_owned()));
    let filters = filters.iter().filter_map(pair).collect();
    let request = Request { filters, ..Request::default() };
    let settings = read_table(&site.root().join("prokash.yaml"), "prokash.yaml").unwrap();
    let mut all: Diagnostics = import::other_layout(&settings).into_iter().collect();
    if opened.diagnostics.is_empty() {
        all.extend(import::import(&opened, &request).diagnostics);
    }
    all.extend(opened.diagnostics.clone());
    explain(&opened.files, &all.sorted(), words)
}

/// The words of the section that is labelled by the element `id`, a line each.
fn section(html: &str, id: &str) -> String {
    let heading = html.find(&format!("id=\"{id}\"")).expect("the section is there");
    let start = html[..heading].rfind("<section").unwrap();
    let end = heading + html[heading..].find("</section>").unwrap();
    let mut words = String::new();
    let mut markup = false;
    for letter in html[start..end].chars() {
        match letter {
            '<' => (markup, words) = (true, words + "\n"),
            '>' => markup = false,
            _ if !markup => words.push(letter),
            _ => {}
        }
    }
    let lines: Vec<&str> =
        words.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    lines.join("\n")
}

/// Lines of a document, and what should stand there.
type Edit = (Range<usize>, String);

/// The sentences in Bangla.
fn bangla() -> Catalogue {
    let text = include_str!("../../src/diag/messages.bn.yaml");
    let templates = parse_yaml(text, FileId::default(), 0).unwrap();
    Catalogue { templates, zero: '০' }
}

/// What should be otherwise in a document with those lines; all that is told goes to `bangla` in
/// that language, too.
fn edits(lines: &[&str], words: &Catalogue, bangla: &mut String) -> Vec<Edit> {
    let mut edits = Vec::new();
    for case in cases(lines) {
        let site = site(&case, lines);
        for block in case.blocks.iter().filter(|it| is_told(it) && it.words[0] != "shown")
        {
            bangla.push_str(told(block, &site, Some(words)).trim_end());
            bangla.push_str("\n\n");
        }
        let mut compare = |range: Range<usize>, said: String, frame: bool| {
            let said = said.trim_end();
            let said = if said.is_empty() { String::new() } else { format!("{said}\n") };
            if joined(&lines[range.clone()]) != said {
                let framed = || format!("\n```expect\n{said}```\n");
                edits.push((range, if frame { framed() } else { said }));
            }
        };
        for block in case.blocks.iter().filter(|it| is_told(it)) {
            compare(block.lines.clone(), told(block, &site, None), false);
        }
        if !case.blocks.iter().any(|it| it.words == ["expect"]) {
            compare(case.end..case.end, site.explained(), true);
        }
    }
    edits.sort_by_key(|it| it.0.start);
    edits
}

#[test]
fn the_checks_say_what_their_documents_say() {
    let bless = std::env::var("BLESS").is_ok_and(|it| it == "1");
    let (mut wrong, words) = (String::new(), bangla());
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let mut bangla = String::new();
        let edits = edits(&lines, &words, &mut bangla);
        let name = path.file_stem().unwrap().to_string_lossy();
        insta::assert_snapshot!(format!("bn_{name}"), bangla);
        for (range, said) in &edits {
            let (there, line) = (joined(&lines[range.clone()]), range.start + 1);
            let place = format!("{}:{line}", path.display());
            let told = format!(
                "{place}: the document says\n{there}and what is told is\n{said}\n"
            );
            wrong.push_str(&told);
        }
        if bless {
            let mut lines: Vec<String> =
                lines.iter().map(|it| format!("{it}\n")).collect();
            for (range, said) in edits.into_iter().rev() {
                lines.splice(range, [said]);
            }
            fs::write(&path, lines.concat()).unwrap();
        }
    }
    assert!(bless || wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_check() {
    let mut told = BTreeSet::new();
    for path in documents() {
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for case in cases(&lines) {
            for block in case.blocks.iter().filter(|it| is_told(it)) {
                let codes = lines[block.lines.clone()].iter();
                told.extend(
                    codes.filter_map(|it| {
                        Some(it.split_once('[')?.1.get(..5)?.to_owned())
                    }),
                );
            }
        }
    }
    // Hundreds of kilobytes would be no reading: `papers.rs` has a site for it.
    told.insert(Rule::HeavyFile.code().to_owned());
    let missing: Vec<_> =
        Rule::ALL.iter().filter(|it| !told.contains(it.code())).collect();
    assert!(missing.is_empty(), "no section of tests/checks shows {missing:?}");
}

#[test]
fn every_check_of_the_numbers_can_be_accepted() {
    let mut accepted = BTreeSet::new();
    for path in documents() {
        let text = fs::read_to_string(path).unwrap();
        let codes = text.split("accept: [{ check: ").skip(1);
        accepted.extend(codes.map(|it| it[..5].to_owned()));
    }
    let missing: Vec<_> = prokash::data::ACCEPTABLE
        .iter()
        .filter(|it| !accepted.contains(it.code()))
        .collect();
    assert!(missing.is_empty(), "no section of tests/checks accepts {missing:?}");
}

#[test]
fn a_block_of_html_is_read_as_a_whole() {
    let table = "<table>\n<tr onclick=\"x()\">\n<td>ক</td>\n</tr>\n</table>";
    let text = format!("{table}\n\n> {}\n", table.replace('\n', "\n> "));
    let site = SiteTest::new().page("notes/a", "", &text, &text).build();
    assert_eq!(site.diagnostics(), "");
    let html = site.file("bn/notes/a.html").replace('\n', "");
    assert_eq!(html.matches("<tr><td>ক</td></tr>").count(), 2, "{html}");
    assert!(!html.contains("onclick"));
}
