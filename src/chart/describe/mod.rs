//! A chart in words, made from its data, for those who cannot see it.

mod region;
mod table;

pub(super) use region::{card, regions, spark};

use super::spec::{Lines, Panel, Series};
use crate::text::Locale;

pub(super) use table::{bars, dots, heat, pyramid, slopes, stacked};

/// What a description is about.
pub(super) struct About<'a> {
    /// The chart's title.
    pub(super) title: &'a str,
    /// What its values count.
    pub(super) unit: &'a str,
    /// The language of the words.
    pub(super) locale: &'a Locale,
}

/// What `lines` show: each line's first and last value, its highest and lowest, what was stated.
pub(super) fn lines(lines: &Lines, title: &str, locale: &Locale) -> String {
    let key = if lines.area { "chart.area" } else { "chart.line" };
    let mut sentences = vec![locale.phrase(key, &[("title", title)])];
    sentences.extend(trends(lines, title, locale));
    sentences.join(" ")
}

/// What `panels` show: each group's lines.
pub(super) fn panels(panels: &[Panel], title: &str, locale: &Locale) -> String {
    let mut sentences = vec![locale.phrase("chart.panels", &[("title", title)])];
    for Panel { name, lines } in panels {
        let broken = !lines.breaks.is_empty();
        for series in &lines.series {
            let named = match &*series.name {
                "" => name.clone(),
                series => format!("{name}, {series}"),
            };
            sentences.extend(trend(series, broken, &named, locale));
        }
    }
    sentences.join(" ")
}

fn trends(lines: &Lines, title: &str, locale: &Locale) -> Vec<String> {
    let broken = !lines.breaks.is_empty();
    let named = lines.series.iter().filter_map(|series| {
        let name = if series.name.is_empty() { title } else { &*series.name };
        trend(series, broken, name, locale)
    });
    let mut sentences: Vec<String> = named.collect();
    let aim = lines.aim.iter().flat_map(|it| it.baseline.iter().chain(&it.targets));
    let stated = aim.chain(&lines.levels).map(|it| &it.label);
    let remarks = lines
        .remarks
        .iter()
        .map(|(year, words)| format!("{}: {words}", locale.digits(&year.to_string())));
    let stated: Vec<String> = stated.cloned().chain(remarks).collect();
    sentences.extend(stated.into_iter().map(|it| format!("{it}{}", stop(locale))));
    sentences
}

/// How a sentence ends in the language.
fn stop(locale: &Locale) -> &str {
    locale.word("chart.stop")
}

/// "Female fell from 27.4% in 2017 to 14.3% in 2023"; neutral where the line is broken, since
/// numbers on two sides of a break are not to be compared.
fn trend(series: &Series, broken: bool, name: &str, locale: &Locale) -> Option<String> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    let year = |label: &str| label.split(": ").next().unwrap_or_default().to_owned();
    let (from, to) = (year(&first.label), year(&last.label));
    if series.points.len() == 1 {
        let values = [("name", name), ("value", &*last.words), ("year", &*to)];
        return Some(locale.phrase("chart.single", &values));
    }
    let key = match last.y.total_cmp(&first.y) {
        _ if broken => "chart.between",
        std::cmp::Ordering::Greater => "chart.rose",
        std::cmp::Ordering::Less => "chart.fell",
        std::cmp::Ordering::Equal => "chart.between",
    };
    let values = [
        ("name", name),
        ("first", &*first.words),
        ("from", &*from),
        ("last", &*last.words),
        ("to", &*to),
    ];
    let mut sentence = locale.phrase(key, &values);
    let high = series.points.iter().max_by(|a, b| a.y.total_cmp(&b.y))?;
    let low = series.points.iter().min_by(|a, b| a.y.total_cmp(&b.y))?;
    let ends = |it: &super::spec::Point| it == first || it == last;
    if !ends(high) || !ends(low) {
        let (top, bottom) = (year(&high.label), year(&low.label));
        let values = [
            ("high", &*high.words),
            ("high-year", &*top),
            ("low", &*low.words),
            ("low-year", &*bottom),
        ];
        sentence.push(' ');
        sentence.push_str(&locale.phrase("chart.extremes", &values));
    }
    Some(sentence)
}
