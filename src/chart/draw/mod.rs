//! A chart, laid out for a width and drawn: one file a type of chart.

mod bar;
mod canvas;
mod card;
mod columns;
mod dot;
mod head;
mod heat;
mod ink;
mod legend;
mod line;
mod outline;
mod place;
mod pyramid;
mod region;
mod room;
mod rows;
mod schedule;
mod sheet;
mod slope;
mod stacked;
mod svg;

pub use self::{
    canvas::{BIG, TEXT},
    ink::file_style,
    svg::HALO,
};
use super::{Chart, Form, Plot};
use crate::text::Shaper;

/// The size of a drawing: width and height in CSS pixels.
fn size(chart: &Chart, form: Form) -> (f64, f64) {
    let asked = chart.height.map(|it| f64::from(it.clamp(160, 900)));
    match form {
        Form::Wide | Form::File | Form::Shapes => (680.0, asked.unwrap_or(340.0)),
        // On a screen of 320 px a page leaves it about 275: words are still 12 high there.
        Form::Narrow => (300.0, asked.map_or(280.0, |it| it.min(420.0))),
    }
}

/// Space kept between marks and words.
const GAP: f64 = 8.0;

/// Browsers set text a little wider or narrower than it was measured.
const SLACK: f64 = 5.0;

/// The height of a line of text.
const LINE: f64 = 17.0;

/// The chart that `request` asks for as one `<svg>` element.
pub fn draw(chart: &Chart, form: Form, shaper: &Shaper) -> String {
    match &chart.plot {
        Plot::Lines(lines) => line::draw(chart, lines, form, shaper),
        Plot::Panels(panels) => line::panels(chart, panels, form, shaper),
        Plot::Bars(bars) => bar::draw(chart, bars, form, shaper),
        Plot::Stacked(bars) => stacked::draw(chart, bars, form, shaper),
        Plot::Dots(dots) => dot::draw(chart, dots, form, shaper),
        Plot::Slopes(slopes) => slope::draw(chart, slopes, form, shaper),
        Plot::Heat(heat) => heat::draw(chart, heat, form, shaper),
        Plot::Pyramid(pyramid) => pyramid::draw(chart, pyramid, form, shaper),
        Plot::Regions(regions) => region::draw(chart, regions, form, shaper),
        Plot::Spark(line) => card::spark(chart, line, form, shaper),
        Plot::Card(card) => card::draw(chart, card, form, shaper),
        Plot::Schedule(it) => schedule::draw(chart, it, form, shaper),
    }
}
