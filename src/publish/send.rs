//! Does what a plan says, and notes how far it has come.

use std::{path::Path, sync::Mutex};

use rayon::prelude::*;

use super::{Local, Manifest, Place, Plan, turn::turn};
use crate::source::{self, Failure};

/// How often it is noted how far a publication has come: a note of a large site is large itself.
const NOTES: usize = 20;

/// The fewest files that are worth a note.
const FEWEST: usize = 32;

/// Sends files of `site` and removes what went, as `plan` says. `told` is given the bytes of each file that has arrived.
///
/// What will be touched is noted as unsure before it is, so that after a cut, wherever it falls,
/// nothing is taken for sent that was not, and nothing that was sent is forgotten.
///
/// Errors: the place refuses, or a file of the site is gone.
pub fn send(
    site: &Path,
    plan: &Plan<'_>,
    place: &dyn Place,
    told: &(dyn Fn(u64) + Sync),
) -> Result<(), Failure> {
    if plan.is_empty() {
        return Ok(());
    }
    let mut manifest = plan.before.clone();
    let sent = plan.send.iter().map(|it| &it.path);
    sent.chain(&plan.remove).for_each(|it| manifest.doubt(it));
    note(&manifest, place)?;
    let size = plan.send.len().div_ceil(NOTES).max(FEWEST);
    let turns = plan.send.chunk_by(|a, b| turn(&a.path) == turn(&b.path));
    for group in turns.flat_map(|it| it.chunks(size)) {
        let done = Mutex::new(&mut manifest);
        let arrived = together(group, place, |file| {
            let bytes = source::read_bytes(site, &file.path)?;
            place.write(&file.path, &bytes)?;
            done.lock().unwrap_or_else(|it| it.into_inner()).sent(file);
            told(file.bytes);
            Ok(())
        });
        note(&manifest, place)?;
        arrived?;
    }
    for path in &plan.remove {
        place.remove(path)?;
        manifest.removed(path);
    }
    note(&manifest, place)?;
    place.finish()
}

fn note(manifest: &Manifest, place: &dyn Place) -> Result<(), Failure> {
    place.write(Manifest::PATH, &manifest.write())
}

/// Does `one` to each of `group`, to as many at once as the place takes.
fn together(
    group: &[&Local],
    place: &dyn Place,
    one: impl Fn(&Local) -> Result<(), Failure> + Sync + Send,
) -> Result<(), Failure> {
    match rayon::ThreadPoolBuilder::new().num_threads(place.at_once()).build() {
        Ok(pool) => pool.install(|| group.par_iter().try_for_each(|it| one(it))),
        // A machine without a thread to spare sends one file after the other.
        Err(_) => group.iter().try_for_each(|it| one(it)),
    }
}
