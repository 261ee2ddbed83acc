//! `prokash explain CODE`.

use std::process::ExitCode;

use super::{args::Speech, terminal};
use crate::{diag::Rule, text::nearest};

/// Prints what the rule of that code means.
pub(super) fn explain(code: &str, lang: Speech) -> ExitCode {
    let wanted = code.to_uppercase();
    if let Some(rule) = Rule::ALL.iter().find(|it| it.code() == wanted) {
        let (code, title) = (rule.code(), lang.title(*rule));
        let severity = lang.severity(rule.severity());
        let text = lang.explanation(*rule);
        terminal::print(&format!("{code} ({severity}): {title}\n\n{text}\n"));
        return ExitCode::SUCCESS;
    }
    let near = nearest(&wanted, Rule::ALL.iter().map(|it| it.code()));
    let near = near.map(|it| lang.phrase("meant", &[("code", it)]));
    let near = near.map_or(String::new(), |it| format!("; {it}"));
    let unknown = lang.phrase("unknown", &[("code", code)]);
    terminal::complain(&format!("{unknown}{near}"), lang);
    ExitCode::from(2)
}
