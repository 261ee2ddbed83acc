//! `prokash build` and `prokash check`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{
    args::{Build, Check, Global},
    terminal,
};
use crate::{
    build::{self, Options},
    diag::Severity,
    source::{self, Failure},
};

/// Builds the site and says what came of it.
pub(super) fn build(global: &Global, args: &Build) -> Result<ExitCode, Failure> {
    if let Some(jobs) = args.jobs {
        // A pool that was already made stays as it is; only the number of threads differs then.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let root = root(global);
    let options = Options {
        out: Some(args.out.clone().unwrap_or_else(|| root.join("site"))),
        base_url: args.base_url.clone(),
        drafts: args.drafts,
    };
    let outcome = build::build(&root, &options)?;
    terminal::diagnostics(&outcome, global.message_format);
    terminal::summary(&outcome);
    Ok(status(outcome.diagnostics.has_errors()))
}

/// Says everything that a build would complain of.
pub(super) fn check(global: &Global, args: &Check) -> Result<ExitCode, Failure> {
    let root = root(global);
    crate::output::recover(&root.join("site"))?;
    let outcome = build::build(&root, &Options { drafts: true, ..Options::default() })?;
    terminal::diagnostics(&outcome, global.message_format);
    terminal::tally(&outcome);
    let warned = args.strict && outcome.diagnostics.count(Severity::Warning) > 0;
    Ok(status(warned || outcome.diagnostics.has_errors()))
}

fn status(errors: bool) -> ExitCode {
    ExitCode::from(u8::from(errors))
}

/// The folder asked for, or the nearest upwards that is a site; else the one we are in, about
/// which the build will say that it is none.
fn root(global: &Global) -> PathBuf {
    let here = global.root.clone();
    here.or_else(|| source::find_root(Path::new(".")))
        .unwrap_or_else(|| PathBuf::from("."))
}
