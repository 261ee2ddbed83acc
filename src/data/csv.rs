//! The door to tables: text → cells with their places.

use std::borrow::Cow;

use ::csv::{ByteRecord, Position, ReaderBuilder, Trim};

use crate::{
    diag::{Diagnostic, Diagnostics, FileId, Rule, Span},
    source::{Content, Files},
};

/// A table as it was written: a head and rows of as many cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The names of the columns.
    pub(super) head: Vec<Cell>,
    /// The rows; those without any cell are left out.
    pub(super) rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub(super) line: u32,
    /// Its cells, as many as the head has.
    pub(super) cells: Vec<Cell>,
}

/// A cell: its text without outer space, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: Box<str>,
    pub(super) span: Span,
}

/// Reads the table in `file`; what is wrong with it goes to `sink`.
pub(super) fn read(files: &Files, file: FileId, sink: &mut Diagnostics) -> Option<Table> {
    let text = text(files, file, sink)?;
    let text = newlines(&text);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut table = Table::default();
    let mut width = 0;
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let position = record.position().cloned().unwrap_or_else(Position::new);
        let cells = cells(&record, &position, &text, file);
        if cells.iter().all(|it| it.text.is_empty()) {
            continue;
        }
        if table.head.is_empty() {
            table.head = cells;
            width = named(&table.head);
            table.head.truncate(width);
            check_head(&table.head, sink);
            continue;
        }
        table.rows.extend(row(cells, position.line() as u32, width, sink));
    }
    Some(table)
}

fn text<'a>(
    files: &'a Files,
    file: FileId,
    sink: &mut Diagnostics,
) -> Option<Cow<'a, str>> {
    let refuse = |message: &str, help: &str| {
        Diagnostic::new(Rule::NotUtf8, Span::file(file), message).help(help)
    };
    match files.content(file) {
        Content::Text(text) => Some(Cow::Borrowed(text)),
        Content::Bytes(bytes) => match bytes.get(..2) {
            Some(b"PK") => {
                sink.push(refuse(
                    "this is a spreadsheet or a ZIP archive that is only named `.csv`",
                    "open it in Excel or LibreOffice and save it as CSV UTF-8",
                ));
                None
            }
            Some(b"\xFF\xFE") => {
                Some(encoding_rs::UTF_16LE.decode_with_bom_removal(bytes).0)
            }
            Some(b"\xFE\xFF") => {
                Some(encoding_rs::UTF_16BE.decode_with_bom_removal(bytes).0)
            }
            _ => {
                sink.push(refuse(
                    "this table is not UTF-8",
                    "save it with the encoding UTF-8, in Excel as \"CSV UTF-8\"",
                ));
                None
            }
        },
        Content::Asset(_) => None,
    }
}

/// Lines that end in a lone CR, as old programs write them, end in LF.
fn newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The separator that the first line has most of, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        let outside = line.bytes().filter(|it| {
            quoted ^= *it == b'"';
            !quoted && *it == separator
        });
        outside.count()
    };
    // Of several with as many, the first of this list is the last that `max_by_key` meets.
    [b'\t', b';', b','].into_iter().max_by_key(|it| count(*it)).unwrap_or(b',')
}

/// The cells of a record. The csv crate tells where a record starts; its cells are found from
/// there on, one after the other, so that a place is right but for cells with doubled quotes.
fn cells(
    record: &ByteRecord,
    position: &Position,
    text: &str,
    file: FileId,
) -> Vec<Cell> {
    let mut at = position.byte() as usize;
    let find = |bytes: &[u8]| {
        let cell = String::from_utf8_lossy(bytes);
        let found = text.get(at..).and_then(|rest| rest.find(&*cell)).map(|it| at + it);
        let start = found.unwrap_or(at).min(text.len());
        let end = if found.is_some() { start + cell.len() } else { start };
        at = (end + 1).min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        Cell { text: cell.into(), span: Span::new(file, start..end) }
    };
    record.iter().map(find).collect()
}

/// How many columns there are, without the unnamed ones at the end.
fn named(head: &[Cell]) -> usize {
    head.iter().rposition(|it| !it.text.is_empty()).map_or(0, |it| it + 1)
}

fn check_head(head: &[Cell], sink: &mut Diagnostics) {
    for (i, cell) in head.iter().enumerate() {
        let same =
            |it: &&Cell| crate::text::fold(&it.text) == crate::text::fold(&cell.text);
        if let Some(first) = head[..i].iter().find(same) {
            let message = match &*cell.text {
                "" => "two columns have no name".to_owned(),
                name => format!("the column `{name}` is there twice"),
            };
            sink.push(
                Diagnostic::new(Rule::RepeatedColumn, cell.span, message)
                    .label(first.span, "first here")
                    .help("give every column a name of its own"),
            );
        }
    }
}

/// The row cut or filled to `width`; a row that loses something or lacks something is an error.
fn row(
    mut cells: Vec<Cell>,
    line: u32,
    width: usize,
    sink: &mut Diagnostics,
) -> Option<Row> {
    let filled = named(&cells);
    if filled > width || cells.len() < width {
        let start = cells.first().map_or_else(Span::default, |it| it.span);
        let end = cells.last().map_or(start.end, |it| it.span.end);
        let count = if filled > width { filled } else { cells.len() };
        let message =
            format!("this row has {count} cells, but there are {width} columns");
        sink.push(Diagnostic::new(Rule::RaggedRow, Span { end, ..start }, message).help(
            "a cell that holds a comma needs quotes; an empty cell needs its comma",
        ));
        return None;
    }
    cells.truncate(width);
    Some(Row { line, cells })
}
