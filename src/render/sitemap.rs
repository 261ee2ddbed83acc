//! Sitemaps (sitemaps.org 0.9, with the languages of each page) and `robots.txt`.

use super::xml::Xml;
use crate::{model::Route, page::Address};

/// The most addresses that one sitemap may hold.
const LENGTH: usize = 50_000;

/// The sitemap as a file, or as several with an index where there are too many pages for one.
pub fn write(addresses: &[Address], base: &str) -> Vec<(Route, Vec<u8>)> {
    if addresses.len() <= LENGTH {
        return vec![(Route::new("sitemap.xml"), one(addresses))];
    }
    let parts = addresses.chunks(LENGTH).enumerate();
    let mut files: Vec<(Route, Vec<u8>)> = parts
        .map(|(at, part)| (Route::new(&format!("sitemap-{}.xml", at + 1)), one(part)))
        .collect();
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    for (route, _) in &files {
        xml.open("sitemap", &[]);
        xml.leaf("loc", &format!("{}/{route}", base.trim_end_matches('/')));
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    files.push((Route::new("sitemap.xml"), xml.finish()));
    files
}

fn one(addresses: &[Address]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ],
    );
    for address in addresses {
        xml.open("url", &[]);
        xml.leaf("loc", &address.url);
        for language in &address.languages {
            let url = language.url.as_deref().unwrap_or_default();
            xml.empty(
                "xhtml:link",
                &[
                    ("rel", "alternate"),
                    ("hreflang", language.tag.as_str()),
                    ("href", url),
                ],
            );
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// `robots.txt`: everything may be read, and where the sitemap is.
pub fn robots(base: Option<&str>) -> Vec<u8> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = base {
        let base = base.trim_end_matches('/');
        robots.push_str("Sitemap: ");
        robots.push_str(base);
        robots.push_str("/sitemap.xml\n");
    }
    robots.into_bytes()
}
