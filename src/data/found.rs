//! What was found wrong with one dataset.

use std::collections::BTreeMap;

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, MOST, Rule, Span, more, say},
    model::Dataset,
    source::Files,
};

/// Rules that an editor may silence, because now and then the data is right to break them.
pub const ACCEPTABLE: [Rule; 18] = [
    Rule::LegacyBangla,
    Rule::Contradiction,
    Rule::RepeatedRow,
    Rule::LabelVariants,
    Rule::StrayRow,
    Rule::GeoCode,
    Rule::NoSource,
    Rule::UnusedLabel,
    Rule::UnitSlip,
    Rule::PercentRange,
    Rule::PartsOverTotal,
    Rule::HeadlineOutside,
    Rule::WrongDirection,
    Rule::StaleData,
    Rule::SinglePoint,
    Rule::EmptyColumn,
    Rule::ExpectedMissing,
    Rule::StatusContradiction,
];

/// Diagnostics about one dataset, the first few of each rule; the rest are only counted, so that a
/// table of a million wrong rows costs no more than one of twenty-five.
#[derive(Debug, Default)]
pub(super) struct Found {
    diagnostics: Diagnostics,
    counts: BTreeMap<Rule, (usize, Option<Span>)>,
}

impl Found {
    /// Notes that `rule` was broken; what to say of it is made only if it will be said.
    pub(super) fn add(&mut self, rule: Rule, diagnose: impl FnOnce() -> Diagnostic) {
        let (count, last) = self.counts.entry(rule).or_default();
        *count += 1;
        if *count <= MOST {
            let diagnostic = diagnose();
            *last = diagnostic.span;
            self.diagnostics.push(diagnostic);
        }
    }

    /// Notes a diagnostic.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic.rule, || diagnostic);
    }

    /// Hands out what was found, with the number of what was not said.
    pub(super) fn finish(self) -> Diagnostics {
        let mut diagnostics = self.diagnostics;
        for (rule, (count, last)) in self.counts {
            if count > MOST {
                diagnostics.push(more(rule, count - MOST, last));
            }
        }
        diagnostics
    }

    /// Takes out what the metadata of `dataset` accepts, and says which acceptances are for
    /// nothing.
    pub(super) fn accept(&mut self, dataset: &Dataset, files: &Files) {
        let mut unused = Vec::new();
        for acceptance in &dataset.metadata.accept {
            let rule = ACCEPTABLE.iter().find(|it| *acceptance.check == *it.code());
            if rule.is_none_or(|it| self.counts.remove(it).is_none()) {
                unused.push((&*acceptance.check, rule.is_some()));
            }
        }
        let counts = &self.counts;
        let kept =
            self.diagnostics.iter().filter(|it| counts.contains_key(&it.rule)).cloned();
        self.diagnostics = kept.collect();
        for (check, known) in unused {
            self.push(unused_acceptance(dataset, files, check, known));
        }
    }
}

fn unused_acceptance(
    dataset: &Dataset,
    files: &Files,
    check: &str,
    known: bool,
) -> Diagnostic {
    let span = find_key(files, dataset.metadata_file, "accept");
    let (message, help) = if known {
        (
            say!("`{check}` is accepted, but nothing breaks it", check),
            say!("remove it from `accept:`"),
        )
    } else {
        (
            say!("`{check}` is no check that can be accepted", check),
            say!("there are {names}", names = ACCEPTABLE.map(Rule::code).join(", ")),
        )
    };
    Diagnostic::new(Rule::UnusedAcceptance, span, message).help(help)
}

/// The place of `key:` at the start of a line of the metadata; the whole file where it is not
/// there.
pub(super) fn find_key(files: &Files, file: FileId, key: &str) -> Span {
    let text = files.text(file).map_or("", |it| it);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(key).is_some_and(|it| it.starts_with(':')) {
            return Span::new(file, start..start + key.len());
        }
        start += line.len();
    }
    Span::file(file)
}
