//! The languages of a page are kept together.

use crate::support::SiteTest;

/// What is said of a note with these texts.
fn told(bn: &str, en: &str) -> String {
    SiteTest::new().page("notes/n", "", bn, en).build().diagnostics()
}

#[test]
fn the_same_number_is_the_same_however_it_is_written() {
    let pairs = [
        ("২৫ লাখ মানুষ", "2.5 million people"),
        ("১ কোটি ২০ লাখ", "12 million"),
        ("৫ লাখ ২০ হাজার, ৩টি", "520,000 and 3"),
        ("৫ লাখ ২০ হাজার ৩টি", "520,003"),
        ("১ হাজার ২০০ কোটি", "12 billion"),
        ("১২,৩৪,৫৬৭.৮ টাকা", "1,234,567.8 taka"),
        ("১ লাখ কোটি টাকার বেশি", "more than 1 trillion taka"),
        ("দেড় কোটি", "15 million"),
        ("সাড়ে ৩ লাখ", "350,000"),
        ("সাড়ে তিন লাখ", "350,000"),
        ("৫০ লাখ", "five million"),
        ("১৪.৩ শতাংশ", "14.3%"),
        ("২০১৬-১৭ অর্থবছরে", "in the fiscal year 2016–2017"),
        ("১৫ থেকে ২৪ বছর", "aged 15-24"),
        ("২২ জানুয়ারি ২০১৯", "on 22 January 2019"),
        ("২০১৯ সালের ২২ জানুয়ারি", "22/01/2019"),
        ("২২শে জানুয়ারি, ২০১৯", "22nd of Jan 2019"),
        ("২০১৯-০১-২২", "22 January 2019"),
        ("২১তম ও ৫ম", "the 21st and the 5th"),
        ("পাঁচ বছরের কম", "under 5"),
        ("২৫ জন", "twenty-five people"),
        ("সূচক ৮.৬.১", "indicator 8.6.1"),
        ("কোভিডের সময়", "during COVID-19"),
        ("আইসিটি", "ICT4SDG and G20"),
        ("মাইনাস −৩.২", "minus -3.2"),
        ("**২৫** লাখ", "2.5 *million*"),
        (
            "[প্রতিবেদন](https://a.example/)",
            "[the report of 2019](https://a.example/2019)",
        ),
        ("`১২`", "`13`"),
        ("২০১৭ সালে। সে বছর", "in 2017. In 2017"),
    ];
    for (bn, en) in pairs {
        assert_eq!(told(bn, en), "", "{bn} / {en}");
    }
}

#[test]
fn one_number_that_differs_is_told_with_both_places() {
    let pairs = [
        ("২৬ লাখ মানুষ", "2.5 million people", "২৬ লাখ", "2.5 million"),
        ("২৫ লাখ মানুষ", "2.5 billion people", "২৫ লাখ", "2.5 billion"),
        ("১২,৩৪,৫৬৮ টাকা", "1,234,567 taka", "১২,৩৪,৫৬৮", "1,234,567"),
        ("১৪.৩ শতাংশ", "13.4 per cent", "১৪.৩", "13.4"),
        ("২০১৭ সালে", "in 2016", "২০১৭", "2016"),
        ("২২ জুন ২০১৯", "22 January 2019", "জুন", "January"),
        ("২৩ জানুয়ারি ২০১৯", "22 January 2019", "২৩", "22"),
        ("৬ষ্ঠ সভা", "the 5th meeting", "৬ষ্ঠ", "5th"),
        ("১৫-২৪ বছর", "aged 15-25", "২৪", "25"),
        ("২০১৬-১৭ সালে", "in 2016-18", "১৭", "18"),
        ("সূচক ৮.৬.২", "indicator 8.6.1", "২", "1"),
        ("৩.২", "-3.2", "৩.২", "3.2"),
    ];
    for (bn, en, own, other) in pairs {
        let told = told(bn, en);
        assert_eq!(told.lines().count(), 1, "{bn} / {en}: {told}");
        let digits =
            |it: &str| it.trim_end_matches("ষ্ঠ").trim_end_matches("th").to_owned();
        let (own, other) = (digits(own), digits(other));
        let message = format!("the number is `{other}` here and `{own}` in `bn`");
        assert!(told.contains("warning[P0412] content/notes/n.en.md:"), "{told}");
        assert!(told.contains(&message), "{told}");
    }
}

#[test]
fn numbers_are_compared_paragraph_by_paragraph_where_these_align() {
    let swapped = told("ক ১০\n\nখ ২০\n\nগ ৩০", "a 10\n\nb 21\n\nc 30");
    assert!(
        swapped.contains("n.en.md:7:3 the number is `21` here and `২০` in `bn`"),
        "{swapped}"
    );
    // A sentence that moved to the next paragraph took its number along.
    assert_eq!(told("ক ১০ ও ২০\n\nখ ৩০", "a 10\n\nb 20 and 30"), "");
    // Where one language has a paragraph more, the section is compared as a whole.
    assert_eq!(told("ক ১০\n\nখ ২০", "a 10 b 20"), "");
    let alone = told("ক ১০\n\nখ", "a\n\nb");
    assert!(alone.contains("n.bn.md:5:3 the number `১০` is not in `en`"), "{alone}");
}

#[test]
fn parts_that_one_language_lacks_are_told() {
    let bn = "ক[^x] [খ](data:8-6-1) `=8-6-1`\n\n## গ\n\n| ক | খ |\n| - | - |\n| গ | ঘ |\n\n\
              ```chart\ndata: 8-6-1\n```\n\n[^x]: টীকা\n";
    let en = "a `=8-6-1 Year=2013`\n";
    let site = SiteTest::new().neet().page("notes/n", "", bn, en).build();
    insta::assert_snapshot!("parts", site.diagnostics());
    let fronts = |recommendations: &str| {
        format!("---\ntitle: T\nrecommendations: {recommendations}\n---\n")
    };
    let site = SiteTest::new()
        .write("content/notes/n.bn.md", &fronts("[ক, খ]"))
        .write("content/notes/n.en.md", &fronts("[a]"))
        .build();
    let told = site.diagnostics();
    assert!(
        told.contains("n.en.md:3:1 `recommendations` has 1 here and 2 in `bn`"),
        "{told}"
    );
}

#[test]
fn what_is_not_translated_is_told() {
    let metadata = "title: { bn: ক, en: A }\nunit: '%'\nsource: { organisation: Bureau of Statistics }\n\
                    dimensions: { Crop: { label: { bn: ফসল, en: Crop } } }\n";
    let site = SiteTest::new()
        .write("content/notes/n.en.md", "---\ntitle: N\n---\n")
        .write("data/x.yaml", metadata)
        .write("data/x.csv", "Year,Crop,Value\n2016,,1\n2016,Jute fibre,2\n")
        .build();
    insta::assert_snapshot!("not_translated", site.diagnostics());
}

#[test]
fn a_typed_number_that_the_data_belies_is_told() {
    let page = |en: &str| {
        let text = format!("---\ntitle: T\nindicators: [8-6-1]\n---\n\n{en}\n");
        let told = SiteTest::new().neet().write("content/notes/n.en.md", &text).build();
        let told = told.diagnostics();
        let own = told.lines().filter(|it| it.contains("P0414"));
        own.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    let told = page("In 2017 the rate was 27.9%.");
    assert!(
        told.contains(
            "n.en.md:6:22 `27.9` is typed here, and `8-6-1` says 27.4 for 2017"
        ),
        "{told}"
    );
    assert!(told.contains("`` `=8-6-1 Year=2017` ``"), "{told}");
    assert!(page("In 2017 it was 28 per cent.").contains("`28`"));
    for fine in [
        "In 2017 the rate was 27.4%.",
        "In 2017 the rate was 27 per cent.",
        "In 2017 it was 44.6% for young women.",
        "Between 2016 and 2017 it fell by 25.1%.",
        "In 2017 the budget was 5.5 billion.",
        "The rate of 27.9% was printed in error. That was in 2017.",
    ] {
        assert_eq!(page(fine), "", "{fine}");
    }
}

#[test]
fn a_translation_older_than_its_original_names_what_changed() {
    let write = |original: &str, translated: &str| {
        SiteTest::new()
            .write(
                "content/notes/n.bn.md",
                &format!("---\ntitle: ক\n---\n\n{original}\n"),
            )
            .write(
                "content/notes/n.en.md",
                &format!("---\ntitle: A\ntranslated: {translated}\n---\n\na\n\nb\n"),
            )
            .build()
    };
    let old = "প্রথম অনুচ্ছেদ।\n\nদ্বিতীয় অনুচ্ছেদ।";
    let site = write(old, "now");
    assert_eq!(site.diagnostics(), "");
    let read = prokash::build::read(site.root()).unwrap();
    let state = &prokash::review::notes(&read.site.unwrap(), &read.texts)[0].1;
    assert_eq!(write(old, state).diagnostics(), "");
    let spaced = "প্রথম   অনুচ্ছেদ।\n\nদ্বিতীয় অনুচ্ছেদ।";
    assert_eq!(write(spaced, state).diagnostics(), "");
    let site = write("প্রথম অনুচ্ছেদ।\n\nদ্বিতীয় অনুচ্ছেদ, বদলানো।", state);
    insta::assert_snapshot!("stale", site.explained());
}
