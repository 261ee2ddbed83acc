//! What people and tools see of a run: the one place that prints.
//!
//! Diagnostics for people go to standard error, with the line they are about; for tools they go to
//! standard output, one JSON object a line.
#![expect(clippy::disallowed_macros, reason = "this is where printing is done")]

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{eprintln, print, println};

use super::args::MessageFormat;
use crate::{
    build::Outcome,
    diag::{Diagnostic, Severity, Span},
    source::{Failure, Files},
};

/// Shows every diagnostic of `outcome`.
pub(super) fn diagnostics(outcome: &Outcome, format: MessageFormat) {
    let renderer = Renderer::styled();
    for diagnostic in &outcome.diagnostics {
        match format {
            MessageFormat::Human => {
                let report = report(diagnostic, &outcome.files);
                eprintln!("{}\n", renderer.render(&report));
            }
            MessageFormat::Json => println!("{}", json(diagnostic, &outcome.files)),
        }
    }
}

/// What a build made, on standard error.
pub(super) fn summary(outcome: &Outcome) {
    tally(outcome);
    if let Some(written) = outcome.written {
        let (pages, charts) = (outcome.pages, outcome.charts);
        let megabytes = written.bytes as f64 / 1e6;
        let files = written.files;
        eprintln!("{pages} pages, {charts} charts, {files} files, {megabytes:.1} MB");
    } else {
        eprintln!("nothing was written: the site is as it was");
    }
}

/// How many errors and warnings there were, on standard error.
pub(super) fn tally(outcome: &Outcome) {
    let count = |severity| outcome.diagnostics.count(severity);
    let plural =
        |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        eprintln!("{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    }
}

/// The machine failed.
pub(super) fn failure(failure: &Failure) {
    eprintln!("error: {failure}");
}

/// Wrong usage.
pub(super) fn complain(message: &str) {
    eprintln!("error: {message}");
}

/// What was asked for, on standard output.
pub(super) fn print(text: &str) {
    print!("{text}");
}

fn json(diagnostic: &Diagnostic, files: &Files) -> serde_json::Value {
    let place = diagnostic.span.map(|span| (files.path(span.file), files.position(span)));
    serde_json::json!({
        "severity": diagnostic.severity.as_str(),
        "code": diagnostic.rule.code(),
        "message": diagnostic.message,
        "file": place.map(|it| it.0),
        "line": place.map(|it| it.1.0),
        "column": place.map(|it| it.1.1),
        "help": diagnostic.help,
    })
}

fn report<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.rule.code());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        group = group.element(snippet(span, AnnotationKind::Primary, "", files));
        for label in &diagnostic.labels {
            let annotation = AnnotationKind::Context;
            group = group.element(snippet(label.span, annotation, &label.message, files));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    vec![group]
}

fn snippet<'a>(
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
    files: &'a Files,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = files.text(span.file).map_or("", |it| it);
    let end = text.floor_char_boundary((span.end as usize).min(text.len()));
    let start = text.floor_char_boundary((span.start as usize).min(end));
    let mut annotation = kind.span(start..end);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(text).path(files.path(span.file)).annotation(annotation)
}
