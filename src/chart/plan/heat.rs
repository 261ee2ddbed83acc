//! Cells coloured by class.

use super::{bar::bad, select::Selection};
use crate::{
    chart::{
        scale::classes,
        spec::{Category, Heads, Heat},
    },
    diag::{Diagnostic, Span, say},
    model::is_year,
};

/// As many columns as fit on a phone.
const COLUMNS: usize = 12;

/// The same for periods, of which not all are written.
const PERIODS: usize = 40;

impl Selection<'_> {
    /// A cell for each column and row.
    ///
    /// Errors: the columns or the rows are not named, or are the same, or are too many.
    pub(super) fn heat(&self, span: Span) -> Result<Heat, Diagnostic> {
        if self.across.is_none() || self.request.series.is_some() {
            return bad(
                span,
                say!("a heat map has columns and rows, and they are not named"),
                say!(
                    "write `x:` and the column of the data that runs across, `y:` and the one that runs \
                 down, and no `series:`; one of them may be left out for the periods"
                ),
            );
        }
        if self.across == self.down {
            return bad(
                span,
                say!("the columns and the rows of the heat map are the same"),
                say!("write another column as `y:`, or leave it out for the periods"),
            );
        }
        let groups = self.groups();
        let names = self.heads(groups.names, false);
        let labels = groups.categories.iter().map(|it| it.label.clone()).collect();
        let categories = self.heads(labels, self.down.is_none());
        let cells: Vec<Vec<_>> =
            groups.categories.into_iter().map(|it: Category| it.bars).collect();
        let values: Vec<f64> =
            cells.iter().flatten().flatten().map(|it| it.value).collect();
        let gaps = cells.iter().flatten().any(Option::is_none);
        let mut heat = Heat {
            columns: names,
            rows: categories,
            cells,
            classes: self.classes(&values),
            missing: gaps.then(|| self.locale.word("value.none").to_owned()),
        };
        // Without a column that runs across, the periods do.
        if self.request.x.as_deref().is_none_or(is_year) {
            heat = heat.turned();
            if self.across.is_some_and(|at| !self.is_ordered(at)) {
                heat = by_last(heat);
            }
        }
        let fit =
            |it: &Heads| it.labels.len() <= if it.over_time { PERIODS } else { COLUMNS };
        if !fit(&heat.columns) && !fit(&heat.rows) {
            let (columns, rows) = (heat.columns.labels.len(), heat.rows.labels.len());
            return bad(
                span,
                say!(
                    "a heat map of {columns} columns and {rows} rows cannot be read",
                    columns,
                    rows
                ),
                say!("pick at most {most} of one of them with `where:`", most = COLUMNS),
            );
        }
        Ok(heat)
    }

    fn heads(&self, labels: Vec<String>, over_time: bool) -> Heads {
        let numbers = (1..=labels.len()).map(|it| self.locale.number(it as f64, 0));
        Heads { numbers: numbers.collect(), labels, over_time }
    }

    /// The lower limit of each class and its words.
    fn classes(&self, values: &[f64]) -> Vec<(f64, String)> {
        let scale = classes(values);
        let write = |at: usize| {
            let (value, decimals) = (scale.ticks[at], scale.decimals[at]);
            self.locale.number(value, decimals)
        };
        let count = scale.ticks.len() - 1;
        let words = |at: usize| {
            let last = at + 1 == count;
            let key = if last { "chart.class-last" } else { "chart.class" };
            self.locale.phrase(key, &[("from", &write(at)), ("to", &write(at + 1))])
        };
        (0..count).map(|it| (scale.ticks[it], words(it))).collect()
    }
}

/// The rows of `heat` by their last value, the highest first.
fn by_last(heat: Heat) -> Heat {
    let last = |at: &usize| {
        let cell = heat.cells[*at].iter().flatten().next_back();
        cell.map_or(f64::NEG_INFINITY, |it| it.value)
    };
    let mut order: Vec<usize> = (0..heat.cells.len()).collect();
    order.sort_by(|a, b| last(b).total_cmp(&last(a)));
    let rows = Heads {
        labels: order.iter().map(|it| heat.rows.labels[*it].clone()).collect(),
        ..heat.rows.clone()
    };
    let cells = order.iter().map(|it| heat.cells[*it].clone()).collect();
    Heat { rows, cells, ..heat }
}
