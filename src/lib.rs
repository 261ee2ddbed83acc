//! Prokash (প্রকাশ, "to publish") turns a folder of Markdown notes and indicator tables into a
//! static site in several languages.
//!
//! The journey of the data, one folder a step. Each step is a function from one named type to the
//! next; the steps in the middle cannot fail and touch no disk: they return what could be made,
//! with all that was noticed ([`diag::Checked`]).
//!
//! 1. [`source`] reads the folder into [`source::Files`], texts by path. The only way in.
//! 2. Three steps that do not know each other make nouns of the texts: [`project`] the settings
//!    and the theme, [`content`] the pages, [`data`] the datasets. Together they are a
//!    [`model::Site`].
//! 3. [`chart`] plans every chart that is asked for and draws it as SVG; [`progress`] rates how far
//!    each dataset is on the way to its target.
//! 4. [`page`] lists what to publish and makes each page's closed [`page::view::View`].
//!    Beside it [`review`] holds the languages of a page, and what was typed and the data, against
//!    each other; it makes nothing.
//! 5. [`render`] turns a view into bytes: HTML through the theme's templates, feeds, data files.
//! 6. [`output`] writes the files beside the old site and puts them in its place at once. The only
//!    way out.
//!
//! What was built goes to readers by [`publish`], which sends what changed to where the site is
//! hosted, or puts all of it into one archive.
//!
//! Under them lie three grounds that know none of them: [`diag`] (what the author is told),
//! [`text`] (how languages write) and [`model`] (the nouns). Above them [`build`] is the journey
//! on one screen, and [`cli`] what people type and see.
//!
//! The library is public so that tests and benchmarks use the same functions as the program; its
//! interface is promised to nobody.

pub mod build;
pub mod chart;
pub mod cli;
pub mod content;
pub mod data;
pub mod diag;
pub mod model;
pub mod output;
pub mod page;
pub mod progress;
pub mod project;
pub mod publish;
pub mod render;
pub mod review;
pub mod source;
pub mod text;
