//! `content/glossary.yaml` → the words that the site explains.

use std::collections::BTreeSet;

use crate::{
    diag::{Checked, Diagnostic, Diagnostics, FileId, Message, Rule, Span, say},
    model::{GlossaryTerm, Settings},
    source::{Files, legacy_bangla, parse_yaml},
    text::slug,
};

/// Where the words stand.
pub const GLOSSARY: &str = "content/glossary.yaml";

/// Reads the glossary of the site, if it has one.
pub fn glossary(files: &Files, settings: &Settings) -> Checked<Vec<GlossaryTerm>> {
    let mut sink = Diagnostics::new();
    let Some(file) = files.find(GLOSSARY) else { return Checked::new(Vec::new(), sink) };
    let text = files.text(file).map_or("", |it| it);
    sink.extend(legacy_bangla(text, file).into_iter().collect());
    let terms: Vec<GlossaryTerm> = match parse_yaml(text, file, 0) {
        Ok(terms) => terms,
        Err(diagnostic) => {
            sink.push(*diagnostic);
            return Checked::new(Vec::new(), sink);
        }
    };
    let mut seen = BTreeSet::new();
    for term in &terms {
        check(term, text, file, settings, &mut seen, &mut sink);
    }
    Checked::new(terms, sink)
}

/// A word has a name and a meaning in each language of the site, and stands once.
fn check(
    term: &GlossaryTerm,
    text: &str,
    file: FileId,
    settings: &Settings,
    seen: &mut BTreeSet<String>,
    sink: &mut Diagnostics,
) {
    let name = term.term.values().next().map_or("", |it| it);
    let at = text.find(name).map_or(0..0, |it| it..it + name.len());
    let mut report = |message: Message, help: Message| {
        let span = Span::new(file, at.clone());
        sink.push(Diagnostic::new(Rule::BadTerm, span, message).help(help));
    };
    for language in &settings.languages {
        let (own, meaning) = (term.term.get(*language), term.definition.get(*language));
        match own {
            None => report(
                say!("the term `{name}` has no name in `{language}`", name, language),
                say!("write it under `term:`"),
            ),
            Some(own) if slug(own).is_empty() => {
                report(say!("`{own}` is no word", own), say!("write a word of letters"));
            }
            Some(own) if !seen.insert(format!("{language}/{}", slug(own))) => report(
                say!("the term `{own}` is explained twice", own),
                say!("keep one of the two entries"),
            ),
            Some(_) => {}
        }
        if meaning.is_none() {
            report(
                say!(
                    "the term `{name}` is not explained in `{language}`",
                    name,
                    language
                ),
                say!("write what it means under `definition:`"),
            );
        }
    }
}
