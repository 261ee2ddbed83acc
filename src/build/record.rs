//! What a build leaves for the next one: what it read, what it made of it, and what it said.
//!
//! The record lies in `.prokash/` in the site's folder and never matters: a record that is missing,
//! damaged, of another program or of another site is none, and then the whole site is built. It is
//! taken away before the site is changed and written after, so that it never tells of a site that
//! is not there. While a build runs it holds a lock; a second one waits.
#![expect(clippy::disallowed_methods, reason = "this is the door to what is kept")]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::digest::{Digest, Fingerprint};
use crate::{
    diag::Diagnostics,
    model::{PageId, Route},
    page::{Sizes, Words},
    source::Stamp,
};

/// How many sites (folders to build into) are remembered.
const SITES: usize = 8;

/// The parts of a record, each a file: they are not all needed by every build.
const PARTS: [&str; 3] = ["build", "pages", "words"];

/// What was read, made and said.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// What was asked for.
    pub(super) options: String,
    /// The time on the disk when the inputs began to be read, as in a [`Stamp`].
    pub(super) clock: u64,
    /// The inputs, by path.
    pub(super) inputs: Vec<Input>,
    /// The files of the site, by route, as they were when they were written.
    pub(super) outputs: BTreeMap<Route, Stamp>,
    /// What was said.
    pub(super) told: Told,
    /// How many pages there are.
    pub(super) pages: usize,
    /// How many charts there are.
    pub(super) charts: usize,
    /// How many PDFs there are.
    pub(super) papers: usize,
    /// The fingerprints of the other parts.
    pub(super) parts: Vec<Digest>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    /// Where.
    pub(super) path: String,
    /// As it was found before it was read.
    pub(super) stamp: Stamp,
    /// The fingerprint of what was in it.
    pub(super) digest: Digest,
}

/// All that the author is told, by what it depends on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Told {
    /// What does not depend on any page's text.
    pub(super) rest: Diagnostics,
    /// What depends on the text of that page.
    pub(super) pages: BTreeMap<PageId, Diagnostics>,
}

/// What of the site is kept to make some of it again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Every page that was read, as JSON, by path.
    pub(super) pages: Vec<String>,
    /// The sizes of the files that pages offer.
    pub(super) sizes: Sizes,
}

impl Told {
    /// Takes what was `found` about the text of `page`, or about none.
    pub(super) fn take(&mut self, page: Option<PageId>, found: Diagnostics) {
        match page {
            Some(page) if !found.is_empty() => {
                self.pages.entry(page).or_default().extend(found);
            }
            Some(_) => {}
            None => self.rest.extend(found),
        }
    }

    /// Whether an error is among it.
    pub(super) fn has_errors(&self) -> bool {
        self.rest.has_errors() || self.pages.values().any(Diagnostics::has_errors)
    }

    /// All of it.
    pub(super) fn all(&self) -> Diagnostics {
        let parts = std::iter::once(&self.rest).chain(self.pages.values());
        parts.flatten().cloned().collect::<Diagnostics>().sorted()
    }
}

/// The place of the record of one site.
#[derive(Debug)]
pub(super) struct Keeper {
    folder: PathBuf,
    name: String,
    /// The time on the disk when the lock was taken; 0 where there is no place for a record.
    pub(super) clock: u64,
    /// Unlocked when it is dropped.
    _lock: Option<File>,
}

impl Keeper {
    /// The place of the record of the site that `root` is built into `out`. Waits for another
    /// build of `root` to end.
    pub(super) fn open(root: &Path, out: &Path) -> Self {
        let folder = root.join(".prokash");
        let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        let name = blake3::hash(absolute.as_os_str().as_encoded_bytes()).to_hex();
        let name = name[..16].to_owned();
        let locked = fs::create_dir_all(&folder).and_then(|()| {
            let mut lock = File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(folder.join("lock"))?;
            lock.lock()?;
            // The disk's own clock, by which the inputs are stamped.
            lock.write_all(b".")?;
            let clock = Stamp::of(&lock.metadata()?).modified;
            Ok((lock, clock))
        });
        let (lock, clock) = locked.map_or((None, 0), |(lock, clock)| (Some(lock), clock));
        Self { folder, name, clock, _lock: lock }
    }

    /// The record, where there is a good one.
    pub(super) fn record(&self) -> Option<Record> {
        self.load(PARTS[0], None)
    }

    /// What is kept of the site of `record`.
    pub(super) fn kept(&self, record: &Record) -> Option<Kept> {
        self.load(PARTS[1], record.parts.first())
    }

    /// The search index of the site of `record`.
    pub(super) fn words(&self, record: &Record) -> Option<Words> {
        self.load(PARTS[2], record.parts.get(1))
    }

    /// Takes the record away: the site is about to change.
    pub(super) fn forget(&self) {
        let _ = fs::remove_file(self.place(&self.name, PARTS[0]));
    }

    /// Keeps `record`, and its other parts where they are others than before. Where the disk
    /// refuses, there is no record, and the next build is a whole one.
    pub(super) fn keep(
        &self,
        record: &mut Record,
        kept: Option<&Kept>,
        words: Option<&Words>,
    ) {
        if self.clock == 0 {
            return;
        }
        record.parts.resize(2, Digest::default());
        let kept = kept.map(|it| self.save(PARTS[1], it));
        let words = words.map(|it| self.save(PARTS[2], it));
        for (at, saved) in [kept, words].into_iter().enumerate() {
            match saved {
                Some(Some(digest)) => record.parts[at] = digest,
                Some(None) => return,
                None => {}
            }
        }
        let _ = self.save(PARTS[0], record);
        self.tidy();
    }

    fn place(&self, name: &str, part: &str) -> PathBuf {
        self.folder.join(format!("{name}.{part}"))
    }

    /// The part of the record, where it is whole and has the fingerprint `wanted`.
    fn load<T: DeserializeOwned>(
        &self,
        part: &str,
        wanted: Option<&Digest>,
    ) -> Option<T> {
        let file = fs::read(self.place(&self.name, part)).ok()?;
        let (head, body) = file.split_at_checked(size_of::<Digest>())?;
        let fits = head == seal(body) && wanted.is_none_or(|it| head == it);
        fits.then(|| serde_json::from_slice(body).ok())?
    }

    fn save<T: Serialize>(&self, part: &str, value: &T) -> Option<Digest> {
        let body = serde_json::to_vec(value).ok()?;
        let seal = seal(&body);
        // Nobody else writes here: the lock is held.
        let fresh = self.place(&self.name, "new");
        let mut file = File::create(&fresh).ok()?;
        file.write_all(&seal).and_then(|()| file.write_all(&body)).ok()?;
        drop(file);
        fs::rename(fresh, self.place(&self.name, part)).ok()?;
        Some(seal)
    }

    /// Removes the records of sites that were not built for the longest time.
    fn tidy(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut builds = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(name) = name.strip_suffix(".build") {
                let age = entry.metadata().map(|it| Stamp::of(&it).modified);
                builds.push((age.unwrap_or_default(), name.to_owned()));
            }
        }
        builds.sort();
        for (_, name) in builds.iter().rev().skip(SITES) {
            for part in PARTS {
                let _ = fs::remove_file(self.place(name, part));
            }
        }
    }
}

/// The fingerprint of a kept file: with the program that wrote it, down to its very file, so that
/// no program reads what another one meant.
fn seal(body: &[u8]) -> Digest {
    let program = std::env::current_exe().ok();
    let program = program.and_then(|it| fs::metadata(it).ok()).map(|it| Stamp::of(&it));
    let Stamp { size, modified, inode, .. } = program.unwrap_or_default();
    let mut seal = Fingerprint::of(concat!("prokash ", env!("CARGO_PKG_VERSION")));
    for number in [size, modified, inode] {
        seal.add(&number.to_le_bytes());
    }
    seal.with(body).done()
}
