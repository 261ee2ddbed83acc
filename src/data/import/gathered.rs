//! The wanted rows of a table, every text of their cells once.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::plan::Fact;
use crate::model::Period;

/// The wanted rows.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// What each cell of a row holds.
    pub(super) slots: IndexSet<Slot>,
    pub(super) rows: Vec<Row>,
    pub(super) words: IndexSet<Box<str>>,
    pub(super) tally: Tally,
}

/// What a cell of a row is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Fact(Fact),
    Dimension(String),
    /// A column that was left out, by its name.
    Left(String),
}

/// A value and what is said of it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) period: Period,
    pub(super) value: u32,
    pub(super) cells: Vec<u32>,
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: usize,
    pub(super) passed: usize,
    /// What stood where there is no number, and how often.
    pub(super) without_number: BTreeMap<String, usize>,
    /// Values that are only near a number: `<20`.
    pub(super) bounds: BTreeMap<String, usize>,
    /// What stood where there should be a period, and how often.
    pub(super) no_period: BTreeMap<String, usize>,
    /// Columns of measures in which something else stands.
    pub(super) no_measure: BTreeSet<String>,
    /// Cells of an editor's own table that cannot be understood: line, column, text.
    pub(super) bad: Vec<(u32, usize, String)>,
    /// Texts behind the last row.
    pub(super) behind: Vec<String>,
}

impl Gathered {
    /// A cell of `row`, empty where the row has none.
    pub(super) fn cell(&self, row: &Row, slot: usize) -> &str {
        let word = row.cells.get(slot).copied().unwrap_or_default();
        self.words.get_index(word as usize).map_or("", |it| it)
    }

    /// The cell for `fact`.
    pub(super) fn fact(&self, row: &Row, fact: Fact) -> &str {
        let slot = self.slots.get_index_of(&Slot::Fact(fact));
        slot.map_or("", |it| self.cell(row, it))
    }

    /// The value as written.
    pub(super) fn value(&self, row: &Row) -> &str {
        self.words.get_index(row.value as usize).map_or("", |it| it)
    }

    /// The number of a text.
    pub(super) fn word(&mut self, text: &str) -> u32 {
        match self.words.get_index_of(text) {
            Some(known) => known as u32,
            None => self.words.insert_full(text.into()).0 as u32,
        }
    }

    /// Fills a cell of `row`.
    pub(super) fn put(&mut self, row: &mut Row, slot: Slot, text: &str) {
        let at = match self.slots.get_index_of(&slot) {
            Some(known) => known,
            None => self.slots.insert_full(slot).0,
        };
        if row.cells.len() <= at {
            row.cells.resize(at + 1, 0);
        }
        row.cells[at] = self.word(text);
    }
}
