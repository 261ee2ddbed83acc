//! Which rows are wanted: `--where COLUMN=VALUE`.

use indexmap::{IndexMap, IndexSet};

use super::plan::{Fact, Name, Plan, Purpose};
use crate::{
    data::vocabulary::{Area, Vocabulary},
    diag::{Diagnostic, Rule, Span, meant, say},
    model::is_total,
    text::{fold, nearest},
};

/// The most values of a column that are kept to suggest the nearest one.
const SUGGESTED: usize = 5_000;

/// The values that one column, by any of its names, may have.
#[derive(Debug)]
pub(super) struct Filter {
    name: String,
    /// The columns of the source that it is about.
    pub(super) columns: Vec<usize>,
    /// Whether it is about the periods.
    pub(super) periods: bool,
    values: Vec<String>,
    known: IndexMap<Box<str>, bool>,
    seen: IndexSet<Box<str>>,
    used: Vec<bool>,
}

/// What is known of names and codes.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) areas: &'a [Area],
}

/// Resolves what was typed against the columns of a table.
pub(super) fn resolve(
    asked: &[(String, String)],
    head: &[Name],
    plan: &Plan,
    words: Words<'_>,
) -> Result<Vec<Filter>, Box<Diagnostic>> {
    let mut filters: Vec<Filter> = Vec::new();
    for (column, value) in asked {
        let wanted = Name::new(column);
        let same = |it: &&mut Filter| Name::new(&it.name).tight == wanted.tight;
        if let Some(filter) = filters.iter_mut().find(same) {
            filter.values.push(value.clone());
            filter.used.push(false);
            continue;
        }
        let columns = columns(&wanted, head, plan, words.vocabulary);
        let wide = plan.columns.iter().any(|it| matches!(it, Purpose::At(_)));
        let is_period = |at: &usize| plan.columns[*at] == Purpose::Period;
        let periods = columns.iter().any(is_period)
            || (wide && columns.is_empty() && crate::model::is_year(column));
        if columns.is_empty() && !periods {
            return Err(Box::new(no_column(column, head, plan)));
        }
        filters.push(Filter {
            name: column.clone(),
            columns,
            periods,
            values: vec![value.clone()],
            known: IndexMap::new(),
            seen: IndexSet::new(),
            used: vec![false],
        });
    }
    Ok(filters)
}

/// The columns that `wanted` names: by their own name, by what they are called here, or by what
/// they are for.
fn columns(
    wanted: &Name,
    head: &[Name],
    plan: &Plan,
    vocabulary: &Vocabulary,
) -> Vec<usize> {
    let facts: &[Fact] = match wanted.tight.as_str() {
        "country" | "area" | "geoarea" | "place" | "refarea" | "entity" | "দেশ" => {
            &[Fact::Area, Fact::AreaName]
        }
        "series" | "seriescode" | "indicator" | "indicatorcode" => {
            &[Fact::Series, Fact::SeriesName, Fact::Indicator, Fact::IndicatorName]
        }
        _ => &[],
    };
    let here = vocabulary.column(&wanted.raw);
    let bare =
        |it: &str| it.trim_end_matches("label").split(':').next() == Some(&wanted.tight);
    let all = || head.iter().zip(&plan.columns).enumerate();
    let own =
        all().filter(|(_, (name, _))| name.tight == wanted.tight || bare(&name.tight));
    let mut found: Vec<usize> = own.map(|it| it.0).collect();
    let by_name = |purpose: &Purpose| match purpose {
        Purpose::Dimension(it) => vocabulary.column(it) == here,
        Purpose::Fact(it) => facts.contains(it),
        _ => false,
    };
    if found.is_empty() || !facts.is_empty() {
        found.extend(all().filter(|it| by_name(it.1.1)).map(|it| it.0));
    }
    let words =
        all().filter(|it| matches!(it.1.1, Purpose::WordFor(at) if found.contains(at)));
    let words: Vec<usize> = words.map(|it| it.0).collect();
    found.extend(words);
    found.sort_unstable();
    found.dedup();
    found
}

fn no_column(column: &str, head: &[Name], plan: &Plan) -> Diagnostic {
    let about = |it: &&Purpose| matches!(it, Purpose::Fact(Fact::Area | Fact::AreaName));
    let place = plan.columns.iter().find(about).map(|_| "Country");
    let names = head.iter().map(|it| it.raw.as_str()).filter(|it| !it.is_empty());
    let names: Vec<&str> = names.chain(place).collect();
    let message = say!("`--where {column}=…` names no column of this file", column);
    Diagnostic::global(Rule::BadFilter, message).help(
        match nearest(column, names.iter().copied()) {
            Some(near) => meant(near),
            None => say!("the columns are {names}", names = names.join(", ")),
        },
    )
}

impl Filter {
    /// Whether a row with these cells in the filter's columns is wanted.
    pub(super) fn passes<'a>(
        &mut self,
        column: &str,
        cells: impl Iterator<Item = &'a str>,
        words: Words<'_>,
    ) -> bool {
        let mut passes = false;
        for cell in cells {
            let known = self.known.get(cell).copied();
            passes |= known.unwrap_or_else(|| self.learn(column, cell, words));
        }
        passes
    }

    fn learn(&mut self, column: &str, cell: &str, words: Words<'_>) -> bool {
        let mut matched = false;
        for (value, used) in self.values.iter().zip(&mut self.used) {
            let one = value == "*" || matches(value, cell, column, words);
            *used |= one;
            matched |= one;
        }
        if self.seen.len() < SUGGESTED {
            self.seen.insert(cell.into());
        }
        if self.known.len() < 100 * SUGGESTED {
            self.known.insert(cell.into(), matched);
        }
        matched
    }

    /// What to say of a value that no row has.
    pub(super) fn unused(&self) -> Option<Diagnostic> {
        let at = self.used.iter().position(|it| !it)?;
        let value = &self.values[at];
        let seen = || self.seen.iter().map(|it| &**it).filter(|it| !it.is_empty());
        let message = say!("no row has `{value}` in `{name}`", value, name = self.name);
        let few: Vec<&str> = seen().take(12).collect();
        let more = if seen().count() > few.len() { " …" } else { "" };
        Some(Diagnostic::global(Rule::BadFilter, message).help(
            match nearest(value, seen()) {
                Some(near) => meant(near),
                None => say!("there are {few}{more}", few = few.join(", "), more),
            },
        ))
    }

    /// The name of the column as it was typed, and its values.
    pub(super) fn shown(&self) -> String {
        format!("{}={}", self.name, self.values.join(", "))
    }
}

/// Whether `cell` is the value that was typed: as written, as a number, by its word or label, or
/// as another code of the same area.
fn matches(value: &str, cell: &str, column: &str, words: Words<'_>) -> bool {
    let (wanted, folded) = (fold(value), fold(cell));
    if wanted == folded || (is_total(&wanted) && is_total(&folded)) {
        return true;
    }
    let number = |it: &str| it.bytes().all(|it| it.is_ascii_digit()) && !it.is_empty();
    if number(&wanted) && number(&folded) {
        return wanted.trim_start_matches('0') == folded.trim_start_matches('0');
    }
    if let Some((code, label)) = cell.split_once(": ")
        && (matches(value, code, column, words) || matches(value, label, column, words))
    {
        return true;
    }
    let column = words.vocabulary.column(column);
    let word = |it: &str| words.vocabulary.word(&column, it).map(|it| fold(&it));
    if word(cell).is_some_and(|it| it == wanted || Some(it) == word(value)) {
        return true;
    }
    let mut labels = words.vocabulary.value(&column, cell);
    if labels.is_empty()
        && let Some(area) = words.areas.iter().find(|it| it.is(cell))
    {
        labels = words.vocabulary.value(&column, &area.3);
        return area.is(value) || labels.values().any(|it| fold(it) == wanted);
    }
    labels.values().any(|it| fold(it) == wanted)
}

/// What to say of a table about several places where none was asked for.
pub(super) fn choose_place(
    column: &str,
    names: &[&str],
    words: Words<'_>,
    span: Span,
) -> Diagnostic {
    let is_country = |it: &&&str| words.areas.iter().any(|area| area.is(it));
    let home = names.iter().find(|it| **it == "Bangladesh");
    let example = home.or_else(|| names.iter().find(is_country)).or(names.first());
    let example = example.map_or("…", |it| *it);
    let spaced = example.contains(' ') || column.contains(' ');
    let quoted = if spaced { "\"" } else { "" };
    let few = names.iter().take(6).copied().collect::<Vec<_>>().join(", ");
    let more = if names.len() > 6 { ", …" } else { "" };
    let message = say!(
        "`{column}` has {count} values ({few}{more}), and a dataset is about one place",
        column,
        count = names.len(),
        few,
        more
    );
    Diagnostic::new(Rule::ManyPlaces, span, message).help(say!("say which one: `--where {quoted}{column}={example}{quoted}`; or keep all as a column: \
         `--where \"{column}=*\"`", quoted, column, example))
}
