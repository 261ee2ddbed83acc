//! The names of columns and values in each language: from the metadata, else from the shipped
//! list, else by rule.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::found::Found;
use crate::{
    diag::{Diagnostic, Diagnostics, Rule, Span},
    model::{Dataset, Dimension, DimensionLabels, Role},
    source::{Files, parse_yaml},
    text::{Localized, fold, nearest},
};

/// The names that come with the program, by folded column or value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shipped {
    columns: BTreeMap<String, Localized<String>>,
    values: BTreeMap<String, Localized<String>>,
    /// What the whole of a column is called.
    totals: BTreeMap<String, Localized<String>>,
    /// Names with a number in them, such as ages: `{a}` and `{b}` stand for the numbers.
    patterns: BTreeMap<String, Localized<String>>,
}

/// Reads the shipped list.
pub(super) fn shipped(files: &Files, sink: &mut Diagnostics) -> Shipped {
    let mut read = || {
        let id = files.find("framework/labels.yaml")?;
        parse_yaml(files.text(id)?, id, 0)
            .map_err(|diagnostic| sink.push(*diagnostic))
            .ok()
    };
    read().unwrap_or_default()
}

/// Names the dimensions of `dataset` and their codes.
pub(super) fn label(
    dataset: &mut Dataset,
    shipped: &Shipped,
    files: &Files,
    found: &mut Found,
) {
    for dimension in &mut dataset.dimensions {
        let own = own_labels(&dataset.metadata.dimensions, &dimension.name);
        let column = fold(&dimension.name);
        dimension.label = match own {
            Some(own) if !own.label.is_empty() => own.label.clone(),
            _ => shipped.columns.get(&column).cloned().unwrap_or_default(),
        };
        for code in &mut dimension.codes {
            let total = code.id.is_empty() && dimension.role == Role::Disaggregation;
            let named = own.and_then(|it| find(&it.values, &code.id));
            code.label = named.cloned().unwrap_or_else(|| {
                if total { shipped.total(&column) } else { shipped.value(&code.id) }
            });
        }
    }
    check_unused(dataset, files, found);
}

/// What the metadata says of a column.
pub(super) fn own_labels<'a>(
    labels: &'a BTreeMap<String, DimensionLabels>,
    column: &str,
) -> Option<&'a DimensionLabels> {
    labels.iter().find(|(name, _)| fold(name) == fold(column)).map(|it| it.1)
}

fn find<'a>(
    labels: &'a BTreeMap<String, Localized<String>>,
    code: &str,
) -> Option<&'a Localized<String>> {
    labels.get(code).or_else(|| {
        labels.iter().find(|(name, _)| fold(name) == fold(code)).map(|it| it.1)
    })
}

impl Shipped {
    fn total(&self, column: &str) -> Localized<String> {
        let total = self.totals.get(column).or_else(|| self.totals.get(""));
        total.cloned().unwrap_or_default()
    }

    fn value(&self, code: &str) -> Localized<String> {
        let folded = fold(code);
        if let Some(label) = self.values.get(&folded) {
            return label.clone();
        }
        let (shape, numbers) = shape(&folded);
        match self.patterns.get(&shape) {
            Some(Localized::Each(each)) => {
                let fill = |(language, pattern): (_, &String)| {
                    (language, fill(pattern, &numbers, language))
                };
                Localized::Each(
                    each.iter().map(|(language, it)| fill((*language, it))).collect(),
                )
            }
            _ => Localized::default(),
        }
    }
}

/// `15-24` → `{a}-{b}` and its numbers.
fn shape(code: &str) -> (String, Vec<String>) {
    let mut shape = String::new();
    let mut numbers: Vec<String> = Vec::new();
    let mut within = false;
    for letter in code.chars() {
        if letter.is_ascii_digit() {
            if !within {
                shape
                    .push_str(["{a}", "{b}", "{c}"].get(numbers.len()).unwrap_or(&"{?}"));
                numbers.push(String::new());
            }
            if let Some(number) = numbers.last_mut() {
                number.push(letter);
            }
        } else {
            shape.push(letter);
        }
        within = letter.is_ascii_digit();
    }
    (shape, numbers)
}

/// The pattern with its numbers, in Bangla digits for Bangla: a label is a text, not a number.
fn fill(pattern: &str, numbers: &[String], language: crate::text::Language) -> String {
    let mut filled = pattern.to_owned();
    for (name, number) in ["{a}", "{b}", "{c}"].iter().zip(numbers) {
        let number = match language.as_str() {
            "bn" => number.chars().map(bangla_digit).collect(),
            _ => number.clone(),
        };
        filled = filled.replace(name, &number);
    }
    filled
}

fn bangla_digit(letter: char) -> char {
    letter.to_digit(10).and_then(|it| char::from_u32('০' as u32 + it)).unwrap_or(letter)
}

/// Labels in the metadata for columns or values that the table does not have.
fn check_unused(dataset: &Dataset, files: &Files, found: &mut Found) {
    if dataset.series.is_empty() {
        return;
    }
    let text = files.text(dataset.metadata_file).map_or("", |it| it);
    let mut report = |name: &str, what: &str, near: Option<&str>| {
        let at = text.find(name).map_or(0..0, |it| it..it + name.len());
        let span = Span::new(dataset.metadata_file, at);
        let message = format!("`{name}` is labelled, but the table has no such {what}");
        let near = near.map(|it| format!("did you mean `{it}`?"));
        found.push(
            Diagnostic::new(Rule::UnusedLabel, span, message)
                .help("remove the label, or write it as the table does")
                .maybe_help(near),
        );
    };
    for (column, labels) in &dataset.metadata.dimensions {
        let named = dataset.dimensions.iter().find(|it| fold(&it.name) == fold(column));
        let Some(dimension) = named else {
            let names = dataset.dimensions.iter().map(|it| &*it.name);
            report(column, "column", nearest(column, names));
            continue;
        };
        for value in labels.values.keys() {
            if !has_code(dimension, value) {
                let codes = dimension.codes.iter().map(|it| &*it.id);
                report(value, "value", nearest(value, codes));
            }
        }
    }
}

fn has_code(dimension: &Dimension, value: &str) -> bool {
    dimension.code(value).is_some()
}
