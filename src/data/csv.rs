//! The door to tables: text → rows of cells with their places.

use std::{ops::Range, sync::OnceLock};

use ::csv::{Reader, ReaderBuilder, StringRecord};

use super::found::Found;
use crate::{
    diag::{Diagnostic, FileId, Rule, Span, say},
    source::{Content, Files},
    text::{fold, unguard},
};

/// A table as it was written; its rows are read where they are needed.
#[derive(Debug)]
pub(super) struct Table<'a> {
    text: &'a str,
    file: FileId,
    separator: u8,
    /// The names of the columns, without the unnamed ones at the end.
    pub(super) head: Vec<Cell>,
    /// Where the rows start, and the line they start on, from 1.
    body: (usize, u32),
    /// Where each line starts, once somebody asks.
    lines: OnceLock<Vec<u32>>,
}

/// A cell: its text without outer space, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: Box<str>,
    pub(super) span: Span,
}

/// The cells of a row.
pub(super) type Record = StringRecord;

/// A part of the rows that can be read without the others.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    range: Range<usize>,
    line: u32,
    lines: u32,
}

impl Chunk {
    /// About how many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.lines as usize + 1
    }
}

/// A row that has too few or too many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ragged {
    pub(super) line: u32,
    cells: u32,
}

/// Below this, cutting the rows in parts costs more than it saves, in bytes.
const CHUNK: usize = 1 << 20;

/// Reads the head of the table in `file`; what is wrong with it goes to `found`. `None` where the
/// file is no table.
pub(super) fn open<'a>(
    files: &'a Files,
    file: FileId,
    found: &mut Found,
) -> Option<Table<'a>> {
    let text = match files.content(file) {
        Content::Text(text) => text,
        Content::Bytes(bytes) => {
            found.push(refuse(bytes, file));
            return None;
        }
        Content::Asset(_) => return None,
    };
    Some(Table::new(text, file, found))
}

pub(super) fn refuse(bytes: &[u8], file: FileId) -> Diagnostic {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|it| it == name);
    let as_csv = || say!("open it in Excel or LibreOffice and save it as \"CSV UTF-8\"");
    let (message, help) = match bytes {
        [b'P', b'K', ..] if has(b"xl/workbook.xml") || has(b"[Content_Types]") => {
            (say!("this is an Excel workbook that is only named `.csv`"), as_csv())
        }
        [b'P', b'K', ..] => (
            say!("this is a ZIP archive that is only named `.csv`"),
            say!("take the table out of the archive and put it here"),
        ),
        [0xD0, 0xCF, ..] => {
            (say!("this is a workbook of old Excel that is only named `.csv`"), as_csv())
        }
        [0x1F, 0x8B, ..] => (
            say!("this is a compressed file that is only named `.csv`"),
            say!("unpack it and put the table here"),
        ),
        _ => (
            say!("this table is UTF-8 with broken letters in it"),
            say!(
                "get the file again from where it came, or save it anew as \"CSV UTF-8\""
            ),
        ),
    };
    Diagnostic::new(Rule::NotUtf8, Span::file(file), message).help(help)
}

impl<'a> Table<'a> {
    /// Reads the head of the table in `text`.
    pub(super) fn new(text: &'a str, file: FileId, found: &mut Found) -> Self {
        // A first line `sep=;` tells Excel alone how to read the file.
        let hint = text.split_inclusive('\n').next().filter(|it| it.starts_with("sep="));
        let start = hint.map_or((0, 1), |it| (it.len(), 2));
        let table = Self::starting(text, file, start);
        check_head(&table.head, found);
        table
    }

    /// Reads the head of the table that starts at a byte and a line of `text`.
    pub(super) fn starting(text: &'a str, file: FileId, start: (usize, u32)) -> Self {
        let rest = text.get(start.0..).unwrap_or_default();
        let mut table = Self {
            text,
            file,
            separator: separator(rest),
            head: Vec::new(),
            body: (text.len(), 1),
            lines: OnceLock::new(),
        };
        let whole = Chunk { range: start.0..text.len(), line: start.1, lines: 0 };
        let mut reader = table.reader(whole.range.clone());
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            if record.iter().all(|it| trim(it).is_empty()) {
                continue;
            }
            let (at, _) = table.start(&record, &whole);
            let mut head: Vec<Cell> =
                table.cells(&record, at).into_iter().map(Cell::named).collect();
            head.truncate(filled(&record));
            let body = reader.position();
            table.body =
                (start.0 + body.byte() as usize, start.1 + body.line() as u32 - 1);
            table.head = head;
            break;
        }
        table
    }

    fn reader(&self, range: Range<usize>) -> Reader<&'a [u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(&self.text.as_bytes()[range])
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        self.text
    }

    /// The separator of the cells.
    pub(super) fn separator(&self) -> u8 {
        self.separator
    }

    /// The rows in parts of about the same size, as many as it pays to read side by side. A cell
    /// in quotes can hold a line break, so rows with quotes stay together.
    pub(super) fn chunks(&self) -> Vec<Chunk> {
        let (start, line) = self.body;
        let body = &self.text.as_bytes()[start..];
        let whole = |range: Range<usize>, line| {
            let lines = lines(&self.text.as_bytes()[range.clone()]);
            Chunk { range, line, lines }
        };
        if body.len() < 2 * CHUNK || body.contains(&b'"') {
            return vec![whole(start..self.text.len(), line)];
        }
        let mut chunks: Vec<Chunk> = Vec::new();
        let (mut from, mut line) = (start, line);
        while from < self.text.len() {
            let cut = (from + CHUNK).min(self.text.len());
            let rest = &self.text.as_bytes()[cut..];
            let end =
                rest.iter().position(|it| *it == b'\n').map_or(rest.len(), |it| it + 1);
            let chunk = whole(from..cut + end, line);
            from = cut + end;
            line += chunk.lines;
            chunks.push(chunk);
        }
        chunks
    }

    /// Calls `visit` for every row of `chunk` that has something in it and as many cells as the
    /// head; gives back the rows of another length.
    pub(super) fn rows(
        &self,
        chunk: &Chunk,
        mut visit: impl FnMut(u32, &StringRecord),
    ) -> Vec<Ragged> {
        let mut ragged = Vec::new();
        let width = self.head.len();
        let mut reader = self.reader(chunk.range.clone());
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).unwrap_or(false) {
            let (_, line) = self.start(&record, chunk);
            if record.len() == width {
                visit(line, &record);
                continue;
            }
            let filled = filled(&record);
            if filled > width {
                ragged.push(Ragged { line, cells: filled as u32 });
            } else if record.len() > width {
                visit(line, &record);
            } else if filled > 0 {
                ragged.push(Ragged { line, cells: record.len() as u32 });
            }
        }
        ragged
    }

    /// The byte and the line that a record of `chunk` starts at. The csv crate counts the empty
    /// lines before a record as part of it.
    fn start(&self, record: &StringRecord, chunk: &Chunk) -> (usize, u32) {
        let (byte, line) =
            record.position().map_or((0, 1), |it| (it.byte() as usize, it.line() as u32));
        let (start, line) = (chunk.range.start + byte, chunk.line + line - 1);
        let skipped = self.text.as_bytes()[start..].iter();
        let skipped = skipped.take_while(|it| matches!(it, b'\r' | b'\n'));
        skipped.fold((start, line), |(byte, line), it| {
            (byte + 1, line + u32::from(*it == b'\n'))
        })
    }

    /// Where the cell of the row at `line` and `column` (from 0) is.
    pub(super) fn place(&self, line: u32, column: usize) -> Span {
        let (start, cells) = self.row(line);
        cells.get(column).map_or_else(|| Span::new(self.file, start..start), |it| it.span)
    }

    /// Where the cell of the row at `line` is that says `text`.
    pub(super) fn find(&self, line: u32, text: &str) -> Span {
        let (start, cells) = self.row(line);
        let cell = cells.iter().find(|it| *it.text == *text);
        cell.map_or_else(|| Span::new(self.file, start..start), |it| it.span)
    }

    /// Where the row at `line` is, from its first cell to its last.
    pub(super) fn place_row(&self, line: u32) -> Span {
        let (start, cells) = self.row(line);
        let end = cells.last().map_or(start, |it| it.span.end as usize);
        Span::new(self.file, start..end)
    }

    /// The columns other than `but` in which the rows at two lines differ.
    pub(super) fn differing(&self, one: u32, other: u32, but: usize) -> Vec<&str> {
        let (one, other) = (self.row(one).1, self.row(other).1);
        let cells = one.iter().zip(&other).zip(&self.head).enumerate();
        cells
            .filter(|(at, ((one, other), _))| {
                *at != but && fold(&one.text) != fold(&other.text)
            })
            .map(|(_, (_, head))| &*head.text)
            .collect()
    }

    fn row(&self, line: u32) -> (usize, Vec<Cell>) {
        let lines = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|it| it as u32 + 1)).collect()
        });
        let start =
            lines.get(line as usize - 1).map_or(self.text.len(), |it| *it as usize);
        let mut record = StringRecord::new();
        let read = self.reader(start..self.text.len()).read_record(&mut record);
        (start, if read.is_ok() { self.cells(&record, start) } else { Vec::new() })
    }

    /// The cells of a record that starts at `at`. The csv crate tells where a record starts; its
    /// cells are found from there on, one after the other, with the quotes in them doubled as they
    /// were written. Only a little space may stand before a cell, so that a row of many broken
    /// cells is not searched over and over.
    fn cells(&self, record: &StringRecord, mut at: usize) -> Vec<Cell> {
        const SPACE: usize = 200;
        let find = |cell: &str| {
            let cell = trim(cell);
            let rest = self.text.get(at..).unwrap_or_default();
            let within = |written: &str| {
                let end = rest.ceil_char_boundary(SPACE + written.len());
                rest[..end].find(written).map(|it| at + it..at + it + written.len())
            };
            let doubled = || within(&cell.replace('"', "\"\""));
            let quoted = cell.contains('"').then(doubled).flatten();
            let known = quoted.or_else(|| within(cell)).unwrap_or(at..at);
            at = self.text.ceil_char_boundary(known.end + 1);
            Cell { text: cell.into(), span: Span::new(self.file, known) }
        };
        record.iter().map(find).collect()
    }

    /// The cells of the row at `line`.
    pub(super) fn row_at(&self, line: u32) -> Vec<Cell> {
        self.row(line).1
    }

    /// What to say of a row of another length.
    pub(super) fn diagnose(&self, ragged: Ragged) -> Diagnostic {
        let message = say!(
            "this row has {cells} cells, but there are {head} columns",
            cells = ragged.cells,
            head = self.head.len()
        );
        Diagnostic::new(Rule::RaggedRow, self.place_row(ragged.line), message).help(say!(
            "a cell that holds a comma needs quotes; an empty cell needs its comma"
        ))
    }
}

fn lines(text: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', text).count() as u32
}

/// A cell without outer space.
pub(super) fn trim(cell: &str) -> &str {
    let plain = |it: Option<&u8>| it.is_none_or(u8::is_ascii_graphic);
    if plain(cell.as_bytes().first()) && plain(cell.as_bytes().last()) {
        return cell;
    }
    cell.trim_matches(|it: char| it.is_whitespace() || it == '\u{FEFF}')
}

impl Cell {
    /// The cell as a column's name: of several lines the first, the others are what it is called
    /// in other languages.
    fn named(mut self) -> Self {
        let name = unguard(self.text.lines().next().unwrap_or_default().trim_end());
        if name.len() < self.text.len() {
            self.text = name.into();
        }
        self
    }
}

/// How many cells there are, without the empty ones at the end.
fn filled(record: &StringRecord) -> usize {
    let cells: Vec<&str> = record.iter().map(trim).collect();
    cells.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1)
}

/// The separator that the first line has most of, outside of quotes.
fn separator(text: &str) -> u8 {
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

fn check_head(head: &[Cell], found: &mut Found) {
    for (i, cell) in head.iter().enumerate().filter(|it| !it.1.text.is_empty()) {
        let same = |it: &&Cell| fold(&it.text) == fold(&cell.text);
        if let Some(first) = head[..i].iter().find(same) {
            let message = say!("the column `{text}` is there twice", text = cell.text);
            found.push(
                Diagnostic::new(Rule::RepeatedColumn, cell.span, message)
                    .label(first.span, say!("first here"))
                    .help(say!("give every column a name of its own")),
            );
        }
    }
}
