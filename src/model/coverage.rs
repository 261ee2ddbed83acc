//! What a dataset has of what is expected of it: years, and groups in each year.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dataset, ObsStatus, ReportingStatus, Role};

/// The first year for which data is expected where nobody says otherwise: the base of the
/// Sustainable Development Goals.
pub const FIRST_YEAR: i16 = 2015;

/// What is there and what is missing, by year. A year is that of the start of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The years that data is expected for.
    pub expected: BTreeSet<i16>,
    /// The whole, by year.
    pub whole: BTreeMap<i16, Cell>,
    /// The columns that are expected or filled: those of the metadata first.
    pub columns: Vec<ColumnCoverage>,
}

/// A column's part of a [`Coverage`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnCoverage {
    /// The column's name, as in the table or else in the metadata.
    pub name: Box<str>,
    /// Its place among [`Dataset::dimensions`], where the table has it.
    pub dimension: Option<usize>,
    /// Whether the metadata expects it.
    pub expected: bool,
    /// What there is of it, by year.
    pub cells: BTreeMap<i16, Cell>,
    /// The years in which each of its groups has a value, by code; and of the groups that are
    /// expected by name but not in the table, none.
    pub groups: BTreeMap<Box<str>, BTreeSet<i16>>,
}

/// What there is for a year; a year that is not there is not expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// All that is expected.
    Value,
    /// Some of it: groups without the whole, or some groups of a column.
    Part,
    /// Nothing, though it is expected.
    Missing,
}

/// How much of what is expected a dataset has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Availability {
    /// All of it.
    Full,
    /// Some of it.
    Partial,
    /// No value at all.
    None,
}

impl Cell {
    /// Its name in files and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Part => "part",
            Self::Missing => "missing",
        }
    }
}

impl Coverage {
    /// What `dataset` has of what is expected up to the year `last`; see [`last_year`].
    pub fn of(dataset: &Dataset, last: Option<i16>) -> Self {
        let Found { whole, any, groups } = found(dataset);
        let expected = expected(dataset, &any, last);
        let cell = |year: &i16| match (whole.contains(year), any.contains(year)) {
            (true, _) => Cell::Value,
            (false, true) => Cell::Part,
            (false, false) => Cell::Missing,
        };
        let years = any.union(&expected);
        Self {
            whole: years.map(|it| (*it, cell(it))).collect(),
            columns: columns(dataset, &groups, &expected),
            expected,
        }
    }

    /// How much of what is expected is there.
    pub fn availability(&self) -> Availability {
        if self.whole.values().all(|it| *it == Cell::Missing) {
            return Availability::None;
        }
        let columns = self.columns.iter().filter(|it| it.expected).map(|it| &it.cells);
        let mut lines = std::iter::once(&self.whole).chain(columns);
        let full = lines.all(|cells| {
            self.expected.iter().all(|it| cells.get(it) == Some(&Cell::Value))
        });
        if full { Availability::Full } else { Availability::Partial }
    }

    /// How many of the expected years have any value.
    pub fn years(&self) -> usize {
        let has = |it: &&i16| self.whole.get(it).is_some_and(|it| *it != Cell::Missing);
        self.expected.iter().filter(has).count()
    }

    /// The expected columns that no year has.
    pub fn absent(&self) -> impl Iterator<Item = &ColumnCoverage> {
        let absent = |it: &&ColumnCoverage| {
            it.expected && it.cells.values().all(|it| *it == Cell::Missing)
        };
        self.columns.iter().filter(absent)
    }
}

/// The last year that data is expected for: the newest that any dataset has a value of, forecasts
/// aside.
pub fn last_year<'a>(datasets: impl Iterator<Item = &'a Dataset>) -> Option<i16> {
    let observations = datasets.flat_map(|it| &it.series).flat_map(|it| &it.observations);
    let seen = observations
        .filter(|it| it.value.is_some() && it.status != ObsStatus::Forecast)
        .map(|it| it.period.year);
    seen.max()
}

/// The years with values.
struct Found {
    /// Of the whole.
    whole: BTreeSet<i16>,
    /// Of anything.
    any: BTreeSet<i16>,
    /// Of each code of each dimension.
    groups: Vec<BTreeMap<u16, BTreeSet<i16>>>,
}

fn found(dataset: &Dataset) -> Found {
    let splits: Vec<usize> = dataset
        .dimensions
        .iter()
        .enumerate()
        .filter(|(_, it)| it.role == Role::Disaggregation)
        .map(|(at, _)| at)
        .collect();
    let mut found = Found {
        whole: BTreeSet::new(),
        any: BTreeSet::new(),
        groups: vec![BTreeMap::new(); dataset.dimensions.len()],
    };
    for series in &dataset.series {
        let years = series.observations.iter().filter(|it| it.value.is_some());
        let years: BTreeSet<i16> = years.map(|it| it.period.year).collect();
        let mut whole = true;
        for at in splits.iter().copied().filter(|at| series.key[*at] != 0) {
            whole = false;
            found.groups[at].entry(series.key[at]).or_default().extend(&years);
        }
        if whole {
            found.whole.extend(&years);
        }
        found.any.extend(years);
    }
    found
}

/// The years named in the metadata; else all with a value and all in which one is due, from
/// [`FIRST_YEAR`] to `last`.
fn expected(dataset: &Dataset, any: &BTreeSet<i16>, last: Option<i16>) -> BTreeSet<i16> {
    let metadata = &dataset.metadata;
    if metadata.status == Some(ReportingStatus::NotApplicable) {
        return BTreeSet::new();
    }
    let named = metadata.expected.years();
    if !named.is_empty() {
        return named.clone();
    }
    let Some(last) = last.filter(|it| *it >= FIRST_YEAR) else { return BTreeSet::new() };
    let every = metadata.frequency.map_or(1, super::Frequency::years);
    let mut expected = due(any, last, every);
    expected.extend(any.range(FIRST_YEAR..=last));
    expected
}

/// The years in which a value is due that never came: `every` so many years after the one before.
/// One that comes later than that, but before the next is due, still counts for it.
fn due(any: &BTreeSet<i16>, last: i16, every: i16) -> BTreeSet<i16> {
    let before = any.range(..FIRST_YEAR).next_back();
    let mut next = before.map_or(FIRST_YEAR, |it| (it + every).max(FIRST_YEAR));
    let mut from = FIRST_YEAR;
    let mut missing = BTreeSet::new();
    while next <= last {
        let year = match any.range(from..next + every).next() {
            Some(year) => *year,
            None => {
                missing.insert(next);
                next
            }
        };
        from = year + 1;
        next = year + every;
    }
    missing
}

fn columns(
    dataset: &Dataset,
    groups: &[BTreeMap<u16, BTreeSet<i16>>],
    years: &BTreeSet<i16>,
) -> Vec<ColumnCoverage> {
    let wanted = dataset.metadata.expected.iter();
    let mut columns: Vec<ColumnCoverage> = wanted
        .map(|(name, values)| {
            let dimension = dataset.dimension(name);
            let name = dimension.map_or(name, |it| &dataset.dimensions[it].name);
            column(dataset, groups, &Wanted { name, dimension, values, years })
        })
        .collect();
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        let known = columns.iter().any(|it| it.dimension == Some(at));
        if !known && !groups[at].is_empty() {
            let none = BTreeSet::new();
            let (dimension, name) = (Some(at), &*dimension.name);
            let wanted = Wanted { name, dimension, values: &[], years: &none };
            columns.push(ColumnCoverage {
                expected: false,
                ..column(dataset, groups, &wanted)
            });
        }
    }
    columns
}

/// A column that is expected, with its groups and years.
struct Wanted<'a> {
    name: &'a str,
    dimension: Option<usize>,
    values: &'a [String],
    years: &'a BTreeSet<i16>,
}

fn column(
    dataset: &Dataset,
    groups: &[BTreeMap<u16, BTreeSet<i16>>],
    wanted: &Wanted<'_>,
) -> ColumnCoverage {
    let Wanted { name, dimension, values, years } = *wanted;
    let mut by_group: BTreeMap<Box<str>, BTreeSet<i16>> = BTreeMap::new();
    if let Some(at) = dimension {
        for (code, years) in &groups[at] {
            let code = &dataset.dimensions[at].codes[usize::from(*code)];
            by_group.insert((&*code.id).into(), years.clone());
        }
    }
    let mut needed: Vec<Box<str>> = Vec::new();
    for value in values {
        let at = dimension.map(|at| &dataset.dimensions[at]);
        let code = at.and_then(|it| Some(&*it.codes[usize::from(it.code(value)?)].id));
        let name: Box<str> = code.filter(|it| !it.is_empty()).unwrap_or(value).into();
        by_group.entry(name.clone()).or_default();
        needed.push(name);
    }
    let has = |group: &str, year: &i16| by_group[group].contains(year);
    let cell = |year: &i16| {
        if by_group.values().all(|it| !it.contains(year)) {
            Cell::Missing
        } else if needed.iter().all(|it| has(it, year)) {
            Cell::Value
        } else {
            Cell::Part
        }
    };
    let all: BTreeSet<i16> = by_group.values().flatten().chain(years).copied().collect();
    ColumnCoverage {
        name: name.into(),
        dimension,
        expected: true,
        cells: all.iter().map(|it| (*it, cell(it))).collect(),
        groups: by_group,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::due;

    fn check(years: &[i16], every: i16, missing: &[i16]) {
        let years: BTreeSet<i16> = years.iter().copied().collect();
        let found: Vec<i16> = due(&years, 2024, every).into_iter().collect();
        assert_eq!(found, missing, "{years:?} every {every}");
    }

    #[test]
    fn a_value_is_due_so_many_years_after_the_one_before() {
        check(&[], 5, &[2015, 2020]);
        check(&[2011], 10, &[2021]);
        check(&[2011, 2022], 10, &[]);
        check(&[2011, 2014, 2017, 2021, 2024], 3, &[]);
        check(&[2012, 2019], 3, &[2015, 2022]);
        check(&[2015, 2016, 2017, 2022, 2023], 1, &[2018, 2019, 2020, 2021, 2024]);
        check(&[2016, 2017], 4, &[2021]);
    }
}
