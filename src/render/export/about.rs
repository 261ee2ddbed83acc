//! What catalogues say about a dataset, the same in each.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Value, json, value::RawValue};

use crate::{
    model::{self, Dataset, Period, Site},
    text::{Language, Localized},
};

/// A dataset as catalogues see it.
pub(super) struct About<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) site: &'a Site,
}

impl<'a> About<'a> {
    pub(super) fn new(dataset: &'a Dataset, site: &'a Site) -> Self {
        Self { dataset, site }
    }

    /// Its name: its own, or its indicator's.
    pub(super) fn title(&self) -> Localized<String> {
        self.site.title_of(self.dataset)
    }

    /// What is measured; where nobody says, its name.
    pub(super) fn description(&self) -> Localized<String> {
        let definition = &self.dataset.metadata.definition;
        if definition.is_empty() { self.title() } else { definition.clone() }
    }

    /// The licence of the data, as an SPDX name.
    pub(super) fn licence(&self) -> Option<&'a str> {
        let own = self.dataset.metadata.licence.as_ref();
        own.or(self.site.settings.licence.as_ref()).map(String::as_str)
    }

    /// Who publishes it, in the words of `language`.
    pub(super) fn publisher(&self, language: Language) -> String {
        publisher(self.site, language)
    }

    /// Its goal, target and indicator, and the tags of the pages about it.
    pub(super) fn keywords(&self, language: Language) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(indicator) = &self.dataset.metadata.indicator {
            words.push(format!("SDG {indicator}"));
            let goal = self.site.framework.goal(indicator.goal);
            words.extend(goal.and_then(|it| it.short.say(language)).map(|it| it.text));
        }
        let pages = self.site.pages.values().filter(|it| it.is_about(&self.dataset.id));
        let tags =
            pages.flat_map(|it| it.translations.values()).flat_map(|it| &it.front.tags);
        for tag in tags {
            let name = self.site.settings.tags.get(tag).and_then(|it| it.say(language));
            let name = name.map_or_else(|| tag.clone(), |it| it.text);
            if !words.contains(&name) {
                words.push(name);
            }
        }
        if words.is_empty() {
            words.push(say(&self.title(), language));
        }
        words
    }

    /// The first and the last period that there is anything about.
    pub(super) fn span(&self) -> Option<(Period, Period)> {
        self.dataset.span()
    }

    /// The day of its last change, or else the last year it has a value of.
    pub(super) fn modified(&self) -> Option<String> {
        let day = self.dataset.changed().map(|it| it.to_string());
        day.or_else(|| self.span().map(|it| it.1.last().to_string()))
    }
}

/// Who publishes the site, in the words of `language`; where nobody says, the site's name.
pub(super) fn publisher(site: &Site, language: Language) -> String {
    let settings = &site.settings;
    let name = settings.publisher.name.say(language);
    name.or_else(|| settings.title.say(language)).unwrap_or_default().text
}

/// The text for `language`, or else in another; empty where there is none.
pub(super) fn say(text: &Localized<String>, language: Language) -> String {
    text.say(language).unwrap_or_default().text
}

/// The language for formats that have room for one: English where the site has it, since most
/// portals that read such formats list things in it, else the first.
pub(super) fn main_language(site: &Site) -> Language {
    let settings = &site.settings;
    let english = settings.languages.contains(&Language::ENGLISH);
    if english { Language::ENGLISH } else { settings.first_language() }
}

/// `text` as JSON-LD has it: one value with a language each, or a string where none was named.
pub(super) fn tagged(text: &Localized<String>) -> Value {
    match text {
        Localized::Plain(text) => json!(text),
        Localized::Each(each) => each
            .iter()
            .map(|(language, it)| json!({ "@value": it, "@language": language.as_str() }))
            .collect(),
    }
}

/// JSON in which numbers stand with the digits that were written: 12.30, not 12.3.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Node {
    Plain(Value),
    Number(Box<RawValue>),
    List(Vec<Node>),
    Object(IndexMap<String, Node>),
}

impl Node {
    /// A value as it was written, or null.
    pub(super) fn number(value: Option<model::Value>) -> Self {
        let raw = value.and_then(|it| RawValue::from_string(it.digits()).ok());
        raw.map_or(Self::Plain(Value::Null), Self::Number)
    }

    /// `object` with `node` under `key`, in the place of what stands there or else at the end.
    pub(super) fn with(object: Value, key: &str, node: Self) -> Self {
        let Value::Object(object) = object else { return node };
        let plain = object.into_iter().map(|(key, it)| (key, Self::Plain(it)));
        let mut all: IndexMap<String, Self> = plain.collect();
        all.insert(key.to_owned(), node);
        Self::Object(all)
    }
}

/// A JSON file: indented, with a last line feed.
///
/// # Panics
/// Never: the values here have only text keys.
pub(super) fn file(value: &impl Serialize) -> Vec<u8> {
    let mut bytes =
        serde_json::to_vec_pretty(value).expect("the value has only text keys");
    bytes.push(b'\n');
    bytes
}

/// Takes out what is null or an empty list, which most schemas refuse.
pub(super) fn without_nothing(value: &mut Value) {
    if let Value::Object(object) = value {
        object.retain(|_, it| !it.is_null() && !it.as_array().is_some_and(Vec::is_empty));
    }
}
