//! Lists of pages: sections and tags.

use std::sync::Arc;

use super::{
    Catalogue,
    article::counted,
    catalogue::LIST_LENGTH,
    frame::Frame,
    text,
    view::{Link, ListPage, Listing, Subject, TagLink, Tags, View},
};
use crate::{
    diag::{Checked, Diagnostics},
    model::{Body, Page, PageId, Route},
    text::{Locale, Said, slug},
};

/// How many pages the list of so many items has.
pub(super) fn length(items: usize) -> usize {
    items.div_ceil(LIST_LENGTH).max(1)
}

/// A page of a section's list.
pub(super) fn section(
    catalogue: &Catalogue<'_>,
    (section, number): (&str, usize),
    shown: Option<&Arc<Body>>,
    locale: &Locale,
) -> Checked<View> {
    let language = locale.language();
    let pages = &catalogue.sections[section];
    let link = super::frame::section(catalogue, section, locale);
    let place = |number| Catalogue::section_route(language, section, number);
    let mut frame = frame(&place(number), &link, number, locale);
    let mut sink = Diagnostics::new();
    let own = catalogue.site.pages.get(&PageId(format!("{section}/index").into()));
    let own = own.filter(|_| number == 0);
    let translated = own.and_then(|page| Some((page, page.translations.get(&language)?)));
    let text = translated.zip(shown).map(|((page, translation), body)| {
        frame.description = translation.front.summary.clone().map(Said::own);
        let own = translation.with(body);
        let (text, found) = text::resolve(catalogue, page, own, &frame.route, locale);
        sink.extend(found);
        text
    });
    let kind = pages.first().map(|it| it.kind);
    let kind = kind.filter(|kind| pages.iter().all(|it| it.kind == *kind));
    let listing = Listing {
        text,
        count: counted(kind, pages.len(), locale),
        items: items(pages, number, locale),
        pages: list_pages(pages.len(), number, place, locale),
    };
    Checked::new(frame.around(Subject::Section(listing), catalogue, locale), sink)
}

/// The list of all tags.
pub(super) fn tags(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let mut tags: Vec<TagLink> =
        catalogue.tags.keys().filter_map(|it| tag(catalogue, it, locale)).collect();
    tags.sort_by(|a, b| locale.compare(&a.title.text, &b.title.text));
    let frame = Frame::new("tags/index.html", Said::own(locale.word("nav.tags")), locale);
    frame.around(Subject::Tags(Tags { tags }), catalogue, locale)
}

/// A page of the list of a tag's pages.
pub(super) fn tagged(
    catalogue: &Catalogue<'_>,
    tag: &str,
    number: usize,
    locale: &Locale,
) -> View {
    let language = locale.language();
    let (_, pages) = &catalogue.tags[tag];
    let place = |number| Catalogue::tag_route(language, tag, number);
    let link = Link { title: name(catalogue, tag, locale), path: place(0).encoded() };
    let mut frame = frame(&place(number), &link, number, locale);
    let all = Route::new(&format!("{language}/tags/index.html"));
    let all = Link { title: Said::own(locale.word("nav.tags")), path: all.encoded() };
    frame.above.insert(0, all);
    let listing = Listing {
        text: None,
        count: counted(None, pages.len(), locale),
        items: items(pages, number, locale),
        pages: list_pages(pages.len(), number, place, locale),
    };
    frame.around(Subject::Tag(listing), catalogue, locale)
}

/// A tag for a reader of `locale`.
pub(super) fn tag(
    catalogue: &Catalogue<'_>,
    tag: &str,
    locale: &Locale,
) -> Option<TagLink> {
    let (_, pages) = catalogue.tags.get(tag)?;
    Some(TagLink {
        title: name(catalogue, tag, locale),
        path: Catalogue::tag_route(locale.language(), tag, 0).encoded(),
        count: locale.number(pages.len() as f64, 0),
    })
}

/// A tag's name: the settings' name for it, or the tag itself.
fn name(catalogue: &Catalogue<'_>, tag: &str, locale: &Locale) -> Said {
    let names = &catalogue.site.settings.tags;
    let named = names.iter().find(|(name, _)| slug(name) == tag);
    let named = named.and_then(|(_, name)| name.say(locale.language()));
    named.unwrap_or_else(|| Said::own(catalogue.tags[tag].0))
}

/// The frame of a page of a list; from the second page on its number is in its name, and the
/// first page is above it.
fn frame(route: &Route, list: &Link, number: usize, locale: &Locale) -> Frame {
    let language = locale.language().to_string();
    let path = route.as_str().strip_prefix(&*language).unwrap_or_default();
    let mut frame = Frame::new(path.trim_start_matches('/'), list.title.clone(), locale);
    if number > 0 {
        let digits = locale.number((number + 1) as f64, 0);
        let page = locale.phrase("nav.page", &[("n", &digits)]);
        frame.title.text = format!("{} – {page}", list.title.text);
        frame.above.push(list.clone());
    }
    frame
}

fn items(pages: &[&Page], number: usize, locale: &Locale) -> Vec<super::view::Item> {
    let shown = pages.iter().skip(number * LIST_LENGTH).take(LIST_LENGTH);
    shown.map(|it| Catalogue::item(it, locale)).collect()
}

pub(super) fn list_pages(
    items: usize,
    current: usize,
    place: impl Fn(usize) -> Route,
    locale: &Locale,
) -> Vec<ListPage> {
    let pages = length(items);
    let page = |number: usize| ListPage {
        number: locale.number((number + 1) as f64, 0),
        path: place(number).encoded(),
        current: number == current,
    };
    if pages == 1 { Vec::new() } else { (0..pages).map(page).collect() }
}
