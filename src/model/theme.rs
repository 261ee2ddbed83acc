//! What a theme consists of.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    diag::FileId,
    text::{Language, Locale},
};

/// Templates, files to copy, fonts and words.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// The theme's name, its folder under `themes/`.
    pub name: String,
    /// Tera templates by name (`note.html`) with their file.
    pub templates: BTreeMap<String, (FileId, Arc<str>)>,
    /// Templates of reports and what they use, by name (`report.typ`), with their file.
    pub report: BTreeMap<String, (FileId, Arc<[u8]>)>,
    /// Files copied into `assets/`, by their name there.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// The colour of headings and links in light pages, `#rrggbb`, where the theme names one.
    pub accent: Option<String>,
    /// TrueType fonts that charts are measured and drawn with, in order of preference.
    pub fonts: Vec<Arc<[u8]>>,
    /// Words, digits, months and order, one for each language of the site.
    pub locales: BTreeMap<Language, Locale>,
}
