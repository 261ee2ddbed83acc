//! Everything that was read, put together.

use std::{collections::BTreeMap, sync::Arc};

use super::{Dataset, Framework, Page, PageId, Route, Settings, Theme};
use crate::{
    diag::FileId,
    text::{Language, Locale},
};

/// A site, complete and unchangeable.
#[derive(Debug, Clone)]
pub struct Site {
    /// What `prokash.yaml` says.
    pub settings: Settings,
    /// How it looks and speaks.
    pub theme: Theme,
    /// The names of goals, targets and indicators.
    pub framework: Framework,
    /// Its pages, by path.
    pub pages: BTreeMap<PageId, Page>,
    /// Files of `content/` that are only copied, by path there.
    pub assets: BTreeMap<String, (FileId, Route)>,
    /// Its datasets, by name.
    pub datasets: BTreeMap<Arc<str>, Dataset>,
}

impl Site {
    /// How `language` writes.
    ///
    /// # Panics
    /// When the language is not one of the site's; a theme without one of them is no theme.
    pub fn locale(&self, language: Language) -> &Locale {
        self.theme.locales.get(&language).expect("a theme has every language of its site")
    }
}
