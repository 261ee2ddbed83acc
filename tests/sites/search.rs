//! The search: its index, and the list that it is without script.

use crate::support::SiteTest;

/// The lines of the index that begin with `word`.
fn lines(site: &SiteTest, word: &str) -> Vec<String> {
    let files = site.files();
    let parts = files.iter().filter(|it| it.starts_with("search/words-"));
    let mut found = Vec::new();
    for part in parts {
        let script = site.file(part);
        let (_, text) = script.split_once(",\"").expect("a part is one text");
        let lines = text.trim_end_matches("\");\n").split("\\n");
        found.extend(lines.filter(|it| it.starts_with(word)).map(str::to_owned));
    }
    found
}

#[test]
fn a_word_of_one_language_finds_the_page_in_both() {
    let site = SiteTest::new()
        .neet()
        .page(
            "notes/a",
            "tags: [youth]\nindicators: [8-6-1]\n",
            "## বগু\u{9DC}ার\n\nপড়া",
            "Reading",
        )
        .build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    let page = |word: &str| {
        let lines = lines(&site, word);
        assert_eq!(lines.len(), 1, "{word}: {lines:?}");
        lines[0].clone()
    };
    let number = page("reading;").rsplit_once(';').unwrap().1.to_owned();
    // A heading, decomposed; the text; the code of the indicator it is about.
    assert_eq!(page("বগু\u{9A1}\u{9BC}ার;"), format!("বগু\u{9A1}\u{9BC}ার;;{number}"));
    assert_eq!(page("প\u{9A1}\u{9BC}া;"), format!("প\u{9A1}\u{9BC}া;;;;{number}"));
    let code = page("8_6_1;");
    let (own, about) = code["8_6_1;;".len()..].split_once(';').unwrap();
    assert_eq!(about, number);
    assert_ne!(own, number);
    let number = usize::from_str_radix(&number, 36).unwrap();
    for (language, text) in [("bn", "পড়া"), ("en", "Reading")] {
        let records = site.file(&format!("search/{language}-{}.js", number / 16));
        assert!(records.contains("\"notes/a.html\""), "{records}");
        let texts = site.file(&format!("search/{language}-text-{}.js", number / 4));
        assert!(texts.contains(text), "{texts}");
    }
}

#[test]
fn without_script_the_search_page_lists_all_pages_in_the_languages_order() {
    let title = |name: &str, title: &str| {
        (
            format!("content/notes/{name}.bn.md"),
            format!("---\ntitle: {title}\n---\n\nক\n"),
        )
    };
    let titles = [
        "ক্ষুদ্র ঋণ",
        "“নিট”",
        "অ্যাপ",
        "২০৩০ সাল",
        "NEET",
        "\u{9A1}\u{9BC} বর্ণ",
        "ডাক",
        "হার",
        "কর্ম",
    ];
    let mut site = SiteTest::new();
    for (number, name) in titles.iter().enumerate() {
        let (path, text) = title(&format!("n{number}"), name);
        site = site.write(&path, &text);
    }
    let site = site.build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    insta::assert_snapshot!("search_bn", site.main("bn/search.html"));
    let english = site.main("en/search.html");
    assert!(
        english
            .contains("<a href=\"../en/notes/n2.html\"><span lang=\"bn\">অ্যাপ</span></a>"),
        "{english}"
    );
}

#[test]
fn a_long_list_is_cut_and_its_letters_lead_to_the_right_page() {
    let mut site = SiteTest::new();
    for number in 0..1005 {
        let letter = if number < 600 { "a" } else { "b" };
        let text = format!("---\ntitle: {letter}{number:04}\n---\n");
        site = site.write(&format!("content/notes/n{number}.en.md"), &text);
    }
    let site = site.build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    let (first, second) = (site.main("en/search.html"), site.main("en/search-2.html"));
    assert!(first.contains(">a0000<") && first.contains(">b0600<"));
    assert!(second.contains(">b1004<") && !second.contains(">a0000<"));
    for page in [first, second] {
        let links = page.split("href=\"").skip(1).map(|it| it.split('"').next().unwrap());
        let letters: Vec<&str> = links.filter(|it| it.contains('#')).collect();
        assert!(letters.len() > 2);
        for letter in letters {
            let (path, id) = letter.split_once('#').unwrap();
            let target = site.main(path.trim_start_matches("../"));
            assert!(target.contains(&format!("id=\"{id}\"")), "{letter}");
        }
    }
}
