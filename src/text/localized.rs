//! Values that differ from language to language.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Language;

/// One value for all languages, or one for each: `title: NEET` or `title: { bn: …, en: … }`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// Editors offer the two languages that most sites have; any other may be written.
impl<T: JsonSchema> JsonSchema for Localized<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Localized_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        let tag = generator.subschema_for::<Language>();
        json_schema!({
            "anyOf": [
                one,
                {
                    "type": "object",
                    "properties": { "bn": one, "en": one },
                    "propertyNames": tag,
                    "additionalProperties": one
                }
            ]
        })
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
    /// The same with `text` in `language`, where that language had none.
    #[must_use]
    pub fn or_in(mut self, language: Language, text: &str) -> Self {
        if let Self::Each(each) = &mut self {
            each.entry(language).or_insert_with(|| text.to_owned());
        }
        self
    }

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
