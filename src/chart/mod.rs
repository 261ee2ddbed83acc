//! stub
use crate::{
    diag::{Checked, Span},
    model::{ChartRequest, Dataset},
    text::{Locale, Shaper},
};
/// A drawn chart.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The chart.
    pub chart: Chart,
    /// x
    pub wide: String,
    /// x
    pub narrow: String,
    /// x
    pub file: String,
}
/// stub
#[derive(Debug, Clone)]
pub struct Chart {
    /// x
    pub notes: Vec<String>,
}
/// stub
pub fn picture(
    dataset: &Dataset,
    request: &ChartRequest,
    locale: &Locale,
    shaper: &Shaper,
) -> Checked<Option<Picture>> {
    Checked::default()
}
