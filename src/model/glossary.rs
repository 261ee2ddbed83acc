//! The words that a site explains.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::{Language, Localized};

/// A word and what it means.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryTerm {
    /// The word.
    pub term: Localized<String>,
    /// What it means, in a sentence or two.
    pub definition: Localized<String>,
    /// Other forms of it that mean the same: an abbreviation, a plural that no ending makes.
    #[serde(default)]
    pub also: BTreeMap<Language, Vec<String>>,
}

impl GlossaryTerm {
    /// Every form of the word in `language`, the word itself first.
    pub fn forms(&self, language: Language) -> impl Iterator<Item = &str> {
        let also = self.also.get(&language).into_iter().flatten();
        self.term.get(language).into_iter().chain(also).map(String::as_str)
    }
}
