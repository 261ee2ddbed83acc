//! Where diagnostics are gathered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Rule, Severity, Span, say};

/// How often one rule is told of one file.
pub const MOST: usize = 25;

/// What to say of the `count` that are not told, after the last one that is.
pub fn more(rule: Rule, count: usize, last: Option<Span>) -> Diagnostic {
    let message = say!("{count} more like this in the same file", count);
    Diagnostic::new(rule, last.unwrap_or_default(), message)
}

/// All that was noticed so far, in any order until [`Diagnostics::sorted`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
            let place = |it: &Diagnostic| (it.span, it.severity, it.rule);
            let said = |it: &Diagnostic| it.message.english();
            place(a).cmp(&place(b)).then_with(|| said(a).cmp(&said(b)))
        });
        self.0.dedup();
        self
    }

    /// Those about one file, of each rule the first few and how many more there are, so that a
    /// page of 20,000 wrong links is told of in a screen.
    #[must_use]
    pub fn capped(self) -> Self {
        let mut counts: BTreeMap<Rule, (usize, Option<Span>)> = BTreeMap::new();
        let mut kept = Vec::new();
        for diagnostic in self.0 {
            let (count, last) = counts.entry(diagnostic.rule).or_default();
            *count += 1;
            if *count <= MOST {
                *last = diagnostic.span;
                kept.push(diagnostic);
            }
        }
        let many = counts.into_iter().filter(|it| it.1.0 > MOST);
        kept.extend(many.map(|(rule, (count, last))| more(rule, count - MOST, last)));
        Self(kept)
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

#[cfg(test)]
mod tests {
    use super::{Diagnostics, MOST};
    use crate::diag::{Diagnostic, Message, Rule};

    #[test]
    fn of_many_alike_the_first_are_told_and_the_rest_counted() {
        let wrong =
            |rule, number: usize| Diagnostic::global(rule, Message::quoted(number));
        let many = (0..20_000).map(|it| wrong(Rule::BadFootnote, it));
        let all: Diagnostics = many.chain([wrong(Rule::BrokenLink, 0)]).collect();
        let told = all.capped();
        assert_eq!(told.iter().count(), MOST + 2);
        let last = told.iter().last().map(|it| it.message.english());
        let more = format!("{} more like this in the same file", 20_000 - MOST);
        assert_eq!(last, Some(more));
    }
}
