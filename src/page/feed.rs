//! What machines read to find pages.

use super::{
    Catalogue, Job, data, frame,
    view::{Item, LanguageLink},
};
use crate::{
    model::{Dataset, Kind, Page, Revision, Route},
    text::{Language, Locale, Said},
};

/// How many pages a feed names.
const LENGTH: usize = 20;

/// A language's feed.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The language.
    pub lang: Language,
    /// The site's name.
    pub title: String,
    /// The site's tagline.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub author: String,
    /// Its full address.
    pub url: String,
    /// The full address of the language's first page.
    pub home: String,
    /// The latest pages.
    pub entries: Vec<Entry>,
}

/// A page in a feed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The page.
    pub item: Item,
    /// Its full address.
    pub url: String,
    /// The day of its last change: `2026-11-01`.
    pub updated: String,
    /// The day it was published.
    pub published: String,
}

/// The latest dated pages of `language`: those written in it.
pub fn feed(catalogue: &Catalogue<'_>, language: Language) -> Feed {
    let locale = catalogue.site.locale(language);
    let settings = &catalogue.site.settings;
    let text = |it: &crate::text::Localized<String>| it.say(language).map(|it| it.text);
    let full = |path: &str| {
        let route = Route::new(&format!("{language}/{path}"));
        frame::address(catalogue, &route).unwrap_or_default()
    };
    let title = text(&settings.title).unwrap_or_default();
    let written = |page: &&Page| page.translations.contains_key(&language);
    let dated = |page: &Page| {
        let front = &page.translations[&language].front;
        Some((front.updated.or(front.date)?, front.date.or(front.updated)?))
    };
    let pages = catalogue.site.pages.values().filter(|it| it.kind != Kind::Page);
    let mut pages: Vec<_> =
        pages.filter(written).filter_map(|page| Some((dated(page)?, page))).collect();
    pages.sort_by_key(|(dates, page)| (std::cmp::Reverse(*dates), &page.id));
    pages.truncate(LENGTH);
    Feed {
        lang: language,
        subtitle: text(&settings.tagline),
        author: text(&settings.publisher.name).unwrap_or_else(|| title.clone()),
        title,
        url: full("feed.xml"),
        home: full("index.html"),
        entries: pages
            .into_iter()
            .map(|((updated, published), page)| Entry {
                item: Catalogue::item(page, locale),
                url: full(&format!("{}.html", page.id)),
                updated: updated.to_string(),
                published: published.to_string(),
            })
            .collect(),
    }
}

/// What was revised in the data, the latest first: each dataset and day an entry that says which
/// numbers changed, from what to what, and why.
pub fn changes(catalogue: &Catalogue<'_>, language: Language) -> Feed {
    let site = catalogue.site;
    let locale = site.locale(language);
    let pages = feed(catalogue, language);
    let route = data::changes_feed(language);
    let list = data::route(language, 0);
    let entries = data::revised(catalogue).into_iter().take(LENGTH);
    Feed {
        title: format!("{}: {}", pages.title, locale.word("data.changes")),
        subtitle: None,
        url: site.address(&route).unwrap_or_default(),
        home: site.address(&list).unwrap_or_default(),
        entries: entries
            .map(|(dataset, it)| change(catalogue, dataset, it, locale))
            .collect(),
        ..pages
    }
}

fn change(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    revision: &Revision,
    locale: &Locale,
) -> Entry {
    let language = locale.language();
    let link = catalogue.dataset_link(dataset, language);
    let date = revision.date.to_string();
    let list = catalogue.site.address(&data::route(language, 0)).unwrap_or_default();
    let count = locale.count("data.count", revision.changes.len() as u64);
    let values = [("title", &*link.title.text), ("n", &*count)];
    let title =
        Said { text: locale.phrase("data.entry", &values), lang: link.title.lang };
    let lines = revision.changes.iter().take(data::CHANGES).map(|it| {
        let (from, to) = (
            data::number(it.from.as_ref(), locale),
            data::number(it.to.as_ref(), locale),
        );
        let period = it.period.written(locale);
        let group = data::words(dataset, it, locale);
        let values =
            [("period", &*period), ("group", &*group), ("from", &*from), ("to", &*to)];
        locale.phrase("data.change", &values)
    });
    let why = revision.note.say(language).map(|it| it.text);
    let lines: Vec<String> = why.into_iter().chain(lines).collect();
    Entry {
        item: Item {
            title,
            path: link.path,
            kind: "dataset".to_owned(),
            kind_word: locale.word("kind.dataset").to_owned(),
            summary: Some(Said::own(lines.join("\n"))),
            date: None,
        },
        url: format!("{list}#{}", data::anchor(dataset, revision)),
        updated: date.clone(),
        published: date,
    }
}

/// A page's full addresses in every language, its own first.
#[derive(Debug, Clone)]
pub struct Address {
    /// The page.
    pub url: String,
    /// The same page in every language.
    pub languages: Vec<LanguageLink>,
}

/// The addresses of all pages but the one of a broken address and those that only say that a page is
/// not in their language.
pub fn addresses(catalogue: &Catalogue<'_>, jobs: &[Job]) -> Vec<Address> {
    let jobs = jobs.iter().filter(|it| it.route.as_str() != "404.html");
    jobs.filter_map(|job| {
        let path = job.route.as_str();
        let own =
            path.strip_prefix(job.language.as_str()).and_then(|it| it.strip_prefix('/'));
        let languages = own.map(|path| frame::languages(catalogue, path, job.language));
        let mut languages = languages.unwrap_or_default();
        if languages.iter().any(|it| it.current && !it.written) {
            return None;
        }
        languages.retain(|it| it.written);
        Some(Address { url: frame::address(catalogue, &job.route)?, languages })
    })
    .collect()
}
