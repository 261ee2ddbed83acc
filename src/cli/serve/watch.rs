//! The door to the watch that the system keeps over files.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, event::ModifyKind,
    recommended_watcher,
};

use crate::{
    build::Ask,
    source::{FOLDERS, is_input},
};

/// How long it has to be quiet after a change: programs save in several steps.
const QUIET: Duration = Duration::from_millis(5);

/// How many times it may be not quiet.
const STEPS: usize = 20;

/// Asks for a look at the inputs below `root`, which has no links in its path, whenever they are
/// touched, until there is nobody to ask.
///
/// Errors: the system keeps no watch.
#[expect(clippy::disallowed_methods, reason = "watching goes on beside everything else")]
pub(super) fn watch(root: &Path, asks: Sender<Ask>) -> notify::Result<()> {
    let (events, heard) = channel();
    let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
        // Once nobody hears any more, the program is about to end.
        let _ = events.send(event);
    })?;
    // The folder itself, since a file of it is an input, and folders may come.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS {
        follow(&mut watcher, &root.join(folder));
    }
    let root = root.to_owned();
    std::thread::spawn(move || pass_on(&root, &mut watcher, &heard, &asks));
    Ok(())
}

/// Watches a folder that may be there.
fn follow(watcher: &mut RecommendedWatcher, folder: &Path) {
    // A folder that is not there is watched when it comes.
    let _ = watcher.watch(folder, RecursiveMode::Recursive);
}

fn pass_on(
    root: &Path,
    watcher: &mut RecommendedWatcher,
    heard: &Receiver<notify::Result<Event>>,
    asks: &Sender<Ask>,
) {
    while let Ok(event) = heard.recv() {
        let mut touched = BTreeSet::new();
        take(root, event, &mut touched);
        for _ in 0..STEPS {
            match heard.recv_timeout(QUIET) {
                Ok(event) => take(root, event, &mut touched),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        for folder in FOLDERS.iter().filter(|it| touched.contains(**it)) {
            follow(watcher, &root.join(folder));
        }
        if !touched.is_empty() && asks.send(Ask::Touched(touched)).is_err() {
            return;
        }
    }
}

/// Takes the inputs that an event is about, by path below `root`.
fn take(root: &Path, event: notify::Result<Event>, touched: &mut BTreeSet<String>) {
    let Ok(event) = event else { return };
    let matters = match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    };
    let below = |it: &PathBuf| {
        let path = it.strip_prefix(root).ok()?;
        Some(path.to_string_lossy().replace('\\', "/"))
    };
    let paths = event.paths.iter().filter(|_| matters).filter_map(below);
    touched.extend(paths.filter(|it| is_input(it)));
}
