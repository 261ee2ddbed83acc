//! `prokash check --fix`: mends what is safe to mend.

use std::path::{Path, PathBuf};

use super::{args::Global, terminal};
use crate::{
    build,
    diag::{Message, say},
    output, review,
    source::{self, Failure, Files},
    text::{mended, slips},
};

/// Mends slips of spelling, then notes the state of the originals that translations wait for.
pub(super) fn fix(root: &Path, dry_run: bool, global: &Global) -> Result<(), Failure> {
    let files = build::read(root)?.files;
    let mut writes = Vec::new();
    let mut lines = Vec::new();
    for path in paths(&files) {
        // What is in another encoding is left alone: it would be another file afterwards.
        let Ok(text) = String::from_utf8(source::read_bytes(root, path)?) else {
            continue;
        };
        let count = slips(&text).len();
        if count > 0 {
            lines.push(match count {
                1 => say!("{path}: 1 letter in the right codes", path),
                _ => say!("{path}: {count} letters in the right codes", path, count),
            });
            writes.push((root.join(path), mended(&text).into_bytes()));
        }
    }
    put(&writes, dry_run)?;
    let (noted, said) = notes(root)?;
    put(&noted, dry_run)?;
    lines.extend(said);
    let line = |what: Message| {
        let line = if dry_run {
            say!("would mend {what}", what)
        } else {
            say!("mended {what}", what)
        };
        global.lang.say(&line)
    };
    let lines: Vec<String> = lines.into_iter().map(line).collect();
    terminal::lines(&lines, global.message_format);
    Ok(())
}

/// The files with a slip.
fn paths(files: &Files) -> Vec<&str> {
    let found = build::spelling(files);
    let mut paths: Vec<&str> =
        found.iter().filter_map(|it| Some(files.path(it.span?.file))).collect();
    paths.dedup();
    paths
}

fn put(writes: &[(PathBuf, Vec<u8>)], dry_run: bool) -> Result<(), Failure> {
    if dry_run { Ok(()) } else { output::replace(writes) }
}

/// Files to be written, and what is said of each.
type Notes = (Vec<(PathBuf, Vec<u8>)>, Vec<Message>);

/// The translations that say `translated: now`, with the state of their original in its place.
fn notes(root: &Path) -> Result<Notes, Failure> {
    let read = build::read(root)?;
    let (mut writes, mut lines) = (Vec::new(), Vec::new());
    for (file, state) in read.site.iter().flat_map(|it| review::notes(it, &read.texts)) {
        let path = read.files.path(file);
        let Ok(text) = String::from_utf8(source::read_bytes(root, path)?) else {
            continue;
        };
        let line = text.lines().find(|it| {
            let value = it.strip_prefix("translated:").map(str::trim_start);
            value.is_some_and(|it| it.trim_matches(['"', '\'']).starts_with("now"))
        });
        if let Some(line) = line {
            let noted = text.replacen(line, &format!("translated: \"{state}\""), 1);
            writes.push((root.join(path), noted.into_bytes()));
            lines.push(say!("{path}: the state of its original is noted", path));
        }
    }
    Ok((writes, lines))
}
