//! A request and its dataset → what the chart shows.

use std::collections::BTreeSet;

use super::{
    describe,
    scale::{Scale, scale},
    spec::{Bars, Category, Chart, Lines, Plot, Point, Series as Line, Stated},
};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, Rule, Span},
    model::{
        ChartRequest, ChartType, Code, Dataset, Nature, ObsStatus, Observation, Part,
        Period, Series, TargetValue, Unknown, Value, with_unit,
    },
    text::{Language, Locale},
};

/// As many lines as can be told apart.
const SERIES: usize = 6;

/// What the request comes to in the dataset.
struct Selection<'a> {
    dataset: &'a Dataset,
    request: &'a ChartRequest,
    locale: &'a Locale,
    /// The dimension that splits the chart, and the one along the category axis.
    across: Option<usize>,
    down: Option<usize>,
    series: Vec<&'a Series>,
    /// The only period shown, if there is one.
    only: Option<Period>,
}

/// Plans the chart that `request`, written at `span`, asks for.
pub fn plan(
    dataset: &Dataset,
    request: &ChartRequest,
    span: Span,
    locale: &Locale,
) -> Checked<Option<Chart>> {
    let mut sink = Diagnostics::new();
    let chart = select(dataset, request, span, locale).and_then(|it| it.chart(span));
    let chart = chart.map_err(|diagnostic| sink.push(diagnostic)).ok();
    Checked::new(chart, sink)
}

fn select<'a>(
    dataset: &'a Dataset,
    request: &'a ChartRequest,
    span: Span,
    locale: &'a Locale,
) -> Result<Selection<'a>, Diagnostic> {
    let unknown = |it: Unknown| it.diagnose(&dataset.id, span);
    let find = |name: &Option<String>| {
        name.as_deref()
            .filter(|it| !crate::model::is_year(it))
            .map(|it| dataset.expect_dimension(it))
            .transpose()
            .map_err(unknown)
    };
    let (across, down) = (find(&request.series)?, find(&request.x)?);
    let mut place = dataset.place(&request.r#where).map_err(unknown)?;
    let fixed: Vec<_> =
        request.r#where.columns().filter_map(|it| dataset.dimension(it.0)).collect();
    for at in [across, down].into_iter().flatten().filter(|it| !fixed.contains(it)) {
        place[at] = None;
    }
    let year = request.r#where.year().map(|year| {
        year.parse::<Period>().map_err(|()| {
            Diagnostic::new(Rule::BadPeriod, span, format!("`{year}` is no year"))
        })
    });
    let year = year.transpose()?;
    let with_value = |it: &&Series| {
        let mut observations = it.observations.iter().filter(|it| it.value.is_some());
        observations.any(|it| year.is_none_or(|year| it.period == year))
    };
    let series: Vec<&Series> = dataset.at(&place).filter(with_value).collect();
    if series.is_empty() {
        let message = format!("nothing of `{}` is left for this chart", dataset.id);
        return Err(Diagnostic::new(Rule::EmptyChart, span, message).help(
            "change `where:`, or name the column that holds the values as `series:`",
        ));
    }
    // Categories are compared at one time: the one asked for, or the last there is.
    let latest = series.iter().filter_map(|it| it.latest()).map(|it| it.period).max();
    let only = if down.is_some() { year.or(latest) } else { year };
    Ok(Selection { dataset, request, locale, across, down, series, only })
}

impl Selection<'_> {
    fn chart(&self, span: Span) -> Result<Chart, Diagnostic> {
        let (dataset, request, locale) = (self.dataset, self.request, self.locale);
        let language = locale.language();
        if request.target && dataset.metadata.targets.is_empty() {
            let message = format!("`{}` has no target to draw", dataset.id);
            return Err(Diagnostic::new(Rule::BadChart, span, message)
                .help(format!("write `targets:` into `data/{}.yaml`", dataset.id)));
        }
        let title = request.title.clone().unwrap_or_else(|| {
            dataset
                .metadata
                .title
                .say(language)
                .map_or(dataset.id.to_string(), |it| it.text)
        });
        let bars = match request.r#type {
            Some(ChartType::Bar) => true,
            Some(ChartType::Line) => false,
            None => self.down.is_some() || self.periods().len() < 2,
        };
        let (plot, description) = if bars {
            let bars = self.bars();
            let description = describe::bars(&bars, &title, locale);
            (Plot::Bars(bars), description)
        } else {
            let lines = self.lines(span)?;
            let description = describe::lines(&lines, &title, locale);
            (Plot::Lines(lines), description)
        };
        let unit = dataset.unit(self.series[0], locale);
        Ok(Chart {
            description,
            unit: unit.map(|it| it.text).unwrap_or_default(),
            notes: self.notes(bars),
            source: self.source(),
            lang: language.to_string(),
            height: request.height,
            title,
            plot,
        })
    }

    fn source(&self) -> String {
        let language = self.locale.language();
        let metadata = &self.dataset.metadata;
        let organisation = metadata.source.organisation.say(language);
        let texts = [organisation, metadata.vintage.say(language)];
        let texts: Vec<String> = texts.into_iter().flatten().map(|it| it.text).collect();
        if texts.is_empty() {
            return String::new();
        }
        self.locale.phrase("chart.source", &[("source", &texts.join("; "))])
    }

    fn shown<'s>(
        &self,
        series: &'s Series,
    ) -> impl Iterator<Item = (&'s Observation, &'s Value)> {
        let only = self.only;
        let observations = series.observations.iter();
        let observations =
            observations.filter(move |it| only.is_none_or(|only| it.period == only));
        observations.filter_map(|it| Some((it, it.value.as_ref()?)))
    }

    fn periods(&self) -> BTreeSet<Period> {
        self.series.iter().flat_map(|it| self.shown(it)).map(|it| it.0.period).collect()
    }

    fn code(&self, at: usize, series: &Series) -> &Code {
        &self.dataset.dimensions[at].codes[usize::from(series.key[at])]
    }

    fn name(&self, at: usize, series: &Series) -> String {
        let code = self.code(at, series);
        let label = code.label.say(self.locale.language());
        label.map_or_else(|| code.id.to_string(), |it| it.text)
    }

    fn year(&self, period: Period) -> String {
        self.locale.digits(&period.to_string()).replace('-', "–")
    }

    fn lines(&self, span: Span) -> Result<Lines, Diagnostic> {
        if self.series.len() > SERIES {
            let count = self.series.len();
            let message = format!("{count} lines cannot be told apart in one chart");
            return Err(Diagnostic::new(Rule::BadChart, span, message)
                .help(format!("pick at most {SERIES} with `where:`")));
        }
        let metadata = &self.dataset.metadata;
        let breaks = self.breaks();
        let targets: Vec<&TargetValue> =
            metadata.targets.iter().filter(|_| self.request.target).collect();
        let lines: Vec<Line> =
            self.series.iter().map(|it| self.line(it, &breaks)).collect();
        let values = lines.iter().flat_map(|it| &it.points).map(|it| it.y);
        let values = values.chain(targets.iter().map(|it| it.value));
        let axis = scale(values.collect::<Vec<_>>().into_iter(), false);
        let mut years: Vec<(f64, String)> =
            self.periods().into_iter().map(|it| (it.position(), self.year(it))).collect();
        years.extend(
            targets
                .iter()
                .map(|it| (f64::from(it.year), self.locale.digits(&it.year.to_string()))),
        );
        years.sort_by(|a, b| a.0.total_cmp(&b.0));
        years.dedup_by(|a, b| a.0 == b.0);
        Ok(Lines {
            series: lines,
            breaks,
            targets: targets.into_iter().map(|it| self.stated(it)).collect(),
            years,
            ticks: self.ticks(&axis),
        })
    }

    /// The years of breaks that lie between two shown points.
    fn breaks(&self) -> Vec<f64> {
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

    fn line(&self, series: &Series, breaks: &[f64]) -> Line {
        let name = self.across.map_or(String::new(), |at| self.name(at, series));
        let mut points: Vec<Point> = Vec::new();
        for (observation, value) in self.shown(series) {
            let x = observation.period.position();
            let last = points.last().map(|it| it.x);
            let sign = observation.bound.sign();
            let words = self.dataset.quantity(value, series, self.locale);
            let words = format!("{sign}{words}");
            let interval = self.dataset.interval(observation, self.locale);
            let interval = interval.map_or_else(String::new, |it| format!(" ({it})"));
            points.push(Point {
                x,
                y: value.number(),
                label: format!("{}: {words}{interval}", self.year(observation.period)),
                value: format!("{sign}{}", self.short(value, series)),
                words,
                hollow: is_special(observation),
                cut: last.is_some_and(|last| {
                    let broken = breaks.iter().any(|it| *it > last && *it <= x);
                    broken || gap(series, last, x)
                }),
            });
        }
        Line { name, points }
    }

    fn bars(&self) -> Bars {
        let mut names: Vec<(u16, String)> = Vec::new();
        for series in &self.series {
            let named = self
                .across
                .map_or((0, String::new()), |at| (series.key[at], self.name(at, series)));
            if !names.contains(&named) {
                names.push(named);
            }
        }
        names.sort();
        let mut categories = match self.down {
            Some(at) => self.groups(at, &names),
            None => self.times(&names),
        };
        if names.len() == 1 && self.down.is_some_and(|at| !self.is_ordered(at)) {
            let value =
                |it: &Category| it.bars[0].as_ref().map_or(f64::NEG_INFINITY, |it| it.0);
            categories.sort_by(|a, b| value(b).total_cmp(&value(a)));
        }
        let target = self.dataset.metadata.targets.iter().filter(|_| self.request.target);
        let target = target.max_by_key(|it| it.year).map(|it| self.stated(it));
        let values = categories.iter().flat_map(|it| &it.bars).flatten().map(|it| it.0);
        let values = values.chain(target.iter().map(|it| it.y));
        let axis = scale(values.collect::<Vec<_>>().into_iter(), true);
        Bars {
            names: names.into_iter().map(|it| it.1).collect(),
            over_time: self.down.is_none(),
            ticks: self.ticks(&axis),
            categories,
            target,
        }
    }

    fn value(&self, series: &Series, period: Period) -> Option<(f64, String)> {
        let (observation, value) = self.shown(series).find(|it| it.0.period == period)?;
        let sign = observation.bound.sign();
        Some((value.number(), format!("{sign}{}", self.short(value, series))))
    }

    fn times(&self, names: &[(u16, String)]) -> Vec<Category> {
        let periods = self.periods().into_iter();
        periods
            .map(|period| {
                let bar = |code: u16| {
                    let of =
                        |it: &&&Series| self.across.is_none_or(|at| it.key[at] == code);
                    self.value(self.series.iter().find(of)?, period)
                };
                let bars = names.iter().map(|(code, _)| bar(*code)).collect();
                Category { label: self.year(period), bars }
            })
            .collect()
    }

    /// A category for each code of the dimension `at`; the whole is left out beside its parts.
    fn groups(&self, at: usize, names: &[(u16, String)]) -> Vec<Category> {
        let Some(period) = self.only else { return Vec::new() };
        let mut codes: BTreeSet<u16> = self.series.iter().map(|it| it.key[at]).collect();
        let is_whole = self.dataset.dimensions[at].codes[0].id.is_empty();
        if is_whole && codes.len() > 1 {
            codes.remove(&0);
        }
        let categories = codes.into_iter().filter_map(|code| {
            let mut mine = self.series.iter().filter(|it| it.key[at] == code);
            let label = self.name(at, mine.clone().next()?);
            let bar = |name: u16| {
                let series = mine
                    .find(|it| self.across.is_none_or(|it_at| it.key[it_at] == name))?;
                self.value(series, period)
            };
            let mut bar = bar;
            let bars: Vec<_> = names.iter().map(|(name, _)| bar(*name)).collect();
            bars.iter().any(Option::is_some).then_some(Category { label, bars })
        });
        categories.collect()
    }

    /// Whether the codes have an order of their own: ages, quintiles and the like.
    fn is_ordered(&self, at: usize) -> bool {
        let codes = &self.dataset.dimensions[at].codes;
        let mut codes = codes.iter().filter(|it| !it.id.is_empty());
        codes.all(|it| it.id.starts_with(|it: char| it.is_ascii_digit() || it == '<'))
    }

    fn stated(&self, target: &TargetValue) -> Stated {
        let number = self.locale.decimal(&target.value.to_string(), None);
        let unit = self.dataset.unit(self.series[0], self.locale);
        let year = self.locale.digits(&target.year.to_string());
        let value = with_unit(&number, unit.as_ref());
        Stated {
            x: f64::from(target.year),
            y: target.value,
            label: self
                .locale
                .phrase("chart.target", &[("year", &year), ("value", &value)]),
        }
    }

    fn ticks(&self, axis: &Scale) -> Vec<(f64, String)> {
        let write = |it: &f64| (*it, self.locale.number(*it, axis.decimals));
        axis.ticks.iter().map(write).collect()
    }

    /// What a reader must know to read the marks.
    fn notes(&self, bars: bool) -> Vec<String> {
        let mut notes = Vec::new();
        let language = self.locale.language();
        if !bars {
            notes.extend(self.break_notes(language));
        }
        let special = self.series.iter().flat_map(|it| self.shown(it)).map(|it| it.0);
        let words: BTreeSet<String> = special.filter_map(special_word).collect();
        if !words.is_empty() && !bars {
            let words: Vec<&str> = words.iter().map(|it| self.locale.word(it)).collect();
            notes
                .push(self.locale.phrase("chart.hollow", &[("what", &words.join(", "))]));
        }
        notes
    }
}

impl Selection<'_> {
    /// What changed at each break; years with the same words share a note.
    fn break_notes(&self, language: Language) -> Vec<String> {
        let mut notes: Vec<(Option<String>, Vec<String>)> = Vec::new();
        for year in self.breaks() {
            let mut stated = self.dataset.metadata.breaks.iter();
            let stated = stated.find(|it| f64::from(it.year) == year);
            let note = stated.and_then(|it| it.note.say(language)).map(|it| it.text);
            let year = self.year(Period { year: year as i16, part: Part::Whole });
            match notes.iter_mut().find(|it| it.0 == note) {
                Some((_, years)) => years.push(year),
                None => notes.push((note, vec![year])),
            }
        }
        let write = |(note, years): (Option<String>, Vec<String>)| {
            let years = years.join(", ");
            match note {
                Some(note) => {
                    let values = [("year", &*years), ("note", &*note)];
                    self.locale.phrase("chart.break-note", &values)
                }
                None => self.locale.phrase("chart.break", &[("year", &years)]),
            }
        };
        notes.into_iter().map(write).collect()
    }

    /// A value as it stands at its mark: with a percent sign, but without a unit in words, which
    /// stands above the axis once.
    fn short(&self, value: &Value, series: &Series) -> String {
        let number = self.dataset.number(value, self.locale);
        let unit = self.dataset.unit(series, self.locale);
        with_unit(&number, unit.filter(|it| it.text.starts_with('%')).as_ref())
    }
}

/// Whether a row between two points says that there is no value.
fn gap(series: &Series, from: f64, to: f64) -> bool {
    series.observations.iter().any(|it| {
        let x = it.period.position();
        it.value.is_none() && x > from && x < to
    })
}

/// Whether an observation is less than an observation: estimated, provisional, modelled …
fn is_special(observation: &Observation) -> bool {
    special_word(observation).is_some()
}

/// The key of the word for what is special about an observation.
fn special_word(observation: &Observation) -> Option<String> {
    use ObsStatus::{
        Estimated, Experimental, Forecast, Imputed, Provisional, Unreliable, Unvalidated,
    };
    match (observation.status, observation.nature) {
        (
            status @ (Estimated | Experimental | Forecast | Imputed | Provisional
            | Unreliable | Unvalidated),
            _,
        ) => Some(format!("obs.{}", status.code())),
        (_, Some(nature @ (Nature::Estimated | Nature::Modelled))) => {
            Some(format!("nature.{}", nature.code()))
        }
        _ => None,
    }
}
