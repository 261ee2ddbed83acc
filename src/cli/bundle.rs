//! `prokash bundle`: builds the site and puts all of it into one zip.

use std::process::ExitCode;

use super::{
    args::{Bundle, Global},
    build::{root, site, status},
    terminal,
};
use crate::{
    build,
    diag::{Message, say},
    publish::{self, Bundled},
    source::{Failure, Files},
};

/// Builds the site, writes the archive, and says what is in it.
pub(super) fn bundle(global: &Global, args: &Bundle) -> Result<ExitCode, Failure> {
    let root = root(global);
    let Some(built) = site(&root, global)? else { return Ok(status(true)) };
    let Some(site) = build::read(&root)?.site else { return Ok(status(true)) };
    let out = args.out.clone().unwrap_or_else(|| root.join("site.zip"));
    let files = publish::files(&built)?;
    let mut found = publish::names(files.iter().map(|it| &*it.path));
    let bundled =
        publish::bundle(&site, &built, &files, &out, args.max)?.into(&mut found);
    let found = found.sorted();
    terminal::diagnostics(&found, &Files::default(), global);
    if found.has_errors() {
        return Ok(status(true));
    }
    let out = terminal::shown(&out);
    if bundled.written {
        let line = global.lang.say(&tally(&bundled));
        let line = format!("{out}: {line}");
        terminal::lines(&[line], global.message_format);
    } else {
        let message = say!(
            "the bundle is too big: without PDF, DOCX, EPUB and PNG files it still has {size} MB; \
             nothing was written",
            size = terminal::megabytes(bundled.bytes)
        );
        terminal::complain(&global.lang.say(&message), global.lang);
    }
    Ok(status(!bundled.written))
}

/// What is in the archive and what is not.
fn tally(bundled: &Bundled) -> Message {
    let (files, size) = (bundled.files, terminal::megabytes(bundled.bytes));
    let (documents, pngs) = (bundled.left_out.documents, bundled.left_out.pngs);
    let papers = say!("{documents} PDF, DOCX and EPUB files", documents);
    let pictures = say!("{pngs} PNG files", pngs);
    let parts = match (documents, pngs) {
        (0, 0) => return say!("{files} files, {size} MB", files, size),
        (_, 0) => papers,
        (0, _) => pictures,
        _ => say!("{papers}, {pictures}", papers, pictures),
    };
    say!(
        "{files} files, {size} MB; left out to keep it small: {parts}",
        files,
        size,
        parts
    )
}
