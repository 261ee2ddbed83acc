//! `themes/NAME/` → [`Theme`]: templates, assets, fonts, words and colours, the built-in theme underneath.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::{Settings, Theme},
    source::{Files, built_in, parse_yaml},
    text::{Language, Locale, Word, Words},
};

/// The theme that every other one stands on.
const BASE: &str = "prokash";

/// Gathers the theme that the settings name.
pub(super) fn parse(
    files: &Files,
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Option<Theme> {
    let name = &settings.theme;
    if name != BASE && files.under(&format!("themes/{name}/")).next().is_none() {
        let message = say!("there is no theme `{name}`", name);
        sink.push(Diagnostic::global(Rule::NoTheme, message).help(say!(
            "put it into `themes/{name}/`, or take `theme: {base}`",
            name,
            base = BASE
        )));
        return None;
    }
    let mut theme = Theme { name: name.clone(), ..Theme::default() };
    let mut layers = vec![BASE];
    layers.extend((name != BASE).then_some(name.as_str()));
    for layer in &layers {
        gather(files, layer, &mut theme);
    }
    super::look::paint(files, &layers, &mut theme, sink);
    theme.locales = locales(files, &layers, settings, sink)?;
    Some(theme)
}

fn gather(files: &Files, name: &str, theme: &mut Theme) {
    let folder = format!("themes/{name}/");
    for id in files.under(&folder) {
        let path = files.path(id);
        let inner = &path[folder.len()..];
        if let Some(template) = inner.strip_prefix("templates/") {
            if let Some(text) = files.text(id) {
                theme.templates.insert(template.to_owned(), (id, text.clone()));
            }
        } else if let Some(name) = inner.strip_prefix("report/") {
            if let Some(bytes) = files.bytes(id) {
                theme.report.insert(name.to_owned(), (id, bytes.into()));
            }
        } else if let Some(asset) = asset_name(inner)
            && let Some(bytes) = files.bytes(id)
        {
            theme.assets.insert(asset.to_owned(), bytes.into());
        } else if inner.ends_with(".ttf")
            && let Some(bytes) = files.bytes(id)
        {
            theme.fonts.push(bytes.into());
        }
    }
}

/// The name in `assets/` of a theme's file that is published.
fn asset_name(inner: &str) -> Option<&str> {
    let font = inner.strip_prefix("fonts/").filter(|it| it.ends_with(".woff2"));
    inner.strip_prefix("assets/").or(font)
}

fn locales(
    files: &Files,
    layers: &[&str],
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Option<BTreeMap<Language, Locale>> {
    let reference = words(files, layers, "en", sink)?.0;
    let mut locales = BTreeMap::new();
    for language in &settings.languages {
        let Some((words, id)) = words(files, layers, language.as_str(), sink) else {
            let message = say!("the theme does not speak `{language}`", language);
            sink.push(Diagnostic::global(Rule::MissingWord, message).help(say!(
                "write `themes/{theme}/i18n/{language}.yaml` after the one of `en`",
                theme = settings.theme,
                language
            )));
            continue;
        };
        complete(&words, &reference, id, sink);
        match Locale::new(*language, words) {
            Ok(locale) => drop(locales.insert(*language, locale)),
            Err(message) => {
                sink.push(Diagnostic::new(Rule::BadSetting, Span::file(id), message));
            }
        }
    }
    (locales.len() == settings.languages.len()).then_some(locales)
}

/// The words of `language`, each layer of the theme over the one before.
fn words(
    files: &Files,
    layers: &[&str],
    language: &str,
    sink: &mut Diagnostics,
) -> Option<(Words, FileId)> {
    let mut found: Option<(Words, FileId)> = None;
    for layer in layers {
        let Some(id) = files.find(&format!("themes/{layer}/i18n/{language}.yaml")) else {
            continue;
        };
        let path = files.path(id);
        // A site's file of the built-in theme may hold only the words that are to change.
        if let Some(text) = built_in(path)
            && files.text(id).is_some_and(|it| **it != *text)
            && let Ok(words) = parse_yaml(text, id, 0)
        {
            found = Some((words, id));
        }
        let words: Words = super::yaml(files, id, sink)?;
        found = Some(match found {
            Some((below, _)) => (below.under(words), id),
            None => (words, id),
        });
    }
    found
}

/// Every word that English has is needed; a missing one would leave a hole in a page.
fn complete(words: &Words, reference: &Words, id: FileId, sink: &mut Diagnostics) {
    for (key, word) in &reference.words {
        if !words.words.contains_key(key) {
            let meant = match word {
                Word::One(word) => word.as_str(),
                Word::Many(forms) => forms.get("other").map_or("", String::as_str),
            };
            let message = say!("the word `{key}` is not translated", key);
            sink.push(
                Diagnostic::new(Rule::MissingWord, Span::file(id), message).help(say!(
                    "add `{key}:`; in English it is \"{meant}\"",
                    key,
                    meant
                )),
            );
        }
    }
}
