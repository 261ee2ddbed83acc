//! The door to workbooks: their sheets as filled cells, and cells as CSV.

use std::io::{Cursor, Read, Seek};

use calamine::{
    Data, DataRef, Reader, SheetType, SheetVisible, Sheets, Style, Xlsx, XlsxError,
};

use super::plan::{Head, Name, recognise};
use crate::{
    diag::{Message, say},
    text,
};

/// A visible sheet of a workbook.
pub(super) struct Sheet {
    pub(super) name: String,
    /// The filled cells in rows, by row and column from 0.
    pub(super) cells: Cells,
}

pub(super) type Cells = Vec<(u32, Vec<(u32, String)>)>;

/// The most cells that a workbook may have, empty ones between others of a sheet included.
const MOST: usize = 10_000_000;

/// The visible sheets of the workbook in `bytes`, or what is wrong.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Message> {
    let unreadable = |error: &dyn std::fmt::Display| {
        say!("this workbook cannot be read: {cause}", cause = error)
    };
    let zipped = bytes.starts_with(b"PK");
    let mut left = MOST;
    let mut sheets = Vec::new();
    if zipped && let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) {
        for name in visible(book.sheets_metadata()) {
            // A sheet of nothing but a chart has no cells to read.
            let Ok(cells) = xlsx(&mut book, &name, &mut left) else { continue };
            sheets.push(Sheet { name, cells });
        }
    } else {
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
            .map_err(|it| unreadable(&it))?;
        for name in visible(book.sheets_metadata()) {
            let Ok(cells) = other(&mut book, &name, &mut left) else { continue };
            sheets.push(Sheet { name, cells });
        }
    }
    if left == 0 {
        return Err(say!("this workbook has more than {most} cells", most = MOST));
    }
    Ok(sheets)
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    let shown = sheets.iter().filter(|it| {
        it.visible == SheetVisible::Visible && it.typ == SheetType::WorkSheet
    });
    shown.map(|it| it.name.clone()).collect()
}

fn xlsx<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
    left: &mut usize,
) -> Result<Cells, XlsxError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let places: Vec<usize> = reader.styles().iter().map(decimals).collect();
    let mut cells = Cells::new();
    while let Some((found, style)) = reader.next_cell_with_style_id()? {
        let places = places.get(style).copied().unwrap_or_default();
        let text = match found.get_value() {
            DataRef::Float(number) => padded(shown(*number), places),
            DataRef::Int(number) => padded(number.to_string(), places),
            value => cell(&value.clone().into()),
        };
        if !add(&mut cells, found.get_position(), text, left) {
            break;
        }
    }
    cells.sort_by_key(|it| it.0);
    Ok(cells)
}

/// A sheet of old Excel or of an open document, of which only the numbers are known.
fn other<R: Read + Seek + Clone>(
    book: &mut Sheets<R>,
    sheet: &str,
    left: &mut usize,
) -> Result<Cells, calamine::Error> {
    let range = book.worksheet_range(sheet)?;
    let (row, column) = range.start().unwrap_or_default();
    let mut cells = Cells::new();
    for (down, across, value) in range.used_cells() {
        let at = (row + down as u32, column + across as u32);
        if !add(&mut cells, at, cell(value), left) {
            break;
        }
    }
    Ok(cells)
}

/// Adds a cell; false where there are too many.
fn add(
    cells: &mut Cells,
    (row, column): (u32, u32),
    text: String,
    left: &mut usize,
) -> bool {
    if text.is_empty() {
        return true;
    }
    *left -= 1;
    match cells.last_mut() {
        Some((last, cells)) if *last == row => cells.push((column, text)),
        _ => cells.push((row, vec![(column, text)])),
    }
    *left > 0
}

/// How many rows stand under a head that is recognised, and which row that is.
pub(super) fn score(cells: &Cells) -> (usize, u32) {
    let head = cells.iter().take(40).position(|(_, row)| {
        let names = row.iter().map(|it| Name::new(first(&it.1))).collect();
        recognise(&Head(names)).is_some()
    });
    head.map_or((0, 0), |it| (cells.len() - it, cells[it].0))
}

/// The first line of a head, which is its name; below it may stand what it is called elsewhere.
fn first(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// The cells as text, one row a line, so that a line is a row of the sheet; with `breaks` the line
/// breaks in cells below the head stay.
pub(super) fn csv(cells: &Cells, head: u32, breaks: bool) -> Option<String> {
    let columns = cells.iter().flat_map(|it| &it.1).map(|it| it.0 as usize + 1);
    let (width, height) = (columns.max()?, cells.last()?.0 as usize + 1);
    if width.saturating_mul(height) > MOST {
        return None;
    }
    let mut sheet = text::Sheet::new(false);
    let mut next = 0;
    for (at, cells) in cells {
        for _ in next..*at {
            sheet.row(std::iter::repeat_n("", width));
        }
        let mut row = vec![String::new(); width];
        for (column, text) in cells {
            row[*column as usize] = match text {
                text if *at == head => first(text).to_owned(),
                text if breaks => text.clone(),
                text => text.replace(['\n', '\r'], " "),
            };
        }
        sheet.row(row.iter().map(String::as_str));
        next = at + 1;
    }
    String::from_utf8(sheet.finish()).ok()
}

/// A cell as it would be written.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.clone()
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => shown(*number),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
    }
}

/// A number with the fifteen digits that a spreadsheet keeps: 0.3, not 0.30000000000000004.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// A number with at least so many decimal places: those that its cell shows, though a spreadsheet
/// does not keep them.
fn padded(digits: String, places: usize) -> String {
    let own = digits.split_once('.').map_or(0, |it| it.1.len());
    let zeros = "0".repeat(places.saturating_sub(own));
    match (zeros.as_str(), own) {
        ("", _) => digits,
        (zeros, 0) => format!("{digits}.{zeros}"),
        (zeros, _) => format!("{digits}{zeros}"),
    }
}

/// How many decimal places a cell's format always shows: two of `#,##0.00`.
fn decimals(style: &Style) -> usize {
    let format = style.number_format.as_ref().map_or("", |it| &it.format_code);
    let positive = format.split(';').next().unwrap_or_default();
    // A percentage is kept as a share, and a power of ten moves the point.
    if positive.contains(['%', 'E', 'e', '"', '\\', '/']) {
        return 0;
    }
    let behind = positive.split_once('.').map_or("", |it| it.1);
    behind.bytes().take_while(|it| *it == b'0').count().min(30)
}
