//! Stage 2b: Markdown files → [`Page`]s.
//!
//! A page is one file a language: `NAME.bn.md`, `NAME.en.md`. Front matter becomes [`crate::model::Front`], the
//! text a [`crate::model::Body`] that points back into the file. Links, numbers and blocks are read but not
//! resolved: that takes the rest of the site.

mod clean;
mod expression;
mod fence;
mod front;
mod markdown;

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Rule, Span},
    model::{Kind, Page, PageId, Settings, Translation},
    source::Files,
    text::{Language, nearest},
};

/// Reads every page below `content/`.
pub fn parse(files: &Files, settings: &Settings) -> Checked<Vec<Page>> {
    let markdown: Vec<FileId> =
        files.under("content/").filter(|it| files.path(*it).ends_with(".md")).collect();
    let read = markdown.par_iter().map(|id| {
        let mut sink = Diagnostics::new();
        let translation = translation(files, *id, settings, &mut sink);
        Checked::new(translation, sink)
    });
    let mut sink = Diagnostics::new();
    let read: Checked<Vec<_>> = read.collect::<Vec<_>>().into_iter().collect();
    let mut pages: BTreeMap<PageId, Page> = BTreeMap::new();
    for (id, language, translation) in read.into(&mut sink).into_iter().flatten() {
        let section = id.section().split('/').next().unwrap_or_default();
        let kind = translation.front.kind.unwrap_or_else(|| Kind::of_section(section));
        let page = pages.entry(id.clone()).or_insert_with(|| Page {
            id,
            kind,
            translations: BTreeMap::new(),
        });
        compare(page, kind, &translation, &mut sink);
        page.translations.insert(language, translation);
    }
    Checked::new(pages.into_values().collect(), sink)
}

/// Tells of a translation that says another kind or date than those before it.
fn compare(page: &Page, kind: Kind, translation: &Translation, sink: &mut Diagnostics) {
    let Some((language, other)) = page.translations.iter().next() else { return };
    let mut report = |what: &str, written: &str| {
        let span = translation.span_of(written);
        let message = format!("the {what} is not the one of the page in `{language}`");
        sink.push(
            Diagnostic::new(Rule::TranslationsDiffer, span, message)
                .label(Span::file(other.file), "the other language")
                .help(format!("give both languages the same {what}")),
        );
    };
    if kind != page.kind {
        report("kind", kind.as_str());
    }
    if let (Some(own), Some(date)) = (translation.front.date, other.front.date)
        && own != date
    {
        report("date", &own.to_string());
    }
}

/// Reads one file; `None` where its name or its front matter cannot be made out.
fn translation(
    files: &Files,
    file: FileId,
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Option<(PageId, Language, Translation)> {
    let path = &files.path(file)["content/".len()..];
    let named = page_name(path, settings, file, sink);
    let Some(source) = files.text(file) else {
        let message = "this page is not UTF-8 text";
        sink.push(
            Diagnostic::new(Rule::NotUtf8, Span::file(file), message)
                .help("open it in an editor and save it with the encoding UTF-8"),
        );
        return None;
    };
    let (front, start) = front::parse(source, file, sink)?;
    let body = Arc::new(markdown::parse(source, start, file, sink));
    let (id, language) = named?;
    Some((id, language, Translation { file, front, body }))
}

/// `notes/neet.bn.md` → `notes/neet` and `bn`.
fn page_name(
    path: &str,
    settings: &Settings,
    file: FileId,
    sink: &mut Diagnostics,
) -> Option<(PageId, Language)> {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let (name, tag) = stem.rsplit_once('.').unwrap_or((stem, ""));
    let found = settings.languages.iter().find(|it| it.as_str() == tag);
    if let Some(language) = found {
        return Some((PageId(crate::text::nfc(name).into()), *language));
    }
    let tags: Vec<&str> = settings.languages.iter().map(Language::as_str).collect();
    let message = match tag {
        "" => format!("the name of `{path}` tells no language"),
        tag => format!("`{tag}` in the name of `{path}` is no language of this site"),
    };
    let tag = nearest(tag, tags.iter().copied()).unwrap_or(tags[0]);
    sink.push(
        Diagnostic::new(Rule::BadPageName, Span::file(file), message)
            .help(format!("call it `{name}.{tag}.md`")),
    );
    None
}
