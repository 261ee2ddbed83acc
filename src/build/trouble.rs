//! Errors as they are shown to an author over a page.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Diagnostics, Message, Severity},
    model::Site,
    source::Files,
    text::Language,
};

/// An error with its place, which stays as it is when the file changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trouble {
    /// The file, with line and column from 1.
    pub place: Option<(String, usize, usize)>,
    /// What is wrong.
    pub message: Message,
    /// The rule's code.
    pub code: &'static str,
    /// The line.
    pub line: String,
    /// What to do.
    pub help: Option<Message>,
    /// What the rule is called in each language of the site that has words for it.
    pub titles: BTreeMap<Language, String>,
}

impl Trouble {
    /// The errors among what was `found` in `files`.
    pub(super) fn all(
        found: &Diagnostics,
        files: &Files,
        site: Option<&Site>,
    ) -> Vec<Self> {
        let errors = found.iter().filter(|it| it.severity == Severity::Error);
        errors.map(|it| Self::new(it, files, site)).collect()
    }

    fn new(found: &Diagnostic, files: &Files, site: Option<&Site>) -> Self {
        let place = found.span.map(|span| {
            let (line, column) = files.position(span);
            (files.path(span.file).to_owned(), line, column)
        });
        let text = found.span.and_then(|it| files.text(it.file));
        let line = place.as_ref().map_or(0, |it| it.1 - 1);
        let line = text.and_then(|it| it.lines().nth(line)).unwrap_or_default();
        let key = format!("check.{}", found.rule.code());
        let locales = site.into_iter().flat_map(|it| &it.theme.locales);
        let titles = locales
            .filter(|it| it.1.has_word(&key))
            .map(|(tag, it)| (*tag, it.word(&key).to_owned()));
        Self {
            place,
            message: found.message.clone(),
            code: found.rule.code(),
            line: line.to_owned(),
            help: found.help.clone(),
            titles: titles.collect(),
        }
    }
}
