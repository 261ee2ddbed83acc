//! What is seen of a page where it is shared.

use crate::support::SiteTest;

fn head(site: &SiteTest, page: &str) -> String {
    let html = site.file(page);
    let wanted = ["og:", "article:", "twitter:", "canonical", "alternate", "robots"];
    let lines = html.lines().take_while(|it| !it.starts_with("<body"));
    let lines = lines.filter(|line| wanted.iter().any(|it| line.contains(it)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Width, height and length of a picture.
fn size(site: &SiteTest, path: &str) -> (u32, u32, usize) {
    let bytes = site.bytes(path);
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{path}");
    let number = |at: usize| {
        bytes[at..at + 4].iter().fold(0, |sum, it| sum * 256 + u32::from(*it))
    };
    (number(16), number(20), bytes.len())
}

#[test]
fn a_page_says_what_it_is_and_has_a_card() {
    let front = "date: 2026-11-01\nsummary: Short.\nindicators: [8-6-1]\n";
    let site = SiteTest::new().neet().page("notes/a", front, "ক", "a").build();
    assert_eq!(site.diagnostics(), "");
    insta::assert_snapshot!("sharing_note_bn", head(&site, "bn/notes/a.html"));
    insta::assert_snapshot!(
        "sharing_indicator_bn",
        head(&site, "bn/indicators/8-6-1.html")
    );
    for page in ["bn/index", "en/index", "bn/notes/a", "en/indicators/8-6-1"] {
        let path = format!("cards/{page}.png");
        let (width, height, length) = size(&site, &path);
        assert_eq!((width, height), (1200, 630), "{path}");
        assert!(length <= 60_000, "{path}: {length} bytes");
        let name = format!("content=\"https://example.org/{path}\"");
        assert!(site.file(&format!("{page}.html")).contains(&name), "{page}");
    }
    // A list has no card of its own: it shows the site's.
    let list = head(&site, "en/goals/index.html");
    assert!(list.contains("https://example.org/cards/en/index.png"), "{list}");
    assert_ne!(site.bytes("cards/bn/notes/a.png"), site.bytes("cards/en/notes/a.png"));
}

#[test]
fn words_to_share_are_text_and_a_mail() {
    let site = SiteTest::new().neet().build();
    let main = site.main("en/indicators/8-6-1.html");
    let words = "<p>NEET: 15.0%, 2022 – Publisher <span class=\"address\">\
                 https://example.org/en/indicators/8-6-1.html</span></p>";
    assert!(main.contains(words), "{main}");
    let mail = "href=\"mailto:?subject=NEET&amp;body=NEET%3A%2015.0%25%2C%202022%20%E2%80%93%20Publisher\
                %0D%0A%0D%0Ahttps%3A%2F%2Fexample.org%2Fen%2Findicators%2F8-6-1.html\"";
    assert!(main.contains(mail), "{main}");
}

#[test]
fn without_the_sites_address_there_is_no_card() {
    let site = SiteTest::new()
        .write("prokash.yaml", "title: { bn: নমুনা, en: Sample }\nlanguages: [bn, en]\n")
        .neet()
        .build();
    assert!(!site.files().iter().any(|it| it.starts_with("cards/")));
    let head = head(&site, "en/indicators/8-6-1.html");
    assert!(!head.contains("og:image") && !head.contains("og:url"), "{head}");
    assert!(head.contains("content=\"summary\""), "{head}");
}

#[test]
fn a_page_in_one_language_is_offered_in_that_one_alone() {
    let site = SiteTest::new()
        .write("content/notes/only.en.md", "---\ntitle: Only English\n---\n\nText.\n")
        .build();
    insta::assert_snapshot!("sharing_only_en", head(&site, "en/notes/only.html"));
    let missing = head(&site, "bn/notes/only.html");
    assert!(missing.contains("noindex"), "{missing}");
    assert!(!missing.contains("hreflang=\"bn\""), "{missing}");
    let sitemap = site.file("sitemap.xml");
    assert!(sitemap.contains("<loc>https://example.org/en/notes/only.html</loc>"));
    assert!(!sitemap.contains("https://example.org/bn/notes/only.html"));
}

#[test]
fn of_many_pages_each_shows_the_card_of_its_indicator() {
    let mut site = SiteTest::new().neet();
    for number in 0..251 {
        let front = if number == 0 { "indicators: [8-6-1]\n" } else { "" };
        site = site.page(&format!("notes/n{number:03}"), front, "ক", "a");
    }
    let site = site.build();
    let cards = site.files().into_iter().filter(|it| it.starts_with("cards/"));
    assert_eq!(cards.count(), 4);
    let first = head(&site, "en/notes/n000.html");
    assert!(
        first.contains("https://example.org/cards/en/indicators/8-6-1.png"),
        "{first}"
    );
    let other = head(&site, "en/notes/n001.html");
    assert!(other.contains("https://example.org/cards/en/index.png"), "{other}");
}

#[test]
fn a_downloaded_chart_says_where_it_comes_from() {
    let settings = "title: { bn: ক, en: A }\nlanguages: [bn, en]\nlicence: CC-BY-4.0\n";
    let at = |base: &str| {
        let site = SiteTest::new().neet();
        site.write("prokash.yaml", &format!("{settings}{base}")).build()
    };
    let words = |site: &SiteTest, path: &str| {
        let svg = site.file(path);
        let texts =
            svg.split("<text").skip(1).filter_map(|it| it.split(['>', '<']).nth(1));
        texts.collect::<Vec<_>>().join("\n")
    };
    let known = at("base_url: https://example.org/sdg/\n");
    for lang in ["bn", "en"] {
        let address = format!("https://example.org/sdg/{lang}/charts/8-6-1.html");
        let words = words(&known, &format!("charts/8-6-1.{lang}.svg"));
        assert!(words.lines().any(|it| it == address), "{words}");
        assert!(words.contains("CC-BY-4.0"), "{words}");
        assert!(known.files().contains(&format!("{lang}/charts/8-6-1.html")));
    }
    let bytes = |site: &SiteTest| site.bytes("charts/8-6-1.en.png").len();
    let nowhere = at("");
    assert!(!words(&nowhere, "charts/8-6-1.en.svg").contains("http"));
    assert!(bytes(&known) > bytes(&nowhere), "the address is in the PNG too");
}
