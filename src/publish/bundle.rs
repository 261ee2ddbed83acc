//! The whole site in one archive, for a USB stick.

use std::{fmt::Write as _, io, path::Path};

use super::{Local, sum};
use crate::{
    diag::{Checked, Diagnostics},
    model::Site,
    output,
    render::{
        bundle::{LeftOut, texts},
        export::Archive,
    },
    source::{self, Failure},
};

/// The folder of the site in the archive; beside it only what helps to find the way.
const FOLDER: &str = "site";

/// The sums of all other files, as `sha256sum -c` reads them.
const SUMS: &str = "SHA256SUMS.txt";

/// How the names of documents beside pages end.
const DOCUMENTS: [&str; 3] = [".pdf", ".docx", ".epub"];

/// What came of a bundle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bundled {
    /// How many files of the site are in it.
    pub files: usize,
    /// How many bytes it has, or would have where that is too many.
    pub bytes: u64,
    /// What is not in it.
    pub left_out: LeftOut,
    /// Whether it was written.
    pub written: bool,
}

/// Puts `files`, which were built in `built`, into the archive `out`. Where it has more than `max`
/// bytes, documents beside pages (PDF, DOCX, EPUB) are left out, then PNG pictures that are also there as SVG and those
/// for shared links, since nobody who opens the site from a folder sees them; where even that is
/// not enough, nothing is written. Files that the site's authors added are always in it.
///
/// Errors: the disk refuses.
pub fn bundle(
    site: &Site,
    built: &Path,
    files: &[Local],
    out: &Path,
    max: Option<u64>,
) -> Result<Checked<Bundled>, Failure> {
    let mut done = Checked::default();
    for left_out in steps(files) {
        let stays = |it: &&Local| {
            (left_out.documents == 0 || !is_made(it, &DOCUMENTS))
                && (left_out.pngs == 0 || !is_made(it, &[".png"]))
        };
        let files: Vec<&Local> = files.iter().filter(stays).collect();
        let mut sink = Diagnostics::new();
        let texts = texts(site, FOLDER, left_out).into(&mut sink);
        if sink.has_errors() {
            return Ok(Checked::new(Bundled::default(), sink));
        }
        let fits = |bytes| max.is_none_or(|it| bytes <= it);
        let (bytes, written) =
            output::stream(out, fits, |to| write(to, built, &files, &texts))?;
        let bundled = Bundled { files: files.len(), bytes, left_out, written };
        done = Checked::new(bundled, sink);
        if written {
            break;
        }
    }
    Ok(done)
}

/// What is left out, one step further each time.
fn steps(files: &[Local]) -> Vec<LeftOut> {
    let count = |endings: &[&str]| files.iter().filter(|it| is_made(it, endings)).count();
    let (documents, pngs) = (count(&DOCUMENTS), count(&[".png"]));
    let mut steps = vec![LeftOut::default(), LeftOut { documents, pngs: 0 }];
    steps.push(LeftOut { documents, pngs });
    steps.dedup();
    steps
}

/// Whether a file with one of those endings was made by a build and not by the site's authors.
fn is_made(file: &Local, endings: &[&str]) -> bool {
    endings.iter().any(|it| file.path.ends_with(it))
        && !["files/", "assets/"].iter().any(|it| file.path.starts_with(it))
}

/// Writes the archive: what leads in first, then the site.
fn write(
    to: impl io::Write + io::Seek,
    built: &Path,
    files: &[&Local],
    texts: &[(String, Vec<u8>)],
) -> io::Result<()> {
    let mut archive = Archive::new(to);
    let mut sums = String::new();
    let texts_sums = texts.iter().map(|(path, bytes)| (sum::hex(bytes), path.clone()));
    let files_sums = files.iter().map(|it| (it.sum.clone(), placed(it)));
    for (sum, path) in texts_sums.chain(files_sums) {
        // Writing to a string cannot fail.
        let _ = writeln!(sums, "{sum}  {path}");
    }
    for (path, bytes) in texts {
        archive.add(path, bytes)?;
    }
    archive.add(SUMS, sums.as_bytes())?;
    for file in files {
        let bytes =
            source::read_bytes(built, &file.path).map_err(|failure| failure.cause)?;
        archive.add(&placed(file), &bytes)?;
    }
    io::Write::flush(&mut archive.finish()?)
}

/// Where a file of the site is in the archive.
fn placed(file: &Local) -> String {
    format!("{FOLDER}/{}", file.path)
}
