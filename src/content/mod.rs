//! Stage 2b: Markdown files → [`Page`]s; the glossary → its terms.
//!
//! A page is one file a language: `NAME.bn.md`, `NAME.en.md`. Front matter becomes [`crate::model::Front`], the
//! text a [`crate::model::Body`] that points back into the file. Links, numbers and blocks are read but not
//! resolved: that takes the rest of the site.

mod clean;
mod expression;
mod fence;
mod formula;
mod front;
mod glossary;
mod markdown;
mod slip;

pub use glossary::{GLOSSARY, glossary};

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Message, Rule, Span, say},
    model::{Body, Kind, Outline, Page, PageId, Settings, Text, Translation, Written},
    source::{Files, legacy_bangla},
    text::{Language, nearest},
};

/// A page as it was read.
#[derive(Debug)]
pub struct Read {
    /// What others may see of it.
    pub page: Page,
    /// What it says.
    pub text: Text,
    /// What was noticed. It depends on nothing but the page's own files and the settings.
    pub found: Diagnostics,
}

/// Whether the file at `path` is a page in one language.
pub fn is_page(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md")
}

/// Reads every page below `content/`; what cannot be made out to be a page is told.
pub fn parse(files: &Files, settings: &Settings) -> Checked<Vec<Read>> {
    let markdown = files.under("content/").filter(|it| is_page(files.path(*it)));
    some(files, &markdown.collect::<Vec<_>>(), settings)
}

/// Reads the pages in the files `markdown`, which come in order.
pub fn some(
    files: &Files,
    markdown: &[FileId],
    settings: &Settings,
) -> Checked<Vec<Read>> {
    let read = markdown.par_iter().map(|id| {
        let mut sink = Diagnostics::new();
        let translation = translation(files, *id, settings, &mut sink);
        (translation, sink.capped())
    });
    let mut sink = Diagnostics::new();
    let mut pages: BTreeMap<PageId, Read> = BTreeMap::new();
    for (translation, found) in read.collect::<Vec<_>>() {
        let Some((id, language, translation, body)) = translation else {
            sink.extend(found);
            continue;
        };
        let section = id.section().split('/').next().unwrap_or_default();
        let kind = translation.front.kind.unwrap_or_else(|| Kind::of_section(section));
        let read = pages.entry(id.clone()).or_insert_with(|| Read {
            page: Page { id, kind, translations: BTreeMap::new() },
            text: BTreeMap::new(),
            found: Diagnostics::new(),
        });
        read.found.extend(found);
        compare(&read.page, kind, translation.with(&body), &mut read.found);
        read.page.translations.insert(language, translation);
        read.text.insert(language, body);
    }
    Checked::new(pages.into_values().collect(), sink)
}

/// Tells of a translation that says another kind or date than those before it.
fn compare(page: &Page, kind: Kind, translation: Written<'_>, sink: &mut Diagnostics) {
    let Some((language, other)) = page.translations.iter().next() else { return };
    let mut report = |what: Message, written: &str| {
        let span = translation.span_of(written);
        let message =
            say!("the {what} is not the one of the page in `{language}`", what, language);
        sink.push(
            Diagnostic::new(Rule::TranslationsDiffer, span, message)
                .label(Span::file(other.file), say!("the other language"))
                .help(say!("give both languages the same {what}", what)),
        );
    };
    if kind != page.kind {
        report(say!("kind"), kind.as_str());
    }
    if let (Some(own), Some(date)) = (translation.front.date, other.front.date)
        && own != date
    {
        report(say!("date"), &own.to_string());
    }
}

/// Reads one file; `None` where its name or its front matter cannot be made out.
fn translation(
    files: &Files,
    file: FileId,
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Option<(PageId, Language, Translation, Arc<Body>)> {
    let path = &files.path(file)["content/".len()..];
    let named = page_name(path, settings, file, sink);
    let Some(source) = files.text(file) else {
        let message = say!("this page is not UTF-8 text");
        sink.push(
            Diagnostic::new(Rule::NotUtf8, Span::file(file), message)
                .help(say!("open it in an editor and save it with the encoding UTF-8")),
        );
        return None;
    };
    for diagnostic in legacy_bangla(source, file) {
        sink.push(diagnostic);
    }
    let (front, start) = front::parse(source, file, sink)?;
    let body = Arc::new(markdown::parse(source, start, file, sink));
    sink.extend(slip::spaced_links(&body, file));
    let (id, language) = named?;
    let outline = Outline::of(&body);
    Some((id, language, Translation { file, front, outline }, body))
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
        "" => say!("the name of `{path}` tells no language", path),
        tag => {
            say!("`{tag}` in the name of `{path}` is no language of this site", tag, path)
        }
    };
    let tag = nearest(tag, tags.iter().copied()).unwrap_or(tags[0]);
    sink.push(Diagnostic::new(Rule::BadPageName, Span::file(file), message).help(say!(
        "call it `{name}.{tag}.md`",
        name,
        tag
    )));
    None
}
