//! Ground: languages, words, numbers, dates, letters and their widths.
//!
//! Everything here turns values into a language's own writing, or compares and measures text.
//! Digits, grouping, months, plurals and order come from CLDR through ICU4X; words come from the
//! theme's `i18n/LANG.yaml`. Nothing here knows what a page or a dataset is.

mod language;
mod locale;
mod localized;
mod shape;
mod unicode;

pub use language::Language;
pub use locale::{Locale, Word, Words};
pub use localized::{Localized, Said};
pub use shape::Shaper;
pub use unicode::{fold, graphemes, nearest, nfc, slug};
