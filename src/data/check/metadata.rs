//! What the metadata says against what the data shows.

use super::{Subject, find_key};
use crate::{
    data::found::Found,
    diag::{Diagnostic, Message, Rule, say},
    model::{
        Availability, ChartType, Coverage, Dataset, Direction, Release, ReportingStatus,
        Role,
    },
    source::Files,
};

/// A direction that leads away from the target, a source that is not named, groups that are
/// expected and not there, a release that was before the data, a line through a single point.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    direction(subject, found);
    source(subject, found);
    expected(subject, found);
    release(subject, found);
    single_point(subject, found);
}

fn direction(subject: &Subject<'_>, found: &mut Found) {
    let metadata = &subject.dataset.metadata;
    let Some(direction) = metadata.direction else { return };
    let first = subject
        .dataset
        .headline()
        .and_then(|it| it.observations.iter().find_map(|it| Some(it.value?.number())));
    let base = metadata.baseline.as_ref().map(|it| it.value).or(first);
    let target = metadata.targets.iter().max_by_key(|it| it.year).map(|it| it.value);
    let (Some(base), Some(target)) = (base, target) else { return };
    let (says, wants) = match direction {
        Direction::Up if target < base => ("up", "down"),
        Direction::Down if target > base => ("down", "up"),
        _ => return,
    };
    let message = say!(
        "`direction: {says}`, but the target {target} is {wants} from the base {base}",
        says,
        target,
        wants,
        base
    );
    found.push(
        Diagnostic::new(Rule::WrongDirection, subject.key("direction"), message).help(
            say!(
                "write `direction: {wants}`, or correct the baseline or the target",
                wants
            ),
        ),
    );
}

/// A status that the data belies. An editor who wrote down what is expected is held to it; years
/// that are only expected by rule contradict nobody.
pub(in crate::data) fn status(
    dataset: &Dataset,
    files: &Files,
    last: Option<i16>,
    found: &mut Found,
) {
    use ReportingStatus::{Complete, Exploring, InProgress, NotApplicable};
    let Some(declared) = dataset.metadata.status else { return };
    let expected = &dataset.metadata.expected;
    let stated = expected.iter().next().is_some() || !expected.years().is_empty();
    let coverage = Coverage::of(dataset, last);
    let message = match (declared, coverage.availability()) {
        (Complete, Availability::None) => {
            say!("the status is complete, but there are no values")
        }
        (Exploring | NotApplicable, Availability::Full | Availability::Partial) => {
            say!("the status says that there is nothing to report, but there are values")
        }
        (InProgress, Availability::Full) if stated => {
            say!("the status is in progress, but all that `expected:` names is there")
        }
        (Complete, Availability::Partial) => {
            // Of a group that is not there at all another check tells.
            let years = expected.years().len();
            match years.saturating_sub(coverage.years()) {
                0 => return,
                missing => say!(
                    "the status is complete, but {missing} of the {years} expected years are \
                     missing",
                    missing,
                    years
                ),
            }
        }
        _ => return,
    };
    let span = find_key(files, dataset.metadata_file, "status");
    found.push(
        Diagnostic::new(Rule::StatusContradiction, span, message)
            .help(say!("remove `status:` to have it told from the data, or correct it")),
    );
}

fn release(subject: &Subject<'_>, found: &mut Found) {
    let metadata = &subject.dataset.metadata;
    let (Some(Release(next)), Some(accessed)) =
        (metadata.next_release, metadata.source.accessed)
    else {
        return;
    };
    if next.last() < accessed.year() {
        let message = say!(
            "the next release is announced for {next}, but the data was fetched on {accessed}",
            next,
            accessed
        );
        found.push(
            Diagnostic::new(Rule::BadMetadata, subject.key("next_release"), message)
                .help(say!("write when the source will publish next, or remove the key")),
        );
    }
}

fn source(subject: &Subject<'_>, found: &mut Found) {
    let dataset = subject.dataset;
    let per_row = || {
        let mut all = dataset.series.iter().flat_map(|it| &it.observations);
        all.all(|it| it.source.is_some())
    };
    if dataset.has_values()
        && dataset.metadata.source.organisation.is_empty()
        && !per_row()
    {
        let message = say!("nobody is named as the source of these numbers");
        found.push(
            Diagnostic::new(Rule::NoSource, subject.key("source"), message)
                .help(say!("write `source: {{ organisation: … }}`")),
        );
    }
}

fn expected(subject: &Subject<'_>, found: &mut Found) {
    let dataset = subject.dataset;
    if !dataset.has_values() {
        return;
    }
    let span = subject.key("expected");
    let status = match dataset.metadata.status {
        Some(ReportingStatus::Complete) => say!(", though the status is complete"),
        _ => Message::quoted(""),
    };
    for (column, values) in dataset.metadata.expected.iter() {
        let Some(at) = dataset.dimension(column) else {
            let message = say!(
                "the data is expected by `{column}`, but has no such column{status}",
                column,
                status
            );
            found.push(Diagnostic::new(Rule::ExpectedMissing, span, message).help(say!(
                "add the column; where nobody collects it, say so with `accept:`"
            )));
            continue;
        };
        for value in values {
            let code = dataset.dimensions[at].code(value);
            let there = |code| {
                let mut series = dataset.series.iter().filter(|it| it.key[at] == code);
                series.any(|it| it.latest().is_some())
            };
            if !code.is_some_and(there) {
                let message = say!(
                    "`{value}` of `{column}` is expected, but has no value{status}",
                    value,
                    column,
                    status
                );
                found.push(Diagnostic::new(Rule::ExpectedMissing, span, message).help(
                    say!(
                        "add its rows; where nobody collects them, say so with `accept:`"
                    ),
                ));
            }
        }
    }
}

fn single_point(subject: &Subject<'_>, found: &mut Found) {
    let dataset = subject.dataset;
    let Some(chart) = &dataset.metadata.chart else { return };
    let values = |it: &crate::model::Series| {
        it.observations.iter().filter(|it| it.value.is_some()).count()
    };
    let most = dataset.series.iter().map(values).max().unwrap_or(0);
    let measures = dataset.dimensions.iter().any(|it| it.role == Role::Measure);
    let line = matches!(chart.r#type, Some(ChartType::Line | ChartType::Area));
    if line && most == 1 && !measures {
        let message = say!("the chart is a line, but no series has more than one value");
        found.push(
            Diagnostic::new(Rule::SinglePoint, subject.key("chart"), message)
                .help(say!("remove `type: line`; the data then decides")),
        );
    }
}
