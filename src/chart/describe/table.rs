//! Bars, dots, slopes and cells in words.

use super::{About, stop};
use crate::chart::spec::{Bar, Bars, Category, Heat, Slopes};

/// So many values are listed; of more, the highest and the lowest are said.
const FEW: usize = 12;

/// A value and what it belongs to: `Dhaka, Female`.
type Named<'a> = (String, &'a Bar);

impl About<'_> {
    /// The kind of chart, by its word `key`, its title and, where no sign says it, its unit.
    fn opening(&self, key: &str) -> Vec<String> {
        let mut sentences = vec![self.locale.phrase(key, &[("title", self.title)])];
        if !self.unit.is_empty() && !self.unit.starts_with('%') {
            sentences.push(self.locale.phrase("chart.unit", &[("unit", self.unit)]));
        }
        sentences
    }

    fn sentence(&self, words: &str) -> String {
        format!("{words}{}", stop(self.locale))
    }

    /// `Dhaka: 40%; Sylhet: 12%.`
    fn list(&self, values: &[Named<'_>]) -> String {
        let listed: Vec<String> =
            values.iter().map(|(name, bar)| format!("{name}: {}", bar.label)).collect();
        self.sentence(&listed.join("; "))
    }

    /// The values if they are few, else the highest and the lowest.
    fn summary(&self, values: &[Named<'_>]) -> Option<String> {
        if values.len() <= FEW {
            return (!values.is_empty()).then(|| self.list(values));
        }
        let order = |a: &&Named<'_>, b: &&Named<'_>| a.1.value.total_cmp(&b.1.value);
        let (high, low) = (values.iter().max_by(order)?, values.iter().min_by(order)?);
        let say = |it: &Named<'_>| format!("{} ({})", it.0, it.1.label);
        let count = self.locale.number(values.len() as f64, 0);
        let words = [("n", &*count), ("high", &say(high)), ("low", &say(low))];
        Some(self.locale.phrase("chart.most", &words))
    }
}

/// Every value of a table with its names.
fn named(bars: &Bars) -> Vec<Named<'_>> {
    let of = |category: &'_ Category| {
        let label = category.label.clone();
        move |(name, bar): (&String, _)| {
            let bar: Option<&Bar> = bar;
            bar.map(|it| (joined(&label, name), it))
        }
    };
    bars.categories
        .iter()
        .flat_map(|it| {
            let values = it.bars.iter().map(Option::as_ref);
            bars.names.iter().zip(values).filter_map(of(it))
        })
        .collect()
}

/// `Dhaka, Female`; one of them alone where the other has no name.
fn joined(category: &str, name: &str) -> String {
    match (category, name) {
        (category, "") => category.to_owned(),
        ("", name) => name.to_owned(),
        (category, name) => format!("{category}, {name}"),
    }
}

/// What `bars` show: each bar, as long as they are few, else the longest and the shortest; and what
/// they are compared with.
pub(in crate::chart) fn bars(bars: &Bars, key: &str, about: &About<'_>) -> String {
    let mut sentences = about.opening(key);
    sentences.extend(about.summary(&named(bars)));
    sentences.extend(bars.stated.iter().map(|it| about.sentence(&it.label)));
    sentences.join(" ")
}

/// What stacked `bars` show: every part as long as they are few, else those of the first and of the
/// last category.
pub(in crate::chart) fn stacked(bars: &Bars, about: &About<'_>) -> String {
    let values = named(bars);
    if values.len() <= FEW {
        return self::bars(bars, "chart.stacked", about);
    }
    let mut sentences = about.opening("chart.stacked");
    for category in bars.categories.first().into_iter().chain(bars.categories.last()) {
        let mut one = bars.clone();
        one.categories = vec![category.clone()];
        sentences.push(about.list(&named(&one)));
    }
    sentences.join(" ")
}

/// What `dots` show: their values, and between which of a category the distance is widest.
pub(in crate::chart) fn dots(dots: &Bars, about: &About<'_>) -> String {
    let ends = |category: &Category| {
        let order = |a: &&Bar, b: &&Bar| a.value.total_cmp(&b.value);
        let values = || category.bars.iter().flatten();
        let (low, high) = (values().min_by(order)?, values().max_by(order)?);
        let words = (low.label.clone(), high.label.clone());
        (high.value > low.value).then_some((high.value - low.value, words))
    };
    let gaps =
        dots.categories.iter().filter_map(|it| Some((it.label.as_str(), ends(it)?)));
    let widest = gaps.max_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let widest = widest.map(|(name, (_, (low, high)))| {
        let values = [("name", name), ("low", &*low), ("high", &*high)];
        about.locale.phrase("chart.gap", &values)
    });
    let told = bars(dots, "chart.dot", about);
    std::iter::once(told).chain(widest).collect::<Vec<_>>().join(" ")
}

/// What `slopes` show: how each line goes.
pub(in crate::chart) fn slopes(slopes: &Slopes, about: &About<'_>) -> String {
    let mut sentences =
        vec![about.locale.phrase("chart.slope", &[("title", about.title)])];
    let names = &slopes.ends.names;
    for line in &slopes.ends.categories {
        let name = if line.label.is_empty() { about.title } else { &*line.label };
        let [first, last] = [0, 1].map(|at| line.bars[at].as_ref());
        let (Some(first), Some(last)) = (first, last) else {
            let only = [first, last].into_iter().zip(names).find(|it| it.0.is_some());
            sentences.extend(only.and_then(|(bar, year)| {
                let values = [("name", name), ("value", &*bar?.words), ("year", year)];
                Some(about.locale.phrase("chart.single", &values))
            }));
            continue;
        };
        let key = match last.value.total_cmp(&first.value) {
            std::cmp::Ordering::Greater if !slopes.broken => "chart.rose",
            std::cmp::Ordering::Less if !slopes.broken => "chart.fell",
            _ => "chart.between",
        };
        let values = [
            ("name", name),
            ("first", &*first.words),
            ("from", &*names[0]),
            ("last", &*last.words),
            ("to", &*names[1]),
        ];
        sentences.push(about.locale.phrase(key, &values));
    }
    sentences.join(" ")
}

/// What a heat map shows: its values if they are few, else the highest and the lowest; and its
/// classes.
pub(in crate::chart) fn heat(heat: &Heat, about: &About<'_>) -> String {
    let mut sentences = about.opening("chart.heatmap");
    let rows = heat.rows.labels.iter().zip(&heat.cells);
    let values = rows.flat_map(|(row, cells)| {
        let cells = heat.columns.labels.iter().zip(cells);
        cells
            .filter_map(move |(column, cell)| Some((joined(row, column), cell.as_ref()?)))
    });
    let values: Vec<Named<'_>> = values.collect();
    sentences.extend(about.summary(&values));
    sentences.join(" ")
}

/// What a population pyramid shows: the largest group of each side.
pub(in crate::chart) fn pyramid(pyramid: &Bars, about: &About<'_>) -> String {
    let mut sentences = about.opening("chart.pyramid");
    for (side, name) in pyramid.names.iter().enumerate() {
        let values = pyramid
            .categories
            .iter()
            .filter_map(|it| Some((it, it.bars[side].as_ref()?)));
        let largest = values.max_by(|a, b| a.1.value.total_cmp(&b.1.value));
        sentences.extend(largest.map(|(group, bar)| {
            let values =
                [("name", &**name), ("group", &*group.label), ("value", &*bar.label)];
            about.locale.phrase("chart.largest", &values)
        }));
    }
    sentences.join(" ")
}
