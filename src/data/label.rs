//! The names of columns and values in each language: from the metadata, else from the shipped
//! list, else by rule.

use std::collections::BTreeMap;

use super::{found::Found, open_sdg::Translations, vocabulary::Vocabulary};
use crate::{
    diag::{Diagnostic, Message, Rule, Span, meant, say},
    model::{Dataset, Dimension, DimensionLabels, Role},
    source::Files,
    text::{Localized, fold, nearest},
};

/// Names the dimensions of `dataset` and their codes, and the columns that are expected but not there.
pub(super) fn label(
    dataset: &mut Dataset,
    vocabulary: &Vocabulary,
    translations: &Translations,
) {
    let expected = dataset.metadata.expected.clone();
    for (column, _) in expected.iter() {
        let own = own_labels(&dataset.metadata.dimensions, column);
        if dataset.dimension(column).is_none()
            && own.is_none_or(|it| it.label.is_empty())
            && let Some(label) = vocabulary.column_label(&vocabulary.column(column))
        {
            let labels = dataset.metadata.dimensions.entry(column.to_owned());
            labels.or_default().label = label;
        }
    }
    for dimension in &mut dataset.dimensions {
        let own = own_labels(&dataset.metadata.dimensions, &dimension.name);
        let column = vocabulary.column(&dimension.name);
        dimension.label = match own {
            Some(own) if !own.label.is_empty() => own.label.clone(),
            _ => {
                let translated = translations.label(&dimension.name, &dimension.name);
                let known = || vocabulary.column_label(&column);
                translated.or_else(known).unwrap_or_default()
            }
        };
        for code in &mut dimension.codes {
            let total = code.id.is_empty() && dimension.role == Role::Disaggregation;
            let declared = own.and_then(|it| it.total.as_deref()).filter(|_| total);
            let id = declared.unwrap_or(&code.id);
            let named = own.and_then(|it| find(&it.values, id)).cloned();
            let named = named.or_else(|| translations.label(&dimension.name, id));
            code.label = named.unwrap_or_else(|| match declared {
                Some(total) => Localized::Plain(total.to_owned()),
                None if total => vocabulary.total(&column),
                None => vocabulary.value(&column, &code.id),
            });
        }
    }
}

/// Names the values that the table does not have: those that are expected, and those whose numbers
/// were withdrawn.
pub(super) fn gone(dataset: &mut Dataset, vocabulary: &Vocabulary) {
    let expected = dataset.metadata.expected.iter();
    let expected = expected.flat_map(|(column, values)| {
        values.iter().map(move |it| (column.to_owned(), it.clone()))
    });
    let changes = dataset.revisions.iter().flat_map(|it| &it.changes);
    let withdrawn = changes.flat_map(|it| &it.key);
    let withdrawn = withdrawn.map(|(column, it)| (column.to_string(), it.to_string()));
    let gone: Vec<_> = expected.chain(withdrawn).collect();
    for (column, value) in gone {
        let there = dataset.dimension(&column);
        let there = there.is_some_and(|it| has_code(&dataset.dimensions[it], &value));
        let label = vocabulary.value(&vocabulary.column(&column), &value);
        if !there && !label.is_empty() {
            let mut names = dataset.metadata.dimensions.keys();
            let own = names.find(|it| fold(it) == fold(&column)).cloned();
            let labels = dataset.metadata.dimensions.entry(own.unwrap_or(column));
            labels.or_default().values.entry(value).or_insert(label);
        }
    }
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

/// Labels in the metadata for columns or values that the table does not have.
pub(super) fn check_unused(dataset: &Dataset, files: &Files, found: &mut Found) {
    if dataset.series.is_empty() {
        return;
    }
    let text = files.text(dataset.metadata_file).map_or("", |it| it);
    let mut report = |name: &str, what: Message, near: Option<&str>| {
        let at = text.find(name).map_or(0..0, |it| it..it + name.len());
        let span = Span::new(dataset.metadata_file, at);
        let message =
            say!("`{name}` is labelled, but the table has no such {what}", name, what);
        let near = near.map(meant);
        found.push(
            Diagnostic::new(Rule::UnusedLabel, span, message)
                .help(say!("remove the label, or write it as the table does"))
                .maybe_help(near),
        );
    };
    let expected = |column: &str| {
        let mut columns = dataset.metadata.expected.iter();
        columns.any(|it| fold(it.0) == fold(column))
    };
    for (column, labels) in &dataset.metadata.dimensions {
        if dataset.dimension(column).is_none() && expected(column) {
            continue;
        }
        let named = dataset.dimensions.iter().find(|it| fold(&it.name) == fold(column));
        let Some(dimension) = named else {
            let names = dataset.dimensions.iter().map(|it| &*it.name);
            report(column, say!("column"), nearest(column, names));
            continue;
        };
        for value in labels.values.keys() {
            if !has_code(dimension, value) {
                let codes = dimension.codes.iter().map(|it| &*it.id);
                report(value, say!("value"), nearest(value, codes));
            }
        }
    }
}

fn has_code(dimension: &Dimension, value: &str) -> bool {
    dimension.code(value).is_some()
}
