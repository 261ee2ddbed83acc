//! How to cite a page: a sentence, and an entry for programs that keep references.

use std::fmt::Write as _;

use super::{
    Catalogue,
    view::{Subject, View},
};
use crate::text::Locale;

/// How to cite a page: title, publisher, year.
pub(super) fn sentence(
    catalogue: &Catalogue<'_>,
    title: &str,
    date: Option<jiff::civil::Date>,
    locale: &Locale,
) -> String {
    let settings = &catalogue.site.settings;
    let publisher = settings.publisher.name.say(locale.language());
    let publisher = publisher.or_else(|| settings.title.say(locale.language()));
    let publisher = publisher.map(|it| it.text).unwrap_or_default();
    match date {
        Some(date) => {
            let year = locale.digits(&date.year().to_string());
            let values = [("title", title), ("publisher", &publisher), ("year", &year)];
            locale.phrase("cite.dated", &values)
        }
        None => {
            locale.phrase("cite.undated", &[("title", title), ("publisher", &publisher)])
        }
    }
}

/// The page of `view` as an entry of BibTeX; `None` where there is nothing to cite. It is a `misc`,
/// since that is the one kind that all programs know and that asks for no field.
pub(super) fn bibtex(
    catalogue: &Catalogue<'_>,
    view: &View,
    locale: &Locale,
) -> Option<String> {
    let (article, day) = match &view.subject {
        Subject::Note(it)
        | Subject::Report(it)
        | Subject::Plan(it)
        | Subject::Workshop(it)
        | Subject::Page(it) => (Some(it), it.updated.as_ref().or(it.date.as_ref())),
        Subject::Indicator(it) => (None, it.changed.as_ref()),
        _ => return None,
    };
    let authors = article.map_or(&[][..], |it| it.authors.as_slice());
    let authors: Vec<String> =
        authors.iter().map(|it| format!("{{{}}}", plain(it))).collect();
    let publisher = catalogue.site.settings.publisher.name.say(locale.language());
    let path = view.route.as_str().strip_suffix(".html")?;
    let mut entry = format!("@misc{{{}", path.replace('/', ":"));
    let fields = [
        ("title", Some(format!("{{{}}}", plain(&view.title.text)))),
        ("author", Some(authors.join(" and ")).filter(|it| !it.is_empty())),
        ("publisher", publisher.map(|it| plain(&it.text))),
        ("year", day.and_then(|it| it.iso.split('-').next().map(str::to_owned))),
        ("date", day.map(|it| it.iso.clone())),
        ("url", view.canonical.clone()),
        ("langid", Some(view.lang.to_string())),
    ];
    for (name, value) in fields.iter().filter_map(|it| Some((it.0, it.1.as_ref()?))) {
        // Writing to a string cannot fail.
        let _ = write!(entry, ",\n  {name} = {{{value}}}");
    }
    entry.push_str("\n}");
    Some(entry)
}

/// `text` without the letters that mean something to BibTeX.
fn plain(text: &str) -> String {
    text.replace(['{', '}', '\\'], "")
}
