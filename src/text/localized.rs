//! Values that differ from language to language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Language;

/// One value for all languages, or one for each: `title: NEET` or `title: { bn: …, en: … }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Localized<T> {
    /// Written once, without saying in which language.
    Plain(T),
    /// One value a language.
    Each(BTreeMap<Language, T>),
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self::Each(BTreeMap::new())
    }
}

impl<T> Localized<T> {
    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Each(each) if each.is_empty())
    }

    /// The value in exactly this language, or the one without a language.
    pub fn get(&self, language: Language) -> Option<&T> {
        match self {
            Self::Plain(value) => Some(value),
            Self::Each(each) => each.get(&language),
        }
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        let (plain, each) = match self {
            Self::Plain(value) => (Some(value), None),
            Self::Each(each) => (None, Some(each.values())),
        };
        plain.into_iter().chain(each.into_iter().flatten())
    }
}

impl Localized<String> {
    /// The text for a reader of `language`: its own where there is one, else the first other
    /// there is, marked with its language, so that nothing is silently in the wrong one.
    pub fn say(&self, language: Language) -> Option<Said> {
        match self {
            Self::Plain(text) => Some(Said::plain(text, language)),
            Self::Each(each) => match each.get(&language) {
                Some(text) => Some(Said { text: text.clone(), lang: None }),
                None => each
                    .iter()
                    .next()
                    .map(|(lang, text)| Said { text: text.clone(), lang: Some(*lang) }),
            },
        }
    }
}

/// A text on a page, and its language where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Said {
    /// The text.
    pub text: String,
    /// The language it is in, if not the page's: the value of a `lang` attribute.
    pub lang: Option<Language>,
}

impl Said {
    /// A text in the page's own language.
    pub fn own(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }

    /// A text whose language nobody named: told by its letters, Bangla or Latin.
    fn plain(text: &str, page: Language) -> Self {
        let bangla = text.chars().any(|it| matches!(it, '\u{0985}'..='\u{09B9}'));
        let latin = text.chars().filter(char::is_ascii_alphabetic).count() > 3;
        let lang = match (bangla, latin, page.as_str()) {
            (true, _, tag) if tag != "bn" => "bn".parse().ok(),
            (false, true, "bn") => "en".parse().ok(),
            _ => None,
        };
        Self { text: text.to_owned(), lang }
    }
}
