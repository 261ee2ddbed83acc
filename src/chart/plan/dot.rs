//! Points by category.

use super::{bar::bad, select::Selection};
use crate::{
    chart::spec::Bars,
    diag::{Diagnostic, Span, say},
};

impl Selection<'_> {
    /// A row of points a category.
    ///
    /// Errors: there are no categories, or a category has too many points.
    pub(super) fn dots(&self, span: Span) -> Result<Bars, Diagnostic> {
        if self.down.is_none() {
            return bad(
                span,
                say!("a dot plot compares categories, and no column names them"),
                say!(
                    "write `x:` and the column of the categories, or `type: line` for values over time"
                ),
            );
        }
        let groups = self.groups();
        self.told_apart(&groups, span)?;
        let mut dots = self.compared(groups, false);
        let single = dots.names.len() == 1;
        let mut shown = dots.categories.iter().flat_map(|it| &it.bars).flatten();
        let whisker = single && shown.any(|it| it.interval.is_some());
        dots.whisker = whisker.then(|| self.locale.word("chart.interval").to_owned());
        Ok(dots)
    }
}
