//! Numbers typed by hand that are not what the data says.
//!
//! Only the plainest case is told, so that a warning is nearly always right: a sentence with one
//! year, a page about one dataset that has a value of the whole for that year, and a percentage or
//! decimal that is near that value and no other one of the dataset.

use std::ops::Range;

use super::unit::Unit;
use crate::{
    diag::{Diagnostic, Rule, say},
    model::{Dataset, Period, Site, Written},
    text::{Locale, Number},
};

/// How far a slip may lie from the value it was meant to be, as a part of it.
const NEAR: f64 = 0.2;

/// Tells of the typed numbers of a page that the data belies.
pub(super) fn check(
    site: &Site,
    translation: Written<'_>,
    units: &[Unit],
    locale: &Locale,
) -> Vec<Diagnostic> {
    let [id] = &translation.front.indicators[..] else { return Vec::new() };
    let Some(dataset) = site.datasets.get(&**id) else { return Vec::new() };
    let mut found = Vec::new();
    for unit in units.iter().filter(|it| it.has_digits()) {
        let numbers = unit.numbers(locale);
        for sentence in sentences(&unit.text) {
            let within = |it: &&Number| sentence.contains(&it.range.start) && it.certain;
            let numbers: Vec<&Number> = numbers.iter().filter(within).collect();
            found.extend(slips(unit, &numbers, dataset));
        }
    }
    found
}

/// The slips among the numbers of one sentence.
fn slips(unit: &Unit, numbers: &[&Number], dataset: &Dataset) -> Vec<Diagnostic> {
    let is_year = |it: &&&Number| {
        it.decimals == 0
            && it.value.fract() == 0.0
            && (1900.0..2100.0).contains(&it.value)
    };
    let years: Vec<&&Number> = numbers.iter().filter(is_year).collect();
    let [year] = years[..] else { return Vec::new() };
    let period = Period::year(year.value as i16);
    let headline = dataset.headline().and_then(|series| {
        series.observations.iter().find(|it| it.period == period)?.value
    });
    let Some(headline) = headline else { return Vec::new() };
    let stated =
        |it: &&&Number| it.decimals > 0 || is_percentage(&unit.text[it.range.end..]);
    let wrong = numbers.iter().filter(stated).filter(|it| {
        let near = (it.value - headline.number()).abs() <= NEAR * headline.number().abs();
        near && !is_known(dataset, it)
    });
    let slip = |it: &&Number| {
        let typed = &unit.text[it.range.clone()];
        let (id, year) = (&dataset.id, period.year);
        let message = say!(
            "`{typed}` is typed here, and `{id}` says {value} for {year}",
            typed,
            id,
            value = headline.digits(),
            year
        );
        Diagnostic::new(Rule::TypedNumber, unit.span(it.range.clone()), message)
            .label(unit.span(year_range(numbers, period)), say!("the year"))
            .help(say!("take it from the data: `` `={id} Year={year}` ``", id, year))
    };
    wrong.map(slip).collect()
}

fn year_range(numbers: &[&Number], period: Period) -> Range<usize> {
    let year = f64::from(period.year);
    numbers.iter().find(|it| it.value == year).map_or(0..0, |it| it.range.clone())
}

/// Whether some value of the dataset, rounded as `number` was written, is that number.
fn is_known(dataset: &Dataset, number: &Number) -> bool {
    let half = 0.500_001 / 10_f64.powi(number.decimals as i32);
    let is = |value: f64| (value - number.value).abs() <= half;
    let series = dataset.series.iter().flat_map(|it| &it.observations);
    let stated = dataset.metadata.targets.iter().chain(&dataset.metadata.baseline);
    series.filter_map(|it| it.value).any(|it| is(it.number()))
        || stated.map(|it| it.value).any(is)
}

/// Whether `rest` goes on with a sign or word for per cent.
fn is_percentage(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["%", "per cent", "percent", "শতাংশ", "ভাগ"].iter().any(|it| rest.starts_with(it))
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let space = letters.peek().is_none_or(|it| it.1.is_whitespace());
        if matches!(letter, '।' | ';') || (matches!(letter, '.' | '?' | '!') && space) {
            sentences.push(start..at);
            start = at + letter.len_utf8();
        }
    }
    sentences.push(start..text.len());
    sentences
}
