//! `prokash.yaml` → [`Settings`].

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Message, Rule, Span, say},
    model::{Hosting, Settings},
    source::Files,
};

const FILE: &str = "prokash.yaml";

/// Reads `prokash.yaml` and checks what its types cannot say.
pub(super) fn parse(files: &Files, sink: &mut Diagnostics) -> Option<Settings> {
    let Some(id) = files.find(FILE) else {
        sink.push(
            Diagnostic::global(Rule::NoSettings, say!("there is no `prokash.yaml` here"))
                .help(say!("go to the site's folder with `cd`, or start a site: `prokash new site NAME`")),
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
                say!("the site has no language"),
            )
            .help(say!("write `languages: [bn, en]`")),
        );
    }
    for (i, language) in settings.languages.iter().enumerate() {
        if settings.languages[..i].contains(language) {
            let message = say!("the language `{language}` is named twice", language);
            sink.push(Diagnostic::new(Rule::BadSetting, at("languages"), message));
        }
        if settings.title.get(*language).is_none() {
            let message = say!("the site has no title in `{language}`", language);
            sink.push(
                Diagnostic::new(Rule::BadSetting, at("title"), message)
                    .help(say!("add `{language}:` to `title`", language)),
            );
        }
    }
    if let Some(url) = &settings.base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        let message = say!("`{url}` is no address of a site", url);
        sink.push(
            Diagnostic::new(Rule::BadSetting, at("base_url"), message)
                .help(say!("write it in full, such as `https://example.gov.bd/`")),
        );
    }
    for (name, hosting) in &settings.publish {
        if let Some((what, help)) = wrong(hosting) {
            let message =
                say!("nothing can be published to `{name}`: {what}", name, what);
            let above = at("publish").end as usize;
            let start = text[above..].find(&**name).map_or(above, |it| above + it);
            let span = Span::new(id, start..start + name.len());
            sink.push(Diagnostic::new(Rule::BadSetting, span, message).help(help));
        }
    }
}

/// What is wrong with a place to publish to, and what to do about it.
fn wrong(hosting: &Hosting) -> Option<(Message, Message)> {
    let Hosting { to, endpoint, region, branch } = hosting;
    let address = |it: &String| it.starts_with("https://") || it.starts_with("http://");
    let storage = to.strip_prefix("s3://");
    let bucket = storage.and_then(|it| it.split('/').next());
    if to.trim().is_empty() || bucket == Some("") {
        Some((
            say!("`to:` names no place"),
            say!(
                "write a folder, `s3://BUCKET/PREFIX`, or a git remote with its `branch:`"
            ),
        ))
    } else if storage.is_some() && branch.is_some() {
        Some((say!("storage has no branches"), say!("take `branch:` out")))
    } else if storage.is_none() && (endpoint.is_some() || region.is_some()) {
        Some((
            say!("`endpoint:` and `region:` belong to storage"),
            say!("write `to: s3://BUCKET/PREFIX`"),
        ))
    } else if endpoint.as_ref().is_some_and(|it| !address(it)) {
        Some((
            say!("`endpoint:` is no address"),
            say!("write it in full, such as `https://s3.example.gov.bd`"),
        ))
    } else {
        None
    }
}
