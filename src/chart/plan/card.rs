//! One number, and the smallest of lines.

use super::select::Selection;
use crate::{
    chart::spec::{Card, Course, Point, Series as Line},
    diag::{Diagnostic, Message, Rule, Span, say},
    model::{Period, Series},
};

impl Selection<'_> {
    /// The latest value, or that of the year asked for, and how it came to be.
    ///
    /// Errors: several series are asked for.
    pub(super) fn card(&self, span: Span) -> Result<Card, Diagnostic> {
        let series = self.one(&say!("a card"), span)?;
        let nothing =
            || Diagnostic::new(Rule::EmptyChart, span, say!("this card has no value"));
        let (observation, value) = self.shown(series).last().ok_or_else(nothing)?;
        let number = self.dataset.shown(observation, self.locale).unwrap_or_default();
        let unit = self.dataset.unit(series, self.locale).map(|it| it.text);
        let key = super::note::doubt(observation).map(|it| it.1);
        let targets = self.dataset.metadata.targets.iter();
        let target = targets.max_by_key(|it| it.year).filter(|_| is_whole(series));
        Ok(Card {
            number: self.with_percent(&number, series),
            unit: unit.filter(|it| it != "%").unwrap_or_default(),
            words: self.dataset.quantity(observation, series, self.locale),
            year: self.year(observation.period),
            doubt: key.map(|it| self.locale.word(&it).to_owned()),
            change: self.change(series, observation.period, value.number()),
            target: target.map(|it| self.stated(it, "chart.target").label),
        })
    }

    /// A line without axes.
    ///
    /// Errors: several series are asked for, or there is one point.
    pub(super) fn spark(&self, span: Span) -> Result<Line, Diagnostic> {
        let series = self.one(&say!("a sparkline"), span)?;
        let line = self.line(series, &self.breaks());
        if line.points.len() < 2 {
            let message = say!("a sparkline of one value shows no course");
            return Err(Diagnostic::new(Rule::BadChart, span, message)
                .help(say!("write `type: card` for a single number")));
        }
        let points: Vec<Point> = line.points;
        Ok(Line { name: String::new(), points })
    }

    /// The only series there is.
    fn one(&self, what: &Message, span: Span) -> Result<&Series, Diagnostic> {
        match self.series.as_slice() {
            [series] if self.across.is_none() && self.down.is_none() => Ok(series),
            _ => {
                let message = say!("{what} shows one series", what);
                Err(Diagnostic::new(Rule::BadChart, span, message).help(say!(
                    "take out `x:` and `series:`, and pick one group with `where:`"
                )))
            }
        }
    }

    /// How `last` differs from the baseline, or else from the first value that can be compared
    /// with it.
    fn change(&self, series: &Series, at: Period, last: f64) -> Option<(Course, String)> {
        let year = at.position();
        let broken = self.dataset.metadata.breaks.iter().map(|it| f64::from(it.year));
        let broken = broken.chain(self.breaks()).filter(|it| *it <= year);
        let since = broken.fold(f64::NEG_INFINITY, f64::max);
        let baseline = self.dataset.metadata.baseline.as_ref();
        let baseline = baseline.filter(|it| {
            let base = f64::from(it.year);
            is_whole(series) && base < year && base >= since
        });
        let values = series.observations.iter();
        let mut values = values.filter_map(|it| Some((it.period, it.value.as_ref()?)));
        let (from, first, places) = match baseline {
            Some(it) => {
                let year = self.locale.digits(&it.year.to_string());
                (year, it.value, self.dataset.places())
            }
            None => {
                let first = values
                    .find(|it| it.0.position() < year && it.0.position() >= since)?;
                let places = self.dataset.decimals(first.1);
                (self.year(first.0), first.1.number(), places)
            }
        };
        let places = places.max(self.dataset.places());
        let change = self.dataset.change(series, (first, last), places, self.locale);
        let value = self.with_percent(&self.locale.number(first, places), series);
        let values = [("change", &*change), ("year", &*from), ("value", &*value)];
        let course = match last.total_cmp(&first) {
            _ if change == self.locale.word("value.same") => Course::Level,
            std::cmp::Ordering::Greater => Course::Up,
            std::cmp::Ordering::Less => Course::Down,
            std::cmp::Ordering::Equal => Course::Level,
        };
        Some((course, self.locale.phrase("headline.change", &values)))
    }
}

/// Whether baseline and target, which are those of the whole, are of this series too.
fn is_whole(series: &Series) -> bool {
    series.key.iter().all(|it| *it == 0)
}
