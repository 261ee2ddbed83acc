//! Everything that was read, put together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{
    Asset, Dataset, Framework, GlossaryTerm, Kind, Page, PageId, Route, Sdmx, Settings,
    Theme,
};
use crate::text::{Language, Locale, Localized};

/// A site, complete and unchangeable.
#[derive(Debug, Clone)]
pub struct Site {
    /// What `prokash.yaml` says.
    pub settings: Settings,
    /// How it looks and speaks.
    pub theme: Theme,
    /// The names of goals, targets and indicators.
    pub framework: Framework,
    /// The words that it explains.
    pub glossary: Vec<GlossaryTerm>,
    /// What things are called in SDMX.
    pub sdmx: Sdmx,
    /// Its pages, by path.
    pub pages: BTreeMap<PageId, Page>,
    /// Files of `content/` that are only copied, by path there.
    pub assets: BTreeMap<String, Asset>,
    /// What may not be seen yet and is not in it.
    pub held: Held,
    /// Its datasets, by name.
    pub datasets: BTreeMap<Arc<str>, Dataset>,
}

/// What may not be seen yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Datasets, by name, with the day of their release.
    pub datasets: BTreeMap<String, Date>,
    /// Pages.
    pub pages: BTreeSet<PageId>,
}

impl Site {
    /// How `language` writes.
    ///
    /// # Panics
    /// When the language is not one of the site's; a theme without one of them is no theme.
    pub fn locale(&self, language: Language) -> &Locale {
        self.theme.locales.get(&language).expect("a theme has every language of its site")
    }

    /// A dataset's name: its own, or its indicator's, or else that of its files.
    pub fn title_of(&self, dataset: &Dataset) -> Localized<String> {
        let own = &dataset.metadata.title;
        if !own.is_empty() {
            return own.clone();
        }
        let indicator = dataset.metadata.indicator.as_ref();
        let official = indicator.and_then(|it| self.framework.indicator(it));
        official.map_or_else(
            || Localized::Plain(dataset.id.to_string()),
            |it| it.title.clone(),
        )
    }

    /// The latest day on which a page or a dataset says that it changed. When a workshop is held
    /// is no change.
    pub fn changed(&self) -> Option<Date> {
        let pages = self.pages.values().flat_map(|page| {
            let fronts = page.translations.values().map(|it| &it.front);
            let published = page.kind != Kind::Workshop;
            fronts.filter_map(move |it| it.changed().max(it.date.filter(|_| published)))
        });
        pages.chain(self.data_changed()).max()
    }

    /// The latest day on which a dataset says that it changed.
    pub fn data_changed(&self) -> Option<Date> {
        self.datasets.values().filter_map(Dataset::changed).max()
    }

    /// The full address of `route`, where the site's is known.
    pub fn address(&self, route: &Route) -> Option<String> {
        let base = self.settings.base_url.as_deref()?;
        Some(format!("{}/{}", base.trim_end_matches('/'), route.encoded()))
    }
}
