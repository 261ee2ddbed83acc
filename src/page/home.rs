//! The first pages: the front door, each language's home, and the page of a broken address.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Catalogue,
    catalogue::day,
    data,
    frame::{self, Frame},
    linked, share, text,
    view::{
        Change, Door, FrontDoor, Home, Link, NotFound, NotFoundMessage, Shelf, Subject,
        View,
    },
};
use crate::{
    diag::{Checked, Diagnostics},
    model::{Body, Dataset, Page, PageId, Revision, Route, Translation},
    text::{Language, Locale, Said},
};

/// How many pages of a section the home shows.
const LATEST: usize = 4;

/// How many changes the home shows.
const CHANGES: usize = 5;

/// The choice of a language, in each language at once.
pub(super) fn front_door(catalogue: &Catalogue<'_>) -> View {
    let settings = &catalogue.site.settings;
    let first = catalogue.site.locale(settings.first_language());
    let doors = settings.languages.iter().map(|language| {
        let locale = catalogue.site.locale(*language);
        let say = |it: &crate::text::Localized<String>| it.get(*language).cloned();
        Door {
            tag: *language,
            name: locale.name().to_owned(),
            title: say(&settings.title).unwrap_or_default(),
            tagline: say(&settings.tagline),
            enter: locale.word("front.enter").to_owned(),
            path: Route::new(&format!("{language}/index.html")).encoded(),
        }
    });
    let subject = Subject::FrontDoor(FrontDoor { doors: doors.collect() });
    bare(catalogue, "index.html", subject, first)
}

/// The page of a broken address, in each language at once.
pub(super) fn not_found(catalogue: &Catalogue<'_>) -> View {
    let settings = &catalogue.site.settings;
    let first = catalogue.site.locale(settings.first_language());
    let messages = settings.languages.iter().map(|language| {
        let locale = catalogue.site.locale(*language);
        NotFoundMessage {
            tag: *language,
            title: locale.word("notfound.title").to_owned(),
            help: locale.word("notfound.help").to_owned(),
            search: frame::full(catalogue, &format!("{language}/search.html")),
            label: locale.word("search.label").to_owned(),
            button: locale.word("search.button").to_owned(),
        }
    });
    let subject = Subject::NotFound(NotFound { messages: messages.collect() });
    bare(catalogue, "404.html", subject, first)
}

/// A page at the root, outside of any language.
fn bare(
    catalogue: &Catalogue<'_>,
    path: &str,
    subject: Subject,
    locale: &Locale,
) -> View {
    let settings = &catalogue.site.settings;
    let language = locale.language();
    let route = Route::new(path);
    let title = match subject {
        Subject::NotFound(_) => Said::own(locale.word("notfound.title")),
        _ => settings.title.say(language).unwrap_or_default(),
    };
    let mut languages = frame::languages(catalogue, "index.html", language);
    for link in &mut languages {
        link.current = false;
    }
    let description = settings.tagline.say(language).unwrap_or_else(|| title.clone());
    let mut view = View::new(route, language, (title, description), subject);
    view.canonical = frame::address(catalogue, &view.route);
    view.languages = languages;
    view.linked = linked::graph(catalogue, &view, locale);
    view.share = share::share(catalogue, &view, locale);
    view
}

/// The words of a language's first page.
fn own<'a>(
    catalogue: &Catalogue<'a>,
    language: Language,
) -> Option<(&'a Page, &'a Translation)> {
    let page = catalogue.site.pages.get(&PageId("index".into()))?;
    Some((page, page.translations.get(&language)?))
}

/// The name of a language's first page.
pub(super) fn title(catalogue: &Catalogue<'_>, language: Language) -> Said {
    match own(catalogue, language) {
        Some((_, translation)) => Said::own(&*translation.front.title),
        None => catalogue.site.settings.title.say(language).unwrap_or_default(),
    }
}

/// A language's first page.
pub(super) fn home(
    catalogue: &Catalogue<'_>,
    shown: Option<&Arc<Body>>,
    locale: &Locale,
) -> Checked<View> {
    let site = catalogue.site;
    let language = locale.language();
    let mut sink = Diagnostics::new();
    let own = own(catalogue, language);
    let mut frame = Frame::new("index.html", title(catalogue, language), locale);
    frame.description = site.settings.tagline.say(language);
    let text = own.zip(shown).map(|((page, translation), body)| {
        let own = translation.with(body);
        let (text, found) = text::resolve(catalogue, page, own, &frame.route, locale);
        sink.extend(found);
        text
    });
    let indicators = site.datasets.values().filter(|it| it.metadata.indicator.is_some());
    let mut indicators: Vec<_> = indicators.collect();
    indicators.sort_by_key(|it| &it.metadata.indicator);
    let shelves = catalogue.sections.iter().filter(|(_, pages)| !pages.is_empty());
    let goals = site.framework.goals.iter().filter(|goal| {
        indicators.iter().any(|it| {
            it.metadata.indicator.as_ref().is_some_and(|it| it.goal == goal.number)
        })
    });
    let home = Home {
        text,
        cards: indicators.iter().map(|it| catalogue.card(it, locale)).collect(),
        changes: changes(catalogue, locale),
        sections: shelves
            .map(|(section, pages)| Shelf {
                section: frame::section(catalogue, section, locale),
                items: pages
                    .iter()
                    .take(LATEST)
                    .map(|it| Catalogue::item(it, locale))
                    .collect(),
            })
            .collect(),
        goals: goals.map(|it| catalogue.goal(it, locale)).collect(),
    };
    let subject = Subject::Home(Box::new(home));
    Checked::new(frame.around(subject, catalogue, locale), sink)
}

/// The last changes of pages and of data, the latest first.
fn changes(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<Change> {
    let language = locale.language();
    let pages = catalogue.site.pages.values().filter_map(|page| {
        let front = &page.translations.get(&language)?.front;
        let (date, word) = match (front.updated, front.date) {
            (Some(updated), _) => (updated, "page.updated"),
            (None, date) => (date?, "page.published"),
        };
        Some((date, word, Changed::Page(page)))
    });
    let data = data::revised(catalogue).into_iter();
    let data =
        data.map(|(dataset, it)| (it.date, "data.revised", Changed::Data(dataset, it)));
    let mut all: Vec<_> = data.chain(pages).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.0));
    all.truncate(CHANGES);
    let change = |(date, word, changed): (Date, &str, Changed<'_>)| Change {
        date: day(date, locale),
        what: locale.word(word).to_owned(),
        page: match changed {
            Changed::Page(page) => Catalogue::link(page, language),
            Changed::Data(dataset, revision) => Link {
                title: catalogue.dataset_title(dataset, language),
                path: format!(
                    "{}#{}",
                    data::route(language, 0).encoded(),
                    data::anchor(dataset, revision)
                ),
            },
        },
    };
    all.into_iter().map(change).collect()
}

enum Changed<'a> {
    Page(&'a Page),
    Data(&'a Dataset, &'a Revision),
}
