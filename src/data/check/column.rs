//! Columns and the names in them.

use std::collections::BTreeMap;

use super::Subject;
use crate::{
    data::found::Found,
    diag::{Diagnostic, Rule, say},
    model::{Dimension, Observation},
    text::{fold, nfc, slug},
};

/// Names that differ only in case, space or Unicode form; columns that nobody fills; groups that
/// are expected and not there; rows that fill a column without the one that it belongs to.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    for (at, dimension) in subject.dataset.dimensions.iter().enumerate() {
        variants(subject, at, dimension, found);
        strays(subject, at, found);
    }
    for column in &subject.read.empty {
        let cell = &subject.table.head[*column];
        let message = say!("no row fills the column `{text}`", text = cell.text);
        found.push(
            Diagnostic::new(Rule::EmptyColumn, cell.span, message)
                .help(say!("fill it, or remove it")),
        );
    }
}

fn variants(subject: &Subject<'_>, at: usize, dimension: &Dimension, found: &mut Found) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (code, it) in dimension.codes.iter().enumerate().filter(|it| !it.1.id.is_empty())
    {
        let Some(first) = names.insert(plain(&it.id), code) else { continue };
        let (one, other) = (&dimension.codes[first].id, &it.id);
        let Some(observation) = first_with(subject, at, code) else { continue };
        let message = if nfc(one) == nfc(other) {
            say!(
                "`{other}` looks like the one above, but its letters are coded otherwise",
                other
            )
        } else {
            say!("`{other}` and `{one}` are probably the same", other, one)
        };
        let mut diagnostic =
            Diagnostic::new(Rule::LabelVariants, subject.code(observation, at), message)
                .help(say!("write it one way in the whole column, such as `{one}`", one));
        if let Some(observation) = first_with(subject, at, first) {
            diagnostic =
                diagnostic.label(subject.code(observation, at), say!("the other form"));
        }
        found.push(diagnostic);
    }
}

/// A name without what people write now so, now so: case, space, hyphens, brackets. Between two
/// numbers a sign counts, since `1-5` is not `15`; so do those that tell `<5` from `5+`.
fn plain(name: &str) -> String {
    let folded = fold(name);
    if folded.contains(['<', '>', '+', '≤', '≥']) {
        return folded;
    }
    let slug = slug(&folded);
    let mut plain = String::with_capacity(slug.len());
    let mut letters = slug.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        let inner = digit(plain.chars().next_back()) && digit(letters.peek().copied());
        if letter != '-' || inner {
            plain.push(letter);
        }
    }
    if plain.is_empty() { folded } else { plain }
}

/// The first row in which the dimension `at` has that code.
pub(super) fn first_with<'a>(
    subject: &'a Subject<'_>,
    at: usize,
    code: usize,
) -> Option<&'a Observation> {
    let series = subject.dataset.series.iter();
    let series = series.filter(|it| usize::from(it.key[at]) == code);
    series.flat_map(|it| &it.observations).min_by_key(|it| it.line)
}

/// Rows that fill a column without the one that it splits further.
fn strays(subject: &Subject<'_>, at: usize, found: &mut Found) {
    let dimensions = &subject.dataset.dimensions;
    let Some(parent) = dimensions[at].parent else { return };
    let strays = subject.dataset.series.iter();
    let strays = strays.filter(|it| it.key[at] != 0 && it.key[parent] == 0);
    for observation in strays.flat_map(|it| &it.observations) {
        found.add(Rule::StrayRow, || {
            let message = say!(
                "this row fills `{inner}` but not `{outer}`, unlike the others",
                inner = dimensions[at].name,
                outer = dimensions[parent].name
            );
            Diagnostic::new(Rule::StrayRow, subject.code(observation, at), message).help(
                say!(
                    "fill `{outer}`; where both stand on their own, write \
                     `dimensions: {{ {inner}: {{ parent: none }} }}` into the metadata",
                    outer = dimensions[parent].name,
                    inner = dimensions[at].name
                ),
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn knows_variants_from_other_names() {
        for (one, other) in [
            ("Both sexes", "both-sexes"),
            ("Female", "FEMALE "),
            ("ATMs (per 100,000 adults)", "ATMs per 100,000 adults"),
            ("উন্ন\u{9DF}ন", "উন্ন\u{9AF}\u{9BC}ন"),
            ("15 – 24", "15-24"),
        ] {
            assert_eq!(plain(one), plain(other));
        }
        for (one, other) in [
            ("1-5", "15"),
            ("<5", "5+"),
            ("<5", "5"),
            ("1.5", "15"),
            ("ড", "ড\u{9BC}"),
            ("ক", "ক্"),
        ] {
            assert_ne!(plain(one), plain(other));
        }
    }
}
