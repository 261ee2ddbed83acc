//! What is around every page: menu, breadcrumbs, languages.

use super::{
    Catalogue, cite, linked,
    paper::OFFICE,
    share,
    view::{LanguageLink, Link, MenuItem, Subject, View},
};
use crate::{
    diag::{Diagnostic, Diagnostics, Rule, meant, say},
    model::{PageId, Route},
    text::{Language, Locale, Said, nearest},
};

/// What differs from page to page in its frame.
pub(super) struct Frame {
    /// Where the page is.
    pub(super) route: Route,
    /// Its path in any language: `notes/neet.html`.
    pub(super) path: String,
    /// Its name.
    pub(super) title: Said,
    /// What it says.
    pub(super) description: Option<Said>,
    /// The way down to it from the first page, both left out.
    pub(super) above: Vec<Link>,
}

impl Frame {
    /// The frame of the page at `path` in the language of `locale`.
    pub(super) fn new(path: impl Into<String>, title: Said, locale: &Locale) -> Self {
        let path = path.into();
        let route = Route::new(&format!("{}/{path}", locale.language()));
        Self { route, path, title, description: None, above: Vec::new() }
    }

    /// The page itself: `subject` in this frame.
    pub(super) fn around(
        self,
        subject: Subject,
        catalogue: &Catalogue<'_>,
        locale: &Locale,
    ) -> View {
        let language = locale.language();
        let settings = &catalogue.site.settings;
        let site_title = settings.title.say(language).unwrap_or_default();
        let description = self.description.unwrap_or_else(|| {
            if self.title.lang.is_some() {
                return self.title.clone();
            }
            Said::own(format!("{} – {}", self.title.text, site_title.text))
        });
        let above = self.above;
        let mut view =
            View::new(self.route, language, (self.title, description), subject);
        if self.path != "index.html" {
            view.breadcrumbs.push(home(locale));
            view.breadcrumbs.extend(above);
            let own = Link { title: view.title.clone(), path: view.path.clone() };
            view.breadcrumbs.push(own);
        }
        view.canonical = address(catalogue, &view.route);
        view.languages = languages(catalogue, &self.path, language);
        view.menu = menu_at(catalogue, &self.path, language);
        view.footer = catalogue.footer(language).to_vec();
        let feed = || Route::new(&format!("{language}/feed.xml")).encoded();
        view.feed = settings.base_url.is_some().then(feed);
        view.linked = linked::graph(catalogue, &view, locale);
        view.share = share::share(catalogue, &view, locale);
        view.feedback = share::feedback(catalogue, &view);
        view.bibtex = cite::bibtex(catalogue, &view, locale);
        let beside = |kind: &str, ending: &str| {
            let route = super::paper::of_kind(&view.route, ending);
            catalogue.download(kind, route.as_str(), locale)
        };
        view.pdf = beside("PDF", ".pdf");
        [view.docx, view.epub] = OFFICE.map(|it| beside(it.0, it.1));
        view
    }
}

/// The full address of `route`, where the site's is known.
pub(super) fn address(catalogue: &Catalogue<'_>, route: &Route) -> Option<String> {
    full(catalogue, &route.encoded())
}

/// The full address of the encoded `path`, where the site's is known.
pub(super) fn full(catalogue: &Catalogue<'_>, path: &str) -> Option<String> {
    let base = catalogue.site.settings.base_url.as_deref()?;
    Some(format!("{}/{path}", base.trim_end_matches('/')))
}

/// The same page in every language.
pub(super) fn languages(
    catalogue: &Catalogue<'_>,
    path: &str,
    current: Language,
) -> Vec<LanguageLink> {
    let languages = catalogue.site.settings.languages.iter();
    let id = PageId(path.strip_suffix(".html").unwrap_or(path).into());
    // A section's page is there even where its author wrote no words for it.
    let page = catalogue.site.pages.get(&id).filter(|it| !it.id.is_index());
    let written =
        |tag: &Language| page.is_none_or(|it| it.translations.contains_key(tag));
    let default = languages.clone().find(|it| written(it));
    let link = |tag: &Language| {
        let route = Route::new(&format!("{tag}/{path}"));
        LanguageLink {
            tag: *tag,
            name: catalogue.site.locale(*tag).name().to_owned(),
            path: route.encoded(),
            url: address(catalogue, &route),
            current: *tag == current,
            written: written(tag),
            default: default == Some(tag),
        }
    };
    languages.map(link).collect()
}

/// A language's first page.
fn home(locale: &Locale) -> Link {
    let route = Route::new(&format!("{}/index.html", locale.language()));
    Link { title: Said::own(locale.word("nav.home")), path: route.encoded() }
}

/// A section's name, from its own page or the theme, and where it is.
pub(super) fn section(catalogue: &Catalogue<'_>, section: &str, locale: &Locale) -> Link {
    let language = locale.language();
    let own = catalogue.site.pages.get(&PageId(format!("{section}/index").into()));
    let key = format!("section.{section}");
    let title = match own {
        Some(page) => super::catalogue::title(page, language),
        None if locale.has_word(&key) => Said::own(locale.word(&key)),
        None => Said::own(section),
    };
    Link { title, path: Catalogue::section_route(language, section, 0).encoded() }
}

/// The lists that `menu:` and `footer:` may name: the name, the word for it, and where it is.
const LISTS: [(&str, &str, &str); 9] = [
    ("indicators", "nav.indicators", "indicators/index.html"),
    ("goals", "nav.goals", "goals/index.html"),
    ("tags", "nav.tags", "tags/index.html"),
    ("roadmap", "nav.roadmap", "indicators/roadmap.html"),
    ("scorecard", "nav.scorecard", "indicators/scorecard.html"),
    ("data-gaps", "nav.gaps", "data-gaps.html"),
    ("glossary", "nav.glossary", "glossary.html"),
    ("providers", "nav.providers", "providers/index.html"),
    ("data", "nav.data", "data/index.html"),
];

/// What the entry `name` of `menu:` stands for: its link, and the path below which it is current.
fn entry(
    catalogue: &Catalogue<'_>,
    name: &str,
    locale: &Locale,
) -> Option<(Link, String)> {
    let language = locale.language();
    let is_there = |it: &str| it != "glossary" || !catalogue.site.glossary.is_empty();
    let list = LISTS.iter().find(|it| it.0 == name && is_there(it.0));
    if let Some(&(_, word, path)) = list {
        let route = Route::new(&format!("{language}/{path}"));
        let link = Link { title: Said::own(locale.word(word)), path: route.encoded() };
        return Some((link, path.trim_end_matches("index.html").to_owned()));
    }
    if catalogue.sections.contains_key(name) {
        return Some((section(catalogue, name, locale), format!("{name}/")));
    }
    let page = catalogue.site.pages.get(&PageId(name.into()))?;
    Some((Catalogue::link(page, language), format!("{name}.html")))
}

/// The menu of a language: each entry, and the path below which it is the current one.
pub(super) fn menu(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<(Link, String)> {
    let names = catalogue.site.settings.menu.iter();
    names.filter_map(|name| entry(catalogue, name, locale)).collect()
}

/// What a language's pages have at their foot.
pub(super) fn footer(catalogue: &Catalogue<'_>, locale: &Locale) -> Vec<Link> {
    let names = catalogue.site.settings.footer.iter();
    names.filter_map(|name| Some(entry(catalogue, name, locale)?.0)).collect()
}

/// The menu as the page at `path` shows it: the deepest entry above the page is the current one.
fn menu_at(catalogue: &Catalogue<'_>, path: &str, language: Language) -> Vec<MenuItem> {
    let entries = catalogue.menu(language);
    let depth = |below: &str| if path.starts_with(below) { below.len() } else { 0 };
    let deepest = entries.iter().map(|it| depth(&it.1)).max().unwrap_or(0);
    let item = |(link, below): &(Link, String)| MenuItem {
        title: link.title.clone(),
        path: link.path.clone(),
        current: deepest > 0 && depth(below) == deepest,
    };
    entries.iter().map(item).collect()
}

/// Tells of entries of the menu and the footer that lead nowhere.
pub(super) fn check_menu(catalogue: &Catalogue<'_>, sink: &mut Diagnostics) {
    let settings = &catalogue.site.settings;
    let locale = catalogue.site.locale(settings.first_language());
    let menu = settings.menu.iter().map(|it| ("menu", it));
    for (place, name) in menu.chain(settings.footer.iter().map(|it| ("footer", it))) {
        if entry(catalogue, name, locale).is_none() {
            let pages = catalogue.site.pages.keys().map(|it| &*it.0);
            let lists = LISTS.iter().map(|it| it.0);
            let sections = catalogue.sections.keys().copied();
            let near = nearest(name, pages.chain(lists).chain(sections));
            let message = match place {
                "menu" => say!(
                    "the menu names `{name}`, which is no page, section or list",
                    name
                ),
                _ => say!(
                    "the footer names `{name}`, which is no page, section or list",
                    name
                ),
            };
            sink.push(
                Diagnostic::global(Rule::UnknownMenuEntry, message)
                    .maybe_help(near.map(meant)),
            );
        }
    }
}
