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
    diag::{Diagnostic, Diagnostics, Message, Rule, Severity, say},
    output,
    source::{self, Failure, Files},
    text::columns,
};

/// The most lines that are said of an import: one screen.
const SCREEN: usize = 24;

/// How wide the words in front are.
const WORD: usize = 8;

/// The most changes of a kind that are said one by one.
const CHANGES: usize = 5;

/// Makes a dataset of a file and says what came of it.
pub(super) fn import(global: &Global, args: &Import) -> Result<ExitCode, Failure> {
    let (root, format) = (root(global), global.message_format);
    if let Some(complaint) = args.id.as_deref().and_then(unfit) {
        terminal::complain(&global.lang.say(&complaint), global.lang);
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
    let mut told = import.report.lines;
    let writes = settle(&root, &import.tables, &mut told, args, global)?;
    let Some(writes) = writes else { return Ok(refused(global.lang)) };
    if !args.dry_run {
        output::replace(&writes)?;
    }
    told.push(written(&root, &writes, args.dry_run));
    lines.extend(told.iter().map(|it| said(it, global.lang)));
    terminal::lines(&screen(lines, global.lang), format);
    Ok(ExitCode::SUCCESS)
}

fn refused(lang: Speech) -> ExitCode {
    terminal::complain(&lang.say(&say!("nothing was written")), lang);
    status(true)
}

/// Why a dataset cannot be called so.
fn unfit(id: &str) -> Option<Message> {
    let slug = crate::text::slug(id);
    let good = !id.is_empty() && !id.starts_with('.') && !id.contains(['/', '\\', ':']);
    (!good).then(|| match &*slug {
        "" => say!("a dataset cannot be called `{id}`", id),
        slug => say!("a dataset cannot be called `{id}`; `{slug}` would do", id, slug),
    })
}

/// A line: the word in front, and the text.
type Line = (Message, Message);

/// Files to be written, with their texts.
type Writes = Vec<(PathBuf, Vec<u8>)>;

/// Holds each table against what the site has; `None` where a build would refuse one.
fn settle(
    root: &Path,
    tables: &[Tidy],
    lines: &mut Vec<Line>,
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
        let when =
            say!("`--accessed DATE` writes down when this was fetched from its source");
        lines.push((say!("hint"), when));
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
    lines: &mut Vec<Line>,
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
    let path = &paths[1].1;
    lines.extend(
        amended
            .left
            .iter()
            .map(|it| (say!("write"), say!("into {path}: {line}", path, line = it))),
    );
    Ok(writes)
}

/// What is said of a table beside the one that was there.
fn revised(settled: &Settled, id: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(changes) = &settled.changes {
        lines.extend(changed(changes, id));
    }
    if settled.keeps_metadata {
        let keys = settled.differs.join(", ");
        let kept = if keys.is_empty() {
            say!("data/{id}.yaml as it is", id)
        } else {
            say!(
                "data/{id}.yaml as it is; the file would say something else under {keys}",
                id,
                keys
            )
        };
        lines.push((say!("kept"), kept));
    }
    let warned = settled.diagnostics.iter().filter(|it| it.severity == Severity::Warning);
    let codes: BTreeSet<&str> = warned.map(|it| it.rule.code()).collect();
    if !codes.is_empty() {
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        let text = say!("{id}: `prokash check` has something to say: {codes}", id, codes);
        lines.push((say!("check"), text));
    }
    lines
}

fn changed(changes: &Changes, id: &str) -> Vec<Line> {
    if changes.is_empty() {
        let same = say!("data/{id}.csv has the same values already", id);
        return vec![(say!("same"), same)];
    }
    let Changes { revised, added, gone } = changes;
    let sum = say!(
        "{id}: {revised} revised, {added} added, {gone} gone",
        id,
        revised = revised.len(),
        added = added.len(),
        gone = gone.len()
    );
    let mut lines = vec![(say!("changes"), sum)];
    let shown = |value: &str| match value {
        "" => say!("no value"),
        value => Message::quoted(value),
    };
    let revised = revised.iter().map(|(place, from, to)| {
        let (from, to) = (shown(from), shown(to));
        say!("revised {place}: {from} → {to}", place, from, to)
    });
    let added = added.iter().map(|place| say!("added {place}", place));
    let gone = gone.iter().map(|place| say!("gone {place}", place));
    let mut list = |all: Vec<Message>| {
        let rest = all.len().saturating_sub(CHANGES);
        let few = all.into_iter().take(CHANGES);
        lines.extend(few.map(|it| (Message::quoted(""), it)));
        if rest > 0 {
            lines.push((Message::quoted(""), say!("… and {rest} more", rest)));
        }
    };
    list(revised.collect());
    list(added.collect());
    list(gone.collect());
    lines
}

fn written(root: &Path, writes: &Writes, dry_run: bool) -> Line {
    let names = writes.iter().map(|it| it.0.strip_prefix(root).unwrap_or(&it.0));
    let names: Vec<String> =
        names.map(|it| it.to_string_lossy().replace('\\', "/")).collect();
    let few = names.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let files = match names.len().saturating_sub(8) {
        0 => say!("{few}", few),
        rest => say!("{few} and {rest} more", few, rest),
    };
    match (names.as_slice(), dry_run) {
        ([], _) => (say!("wrote"), say!("nothing")),
        (_, true) => (say!("would"), say!("write {files}", files)),
        (_, false) => (say!("wrote"), files),
    }
}

/// A line with its word in front.
fn said((word, text): &Line, lang: Speech) -> String {
    let (word, text) = (lang.say(word), lang.say(text));
    let room = " ".repeat(WORD.saturating_sub(columns(&word)));
    format!("{word}{room} {text}")
}

/// As many lines as fit on a screen, the last of them always.
fn screen(mut lines: Vec<String>, lang: Speech) -> Vec<String> {
    if lines.len() > SCREEN {
        let last = lines.pop();
        let rest = lines.len() + 2 - SCREEN;
        lines.truncate(SCREEN - 2);
        let more = say!("… {rest} more lines", rest);
        lines.push(said(&(Message::quoted(""), more), lang));
        lines.extend(last);
    }
    lines
}
