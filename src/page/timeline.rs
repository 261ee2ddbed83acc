//! Things with a beginning and an end, along time.

use jiff::civil::Date;

use super::{
    Catalogue,
    catalogue::day,
    inline,
    view::{Timeline, TimelineRow},
};
use crate::{
    diag::{Diagnostic, Rule, Span},
    model::{Plan, TimelineRequest},
    text::{Locale, Said},
};

/// The timeline that `request` asks for: of `plan`, or of a dataset's periods.
pub(super) fn requested(
    catalogue: &Catalogue<'_>,
    request: &TimelineRequest,
    plan: Option<&Plan>,
    span: Span,
    locale: &Locale,
) -> Result<Timeline, Diagnostic> {
    let mut timeline = match (&request.data, plan) {
        (Some(data), _) => of_dataset(catalogue, data, span, locale)?,
        (None, Some(plan)) => of_plan(plan, locale),
        (None, None) => {
            return Err(Diagnostic::new(Rule::BadBlock, span, "a timeline of nothing")
                .help("name `plan:` (a page with a plan) or `data:` (a dataset)"));
        }
    };
    if timeline.rows.is_empty() {
        let message = "this timeline has nothing with a date";
        return Err(Diagnostic::new(Rule::BadBlock, span, message));
    }
    timeline.title = request.title.clone().map(Said::own);
    Ok(timeline)
}

/// The actions of a plan along time; those without a date are left out.
pub(super) fn of_plan(plan: &Plan, locale: &Locale) -> Timeline {
    let dated = plan.actions.iter().filter_map(|it| {
        let start = it.start.or(it.end)?;
        Some((it, start, it.end.unwrap_or(start)))
    });
    let dated: Vec<_> = dated.collect();
    let axis = Axis::over(dated.iter().map(|(_, start, end)| (*start, *end)));
    let rows = dated.iter().map(|(action, start, end)| TimelineRow {
        label: Said::own(&*action.action),
        lead: action.lead.clone().map(Said::own),
        start: Some(day(*start, locale)),
        end: Some(day(*end, locale)),
        status: action.status.clone(),
        status_word: action.status.as_deref().and_then(|it| status_word(it, locale)),
        from: axis.position(*start),
        length: axis.length(*start, *end),
    });
    Timeline { title: None, years: axis.years(locale), rows: rows.collect() }
}

/// When each series of a dataset has values.
fn of_dataset(
    catalogue: &Catalogue<'_>,
    name: &str,
    span: Span,
    locale: &Locale,
) -> Result<Timeline, Diagnostic> {
    let dataset = inline::dataset(catalogue, name, span)?;
    let mut rows = Vec::new();
    for series in &dataset.series {
        let with_value = || series.observations.iter().filter(|it| it.value.is_some());
        let (Some(first), Some(last)) = (with_value().next(), with_value().next_back())
        else {
            continue;
        };
        let (start, end) =
            (Date::new(first.period.year, 1, 1), Date::new(last.period.year, 12, 31));
        let (Ok(start), Ok(end)) = (start, end) else { continue };
        let named =
            dataset.dimensions.iter().zip(&series.key).filter(|(_, code)| **code != 0);
        let labels: Vec<String> = named
            .map(|(it, code)| {
                super::table::code_label(&it.codes[usize::from(*code)], locale).text
            })
            .collect();
        let label = if labels.is_empty() {
            catalogue.dataset_title(dataset, locale.language())
        } else {
            Said::own(labels.join(", "))
        };
        rows.push((label, start, end));
    }
    let axis = Axis::over(rows.iter().map(|(_, start, end)| (*start, *end)));
    let rows = rows.into_iter().map(|(label, start, end)| TimelineRow {
        label,
        lead: None,
        start: Some(day(start, locale)),
        end: Some(day(end, locale)),
        status: None,
        status_word: None,
        from: axis.position(start),
        length: axis.length(start, end),
    });
    let rows = rows.collect();
    Ok(Timeline { title: None, years: axis.years(locale), rows })
}

/// The word for the state of an action.
pub(super) fn status_word(status: &str, locale: &Locale) -> Option<String> {
    let key = format!("action.{status}");
    locale.has_word(&key).then(|| locale.word(&key).to_owned())
}

/// Whole years from the first beginning to the last end.
#[derive(Debug, Clone, Copy, Default)]
struct Axis {
    first: i16,
    last: i16,
}

impl Axis {
    fn over(spans: impl Iterator<Item = (Date, Date)> + Clone) -> Self {
        let first = spans.clone().map(|it| it.0.year()).min().unwrap_or_default();
        let last = spans.map(|it| it.1.year()).max().unwrap_or_default();
        Self { first, last }
    }

    fn years(self, locale: &Locale) -> Vec<String> {
        (self.first..=self.last).map(|it| locale.digits(&it.to_string())).collect()
    }

    /// Where the day is, in per cent with one decimal place.
    fn position(self, date: Date) -> f64 {
        let years = f64::from(self.last - self.first + 1);
        let days = if date.in_leap_year() { 366.0 } else { 365.0 };
        let at = f64::from(date.year() - self.first)
            + f64::from(date.day_of_year() - 1) / days;
        (at / years * 1000.0).round() / 10.0
    }

    fn length(self, start: Date, end: Date) -> f64 {
        let after = end.tomorrow().unwrap_or(end);
        let length = self.position(after) - self.position(start);
        ((length * 10.0).round() / 10.0).max(1.0)
    }
}
