//! Bars by category or by period, side by side and stacked.

use super::{
    group::{Groups, total},
    select::Selection,
};
use crate::{
    chart::{
        scale::scale,
        spec::{Bars, Category, Stated},
    },
    diag::{Diagnostic, Message, Rule, Span, say},
    model::Role,
};

/// As many names as can be told apart.
const NAMES: usize = 6;

/// How far the sum of parts may be from the whole, as a share of it: they are rounded.
const ROUNDED: f64 = 0.02;

impl Selection<'_> {
    /// One group of bars a category or period.
    ///
    /// Errors: a category has too many of them.
    pub(super) fn bars(&self, span: Span) -> Result<Bars, Diagnostic> {
        let groups = self.groups();
        self.told_apart(&groups, span)?;
        let mut bars = self.compared(groups, true);
        let mut shown = bars.categories.iter().flat_map(|it| &it.bars).flatten();
        let whisker = shown.any(|it| it.interval.is_some());
        bars.whisker = whisker.then(|| self.locale.word("chart.interval").to_owned());
        Ok(bars)
    }

    /// `groups` over an axis that holds them and what they are compared with, from `zero` or not.
    pub(super) fn compared(&self, groups: Groups, zero: bool) -> Bars {
        let over_time = self.down.is_none();
        let stated = self.compared_with(over_time);
        let shown = groups.categories.iter().flat_map(|it| &it.bars).flatten();
        let shown = shown.flat_map(|it| {
            let (low, high) = it.interval.unwrap_or((it.value, it.value));
            [it.value, low, high]
        });
        let values: Vec<f64> =
            shown.chain(stated.iter().map(|it| it.y)).chain(self.reach()).collect();
        let axis = scale(values.into_iter(), zero);
        Bars {
            names: groups.names,
            categories: groups.categories,
            over_time,
            stated,
            whisker: None,
            ticks: self.ticks(&axis),
        }
    }

    /// The target and other values; the baseline only among periods, since it is one.
    fn compared_with(&self, over_time: bool) -> Vec<Stated> {
        let metadata = &self.dataset.metadata;
        let targets = metadata.targets.iter().filter(|_| self.request.target);
        let target = targets.max_by_key(|it| it.year);
        let baseline = metadata.baseline.as_ref();
        let baseline = baseline.filter(|_| self.request.target && over_time);
        let baseline = baseline.map(|it| self.stated(it, "chart.baseline"));
        let target = target.map(|it| self.stated(it, "chart.target"));
        target.into_iter().chain(baseline).chain(self.levels()).collect()
    }

    /// Bars made of the parts of a whole.
    ///
    /// Errors: what would be stacked is not the parts of anything.
    pub(super) fn stacked(&self, span: Span) -> Result<Bars, Diagnostic> {
        let Some(across) = self.across else {
            return bad(
                span,
                say!("stacked bars are made of parts, and no column names them"),
                say!("write `series:` and the column of the parts"),
            );
        };
        if self.dataset.dimensions[across].role == Role::Unit {
            return bad(span, say!("values in different units do not add up"), bars());
        }
        let wholes = self.groups();
        let mut parts = self.clone();
        self.dataset.leave_out_the_whole(&mut parts.series, across);
        let mut groups = parts.groups();
        self.told_apart(&groups, span)?;
        self.adds_up(across, &wholes, &groups, span)?;
        if self.down.is_some_and(|at| !self.is_ordered(at)) {
            by_size(&mut groups.categories);
        }
        let percentage = self.dataset.is_percentage(self.series[0], self.locale);
        let hundred = |it: f64| {
            let nearly = percentage && (it - 100.0).abs() <= 100.0 * ROUNDED;
            if nearly { 100.0 } else { it }
        };
        let totals: Vec<f64> =
            groups.categories.iter().map(|it| hundred(total(it))).collect();
        let axis = scale(totals.into_iter(), true);
        Ok(Bars {
            names: groups.names,
            categories: groups.categories,
            over_time: self.down.is_none(),
            stated: Vec::new(),
            whisker: None,
            ticks: self.ticks(&axis),
        })
    }

    /// Whether `groups` are the parts of a whole: of that in `wholes`, or of a hundred per cent.
    fn adds_up(
        &self,
        across: usize,
        wholes: &Groups,
        groups: &Groups,
        span: Span,
    ) -> Result<(), Diagnostic> {
        let values = groups.categories.iter().flat_map(|it| &it.bars).flatten();
        let (mut above, mut below) = (false, false);
        for bar in values {
            above |= bar.value > 0.0;
            below |= bar.value < 0.0;
        }
        if above && below {
            return bad(
                span,
                say!("values above and below zero cannot be stacked"),
                bars(),
            );
        }
        let percentage = self.dataset.is_percentage(self.series[0], self.locale);
        let column = &self.dataset.dimensions[across].name;
        let whole_at =
            wholes.codes.first().filter(|it| self.is_whole(across, **it)).map(|_| 0);
        for category in &groups.categories {
            let sum = total(category);
            let same = wholes.categories.iter().find(|it| it.label == category.label);
            let whole =
                same.and_then(|it| it.bars[whole_at?].as_ref()).map(|it| it.value);
            let whole = whole.filter(|_| groups.codes.len() < wholes.codes.len());
            let most = whole.or(percentage.then_some(100.0));
            let Some(most) = most else { continue };
            if sum.abs() > most.abs() * (1.0 + ROUNDED) {
                let label = &category.label;
                let (sum, most) = (self.plain(sum), self.plain(most));
                let message = say!(
                    "the values by `{column}` are no parts of a whole: for {label} they add up to \
                     {sum}, more than {most}",
                    column,
                    label,
                    sum,
                    most
                );
                return bad(span, message, bars());
            }
        }
        Ok(())
    }

    fn plain(&self, number: f64) -> String {
        let rounded = format!("{number:.*}", self.dataset.places());
        let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
        if rounded.is_empty() { "0".to_owned() } else { rounded.to_owned() }
    }

    /// Errors: there are too many names to tell them apart.
    pub(super) fn told_apart(
        &self,
        groups: &Groups,
        span: Span,
    ) -> Result<(), Diagnostic> {
        if groups.names.len() <= NAMES {
            return Ok(());
        }
        let count = groups.names.len();
        let message = say!("{count} series cannot be told apart in one chart", count);
        let help = if self.down.is_none() {
            say!(
                "write the column as `x:`, or pick at most {most} with `where:`",
                most = NAMES
            )
        } else {
            say!("pick at most {most} with `where:`", most = NAMES)
        };
        bad(span, message, help)
    }
}

/// What to do where values cannot be stacked.
fn bars() -> Message {
    say!("write `type: bar`: bars stand side by side")
}

/// The error that a chart cannot be drawn.
pub(super) fn bad<T>(
    span: Span,
    message: Message,
    help: Message,
) -> Result<T, Diagnostic> {
    Err(Diagnostic::new(Rule::BadChart, span, message).help(help))
}

/// Longest first, where they are not all equally long.
fn by_size(categories: &mut [Category]) {
    let totals = categories.iter().map(|it| total(it).abs());
    let longest = totals.clone().fold(0.0, f64::max);
    let shortest = totals.fold(f64::INFINITY, f64::min);
    if shortest < longest * (1.0 - ROUNDED) {
        categories.sort_by(|a, b| total(b).abs().total_cmp(&total(a).abs()));
    }
}
