//! What kind of file it is, for storage: its media type, and how long it may be kept.

/// Media types (IANA) by how a name ends, the longer endings first.
const MEDIA: &[(&str, &str)] = &[
    (".csv-metadata.json", "application/csvm+json"),
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    ("changes.xml", "application/atom+xml; charset=utf-8"),
    (".html", "text/html; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".csv", "text/csv; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".md", "text/markdown; charset=utf-8"),
    (".xml", "application/xml; charset=utf-8"),
    (".jsonld", "application/ld+json"),
    (".geojson", "application/geo+json"),
    (".json", "application/json"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
    (".avif", "image/avif"),
    (".ico", "image/vnd.microsoft.icon"),
    (".woff2", "font/woff2"),
    (".woff", "font/woff"),
    (".ttf", "font/ttf"),
    (".otf", "font/otf"),
    (".pdf", "application/pdf"),
    (".zip", "application/zip"),
    (".epub", "application/epub+zip"),
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    (".mp3", "audio/mpeg"),
    (".mp4", "video/mp4"),
    (super::Manifest::PATH, "text/plain; charset=utf-8"),
];

/// The media type of the file at `path`.
pub(super) fn media(path: &str) -> &'static str {
    let path = path.to_ascii_lowercase();
    let found = MEDIA.iter().find(|it| path.ends_with(it.0));
    found.map_or("application/octet-stream", |it| it.1)
}

/// What is said of keeping the file at `path` (`Cache-Control`, RFC 9111).
///
/// No name of the site changes with what is in it, so nothing may be kept for ever: pages, style
/// and data are asked for again each time, which costs little where they did not change. Pictures
/// may be an hour old, and fonts, which change with the theme alone, a week.
pub(super) fn keeping(path: &str) -> &'static str {
    let media = media(path);
    if media.starts_with("font/") {
        "public, max-age=604800"
    } else if ["image/", "audio/", "video/"].iter().any(|it| media.starts_with(it)) {
        "public, max-age=3600"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::{keeping, media};

    #[test]
    fn knows_the_longest_ending() {
        assert_eq!(media("data/8-6-1.csv-metadata.json"), "application/csvm+json");
        assert_eq!(media("bn/feed.xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(media("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(media("files/a.JPG"), "image/jpeg");
        assert_eq!(media(".nojekyll"), "application/octet-stream");
    }

    #[test]
    fn keeps_only_what_may_be_old() {
        assert_eq!(keeping("bn/index.html"), "no-cache");
        assert_eq!(keeping("assets/style.css"), "no-cache");
        assert_eq!(keeping("charts/a.png"), "public, max-age=3600");
        assert_eq!(keeping("assets/fonts/a.woff2"), "public, max-age=604800");
    }
}
