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
    let word = text[start..].split_whitespace().next().map_or(0, str::len);
    let span = Span::new(file, offset + start..offset + start + word);
    Diagnostic::new(Rule::BadYaml, span, Message::quoted(message))
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
