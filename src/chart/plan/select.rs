//! Which series and periods of a dataset a request is about, and how they are written.

use std::collections::BTreeSet;

use super::note::{certainty, interval};
use crate::{
    chart::{
        scale::Scale,
        spec::{Bar, Stated},
    },
    diag::{Diagnostic, Span},
    model::{
        ChartRequest, Cut, Dataset, Observation, Period, Series, TargetValue, Value,
        with_unit,
    },
    text::{Locale, Said},
};

/// What the request comes to in the dataset.
#[derive(Clone)]
pub(super) struct Selection<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) request: &'a ChartRequest,
    pub(super) locale: &'a Locale,
    /// The dimension that splits the chart into series.
    pub(super) across: Option<usize>,
    /// The dimension that gives each of its codes a panel.
    pub(super) apart: Option<usize>,
    /// The dimension along the category axis.
    pub(super) down: Option<usize>,
    /// Its series that have a value, in the order of the dataset.
    pub(super) series: Vec<&'a Series>,
    /// The only period shown, if there is one.
    pub(super) only: Option<Period>,
}

/// What `request`, written at `span`, comes to in `dataset`.
///
/// Errors: as [`Dataset::cut`].
pub(super) fn select<'a>(
    dataset: &'a Dataset,
    request: &'a ChartRequest,
    span: Span,
    locale: &'a Locale,
) -> Result<Selection<'a>, Diagnostic> {
    let Cut { across, apart, down, only, series } = dataset.cut(request, span)?;
    Ok(Selection { dataset, request, locale, across, apart, down, series, only })
}

impl Selection<'_> {
    /// Who made the numbers, of when they are, and when they were read there.
    pub(super) fn credits(&self) -> Vec<String> {
        let language = self.locale.language();
        let metadata = &self.dataset.metadata;
        let organisation = metadata.source.organisation.say(language);
        let texts = [organisation, metadata.vintage.say(language)];
        let texts: Vec<String> = texts.into_iter().flatten().map(|it| it.text).collect();
        let mut credits = Vec::new();
        if !texts.is_empty() {
            let source = texts.join("; ");
            credits.push(self.locale.phrase("chart.source", &[("source", &source)]));
        }
        if let Some(date) = metadata.source.accessed {
            let date = self.locale.date(date);
            credits.push(self.locale.phrase("chart.accessed", &[("date", &date)]));
        }
        credits
    }

    /// The observations of `series` that are shown, with their values.
    pub(super) fn shown<'s>(
        &self,
        series: &'s Series,
    ) -> impl Iterator<Item = (&'s Observation, &'s Value)> {
        let only = self.only;
        let observations = series.observations.iter();
        let observations =
            observations.filter(move |it| only.is_none_or(|only| it.period == only));
        observations.filter_map(|it| Some((it, it.value.as_ref()?)))
    }

    /// The periods that are shown.
    pub(super) fn periods(&self) -> BTreeSet<Period> {
        self.series.iter().flat_map(|it| self.shown(it)).map(|it| it.0.period).collect()
    }

    /// What the code of that number in the dimension `at` is called.
    pub(super) fn code_name(&self, at: usize, code: u16) -> String {
        let code = &self.dataset.dimensions[at].codes[usize::from(code)];
        let label = code.label.say(self.locale.language());
        label.map_or_else(|| code.id.to_string(), |it| it.text)
    }

    /// What the code of `series` in the dimension `at` is called.
    pub(super) fn name(&self, at: usize, series: &Series) -> String {
        self.code_name(at, series.key[at])
    }

    /// A period as it is written along an axis.
    pub(super) fn year(&self, period: Period) -> String {
        period.written(self.locale)
    }

    /// The value of `series` at `period`.
    pub(super) fn bar(&self, series: &Series, period: Period) -> Option<Bar> {
        let (observation, value) = self.shown(series).find(|it| it.0.period == period)?;
        let sign = observation.bound.sign();
        let words = self.dataset.quantity(observation, series, self.locale);
        let bounds = self.dataset.interval(observation, self.locale);
        let bounds = bounds.map_or_else(String::new, |it| format!(" ({it})"));
        Some(Bar {
            value: value.number(),
            label: format!("{sign}{}", self.short(value, series)),
            words: format!("{words}{bounds}"),
            certainty: certainty(observation),
            interval: interval(observation, value),
        })
    }

    /// A target or the like, as the word `key` says it.
    pub(super) fn stated(&self, target: &TargetValue, key: &str) -> Stated {
        let number = self.locale.decimal(&target.value.to_string(), None);
        let year = self.locale.digits(&target.year.to_string());
        let value = self.with_percent(&number, self.series[0]);
        Stated {
            x: f64::from(target.year),
            y: target.value,
            label: self.locale.phrase(key, &[("year", &year), ("value", &value)]),
        }
    }

    /// How the numbers along `axis` are written.
    pub(super) fn ticks(&self, axis: &Scale) -> Vec<(f64, String)> {
        let ticks = axis.ticks.iter().zip(&axis.decimals);
        ticks.map(|(it, decimals)| (*it, self.locale.number(*it, *decimals))).collect()
    }

    /// A value as it stands at its mark: with a percent sign, but without a unit in words, which
    /// stands above the axis once.
    pub(super) fn short(&self, value: &Value, series: &Series) -> String {
        let number = self.dataset.number(value, self.locale);
        self.with_percent(&number, series)
    }

    pub(super) fn with_percent(&self, number: &str, series: &Series) -> String {
        let unit = self.dataset.unit(series, self.locale);
        let sign = unit.filter(|it| it.text.starts_with('%')).map(|_| Said::own("%"));
        with_unit(number, sign.as_ref())
    }
}
