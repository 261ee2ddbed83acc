//! What `prokash.yaml` says.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{Language, Localized};

/// A site's settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The site's name.
    pub title: Localized<String>,
    /// One sentence under the name.
    #[serde(default)]
    pub tagline: Localized<String>,
    /// The site's languages; the first is shown where none was chosen.
    #[schemars(length(min = 1), extend("examples" = [["bn", "en"]]))]
    pub languages: Vec<Language>,
    /// Where the site will stand; only feeds, sitemap and canonical links need it.
    #[serde(default)]
    #[schemars(regex(pattern = "^https?://"))]
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
    /// The same at the foot of every page, such as the statement on accessibility.
    #[serde(default)]
    pub footer: Vec<String>,
    /// After how many years without a new value data is old.
    #[serde(default = "default_age")]
    pub stale_after: i16,
    /// How progress towards targets is rated.
    #[serde(default)]
    pub progress: Option<Method>,
    /// How its datasets are laid out.
    #[serde(default)]
    pub data: Layout,
    /// What tags are called in each language, by tag.
    #[serde(default)]
    pub tags: BTreeMap<String, Localized<String>>,
    /// The country or region that its data is about.
    #[serde(default)]
    pub area: Option<Territory>,
    /// Whether CSV files start with a byte order mark, without which Excel takes Bangla for
    /// another encoding.
    #[serde(default = "default_bom")]
    pub csv_bom: bool,
    /// Whether pages are dated in the Bangla calendar too, where they do not say.
    #[serde(default)]
    pub bangla_calendar: bool,
    /// Whether pages have a PDF beside them, where they do not say.
    #[serde(default = "default_pdf")]
    pub pdf: bool,
    /// Where it is published, by a name of its own.
    #[serde(default)]
    pub publish: BTreeMap<String, Hosting>,
    /// The day as of which the site is made; the machine's clock is nobody's business here.
    #[serde(skip)]
    pub as_of: Option<Date>,
}

/// A country or region.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Territory {
    /// Its name.
    pub name: Localized<String>,
    /// Its number in the UN's list M49, without leading zeros: 50 is Bangladesh.
    #[serde(default)]
    pub m49: Option<u16>,
}

/// Where a site is published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hosting {
    /// A folder, `s3://BUCKET/PREFIX`, or where a branch is named a git remote: its name or its
    /// address.
    pub to: String,
    /// The address of the storage, where it is not Amazon's.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// The region of the storage.
    #[serde(default)]
    pub region: Option<String>,
    /// The branch that a git host shows.
    #[serde(default)]
    pub branch: Option<String>,
}

/// How datasets are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// `data/ID.csv` beside `data/ID.yaml`.
    #[default]
    Prokash,
    /// A data repository of Open SDG.
    OpenSdg,
}

/// A way to rate progress towards a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Observed against required compound annual growth (Open SDG, Eurostat).
    GrowthRate,
    /// Observed against required yearly change on a straight line.
    Linear,
    /// Current Status and Anticipated Progress Index (UN ESCAP).
    Escap,
}

impl Method {
    /// Its name in settings and words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GrowthRate => "growth-rate",
            Self::Linear => "linear",
            Self::Escap => "escap",
        }
    }
}

/// Who publishes a site.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
    /// Where to call.
    #[serde(default)]
    pub phone: Localized<String>,
    /// Where to write or come.
    #[serde(default)]
    pub address: Localized<String>,
    /// Whom to ask for information that is not here: the designated officer under the Right to
    /// Information Act, and how to reach them.
    #[serde(default)]
    pub information: Localized<String>,
}

fn default_bom() -> bool {
    true
}

fn default_pdf() -> bool {
    true
}

fn default_age() -> i16 {
    5
}

fn default_theme() -> String {
    "prokash".to_owned()
}

impl Settings {
    /// How progress is rated where a dataset does not say: the straight line that officials
    /// expect, or what a repository of Open SDG was rated by before.
    pub fn method(&self) -> Method {
        self.progress.unwrap_or(match self.data {
            Layout::Prokash => Method::Linear,
            Layout::OpenSdg => Method::GrowthRate,
        })
    }

    /// Whether what is to be released on that day may not be seen yet. Without a day as of which
    /// the site is made, nothing with a date may.
    pub fn holds_back(&self, release: Option<Date>) -> bool {
        release.is_some_and(|it| self.as_of.is_none_or(|today| it > today))
    }

    /// The language shown where none was chosen. Settings without one do not pass the reading.
    pub fn first_language(&self) -> Language {
        self.languages[0]
    }
}
