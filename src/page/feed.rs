//! What machines read to find pages.

use super::{
    Catalogue, Job, frame,
    view::{Item, LanguageLink},
};
use crate::{
    model::{Kind, Page, Route},
    text::Language,
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

/// A page's full addresses in every language, its own first.
#[derive(Debug, Clone)]
pub struct Address {
    /// The page.
    pub url: String,
    /// The same page in every language.
    pub languages: Vec<LanguageLink>,
}

/// The addresses of all pages but the one of a broken address.
pub fn addresses(catalogue: &Catalogue<'_>, jobs: &[Job]) -> Vec<Address> {
    let jobs = jobs.iter().filter(|it| it.route.as_str() != "404.html");
    jobs.filter_map(|job| {
        let path = job.route.as_str();
        let own =
            path.strip_prefix(job.language.as_str()).and_then(|it| it.strip_prefix('/'));
        let languages = own.map(|path| frame::languages(catalogue, path, job.language));
        Some(Address {
            url: frame::address(catalogue, &job.route)?,
            languages: languages.unwrap_or_default(),
        })
    })
    .collect()
}
