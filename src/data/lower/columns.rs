//! What each column of a table is.

use crate::{
    data::{csv::Table, found::Found, import, vocabulary::plain},
    diag::{Diagnostic, Rule, say},
    model::{Role, is_year},
    text::{bijoy, fold, nearest},
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
    /// By what the numbers are to be multiplied.
    Multiplier,
    /// Known, but of no use here.
    Ignored,
}

/// What is said of a single observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::data) enum Attribute {
    Status,
    Nature,
    Source,
    Footnote,
    Lower,
    Upper,
}

impl Attribute {
    /// The attribute that a column called `name` holds, in any source.
    pub(in crate::data) fn named(name: &str) -> Option<Self> {
        Some(match plain(name).replace(' ', "").as_str() {
            "obsstatus"
            | "observationstatus"
            | "status"
            | "obsflag"
            | "পর্যবেক্ষণেরঅবস্থা" => Self::Status,
            "nature" | "natureofdata" | "তথ্যেরপ্রকৃতি" => {
                Self::Nature
            }
            "source" | "sourcedetail" | "sourcedetails" | "datasource" | "উৎস" => {
                Self::Source
            }
            "footnote" | "footnotes" | "note" | "commentobs" | "পাদটীকা" => {
                Self::Footnote
            }
            "lowerbound" | "lower" | "cilower" | "নিম্নসীমা" => {
                Self::Lower
            }
            "upperbound" | "upper" | "ciupper" | "ঊর্ধ্বসীমা" => {
                Self::Upper
            }
            _ => return None,
        })
    }
}

/// The columns of a table, with the two that it cannot do without.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) all: Vec<Column>,
    pub(super) year: usize,
    pub(super) value: usize,
    /// The column of units, and the one of what they are multiplied by, which may be the same.
    pub(super) multiplied: Option<(usize, usize)>,
}

/// Tells the columns of `table` apart; `None` where it has no periods or no values.
pub(super) fn columns(table: &Table<'_>, found: &mut Found) -> Option<Columns> {
    let mut all: Vec<Column> = table.head.iter().map(|it| column(&it.text)).collect();
    let multiplied = one_unit(&mut all);
    if !(all.contains(&Column::Year) && all.contains(&Column::Value))
        && let Some(family) = import::family(table.text())
    {
        let span = table.head.first().map_or_else(|| table.place(1, 0), |it| it.span);
        let message = say!(
            "this is a download ({family}), no table with `Year` and `Value`",
            family
        );
        found.push(
            Diagnostic::new(Rule::MissingColumn, span, message).help(
                say!("move it out of `data/`, then run `prokash import` with its name, which makes \
                 such a table of it"),
            ),
        );
        return None;
    }
    let year = find(&all, Column::Year, table, "Year", found);
    let value = find(&all, Column::Value, table, "Value", found);
    Some(Columns { all, year: year?, value: value?, multiplied })
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

/// Of several columns of units the last one has them, as in the tables of Open SDG whose `Units`
/// name measures; a multiplier without any is a unit.
fn one_unit(all: &mut [Column]) -> Option<(usize, usize)> {
    let unit = Column::Dimension(Role::Unit);
    let series = Column::Dimension(Role::Measure);
    let role = if all.contains(&series) { Role::Disaggregation } else { Role::Measure };
    let multiplier = all.iter().position(|it| *it == Column::Multiplier);
    let last = all.iter().rposition(|it| *it == unit).or(multiplier)?;
    all[last] = unit;
    let others = all[..last].iter_mut().filter(|it| **it == unit);
    others.for_each(|it| *it = Column::Dimension(role));
    Some((last, multiplier?))
}

/// What the column called `name` is.
fn column(name: &str) -> Column {
    if is_year(name) {
        return Column::Year;
    }
    if let Some(attribute) = Attribute::named(name) {
        return Column::Attribute(attribute);
    }
    match fold(name).replace('_', " ").as_str() {
        "" => Column::Unnamed,
        "value" | "obs value" | "মান" => Column::Value,
        "units" | "unit" | "unit measure" | "একক" => Column::Dimension(Role::Unit),
        "series" => Column::Dimension(Role::Measure),
        "geocode" | "geo code" => Column::Geo,
        "unit multiplier" | "unit mult" => Column::Multiplier,
        "comment ts" | "data last update" | "progress" => Column::Ignored,
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
        let old =
            names.iter().copied().find(|it| column(&bijoy::to_unicode(it)) == wanted);
        let near = old.or_else(|| nearest(name, names.iter().copied()));
        let span = table.head.first().map_or_else(|| table.place(1, 0), |it| it.span);
        let message = say!("there is no column `{name}`", name);
        found.push(Diagnostic::new(Rule::MissingColumn, span, message).help(
            match near {
                Some(near) => say!("rename `{near}` to `{name}`", near, name),
                None if names.is_empty() => {
                    say!("the table is empty; start it with `Year,Value`")
                }
                None => say!(
                    "rename one of the columns to `{name}`; there are {names}",
                    name,
                    names = names.join(", ")
                ),
            },
        ));
    }
    at
}
