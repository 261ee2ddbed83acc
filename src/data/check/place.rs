//! Codes of places.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use crate::{
    data::{found::Found, lower::Placed},
    diag::{Diagnostic, Rule, say},
    model::Role,
    text::fold,
};

/// What stands in the column where no code was known, folded.
const PLACEHOLDERS: [&str; 8] =
    ["geocode", "geo code", "code", "null", "none", "na", "n/a", "xx"];

/// Words that are no code, one code in two forms, a code of two places, a place with two codes.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(column) = subject.read.geo else { return };
    let Some(at) = place(subject) else { return placeholders(subject, column, found) };
    placeholders(subject, column, found);
    let names: Vec<Named<'_>> = named(subject).map(|it| Named::new(it, at)).collect();
    disagree(subject, column, &names, at, found);
}

/// The codes that are used for a group, without placeholders.
fn named<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = &'a Placed> {
    subject.read.places.iter().filter(|it| !is_placeholder(&it.code))
}

fn is_placeholder(code: &str) -> bool {
    PLACEHOLDERS.contains(&&*fold(code))
}

/// A code of a place beside the place's name.
struct Named<'a> {
    placed: &'a Placed,
    folded: String,
    name: u16,
}

impl<'a> Named<'a> {
    fn new(placed: &'a Placed, at: usize) -> Self {
        Self { placed, folded: fold(&placed.code), name: placed.key[at] }
    }
}

/// The dimension that names the places: it has about as many values as there are codes, and of
/// several such dimensions the fewest pairs of value and code that are not one to one.
fn place(subject: &Subject<'_>) -> Option<usize> {
    let codes: BTreeSet<String> = named(subject).map(|it| fold(&it.code)).collect();
    let dimensions = subject.dataset.dimensions.iter().enumerate();
    let splits = dimensions.filter(|it| it.1.role == Role::Disaggregation);
    let fits = splits.filter_map(|(at, _)| {
        let named = named(subject).filter(|it| it.key[at] != 0);
        let pairs: BTreeSet<_> = named.map(|it| (it.key[at], fold(&it.code))).collect();
        let values: BTreeSet<u16> = pairs.iter().map(|it| it.0).collect();
        let alike = values.len() > 1 && 3 * values.len() >= 2 * codes.len();
        // Where most codes are of several values, the values are no places.
        let few = 2 * pairs.len() <= 3 * values.len().max(codes.len());
        let coded: BTreeSet<&String> = pairs.iter().map(|it| &it.1).collect();
        // One code for all of them is that of the country.
        let parted = coded.len() > 1 && 2 * coded.len() >= values.len();
        let doubled = pairs.len() - values.len().min(coded.len());
        (alike && few && parted).then_some((doubled, std::cmp::Reverse(coded.len()), at))
    });
    fits.min().map(|it| it.2)
}

fn placeholders(subject: &Subject<'_>, column: usize, found: &mut Found) {
    let mut known: BTreeMap<String, &Placed> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for it in &subject.read.places {
        let span = || subject.table.place(it.line, column);
        if is_placeholder(&it.code) {
            if told.insert(&it.code) {
                let message = say!("`{code}` is no code of a place", code = it.code);
                found.push(
                    Diagnostic::new(Rule::GeoCode, span(), message)
                        .help(say!("write the place's code, or leave the cell empty")),
                );
            }
            continue;
        }
        let first = known.entry(fold(&it.code)).or_insert(it);
        if first.code != it.code && told.insert(&it.code) {
            let message = say!(
                "`{one}` and `{other}` are probably the same code",
                one = it.code,
                other = first.code
            );
            found.push(
                Diagnostic::new(Rule::LabelVariants, span(), message)
                    .label(
                        subject.table.place(first.line, column),
                        say!("the other form"),
                    )
                    .help(say!(
                        "write it one way everywhere, such as `{code}`",
                        code = first.code
                    )),
            );
        }
    }
}

/// A code that stands for two places, or a place that has two codes.
fn disagree(
    subject: &Subject<'_>,
    column: usize,
    names: &[Named<'_>],
    at: usize,
    found: &mut Found,
) {
    let dimension = &subject.dataset.dimensions[at];
    let (mut by_code, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    let mut told = BTreeSet::new();
    for it in names.iter().filter(|it| it.name != 0) {
        let first: &&Named<'_> = by_code.entry(&it.folded).or_insert(it);
        let other: &&Named<'_> = by_name.entry(it.name).or_insert(it);
        let name = |it: &Named<'_>| dimension.codes[usize::from(it.name)].id.clone();
        let (message, before) = if first.name != it.name {
            let (code, one, two) = (&it.placed.code, name(first), name(it));
            (
                say!(
                    "the code `{code}` stands for `{one}` and for `{two}`",
                    code,
                    one,
                    two
                ),
                first,
            )
        } else if other.folded != it.folded {
            let (place, one, two) = (name(it), &other.placed.code, &it.placed.code);
            (
                say!(
                    "`{place}` has the code `{one}` and the code `{two}`",
                    place,
                    one,
                    two
                ),
                other,
            )
        } else {
            continue;
        };
        if told.insert((&it.folded, it.name)) {
            let place = |it: &Named<'_>| subject.table.place(it.placed.line, column);
            found.push(
                Diagnostic::new(Rule::GeoCode, place(it), message)
                    .label(place(before), say!("first here"))
                    .help(say!(
                        "give every `{name}` one code of its own",
                        name = dimension.name
                    )),
            );
        }
    }
}
