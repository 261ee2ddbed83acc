//! `translations/LANG/GROUP.yml`: what keys such as `data.female` stand for.

use std::collections::BTreeMap;

use super::fields::Node;
use crate::{
    diag::Diagnostics,
    source::{Files, legacy_bangla, parse_yaml},
    text::{Language, Localized, fold},
};

/// Texts by group and key, both folded.
#[derive(Debug, Default)]
pub(in crate::data) struct Translations(
    BTreeMap<String, BTreeMap<String, BTreeMap<Language, String>>>,
);

impl Translations {
    /// Reads every group of every language.
    pub(super) fn read(files: &Files, sink: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        for id in files.under("translations/") {
            let path = &files.path(id)["translations/".len()..];
            let Some((folder, name)) = path.split_once('/') else { continue };
            let name = name.strip_suffix(".yml").or(name.strip_suffix(".yaml"));
            let (Ok(language), Some(group)) = (folder.parse(), name) else { continue };
            let Some(text) = files.text(id) else { continue };
            // The accents of other languages are no Bangla in the codes of an old font.
            if folder == "bn" {
                sink.extend(legacy_bangla(text, id).into_iter().collect());
            }
            match parse_yaml::<Node>(text, id, 0) {
                Ok(node) => {
                    let keys = all.0.entry(fold(group)).or_default();
                    learn(&node, "", &mut |key, text| {
                        keys.entry(key).or_default().insert(language, text);
                    });
                }
                Err(diagnostic) => sink.push(*diagnostic),
            }
        }
        all
    }

    /// What `key` of `group` is called.
    pub(in crate::data) fn find(
        &self,
        group: &str,
        key: &str,
    ) -> Option<Localized<String>> {
        let each = self.0.get(&fold(group))?.get(&fold(key))?;
        Some(Localized::Each(each.clone()))
    }

    /// What the value `code` of `column`, or the column itself, is called. A repository writes its
    /// tables in English and translates the rest, so that a code which is no key is its own label.
    pub(in crate::data) fn label(
        &self,
        column: &str,
        code: &str,
    ) -> Option<Localized<String>> {
        let key = code.split_once('.').and_then(|(group, key)| self.find(group, key));
        if key.is_some() {
            return key;
        }
        let found = self.find(column, code).or_else(|| self.find("data", code))?;
        Some(found.or_in(Language::ENGLISH, code))
    }

    /// The text that is written as `text`: what it is the key of, or itself. `None` for a key
    /// that nothing translates: a global name that Prokash has itself.
    pub(super) fn resolve(&self, text: &str) -> Option<Localized<String>> {
        let key = text.split_once('.').filter(|(group, key)| {
            let plain = |it: &str| {
                let letters = |it: char| it.is_ascii_alphanumeric() || "_-.".contains(it);
                !it.is_empty() && it.chars().all(letters)
            };
            let word = |it: &str| it.starts_with(|it: char| it.is_ascii_lowercase());
            plain(group) && plain(key) && word(group) && !text.starts_with("www.")
        });
        match key {
            Some((group, key)) => self.find(group, key),
            None => Some(match self.find("data", text) {
                Some(found) => found.or_in(Language::ENGLISH, text),
                None => Localized::Plain(text.to_owned()),
            }),
        }
    }
}

/// Hands every text of `node` to `add`, with the keys that lead to it joined by dots.
fn learn(node: &Node, before: &str, add: &mut impl FnMut(String, String)) {
    match node {
        Node::Map(map) => {
            for (key, node) in map {
                let key = fold(key);
                let path =
                    if before.is_empty() { key } else { format!("{before}.{key}") };
                learn(node, &path, add);
            }
        }
        Node::Text(text) if !text.trim().is_empty() => {
            add(before.to_owned(), text.trim().to_owned());
        }
        _ => {}
    }
}
