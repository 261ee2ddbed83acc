//! What stands beside the site in a bundle, for people: a page to start from and a text, in each of
//! the site's languages.

use serde::Serialize;

use super::html::Templates;
use crate::{
    diag::{Checked, Diagnostics},
    model::{Route, Site},
    text::Language,
};

/// The page to start from: beside the folders of an archive it is seen at once.
pub const START: &str = "START-HERE.html";

/// The text beside it.
pub const README: &str = "README.txt";

/// How much of the site is not in the bundle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Documents that stand beside pages, to print, edit or read: PDF, DOCX, EPUB.
    pub documents: usize,
    /// Pictures that are also there as drawings, and those for shared links.
    pub pngs: usize,
}

/// All that the template `bundle.html` may see, beside the words of the first language.
#[derive(Debug, Serialize)]
pub(super) struct Start {
    lang: Language,
    parts: Vec<Part>,
}

/// What is said in one language.
#[derive(Debug, Serialize)]
struct Part {
    tag: Language,
    dir: String,
    title: String,
    enter: String,
    path: String,
    lines: Vec<String>,
}

/// The page and the text beside the site, which is in the bundle's folder `folder`; no page where
/// the theme's template for it fails.
pub fn texts(
    site: &Site,
    folder: &str,
    left_out: LeftOut,
) -> Checked<Vec<(String, Vec<u8>)>> {
    let mut sink = Diagnostics::new();
    let languages = &site.settings.languages;
    let parts: Vec<Part> =
        languages.iter().map(|it| part(site, *it, folder, left_out)).collect();
    let readme = readme(&parts);
    let start = Start { lang: site.settings.first_language(), parts };
    let templates = Templates::new(site).into(&mut sink);
    let start = templates.map(|it| it.start(&start).into(&mut sink));
    let start = start.map(|it| (START.to_owned(), it));
    Checked::new(start.into_iter().chain([(README.to_owned(), readme)]).collect(), sink)
}

fn part(site: &Site, language: Language, folder: &str, left_out: LeftOut) -> Part {
    let locale = site.locale(language);
    let say = |key: &str| locale.phrase(key, &[("start", START)]);
    let mut lines = vec![say("bundle.lead"), say("bundle.extract")];
    if let Some(day) = site.changed() {
        lines.push(locale.phrase("bundle.changed", &[("date", &locale.date(day))]));
    }
    if left_out.documents > 0 {
        lines.push(locale.count("bundle.no-document", left_out.documents as u64));
    }
    if left_out.pngs > 0 {
        lines.push(locale.count("bundle.no-png", left_out.pngs as u64));
    }
    if let (Some(url), true) = (&site.settings.base_url, left_out != LeftOut::default()) {
        lines.push(locale.phrase("bundle.online", &[("url", url)]));
    }
    lines.push(say("bundle.sums"));
    let home = Route::new(&format!("{folder}/{language}/index.html"));
    Part {
        tag: language,
        dir: locale.direction().to_owned(),
        title: site.settings.title.say(language).unwrap_or_default().text,
        enter: locale.word("front.enter").to_owned(),
        path: home.encoded(),
        lines,
    }
}

/// The same for whoever sees no page; with a byte order mark and the line ends that every editor
/// shows.
fn readme(parts: &[Part]) -> Vec<u8> {
    let each = parts.iter().map(|it| {
        let head = [&it.title, ""].map(str::to_owned);
        head.into_iter().chain(it.lines.clone()).collect::<Vec<_>>().join("\r\n")
    });
    let text = each.collect::<Vec<_>>().join("\r\n\r\n");
    format!("\u{FEFF}{text}\r\n").into_bytes()
}
