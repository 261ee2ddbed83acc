//! Lines from a first period to a last one.

use super::{bar::bad, select::Selection};
use crate::{
    chart::spec::{Bars, Category, Slopes},
    diag::{Diagnostic, Span, say},
    model::{Period, Series},
};

/// As many lines as can be followed.
const LINES: usize = 12;

impl Selection<'_> {
    /// One line a series, from the first period to the last one of which all series have a value.
    ///
    /// Errors: there is only one period, or there are too many lines.
    pub(super) fn slopes(&self, span: Span) -> Result<Slopes, Diagnostic> {
        if self.series.len() > LINES {
            let count = self.series.len();
            return bad(
                span,
                say!("{count} lines cannot be followed in one chart", count),
                say!("pick at most {most} with `where:`", most = LINES),
            );
        }
        if self.down.is_some() {
            return bad(
                span,
                say!("a slope chart compares two periods, not categories at one of them"),
                say!("write the column as `series:` in place of `x:`"),
            );
        }
        let Some([first, last]) = self.ends() else {
            return bad(
                span,
                say!("a slope chart needs two periods, and there is one"),
                say!("write `type: bar`, or leave the year out of `where:`"),
            );
        };
        let line = |series: &&Series| Category {
            label: self.across.map_or_else(String::new, |at| self.name(at, series)),
            whole: self.across.is_some_and(|at| self.is_whole(at, series.key[at])),
            bars: [first, last].map(|it| self.bar(series, it)).to_vec(),
        };
        let lines = self.series.iter().map(line);
        let categories: Vec<Category> =
            lines.filter(|it| it.bars.iter().any(Option::is_some)).collect();
        let values = categories.iter().flat_map(|it| &it.bars).flatten();
        let mut values: Vec<f64> = values.map(|it| it.value).collect();
        values.sort_by(f64::total_cmp);
        let between = first.position()..=last.position();
        let mut breaks = self.breaks().into_iter();
        Ok(Slopes {
            broken: breaks.any(|it| it > first.position() && between.contains(&it)),
            ends: Bars {
                names: [first, last].map(|it| self.year(it)).to_vec(),
                categories,
                over_time: true,
                stated: Vec::new(),
                whisker: None,
                // All values stand at their marks, so that the axis needs no round ends.
                ticks: match *values {
                    [low, .., high] if low < high => [low, high],
                    [value, ..] => [value - 1.0, value + 1.0],
                    [] => [0.0, 1.0],
                }
                .map(|it| (it, String::new()))
                .to_vec(),
            },
        })
    }

    /// The first and the last period; where it can be, of those that all series have.
    fn ends(&self) -> Option<[Period; 2]> {
        let periods: Vec<Period> = self.periods().into_iter().collect();
        let has = |series: &Series, period: Period| {
            self.shown(series).any(|it| it.0.period == period)
        };
        let shared = periods
            .iter()
            .copied()
            .filter(|period| self.series.iter().all(|it| has(it, *period)));
        let shared: Vec<Period> = shared.collect();
        let of = if shared.len() > 1 { &shared } else { &periods };
        let (first, last) = (*of.first()?, *of.last()?);
        (first < last).then_some([first, last])
    }
}
