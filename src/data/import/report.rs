//! What is said of an import: read, taken, left.

use std::collections::BTreeMap;

use super::{Source, filter::Filter, gathered::Slot, plan::Purpose, split::Part};
use crate::diag::{Message, say};

/// Lines of a word and what is said under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The word in front, and the text.
    pub lines: Vec<(Message, Message)>,
}

/// The most tables that are said one by one.
const TABLES: usize = 5;

/// Nothing, where something else might be said.
fn nothing() -> Message {
    Message::quoted("")
}

pub(super) fn report(source: &Source<'_>, filters: &[Filter], parts: &[Part]) -> Report {
    let mut lines = vec![
        (say!("is"), source.plan.family.called()),
        (say!("read"), read(source)),
        (say!("took"), took(source, filters)),
    ];
    lines.extend(parts.iter().take(TABLES).map(|it| (nothing(), described(it))));
    if parts.len() > TABLES {
        let rest = parts.len() - TABLES;
        let more = say!("… and {rest} more datasets, one for each indicator", rest);
        lines.push((nothing(), more));
    }
    lines.extend(left(source, parts).into_iter().map(|it| (say!("left"), it)));
    lines.extend(values(source, parts).into_iter().map(|it| (say!("values"), it)));
    Report { lines }
}

fn read(source: &Source<'_>) -> Message {
    let (rows, columns) = (rows(source.gathered.tally.rows), source.names.len());
    match columns {
        1 => say!("{rows}, 1 column", rows),
        _ => say!("{rows}, {columns} columns", rows, columns),
    }
}

fn took(source: &Source<'_>, filters: &[Filter]) -> Message {
    let values = many_values(source.gathered.rows.len());
    let place = match &source.place {
        Some(place) if filters.is_empty() => {
            say!(" of {place}, the only country or area in it", place)
        }
        Some(place) if !source.asked => say!(" of {place}", place),
        _ => nothing(),
    };
    let wanted = filters.iter().map(Filter::shown);
    let with = wanted.reduce(|all, it| format!("{all} & {it}"));
    let with = with.map_or_else(nothing, |wanted| say!(" with {wanted}", wanted));
    say!("{values}{with}{place}", values, with, place)
}

fn described(part: &Part) -> Message {
    let table = &part.arranged;
    let groups: Vec<&str> = table.groups.iter().map(|it| it.name.as_str()).collect();
    let groups = groups.join(", ");
    let by = if groups.is_empty() { nothing() } else { say!(", by {groups}", groups) };
    let unit = &table.unit;
    let unit = if unit.is_empty() { nothing() } else { say!(", in {unit}", unit) };
    let (id, values, span) = (&part.id, many_values(table.rows.len()), &part.span);
    say!("{id}: {values}, {span}{by}{unit}", id, values, span, by, unit)
}

/// Columns and rows that were left out, and why.
fn left(source: &Source<'_>, parts: &[Part]) -> Vec<Message> {
    let mut lines = Vec::new();
    if !source.others.is_empty() {
        let few: Vec<&str> = source.others.iter().take(5).map(String::as_str).collect();
        let more = if source.others.len() > few.len() { ", …" } else { "" };
        let places = format!("{}{more}", few.join(", "));
        lines.push(say!("rows of {places}", places));
    }
    lines.extend(left_columns(source, parts));
    let tally = &source.gathered.tally;
    if !tally.no_period.is_empty() {
        let cells = counts(&tally.no_period);
        lines.push(say!("rows whose year is none: {cells}", cells));
    }
    let repeated: usize = parts.iter().map(|it| it.arranged.repeated).sum();
    if repeated > 0 {
        let rows = rows(repeated);
        lines.push(say!("{rows} that were there twice", rows));
    }
    lines
}

fn left_columns(source: &Source<'_>, parts: &[Part]) -> Vec<Message> {
    let mut lines = Vec::new();
    let mut constant: BTreeMap<&str, &str> = BTreeMap::new();
    let mut unused: Vec<&str> = Vec::new();
    for part in parts {
        constant.extend(
            part.arranged.constant.iter().map(|it| (it.0.as_str(), it.1.as_str())),
        );
        unused.extend(part.arranged.left.iter().map(String::as_str));
    }
    if !constant.is_empty() {
        let all: Vec<String> =
            constant.iter().map(|it| format!("{} ({})", it.0, it.1)).collect();
        let all = all.join(", ");
        lines.push(say!("the same in every row, so under notes: {all}", all));
    }
    unused.retain(|it| !is_kept(it, parts) && !constant.contains_key(it));
    unused.sort_unstable();
    unused.dedup();
    if !unused.is_empty() {
        let all = unused.join(", ");
        lines.push(say!("not needed to tell rows apart: {all}", all));
    }
    let empty = empty(source);
    if !empty.is_empty() {
        lines.push(say!("empty: {all}", all = empty.join(", ")));
    }
    let bare = &source.gathered.tally.no_measure;
    if !bare.is_empty() {
        let all: Vec<&str> = bare.iter().map(String::as_str).collect();
        lines.push(say!("no numbers in: {all}", all = all.join(", ")));
    }
    lines
}

/// Whether some table has a column that is called so.
fn is_kept(name: &str, parts: &[Part]) -> bool {
    let mut groups = parts.iter().flat_map(|it| &it.arranged.groups);
    groups.any(|it| it.name == name)
}

/// Columns that no row fills, of those that nothing is taken from.
fn empty<'a>(source: &'a Source<'_>) -> Vec<&'a str> {
    let filled = |name: &str| {
        let mut slots = source.gathered.slots.iter();
        slots.any(|it| matches!(it, Slot::Left(it) if it == name))
    };
    let columns = source.names.iter().zip(&source.plan.columns);
    let empty = columns.filter(|(name, purpose)| {
        **purpose == Purpose::Left && !name.raw.is_empty() && !filled(&name.raw)
    });
    empty.map(|it| it.0.raw.as_str()).collect()
}

/// What stood where there is no number, and what became of it.
fn values(source: &Source<'_>, parts: &[Part]) -> Vec<Message> {
    let tally = &source.gathered.tally;
    let mut lines = Vec::new();
    if !tally.without_number.is_empty() {
        let cells = counts(&tally.without_number);
        lines.push(say!("without a number, left empty: {cells}", cells));
    }
    if !tally.bounds.is_empty() {
        let cells = counts(&tally.bounds);
        lines.push(say!("kept with their sign: {cells}", cells));
    }
    for part in parts {
        for (column, total) in &part.arranged.totals {
            lines.push(say!(
                "`{total}` holds all other groups of {column}, so it is the whole",
                total,
                column
            ));
        }
    }
    if parts.iter().any(|it| it.scaled) {
        lines.push(say!("a multiplier went into the unit; the numbers are as written"));
    }
    let bare = |it: &&Part| {
        it.arranged.unit.is_empty()
            && it.arranged.groups.iter().all(|it| it.name != "Units")
    };
    let bare: Vec<&str> =
        parts.iter().filter(bare).map(|it| it.id.as_str()).take(3).collect();
    if !bare.is_empty() {
        let tables = bare.join(", ");
        lines.push(say!("no unit is named for {tables}: write `unit:` there", tables));
    }
    lines.dedup();
    lines
}

fn counts(counts: &BTreeMap<String, usize>) -> String {
    let name = |it: &str| if it.is_empty() { "\"\"".to_owned() } else { it.to_owned() };
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.1));
    let few: Vec<String> =
        all.iter().take(5).map(|it| format!("{} ({}×)", name(it.0), it.1)).collect();
    let more = if all.len() > few.len() { ", …" } else { "" };
    format!("{}{more}", few.join(", "))
}

fn rows(count: usize) -> Message {
    match count {
        1 => say!("1 row"),
        _ => say!("{count} rows", count),
    }
}

fn many_values(count: usize) -> Message {
    match count {
        1 => say!("1 value"),
        _ => say!("{count} values", count),
    }
}
