//! The zip for a USB stick, read by Python's `zipfile` and checked by `sha256sum`.

use std::{fs, path::Path, process::Command};

use super::{Small, files};

/// Unpacks the archive `zip` after testing it, and gives back the names in it, in order.
fn unpacked(zip: &Path, to: &Path) -> Vec<String> {
    let script = "import sys, zipfile\n\
        z = zipfile.ZipFile(sys.argv[1])\n\
        assert z.testzip() is None\n\
        for it in z.infolist():\n\
        \x20   assert it.filename.isascii() or it.flag_bits & 0x800, it.filename\n\
        \x20   sys.stdout.buffer.write((it.filename + '\\n').encode())\n\
        z.extractall(sys.argv[2])\n";
    let run = Command::new("python3").args(["-c", script]).arg(zip).arg(to).output();
    let run = run.unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    super::text(&run.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn holds_the_whole_site_with_a_page_to_start_from() {
    let site = Small::new("  out: { to: ../out }\n");
    let zip = site.root().join("site.zip");
    let said = site.run(&["bundle"]);
    assert!(said.contains("site.zip: ") && !said.contains("left out"), "{said}");
    let to = site.beside("stick");
    let names = unpacked(&zip, &to);
    assert_eq!(names[..3], ["START-HERE.html", "README.txt", "SHA256SUMS.txt"]);
    assert_eq!(files(&to.join("site")), files(&site.root().join("site")));
    let start = fs::read_to_string(to.join("START-HERE.html")).unwrap();
    for path in ["site/bn/index.html", "site/en/index.html"] {
        assert!(start.contains(&format!("href=\"{path}\"")) && to.join(path).exists());
    }
    let sums = ["--check", "--strict", "--quiet", "SHA256SUMS.txt"];
    let run = Command::new("sha256sum").args(sums).current_dir(&to).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let listed = fs::read_to_string(to.join("SHA256SUMS.txt")).unwrap();
    assert_eq!(listed.lines().count(), names.len() - 1);
    let first = fs::read(&zip).unwrap();
    site.run(&["bundle"]);
    assert_eq!(fs::read(&zip).unwrap(), first);
}

#[test]
fn leaves_pictures_out_where_it_would_be_too_big_and_says_so() {
    let site = Small::new("  out: { to: ../out }\n");
    let zip = site.beside("small.zip");
    let zip_name = zip.to_string_lossy().into_owned();
    site.run(&["bundle", "--out", &zip_name]);
    let whole = fs::metadata(&zip).unwrap().len();
    let pngs = files(&site.root().join("site"));
    let pngs =
        pngs.iter().filter(|it| it.0.ends_with(".png") && !it.0.starts_with("assets"));
    let pngs = pngs.count();
    assert!(pngs > 0);
    let mut less = whole;
    if cfg!(feature = "pdf") {
        let max = (whole - 1).to_string();
        let said = site.run(&["bundle", "--out", &zip_name, "--max", &max]);
        assert!(said.contains("EPUB files") && !said.contains("PNG"), "{said}");
        less = fs::metadata(&zip).unwrap().len();
        assert!(less < whole);
    }
    let max = (less - 1).to_string();
    let said = site.run(&["bundle", "--out", &zip_name, "--max", &max]);
    assert!(said.contains(&format!("{pngs} PNG files")), "{said}");
    assert!(fs::metadata(&zip).unwrap().len() < less);
    let to = site.beside("stick");
    let names = unpacked(&zip, &to);
    assert!(!names.iter().any(|it| it.starts_with("site/cards/")), "{names:?}");
    let start = fs::read_to_string(to.join("START-HERE.html")).unwrap();
    assert!(start.contains("PNG") && start.contains("পিএনজি"));
    assert!(start.contains("https://example.org/"));
    let readme = fs::read_to_string(to.join("README.txt")).unwrap();
    assert!(readme.contains("PNG") && readme.contains("পিএনজি"));

    let before = fs::read(&zip).unwrap();
    let (status, said) = site.end(&["bundle", "--out", &zip_name, "--max", "1kB"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("too big"), "{said}");
    assert_eq!(fs::read(&zip).unwrap(), before);
    assert_eq!(site.end(&["bundle", "--max", "much"]).0, Some(2));
}
