//! What the metadata says against what the data shows.

use super::Subject;
use crate::{
    data::found::Found,
    diag::{Diagnostic, Rule},
    model::{ChartType, Direction, ReportingStatus, Role},
};

/// A direction that leads away from the target, a status that the data belies, a source that is
/// not named, groups that are expected and not there, a line through a single point.
pub(super) fn check(subject: &Subject<'_>, found: &mut Found) {
    direction(subject, found);
    status(subject, found);
    source(subject, found);
    expected(subject, found);
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
    let message = format!(
        "`direction: {says}`, but the target {target} is {wants} from the base {base}"
    );
    found.push(
        Diagnostic::new(Rule::WrongDirection, subject.key("direction"), message).help(
            format!("write `direction: {wants}`, or correct the baseline or the target"),
        ),
    );
}

fn status(subject: &Subject<'_>, found: &mut Found) {
    use ReportingStatus::{Complete, Exploring, NotApplicable};
    let dataset = subject.dataset;
    let Some(declared) = dataset.metadata.status else { return };
    let message = match declared {
        Complete if !dataset.has_values() => {
            "the status is complete, but there are no values"
        }
        Exploring | NotApplicable if dataset.has_values() => {
            "the status says that there is nothing to report, but there are values"
        }
        _ => return,
    };
    found.push(
        Diagnostic::new(Rule::StatusContradiction, subject.key("status"), message)
            .help("remove `status:` to have it told from the data, or correct it"),
    );
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
        let message = "nobody is named as the source of these numbers";
        found.push(
            Diagnostic::new(Rule::NoSource, subject.key("source"), message)
                .help("write `source: { organisation: … }`"),
        );
    }
}

fn expected(subject: &Subject<'_>, found: &mut Found) {
    let dataset = subject.dataset;
    if !dataset.has_values() {
        return;
    }
    let span = subject.key("expected");
    for (column, values) in dataset.metadata.expected.iter() {
        let Some(at) = dataset.dimension(column) else {
            let message =
                format!("the data is expected by `{column}`, but has no such column");
            found.push(
                Diagnostic::new(Rule::ExpectedMissing, span, message).help(
                    "add the column; where nobody collects it, say so with `accept:`",
                ),
            );
            continue;
        };
        for value in values {
            let code = dataset.dimensions[at].code(value);
            let there = |code| {
                let mut series = dataset.series.iter().filter(|it| it.key[at] == code);
                series.any(|it| it.latest().is_some())
            };
            if !code.is_some_and(there) {
                let message =
                    format!("`{value}` of `{column}` is expected, but has no value");
                found.push(Diagnostic::new(Rule::ExpectedMissing, span, message).help(
                    "add its rows; where nobody collects them, say so with `accept:`",
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
    if chart.r#type == Some(ChartType::Line) && most == 1 && !measures {
        let message = "the chart is a line, but no series has more than one value";
        found.push(
            Diagnostic::new(Rule::SinglePoint, subject.key("chart"), message)
                .help("remove `type: line`; the data then decides"),
        );
    }
}
