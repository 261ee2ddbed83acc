//! What stands above a text, between two lines of `---`.

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span, say},
    model::Front,
    source::parse_yaml,
};

/// Reads the front matter of `source`; with it comes the byte at which the text starts.
pub(super) fn parse(
    source: &str,
    file: FileId,
    sink: &mut Diagnostics,
) -> Option<(Front, usize)> {
    let Some((start, end, text)) = split(source) else {
        let opens = source.lines().next().is_some_and(|it| it.trim_end() == "---");
        let (message, help) = if opens {
            (
                say!("the front matter does not end"),
                say!("write a line `---` below its last key"),
            )
        } else {
            (
                say!("this page does not start with front matter"),
                say!("start it with a line `---`, `title: …` and another line `---`"),
            )
        };
        let span = Span::new(file, 0..0);
        sink.push(Diagnostic::new(Rule::NoFrontMatter, span, message).help(help));
        return None;
    };
    let yaml = &source[start..end];
    let front: Front = if yaml.trim().is_empty() {
        Front::default()
    } else {
        parse_yaml(yaml, file, start).map_err(|diagnostic| sink.push(*diagnostic)).ok()?
    };
    if front.title.trim().is_empty() {
        let message = say!("this page has no title");
        sink.push(
            Diagnostic::new(Rule::NoFrontMatter, Span::new(file, 0..3), message)
                .help(say!("write `title: …` between the lines `---`")),
        );
        return None;
    }
    Some((front, text))
}

/// Where the YAML starts and ends, and where the text starts.
fn split(source: &str) -> Option<(usize, usize, usize)> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().filter(|it| it.trim_end() == "---")?;
    let start = first.len();
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((start, at, at + line.len()));
        }
        at += line.len();
    }
    None
}
