//! Stage 5: views and datasets → bytes.
//!
//! HTML through the theme's templates, feeds and sitemap for machines, the data as files. Nothing
//! is looked up here: a view is closed.

pub mod export;
pub mod feed;
pub mod html;
pub mod sitemap;
