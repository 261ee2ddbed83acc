//! Prokash turns a folder of Markdown notes and indicator tables into a bilingual static site.
#![allow(unused)]

pub mod chart;
pub mod diag;
pub mod model;
pub mod page;
pub mod project;
pub mod source;
pub mod text;
