//! Ground: languages, words, numbers, dates, letters and their widths.
//!
//! Everything here turns values into a language's own writing, or compares and measures text.
//! Digits, grouping, months, plurals and order come from CLDR through ICU4X; words come from the
//! theme's `i18n/LANG.yaml`. Nothing here knows what a page or a dataset is.

mod address;
pub mod bijoy;
mod calendar;
mod csv;
mod guard;
mod language;
mod locale;
mod localized;
pub mod math;
mod number;
mod script;
mod shape;
mod spelling;
mod unicode;
mod words;

pub use address::percent_decode;
pub use csv::Sheet;
pub use guard::{guard, unguard};
pub use language::Language;
pub use locale::{Locale, Word, Words};
pub use localized::{Localized, Said};
pub use number::Number;
pub use script::foreign;
pub use shape::{Faces, Shaper};
pub use spelling::{Slip, mended, slips};
pub use unicode::{
    columns, fold, graphemes, initial, is_word, letters, nearest, nfc, slug,
};
pub use words::words;
