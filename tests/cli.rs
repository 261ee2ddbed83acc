//! The program itself, on this repository's own site and on a broken twin of it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests copy and break sites"
)]

use std::{collections::BTreeMap, fs, path::Path, process, time::Duration};

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
    prokash(root).args(["build", "--no-pdf"]).assert().success();
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
    let hidden = left.iter().filter(|it| it.to_string_lossy().starts_with('.'));
    assert_eq!(hidden.collect::<Vec<_>>(), [".prokash"]);
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

/// A new site in a folder of its own.
fn new_site(folder: &Path) -> std::path::PathBuf {
    let site = folder.join("আমার সাইট");
    Command::cargo_bin("prokash")
        .unwrap()
        .args(["new", "site"])
        .arg(&site)
        .args(["--title", "bn=আমার সাইট", "--title", "en=My \"own\" site"])
        .assert()
        .success();
    site
}

/// What `build` tells in a form for tools; it has to end well.
fn told(root: &Path) -> String {
    let run =
        prokash(root).args(["--message-format", "json", "build"]).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_new_site_with_a_note_and_an_indicator_builds_without_a_complaint() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    assert_eq!(told(&root), "");
    let titles = ["--title", "bn=যুব ও কাজ", "--title", "en=Youth and work"];
    prokash(&root).args(["new", "note", "যুব ও কাজ"]).args(titles).assert().success();
    prokash(&root).args(["new", "indicator", "8.5.2"]).args(titles).assert().success();
    prokash(&root).args(["new", "workshop", "Second"]).assert().success();
    prokash(&root).args(["new", "dataset", "crops"]).assert().success();
    prokash(&root).args(["new", "page", "about/team"]).assert().success();
    assert_eq!(told(&root), "");
    prokash(&root).args(["check", "--strict"]).assert().success();
    let page = |path: &str| fs::read_to_string(root.join("site").join(path)).unwrap();
    assert!(page("bn/notes/যুব-ও-কাজ.html").contains("যুব ও কাজ</h1>"));
    assert!(page("en/notes/যুব-ও-কাজ.html").contains("Youth and work</h1>"));
    assert!(page("en/notes/first-note.html").contains("<svg"));
    assert!(page("en/index.html").contains("My &quot;own&quot; site"));
    assert!(page("bn/about/team.html").contains("এখানে লিখুন।"));
}

#[test]
fn new_never_overwrites_and_knows_the_languages_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let note = root.join("content/notes/first-note.en.md");
    fs::write(&note, "mine").unwrap();
    prokash(&root).args(["new", "note", "first-note"]).assert().code(2);
    Command::cargo_bin("prokash")
        .unwrap()
        .args(["new", "site"])
        .arg(&root)
        .assert()
        .code(2);
    assert_eq!(fs::read_to_string(&note).unwrap(), "mine");
    prokash(&root).args(["new", "page", "x", "--lang", "fr"]).assert().code(2);
    prokash(&root).args(["new", "page", "!"]).assert().code(2);
    prokash(&root).args(["new", "page", "x", "--lang", "en"]).assert().success();
    assert!(
        root.join("content/x.en.md").is_file() && !root.join("content/x.bn.md").is_file()
    );
}

#[test]
fn status_lists_what_is_open_and_aligns_bangla() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    prokash(&root).args(["new", "page", "দল", "--lang", "bn"]).assert().success();
    let page = "---\ntitle: A\ntranslated: \"0000 1111\"\n---\n\na\n";
    fs::write(root.join("content/old.en.md"), page).unwrap();
    fs::write(root.join("content/old.bn.md"), "---\ntitle: ক\n---\n\nখ\n\nগ\n").unwrap();
    let run = prokash(&root).arg("status").assert().success();
    let table = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let expected = "      name  bn  en                data\n\
                    page  old   ok  3 paragraphs old\n\
                    page  দল    ok  missing\n\n\
                    2 of 8 pages and datasets have something open\n";
    assert_eq!(table, expected);
    let run =
        prokash(&root).args(["--message-format", "json", "status"]).assert().success();
    let lines = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let old = lines.lines().find(|it| it.contains("\"old\",")).unwrap();
    let old: serde_json::Value = serde_json::from_str(old).unwrap();
    assert_eq!(old["languages"]["en"]["state"], "stale");
    assert_eq!(old["languages"]["en"]["count"], 3);
}

#[test]
fn check_mends_what_is_safe_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let (bn, en) = (root.join("content/x.bn.md"), root.join("content/x.en.md"));
    let wrong = "---\ntitle: ক\n---\r\n\nক\u{09C7}\u{09BE}থা ঢা\u{200B}কা\n";
    fs::write(&bn, wrong).unwrap();
    let waiting = "---\ntitle: A\ntranslated: now  # done\n---\n\na\n";
    fs::write(&en, waiting).unwrap();
    prokash(&root).args(["check", "--strict"]).assert().code(1);
    prokash(&root).args(["check", "--dry-run"]).assert().code(2);
    let run = prokash(&root).args(["check", "--fix", "--dry-run"]).assert().success();
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(said.contains("would mend content/x.bn.md: 2 letters"), "{said}");
    assert_eq!(fs::read_to_string(&bn).unwrap(), wrong);
    assert_eq!(fs::read_to_string(&en).unwrap(), waiting);
    let run = prokash(&root).args(["check", "--fix", "--strict"]).assert().success();
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    assert_eq!(
        fs::read_to_string(&bn).unwrap(),
        "---\ntitle: ক\n---\r\n\nক\u{09CB}থা ঢাকা\n"
    );
    assert!(fs::read_to_string(&en).unwrap().contains("\ntranslated: \""));
    assert_eq!(told(&root), "");
    replace(&bn, "ঢাকা", "খুলনা");
    assert!(told(&root).contains("P0413"));
}

/// Every file below `folder` by its path there.
fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(path).unwrap());
        }
    }
    files
}

/// The site in `root` as a whole build makes it, beside the one that stands there.
fn whole(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("site");
    prokash(root).args(["build", "--no-cache", "--out"]).arg(&out).assert().success();
    read(&out)
}

fn start(root: &Path) -> process::Child {
    process::Command::new(assert_cmd::cargo::cargo_bin!("prokash"))
        .args(["build", "--root"])
        .arg(root)
        .stdout(process::Stdio::null())
        .stderr(process::Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_build_that_is_killed_leaves_no_half_and_is_finished_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let note = root.join("content/notes/first-note.en.md");
    let text = fs::read_to_string(&note).unwrap();
    prokash(&root).arg("build").assert().success();
    let mut before = read(&root.join("site"));
    for round in 0..8 {
        // Another title is a whole build; another text puts single files into the site.
        let title = text.lines().find(|it| it.starts_with("title:")).unwrap();
        let other = format!("title: Round {}", round / 4);
        let other = text.replacen(title, &other, 1);
        fs::write(&note, format!("{other}\nRound {round}.\n")).unwrap();
        let after = whole(&root);
        let mut child = start(&root);
        std::thread::sleep(Duration::from_millis(round * round * 12));
        let _ = child.kill();
        child.wait().unwrap();
        if root.join("site").is_dir() {
            for (path, bytes) in read(&root.join("site")) {
                let known =
                    [&before, &after].iter().any(|it| it.get(&path) == Some(&bytes));
                assert!(known, "{path} is neither old nor new in round {round}");
            }
        }
        prokash(&root).arg("build").assert().success();
        before = read(&root.join("site"));
        assert!(before == after, "round {round}");
        let left = fs::read_dir(&root).unwrap().map(|it| it.unwrap().file_name());
        let left: Vec<_> =
            left.filter(|it| it.to_string_lossy().starts_with(".site")).collect();
        assert!(left.is_empty(), "{left:?} is left in round {round}");
    }
}

#[test]
fn what_is_kept_between_builds_never_matters() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let kept = root.join(".prokash");
    let build = |arguments: &[&str]| {
        let output = prokash(&root).arg("build").args(arguments).assert().success();
        String::from_utf8_lossy(&output.get_output().stderr).into_owned()
    };
    build(&[]);
    let expected = whole(&root);
    assert!(build(&[]).contains("nothing has changed"));
    assert!(!build(&["--no-cache"]).contains("changed"));
    assert!(!build(&[]).contains("changed"), "what was kept is of another build");
    for damage in [0, 1, 2] {
        for entry in walkdir::WalkDir::new(&kept) {
            let path = entry.unwrap().into_path();
            if path.is_dir() {
                continue;
            }
            let mut bytes = fs::read(&path).unwrap();
            if bytes.len() < 2 {
                continue;
            }
            match damage {
                0 => bytes.truncate(bytes.len() / 2),
                1 => {
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 1;
                }
                _ => bytes = b"of another program".to_vec(),
            }
            fs::write(path, bytes).unwrap();
        }
        assert!(!build(&[]).contains("changed"));
        assert!(read(&root.join("site")) == expected);
        assert!(build(&[]).contains("nothing has changed"));
    }
    fs::remove_dir_all(&kept).unwrap();
    assert!(!build(&[]).contains("changed"));
    assert!(read(&root.join("site")) == expected);
    // Ten sites are built; the records of eight are kept.
    for out in 0..10 {
        let out = root.join(format!("out/{out}"));
        build(&["--out", &out.to_string_lossy()]);
    }
    let records = fs::read_dir(&kept).unwrap().map(|it| it.unwrap().path());
    let records = records.filter(|it| it.extension().is_some_and(|it| it == "build"));
    assert_eq!(records.count(), 8);
}

#[test]
fn builds_at_once_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let expected = whole(&root);
    let builds: Vec<_> = (0..4).map(|_| start(&root)).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert!(read(&root.join("site")) == expected);
}

/// What the program says of those words, wherever it says it.
fn said(words: &[&str]) -> String {
    let output = Command::cargo_bin("prokash").unwrap().args(words).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn wrong_usage_is_told_in_the_language_that_is_asked_for() {
    for (words, english, bangla) in [
        (&["biuld"][..], "did you mean `build`?", "আপনি কি `build` বোঝাতে চেয়েছেন?"),
        (
            &["build", "--drats"],
            "did you mean `--drafts`?",
            "`--drats` নামে কোনো বিকল্প নেই",
        ),
        (
            &["build", "--strict"],
            "belongs to `prokash check`",
            "`prokash check`-এর বিকল্প",
        ),
        (&["build", "--out"], "has to follow `--out <DIR>`", "`--out <DIR>`-এর পরে"),
        (&["build", "--as-of", "soon"], "such as 2026-01-31", "যেমন 2026-01-31"),
        (&["bundle", "--max", "big"], "such as 100MB", "যেমন 100MB"),
        (&["new", "nte", "x"], "did you mean `note`?", "`<WHAT>`-এর জায়গায় `nte` চলে না"),
        (&["new", "note"], "<NAME>: Its name", "<NAME>: নাম"),
        (&["new", "note", "যুব", "কাজ"], "between quotes", "উদ্ধৃতিচিহ্নের ভেতরে"),
    ] {
        let in_english = said(words);
        assert!(in_english.contains(english), "{in_english}");
        let in_bangla = said(&[&["--lang", "bn"], words].concat());
        assert!(in_bangla.contains(bangla), "{in_bangla}");
        assert!(!in_bangla.contains(english), "{in_bangla}");
    }
}

#[test]
fn help_is_there_in_bangla() {
    for words in
        [&["--lang", "bn"][..], &["--lang", "bn", "--help"], &["--help", "--lang=bn"]]
    {
        let told = said(words);
        assert!(told.contains("কমান্ড:") && told.contains("সাইট তৈরি করে"), "{told}");
        for english in ["Usage", "Options", "Print", "Build", "possible", "default"] {
            assert!(!told.contains(english), "{told}");
        }
    }
    let told = said(&["--lang", "bn", "new", "--help"]);
    let (what, name) = (told.rfind("<WHAT>\n"), told.rfind("<NAME>\n"));
    assert!(
        what.is_some() && what < name && told.contains("- note: নীতি সংক্ষেপ"),
        "{told}"
    );
}

#[test]
fn an_import_is_told_in_bangla() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let table = folder.path().join("কর্ম.csv");
    fs::write(&table, "Year,Sex,Value\n2020,Female,1.5\n2021,Female,2\n").unwrap();
    let words = ["--lang", "bn", "--root", root.to_str().unwrap(), "import"];
    let words = [&words[..], &[table.to_str().unwrap()]].concat();
    let told = said(&words);
    assert!(told.contains("২টি সারি, ৩টি কলাম"), "{told}");
    assert!(told.contains("লেখা হলো"), "{told}");
    fs::write(&table, "Year,Sex,Value\n2020,Female,1.4\n2022,Female,2\n").unwrap();
    let told = said(&words);
    assert!(told.contains("১টি সংশোধিত, ১টি নতুন, ১টি বাদ"), "{told}");
    assert!(told.contains("1.5 → 1.4") || told.contains("১.৫ → ১.৪"), "{told}");
    let told = said(&[&words[..], &["--as", "a/b"]].concat());
    assert!(told.contains("`a-b` চলবে"), "{told}");
}

#[test]
fn a_build_takes_no_place_in_which_something_else_is() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let papers = folder.path().join("papers");
    fs::create_dir(&papers).unwrap();
    fs::write(papers.join("budget.xlsx"), "mine").unwrap();
    let before = read(&root.join("data"));
    for out in [&root, &root.join("data"), &root.join("content/new/site"), &papers] {
        prokash(&root).args(["build", "--no-pdf", "--out"]).arg(out).assert().code(2);
    }
    assert!(root.join("prokash.yaml").is_file() && papers.join("budget.xlsx").is_file());
    assert_eq!(read(&root.join("data")), before);
    fs::create_dir(root.join("site")).unwrap();
    fs::write(root.join("site/mine.html"), "mine").unwrap();
    prokash(&root).args(["build", "--no-pdf"]).assert().code(2);
    prokash(&root).args(["publish", "../out"]).assert().code(1);
    fs::remove_file(root.join("site/mine.html")).unwrap();
    prokash(&root).args(["build", "--no-pdf"]).assert().success();
    prokash(&root).args(["build", "--no-pdf"]).assert().success();
}

#[test]
fn a_failing_machine_is_told_in_the_language_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let root = new_site(folder.path());
    let (root, none) = (root.to_str().unwrap(), folder.path().join("নেই.csv"));
    let words = ["--root", root, "import", none.to_str().unwrap()];
    let told = said(&words);
    assert!(told.contains("নেই.csv`: it is not there"), "{told}");
    let told = said(&[&["--lang", "bn"], &words[..]].concat());
    assert!(told.contains("নেই.csv` পড়া যাচ্ছে না: এটি নেই"), "{told}");
}
