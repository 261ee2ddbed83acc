//! One thing to tell the author.

use serde::{Deserialize, Serialize};

use super::{Message, Rule, Span};

/// How bad it is. Only errors stop a build.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Severity {
    /// The site cannot be built as asked.
    Error,
    /// The site is built, but something is probably wrong.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word used in machine-readable output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A second place that matters, such as the first of two contradicting rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: Message,
}

/// Something to tell the author.
///
/// Messages are lower case without a full stop, say what was found and quote it in backticks; the
/// help says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule it breaks.
    pub rule: Rule,
    /// What is wrong.
    pub message: Message,
    /// Where; a rule about the whole site has no place.
    pub span: Option<Span>,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// A diagnostic of the rule's own severity at `span`.
    pub fn new(rule: Rule, span: Span, message: Message) -> Self {
        Self {
            severity: rule.severity(),
            rule,
            message,
            span: Some(span),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A diagnostic about the site as a whole.
    pub fn global(rule: Rule, message: Message) -> Self {
        Self { span: None, ..Self::new(rule, Span::default(), message) }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds the help only where there is one, for nearest-name suggestions.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Message>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn label(mut self, span: Span, message: Message) -> Self {
        self.labels.push(Label { span, message });
        self
    }
}
