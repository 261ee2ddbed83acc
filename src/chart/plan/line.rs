//! Lines over time, and the same for several groups apart.

use super::{
    note::{certainty, interval},
    select::Selection,
};
use crate::{
    chart::{
        scale::{Scale, log_scale, scale},
        spec::{Aim, Lines, Panel, Point, Series as Line, Stated},
    },
    diag::{Diagnostic, Message, Rule, Span, say},
    model::{AxisScale, ChartType, Level, ObsStatus, Period, Series, TargetValue},
};

/// As many lines as can be told apart.
const SERIES: usize = 6;

/// As many panels as fit on a page.
const PANELS: usize = 12;

impl Selection<'_> {
    /// One line a series.
    ///
    /// Errors: there are too many of them, or the scale would mislead.
    pub(super) fn lines(&self, span: Span) -> Result<Lines, Diagnostic> {
        let mut lines = self.without_axes(span)?;
        self.set_axes(&mut [&mut lines], span)?;
        Ok(lines)
    }

    /// One panel for each code of the dimension `at`, all over the same axes.
    ///
    /// Errors: there are too many panels or lines, or the scale would mislead.
    pub(super) fn panels(&self, at: usize, span: Span) -> Result<Vec<Panel>, Diagnostic> {
        let mut codes: Vec<u16> = self.series.iter().map(|it| it.key[at]).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.len() > PANELS {
            let message =
                say!("{count} panels are too many for one page", count = codes.len());
            return Err(Diagnostic::new(Rule::BadChart, span, message)
                .help(say!("pick at most {most} groups with `where:`", most = PANELS)));
        }
        let mut panels = Vec::new();
        for code in codes {
            let mut group = self.clone();
            group.series.retain(|it| it.key[at] == code);
            let name = self.name(at, group.series[0]);
            panels.push(Panel { name, lines: group.without_axes(span)? });
        }
        let mut all: Vec<&mut Lines> =
            panels.iter_mut().map(|it| &mut it.lines).collect();
        self.set_axes(&mut all, span)?;
        Ok(panels)
    }

    fn without_axes(&self, span: Span) -> Result<Lines, Diagnostic> {
        let bad = |message: Message, help: Message| {
            Err(Diagnostic::new(Rule::BadChart, span, message).help(help))
        };
        let count = self.series.len();
        let area = self.request.r#type == Some(ChartType::Area);
        if area && count > 1 {
            let message = say!("an area shows one series, and there are {count}", count);
            let help = say!(
                "write `type: line`, or pick one with `where:`, or give each its \
                        own panel with `facet:`"
            );
            return bad(message, help);
        }
        if count > SERIES {
            let message = say!("{count} lines cannot be told apart in one chart", count);
            let help = say!(
                "pick at most {most} with `where:`, or write `facet:` in place of `series:`",
                most = SERIES
            );
            return bad(message, help);
        }
        let language = self.locale.language();
        let breaks = self.breaks();
        let series: Vec<Line> =
            self.series.iter().map(|it| self.line(it, &breaks)).collect();
        let ranges =
            series.iter().flat_map(|it| &it.points).any(|it| it.interval.is_some());
        let remarks = self
            .request
            .annotations
            .iter()
            .filter_map(|it| Some((f64::from(it.year), it.text.say(language)?.text)));
        Ok(Lines {
            series,
            area,
            log: self.request.scale == AxisScale::Log,
            span: (0.0, 1.0),
            breaks,
            aim: self.request.target.then(|| self.aim()),
            band: ranges.then(|| self.locale.word("chart.interval").to_owned()),
            levels: self.levels(),
            remarks: remarks.collect(),
            years: Vec::new(),
            ticks: Vec::new(),
        })
    }

    /// Gives all of `lines` the same axes.
    fn set_axes(&self, lines: &mut [&mut Lines], span: Span) -> Result<(), Diagnostic> {
        let mut values = Vec::new();
        let mut years: Vec<(f64, String)> =
            self.periods().into_iter().map(|it| (it.position(), self.year(it))).collect();
        for lines in &*lines {
            let points = lines.series.iter().flat_map(|it| &it.points);
            for point in points {
                values.push(point.y);
                values.extend(point.interval.iter().flat_map(|it| [it.0, it.1]));
            }
            let aim = lines.aim.iter();
            let stated = aim.flat_map(|it| it.baseline.iter().chain(&it.targets));
            for it in stated {
                values.push(it.y);
                years.push((it.x, self.locale.digits(&it.x.to_string())));
            }
            values.extend(lines.levels.iter().map(|it| it.y));
            let remarks = lines.remarks.iter().map(|it| it.0);
            years.extend(remarks.map(|it| (it, self.locale.digits(&it.to_string()))));
        }
        years.sort_by(|a, b| a.0.total_cmp(&b.0));
        years.dedup_by(|a, b| a.0 == b.0);
        values.extend(self.reach());
        let log = self.request.scale == AxisScale::Log;
        let zero = self.request.r#type == Some(ChartType::Area);
        let axis = if log {
            self.log_axis(&values, span)?
        } else {
            scale(values.into_iter(), zero)
        };
        let ticks = self.ticks(&axis);
        let ends = (years[0].0, years[years.len() - 1].0);
        for lines in lines {
            lines.span =
                if ends.0 < ends.1 { ends } else { (ends.0 - 1.0, ends.1 + 1.0) };
            lines.years.clone_from(&years);
            lines.ticks.clone_from(&ticks);
        }
        Ok(())
    }

    /// Errors: equal ratios do not exist, or would only hide how little changed.
    fn log_axis(&self, values: &[f64], span: Span) -> Result<Scale, Diagnostic> {
        let bad = |message: Message| {
            Err(Diagnostic::new(Rule::BadChart, span, message).help(say!(
                "leave `scale: log` out: equal steps are then equal differences"
            )))
        };
        if self.request.r#type == Some(ChartType::Area) {
            return bad(say!("the size of an area means nothing on a log scale"));
        }
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if lowest <= 0.0 {
            return bad(say!("a log scale has no place for zero or less"));
        }
        if highest < lowest * 10.0 {
            return bad(say!(
                "a log scale would mislead: the highest value is less than 10 times the lowest"
            ));
        }
        Ok(log_scale(lowest, highest))
    }

    /// Baseline, milestones and target.
    fn aim(&self) -> Aim {
        let metadata = &self.dataset.metadata;
        let mut targets: Vec<&TargetValue> = metadata.targets.iter().collect();
        targets.sort_by_key(|it| it.year);
        let last = targets.len().saturating_sub(1);
        let targets = targets.into_iter().enumerate().map(|(at, it)| {
            self.stated(it, if at == last { "chart.target" } else { "chart.milestone" })
        });
        let baseline = metadata.baseline.as_ref();
        Aim {
            baseline: baseline.map(|it| self.stated(it, "chart.baseline")),
            targets: targets.collect(),
            path: self.locale.word("chart.path").to_owned(),
        }
    }

    /// The values that the axis must reach.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> {
        let axis = &self.request.axis;
        axis.from.iter().chain(&axis.to).map(|it| it.number())
    }

    /// The values to compare with.
    pub(super) fn levels(&self) -> Vec<Stated> {
        let language = self.locale.language();
        let levels = self.request.levels.iter();
        let level = |it: &Level| {
            let label = it.label.say(language)?.text;
            let value = self.short(&it.value, self.series[0]);
            let label = format!("{label}: {value}");
            Some(Stated { x: f64::NAN, y: it.value.number(), label })
        };
        levels.filter_map(level).collect()
    }

    /// The years of breaks that lie between two shown points.
    pub(super) fn breaks(&self) -> Vec<f64> {
        let stated = self.dataset.metadata.breaks.iter().map(|it| f64::from(it.year));
        let observed = self.series.iter().flat_map(|it| self.shown(it));
        let observed = observed.filter(|it| it.0.status == ObsStatus::Break);
        let mut breaks: Vec<f64> =
            stated.chain(observed.map(|it| it.0.period.position())).collect();
        let periods: Vec<f64> =
            self.periods().into_iter().map(Period::position).collect();
        let (first, last) = (periods.first().copied(), periods.last().copied());
        breaks.retain(|it| {
            first.is_some_and(|first| *it > first) && last.is_some_and(|last| *it <= last)
        });
        breaks.sort_by(f64::total_cmp);
        breaks.dedup();
        breaks
    }

    pub(super) fn line(&self, series: &Series, breaks: &[f64]) -> Line {
        let name = self.across.map_or(String::new(), |at| self.name(at, series));
        let mut points: Vec<Point> = Vec::new();
        let step = regular_step(self.shown(series).map(|it| it.0.period.position()));
        for (observation, value) in self.shown(series) {
            let x = observation.period.position();
            let last = points.last().map(|it| it.x);
            let sign = observation.bound.sign();
            let words = self.dataset.quantity(observation, series, self.locale);
            let bounds = self.dataset.interval(observation, self.locale);
            let bounds = bounds.map_or_else(String::new, |it| format!(" ({it})"));
            points.push(Point {
                x,
                y: value.number(),
                label: format!("{}: {words}{bounds}", self.year(observation.period)),
                value: format!("{sign}{}", self.short(value, series)),
                words,
                certainty: certainty(observation),
                interval: interval(observation, value),
                cut: last.is_some_and(|last| {
                    let broken = breaks.iter().any(|it| *it > last && *it <= x);
                    let skipped = step.is_some_and(|it| x - last > it * 1.5);
                    broken || skipped || gap(series, last, x)
                }),
            });
        }
        Line { name, points }
    }
}

/// Whether a row between two points says that there is no value.
fn gap(series: &Series, from: f64, to: f64) -> bool {
    series.observations.iter().any(|it| {
        let x = it.period.position();
        it.value.is_none() && x > from && x < to
    })
}

/// The step between periods that come regularly: the shortest one, where more than half of the
/// steps are as short. A longer one is then a gap; surveys that come as they can have none.
fn regular_step(periods: impl Iterator<Item = f64>) -> Option<f64> {
    let periods: Vec<f64> = periods.collect();
    let steps: Vec<f64> = periods.windows(2).map(|it| it[1] - it[0]).collect();
    let shortest = steps.iter().copied().fold(f64::INFINITY, f64::min);
    let regular = steps.iter().filter(|it| **it < shortest * 1.2).count();
    (regular * 2 > steps.len()).then_some(shortest)
}

#[cfg(test)]
mod tests {
    use super::regular_step;

    #[test]
    fn a_yearly_series_has_gaps_and_surveys_have_none() {
        let check = |years: &[f64], expect| {
            assert_eq!(regular_step(years.iter().copied()), expect, "{years:?}");
        };
        check(&[2000.0, 2001.0, 2002.0, 2006.0], Some(1.0));
        check(&[2000.0, 2000.25, 2000.5, 2001.0], Some(0.25));
        check(&[2010.0, 2013.0, 2016.0, 2017.0, 2022.0], None);
        check(&[2010.0], None);
    }
}
