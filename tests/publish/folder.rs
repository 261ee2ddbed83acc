//! Publishing to a folder.

use std::fs;

use super::{Small, files, listed};

#[test]
fn sends_what_changed_and_removes_what_went() {
    let site = Small::new("  out: { to: ../out }\n");
    let out = site.beside("out");
    let said = site.run(&["publish", "out"]);
    assert!(said.starts_with("out: sent "), "{said}");
    assert_eq!(files(&out), files(&site.root().join("site")));
    assert!(site.run(&["publish", "out"]).starts_with("out is up to date"));

    site.note("a", "second");
    let before = files(&out);
    let said = site.run(&["publish", "out", "--dry-run"]);
    let would = listed(&said, "send ");
    assert!(would.contains(&"bn/notes/a.html") && !would.contains(&"bn/notes/b.html"));
    assert!(said.contains("would send"), "{said}");
    assert_eq!(files(&out), before);
    let said = site.run(&["publish", "out"]);
    assert!(said.starts_with(&format!("out: sent {} files", would.len())), "{said}");
    assert_eq!(files(&out), files(&site.root().join("site")));

    site.delete_note("গ");
    let said = site.run(&["publish", "out", "--dry-run"]);
    assert!(listed(&said, "remove ").contains(&"en/notes/গ.html"), "{said}");
    site.run(&["publish", "out"]);
    assert_eq!(files(&out), files(&site.root().join("site")));
}

#[test]
fn leaves_alone_what_it_did_not_put_there() {
    let site = Small::new("  out: { to: ../out }\n");
    let out = site.beside("out");
    fs::create_dir_all(out.join("bn/notes")).unwrap();
    for name in ["CNAME", "bn/notes/mine.html"] {
        fs::write(out.join(name), "mine").unwrap();
    }
    site.run(&["publish", "out"]);
    for name in ["a", "b", "গ"] {
        site.delete_note(name);
    }
    site.run(&["publish", "out"]);
    assert!(!out.join("bn/notes/a.html").exists() && !out.join("en/notes").exists());
    for name in ["CNAME", "bn/notes/mine.html"] {
        assert_eq!(fs::read_to_string(out.join(name)).unwrap(), "mine");
    }
}

#[test]
fn goes_on_where_it_was_cut_off() {
    let site = Small::new("  out: { to: ../out }\n");
    let out = site.beside("out");
    // A folder in a page's place stops the first publication before its last files.
    fs::create_dir_all(out.join("robots.txt/x")).unwrap();
    let (status, said) = site.end(&["publish", "out"]);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("robots.txt"), "{said}");
    fs::remove_dir_all(out.join("robots.txt")).unwrap();
    let said = site.run(&["publish", "out", "--dry-run"]);
    assert_eq!(listed(&said, "send "), ["robots.txt", "sitemap.xml"]);
    site.run(&["publish", "out"]);
    assert_eq!(files(&out), files(&site.root().join("site")));
    // What somebody took away or cut short comes back.
    fs::remove_file(out.join("bn/notes/a.html")).unwrap();
    fs::write(out.join("index.html"), "").unwrap();
    let said = site.run(&["publish", "out", "--dry-run"]);
    assert_eq!(listed(&said, "send "), ["bn/notes/a.html", "index.html"]);
}

#[test]
fn a_site_with_errors_is_not_published() {
    let site = Small::new("  out: { to: ../out }\n");
    site.note("a", "[no page](nowhere.en.md)");
    assert_eq!(site.end(&["publish", "out"]).0, Some(1));
    assert!(!site.beside("out").exists());
}

#[test]
fn says_which_places_there_are() {
    let site = Small::new("  staging: { to: ../out }\n");
    let (status, said) = site.end(&["publish", "stagin"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("did you mean `staging`?"), "{said}");
    for folder in [".", "content", "site"] {
        let folder = site.root().join(folder);
        let (status, said) = site.end(&["publish", &folder.to_string_lossy()]);
        assert_eq!(status, Some(2), "{said}");
    }
    let folder = site.beside("elsewhere");
    site.run(&["publish", &folder.to_string_lossy()]);
    assert_eq!(files(&folder), files(&site.root().join("site")));
}
