//! `prokash status`: what is missing, old or not translated.

use std::process::ExitCode;

use super::{
    args::{Global, MessageFormat, Speech},
    build::{root, status as ended},
    terminal,
};
use crate::{
    build,
    review::{self, Debt, State},
    source::Failure,
    text::columns,
};

/// Says how far each page and dataset is, in every language.
pub(super) fn status(global: &Global) -> Result<ExitCode, Failure> {
    let read = build::read(&root(global))?;
    let Some(site) = &read.site else {
        terminal::diagnostics(&read.diagnostics, &read.files, global);
        return Ok(ended(true));
    };
    let debts = review::debt(site, &read.texts);
    match global.message_format {
        MessageFormat::Json => {
            for debt in &debts {
                terminal::print(&format!("{}\n", json(debt)));
            }
        }
        MessageFormat::Human => terminal::print(&table(&debts, global.lang)),
    }
    Ok(ExitCode::SUCCESS)
}

/// One object a page or dataset.
fn json(debt: &Debt) -> serde_json::Value {
    let languages: serde_json::Map<String, serde_json::Value> = debt
        .languages
        .iter()
        .map(|(language, state)| {
            let (word, count) = match state {
                State::Done => ("done", None),
                State::Missing => ("missing", None),
                State::Draft => ("draft", None),
                State::Stale(paragraphs) => ("stale", Some(paragraphs)),
                State::Names(names) => ("untranslated", Some(names)),
            };
            (language.to_string(), serde_json::json!({ "state": word, "count": count }))
        })
        .collect();
    serde_json::json!({
        "kind": debt.kind,
        "name": &*debt.name,
        "languages": languages,
        "last": debt.last,
        "old": debt.old,
    })
}

/// What is open, row by row, with a line that counts.
fn table(debts: &[Debt], lang: Speech) -> String {
    let open: Vec<&Debt> = debts.iter().filter(|it| it.is_open()).collect();
    let number = |n: usize| lang.digits(&n.to_string());
    let (some, all) = (number(open.len()), number(debts.len()));
    let sum = format!("{}\n", lang.phrase("open", &[("open", &some), ("all", &all)]));
    let Some(first) = open.first() else { return sum };
    let mut rows = vec![vec![String::new(), lang.word("name").to_owned()]];
    rows[0].extend(first.languages.iter().map(|it| it.0.to_string()));
    rows[0].push(lang.word("data").to_owned());
    for debt in open {
        let mut row = vec![lang.word(debt.kind).to_owned(), debt.name.to_string()];
        row.extend(debt.languages.iter().map(|it| word(it.1, lang)));
        row.push(match (debt.kind, debt.last, debt.old) {
            ("dataset", None, _) => lang.word("empty").to_owned(),
            (_, Some(last), old) => {
                let year = lang.digits(&last.to_string());
                if old { lang.phrase("old", &[("year", &year)]) } else { year }
            }
            _ => String::new(),
        });
        rows.push(row);
    }
    format!("{}\n{sum}", aligned(&rows))
}

fn word(state: State, lang: Speech) -> String {
    match state {
        State::Done => lang.word("done").to_owned(),
        State::Missing => lang.word("missing").to_owned(),
        State::Draft => lang.word("draft").to_owned(),
        State::Stale(paragraphs) => lang.count("stale", paragraphs),
        State::Names(names) => lang.count("names", names),
    }
}

/// The rows with each column as wide as its widest cell.
fn aligned(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter()
            .filter_map(|it| it.get(column))
            .map(|it| columns(it))
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - columns(cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
