//! Numbers in a sentence: `=8-6-1 Sex=Female` → "১৯.১%".

use super::Catalogue;
use crate::{
    diag::{Diagnostic, Message, Rule, Span, Spanned, meant, say},
    model::{
        Asked, Dataset, Expression, Observation, Period, Series, TargetValue, Value,
        Where, with_unit,
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
            let (series, observation, _) = observed(dataset, &node.r#where, *span)?;
            Ok(dataset.quantity(observation, series, locale))
        }
        Asked::Year => {
            let (_, observation, _) = observed(dataset, &node.r#where, *span)?;
            Ok(observation.period.written(locale))
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
            stated(dataset, target, &say!("target"), *span, locale)
        }
        Asked::Baseline => stated(
            dataset,
            dataset.metadata.baseline.as_ref(),
            &say!("baseline"),
            *span,
            locale,
        ),
        Asked::Progress => progress(catalogue, dataset, *span, locale),
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
            say!("there is no dataset `{name}`", name),
        )
        .help(match near {
            Some(near) => meant(near),
            None => say!("put `{name}.csv` and `{name}.yaml` into `data/`", name),
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
    let missing = |message: Message| {
        let has =
            series.map(|it| with_values(it).map(|it| it.to_string()).collect::<Vec<_>>());
        Diagnostic::new(Rule::NoValue, span, message).maybe_help(
            has.filter(|it| !it.is_empty()).map(|it| {
                say!("there are values for {periods}", periods = it.join(", "))
            }),
        )
    };
    let Some(series) = series else {
        return Err(missing(say!("`{id}` has no value for that group", id = dataset.id)));
    };
    let found = match filter.year() {
        Some(year) => {
            let wanted: Period = year.parse().map_err(|()| {
                let message = say!("`{year}` is no year", year);
                Diagnostic::new(Rule::BadPeriod, span, message)
            })?;
            series.observations.iter().find(|it| it.period == wanted)
        }
        None => series.latest(),
    };
    let value = found.and_then(|it| Some((series, it, it.value.as_ref()?)));
    value.ok_or_else(|| match filter.year() {
        Some(year) => {
            missing(say!("`{id}` has no value for {year}", id = dataset.id, year))
        }
        None => missing(say!("`{id}` has no value at all", id = dataset.id)),
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
    dataset.change(series, (first.number(), last.number()), places, locale)
}

fn stated(
    dataset: &Dataset,
    stated: Option<&TargetValue>,
    what: &Message,
    span: Span,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    let stated = stated.ok_or_else(|| {
        Diagnostic::new(
            Rule::NoValue,
            span,
            say!("`{id}` has no {what}", id = dataset.id, what),
        )
        .help(say!("write it into `data/{id}.yaml`", id = dataset.id))
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
    catalogue: &Catalogue<'_>,
    dataset: &Dataset,
    span: Span,
    locale: &Locale,
) -> Result<String, Diagnostic> {
    let assessed = catalogue.assess(dataset).map(|it| it.result);
    let why = match assessed {
        Some(Ok((rating, _))) => {
            return Ok(locale.word(super::progress::word(rating)).to_owned());
        }
        Some(Err(why)) => why.reason(),
        None => say!("no direction"),
    };
    let message = say!("progress of `{id}` cannot be told: {why}", id = dataset.id, why);
    let help = say!(
        "it needs a direction, a target, and values at least a year apart of which the \
                last is not too old"
    );
    Err(Diagnostic::new(Rule::NoValue, span, message).help(help))
}
