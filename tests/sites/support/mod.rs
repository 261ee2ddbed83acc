//! A site in a folder of its own: write, build, look, edit, build, look.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write and read sites"
)]
#![allow(unreachable_pub, clippy::allow_attributes, reason = "shared by tests")]

use std::{fs, path::Path};

use prokash::{
    build::{Options, Outcome, build},
    diag::{Catalogue, Diagnostics, Message},
    source::Files,
};
use tempfile::TempDir;

/// A small site in two languages.
pub struct SiteTest {
    folder: TempDir,
    outcome: Option<Outcome>,
}

impl SiteTest {
    /// A site with settings and nothing else.
    pub fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap(), outcome: None };
        site.write(
            "prokash.yaml",
            "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\nbase_url: https://example.org\n\
             publisher: { name: { bn: প্রকাশক, en: Publisher } }\nlicence: CC-BY-4.0\n",
        )
    }

    /// The site with the file at `path`.
    #[must_use]
    pub fn write(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A page in both languages with the same front matter below its title.
    #[must_use]
    pub fn page(self, name: &str, front: &str, bn: &str, en: &str) -> Self {
        let text = |title: &str, body: &str| {
            format!("---\ntitle: {title}\n{front}---\n\n{body}\n")
        };
        self.write(&format!("content/{name}.bn.md"), &text("শিরোনাম", bn))
            .write(&format!("content/{name}.en.md"), &text("Title", en))
    }

    /// The dataset 8-6-1: two series over four years, with a gap and a break.
    #[must_use]
    pub fn neet(self) -> Self {
        self.write(
            "data/8-6-1.csv",
            "Year,Sex,Value,Obs status\n2013,,32.04,\n2016,,28.9,B\n2017,,27.4,\n2022,,15,P\n\
             2013,Female,42.1,\n2016,Female,47,B\n2017,Female,44.6,\n",
        )
        .write(
            "data/8-6-1.yaml",
            "indicator: 8.6.1\ntitle: { bn: নিট, en: NEET }\nunit: '%'\ndirection: down\ndecimals: 1\n\
             source: { organisation: { bn: আইএলও, en: ILO } }\n\
             targets: [{ year: 2030, value: 3 }]\nchart: { type: line, series: Sex }\n",
        )
    }

    /// The site, built.
    #[must_use]
    pub fn build(self) -> Self {
        self.build_with(Options::default())
    }

    /// The site, built with `options`.
    #[must_use]
    pub fn build_with(mut self, options: Options) -> Self {
        let out = Some(self.folder.path().join("site"));
        let options = Options { out, ..options };
        self.outcome = Some(build(self.folder.path(), &options).unwrap());
        self
    }

    /// The site, looked through but not written.
    #[must_use]
    pub fn check(mut self, options: &Options) -> Self {
        self.outcome = Some(build(self.folder.path(), options).unwrap());
        self
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file that was written for it.
    pub fn file_of_input(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    /// A file of the built site.
    pub fn file(&self, path: &str) -> String {
        let path = self.folder.path().join("site").join(path);
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A file of the built site that is no text.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let path = self.folder.path().join("site").join(path);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// What is between `<main` and `</main>` of a page, without the drawings, which have tests of
    /// their own.
    pub fn main(&self, path: &str) -> String {
        let html = self.file(path);
        let start = html.find("<main").unwrap();
        let end = html.find("</main>").unwrap();
        let mut main = html[start..end].to_owned();
        while let Some(start) = main.find("<svg") {
            let end = main.find("</svg>").unwrap() + "</svg>".len();
            main.replace_range(start..end, "(svg)");
        }
        main
    }

    /// Every file of the built site.
    pub fn files(&self) -> Vec<String> {
        let site = self.folder.path().join("site");
        let mut files = Vec::new();
        gather(&site, &site, &mut files);
        files.sort();
        files
    }

    /// Every diagnostic of a check with its other places and its help on lines of their own.
    pub fn explained(&self) -> String {
        self.explained_in(None)
    }

    /// The same in other words.
    pub fn explained_in(&self, words: Option<&Catalogue>) -> String {
        let outcome = self.outcome.as_ref().expect("the site was built");
        let mut told = outcome.diagnostics.clone();
        told.extend(prokash::build::spelling(&outcome.files));
        explain(&outcome.files, &told.sorted(), words)
    }

    /// Every diagnostic that is not about the languages of the site, for sites that say only in one
    /// of them what is tested.
    pub fn diagnostics_in_one_language(&self) -> String {
        let told = self.diagnostics();
        let other = |it: &&str| !it.contains("[P0410]") && !it.contains("[P0411]");
        told.lines().filter(other).collect::<Vec<_>>().join("\n")
    }

    /// Every diagnostic: `error[P0310] data/a.csv:3:8 message (help)`.
    pub fn diagnostics(&self) -> String {
        let outcome = self.outcome.as_ref().expect("the site was built");
        let line = |it: &prokash::diag::Diagnostic| {
            let place = it.span.map_or(String::new(), |span| {
                let (line, column) = outcome.files.position(span);
                format!(" {}:{line}:{column}", outcome.files.path(span.file))
            });
            let help = it
                .help
                .as_ref()
                .map_or(String::new(), |it| format!(" ({})", it.english()));
            let (severity, code) = (it.severity.as_str(), it.rule.code());
            format!("{severity}[{code}]{place} {}{help}", it.message.english())
        };
        outcome.diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Every one of `diagnostics` with its other places and its help on lines of their own.
pub fn explain(
    files: &Files,
    diagnostics: &Diagnostics,
    words: Option<&Catalogue>,
) -> String {
    let say =
        |it: &Message| words.map_or_else(|| it.english(), |words| it.in_words(words));
    let place = |span| {
        let (line, column) = files.position(span);
        format!("{}:{line}:{column}", files.path(span.file))
    };
    let mut lines = Vec::new();
    for it in diagnostics {
        let (severity, code) = (it.severity.as_str(), it.rule.code());
        let at = it.span.map_or(String::new(), |it| format!(" {}", place(it)));
        lines.push(format!("{severity}[{code}]{at} {}", say(&it.message)));
        let labels = it.labels.iter();
        lines.extend(
            labels.map(|it| format!("  {} {}", place(it.span), say(&it.message))),
        );
        lines.extend(it.help.iter().map(|it| format!("  help: {}", say(it))));
    }
    lines.join("\n")
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            files.push(
                path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"),
            );
        }
    }
}
