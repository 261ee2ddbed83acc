//! `prokash explain CODE`.

use std::process::ExitCode;

use super::terminal;
use crate::{diag::Rule, text::nearest};

/// Prints what the rule of that code means.
pub(super) fn explain(code: &str) -> ExitCode {
    let wanted = code.to_uppercase();
    if let Some(rule) = Rule::ALL.iter().find(|it| it.code() == wanted) {
        let (code, title) = (rule.code(), rule.title());
        let severity = rule.severity().as_str();
        terminal::print(&format!(
            "{code} ({severity}): {title}\n\n{}",
            rule.explanation()
        ));
        return ExitCode::SUCCESS;
    }
    let near = nearest(&wanted, Rule::ALL.iter().map(|it| it.code()));
    let near = near.map_or(String::new(), |it| format!("; did you mean {it}?"));
    terminal::complain(&format!("there is no diagnostic {code}{near}"));
    ExitCode::from(2)
}
