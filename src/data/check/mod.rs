//! What is wrong with the numbers themselves; one file a family of checks.
//!
//! A check looks at a dataset and tells; it never corrects. What the editor knows to be right is
//! silenced in the metadata with a reason, and the reason is published.

mod column;
mod duplicate;
mod legacy;
mod metadata;
mod part;
mod place;
mod range;
mod slip;

use super::{
    csv::Table,
    found::{Found, find_key},
    lower::ReadFrom,
};
use crate::{
    diag::{Diagnostic, Message, Rule, Span, say},
    model::{Code, Dataset, Observation, Role, Series},
    source::Files,
    text::fold,
};

pub(super) use duplicate::separate;
pub(super) use metadata::status;

/// A dataset with the ways to its places.
pub(super) struct Subject<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) table: &'a Table<'a>,
    pub(super) read: &'a ReadFrom,
    pub(super) files: &'a Files,
    /// What kind of numbers there are, by code of the dimension of units; one where there is none.
    kinds: Vec<Measures>,
}

impl<'a> Subject<'a> {
    /// What the checks look at: `dataset` as it was read from `table`.
    pub(super) fn new(
        dataset: &'a Dataset,
        table: &'a Table<'a>,
        read: &'a ReadFrom,
        files: &'a Files,
    ) -> Self {
        let own: Vec<String> =
            dataset.metadata.unit.values().map(|it| fold(it)).collect();
        let unit = dataset.dimensions.iter().position(|it| it.role == Role::Unit);
        let kinds = match unit {
            Some(at) if own.is_empty() => {
                let codes = dataset.dimensions[at].codes.iter().enumerate();
                let kind = |(code, it): (usize, &Code)| {
                    let of = |series: &&Series| usize::from(series.key[at]) == code;
                    measures(&[fold(&it.id)], dataset.series.iter().filter(of))
                };
                codes.map(kind).collect()
            }
            _ => vec![measures(&own, dataset.series.iter())],
        };
        Self { dataset, table, read, files, kinds }
    }

    /// The cell of an observation's value.
    fn value(&self, observation: &Observation) -> Span {
        self.table.place(observation.line, self.read.value)
    }

    /// The cell of an observation in a dimension's column.
    fn code(&self, observation: &Observation, dimension: usize) -> Span {
        self.table.place(observation.line, self.read.dimensions[dimension])
    }

    /// The place of `key:` in the metadata; the whole file where it is not there.
    fn key(&self, key: &str) -> Span {
        find_key(self.files, self.dataset.metadata_file, key)
    }

    /// The words for a series, for messages: `Sex Female, Age 15-24`, or the headline.
    fn name(&self, series: &Series) -> Message {
        let codes = self.dataset.dimensions.iter().zip(&series.key);
        let parts: Vec<String> = codes
            .filter(|(_, code)| **code != 0)
            .map(|(dimension, code)| {
                format!("{} {}", dimension.name, dimension.codes[usize::from(*code)].id)
            })
            .collect();
        if parts.is_empty() {
            say!("the headline")
        } else {
            Message::quoted(parts.join(", "))
        }
    }

    /// How the unit of `series` behaves when groups are put together.
    fn measures(&self, series: &Series) -> Measures {
        if let [only] = self.kinds[..] {
            return only;
        }
        let unit = self.dataset.dimensions.iter().position(|it| it.role == Role::Unit);
        unit.map_or(Measures::Count, |it| self.kinds[usize::from(series.key[it])])
    }
}

/// What the values of `series`, whose unit has those names, folded, are. A unit that is not known
/// counts things where there are no fractions of them.
fn measures<'a>(
    names: &[String],
    mut series: impl Iterator<Item = &'a Series>,
) -> Measures {
    let any = |words: &[&str]| {
        names.iter().any(|name| words.iter().any(|it| name.contains(it)))
    };
    if names.iter().any(|it| SHARES.contains(&&**it)) {
        Measures::Share
    } else if any(&RATES) {
        Measures::Rate
    } else if any(&COUNTS) || series.all(is_whole) {
        Measures::Count
    } else {
        Measures::Rate
    }
}

/// Whether no value of `series` has a fraction.
fn is_whole(series: &Series) -> bool {
    let mut values = series.observations.iter().filter_map(|it| it.value.as_ref());
    values.all(|it| it.decimals() == 0)
}

/// Names of units that are a share of a whole in percent.
const SHARES: [&str; 7] =
    ["%", "percent", "per cent", "percentage", "percent (%)", "শতাংশ", "pt"];

/// Parts of the names of units, folded, that are averages over people, things or time.
const RATES: [&str; 16] = [
    "per ",
    "year",
    "hour",
    "score",
    "celsius",
    "%",
    "/",
    "percent",
    "rate",
    "ratio",
    "index",
    "average",
    "mean",
    "প্রতি",
    "হার",
    "বছর",
];

/// Parts of the names of units, folded, that count things or money.
const COUNTS: [&str; 24] = [
    "number",
    "people",
    "person",
    "household",
    "women",
    "men",
    "children",
    "births",
    "deaths",
    "thousand",
    "million",
    "billion",
    "lakh",
    "crore",
    "taka",
    "usd",
    "dollar",
    "tonne",
    "জন",
    "সংখ্যা",
    "হাজার",
    "লাখ",
    "কোটি",
    "টাকা",
];

/// What kind of number a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measures {
    /// A percentage of a whole.
    Share,
    /// A rate, an average, an index: the whole lies among its parts.
    Rate,
    /// A number of things: the whole is the sum of its parts.
    Count,
}

/// Runs every check over `subject`.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    legacy::check(subject, found);
    column::check(subject, found);
    place::check(subject, found);
    slip::check(subject, found);
    range::check(subject, found);
    part::check(subject, found);
    metadata::check(subject, found);
}

/// Whether the newest value of `dataset` is older than `years` years before `now`.
pub(super) fn stale(
    dataset: &Dataset,
    files: &Files,
    now: i16,
    years: i16,
    found: &mut Found,
) {
    let latest =
        dataset.series.iter().filter_map(Series::latest).map(|it| it.period.last());
    let Some(latest) = latest.max() else { return };
    let years = dataset.metadata.stale_after.unwrap_or(years);
    if now - latest <= years {
        return;
    }
    let message = say!(
        "the newest value is of {latest}, {years} years before {now}",
        latest,
        years = now - latest,
        now
    );
    let span = find_key(files, dataset.metadata_file, "stale_after");
    found.push(Diagnostic::new(Rule::StaleData, span, message).help(
        say!("look for newer data; where there is none, say so with `accept:` or raise `stale_after:`"),
    ));
}

#[cfg(test)]
mod tests {
    use super::{Measures, measures};
    use crate::text::fold;

    #[test]
    fn tells_shares_rates_and_counts_apart() {
        for (unit, meant) in [
            ("%", Measures::Share),
            ("Percentage", Measures::Share),
            ("শতাংশ", Measures::Share),
            ("per 100,000 adults", Measures::Rate),
            ("প্রতি ১ লাখ", Measures::Rate),
            ("women/men", Measures::Rate),
            ("persons", Measures::Count),
            ("people", Measures::Count),
            ("জন", Measures::Count),
            ("years", Measures::Rate),
        ] {
            assert_eq!(measures(&[fold(unit)], std::iter::empty()), meant, "{unit}");
        }
    }
}
