//! Hundreds of diagnostics in a few: of each rule and file the first, then how many more.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics, FileId, Rule};

/// How many of a rule are shown of one file.
const OF_FILE: usize = 3;

/// How many of a rule are shown.
const OF_RULE: usize = 8;

/// What is not shown of a rule.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// How many.
    pub(super) count: usize,
    /// In which files.
    pub(super) files: BTreeSet<FileId>,
}

/// Those of `all` that are shown, in their order, and what is left of each rule.
pub(super) fn grouped(all: &Diagnostics) -> (Vec<&Diagnostic>, BTreeMap<Rule, Rest>) {
    let mut shown = Vec::new();
    let mut rest: BTreeMap<Rule, Rest> = BTreeMap::new();
    let mut of_rule: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut of_file: BTreeMap<(Rule, Option<FileId>), usize> = BTreeMap::new();
    for diagnostic in all {
        let (rule, file) = (diagnostic.rule, diagnostic.span.map(|it| it.file));
        let (in_rule, in_file) =
            (of_rule.entry(rule).or_default(), of_file.entry((rule, file)).or_default());
        if *in_rule < OF_RULE && *in_file < OF_FILE {
            (*in_rule, *in_file) = (*in_rule + 1, *in_file + 1);
            shown.push(diagnostic);
        } else {
            let rest = rest.entry(rule).or_default();
            rest.count += 1;
            rest.files.extend(file);
        }
    }
    (shown, rest)
}
