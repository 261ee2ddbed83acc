//! What stands beside data in an archive, for people: texts in each of the site's languages.

use super::about::{About, publisher, say};
use crate::{
    model::{Dataset, Site, licence_url},
    text::{Language, Localized},
};

/// Texts have the line ends that every editor shows.
const LINE: &str = "\r\n";

/// `README.txt` beside one dataset.
pub(super) fn dataset(dataset: &Dataset, site: &Site) -> Vec<u8> {
    let about = About::new(dataset, site);
    each(site, |language| {
        let locale = site.locale(language);
        let metadata = &dataset.metadata;
        let mut lines = vec![say(&about.title(), language), String::new()];
        let mut add = |word: &str, text: &Localized<String>| {
            if let Some(text) = text.say(language) {
                lines.push(format!("{}: {}", locale.word(word), text.text));
            }
        };
        add("indicator.definition", &metadata.definition);
        add("fact.unit", &metadata.unit);
        add("fact.source", &metadata.source.organisation);
        add("fact.vintage", &metadata.vintage);
        add("fact.method", &metadata.method);
        for note in &metadata.notes {
            add("indicator.notes", note);
        }
        for it in &metadata.breaks {
            let year = locale.digits(&it.year.to_string());
            let note = it.note.say(language).unwrap_or_default().text;
            lines.push(format!("{}: {year} {note}", locale.word("indicator.breaks")));
        }
        for it in &dataset.revisions {
            let note = it.note.say(language).unwrap_or_default().text;
            let (word, day) = (locale.word("data.changes"), locale.date(it.date));
            lines.push(format!("{word}: {day} {note}"));
        }
        lines.push(format!(
            "{}: {}",
            locale.word("footer.publisher"),
            about.publisher(language)
        ));
        lines
    })
}

/// `LICENCE.txt` beside one dataset.
pub(super) fn licence(dataset: &Dataset, site: &Site) -> Vec<u8> {
    let about = About::new(dataset, site);
    each(site, |language| {
        let locale = site.locale(language);
        let title = say(&about.title(), language);
        let publisher = about.publisher(language);
        let mut lines = licence_lines(about.licence(), language, site);
        let values = [("title", &*title), ("publisher", &*publisher)];
        let cite = locale.phrase("cite.undated", &values);
        lines.push(format!("{}: {cite}", locale.word("data.cite")));
        lines
    })
}

/// `README.txt` beside all datasets.
pub(super) fn site(site: &Site) -> Vec<u8> {
    each(site, |language| {
        let locale = site.locale(language);
        let mut lines = vec![say(&site.settings.title, language), String::new()];
        for dataset in site.datasets.values().filter(|it| it.has_values()) {
            lines.push(format!(
                "{}.csv  {}",
                dataset.id,
                say(&site.title_of(dataset), language)
            ));
        }
        lines.push(String::new());
        lines.extend(licence_lines(site.settings.licence.as_deref(), language, site));
        lines.push(format!(
            "{}: {}",
            locale.word("footer.publisher"),
            publisher(site, language)
        ));
        lines
    })
}

fn licence_lines(licence: Option<&str>, language: Language, site: &Site) -> Vec<String> {
    let locale = site.locale(language);
    match licence {
        Some(name) => {
            vec![format!(
                "{}: {name} <{}>",
                locale.word("fact.licence"),
                licence_url(name)
            )]
        }
        None => vec![locale.word("data.no-licence").to_owned()],
    }
}

/// What `write` says in each language, one after the other; with a byte order mark, for it is
/// opened by double-click.
fn each(site: &Site, write: impl Fn(Language) -> Vec<String>) -> Vec<u8> {
    let parts = site.settings.languages.iter().map(|it| write(*it).join(LINE) + LINE);
    let parts: Vec<String> = parts.collect();
    format!("\u{FEFF}{}", parts.join(LINE)).into_bytes()
}
