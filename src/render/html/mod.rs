//! Views → HTML, through the theme's templates.

mod body;
mod env;
mod escape;
mod filter;

use crate::{diag::Checked, page::view::View};

pub use env::Templates;

/// The page that `view` shows.
pub fn page(view: &View, templates: &Templates) -> Checked<Vec<u8>> {
    templates.page(view)
}
