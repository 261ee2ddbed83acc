//! What is wrong with a formula, in plain words.

use std::ops::Range;

use crate::diag::{Message, say};

/// Why a formula cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the TeX.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
}

impl Fault {
    pub(super) fn new(range: Range<usize>, message: Message) -> Self {
        Self { range, message, help: None }
    }

    pub(super) fn help(self, help: Message) -> Self {
        Self { help: Some(help), ..self }
    }

    /// A command at `range` that there is not.
    pub(super) fn command(range: Range<usize>, command: &str) -> Self {
        Self::new(range, say!("formulas have no command `{command}`", command)).help(
            say!("the guide to formulas lists the commands; words go into `\\text{{…}}`"),
        )
    }

    /// What the parser said of `tex`, in the words of editors.
    pub(super) fn of_parser(tex: &str, said: &str) -> Self {
        let reason = said.lines().next().unwrap_or_default();
        let reason = reason.strip_prefix("parsing error: ").unwrap_or(reason);
        let all = 0..tex.len();
        let begins = |start: &str| reason.starts_with(start);
        if let Some((_, closing)) = reason.split_once("to be closed with `") {
            let closing = closing.trim_end_matches('`');
            return Self::new(all, say!("this formula lacks a `{closing}`", closing));
        }
        let message = if begins("unbalanced group found, unexpected") {
            say!("a `}}` or an `\\end` too many")
        } else if begins("unkown mathematical environment") {
            let help =
                say!("there are `aligned`, `cases`, `matrix`, `pmatrix` and `array`");
            return Self::new(all, say!("formulas have no such environment")).help(help);
        } else if begins("trying to add a su") {
            let help = say!("braces say what belongs together: `{{a_b}}_c`");
            return Self::new(
                all,
                say!("two small parts at the same place of one thing"),
            )
            .help(help);
        } else if begins("alignment not allowed") || begins("new line command") {
            say!("`&` and `\\\\` divide what stands in an environment, such as `aligned`")
        } else if begins("expected an argument") || begins("expected a token") {
            say!(
                "something is missing after a command, such as `\\frac{{above}}{{below}}`"
            )
        } else {
            say!("this formula cannot be read: {reason}", reason)
        };
        Self::new(all, message)
    }
}
