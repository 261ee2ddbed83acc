//! Several groups apart, each in a panel of its own over the same axes.

use super::{
    Anchor, Area, Canvas, Chart, Form, GAP, Head, Ink, LINE, Legend, Shaper, TEXT,
    entries, panel, values,
};
use crate::chart::{draw::size, spec::Panel};

/// How high the plot of a panel is, its axis included.
const HEIGHT: f64 = 170.0;

/// How wide a panel must be at least.
const WIDTH: f64 = 160.0;

/// Draws `panels` in rows.
pub(in crate::chart::draw) fn draw(
    chart: &Chart,
    panels: &[Panel],
    form: Form,
    shaper: &Shaper,
) -> String {
    let (width, _) = size(chart, form);
    let columns = columns(panels.len(), width);
    let each = (width - GAP * 2.0 * (columns - 1) as f64) / columns as f64;
    let head = Head::new(chart, form, width, shaper);
    let several = panels.iter().find(|it| it.lines.series.len() > 1);
    let first = several.unwrap_or(&panels[0]);
    let names = several.map_or(&[][..], |it| &it.lines.series);
    let legend = Legend::new(entries(chart, names, &first.lines), width, shaper);
    let titles: Vec<Vec<String>> =
        panels.iter().map(|it| shaper.wrap(&it.name, TEXT, each * 0.9)).collect();
    let deepest =
        |row: &[Vec<String>]| LINE * row.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let rows: Vec<f64> =
        titles.chunks(columns).map(|it| deepest(it) + HEIGHT + GAP).collect();
    let height = head.height() + legend.height + rows.iter().sum::<f64>();
    let canvas = Canvas::new(width, height, form, shaper);
    head.draw(&canvas);
    legend.draw(head.top(), &canvas);
    let mut top = head.top() + legend.height;
    for ((row, titles), height) in
        panels.chunks(columns).zip(titles.chunks(columns)).zip(&rows)
    {
        for (at, (it, title)) in row.iter().zip(titles).enumerate() {
            let left = (each + GAP * 2.0) * at as f64;
            for (at, line) in title.iter().enumerate() {
                let base = top + LINE * (at as f64 + 0.8);
                canvas.bold(line, (left, base), Anchor::Start, Ink::Words);
            }
            let area = Area {
                left,
                right: left + each,
                top: top + deepest(titles),
                bottom: top + height - GAP,
            };
            panel(&chart.unit, &it.lines, &values(&it.lines.series), area, &canvas);
        }
        top += height;
    }
    canvas.finish(chart)
}

/// As many columns as fit, but no more than make even rows.
fn columns(count: usize, width: f64) -> usize {
    let fit = ((width / WIDTH) as usize).clamp(1, 3).min(count);
    let rows = count.div_ceil(fit);
    count.div_ceil(rows)
}
