//! `prokash publish TARGET`: builds the site and sends what changed to where it is hosted.

use std::{path::Path, process::ExitCode};

use super::{
    args::{Global, Publish},
    build::{is_own, own, root, site, status},
    progress::Progress,
    terminal,
};
use crate::{
    build,
    diag::{Message, meant, say},
    model::{Hosting, Settings},
    publish::{self, Manifest, Plan, Target},
    source::Failure,
    text::nearest,
};

/// Builds the site and sends what changed, or with `--dry-run` says what would be sent.
pub(super) fn publish(global: &Global, args: &Publish) -> Result<ExitCode, Failure> {
    let root = root(global);
    let (files, settings) = build::settings(&root)?;
    let Some(settings) = settings.value else {
        let found = &settings.diagnostics;
        terminal::diagnostics(found, &files, global);
        return Ok(status(true));
    };
    let target = match target(&args.target, &settings, &root) {
        Ok(target) => target,
        Err(message) => {
            terminal::complain(&global.lang.say(&message), global.lang);
            return Ok(ExitCode::from(2));
        }
    };
    // What is out of reach is said before the work of a build is done.
    let place = publish::open(&target)?;
    let before = place.read(Manifest::PATH)?.unwrap_or_default();
    let before = Manifest::parse(&before);
    let Some(site) = site(&root, global)? else { return Ok(status(true)) };
    let files = publish::files(&site)?;
    let plan = publish::plan(&files, before, |it| place.seems_there(it), args.all);
    let mut lines = Vec::new();
    if args.dry_run {
        lines = listed(&plan);
    } else {
        let progress = Progress::of_bytes(plan.bytes());
        let sent = publish::send(&site, &plan, &*place, &|bytes| progress.add(bytes));
        progress.end();
        sent?;
    }
    lines.push(global.lang.say(&summary(&plan, files.len(), args)));
    terminal::lines(&lines, global.message_format);
    Ok(ExitCode::SUCCESS)
}

/// The place that was named: one of the settings, or a folder as it was typed.
fn target(name: &str, settings: &Settings, root: &Path) -> Result<Target, Message> {
    let target = match settings.publish.get(name) {
        Some(hosting) => Target::new(hosting, root),
        None if name.starts_with('.') || name.contains(['/', '\\']) => {
            let hosting = Hosting { to: name.to_owned(), ..Hosting::default() };
            Target::new(&hosting, Path::new(""))
        }
        None => return Err(unknown(name, settings)),
    };
    match &target {
        Target::Folder(folder) if is_own(folder, root, &["site"]) => Err(own(folder)),
        _ => Ok(target),
    }
}

fn unknown(name: &str, settings: &Settings) -> Message {
    let names: Vec<&str> = settings.publish.keys().map(String::as_str).collect();
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => meant(near),
        None if names.is_empty() => say!(
            "add `publish: {{ {name}: {{ to: ../out }} }}` to prokash.yaml, or name a folder such as `../out`",
            name
        ),
        None => say!("there are {names}", names = names.join(", ")),
    };
    say!("there is no `{name}` under `publish:` in prokash.yaml; {help}", name, help)
}

/// What would be done, a line a file.
fn listed(plan: &Plan<'_>) -> Vec<String> {
    let send = plan.send.iter().map(|it| format!("send    {}", it.path));
    send.chain(plan.remove.iter().map(|it| format!("remove  {it}"))).collect()
}

fn summary(plan: &Plan<'_>, all: usize, args: &Publish) -> Message {
    let name = &*args.target;
    if plan.is_empty() {
        return say!("{name} is up to date: {all} files", name, all);
    }
    let (sent, removed) = (plan.send.len(), plan.remove.len());
    let same = all - sent;
    let size = terminal::megabytes(plan.bytes());
    if args.dry_run {
        return say!(
            "{name}: would send {sent} files ({size} MB), would remove {removed}, {same} as they were",
            name,
            sent,
            size,
            removed,
            same
        );
    }
    say!(
        "{name}: sent {sent} files ({size} MB), removed {removed}, {same} as they were",
        name,
        sent,
        size,
        removed,
        same
    )
}
