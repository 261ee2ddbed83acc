//! Stage 3: a dataset and a request → a [`Chart`] → SVG.
//!
//! [`plan()`] decides what is shown, in the page's language: which series, which points, what is
//! special about them, what a reader who cannot see is told. [`draw()`] lays it out for a width and
//! draws it. A chart holds no drawing and a drawing no numbers. Files and pages are not known here.

mod classes;
mod describe;
mod draw;
mod palette;
mod plan;
mod scale;
mod spec;

use crate::{
    diag::{Checked, Span},
    model::{ChartRequest, ChartType, Dataset},
    text::{Locale, Shaper},
};

pub use draw::{BIG, HALO, TEXT, draw, file_style};
pub use plan::{Stretch, plan, schedule};
pub use spec::{
    Aim, Bar, Bars, Card, Category, Certainty, Chart, Course, Heads, Heat, Lines, Panel,
    Plot, Point, Region, Regions, Schedule, Series, Slopes, Stated, Task,
};

/// For which place a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Wide screens and paper, within a page.
    Wide,
    /// Phones, within a page.
    Narrow,
    /// A file of its own, with title and source.
    File,
    /// The same with its words as shapes, for whatever has no fonts.
    Shapes,
}

impl Form {
    /// Whether the drawing stands alone.
    fn is_file(self) -> bool {
        matches!(self, Self::File | Self::Shapes)
    }
}

/// A chart drawn for pages.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The chart.
    pub chart: Chart,
    /// [`Form::Wide`].
    pub wide: String,
    /// [`Form::Narrow`].
    pub narrow: String,
}

/// The course of the headline of `dataset` as a line without axes; `None` where it has fewer than two
/// values.
pub fn sparkline(dataset: &Dataset, locale: &Locale) -> Option<String> {
    let request = ChartRequest {
        data: dataset.id.to_string(),
        r#type: Some(ChartType::Sparkline),
        ..ChartRequest::default()
    };
    let chart = plan(dataset, &request, Span::file(dataset.file), locale).value?;
    // It holds no words to measure.
    Some(draw(&chart, Form::Wide, &Shaper::default()))
}

/// Where a drawing that stands alone comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// What may be done with its numbers.
    pub licence: Option<String>,
    /// The full address of its page, where the site's is known.
    pub address: Option<String>,
}

/// Plans a chart and draws it; `None` where it cannot be. What stands alone names its `origin`.
pub fn picture(
    dataset: &Dataset,
    request: &ChartRequest,
    locale: &Locale,
    origin: &Origin,
    shaper: &Shaper,
) -> Checked<Option<Picture>> {
    let planned = plan(dataset, request, Span::file(dataset.file), locale);
    let picture = planned.value.map(|mut chart| {
        let licence = origin.licence.iter();
        let licence =
            licence.map(|it| locale.phrase("chart.licence", &[("licence", it)]));
        chart.credits.extend(licence.chain(origin.address.clone()));
        Picture {
            wide: draw(&chart, Form::Wide, shaper),
            narrow: draw(&chart, Form::Narrow, shaper),
            chart,
        }
    });
    Checked::new(picture, planned.diagnostics)
}
