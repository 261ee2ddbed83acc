//! Numbers in a sentence: `=8-6-1 Sex=Female` → "১৯.১%".

use super::Catalogue;
use crate::{
    diag::{Diagnostic, Rule, Span, Spanned},
    model::{
        Asked, Dataset, Expression, Observation, Part, Period, Series, TargetValue,
        Value, Where, with_unit,
    },
    text::{Locale, nearest},
};

/// What `expression` comes to, as the language of `locale` writes it.
pub(super) fn evaluate(
    catalogue: &Catalogue<'_>,
    expression: &Spanned<Expression>,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    let Spanned { node, span } = expression;
    let dataset = dataset(catalogue, &node.data, *span)?;
    match &node.asked {
        Asked::Value => {
            let (series, _, value) = observed(dataset, &node.r#where, *span)?;
            Ok(dataset.quantity(value, series, locale))
        }
        Asked::Year => {
            let (_, observation, _) = observed(dataset, &node.r#where, *span)?;
            Ok(period(observation.period, locale))
        }
        Asked::Change { from, to } => change(
            dataset,
            &node.r#where,
            (from.as_deref(), to.as_deref()),
            *span,
            locale,
        ),
        Asked::Target => {
            let wanted = node.r#where.year();
            let mut targets = dataset.metadata.targets.iter();
            let target = match wanted {
                Some(year) => {
                    targets.find(|it| it.year.to_string() == crate::text::fold(year))
                }
                None => targets.max_by_key(|it| it.year),
            };
            stated(dataset, target, "target", *span, locale)
        }
        Asked::Baseline => {
            stated(dataset, dataset.metadata.baseline.as_ref(), "baseline", *span, locale)
        }
        Asked::Progress => progress(dataset, *span, locale),
    }
}

/// The dataset of that name, or an error that names the nearest.
pub(super) fn dataset<'a>(
    catalogue: &Catalogue<'a>,
    name: &str,
    span: Span,
) -> Result<&'a Dataset, Diagnostic> {
    let datasets = &catalogue.site.datasets;
    datasets.get(name).ok_or_else(|| {
        let near = nearest(name, datasets.keys().map(|it| &**it));
        Diagnostic::new(
            Rule::UnknownDataset,
            span,
            format!("there is no dataset `{name}`"),
        )
        .help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("put `{name}.csv` and `{name}.yaml` into `data/`"),
        })
    })
}

/// The observation that `filter` picks: of its period, or else the latest with a value.
pub(super) fn observed<'a>(
    dataset: &'a Dataset,
    filter: &Where,
    span: Span,
) -> Result<(&'a Series, &'a Observation, &'a Value), Diagnostic> {
    let place = dataset.place(filter).map_err(|it| it.diagnose(&dataset.id, span))?;
    let series = dataset.at(&place).next();
    let missing = |what: String| {
        let has =
            series.map(|it| with_values(it).map(|it| it.to_string()).collect::<Vec<_>>());
        Diagnostic::new(
            Rule::NoValue,
            span,
            format!("`{}` has no value {what}", dataset.id),
        )
        .maybe_help(
            has.filter(|it| !it.is_empty())
                .map(|it| format!("there are values for {}", it.join(", "))),
        )
    };
    let Some(series) = series else { return Err(missing("for that group".to_owned())) };
    let found = match filter.year() {
        Some(year) => {
            let wanted: Period = year.parse().map_err(|()| {
                let message = format!("`{year}` is no year");
                Diagnostic::new(Rule::BadPeriod, span, message)
            })?;
            series.observations.iter().find(|it| it.period == wanted)
        }
        None => series.latest(),
    };
    let value = found.and_then(|it| Some((series, it, it.value.as_ref()?)));
    value.ok_or_else(|| match filter.year() {
        Some(year) => missing(format!("for {year}")),
        None => missing("at all".to_owned()),
    })
}

fn with_values(series: &Series) -> impl Iterator<Item = Period> {
    series.observations.iter().filter(|it| it.value.is_some()).map(|it| it.period)
}

/// The headline's latest observation.
pub(super) fn latest(dataset: &Dataset) -> Option<(&Series, &Observation, &Value)> {
    let series = dataset.headline()?;
    let observation = series.latest()?;
    Some((series, observation, observation.value.as_ref()?))
}

/// A period as a reader writes it.
pub(super) fn period(period: Period, locale: &Locale) -> String {
    let year = locale.digits(&period.year.to_string());
    match period.part {
        Part::Month(month) => {
            let month = locale.word(MONTHS[usize::from(month - 1)]);
            locale.phrase("period.month", &[("month", month), ("year", &year)])
        }
        Part::Quarter(quarter) => {
            let quarter = locale.digits(&quarter.to_string());
            locale.phrase("period.quarter", &[("quarter", &quarter), ("year", &year)])
        }
        Part::Day(month, day) => {
            match jiff::civil::Date::new(period.year, month as i8, day as i8) {
                Ok(date) => locale.date(date),
                Err(_) => locale.digits(&period.to_string()),
            }
        }
        Part::Whole | Part::Until(_) => {
            locale.digits(&period.to_string()).replace('-', "–")
        }
    }
}

const MONTHS: [&str; 12] = [
    "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7",
    "month.8", "month.9", "month.10", "month.11", "month.12",
];

fn change(
    dataset: &Dataset,
    filter: &Where,
    (from, to): (Option<&str>, Option<&str>),
    span: Span,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    let at = |year: Option<&str>| {
        let mut filter = filter.clone();
        filter.0.retain(|column, _| crate::text::fold(column) != "year");
        if let Some(year) = year {
            filter.0.insert("Year".to_owned(), year.to_owned());
        }
        observed(dataset, &filter, span)
    };
    let (series, _, last) = at(to)?;
    let first = match from {
        Some(_) => at(from)?.2,
        None => {
            let first = series.observations.iter().find_map(|it| it.value.as_ref());
            first.expect("a series with a last value has a first one")
        }
    };
    Ok(difference(dataset, series, (first, last), locale))
}

/// How `last` differs from `first`, in words: "down 13.1 percentage points".
pub(super) fn difference(
    dataset: &Dataset,
    series: &Series,
    (first, last): (&Value, &Value),
    locale: &Locale,
) -> String {
    let places = dataset.decimals(first).max(dataset.decimals(last));
    let difference = last.number() - first.number();
    let size = locale.number(difference.abs(), places);
    if size == locale.number(0.0, places) {
        return locale.word("value.same").to_owned();
    }
    let size = if dataset.is_percentage(series, locale) {
        format!("{size} {}", locale.word("value.points"))
    } else {
        with_unit(&size, dataset.unit(series, locale).as_ref())
    };
    let key = if difference > 0.0 { "value.up" } else { "value.down" };
    locale.phrase(key, &[("change", &size)])
}

fn stated(
    dataset: &Dataset,
    stated: Option<&TargetValue>,
    what: &str,
    span: Span,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    let stated = stated.ok_or_else(|| {
        Diagnostic::new(Rule::NoValue, span, format!("`{}` has no {what}", dataset.id))
            .help(format!("write it into `data/{}.yaml`", dataset.id))
    })?;
    Ok(target_value(dataset, stated, locale))
}

/// A stated value with the unit of the headline.
pub(super) fn target_value(
    dataset: &Dataset,
    stated: &TargetValue,
    locale: &Locale,
) -> String {
    let digits = stated.value.to_string();
    let number = locale.decimal(&digits, None);
    let unit = match dataset.headline() {
        Some(series) => dataset.unit(series, locale),
        None => dataset.metadata.unit.say(locale.language()),
    };
    with_unit(&number, unit.as_ref())
}

fn progress(
    dataset: &Dataset,
    span: Span,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    use super::progress::{Progress, assess};
    match assess(dataset) {
        Some(progress) => Ok(locale
            .word(match progress {
                Progress::Reached => "progress.reached",
                Progress::OnTrack => "progress.on-track",
                Progress::TooSlow => "progress.too-slow",
                Progress::WrongWay => "progress.wrong-way",
            })
            .to_owned()),
        None => Err(Diagnostic::new(
            Rule::NoValue,
            span,
            format!("progress of `{}` cannot be told", dataset.id),
        )
        .help("it needs a direction, a target and values at two years")),
    }
}
