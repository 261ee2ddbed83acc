//! Stands for `papers` in a program without Typst in it, which makes no PDFs.

use super::{Hear, cache::Cache, record::Told};
use crate::{
    model::Texts,
    output::Stage,
    page::{Catalogue, Job, Sizes},
    source::{Failure, Files},
};

/// Where the PDFs would go.
#[expect(dead_code, reason = "the other one reads them")]
pub(super) struct To<'a> {
    pub(super) files: &'a Files,
    pub(super) stage: Option<&'a Stage>,
    pub(super) cache: &'a Cache,
    pub(super) hear: Hear<'a>,
}

/// Makes nothing.
#[expect(clippy::unnecessary_wraps, reason = "the other one can fail")]
pub(super) fn print(
    _: &Catalogue<'_>,
    _: &Texts,
    _: &[&Job],
    _: &To<'_>,
    _: &mut Told,
) -> Result<Sizes, Failure> {
    Ok(Sizes::new())
}
