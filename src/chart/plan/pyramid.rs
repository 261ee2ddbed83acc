//! Bars to both sides, by age.

use super::{bar::bad, select::Selection};
use crate::{
    chart::{scale::scale, spec::Bars},
    diag::{Diagnostic, Span, say},
};

impl Selection<'_> {
    /// Two groups, one to each side, the youngest lowest.
    ///
    /// Errors: there are no ages, or not two groups, or a value below zero.
    pub(super) fn pyramid(&self, span: Span) -> Result<Bars, Diagnostic> {
        let (Some(down), Some(across)) = (self.down, self.across) else {
            return bad(
                span,
                say!(
                    "a population pyramid shows two groups by age, and they are not named"
                ),
                say!(
                    "write `x:` and the column of the ages, `series:` and that of the groups"
                ),
            );
        };
        let mut parts = self.clone();
        self.dataset.leave_out_the_whole(&mut parts.series, across);
        self.dataset.leave_out_the_whole(&mut parts.series, down);
        let groups = parts.groups();
        let column = &self.dataset.dimensions[down].name;
        if !parts.is_ordered(down) {
            return bad(
                span,
                say!("`{column}` has no order from young to old", column),
                say!("write the column of the ages as `x:`, or `type: bar`"),
            );
        }
        if groups.names.len() != 2 {
            let count = groups.names.len();
            return bad(
                span,
                say!(
                    "a population pyramid has two sides, and there are {count} groups",
                    count
                ),
                say!("pick two with `where:`, or write `type: bar`"),
            );
        }
        let values = groups.categories.iter().flat_map(|it| &it.bars).flatten();
        let values: Vec<f64> = values.map(|it| it.value).collect();
        if values.iter().any(|it| *it < 0.0) {
            return bad(
                span,
                say!("a value below zero has no place in a population pyramid"),
                say!("write `type: bar`"),
            );
        }
        Ok(Bars {
            names: groups.names,
            categories: groups.categories,
            over_time: false,
            stated: Vec::new(),
            whisker: None,
            ticks: self.ticks(&scale(values.into_iter(), true)),
        })
    }
}
