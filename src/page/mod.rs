//! Stage 4: the site → what to publish, and what each page shows.

mod route;
pub mod view;

pub use route::Route;
