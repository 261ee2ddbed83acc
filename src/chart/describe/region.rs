//! Places and single numbers in words.

use super::{stop, trend};
use crate::{
    chart::spec::{Card, Region, Regions, Series},
    text::Locale,
};

/// How many places at each end are named.
const NAMED: usize = 3;

/// What `regions` show: how many places, which have the highest and lowest values, which have none.
pub(in crate::chart) fn regions(
    regions: &Regions,
    title: &str,
    locale: &Locale,
) -> String {
    let mut sorted: Vec<&Region> =
        regions.regions.iter().filter(|it| it.value.is_some()).collect();
    sorted.sort_by(|a, b| b.value.unwrap_or(0.0).total_cmp(&a.value.unwrap_or(0.0)));
    let list = |regions: &[&Region]| {
        let each = regions.iter().map(|it| format!("{}: {}", it.label, it.words));
        each.collect::<Vec<_>>().join("; ")
    };
    let count = locale.count("count.places", sorted.len() as u64);
    let values = [("title", title), ("count", &*count)];
    let mut sentences = vec![locale.phrase("chart.map", &values)];
    let ends = if sorted.len() > NAMED * 2 { NAMED } else { sorted.len() };
    let mut say = |key: &str, named: &[&Region]| {
        if !named.is_empty() {
            sentences.push(locale.phrase(key, &[("list", &list(named))]));
        }
    };
    say("chart.map.high", &sorted[..ends]);
    sorted.reverse();
    if ends < sorted.len() {
        say("chart.map.low", &sorted[..ends]);
    }
    let missing = regions.regions.iter().filter(|it| it.value.is_none());
    let missing: Vec<&str> = missing.map(|it| &*it.label).collect();
    if !missing.is_empty() {
        let names = missing.join(", ");
        sentences.push(locale.phrase("chart.map.missing", &[("list", &names)]));
    }
    sentences.join(" ")
}

/// What `card` says.
pub(in crate::chart) fn card(card: &Card, title: &str, locale: &Locale) -> String {
    let values = [("name", title), ("value", &*card.words), ("year", &*card.year)];
    let mut sentences = vec![locale.phrase("chart.single", &values)];
    let more = card.change.iter().map(|it| &it.1).chain(&card.target);
    sentences.extend(more.map(|it| format!("{it}{}", stop(locale))));
    sentences.join(" ")
}

/// What a line without axes shows.
pub(in crate::chart) fn spark(line: &Series, title: &str, locale: &Locale) -> String {
    let broken = line.points.iter().any(|it| it.cut);
    trend(line, broken, title, locale).unwrap_or_default()
}
