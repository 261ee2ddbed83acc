//! What is there of the data and what is missing, who supplies it, and what is said of each value.

use crate::support::SiteTest;

/// Three datasets: one with gaps, one every three years, one that nobody has.
fn site() -> SiteTest {
    SiteTest::new()
        .neet()
        .write(
            "data/8-5-2.csv",
            "Year,Sex,Value\n2012,,5\n2015,,4\n2018,,4.2\n2021,,4.4\n2024,,4.6\n2024,Female,5\n",
        )
        .write(
            "data/8-5-2.yaml",
            "indicator: 8.5.2\nunit: '%'\nstatus: complete\nfrequency: 3\nnext_release: 2027\n\
             source: { organisation: { bn: ব্যুরো, en: Bureau }, accessed: 2026-03-01 }\ncontact: desk@example.org\n\
             expected: { Sex: [Female, Male], Disability: [] }\n",
        )
        .write("data/16-3-1.csv", "Year,Value\n")
        .write(
            "data/16-3-1.yaml",
            "indicator: 16.3.1\nunit: '%'\nstatus: exploring\nprovider: '  bureau '\nexpected: [Sex]\n",
        )
}

#[test]
fn gaps_are_shown_by_year_and_group_and_as_a_file() {
    let site = site().build();
    insta::assert_snapshot!("gaps_diagnostics", site.diagnostics());
    insta::assert_snapshot!("gaps_en", site.main("en/data-gaps.html"));
    insta::assert_snapshot!("gaps_list_bn", site.main("bn/indicators/index.html"));
    insta::assert_snapshot!("gaps_csv", site.file("data/data-gaps.csv"));
    let sitemap = site.file("sitemap.xml");
    assert!(sitemap.contains("bn/data-gaps.html"), "{sitemap}");
}

#[test]
fn a_provider_is_one_however_its_name_is_written() {
    let site = site().build();
    insta::assert_snapshot!("provider_bn", site.main("bn/providers/ব্যুরো.html"));
    insta::assert_snapshot!("providers_en", site.main("en/providers/index.html"));
    let indicator = site.main("en/indicators/16-3-1.html");
    let path = "providers/%E0%A6%AC%E0%A7%8D%E0%A6%AF%E0%A7%81%E0%A6%B0%E0%A7%8B.html";
    assert!(indicator.contains(path), "{indicator}");
}

#[test]
fn a_status_that_the_data_belies_is_reported() {
    let check = |metadata: &str, message: &str| {
        let site = SiteTest::new()
            .write("data/a.csv", "Year,Value\n2015,1\n2016,2\n")
            .write(
                "data/a.yaml",
                &format!("title: T\nsource: {{ organisation: O }}\n{metadata}\n"),
            )
            .build();
        let found = site.diagnostics();
        assert!(found.contains(message), "{metadata}: {found}");
        assert_eq!(found.is_empty(), message.is_empty(), "{metadata}: {found}");
    };
    check("status: complete\nexpected: { Year: 2015-2016 }", "");
    check("status: complete\nexpected: { Year: 2015-2018 }", "2 of the 4 expected years");
    check(
        "status: in-progress\nexpected: { Year: [2015, 2016] }",
        "all that `expected:`",
    );
    check("status: in-progress", "");
    check("status: not-applicable", "there are values");
    check("frequency: 30", "`30` is no frequency");
    check("expected: { Year: often }", "`often` is no year");
    check("next_release: soon", "`soon` is no date");
}

#[test]
fn a_release_before_the_data_was_fetched_is_an_error() {
    let site = SiteTest::new()
        .write("data/a.csv", "Year,Value\n2015,1\n")
        .write(
            "data/a.yaml",
            "title: T\nsource: { organisation: O, accessed: 2020-01-01 }\nnext_release: 2019\n",
        )
        .build();
    let found = site.diagnostics();
    assert!(found.contains("announced for 2019"), "{found}");
}

#[test]
fn what_is_said_of_a_value_reaches_tables_and_files() {
    let table = "Year,Sex,GeoCode,Value,LowerBound,UpperBound,Obs status,Nature,Source,Footnote\n\
                 2015,,BD,<0.1,0.01,0.2,E,CA,Survey A,Only towns.\n\
                 2016,,BD,12.30,11,13.5,P,C,Survey B,\n\
                 2017,,BD,,,,L,C,Survey B,Only towns.\n\
                 2016,Female,BD,14,,,,C,Survey B,\"New, \"\"wider\"\" question.\"\n";
    let metadata = "title: T\nunit: '%'\nvintage: release of 2020\nsource: { organisation: O, accessed: 2020-01-02 }\n\
                    breaks: [{ year: 2016, note: New question. }]\n";
    let text = "```table\ndata: a\ncolumns: [Year, Value, Interval, Nature, Source, Footnote]\n```\n";
    let site = SiteTest::new()
        .write("data/a.csv", table)
        .write("data/a.yaml", metadata)
        .page("notes/n", "", text, text)
        .build();
    let told = "warning[P0410] data/a.yaml:1:1 `a` has no `bn` words for `vintage` \
                (write each as `{ bn: … }`; names of columns and values go under `dimensions:`)";
    assert_eq!(site.diagnostics(), told);
    insta::assert_snapshot!("said_indicator_en", site.main("en/indicators/a.html"));
    insta::assert_snapshot!("said_table_bn", site.main("bn/notes/n.html"));
    insta::assert_snapshot!("said_csv", site.file("data/a.csv"));
    insta::assert_snapshot!("said_json", site.file("data/a.json"));
}

#[test]
fn a_page_of_gaps_stays_small() {
    let mut site = SiteTest::new();
    for number in 0..25 {
        let years = (1995..2025).filter(|year| (year * 7 + number) % 3 != 0);
        let rows: Vec<String> =
            years.map(|it| format!("{it},,1\n{it},Female,1\n{it},Male,1\n")).collect();
        let rows = rows.concat();
        site = site
            .write(&format!("data/d{number}.csv"), &format!("Year,Sex,Value\n{rows}"))
            .write(
                &format!("data/d{number}.yaml"),
                "title: A dataset\nsource: { organisation: O }\nexpected: { Sex: [Female, Male] }\n",
            );
    }
    let page = site.build().file("en/data-gaps.html");
    // Ten times as many, those of a country's whole report, stay under 400 kB.
    assert!(page.len() < 40_000, "{} bytes", page.len());
}
