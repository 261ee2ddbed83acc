//! What was meant as Markdown and is read as text.

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::{Body, Event},
};

/// Links and pictures whose address has spaces: `![a map](my map.png)` is no picture, and readers
/// would see the signs.
pub(super) fn spaced_links(body: &Body, file: FileId) -> Diagnostics {
    let texts = body.events.iter().filter_map(|it| match it {
        Event::Text(slice) => Some((slice.source_range()?.start, body.text(*slice))),
        _ => None,
    });
    texts
        .flat_map(|(at, text)| spaced(text).map(move |it| (at, it)))
        .map(|(at, it)| {
            let (start, target) = it;
            let span = Span::new(file, at + start..at + start + target.len());
            let message = say!("the spaces in `{target}` end the link", target);
            Diagnostic::new(Rule::BrokenLink, span, message).help(say!(
                "write `<` before it and `>` behind it: `(<{target}>)`",
                target
            ))
        })
        .collect()
}

/// The addresses with spaces in `text`, with where they start.
fn spaced(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("](").filter_map(move |(at, sign)| {
        let (start, opened) = (at + sign.len(), text[..at].contains('['));
        let target = text[start..].split(')').next().filter(|it| !it.contains('\n'))?;
        let is_link =
            opened && target.trim().contains(' ') && target.contains(['.', '/']);
        (is_link && text[start..].contains(')')).then_some((start, target))
    })
}
