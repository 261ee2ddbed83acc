//! What each column of a table is.

use crate::{
    data::{csv::Table, found::Found},
    diag::{Diagnostic, Rule},
    model::{Role, is_year},
    text::{fold, nearest},
};

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Year,
    Value,
    Dimension(Role),
    Attribute(Attribute),
    Geo,
    /// Without a name; it may hold nothing.
    Unnamed,
    /// Known, but of no use here.
    Ignored,
}

/// What is said of a single observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    Status,
    Nature,
    Source,
    Footnote,
    Lower,
    Upper,
}

/// The columns of a table, with the two that it cannot do without.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    pub(super) year: usize,
    pub(super) value: usize,
}

/// Tells the columns of `table` apart; `None` where it has no periods or no values.
pub(super) fn columns(table: &Table<'_>, found: &mut Found) -> Option<Columns> {
    let all: Vec<Column> = table.head.iter().map(|it| column(&it.text)).collect();
    let year = find(&all, Column::Year, table, "Year", found);
    let value = find(&all, Column::Value, table, "Value", found);
    Some(Columns { all, year: year?, value: value? })
}

impl Columns {
    /// The columns that tell series apart, in order.
    pub(super) fn dimensions(&self) -> impl Iterator<Item = (usize, Role)> {
        self.all.iter().enumerate().filter_map(|(at, it)| match it {
            Column::Dimension(role) => Some((at, *role)),
            _ => None,
        })
    }

    /// The columns that say something of single observations.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (usize, Attribute)> {
        self.all.iter().enumerate().filter_map(|(at, it)| match it {
            Column::Attribute(attribute) => Some((at, *attribute)),
            _ => None,
        })
    }

    /// The column of places on a map.
    pub(super) fn geo(&self) -> Option<usize> {
        self.all.iter().position(|it| *it == Column::Geo)
    }
}

/// What the column called `name` is.
fn column(name: &str) -> Column {
    if is_year(name) {
        return Column::Year;
    }
    let attribute = Column::Attribute;
    match fold(name).replace('_', " ").as_str() {
        "" => Column::Unnamed,
        "value" | "obs value" | "মান" => Column::Value,
        "units" | "unit" | "unit measure" | "একক" => Column::Dimension(Role::Unit),
        "series" => Column::Dimension(Role::Measure),
        "obs status" | "observation status" | "status" | "পর্যবেক্ষণের অবস্থা" => {
            attribute(Attribute::Status)
        }
        "nature" | "তথ্যের প্রকৃতি" => {
            attribute(Attribute::Nature)
        }
        "source" | "source detail" | "উৎস" => attribute(Attribute::Source),
        "footnote" | "note" | "comment obs" | "পাদটীকা" => {
            attribute(Attribute::Footnote)
        }
        "lowerbound" | "lower bound" | "lower" | "ci lower" | "নিম্নসীমা" => {
            attribute(Attribute::Lower)
        }
        "upperbound" | "upper bound" | "upper" | "ci upper" | "ঊর্ধ্বসীমা" => {
            attribute(Attribute::Upper)
        }
        "geocode" | "geo code" => Column::Geo,
        "unit multiplier" | "unit mult" | "comment ts" | "data last update" => {
            Column::Ignored
        }
        _ => Column::Dimension(Role::Disaggregation),
    }
}

fn find(
    columns: &[Column],
    wanted: Column,
    table: &Table<'_>,
    name: &str,
    found: &mut Found,
) -> Option<usize> {
    let at = columns.iter().position(|it| *it == wanted);
    if at.is_none() {
        let names: Vec<&str> =
            table.head.iter().map(|it| &*it.text).filter(|it| !it.is_empty()).collect();
        let near = nearest(name, names.iter().copied());
        let span = table.head.first().map_or_else(|| table.place(1, 0), |it| it.span);
        let message = format!("there is no column `{name}`");
        found.push(Diagnostic::new(Rule::MissingColumn, span, message).help(
            match near {
                Some(near) => format!("rename `{near}` to `{name}`"),
                None if names.is_empty() => {
                    "the table is empty; start it with `Year,Value`".to_owned()
                }
                None => format!("the columns are {}", names.join(", ")),
            },
        ));
    }
    at
}
