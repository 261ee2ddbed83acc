//! The program itself, on this repository's own site and on a broken twin of it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests copy and break sites"
)]

use std::{fs, path::Path};

use assert_cmd::Command;
use tempfile::TempDir;

fn prokash(root: &Path) -> Command {
    let mut command = Command::cargo_bin("prokash").unwrap();
    command.arg("--root").arg(root);
    command
}

/// A copy of this repository's site.
fn own_site() -> TempDir {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = tempfile::tempdir().unwrap();
    fs::copy(repository.join("prokash.yaml"), copy.path().join("prokash.yaml")).unwrap();
    for folder in ["content", "data"] {
        copy_folder(&repository.join(folder), &copy.path().join(folder));
    }
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn our_own_site_builds_without_a_complaint() {
    let site = own_site();
    let output = prokash(site.path())
        .args(["--message-format", "json", "build"])
        .assert()
        .success();
    assert_eq!(String::from_utf8_lossy(&output.get_output().stdout), "");
    let note = fs::read_to_string(site.path().join("site/bn/notes/neet.html")).unwrap();
    assert!(note.contains("১৪.৩%") && note.contains("<svg"));
    prokash(site.path()).args(["check", "--strict"]).assert().success();
}

#[test]
fn a_broken_twin_leaves_the_old_site_untouched() {
    let site = own_site();
    let root = site.path();
    prokash(root).arg("build").assert().success();
    let before = fs::read_to_string(root.join("site/en/notes/neet.html")).unwrap();
    replace(
        &root.join("content/notes/neet.en.md"),
        "`=8-6-1 Year=2017`",
        "`=8-6-1 Yaer=2017`",
    );
    replace(&root.join("content/groups.bn.md"), "(data:1-3-1)", "(data:1-3-9)");
    replace(&root.join("data/8-6-1.csv"), "2023,,14.338", "2023,,14.338x");
    replace(&root.join("data/8-10-2.yaml"), "direction: up", "directoin: up");
    let output =
        prokash(root).args(["--message-format", "json", "build"]).assert().code(1);
    let lines = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let found: Vec<String> = lines
        .lines()
        .map(|it| serde_json::from_str::<serde_json::Value>(it).unwrap())
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}:{}:{}", text("code"), text("file"), it["line"], it["column"])
        })
        .collect();
    for expected in [
        "P0403 content/groups.bn.md:",
        "P0302 data/8-6-1.csv:",
        "P0103 data/8-10-2.yaml:",
        "P0404 content/notes/neet.en.md:",
    ] {
        assert!(found.iter().any(|it| it.starts_with(expected)), "{expected} {found:#?}");
    }
    assert_eq!(fs::read_to_string(root.join("site/en/notes/neet.html")).unwrap(), before);
    let left: Vec<_> =
        fs::read_dir(root).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|it| !it.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn wrong_usage_and_failing_machines_have_a_status_of_their_own() {
    let site = own_site();
    prokash(site.path()).arg("biuld").assert().code(2);
    prokash(site.path()).args(["explain", "P0310"]).assert().success();
    prokash(site.path()).args(["explain", "P9999"]).assert().code(2);
    let file = site.path().join("file");
    fs::write(&file, "").unwrap();
    prokash(site.path())
        .arg("build")
        .arg("--out")
        .arg(file.join("site"))
        .assert()
        .code(3);
    let empty = tempfile::tempdir().unwrap();
    prokash(empty.path()).arg("build").assert().code(1);
}
