//! The door out to tables: cells → CSV as spreadsheets open it.

use std::borrow::Cow;

use ::csv::{Writer, WriterBuilder};

use super::guard;

/// A table being written (RFC 4180, UTF-8).
///
/// A spreadsheet takes a cell that starts with a sign such as `=` for a formula, and a formula can
/// read the reader's disk. Such a cell gets an apostrophe in front, which reading takes off again;
/// numbers stay as they are, with their minus.
#[derive(Debug)]
pub struct Sheet(Writer<Vec<u8>>);

impl Default for Sheet {
    /// With a byte order mark, so that Excel reads Bangla.
    fn default() -> Self {
        Self::new(true)
    }
}

impl Sheet {
    /// An empty table, with a byte order mark in front where `mark` says so.
    pub fn new(mark: bool) -> Self {
        let mark = if mark { "\u{FEFF}" } else { "" };
        Self(WriterBuilder::new().from_writer(mark.as_bytes().to_vec()))
    }

    /// Writes a row; every row has as many cells as the first.
    ///
    /// # Panics
    /// Where a row is of another length; writing to memory cannot fail.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let cells = cells.into_iter().map(guard);
        let written = self.0.write_record(cells.map(Guarded));
        written.expect("all rows have as many cells as the first");
    }

    /// The bytes of the table.
    ///
    /// # Panics
    /// Never: writing to memory cannot fail.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect("writing to memory cannot fail")
    }
}

/// A guarded cell as bytes.
struct Guarded<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Guarded<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
