//! How people are told: in either language, and of hundreds of the same a few.
#![expect(clippy::unwrap_used, reason = "tests run the program")]

use assert_cmd::Command;

use crate::support::SiteTest;

/// What the program writes to standard output and to standard error, and its exit status.
fn run(site: &SiteTest, words: &[&str]) -> (String, String, i32) {
    let mut command = Command::cargo_bin("prokash").unwrap();
    let output = command.arg("--root").arg(site.root()).args(words).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// A site with 500 warnings of one rule in 50 files, 40 of another and an error.
fn poured() -> SiteTest {
    let mut site = SiteTest::new();
    let html = "<script>x</script>\n\n".repeat(10);
    for number in 0..50 {
        site = site.page(&format!("notes/n{number:02}"), "", "ক", &html);
    }
    for number in 0..40 {
        let name = format!("data/d{number:02}");
        site = site
            .write(&format!("{name}.csv"), "Year,Value\n2020,1\n2021,2\n")
            .write(&format!("{name}.yaml"), "title: { bn: ক, en: A }\nunit: '%'\n");
    }
    site.page("broken", "", "[ক](gone.bn.md)", "[A](gone.en.md)")
}

#[test]
fn hundreds_of_a_kind_are_told_in_a_few() {
    let site = poured();
    let (_, few, status) = run(&site, &["check"]);
    assert_eq!(status, 1);
    assert!(few.lines().count() < 200, "{few}");
    // No bar where there is no terminal: a line for what takes long.
    let making = few.lines().filter(|it| it.starts_with("making ")).count();
    assert_eq!((making, few.matches("drawing").count()), (1, 0));
    let shown = |code: &str| few.matches(&format!("[{code}]")).count();
    assert_eq!((shown("P0205"), shown("P0321"), shown("P0401")), (8, 8, 2));
    assert!(
        few.contains("and 492 more of P0205 in 50 files: raw HTML was dropped or closed")
    );
    assert!(few.contains("and 32 more of P0321 in 32 files: no source is named"));
    assert!(
        few.ends_with(
            "`prokash check --all` shows every one\n\n2 errors, 540 warnings\n"
        )
    );
    let (_, all, status) = run(&site, &["check", "--all"]);
    assert_eq!((status, all.matches("[P0205]").count()), (1, 500));
    assert!(all.ends_with("\n\n2 errors, 540 warnings\n") && !all.contains("more of"));
    let (json, _, status) = run(&site, &["--message-format", "json", "check"]);
    assert_eq!((status, json.lines().count()), (1, 542));
}

#[test]
fn what_is_wrong_is_told_in_either_language() {
    let site = SiteTest::new()
        .neet()
        .write("data/x.csv", "Year,এলাকা,Value\n2016,গ্রাম,১২.৫\n2016,গ্রাম,১২.৬\n")
        .write("data/x.yaml", "title: { bn: ক, en: X }\nunit: '%'\n")
        .page("notes/a", "sumary: x\n", "ক", "a");
    for (language, name) in [("en", "told_en"), ("bn", "told_bn")] {
        let (_, told, status) = run(&site, &["check", "--lang", language]);
        assert_eq!(status, 1);
        insta::assert_snapshot!(name, told);
    }
    let (json, ..) = run(&site, &["--message-format", "json", "--lang", "bn", "check"]);
    assert!(json.contains("\"severity\":\"error\"") && !json.contains("ত্রুটি"));
}

#[test]
fn rules_and_what_is_left_to_do_are_told_in_either_language() {
    let site = SiteTest::new()
        .write("content/notes/only.en.md", "---\ntitle: A\n---\n\nText.\n")
        .write("data/x.csv", "Year,Value\n2010,1\n2011,2\n")
        .write(
            "data/x.yaml",
            "title: { bn: ক, en: X }\nunit: '%'\nsource: { organisation: O }\n",
        );
    for (language, name) in [("en", "summed_up_en"), ("bn", "summed_up_bn")] {
        let explained = run(&site, &["explain", "p0310", "--lang", language]).0;
        let status = run(&site, &["--lang", language, "status"]).0;
        let built = run(&site, &["build", "--lang", language]).1;
        let built = built.lines().last().unwrap();
        // How long it took is another number each time.
        let (built, time) = built.rsplit_once(", ").unwrap();
        assert!(time.ends_with([" s", " সেকেন্ড"][usize::from(language == "bn")]));
        let made = run(&site, &["--lang", language, "new", "note", language]).0;
        let made = made.replace(&site.root().display().to_string(), "ROOT");
        let made = made.replace('\\', "/");
        insta::assert_snapshot!(
            name,
            [&explained, &status, built, &made].join("\n---\n")
        );
    }
    // Of `new`, the option behind it is about the files.
    let made = run(&site, &["--lang", "bn", "new", "note", "b", "--lang", "en"]).0;
    assert!(
        made.contains("b.en.md") && made.contains("লেখা") && !made.contains("b.bn.md")
    );
    assert_eq!(run(&site, &["check", "--lang", "fr"]).2, 2);
}
