//! What stands around the content of a public site: whom to ask, what changed, how to cite.

use crate::support::SiteTest;

/// What is between `<footer class="foot">` and its end.
fn foot(site: &SiteTest, page: &str) -> String {
    let html = site.file(page);
    let (_, rest) = html.split_once("<footer class=\"foot\"").unwrap_or_default();
    let (foot, _) = rest.split_once("</footer>").unwrap_or_default();
    format!("<footer class=\"foot\"{foot}")
}

const SETTINGS: &str = "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\nfooter: [accessibility]\n\
     publisher:\n  name: { bn: প্রকাশক, en: Publisher }\n  email: ask@example.org\n  \
     phone: { bn: ০২-৫৫৫, en: 02-555 }\n  address: { bn: ঢাকা, en: Dhaka }\n  \
     information: { bn: তথ্য কর্মকর্তা, en: Information officer }\n";

#[test]
fn every_page_says_whom_to_ask_and_how_new_the_site_is() {
    let site = SiteTest::new()
        .write("prokash.yaml", SETTINGS)
        .page("accessibility", "", "ক", "a")
        .page("notes/a", "date: 2019-01-22\nupdated: 2020-10-04\n", "ক", "a")
        .page("workshops/w", "date: 2031-01-01\n", "ক", "a")
        .build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("foot_bn", foot(&site, "bn/notes/a.html"));
    insta::assert_snapshot!("foot_en", foot(&site, "en/index.html"));
    let bare = SiteTest::new()
        .write("prokash.yaml", "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\n")
        .build();
    let foot = foot(&bare, "en/index.html");
    assert!(!foot.contains("mailto:") && !foot.contains("<time"), "{foot}");
}

#[test]
fn a_footer_that_leads_nowhere_is_told() {
    let settings = SETTINGS.replace("[accessibility]", "[accesibility]");
    let site = SiteTest::new()
        .write("prokash.yaml", &settings)
        .page("accessibility", "", "ক", "a")
        .build();
    let told = site.diagnostics();
    let start = "the footer names `accesibility`, which is no page, section or list \
                 (did you mean `accessibility`?)";
    assert!(told.contains(start), "{told}");
}

#[test]
fn a_note_says_whom_it_is_for_what_changed_and_what_takes_its_place() {
    let front = "date: 2019-01-22\naudience: Districts\nreplaced_by: notes/b\nauthors: [R. Karim]\n\
                 changes:\n- { date: 2019-02-01, what: First }\n- { date: 2020-10-04, what: Second }\n";
    let site = SiteTest::new()
        .page("notes/a", front, "ক", "a")
        .page("notes/b", "", "ক", "a")
        .build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("changed_note_en", site.main("en/notes/a.html"));
    let site =
        SiteTest::new().page("notes/a", "replaced_by: notes/c\n", "ক", "a").build();
    let told = site.diagnostics();
    assert!(told.contains("there is no page or dataset `notes/c`"), "{told}");
}

#[test]
fn indicators_lead_to_the_ones_beside_them() {
    let mut site = SiteTest::new();
    for (id, number) in
        [("8-10-1", "indicator: 8.10.1\n"), ("8-6-1", "indicator: 8.6.1\n"), ("c", "")]
    {
        let metadata =
            format!("{number}title: {{ bn: ক, en: D }}\nsource: {{ organisation: O }}\n");
        site = site
            .write(&format!("data/{id}.yaml"), &metadata)
            .write(&format!("data/{id}.csv"), "Year,Value\n2024,1\n2025,2\n");
    }
    let site = site.build();
    let beside = |page: &str| {
        let html = site.main(page);
        let links = html.split("<a rel=\"").skip(1).filter_map(|it| {
            let (rel, rest) = it.split_once("\" href=\"")?;
            let wanted = rel == "prev" || rel == "next";
            wanted.then(|| format!("{rel} {}", rest.split('"').next().unwrap()))
        });
        links.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        beside("en/indicators/8-6-1.html"),
        "next ../../en/indicators/8-10-1.html"
    );
    assert_eq!(
        beside("en/indicators/8-10-1.html"),
        "prev ../../en/indicators/8-6-1.html, next ../../en/indicators/c.html"
    );
    assert_eq!(beside("bn/indicators/c.html"), "prev ../../bn/indicators/8-10-1.html");
}
