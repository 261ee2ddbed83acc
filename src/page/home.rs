//! The first pages: the front door, each language's home, and the page of a broken address.

use super::{
    Catalogue,
    frame::{self, Frame},
    text,
    view::{Door, FrontDoor, Home, NotFound, NotFoundMessage, Shelf, Subject, View},
};
use crate::{
    diag::{Checked, Diagnostics},
    model::{PageId, Route},
    text::{Locale, Said},
};

/// How many pages of a section the home shows.
const LATEST: usize = 4;

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
    View {
        lang: language,
        root: String::new(),
        path: route.encoded(),
        description: settings.tagline.say(language).unwrap_or_else(|| title.clone()),
        title,
        canonical: frame::address(catalogue, &route),
        languages,
        menu: Vec::new(),
        breadcrumbs: Vec::new(),
        feed: None,
        route,
        subject,
    }
}

/// A language's first page.
pub(super) fn home(catalogue: &Catalogue<'_>, locale: &Locale) -> Checked<View> {
    let site = catalogue.site;
    let language = locale.language();
    let mut sink = Diagnostics::new();
    let own = site.pages.get(&PageId("index".into()));
    let own = own.and_then(|page| Some((page, page.translations.get(&language)?)));
    let title = match own {
        Some((_, translation)) => Said::own(&*translation.front.title),
        None => site.settings.title.say(language).unwrap_or_default(),
    };
    let mut frame = Frame::new("index.html", title, locale);
    frame.description = site.settings.tagline.say(language);
    let text = own.map(|(page, translation)| {
        let (text, found) =
            text::resolve(catalogue, page, translation, &frame.route, locale);
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
