//! Small sites, one feature each: built, and looked at as a reader would.

mod checks;
mod coverage;
mod docs;
mod formulas;
mod furniture;
mod glossary;
mod import;
mod languages;
mod office;
mod open_sdg;
mod opendata;
mod originals;
#[cfg(feature = "pdf")]
mod papers;
mod pictures;
mod rebuild;
mod reference;
mod reports;
mod roundtrip;
mod schema;
mod search;
mod sharing;
mod support;
mod telling;
mod theme;

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

/// The rows of the first table of a page, cells apart by `|`.
fn table(page: &str) -> Vec<String> {
    let table = page.split("<table").nth(1).and_then(|it| it.split("</table>").next());
    let rows = table.unwrap_or_default().split("<tr>").skip(1);
    let text = |cell: &str| {
        let text = cell.split('>').skip(1).map(|it| it.split('<').next().unwrap_or(""));
        text.collect::<String>().trim().to_owned()
    };
    let cells = |row: &str| {
        let cells: Vec<_> =
            row.split("<t").skip(1).map(text).filter(|it| !it.is_empty()).collect();
        cells.join("|")
    };
    rows.map(cells).collect()
}

#[test]
fn the_table_of_a_chart_has_what_the_chart_shows() {
    let of = |csv: &str, block: &str| {
        let text = format!("```chart\ndata: x\n{block}\n```\n");
        let site = SiteTest::new()
            .write("data/x.csv", csv)
            .write(
                "data/x.yaml",
                "title: { bn: ক, en: X }\nunit: people\nsource: { organisation: O }\n",
            )
            .page("notes/a", "", &text, &text)
            .build();
        table(&site.main("en/notes/a.html"))
    };
    let sexes = "Year,Sex,Value\n2015,,9\n2020,,8\n2015,Female,10\n2020,Female,9\n2015,Male,8\n2020,Male,7\n";
    assert_eq!(
        of(sexes, "type: line\nfacet: Sex"),
        [
            "Sex|Year|Value (people)",
            "Female|2015|10",
            "Female|2020|9",
            "Male|2015|8",
            "Male|2020|7"
        ]
    );
    let districts = "Year,Division,District,Value\n2011,,,60\n2011,Dhaka,,40\n2011,Sylhet,,20\n\
                     2011,Dhaka,Gazipur,25\n2011,Dhaka,Tangail,15\n2011,Sylhet,Habiganj,20\n";
    assert_eq!(
        of(districts, "type: bar\nx: District"),
        ["District|Value (people)", "Gazipur|25", "Tangail|15", "Habiganj|20"]
    );
    assert_eq!(
        of(
            "Year,Value\n2014,0.0110000001\n2015,0.00699999\n2016,0.00001\n2017,1.23456\n",
            "type: line"
        ),
        ["Year|Value (people)", "2014|0.011", "2015|0.0070", "2016|0.00001", "2017|1.23"]
    );
    assert_eq!(
        of(districts, "type: bar\nx: Division"),
        ["Division|Value (people)", "Bangladesh|60", "Dhaka|40", "Sylhet|20"]
    );
}

#[test]
fn a_page_in_one_language_says_so_in_the_other() {
    let site = SiteTest::new()
        .write("content/notes/only.en.md", "---\ntitle: Only English\n---\n\nText.\n")
        .build();
    let told = "warning[P0410] content/notes/only.en.md:1:1 this page is in `en` and not in `bn` \
                (write `content/notes/only.bn.md`)";
    assert_eq!(site.diagnostics(), told);
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
    for file in one.files() {
        assert!(one.bytes(&file) == other.bytes(&file), "{file}");
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

#[test]
fn progress_is_rated_by_each_method_with_its_workings() {
    let mut site = SiteTest::new();
    for method in ["growth-rate", "linear", "escap"] {
        let metadata = format!(
            "title: {{ bn: ক, en: A }}\nunit: '%'\ndirection: down\nprogress: {method}\n\
             source: {{ organisation: {{ bn: খ, en: B }} }}\n\
             baseline: {{ year: 2015, value: 28.9 }}\ntargets: [{{ year: 2030, value: 3 }}]\n"
        );
        site = site
            .write(&format!("data/{method}.yaml"), &metadata)
            .write(&format!("data/{method}.csv"), "Year,Value\n2017,27.4\n2022,<15\n");
    }
    let old = "title: { bn: ক, en: A }\ndirection: up\ntargets: [{ year: 2030, value: 9 }]\n\
               source: { organisation: { bn: খ, en: B } }\naccept: [{ check: P0335, reason: { bn: গ, en: C } }]\n";
    let site = site
        .write("data/old.yaml", old)
        .write("data/old.csv", "Year,Value\n2000,1\n2012,2\n")
        .build();
    assert_eq!(site.diagnostics(), "");
    let section = |page: &str| {
        let main = site.main(page);
        let start = main.find("id=\"progress\"").unwrap();
        main[start..start + main[start..].find("</section>").unwrap()].to_owned()
    };
    let pages = ["growth-rate", "linear", "escap", "old"]
        .map(|it| section(&format!("en/indicators/{it}.html")));
    insta::assert_snapshot!("progress_en", pages.join("\n\n"));
    insta::assert_snapshot!("progress_bn", section("bn/indicators/escap.html"));
}
