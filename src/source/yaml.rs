//! The door to YAML: typed values out of text, errors with their place.

use serde::de::DeserializeOwned;

use crate::diag::{Diagnostic, FileId, Message, Rule, Span, meant, say};

/// Reads `text`, which starts at byte `offset` of `file`, as one YAML document.
///
/// Errors: [`Rule::BadYaml`] at the place where reading stopped, or [`Rule::UnknownKey`] at the
/// key, with the nearest known key as the help.
pub fn parse<T: DeserializeOwned>(
    text: &str,
    file: FileId,
    offset: usize,
) -> Result<T, Box<Diagnostic>> {
    serde_yaml::from_str(text)
        .map_err(|error| Box::new(explain(&error, text, file, offset)))
}

fn explain(
    error: &serde_yaml::Error,
    text: &str,
    file: FileId,
    offset: usize,
) -> Diagnostic {
    let start = error.location().map_or(0, |it| it.index()).min(text.len());
    let start = text.floor_char_boundary(start);
    let message = plain(&error.to_string());
    if let Some((key, known)) = unknown_key(&message) {
        let end = start + if text[start..].starts_with(key) { key.len() } else { 0 };
        let span = Span::new(file, offset + start..offset + end);
        return Diagnostic::new(
            Rule::UnknownKey,
            span,
            say!("there is no key `{key}`", key),
        )
        .help(help_for_key(key, &known));
    }
    let slip = slip(&message, text, start).unwrap_or_else(|| Slip {
        at: start,
        message: say!("this cannot be read: {why}", why = Message::quoted(message)),
        help: None,
    });
    let word = text[slip.at..].split_whitespace().next().map_or(0, str::len);
    let span = Span::new(file, offset + slip.at..offset + slip.at + word);
    Diagnostic::new(Rule::BadYaml, span, slip.message).maybe_help(slip.help)
}

/// A slip that people make, in their words, where it was made.
struct Slip {
    at: usize,
    message: Message,
    help: Option<Message>,
}

/// What was probably done where the parser stopped at `at` with `message`.
fn slip(message: &str, text: &str, at: usize) -> Option<Slip> {
    let (path, why) = message.split_once(": ").unwrap_or(("", message));
    let why = if path.contains(' ') { message } else { why };
    let key = path.rsplit(['.', ']']).next().unwrap_or_default();
    if why.starts_with("invalid type") || why.starts_with("duplicate") {
        return mistyped(key, why).map(|(message, help)| Slip { at, message, help });
    }
    let told = |at, message, help| Some(Slip { at, message, help: Some(help) });
    if ["failed to parse", "parameter '"].iter().any(|it| why.contains(it)) {
        let value = text[at..].split(['#', '\n', ',', '}']).next()?.trim();
        let message = say!("`{value}` is no day", value);
        return told(at, message, say!("write year, month and day: `2026-01-31`"));
    }
    // Only the scanner's messages are about signs.
    if !path.is_empty() && !path.contains(' ') {
        return None;
    }
    let line = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let own = text[line..].lines().next().unwrap_or_default();
    let indent = own.len() - own.trim_start().len();
    if own[..indent].contains('\t') {
        let message = say!("this line starts with a tab");
        return told(line + indent, message, say!("put spaces in the place of the tab"));
    }
    let twice = own.matches(": ").count() > 1;
    if why.starts_with("mapping values are not allowed") && twice {
        let key = own.trim_start().split(':').next()?;
        let message = say!("a second `:` in this line");
        return told(
            at,
            message,
            say!("put the text between quotes: `{key}: \"…\"`", key),
        );
    }
    if why.starts_with("found character that cannot start") {
        let sign = text[at..].chars().next()?;
        let message = say!("a text cannot start with `{sign}`", sign);
        return told(at, message, say!("put the text between quotes: `\"…\"`"));
    }
    if let Some(open) = open_quote(&text[..line + own.len()]) {
        let message = say!("a quote is opened and not closed");
        return told(open, message, say!("end the text with `\"`"));
    }
    for (open, close) in [("{", "}"), ("[", "]")] {
        if why.contains(&format!("expected ',' or '{close}'")) {
            let message = say!("a `{open}` above is not closed", open);
            return told(at, message, say!("end it with `{close}`", close));
        }
    }
    let strays = ["did not find expected key", "mapping values are not allowed"];
    strays.iter().any(|it| why.starts_with(it)).then(|| {
        let message = say!("this line does not go with those above it");
        let help = say!(
            "write `key: value`, and keys that belong together with the same spaces in front"
        );
        Slip { at: line + indent, message, help: Some(help) }
    })
}

/// A key that has something else than it takes, or is there twice.
fn mistyped(key: &str, why: &str) -> Option<(Message, Option<Message>)> {
    if let Some(rest) = why.strip_prefix("duplicate field `") {
        let key = rest.split('`').next()?;
        return Some((
            say!("`{key}` is there twice", key),
            Some(say!("keep one of them")),
        ));
    }
    let expected = why.split_once("expected ")?.1;
    match expected {
        "a sequence" => {
            let message = say!("`{key}` is a list", key);
            Some((message, Some(say!("write `{key}: [one, another]`", key))))
        }
        _ if expected.starts_with("struct ") || expected == "a map" => {
            let message = say!("there is no key here");
            Some((message, Some(say!("write `key: value`, each in a line of its own"))))
        }
        _ => None,
    }
}

/// Where the last line with a quote that is opened and not closed opens it.
fn open_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let open = |(at, line): (usize, &str)| {
        let quotes = line.matches('"').count() - line.matches("\\\"").count();
        let comment = line.trim_start().starts_with('#');
        (quotes % 2 == 1 && !comment).then(|| at + line.find('"').unwrap_or(0))
    };
    lines.filter_map(open).last()
}

/// The message without the place, which the diagnostic shows itself.
fn plain(message: &str) -> String {
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let rest = &message[message.find("unknown field `")? + "unknown field `".len()..];
    let (key, rest) = rest.split_once('`')?;
    Some((key, rest.split('`').skip(1).step_by(2).collect()))
}

fn help_for_key(key: &str, known: &[&str]) -> Message {
    match crate::text::nearest(key, known.iter().copied()) {
        Some(name) => meant(name),
        None => say!("the keys here are {known}", known = known.join(", ")),
    }
}
