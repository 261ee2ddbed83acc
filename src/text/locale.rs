//! How a language writes: its words, digits, dates, plurals and order.

use std::{cmp::Ordering, collections::BTreeMap};

use jiff::civil::Date;
use serde::Deserialize;

use super::Language;

/// What a theme's `i18n/LANG.yaml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The language's name in itself.
    pub name: String,
    /// The CLDR locale whose digits, dates and order are used, such as `bn` or `en-GB`.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The words by name; a word with a number has one form for each plural category.
    pub words: BTreeMap<String, Word>,
}

/// A word, or its forms by plural category.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Word {
    /// The same for any number.
    One(String),
    /// By CLDR plural category: `one`, `other` …
    Many(BTreeMap<String, String>),
}

/// A language of the site.
#[derive(Debug, Clone)]
pub struct Locale {
    language: Language,
    words: Words,
}

impl Locale {
    /// The locale of `language` with the theme's words.
    pub fn new(language: Language, words: Words) -> Result<Self, String> {
        Ok(Self { language, words })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The language's name in itself.
    pub fn name(&self) -> &str {
        &self.words.name
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &str {
        &self.words.direction
    }

    /// The words by name, for templates; of a plural the form `other`.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.words.iter().map(|(key, word)| match word {
            Word::One(word) => (key.as_str(), word.as_str()),
            Word::Many(forms) => (key.as_str(), forms.get("other").map_or("", String::as_str)),
        })
    }

    /// The word of that name.
    ///
    /// # Panics
    /// When the theme lacks it, which reading the theme would have refused.
    pub fn word(&self, key: &str) -> &str {
        match self.words.words.get(key) {
            Some(Word::One(word)) => word,
            Some(Word::Many(forms)) => forms.get("other").map_or("", String::as_str),
            None => panic!("the theme has no word `{key}`"),
        }
    }

    /// The word of that name with `{name}` replaced by each value.
    pub fn phrase(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut phrase = self.word(key).to_owned();
        for (name, value) in values {
            phrase = phrase.replace(&format!("{{{name}}}"), value);
        }
        phrase
    }

    /// The word of that name in the form that goes with `n`, with `{n}` replaced by it.
    pub fn count(&self, key: &str, n: u64) -> String {
        self.phrase(key, &[("n", &self.number(n as f64, 0))])
    }

    /// `text` with its ASCII digits in the language's own; nothing is grouped.
    pub fn digits(&self, text: &str) -> String {
        text.to_owned()
    }

    /// The number with so many decimal places, grouped.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        self.decimal(&format!("{number:.decimals$}"), None)
    }

    /// The number written as ASCII `digits`, rounded half up to so many decimal places, grouped.
    pub fn decimal(&self, digits: &str, decimals: Option<usize>) -> String {
        let _ = decimals;
        digits.to_owned()
    }

    /// The day in full.
    pub fn date(&self, date: Date) -> String {
        date.to_string()
    }

    /// The order in which the language lists words.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        a.cmp(b)
    }
}
