//! Gathered rows → one tidy table.

use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap};

use indexmap::{IndexMap, IndexSet};

use super::{
    gathered::{Gathered, Row, Slot},
    plan::Fact,
};
use crate::{
    data::{
        lower::Attribute,
        vocabulary::{Vocabulary, multiplied},
    },
    model::Period,
    text::{Sheet, fold},
};

/// A tidy table in the making: its columns, and its rows in order.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    /// The columns between `Year` and `Value`, by their names.
    pub(super) groups: Vec<Column>,
    /// The columns behind `Value`.
    attributes: Vec<Column>,
    /// Indices into the gathered rows.
    pub(super) rows: Vec<usize>,
    /// The unit, where there is only one.
    pub(super) unit: String,
    /// The measure, where there is only one: its code and its name.
    pub(super) measure: (String, String),
    /// The names of several measures, by code.
    pub(super) measures: BTreeMap<String, String>,
    /// The source, where there is only one.
    pub(super) source: String,
    /// The footnote, where every row has the same.
    pub(super) footnote: String,
    /// Columns that hold one and the same group in every row, with it.
    pub(super) constant: Vec<(String, String)>,
    /// What stands for the whole of a column that leaves it out.
    pub(super) totals: BTreeMap<String, String>,
    /// Columns that were left out.
    pub(super) left: Vec<String>,
    /// How many rows were there twice.
    pub(super) repeated: usize,
    /// Rows that differ in their value alone, two by two.
    pub(super) contradictions: Vec<(u32, u32)>,
}

/// A column of a tidy table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    from: From,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    Slot(usize),
    /// The code of the measure, or its name.
    Measure(Fact, Fact),
    /// The name of the area, or its code.
    Area,
    Unit,
}

/// What tells the rows of a table apart.
type Key<'a> = (Vec<Cow<'a, str>>, Period);

/// What a table is made of.
pub(super) struct Material<'a> {
    pub(super) gathered: &'a Gathered,
    pub(super) vocabulary: &'a Vocabulary,
    /// The facts that hold a measure's code and its name.
    pub(super) measure: (Fact, Fact),
    /// The columns of a table that stays as it is, in order: an editor's own, or one of ours.
    pub(super) kept: Option<Vec<Column>>,
    /// Whether it is one of ours, in which even a single unit has its column.
    pub(super) own: bool,
}

impl Column {
    /// The column that is called `name` and holds what is in the slot `at`.
    pub(super) fn of(name: &str, at: usize) -> Self {
        Self { name: name.to_owned(), from: From::Slot(at) }
    }
}

const ATTRIBUTES: [(Fact, &str); 7] = [
    (Fact::Of(Attribute::Lower), "LowerBound"),
    (Fact::Of(Attribute::Upper), "UpperBound"),
    (Fact::Geo, "GeoCode"),
    (Fact::Of(Attribute::Status), "Obs status"),
    (Fact::Of(Attribute::Nature), "Nature"),
    (Fact::Of(Attribute::Source), "Source"),
    (Fact::Of(Attribute::Footnote), "Footnote"),
];

impl Material<'_> {
    fn cell(&self, row: usize, from: &From) -> Cow<'_, str> {
        let row = &self.gathered.rows[row];
        match from {
            From::Slot(slot) => self.gathered.cell(row, *slot).into(),
            From::Measure(code, name) => self.either(row, *code, *name).into(),
            From::Area => self.either(row, Fact::AreaName, Fact::Area).into(),
            From::Unit => self.unit(row).into(),
        }
    }

    fn either(&self, row: &Row, first: Fact, second: Fact) -> &str {
        match self.gathered.fact(row, first) {
            "" => self.gathered.fact(row, second),
            text => text,
        }
    }

    /// The unit in words, with its multiplier.
    fn unit(&self, row: &Row) -> String {
        let unit = self.gathered.fact(row, Fact::Unit);
        let word = self.vocabulary.word("units", unit).unwrap_or_else(|| unit.to_owned());
        let scale = self.gathered.fact(row, Fact::Scale);
        multiplied(&word, scale)
    }

    /// The distinct cells that `rows` have; one more than `most` where there are more.
    fn distinct(&self, rows: &[usize], from: &From, most: usize) -> IndexSet<String> {
        let mut distinct = IndexSet::new();
        for row in rows {
            let cell = self.cell(*row, from);
            if !distinct.contains(&*cell) {
                distinct.insert(cell.into_owned());
            }
            if distinct.len() > most {
                break;
            }
        }
        distinct
    }

    /// Makes a table of `rows`; `places` says that several areas stand beside each other.
    pub(super) fn arrange(&self, rows: Vec<usize>, places: bool) -> Arranged {
        let mut table = Arranged { rows, ..Arranged::default() };
        if let Some(columns) = &self.kept {
            self.keep(columns, &mut table);
            return table;
        }
        self.measures(&mut table);
        self.units(&mut table);
        if places {
            table.groups.push(Column { name: "Country".to_owned(), from: From::Area });
        }
        self.dimensions(&mut table);
        self.attributes(&mut table, places);
        self.tell_apart(&mut table);
        self.sort(&mut table);
        self.repeats(&mut table);
        table
    }

    /// Takes all columns and rows as they stand, but for columns in which nothing does.
    fn keep(&self, columns: &[Column], table: &mut Arranged) {
        let filled = |it: &Column| {
            let values = self.distinct(&table.rows, &it.from, 1);
            values.len() > 1 || values.first().is_some_and(|it| !it.is_empty())
        };
        let (groups, empty) = columns.iter().cloned().partition(filled);
        let attributes = ATTRIBUTES.into_iter().filter_map(|(fact, name)| {
            let at = self.gathered.slots.get_index_of(&Slot::Fact(fact))?;
            Some(Column::of(name, at))
        });
        let attributes = attributes.filter(filled).collect();
        let empty: Vec<Column> = empty;
        table.left.extend(empty.into_iter().map(|it| it.name));
        (table.groups, table.attributes) = (groups, attributes);
        let unit = self.gathered.slots.get_index_of(&Slot::Fact(Fact::Unit));
        let units = self.distinct(&table.rows, &From::Unit, 1);
        if let (Some(unit), 1, false) = (unit, units.len(), self.own) {
            table.groups.retain(|it| it.from != From::Slot(unit));
            table.unit = units.into_iter().next().unwrap_or_default();
        } else if let Some(unit) = unit
            && units.len() > 1
            && !table.groups.iter().any(|it| it.from == From::Slot(unit))
        {
            // Said by signs behind some of the numbers.
            table.groups.push(Column { name: "Units".to_owned(), from: From::Unit });
        }
        self.tell_apart(table);
        self.repeats(table);
    }

    fn measures(&self, table: &mut Arranged) {
        let (code, name) = self.measure;
        let from = From::Measure(code, name);
        if self.distinct(&table.rows, &from, 1).len() > 1 {
            table.groups.push(Column { name: "Series".to_owned(), from });
            for row in &table.rows {
                let row = &self.gathered.rows[*row];
                let (code, name) =
                    (self.gathered.fact(row, code), self.gathered.fact(row, name));
                if !code.is_empty()
                    && !name.is_empty()
                    && !table.measures.contains_key(code)
                {
                    table.measures.insert(code.to_owned(), name.to_owned());
                }
            }
        } else if let Some(row) = table.rows.first() {
            let fact = |it| self.gathered.fact(&self.gathered.rows[*row], it).to_owned();
            table.measure = (fact(code), fact(name));
        }
    }

    fn units(&self, table: &mut Arranged) {
        let units = self.distinct(&table.rows, &From::Unit, 1);
        match units.len() {
            0 | 1 => table.unit = units.into_iter().next().unwrap_or_default(),
            _ => table.groups.push(Column { name: "Units".to_owned(), from: From::Unit }),
        }
    }

    fn dimensions(&self, table: &mut Arranged) {
        for (at, slot) in self.gathered.slots.iter().enumerate() {
            let Slot::Dimension(name) = slot else { continue };
            let from = From::Slot(at);
            let values = self.distinct(&table.rows, &from, usize::MAX);
            match values.first() {
                Some(only) if values.len() == 1 && only.is_empty() => {
                    table.left.push(name.clone());
                }
                Some(only) if values.len() == 1 => {
                    table.constant.push((name.clone(), only.clone()));
                }
                Some(_) => {
                    if let Some(whole) = self.whole(table, at, &values) {
                        table.totals.insert(name.clone(), whole.to_owned());
                    }
                    table.groups.push(Column { name: name.clone(), from });
                }
                None => {}
            }
        }
    }

    /// The value that holds all others of a disaggregation, where no measure has the whole beside it.
    fn whole<'b>(
        &self,
        table: &Arranged,
        slot: usize,
        values: &'b IndexSet<String>,
    ) -> Option<&'b str> {
        let whole = whole(values)?;
        let (code, name) = self.measure;
        let from = From::Measure(code, name);
        let with = |value: &str| -> IndexSet<Cow<'_, str>> {
            let rows = table.rows.iter().copied();
            let rows = rows
                .filter(|it| self.gathered.cell(&self.gathered.rows[*it], slot) == value);
            rows.map(|it| self.cell(it, &from)).collect()
        };
        let blank = with("");
        with(whole).iter().all(|it| !blank.contains(it)).then_some(whole)
    }

    fn attributes(&self, table: &mut Arranged, places: bool) {
        for (fact, name) in ATTRIBUTES {
            let fact = match fact {
                Fact::Geo if places => Fact::Area,
                fact => fact,
            };
            let Some(at) = self.gathered.slots.get_index_of(&Slot::Fact(fact)) else {
                continue;
            };
            let from = From::Slot(at);
            let values = self.distinct(&table.rows, &from, 1);
            match values.first() {
                Some(only) if values.len() == 1 && only.is_empty() => {}
                Some(only)
                    if values.len() == 1 && fact == Fact::Of(Attribute::Source) =>
                {
                    table.source.clone_from(only);
                }
                Some(only)
                    if values.len() == 1 && fact == Fact::Of(Attribute::Footnote) =>
                {
                    table.footnote.clone_from(only);
                }
                Some(_) => {
                    table.attributes.push(Column { name: name.to_owned(), from });
                }
                None => {}
            }
        }
    }

    fn key(&self, row: usize, groups: &[Column]) -> Key<'_> {
        let cells = groups.iter().map(|it| self.cell(row, &it.from)).collect();
        (cells, self.gathered.rows[row].period)
    }

    /// Rows of the same groups and period with different values, the first two of each.
    fn clashes(&self, table: &Arranged) -> Vec<(usize, usize)> {
        let mut first: IndexMap<Key<'_>, usize> = IndexMap::new();
        let mut clashes = Vec::new();
        for row in &table.rows {
            match first.get(&self.key(*row, &table.groups)) {
                Some(before) if self.value(*before) != self.value(*row) => {
                    clashes.push((*before, *row));
                }
                Some(_) => {}
                None => {
                    first.insert(self.key(*row, &table.groups), *row);
                }
            }
        }
        clashes
    }

    fn value(&self, row: usize) -> &str {
        self.gathered.value(&self.gathered.rows[row])
    }

    /// Takes columns back in that were left out, where they alone tell rows apart.
    fn tell_apart(&self, table: &mut Arranged) {
        let mut clashes = self.clashes(table);
        let slots = self.gathered.slots.iter().enumerate();
        let spare = slots.filter_map(|(at, slot)| match slot {
            Slot::Left(name) => Some((at, name.clone())),
            Slot::Fact(Fact::Of(Attribute::Source)) => Some((at, "Survey".to_owned())),
            _ => None,
        });
        for (at, name) in spare.collect::<Vec<_>>() {
            let from = From::Slot(at);
            let differ =
                |it: &(usize, usize)| self.cell(it.0, &from) != self.cell(it.1, &from);
            if !clashes.is_empty() && clashes.iter().all(differ) {
                table.attributes.retain(|it| it.from != from);
                table.groups.push(Column { name, from });
                clashes = self.clashes(table);
            } else if name != "Survey" {
                table.left.push(name);
            }
        }
        let line = |row: usize| self.gathered.rows[row].line;
        table.contradictions =
            clashes.iter().map(|it| (line(it.0), line(it.1))).collect();
    }

    /// By group, the whole before its parts, then by period.
    fn sort(&self, table: &mut Arranged) {
        let mut rows = std::mem::take(&mut table.rows);
        rows.sort_by_cached_key(|row| {
            let (groups, period) = self.key(*row, &table.groups);
            let ages =
                groups.iter().map(|it| age(it).map(|(from, to)| (from, Reverse(to))));
            let ages: Vec<_> = ages.collect();
            let groups: Vec<_> = ages.into_iter().zip(groups).collect();
            (groups, period, *row)
        });
        table.rows = rows;
    }

    /// Drops rows that say the same as the one before.
    fn repeats(&self, table: &mut Arranged) {
        let mut rows = std::mem::take(&mut table.rows);
        let before = rows.len();
        rows.dedup_by(|later, first| {
            self.key(*later, &table.groups) == self.key(*first, &table.groups)
                && self.value(*later) == self.value(*first)
        });
        table.repeated = before - rows.len();
        table.rows = rows;
    }

    /// The table as CSV.
    pub(super) fn write(&self, table: &Arranged) -> Vec<u8> {
        let mut sheet = Sheet::default();
        let names = |columns: &[Column]| -> Vec<String> {
            columns.iter().map(|it| it.name.clone()).collect()
        };
        let (groups, attributes) = (names(&table.groups), names(&table.attributes));
        let names = |it: &'static str| std::iter::once(it);
        sheet.row(
            names("Year")
                .chain(groups.iter().map(String::as_str))
                .chain(names("Value"))
                .chain(attributes.iter().map(String::as_str)),
        );
        for row in &table.rows {
            let cells = |columns: &[Column]| -> Vec<Cow<'_, str>> {
                columns.iter().map(|it| self.cell(*row, &it.from)).collect()
            };
            let (groups, attributes) = (cells(&table.groups), cells(&table.attributes));
            let period = self.gathered.rows[*row].period.to_string();
            sheet.row(
                std::iter::once(&*period)
                    .chain(groups.iter().map(|it| &**it))
                    .chain([self.value(*row)])
                    .chain(attributes.iter().map(|it| &**it)),
            );
        }
        sheet.finish()
    }

    /// Whether some unit has a multiplier.
    pub(super) fn is_scaled(&self, table: &Arranged) -> bool {
        let scale =
            |row: &usize| self.gathered.fact(&self.gathered.rows[*row], Fact::Scale);
        table.rows.iter().any(|it| !multiplied("", scale(it)).is_empty())
    }

    /// The first and the last period with a value.
    pub(super) fn span(&self, table: &Arranged) -> Option<(Period, Period)> {
        let valued = table.rows.iter().filter(|it| !self.value(**it).is_empty());
        let periods = valued.map(|it| self.gathered.rows[*it].period);
        let (first, last) = (periods.clone().min()?, periods.max()?);
        Some((first, last))
    }
}

/// The one of several ages that holds all the others, where none is the whole: `15+` beside `15-24`.
fn whole(values: &IndexSet<String>) -> Option<&str> {
    let named: Vec<&String> = values.iter().filter(|it| !it.is_empty()).collect();
    let ages: Vec<(u32, u32)> = named.iter().map(|it| age(it)).collect::<Option<_>>()?;
    let (from, to) =
        (ages.iter().map(|it| it.0).min()?, ages.iter().map(|it| it.1).max()?);
    let at = ages.iter().position(|it| *it == (from, to))?;
    (named.len() > 1).then(|| named[at].as_str())
}

/// The first and the last year of an age group.
fn age(word: &str) -> Option<(u32, u32)> {
    let word = fold(word);
    if let Some(from) = word.strip_suffix('+') {
        return Some((from.parse().ok()?, u32::MAX));
    }
    if let Some(below) = word.strip_prefix('<') {
        return Some((0, below.parse::<u32>().ok()?.checked_sub(1)?));
    }
    let (from, to) = word.split_once('-')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}
