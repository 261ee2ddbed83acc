//! What there is of what is expected, in words and marks.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Catalogue,
    view::{self, GapLine, Share, Status},
};
use crate::{
    model::{Availability, Cell, ColumnCoverage, Coverage, Dataset, Frequency},
    text::{Locale, Said, fold},
};

/// How much of what is expected is there, with the word for it.
pub(super) fn availability(availability: Availability, locale: &Locale) -> Status {
    let (key, word) = match availability {
        Availability::Full => ("full", "data.full"),
        Availability::Partial => ("partial", "data.partial"),
        Availability::None => ("none", "data.none"),
    };
    Status { key: key.to_owned(), word: locale.word(word).to_owned() }
}

/// How many of `kinds` are full, partial and none.
pub(super) fn shares(kinds: &[Availability], locale: &Locale) -> Vec<Share> {
    let part = |kind| {
        let size = kinds.iter().filter(|it| **it == kind).count();
        Share {
            count: locale.number(size as f64, 0),
            status: availability(kind, locale),
            size,
        }
    };
    [Availability::Full, Availability::Partial, Availability::None].map(part).into()
}

/// What the data of `dataset` shows beside its declared status.
pub(super) fn view(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    locale: &Locale,
) -> view::Coverage {
    let coverage = catalogue.coverage(dataset);
    let filled = |it: &&ColumnCoverage| it.expected || !it.cells.is_empty();
    let columns = || coverage.columns.iter().filter(filled);
    let years: BTreeSet<i16> = coverage
        .whole
        .keys()
        .chain(columns().flat_map(|it| it.cells.keys()))
        .copied()
        .collect();
    let mut lines = vec![line(locale.word("gaps.whole"), None, &coverage.whole, &years)];
    for column in columns() {
        lines.push(of_column(dataset, column, &years, locale));
    }
    view::Coverage {
        declared: dataset.metadata.status.is_some(),
        data: availability(coverage.availability(), locale),
        summary: summary(dataset, coverage, locale),
        missing: missing(coverage, locale),
        rule: rule(catalogue, dataset, locale),
        years: heads(&years, locale),
        lines: if years.is_empty() { Vec::new() } else { lines },
    }
}

/// A line of a matrix over `years`.
fn line(
    label: &str,
    lang: Option<crate::text::Language>,
    cells: &BTreeMap<i16, Cell>,
    years: &BTreeSet<i16>,
) -> GapLine {
    let label = Said { text: label.to_owned(), lang };
    GapLine { label, cells: marks(cells, years) }
}

/// The line of a column of `dataset`.
pub(super) fn of_column(
    dataset: &Dataset,
    column: &ColumnCoverage,
    years: &BTreeSet<i16>,
    locale: &Locale,
) -> GapLine {
    let name = column_name(dataset, column, locale);
    line(&name.text, name.lang, &column.cells, years)
}

/// One mark a year, the newest first; empty for what is not expected.
pub(super) fn marks(
    cells: &BTreeMap<i16, Cell>,
    years: &BTreeSet<i16>,
) -> Vec<&'static str> {
    years.iter().rev().map(|it| cells.get(it).map_or("", |it| it.as_str())).collect()
}

/// The years of a matrix, the newest first: on a narrow screen they are what is seen.
pub(super) fn heads(years: &BTreeSet<i16>, locale: &Locale) -> Vec<String> {
    years.iter().rev().map(|it| locale.digits(&it.to_string())).collect()
}

/// The name of a column for a reader of `locale`.
pub(super) fn column_name(
    dataset: &Dataset,
    column: &ColumnCoverage,
    locale: &Locale,
) -> Said {
    match column.dimension {
        Some(at) => super::table::label(&dataset.dimensions[at], locale),
        None => {
            let named = dataset.metadata.dimensions.iter();
            let mut named = named.filter(|it| fold(it.0) == fold(&column.name));
            let own = named.find_map(|it| it.1.label.say(locale.language()));
            own.unwrap_or_else(|| Said::own(&*column.name))
        }
    }
}

/// The name of a value of the column `column` for a reader of `locale`, whether the table has it or
/// not.
pub(super) fn value_name(
    dataset: &Dataset,
    column: &str,
    value: &str,
    locale: &Locale,
) -> String {
    let dimension = dataset.dimension(column).map(|it| &dataset.dimensions[it]);
    let code = dimension.and_then(|it| Some(&it.codes[usize::from(it.code(value)?)]));
    if let Some(code) = code {
        return super::table::code_label(code, locale).text;
    }
    let mut named = dataset.metadata.dimensions.iter();
    let own = named.find(|it| fold(it.0) == fold(column));
    let said = own.and_then(|it| it.1.values.get(value)?.say(locale.language()));
    said.map_or_else(|| value.to_owned(), |it| it.text)
}

/// The gaps of a dataset in a sentence: "values for 5 of 10 years; no data by age".
pub(super) fn summary(dataset: &Dataset, coverage: &Coverage, locale: &Locale) -> String {
    let number = |it: usize| locale.number(it as f64, 0);
    if coverage.availability() == Availability::None {
        return locale.word("value.none").to_owned();
    }
    let mut parts = vec![match coverage.expected.len() {
        0 => locale.word("gaps.unexpected").to_owned(),
        all => {
            let values = [("have", &*number(coverage.years())), ("all", &*number(all))];
            locale.phrase("gaps.years", &values)
        }
    }];
    let names = |columns: Vec<&ColumnCoverage>| {
        let names = columns.into_iter().map(|it| column_name(dataset, it, locale).text);
        names.collect::<Vec<_>>().join(", ")
    };
    let absent: Vec<_> = coverage.absent().collect();
    let partly = coverage.columns.iter().filter(|it| {
        let full = |year| it.cells.get(year) == Some(&Cell::Value);
        it.expected && !coverage.expected.iter().all(full)
    });
    let partly: Vec<_> =
        partly.filter(|it| !absent.iter().any(|other| other.name == it.name)).collect();
    for (key, columns) in [("gaps.absent", absent), ("gaps.partly", partly)] {
        if !columns.is_empty() {
            parts.push(locale.phrase(key, &[("columns", &names(columns))]));
        }
    }
    parts.join("; ")
}

/// The years without any value: "2018–2021, 2024".
pub(super) fn missing(coverage: &Coverage, locale: &Locale) -> Option<String> {
    let whole = coverage.whole.iter();
    let missing = whole.filter(|it| *it.1 == Cell::Missing).map(|it| *it.0);
    let mut runs: Vec<(i16, i16)> = Vec::new();
    for year in missing {
        match runs.last_mut().filter(|it| it.1 + 1 == year) {
            Some(run) => run.1 = year,
            None => runs.push((year, year)),
        }
    }
    let runs = runs.iter().map(|(first, last)| {
        let digits = |it: &i16| locale.digits(&it.to_string());
        if first == last {
            digits(first)
        } else {
            format!("{}–{}", digits(first), digits(last))
        }
    });
    let runs: Vec<String> = runs.collect();
    (!runs.is_empty()).then(|| runs.join(", "))
}

/// How the expected years of `dataset` were told.
fn rule(catalogue: &Catalogue<'_>, dataset: &Dataset, locale: &Locale) -> String {
    let coverage = catalogue.coverage(dataset);
    let metadata = &dataset.metadata;
    if coverage.expected.is_empty() {
        return locale.word("gaps.rule.none").to_owned();
    }
    if !metadata.expected.years().is_empty() {
        return locale.word("gaps.rule.named").to_owned();
    }
    let every = metadata.frequency.map_or(1, Frequency::years);
    let every = locale.digits(&every.to_string());
    let (first, last) = span(catalogue, locale);
    let key = if &*every == locale.digits("1").as_str() {
        "gaps.rule.yearly"
    } else {
        "gaps.rule.every"
    };
    locale.phrase(key, &[("first", &first), ("last", &last), ("n", &every)])
}

/// The first and the last year that data is expected for.
pub(super) fn span(catalogue: &Catalogue<'_>, locale: &Locale) -> (String, String) {
    let digits = |it: i16| locale.digits(&it.to_string());
    let first = crate::model::FIRST_YEAR;
    (digits(first), digits(catalogue.last_year.unwrap_or(first)))
}

/// How often there should be a value, in words.
pub(super) fn frequency(dataset: &Dataset, locale: &Locale) -> Option<Said> {
    Some(Said::own(match dataset.metadata.frequency? {
        Frequency::Monthly => locale.word("frequency.monthly").to_owned(),
        Frequency::Quarterly => locale.word("frequency.quarterly").to_owned(),
        Frequency::Years(years) => locale.count("frequency.years", years as u64),
    }))
}

/// When the source will publish next.
pub(super) fn next_release(dataset: &Dataset, locale: &Locale) -> Option<Said> {
    let period = dataset.metadata.next_release?.0;
    Some(Said::own(period.written(locale)))
}
