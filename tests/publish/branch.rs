//! Publishing to a branch, as hosts of pages show it.

use std::{fs, path::Path, process::Command};

use super::{Small, files, listed, text};

/// What git says in `folder`; it has to end well.
fn git(folder: &Path, words: &[&str]) -> String {
    let run = Command::new("git").arg("-C").arg(folder).args(words).output().unwrap();
    assert!(run.status.success(), "{words:?} {}", String::from_utf8_lossy(&run.stderr));
    text(&run.stdout)
}

/// A remote beside the site, and the repository that the site is in, whose `origin` it is.
fn repository(site: &Small) -> std::path::PathBuf {
    let remote = site.beside("remote.git");
    fs::create_dir(&remote).unwrap();
    git(&remote, &["init", "--quiet", "--bare", "--initial-branch", "main"]);
    let root = site.root();
    git(&root, &["init", "--quiet", "--initial-branch", "main"]);
    git(&root, &["config", "user.name", "করিম Editor"]);
    git(&root, &["config", "user.email", "karim@example.org"]);
    git(&root, &["remote", "add", "origin", &remote.to_string_lossy()]);
    site.write(".gitignore", "/site\n");
    git(&root, &["add", "."]);
    git(&root, &["commit", "--quiet", "-m", "Start"]);
    remote
}

/// The files on the branch.
fn shown(site: &Small) -> Vec<(String, Vec<u8>)> {
    let folder = site.beside("shown");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    let remote = site.beside("remote.git");
    let remote = remote.to_string_lossy();
    git(&folder, &["clone", "--quiet", "--branch", "pages", &remote, "."]);
    let mut found = files(&folder);
    found.retain(|it| !it.0.starts_with(".git/"));
    found
}

#[test]
fn commits_what_changed_and_touches_no_working_tree() {
    let site = Small::new("  pages: { to: origin, branch: pages }\n");
    let remote = repository(&site);
    let root = site.root();
    // A change that is not committed yet has to stay as it is.
    site.write("content/draft.txt", "not yet");
    git(&root, &["add", "content/draft.txt"]);
    let state =
        || (git(&root, &["status", "--short"]), git(&root, &["log", "--oneline"]));
    let before = state();
    let said = site.run(&["publish", "pages", "--dry-run"]);
    assert!(said.contains("would send"), "{said}");
    assert_eq!(git(&remote, &["branch", "--list"]), "");
    site.run(&["publish", "pages"]);
    assert_eq!(shown(&site), files(&root.join("site")));
    let who = git(&remote, &["log", "-1", "--format=%an <%ae>", "pages"]);
    assert_eq!(who.trim(), "করিম Editor <karim@example.org>");
    assert!(site.run(&["publish", "pages"]).starts_with("pages is up to date"));

    site.note("a", "second");
    site.delete_note("গ");
    let said = site.run(&["publish", "pages", "--dry-run"]);
    assert!(listed(&said, "send ").contains(&"bn/notes/a.html"), "{said}");
    assert!(!listed(&said, "send ").contains(&"bn/notes/b.html"), "{said}");
    site.run(&["publish", "pages"]);
    assert_eq!(shown(&site), files(&root.join("site")));
    assert_eq!(git(&remote, &["rev-list", "--count", "pages"]).trim(), "2");
    let after = state();
    assert_eq!(after.1, before.1);
    assert!(after.0.contains("A  content/draft.txt"), "{}", after.0);
}

#[test]
fn leaves_on_the_branch_what_others_put_there() {
    let site = Small::new("  pages: { to: ../remote.git, branch: pages }\n");
    let remote = repository(&site);
    let other = site.beside("other");
    let remote_name = remote.to_string_lossy().into_owned();
    fs::create_dir(&other).unwrap();
    git(&other, &["init", "--quiet", "--initial-branch", "pages"]);
    fs::write(other.join("CNAME"), "example.org\n").unwrap();
    git(&other, &["add", "."]);
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    git(&other, &[&who[..], &["commit", "--quiet", "-m", "Name"]].concat());
    git(&other, &["push", "--quiet", &remote_name, "pages"]);
    site.run(&["publish", "pages"]);
    site.delete_note("a");
    site.run(&["publish", "pages"]);
    let shown = shown(&site);
    assert!(shown.iter().any(|it| it.0 == "CNAME"));
    assert!(!shown.iter().any(|it| it.0.ends_with("notes/a.html")));
    let (status, said) = {
        fs::remove_dir_all(&remote).unwrap();
        site.end(&["publish", "pages"])
    };
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("git says"), "{said}");
}
