//! Stage 5: views and datasets → bytes.
//!
//! HTML through the theme's templates, feeds and sitemap for machines, the search index as
//! scripts, data and pictures as files. Nothing is looked up here: a view is closed.

pub mod bundle;
pub mod card;
mod docx;
mod epub;
pub mod export;
mod faces;
pub mod feed;
pub mod html;
mod mathml;
pub mod office;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod picture;
pub mod png;
pub mod search;
pub mod single;
pub mod sitemap;
mod xml;
