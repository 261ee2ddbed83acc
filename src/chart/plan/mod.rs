//! A request and its dataset → what the chart shows.
//!
//! [`mod@select`] finds the series and periods that the request is about; one file a type makes marks of
//! them; [`note`] says what a reader must know to read them.

mod bar;
mod card;
mod dot;
mod group;
mod heat;
mod line;
mod note;
mod order;
mod pyramid;
mod region;
mod schedule;
mod select;
mod slope;

pub use schedule::{Stretch, schedule};

use self::select::{Selection, select};
use super::{
    describe::{self, About},
    spec::{Chart, Plot, Region, Regions},
};
use crate::{
    diag::{Checked, Diagnostic, Diagnostics, Rule, Span, say},
    model::{AxisScale, ChartRequest, ChartType, Dataset, Reach},
    text::Locale,
};

/// Plans the chart that `request`, written at `span`, asks for.
pub fn plan(
    dataset: &Dataset,
    request: &ChartRequest,
    span: Span,
    locale: &Locale,
) -> Checked<Option<Chart>> {
    let mut sink = Diagnostics::new();
    let selection = rows_have_a_place(request, span)
        .and_then(|()| select(dataset, request, span, locale));
    if let Ok(it) = &selection {
        sink.extend(it.single_point(span));
    }
    let chart = selection.and_then(|it| it.chart(span, &mut sink));
    let chart = chart.map_err(|diagnostic| sink.push(diagnostic)).ok();
    Checked::new(chart, sink)
}

/// Errors: a chart without rows is given a column for them.
fn rows_have_a_place(request: &ChartRequest, span: Span) -> Result<(), Diagnostic> {
    let has_rows = request.r#type == Some(ChartType::Heatmap);
    if request.y.is_none() || has_rows {
        return Ok(());
    }
    let name = request.r#type.map_or_else(|| say!("this chart"), ChartType::name);
    let message = say!("`y:` is the column of a heat map's rows, not of {name}", name);
    bar::bad(span, message, say!("write `x:`, or `type: heatmap`"))
}

impl Selection<'_> {
    /// What to say of a line that was asked for and has one point.
    fn single_point(&self, span: Span) -> Diagnostics {
        let asked = self.request.r#type;
        let line = matches!(asked, Some(ChartType::Line | ChartType::Area));
        let single = self.series.iter().all(|it| self.shown(it).count() < 2);
        let message = say!("a line is asked for, but no series has more than one value");
        let diagnostic = Diagnostic::new(Rule::SinglePoint, span, message)
            .help(say!("remove `type: line`; the data then decides"));
        (line && single).then_some(diagnostic).into_iter().collect()
    }

    fn chart(&self, span: Span, sink: &mut Diagnostics) -> Result<Chart, Diagnostic> {
        let (dataset, request, locale) = (self.dataset, self.request, self.locale);
        let language = locale.language();
        if request.target && dataset.metadata.targets.is_empty() {
            let message = say!("`{id}` has no target to draw", id = dataset.id);
            return Err(Diagnostic::new(Rule::BadChart, span, message)
                .help(say!("write `targets:` into `data/{id}.yaml`", id = dataset.id)));
        }
        let title = request.title.clone().unwrap_or_else(|| {
            dataset
                .metadata
                .title
                .say(language)
                .map_or(dataset.id.to_string(), |it| it.text)
        });
        let unit = dataset.unit(self.series[0], locale);
        let unit = unit.map(|it| it.text).unwrap_or_default();
        let about = About { title: &title, unit: &unit, locale };
        let (plot, description) = self.plot(&about, span, sink)?;
        let over_time = match &plot {
            Plot::Lines(_) | Plot::Panels(_) | Plot::Spark(_) => true,
            Plot::Slopes(slopes) => slopes.broken,
            _ => false,
        };
        Ok(Chart {
            chosen: request.r#type.is_none().then(|| self.chart_type()),
            description,
            unit,
            notes: match &plot {
                Plot::Regions(regions) => regions.notes(locale),
                _ if over_time => self.break_notes(language),
                _ => Vec::new(),
            },
            key: match &plot {
                Plot::Spark(_) | Plot::Card(_) => Vec::new(),
                Plot::Regions(it) => {
                    let drawn = |it: &Region, sure| it.certainty == sure;
                    let regions = &it.regions;
                    let mut key = self.key();
                    key.retain(|(sure, _)| regions.iter().any(|it| drawn(it, *sure)));
                    key
                }
                _ => self.key(),
            },
            credits: self.credits(),
            lang: language.to_string(),
            height: request.height,
            title,
            plot,
        })
    }

    /// The marks, and what they show in words.
    fn plot(
        &self,
        about: &About<'_>,
        span: Span,
        sink: &mut Diagnostics,
    ) -> Result<(Plot, String), Diagnostic> {
        let kind = self.chart_type();
        self.suits(kind, span)?;
        Ok(match kind {
            ChartType::Line | ChartType::Area => return self.over_time(about, span),
            ChartType::Bar => told(
                self.bars(span)?,
                |it| describe::bars(it, "chart.bar", about),
                Plot::Bars,
            ),
            ChartType::Stacked => told(
                self.stacked(span)?,
                |it| describe::stacked(it, about),
                Plot::Stacked,
            ),
            ChartType::Dot => {
                told(self.dots(span)?, |it| describe::dots(it, about), Plot::Dots)
            }
            ChartType::Slope => {
                told(self.slopes(span)?, |it| describe::slopes(it, about), Plot::Slopes)
            }
            ChartType::Heatmap => {
                told(self.heat(span)?, |it| describe::heat(it, about), Plot::Heat)
            }
            ChartType::Pyramid => told(
                self.pyramid(span)?,
                |it| describe::pyramid(it, about),
                Plot::Pyramid,
            ),
            ChartType::Map | ChartType::TileMap => {
                let geography = &self.dataset.geography;
                let tiles = kind == ChartType::TileMap;
                let maps = if tiles { &geography.grids } else { &geography.shapes };
                let regions = self.regions(maps, span, sink)?;
                let describe =
                    |it: &Regions| describe::regions(it, about.title, about.locale);
                told(regions, describe, Plot::Regions)
            }
            ChartType::Sparkline => told(
                self.spark(span)?,
                |it| describe::spark(it, about.title, about.locale),
                Plot::Spark,
            ),
            ChartType::Card => told(
                self.card(span)?,
                |it| describe::card(it, about.title, about.locale),
                Plot::Card,
            ),
        })
    }

    fn over_time(
        &self,
        about: &About<'_>,
        span: Span,
    ) -> Result<(Plot, String), Diagnostic> {
        if let Some(at) = self.apart {
            let panels = self.panels(at, span)?;
            let description = describe::panels(&panels, about.title, self.locale);
            return Ok((Plot::Panels(panels), description));
        }
        let lines = self.lines(span)?;
        let description = describe::lines(&lines, about.title, self.locale);
        Ok((Plot::Lines(lines), description))
    }

    /// Errors: the request asks of a chart of that `kind` what such a chart cannot show.
    fn suits(&self, kind: ChartType, span: Span) -> Result<(), Diagnostic> {
        let (request, name) = (self.request, kind.name());
        let lines = matches!(kind, ChartType::Line | ChartType::Area);
        if !lines && self.apart.is_some() {
            let help = say!("write `type: line`, or `series:` in place of `facet:`");
            return bar::bad(span, say!("only lines come in panels"), help);
        }
        if !lines && request.scale == AxisScale::Log {
            let help = say!("leave `scale: log` out, or write `type: line`");
            return bar::bad(span, say!("{name} has no log scale", name), help);
        }
        if !lines && !request.annotations.is_empty() {
            let help = say!("leave `annotations:` out, or write `type: line`");
            return bar::bad(
                span,
                say!("{name} has no place for words by year", name),
                help,
            );
        }
        if !lines
            && !matches!(kind, ChartType::Bar | ChartType::Dot)
            && request.axis != Reach::default()
        {
            let help = say!("leave `axis:` out, or write `type: line`");
            return bar::bad(span, say!("{name} has no axis to be set", name), help);
        }
        let compares = lines || matches!(kind, ChartType::Bar | ChartType::Dot);
        if !compares
            && kind != ChartType::Card
            && (request.target || !request.levels.is_empty())
        {
            let message = say!("{name} has no place for a target or another value", name);
            let help = say!("leave `target:` and `levels:` out, or write `type: bar`");
            return bar::bad(span, message, help);
        }
        Ok(())
    }

    /// The type asked for, or the one that suits the data: a line needs three periods, two are a
    /// slope, one is compared in bars, and a single value is a number.
    fn chart_type(&self) -> ChartType {
        let request = self.request;
        let plain = request.scale == AxisScale::Linear && request.annotations.is_empty();
        let plain = plain && self.apart.is_none() && self.down.is_none();
        let alone = plain && request.levels.is_empty();
        request.r#type.unwrap_or_else(|| match self.periods().len() {
            _ if self.down.is_some() => ChartType::Bar,
            1 if alone && self.across.is_none() && self.series.len() == 1 => {
                ChartType::Card
            }
            2 if alone && !request.target && self.all_have_every_period() => {
                ChartType::Slope
            }
            1 | 2 if plain => ChartType::Bar,
            _ => ChartType::Line,
        })
    }

    fn all_have_every_period(&self) -> bool {
        let periods = self.periods().len();
        self.series.iter().all(|it| self.shown(it).count() == periods)
    }
}

/// Marks with their description.
fn told<T>(
    marks: T,
    describe: impl FnOnce(&T) -> String,
    plot: fn(T) -> Plot,
) -> (Plot, String) {
    let description = describe(&marks);
    (plot(marks), description)
}
