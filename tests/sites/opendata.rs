//! Data that is given away: what it says, what it keeps back, what became of it.

use prokash::build::Options;

use crate::support::SiteTest;

const PLACES: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"code":"BD-13"},"geometry":{"type":"Polygon","coordinates":[[[90.2,23.6],[90.6,23.6],[90.4,24.0],[90.2,23.6]]]}},
    {"type":"Feature","properties":{"code":"XX"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;

fn area(site: SiteTest) -> SiteTest {
    let settings = site.file_of_input("prokash.yaml");
    let area =
        "area: { name: { bn: বাংলাদেশ, en: Bangladesh }, m49: 50 }\ncsv_bom: false\n";
    let settings =
        settings.replace("en: Publisher } }", "en: Publisher }, email: a@example.org }");
    site.write("prokash.yaml", &format!("{settings}{area}"))
}

#[test]
fn a_table_keeps_its_marks_in_every_format() {
    let site = area(SiteTest::new())
        .write(
            "data/8-6-1.csv",
            "Year,Sex,Age,Kind,Value,LowerBound,UpperBound,Obs status,Nature,Footnote\n\
             2016-17,,,,28.90,26.1,31.7,B,C,=HYPERLINK(\"http://x\")\n2018,Female,15-24,,<0.1,,,P,E,\n\
             2019,,,-5 to 0,-0.5,,,,,\n2020,,,,,,,Q,,\n",
        )
        .write(
            "data/8-6-1.yaml",
            "indicator: 8.6.1\ntitle: { bn: নিট, en: NEET }\nunit: '%'\nvintage: May 2020\n\
             source: { organisation: { bn: আইএলও, en: ILO } }\nbreaks: [{ year: 2016, note: new survey }]\n\
             updated: 2026-01-02\naccept: [{ check: P0331, reason: x }]\n",
        )
        .build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    let csv = site.file("data/8-6-1.csv");
    assert!(csv.starts_with("Year,"), "no byte order mark was asked for");
    insta::assert_snapshot!("formats_csv", csv);
    insta::assert_snapshot!("formats_csvw", site.file("data/8-6-1.csv-metadata.json"));
    insta::assert_snapshot!("formats_sdmx_csv", site.file("data/8-6-1.sdmx.csv"));
    insta::assert_snapshot!("formats_sdmx_json", site.file("data/8-6-1.sdmx.json"));
    insta::assert_snapshot!("formats_package", site.file("data/datapackage.json"));
    insta::assert_snapshot!("formats_data_json", site.file("data.json"));
    insta::assert_snapshot!("formats_index", site.file("data/v1/index.json"));
}

#[test]
fn a_site_without_an_address_has_no_catalogue_of_addresses() {
    let site = SiteTest::new().neet();
    let settings = site.file_of_input("prokash.yaml");
    let settings = settings.replace("base_url: https://example.org\n", "");
    let site = site.write("prokash.yaml", &settings).build();
    let files = site.files();
    for left_out in ["data.json", "data/catalog.jsonld", "en/data/changes.xml"] {
        assert!(!files.contains(&left_out.to_owned()), "{left_out}");
    }
    assert!(files.contains(&"data/datapackage.json".to_owned()));
    assert!(!site.file("en/indicators/8-6-1.html").contains("ld+json"));
    assert!(!site.file("data/datapackage.json").contains("http://localhost"));
}

#[test]
fn places_with_shapes_are_given_as_geojson() {
    let site = SiteTest::new()
        .write("data/geo/places.geojson", PLACES)
        .write(
            "data/p.csv",
            "Year,District,GeoCode,Value\n2011,,BD,10\n2011,Dhaka,BD-13,7\n2022,Dhaka,BD-13,8\n",
        )
        .write(
            "data/p.yaml",
            "title: { bn: ক, en: P }\nsource: { organisation: { bn: খ, en: B } }\n",
        )
        .neet()
        .build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    insta::assert_snapshot!("geojson", site.file("data/p.geojson"));
    assert!(!site.files().contains(&"data/8-6-1.geojson".to_owned()));
}

#[test]
fn a_column_is_named_by_the_first_line_of_its_head() {
    let site = SiteTest::new()
        .write(
            "data/p.csv",
            "\"Year\nবছর\",\"Sex\nলিঙ্গ\",\"Value\nমান\"\n2011,,10\n2011,Female,7\n",
        )
        .write(
            "data/p.yaml",
            "title: { bn: ক, en: P }\nsource: { organisation: { bn: খ, en: B } }\n",
        )
        .build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    assert!(
        site.file("data/p.csv").contains("Year,Sex,Value\n2011,,10\n2011,Female,7\n")
    );
}

#[test]
fn revisions_say_from_what_to_what_and_why() {
    let site = SiteTest::new()
        .neet()
        .write(
            "data/history/8-6-1/2024-05-01.csv",
            "Year,Sex,Value\n2013,,20.2\n2016,,29\n2013,Female,42.1\n2015,,1\n",
        )
        .write("data/history/8-6-1/nonsense.csv", "Year,Value\n")
        .write("data/history/8-6-2/2024-05-01.csv", "Year,Value\n")
        .build();
    insta::assert_snapshot!("history_names", site.diagnostics());
    let yaml = site.file_of_input("data/8-6-1.yaml");
    let note =
        "revisions: [{ date: 2024-05-01, note: { bn: নতুন প্রকাশনা, en: a new release } }]\n";
    let site = SiteTest::new()
        .neet()
        .write("data/8-6-1.yaml", &format!("{yaml}{note}"))
        .write(
            "data/history/8-6-1/2024-05-01.csv",
            "Year,Sex,Value\n2013,,20.2\n2016,,29\n2013,Female,42.1\n2015,,1\n",
        )
        .build();
    assert_eq!(site.diagnostics_in_one_language(), "");
    insta::assert_snapshot!("changes_json", site.file("data/v1/changes.json"));
    insta::assert_snapshot!("changes_feed_bn", site.file("bn/data/changes.xml"));
    insta::assert_snapshot!("data_page_en", site.main("en/data/index.html"));
}

/// A site with a dataset that is released on 1 March 2027, and all that could tell of it.
fn embargoed() -> SiteTest {
    let site = SiteTest::new()
        .neet()
        .page("notes/secret", "indicators: [8-6-1]\n", "ক", "a")
        .page("notes/number", "", "`=8-6-1`", "`=8-6-1`")
        .page(
            "plans/p",
            "plan: { actions: [{ action: A, indicators: [8-6-1] }] }\n",
            "ক",
            "a",
        )
        .page(
            "notes/open",
            "",
            "[ক](secret.md) [খ](data:8-6-1)",
            "[a](secret.md) [b](data:8-6-1)",
        );
    let yaml = site.file_of_input("data/8-6-1.yaml");
    site.write("data/8-6-1.yaml", &format!("{yaml}release: 2027-03-01\n"))
}

#[test]
fn nothing_tells_of_a_dataset_before_its_release() {
    let day = |text: &str| Options { as_of: text.parse().ok(), ..Options::default() };
    let early = embargoed().build_with(day("2027-02-28"));
    insta::assert_snapshot!("held_back", early.diagnostics());
    for file in early.files() {
        let bytes = early.bytes(&file);
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["NEET", "8-6-1", "secret", "42.1", "৪২.১"] {
            assert!(
                !text.contains(secret) && !file.contains(secret),
                "{file} tells {secret}"
            );
        }
    }
    let never = embargoed().build();
    assert_eq!(never.files(), early.files(), "without a day nothing with a date is seen");
    let late = embargoed().build_with(day("2027-03-01"));
    assert_eq!(late.diagnostics(), "");
    assert!(late.file("en/notes/number.html").contains("15.0%"));
    assert!(late.files().contains(&"data/8-6-1.xlsx".to_owned()));
}

#[test]
fn a_former_table_stands_in_until_the_release() {
    let early = embargoed()
        .write("data/history/8-6-1/2026-01-01.csv", "Year,Value\n2013,20.2\n")
        .write(
            "data/history/8-6-1/2026-01-01.yaml",
            "indicator: 8.6.1\ntitle: { bn: নিট, en: NEET }\nunit: '%'\ndecimals: 1\n\
             source: { organisation: { bn: আইএলও, en: ILO } }\naccept: [{ check: P0335, reason: x }]\n",
        )
        .build();
    assert!(!early.diagnostics().contains("P0352"), "{}", early.diagnostics());
    assert!(early.file("en/notes/number.html").contains("20.2%"));
    assert!(!early.file("data/8-6-1.csv").contains("32.04"));
}
