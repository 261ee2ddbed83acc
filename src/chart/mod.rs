//! Stage 3: a dataset and a request → a [`Chart`] → SVG.
//!
//! [`plan()`] decides what is shown, in the page's language: which series, which points, what is
//! special about them, what a reader who cannot see is told. [`draw`] lays it out for a width and
//! draws it. A chart holds no drawing and a drawing no numbers. Files and pages are not known here.

mod bar;
mod describe;
mod legend;
mod line;
mod palette;
mod place;
mod plan;
mod scale;
mod spec;
mod svg;

use crate::{
    diag::{Checked, Span},
    model::{ChartRequest, Dataset},
    text::{Locale, Shaper},
};

pub use plan::plan;
pub use spec::{Bars, Category, Chart, Lines, Plot, Point, Series, Stated};

/// For which place a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Wide screens and paper, within a page.
    Wide,
    /// Phones, within a page.
    Narrow,
    /// A file of its own, with title and source.
    File,
}

/// A chart drawn in every form.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The chart.
    pub chart: Chart,
    /// [`Form::Wide`].
    pub wide: String,
    /// [`Form::Narrow`].
    pub narrow: String,
    /// [`Form::File`].
    pub file: String,
}

/// The chart that `request` asks for as one `<svg>` element.
pub fn draw(chart: &Chart, form: Form, shaper: &Shaper) -> String {
    match &chart.plot {
        Plot::Lines(lines) => line::draw(chart, lines, form, shaper),
        Plot::Bars(bars) => bar::draw(chart, bars, form, shaper),
    }
}

/// Plans a chart and draws it in every form; `None` where it cannot be.
pub fn picture(
    dataset: &Dataset,
    request: &ChartRequest,
    locale: &Locale,
    shaper: &Shaper,
) -> Checked<Option<Picture>> {
    let planned = plan(dataset, request, Span::file(dataset.file), locale);
    let picture = planned.value.map(|chart| Picture {
        wide: draw(&chart, Form::Wide, shaper),
        narrow: draw(&chart, Form::Narrow, shaper),
        file: draw(&chart, Form::File, shaper),
        chart,
    });
    Checked::new(picture, planned.diagnostics)
}
