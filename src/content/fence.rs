//! Fenced blocks that are more than text: `chart`, `table`, `figures`, `timeline`.

use serde::Deserialize;

use super::expression;
use crate::{
    diag::{Diagnostic, FileId, Rule, Span, say},
    model::{Block, Card, ChartRequest, TableRequest, TimelineRequest},
    source::parse_yaml,
};

/// A card as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CardRequest {
    value: String,
    label: String,
}

/// The block that the fence `name` with the YAML `text` stands for; `None` for any other fence.
/// `span` is the place of `text`.
pub(super) fn parse(
    name: &str,
    text: &str,
    span: Span,
) -> Option<Result<Block, Box<Diagnostic>>> {
    let Span { file, start, .. } = span;
    let at = start as usize;
    Some(match name {
        "chart" => read(text, file, at).and_then(|it: ChartRequest| {
            named(&it.data, span).map(|()| Block::Chart(it))
        }),
        "table" => read(text, file, at).and_then(|it: TableRequest| {
            named(&it.data, span).map(|()| Block::Table(it))
        }),
        "figures" => read(text, file, at).and_then(|it| cards(it, text, span)),
        "timeline" if text.trim().is_empty() => {
            Ok(Block::Timeline(TimelineRequest::default()))
        }
        "timeline" => read(text, file, at).map(Block::Timeline),
        _ => return None,
    })
}

fn read<T: serde::de::DeserializeOwned>(
    text: &str,
    file: FileId,
    at: usize,
) -> Result<T, Box<Diagnostic>> {
    parse_yaml(text, file, at).map_err(|mut diagnostic| {
        if diagnostic.rule == Rule::BadYaml {
            diagnostic.rule = Rule::BadBlock;
        }
        diagnostic
    })
}

fn named(data: &str, span: Span) -> Result<(), Box<Diagnostic>> {
    if data.is_empty() {
        let message = say!("this block names no dataset");
        return Err(Box::new(
            Diagnostic::new(Rule::BadBlock, span, message)
                .help(say!("add a line `data: ID`")),
        ));
    }
    Ok(())
}

fn cards(
    requests: Vec<CardRequest>,
    text: &str,
    span: Span,
) -> Result<Block, Box<Diagnostic>> {
    let card = |CardRequest { value, label }| {
        let written = value.strip_prefix('=').unwrap_or(&value);
        let value = expression::parse(written).map_err(|fault| {
            let at = text.find(written).unwrap_or(0) + span.start as usize;
            let place =
                Span::new(span.file, at + fault.range.start..at + fault.range.end);
            Box::new(
                Diagnostic::new(Rule::BadExpression, place, fault.message)
                    .help(fault.help),
            )
        })?;
        Ok(Card { value, label })
    };
    requests.into_iter().map(card).collect::<Result<_, _>>().map(Block::Figures)
}
