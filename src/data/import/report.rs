//! What is said of an import: read, taken, left.

use std::collections::BTreeMap;

use super::{Source, filter::Filter, gathered::Slot, plan::Purpose, split::Part};

/// Lines of a word and what is said under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The word in front, and the text.
    pub lines: Vec<(&'static str, String)>,
}

/// The most tables that are said one by one.
const TABLES: usize = 5;

pub(super) fn report(source: &Source<'_>, filters: &[Filter], parts: &[Part]) -> Report {
    let mut report = Report::default();
    let mut line = |word, text: String| report.lines.push((word, text));
    let tally = &source.gathered.tally;
    line("is", source.plan.family.name().to_owned());
    line(
        "read",
        format!("{}, {}", rows(tally.rows), plural(source.names.len(), "column")),
    );
    let wanted: Vec<String> = filters.iter().map(Filter::shown).collect();
    let place = match &source.place {
        Some(place) if filters.is_empty() => {
            format!(" of {place}, the only country or area in it")
        }
        Some(place) if !source.asked => format!(" of {place}"),
        _ => String::new(),
    };
    let with = if wanted.is_empty() {
        String::new()
    } else {
        format!(" with {}", wanted.join(" and "))
    };
    line("took", format!("{}{with}{place}", plural(source.gathered.rows.len(), "value")));
    for part in parts.iter().take(TABLES) {
        line("", described(part));
    }
    if parts.len() > TABLES {
        line(
            "",
            format!(
                "… and {} more datasets, one for each indicator",
                parts.len() - TABLES
            ),
        );
    }
    for text in left(source, parts) {
        line("left", text);
    }
    for text in values(source, parts) {
        line("values", text);
    }
    report
}

fn described(part: &Part) -> String {
    let table = &part.arranged;
    let groups: Vec<&str> = table.groups.iter().map(|it| it.name.as_str()).collect();
    let by = match groups.as_slice() {
        [] => String::new(),
        groups => format!(", by {}", groups.join(", ")),
    };
    let unit = if table.unit.is_empty() {
        String::new()
    } else {
        format!(", in {}", table.unit)
    };
    format!("{}: {}, {}{by}{unit}", part.id, plural(table.rows.len(), "value"), part.span)
}

/// Columns and rows that were left out, and why.
fn left(source: &Source<'_>, parts: &[Part]) -> Vec<String> {
    let mut lines = Vec::new();
    if !source.others.is_empty() {
        let few: Vec<&str> = source.others.iter().take(5).map(String::as_str).collect();
        let more = if source.others.len() > few.len() { ", …" } else { "" };
        lines.push(format!("rows of {}{more}", few.join(", ")));
    }
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
        lines.push(format!("the same in every row, so under notes: {}", all.join(", ")));
    }
    unused.retain(|it| !is_kept(it, parts) && !constant.contains_key(it));
    unused.sort_unstable();
    unused.dedup();
    if !unused.is_empty() {
        lines.push(format!("not needed to tell rows apart: {}", unused.join(", ")));
    }
    let empty = empty(source);
    if !empty.is_empty() {
        lines.push(format!("empty: {}", empty.join(", ")));
    }
    if !source.gathered.tally.no_measure.is_empty() {
        let all: Vec<&str> =
            source.gathered.tally.no_measure.iter().map(String::as_str).collect();
        lines.push(format!("no numbers in: {}", all.join(", ")));
    }
    if !source.gathered.tally.no_period.is_empty() {
        lines.push(format!(
            "rows whose year is none: {}",
            counts(&source.gathered.tally.no_period)
        ));
    }
    let repeated: usize = parts.iter().map(|it| it.arranged.repeated).sum();
    if repeated > 0 {
        lines.push(format!("{} that were there twice", rows(repeated)));
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
fn values(source: &Source<'_>, parts: &[Part]) -> Vec<String> {
    let tally = &source.gathered.tally;
    let mut lines = Vec::new();
    if !tally.without_number.is_empty() {
        lines.push(format!(
            "without a number, left empty: {}",
            counts(&tally.without_number)
        ));
    }
    if !tally.bounds.is_empty() {
        lines.push(format!("kept with their sign: {}", counts(&tally.bounds)));
    }
    for part in parts {
        for (column, total) in &part.arranged.totals {
            lines.push(format!(
                "`{total}` holds all other groups of {column}, so it is the whole"
            ));
        }
    }
    if parts.iter().any(|it| it.scaled) {
        lines.push(
            "a multiplier went into the unit; the numbers are as written".to_owned(),
        );
    }
    let bare = |it: &&Part| {
        it.arranged.unit.is_empty()
            && it.arranged.groups.iter().all(|it| it.name != "Units")
    };
    let bare: Vec<&str> =
        parts.iter().filter(bare).map(|it| it.id.as_str()).take(3).collect();
    if !bare.is_empty() {
        lines.push(format!(
            "no unit is named for {}: write `unit:` there",
            bare.join(", ")
        ));
    }
    lines.dedup();
    lines
}

fn counts(counts: &BTreeMap<String, usize>) -> String {
    let name =
        |it: &str| if it.is_empty() { "(empty)".to_owned() } else { it.to_owned() };
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.1));
    let few: Vec<String> =
        all.iter().take(5).map(|it| format!("{} ({}×)", name(it.0), it.1)).collect();
    let more = if all.len() > few.len() { ", …" } else { "" };
    format!("{}{more}", few.join(", "))
}

fn rows(count: usize) -> String {
    plural(count, "row")
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
