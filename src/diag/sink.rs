//! Where diagnostics are gathered.

use super::{Diagnostic, Severity};

/// All that was noticed so far, in any order until [`Diagnostics::sorted`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing noticed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Takes over all of `other`.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|it| it.severity == Severity::Error)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|it| it.severity == severity).count()
    }

    /// In the order of files and places, each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            (a.span, a.severity, a.rule, &a.message)
                .cmp(&(b.span, b.severity, b.rule, &b.message))
        });
        self.0.dedup();
        self
    }

    /// Reads them one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A value as far as it could be made, with everything noticed on the way.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// The value; with errors among the diagnostics it is good for looking at, not for publishing.
    pub value: T,
    /// What was noticed.
    pub diagnostics: Diagnostics,
}

impl<T> Checked<T> {
    /// A value and what was noticed.
    pub fn new(value: T, diagnostics: Diagnostics) -> Self {
        Self { value, diagnostics }
    }

    /// Hands out the value and leaves the diagnostics in `sink`.
    pub fn into(self, sink: &mut Diagnostics) -> T {
        sink.extend(self.diagnostics);
        self.value
    }
}

impl<T, C: Default + Extend<T>> FromIterator<Checked<T>> for Checked<C> {
    fn from_iter<I: IntoIterator<Item = Checked<T>>>(iter: I) -> Self {
        let mut all = Self::default();
        for it in iter {
            all.diagnostics.extend(it.diagnostics);
            all.value.extend([it.value]);
        }
        all
    }
}
