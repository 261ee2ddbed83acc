//! `prokash publish` and `prokash bundle`: the program itself, on a small site.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write sites and read what came of them"
)]

mod branch;
mod bundle;
mod folder;
#[cfg(feature = "s3")]
mod storage;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use tempfile::TempDir;

/// A site with a place to publish to, in a folder of its own.
struct Small(TempDir);

impl Small {
    /// A site whose settings say of `publish:` what is in `places`.
    fn new(places: &str) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        let settings = format!(
            "title: {{ bn: নমুনা, en: Sample }}\nlanguages: [bn, en]\n\
             base_url: https://example.org/\npublish:\n{places}"
        );
        site.write("prokash.yaml", &settings);
        for name in ["a", "b", "গ"] {
            site.note(name, "first");
        }
        site
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("site of ours")
    }

    /// What lies beside the site.
    fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a note in both languages.
    fn note(&self, name: &str, text: &str) {
        for (language, title) in [("bn", "নোট"), ("en", "Note")] {
            let page = format!("---\ntitle: {title} {name}\n---\n\n{text}\n");
            self.write(&format!("content/notes/{name}.{language}.md"), &page);
        }
    }

    fn delete_note(&self, name: &str) {
        for language in ["bn", "en"] {
            let path = format!("content/notes/{name}.{language}.md");
            fs::remove_file(self.root().join(path)).unwrap();
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("prokash").unwrap();
        command.arg("--root").arg(self.root()).args(words);
        command
    }

    /// What the program says on standard output; it has to end well.
    fn run(&self, words: &[&str]) -> String {
        let run = self.command(words).assert().success();
        text(&run.get_output().stdout)
    }

    /// How the program ends.
    fn end(&self, words: &[&str]) -> (Option<i32>, String) {
        let Output { status, stderr, .. } = self.command(words).output().unwrap();
        (status.code(), text(&stderr))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every file below `folder` with its bytes, without what Git or Prokash keep for themselves.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != ".git" {
                folders.push(path);
            } else if path.is_file() && name != ".prokash-published" {
                found.push((name.replace('\\', "/"), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The lines of a dry run: what would be done to which files.
fn listed<'a>(said: &'a str, what: &str) -> Vec<&'a str> {
    said.lines().filter_map(|it| it.strip_prefix(what)).map(str::trim).collect()
}
