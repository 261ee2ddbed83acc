//! A dataset as tidy CSV, and what is missing of all.

use super::table::{cell, heads, rows};
use crate::{
    model::{Cell, Coverage, Dataset, last_year},
    text::Sheet,
};

/// The dataset's table. One without values has no rows, which no reader of CSV wants: do not
/// export it. With `mark` it starts with a byte order mark, by which Excel knows the encoding.
pub fn write(dataset: &Dataset, mark: bool) -> Vec<u8> {
    let heads = heads(dataset);
    let mut sheet = Sheet::new(mark);
    sheet.row(heads.iter().map(|it| it.0));
    for (series, observation) in rows(dataset) {
        let cells = heads.iter().map(|it| cell(dataset, series, observation, it.1));
        let cells: Vec<String> = cells.collect();
        sheet.row(cells.iter().map(String::as_str));
    }
    sheet.finish()
}

/// What `datasets` have of what is expected of them: one row a cell of the matrix of dataset, group
/// and year. A row without a group is about the whole, or about the column as far as all its groups
/// are there; what is not expected has no row. The states are `value`, `part` and `missing`.
pub fn gaps<'a>(datasets: impl Iterator<Item = &'a Dataset> + Clone) -> Vec<u8> {
    let last = last_year(datasets.clone());
    let mut sheet = Sheet::default();
    let mut write = |cells: [&str; 6]| sheet.row(cells);
    write(["Dataset", "Indicator", "Column", "Group", "Year", "State"]);
    for dataset in datasets {
        let code = dataset.metadata.indicator.as_ref().map(ToString::to_string);
        let code = code.unwrap_or_default();
        let mut line = |column: &str, group: &str, year: i16, cell: Cell| {
            write([&dataset.id, &code, column, group, &year.to_string(), cell.as_str()]);
        };
        let coverage = Coverage::of(dataset, last);
        for (year, cell) in &coverage.whole {
            line("", "", *year, *cell);
        }
        for column in &coverage.columns {
            for (year, cell) in &column.cells {
                line(&column.name, "", *year, *cell);
            }
            for (group, years) in &column.groups {
                for year in column.cells.keys() {
                    match (years.contains(year), column.expected) {
                        (true, _) => line(&column.name, group, *year, Cell::Value),
                        (false, true) if coverage.expected.contains(year) => {
                            line(&column.name, group, *year, Cell::Missing);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    sheet.finish()
}
