//! `prokash build` and `prokash check`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use jiff::civil::{Date, date};

use super::{
    args::{Build, Check, Global},
    fix,
    progress::Steps,
    terminal,
};
use crate::{
    build::{self, Options},
    diag::{Message, Severity, say},
    output,
    source::{self, FOLDERS, Failure},
};

/// Builds the site and says what came of it.
pub(super) fn build(global: &Global, args: &Build) -> Result<ExitCode, Failure> {
    if let Some(jobs) = args.jobs {
        // A pool that was already made stays as it is; only the number of threads differs then.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let root = root(global);
    let out = args.out.clone().unwrap_or_else(|| root.join("site"));
    if let Some(complaint) = in_the_way(&out, &root) {
        terminal::complain(&global.lang.say(&complaint), global.lang);
        return Ok(ExitCode::from(2));
    }
    let options = Options {
        out: Some(out),
        base_url: args.base_url.clone(),
        drafts: args.drafts,
        as_of: Some(args.as_of.unwrap_or_else(today)),
        pdfs: !args.no_pdf,
        office: !args.no_pdf,
        singles: !args.no_pdf,
        cached: !args.no_cache,
    };
    Ok(status(!make(&root, &options, global)?))
}

/// Builds the site in `root` and says what came of it; tells whether it has no errors.
fn make(root: &Path, options: &Options, global: &Global) -> Result<bool, Failure> {
    let steps = Steps::new(global.lang);
    let built = build::build_heard(root, options, &|it| steps.hear(it));
    let seconds = steps.end();
    let outcome = built?;
    terminal::diagnostics(&outcome.diagnostics, &outcome.files, global);
    terminal::summary(&outcome, seconds, global.lang);
    Ok(!outcome.diagnostics.has_errors())
}

/// Builds the site in `root` into its `site/` as `prokash build` does, and says what came of it;
/// `None` where it has errors.
pub(super) fn site(root: &Path, global: &Global) -> Result<Option<PathBuf>, Failure> {
    let site = root.join("site");
    if let Some(complaint) = in_the_way(&site, root) {
        terminal::complain(&global.lang.say(&complaint), global.lang);
        return Ok(None);
    }
    let as_of = Some(today());
    let out = Some(site.clone());
    let options = Options {
        out,
        as_of,
        pdfs: true,
        office: true,
        singles: true,
        cached: true,
        ..Options::default()
    };
    Ok(make(root, &options, global)?.then_some(site))
}

/// Why no site can be put into the place of `out`.
fn in_the_way(out: &Path, root: &Path) -> Option<Message> {
    if is_own(out, root, &[]) {
        return Some(own(out));
    }
    let lost = say!(
        "`{folder}` holds other files than a site, which would be lost; name a new folder",
        folder = terminal::shown(out)
    );
    (!output::is_free(out)).then_some(lost)
}

/// Whether `folder` is the root of the site, or lies in what it is made of or in one of `others`.
pub(super) fn is_own(folder: &Path, root: &Path, others: &[&str]) -> bool {
    let (folder, root) = (real(folder), real(root));
    let mut own = FOLDERS.iter().chain(others).map(|it| real(&root.join(it)));
    folder == root || own.any(|it| folder.starts_with(it))
}

pub(super) fn own(folder: &Path) -> Message {
    say!(
        "`{folder}` holds what the site is made of; name a folder beside it",
        folder = terminal::shown(folder)
    )
}

/// `path` without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let above = || match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent == Path::new("") => {
            real(Path::new(".")).join(name)
        }
        (Some(parent), Some(name)) => real(parent).join(name),
        _ => path.to_owned(),
    };
    path.canonicalize().unwrap_or_else(|_| above())
}

/// Says everything that a build would complain of.
pub(super) fn check(global: &Global, args: &Check) -> Result<ExitCode, Failure> {
    let root = root(global);
    output::recover(&root.join("site"))?;
    if args.fix {
        fix::fix(&root, args.dry_run, global)?;
    }
    let all = Options {
        drafts: true,
        as_of: Some(Date::MAX),
        pdfs: true,
        singles: true,
        ..Options::default()
    };
    let steps = Steps::new(global.lang);
    let built = build::build_heard(&root, &all, &|it| steps.hear(it));
    steps.end();
    let mut outcome = built?;
    outcome.diagnostics.extend(build::spelling(&outcome.files));
    outcome.diagnostics = outcome.diagnostics.sorted();
    terminal::diagnostics(&outcome.diagnostics, &outcome.files, global);
    terminal::verdict(&outcome, global.lang);
    let warned = args.strict && outcome.diagnostics.count(Severity::Warning) > 0;
    Ok(status(warned || outcome.diagnostics.has_errors()))
}

/// The day that the machine's clock says, which nothing else reads. By UTC, so that the same moment
/// is the same day for everybody who builds the site; east of Greenwich an embargo ends some hours
/// late, never early.
#[expect(clippy::disallowed_methods, reason = "the door to the clock")]
pub(super) fn today() -> Date {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

pub(super) fn status(errors: bool) -> ExitCode {
    ExitCode::from(u8::from(errors))
}

/// The folder asked for, or the nearest upwards that is a site; else the one we are in, about
/// which the build will say that it is none.
pub(super) fn root(global: &Global) -> PathBuf {
    let here = global.root.clone();
    here.or_else(|| source::find_root(Path::new(".")))
        .unwrap_or_else(|| PathBuf::from("."))
}
