//! What `prokash.yaml` says.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::{Language, Localized};

/// A site's settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The site's name.
    pub title: Localized<String>,
    /// One sentence under the name.
    #[serde(default)]
    pub tagline: Localized<String>,
    /// The site's languages; the first is shown where none was chosen.
    pub languages: Vec<Language>,
    /// Where the site will stand; only feeds, sitemap and canonical links need it.
    #[serde(default)]
    pub base_url: Option<String>,
    /// The theme's folder under `themes/`.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// Who publishes it.
    #[serde(default)]
    pub publisher: Publisher,
    /// The licence of everything on it, as an SPDX name.
    #[serde(default)]
    pub licence: Option<String>,
    /// Pages, sections and lists in the menu, in order.
    #[serde(default)]
    pub menu: Vec<String>,
    /// After how many years without a new value data is old.
    #[serde(default = "default_age")]
    pub stale_after: i16,
    /// What tags are called in each language, by tag.
    #[serde(default)]
    pub tags: BTreeMap<String, Localized<String>>,
}

/// Who publishes a site.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Their name.
    #[serde(default)]
    pub name: Localized<String>,
    /// Their site.
    #[serde(default)]
    pub url: Option<String>,
    /// Where questions go.
    #[serde(default)]
    pub email: Option<String>,
}

fn default_age() -> i16 {
    5
}

fn default_theme() -> String {
    "prokash".to_owned()
}

impl Settings {
    /// The language shown where none was chosen. Settings without one do not pass the reading.
    pub fn first_language(&self) -> Language {
        self.languages[0]
    }
}
