//! The door to workbooks: their sheets as filled cells, and cells as CSV.

use std::{
    io::{Cursor, Read, Seek},
    panic,
};

use calamine::{
    Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Sheets, Style, Xlsx,
    XlsxError,
};

use super::{
    compound,
    plan::{Head, Name, recognise},
};
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

pub(super) type Cells = Vec<(u32, Row)>;

pub(super) type Row = Vec<(u32, String)>;

/// The most cells that a workbook may have, empty ones between others of a sheet included.
const MOST: usize = 10_000_000;

/// The visible sheets of the workbook in `bytes`, or what is wrong.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Message> {
    // The library trusts what old files say of their own lengths; nobody else runs while one is read.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(|| sheets(bytes));
    panic::set_hook(hook);
    read.unwrap_or_else(|_| Err(say!("this workbook is damaged")))
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Message> {
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
    } else if !zipped && !compound::is_sound(bytes) {
        return Err(say!("this workbook is damaged"));
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
    let merged = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let formats: Vec<Shown> = reader.styles().iter().map(Shown::of).collect();
    let mut cells = Cells::new();
    while let Some((found, style)) = reader.next_cell_with_style_id()? {
        let format = formats.get(style).copied().unwrap_or_default();
        let text = match found.get_value() {
            DataRef::Float(number) => format.number(*number),
            DataRef::Int(number) => format.number(*number as f64),
            value => cell(&value.clone().into()),
        };
        if !add(&mut cells, found.get_position(), text, left) {
            break;
        }
    }
    cells.sort_by_key(|it| it.0);
    for area in merged {
        fill_down(&mut cells, area, left);
    }
    Ok(cells)
}

/// Writes what stands in the first cell of a merged area into those below: it is meant for every
/// row that it stands beside.
fn fill_down(cells: &mut Cells, area: Dimensions, left: &mut usize) {
    let ((first, column), (last, _)) = (area.start, area.end);
    let row = cells.binary_search_by_key(&first, |it| it.0);
    let found = row.ok().and_then(|at| {
        let found = cells[at].1.iter().find(|it| it.0 == column)?;
        Some((at, found.1.clone()))
    });
    let Some((at, text)) = found else { return };
    for (_, row) in cells[at + 1..].iter_mut().take_while(|it| it.0 <= last) {
        if *left <= 1 {
            return;
        }
        if let Err(place) = row.binary_search_by_key(&column, |it| it.0) {
            row.insert(place, (column, text.clone()));
            *left -= 1;
        }
    }
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
pub(super) fn first(text: &str) -> &str {
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

/// How a cell shows its number.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    /// How many decimal places there always are: two of `#,##0.00`.
    places: usize,
    /// Whether a share is shown in percent.
    percent: bool,
}

impl Shown {
    fn of(style: &Style) -> Self {
        let format = style.number_format.as_ref().map_or("", |it| &it.format_code);
        let positive = format.split(';').next().unwrap_or_default();
        let percent = positive.trim_end_matches(['_', ' ', ')']).ends_with('%');
        // Words may stand around a number, and a power of ten moves the point.
        let plain = !positive.contains(['E', 'e', '"', '\\', '/']);
        let behind = positive.split_once('.').filter(|_| plain).map_or("", |it| it.1);
        let places = behind.bytes().take_while(|it| *it == b'0').count().min(30);
        Self { places, percent }
    }

    fn number(self, number: f64) -> String {
        if self.percent {
            return format!("{}%", padded(shown(number * 100.0), self.places));
        }
        padded(shown(number), self.places)
    }
}
