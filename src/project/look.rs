//! `themes/NAME/theme.yaml`: the colours of a theme, one small file over its style sheet.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Deserialize;

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, meant, say},
    model::Theme,
    source::Files,
    text::nearest,
};

/// The style sheet whose colours are named.
const SHEET: &str = "style.css";

/// What `theme.yaml` says: colours by the name of their custom property, without its hyphens.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Look {
    /// Of pages in light, and of paper.
    colours: BTreeMap<String, String>,
    /// Of pages in the dark.
    dark: BTreeMap<String, String>,
}

/// Lays the colours of each layer over the style sheet.
pub(super) fn paint(
    files: &Files,
    layers: &[&str],
    theme: &mut Theme,
    sink: &mut Diagnostics,
) {
    let Some(sheet) = theme.assets.get(SHEET) else { return };
    let mut sheet = String::from_utf8_lossy(sheet).into_owned();
    theme.accent = declared(&sheet).get("accent").map(|it| (*it).to_owned());
    for layer in layers {
        let Some(id) = files.find(&format!("themes/{layer}/theme.yaml")) else {
            continue;
        };
        let Some(look) = super::yaml::<Look>(files, id, sink) else { continue };
        let known = declared(&sheet);
        let text = files.text(id).map_or("", |it| it);
        for (name, colour) in look.colours.iter().chain(&look.dark) {
            check(name, colour, &known, (id, text), sink);
        }
        if let Some(accent) = look.colours.get("accent") {
            theme.accent = Some(accent.clone());
        }
        let (light, dark) = (rule(&look.colours), rule(&look.dark));
        if !light.is_empty() {
            sheet.push_str(&light);
        }
        if !dark.is_empty() {
            let _ =
                write!(sheet, "@media screen and (prefers-color-scheme:dark){{{dark}}}");
        }
    }
    theme.assets.insert(SHEET.to_owned(), sheet.into_bytes().into());
}

/// The colours that a style sheet names, with their first value.
fn declared(sheet: &str) -> BTreeMap<&str, &str> {
    let mut colours = BTreeMap::new();
    for part in sheet.split("--").skip(1) {
        let Some((name, rest)) = part.split_once(':') else { continue };
        let value = rest.split([';', '}']).next().unwrap_or_default().trim();
        if is_colour(value) {
            colours.entry(name).or_insert(value);
        }
    }
    colours
}

fn is_colour(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(|it| {
        matches!(it.len(), 3 | 6) && it.bytes().all(|it| it.is_ascii_hexdigit())
    })
}

fn rule(colours: &BTreeMap<String, String>) -> String {
    if colours.is_empty() {
        return String::new();
    }
    let mut rule = ":root{".to_owned();
    for (name, colour) in colours {
        let _ = write!(rule, "--{name}:{colour};");
    }
    rule.push('}');
    rule
}

fn check(
    name: &str,
    colour: &str,
    known: &BTreeMap<&str, &str>,
    (id, text): (FileId, &str),
    sink: &mut Diagnostics,
) {
    let at = |words: &str| {
        let start = text.find(words).unwrap_or(0);
        Span::new(id, start..start + words.len())
    };
    if !known.contains_key(name) {
        let message = say!("the theme has no colour `{name}`", name);
        let near = nearest(name, known.keys().copied());
        let help = match near {
            Some(near) => meant(near),
            None => {
                let names: Vec<&str> = known.keys().copied().collect();
                say!("the colours are {names}", names = names.join(", "))
            }
        };
        sink.push(Diagnostic::new(Rule::BadColour, at(name), message).help(help));
    }
    if !is_colour(colour) {
        let message = say!("`{colour}` is no colour", colour);
        sink.push(Diagnostic::new(Rule::BadColour, at(colour), message).help(say!(
            "write it in quotes as `\"#0f5c4c\"`: red, green and blue from 00 to ff"
        )));
    }
}
