//! Things with a beginning and an end, along time.

use jiff::civil::Date;

use super::{
    Catalogue,
    catalogue::day,
    inline,
    view::{Timeline, TimelineRow},
};
use crate::{
    chart::{Form, Stretch, draw, schedule},
    diag::{Diagnostic, Rule, Span, say},
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
    let stretches = match (&request.data, plan) {
        (Some(data), _) => of_dataset(catalogue, data, span, locale)?,
        (None, Some(plan)) => of_actions(plan, locale),
        (None, None) => {
            return Err(Diagnostic::new(
                Rule::BadBlock,
                span,
                say!("a timeline of nothing"),
            )
            .help(say!("name `plan:` (a page with a plan) or `data:` (a dataset)")));
        }
    };
    let title = request.title.as_deref();
    drawn(catalogue, title, &stretches, locale).ok_or_else(|| {
        let message = say!("this timeline has nothing with a date");
        Diagnostic::new(Rule::BadBlock, span, message)
            .help(say!("give the actions `start:` and `end:`, as 2027-01-31"))
    })
}

/// The actions of a plan along time; `None` where none has a date.
pub(super) fn of_plan(
    catalogue: &Catalogue<'_>,
    plan: &Plan,
    locale: &Locale,
) -> Option<Timeline> {
    drawn(catalogue, None, &of_actions(plan, locale), locale)
}

fn drawn(
    catalogue: &Catalogue<'_>,
    title: Option<&str>,
    stretches: &[Stretch],
    locale: &Locale,
) -> Option<Timeline> {
    if stretches.is_empty() {
        return None;
    }
    let row = |it: &Stretch| TimelineRow {
        label: Said::own(&*it.label),
        lead: it.lead.clone().map(Said::own),
        start: day(it.start, locale),
        end: (it.end != it.start).then(|| day(it.end, locale)),
        status: it.status.as_ref().map(|it| it.1.clone()),
    };
    let chart =
        schedule(title.unwrap_or(locale.word("plan.timeline")), stretches, locale);
    Some(Timeline {
        title: title.map(Said::own),
        wide: draw(&chart, Form::Wide, &catalogue.shaper),
        narrow: draw(&chart, Form::Narrow, &catalogue.shaper),
        rows: stretches.iter().map(row).collect(),
    })
}

/// The actions of `plan`; those without a date are left out, and one with a single date is of one
/// day.
fn of_actions(plan: &Plan, locale: &Locale) -> Vec<Stretch> {
    let dated = plan.actions.iter().filter_map(|it| {
        let start = it.start.or(it.end)?;
        let status = it.status.as_deref();
        Some(Stretch {
            label: it.action.clone(),
            lead: it.lead.clone(),
            start,
            end: it.end.unwrap_or(start).max(start),
            status: status.and_then(|it| Some((it.to_owned(), status_word(it, locale)?))),
        })
    });
    dated.collect()
}

/// When each series of a dataset has values.
fn of_dataset(
    catalogue: &Catalogue<'_>,
    name: &str,
    span: Span,
    locale: &Locale,
) -> Result<Vec<Stretch>, Diagnostic> {
    let dataset = inline::dataset(catalogue, name, span)?;
    let mut stretches = Vec::new();
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
            catalogue.dataset_title(dataset, locale.language()).text
        } else {
            labels.join(", ")
        };
        stretches.push(Stretch { label, lead: None, start, end, status: None });
    }
    Ok(stretches)
}

/// The word for the state of an action.
pub(super) fn status_word(status: &str, locale: &Locale) -> Option<String> {
    let key = format!("action.{status}");
    locale.has_word(&key).then(|| locale.word(&key).to_owned())
}
