//! What people and tools see of a run: the one place that prints.
//!
//! Diagnostics for people go to standard error, with the line they are about; for tools they go to
//! standard output, one JSON object a line.
#![expect(clippy::disallowed_macros, reason = "this is where printing is done")]

use std::{io, path::Path};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstream::{eprintln, print, println};

use super::{
    args::{Global, MessageFormat, Speech},
    grouped::{Rest, grouped},
};
use crate::{
    build::Outcome,
    diag::{Diagnostic, Diagnostics, Message, Rule, Severity, Span, say},
    source::{Failure, Files},
};

/// Shows `diagnostics`, which are about `files`: every one to tools, of hundreds of a kind the first
/// few to people, unless they ask for all.
pub(super) fn diagnostics(diagnostics: &Diagnostics, files: &Files, global: &Global) {
    if global.message_format == MessageFormat::Json {
        diagnostics.iter().for_each(|it| println!("{}", json(it, files)));
        return;
    }
    let lang = global.lang;
    let show = |it: &Diagnostic| {
        eprintln!("{}\n", Renderer::styled().render(&report(it, files, lang)));
    };
    if global.all {
        diagnostics.iter().for_each(show);
        return;
    }
    let (shown, rest) = grouped(diagnostics);
    shown.into_iter().for_each(show);
    for (rule, rest) in &rest {
        eprintln!("{}", more(*rule, rest, lang));
    }
    if !rest.is_empty() {
        eprintln!("{}\n", lang.word("all"));
    }
}

/// That there are more of a rule.
fn more(rule: Rule, rest: &Rest, lang: Speech) -> String {
    let (count, files) = (rest.count.to_string(), lang.count("files", rest.files.len()));
    let (n, title) = (lang.digits(&count), lang.title(rule));
    let values = [("n", &*n), ("code", rule.code()), ("files", &files), ("title", title)];
    lang.phrase("more", &values)
}

/// What a command came to, line by line: on standard output for people, on standard error where
/// standard output is for tools.
pub(super) fn lines(lines: &[String], format: MessageFormat) {
    for line in lines {
        match format {
            MessageFormat::Human => println!("{line}"),
            MessageFormat::Json => eprintln!("{line}"),
        }
    }
}

/// That a file was written.
pub(super) fn wrote(path: &Path, lang: Speech) -> String {
    lang.phrase("wrote", &[("path", &shown(path))])
}

/// A path as people write it: `content/x.md` for `./content/x.md`.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// What a build made in so many seconds, on standard error.
pub(super) fn summary(outcome: &Outcome, seconds: f64, lang: Speech) {
    tally(outcome, lang);
    let Some(written) = outcome.written else {
        eprintln!("{}", lang.word("unwritten"));
        return;
    };
    let number = |key, n: String| lang.phrase(key, &[("n", &lang.digits(&n))]);
    let mut made =
        vec![lang.count("pages", outcome.pages), lang.count("charts", outcome.charts)];
    if outcome.papers > 0 {
        made.push(lang.count("papers", outcome.papers));
    }
    made.extend([
        lang.count("files", written.files as usize),
        number("size", megabytes(written.bytes)),
        number("time", format!("{seconds:.1}")),
    ]);
    let changed = match written.changed {
        changed if changed == written.files => String::new(),
        0 => format!("; {}", lang.word("same")),
        changed => format!("; {}", lang.count("changed", changed as usize)),
    };
    eprintln!("{}{changed}", made.join(", "));
}

/// A size in millions of bytes: `9.6`.
pub(super) fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}

/// How many errors and warnings a check found, or that it found none, on standard error.
pub(super) fn verdict(outcome: &Outcome, lang: Speech) {
    tally(outcome, lang);
    let count = |severity| outcome.diagnostics.count(severity);
    if count(Severity::Error) + count(Severity::Warning) == 0 {
        eprintln!("{}", lang.word("well"));
    }
}

/// How many errors and warnings there were, on standard error.
pub(super) fn tally(outcome: &Outcome, lang: Speech) {
    let count = |severity| outcome.diagnostics.count(severity);
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let (errors, warnings) =
            (lang.count("errors", errors), lang.count("warnings", warnings));
        eprintln!("{errors}, {warnings}");
    }
}

/// The machine failed.
pub(super) fn failure(failure: &Failure, lang: Speech) {
    let (path, why) = (shown(&failure.path), cause(&failure.cause));
    let message = match failure.attempt {
        "read" => say!("cannot read `{path}`: {why}", path, why),
        "publish to" => say!("cannot publish to `{path}`: {why}", path, why),
        "serve" => say!("cannot show the site in `{path}`: {why}", path, why),
        "watch" => say!("cannot watch `{path}`: {why}", path, why),
        "remove" => say!("cannot remove `{path}`: {why}", path, why),
        // To make, copy, rename and put back are all to write.
        _ => say!("cannot write `{path}`: {why}", path, why),
    };
    complain(&lang.say(&message), lang);
}

/// What the machine said, in words of ours where they help.
fn cause(cause: &io::Error) -> Message {
    // 32 and 33 are what Windows says of a file that another program holds.
    if cfg!(windows) && matches!(cause.raw_os_error(), Some(32 | 33)) {
        return say!(
            "another program has it open, such as Excel or Word; close it there"
        );
    }
    match cause.kind() {
        io::ErrorKind::NotFound => say!("it is not there"),
        io::ErrorKind::PermissionDenied => {
            say!(
                "this is not allowed; is it open in another program, or somebody else's?"
            )
        }
        io::ErrorKind::NotADirectory => {
            say!("a part of this path is a file, not a folder")
        }
        io::ErrorKind::IsADirectory => say!("this is a folder, not a file"),
        io::ErrorKind::StorageFull => say!("the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => say!("nothing can be written on this disk"),
        io::ErrorKind::AddrInUse => {
            say!("another program has this port; name another one with `--port`")
        }
        _ => Message::quoted(cause),
    }
}

/// What is good to know of something that goes on, on standard error.
pub(super) fn note(message: &str) {
    eprintln!("{message}");
}

/// Wrong usage.
pub(super) fn complain(message: &str, lang: Speech) {
    eprintln!("{}: {message}", lang.word("error"));
}

/// What somebody at a terminal answers to `question`; `None` where nobody is there.
pub(super) fn ask(question: &str) -> Option<String> {
    use std::io::{BufRead, IsTerminal, stdin};
    if !stdin().is_terminal() {
        return None;
    }
    anstream::eprint!("{question}");
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer).ok()?;
    Some(answer.trim().to_owned())
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
        "message": diagnostic.message.english(),
        "file": place.map(|it| it.0),
        "line": place.map(|it| it.1.0),
        "column": place.map(|it| it.1.1),
        "help": diagnostic.help.as_ref().map(Message::english),
    })
}

/// A diagnostic as it is shown.
fn report<'a>(diagnostic: &Diagnostic, files: &'a Files, lang: Speech) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(lang.severity(diagnostic.severity));
    let title = level.primary_title(lang.say(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.rule.code()));
    if let Some(span) = diagnostic.span {
        group =
            group.element(snippet(span, AnnotationKind::Primary, String::new(), files));
        for label in &diagnostic.labels {
            let said = lang.say(&label.message);
            group =
                group.element(snippet(label.span, AnnotationKind::Context, said, files));
        }
    }
    if let Some(help) = &diagnostic.help {
        let help = lang.say(help);
        group = group.element(Level::HELP.with_name(lang.word("help")).message(help));
    }
    vec![group]
}

fn snippet(
    span: Span,
    kind: AnnotationKind,
    label: String,
    files: &Files,
) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = files.text(span.file).map_or("", |it| it);
    let end = text.floor_char_boundary((span.end as usize).min(text.len()));
    let start = text.floor_char_boundary((span.start as usize).min(end));
    let mut annotation = kind.span(start..end);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    Snippet::source(text).path(files.path(span.file)).annotation(annotation)
}
