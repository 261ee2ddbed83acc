//! Datasets as files that others can use.

mod csv;
mod json;

pub use csv::write as csv;
pub use json::write as json;
