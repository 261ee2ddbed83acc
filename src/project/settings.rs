//! `prokash.yaml` → [`Settings`].

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span},
    model::Settings,
    source::Files,
};

const FILE: &str = "prokash.yaml";

/// Reads `prokash.yaml` and checks what its types cannot say.
pub(super) fn parse(files: &Files, sink: &mut Diagnostics) -> Option<Settings> {
    let Some(id) = files.find(FILE) else {
        sink.push(
            Diagnostic::global(Rule::NoSettings, "there is no `prokash.yaml` here")
                .help("name the site's folder with `--root`"),
        );
        return None;
    };
    let settings: Settings = super::yaml(files, id, sink)?;
    let text = files.text(id).map_or("", |it| it);
    let before = sink.iter().count();
    check(&settings, text, id, sink);
    (sink.iter().count() == before).then_some(settings)
}

fn check(settings: &Settings, text: &str, id: FileId, sink: &mut Diagnostics) {
    let at = |key: &str| {
        let start = text.find(&format!("\n{key}:")).map_or(0, |it| it + 1);
        let start = if text.starts_with(&format!("{key}:")) { 0 } else { start };
        Span::new(id, start..start + key.len())
    };
    if settings.languages.is_empty() {
        sink.push(
            Diagnostic::new(
                Rule::BadSetting,
                at("languages"),
                "the site has no language",
            )
            .help("write `languages: [bn, en]`"),
        );
    }
    for (i, language) in settings.languages.iter().enumerate() {
        if settings.languages[..i].contains(language) {
            let message = format!("the language `{language}` is named twice");
            sink.push(Diagnostic::new(Rule::BadSetting, at("languages"), message));
        }
        if settings.title.get(*language).is_none() {
            let message = format!("the site has no title in `{language}`");
            sink.push(
                Diagnostic::new(Rule::BadSetting, at("title"), message)
                    .help(format!("add `{language}:` to `title`")),
            );
        }
    }
    if let Some(url) = &settings.base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        let message = format!("`{url}` is no address of a site");
        sink.push(
            Diagnostic::new(Rule::BadSetting, at("base_url"), message)
                .help("write it in full, such as `https://example.gov.bd/`"),
        );
    }
}
