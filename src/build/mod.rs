//! Top: the pipeline, from a folder to a site.
//!
//! [`build`] is the whole journey on one screen. Pages are rendered and written as soon as they
//! are made, on all cores, so that a large site is never held in memory as pages. Nothing is
//! printed here.

mod assemble;
mod publish;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::{
    diag::Diagnostics,
    model::Site,
    output::{Stage, Written},
    page::{self, Catalogue},
    render::html::Templates,
    source::{self, Failure, Files},
};

/// What to build, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the site is written; left out, nothing is.
    pub out: Option<PathBuf>,
    /// The address in place of the one in the settings.
    pub base_url: Option<String>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// What came of a build.
#[derive(Debug)]
pub struct Outcome {
    /// The inputs, to show where a diagnostic is.
    pub files: Files,
    /// What was noticed, in order. With an error among it, nothing was written.
    pub diagnostics: Diagnostics,
    /// Pages made.
    pub pages: usize,
    /// Charts drawn.
    pub charts: usize,
    /// What was written.
    pub written: Option<Written>,
}

/// Builds the site in `root`.
///
/// Errors: the machine failed. What is wrong with the site is in the outcome's diagnostics.
pub fn build(root: &Path, options: &Options) -> Result<Outcome, Failure> {
    let files = source::read(root)?;
    let mut sink = Diagnostics::new();
    let site = assemble::site(&files, options, &mut sink);
    let mut outcome = Outcome {
        files,
        diagnostics: Diagnostics::new(),
        pages: 0,
        charts: 0,
        written: None,
    };
    if let Some(site) = site {
        make(&site, options, &mut sink, &mut outcome)?;
    }
    outcome.diagnostics = sink.sorted();
    Ok(outcome)
}

/// Makes everything that `site` comes to, and writes it where nothing is wrong.
fn make(
    site: &Site,
    options: &Options,
    sink: &mut Diagnostics,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    let pictures = publish::draw(site);
    let mut artifacts = publish::data(site);
    artifacts.extend(publish::drawings(site, &pictures));
    let catalogue = Catalogue::new(site, &pictures, publish::sizes(&artifacts));
    let jobs = page::plan(&catalogue).into(sink);
    let templates = Templates::new(site).into(sink);
    artifacts.extend(publish::feeds(site, &catalogue, &jobs));
    artifacts.extend(publish::assets(site));
    outcome.pages = jobs.len();
    outcome.charts = pictures.values().map(std::collections::BTreeMap::len).sum();
    let stage = match &options.out {
        Some(out) if !sink.has_errors() => Some(Stage::open(out)?),
        _ => None,
    };
    let found = jobs
        .par_iter()
        .map(|job| publish::page(&catalogue, job, templates.as_ref(), stage.as_ref()));
    for diagnostics in found.collect::<Result<Vec<_>, Failure>>()? {
        sink.extend(diagnostics);
    }
    if let Some(stage) = stage.filter(|_| !sink.has_errors()) {
        artifacts.par_iter().try_for_each(|(route, bytes)| stage.write(route, bytes))?;
        publish::copies(site, &outcome.files, &stage)?;
        outcome.written = Some(stage.commit()?);
    }
    Ok(())
}
