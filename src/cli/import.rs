//! `prokash import FILE`.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::{
    args::{Global, Import, Speech},
    build::{root, status, today},
    terminal,
};
use crate::{
    data::import::{self, Changes, Request, Settled, Tidy},
    diag::{Diagnostic, Diagnostics, Rule, Severity, say},
    output,
    source::{self, Failure, Files},
};

/// The most lines that are said of an import: one screen.
const SCREEN: usize = 24;

/// The most changes of a kind that are said one by one.
const CHANGES: usize = 5;

/// Makes a dataset of a file and says what came of it.
pub(super) fn import(global: &Global, args: &Import) -> Result<ExitCode, Failure> {
    let (root, format) = (root(global), global.message_format);
    if let Some(complaint) = args.id.as_deref().and_then(unfit) {
        terminal::complain(&complaint, global.lang);
        return Ok(ExitCode::from(2));
    }
    let settings = source::read_some(&root, &["prokash.yaml"])?;
    let message = say!("there is no `prokash.yaml`, so there is no site to import into");
    let no_site = || {
        Diagnostic::global(Rule::NoSettings, message.clone())
            .help(say!("go to the site's folder, or name it with `--root`"))
    };
    if let Some(found) =
        settings.first().map_or_else(|| Some(no_site()), import::other_layout)
    {
        terminal::diagnostics(&[found].into_iter().collect(), &Files::default(), global);
        return Ok(status(true));
    }
    let path = args.file.strip_prefix(&root).unwrap_or(&args.file);
    let name = path.to_string_lossy().replace('\\', "/");
    let opened =
        import::open(source::read_table(&args.file, &name)?, args.member.as_deref());
    if opened.diagnostics.has_errors() {
        terminal::diagnostics(&opened.diagnostics, &opened.files, global);
        return Ok(refused(global.lang));
    }
    let request = Request {
        id: args.id.clone(),
        filters: args.filters.clone(),
        accessed: args.accessed,
    };
    let read = import::import(&opened, &request);
    terminal::diagnostics(&read.diagnostics, &opened.files, global);
    let import = match read.value {
        Some(import) if !read.diagnostics.has_errors() => import,
        _ => return Ok(refused(global.lang)),
    };
    drop(read.diagnostics);
    let within = opened.member.map_or_else(String::new, |it| format!(", {it}"));
    let mut lines = vec![format!("{name}{within}")];
    lines.extend(import.report.lines.iter().map(|(word, text)| said(word, text)));
    let writes = settle(&root, &import.tables, &mut lines, args, global)?;
    let Some(writes) = writes else { return Ok(refused(global.lang)) };
    if !args.dry_run {
        output::replace(&writes)?;
    }
    lines.extend(written(&root, &writes, args.dry_run));
    terminal::lines(&screen(lines), format);
    Ok(ExitCode::SUCCESS)
}

fn refused(lang: Speech) -> ExitCode {
    terminal::complain(&lang.say(&say!("nothing was written")), lang);
    status(true)
}

/// Why a dataset cannot be called so.
fn unfit(id: &str) -> Option<String> {
    let slug = crate::text::slug(id);
    let good = !id.is_empty() && !id.starts_with('.') && !id.contains(['/', '\\', ':']);
    let help =
        if slug.is_empty() { String::new() } else { format!("; `{slug}` would do") };
    (!good).then(|| format!("a dataset cannot be called `{id}`{help}"))
}

/// Files to be written, with their texts.
type Writes = Vec<(PathBuf, Vec<u8>)>;

/// Holds each table against what the site has; `None` where a build would refuse one.
fn settle(
    root: &Path,
    tables: &[Tidy],
    lines: &mut Vec<String>,
    args: &Import,
    global: &Global,
) -> Result<Option<Writes>, Failure> {
    let (mut writes, mut refused): (Writes, bool) = (Vec::new(), false);
    for tidy in tables {
        let paths = ["csv", "yaml"].map(|it| format!("data/{}.{it}", tidy.id));
        let old = source::read_some(root, &[&paths[0], &paths[1]])?;
        let settled = import::settle(tidy, &old);
        let errors =
            settled.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let errors: Diagnostics = errors.cloned().collect();
        terminal::diagnostics(&errors, &settled.files, global);
        refused |= errors.has_errors();
        let unchanged = settled.changes.as_ref().is_some_and(|it| it.is_empty());
        lines.extend(revised(&settled, &tidy.id));
        if !unchanged {
            writes.push((root.join(&paths[0]), tidy.table.clone()));
        }
        if settled.keeps_metadata {
            writes.extend(amend(root, &settled, &tidy.id, args, lines)?);
        } else {
            writes.push((root.join(&paths[1]), tidy.metadata.clone().into_bytes()));
        }
    }
    let new = writes.iter().any(|it| it.0.extension().is_some_and(|it| it == "yaml"));
    if new && args.accessed.is_none() {
        let when = "`--accessed DATE` writes down when this was fetched from its source";
        lines.push(said("hint", when));
    }
    Ok((!refused).then_some(writes))
}

/// What else is written where a table replaces another: the one that is replaced, from which a
/// build tells what was revised, and the day and the reason in the metadata that is kept.
fn amend(
    root: &Path,
    settled: &Settled,
    id: &str,
    args: &Import,
    lines: &mut Vec<String>,
) -> Result<Writes, Failure> {
    let paths = ["csv", "yaml"].map(|it| (it, format!("data/{id}.{it}")));
    let own = source::read_bytes(root, &paths[1].1)?;
    let text = String::from_utf8_lossy(&own);
    let day = args.accessed.unwrap_or_else(today);
    let why = args.why.as_deref();
    let amended = import::amend(settled, (id, &text), (day, args.accessed), why);
    let mut writes = Writes::new();
    if let Some(former) = &amended.former {
        let there = source::read_some(root, &[&format!("{former}.csv")])?;
        // Of two imports on one day the table before the first was published.
        for (ending, path) in paths.iter().filter(|_| there.is_empty()) {
            let bytes = source::read_bytes(root, path)?;
            writes.push((root.join(format!("{former}.{ending}")), bytes));
        }
    }
    if let Some(metadata) = amended.metadata {
        writes.push((root.join(&paths[1].1), metadata.into_bytes()));
    }
    lines.extend(
        amended
            .left
            .iter()
            .map(|it| said("write", &format!("into {}: {it}", paths[1].1))),
    );
    Ok(writes)
}

/// What is said of a table beside the one that was there.
fn revised(settled: &Settled, id: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(changes) = &settled.changes {
        lines.extend(changed(changes, id));
    }
    if settled.keeps_metadata {
        let differs = match settled.differs.as_slice() {
            [] => String::new(),
            keys => {
                format!("; the file would say something else under {}", keys.join(", "))
            }
        };
        lines.push(said("kept", &format!("data/{id}.yaml as it is{differs}")));
    }
    let warned = settled.diagnostics.iter().filter(|it| it.severity == Severity::Warning);
    let codes: BTreeSet<&str> = warned.map(|it| it.rule.code()).collect();
    if !codes.is_empty() {
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        lines.push(said(
            "check",
            &format!("{id}: `prokash check` has something to say: {codes}"),
        ));
    }
    lines
}

fn changed(changes: &Changes, id: &str) -> Vec<String> {
    if changes.is_empty() {
        return vec![said("same", &format!("data/{id}.csv has the same values already"))];
    }
    let Changes { revised, added, gone } = changes;
    let mut lines = vec![said(
        "changes",
        &format!(
            "{id}: {} revised, {} added, {} gone",
            revised.len(),
            added.len(),
            gone.len()
        ),
    )];
    let shown =
        |value: &str| if value.is_empty() { "no value" } else { value }.to_owned();
    let revised = revised.iter().map(|(place, from, to)| {
        format!("revised {place}: {} → {}", shown(from), shown(to))
    });
    let added = added.iter().map(|it| format!("added {it}"));
    let gone = gone.iter().map(|it| format!("gone {it}"));
    let mut list = |all: Vec<String>| {
        let rest = all.len().saturating_sub(CHANGES);
        lines.extend(all.iter().take(CHANGES).map(|it| said("", it)));
        if rest > 0 {
            lines.push(said("", &format!("… and {rest} more")));
        }
    };
    list(revised.collect());
    list(added.collect());
    list(gone.collect());
    lines
}

fn written(root: &Path, writes: &Writes, dry_run: bool) -> Vec<String> {
    let names = writes.iter().map(|it| it.0.strip_prefix(root).unwrap_or(&it.0));
    let names: Vec<String> =
        names.map(|it| it.to_string_lossy().replace('\\', "/")).collect();
    let few = names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(8);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    match (names.as_slice(), dry_run) {
        ([], _) => vec![said("wrote", "nothing")],
        (_, true) => vec![said("would", &format!("write {few}{more}"))],
        (_, false) => vec![said("wrote", &format!("{few}{more}"))],
    }
}

/// A line with its word in front.
fn said(word: &str, text: &str) -> String {
    format!("{word:<8} {text}")
}

/// As many lines as fit on a screen, the last of them always.
fn screen(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > SCREEN {
        let last = lines.pop();
        let rest = lines.len() + 2 - SCREEN;
        lines.truncate(SCREEN - 2);
        lines.push(said("", &format!("… {rest} more lines")));
        lines.extend(last);
    }
    lines
}
