//! A chart in words, made from its data, for those who cannot see it.

use super::spec::{Bars, Lines, Series};
use crate::text::Locale;

/// What `lines` show: each line's first and last value, its highest and lowest, what was stated.
pub(super) fn lines(lines: &Lines, title: &str, locale: &Locale) -> String {
    let mut sentences = vec![locale.phrase("chart.line", &[("title", title)])];
    for series in &lines.series {
        sentences.extend(trend(series, !lines.breaks.is_empty(), title, locale));
    }
    sentences
        .extend(lines.targets.iter().map(|it| format!("{}{}", it.label, stop(locale))));
    sentences.join(" ")
}

/// What `bars` show: each bar, as long as they are few, else the longest and the shortest.
pub(super) fn bars(bars: &Bars, title: &str, locale: &Locale) -> String {
    const FEW: usize = 12;
    let mut sentences = vec![locale.phrase("chart.bar", &[("title", title)])];
    let mut all: Vec<(f64, String)> = Vec::new();
    for category in &bars.categories {
        for (name, bar) in bars.names.iter().zip(&category.bars) {
            if let Some((value, words)) = bar {
                let label = if name.is_empty() {
                    category.label.clone()
                } else {
                    format!("{}, {name}", category.label)
                };
                all.push((*value, format!("{label}: {words}")));
            }
        }
    }
    if all.len() > FEW {
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let last = all.len() - 1;
        all.swap(1, last);
        all.truncate(2);
    }
    let listed: Vec<String> = all.into_iter().map(|it| it.1).collect();
    sentences.push(format!("{}{}", listed.join("; "), stop(locale)));
    sentences
        .extend(bars.target.iter().map(|it| format!("{}{}", it.label, stop(locale))));
    sentences.join(" ")
}

/// How a sentence ends in the language.
fn stop(locale: &Locale) -> &str {
    locale.word("chart.stop")
}

/// "Female fell from 27.4% in 2017 to 14.3% in 2023"; neutral where the line is broken, since
/// numbers on two sides of a break are not to be compared.
fn trend(series: &Series, broken: bool, title: &str, locale: &Locale) -> Option<String> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    let name = if series.name.is_empty() { title } else { &*series.name };
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
