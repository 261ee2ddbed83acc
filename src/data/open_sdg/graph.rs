//! The `graph_` settings of Open SDG → what the chart of a dataset's own page shows.

use std::collections::BTreeMap;

use super::{fields::Node, metadata::Reader};
use crate::{
    model::{
        Annotation, ChartRequest, ChartType, Dataset, Level, Period, Reach, Role, Value,
    },
    text::Localized,
};

/// What of them can only be used with the table at hand.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// The column whose groups are the parts of a bar.
    stacked: Option<String>,
    /// Words at positions along the axis: 8.5 lies between the ninth and the tenth year.
    remarks: Vec<(f64, Localized<String>)>,
}

/// As many parts as a bar may have.
const PARTS: usize = 6;

/// How far the sum of parts may be above the whole, as a share of it: they are rounded.
const ROUNDED: f64 = 1.02;

impl Reader<'_> {
    /// The chart, as far as the settings alone tell.
    pub(super) fn chart(&self) -> ChartRequest {
        let r#type = match self.fields.text("graph_type").as_deref() {
            Some("line") => Some(ChartType::Line),
            Some("bar" | "binary" | "stacked_bar") => Some(ChartType::Bar),
            _ => None,
        };
        let limits = self.settings("graph_limits").next();
        let limit = |key| limits.and_then(|it| number(it.get(key)?));
        let axis = Reach { from: limit("minimum"), to: limit("maximum") };
        let levels = self.settings("graph_annotations").filter(|it| {
            !is_upright(it) && it.get("preset").and_then(Node::text).is_none()
        });
        let level = |it: &Node| {
            Some(Level { value: number(it.get("value")?)?, label: self.label(it)? })
        };
        ChartRequest {
            r#type,
            target: self
                .target_lines()
                .any(|it| it.get("value").and_then(number).is_some()),
            axis,
            levels: levels.filter_map(level).collect(),
            ..ChartRequest::default()
        }
    }

    /// What else there is.
    pub(super) fn graph(&self) -> Graph {
        let remarks = self.settings("graph_annotations").filter(|it| is_upright(it));
        let remark = |it: &Node| Some((it.get("value")?.number()?, self.label(it)?));
        Graph {
            stacked: self.fields.text("graph_stacked_disaggregation"),
            remarks: remarks.filter_map(remark).collect(),
        }
    }

    /// The lines that show a target, those by the older setting as well.
    pub(super) fn target_lines(&self) -> impl Iterator<Item = &Node> {
        let preset = |it: &&Node| {
            it.get("preset").and_then(Node::text).as_deref() == Some("target_line")
        };
        let older = self.settings("graph_annotations").filter(preset);
        self.settings("graph_target_lines").chain(older)
    }

    /// The items of a setting that are about the whole: those of one unit or series say nothing of
    /// the others.
    fn settings(&self, key: &str) -> impl Iterator<Item = &Node> {
        let items = self.fields.get(key).map_or(&[][..], Node::items);
        let filled = |it: &Node, key| it.get(key).and_then(Node::text).is_some();
        items.iter().filter(move |it| !filled(it, "unit") && !filled(it, "series"))
    }

    /// The words at a line; a line without any explains nothing.
    pub(super) fn label(&self, item: &Node) -> Option<Localized<String>> {
        let content = item.get("label_content");
        let content = content.or_else(|| item.get("label")?.get("content"));
        let words = content.or_else(|| item.get("description"))?.text()?;
        self.translations.resolve(&words).filter(|it| !it.is_empty())
    }
}

fn is_upright(item: &Node) -> bool {
    item.get("mode").and_then(Node::text).as_deref() == Some("vertical")
}

fn number(node: &Node) -> Option<Value> {
    Value::new(&node.number()?.to_string())
}

/// Adds what needs the table to the chart of `dataset`, whose periods are of those `years`.
pub(super) fn finish(dataset: &mut Dataset, graph: &Graph, years: &[i16]) {
    let at = graph.stacked.as_ref().and_then(|it| {
        dataset.dimensions.iter().position(|dimension| &*dimension.name == it.as_str())
    });
    let stacks = at.is_some_and(|it| are_parts(dataset, it));
    let Some(chart) = &mut dataset.metadata.chart else { return };
    let bars = chart.r#type == Some(ChartType::Bar);
    if bars && stacks {
        *chart = ChartRequest {
            r#type: Some(ChartType::Stacked),
            series: graph.stacked.clone(),
            ..ChartRequest::default()
        };
    }
    if bars {
        return;
    }
    for (position, text) in &graph.remarks {
        if let Some(year) = year(*position, years) {
            chart.annotations.push(Annotation { year, text: text.clone() });
        }
    }
}

/// The year at a position along the axis; some write the year itself.
pub(super) fn year(position: f64, years: &[i16]) -> Option<i16> {
    if position > 1000.0 {
        return Some(position as i16);
    }
    years.get(position.ceil() as usize).copied()
}

/// Whether the groups of the dimension `at` are the parts of a whole in every period: few, none
/// below zero, together no more than the headline or a hundred per cent.
fn are_parts(dataset: &Dataset, at: usize) -> bool {
    let dimension = &dataset.dimensions[at];
    let alone = |key: &[u16]| {
        key.iter().enumerate().all(|(other, code)| (*code == 0) != (other == at))
    };
    let parts = dataset.series.iter().filter(|it| alone(&it.key));
    let mut sums: BTreeMap<Period, f64> = BTreeMap::new();
    let mut count = 0;
    for series in parts {
        count += 1;
        for observation in &series.observations {
            let Some(value) = observation.value else { continue };
            if value.number() < 0.0 {
                return false;
            }
            *sums.entry(observation.period).or_default() += value.number();
        }
    }
    let headline = dataset.headline().into_iter().flat_map(|it| &it.observations);
    let wholes: BTreeMap<Period, f64> =
        headline.filter_map(|it| Some((it.period, it.value?.number()))).collect();
    let most = |period: &Period| wholes.get(period).copied().unwrap_or(100.0);
    dimension.role == Role::Disaggregation
        && (2..=PARTS).contains(&count)
        && sums.iter().all(|(period, sum)| *sum <= most(period) * ROUNDED)
}
