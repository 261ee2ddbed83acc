//! The page of data gaps: indicator by year, and by group.

use std::collections::BTreeSet;

use super::{
    Catalogue, coverage,
    frame::Frame,
    view::{Count, GapGroup, GapRow, Gaps, Status, Subject, View},
};
use crate::{
    model::{Cell, Coverage, Dataset},
    text::{Locale, Said},
};

/// Where it is, in each language.
pub(super) const PATH: &str = "data-gaps.html";

/// The matrix of all datasets.
pub(super) fn view(catalogue: &Catalogue<'_>, locale: &Locale) -> View {
    let datasets = || catalogue.site.datasets.values();
    let coverages = || datasets().map(|it| catalogue.coverage(it));
    let years: BTreeSet<i16> = coverages().flat_map(years_of).collect();
    let of_goal = |number: Option<u8>| {
        let goal = |it: &&Dataset| it.metadata.indicator.as_ref().map(|it| it.goal);
        let mut mine: Vec<&Dataset> =
            datasets().filter(|it| goal(it) == number).collect();
        mine.sort_by_key(|it| (&it.metadata.indicator, &it.id));
        mine
    };
    let framework = &catalogue.site.framework;
    let goals = framework.goals.iter().map(|it| (Some(it), of_goal(Some(it.number))));
    let groups = goals.chain([(None, of_goal(None))]).filter(|it| !it.1.is_empty());
    let groups = groups.map(|(goal, datasets)| {
        let rows: Vec<GapRow> =
            datasets.iter().map(|it| row(catalogue, it, &years, locale)).collect();
        let split = rows.iter().any(|it| !it.lines.is_empty());
        GapGroup { goal: goal.map(|it| catalogue.goal(it, locale)), rows, split }
    });
    let (first, last) = coverage::span(catalogue, locale);
    let subject = Gaps {
        rule: locale.phrase("gaps.rule.page", &[("first", &first), ("last", &last)]),
        groups: groups.collect(),
        counts: counts(coverages(), locale),
        years: coverage::heads(&years, locale),
        downloads: catalogue
            .download("CSV", "data/data-gaps.csv", locale)
            .into_iter()
            .collect(),
    };
    let mut frame = Frame::new(PATH, Said::own(locale.word("gaps.title")), locale);
    frame.description = Some(Said::own(locale.word("gaps.lead")));
    frame.above.push(super::goal::list("indicators", "nav.indicators", locale));
    frame.around(Subject::Gaps(subject), catalogue, locale)
}

/// The years that have a cell.
fn years_of(coverage: &Coverage) -> impl Iterator<Item = i16> + '_ {
    let columns = coverage.columns.iter().flat_map(|it| it.cells.keys());
    coverage.whole.keys().chain(columns).copied()
}

fn row(
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    years: &BTreeSet<i16>,
    locale: &Locale,
) -> GapRow {
    let coverage = catalogue.coverage(dataset);
    let code = dataset.metadata.indicator.as_ref();
    let columns = coverage.columns.iter();
    GapRow {
        code: code.map(|it| locale.digits(&it.to_string())),
        link: catalogue.dataset_link(dataset, locale.language()),
        summary: coverage::summary(dataset, coverage, locale),
        cells: coverage::marks(&coverage.whole, years),
        lines: columns
            .map(|it| coverage::of_column(dataset, it, years, locale))
            .collect(),
    }
}

/// How many cells there are of each kind.
fn counts<'a>(
    coverages: impl Iterator<Item = &'a Coverage>,
    locale: &Locale,
) -> Vec<Count> {
    let mut numbers = [0_usize; 3];
    for coverage in coverages {
        let columns = coverage.columns.iter().flat_map(|it| it.cells.values());
        for cell in coverage.whole.values().chain(columns) {
            numbers[*cell as usize] += 1;
        }
    }
    let kinds = [Cell::Value, Cell::Part, Cell::Missing].into_iter().zip(numbers);
    kinds
        .map(|(kind, number)| Count {
            status: Status {
                key: kind.as_str().to_owned(),
                word: locale.word(&format!("gaps.{}", kind.as_str())).to_owned(),
            },
            count: locale.number(number as f64, 0),
        })
        .collect()
}
