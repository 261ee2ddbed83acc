//! Words that a site explains, linked where a text first uses them.

use crate::support::SiteTest;

const GLOSSARY: &str = "- term: { bn: সূচক, en: indicator }\n  definition: { bn: মাপার সংখ্যা।, en: A number that measures. }\n\
                        - term: { bn: অভীষ্ট, en: goal }\n  also: { en: [SDG] }\n  definition: { bn: যা চাই।, en: What is wanted. }\n";

#[test]
fn words_lead_to_the_glossary_where_they_are_first_used() {
    let bn = "## সূচক\n\n[সূচক](index.md) ও `সূচক` নয়, সূচকের মান। সূচক আবার, অভীষ্টগুলো।\n";
    let en = "## Indicator\n\n**Indicators** of an indicator; SDGs, then goals; sdgoal, [home](index.md).\n";
    let site = SiteTest::new()
        .write("content/glossary.yaml", GLOSSARY)
        .page("index", "", "সূচক", "indicator")
        .page("a", "", bn, en)
        .build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("glossary_text_bn", site.main("bn/a.html"));
    insta::assert_snapshot!("glossary_text_en", site.main("en/a.html"));
    insta::assert_snapshot!("glossary_bn", site.main("bn/glossary.html"));
    assert!(!site.files().iter().any(|it| it.ends_with("glossary.yaml")));
}

#[test]
fn a_site_without_a_glossary_has_no_page_of_it() {
    let site = SiteTest::new().build();
    assert!(!site.files().contains(&"en/glossary.html".to_owned()));
    assert!(!site.file("en/index.html").contains("glossary"));
}

#[test]
fn a_word_is_explained_once_in_every_language() {
    let glossary = "- term: { bn: সূচক, en: indicator }\n  definition: { en: A number. }\n\
                    - term: { bn: লক্ষ্য, en: Indicator }\n  definition: { bn: ক, en: a }\n\
                    - term: { bn: মান }\n  definition: { bn: ক, en: a }\n";
    let site = SiteTest::new().write("content/glossary.yaml", glossary).build();
    insta::assert_snapshot!("glossary_diagnostics", site.diagnostics());
}
