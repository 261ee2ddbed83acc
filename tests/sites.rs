//! Small sites, one feature each: built, and looked at as a reader would.

mod support;

use support::SiteTest;

#[test]
fn an_empty_site_has_all_its_lists() {
    let site = SiteTest::new().build();
    assert_eq!(site.diagnostics(), "");
    let files = site.files();
    for file in [
        "index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "bn/index.html",
        "en/feed.xml",
        "bn/goals/17.html",
        "en/indicators/index.html",
        "bn/tags/index.html",
        "assets/style.css",
    ] {
        assert!(files.iter().any(|it| it == file), "{file} is not in {files:#?}");
    }
}

#[test]
fn text_of_every_kind() {
    let text = |word: &str, table: &str| {
        format!(
            "A *{word}* **strong** ~~old~~ `code` [home](index.md) <https://example.org>[^a]\n\n\
             ## {word}\n\n- [x] done\n- [ ] not\n\n3. three\n4. four\n\n{table}\n\n\
             > [!WARNING]\n> Take care.\n\n> Said.\n\nTerm\n: Meaning\n\n```\na < b\n```\n\n\
             <abbr title=\"x\">SDG</abbr> <script>alert(1)</script>\n\n$x^2$ again[^a]\n\n[^a]: A note.\n"
        )
    };
    let site = SiteTest::new()
        .page("index", "", "শুরু", "Start")
        .page(
            "text",
            "",
            &text("শব্দ", "| বছর | মান |\n| --- | ---: |\n| ২০১৭ | ১ |"),
            &text("word", "| Year | Value |\n| --- | ---: |\n| 2017 | 1 |"),
        )
        .build();
    insta::assert_snapshot!("text_bn", site.main("bn/text.html"));
    insta::assert_snapshot!("text_en", site.main("en/text.html"));
    insta::assert_snapshot!("text_diagnostics", site.diagnostics());
}

#[test]
fn numbers_blocks_and_links_come_from_the_data() {
    let text = "In `=8-6-1 year` it was `=8-6-1`, `=8-6-1 change from=2017 to=2022` on 2017; women \
                `=8-6-1 Sex=Female`, target `=8-6-1 target`. [Data](data:8-6-1)\n\n\
                ```figures\n- { value: \"8-6-1 Sex=Female Year=2016\", label: \"A\" }\n```\n\n\
                ```table\ndata: 8-6-1\ncolumns: [Year, Sex, Value]\nwhere: { Sex: Female }\nsort: -Year\nlimit: 2\n```\n\n\
                ```chart\ndata: 8-6-1\nseries: Sex\ntarget: true\ntitle: T\n```\n";
    let front = "indicators: [8-6-1]\nstrategies: [S1]\nreforms: [R1]\n";
    let site = SiteTest::new().neet().page("notes/a", front, text, text).build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("data_bn", site.main("bn/notes/a.html"));
    insta::assert_snapshot!("data_en", site.main("en/notes/a.html"));
    insta::assert_snapshot!("indicator_en", site.main("en/indicators/8-6-1.html"));
    insta::assert_snapshot!("data_csv", site.file("data/8-6-1.csv"));
    insta::assert_snapshot!("data_json", site.file("data/8-6-1.json"));
}

#[test]
fn a_page_in_one_language_says_so_in_the_other() {
    let site = SiteTest::new()
        .write("content/notes/only.en.md", "---\ntitle: Only English\n---\n\nText.\n")
        .build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("missing_bn", site.main("bn/notes/only.html"));
    let list = site.main("bn/notes/index.html");
    assert!(list.contains("<span lang=\"en\">Only English</span>"), "{list}");
}

#[test]
fn workshops_and_plans_show_their_facts() {
    let workshop = "workshop: { start: 2018-06-26, end: 2018-06-27, place: Dhaka, hosts: [H], objectives: [O], \
                    tracks: [{ title: T, part: P, topics: [X] }], groups: [{ number: 1, title: G, indicators: [8-6-1] }], \
                    materials: [{ title: M, kind: report }] }\n";
    let plan = "plan: { actions: [{ action: A, lead: L, start: 2027-01-01, end: 2028-06-30, status: started, \
                indicators: [8-6-1] }] }\n";
    let note = "indicators: [8-6-1]\nstrategies: [S1]\n";
    let site = SiteTest::new()
        .neet()
        .page("notes/n", note, "ক", "a")
        .page("workshops/w", workshop, "ক", "a")
        .page("plans/p", plan, "ক", "a")
        .build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("workshop_bn", site.main("bn/workshops/w.html"));
    insta::assert_snapshot!("plan_en", site.main("en/plans/p.html"));
}

#[test]
fn a_long_list_has_several_pages() {
    let mut site = SiteTest::new();
    for number in 0..205 {
        site = site.page(&format!("notes/n{number:03}"), "tags: [t]\n", "ক", "a");
    }
    let site = site.build();
    let files = site.files();
    let pages = files.iter().filter(|it| it.starts_with("en/notes/index"));
    assert_eq!(pages.count(), 3);
    assert!(site.main("en/notes/index-3.html").contains("n204.html"));
    assert!(site.main("bn/tags/t-2.html").contains("n150.html"));
}

#[test]
fn a_site_may_replace_a_template_a_word_and_a_file() {
    let site = SiteTest::new()
        .write("themes/prokash/templates/tags.html", "{{ title.text }} from here")
        .write("themes/prokash/assets/style.css", "body{color:red}")
        .build();
    assert_eq!(site.diagnostics(), "");
    assert_eq!(site.file("en/tags/index.html"), "Tags from here");
    assert_eq!(site.file("assets/style.css"), "body{color:red}");
}

#[test]
fn bangla_names_make_bangla_addresses() {
    let site = SiteTest::new().page("notes/নিট", "", "ক", "a").build();
    assert!(site.files().contains(&"bn/notes/নিট.html".to_owned()));
    let list = site.main("bn/notes/index.html");
    assert!(list.contains("bn/notes/%E0%A6%A8%E0%A6%BF%E0%A6%9F.html"), "{list}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let make = || {
        SiteTest::new()
            .neet()
            .page("notes/a", "indicators: [8-6-1]\ntags: [x, y]\n", "ক", "a")
            .build()
    };
    let (one, other) = (make(), make());
    assert_eq!(one.files(), other.files());
    for file in one.files().iter().filter(|it| !it.ends_with(".woff2")) {
        assert_eq!(one.file(file), other.file(file), "{file}");
    }
}

#[test]
fn everything_wrong_is_reported_in_one_run() {
    let broken = "`=8-6-1 Sxe=Female` `=8-6-1 Year=1999` `=nope` [x](gone.md) [y](#none) ![](a.png)\n\n\
                  # Top\n\n```chart\ndata: 8-6-1\nseries: Age\n```\n\n```chart\ndata: 8-6-1\nkind: line\n```\n\n\
                  ```table\ncolumns: [Year]\n```\n\n[^q]\n";
    let site = SiteTest::new()
        .neet()
        .page("notes/a", "indicators: [8-6-2]\n", broken, "fine")
        .write("content/notes/b.en.md", "---\ntitle: B\nsumary: x\n---\n")
        .write("content/notes/c.en.md", "no front matter\n")
        .write("content/notes/d.fr.md", "---\ntitle: D\n---\n")
        .write(
            "data/x.csv",
            "Year,Sex,Value\n2016,নারী,১২.৫\n2016,নারী,১২.৬\nসতেরো,,1\n2017,,বারো\n2018,1\n",
        )
        .write("data/x.yaml", "title: X\nunit: '%'\n")
        .write("data/y.csv", "Year,Vaule\n2016,1\n")
        .write("data/y.yaml", "title: Y\n")
        .write("data/z.csv", "Year,Value\n")
        .build();
    insta::assert_snapshot!(site.diagnostics());
    assert_eq!(
        site.root()
            .read_dir()
            .unwrap()
            .filter(|it| it.as_ref().unwrap().file_name() == "site")
            .count(),
        0
    );
}
