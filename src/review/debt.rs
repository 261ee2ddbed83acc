//! All that is missing, old or not translated, as a list.

use std::sync::Arc;

use super::{label, original, stale, unit, written};
use crate::{
    model::{Series, Site, Texts, newest},
    text::Language,
};

/// How far one page or dataset is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The page's path below `content/`, or the dataset's name.
    pub name: Arc<str>,
    /// `page` or `dataset`.
    pub kind: &'static str,
    /// How far each language of the site is, in their order.
    pub languages: Vec<(Language, State)>,
    /// Of a dataset, the year of its last value.
    pub last: Option<i16>,
    /// Whether a dataset has no value, or none of the last years.
    pub old: bool,
}

/// How far something is in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There.
    Done,
    /// Not there.
    Missing,
    /// A draft.
    Draft,
    /// A translation of which so many paragraphs have changed in the original.
    Stale(usize),
    /// So many names are not translated.
    Names(usize),
}

impl Debt {
    /// Whether there is something to do.
    pub fn is_open(&self) -> bool {
        self.old || self.languages.iter().any(|it| it.1 != State::Done)
    }
}

/// How far every page and every dataset of the site is.
pub fn debt(site: &Site, texts: &Texts) -> Vec<Debt> {
    pages(site, texts).chain(datasets(site)).collect()
}

fn pages(site: &Site, texts: &Texts) -> impl Iterator<Item = Debt> {
    site.pages.values().filter_map(|page| {
        let text = texts.0.get(&page.id)?;
        let (first, own) = original(site, page, text)?;
        let units = unit::units(own);
        let state = |language: &Language| {
            let translation = written(page, text).find(|it| it.0 == *language);
            let Some((_, translation)) = translation else { return State::Missing };
            if translation.front.draft {
                return State::Draft;
            }
            let changed =
                stale::changed(&units, translation).filter(|_| *language != first);
            match changed.map(|(fresh, gone)| fresh.len().max(gone)) {
                Some(changed @ 1..) => State::Stale(changed),
                _ => State::Done,
            }
        };
        let languages = site.settings.languages.iter().map(|it| (*it, state(it)));
        let name = Arc::clone(&page.id.0);
        Some(Debt {
            name,
            kind: "page",
            languages: languages.collect(),
            last: None,
            old: false,
        })
    })
}

fn datasets(site: &Site) -> impl Iterator<Item = Debt> {
    let newest = newest(site.datasets.values());
    site.datasets.values().map(move |dataset| {
        let state =
            |language: &Language| match label::untranslated(dataset, *language).len() {
                0 => State::Done,
                names => State::Names(names),
            };
        let languages = site.settings.languages.iter().map(|it| (*it, state(it)));
        let latest = dataset.series.iter().filter_map(Series::latest);
        let last = latest.map(|it| it.period.last()).max();
        let age = dataset.metadata.stale_after.unwrap_or(site.settings.stale_after);
        let old = last.is_none_or(|last| newest.is_some_and(|it| it - last > age));
        let name = Arc::clone(&dataset.id);
        Debt { name, kind: "dataset", languages: languages.collect(), last, old }
    })
}
