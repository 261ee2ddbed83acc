//! Beside stage 4: what an editor should hear of a [`Site`] that is whole. [`page`] holds the
//! languages of a page against each other and its numbers against the data, [`dataset`] looks for
//! names that are not translated, `debt` lists all that is missing.
//!
//! Nothing is made here and nothing is an error: a site is built all the same.

mod debt;
mod label;
mod number;
mod part;
mod stale;
mod typed;
mod unit;

pub use debt::{Debt, State, debt};

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::{Dataset, Page, Site, Text, Texts, Written},
    text::Language,
};

/// What is to be said of the languages of `page`. The first language of the site that has the page
/// and notes no `translated:` is the original.
/// `text` is what it says.
pub fn page(site: &Site, page: &Page, text: &Text) -> Diagnostics {
    let Some((first, original)) = original(site, page, text) else {
        return Diagnostics::new();
    };
    let units = unit::units(original);
    let mut found = typed::check(site, original, &units, site.locale(first));
    found.extend(missing(site, page, first, original));
    for (language, translation) in written(page, text).filter(|it| it.0 != first) {
        let own = unit::units(translation);
        let locale = site.locale(language);
        found.extend(typed::check(site, translation, &own, locale));
        found.extend(stale::compare(&units, first, translation));
        let side =
            |language, translation, units| part::Side { language, translation, units };
        found.extend(part::compare(
            side(first, original, &units),
            side(language, translation, &own),
        ));
        let side = |language, units| number::Side {
            language,
            locale: site.locale(language),
            units,
        };
        found.extend(number::compare(side(first, &units), side(language, &own)));
    }
    found.into_iter().collect()
}

/// What is to be said of the names in `dataset`.
pub fn dataset(site: &Site, dataset: &Dataset) -> Diagnostics {
    label::check(site, dataset).into_iter().collect()
}

/// The pages whose front matter says `translated: now`, with the state of their original that is to
/// be noted in its place.
pub fn notes(site: &Site, texts: &Texts) -> Vec<(FileId, String)> {
    let mut notes = Vec::new();
    for page in site.pages.values() {
        let Some(text) = texts.0.get(&page.id) else { continue };
        let Some((_, original)) = original(site, page, text) else { continue };
        let open = written(page, text).filter(|it| stale::is_open(it.1));
        let open: Vec<FileId> =
            open.map(|it| it.1.file).filter(|it| *it != original.file).collect();
        if !open.is_empty() {
            let state = stale::state(&unit::units(original));
            notes.extend(open.into_iter().map(|it| (it, state.clone())));
        }
    }
    notes
}

/// The page in the languages that it is written in.
fn written<'a>(
    page: &'a Page,
    text: &'a Text,
) -> impl Iterator<Item = (Language, Written<'a>)> {
    let translations = page.translations.iter();
    translations.filter_map(|(tag, it)| Some((*tag, it.with(text.get(tag)?))))
}

fn original<'a>(
    site: &Site,
    page: &'a Page,
    text: &'a Text,
) -> Option<(Language, Written<'a>)> {
    let languages = site.settings.languages.iter();
    let there = languages.filter_map(|it| written(page, text).find(|own| own.0 == *it));
    let there: Vec<_> = there.collect();
    let first = there.iter().find(|it| it.1.front.translated.is_none());
    first.or(there.first()).copied()
}

/// Languages of the site that lack the page.
fn missing(
    site: &Site,
    page: &Page,
    language: Language,
    original: Written<'_>,
) -> Vec<Diagnostic> {
    let lacking =
        site.settings.languages.iter().filter(|it| !page.translations.contains_key(it));
    let report = |missing: &Language| {
        let message = say!(
            "this page is in `{language}` and not in `{missing}`",
            language,
            missing
        );
        Diagnostic::new(Rule::NotTranslated, Span::file(original.file), message)
            .help(say!("write `content/{id}.{missing}.md`", id = page.id, missing))
    };
    lacking.map(report).collect()
}
