//! The rows of a part of a table, read cell by cell.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::columns::{Attribute, Column, Columns};
use crate::{
    data::{
        csv::{Chunk, Ragged, Record, Table, trim},
        value::{self, Decimal},
        vocabulary,
    },
    model::{Interval, Nature, ObsStatus, Observation, Period, TextId, Value},
    text::unguard,
};

/// What a part of a table says; its codes and texts are numbered by first appearance.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The cells of each dimension's column, in the order of [`Columns::dimensions`].
    pub(super) codes: Vec<Words>,
    /// Cells of the column `GeoCode`.
    pub(super) places: Words,
    /// Sources and footnotes.
    pub(super) texts: Words,
    /// One code a dimension for every observation, one after the other.
    pub(super) keys: Vec<u16>,
    /// The place of every observation, where the table has any.
    pub(super) geo: Vec<u16>,
    /// The observations in order.
    pub(super) observations: Vec<Observation>,
    /// Periods in another form than a plain year.
    pub(super) periods: BTreeSet<Period>,
    /// Rows of another length than the head.
    pub(super) ragged: Vec<Ragged>,
    /// Cells that cannot be understood, by line and column.
    pub(super) bad: Vec<Bad>,
    /// Whether some number must have been written with a point, or with a comma.
    pub(super) point: bool,
    pub(super) comma: bool,
    /// Columns without a name in which something stands, with the first line.
    pub(super) unnamed: Vec<(u32, usize)>,
}

/// A cell that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bad {
    pub(super) line: u32,
    pub(super) column: usize,
    pub(super) text: Box<str>,
}

/// Texts, each once, by number.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: IndexSet<Box<str>>,
    last: usize,
    empty: Option<u32>,
}

impl Words {
    /// The number of `word`, which is learnt where it is new.
    pub(super) fn learn(&mut self, word: &str) -> u32 {
        if word.is_empty() {
            let known = &mut self.known;
            return *self
                .empty
                .get_or_insert_with(|| known.insert_full("".into()).0 as u32);
        }
        // Rows beside each other mostly say the same.
        if self.known.get_index(self.last).is_none_or(|it| **it != *word) {
            self.last = match self.known.get_index_of(word) {
                Some(known) => known,
                None => self.known.insert_full(word.into()).0,
            };
        }
        self.last as u32
    }

    /// Every word, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|it| &**it)
    }

    /// The word of that number.
    pub(super) fn word(&self, number: usize) -> &str {
        &self.known[number]
    }
}

/// Reads the rows of `chunk`.
pub(super) fn read(
    table: &Table<'_>,
    chunk: &Chunk,
    columns: &Columns,
    decimal: Decimal,
) -> Part {
    let mut reader = Reader {
        dimensions: columns.dimensions().map(|it| it.0).collect(),
        attributes: columns.attributes().collect(),
        geo: columns.geo(),
        unnamed: unnamed(columns),
        columns,
        decimal,
        periods: IndexMap::new(),
        part: Part::default(),
    };
    reader.part.observations.reserve(chunk.rows());
    reader.part.keys.reserve(chunk.rows() * reader.dimensions.len());
    reader.part.codes.resize_with(reader.dimensions.len(), Words::default);
    reader.part.ragged = table.rows(chunk, |line, record| reader.row(line, record));
    reader.part
}

fn unnamed(columns: &Columns) -> Vec<usize> {
    let all = columns.all.iter().enumerate();
    all.filter(|it| *it.1 == Column::Unnamed).map(|it| it.0).collect()
}

struct Reader<'a> {
    columns: &'a Columns,
    dimensions: Vec<usize>,
    attributes: Vec<(usize, Attribute)>,
    geo: Option<usize>,
    unnamed: Vec<usize>,
    decimal: Decimal,
    periods: IndexMap<Box<str>, Option<Period>>,
    part: Part,
}

impl Reader<'_> {
    fn row(&mut self, line: u32, record: &Record) {
        let cell = |column: usize| trim(record.get(column).unwrap_or_default());
        let period = self.period(cell(self.columns.year));
        let value = self.value(cell(self.columns.value));
        if period.is_none() {
            if record.iter().all(|it| trim(it).is_empty()) {
                return;
            }
            self.bad(line, self.columns.year, cell(self.columns.year));
        }
        if value.is_none() {
            self.bad(line, self.columns.value, cell(self.columns.value));
        }
        if let Some(at) = self.unnamed.iter().position(|it| !cell(*it).is_empty()) {
            self.part.unnamed.push((line, self.unnamed.swap_remove(at)));
        }
        let (Some(period), Some(value)) = (period, value) else { return };
        let mut observation = Observation {
            period,
            value: value.value,
            bound: value.bound,
            interval: None,
            status: value.status.unwrap_or(ObsStatus::Normal),
            nature: None,
            source: None,
            footnote: None,
            line,
        };
        for at in 0..self.attributes.len() {
            let (column, attribute) = self.attributes[at];
            let text = cell(column);
            if !text.is_empty() && !self.attribute(&mut observation, attribute, text) {
                self.bad(line, column, text);
            }
        }
        for (at, column) in self.dimensions.iter().enumerate() {
            let multiplied = self.columns.multiplied.filter(|it| it.0 == *column);
            let code = match multiplied {
                Some((unit, multiplier)) => {
                    let unit = if unit == multiplier { "" } else { unguard(cell(unit)) };
                    self.part.codes[at]
                        .learn(&vocabulary::multiplied(unit, cell(multiplier)))
                }
                None => self.part.codes[at].learn(unguard(cell(*column))),
            };
            self.part.keys.push(u16::try_from(code).unwrap_or(u16::MAX));
        }
        if let Some(column) = self.geo {
            let place = self.part.places.learn(cell(column));
            self.part.geo.push(u16::try_from(place).unwrap_or(u16::MAX));
        }
        self.part.observations.push(observation);
    }

    fn bad(&mut self, line: u32, column: usize, text: &str) {
        self.part.bad.push(Bad { line, column, text: text.into() });
    }

    /// A period; other forms than a plain year are few in a table, and each is understood once.
    fn period(&mut self, cell: &str) -> Option<Period> {
        if let [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'] = cell.as_bytes() {
            return cell.parse().ok().map(Period::year);
        }
        if let Some(known) = self.periods.get(cell) {
            return *known;
        }
        let period = cell.parse().ok();
        self.part.periods.extend(period);
        self.periods.insert(cell.into(), period);
        period
    }

    fn value(&mut self, cell: &str) -> Option<value::Written> {
        if let Some(plain) = value::plain(cell, self.decimal) {
            self.part.point |= plain.decimals() > 0;
            return Some(plain.into());
        }
        if cell.contains(['.', ',']) {
            let tells = value::tells(cell);
            self.part.point |= tells == Some(Decimal::Point);
            self.part.comma |= tells == Some(Decimal::Comma);
        }
        value::read(cell, self.decimal)
    }

    fn text(&mut self, text: &str) -> TextId {
        TextId::new(self.part.texts.learn(unguard(text)) as usize)
    }

    /// Takes what the cell `text` says of the observation; false where it cannot be understood.
    fn attribute(
        &mut self,
        observation: &mut Observation,
        attribute: Attribute,
        text: &str,
    ) -> bool {
        match attribute {
            Attribute::Source => observation.source = Some(self.text(text)),
            Attribute::Footnote => {
                observation.footnote = Some(self.text(text));
            }
            Attribute::Status => match ObsStatus::read(text) {
                Some(status) => observation.status = status,
                None => return false,
            },
            Attribute::Nature => match Nature::read(text) {
                Some(nature) => observation.nature = Some(nature),
                None => return false,
            },
            Attribute::Lower | Attribute::Upper => {
                let Some(written) = value::read(text, self.decimal) else { return false };
                bound(observation, attribute, written.value);
            }
        }
        true
    }
}

fn bound(observation: &mut Observation, which: Attribute, value: Option<Value>) {
    if value.is_none() {
        return;
    }
    let interval = observation
        .interval
        .get_or_insert_with(|| Box::new(Interval { lower: None, upper: None }));
    match which {
        Attribute::Lower => interval.lower = value,
        _ => interval.upper = value,
    }
}
