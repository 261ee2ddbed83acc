//! The inputs of a build, read as far as they are new.
//!
//! Whether a file is new is decided by its content. Its stamp only spares reading it: a file whose
//! stamp (size, times, number on the disk) is the recorded one has the recorded content, unless it
//! was changed within the same tick of the disk's clock in which it was read. So, as git does, a
//! stamp is believed only where both of its times lie before the recorded build began to read, by
//! more than a tick.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{
    digest::{Digest, Fingerprint, bytes},
    record::{Input, Record},
};
use crate::source::{self, Content, Entry, Failure, Files, Stamp};

/// Longer than a tick of any clock that counts in parts of a second, in nanoseconds.
const TICK: u64 = 50_000_000;

/// Longer than a tick of a clock that counts in seconds, or in two, as some disks do.
const COARSE: u64 = 2_500_000_000;

/// Whether the entries are the recorded inputs, whatever is in them.
pub(super) fn are_the_same(entries: &[Entry], record: &Record) -> bool {
    entries.len() == record.inputs.len()
        && entries.iter().zip(&record.inputs).all(|(it, old)| *it.path == *old.path)
}

/// The recorded inputs as they are now; whether a stamp was doubted, so that this is the better record.
pub(super) fn look_again(
    entries: &[Entry],
    record: &Record,
) -> Result<(Vec<Input>, bool), Failure> {
    let pairs = || entries.iter().zip(&record.inputs);
    let doubted = pairs().filter(|(it, old)| !believe(it.stamp, old.stamp, record.clock));
    let doubted: BTreeSet<&str> = doubted.map(|it| &*it.0.path).collect();
    let files = source::read_found(entries, |it| doubted.contains(&*it.path))?;
    let now = pairs().map(|(it, old)| {
        if doubted.contains(&*it.path) { input(it, &files) } else { old.clone() }
    });
    Ok((now.collect(), !doubted.is_empty()))
}

/// Whether a file with the stamp `now` has the content that one with the stamp `then` had.
fn believe(now: Stamp, then: Stamp, clock: u64) -> bool {
    let tick = if then.modified.is_multiple_of(1_000_000_000) { COARSE } else { TICK };
    now == then && then.modified.max(then.changed) + tick < clock
}

/// The record of the inputs `entries`, which were read into `files`.
pub(super) fn list(entries: &[Entry], files: &Files) -> Vec<Input> {
    entries.par_iter().map(|it| input(it, files)).collect()
}

/// The record of one input.
fn input(entry: &Entry, files: &Files) -> Input {
    let digest = digest(files, entry);
    Input { path: entry.path.to_string(), stamp: entry.stamp, digest }
}

fn digest(files: &Files, entry: &Entry) -> Digest {
    let content = files.find(&entry.path).map(|it| files.content(it));
    match content {
        Some(Content::Text(text)) => Fingerprint::of("text").with(text.as_bytes()).done(),
        Some(Content::Bytes(it)) => bytes(it),
        // What is never read is new with every new stamp.
        Some(Content::Asset(_)) | None => {
            let Stamp { size, modified, changed, inode } = entry.stamp;
            let mut digest = Fingerprint::of("stamp");
            for number in [size, modified, changed, inode] {
                digest.add(&number.to_le_bytes());
            }
            digest.done()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stamp, believe};

    #[test]
    fn believes_only_stamps_older_than_the_reading() {
        let stamp =
            Stamp { size: 1, modified: 5_000_000_007, changed: 6_000_000_000, inode: 1 };
        assert!(believe(stamp, stamp, 7_000_000_000));
        assert!(!believe(stamp, stamp, 6_000_000_001));
        assert!(!believe(Stamp { inode: 2, ..stamp }, stamp, 7_000_000_000));
        let coarse = Stamp { modified: 6_000_000_000, ..stamp };
        assert!(!believe(coarse, coarse, 7_000_000_000));
        assert!(believe(coarse, coarse, 9_000_000_000));
    }
}
